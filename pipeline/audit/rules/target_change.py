"""One indicator's target differs within a document, between years or between agencies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from phaen.normalizers.targets import parse_target
from phaen.normalizers.text import arabic_digits, squash
from phaen.pipeline.audit.model import Finding, Row, Severity, evidence_of, listed, number, rule
from phaen.pipeline.audit.rules.amended import amended_target
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import indicator, place_name

PROJECT = "project"
"""Base of indicators of single projects: many have one name (ผู้เข้าร่วมโครงการ), each with a target of its own."""

MOST_TARGETS = 2


def _value(row: Row) -> float | None:
    """The first figure of a row's target."""
    if row.get("target_value") is not None:
        return float(row["target_value"])
    if not row.get("target_raw"):
        return None
    value = parse_target(str(row["target_raw"])).value
    return float(value) if value is not None else None


def _unit(row: Row) -> str | None:
    if row.get("target_unit") is not None or not row.get("target_raw"):
        return row.get("target_unit")
    return parse_target(str(row["target_raw"])).unit


def _raw(row: Row) -> str:
    unit, value = row.get("target_unit") or "", _value(row)
    return str(row.get("target_raw") or f"{unit} {number(value or 0)}".strip())


def _shown(row: Row) -> str:
    """The target with Arabic digits: figures of a message are in one script, those of the evidence as printed."""
    return arabic_digits(_raw(row))


def _place(row: Row) -> tuple[str, str]:
    """The listing that states a target, in Thai and English."""
    listings = list(row.get("listings") or [])
    return place_name(row.get("listing") or (listings[0] if len(listings) == 1 else "kpi_table"))


def _moved(rows: list[Row]) -> tuple[str, str] | None:
    """One office's target of one year and the next: by how much, and which way."""
    rows = list({(row.get("fiscal_year"), _value(row)): row for row in reversed(rows)}.values())[::-1]
    if len(rows) != 2 or len({row.get("agency_code") for row in rows}) > 1 or _unit(rows[0]) != _unit(rows[1]):
        return None
    before, after = rows
    if not before.get("fiscal_year") or not after.get("fiscal_year") or before["fiscal_year"] == after["fiscal_year"]:
        return None
    change = (_value(after) or 0) - (_value(before) or 0)
    way_th, way_en = ("เพิ่มขึ้น", "rises") if change > 0 else ("ลดลง", "falls")
    to = "เป็น" if change > 0 else "เหลือ"
    gap, years = number(abs(change)), (before["fiscal_year"], after["fiscal_year"])
    points = " จุด" if _unit(after) == "ร้อยละ" else ""
    th = (
        f"ค่าเป้าหมาย{way_th} {gap}{points} จาก{_shown(before)} (พ.ศ. {years[0]}) {to}{_shown(after)} (พ.ศ. "
        f"{years[1]}) โปรดระบุเหตุผล"
    )
    en = (
        f"The target {way_en} by {gap}{' points' if points else ''}, from {_shown(before)} ({years[0]}) "
        f"to {_shown(after)} ({years[1]}): please say why."
    )
    return th, en


def _series(tables: Tables, rows: list[Row]) -> tuple[str, str]:
    """Offices and years by target, equal ones together."""
    groups: dict[float | None, list[Row]] = defaultdict(list)
    for row in rows:
        groups[_value(row)].append(row)
    parts = [(_shown(found[0]), listed(tables.label(row["doc_id"]) for row in found)) for found in groups.values()]
    shown = listed(f"{raw} ({labels})" for raw, labels in parts)
    return (
        f"ค่าเป้าหมายไม่ตรงกัน: {shown} โปรดยืนยันค่าเป้าหมาย",
        f"The target differs between years or agencies: {shown}. Please confirm the target.",
    )


def _first_per_value(rows: list[Row]) -> list[Row]:
    """One row for each different figure; a figure in another unit alone is not a change."""
    firsts: dict[float, Row] = {}
    for row in rows:
        value = _value(row)
        if value is not None:
            firsts.setdefault(value, row)
    return list(firsts.values())


def _is_a_label(tables: Tables, kpi_id: str) -> bool:
    """Does one listing print the name with more than two targets: a word that many rows share (คู่เทียบ), no indicator?"""
    targets: dict[object, set[str]] = defaultdict(set)
    for row in tables.mentions.get(kpi_id, []):
        targets[row.get("listing")].add(squash(str(row.get("target_raw") or "")))
    return any(len(found - {""}) > MOST_TARGETS for found in targets.values())


def within_documents(tables: Tables) -> Iterator[Finding]:
    """Targets of one indicator in the listings of one document, in the same unit."""
    for kpi_id, kpi in tables.kpi.items():
        if kpi.get("base") == PROJECT:
            continue
        listings = tables.mentions.get(kpi_id, [])
        if all(row.get("target_raw") in (None, kpi.get("target_raw")) for row in listings):
            continue  # most indicators
        by_unit: dict[str | None, list[Row]] = defaultdict(list)
        replaced = amended_target(tables, kpi)
        for row in (kpi, *listings):
            if replaced is not None and row is replaced[0]:
                continue
            by_unit[_unit(row)].append(row)
        if _is_a_label(tables, kpi_id):
            continue
        for rows in by_unit.values():
            differing = _first_per_value(rows)
            if len(differing) > 1:
                said = [(*_place(row), _shown(row)) for row in differing]
                th = " ".join(f"{where} ระบุ “{raw}”" for where, _, raw in said)
                en = ", ".join(f"{where}: “{raw}”" for _, where, raw in said)
                yield Finding(
                    rule=RULE.name,
                    severity="warning",
                    doc_ids=(kpi["doc_id"],),
                    subject=indicator(tables, kpi),
                    message_th=f"ค่าเป้าหมายไม่ตรงกัน: {th} โปรดยืนยันค่าเป้าหมาย",
                    message_en=f"Listings of one document give different targets: {en}. Please confirm the target.",
                    evidence=tuple(evidence_of(row, _raw(row)) for row in differing),
                    discriminator=f"document {kpi_id}",
                )
                break


def across_documents(tables: Tables) -> Iterator[Finding]:
    """One finding per indicator whose documents set different figures, all of them named.

    A row whose year is a guess says nothing of a change from one year to the next."""
    by_indicator: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in tables.distinct("kpis"):
        if "year_guess" in (row.get("flags") or ()) or row.get("base") == PROJECT:
            continue
        if row.get("indicator_id") and _value(row) is not None:
            by_indicator[row["indicator_id"], _house(tables, row)].append(row)
    for (indicator_id, _), rows in sorted(by_indicator.items()):
        if len({row["doc_id"] for row in rows}) < 2 or len({_value(row) for row in rows}) < 2:
            continue
        rows = sorted(rows, key=lambda row: (row.get("fiscal_year") or 0, str(row.get("agency_code"))))
        if len({_value(row) for row in _one_per_document(rows)}) < 2:
            continue
        rows = _one_per_document(rows)
        same_office_year = len({(row.get("agency_code"), row.get("fiscal_year")) for row in rows}) < len(rows)
        severity: Severity = "warning" if same_office_year and _disagree(rows) else "info"
        th, en = _moved(rows) or _series(tables, rows)
        yield Finding(
            rule=RULE.name,
            severity=severity,
            doc_ids=tuple(sorted({row["doc_id"] for row in rows})),
            subject=indicator(tables, rows[-1]),
            message_th=th,
            message_en=en,
            evidence=tuple(evidence_of(row, _raw(row)) for row in rows),
            discriminator=f"documents {indicator_id}",
        )


def _house(tables: Tables, row: Row) -> str:
    """Whose targets can be compared: all offices with a code share their measures, any other office has its own."""
    if row.get("agency_code"):
        return ""
    return str(tables.document.get(row["doc_id"], {}).get("agency_name") or row["doc_id"])


def _one_per_document(rows: list[Row]) -> list[Row]:
    firsts: dict[str, Row] = {}
    for row in rows:
        firsts.setdefault(row["doc_id"], row)
    return list(firsts.values())


def _disagree(rows: list[Row]) -> bool:
    """Do two documents of one agency and year (plan, agreement, report) set different targets?"""
    values: dict[tuple[object, object], set[float | None]] = defaultdict(set)
    for row in rows:
        values[(row.get("agency_code"), row.get("fiscal_year"))].add(_value(row))
    return any(len(found) > 1 for found in values.values())


RULE = rule("target_change", within=within_documents, over_offices=across_documents)
