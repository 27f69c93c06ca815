"""What a spec makes of a document: the tables that it reads, the rows that come out, what is left over, the doubts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from phaen.extractors.wordings.catalogue import Role
from phaen.normalizers.text import squash
from phaen.pipeline.schema.datasets import TYPED_DATASETS
from phaen.pipeline.views.tables import PrintedTable, printed_tables

Row = Mapping[str, Any]
LEFT_SHOWN = 12
"""Texts left over that are shown."""
_PROVENANCE = frozenset(
    {
        "doc_id", "source_file", "fiscal_year", "agency_code", "page", "line", "bbox", "place", "confidence", "flags",
        "row_key", "kpi_id", "indicator_id", "project_id", "listings", "listing", "corrected", "reviewed",
        "kr_code_source", "row_kind", "kind", "section", "base", "budget_raw", "budget_unit_baht", "duplicate_of",
        "name_raw",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tried:
    """What a spec made of one document.

    ``tables``: those that it reads · ``rows``: its typed rows by dataset · ``left``: (place, text) that no column took
    · ``flags``: how many of its rows have each flag · ``missing``: where it reads none, what keeps it from doing so.
    """

    tables: list[PrintedTable]
    rows: dict[str, list[Row]]
    left: list[tuple[str, str]]
    flags: Counter[str]
    missing: list[str]


def tried(datasets: Mapping[str, Sequence[Row]], kind: str, roles: Sequence[Role]) -> Tried:
    """What the form ``kind`` made of one document; ``datasets`` are the rows of its extraction."""
    tables = printed_tables(datasets["cells"])
    own = [table for table in tables if table.kind == kind]
    places = {(cell["page"], cell["line"], cell["place"]) for table in own for row in table.rows for cell in row}
    rows: dict[str, list[Row]] = {}
    flags: Counter[str] = Counter()
    for name in TYPED_DATASETS:
        found = [row for row in datasets.get(name, ()) if name != "kpi_mentions" and _at(row, own, places)]
        if found:
            rows[name] = found
            flags.update(flag for row in found for flag in row["flags"])
    left = [
        (_where(row), " ".join(str(row["text"]).split()))
        for row in datasets.get("sections", ())
        if "unclaimed_cells" in row["flags"] and _at(row, own, places)
    ]
    return Tried(own, rows, left, flags, [] if own else list(_missing(tables, roles)))


def _at(row: Row, tables: Sequence[PrintedTable], places: set[tuple[Any, Any, Any]]) -> bool:
    """Does the row stand in one of the tables: on a cell of theirs, or on the page within the cells' boxes?"""
    if row["page"] is None:
        return (row["page"], row["line"], row["place"]) in places
    if row["bbox"] is None:
        return False
    middle = (row["bbox"][1] + min(row["bbox"][3], row["bbox"][1] + 4)) / 2
    for table in tables:
        boxes = [c["bbox"] for cells in table.rows for c in cells if c["page"] == row["page"] and c["bbox"]]
        if boxes and min(box[1] for box in boxes) - 2 <= middle <= max(box[3] for box in boxes) + 2:
            return True
    return False


def _where(row: Row) -> str:
    if row["page"] is not None:
        return f"page {row['page']}"
    return str(row["place"] or f"line {row['line']}")


def _missing(tables: Sequence[PrintedTable], roles: Sequence[Role]) -> Iterator[str]:
    """The needed columns that the nearest table does not print, and its headings that no column has."""
    known = {wording: role.name for role in roles for wording in role.wordings}
    best: tuple[int, PrintedTable] | None = None
    for table in tables:
        hits = sum(squash(heading) in known for heading in table.columns())
        if best is None or hits > best[0]:
            best = hits, table
    if best is None:
        yield "the file has no table"
        return
    table = best[1]
    yield f"nearest: {table.label}"
    there = {known.get(squash(heading.replace(" / ", " "))) for heading in table.columns()}
    for role in roles:
        if role.is_needed and role.name not in there:
            yield f"needed, and no heading is called so: {role.name} ({' | '.join(role.printed[:3])})"
    for heading in table.columns():
        if squash(heading.replace(" / ", " ")) not in known:
            yield f"a heading that no column has: {heading}"


def values(row: Row) -> str:
    """The values of a typed row, for people: column = value, what is empty left out."""
    said = []
    for name, value in row.items():
        if name in _PROVENANCE or value in (None, [], "", False):
            continue
        text = ", ".join(map(_one, value)) if isinstance(value, list) else str(value)
        said.append(f"{name} = {text}")
    return "; ".join(said)


def _one(value: object) -> str:
    if isinstance(value, Mapping):
        return " ".join(str(part) for part in value.values() if part not in (None, ""))
    return str(value)
