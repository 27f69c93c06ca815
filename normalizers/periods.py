"""Times told in words: ``ต.ค. 66 - ก.ย. 67`` (October to September), ``ไตรมาส 2`` (the second quarter), a deadline."""

from __future__ import annotations

import re

from phaen.normalizers.text import arabic_digits, clean, squash
from phaen.normalizers.years import FIRST_MONTH, month_number

_MONTHS = 12

_PERIOD = re.compile(
    r"(?P<month>[ก-๙]{1,4}\.\s?[ก-๙]{1,2}\.?|[ก-๙]{5,10})\s*(?:พ\.\s?ศ\.\s*)?(?P<year>25\d\d|[4-9]\d(?!\d))?"
)
"""A month with or without its year."""
_QUARTERS = re.compile(
    r"\W*ไตรมาส(?:ที่)?\s*(?P<first>[1-4])(?:\s*(?:[-–—]|ถึง)\s*(?:ไตรมาส(?:ที่)?\s*)?(?P<last>[1-4]))?"
    r"(?:\s*/\s*|\s*(?:ปีงบประมาณ|ปี)?\s*(?:พ\.?\s?ศ\.?)?\s*)(?P<year>25\d\d)?\W*"
)
_IN_FIGURES = r"(?:(?:[0-2]?[0-9]|3[01])/(?P<dated>0?[1-9]|1[0-2])|(?P<month>0[1-9]|1[0-2]|[4-9]))/(?P<year>25[0-9]{2})"
_SPAN_IN_FIGURES = re.compile(rf"{_IN_FIGURES}(?:\s*(?:[-–—]|ถึง)\s*{_IN_FIGURES.replace('?P<', '?P<last_')})?")
"""A month or a day by its numbers (``12/2567``, ``1/12/2567``), or a span; ``1/2567`` may be a term."""
_DEADLINE = re.compile(r"^\W*(?:แล้วเสร็จ|ให้แล้วเสร็จ|เสร็จ)?\s*(?:ภายใน|ไม่เกิน|ก่อน|ไม่เกินวันที่)")
"""Words of a time by which work is done: it tells the end, and nothing of the beginning."""
_ENDS = re.compile(r"แล้วเสร็จ|กำหนดเสร็จ|สิ้นสุด")
"""The same in the heading of a column."""
_WHOLE_YEAR = re.compile(r"(?:ตลอด|ทั้ง)(?:ทั้ง)?ปีงบประมาณ")
"""The whole fiscal year, October to September; ตลอดปี alone may be a calendar's or a school's year."""


def period(text: str, fiscal_year: int | None, heading: str = "") -> tuple[str | None, str | None]:
    """First and last month (``YYYY-MM``, Buddhist Era) of a time in words: ``ต.ค. 66 - ก.ย. 67``, ``มกราคม 2567``.

    A month without a year has the year printed behind the later one, else that of the fiscal year. A deadline
    (``ภายใน มิ.ย. 69``, any one month under a ``heading`` กำหนดแล้วเสร็จ) has an end only; a quarter (``ไตรมาส 2``) is its
    three months.
    """
    found: list[tuple[int, int | None]] = []
    for match in _PERIOD.finditer(clean(text)):
        number = month_number(match["month"])
        if number is not None:
            year = int(match["year"]) if match["year"] else None
            found.append((number, 2500 + year if year is not None and year < 100 else year))
    if not found and (told := _SPAN_IN_FIGURES.fullmatch(arabic_digits(clean(text)))) is not None:
        found = [
            (int(told[f"{part}dated"] or told[f"{part}month"]), int(told[f"{part}year"]))
            for part in ("", "last_")
            if told[f"{part}year"]
        ]
    if not found and _WHOLE_YEAR.fullmatch(squash(clean(text))):
        return (None, None) if fiscal_year is None else (f"{fiscal_year - 1}-10", f"{fiscal_year}-09")
    if not found:
        return _quarters(clean(text), fiscal_year)
    if len(found) > 2:
        return None, None
    dated: list[str] = []
    later: int | None = None
    for number, year in reversed(found):
        if year is None and later is not None:
            year = later if number <= int(dated[0][-2:]) else later - 1
        elif year is None and fiscal_year is not None:
            year = fiscal_year - 1 if number >= FIRST_MONTH else fiscal_year
        if year is None:
            return None, None
        later = year
        dated.insert(0, f"{year}-{number:02d}")
    if len(dated) == 1 and (_DEADLINE.match(clean(text)) or _ENDS.search(clean(heading))):
        return None, dated[0]
    return (dated[0], dated[-1]) if dated[0] <= dated[-1] else (None, None)


def _quarters(text: str, fiscal_year: int | None) -> tuple[str | None, str | None]:
    """First and last month of ``ไตรมาส 2`` or ``ไตรมาสที่ 1 - 3`` of the fiscal year; the first quarter begins in October
    of the year before. Nothing else may be said: a list (``ไตรมาส 1, 3``) is no span."""
    told = _QUARTERS.fullmatch(text)
    if told is None:
        return None, None
    first, last = int(told["first"]), int(told["last"] or told["first"])
    year = int(told["year"]) if told["year"] else fiscal_year
    if year is None or last < first:
        return None, None
    return quarter_months(first, year)[0], quarter_months(last, year)[1]


def quarter_months(quarter: int, year: int) -> tuple[str, str]:
    """First and last month of a quarter of the fiscal ``year``: the first begins in October of the year before."""
    month = (quarter - 1) * 3 + FIRST_MONTH
    begins, first = (year - 1, month) if month <= _MONTHS else (year, month - _MONTHS)
    return f"{begins}-{first:02d}", f"{begins}-{first + 2:02d}"
