"""Printed lines of one cell or paragraph to text: wrapped lines joined, real line ends kept.

Thai has no spaces between words, so a line that goes on tells nothing at its end. What tells is room: a printing
program starts a new line only when the next word does not fit.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from phaen.extractors.pdf.glyphs.lines import Line
from phaen.extractors.wordings.labels import find_label
from phaen.normalizers.repair.lexicon import vocabulary
from phaen.normalizers.repair.orthography import MARK

_ITEM = re.compile(
    r"\s*(?:[-–•●○▪■□☐☑✓❖➢*]|\(?[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})*[.)](?![0-9๐-๙])|"
    r"[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2}){2,}\s*\([0-9๐-๙]{1,2}\)|\([0-9๐-๙]{1,2}\)|พ\.ศ\.\s*[0-9๐-๙]{4}\s*:|[HR]\s*:)"
)
_DOTTED = re.compile(r"\s*[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})+\s")
_OPENER = re.compile(
    r"(?:ส่วน(?!ร่วม|ใหญ่|หนึ่ง|ที่|ได้|เสีย|รวม|บุคคล|ตัว|กลาง|เกี่ยว)|ฝ่าย|กลุ่มงาน|กอง(?!ทุน)|ศูนย์|สำนัก|โครงการ|กิจกรรม)"
)
"""A line that opens with the kind of an office or project begins a name: never glued to the word above."""
_THAI = re.compile("[ก-๎]")
_MARK = re.compile(f"[{MARK}]")
_LONGEST = 24
_SLACK = 0.3
WIDEST_PITCH = 2.7
"""Em: lines further apart are never one paragraph; Thai fonts with tall line boxes come to 2.3 at wide line spacing."""
_EXTRA_PITCH = 1.3
"""Points of a line pitch above the usual one that part two paragraphs."""


def starts_item(text: str) -> bool:
    """Does a line begin a new item: a bullet, a number, a year label, a role label?"""
    return bool(_ITEM.match(text))


@cache
def _heads() -> tuple[str, ...]:
    """Sub-headings inside detail cells (นิยาม definition, วิธีคำนวณ calculation …)."""
    lines = files("phaen.extractors.wordings").joinpath("detail_heads.csv").read_text("utf8").splitlines()
    found = (wording for row in csv.DictReader(lines) for wording in row["wordings"].split("|"))
    return tuple(sorted(found, key=len, reverse=True))


@cache
def _inline_heads() -> tuple[str, ...]:
    return tuple(f" {head}" for head in _heads())


def is_head(text: str) -> bool:
    """Is a line one of the sub-headings of a detail cell, alone or before a colon?"""
    for head in _heads() if text.startswith(_heads()) else ():
        if text.startswith(head):
            rest = text[len(head) :].strip()
            return not rest or rest[0] in ":："
    return False


@lru_cache(maxsize=20_000)
def opens_with_label(text: str) -> bool:
    """Does a line open with a heading phrase that the forms know?"""
    found = find_label(text, under_issue=True)
    return found is not None and found.score >= 0.9


@lru_cache(maxsize=20_000)
def _first_word(text: str) -> int:
    """Length of the first word of ``text``: the longest entry of the dictionary, or all up to a space."""
    chunk = text.split(" ", 1)[0]
    if not chunk or not _THAI.match(chunk):
        return len(chunk)
    known = vocabulary()
    for length in range(min(len(chunk), _LONGEST), 1, -1):
        if chunk[:length] in known:
            return length
    return min(len(chunk), 8)


def right_limit(lines: Sequence[Line], left: float, right: float) -> float:
    """How far lines between the borders ``left`` and ``right`` can reach, the margins being alike."""
    margin = min(max(min(line.x0 for line in lines) - left, 1.5), 8.0)
    return max(right - margin - 0.5, max(line.x1 for line in lines))


def join_lines(lines: Sequence[Line], left: float, right: float) -> tuple[str, str]:
    """Text and raw text of ``lines`` that stand between ``left`` and ``right`` (the column's borders)."""
    if not lines:
        return "", ""
    limit = right_limit(lines, left, right)
    parts = [lines[0].text]
    raws = [lines[0].raw]
    for above, below in pairwise(lines):
        parts.append(line_glue(above, below, limit) + below.text)
        raws.append("\n" + below.raw)
    return "".join(parts), "".join(raws)


def line_glue(above: Line, below: Line, limit: float) -> str:
    """What stands between two printed lines: a line end, a space, or nothing (Thai wraps inside a sentence)."""
    if above.alone or below.alone or starts_item(below.text) or (below.bold_start and not above.bold_end):
        return "\n"
    if is_head(above.text) or is_head(below.text) or ends_short(above, below, limit):
        return "\n"
    if _DOTTED.match(below.text) and abs(below.x0 - above.x0) > 3 and above.text[-1:] not in "-–":
        return "\n"
    ended = not above.text or not below.text or above.trailing_space or above.text[-1] in "ฯๆ"
    ended = ended or above.text.endswith(_inline_heads())
    if ended or _OPENER.match(below.text):
        return " "
    return "" if _THAI.match(above.text[-1]) and _THAI.match(below.text[0]) else " "


def ends_short(above: Line, below: Line, limit: float) -> bool:
    """Does ``above`` end although the first word of ``below`` would have fitted on it?"""
    free = limit - above.x1
    if free < 1.2 * below.size:
        return False
    first, text = _first_word(below.text), below.text
    # marks take no room, but digits and signs take less than letters: the wider estimate is the careful one
    share = max(first / max(len(text), 1), _letters(text[:first]) / max(_letters(text), 1))
    return free > share * (below.x1 - below.x0) + _SLACK * below.size


def _letters(text: str) -> int:
    """Characters of ``text`` that are no marks."""
    return len(text) - len(_MARK.findall(text))


_INLINE = re.compile(r"(?<=\s)([0-9๐-๙]{1,2})[.)](?![0-9๐-๙])")
_NUMBER = re.compile(r"\s*([0-9๐-๙]{1,2})[.)](?![0-9๐-๙])")


def counts_on(group: Sequence[Line], line: Line) -> bool:
    """Does ``line`` open with the number that follows the last one counted inside the lines of ``group``?

    ``1. … 2. … 3. …`` in running text: that the line breaks before 4. is chance.
    """
    number = _NUMBER.match(line.text)
    if number is None:
        return False
    inside = [int(found) for above in group for found in _INLINE.findall(above.text)]
    return bool(inside) and int(number[1]) == inside[-1] + 1


def usual_pitches(lines: Sequence[Line]) -> dict[int, tuple[float, float]]:
    """The smallest and the smallest usual distance of baselines by type size, from lines one below the other."""
    seen: dict[int, list[float]] = {}
    for above, below in pairwise(lines):
        pitch = below.base - above.base
        if abs(above.size - below.size) < 0.3 and 0.9 * below.size < pitch < WIDEST_PITCH * below.size:
            seen.setdefault(round(2 * below.size), []).append(pitch)
    return {size: (min(pitches), sorted(pitches)[len(pitches) // 4]) for size, pitches in seen.items()}


def is_apart(above: Line, below: Line, pitches: dict[int, tuple[float, float]]) -> bool:
    """Is the distance of two lines larger than lines of one paragraph have?

    A number such as 1.2 opens a heading more often than it stands first in a wrapped line: before it, a little more
    room than the page's closest lines have is enough.
    """
    smallest, usual = pitches.get(round(2 * below.size), (math.inf, math.inf))
    return below.base - above.base > (smallest if _DOTTED.match(below.text) else usual) + _EXTRA_PITCH
