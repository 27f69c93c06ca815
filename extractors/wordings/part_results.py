"""Columns that part a target or a result: quarters and months, the period of a report, a figure and the quality level
that it stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from phaen.extractors.wordings.behind_target import RESULTS, Ranked
from phaen.extractors.wordings.catalogue import Role
from phaen.extractors.wordings.scales import quarter_of
from phaen.normalizers.years import month_number, year_of_headings

_OF_WORK = re.compile(rf"^(?:{RESULTS}|แผน|เป้า|ค่าเป้า)")
"""A heading of what was planned or reached (``ผลการดำเนินงานรายเดือน``); the months of a time plan stand under none."""
_MONEY = re.compile("งบ|เงิน|บาท|เบิกจ่าย")
_MONTHS = re.compile(r"(?<![0-9])([0-9]{1,2})เดือน\)?$")
_ONLY_PERIOD = re.compile(r"(?:รอบ|ระยะ)?(?:ที่)?[0-9]{1,2}เดือน(?:แรก|หลัง)?")
_PAIR = re.compile(r"(?:แผน|เป้า(?:หมาย)?)[^ก-๙]*(?:และ)?ผล")
_RESULT = re.compile(rf"^{RESULTS}")
_TARGET = re.compile("^(?:ค่า)?เป้า")
_OF_PART = re.compile(r"[0-9]{1,2}เดือน|^รอบ(?:ที่)?[12]")
"""A part of the year in the headings of a target: ``รอบ 6 เดือน``, ``รอบที่ 1``."""
_AS_FIGURE = re.compile(r"^(?:ร้อยละ|%|ค่าเฉลี่ย|จำนวน|คะแนน)$")
_AS_LEVEL = re.compile(r"^ระดับ(?:คุณภาพ)?$")
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
    if len(parts) > 1 and quarter_of(parts) is not None:
        return any(_OF_WORK.match(part) for part in parts[:-1])
    return (
        len(parts) > 1
        and _OF_WORK.match(parts[-1]) is not None
        and any(quarter_of(parts[: last + 1]) is not None for last in range(len(parts) - 1))
    )


def names_pair(parts: Sequence[str]) -> bool:
    """Does the lowest heading of a column name both plan and result, so that it tells which of them its rows are?"""
    return any(_PAIR.search(part) for part in [part for part in parts if part][-1:])


def is_period_of_other(parts: Sequence[str]) -> bool:
    """Does a column hold what something else than the result is in a part of the year (Small Success over 12 เดือน)?"""
    parts = [part for part in parts if part]
    return len(set(parts)) > 1 and _ONLY_PERIOD.fullmatch(parts[-1]) is not None and not any(map(_OF_WORK.match, parts))


def result_of_longest_period(headings: Sequence[Sequence[str]], ranked: Ranked, roles: Sequence[Role]) -> Ranked:
    """``ranked`` where no column holds the year's result: the one of the longest period (``ผลการดำเนินงาน รอบ 9 เดือน``
    beside ``รอบ 6 เดือน``) is what was reached when the report was made."""
    ranked = _without_targets_of_parts(headings, ranked, roles)
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


def _without_targets_of_parts(headings: Sequence[Sequence[str]], ranked: Ranked, roles: Sequence[Role]) -> Ranked:
    """``ranked`` where a target of a part of the year (รอบ 6 เดือน over เป้าหมาย) stands beside that of the year."""
    of_part = next(role for role in roles if role.name == "quarter_results")
    targets = {column for likeness, column, role in ranked if role.name == "target" and likeness >= _LEAST_LIKELY}
    parted = {column for column in targets if _OF_PART.search("".join(headings[column]))}
    if not parted or parted == targets:
        return ranked
    return [*((1.0, column, of_part) for column in sorted(parted)), *(one for one in ranked if one[1] not in parted)]


def result_of_latest_year(headings: Sequence[Sequence[str]], ranked: Ranked, roles: Sequence[Role]) -> Ranked:
    """``ranked`` where the results of several years stand behind the levels or the target and scores behind them, as in
    reports alone: the last year's is what was reached, the others are earlier."""
    achieved = next((role for role in roles if role.name == "achieved"), None)
    sure = [(column, role.name) for likeness, column, role in ranked if likeness >= _LEAST_LIKELY]
    scored = [column for column, name in sure if name in ("score", "weighted")]
    goals = [column for column, name in sure if name in ("target", "level_column", "levels")]
    years = {
        column: year
        for column, parts in enumerate(headings)
        if _RESULT.match(parts[0]) and (year := year_of_headings(parts)) is not None
    }
    if achieved is None or not scored or not goals or len(years) < 2:
        return ranked
    if any(name == "achieved" and column not in years for column, name in sure):
        return ranked
    latest = [column for column, year in years.items() if year == max(years.values())]
    if len(latest) != 1 or not max(goals) < min(years) <= max(years) < max(scored):
        return ranked
    rest = [one for one in ranked if one[1] != latest[0] and not (one[1] in years and one[2] is achieved)]
    return [(1.0, latest[0], achieved), *rest]
