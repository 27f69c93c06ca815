"""Every value of a typed row with the cell or words that it was read from: the rows of ``statements``.

A value is looked for where it was read: in the cells of its own printed row (by the role that the column is read
from, then in any cell that prints it), in headings and cells above, in the running text. What is found nowhere word
for word (a value put together, a word of a register) stands at its row's place, and ``how`` says so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

from phaen.extractors.model import Paragraph, Place
from phaen.extractors.tables.joined import Item, JoinedRow, JoinedTable
from phaen.pipeline.assemble.coverage import GRAM, ink
from phaen.pipeline.assemble.signals import Evidence

Row = Mapping[str, Any]
Provenance = Callable[[Place, float, list[str]], dict[str, Any]]

TYPED = ("kpis", "rubrics", "plans", "results", "milestones")
NO_VALUES = frozenset(
    {
        *(
            "doc_id",
            "source_file",
            "fiscal_year",
            "agency_code",
            "page",
            "line",
            "bbox",
            "place",
            "confidence",
            "flags",
        ),
        *(
            "row_key",
            "corrected",
            "decided_by",
            "decided_on",
            "kpi_id",
            "indicator_id",
            "kr_code_source",
            "kr_match_score",
            "reviewed",
            "listings",
        ),
        *("row_kind", "kind", "section", "source", "base", "budget_status"),
    }
)
"""Columns that a place does not print: keys, provenance, and what follows from where a row stands."""
FROM_RAW = {
    "target_value": "target_raw",
    "target_max": "target_raw",
    "target_op": "target_raw",
    "target_unit": "target_raw",
    "target_date": "target_raw",
    "threshold_value": "threshold_raw",
    "threshold_max": "threshold_raw",
    "threshold_op": "threshold_raw",
    "threshold_unit": "threshold_raw",
    "threshold_date": "threshold_raw",
    "budget_baht": "budget_raw",
    "budget_unit_baht": "budget_raw",
    "score": "score_raw",
    "achieved_value": "achieved_raw",
    "achieved_unit": "achieved_raw",
}
"""Values that are made of another column's text: their place is that text's."""
SHARE = 0.25
"""A doubt about a row is a doubt about a value by this share, unless a flag names the column."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A printed text with its place, and its coordinates in ``cells`` where it is a cell."""

    raw: str
    place: Place
    table_no: int | None = None
    row_no: int | None = None
    column_no: int | None = None


@lru_cache(maxsize=1)
def column_roles() -> dict[str, tuple[str, ...]]:
    """The roles that a column is read from, from ``column_roles.csv``."""
    text = files("phaen.pipeline.assemble").joinpath("column_roles.csv").read_text("utf8")
    pairs = (line.split(",", 1) for line in text.splitlines()[1:] if line)
    return {column: tuple(roles.split("|")) for column, roles in pairs}


class Finder:
    """The printed texts of a document, asked where a value stands."""

    def __init__(self, items: Sequence[Item], evidence: Evidence) -> None:
        self._evidence = evidence
        self._exact: dict[str, Spot] = {}
        self._spots: list[Spot] = []
        self._starts: list[int] = []
        self._rows: dict[int, list[tuple[str | None, str, Spot]]] = {}
        texts: list[str] = []
        at = 0
        for key, spot in self._printed(items):
            self._exact.setdefault(key, spot)
            self._spots.append(spot)
            self._starts.append(at)
            texts.append(key)
            at += len(key) + 1
        self._joined = "\n".join(texts)

    def _printed(self, items: Sequence[Item]) -> Iterator[tuple[str, Spot]]:
        number = -1
        for item in items:
            if isinstance(item, Paragraph):
                key = ink(item.text)
                if key:
                    yield key, Spot(item.text, item.place)
                continue
            number += 1
            yield from self._cells(item, number)

    def _cells(self, table: JoinedTable, number: int) -> Iterator[tuple[str, Spot]]:
        for row_no, row in enumerate([*table.header_rows, *table.rows]):
            own: list[tuple[str | None, str, Spot]] = []
            for column_no, cell in enumerate(row.cells):
                key = ink(cell.text)
                if not key or not cell.parts:
                    continue
                spot = Spot(cell.text, cell.parts[0].place, number, row_no, column_no)
                role = table.roles[column_no] if column_no < len(table.roles) else None
                own.append((role, key, spot))
                if not cell.inherited:
                    yield key, spot
            self._rows[id(row)] = own

    def find(self, row: Row, column: str, texts: Sequence[str]) -> tuple[Spot, str] | None:
        """Where the first of ``texts`` stands that is found, and how: by role, in the row, above, or in the text."""
        printed = self._evidence.printed(row)
        keys = [key for key in (ink(text) for text in texts) if key]
        if not keys:
            return None
        if printed is not None:
            found = self._in_row(printed[1], column, keys)
            if found:
                return found
        for key in keys:
            if key in self._exact:
                return self._exact[key], "text"
        for key in keys:
            if len(key) >= GRAM:
                at = self._joined.find(key)
                if at >= 0:
                    return self._spots[bisect_right(self._starts, at) - 1], "part of text"
        return None

    def _in_row(self, row: JoinedRow, column: str, keys: Sequence[str]) -> tuple[Spot, str] | None:
        cells = self._rows.get(id(row), [])
        wanted = column_roles().get(column, (column,))
        for role, text, spot in cells:
            if role in wanted and any(key == text or key in text for key in keys):
                return spot, f"role {role}"
        for role, _, spot in cells:
            if role in wanted and role is not None:
                return spot, f"role {role}, read"
        for key in keys:
            for _, text, spot in cells:
                if key == text or (len(key) >= 2 and key in text):
                    return spot, "row"
        return None


def _elements(column: str, value: Any) -> Iterator[tuple[str, Any]]:
    """A column's values: one, or one for each element of a list."""
    if isinstance(value, (list, tuple)):
        for index, one in enumerate(value):
            yield f"{column}[{index}]", one
    elif value is not None and value != "":
        yield column, value


def _as_text(value: Any) -> str:
    if isinstance(value, Mapping):
        return " | ".join(_as_text(part) for part in value.values() if part is not None)
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)


def _searched(row: Row, column: str, value: Any) -> list[str]:
    """The texts by which a value is looked for, the surest first."""
    if isinstance(value, Mapping):
        return [str(value[key]) for key in ("raw", "name") if value.get(key)]
    raw = row.get(FROM_RAW.get(column, ""))
    if raw:
        return [str(raw)]
    if isinstance(value, Decimal):
        return [f"{value:,.2f}", f"{value:,.0f}"]
    return [_as_text(value)]


def statement_rows(
    rows: Mapping[str, Sequence[Row]], items: Sequence[Item], evidence: Evidence, provenance: Provenance
) -> Iterator[dict[str, Any]]:
    """The statements of every typed row, in the order of the rows and their columns."""
    finder = Finder(items, evidence)
    for dataset in TYPED:
        for row in rows.get(dataset, ()):
            yield from _of_row(dataset, row, finder, provenance)


def _of_row(dataset: str, row: Row, finder: Finder, provenance: Provenance) -> Iterator[dict[str, Any]]:
    flags = list(row.get("flags") or ())
    place = Place(row.get("page"), row.get("line"), row.get("bbox"), row.get("place"))
    doubt = 1 - float(row["confidence"])
    for column, value in row.items():
        if column in NO_VALUES:
            continue
        mine = flags_of(column, flags)
        confidence = 1 - doubt * (1.0 if mine else SHARE)
        for name, one in _elements(column, value):
            found = finder.find(row, column, _searched(row, column, one))
            spot, how = found if found else (Spot("", place), "row's place")
            yield {
                **provenance(spot.place, confidence, mine),
                "dataset": dataset,
                "row_key": row["row_key"],
                "column_name": name,
                "value": _as_text(one),
                "raw": spot.raw or None,
                "table_no": spot.table_no,
                "row_no": spot.row_no,
                "column_no": spot.column_no,
                "how": how,
            }


def flags_of(column: str, flags: Iterable[str]) -> list[str]:
    """The flags of a row that speak of one column: those whose name begins with the column's first word."""
    stem = column.split("_")[0]
    return [flag for flag in flags if flag.split("_")[0].rstrip("s") == stem.rstrip("s")]
