"""One project of one document with different budgets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from phaen.pipeline.assemble.project_parts import is_unread
from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.baht import baht_of
from phaen.pipeline.audit.model import Evidence, Finding, Row, evidence_of, number, rule
from phaen.pipeline.audit.names import name_key
from phaen.pipeline.audit.sheets import sheet_rows
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import of_document, place_name

_SAYS_NOTHING = {"shared", "unstated", None}
"""Statuses that neither give an amount nor deny one."""


ROUTINE = "part3"
DENIALS = {"none": "ไม่ใช้งบประมาณ", "not_funded": "ไม่ได้รับงบประมาณ"}
NUMBERED = ("action", "strategy", "development", "operation")
"""Sections in which many projects have one name (a road in every village) and each has its number."""


@dataclass(frozen=True, slots=True)
class _Budget:
    name: str
    baht: Decimal | None
    raw: str
    evidence: Evidence
    where: tuple[str, str] = place_name("kpi_table")
    """What the place is called, in Thai and English."""
    place: tuple[str, str, str] = ("", "", "")
    """Section, programme and output of a plan line."""
    seq: str = ""
    """The line's own number, or its place where none was read, in lists that number every project: two lines are then
    two projects of one name."""


def _budgets(plans: list[Row], kpis: list[Row]) -> Iterator[_Budget]:
    sheets = sheet_rows(plans)
    for row in plans:
        if row.get("row_kind") == "total" or not row.get("project"):
            continue
        if row.get("budget_status") in _SAYS_NOTHING or is_unread(row):
            continue
        amount = baht_of(row)
        raw = str(row.get("budget_raw") or "")
        place = (str(row.get("section")), str(row.get("programme")), str(row.get("output")))
        own_place = f"{row.get('page')} {row.get('line')} {row.get('bbox')}"
        number_ = str(row.get("seq") or own_place) if row.get("section") in NUMBERED else ""
        number_ = "" if id(row) in sheets else number_
        evidence = evidence_of(row, f"{row['project']} {raw}".strip())
        where = place_name(row.get("section"))
        denial = DENIALS.get(str(row.get("budget_status")), raw)
        yield _Budget(str(row["project"]), amount, denial if amount is None else raw, evidence, where, place, number_)
    for row in kpis:
        for project in row.get("projects") or []:
            amount = baht_of(project)
            if amount is not None and project.get("name"):
                raw = number(float(amount))
                yield _Budget(project["name"], amount, raw, evidence_of(row, f"{project['name']} ({raw} บาท)"))


def _joined(budgets: list[_Budget]) -> list[_Budget]:
    """Routine work is split over programmes and outputs: such lines count as one, with their sum."""
    parts = {item.place: item for item in budgets if item.place[0] == ROUTINE and item.baht is not None}
    lines = [item for item in budgets if item.place[0] == ROUTINE]
    if len(parts) < 2 or len(parts) != len(lines):
        return budgets
    total = sum((item.baht for item in parts.values() if item.baht is not None), Decimal(0))
    amounts = {total, *(item.baht for item in parts.values())}
    others = [item for item in budgets if item.place[0] != ROUTINE and item.baht not in amounts]
    return [replace(lines[0], baht=total, raw=number(float(total))), *others]


def _clash(budgets: list[_Budget]) -> bool:
    amounts = [item.baht for item in budgets if item.baht is not None]
    if not amounts:
        return False
    denied = any(item.baht is None for item in budgets)
    return denied or max(amounts) - min(amounts) >= materiality.BAHT_TOLERANCE


def check(tables: Tables) -> Iterator[Finding]:
    """Amounts of one project wherever a document prints it: plan tables and the projects of indicators."""
    kpis = tables.by_document("kpis")
    for doc_id, plans in tables.by_document("plans").items():
        by_name: dict[str, list[_Budget]] = defaultdict(list)
        for item in _budgets(plans, kpis.get(doc_id, [])):
            by_name[name_key(item.name)].append(item)
        for found in by_name.values():
            budgets = _joined(found)
            if len({item.seq for item in budgets} - {""}) > 1 or not _clash(budgets):
                continue
            distinct = list({(item.baht, item.raw if item.baht is None else ""): item for item in budgets}.values())
            said = [
                (*item.where, number(float(item.baht)) if item.baht is not None else None, item.raw)
                for item in distinct
            ]
            th = " แต่".join(
                f"{where} ระบุ {baht} บาท" if baht else f"{where} ระบุว่า{raw}" for where, _, baht, raw in said
            )
            en = ", ".join(f"{where}: {baht} baht" if baht else f"{where}: “{raw}”" for _, where, baht, raw in said)
            amounts = sorted(item.baht for item in distinct if item.baht is not None)
            stake = amounts[-1] - amounts[0] if len(amounts) > 1 else amounts[-1]
            scaled = len(amounts) == 2 and amounts[0] and amounts[1] / amounts[0] in (1000, 1_000_000)
            unit_th, unit_en = (" (อาจต่างหน่วยเงิน)", " (perhaps in other units)") if scaled else ("", "")
            yield Finding(
                rule=RULE.name,
                severity="error",
                doc_ids=(doc_id,),
                subject=of_document(tables, doc_id, budgets[0].name),
                message_th=f"{th}{unit_th} โปรดยืนยันวงเงินที่อนุมัติ",
                message_en=f"One project, different budgets: {en}{unit_en}. Please confirm the amount.",
                amount_at_stake=stake,
                evidence=tuple(item.evidence for item in distinct),
            )


RULE = rule("budget_conflict", within=check)
