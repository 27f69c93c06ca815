"""Figures in Thai text: Thai and Arabic digits, thousands separators, the spaces that fonts put into them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from phaen.normalizers.text import arabic_digits

_MAX_DIGITS = 24
"""A longer run of digits is an account or document number, no figure."""

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

