"""Criteria of a rubric level: the whole text split into its printed items."""

from __future__ import annotations

import re
from functools import cache

from phaen.normalizers.data_files import rows, words
from phaen.normalizers.markup import strip_markup
from phaen.normalizers.scan import list_markers
from phaen.normalizers.text import clean
from phaen.normalizers.years import month_number

_HYPHEN = re.compile(r"(?:(?<=^)|(?<=\n)|(?<=\s)|(?<=\)))(?P<bullet>[-–—•●▪])\s*(?=[^\s\-–—])")
_SHORT = 12
_FIGURE_END = re.compile(r"[\d๐-๙%]$")
_SPAN_END = re.compile(r"[\d๐-๙]|ปัจจุบัน|ปี|พ\.?ศ|สิ้นปี|สิ้นเดือน|เดือน|วันที่|ระดับ")


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    return tuple((row["left"], row["right"]) for row in rows("hyphen_pairs.csv"))


@cache
def _starters() -> tuple[str, ...]:
    return words("criterion_starts.txt")


@cache
def _work() -> re.Pattern[str]:
    verb = rf"(?:มี|ได้|ต้อง)?(?:การ)?(?:{'|'.join(map(re.escape, words('work_verbs.txt')))})"
    return re.compile(rf"^\W*{verb}|[\d๐-๙].*(?:และ|พร้อม(?:ทั้ง)?|แล้ว|โดย)\s?{verb}")


def tells_work(text: str) -> bool:
    """Does the text of a level say what must be done, be there a figure with it or not (``ดำเนินการได้ร้อยละ 80``,
    ``ร้อยละ 80 และรายงานผล``)?"""
    return _work().search(clean(text)) is not None


def split_criteria(text: str) -> list[str]:
    """The printed items of a criterion text, without their bullets; a lead sentence is an item of its own.

    Hyphens inside a phrase (ชื่อ - สกุล) and between figures (2567 - 2569) do not split. Without
    hyphens the items of a numbered list (1. … 2. …) count.
    """
    text = strip_markup(text) if "<" in text else text
    markers = list_markers(text)
    numbered = len(markers) >= 2 and not text[: markers[0][0]].strip()
    bullets = [] if numbered else _bullets(text)
    if bullets:
        starts = [0, *[match.start() for match in bullets]]
        parts = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
        parts = [re.sub(r"^\s*[-–—•●▪]\s*", "", part) for part in parts]
    else:
        starts = [0, *[start for start, _ in markers]] if len(markers) >= 2 else [0]
        parts = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
        if len(markers) >= 2:
            parts = [re.sub(r"^\s*\(?[\d๐-๙]{1,2}[.)]\s*", "", part) for part in parts]
    return [item for part in parts if (item := clean(part).strip())]


def _bullets(text: str) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    bulleted = bool(re.match(r"\s*[-–—•●▪]", text))
    for match in _HYPHEN.finditer(text):
        line_start = not text[: match.start()].rstrip(" \t") or text[: match.start()].rstrip(" \t").endswith("\n")
        inside = text[: match.start()].count("(") - text[: match.start()].count(")")
        if line_start or (not inside and _opens_item(text, match, bulleted or bool(found))):
            found.append(match)
    return found


def _opens_item(text: str, match: re.Match[str], bulleted: bool) -> bool:
    if match["bullet"] in "•●▪":
        return True
    before, after = text[: match.start()].rstrip(), text[match.end() :]
    if re.match(r"[\d๐-๙]", after) and re.search(r"[\d๐-๙.]$", before):
        return False
    if any(before.endswith(left) and after.startswith(right) for left, right in _pairs()):
        return False
    starts = any(after.startswith(word) for word in _starters())
    if bulleted and "\n" not in text:
        first_word = re.match(r"\S+", after)
        return starts or (first_word is not None and len(after.split("\n")[0]) >= _SHORT)
    # text behind a figure begins an item, unless it is the end of a span of time (ตุลาคม 2566 - กันยายน 2567)
    behind_figure = bulleted and _FIGURE_END.search(before) and not _SPAN_END.match(after)
    if behind_figure and month_number(after.split(" ")[0]) is None:
        return len(after.split("\n")[0]) >= _SHORT
    return starts and len(before) >= _SHORT
