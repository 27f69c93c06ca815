"""Years (Buddhist Era), months, and the yearly results before the plan (ข้อมูลพื้นฐาน, baseline)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from phaen.normalizers.data_files import rows
from phaen.normalizers.dates import full_year, year_of
from phaen.normalizers.markup import strip_markup
from phaen.normalizers.scan import scan
from phaen.normalizers.text import arabic_digits, canonical, clean, squash
from rapidfuzz import fuzz, process

_BE = r"2[45]\d\d"
_PS = r"พ\s?\.?\s?ศ\s?\.?"
_RANGE = re.compile(rf"\d{{4}}\s*(?:[-–—]|ถึง)\s*(?:{_PS})?\s*\d{{4}}")
_YEAR_WORDS = (
    rf"(?:ปีงบประมาณ|ปีบัญชี|ประจำปี(?:งบประมาณ)?|FY|ปีงบ)\s*(?:{_PS})?\s*(?P<year>\d{{4}})(?!\d)",
    rf"{_PS}\s*(?P<year>{_BE})(?!\d)",
    rf"ปี\s*(?P<year>{_BE})(?!\d)",
    r"ค\s?\.?\s?ศ\s?\.?\s*(?P<year>(?:19|20)\d\d)(?!\d)",
    rf"(?<!\d)(?P<year>{_BE})(?!\d)",
    # two digits say less: only right behind a word for the fiscal year, and never before more of a figure
    rf"(?:ปีงบประมาณ|ปีงบ|ประจำปี|FY)\s*(?:{_PS})?\s*'?(?P<year>\d\d)(?!\d|[.,/]\d|\s?%|\s?[ก-ฮเ-ไ])",
)
_SPACED = re.compile(r"(?<=[.\s])(?<!\d)(?<!\d\s)2 [45] \d \d(?!\d|\s\d)")
_BROKEN_YEAR = re.compile(r"(?<![\d.,])(?<!\d\s)2\s?[45]\s?\d\s?\d(?![\d.,]|\s\d)")
"""A year that a narrow column breaks over two lines."""
_LAW = re.compile(r"(?:พระราชบัญญัติ|พระราชกฤษฎีกา|พ\.ร\.บ\.|ระเบียบ|ประกาศ|รัฐธรรมนูญ|ข้อบัญญัติ|คำสั่ง)[^\d]{0,120}$")
_DATE = re.compile(
    r"(?:{months})\s*(?:{era})?\s*$".format(
        months="|".join(name for row in rows("months.csv") for name in (row["full"], re.escape(row["short"]))), era=_PS
    )
)


def fiscal_year_in(text: str) -> int | None:
    """The fiscal year (Buddhist Era) that a title or heading names; the most explicit wording wins.

    A Common Era year counts only behind ปีงบประมาณ/ประจำปี, FY or ค.ศ., two digits (ปีงบ 68) only behind a word for the
    fiscal year. The year of a range (2556 – 2575), of a law or of a
    date (an October belongs to the next fiscal year) is none.
    """
    text = _SPACED.sub(lambda match: match[0].replace(" ", ""), arabic_digits(canonical(text)))
    text = _RANGE.sub(" ", text)
    for number, pattern in enumerate(_YEAR_WORDS):
        for match in re.finditer(pattern, text):
            before = text[: match.start()]
            if number and (_LAW.search(before) or _DATE.search(before)):
                continue
            if year := full_year(match["year"]):
                return year
    return None


def years_in(text: str) -> list[int]:
    """Every Buddhist Era year printed with four digits, in order."""
    return [int(year) for year in re.findall(rf"(?<![\d,.]){_BE}(?![\d,]|\.\d)", arabic_digits(text))]


@lru_cache(maxsize=4096)
def column_year(heading: str) -> int | None:
    """The Buddhist year that a column's heading stands for: ``2568``, ``ปี ๖๖``, ``FY2025``, ``พ.ศ. 2568``; ``None``
    when it names none or several."""
    text = _BROKEN_YEAR.sub(lambda match: "".join(match[0].split()), arabic_digits(canonical(heading)))
    bare = re.fullmatch(r"\s*'?(\d{4}|\d{2})\s*(?:\(.*\))?\s*", text, re.DOTALL)
    if bare:
        return full_year(bare[1])
    found = {year for start, end, year in year_of(text) if not re.search(r"\d\D+\d", text[start:end])}
    if not found:
        found = set(years_in(text))
    return found.pop() if len(found) == 1 else None


_OPEN_PERIOD = re.compile(
    r"เริ่มต้น\s*(?:[-–—]|ถึง|จน)|^\W*(?:ก่อน|ตั้งแต่|ถึง|จนถึง)\s*(?:ปี|พ\.?\s?ศ)|2[45]\d\d\s*(?:[-–—]|ถึง)\s*(?:จบ|สิ้นสุด)"
    r"|เป็นต้นไป|ปีต่อ\s?ๆ?\s?ไป|ปีก่อน\s?ๆ|และปีก่อน"
)


def is_open_period(heading: str) -> bool:
    """Does a heading name a span of years with an open end: ``เริ่มต้น - ปี 2564`` (from the start on), ``ปี 2568 - จบ``
    (to the end), ``ก่อนปี 2565`` (before), ``ปี 2570 เป็นต้นไป`` (from then on)? The year in it is no single year's."""
    return _OPEN_PERIOD.search(arabic_digits(canonical(heading))) is not None


FIRST_MONTH = 10
"""The fiscal year begins in October (ต.ค.) of the year before."""


@lru_cache(maxsize=4096)
def _fiscal_year_named(heading: str) -> int | None:
    tokens = scan(clean(heading))
    dates = {token.date for token in tokens if token.kind == "date" and token.date}
    if not dates or any(token.kind == "year" for token in tokens):
        return column_year(heading)
    found = {int(date[:4]) + (int(date[5:7]) >= FIRST_MONTH) for date in dates}
    return found.pop() if len(found) == 1 else None


def year_of_headings(headings: Sequence[str]) -> int | None:
    """The year that the headings of a column (top to bottom) name, the lowest first; also one that is broken in two:
    ``256`` and below it ``6``. A date (``ณ วันที่ 31 ธันวาคม 2567``) is of the fiscal year that it lies in.
    """
    found = next((year for part in reversed(headings) if part and (year := _fiscal_year_named(part))), None)
    broken = len(headings) > 1 and all(part.strip().isdecimal() for part in headings[-2:])
    return column_year(" ".join(headings[-2:])) if found is None and broken else found


@cache
def _months() -> dict[str, int]:
    found = {}
    for row in rows("months.csv"):
        for name in (row["full"], row["short"], row["english"], row["english"][:3]):
            found[_month_key(name)] = int(row["number"])
    return found


def _month_key(text: str) -> str:
    return re.sub(r"[\s\d./\-–,]|พ\.\s?ศ\.", "", arabic_digits(canonical(text))).lower()


@lru_cache(maxsize=4096)
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
    flags: tuple[str, ...] = ()


# two digits are a year only right behind ปี or พ.ศ. (ปี 65 : …)
_SIGN = (
    rf"(?:(?:ผลการดำเนินงาน)?ปี(?:งบประมาณ|งบ)?\s*)?(?:{_PS}\s*)?"
    rf"(?P<year>{_BE}|(?:(?<=ปี)|(?<=ปี\s)|(?<=งบประมาณ)|(?<=งบประมาณ\s)|(?<=งบ)|(?<=งบ\s)|(?<=ศ\.)|(?<=ศ\.\s))[5-8]\d(?!\d))"
)
_ENTRY = re.compile(rf"(?<!\d){_SIGN}\s*[:：=]\s*")
_PLAIN_ENTRY = re.compile(
    rf"(?:^|(?<=[\s;,]))(?:ปี(?:งบประมาณ)?\s*(?:{_PS}\s*)?|{_PS}\s*)(?P<year>{_BE})(?!\d)(?!\s*[-–—]\s*\d{{4}})\s*"
)
_BARE_ENTRY = re.compile(rf"(?:^|(?<=\s))(?P<year>{_BE})(?=\s+\S)\s+")
_NOTHING = {"", "ไม่มี", "ไม่มีข้อมูล"}


_BRACKETED = re.compile(r"[^()\d๐-๙]*\([\d๐-๙.,\s]+\)[^()\d๐-๙]*")
"""A bare figure in brackets, which may be an accountant's minus."""


def baseline_of(fiscal_year: int, raw: str) -> Baseline:
    """The baseline of one year from the text of its own cell: a value where it holds a single figure, brackets and
    years told with it. A figure that is broken gives none, and the flag ``baseline_unread``."""
    raw = " ".join(raw.split())
    tokens = [token for token in scan(clean(raw)) if token.kind in ("figure", "broken", "year", "date")]
    broken = any(token.kind == "broken" for token in tokens)
    flags = ("baseline_unread",) if broken else ()
    single = tokens[0] if len(tokens) == 1 and tokens[0].kind == "figure" else None
    if single is None or single.top is not None or single.of is not None or _BRACKETED.fullmatch(raw):
        return Baseline(fiscal_year, raw, None, flags)
    return Baseline(fiscal_year, raw, single.value)


def parse_baseline(text: str) -> list[Baseline]:
    """One entry for each year that ``text`` prints (``พ.ศ. 2563 : … พ.ศ. 2564 : …``), in printed order.

    A year opens an entry when a colon (or =) follows and it does not stand in brackets. Without any colon a text that
    starts with a year (``ปี 2567 ร้อยละ 82``), or whose lines start with following years, is read too. Text without years
    gives an empty list.
    """
    source = canonical(strip_markup(text) if "<" in text else text)
    plain = arabic_digits(source)
    if squash(plain) in _NOTHING:
        return []
    spans = _bracket_spans(plain)
    marks = [m for m in _ENTRY.finditer(plain) if not any(a < m.start() < b for a, b in spans)]
    if not marks:
        marks = _plain_marks(plain, spans)
    if not marks:
        return []
    bulleted = bool(re.match(r"\s*[-–•]", plain[: marks[0].start()]))
    ends = [*(mark.start() for mark in marks[1:]), len(plain)]
    return [
        baseline_of(full_year(mark["year"]) or 0, _entry_text(source[mark.end() : end], bulleted and end < len(plain)))
        for mark, end in zip(marks, ends, strict=True)
    ]


def _entry_text(part: str, bulleted: bool) -> str:
    """One year's text without separators and, in a bulleted list, without the bullet of the next year."""
    if bulleted:
        part = re.sub(r"[-–•]\s*$", "", part)
    return re.sub(r"\n\s*[-–•]\s*$", "", part).strip().strip(";,•").strip()


def _plain_marks(text: str, spans: list[tuple[int, int]]) -> list[re.Match[str]]:
    for pattern, least in ((_PLAIN_ENTRY, 1), (_BARE_ENTRY, 2)):
        marks = [m for m in pattern.finditer(text) if not any(a < m.start() < b for a, b in spans)]
        if len(marks) < least or text[: marks[0].start()].strip(" -•"):
            continue
        years = [int(mark["year"]) for mark in marks]
        if {later - earlier for earlier, later in pairwise(years)} in (set(), {1}, {-1}):
            return marks
    return []


def _bracket_spans(text: str) -> list[tuple[int, int]]:
    """The spans of closed brackets; one that is never closed hides nothing."""
    return [match.span() for match in re.finditer(r"\([^()]*\)|\[[^\[\]]*\]", text)]
