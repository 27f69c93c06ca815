"""An indicator of an agreement, or an issue of a plan, without the objective that the others have."""

from __future__ import annotations

from collections.abc import Iterator

from phaen.pipeline.audit.model import Evidence, Finding, Row, evidence_of, listed, rule
from phaen.pipeline.audit.tables import Tables, place_key
from phaen.pipeline.audit.wording import indicator, of_document

DETAIL = "agreement_detail"
STRATEGY = "ยุทธศาสตร์"


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per indicator of an agreement, one per plan for all its issues."""
    for doc_id, document in tables.document.items():
        if document.get("doc_type") == "kpi_agreement":
            yield from _agreement(tables, doc_id)
        elif document.get("doc_type") == "annual_plan":
            yield from _plan(tables, doc_id)


def _block(tables: Tables, row: Row, rows: list[Row]) -> Iterator[Evidence]:
    """The lines of the indicator's heading block that name its strategy."""
    before = max((place_key(one) for one in rows if place_key(one) < place_key(row)), default=(0, 0, 0.0))
    for section in tables.by_document("sections").get(row["doc_id"], []):
        heads = [str(head) for head in section.get("heading_path") or ()]
        if before < place_key(section) < place_key(row) and any(head.startswith(STRATEGY) for head in heads):
            yield evidence_of(section, heads[-1])


def _agreement(tables: Tables, doc_id: str) -> Iterator[Finding]:
    rows = [row for row in tables.by_document("kpis").get(doc_id, []) if DETAIL in (row.get("listings") or ())]
    without = [row for row in rows if not row.get("objective") and not row.get("key_result")]
    if len(rows) < 2 or len(without) * 2 >= len(rows):
        return
    for row in without:
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            doc_ids=(doc_id,),
            subject=indicator(tables, row),
            message_th=f"ไม่ระบุวัตถุประสงค์หลัก (Objective) และตัววัดผลหลัก (KR) ทั้งที่อีก {len(rows) - len(without)} "
            "ตัวชี้วัดระบุ โปรดเพิ่มเติม",
            message_en=f"No objective and no key result, while {len(rows) - len(without)} other indicators have them: "
            "please add them.",
            evidence=(evidence_of(row, str(row["name"])), *_block(tables, row, rows)),
            discriminator=str(row.get("kpi_id")),
        )


def _plan(tables: Tables, doc_id: str) -> Iterator[Finding]:
    lines = [
        row
        for row in tables.by_document("plans").get(doc_id, [])
        if row.get("section") == "part2_issue" and row.get("row_kind") == "item"
    ]
    issues = {row.get("issue_no") for row in lines if row.get("issue_no")}
    without = sorted(
        str(issue) for issue in issues if not any(row.get("objective") for row in lines if row.get("issue_no") == issue)
    )
    if not without or not all(row.get("key_result") for row in lines if str(row.get("issue_no")) in without):
        return  # a block that was not read says nothing about its objective
    where = [row for row in lines if str(row.get("issue_no")) in without]
    results = [
        one
        for one in tables.by_document("kpi_mentions").get(doc_id, [])
        if one.get("listing") == "strategy" and any(place_key(one) < place_key(row) for row in where)
    ]
    yield Finding(
        rule=RULE.name,
        severity=RULE.severity,
        doc_ids=(doc_id,),
        subject=of_document(tables, doc_id, f"ประเด็นการพัฒนาที่ {listed(without)}"),
        message_th=f"ประเด็นการพัฒนาที่ {listed(without)} ไม่ระบุวัตถุประสงค์หลัก (Objective) โปรดระบุ",
        message_en=f"Issue {listed(without)} states no objective: please state it.",
        evidence=(
            *(evidence_of(row, str(row["project"])) for row in where),
            *(evidence_of(row, str(row.get("name_raw") or row.get("name"))) for row in results),
        ),
    )


RULE = rule("objective_missing", within=check)
