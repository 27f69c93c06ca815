"""Each indicator over years, agencies and document types, and what changed from one year to the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from phaen.normalizers.text import squash
from phaen.pipeline.audit.names import name_difference, without_years
from phaen.pipeline.report.model import ReportData

REPORT_SOURCES = ("result_summary", "score_table", "result_detail")
"""Where a reported result is taken from, the most authoritative first."""


@dataclass(frozen=True, slots=True)
class PanelRow:
    """One indicator in one document: what is promised and, where reported, what was reached."""

    indicator_id: str
    name: str
    doc_id: str
    doc_type: str
    agency: str
    year: int
    base: str | None
    code: str | None
    leads: str
    target_raw: str | None
    target_value: float | None
    target_unit: str | None
    weight: float | None
    result_raw: str | None
    result_value: float | None
    result_unit: str | None
    score: float | None
    page: int | None
    line: int | None
    bbox: tuple[float, ...] = ()
    met: bool | None = None
    """Was the target met, as ``outcomes`` says of the indicator, agency and year? ``None`` without a result here."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of an indicator of one agency between two years."""

    kind: str
    """``new``, ``dropped``, ``renamed``, ``moved`` (other base) or ``retargeted``."""
    indicator_id: str
    name: str
    agency: str
    from_year: int
    to_year: int
    before: str
    after: str


def _results(data: ReportData) -> dict[str, dict[str, Any]]:
    """kpi_id → the reported result."""
    best: dict[str, dict[str, Any]] = {}
    for row in data.live("results"):
        if row.get("source") not in REPORT_SOURCES or not row.get("kpi_id"):
            continue
        held = best.get(row["kpi_id"])
        rank = REPORT_SOURCES.index(row["source"])
        if held is None or rank < REPORT_SOURCES.index(held["source"]):
            best[row["kpi_id"]] = row
    return best


def panel(data: ReportData) -> list[PanelRow]:
    """Every indicator row that linking gave an ``indicator_id``, by indicator, agency and year."""
    results = _results(data)
    met = {(row["indicator_id"], row["agency_code"], row["fiscal_year"]): row["met"] for row in data.rows("outcomes")}
    rows: list[PanelRow] = []
    for row in data.live("kpis"):
        if not row.get("indicator_id") or not row.get("fiscal_year"):
            continue
        result = results.get(str(row.get("kpi_id")), {})
        rows.append(
            PanelRow(
                indicator_id=row["indicator_id"],
                name=str(row.get("name") or ""),
                doc_id=row["doc_id"],
                doc_type=str(data.document.get(row["doc_id"], {}).get("doc_type") or ""),
                agency=str(row.get("agency_code") or ""),
                year=int(row["fiscal_year"]),
                base=row.get("base"),
                code=row.get("kr_code_printed") or row.get("kr_code"),
                leads=", ".join(row.get("lead_agencies") or []),
                target_raw=row.get("target_raw") or result.get("target_raw"),
                target_value=row.get("target_value"),
                target_unit=row.get("target_unit"),
                weight=row.get("weight"),
                result_raw=result.get("achieved_raw"),
                result_value=result.get("achieved_value"),
                result_unit=result.get("achieved_unit"),
                score=result.get("score"),
                page=row.get("page"),
                line=row.get("line"),
                bbox=tuple(row.get("bbox") or ()),
                met=met.get((row["indicator_id"], row.get("agency_code"), row["fiscal_year"])) if result else None,
            )
        )
    return sorted(rows, key=lambda row: (row.indicator_id, row.agency, row.year, row.doc_type, row.doc_id))


def by_indicator(rows: Iterable[PanelRow]) -> dict[str, list[PanelRow]]:
    """indicator_id → its rows."""
    found: dict[str, list[PanelRow]] = defaultdict(list)
    for row in rows:
        found[row.indicator_id].append(row)
    return dict(found)


def _said(row: PanelRow) -> str:
    return row.target_raw or ""


def _compared(before: PanelRow, after: PanelRow) -> Iterable[tuple[str, str, str]]:
    """The ways in which an indicator that stayed is no longer the same."""
    if name_difference(without_years(before.name), without_years(after.name)):
        yield "renamed", before.name, after.name
    if before.base and after.base and before.base != after.base:
        yield "moved", before.base, after.base


def changes(rows: Iterable[PanelRow]) -> list[Change]:
    """Changes of each agency's indicators from one year to the next year of which there are documents of the same type.

    A plan is compared with a plan: that a report names fewer indicators than a plan drops none.
    """
    series: dict[tuple[str, str], dict[int, dict[str, PanelRow]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        series[(row.agency, row.doc_type)][row.year].setdefault(row.indicator_id, row)
    found: list[Change] = []
    for (agency, _), years in sorted(series.items()):
        ordered = sorted(years)
        for first, second in pairwise(ordered):
            old, new = years[first], years[second]
            for key in sorted(old.keys() | new.keys()):
                if key not in new:
                    row = old[key]
                    found.append(Change("dropped", key, row.name, agency, first, second, _said(row), ""))
                elif key not in old:
                    row = new[key]
                    found.append(Change("new", key, row.name, agency, first, second, "", _said(row)))
                else:
                    for kind, before, after in _compared(old[key], new[key]):
                        found.append(Change(kind, key, new[key].name, agency, first, second, before, after))
    return found


def retargeted(data: ReportData) -> list[Change]:
    """Targets that changed from a year to the next that has one, as the view ``target_changes`` tells them."""
    rows = data.figures(
        "SELECT indicator_id, name, coalesce(agency_code, '') AS agency, from_year, to_year, before, after "
        "FROM target_changes WHERE next"
    )
    return [Change("retargeted", **row) for row in rows]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """One indicator of an agency and year in its plan, agreement and report."""

    indicator_id: str
    name: str
    rows: dict[str, PanelRow]
    """doc_type → row."""

    @property
    def targets_differ(self) -> bool:
        """Do the documents set different figures?"""
        return len({row.target_value for row in self.rows.values() if row.target_value is not None}) > 1

    @property
    def weights_differ(self) -> bool:
        """Do the documents give different weights?"""
        return len({row.weight for row in self.rows.values() if row.weight is not None}) > 1


def side_by_side(rows: Iterable[PanelRow]) -> list[SideBySide]:
    """Indicators that stand in more than one type of document, by name."""
    grouped: dict[str, dict[str, PanelRow]] = defaultdict(dict)
    for row in rows:
        grouped[row.indicator_id].setdefault(row.doc_type, row)
    found = [
        SideBySide(key, next(iter(types.values())).name, types) for key, types in grouped.items() if len(types) > 1
    ]
    return sorted(found, key=lambda item: squash(item.name))
