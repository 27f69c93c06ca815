"""The hand-written documents. Agencies are real, every figure, project and result is invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from samples.blocks import Sheet
from samples.content import Meta


@dataclass(frozen=True, slots=True)
class Sample:
    """A rendered content: what it is, its blocks and the rows that an extraction must give."""

    meta: Meta
    sheet: Sheet
    gold: dict[str, Any]


CROSS_FINDINGS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("code_conflict", ("sno_plan_2568", "snp_plan_2568"), "2201 2202"),
    ("target_change", ("sno_plan_2568", "snp_plan_2568"), "3101"),
)
"""Inconsistencies between documents: rule, stems, subject."""


def hand_written() -> list[Sample]:
    """All hand-written documents, in the order of their stems."""
    from samples.documents import bangrak_2566, snk_2567, sno_2568, snp_2568, ssl_2567
    from samples.forms import agreement, plan2567, plan2567_gold, plan2568, plan2568_gold, report

    samples = [
        Sample(bangrak_2566.REPORT.meta, report.blocks(bangrak_2566.REPORT), report.gold(bangrak_2566.REPORT)),
        Sample(snk_2567.AGREEMENT.meta, agreement.blocks(snk_2567.AGREEMENT), agreement.gold(snk_2567.AGREEMENT)),
        Sample(sno_2568.PLAN.meta, plan2568.blocks(sno_2568.PLAN), plan2568_gold.gold(sno_2568.PLAN)),
        Sample(snp_2568.PLAN.meta, plan2568.blocks(snp_2568.PLAN), plan2568_gold.gold(snp_2568.PLAN)),
        Sample(ssl_2567.PLAN.meta, plan2567.blocks(ssl_2567.PLAN), plan2567_gold.gold(ssl_2567.PLAN)),
    ]
    return sorted(samples, key=lambda sample: sample.meta.stem)
