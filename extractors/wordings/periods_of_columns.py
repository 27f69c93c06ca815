"""Columns of several periods of a year, one inside the other (รอบ 6 เดือน, รอบ 12 เดือน): the longest is the year's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import chain

from phaen.extractors.wordings.behind_target import RESULTS, Ranked
from phaen.extractors.wordings.catalogue import Role

_MONTHS = re.compile(r"(?<![0-9])(?P<months>[1-9]|1[0-2])เดือน(?P<later>หลัง)?")
_QUARTERS = re.compile(r"(?:ไตรมาส|q)(?:ที่)?(?P<first>[1-4])(?:[-–]|ถึง)?(?:ไตรมาส|q)?(?:ที่)?(?P<last>[1-4])(?![0-9])")
_NAMED = re.compile(r"เดือน|ไตรมาส|q[^a-z]*[1-4]|รอบ|ครั้ง")
"""A word without which no column is of a period."""
_ROUND = re.compile(r"(?:รอบ|ครั้ง)(?:การประเมิน)?(?:ที่)?[1-4]")
_ALONE = re.compile(
    r"(?:ระยะ|รอบ|ครั้ง)?(?:การประเมิน)?(?:ที่)?[1-4]?(?:[0-9]{1,2}เดือน(?:แรก|หลัง)?)?"
    r"|(?:ไตรมาส|q)(?:ที่)?[1-4](?:[-–]|ถึง)?(?:ไตรมาส|q)?(?:ที่)?[1-4]"
)
_BRACKETS = re.compile(r"\([^()]*\)")
_TARGET = re.compile(r"(?:ค่า|เกณฑ์)?เป้า|แผน(?!งาน|ปฏิบัติ)")
_RESULT = re.compile(RESULTS)
_MONEY = re.compile("งบ|เงิน|บาท|เบิกจ่าย")
_NO_TARGETS = frozenset({"achieved", "baseline", "year_results", "narrative"})
"""Roles that a column below a heading of targets never has."""
_PARTS = {"target": ("quarter_target", "quarter_results")}
"""Roles of what is planned for a part of the year; of anything else in a part it is the second."""
_UNKNOWN = 0
_SURE = 0.9
"""Likeness from which a heading names what was reached itself."""


def _length(parts: Sequence[str]) -> int | None:
    """Months from the year's beginning that a column is about, by its squashed headings; ``0`` where the period does
    not say (``รอบที่ 2``, ``6 เดือนหลัง``), ``None`` for a column of no period."""
    text = "".join(parts)
    months = _MONTHS.search(text)
    if months is not None:
        return _UNKNOWN if months["later"] else int(months["months"])
    span = _QUARTERS.search(text)
    if span is not None:
        return 3 * int(span["last"]) if span["first"] == "1" else _UNKNOWN
    return _UNKNOWN if _ROUND.search(text) else None


def _told(parts: Sequence[str]) -> str:
    """What a column holds: ``target``, ``result``, or the heading itself, the lowest that is more than a period."""
    lowest = next((part for part in reversed(parts) if not _is_period(part)), "")
    if _TARGET.match(lowest):
        return "target"
    return "result" if _RESULT.match(lowest) else lowest


def whole_of_periods(headings: Sequence[Sequence[str]], ranked: Ranked, roles: Sequence[Role]) -> Ranked:
    """``ranked`` where a target, result or score stands in a column for each of several periods: that of the longest is
    the year's, the others are of parts of it. Where a period does not say how long it is none is sure; of results below
    one heading the last may be (:func:`result_of_longest_period`).
    """
    if not _NAMED.search(" ".join(chain.from_iterable(headings))):
        return ranked
    by_name = {role.name: role for role in roles}
    lengths: dict[str, dict[int, int]] = defaultdict(dict)
    for column, parts in enumerate(headings):
        parts = [part for part in parts if part]
        length = _length(parts) if parts and not _MONEY.search("".join(parts)) else None
        if length is not None and (told := _told(parts)):
            lengths[told][column] = length
    targets = set(lengths.get("target", ()))
    ranked = [one for one in ranked if not (one[1] in targets and one[2].name in _NO_TARGETS)]
    grouped = _are_groups(headings, lengths)
    of_periods = {column for columns in lengths.values() for column in columns}
    for told, columns in lengths.items():
        longest = max(columns.values())
        if len(columns) < 2 or (told != "target" and not grouped and not (told == "result" and longest)):
            continue
        whole = [column for column, length in columns.items() if length == longest]
        kept = set(whole if longest and len(whole) == 1 else ())
        if told == "result" and _names_result(ranked, of_periods):
            kept = set()
        part = next((by_name[name] for name in _PARTS.get(told, ("quarter_results",)) if name in by_name), None)
        shorter = set(columns) - kept
        ranked = [one for one in ranked if one[1] not in shorter]
        ranked = [*((1.0, column, part) for column in sorted(shorter) if part is not None), *ranked]
        if told == "result" and "achieved" in by_name:
            ranked = [
                *((1.0, column, by_name["achieved"]) for column in kept),
                *(o for o in ranked if o[1] not in kept),
            ]
    return ranked


def _names_result(ranked: Ranked, columns: Collection[int]) -> bool:
    """Does a column of no period name what was reached in the year (ผลรวมทั้งปี) for sure?"""
    return any(role.name == "achieved" and sure >= _SURE and column not in columns for sure, column, role in ranked)


def _is_period(part: str) -> bool:
    """Does a heading tell of nothing but a period, brackets left out?"""
    return _ALONE.fullmatch(_BRACKETS.sub("", part)) is not None


def _are_groups(headings: Sequence[Sequence[str]], lengths: dict[str, dict[int, int]]) -> bool:
    """Do the periods stand above what is planned or reached in them (รอบ 6 เดือน over แผน, ผล)?"""
    tops = [headings[column][0] for columns in lengths.values() for column in columns]
    return any(tops.count(top) > 1 and _length([top]) is not None for top in tops)
