"""Ruling lines of tables in a picture, as the thin shapes that a PDF page would draw them with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray
from phaen.extractors.ocr.foreign import Foreign
from phaen.extractors.ocr.picture import Grey
from phaen.extractors.pdf.source.backend import LINE, Floats

MIN_ACROSS = 24.0
"""Points: a shorter level line is a dash or the bar of a letter."""
MIN_DOWN = 15.0
"""Points: a shorter upright line is the stem of a letter."""
MAX_THICK = 4.0
"""Points: anything thicker is a picture, a stamp or a shadow."""
ALONE, NEAR = 40.0, 3.0
"""Points: a shorter upright line that meets no level one is the stem of a letter of a title; so near is to meet."""
STICKS_OUT = 1.5
"""Points that an upright rule reaches over the middle of the level one that closes it."""
OVERHANG, LEAST, LOWEST = 15.0, MIN_DOWN - 1, MIN_DOWN + 1
"""Points that the stem of a letter in a row makes an upright rule longer that ends at the row's border; what is left
without it is a rule only if it would have been found by itself; a lower row may be filled by a letter."""
LEFT = 1.5
"""Points from foreign ink to what is left of its stroke, and from one rule to another that goes on from it."""
_BREAK = 1.0
SURELY = 100.0
"""Points: letters in a row never look like a straight line of this length; shorter lines must be unbroken."""
LOW_ROW, WHOLE = 30.0, 0.98
"""Points of a row that letters may fill from border to border; share of an upright rule's length elsewhere that is ink
where such a row tells itself from it."""
UNBROKEN = 0.93
"""Share of a line's length that is ink; the heads of bold letters in a row reach 0.85."""


@dataclass(frozen=True, slots=True)
class _Straight:
    """A line from ``start`` to ``end``, ``at`` the other coordinate (points), its ``label`` in its picture and
    its ``box`` there (x, y, width, height)."""

    start: float
    end: float
    at: float
    label: int
    box: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Rulings:
    """The rules of a picture: thin ``shapes`` (x0, top, x1, bottom in points, ``LINE``, dark), the boxes (x, y, width,
    height in pixels) of level rules, the pixels that upright ones cover (``down``); ``scale`` pixels make one point."""

    shapes: Floats
    across: list[tuple[int, int, int, int]]
    down: Grey
    scale: float


def find_rulings(ink: Grey, scale: float, *, closed: bool = False, foreign: Foreign | None = None) -> Rulings:
    """The ruling lines in a picture's ``ink``; ``closed``: of upright ones those alone that end at level ones.
    ``foreign`` ink was taken off: what is left of a stroke is no rule."""
    across = _straight(ink, scale, level=True)[0]
    down, down_labels = _straight(ink, scale, level=False)
    if closed:  # a stroke of a pen may be straight, but does not end where rules do
        down = [
            line
            for line in down
            if all(_meets(replace(line, start=at, end=at), across) for at in (line.start, line.end))
        ]
    down = [line for line in down if line.end - line.start >= ALONE or _meets(line, across)]
    down = [part for line in down for part in _parted(line, ink, down_labels, across, scale)]
    down = [_closed(_without_stems(line, down, across, scale), across) for line in down]
    down = [
        line
        for line in down
        if line.end - line.start >= ALONE or (line.end - line.start >= LEAST and _held(line, down, across))
    ]
    if foreign:
        down = [line for line in down if line.end - line.start >= ALONE or not _is_left(line, down, foreign, scale)]
    rows = [(one.start, one.at - 0.25, one.end, one.at + 0.25, LINE, 1.0) for one in across]
    rows += [(one.at - 0.25, one.start, one.at + 0.25, one.end, LINE, 1.0) for one in down]
    return Rulings(
        shapes=np.array(rows, np.float64).reshape(-1, 6),
        across=[one.box for one in across],
        down=np.asarray(cv2.dilate(_pixels(down, down_labels), np.ones((3, 3), np.uint8)), np.uint8),
        scale=scale,
    )


def _closed(upright: _Straight, across: list[_Straight]) -> _Straight:
    """``upright`` without what sticks out over the level rules that close it: the half of their thickness, and what a
    blurred scan adds. Two tables little apart would grow together by it."""
    there = [level.at for level in across if level.start - NEAR <= upright.at <= level.end + NEAR]
    starts = [at for at in there if 0 < at - upright.start <= STICKS_OUT]
    ends = [at for at in there if 0 < upright.end - at <= STICKS_OUT]
    return replace(upright, start=max(starts, default=upright.start), end=min(ends, default=upright.end))


def _parted(
    upright: _Straight, ink: Grey, labels: NDArray[np.uint16], across: list[_Straight], scale: float
) -> Iterator[_Straight]:
    """``upright`` without rows (from one level rule to the next) that letters fill from border to border: a tone, its
    letter and a vowel under it leave less paper than rules are mended over, but rules have none."""
    x, y, w, h = upright.box
    inked = ((labels[y : y + h, x : x + w] == upright.label) & (ink[y : y + h, x : x + w] > 0)).any(axis=1)
    crossed = {level.at for level in across if level.start - NEAR <= upright.at <= level.end + NEAR}
    inner = sorted(at for at in crossed if upright.start + STICKS_OUT < at < upright.end - STICKS_OUT)
    rows = list(pairwise([upright.start, *inner, upright.end]))
    shares = [float(inked[max(0, round(a * scale) - y) : round(b * scale) - y].mean()) for a, b in rows]
    broken = [share < UNBROKEN and b - a <= LOW_ROW for share, (a, b) in zip(shares, rows, strict=True)]
    if not any(broken) or min((share for share, bad in zip(shares, broken, strict=True) if not bad), default=0) < WHOLE:
        yield upright
        return
    start = upright.start
    for (first, last), bad in zip(rows, broken, strict=True):
        if bad and first > start:
            yield _stretch(upright, start, first, scale)
        start = last if bad else start
    if start < upright.end:
        yield _stretch(upright, start, upright.end, scale)


def _stretch(upright: _Straight, start: float, end: float, scale: float) -> _Straight:
    """The part of an ``upright`` line from ``start`` to ``end``."""
    x, _, w, _ = upright.box
    top = round(start * scale)
    return replace(upright, start=start, end=end, box=(x, top, w, round(end * scale) - top))


def _without_stems(upright: _Straight, down: list[_Straight], across: list[_Straight], scale: float) -> _Straight:
    """``upright`` without the stems of letters at its ends, which stand right over or under it: what reaches from a
    level rule into a row, meets no other and is as long as no other upright rule."""
    there = [level.at for level in across if level.start - NEAR <= upright.at <= level.end + NEAR]
    start, end = upright.start, upright.end
    if not _ends_with_others(start, upright, down, across):
        start = min((at for at in there if STICKS_OUT < at - start <= OVERHANG), default=start)
    if not _ends_with_others(end, upright, down, across):
        end = max((at for at in there if STICKS_OUT < end - at <= OVERHANG), default=end)
    if (start, end) == (upright.start, upright.end) or start >= end:
        return upright
    return _stretch(upright, start, end, scale)


def _held(upright: _Straight, down: list[_Straight], across: list[_Straight]) -> bool:
    """Does an upright line end where rules end, at both its ends? Stems of letters that stand under each other in tight
    lines do not; a letter that fills a low row has no fellow in it."""
    if upright.end - upright.start < LOWEST and not _goes_on(upright, down) and not _has_fellow(upright, down):
        return False
    return all(_ends_with_others(at, upright, down, across) for at in (upright.start, upright.end))


def _is_left(upright: _Straight, down: list[_Straight], foreign: Foreign, scale: float) -> bool:
    """Is an upright line what is left of a foreign stroke: does such ink touch it, and no rule go on from it?"""
    x, y, w, h = upright.box
    near = round(LEFT * scale)
    if not foreign.within(x - near, y - near, x + w + near, y + h + near):
        return False
    return not _goes_on(upright, down)


def _goes_on(upright: _Straight, down: list[_Straight]) -> bool:
    """Does another upright line begin or end where an ``upright`` one ends or begins?"""
    return any(
        abs(other.at - upright.at) <= LEFT
        and min(abs(other.end - upright.start), abs(other.start - upright.end)) <= NEAR
        for other in down
    )


def _has_fellow(upright: _Straight, down: list[_Straight]) -> bool:
    """Does another upright line stand in the same row?"""
    return any(
        other is not upright and max(abs(other.start - upright.start), abs(other.end - upright.end)) <= NEAR
        for other in down
    )


def _ends_with_others(at: float, upright: _Straight, down: list[_Straight], across: list[_Straight]) -> bool:
    """Is an upright line's end ``at`` a level rule, or as high as the end of another upright one?"""
    if any(abs(level.at - at) <= NEAR and level.start - NEAR <= upright.at <= level.end + NEAR for level in across):
        return True
    return any(
        min(abs(other.start - at), abs(other.end - at)) <= NEAR and abs(other.at - upright.at) > OVERHANG
        for other in down
    )


def _meets(upright: _Straight, across: list[_Straight]) -> bool:
    """Does an upright line begin or end at a level one?"""
    return any(
        min(abs(level.at - upright.start), abs(level.at - upright.end)) <= NEAR
        and level.start - NEAR <= upright.at <= level.end + NEAR
        for level in across
    )


def _pixels(lines: list[_Straight], labels: NDArray[np.uint16]) -> Grey:
    """1 where one of ``lines`` is, else 0."""
    found = np.zeros(labels.shape, np.uint8)
    for line in lines:
        x, y, w, h = line.box
        part = np.s_[y : y + h, x : x + w]
        found[part] |= (labels[part] == line.label).astype(np.uint8)
    return found


def _straight(ink: Grey, scale: float, *, level: bool) -> tuple[list[_Straight], NDArray[np.uint16]]:
    """Straight lines of a picture, and the number of the line at every pixel."""
    reach = max(3, round(_BREAK * scale))
    length = round((MIN_ACROSS if level else MIN_DOWN) * scale)
    # a slightly slanted or noisy line leaves its row of pixels: thicken it across before asking for length
    thick = cv2.dilate(ink, np.ones((3, 1) if level else (1, 3), np.uint8))
    closed = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones((1, reach) if level else (reach, 1), np.uint8))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, length) if level else (length, 1), np.uint8))
    count, labels, stats, centres = cv2.connectedComponentsWithStats(opened, connectivity=8, ltype=cv2.CV_16U)
    found: list[_Straight] = []
    for index in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[index])
        long, thin = (w, h) if level else (h, w)
        if area / long > MAX_THICK * scale or thin > max(MAX_THICK * scale, 0.02 * long):
            continue
        if long < SURELY * scale:
            inked = (labels[y : y + h, x : x + w] == index) & (thick[y : y + h, x : x + w] > 0)
            if inked.any(axis=0 if level else 1).mean() < UNBROKEN:
                continue
        start = x if level else y
        centre = float(centres[index][1 if level else 0])
        found.append(_Straight(start / scale, (start + long) / scale, (centre + 0.5) / scale, index, (x, y, w, h)))
    return found, np.asarray(labels, np.uint16)
