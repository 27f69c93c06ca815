"""Printed weights do not add up to what the document states for their component."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phaen.normalizers.text import arabic_digits
from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.model import Finding, Row, evidence_of, number, rule
from phaen.pipeline.audit.statements import WHOLE, WeightStatement, base_name, weight_statements
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import of_document

WEIGHTED = ("kpi_table", "agreement_summary", "score_table", "result_summary")
"""Listings whose rows print weights; the first that has the indicator counts."""
SUMMARY = "agreement_summary"


def _rows_of(rows: list[Row], component: str) -> list[Row]:
    """Indicators of a component and of its parts (1 → 1, 1.1, 1.2); of the whole table of weights."""
    if component == WHOLE:
        return [row for row in rows if SUMMARY in (row.get("listings") or ())]
    return [
        row
        for row in rows
        if (number_ := str(row.get("component_no") or "")) == component or number_.startswith(f"{component}.")
    ]


def _printed(tables: Tables, kpi: Row) -> list[Row]:
    """The rows that the table of weights prints for an indicator (more than one where two were taken for one)."""
    listing = next((name for name in WEIGHTED if name in (kpi.get("listings") or ())), None)
    return tables.printed(kpi, listing) if listing else [kpi]


def _holds(row: Row, points: float) -> bool:
    """Does the printed name still hold the missing points: a weight clause whose words were damaged?"""
    figures = re.findall(r"\d+(?:\.\d+)?", arabic_digits(str(row.get("name") or "")))
    return points > 0 and any(abs(float(figure) - points) <= materiality.PERCENT_TOLERANCE for figure in figures)


def _subject(statement: WeightStatement) -> str:
    if statement.component == WHOLE:
        return "น้ำหนักคะแนนรวม"
    base = base_name(statement.base)
    return f"องค์ประกอบที่ {statement.component}" + (f" ({base})" if base else "")


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per stated component weight; components whose indicators print no weight are left alone."""
    for doc_id, kpis in tables.by_document("kpis").items():
        for statement in weight_statements(tables, doc_id):
            rows = [row for kpi in _rows_of(kpis, statement.component) for row in _printed(tables, kpi)]
            weighted = [row for row in rows if row.get("weight") is not None]
            if not weighted or (statement.component == WHOLE and len(weighted) < len(rows)):
                continue  # of a sum over all, what an indicator without a weight has is nobody's to say
            total, stated = sum(float(row["weight"]) for row in weighted), number(statement.weight)
            if abs(total - statement.weight) <= materiality.PERCENT_TOLERANCE:
                continue
            if any(_holds(row, statement.weight - total) for row in rows if row.get("weight") is None):
                continue
            shown = " + ".join(number(row["weight"]) for row in weighted)
            without = [str(row.get("item_no") or row.get("name")) for row in rows if row.get("weight") is None]
            gap = number(abs(total - statement.weight))
            what_th, what_en = ("ขาด", "missing") if total < statement.weight else ("เกิน", "too many")
            missing_th = f" ไม่พบค่าน้ำหนักคะแนนของตัวชี้วัดที่ {', '.join(without)}" if without else ""
            missing_en = f" No weight is printed for {', '.join(without)}." if without else ""
            yield Finding(
                rule=RULE.name,
                severity="error",
                doc_ids=(doc_id,),
                subject=of_document(tables, doc_id, _subject(statement)),
                message_th=f"น้ำหนักคะแนน{what_th} {gap} คะแนน: เอกสารกำหนดร้อยละ {stated} แต่ตัวชี้วัดรวมได้ "
                f"{shown} = {number(total)}{missing_th} โปรดยืนยันน้ำหนักคะแนน",
                message_en=f"{gap} points {what_en}: {stated} % is stated, the indicators add up to {shown} "
                f"= {number(total)}."
                f"{missing_en} Please confirm the weights.",
                evidence=(
                    evidence_of(statement.row, statement.raw),
                    *(evidence_of(row, str(row.get("name") or "")) for row in weighted),
                ),
                points_at_stake=abs(total - statement.weight),
            )


RULE = rule("weight_total", within=check)
