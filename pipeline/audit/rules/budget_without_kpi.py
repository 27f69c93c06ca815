"""Most of a plan's money goes to a project that no indicator measures."""

from __future__ import annotations

from collections.abc import Iterator

from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.baht import baht_of, total_baht
from phaen.pipeline.audit.model import Finding, Row, evidence_of, number, rule
from phaen.pipeline.audit.names import likeness, name_key
from phaen.pipeline.audit.rules.project_unlisted import listed_projects
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import of_document


def _measured(name: str, kpis: list[Row]) -> bool:
    """Does an indicator name the project, or is its own name about the same?"""
    for row in kpis:
        names = [str(one.get("name") or "") for one in row.get("projects") or ()]
        if any(likeness(name, other) >= materiality.MEASURED_PROJECT for other in (*names, str(row.get("name") or ""))):
            return True
    return False


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per document: its largest project, where that alone is most of the money."""
    for doc_id, plans in tables.by_document("plans").items():
        kpis = tables.by_document("kpis").get(doc_id, [])
        denied = {
            name_key(str(row.get("project"))) for row in plans if row.get("budget_status") in ("none", "not_funded")
        }
        lines = [row for row in listed_projects(plans) if row.get("budget_status") == "amount"]
        lines = [row for row in lines if name_key(str(row["project"])) not in denied]
        total = total_baht(lines)
        amounts = [(amount, row) for row in lines if (amount := baht_of(row)) is not None]
        if len(lines) < 2 or len(amounts) < len(lines) or not any(row.get("projects") for row in kpis):
            continue  # beside an amount that could not be read nobody knows which one is most of the money
        own, largest = max(amounts, key=lambda one: one[0])
        if (
            own < materiality.LARGE_PROJECT
            or own < total * materiality.MOST_OF_BUDGET
            or _measured(str(largest["project"]), kpis)
        ):
            continue
        share = number(round(float(own / total * 100)))
        totals = [
            row for row in plans if row.get("row_kind") == "total" and row.get("section") == largest.get("section")
        ]
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            doc_ids=(doc_id,),
            subject=of_document(tables, doc_id, str(largest["project"])),
            message_th=f"งบประมาณ {number(float(own))} บาท จากทั้งแผน {number(float(total))} บาท (ร้อยละ {share}) "
            "ไม่มีตัวชี้วัดใดวัดผล โปรดระบุตัวชี้วัดของโครงการ",
            message_en=f"{number(float(own))} of the plan's {number(float(total))} baht ({share} %) go to a "
            "project that no "
            "indicator measures: please name one.",
            evidence=(
                evidence_of(largest, f"{largest['project']} {largest.get('budget_raw') or ''}".strip()),
                *(evidence_of(row, str(row.get("budget_raw") or "")) for row in totals),
            ),
            amount_at_stake=own,
        )


RULE = rule("budget_without_kpi", within=check)
