"""The whole budget stated beside the spending indicator is not what the plan's project lists add up to."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from phaen.pipeline.assemble.project_parts import is_unread
from phaen.pipeline.audit.baht import baht_of, total_baht
from phaen.pipeline.audit.model import Finding, Row, evidence_of, number, rule
from phaen.pipeline.audit.rules.project_unlisted import listed_projects
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import indicator

SPENDING = "เบิกจ่ายงบประมาณในภาพรวม"


def spending(row: Row) -> bool:
    """Is this the indicator of how much of the whole budget was spent?"""
    return _is_spending(str(row.get("name") or ""))


@lru_cache(maxsize=65536)
def _is_spending(name: str) -> bool:
    """Remembered: of every indicator of a run it is asked."""
    return SPENDING in "".join(name.split())


def stated(row: Row) -> Decimal | None:
    """The whole budget that is printed beside it."""
    amounts = [amount for one in row.get("projects") or () if (amount := baht_of(one)) is not None]
    return amounts[0] if len(amounts) == 1 else None


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per document."""
    for doc_id, kpis in tables.by_document("kpis").items():
        lines = [
            row
            for row in listed_projects(tables.by_document("plans").get(doc_id, []))
            if row.get("budget_status") == "amount"
        ]
        if any(map(is_unread, lines)):
            continue  # beside an amount that could not be read the sum of the list is not known
        total = total_baht(lines)
        for row in kpis:
            whole = stated(row) if spending(row) else None
            if whole is None or not lines or whole == total:
                continue
            gap = abs(whole - total)
            th, en = ("อยู่นอกบัญชีโครงการ", "are in no list") if whole > total else ("เกินงบประมาณในภาพรวม", "are above it")
            plans = tables.by_document("plans").get(doc_id, [])
            totals = [one for one in plans if one.get("row_kind") == "total" and one.get("budget_status") == "amount"]
            yield Finding(
                rule=RULE.name,
                severity="info" if whole > total else "warning",
                doc_ids=(doc_id,),
                subject=indicator(tables, row),
                message_th=f"งบประมาณในภาพรวม {number(float(whole))} บาท แต่บัญชีโครงการรวม {number(float(total))} บาท "
                f"ส่วนต่าง {number(float(gap))} บาท {th} โปรดยืนยันขอบเขตของงบประมาณ",
                message_en=f"The whole budget is {number(float(whole))} baht, the project lists add up to "
                f"{number(float(total))}: {number(float(gap))} baht {en}. Please confirm what the budget covers.",
                evidence=(
                    evidence_of(row, f"{row['name']} {number(float(whole))}"),
                    *(evidence_of(one, str(one.get("budget_raw") or "")) for one in totals),
                ),
                amount_at_stake=gap,
                discriminator=str(row.get("kpi_id")),
            )


RULE = rule("budget_scope", within=check)
