"""A printed count differs from the rows that it counts."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.audit.model import Finding, Row, evidence_of, rule
from pipeline.audit.statements import (
    CountStatement,
    PlanStatement,
    base_name,
    count_statements,
    plan_statements,
    section_name,
)
from pipeline.audit.tables import Tables


def _belongs(row: Row, statement: CountStatement) -> bool:
    if statement.base is not None and row.get("base") is not None:
        return bool(row["base"] == statement.base)
    if statement.component is not None:
        component = str(row.get("component_no") or "")
        return component == statement.component or component.startswith(f"{statement.component}.")
    return False


def _counted(tables: Tables, doc_id: str, statement: CountStatement) -> int:
    """How many indicators stand in the listing that the statement heads; 0 where that cannot be told."""
    rows = [row for row in tables.by_document("kpis").get(doc_id, []) if _belongs(row, statement)]
    listing = "kr_list" if statement.in_list else "kpi_table"
    listed = [row for row in rows if listing in (row.get("listings") or [])]
    if not listed and not statement.in_list:
        listed = [row for row in rows if row.get("listings")]
    return len(listed)


def check(tables: Tables) -> Iterator[Finding]:
    """``จำนวน N KRs`` against indicators; ``รวมจำนวน N โครงการ`` against the lines of the table above."""
    for doc_id in tables.document:
        for statement in count_statements(tables, doc_id):
            found = _counted(tables, doc_id, statement)
            wrong = found < statement.count if statement.at_least else found != statement.count
            if found and wrong:
                of = f"{statement.component or ''} {base_name(statement.base)}".strip()
                yield _finding(doc_id, statement, of, found, "ตัวชี้วัด", "indicators")
        for closing in plan_statements(tables, doc_id):
            found = len(closing.items)
            if closing.count is not None and found and found != closing.count:
                of = section_name(closing.section)
                yield _finding(doc_id, closing, of, found, "โครงการ/กิจกรรม", "projects")


def _finding(
    doc_id: str, statement: CountStatement | PlanStatement, of: str, found: int, unit_th: str, unit_en: str
) -> Finding:
    raw, stated = statement.raw, statement.count
    return Finding(
        rule=RULE.name,
        severity="warning",
        doc_ids=(doc_id,),
        subject=raw,
        message_th=f"{of}: เอกสารระบุจำนวน {stated} {unit_th} แต่นับได้ {found}: “{raw}”",
        message_en=f"{of}: the document states {stated} {unit_en}, but {found} are listed: “{raw}”",
        evidence=(evidence_of(statement.row, raw),),
        discriminator=f"{stated} {found}",
    )


RULE = rule("count_mismatch", check)
