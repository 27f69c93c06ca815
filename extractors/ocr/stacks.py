"""Which letter a mark of Thai belongs to: the one whose stack of marks it touches, not the line it is nearest to.

In tight rows a tone stands nearer to the letters above it than to its own consonant, with a vowel between. It belongs
where the steps from ink to ink are smallest: down from mark to mark to a letter, or up to a letter that it hangs under.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from phaen.extractors.ocr.segments import LETTER, Numbers, speck

TOUCH = 0.45
"""Body heights between two pieces of ink of one stack."""
ASIDE = 0.3
"""Body heights that a mark may stand beside what carries it."""
WIDEST = 1.6
"""Body heights: a wider piece is no mark."""
DIGIT = (0.68, 0.45)
"""Body heights: a higher and wider piece may be a low Thai digit (๐ ๑ ๓) as well as two marks grown together."""
CLOSE = 0.35
"""Body heights between two marks grown together and the letter right under them."""
Gaps = NDArray[np.float64]


def carriers(boxes: Numbers, body: float) -> Numbers:
    """For every piece of ink (rows of ``boxes``: x, y, width, height, area) the row of the letter that carries it, its
    own row for letters and for what no letter carries. ``body`` is the height of a consonant in pixels."""
    _, _, w, h, area = boxes.T
    own = np.arange(len(boxes), dtype=np.int32)
    real = area >= speck(body)
    is_letter = real & (h >= LETTER * body) & (h <= 2.8 * body) & (w <= 14 * body) & (w >= 0.08 * body)
    letters = np.flatnonzero(is_letter).astype(np.int32)
    small = np.flatnonzero(real & (h < LETTER * body) & (w <= WIDEST * body)).astype(np.int32)
    if not len(letters) or not len(small):
        return own
    marks = small[~_on_line(boxes, small, letters, body)]
    if not len(marks):
        return own
    down, below = _nearest(boxes, marks, letters, body)
    straight = down
    up, above = _nearest(boxes, marks, letters, body, upwards=True)
    carried = _steps(boxes, marks, marks, body)
    for _ in range(2):  # two marks over each other, at most
        through = np.maximum(carried, down[None, :])
        best = through.argmin(axis=1)
        shorter = through[np.arange(len(marks)), best] < down
        down = np.where(shorter, through[np.arange(len(marks)), best], down)
        below = np.where(shorter, below[best], below)
    found = np.where(down <= up, below, above)
    reached = np.minimum(down, up) <= TOUCH * body
    digits = (h[marks] >= DIGIT[0] * body) & (w[marks] >= DIGIT[1] * body)
    reached &= ~digits | (straight <= CLOSE * body)
    own[marks[reached]] = found[reached]
    return own


def _steps(boxes: Numbers, upper: Numbers, lower: Numbers, body: float) -> Gaps:
    """Pixels of paper between the foot of every ``upper`` piece and the head of every ``lower`` one; infinite where the
    one does not stand over the other."""
    a, b = boxes[upper], boxes[lower]
    gap = b[None, :, 1] - (a[:, 1] + a[:, 3])[:, None]
    aside = np.maximum(b[None, :, 0] - (a[:, 0] + a[:, 2])[:, None], a[:, 0][:, None] - (b[:, 0] + b[:, 2])[None, :])
    over = (a[:, 1] + a[:, 3] / 2)[:, None] < (b[:, 1] + b[:, 3] / 2)[None, :]
    fits = over & (aside <= ASIDE * body) & (gap >= -0.5 * body)
    return np.where(fits, np.maximum(gap, 0).astype(np.float64), np.inf)


def _nearest(
    boxes: Numbers, marks: Numbers, letters: Numbers, body: float, *, upwards: bool = False
) -> tuple[Gaps, Numbers]:
    """The least step from every mark to a letter under it (over it: ``upwards``), and that letter."""
    steps = _steps(boxes, letters, marks, body).T if upwards else _steps(boxes, marks, letters, body)
    best = steps.argmin(axis=1)
    return steps[np.arange(len(marks)), best], np.asarray(letters[best], np.int32)


def _on_line(boxes: Numbers, small: Numbers, letters: Numbers, body: float) -> NDArray[np.bool_]:
    """Does a small piece stand between the letters of a line, as points, commas and dashes do?"""
    middle = boxes[small, 1] + boxes[small, 3] / 2
    foot = boxes[letters, 1] + boxes[letters, 3]
    beside = np.maximum(
        boxes[letters, 0][None, :] - (boxes[small, 0] + boxes[small, 2])[:, None],
        boxes[small, 0][:, None] - (boxes[letters, 0] + boxes[letters, 2])[None, :],
    )
    level = (middle[:, None] > foot[None, :] - 0.95 * body) & (middle[:, None] < foot[None, :])
    return np.asarray((level & (beside < 1.5 * body) & (beside > -0.2 * body)).any(axis=1), np.bool_)
