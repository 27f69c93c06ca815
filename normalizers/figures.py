"""The figure of a cell that must be used up: one figure with its unit, or none and the reason.

A cell of a numeric role is accounted for digit by digit. A second figure, a digit or a letter joined to a digit that no
reading uses makes the value null; ``flags`` says so and ``left`` holds what was left over.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from phaen.normalizers.scan import Token, scan
from phaen.normalizers.text import clean

LEAST_WHOLE = 5
"""Points that a weight or a score may be of: a smaller figure below a stroke makes a part of it (1/2)."""
USED = ("year", "date", "marker", "name", "ordinal")
"""Kinds of tokens that are no figure of the cell and are not left over either."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """The only figure of a cell. ``left`` holds the printed text that no reading used; then ``value`` is ``None`` and
    ``flags`` names the reason."""

    value: float | None = None
    left: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a text holds for a parser of one figure: the ``figure`` meant (``None`` without one), what was ``left``
    over, and a ``date`` where the text names one and no figure."""

    figure: Token | None = None
    left: tuple[str, ...] = ()
    date: str | None = None


def find_figure(text: str) -> Found:
    """The one figure of ``text`` (cleaned).

    Not left over are remarks in brackets beside a figure, years, dates, numbering and names that hold digits. A figure
    in brackets counts where no other stands outside and its unit or a word of comparison stands inside with it.
    """
    tokens = scan(text)
    outside = [token for token in tokens if not token.inside and token.kind not in USED]
    if not outside:
        inside = [token for token in tokens if token.inside and token.kind not in USED]
        date = next((token for token in tokens if token.kind == "date"), None)
        if date is not None and not inside:
            return Found(date=date.date) if date.date else Found(left=(text[date.start : date.end],))
        if len(inside) == 1 and inside[0].kind == "figure" and _told_inside(text, inside[0]):
            return Found(inside[0])
        return Found(left=tuple(text[token.start : token.end] for token in inside))
    figures = [token for token in outside if token.kind == "figure"]
    left = [token for token in outside if token.kind != "figure"] + figures[1:]
    if left or not figures:
        return Found(left=tuple(text[token.start : token.end] for token in sorted(left, key=lambda one: one.start)))
    return Found(figures[0])


def _told_inside(text: str, token: Token) -> bool:
    """Do the brackets around the figure hold its unit or comparison, so that they are no accountant's minus?"""
    start = text.rfind("(", 0, token.start)
    end = text.find(")", token.end)
    inner = text[start + 1 : token.start] + text[token.end : end if end >= 0 else len(text)]
    return any(char.isalpha() or char in "%<>=≤≥" for char in inner)


def _points_of(fraction: str) -> float | None:
    """The points that ``fraction`` gives of a whole (``20/100``, ``4/5``); ``None`` for a part (``1/2``)."""
    above, _, below = fraction.partition("/")
    points, whole = float(above), float(below)
    return points if whole >= LEAST_WHOLE and points <= whole else None


@lru_cache(maxsize=1 << 12)
def parse_figure(text: str, flag: str) -> Parsed:
    """The only figure of a cell that holds one number (weight, score, percentage); ``flag`` is given where a digit of
    the cell is left over or no figure stands between its words."""
    flowed = clean(text)
    found = find_figure(flowed)
    if found.figure is None:
        dated = (flowed,) if found.date else ()
        left = found.left or dated
        return Parsed(None, left, (flag,) if left else ())
    if found.figure.fraction and (points := _points_of(flowed[found.figure.start : found.figure.end])) is not None:
        return Parsed(points)
    if found.figure.top is not None or found.figure.of is not None or found.figure.fraction:
        left = (flowed[found.figure.start : found.figure.end],)
        return Parsed(None, left, (flag,))
    return Parsed(found.figure.value)
