"""Half of a project's work stands in the last month of the year."""

from __future__ import annotations

from collections.abc import Iterator

from phaen.pipeline.audit.model import Finding, evidence_of, rule
from phaen.pipeline.audit.rules.milestone_months import late, share, subject
from phaen.pipeline.audit.rules.milestone_total import step_runs
from phaen.pipeline.audit.tables import Tables


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per project."""
    for doc_id, rows in tables.by_document("milestones").items():
        for run in step_runs(rows):
            steps = late([row for row in run if row.get("row_kind") != "total" and row.get("fiscal_year")])
            if not steps:
                continue
            share_th, share_en = share(steps)
            numbers = f"{steps[0].get('step_no') or '–'}–{steps[-1].get('step_no') or '–'}"
            yield Finding(
                rule=RULE.name,
                severity=RULE.severity,
                doc_ids=(doc_id,),
                subject=subject(tables, run),
                message_th=f"ขั้นตอนที่ {numbers}{share_th} อยู่ในเดือนสุดท้ายของปีงบประมาณทั้งหมด โปรดยืนยันว่าดำเนินการได้ทัน",
                message_en=f"Steps {numbers}{share_en} all stand in the last month of the year: "
                "please confirm that this can be done.",
                evidence=tuple(evidence_of(row, f"{row.get('step') or ''} {row['start_month']}") for row in steps),
                discriminator=f"{run[0].get('kpi_id')} {run[0].get('item_no')} {run[0].get('project')}",
            )


RULE = rule("late_step", within=check)
