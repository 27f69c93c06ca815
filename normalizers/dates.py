"""Dates and years inside a cell: ``30 กันยายน 2568``, ``30 ก.ย. 68``, ``ปี ๖๖``, ``FY2025``; all in the Buddhist Era."""

from __future__ import annotations

import re
from functools import cache

from phaen.normalizers.data_files import rows

ERA = 543
"""Buddhist Era year minus Common Era year."""
_FIRST_SHORT, _LAST_SHORT = 50, 89
"""Two digits are a Buddhist year of the 2500s between these; below may be Common Era: it is not told."""


def full_year(printed: str) -> int | None:
    """The Buddhist year of a printed one: ``2568`` and ``68`` and ``2025`` → 2568; ``None`` where that is not sure."""
    year = int(printed)
    if len(printed) == 2:
        return 2500 + year if _FIRST_SHORT <= year <= _LAST_SHORT else None
    if 2400 <= year < 2700:
        return year
    return year + ERA if 1950 <= year < 2100 else None


def _spaced(short: str) -> str:
    """A pattern for a short month name with or without its dots and with white space between (``ก. ย.``, ``กย``)."""
    letters = [part for part in short.split(".") if part]
    return r"\s?\.?\s?".join(map(re.escape, letters)) + r"(?:\s?\.)?"


@cache
def month_pattern() -> str:
    """A regular expression for every way to print a month."""
    full = [row["full"] for row in rows("months.csv")]
    english = [f"{row['english'][:3]}(?:{row['english'][3:]})?\\.?" for row in rows("months.csv")]
    short = [_spaced(row["short"]) for row in rows("months.csv")]
    return "|".join([*full, *english, *sorted(short, key=len, reverse=True)])


_PS = r"(?:พ\s?\.?\s?ศ\s?\.?|ค\s?\.?\s?ศ\s?\.?)"
_YEAR = r"(?:\d{4}|\d{2})(?!\d|[.,]\d)"
_MONTH_ENDS = r"(?![ก-๎]|\.[ก-ฮ]\.)|(?=พ\s?\.\s?ศ|ปี|ของ|นี้|และ|ถึง))"
DATES = re.compile(
    rf"(?:(?:วัน)?ที่\s?)?(?<![\d.,])(?P<day>\d{{1,2}})\s?(?:เดือน\s?)?(?P<month>{month_pattern()})(?:{_MONTH_ENDS}"
    rf"(?:\s?(?:ปี)?\s?{_PS}?\s?(?P<year>{_YEAR}))?"
    rf"|(?:(?:เดือน|ภายใน|ถึง|สิ้น)\s?|(?<![ก-๙]))(?P<month2>{month_pattern()})\s?(?:ปี)?\s?{_PS}?\s?(?P<year2>{_YEAR})"
    rf"|(?<![\d./,])(?P<day3>\d{{1,2}})/(?P<month3>\d{{1,2}})/(?P<year3>\d{{4}}|\d{{2}})(?![\d/])"
    r"|วันที่\s?(?P<day4>\d{1,2})(?![\d.,])",
    re.IGNORECASE,
)


def _month_number(printed: str) -> int | None:
    key = re.sub(r"[\s.]", "", printed).lower()
    for row in rows("months.csv"):
        if key in (row["full"], row["short"].replace(".", ""), row["english"].lower(), row["english"][:3].lower()):
            return int(row["number"])
    return None


def date_of(match: re.Match[str]) -> str | None:
    """``YYYY-MM-DD`` or ``YYYY-MM`` of a match of ``DATES``; ``None`` where the year is missing or no day fits."""
    day = match["day"] or match["day3"]
    printed = match["year"] or match["year2"] or match["year3"]
    year = full_year(printed) if printed else None
    name = match["month"] or match["month2"]
    month = _month_number(name) if name else int(match["month3"]) if match["month3"] else None
    if year is None or month is None or not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year}-{month:02d}"
    longest = 29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
    return f"{year}-{month:02d}-{int(day):02d}" if 1 <= int(day) <= longest else None


_RANGE = r"(?:\s?(?:-|–|—|ถึง)\s?(?:พ\s?\.?\s?ศ\s?\.?\s?)?(?:\d{4}|\d{2})(?!\d|[.,]\d|\s?%))?"
_YEAR_WORD = re.compile(
    rf"(?:(?<!\d)(?<!\d\s)(?:ประจำ)?ปี(?:งบประมาณ|งบ|การศึกษา)?\s?(?:พ\s?\.?\s?ศ\s?\.?)?|พ\s?\.\s?ศ\s?\.?|ค\s?\.\s?ศ\s?\.?|FY|B\.?E\.?)"
    rf"\s?(?P<year>\d{{4}}|\d{{2}})(?!\d|[.,]\d|\s?%|\s?(?:แห่ง|คน|ครั้ง|เรื่อง|โครงการ|หน่วยงาน|ขึ้นไป)){_RANGE}",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?:ภายใน|ใน|ถึง|สิ้น|เมื่อ|ณ)\s?(?P<year>25[5-9]\d)(?!\d|[.,]\d|\s?[ก-ฮเ-ไ%]|\s?/){_RANGE}")


def year_of(text: str) -> list[tuple[int, int, int]]:
    """(start, end, Buddhist year) of every year of ``text``: behind ปี, พ.ศ., FY, or ใน (in) and its kin."""
    found = []
    for match in _YEAR_WORD.finditer(text):
        year = full_year(match["year"])
        if year is not None:
            found.append((match.start(), match.end(), year))
    for match in _BARE.finditer(text):
        if not any(start <= match.start() < end for start, end, _ in found):
            found.append((match.start(), match.end(), int(match["year"])))
    return sorted(found)
