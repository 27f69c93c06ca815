"""Figures that two recognitions of a scan read differently: kept as printed, never as a value.

A row that carries ``ocr_disagrees`` loses the values that its doubtful cells made; raw text stays, and the flag says
why. Where a row was read from one printed line, these are the cells of that line that are doubtful, each for its own
columns. Otherwise, and where the doubt came from elsewhere, every doubtful figure of the page and the next counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from phaen.extractors.model import Document
from phaen.extractors.ocr.figures import figures
from phaen.extractors.tables.joined import Item, JoinedCell, JoinedRow, JoinedTable
from phaen.pipeline.assemble.places import FROM_RAW, column_roles
from phaen.pipeline.assemble.signals import Key, key, place_key

FLAG = "ocr_disagrees"
ONE_LINE = frozenset({"plans", "rubrics", "milestones", "kpi_mentions"})
"""Datasets whose rows each come from one printed line; an indicator or a result is put together from several."""
_KEPT = frozenset(
    {
        *("doc_id", "source_file", "fiscal_year", "agency_code", "page", "line", "bbox", "confidence", "flags"),
        *("kpi_id", "indicator_id", "level", "step_no", "rule", "before", "after", "row_kind", "section", "listing"),
        *("budget_unit_baht", "name"),
    }
)
"""Columns that no figure of the row's own cells makes."""
_CODE = re.compile(r"[A-Z]?[0-9]+(?:\.[0-9]+)*")
_MONEY = "baht"
"""How columns and fields of amounts in baht end."""
UNITS = (1_000, 10_000, 100_000, 1_000_000)
"""Baht that a printed figure may be multiplied by: a table in thousands or millions prints ``24.1`` for 24,100,000."""
Rows = dict[str, list[dict[str, Any]]]
Numbers = frozenset[Decimal]


def withhold(rows: Rows, document: Document, items: Sequence[Item] = ()) -> Rows:
    """``rows`` without the values that doubtful figures make, changed in place; ``items`` are the document's tables."""
    doubtful = {page.page: _numbers(page.doubtful) for page in document.pages if page.doubtful}
    if not doubtful:
        return rows
    lines = _doubtful_lines(items)
    for dataset, given in rows.items():
        for row in given:
            page = row.get("page")
            if page is None or FLAG not in (row.get("flags") or ()):
                continue
            pooled = doubtful.get(page, frozenset()) | doubtful.get(page + 1, frozenset())
            line = lines.get(key(row)) if dataset in ONE_LINE else None
            for column, value in row.items():
                if column not in _KEPT and not column.endswith("_raw"):
                    plain, money = line.numbers(column, pooled) if line else (pooled, in_baht(pooled))
                    row[column] = _without(value, money if column.endswith(_MONEY) else plain, money)
    return rows


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed row with doubtful cells: its cells, each with the role of its column."""

    cells: tuple[tuple[str | None, JoinedCell], ...]

    def numbers(self, column: str, pooled: Numbers) -> tuple[Numbers, Numbers]:
        """The figures of doubtful cells, and the baht that they may stand for, but for those that a sure cell of the
        column's own prints; ``pooled`` are the doubtful ones of the page."""
        doubtful: Numbers = frozenset()
        sure: Numbers = frozenset()
        wanted = column_roles().get(FROM_RAW.get(column, column), (column,))
        for role, cell in self.cells:
            printed = _numbers(figures(cell.text) + figures(cell.lines))
            if FLAG in cell.flags:
                doubtful |= printed & pooled or printed  # a cell may join the lines of a figure
            elif role in wanted:
                sure |= printed
        own = any(role in wanted and FLAG in cell.flags for role, cell in self.cells)
        if own:
            return doubtful, in_baht(doubtful)
        return doubtful - sure, in_baht(doubtful) - in_baht(sure)


def _doubtful_lines(items: Sequence[Item]) -> dict[Key, _Line | None]:
    """The printed rows with doubtful cells, by place; ``None`` where two rows share one."""
    found: dict[Key, _Line | None] = {}
    for item in items:
        if isinstance(item, JoinedTable):
            for row in item.rows:
                if any(FLAG in cell.flags for cell in row.cells):
                    line = _Line(tuple(zip(_padded(item, row), row.cells, strict=True)))
                    for place in dict.fromkeys(map(place_key, (row.place, *row.places))):
                        found[place] = None if place in found else line
    return found


def _padded(table: JoinedTable, row: JoinedRow) -> list[str | None]:
    roles = list(table.roles[: len(row.cells)])
    return [*roles, *[None] * (len(row.cells) - len(roles))]


def _numbers(figures: tuple[str, ...]) -> Numbers:
    """What figures amount to, whole and in every reading of their signs."""
    found = set()
    for figure in figures:
        for part in (figure, figure.replace(",", ""), *re.split("[,:/.]", figure)):
            plain = part.replace(",", "").strip(".:/")
            if re.fullmatch(r"[0-9]+(\.[0-9]+)?", plain):
                found.add(Decimal(plain))
    return frozenset(found)


def in_baht(numbers: Numbers) -> Numbers:
    """The ``numbers``, and what they amount to where they are printed in thousands or millions of baht."""
    return numbers | {number * unit for number in numbers for unit in UNITS}


def _without(value: Any, numbers: Numbers, money: Numbers) -> Any:
    """``value`` without ``numbers``, and without ``money`` in fields of baht."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, float, Decimal)):
        return None if Decimal(str(value)) in numbers else value
    if isinstance(value, str):
        return None if _CODE.fullmatch(value) and Decimal(_digits(value)) in numbers else value
    if isinstance(value, Mapping):
        return {
            name: item if name == "raw" else _without(item, money if name.endswith(_MONEY) else numbers, money)
            for name, item in value.items()
        }
    if isinstance(value, (list, tuple)):
        kept = [_without(item, numbers, money) for item in value]
        return [item for item in kept if item is not None]
    return value


def _digits(code: str) -> str:
    """A code's figure: ``P065`` → ``065``, ``1.2`` → ``1.2``; of several dots the first counts."""
    head, _, rest = code.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ").partition(".")
    return f"{head}.{rest.replace('.', '')}" if rest else head
