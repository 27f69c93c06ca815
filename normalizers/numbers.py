"""Figures in Thai text: Thai and Arabic digits, thousands separators, the spaces that fonts put into them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from phaen.normalizers.text import arabic_digits

CENT = Decimal("0.01")
_MAX_DIGITS = 24
"""A longer run of digits is an account or document number, no figure."""
_LIMIT = Decimal(10) ** 16
"""Amounts are kept with 18 digits, 2 of them behind the point."""

# A space before a separator comes from filler glyphs (``1 ,609,902,100``); a space after a comma may
# just as well separate two figures (``100, 200``), so it joins only in amounts.
_FIGURE = re.compile(
    r"(?<![\d.,A-Za-z])(?<![A-Za-z]-)(?:\d{1,3}(?: ?,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?!\d)(?!\s?\.\d|,\d)"
)
_MARKER = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=\())(\d{1,2})(?:\.(?![\d.]|\s*[-–])|\))\s*(?=[^\d\s])")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure and where it stands in the text (``start``/``end`` are character offsets)."""

    value: float
    start: int
    end: int


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


def figures_in(text: str) -> list[Figure]:
    """Every figure of ``text`` with its place; the numbers of a list's items and digits of a Latin
    word are none.
    """
    plain = arabic_digits(text)
    markers = list_markers(plain)
    found = []
    for match in _FIGURE.finditer(plain):
        if any(start <= match.start() < end for start, end in markers) or len(match[0]) > _MAX_DIGITS:
            continue
        found.append(Figure(float(re.sub(r"[ ,]", "", match[0])), match.start(), match.end()))
    return found


def numbers_in(text: str) -> list[float]:
    """The values of every figure of ``text`` in printed order."""
    return [figure.value for figure in figures_in(text)]


def first_number(text: str) -> float | None:
    """The first figure of ``text``."""
    figures = figures_in(text)
    return figures[0].value if figures else None


def only_number(text: str) -> float | None:
    """The figure of ``text`` when it holds exactly one; years count as figures too."""
    figures = figures_in(text)
    return figures[0].value if len(figures) == 1 else None


_AMOUNT = re.compile(
    r"(?<![\dA-Za-z])(\d[\d,]*(?:\.\d+)*)"
    r"\s*(ล้านล้าน|พันล้าน|ร้อยล้าน|ล้าน|แสน|หมื่น|พัน)?\s*(บาท|\.+\s*[-–−]|,[-–−]|\.{2,})?"
)
# Cells break amounts behind a comma. A space there joins only what already has a comma (``134,802,
# 800``): ``100, 200`` may be two amounts.
_BROKEN = re.compile(r"(?<=\d)\s*,\n\s*(?=\d{3}(?!\d))|(?<=\d)\s+,\s*(?=\d{3}(?!\d))|(?<=,\d{3}),\s+(?=\d{3}(?!\d))")
# a narrow cell breaks inside a group of three: ``127,650,00`` + ``0.-``
_CUT_GROUP = re.compile(r"(?<=,)(\d{1,2})\s+(\d{1,2})(?!\d)")
_WELL_FORMED = re.compile(r"\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_SCALE = {
    None: 1,
    "พัน": 10**3,
    "หมื่น": 10**4,
    "แสน": 10**5,
    "ล้าน": 10**6,
    "ร้อยล้าน": 10**8,
    "พันล้าน": 10**9,
    "ล้านล้าน": 10**12,
}


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount of money. ``baht`` is ``None`` where the figure is not well formed; ``marked`` says
    that บาท or ``.-`` stands behind it."""

    baht: Decimal | None
    marked: bool


def amounts_in(text: str) -> list[Amount]:
    """The amounts of money in ``text``; when any is marked as money (บาท, ``.-``), only the marked ones."""
    plain = _BROKEN.sub(",", arabic_digits(text))
    plain = _CUT_GROUP.sub(lambda match: match[1] + match[2] if len(match[1] + match[2]) == 3 else match[0], plain)
    plain = re.sub(r"(?<=\d)\s+\.(?=\d)", ".", plain)
    markers = list_markers(plain)
    amounts = []
    for match in _AMOUNT.finditer(plain):
        if any(start <= match.start() < end for start, end in markers):
            continue
        amounts.append(Amount(_baht(match[1].rstrip(",."), match[2]), bool(match[3] or match[2])))
    marked = [amount for amount in amounts if amount.marked]
    # a figure that is cut or misprinted may be the amount meant: never let another one hide it
    return amounts if any(amount.baht is None for amount in amounts) else marked or amounts


def _baht(figure: str, scale: str | None) -> Decimal | None:
    if not _WELL_FORMED.fullmatch(figure):
        return None
    value = Decimal(figure.replace(",", "")) * _SCALE[scale]
    if value >= _LIMIT or value != value.quantize(CENT):
        return None
    return value.quantize(CENT)


def parse_amount(text: str) -> Decimal | None:
    """The amount of baht in ``text`` with 2 decimals; ``None`` without one, with several different
    ones, or when a figure is malformed (``12,34``)."""
    amounts = {amount.baht for amount in amounts_in(text)}
    return amounts.pop() if len(amounts) == 1 else None
