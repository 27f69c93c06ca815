"""One indicator's target differs within a document, between years or between agencies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from phaen.normalizers.targets import parse_target
from phaen.pipeline.audit.model import Finding, Row, Severity, evidence_of, listed, number, rule
from phaen.pipeline.audit.tables import Tables

PROJECT = "project"
"""Base of indicators of single projects: many have one name (ผู้เข้าร่วมโครงการ), each with a target of its own."""


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


def _code(rows: list[Row]) -> str:
    """The indicator's KR codes in front of a message, where there are any."""
    codes = sorted({str(row.get("kr_code_printed") or row.get("kr_code") or "") for row in rows} - {""})
    return f"{' / '.join(codes)}: " if codes else ""


def _first_per_value(rows: list[Row]) -> list[Row]:
    """One row for each different figure; a figure in another unit alone is not a change."""
    firsts: dict[float, Row] = {}
    for row in rows:
        value = _value(row)
        if value is not None:
            firsts.setdefault(value, row)
    return list(firsts.values())


def within_documents(tables: Tables) -> Iterator[Finding]:
    """Targets of one indicator in the listings of one document, in the same unit."""
    for kpi_id, kpi in tables.kpi.items():
        if kpi.get("base") == PROJECT:
            continue
        by_unit: dict[str | None, list[Row]] = defaultdict(list)
        for row in (kpi, *tables.mentions.get(kpi_id, [])):
            by_unit[_unit(row)].append(row)
        for rows in by_unit.values():
            differing = _first_per_value(rows)
            if len(differing) > 1:
                quoted = " / ".join(f"“{_raw(row)}”" for row in differing)
                yield Finding(
                    rule=RULE.name,
                    severity="warning",
                    doc_ids=(kpi["doc_id"],),
                    subject=str(kpi["name"]),
                    message_th=f"{_code([kpi])}ค่าเป้าหมายของตัวชี้วัดเดียวกันในเอกสารเดียวกันไม่ตรงกัน: {quoted}",
                    message_en=f"{_code([kpi])}Listings of one document give the indicator different targets: {quoted}",
                    evidence=tuple(evidence_of(row, _raw(row)) for row in differing),
                    discriminator=f"document {kpi_id}",
                )
                break


def across_documents(tables: Tables) -> Iterator[Finding]:
    """One finding per indicator whose documents set different figures, all of them named."""
    by_indicator: dict[str, list[Row]] = defaultdict(list)
    for row in tables.distinct("kpis"):
        if row.get("indicator_id") and _value(row) is not None and row.get("base") != PROJECT:
            by_indicator[row["indicator_id"]].append(row)
    for indicator_id, rows in sorted(by_indicator.items()):
        if len({row["doc_id"] for row in rows}) < 2 or len({_value(row) for row in rows}) < 2:
            continue
        rows = sorted(rows, key=lambda row: (row.get("fiscal_year") or 0, str(row.get("agency_code"))))
        if len({_value(row) for row in _one_per_document(rows)}) < 2:
            continue
        rows = _one_per_document(rows)
        same_office_year = len({(row.get("agency_code"), row.get("fiscal_year")) for row in rows}) < len(rows)
        severity: Severity = "warning" if same_office_year and _disagree(rows) else "info"
        series = listed(f"{tables.label(row['doc_id'])}: {_raw(row)}" for row in rows)
        yield Finding(
            rule=RULE.name,
            severity=severity,
            doc_ids=tuple(sorted({row["doc_id"] for row in rows})),
            subject=str(rows[-1]["name"]),
            message_th=f"{_code(rows)}ค่าเป้าหมายของตัวชี้วัดเดียวกันต่างกันระหว่างปีหรือหน่วยงาน: {series}",
            message_en=f"{_code(rows)}The indicator's target differs between years or agencies: {series}",
            evidence=tuple(evidence_of(row, _raw(row)) for row in rows),
            discriminator=f"documents {indicator_id}",
        )


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


RULE = rule("target_change", within=within_documents, across=across_documents)
