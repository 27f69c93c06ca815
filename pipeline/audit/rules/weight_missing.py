"""Indicators of a component that counts, without weight and without target."""

from __future__ import annotations

from collections.abc import Iterator

from phaen.pipeline.audit.model import Finding, Row, evidence_of, number, rule
from phaen.pipeline.audit.statements import weight_statements
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import of_document, quoted

TABLE = "kpi_table"


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per document; a component whose weight is stated is the business of ``weight_total``."""
    for doc_id, kpis in tables.by_document("kpis").items():
        if any("weight_unread" in (row.get("flags") or ()) for row in kpis):
            continue  # it is printed
        weighted = [row for row in kpis if row.get("weight") is not None]
        stated = {one.component for one in weight_statements(tables, doc_id)}
        without: list[Row] = [
            row
            for row in kpis
            if TABLE in (row.get("listings") or ()) and row.get("component_no") and row.get("weight") is None
            if not row.get("target_raw") and str(row["component_no"]) not in stated
        ]
        mixed = {row.get("component_no") for row in weighted} & {row.get("component_no") for row in without}
        if len(weighted) < len(without) or not without or mixed:
            continue
        total = sum(float(row["weight"]) for row in weighted)
        if total >= 100:
            continue
        names = quoted(str(row["name"]) for row in without)
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            doc_ids=(doc_id,),
            subject=of_document(tables, doc_id, "ตัวชี้วัดที่ไม่ระบุน้ำหนักคะแนน"),
            message_th=f"{names} ไม่ระบุน้ำหนักคะแนนและค่าเป้าหมาย ขณะที่ตัวชี้วัดอื่นรวม {number(total)} คะแนน โปรดระบุทั้งสองค่า",
            message_en=f"{names}: no weight and no target, while the others add up to {number(total)} "
            "points. Please state them.",
            evidence=tuple(evidence_of(row, str(row["name"])) for row in without),
            points_at_stake=100 - total,
        )


RULE = rule("weight_missing", within=check)
