"""What these samples share: tables with two-row headings, expected rows with their defaults."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from samples.blocks import Grid, GridRow, Head, Para, Sheet

Row = dict[str, Any]
Column = tuple[str, float] | tuple[str, tuple[tuple[str, float], ...]]
"""A heading and its relative width, or a heading over several (heading, width)."""
MONTHS = ("ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.")


@dataclass(frozen=True, slots=True)
class OtherSample:
    """One document: what is printed, and the rows that must come out."""

    stem: str
    title: str
    sheet: Sheet
    gold: dict[str, Any]


def title(*lines: str) -> list[Para]:
    """The lines of a cover."""
    return [Para(line, bold=True, centre=True, size=1.2) for line in lines]


def heading(text: str) -> Para:
    """A heading above a table."""
    return Para(text, bold=True, level=2)


def table(columns: Sequence[Column], rows: Sequence[Sequence[str] | GridRow], kind: str = "other") -> Grid:
    """A table; a column with sub-columns makes a second row of headings."""
    deep = any(not isinstance(width, (int, float)) for _, width in columns)
    upper: list[Head] = []
    lower: list[Head] = []
    widths: list[float] = []
    for text, width in columns:
        if isinstance(width, (int, float)):
            upper.append(Head(text, rowspan=2 if deep else 1))
            widths.append(float(width))
        else:
            upper.append(Head(text, colspan=len(width)))
            for name, part in width:
                lower.append(Head(name))
                widths.append(part)
    header = (tuple(upper), tuple(lower)) if deep else (tuple(upper),)
    body = tuple(row if isinstance(row, GridRow) else GridRow(tuple(row)) for row in rows)
    roles = tuple(f"c{number}" for number in range(len(widths)))
    return Grid(kind, roles, tuple(widths), header, body, wide=True)


def money(amount: float | None) -> str:
    """An amount as printed, ``-`` for none."""
    return "-" if amount is None else f"{amount:,.0f}"


def amounts(*entries: tuple[int | None, str | None, float | None]) -> list[Row]:
    """The column ``amounts``: (fiscal year, source, baht), those without an amount left out."""
    return [{"fiscal_year": year, "source": source, "baht": baht} for year, source, baht in entries if baht is not None]


def plan(project: str | None, **values: Any) -> Row:
    """An expected row of ``plans`` with the values most lines have."""
    name = project or ""
    kind = "project" if name.startswith("โครงการ") else "activity" if name.startswith("กิจกรรม") else "other"
    row: Row = {
        "section": None,
        "row_kind": "item",
        "seq": None,
        "project": project,
        "kind": kind if project else None,
        "budget_baht": None,
        "budget_status": None,
        "amounts": [],
        "units": [],
    }
    return {**row, **values}


def kpi(name: str, base: str, **values: Any) -> Row:
    """An expected row of ``kpis``."""
    row: Row = {
        "name": name,
        "base": base,
        "item_no": None,
        "target_raw": None,
        "target_op": None,
        "target_value": None,
        "target_unit": None,
        "targets_by_year": [],
    }
    return {**row, **values}


def targets(*pairs: tuple[int, str]) -> list[Row]:
    """The column ``targets_by_year``."""
    return [{"fiscal_year": year, "raw": raw} for year, raw in pairs]


def aimed(
    name: str, base: str, unit: str | None, span: Sequence[int], values: Sequence[str], at: int = 0, **more: Any
) -> Row:
    """An expected row of ``kpis`` with a target a year; that of place ``at`` is the document's own."""
    return kpi(
        name,
        base,
        target_raw=values[at],
        target_value=float(values[at].replace(",", "")),
        target_unit=unit,
        targets_by_year=targets(*zip(span, values, strict=True)),
        **more,
    )


def gold(document: Row, **datasets: list[Row]) -> dict[str, Any]:
    """The expected rows of a document."""
    header: Row = {"agency_code": None, "parent_agency": None, "sector": None}
    empty: dict[str, Any] = {name: [] for name in ("kpis", "rubrics", "plans", "results", "milestones", "findings")}
    return {"document": {**header, **document}, **empty, **datasets}
