"""Signs told by their shape: the arrows of a time plan, the dash of an empty cell, and in lines of text the dash that
begins an item of a list, and ≤ and ≥, which recognition takes for dirt, letters or the digit 4."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from phaen.extractors.ocr.engine import Word
from phaen.extractors.ocr.segments import Numbers

LEFT, RIGHT, BOTH, DASH = "←", "→", "↔", "-"
FLAT = 0.2
"""Body heights: a flatter sign is a dash."""
HIGH, LONG = 0.75, 0.35
"""Body heights: a sign is lower and longer than this, a letter is not."""
_HEAD = 1.5
"""An arrow's head is this many times as high as its tail."""
_AT_MOST, _AT_LEAST = "≤", "≥"
_DASHES = (0.2, 1.6)
"""Body heights: the shortest and longest dash of a list."""
_MIDDLE = (0.2, 0.75)
"""Body heights over the baseline where a dash stands."""
_ROOM = 0.33
"""Body heights of paper behind the dash of a list; that of ``-1-`` and ``-5`` has less."""
_ANGLE, _BAR, _UNDER, _ASIDE = (0.4, 1.4), 0.3, 0.4, 0.2
"""Body heights: the sides of the angle of ≤, its bar's height, the paper between both, how far their ends differ."""


def find_signs(boxes: Numbers, ids: Numbers, labels: Numbers, body: float) -> Iterator[tuple[str, int]]:
    """(sign, row of ``boxes``) for every piece of ink of ``ids`` that is an arrow or a dash.

    ``labels`` gives every pixel's piece; ``body`` is the height of a consonant in pixels.
    """
    for number in ids.tolist():
        x, y, w, h, area = boxes[number].tolist()
        if h > HIGH * body or w < LONG * body or w < 1.4 * h or area < 0.02 * body * body:
            continue
        if h <= FLAT * body:
            yield DASH, number
            continue
        ink = labels[y : y + h, x : x + w] == number
        third = max(1, w // 3)
        left, right = _height(ink[:, :third]), _height(ink[:, -third:])
        middle = max(1, _height(ink[:, third:-third]))
        if left >= _HEAD * right:
            yield LEFT, number
        elif right >= _HEAD * left:
            yield RIGHT, number
        elif min(left, right) >= _HEAD * middle:
            yield BOTH, number


@dataclass(frozen=True, slots=True)
class Inline:
    """A sign in a line of text: its pieces of ink (rows of the boxes) and the columns where it stands."""

    sign: str
    pieces: tuple[int, ...]
    x0: int
    x1: int


def find_inline(boxes: Numbers, ids: Numbers, labels: Numbers, base: float, body: float) -> list[Inline]:
    """The signs among the pieces of ink ``ids`` of one line, ``base`` its baseline and ``body`` the height of a
    consonant in pixels: the dash of a list at its beginning, ≤ and ≥ anywhere."""
    order = ids[np.argsort(boxes[ids, 0], kind="stable")].tolist()
    found = list(_compared(boxes, order, labels, body))
    if len(order) == sum(len(sign.pieces) for sign in found):
        return []  # nothing else stands there
    if len(order) > 1:
        x, y, w, h, _ = boxes[order[0]].tolist()
        room = int(boxes[order[1:], 0].min()) - (x + w)
        rise = base - (y + h / 2)
        flat = h <= FLAT * body and w >= 1.8 * h and _DASHES[0] * body <= w <= _DASHES[1] * body
        if flat and _MIDDLE[0] * body <= rise <= _MIDDLE[1] * body and room >= _ROOM * body:
            found.append(Inline(DASH, (order[0],), x, x + w))
    return found


def _compared(boxes: Numbers, order: Sequence[int], labels: Numbers, body: float) -> Iterator[Inline]:
    """≤ and ≥: an angle over a bar of its own width."""
    for bar in order:
        x, y, w, h, _ = boxes[bar].tolist()
        if h > _BAR * body or not _ANGLE[0] * body <= w <= _ANGLE[1] * body:
            continue
        for angle in order:
            other_x, other_y, other_w, other_h, _ = boxes[angle].tolist()
            gap = y - (other_y + other_h)
            ends = max(abs(other_x - x), abs(other_x + other_w - x - w))
            high = _ANGLE[0] * body <= other_h <= _ANGLE[1] * body
            if angle == bar or not high or not -1 <= gap <= _UNDER * body or ends > _ASIDE * body:
                continue
            ink = labels[other_y : other_y + other_h, other_x : other_x + other_w] == angle
            part = max(1, other_w // 4)
            left, right = _height(ink[:, :part]), _height(ink[:, -part:])
            if max(left, right) >= 1.6 * min(left, right) and max(left, right) >= 0.75 * other_h:
                sign = _AT_MOST if left < right else _AT_LEAST
                yield Inline(sign, (angle, bar), other_x, other_x + other_w)


def with_inline(words: Sequence[Word], signs: Sequence[Inline]) -> tuple[Word, ...]:
    """``words`` (extents in pixels of the page) and ``signs`` from left to right."""
    placed = list(words)
    for sign in signs:
        middle = (sign.x0 + sign.x1) / 2
        at = sum((word.x0 + word.x1) / 2 < middle for word in placed)
        if at < len(placed) and placed[at].x0 < sign.x1 < placed[at].x1:
            placed[at] = replace(placed[at], x0=float(sign.x1))
        placed.insert(at, Word(sign.sign, float(sign.x0), float(sign.x1), 1.0))
    return tuple(placed)


def _height(ink: np.ndarray) -> int:
    """The rows between the highest and the lowest pixel of ink."""
    rows = np.flatnonzero(ink.any(axis=1))
    return int(rows[-1] - rows[0] + 1) if len(rows) else 0
