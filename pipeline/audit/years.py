"""One office's indicators from year to year: which documents can be compared, which way a target points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from phaen.normalizers.matching.match import unit_kind
from phaen.normalizers.targets import parse_target
from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.model import Row
from phaen.pipeline.audit.names import likeness, word_list
from phaen.pipeline.audit.tables import Tables

COMPONENTS = ("agenda", "function", "joint", "innovation", "potential")
"""Bases of indicators that are assessed; the others only say in what kind of table one stands."""
YEARLY = ("annual_plan", "kpi_agreement")
DURATIONS = ("ระยะเวลา", "จำนวนวัน", "เวลาเฉลี่ย", "เวลาที่ใช้")
AT_MOST, AT_LEAST = ("<=", "<", "decrease"), (">=", ">", "increase")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of an indicator in its unit, as printed."""

    value: float
    unit: str | None
    raw: str
    row: Row


def lower_is_better(row: Row) -> bool | None:
    """Which way the indicator's target points; ``None`` where neither target nor name tell."""
    op = row.get("target_op") or parse_target(str(row.get("target_raw") or "")).op
    if op in AT_MOST:
        return True
    if op in AT_LEAST:
        return False
    name = str(row.get("name") or "")
    if any(word in name for word in DURATIONS):
        return None
    if any(word in name for word in word_list("remedies")):
        return False
    return None if any(word in name for word in word_list("adverse") | word_list("lower")) else False


def same_unit(one: str | None, other: str | None) -> bool:
    """Are two printed units one (ร้อยละ, %)? An unknown one is none."""
    return bool(one and other) and unit_kind(one) == unit_kind(other)


def baseline_figure(row: Row, year: int) -> Figure | None:
    """What the baseline of an indicator says of ``year``; a bare figure stands in the target's unit."""
    for item in row.get("baseline") or ():
        if item.get("fiscal_year") == year and item.get("value") is not None:
            raw = str(item.get("raw") or "")
            unit = parse_target(raw).unit
            if unit is None and raw.strip().replace(",", "").replace(".", "", 1).isdigit():
                unit = row.get("target_unit")
            return Figure(float(item["value"]), unit, raw, row)
    return None


def read_whole(tables: Tables, doc_id: str) -> bool:
    """Was the document read without a gap: can what it does not list be taken as left out?"""
    return tables.document.get(doc_id, {}).get("status") in (None, "ok")


def offices_by_year(tables: Tables) -> list[tuple[str, str, dict[int, list[Row]]]]:
    """Agency, kind of document, and year → assessed indicators, of yearly documents that were read whole."""
    if tables.yearly is None:
        tables.yearly = list(_offices_by_year(tables))
    return tables.yearly


def _offices_by_year(tables: Tables) -> Iterator[tuple[str, str, dict[int, list[Row]]]]:
    groups: dict[tuple[str, str], dict[int, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in tables.distinct("kpis"):
        document = tables.document.get(row["doc_id"], {})
        agency, kind, year = row.get("agency_code"), document.get("doc_type"), document.get("fiscal_year")
        assessed = row.get("base") in COMPONENTS and row.get("name") and read_whole(tables, row["doc_id"])
        if agency and kind in YEARLY and year and assessed:
            groups[(agency, kind)][int(year)].append(row)
    for (agency, kind), years in sorted(groups.items()):
        yield agency, kind, dict(sorted(years.items()))


def is_among(row: Row, others: Sequence[Row], alike: float = materiality.SAME_MEASURE_LIKENESS) -> bool:
    """Is the indicator one of ``others``: by link, by code, or by a name at least ``alike``?"""
    for column in ("indicator_id", "kr_code"):
        if (wanted := row.get(column)) and any(other.get(column) == wanted for other in others):
            return True
    return any(likeness(str(row["name"]), str(other["name"])) >= alike for other in others)
