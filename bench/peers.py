"""Cells of printed tables beside those of other libraries: python -m bench.peers [--producer NAME] [--missed N].

Samples of other offices' forms are printed by three producers; every library gives the tables of every page, and what
it gives is compared with the printed cells: whole cells, exact but for white space, after the same joining over
page ends. The other libraries live in an environment of their own, build/peers, that this command makes: some have
licences under which phaen could not use them. One that does not install is named and left out.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
import venv
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from phaen.normalizers.text import arabic_digits, canonical
from phaen.pipeline.extract import ExtractOptions, extract_document
from phaen.pipeline.views.tables import printed_tables

from samples.blocks import Grid
from samples.elsewhere import other_samples
from samples.prints import KINDS, PRODUCERS, Printed, write
from samples.strangers import strangers

ROOT = Path("build/peers")
PEERS = {
    "camelot": "camelot-py",
    "pdfplumber": "pdfplumber",
    "tabula": "tabula-py",
    "PyMuPDF": "PyMuPDF",
}
READER = Path(__file__).with_name("peers_reader.py")
Grids = list[tuple[int, list[list[str]]]]
"""Page and rows of every table."""
_SIGNS = "←→↔✓/*"


def squash(text: str) -> str:
    """A cell as it is compared: canonical marks, Arabic digits, no white space, no signs of time plans."""
    return "".join(char for char in arabic_digits(canonical(text)) if not char.isspace() and char not in _SIGNS)


def installed() -> dict[str, str]:
    """Library → version, of those that install."""
    python = ROOT / "venv" / "bin" / "python"
    if not python.exists():
        venv.create(ROOT / "venv", with_pip=True)
    found = {}
    for name, package in PEERS.items():
        shown = subprocess.run([python, "-m", "pip", "show", package], capture_output=True, text=True, check=False)
        if shown.returncode:
            made = subprocess.run([python, "-m", "pip", "install", "-q", package], capture_output=True, check=False)
            if made.returncode:
                print(f"{name}: does not install here, left out", file=sys.stderr)
                continue
            shown = subprocess.run([python, "-m", "pip", "show", package], capture_output=True, text=True, check=False)
        found[name] = next(line.split(": ")[1] for line in shown.stdout.splitlines() if line.startswith("Version"))
    return found


def printed() -> list[Printed]:
    """The documents that are printed."""
    return [Printed(one.stem, one.title, one.sheet, one.gold, wide=True) for one in (*other_samples(), *strangers())]


Parts = tuple[str, ...]
"""A cell by its printed paragraphs."""


def known_cells(document: Printed) -> list[Parts]:
    """The cells of a document, headings too."""
    cells: list[Parts] = []
    for block in document.sheet.blocks:
        if isinstance(block, Grid):
            texts = [head.text for row in block.header for head in row]
            texts += [text for row in block.rows for text in row.cells]
            cells += [tuple(filter(None, map(squash, text.split("\n")))) for text in texts]
    return [parts for parts in cells if parts]


def matched(known: Sequence[Parts], found: Counter[str]) -> Counter[str]:
    """The known cells as ``found`` may have them: whole, or, numbered items of one cell, each a cell of its own."""
    left, cells = found.copy(), Counter[str]()
    for parts in sorted(known, key=len):
        whole = "".join(parts)
        apart = not left[whole] and len(parts) > 1 and all(left[part] for part in parts)
        texts = list(parts) if apart else [whole]
        cells.update(texts)
        left.subtract(texts)
    return cells


def joined(grids: Grids) -> Counter[str]:
    """The cells of tables after joining: headings printed again are left out, a row without a first cell goes on."""
    cells: Counter[str] = Counter()
    whole: list[list[str]] = []
    head: list[list[str]] = []
    before = (0, 0)
    for page, rows in grids:
        rows = [[squash(text) for text in row] for row in rows]
        width = max((len(row) for row in rows), default=0)
        if (page - 1, width) == before and whole:
            for known in head:
                if rows and rows[0] == known:
                    rows = rows[1:]
            if rows and not rows[0][0] and any(rows[0]):
                whole[-1] = [a + b for a, b in zip(whole[-1], rows[0], strict=False)]
                rows = rows[1:]
            whole += rows
        else:
            cells.update(text for row in whole for text in row if text)
            whole, head = list(rows), rows[:2]
        before = (page, width)
    cells.update(text for row in whole for text in row if text)
    return cells


def ours(paths: Sequence[Path]) -> tuple[dict[str, Counter[str]], float]:
    """What phaen gives of every file, and seconds for all."""
    start, found = time.perf_counter(), {}
    for path in paths:
        rows = extract_document(path.read_bytes(), path.name, ExtractOptions(ocr="never", statements=False)).tables
        tables = printed_tables(rows["cells"])
        found[path.stem] = Counter(squash(cell["text"]) for table in tables for row in table.rows for cell in row)
        del found[path.stem][""]
    return found, time.perf_counter() - start


def theirs(name: str, paths: Iterable[Path]) -> tuple[dict[str, Counter[str]], float]:
    """What another library gives of every file, and seconds for all."""
    python = ROOT / "venv" / "bin" / "python"
    command = [str(python), str(READER), name, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{name}: {done.stderr[-1500:]}")
    told = json.loads(done.stdout.splitlines()[-1])
    return {stem: joined([(p, rows) for p, rows in grids]) for stem, grids in told["files"].items()}, told["seconds"]


def share(known: dict[str, list[Parts]], found: dict[str, Counter[str]]) -> tuple[float, float]:
    """Recall and precision over all files."""
    hit = wanted = 0
    for stem, cells in known.items():
        have = found.get(stem, Counter())
        want = matched(cells, have)
        hit, wanted = hit + (want & have).total(), wanted + want.total()
    given = sum(found.get(stem, Counter()).total() for stem in known)
    return hit / wanted, hit / given if given else 0.0


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--producer", default="", help="one producer")
    parser.add_argument("--missed", type=int, default=0, help="cells of phaen's that are shown as missed or extra")
    options = parser.parse_args()
    peers = installed()
    print("| producer | cells |", " | ".join(["phaen", *(f"{name} {version}" for name, version in peers.items())]), "|")
    print("|---|---|" + "---|" * (len(peers) + 1))
    for producer in PRODUCERS:
        if options.producer not in producer:
            continue
        known, paths = {}, []
        for document in printed():
            path = ROOT / producer / f"{document.stem}.pdf"
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() and not write(producer, KINDS["ruled"], {path: document}):
                break
            known[document.stem] = known_cells(document)
            paths.append(path)
        if not paths:
            print(f"| {producer} | not installed |")
            continue
        figures = []
        for name in ("phaen", *peers):
            found, seconds = ours(paths) if name == "phaen" else theirs(name, paths)
            recall, precision = share(known, found)
            figures.append(f"{recall:.4f} / {precision:.4f}, {seconds:.1f} s")
            if name == "phaen":
                for stem in known:
                    want = matched(known[stem], found[stem])
                    lost, more = want - found[stem], found[stem] - want
                    for text in [*lost][: options.missed]:
                        print(f"  {producer} {stem} missed: {text}", file=sys.stderr)
                    for text in [*more][: options.missed]:
                        print(f"  {producer} {stem} extra: {text}", file=sys.stderr)
        total = sum(map(len, known.values()))
        print(f"| {producer} | {total} |", " | ".join(figures), "|", flush=True)


if __name__ == "__main__":
    main()
