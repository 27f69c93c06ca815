"""Fit the points by which raw text layers are laid into tables: ``make fit-raw``.

Documents made from seeds are printed as raw text layers, in several widths, and read with the costs of
``extractors/text/raw/settings.py``. What counts is the cells of the printed tables that come out elsewhere or otherwise
(half where they are flagged as a guess, a tenth for a right cell flagged without need). Each cost in turn is moved a
step up and down; a step that lays more cells right is kept, until none does or the time is over. ``--write`` writes
the costs into ``settings.py`` and ``kinds.csv``.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from phaen.extractors.model import LAID_OUT, Table
from phaen.extractors.text.mending import Mender
from phaen.extractors.text.raw.reader import RawReader
from phaen.extractors.text.raw.settings import COSTS, Costs

from samples.blocks import Grid, Sheet
from samples.random_content import FORMS, random_document
from samples.text_writers import FRACTION, PLAIN_FRACTION, write_raw
from samples.variants import renamed, with_thai_digits

RAW = Path(__file__).resolve().parents[1] / "extractors" / "text" / "raw"
STEPS = (0.5, 1.5)
"""Points by which a cost is moved, up and down."""
FLAGGED, NEEDLESS = 0.5, 0.1
"""What a wrong cell counts that is flagged, and a right one that is."""
LEAST = 0.4
"""A step must make so much less wrong: less is needless flags coming and going."""

Cell = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Printed:
    """A document as a raw layer, and the cells (column, text without white space) of its tables."""

    text: str
    cells: Counter[Cell]
    headings: frozenset[str]


def printed(form: str, seed: int) -> Printed:
    """A document of ``form``: every second one with other headings or Thai digits, the width by the seed, and of four
    three without the blank lines that part cells in some layers."""
    sheet = random_document(seed, form).sheet
    sheet = renamed(sheet) if seed % 4 == 1 else with_thai_digits(sheet) if seed % 4 == 3 else sheet
    text = write_raw(sheet, 60 + 9 * (seed % 5))
    text = text if seed % 4 == 0 else re.sub(r"\n(?:[ \t]*\n)+", "\n", text)
    return Printed(text, Counter(_printed_cells(sheet)), _headings(sheet))


def _printed_cells(sheet: Sheet) -> Iterator[Cell]:
    for block in sheet.blocks:
        if not isinstance(block, Grid):
            continue
        for row in block.rows:
            for column, cell in enumerate(row.cells):
                text = _squashed(FRACTION.sub(PLAIN_FRACTION, cell))
                if any(map(str.isalnum, text)) and column not in block.months:
                    yield column, text


def _headings(sheet: Sheet) -> frozenset[str]:
    grids = [block for block in sheet.blocks if isinstance(block, Grid)]
    return frozenset(_squashed(head.text) for grid in grids for row in grid.header for head in row)


def _squashed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def loss(costs: Costs, documents: Sequence[Printed], most: float = float("inf")) -> float:
    """How much of the tables of ``documents`` is laid wrong (cells); stops above ``most``."""
    total = 0.0
    for document in documents:
        total += _wrong(costs, document)
        if total > most:
            break
    return total


def _wrong(costs: Costs, document: Printed) -> float:
    reader = RawReader(document.text.split("\n"), Mender(document.text), costs)
    left, wrong = Counter(document.cells), 0.0
    for table in (block for block in reader.blocks() if isinstance(block, Table)):
        for row in table.rows:
            for column, cell in enumerate(row.cells):
                if cell is None or not any(map(str.isalnum, cell.text)):
                    continue
                key, flagged = (column, _squashed(cell.text)), LAID_OUT in cell.flags
                if key[1] in document.headings:
                    continue
                if left[key] > 0:
                    left[key] -= 1
                    wrong += NEEDLESS if flagged else 0.0
                else:
                    wrong += FLAGGED if flagged else 1.0
    return wrong + sum(left.values())


def names() -> list[str]:
    """Every cost: a field of ``Costs``, or ``missing:KIND``."""
    plain = [field.name for field in fields(Costs) if field.name != "missing"]
    return plain + [f"missing:{kind}" for kind in COSTS.missing]


def value(costs: Costs, name: str) -> float:
    """The points of the cost ``name``."""
    kind = name.removeprefix("missing:")
    return float(getattr(costs, name) if kind == name else costs.missing[kind])


def moved(costs: Costs, name: str, points: float) -> Costs:
    """``costs`` with ``points`` for ``name``."""
    kind = name.removeprefix("missing:")
    if kind == name:
        return replace(costs, **{name: points})  # type: ignore[arg-type]
    return replace(costs, missing={**costs.missing, kind: points})


def fit(costs: Costs, documents: Sequence[Printed], until: float) -> Costs:
    """The costs after every step that lays more cells of ``documents`` right, until the time ``until``."""
    best, order = loss(costs, documents), names()
    print(f"{sum(sum(one.cells.values()) for one in documents)} cells, {best:.1f} wrong")
    random.Random(1).shuffle(order)
    better = True
    while better:
        better = False
        for name in order:
            for points in [value(costs, name) + step for size in STEPS for step in (size, -size)]:
                if time.monotonic() > until:
                    return costs
                tried = moved(costs, name, round(points, 2))
                found = loss(tried, documents, best)
                if found <= best - LEAST:
                    print(f"{name}: {value(costs, name):g} → {points:g}, {found:.1f} wrong", flush=True)
                    costs, best, better = tried, found, True
    return costs


def write(costs: Costs) -> None:
    """The numbers of ``costs`` into ``settings.py`` and ``kinds.csv``."""
    settings, kinds = RAW / "settings.py", RAW / "kinds.csv"
    text = settings.read_text("utf-8")
    for field in fields(Costs):
        if field.name != "missing":
            text = re.sub(
                rf"(\n    {field.name}: float = )-?[\d.]+", rf"\g<1>{value(costs, field.name)}", text, count=1
            )
    settings.write_text(text, "utf-8")
    rows = kinds.read_text("utf-8")
    for kind, points in costs.missing.items():
        rows = re.sub(rf"(\n{kind},)-?[\d.]+", rf"\g<1>{points}", rows, count=1)
    kinds.write_text(rows, "utf-8")


def main() -> int:
    """Fit, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--documents", type=int, default=4, help="documents of each form")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    documents = [printed(form, given.seed + at) for form in FORMS for at in range(given.documents)]
    costs = fit(COSTS, documents, time.monotonic() + 60 * given.minutes)
    if given.write:
        write(costs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
