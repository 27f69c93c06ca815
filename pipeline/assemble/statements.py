"""Every value of a typed row with the cell or words that it was read from: the rows of ``statements``.

What :mod:`phaen.pipeline.assemble.places` finds nowhere word for word (a value put together, a word of a register)
stands at its row's place, and ``how`` says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from phaen.extractors.model import Place
from phaen.extractors.tables.joined import Item
from phaen.normalizers.text import arabic_digits
from phaen.pipeline.assemble.coverage import ink
from phaen.pipeline.assemble.places import FROM_RAW, UNITS_OF_MONEY, Finder, Row, Spot, is_unit
from phaen.pipeline.assemble.provenance import Provenance
from phaen.pipeline.assemble.signals import Evidence

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
SHARE = 0.25
"""A doubt about a row is a doubt about a value by this share, unless a flag names the column."""


_MORE_THAN_A_NUMBER = re.compile(r"[ก-๙A-Za-z%％฿]|[.,]-")


def _elements(column: str, value: Any) -> Iterator[tuple[str, Any]]:
    """A column's values: one, or one for each element of a list."""
    if isinstance(value, (list, tuple)):
        for index, one in enumerate(value):
            yield f"{column}[{index}]", one
    elif value is not None and value != "":
        yield column, value


def _as_text(value: Any) -> str:
    if isinstance(value, dict):
        return " | ".join(_as_text(part) for part in value.values() if part is not None)
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)


def _searched(row: Row, column: str, value: Any) -> list[str]:
    """The texts by which a value is looked for, the surest first."""
    if isinstance(value, dict):
        return [str(value[key]) for key in ("raw", "name") if value.get(key)]
    raw = row.get(FROM_RAW.get(column, ""))
    if raw:
        if not is_unit(column):
            return [str(raw)]
        # a unit that the text does not print stands in a cell or heading of its own, or is said by other signs (%, .-)
        unit = UNITS_OF_MONEY.get(value) if column == "budget_unit_baht" else value
        if not unit or ink(str(unit)) in ink(str(raw)):
            return [str(raw)]
        return [str(unit), str(raw)] if _MORE_THAN_A_NUMBER.search(str(raw)) else [str(unit)]
    if isinstance(value, Decimal):
        return [f"{value:,.2f}", f"{value:,.0f}"]
    return [_as_text(value)]


def _under(value: Any) -> str:
    """The year or the source by which the heading of a value's column is told from its neighbours'."""
    if not isinstance(value, dict):
        return ""
    return str(value.get("fiscal_year") or arabic_digits(str(value.get("source") or "")))


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
            found = finder.find(row, column, _searched(row, column, one), _under(one))
            spot, how = found if found else _nowhere(column, one, place)
            yield {
                **provenance.row(spot.place, confidence, mine),
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


def _nowhere(column: str, value: Any, place: Place) -> tuple[Spot, str]:
    """A value that no text prints: it stands at its row's place. A unit of money that nothing states is baht, and has
    no box: none holds it."""
    if column == "budget_unit_baht" and value == 1:
        return Spot("", Place(place.page, place.line, None, place.where)), "baht where no unit is printed"
    return Spot("", place), "row's place"


def flags_of(column: str, flags: Iterable[str]) -> list[str]:
    """The flags of a row that speak of one column: those whose name begins with the column's first word."""
    stem = _stem(column)
    return [flag for flag in flags if _stem(flag) == stem]


@lru_cache(maxsize=1 << 10)
def _stem(name: str) -> str:
    return name.split("_")[0].rstrip("s")
