"""One project with one amount beside several indicators, not marked (โครงการซ้ำ): sums count its money twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.baht import baht_of
from phaen.pipeline.audit.model import Finding, Row, evidence_of, number, rule
from phaen.pipeline.audit.names import likeness, name_key
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import of_document

Uses = dict[str, list[tuple[str, Decimal, bool, Row]]]


def _group(named: Uses, name: str, amount: Decimal) -> str:
    """The key of the project: its name, or that of one with the same amount and a name read a little differently."""
    key = name_key(name)
    if key in named:
        return key
    alike = (
        other
        for other, uses in named.items()
        if uses[0][1] == amount and likeness(uses[0][0], name) >= materiality.SAME_NAME_READ
    )
    return next(alike, key)


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per project of a document."""
    for doc_id, kpis in tables.by_document("kpis").items():
        named: Uses = defaultdict(list)
        for row in kpis:
            for one in row.get("projects") or ():
                amount = baht_of(one)
                if one.get("name") and amount is not None:
                    named[_group(named, one["name"], amount)].append(
                        (one["name"], amount, bool(one.get("repeated")), row)
                    )
        marks = any(marked for uses in named.values() for _, _, marked, _ in uses)
        for uses in named.values():
            unmarked = [use for use in uses if not use[2]]
            if len(unmarked) < 2 or len({amount for _, amount, _, _ in unmarked}) > 1 or not unmarked[0][1]:
                continue
            name, amount = unmarked[0][0], unmarked[0][1]
            extra = amount * (len(unmarked) - 1)
            marked = " ทั้งที่โครงการอื่นระบุ" if marks else ""
            yield Finding(
                rule=RULE.name,
                severity=RULE.severity,
                doc_ids=(doc_id,),
                subject=of_document(tables, doc_id, name),
                message_th=f"ระบุ {number(float(amount))} บาท ใน {len(unmarked)} ตัวชี้วัดโดยไม่ระบุ (โครงการซ้ำ){marked} "
                f"ผลรวมตารางจึงสูงเกิน {number(float(extra))} บาท โปรดระบุว่าเป็นโครงการซ้ำ",
                message_en=f"{number(float(amount))} baht stand beside {len(unmarked)} indicators without (โครงการซ้ำ): "
                f"a sum of the table is {number(float(extra))} baht too high. Please mark the repetition.",
                evidence=tuple(
                    evidence_of(row, f"{label} ({number(float(baht))} บาท)") for label, baht, _, row in unmarked
                ),
                amount_at_stake=extra,
            )


RULE = rule("repeated_unmarked", within=check)
