"""Columns that part a target or a result: quarters and months, the period of a report, a figure and the quality level
that it stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from phaen.extractors.wordings.behind_target import RESULTS, Ranked
from phaen.extractors.wordings.catalogue import Role
from phaen.extractors.wordings.scales import quarter_of
from phaen.normalizers.years import month_number

_OF_WORK = re.compile(rf"^(?:{RESULTS}|แผน|เป้า|ค่าเป้า)")
"""A heading of what was planned or reached (``ผลการดำเนินงานรายเดือน``); the months of a time plan stand under none."""
_MONEY = re.compile("งบ|เงิน|บาท|เบิกจ่าย")
_MONTHS = re.compile(r"(?<![0-9])([0-9]{1,2})เดือน\)?$")
_RESULT = re.compile(rf"^{RESULTS}")
_TARGET = re.compile("^(?:ค่า)?เป้า")
_LEAST_LIKELY = 0.9
"""Likeness from which a heading names what was reached itself, whichever other columns there are."""


def is_part_of_year(parts: Sequence[str]) -> bool:
    """Does a column, by its squashed headings, hold what was planned or reached in a quarter or month?

    ``แผน`` and ``ผล`` below a quarter, a month alone or below ``ผลการดำเนินงานรายเดือน``; money of quarters is something
    else.
    """
    parts = [part for part in parts if part]
    if not parts or _MONEY.search("".join(parts)):
        return False
    if month_number(parts[-1]) is not None:
        return len(parts) == 1 or any(_OF_WORK.match(part) for part in parts[:-1])
    return (
        len(parts) > 1
        and _OF_WORK.match(parts[-1]) is not None
        and any(quarter_of(parts[: last + 1]) is not None for last in range(len(parts) - 1))
    )


def result_of_longest_period(headings: Sequence[Sequence[str]], ranked: Ranked, roles: Sequence[Role]) -> Ranked:
    """``ranked`` where no column holds the year's result: the one of the longest period (``ผลการดำเนินงาน รอบ 9 เดือน``
    beside ``รอบ 6 เดือน``) is what was reached when the report was made."""
    achieved = next((role for role in roles if role.name == "achieved"), None)
    if achieved is None or any(role is achieved and likeness >= _LEAST_LIKELY for likeness, _, role in ranked):
        return ranked
    periods = [
        (int(found[1]), column)
        for column, parts in enumerate(headings)
        if _RESULT.match(parts[0]) and not _MONEY.search("".join(parts)) and (found := _MONTHS.search("".join(parts)))
    ]
    longest = [column for months, column in periods if months == max(periods)[0]]
    if len(longest) != 1:
        return ranked
    return [(1.0, longest[0], achieved), *(one for one in ranked if one[1] != longest[0])]


_AS_FIGURE = re.compile(r"^(?:ร้อยละ|%|ค่าเฉลี่ย|จำนวน|คะแนน)$")
_AS_LEVEL = re.compile(r"^ระดับ(?:คุณภาพ)?$")


def figures_beside_levels(headings: Sequence[Sequence[str]], ranked: Ranked, roles: Sequence[Role]) -> Ranked:
    """``ranked`` where a target or result stands in two columns, a figure and its level in words (ค่าเป้าหมาย over
    ร้อยละ and ระดับคุณภาพ): the figure is what is meant, the level belongs to whether it was met."""
    by_name = {role.name: role for role in roles}
    sure: Ranked = []
    for column in range(len(headings) - 1):
        first, second = (tuple(filter(None, headings[at])) for at in (column, column + 1))
        if len(first) < 2 or len(second) < 2:
            continue
        top, beside, figure, level = first[0], second[0], first[-1], second[-1]
        name = "achieved" if _RESULT.match(top) else "target" if _TARGET.match(top) else ""
        if top != beside or not (_AS_FIGURE.match(figure) and _AS_LEVEL.match(level)):
            continue
        if name in by_name and "met" in by_name:
            sure += [(1.0, column, by_name[name]), (1.0, column + 1, by_name["met"])]
    told = {column for _, column, _ in sure}
    return [*sure, *(one for one in ranked if one[1] not in told)]
