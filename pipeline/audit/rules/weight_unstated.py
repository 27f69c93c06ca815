"""The weights of an agreement are not 100, and nothing in it says what they should add up to."""

from __future__ import annotations

from collections.abc import Iterator

from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.model import Finding, evidence_of, number, rule
from phaen.pipeline.audit.statements import weight_statements
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import of_document

FULL = 100.0
SUMMARY = "agreement_summary"


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per agreement all of whose indicators have a weight."""
    for doc_id, document in tables.document.items():
        rows = [row for row in tables.by_document("kpis").get(doc_id, []) if SUMMARY in (row.get("listings") or ())]
        if document.get("doc_type") != "kpi_agreement" or not rows or any(row.get("weight") is None for row in rows):
            continue
        total = sum(float(row["weight"]) for row in rows)
        if abs(total - FULL) <= materiality.PERCENT_TOLERANCE * len(rows) or any(weight_statements(tables, doc_id)):
            continue
        shown = " + ".join(number(float(row["weight"])) for row in rows)
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            doc_ids=(doc_id,),
            subject=of_document(tables, doc_id, "น้ำหนักคะแนนรวม"),
            message_th=f"น้ำหนักคะแนนรวม {shown} = {number(total)} เอกสารไม่ระบุน้ำหนักรวมหรือน้ำหนักขององค์ประกอบอื่น "
            f"โปรดระบุอีก {number(abs(FULL - total))} คะแนน",
            message_en=f"The weights add up to {number(total)}; no total and no weight of other components is stated: "
            f"please account for the other {number(abs(FULL - total))} points.",
            evidence=tuple(
                evidence_of(
                    next((m for m in tables.mentions.get(str(row["kpi_id"]), []) if m.get("listing") == SUMMARY), row),
                    f"{row['name']} {number(float(row['weight']))}",
                )
                for row in rows
            ),
            points_at_stake=abs(FULL - total),
        )


RULE = rule("weight_unstated", within=check)
