"""Headings of tables in a raw text layer that no reader parts: what stands below them is told of, not silently left.

A heading with a column that nobody knows, or with a second row (``ไตรมาส 1 ไตรมาส 2``) below it, gives no columns. Its
lines stay text; that they are a table's is seen by the wordings that they are made of.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from phaen.extractors.text.raw.header import known_wordings, skeleton
from phaen.extractors.text.raw.patterns import western
from phaen.normalizers.years import month_number

QUARTERS = re.compile(r"^(?:ไตรมาส(?:ที่)?\s*[1-4]?\s*)+$")
"""A second row of headings below one that is known."""
_LEVELS = re.compile(r"^(?:ระดับ|คะแนน|เกณฑ์)[ก-๙]*\s+(?:1\s+2\s+3\s+4\s+5|5\s+4\s+3\s+2\s+1)$")
"""The levels of a scale across the columns as bare figures."""
LINES = 8
"""A heading is broken over so many lines at most."""
LONGEST = 120
"""Letters of a line of a heading."""
KNOWN_SHARE = 0.6
"""So much of the heading are wordings of columns."""
LEAST_MONTHS = 6
"""So many months side by side are the heading of a time plan, not a date or a span."""
LEAST_KINDS = 4
"""So many kinds of columns make lines a heading."""
SHORTEST_WORDING = 3
BELOW = 12
"""So many lines below the heading may hold its first rows."""
ROWS = 2
_INDICATOR = skeleton("ตัวชี้วัด")
"""``ลำดับ`` | ``ตัวชี้วัด`` reads as one heading where no rules part them."""
_SUBJECT = frozenset({"name", "project", "step"})
_FIGURES = frozenset({"target", "weight", "score", "budget", "achieved", "threshold", "result"})
_ROW = re.compile(r"^\d{1,3}(?:\.\d{1,2})*[.)]?\s+\D.{4,}|.*(?:ร้อยละ\s*\d|\d\s*บาท|ระดับ\s*[1-5]|\d,\d{3})")


def is_lost_heading(lines: Sequence[str], start: int, read: Collection[int] = ()) -> bool:
    """Do a table's headings begin on line ``start``, and rows with figures stand below them?

    ``read``: the lines of headings that are understood; no heading runs on into them.
    """
    if _LEVELS.match(western(lines[start])) or _counts_months(lines[start]):
        return True
    taken = [at for at in range(start, min(len(lines), start + 2 * LINES)) if lines[at].strip()][:LINES]
    best: int | None = None
    bones = ""
    for at in taken:
        if at in read or len(lines[at]) > LONGEST or _ROW.match(western(lines[at])):
            break
        bones += skeleton(lines[at])
        kinds, known = _wordings_in(bones)
        if len(kinds) >= LEAST_KINDS and known >= KNOWN_SHARE * len(bones) and kinds & _SUBJECT and kinds & _FIGURES:
            best = at
    if best is None:
        return False
    below = [lines[at] for at in range(best + 1, min(len(lines), best + 1 + 2 * BELOW)) if lines[at].strip()][:BELOW]
    return sum(_ROW.match(western(line)) is not None for line in below) >= ROWS


def _counts_months(line: str) -> bool:
    """Are these the columns of a time plan: ``ต.ค. พ.ย. ธ.ค. …`` (October, November, December)?"""
    words = line.split()
    if len(words) < LEAST_MONTHS or month_number(words[-1]) is None:
        return False
    return len({month_number(word) for word in words} - {None}) >= LEAST_MONTHS


def _wordings_in(bones: str) -> tuple[set[str], int]:
    """The kinds of columns whose wordings ``bones`` is made of, from its beginning, and how many letters they are."""
    kinds: set[str] = set()
    at = known = 0
    while at < len(bones):
        found = next(
            (
                (wording, kind)
                for wording, kind in known_wordings(bones[at])
                if (len(wording) >= SHORTEST_WORDING or at == 0) and bones.startswith(wording, at)
            ),
            None,
        )
        if found is None:
            if at == 0:
                return kinds, 0
            at += 1
            continue
        kinds |= {found[1], "name"} if found[0].endswith(_INDICATOR) else {found[1]}
        known += len(found[0])
        at += len(found[0])
    return kinds, known
