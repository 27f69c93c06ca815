"""Key results of the office's own strategy that no target and no table of indicators measures."""

from __future__ import annotations

from collections.abc import Iterator

from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.model import Finding, evidence_of, rule
from phaen.pipeline.audit.names import likeness
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import of_document, quoted

STRATEGY = "strategy"


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per document, with every such key result."""
    for doc_id, rows in tables.by_document("kpis").items():
        measured = [row for row in rows if set(row.get("listings") or ()) - {STRATEGY, "kr_list"}]
        if not measured:
            continue
        without = [
            row
            for row in rows
            if STRATEGY in (row.get("listings") or ()) and row not in measured
            if not row.get("target_raw") and row.get("name")
            if all(
                likeness(str(row["name"]), str(other.get("name") or "")) < materiality.MEASURED_PROJECT
                for other in measured
            )
        ]
        if not without:
            continue
        names = quoted(str(row["name"]) for row in without)
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            doc_ids=(doc_id,),
            subject=of_document(tables, doc_id, "ตัววัดผลหลัก (KR) ตามยุทธศาสตร์หน่วยงาน"),
            message_th=f"ตัววัดผลหลัก (KR) ของส่วนที่ 2 จำนวน {len(without)} รายการไม่มีค่าเป้าหมายและไม่อยู่ในตารางตัวชี้วัด: {names} "
            "โปรดระบุค่าเป้าหมายและวิธีวัดผล",
            message_en=f"{len(without)} key results of ส่วนที่ 2 have no target and stand in no table of "
            f"indicators: {names}. "
            "Please say how they are measured.",
            evidence=tuple(evidence_of(row, str(row["name"])) for row in without),
        )


RULE = rule("kr_not_measured", within=check)
