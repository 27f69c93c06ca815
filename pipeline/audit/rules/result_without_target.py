"""Results that are reported without a target, where the others have one."""

from __future__ import annotations

from collections.abc import Iterator

from phaen.pipeline.audit.model import Finding, evidence_of, rule
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import of_document, quoted

PRIOR = "prior_year"


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per document, about the results of the year before that a plan reports."""
    for doc_id, results in tables.by_document("results").items():
        rows = [row for row in results if row.get("source") == PRIOR and row.get("achieved_raw")]
        without = [row for row in rows if not row.get("target_raw")]
        if not without or len(without) * 2 >= len(rows):
            continue
        names = quoted(f"{row['kpi_name']}: {row['achieved_raw']}" for row in without)
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            doc_ids=(doc_id,),
            subject=of_document(tables, doc_id, "ผลการดำเนินงานปีที่ผ่านมา"),
            message_th=f"รายงานผลโดยไม่ระบุค่าเป้าหมาย {len(without)} จาก {len(rows)} ตัวชี้วัด: {names} โปรดระบุค่าเป้าหมาย",
            message_en=f"{len(without)} of {len(rows)} results have no target: {names}. Please state the targets.",
            evidence=tuple(evidence_of(row, f"{row['kpi_name']} {row['achieved_raw']}") for row in without),
        )


RULE = rule("result_without_target", within=check)
