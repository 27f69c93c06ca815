"""Where another cell may begin inside a raw line: behind a typed value, before a known beginning."""

from __future__ import annotations

import re
from functools import cache

from phaen.extractors.text.raw.patterns import AMOUNT_WORD, PROJECT, TOTAL, bound, counted, is_year
from phaen.extractors.text.raw.settings import SEARCH
from phaen.normalizers.data_files import rows
from phaen.normalizers.target_words import LEVEL, PERCENT
from phaen.normalizers.years import month_number

_BEFORE = 12
"""Characters before a gap that tell whether a figure belongs to them: the longest word of _JOINED."""
_ITEM_NUMBER = re.compile(r"\s\d{1,2}[.)]$")
_COUNTED = re.compile(r"(?:คะแนน|บาท)(?:\s|$)")
_STRONG = re.compile(rf"\d{{1,2}}[.)]\s*(?:{PROJECT})|[\d,]+(?:\.\d+)?\s*บาท$|\d{{1,3}}\s*คะแนน$")
_STRONG_SCORE = re.compile(r"\d{1,3}(?:\.\d+)?\s*คะแนน$")
_CLOSER = re.compile(r"(?:\d[.)]?|คะแนน|บาท|[HR]|-|ไม่มี|ประมาณ|ครั้ง|แห่ง|คน|ระบบ|ฉบับ|หน่วยงาน)$")


@cache
def _measure_ends() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What at a line's end, and what before a gap inside a line, takes the figure behind it."""
    words = rf"{PERCENT}|{LEVEL}|{AMOUNT_WORD}|พ\.ศ\.|ข้อ|{bound()}|กว่า|[×÷=]"
    return (
        re.compile(rf"(?:{words}|วันที่|ครั้งที่|(?:^|\s)(?:KR|KPI|OKR))$"),
        re.compile(rf"(?:{words}|ปี|(?<!หน้า)ที่|หมายเลข|เดือน|กลุ่ม|หน่วยงาน|KR|KPI|/)$"),
    )


@cache
def _opener() -> re.Pattern[str]:
    units = "|".join(row["word"] for row in rows("unit_kinds.csv") if row["split"] != "mark")
    return re.compile(
        rf"(?:{PERCENT}|{LEVEL}|{bound()}|{AMOUNT_WORD}|พ\.ศ\.|ปี|{PROJECT}|ไม่ใช้|หมายเหตุ\s*:|นิยาม|ตามที่|ทุก|{units}"
        r"|ผลผลิต|แผนงาน|คะแนนที่|[HR](?:$|[\s/])|P\s?\d{3}(?:\D|$)|[\d(]|-(?:\s|$|ไม่มี|มี)|เมื่อ|[←→↔]"
        r"|O?(?:KR|KPI)\s?[\d.]*\s?:)"
    )


def goes_on(before: str, text: str) -> bool:
    """Whether ``text`` begins with the figure that ends the line ``before`` (``… ร้อยละ`` | ``80``)."""
    return text[:1].isdigit() and bool(_measure_ends()[0].search(before))


def strong_cut(text: str, at: int, *, last: bool = False) -> bool:
    """Whether a cell may begin at ``at`` even behind the last line of a cell of several lines.

    ``last``: only a score that ends the line.
    """
    return bool((_STRONG_SCORE if last else _STRONG).match(text, at))


def cuts(text: str) -> list[int]:
    """Offsets in ``text`` (Western digits) where another cell may begin, in order."""
    found = [gap.end() for gap in re.finditer(r"\s+", text) if gap.start() > 0 and gap.end() < len(text)]
    found = [at for at in found if _may_cut(text, at)]
    most, last = SEARCH.most_cuts, SEARCH.last_cuts
    return found if len(found) <= most else found[: most - last] + found[-last:]


def _may_cut(text: str, at: int) -> bool:
    left = text[:at].rstrip()
    before = left[-_BEFORE:]
    if TOTAL.fullmatch(left):
        return True
    if (text[at].isdigit() and _measure_ends()[1].search(before)) or _splits_date(left, text[at:]):
        return False
    if before.endswith(":") or text[at] in ":,/)" or _ITEM_NUMBER.search(before):
        return False
    if before[-1:].isdigit() and _COUNTED.match(text, at):
        return False
    return bool(_opener().match(text, at) or _CLOSER.search(before) or counted().search(left))


def _splits_date(before: str, behind: str) -> bool:
    """Whether a gap stands inside ``29 เมษายน 2564``: before or behind the name of a month."""
    left, right = before.rsplit(None, 1)[-1], behind.split(None, 1)[0]
    if left.isdigit():
        return month_number(right) is not None
    return is_year(right[:4]) and month_number(left) is not None
