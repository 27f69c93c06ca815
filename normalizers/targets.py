"""Targets and thresholds: what is to be reached (ร้อยละ 80, อย่างน้อย 3 โครงการ, ระดับ 5, ภายใน 30 ก.ย. 68)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from phaen.normalizers.data_files import words
from phaen.normalizers.figures import Found, find_figure
from phaen.normalizers.scan import scan, with_whole_groups
from phaen.normalizers.target_words import (
    LEVEL,
    PERCENT,
    classifiers,
    noun_of,
    op_before,
    op_of,
    rate_pattern,
    scaled_unit,
    unit_of,
    without_year,
)
from phaen.normalizers.text import arabic_digits, canonical, clean

__all__ = [
    "LEVEL",
    "PERCENT",
    "Target",
    "may_hold_target",
    "parse_target",
    "parse_threshold",
    "split_trailing_target",
    "unit_in_heading",
]


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be reached, or one level's threshold.

    ``op`` is ``>=``, ``<=``, ``<``, ``>``, ``increase``, ``decrease`` or ``None``; ``value`` the figure, scale words
    counted; ``max`` the upper figure of a range; ``unit`` ร้อยละ, ระดับ or the counted noun; ``date`` a target that is a
    date (``YYYY-MM-DD`` or ``YYYY-MM``, Buddhist year). ``flags`` are reasons to look (``several_targets``: the first
    of a list counts; ``target_unread``: a digit is ``left`` over, so there is no value).
    """

    op: str | None = None
    value: float | None = None
    unit: str | None = None
    flags: tuple[str, ...] = ()
    max: float | None = None
    date: str | None = None
    left: tuple[str, ...] = ()


_BULLET = re.compile(r"(?:^|(?<=\s))[-–•●▪]\s*(?=[^\s\d\-–])")
_CIRCLED = re.compile("[①-⑳❶-❿⓵-⓾]")
_NUMBERED = re.compile(r"(?:^|(?<=\s))\(?\d{1,2}[.)]\s*(?=[^\s\d])")
_GROUPED = re.compile(r"(?<![\d.,])([1-9]\d{0,2})((?:[ \u00a0\u2009\u202f]\d{3})+)(?![\d.,]*\d)(?=\s?([ก-๙]+))")
_THOUSANDS_POINT = re.compile(r"[1-9]\d{0,2}\.\d{3}")
"""A count of things with three decimals: the point may part thousands (``1.250 ราย``)."""
_APOSTROPHE = re.compile(r"(?<=\d)['’](?=\d{3}(?!\d))")


@lru_cache(maxsize=1 << 13)
def parse_target(text: str, unit: str | None = None, *, flag: str = "target_unread") -> Target:
    """The target that ``text`` states. ``unit`` is what the heading or a หน่วย (unit) column says of a bare figure,
    scale words in it counted (``ล้านตัน``)."""
    lines = _between(_grouped(canonical(text)))
    flowed = clean(lines)
    items = _items(flowed, lines)
    stated = [target for item in items if (target := _one(item, flag)).value is not None or target.flags or target.date]
    if not stated:
        return Target()
    target = stated[0]
    if len(items) > 1 and len(stated) > 1:
        target = replace(target, flags=tuple(dict.fromkeys([*target.flags, "several_targets"])))
    if unit and target.value is not None and target.unit is None:
        factor, noun = scaled_unit(without_year(clean(unit)))
        bare = noun and (PERCENT if noun in ("%", "ร้อยละ", "เปอร์เซ็นต์") else noun)
        top = None if target.max is None else target.max * factor
        target = replace(target, value=target.value * factor, max=top, unit=bare)
    return target


def parse_threshold(text: str, unit: str | None = None) -> Target:
    """The figure and unit of a rubric level (``ร้อยละ ๑๐๐`` → 100 ร้อยละ, ``≤ 60`` → 60 with ``<=``, ``น้อยกว่า -1.5``)."""
    return parse_target(text, unit, flag="threshold_unread")


HALF_POINT = 0.5
"""How far a printed percentage may be from what its figures give: it may be rounded to a whole one."""
_SHARE_OF = re.compile(
    r"(?P<part>[\d,]+(?:\.\d+)?)[^\d]*?จาก[^\d]*?(?P<whole>[\d,]+(?:\.\d+)?)[^\d]*?(?:คิดเป็น|เท่ากับ|อยู่ที่|เป็น)\s*"
    r"(?:ร้อยละ\s*(?P<share>\d+(?:\.\d+)?)|(?P<percent>\d+(?:\.\d+)?)\s*%)[\s).]*$"
)


def share_told(text: str) -> float | None:
    """The percentage of a result told as a sum that agrees with it (``34 แห่ง จาก 41 แห่ง คิดเป็นร้อยละ 82.93``); ``None``
    for any other text, so that every figure in it is accounted for."""
    plain = arabic_digits(canonical(text))
    found = _SHARE_OF.search(plain)
    if found is None or re.search(r"\d", plain[: found.start()]):
        return None
    part, whole = (float(found[name].replace(",", "")) for name in ("part", "whole"))
    share = float(found["share"] or found["percent"])
    return share if whole and abs(100 * part / whole - share) <= HALF_POINT else None


def _grouped(text: str) -> str:
    """``text`` with broken groups whole; thousands parted by spaces or apostrophes are joined before a counted noun."""
    plain = with_whole_groups(_APOSTROPHE.sub("", arabic_digits(text)))

    def join(match: re.Match[str]) -> str:
        noun = any(match[3].startswith(word) for word in classifiers())
        level = re.search(r"(?:ระดับ|ร้อยละ)(?:ที่)?\s*$", plain[: match.start()])
        return re.sub(r"\s", "", match[0]) if noun and not level else match[0]

    return _GROUPED.sub(join, plain)


_BETWEEN = re.compile(
    r"(?P<low>\d[\d,]*(?:\.\d+)?)(?P<unit>\s*(?:%|[ก-๙]{1,12}?)?)\s*(?:ขึ้นไป\s*)?(?:แต่|และ)\s*(?:ยัง)?(?:ไม่เกิน(?:กว่า)?|ไม่ถึง|น้อยกว่า|ต่ำกว่า)"
    r"\s*(?P<share>ร้อยละ|ระดับ)?\s*(?=\d)"
)


def _between(text: str) -> str:
    """``text`` with a range told by both its ends (``มากกว่า 9 แต่ไม่เกิน 9.5 นาที``) as one by its figures; two figures
    of different things stay as they are."""
    found = _BETWEEN.search(text)
    if found is None or len(re.findall(r"\d[\d,.]*", text)) != BOTH_ENDS:
        return text
    unit = found["unit"].strip()
    if unit and not re.match(rf"[\d,.]+\s*{re.escape(unit)}", text[found.end() :]):
        return text
    return f"{text[: found.start()]}{found['low']} - {text[found.end() :]}"


BOTH_ENDS = 2


def _items(flowed: str, lines: str) -> list[str]:
    """The items of a list of targets: numbered, bulleted, or a line each; otherwise the text itself."""
    tokens = scan(flowed)
    starts = [token.start for token in tokens if token.kind == "marker"]
    if len(starts) < 2:
        starts = [match.start() for match in _BULLET.finditer(flowed)]
    if len(starts) >= 2:
        head, ends = flowed[: starts[0]], [*starts[1:], len(flowed)]
        parts = [flowed[a:b] for a, b in zip(starts, ends, strict=True)]
        parts = [_NUMBERED.sub("", _CIRCLED.sub("", _BULLET.sub("", part, count=1)), count=1) for part in parts]
        return [item for part in (head, *parts) if (item := part.strip())]
    printed = [clean(line) for line in lines.split("\n") if line.strip()]
    parted = all(not re.search(r"[\d,.]$", a) or not re.match(r"[\d,.]", b) for a, b in pairwise(printed))
    if len(printed) > 1 and parted and all(_whole(line) for line in printed):
        return printed
    return [flowed]


def _whole(line: str) -> bool:
    """Does a printed line hold a target of its own: a figure with its unit, behind nothing but words?"""
    found = find_figure(line)
    if found.figure is None or line.startswith("("):
        return False
    unit = noun_of(line[: found.figure.start], line[found.figure.end :])
    return unit in (PERCENT, LEVEL) or unit in classifiers()


def _one(text: str, flag: str) -> Target:
    """The target of one item."""
    found = find_figure(text)
    if found.figure is None:
        return _without_figure(text, found, flag)
    figure = found.figure
    if figure.value is not None and figure.value < 0 and "(" in text[: figure.start][-1:]:
        return Target(flags=(flag,), left=(text[figure.start : figure.end],))
    before = text[: figure.start]
    after = text[figure.end :]
    if figure.top is not None and (between := text[figure.start : figure.end]) and PERCENT in between:
        before = before + PERCENT
    if figure.top is not None and "%" in text[figure.start : figure.end]:
        after = "%" + after
    unit = None if figure.fraction and _part_of(after) else unit_of(before, after)
    op = op_of(before, after, unit)
    if noun_of(before, after) in classifiers() and _THOUSANDS_POINT.fullmatch(text[figure.start : figure.end]):
        return Target(flags=(flag,), left=(text[figure.start : figure.end],))
    if unit is None and (per := _PER.match(after)):  # one to a thing that is counted: a rate without what it counts
        return Target(flags=(flag,), left=(text[figure.start : figure.end + per.end()],))
    beyond = unit == PERCENT and op not in ("increase", "decrease") and max(figure.value or 0, figure.top or 0) > 100
    return Target(op, figure.value, unit, ("percent_over_100",) if beyond else (), figure.top)


_PER = re.compile(r"\s*:\s*[^\W\d_]+")


def _part_of(after: str) -> bool:
    return bool(re.match(r"\s*(?:ของ|จาก)", after))


def _without_figure(text: str, found: Found, flag: str) -> Target:
    if found.left:
        return Target(flags=(flag,), left=found.left)
    if found.date:
        within = re.search(r"ภายใน|ไม่เกิน|ก่อน", text)
        return Target("<=" if within else None, date=found.date)
    return Target()


@cache
def _tail() -> re.Pattern[str]:
    number = r"[\d๐-๙]+(?:[.,][\d๐-๙]+)*"
    label = r"(?:(?<=[\s(])(?:ค่า)?เป้าหมาย\s*:?\s*)?"
    compared = rf"(?:(?!ภายใน|เพิ่มขึ้น|ลดลง)(?:{op_before().pattern}))"
    nouns = "|".join(map(re.escape, classifiers()))
    counted = rf"{number}\s*(?:(?:พัน|หมื่น|แสน|ล้าน)\s*)?(?:{nouns})?{rate_pattern()}?(?:\s?(?:/|ต่อ)\s?ปี)?"
    up = r"(?:\s*ขึ้นไป)"
    return re.compile(
        rf"[\s(:]*({label}(?:{op_before().pattern})?\s*(?:ร้อยละ|ระดับ)\s*{number}{up}?"
        rf"|{label}(?:{compared}\s*)*(?<![\d๐-๙.,]){number}\s*(?:%|เปอร์เซ็นต์){up}?"
        rf"|{label}(?:{compared}\s*)+(?:จำนวน\s*)?{counted}{up}?)[\s).]*$"
    )


def split_trailing_target(name: str) -> tuple[str, str | None]:
    """The name of a key result and the target that its end states (``… ร้อยละ 100``, ``… ระดับ 5``, ``… > 85%``,
    ``… ไม่น้อยกว่า 20 แห่ง``). A count without a word of comparison may be a part of the name and stays in it; see
    ``may_hold_target``."""
    match = _tail().search(name)
    if not match or len(name[: match.start()].strip()) < 8:
        return name.strip(), None
    target = re.sub(r"^(?:ค่า)?เป้าหมาย\s*:?\s*", "", match[1])
    return name[: match.start()].strip(" (:"), re.sub(r"\s+", " ", target).strip()


def may_hold_target(name: str) -> bool:
    """Does a name hold a percentage or a level, or end in a date or a figure with what it counts? Each may be the
    target of a key result that states no other."""
    text = clean(name)
    figures = [token for token in scan(text) if token.kind == "figure" and not token.inside]
    if any(noun_of(text[: one.start], text[one.end :]) in (PERCENT, LEVEL) for one in figures):
        return True
    last = next((token for token in reversed(scan(text)) if not text[token.end :].strip(" ).").isdigit()), None)
    if last is None or last.kind not in ("figure", "date") or (last.kind == "figure" and last.inside):
        return False
    behind = text[last.end :].strip(" ).")
    noun = unit_of(text[: last.start], behind) or ""
    left = "".join(behind.split()).removeprefix("".join(noun.split()))
    return re.fullmatch(r"(?:%|[^\W\d]{0,3}|(?:/|ต่อ)ปี|ขึ้นไป)*", left) is not None


_BRACKETED = re.compile(r"[(\[]\s*(?:หน่วย(?:นับ)?\s*[:：]?\s*)?([^()\[\]]{1,40}?)\s*[)\]]")


_COUNTED = re.compile(r"(?:เกณฑ์)?จำนวน\s*([ก-๙]+)")
"""A heading that counts: ``จำนวนวัน`` (number of days)."""


_PERCENT_BELOW = re.compile(r"^(?:(?:ค่าเป้าหมาย|เป้าหมาย|ผล\S*)\s+)?(?:คิดเป็น)?(?:ร้อยละ|%)$")
"""A heading of a target or result with its unit on a line of its own, or in a row of its own below it, or alone."""


def unit_in_heading(heading: str) -> str | None:
    """The unit of figures that a column's heading states: ``ค่าเป้าหมาย (ร้อยละ)``, ``เป้าหมาย (หน่วย : แห่ง)``, ``จำนวนวัน``.

    Only percent, level and known counted nouns count (with a scale word before them or not); other bracketed words are
    remarks (``(ตามแบบ ปผ. 01)``, ``(Target)``).
    """
    for match in _BRACKETED.finditer(clean(heading)):
        inner = match[1]
        if inner in ("%", "ร้อยละ", "เปอร์เซ็นต์", "เปอร์เซนต์"):
            return PERCENT
        _, noun = scaled_unit(inner)
        if inner == LEVEL or (noun and (noun in words("classifiers.txt") or "หน่วย" in match[0].split(noun)[0])):
            return inner
    if _PERCENT_BELOW.search(clean(heading)):
        return PERCENT
    counted = _COUNTED.fullmatch(clean(heading))
    return counted[1] if counted and counted[1] in words("classifiers.txt") else None
