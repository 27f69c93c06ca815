"""Projects stand under the issues of ส่วนที่ 2, and the summary table with their number and total is missing."""

from __future__ import annotations

from collections.abc import Iterator

from phaen.pipeline.audit.model import Finding, evidence_of, rule
from phaen.pipeline.audit.statements import section_name
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import of_document

ISSUES, SUMMARY, PART1_SUMMARY = "part2_issue", "part2_summary", "part1_summary"


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per plan that summarises its other parts."""
    for doc_id, rows in tables.by_document("plans").items():
        items = [row for row in rows if row.get("section") == ISSUES and row.get("row_kind") == "item"]
        sections = {row.get("section") for row in rows}
        unread = any(
            row.get("kind") == "table"
            and any("โครงการ/กิจกรรมสำคัญ" in str(head) for head in row.get("heading_path") or ())
            for row in tables.by_document("sections").get(doc_id, [])
        )
        if len(items) < 2 or SUMMARY in sections or PART1_SUMMARY not in sections or unread:
            continue
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            doc_ids=(doc_id,),
            subject=of_document(tables, doc_id, section_name(SUMMARY)),
            message_th=f"มีโครงการ/กิจกรรมตามประเด็นการพัฒนา {len(items)} รายการ แต่ไม่พบตารางสรุปจำนวนและยอดรวม "
            "โปรดเพิ่มตารางสรุป",
            message_en=f"{len(items)} projects stand under the issues, but no summary with their number and "
            "total: please add it.",
            evidence=tuple(evidence_of(row, str(row["project"])) for row in items),
        )


RULE = rule("summary_missing", within=check)
