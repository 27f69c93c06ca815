"""Words of forms that recognition takes for other words or signs of the same shape, and no dictionary tells apart: the
total's ``สวม`` (wear) for ``รวม`` (total), the year's heading ``ยี ๒๕๖๗`` for ``ปี ๒๕๖๗``, months without their signs.

``data/lookalikes.csv`` has what is read and what is printed; ``whole`` ones count only as a line of their own.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from phaen.extractors.ocr.engine import Word
from phaen.extractors.ocr.page import SeenLine
from phaen.normalizers.years import month_number

_YEAR = re.compile(r"(?:(?:^|(?<=\s))[ปบขยชษซ][ิีึื็่้๊๋์]|^(?:[0๐]|by|[iIlj!]\)))(?=\s?(?:25|๒๕)[0-9๐-๙]{2}(?![0-9๐-๙,.]))")
"""What ``ปี`` (year) before a year of four digits is read as: a letter with one mark, other signs at the beginning of a
line alone."""
_SHORT_YEAR = re.compile(r"^(?:[ปบขยชษซ][ิีึื็]|[uijlby|]{1,2}[!)\]]?)(?=\s?[5-9๕-๙][0-9๐-๙]$)")
"""The same before the two last digits of one, alone in its line."""
_OVER_YEAR = re.compile("(?:ป[ิีึื็]?|[บขยชษซ][ิีึื็])$")
_HEADINGS = 2
_YEAR_UNDER = re.compile("[5-9๕-๙][0-9๐-๙]$")
"""``ปี`` in a line of its own, over the two last digits of a year; no figure is ever put for it."""
_HEADS_YEAR = re.compile(r"ปี\s?(?:พ\.ศ\.\s?)?([0-9๐-๙]{2}|[0-9๐-๙]{4})")
_LIKE_YEAR = re.compile(r"[0๐OoUu](\s?)([๐-๙]{2}|[๐-๙]{4})")
"""A heading of a year, and one whose ``ปี`` was read as a figure or a Latin letter: among others it is told by its
year."""
NEXT = 2.6
"""Body heights from one baseline to the next one under it."""
_MONTH = re.compile(r"^(เ?[ก-ฮ])\1?([ัิ-ฺ็-๎]*)(?:[.,]?)\s?([ก-ฮ])[.,]?(?=\s?[0-9๐-๙]{2}$|$)")
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


def mended(line: SeenLine) -> SeenLine:
    """``line`` with its lookalikes as forms print them; each word changed counts as a slip undone."""
    words = line.reading.words
    text = " ".join(word.text for word in words)
    after = mended_text(text).split(" ")
    if " ".join(after) == text or len(after) != len(words):
        return line
    slips = line.reading.slips + sum(word.text != new for word, new in zip(words, after, strict=True))
    spelt = tuple(replace(word, text=new) for word, new in zip(words, after, strict=True))
    return replace(line, reading=replace(line.reading, words=spelt, slips=slips))


def years_headed(lines: Sequence[SeenLine]) -> list[SeenLine]:
    """``lines`` of a page, ``ปี`` told where it stands alone over two digits of a year and nothing else beside it."""
    found = list(lines)
    for at, line in enumerate(lines):
        text, reading = line.reading.text, line.reading
        if text == "ปี" or not _OVER_YEAR.match(text):
            continue
        if any(_is_over(line, other) and _YEAR_UNDER.match(other.reading.text) for other in lines):
            word = replace(reading.words[0], text="ปี")
            found[at] = replace(line, reading=replace(reading, words=(word,), slips=reading.slips + 1))
    return found


def _is_over(upper: SeenLine, lower: SeenLine) -> bool:
    """Does one line stand right over the middle of another?"""
    middle = (lower.box[0] + lower.box[2]) / 2
    aside = abs((upper.box[0] + upper.box[2]) / 2 - middle)
    return aside <= upper.body and 0 < lower.base - upper.base <= NEXT * max(upper.body, lower.body)


def years_beside(lines: Sequence[SeenLine]) -> list[SeenLine]:
    """``lines`` of a page, ``ปี`` told in headings that stand in a row with others: at least two say ปี, and the year is
    the one that follows the one before it and precedes the one behind it. Such a year is not doubtful."""
    found = list(lines)
    for at, line in enumerate(lines):
        read = _LIKE_YEAR.fullmatch(line.reading.text)
        if read is None:
            continue
        row = [other for other in lines if abs(other.base - line.base) <= line.body / 2]
        told = [(o.box[0], m[1]) for o in row if (m := _HEADS_YEAR.fullmatch(o.reading.text))]
        if len(told) < _HEADINGS or any(len(year) != len(read[2]) for _, year in told):
            continue
        # places in the row, counted over the headings that were not told as well
        places = sorted(other.box[0] for other in row if _is_heading(other))
        steps = {int(year) - places.index(x) for x, year in told}
        if steps == {int(read[2]) - places.index(line.box[0])}:
            words = line.reading.words
            sure = min(word.confidence for word in words)
            word = Word(f"ปี{read[1]}{read[2]}", words[0].x0, words[-1].x1, sure)
            reading = replace(line.reading, words=(word,), slips=line.reading.slips + 1, doubtful=())
            found[at] = replace(line, reading=reading)
    return found


def _is_heading(line: SeenLine) -> bool:
    return any(pattern.fullmatch(line.reading.text) for pattern in (_HEADS_YEAR, _LIKE_YEAR))
