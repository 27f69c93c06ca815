"""Every digit of a cell told apart: figures, ranges, dates, years, numbering, names with digits, what is broken.

``scan`` gives tokens that together hold every digit of the text. A parser says which tokens it used up; what is left
over makes its value null (see ``phaen.normalizers.figures``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from phaen.normalizers.data_files import rows, words
from phaen.normalizers.dates import DATES, date_of, year_of
from phaen.normalizers.text import arabic_digits

Kind = Literal["figure", "year", "date", "marker", "name", "ordinal", "broken"]


@dataclass(frozen=True, slots=True)
class Token:
    """A run of text that holds digits, from ``start`` to ``end``.

    ``value`` is the number of a figure, scale words counted (``1.2 ล้าน`` is 1,200,000); ``top`` the upper figure of a
    range; ``of`` the whole of a part (the 4 of ``3 ใน 4``); ``date`` is ``YYYY-MM-DD`` or ``YYYY-MM``, Buddhist year.
    ``inside`` says that it stands in brackets.
    """

    kind: Kind
    start: int
    end: int
    value: float | None = None
    top: float | None = None
    of: float | None = None
    date: str | None = None
    inside: bool = False
    fraction: bool = False


NUMBER = r"(?:\d{1,3}(?: ?,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
"""Pattern of a printed number: thousands grouped by commas or not at all, decimals."""
_END = r"(?![\d]|[.,]\d|\s?\.\d|[A-Za-z]*\d)"
_MINUS = r"(?:(?<=[\s(<>=≤≥])|(?<=^)|(?<=ละ)|(?<=ว่า))[-−–]"
_DASH = r"\s*(?:-|–|—|−|~|ถึง|to)\s*"
_UNIT_BETWEEN = r"\s*(?:%|ร้อยละ|ระดับ|บาท|คะแนน|วัน|คน)?"
_RANGE = re.compile(rf"({NUMBER}){_UNIT_BETWEEN}{_DASH}(?:ร้อยละ|ระดับ(?:ที่)?)?\s*({NUMBER}){_END}")
_PART = re.compile(rf"({NUMBER})\s*(?:ใน|จาก)\s*({NUMBER}){_END}(?!\s*(?:ปี|%))")
_FRACTION = re.compile(rf"(\d{{1,3}})\s?/\s?(\d{{1,3}}){_END}(?!\s?/)")
_OUT_OF = re.compile(rf"(?:จาก)?\s*(?:คะแนน)?เต็ม\s*({NUMBER})(?:\s*คะแนน)?{_END}")
_FIGURE = re.compile(rf"({NUMBER}){_END}")
_RATIO = re.compile(r"\d[\d,.]*\s?:\s?\d[\d,.]*")
_SIGNED = re.compile(
    r"(?:±|\+/-|\+\s?-|(?<![\dA-Za-z])\+|(?<![\d%])(?<![\d%]\s)[~≈≅∼]|[\^@#&!?¬°©®™†‡…\\_`´¨¢¥£€µ¶§]|(?<![ก-๙])(?:ติด)?ลบ(?=\s?\d))\s*\d[\d.,]*|\d[\d.,]*\s?\+(?!\s*\d)"
)
"""A sign that no reading uses: ± 2, +5, 80+, ~85, ลบ 5."""
# letters that stand for digits (1OO, l00, 25O): digits joined to them are no figure
_LOOKALIKE = re.compile(
    r"(?<![A-Za-z\d.,])(?=[\d,.]*[OoQIlSBZz|][\d,.]*\d|\d[\d,.]*[OoQIlSBZz|])[\dOoQIlSBZz|.,]+(?![A-Za-z])"
)
_LETTER_WITHIN = re.compile(r"(?<![A-Za-z\d])\d[\d.,]*[.,][A-Za-z]+[\d.,]*\d")
_LETTERS_FOR_FIGURE = re.compile(r"(?:(?<=ร้อยละ)|(?<=ร้อยละ )|(?<=ระดับ )|(?<=จำนวน ))[OoIl|]{1,3}(?![A-Za-z\d])")
_LATIN_UNIT = r"(?:km|kg|cm|mm|m|g|ml|l|MB|GB|TB|kWh|MW|kW|hrs?|min|ppm|mg|M)(?:/[A-Za-z]+)?(?![A-Za-z\d])"
_LATIN_CODE = re.compile(
    r"(?<![A-Za-z\d])(?:O?KRs?|KPIs?|P|รหัส(?:[ก-๙]|\s)*)\s?-?[:.]?\s?\d[\d./-]*(?:\d)?|(?<![A-Za-z\d])[A-Za-z]+-?\d[A-Za-z\d./-]*"
)
_JOINED = re.compile(rf"\d[\d.,]*(?!{_LATIN_UNIT})[A-Za-z][A-Za-z\d]*")
# a narrow cell breaks inside a group of three
_CUT_GROUP = re.compile(r"(?<=,)(\d{1,2})\s+(\d{1,2})(?!\d)")
# what is left of a figure that was cut: a comma before or behind it, a character that the text layer lost
_CUT = re.compile(
    r"(?:(?<!\d)(?<!\d\s)[,.]|\ufffd[\d,.]*)\d[\d,.]*|\d[\d,.]*\ufffd[\d,.]*|\d[\d,.]*,(?=\s*$)|(?<![\d.,])0\d+(?:,\d{3})+"
)
_ADJACENT = re.compile(r"\d[\d,.]*(?:[ \t\u00a0\n]+\d[\d,.]*)+")
_FOOTNOTE = re.compile(r"(?<=\s)\d{1,2}/(?=\s|$)")
_RATE_BASE = re.compile(r"(?<=ต่อ)\s?10*(?:,000)*(?=\s?(?:ประชากร|ประชาชน|(?:การ|เด็ก|ทารก)?เกิด|หญิง|คน|ราย|วันนอน))")
"""The figure in what a rate is counted to: ``ต่อ 100,000 ประชากร``."""
_POPULATION = re.compile(r"(?<=ประชากร)\s?10*(?:,000)*(?=\s?คน)")
_CODE_NUMBER = re.compile(r"\d+(?:\.\d+){2,}(?![\d,])")
_ANYTHING = re.compile(r"[\d][\d.,'’/:A-Za-z]*")
_MARKER = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=\())(\d{1,2})(?:\.(?![\d.]|\s*[-–])|\))\s*(?=[^\d\s])")
# the number of one item that stands alone (``2. ร้อยละ 80``)
_LEADING = re.compile(r"\W*(\d{1,2}(?:\.\d{1,2})?[.)])\s*(?=[ก-๙])")
_CIRCLED = re.compile("[①-⑳❶-❿⓵-⓾]")
_SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"


@cache
def _scale() -> tuple[re.Pattern[str], dict[str, float]]:
    factors = {row["word"]: float(row["factor"]) for row in rows("scales.csv")}
    # พันธุ์ (species), แสนยานุภาพ and the like only begin as scale words do
    return re.compile(rf"\s*({'|'.join(sorted(factors, key=len, reverse=True))})(?!ธ|ย|นา|เศษ)"), factors


def with_whole_groups(text: str) -> str:
    """``text`` with groups of three digits whole that a narrow cell broke (``127,650,00`` above ``0.-``)."""
    return _CUT_GROUP.sub(lambda match: match[1] + match[2] if len(match[1] + match[2]) == 3 else match[0], text)


def scale_after(text: str, position: int) -> tuple[float, int]:
    """The factor of the scale word that stands at ``position`` (1 without one) and where it ends."""
    pattern, factors = _scale()
    match = pattern.match(text, position)
    return (factors[match[1]], match.end()) if match else (1.0, position)


@cache
def _names() -> re.Pattern[str]:
    return re.compile(
        "|".join(f"(?:(?<![A-Za-z\\d.,]){row['pattern']})" for row in rows("names_with_digits.csv")), re.I
    )


@cache
def _ordinal() -> re.Pattern[str]:
    nouns = "|".join(sorted(words("numbered_words.txt"), key=len, reverse=True))
    number = r"\d{1,3}(?:\.\d{1,2})*(?:\s?/\s?\d{2,4})?(?!\d|[.,]\d|\s?%)"
    several = rf"{number}(?:\s?(?:,|-|–|และ|ถึง)\s?{number})*"
    return re.compile(
        rf"(?<!ขั้น)(?:{nouns})\s?ที่\s?{several}"
        rf"|(?:^\W*ที่|(?:ข้อ|ไตรมาส|มาตรา|ลำดับ|หมวด|หน้า|Phase|เฟส)\s?(?:ที่)?)\s?{several}(?=[\s)\].,:]|$)"
    )


def list_markers(text: str) -> list[tuple[int, int]]:
    """Spans of the running numbers of a list (``1. … 2. …``): the text starts with 1 and the numbers
    follow on.
    """
    spans: list[tuple[int, int]] = []
    plain = arabic_digits(text)
    for match in _MARKER.finditer(plain):
        if int(match[1]) != len(spans) + 1:
            continue
        if not spans and plain[: match.start()].strip(" \t\n(-–•"):
            return []
        spans.append(match.span())
    return spans


def number_of(text: str) -> float:
    """The value of a printed number: ``1,390`` → 1390."""
    return float(re.sub(r"[ ,]", "", text))


@lru_cache(maxsize=1 << 13)
def scan(text: str) -> tuple[Token, ...]:
    """The tokens of ``text`` (Arabic digits, see ``text.clean``) in printed order; they hold all of its digits."""
    taken = bytearray(len(text))
    found: list[Token] = []

    def take(kind: Kind, start: int, end: int, **more: float | str | bool | None) -> None:
        if any(taken[start:end]):
            return
        taken[start:end] = b"\1" * (end - start)
        found.append(Token(kind, start, end, **more))  # type: ignore[arg-type]

    for start, end in list_markers(text):
        take("marker", start, end)
    if leading := _LEADING.match(text):
        take("marker", *leading.span(1))
    for match in _CIRCLED.finditer(text):
        take("marker", *match.span())
    for pattern in (_names(), _RATE_BASE, _POPULATION):
        for match in pattern.finditer(text):
            take("name", *match.span())
    for match in DATES.finditer(text):
        take("date", *match.span(), date=date_of(match))
    for start, end, year in year_of(text):
        take("year", start, end, value=year)
    for pattern in (_LOOKALIKE, _LETTER_WITHIN, _LETTERS_FOR_FIGURE):
        for match in pattern.finditer(text):
            if any(char.isdigit() for char in match[0]) or pattern is _LETTERS_FOR_FIGURE:
                take("broken", *match.span())
    for match in _ordinal().finditer(text):
        take("ordinal", *match.span())
    for match in _LATIN_CODE.finditer(text):
        take("name", *match.span())
    for pattern in (_CODE_NUMBER, _FOOTNOTE):
        for match in pattern.finditer(text):
            take("name" if pattern is _FOOTNOTE else "broken", *match.span())
    for pattern in (_CUT, _JOINED, _RATIO, _SIGNED):
        for match in pattern.finditer(text):
            take("broken", *match.span())
    _figures(text, take)
    for match in _ANYTHING.finditer(text):
        start, end = match.span()
        for index in range(start, end):
            if text[index].isdigit() and not taken[index]:
                stop = index
                while stop < end and not taken[stop]:
                    stop += 1
                take("broken", index, stop)
    return tuple(_placed(text, sorted(found, key=lambda token: token.start)))


def _figures(text: str, take: object) -> None:
    """Ranges, parts, fractions and plain figures; neighbours with nothing between them are one broken figure."""
    add = take  # the closure of scan: (kind, start, end, **values)
    assert callable(add)
    for match in _ADJACENT.finditer(text):
        add("broken", *match.span())
    for match in _RANGE.finditer(text):
        low, high = number_of(match[1]), number_of(match[2])
        start = match.start()
        factor, end = scale_after(text, match.end())
        if _cut_off(text, start) or (match[2].startswith("0") and match[2] not in ("0", "0.0") and "." not in match[2]):
            continue
        if low <= high:
            add("figure", start, end, value=low * factor, top=high * factor)
        else:
            add("broken", start, end)
    for match in _OUT_OF.finditer(text):
        add("name", *match.span())
    for match in _PART.finditer(text):
        if not _cut_off(text, match.start()) and number_of(match[1]) <= number_of(match[2]):
            add("figure", *match.span(), value=number_of(match[1]), of=number_of(match[2]))
    for match in _FRACTION.finditer(text):
        whole = number_of(match[2])
        if not _cut_off(text, match.start()) and whole > 0 and number_of(match[1]) <= whole:
            add("figure", *match.span(), value=number_of(match[1]) / whole, fraction=True)
    for match in _FIGURE.finditer(text):
        if _cut_off(text, match.start()):
            continue
        factor, end = scale_after(text, match.end())
        start, value = match.start(), number_of(match[1]) * factor
        sign = re.search(rf"{_MINUS}\Z", text[:start]) if start else None
        if sign and _is_sign(text, sign.start(), end):
            add("figure", sign.start(), end, value=-value)
        else:
            add("figure", start, end, value=value)


def _is_sign(text: str, start: int, end: int) -> bool:
    """A dash right before a figure is its sign behind a word or sign of comparison, and where nothing is counted; at
    the beginning of a line it is a bullet when a noun follows (``-5 แห่ง``)."""
    before = text[:start].rstrip()
    if re.search(r"(?:ร้อยละ|ว่า|เกิน|[<>=≤≥]|ระดับ|เท่ากับ|ติดลบ)$", before):
        return True
    return not before and not re.match(r"\s*[ก-๙]", text[end:])


def _cut_off(text: str, start: int) -> bool:
    """Does a figure at ``start`` only go on a longer run (``.5`` of ``1..5``, the digits behind a letter)?"""
    return bool(re.search(r"[\dA-Za-z][.,]?$|\d\s?[.,]$|[A-Za-z]-$", text[:start]))


def _placed(text: str, tokens: list[Token]) -> list[Token]:
    spans = bracket_spans(text)
    whole = len(spans) == 1 and spans[0][0] == 0 and not text[spans[0][1] :].strip()
    if whole and any(char.isalpha() or char in "%<>=≤≥" for char in text):
        return tokens  # the whole text stands in brackets; a bare figure there may be an accountant's minus
    return [
        Token(t.kind, t.start, t.end, t.value, t.top, t.of, t.date, any(a < t.start < b for a, b in spans), t.fraction)
        for t in tokens
    ]


def bracket_spans(text: str) -> list[tuple[int, int]]:
    """The spans of closed brackets, the outermost ones; one that is never closed hides nothing."""
    pairs = {")": "(", "]": "[", "}": "{"}
    found: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for index, char in enumerate(text):
        if char in "([{":
            stack.append((char, index))
        elif char in pairs and any(opened == pairs[char] for opened, _ in stack):
            while stack and stack[-1][0] != pairs[char]:
                stack.pop()
            _, start = stack.pop()
            found = [span for span in found if span[0] < start]
            found.append((start, index + 1))
    return [span for span in found if not any(a < span[0] and span[1] < b for a, b in found)]
