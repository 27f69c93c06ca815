"""Results and baselines are told apart by where their columns stand: many headings (ผลการดำเนินงาน) name either."""

from __future__ import annotations

import re
from collections.abc import Sequence

from phaen.extractors.wordings.catalogue import Role
from phaen.extractors.wordings.scales import LEVEL_ROLE
from phaen.normalizers.years import year_of_headings

Ranked = list[tuple[float, int, Role]]
"""Likeness, column and role of what a heading may be, the likeliest first."""
_SURE_TARGET = 0.9
"""Likeness from which a column is the target, whatever else it may be."""
_REACHED = re.compile(r"^(?:ผล(?!.*(?:ที่ผ่านมา|ย้อนหลัง|ปีก่อน|อดีต))|ทำได้)")
"""A heading of what was reached, which names no earlier year in words."""


def results_behind_target(headings: Sequence[Sequence[str]], ranked: Ranked) -> Ranked:
    """``ranked`` without what the place of a column rules out: ผลการดำเนินงาน (results) is what was reached where it
    stands behind the target, for its year or for none; before the target, or for another year, it is where the work
    begins (baseline). Without a target the columns of levels count as one."""
    sure = [(column, role.name) for likeness, column, role in ranked if likeness >= _SURE_TARGET]
    targets = [column for column, name in sure if name == "target"] or [c for c, name in sure if name == LEVEL_ROLE]
    if not targets:
        return ranked
    first, years = min(targets), {year_of_headings(headings[column]) for column in targets}
    kept = []
    for likeness, column, role in ranked:
        reached = column > first and year_of_headings(headings[column]) in {None, *years}
        if role.name == "achieved" and not reached:
            continue
        if role.name in ("baseline", "year_results") and reached and _REACHED.match(headings[column][0]):
            continue
        kept.append((likeness, column, role))
    return kept
