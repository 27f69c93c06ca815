"""The years that the title of a plan states: one fiscal year, or the first and the last of several (Buddhist Era)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from phaen.normalizers.text import clean
from phaen.normalizers.years import fiscal_year_in

LONGEST_PLAN = 25
"""Years of the longest plan (ยุทธศาสตร์ชาติ has 20): a longer span is no plan's."""
_PS = r"พ\s?\.?\s?ศ\s?\.?"
_SPAN = re.compile(rf"(?P<first>2[45]\d\d)\s*(?:[-–—]|ถึง(?:ปี)?)\s*(?:{_PS}|ปี)?\s*(?P<last>2[45]\d\d|\d\d(?!\d))")
_LENGTH = re.compile(r"(?:ระยะ\s*)?(?P<years>[2-9]|[12]\d|สาม|สี่|ห้า)\s*ปี(?!งบ|การ|ที่)")
_WORDS = {"สาม": 3, "สี่": 4, "ห้า": 5}
_STATED = re.compile(rf"ประจำปี(?:งบประมาณ)?\s*(?:{_PS}\s*)?2[45]\d\d(?!\s*(?:[-–—]|ถึง))(?!\d)")
_ACADEMIC = re.compile(r"ปีการศึกษา\s*(?:พ\.?ศ\.?\s*)?(?P<year>2[45]\d\d)(?!\d)")
_LAST_WORD = re.compile(r"(?:^|[ก-๙)]\s+)(?P<year>25\d\d)\s*\)?$")
_ONLY_YEARS = re.compile(
    rf"\W*(?:ประจำ)?(?:ปี(?:งบประมาณ)?)?\s*(?:{_PS})?\s*2[45]\d\d(?:\s*[-–—]\s*(?:{_PS})?\s*\d{{2,4}})?"
    r"(?:\s*\([^()]{1,60}\))?\W*"
)
_EVENT = re.compile(r"^\W*\*|ประชุม|ครั้งที่|วันที่|พระราชบัญญัติ|หมายเหตุ")


@dataclass(frozen=True, slots=True)
class PlanYears:
    """``first`` and ``last`` fiscal year of a plan, the same for a yearly one."""

    first: int
    last: int

    @property
    def several(self) -> bool:
        """Is it a plan over several years?"""
        return self.last > self.first


def plan_span(text: str) -> PlanYears | None:
    """The span of years in a title: ``พ.ศ. 2566 - 2570``, ``ระยะ 5 ปี … 2566``; ``None`` where it states none."""
    text = clean(text)
    for match in _SPAN.finditer(text):
        first = int(match["first"])
        last = int(match["last"]) if len(match["last"]) == 4 else first - first % 100 + int(match["last"])
        if 0 < last - first <= LONGEST_PLAN:
            return PlanYears(first, last)
    return None


def plan_length(text: str) -> int | None:
    """How many years a title says that the plan runs (``ระยะ 5 ปี``, ``แผนพัฒนาสี่ปี``)."""
    match = _LENGTH.search(clean(text))
    return (_WORDS.get(match["years"]) or int(match["years"])) if match else None


def title_years(text: str, *, several: bool) -> PlanYears | None:
    """The years of a title; ``several``: whether the document is of a kind that may run over several years."""
    span = plan_span(text)
    if several and span is not None:
        return span
    year = fiscal_year_in(text)
    if year is None:
        return span
    length = plan_length(text) if several else None
    return PlanYears(year, year + length - 1) if length else PlanYears(year, year)


def heading_year(text: str, *, running: bool = False) -> int | None:
    """The fiscal year that a heading states (``ประจำปีงบประมาณ พ.ศ. 2565``); not that of a span, a meeting, a law
    or a footnote.

    ``running``: a running head or title may also end in the bare year.
    """
    text = clean(text)
    if _EVENT.search(text):
        return None
    if _STATED.search(text):
        return fiscal_year_in(text)
    last = _LAST_WORD.search(text) if running and plan_span(text) is None else None
    return int(last["year"]) if last else None


def holds_only_years(text: str) -> bool:
    """Is this line of a cover a year or a span and nothing else (``พ.ศ. 2564``, ``(2566 - 2570)``)?"""
    return bool(_ONLY_YEARS.fullmatch(clean(text)))


def academic_year(text: str) -> int | None:
    """The academic year (ปีการศึกษา) that a heading names: near the fiscal year of the same number, not the same."""
    match = _ACADEMIC.search(clean(text))
    return int(match["year"]) if match else None
