"""Columns that are the levels of a scale (ระดับ 1 … ระดับ 5), and lines that only look like one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from phaen.normalizers.text import arabic_digits, squash

LEVEL_WORD = r"ระดับ(?:คะแนน)?\s*(?:ที่)?\s*"
"""What stands before the number of a level (``ระดับที่ 3``, ``ระดับคะแนน 5``), as a pattern."""
LEVEL_HEAD = rf"(?:{LEVEL_WORD}|(?:ค่า)?คะแนน\s*(?:ที่)?\s*|ขั้นที่\s*)"
"""The same at the head of a column, where a level is also called by its points (``คะแนน 5``)."""
_LEVEL_DIGIT = re.compile(rf"(?:{LEVEL_HEAD}|^)([1-5])(?![0-9])")
_BARE_FIGURE = re.compile(r"^[0-9]+(?:[.,][0-9]+)*[.)]?$")
_YEAR = re.compile("25[0-9]{2}")
"""A year under a heading of results is no figure of a line."""
LEVEL_ROLE = "level_column"
LEAST_LEVELS = 3
"""A scale has at least so many of its five levels."""
BARE_LEVELS = ("1", "2", "3", "4", "5")
"""Levels of a rubric as the headings of five columns."""
_QUARTER = re.compile(r"^(?:ไตรมาส(?:ที่)?|q)([1-4])(?:$|\(|/)")
_QUARTERS = 4
_AROUND_MONTHS = frozenset("0123456789.-–— ")
_QUARTER_MONTHS = {"ตคธค": 1, "มคมีค": 2, "เมยมิย": 3, "กคกย": 4}
"""Quarters by their first and last month, letters alone (``ต.ค.-ธ.ค. 67``)."""
LEVELS_HEAD = re.compile("เกณฑ์|ระดับ|คะแนน")
"""Above columns of bare figures it says that they are levels."""


def quarter_of(parts: Sequence[str]) -> int | None:
    """Which quarter a column is, by its squashed headings: ``ไตรมาส 2``, or ``2`` below a heading of quarters."""
    if parts[-1] in BARE_LEVELS[:_QUARTERS] and "ไตรมาส" in "".join(parts[:-1]):
        return int(parts[-1])
    named = _QUARTER.match(parts[-1])
    months = _QUARTER_MONTHS.get("".join(char for char in parts[-1] if char not in _AROUND_MONTHS))
    if months is not None:
        return months
    return int(named[1]) if named else None


def counts_levels(headings: Sequence[Sequence[str]]) -> bool:
    """Are the columns ``ระดับคะแนน | 1 | 2 | 3 | 4 | 5``: five bare figures, and beside them what they count?"""
    bare = tuple(parts[-1] for parts in headings if parts[-1] in BARE_LEVELS)
    others = [parts[0] for parts in headings if any(parts) and parts[-1] not in BARE_LEVELS]
    return bare in (BARE_LEVELS, BARE_LEVELS[::-1]) and len(others) == 1 and bool(LEVELS_HEAD.match(others[0]))


def level_of(heading: Sequence[str]) -> str | None:
    """The number of the level that a column holds, from its heading (lowest part last); ``None`` if it names none."""
    for part in reversed(heading):
        if (level := _level_in(part)) is not None:
            return level
    return None


@lru_cache(maxsize=2048)
def _level_in(part: str) -> str | None:
    found = _LEVEL_DIGIT.search(arabic_digits(squash(part)))
    return None if found is None else found[1]


def is_scale(levels: Sequence[int]) -> bool:
    """Are ``levels`` three or more, each once, rising or falling?"""
    rising = sorted(set(levels))
    return len(levels) >= LEAST_LEVELS and list(levels) in (rising, rising[::-1])


def scale_in(headings: Sequence[Sequence[str]]) -> frozenset[int]:
    """The columns, by their squashed headings, that are the levels of a scale (ค่าเป้าหมาย over ระดับ 1, 3, 5), of which
    none is the target itself; none for fewer than three."""
    found = {column: level for column, parts in enumerate(headings) if (level := level_of(parts)) is not None}
    return frozenset(found) if is_scale([int(level) for level in found.values()]) else frozenset()


def levels_in_order(headings: Sequence[Sequence[str]], columns: Sequence[int]) -> bool:
    """Are the level ``columns`` those of a scale: three or more, each once and in order, beside no bare figures?

    A line of a list whose target and results are levels (``3 | … | 15 | ระดับ 5 | - | ระดับ 4``) is no header.
    """
    if not columns:
        return True
    found = [level_of(headings[column]) for column in sorted(columns)]
    if not is_scale([int(level) for level in found if level]):
        return False
    others = (parts for column, parts in enumerate(headings) if column not in columns)
    return not any(
        _BARE_FIGURE.match(arabic_digits(parts[-1])) and not (parts[0] != parts[-1] and _YEAR.fullmatch(parts[-1]))
        for parts in others
    )
