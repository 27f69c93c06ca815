"""Results, what they are reckoned from, and baselines are told apart by where their columns stand: many headings
(ผลการดำเนินงาน, ร้อยละ) name either."""

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
_LEVELS = (LEVEL_ROLE, "levels")
"""Columns of levels, and of the three targets that are levels (ขั้นต้น, มาตรฐาน, ขั้นสูง)."""
RESULTS = r"ผล(?!.*(?:ที่ผ่านมา|ย้อนหลัง|ปีก่อน|อดีต))"
"""A heading of results that does not say that they are earlier ones, as a pattern."""
_REACHED = re.compile(rf"^(?:{RESULTS}|ทำได้)")
"""A heading of what was reached, which names no earlier year in words."""


_OPERAND = re.compile(r"^(?:.*\((?P<bracketed>[ab])\)|(?P<bare>[ab])|ตัว(?P<word>ตั้ง|หาร).*)$", re.IGNORECASE)
"""A column of what a result is reckoned from: ``ผลงาน (A)`` over ``เป้าหมาย (B)``."""
_ALL_MEANT = re.compile(r"(?:จำนวน|กลุ่ม|ค่า)?เป้าหมาย(?!.*25[0-9]{2})|จำนวนทั้งหมด|ทั้งหมด|ประชากร")
_COUNTED = re.compile(r"^(?:จำนวน|กลุ่ม)|ทั้งหมด|ประชากร|\((?:คน|ราย|แห่ง|ครั้ง|ครัวเรือน|หมู่บ้าน|ตำบล|เรื่อง|โครงการ|ฉบับ|ชุมชน)\)")
_SHARE = re.compile(r"(?:คิดเป็น)?(?:ร้อยละ|%|อัตรา)")
_BOTH = re.compile(r"ตัวตั้ง\W{0,3}ตัวหาร$")
_QUOTIENT = re.compile(r"^(?:ร้อยละ|อัตรา|ผลลัพธ์|คิดเป็น|ผลงาน|ผลการดำเนินงาน|ผลสำเร็จ|%|a/b|\(a/b\))")


def result_of_operands(headings: Sequence[Sequence[str]], ranked: Ranked, roles: Sequence[Role]) -> Ranked:
    """``ranked`` where two columns are the parts of a fraction, A and B: the first share, rate or result behind them is
    what was reached, and they themselves are neither target nor result, whatever else their headings say."""
    achieved = next((role for role in roles if role.name == "achieved"), None)
    operand = next((role for role in roles if role.name == "operand"), None)
    found = [(column, part) for column, parts in enumerate(headings) for part in _parts_of_fraction(parts)]
    if achieved is None or operand is None:
        return ranked
    if not found:
        found = _counted_of_all(headings, ranked)
    if {part for _, part in found} != {"a", "b"}:
        return ranked
    parts_at = [column for column, _ in found]
    behind = range(max(parts_at) + 1, len(headings))
    result = next((column for column in behind if _QUOTIENT.match(_lowest(headings[column]).lower())), None)
    if result is None:
        return ranked
    sure: Ranked = [(1.0, result, achieved), *((1.0, column, operand) for column in parts_at)]
    return [*sure, *(one for one in ranked if one[1] not in (result, *parts_at) and one[2] is not achieved)]


def _counted_of_all(headings: Sequence[Sequence[str]], ranked: Ranked) -> list[tuple[int, str]]:
    """The two columns before a share in which all that are meant and those reached are counted (เป้าหมาย (คน), ผลงาน,
    ร้อยละ), where the target proper stands before them."""
    targets = {column for likeness, column, role in ranked if role.name == "target" and likeness >= _SURE_TARGET}
    of_parts = {column for likeness, column, role in ranked if role.name == "quarter_results" and likeness == 1.0}
    for column in range(len(headings) - 2):
        if column + 2 in of_parts:
            continue
        all_of, reached, share = (_lowest(headings[at]) for at in range(column, column + 3))
        if not (_ALL_MEANT.match(all_of) and _REACHED.match(reached) and _SHARE.fullmatch(share)):
            continue
        before = [at for at in targets if at < column]
        counted = _COUNTED.search(all_of) or _REACHED.match(headings[column][0])
        if before and (counted or _lowest(headings[before[-1]]).startswith("เกณฑ์")):
            return [(column, "b"), (column + 1, "a")]
    return []


def _lowest(parts: Sequence[str]) -> str:
    return next((part for part in reversed(parts) if part), "")


def _parts_of_fraction(parts: Sequence[str]) -> str:
    """``a`` or ``b`` where the lowest heading of a column names the part of a fraction, ``ab`` where it names one above
    the other; else empty."""
    if _BOTH.search("".join(parts)):
        return "ab"
    found = _OPERAND.match(_lowest(parts))
    if found is None:
        return ""
    named = found["bracketed"] or found["bare"]
    return named.lower() if named else "a" if found["word"] == "ตั้ง" else "b"


def results_behind_target(headings: Sequence[Sequence[str]], ranked: Ranked) -> Ranked:
    """``ranked`` without what the place of a column rules out: ผลการดำเนินงาน (results) is what was reached where it
    stands behind the target, for its year or for none; before the target, or for another year, it is where the work
    begins (baseline). Without a target the columns of levels count as one."""
    sure = [(column, role.name) for likeness, column, role in ranked if likeness >= _SURE_TARGET]
    targets = [column for column, name in sure if name == "target"] or [c for c, name in sure if name in _LEVELS]
    if not targets:
        return ranked
    first, years = min(targets), [year for at in targets if (year := year_of_headings(headings[at])) is not None]
    kept = []
    for likeness, column, role in ranked:
        # what was reached of an earlier year's target is known when the next is set: the work begins there
        year = year_of_headings(headings[column])
        reached = column > first and (year is None or year == max(years, default=None))
        if role.name == "achieved" and not reached:
            continue
        if role.name in ("baseline", "year_results") and reached and _REACHED.match(headings[column][0]):
            continue
        kept.append((likeness, column, role))
    return kept
