"""Steps of a project without a month, in months outside the fiscal year, or all at its end."""

from __future__ import annotations

from collections.abc import Iterator

from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.model import Finding, Row, evidence_of, listed, number, rule
from phaen.pipeline.audit.rules.milestone_total import step_runs
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import joined, short

FIRST, LAST = 10, 9
"""Months in which a fiscal year begins (of the year before) and ends."""


def outside(row: Row) -> bool:
    """Does the step begin before its fiscal year, or end after it?"""
    year = int(row["fiscal_year"])
    start, end = row.get("start_month"), row.get("end_month")
    return bool((start and start < f"{year - 1}-{FIRST:02}") or (end and end > f"{year}-{LAST:02}"))


def subject(tables: Tables, run: list[Row]) -> str:
    """The project and its indicator's number."""
    first = run[0]
    name = short(str(first.get("project") or first.get("kpi_name") or ""))
    return joined((name, tables.label(first["doc_id"]), f"ตัวชี้วัดที่ {first['item_no']}" if first.get("item_no") else ""))


def share(rows: list[Row]) -> tuple[str, str]:
    """The steps' part of the work in brackets, Thai and English; nothing where a step's part is not known."""
    weights = [float(row["weight_pct"]) for row in rows if row.get("weight_pct") is not None]
    if len(weights) < len(rows):
        return "", ""
    whole = number(sum(weights))
    return f" (เนื้องานร้อยละ {whole})", f" ({whole} % of the work)"


def _printed(row: Row) -> bool:
    """Is a month printed that could not be read?"""
    return "months_unread" in (row.get("flags") or ())


def _steps(rows: list[Row]) -> str:
    return listed(str(row.get("step_no") or "–") for row in rows)


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per project and problem."""
    for doc_id, rows in tables.by_document("milestones").items():
        for run in step_runs(rows):
            items = [row for row in run if row.get("row_kind") != "total" and row.get("fiscal_year")]
            dated = [row for row in items if row.get("start_month")]
            if not dated:
                continue
            undated = [row for row in items if not row.get("start_month") and not _printed(row)]
            if undated:
                share_th, share_en = share(undated)
                th = f"ขั้นตอนที่ {_steps(undated)}{share_th} ไม่ระบุเดือน โปรดระบุช่วงเวลา"
                en = f"Steps {_steps(undated)}{share_en} have no month: please give the time."
                yield _finding(tables, doc_id, run, undated, "undated", th, en)
            early = [row for row in items if outside(row)]
            if early and len(early) < len(dated):
                year = items[0]["fiscal_year"]
                share_th, share_en = share(early)
                th = f"ขั้นตอนที่ {_steps(early)}{share_th} อยู่นอกปีงบประมาณ พ.ศ. {year} โปรดยืนยันเดือนและปี"
                en = f"Steps {_steps(early)}{share_en} lie outside fiscal year {year}: please confirm."
                yield _finding(tables, doc_id, run, early, "outside", th, en)


def _finding(tables: Tables, doc_id: str, run: list[Row], rows: list[Row], kind: str, th: str, en: str) -> Finding:
    return Finding(
        rule=RULE.name,
        severity="error" if kind == "outside" else "warning",
        doc_ids=(doc_id,),
        subject=subject(tables, run),
        message_th=th,
        message_en=en,
        evidence=tuple(
            evidence_of(row, f"{row.get('step') or ''} {row.get('start_month') or ''}".strip()) for row in rows
        ),
        discriminator=f"{kind} {run[0].get('kpi_id')} {run[0].get('item_no')} {run[0].get('project')}",
    )


def late(items: list[Row]) -> list[Row]:
    """The steps that begin in the last month of the fiscal year, where they are several and half of the work."""
    last = [row for row in items if row.get("start_month") == f"{row['fiscal_year']}-{LAST:02}"]
    work = sum(float(row.get("weight_pct") or 0) for row in last)
    return last if len(last) >= materiality.LATE_STEPS and work >= materiality.LATE_SHARE else []


RULE = rule("milestone_months", within=check)
