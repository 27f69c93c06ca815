"""Words of forms that recognition takes for other words or signs of the same shape, and no dictionary tells apart: the
total's ``สวม`` (wear) for ``รวม`` (total), the year's heading ``ยี ๒๕๖๗`` for ``ปี ๒๕๖๗``, months without their signs.

``data/lookalikes.csv`` has what is read and what is printed; ``whole`` ones count only as a line of their own.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from phaen.normalizers.years import month_number

_YEAR = re.compile(r"(?:(?:^|(?<=\s))[ปบขยชษซ][ิีึื็่้๊๋์]|^(?:[0๐]|by|[iIlj!]\)))(?=\s?(?:25|๒๕)[0-9๐-๙]{2}(?![0-9๐-๙,.]))")
"""What ``ปี`` (year) before a year of four digits is read as: a letter with one mark, other signs at the beginning of a
line alone."""
_SHORT_YEAR = re.compile(r"^(?:[ปบขยชษซ][ิีึื็]|[uijlby|]{1,2}[!)\]]?)(?=\s?[5-9๕-๙][0-9๐-๙]$)")
"""The same before the two last digits of one, alone in its line."""
_MONTH = re.compile(r"^(เ?[ก-ฮ])\1?([ัิ-ฺ็-๎]*)(?:[.,]?)\s?([ก-ฮ])[.,]?(?=\s?[0-9๐-๙]{2}(?![0-9๐-๙.,])|$)")
"""A month's abbreviation with its signs amiss."""
_ERA = re.compile(r"(?<![ก-๎])พ{1,2}[.,]?ศ[.,]?(?=\s?(?:25|๒๕)[0-9๐-๙]{2}(?![0-9๐-๙]))")
"""``พ.ศ.`` before a year, a point lost or a letter read twice."""
_WORK = re.compile("(?<=[ก-๎])[.,]?3น(?![ก-๎A-Za-z0-9])")
"""The end of a word in ``งาน`` (work), whose first two letters look like a 3: no figure stands within a word."""
_BAHT = re.compile("((?:พัน|หมื่น|แสน|ล้าน)\\s?)(?:[ก-ฮ]าท|บ[ก-๎]ท|บา[ก-ฮ])(?=[)\\]])")
"""``บาท`` (baht) behind a number word and before a bracket, one of its letters amiss."""
_MONTHS = {
    re.sub("[.ัิ-ฺ็-๎]", "", name): name
    for name in ("ก.พ.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
}
"""Abbreviations by their letters; ม.ค. and มี.ค. have the same and are told by the vowel."""


@cache
def _words() -> tuple[dict[str, str], dict[str, str], re.Pattern[str]]:
    """Lines by what is read, words likewise, and what finds such words at their beginning."""
    text = files("phaen.extractors.ocr").joinpath("data/lookalikes.csv").read_text("utf8")
    rows = list(csv.DictReader(text.splitlines()))
    lines = {row["read"]: row["printed"] for row in rows if row["whole"] == "yes"}
    parts = {row["read"]: row["printed"] for row in rows if row["whole"] != "yes"}
    longest = sorted(parts, key=lambda part: -len(part))
    return lines, parts, re.compile(f"(?<![ก-๎])(?:{'|'.join(map(re.escape, longest))})")


def _month(first: str, marks: str, second: str) -> str | None:
    """The abbreviation of a month from its letters; a cell in which one month is known and the other is not would be
    a shorter time."""
    if first + second == "มค":
        return {"": "ม.ค.", "ี": "มี.ค."}.get(marks)
    return _MONTHS.get(first + second)


def mended_text(text: str) -> str:
    """A line's ``text`` as a form prints it."""
    lines, parts, found = _words()
    text = lines.get(text, text)
    text = found.sub(lambda match: parts[match[0]], text)
    text = _BAHT.sub(r"\1บาท", _WORK.sub("งาน", _ERA.sub("พ.ศ.", text)))
    text = _YEAR.sub("ปี", _SHORT_YEAR.sub("ปี", text))
    month = _MONTH.match(text)
    lone = month and month.end() == len(text) and not re.search("[.,]", month[0])  # may be another abbreviation
    if month and not (lone and month_number(month[0])) and (name := _month(*month.groups())):
        text = name + text[month.end() :]
    return text
