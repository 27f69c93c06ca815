"""Years (Buddhist Era), months, and the yearly results before the plan (ข้อมูลพื้นฐาน, baseline)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from normalizers.data_files import rows
from normalizers.numbers import only_number
from normalizers.text import arabic_digits, canonical, clean, squash

ERA = 543
"""Buddhist Era year minus Common Era year."""
_BE = r"2[45]\d\d"
_PS = r"พ\s?\.?\s?ศ\s?\.?"
_YEAR_WORDS = (
    rf"(?:ปีงบประมาณ|ประจำปี(?:งบประมาณ)?)\s*(?:{_PS})?\s*(?P<year>\d{{4}})(?!\d)",
    rf"{_PS}\s*(?P<year>{_BE})(?!\d)(?!\s*[-–—]\s*(?:{_PS})?\s*\d{{4}})",
    rf"ปี\s*(?P<year>{_BE})(?!\d)(?!\s*[-–—]\s*\d{{4}})",
    r"ค\s?\.?\s?ศ\s?\.?\s*(?P<year>(?:19|20)\d\d)(?!\d)",
    rf"(?<!\d)(?P<year>{_BE})(?!\d)(?!\s*[-–—]\s*\d{{4}})",
)


def fiscal_year_in(text: str) -> int | None:
    """The fiscal year (Buddhist Era) that a title or heading names; the most explicit wording wins.

    A Common Era year counts only behind ปีงบประมาณ/ประจำปี or ค.ศ.; a range of years (2556 – 2575) is
    no fiscal year.
    """
    text = arabic_digits(canonical(text))
    for pattern in _YEAR_WORDS:
        for match in re.finditer(pattern, text):
            year = _era(int(match["year"]))
            if year and not re.match(rf"\s*[-–—]\s*(?:{_PS})?\s*\d{{4}}", text[match.end() :]):
                return year
    return None


def _era(year: int) -> int | None:
    if 2400 <= year < 2700:
        return year
    return year + ERA if 1950 <= year < 2100 else None


def years_in(text: str) -> list[int]:
    """Every Buddhist Era year printed with four digits, in order."""
    return [int(year) for year in re.findall(rf"(?<![\d,.]){_BE}(?![\d,]|\.\d)", arabic_digits(text))]


@cache
def _months() -> dict[str, int]:
    found = {}
    for row in rows("months.csv"):
        for name in (row["full"], row["short"], row["english"], row["english"][:3]):
            found[_month_key(name)] = int(row["number"])
    return found


def _month_key(text: str) -> str:
    return re.sub(r"[\s\d./\-–,]|พ\.\s?ศ\.", "", arabic_digits(canonical(text))).lower()


def month_number(text: str) -> int | None:
    """The month (1 = January) that ``text`` names: ตุลาคม, ต.ค., ``ต. ค. 66``; full names may be
    mildly damaged.
    """
    key = _month_key(text)
    if key in _months():
        return _months()[key]
    if len(key) < 6:
        return None
    best = process.extract(key, [name for name in _months() if len(name) >= 6], scorer=fuzz.ratio, limit=2)
    if best and best[0][1] >= 85 and best[0][1] - best[1][1] >= 10:
        return _months()[best[0][0]]
    return None


@dataclass(frozen=True, slots=True)
class Baseline:
    """The result of one earlier year: ``raw`` as printed (Thai digits kept), ``value`` where it is a
    single figure.
    """

    fiscal_year: int
    raw: str
    value: float | None


_SIGN = rf"(?:(?:ผลการดำเนินงาน)?ปี(?:งบประมาณ)?\s*)?(?:{_PS}\s*)?(?P<year>{_BE})"
_ENTRY = re.compile(rf"(?<!\d){_SIGN}\s*[:：=]\s*")
_PLAIN_ENTRY = re.compile(
    rf"(?:^|(?<=[\s;,]))(?:ปี(?:งบประมาณ)?\s*(?:{_PS}\s*)?|{_PS}\s*){_BE}(?!\d)(?!\s*[-–—]\s*\d{{4}})\s*".replace(
        _BE, f"(?P<year>{_BE})"
    )
)
_NOTHING = {"", "ไม่มี", "ไม่มีข้อมูล"}


def baseline_of(fiscal_year: int, raw: str) -> Baseline:
    """The baseline of one year from the text of its own cell."""
    raw = " ".join(raw.split())
    return Baseline(fiscal_year, raw, only_number(clean(raw)))


def parse_baseline(text: str) -> list[Baseline]:
    """One entry for each year that ``text`` prints (``พ.ศ. 2563 : … พ.ศ. 2564 : …``), in printed order.

    A year opens an entry when a colon (or =) follows and it does not stand in brackets. Without any
    colon a text that starts with a year and goes on with following years is read too. Text without
    years gives an empty list.
    """
    plain = arabic_digits(canonical(text))
    source = canonical(text)
    if squash(plain) in _NOTHING:
        return []
    spans = _bracket_spans(plain)
    marks = [m for m in _ENTRY.finditer(plain) if not any(a < m.start() < b for a, b in spans)]
    if not marks:
        marks = _plain_marks(plain, spans)
    ends = [mark.start() for mark in marks[1:]] + [len(plain)]
    return [
        baseline_of(int(mark["year"]), source[mark.end() : end].strip().strip(";,•").strip())
        for mark, end in zip(marks, ends, strict=True)
    ]


def _plain_marks(text: str, spans: list[tuple[int, int]]) -> list[re.Match[str]]:
    marks = [m for m in _PLAIN_ENTRY.finditer(text) if not any(a < m.start() < b for a, b in spans)]
    if len(marks) < 2 or text[: marks[0].start()].strip(" -•"):
        return []
    years = [int(mark["year"]) for mark in marks]
    steps = {b - a for a, b in zip(years, years[1:], strict=False)}
    return marks if steps in ({1}, {-1}) else []


def _bracket_spans(text: str) -> list[tuple[int, int]]:
    """The spans of closed brackets; one that is never closed hides nothing."""
    return [match.span() for match in re.finditer(r"\([^()]*\)|\[[^\[\]]*\]", text)]
