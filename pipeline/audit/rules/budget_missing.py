"""A total or a project table without any amount, and without the words that say that none is needed."""

from __future__ import annotations

from collections.abc import Iterator

from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.model import Finding, Row, evidence_of, rule
from phaen.pipeline.audit.statements import section_name
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import of_document, quoted

SUMMARIES = ("part1_summary", "part2_summary", "part3")
ISSUES = "part2_issue"


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per summary without a total, one per document none of whose strategic projects has money."""
    for doc_id, rows in tables.by_document("plans").items():
        for section in SUMMARIES:
            yield from _summary(tables, doc_id, section, rows)
        yield from _strategy(tables, doc_id, rows)


def _summary(tables: Tables, doc_id: str, section: str, rows: list[Row]) -> Iterator[Finding]:
    own = [row for row in rows if row.get("section") == section]
    totals = [row for row in own if row.get("row_kind") == "total"]
    items = [row for row in own if row.get("row_kind") == "item"]
    silent = [row for row in totals if row.get("budget_status") == "unstated"]
    if not items or not silent or len(silent) < len(totals) or any(row.get("budget_status") == "amount" for row in own):
        return
    same = {str(row.get("project")) for row in items}
    part1 = [row for row in rows if row.get("section") == "part1"] if section == "part1_summary" else []
    others = [row for row in part1 if row.get("budget_status") == "unstated" and str(row.get("project")) in same]
    open_items = [row for row in (*others, *items) if row.get("budget_status") == "unstated"]
    which = f" และไม่ระบุงบประมาณของ {quoted(str(row['project']) for row in open_items)}" if open_items else ""
    yield Finding(
        rule=RULE.name,
        severity=RULE.severity,
        doc_ids=(doc_id,),
        subject=of_document(tables, doc_id, f"รวมงบประมาณทั้งสิ้น {section_name(section)}"),
        message_th=f"{section_name(section)} ไม่ระบุยอดรวมงบประมาณ{which} โปรดระบุวงเงิน หรือระบุว่าไม่ใช้งบประมาณ",
        message_en=f"{section_name(section)} states no total budget: please give the amount, or say that none is used.",
        evidence=tuple(
            evidence_of(row, f"{row.get('project') or 'รวม'} {row.get('budget_raw') or ''}".strip())
            for row in (*silent, *open_items)
        ),
        discriminator=section,
    )


def _strategy(tables: Tables, doc_id: str, rows: list[Row]) -> Iterator[Finding]:
    own = [row for row in rows if row.get("section") == ISSUES and row.get("row_kind") == "item"]
    names = {str(row.get("project")) for row in own}
    if len(names) < materiality.PROJECTS_WITHOUT_BUDGET or any(row.get("budget_status") != "none" for row in own):
        return
    if not any(row.get("budget_status") == "amount" for row in rows):
        return
    yield Finding(
        rule=RULE.name,
        severity="info",
        doc_ids=(doc_id,),
        subject=of_document(tables, doc_id, "โครงการตามยุทธศาสตร์หน่วยงาน"),
        message_th=f"โครงการตามยุทธศาสตร์หน่วยงานทั้ง {len(names)} โครงการระบุว่าไม่ใช้งบประมาณ ขณะที่ส่วนอื่นของแผนมีงบประมาณ "
        "โปรดยืนยันว่าดำเนินการได้โดยไม่ใช้งบประมาณ",
        message_en=f"None of the {len(names)} strategic projects has a budget, while other parts of the plan have: "
        "please confirm that they need none.",
        evidence=tuple(evidence_of(row, f"{row['project']} {row.get('budget_raw') or ''}".strip()) for row in own),
    )


RULE = rule("budget_missing", within=check)
