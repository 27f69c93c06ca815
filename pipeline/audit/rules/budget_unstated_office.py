"""Offices of one year state the whole budget beside the spending indicator, others do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from phaen.pipeline.audit.model import Finding, Row, evidence_of, listed, rule
from phaen.pipeline.audit.rules.budget_scope import SPENDING, spending, stated
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import joined


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per fiscal year, with the offices that leave it open."""
    years: dict[int, list[Row]] = defaultdict(list)
    for row in tables.distinct("kpis"):
        if spending(row) and row.get("fiscal_year") and row.get("projects"):
            years[row["fiscal_year"]].append(row)
    for year, rows in sorted(years.items()):
        given = [row for row in rows if stated(row) is not None]
        without = [row for row in rows if stated(row) is None]
        if not given or not without:
            continue
        offices = listed(tables.label(row["doc_id"]) for row in without)
        others = f"{len(given)} other office{'s state' if len(given) > 1 else ' states'} one"
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            doc_ids=tuple(sorted({row["doc_id"] for row in (*without, given[0])})),
            subject=joined((f"การ{SPENDING}", str(year))),
            message_th=f"{offices} ไม่ระบุวงเงินงบประมาณในภาพรวม ขณะที่อีก {len(given)} หน่วยงานระบุ โปรดระบุวงเงิน",
            message_en=f"No whole budget of {offices}, while {others}: please give the amount.",
            evidence=tuple(evidence_of(row, str(row["name"])) for row in (*without, given[0])),
            discriminator=str(year),
        )


RULE = rule("budget_unstated_office", across=check, concerns=spending)
