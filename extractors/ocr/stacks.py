"""Which letter a mark of Thai belongs to: the one whose stack of marks it touches, not the line it is nearest to.

In tight rows a tone stands nearer to the letters above it than to its own consonant, with a vowel between. It belongs
where the steps from ink to ink are smallest: down from mark to mark to a letter, or up to a letter that it hangs under.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from phaen.extractors.ocr.segments import DIGIT, LETTER, Numbers, speck

TOUCH = 0.45
"""Body heights between two pieces of ink of one stack."""
ASIDE = 0.3
"""Body heights that a mark may stand beside what carries it."""
WIDEST = 1.6
"""Body heights: a wider piece is no mark."""
ACROSS = 0.1
"""Body heights that a step across a rule counts more: what stands on one side of it is seldom carried from the
other."""
CLOSE = 0.35
"""Body heights between two marks grown together and the letter right under them."""
CLOSER, LEVEL, BESIDE = 0.22, 0.08, 1.1
"""Body heights: the same where another such piece stands beside it, their feet level: a figure of low digits stands as
close over a letter with a mark."""
HIGHEST, OVERLAP, OVER = 1.15, 0.1, 0.25
"""Body heights: two marks grown together are not higher; how far they and the letter under them overlap, or stand
apart. No letter stands so close over another."""
BRACKET = (1.25, 0.4)
"""Body heights: what is as high and narrow is a bracket or stroke, and carries nothing."""
DOT = 0.4
"""Body heights: a point or comma is less high, and its middle less far over the feet beside it."""
DEEPEST, TALL = 0.62, 1.5
"""Body heights that a vowel reaches under its letter at most (two marks grown together, over a letter of the next line,
reach deeper); and from which a letter is as high as one with a vowel grown onto it, or โ: what begins beside its head
stands on neither."""
AT_ONCE = 64
"""Pieces of ink that are compared with others at once."""
Gaps = NDArray[np.float64]


def carriers(boxes: Numbers, body: float, rules: Numbers | None = None) -> Numbers:
    """For every piece of ink (rows of ``boxes``: x, y, width, height, area) the row of the letter that carries it, its
    own row for letters and for what no letter carries. ``body`` is the height of a consonant in pixels; ``rules`` says
    how many level rules are over each piece's head, middle and foot, a cut between two lines counting as several."""
    x, _, w, h, area = boxes.T
    if rules is None:
        rules = np.zeros((len(boxes), 3), np.int32)
    own = np.arange(len(boxes), dtype=np.int32)
    real = area >= speck(body)
    is_letter = real & (h >= LETTER * body) & (h <= 2.8 * body) & (w <= 14 * body) & (w >= 0.08 * body)
    high = _high_marks(boxes, is_letter, body)
    is_letter &= ~high
    letters = np.flatnonzero(is_letter & ~((h >= BRACKET[0] * body) & (w <= BRACKET[1] * body))).astype(np.int32)
    low = (h < LETTER * body) & (w <= WIDEST * body)
    small = np.flatnonzero(real & ~is_letter & (low | high)).astype(np.int32)
    beside = np.flatnonzero(is_letter).astype(np.int32)
    if not len(letters) or not len(small):
        return own
    marks = small[~_on_line(boxes, small, beside, body)]
    if not len(marks):
        return own
    down, below = _nearest(boxes, rules, marks, letters, body)
    straight = down
    up, above = _nearest(boxes, rules, marks, letters, body, upwards=True)
    for _ in range(2):  # two marks over each other, at most
        down, below = _through(boxes, rules, marks, down, below, body)
    found = np.where(down <= up, below, above)
    reached = np.minimum(down, up) <= TOUCH * body
    digits = (h[marks] >= DIGIT[0] * body) & (w[marks] >= DIGIT[1] * body)
    in_row = _in_row(boxes[marks], digits, body)
    carrier = boxes[found]
    shared = np.minimum(carrier[:, 0] + carrier[:, 2], (x + w)[marks]) - np.maximum(carrier[:, 0], x[marks])
    over = np.where(in_row, (straight <= CLOSER * body) & (shared >= 0.5 * w[marks]), straight <= CLOSE * body)
    reached &= ~digits | over
    own[marks[reached]] = found[reached]
    figures = small[(own[small] == small) & (h[small] >= DIGIT[0] * body) & (w[small] >= DIGIT[1] * body)]
    dots = marks[reached & (h[marks] < DOT * body)]
    if len(figures) and len(dots):  # a point between low digits is no mark over the line under them
        at_foot = dots[_on_line(boxes, dots, figures, body, DOT)]
        own[at_foot] = at_foot
    return own


def _in_row(marks: Numbers, digits: NDArray[np.bool_], body: float) -> NDArray[np.bool_]:
    """Which of ``marks`` of a digit's size (``digits``) stand beside another, their feet level."""
    found = np.zeros(len(marks), np.bool_)
    places = np.flatnonzero(digits)
    x, y, w, h, _ = marks[places].T
    level = np.abs((y + h)[:, None] - (y + h)[None, :]) <= max(1.0, LEVEL * body)
    gaps = np.maximum(x[None, :] - (x + w)[:, None], x[:, None] - (x + w)[None, :])
    found[places] = (level & (gaps > 0) & (gaps <= BESIDE * body)).any(axis=1)
    return found


def _near(boxes: Numbers, some: Numbers, others: Numbers, body: float) -> Iterator[tuple[Numbers, Numbers]]:
    """Places of ``some`` pieces that stand about as high, and places of the ``others`` that are near enough to touch
    one of them: whole pages would need tables of millions."""
    heads, feet = boxes[others, 1], boxes[others, 1] + boxes[others, 3]
    order = np.argsort(boxes[some, 1], kind="stable")
    for places in np.array_split(order, max(1, len(order) // AT_ONCE)):
        block = boxes[some[places]]
        top, bottom = int(block[:, 1].min()), int((block[:, 1] + block[:, 3]).max())
        there = np.flatnonzero((feet > top - body) & (heads < bottom + body))
        yield places.astype(np.int32), there.astype(np.int32)


def _through(
    boxes: Numbers, rules: Numbers, marks: Numbers, down: Gaps, below: Numbers, body: float
) -> tuple[Gaps, Numbers]:
    """``down`` and ``below`` of every mark where a mark under it is nearer to a letter."""
    down, below, known, letters = down.copy(), below.copy(), down, below
    for places, under in _near(boxes, marks, marks, body):
        steps = np.maximum(_steps(boxes, rules, marks[places], marks[under], body), known[under][None, :])
        best = steps.argmin(axis=1)
        least = steps[np.arange(len(places)), best]
        shorter = least < down[places]
        down[places[shorter]] = least[shorter]
        below[places[shorter]] = letters[under[best[shorter]]]
    return down, below


def _high_marks(boxes: Numbers, is_letter: NDArray[np.bool_], body: float) -> NDArray[np.bool_]:
    """Which pieces as high as letters are marks grown together: those right over a letter."""
    _, y, w, h, _ = boxes.T
    high = np.zeros(len(boxes), np.bool_)
    letters = np.flatnonzero(is_letter)
    foot, head = (y + h)[letters], y[letters]
    order = np.argsort(head, kind="stable")
    for place, number in enumerate(letters.tolist()):
        if h[number] > HIGHEST * body or w[number] > WIDEST * body:
            continue
        first = np.searchsorted(head[order], foot[place] - OVERLAP * body)
        last = np.searchsorted(head[order], foot[place] + OVER * body, side="right")
        under = boxes[letters[order[first:last]]]
        shared = np.minimum(under[:, 0] + under[:, 2], boxes[number, 0] + w[number]) - np.maximum(
            under[:, 0], boxes[number, 0]
        )
        high[number] = bool((shared > 0.5 * w[number]).any())
    return high


def _steps(
    boxes: Numbers, rules: Numbers, upper: Numbers, lower: Numbers, body: float, *, upwards: bool = False
) -> Gaps:
    """Pixels of paper between the foot of every ``upper`` piece and the head of every ``lower`` one; infinite where the
    one does not stand over the other. The upper ones are marks, ``upwards`` the lower ones."""
    a, b = boxes[upper], boxes[lower]
    gap = b[None, :, 1] - (a[:, 1] + a[:, 3])[:, None]
    aside = np.maximum(b[None, :, 0] - (a[:, 0] + a[:, 2])[:, None], a[:, 0][:, None] - (b[:, 0] + b[:, 2])[None, :])
    over = (a[:, 1] + a[:, 3] / 2)[:, None] < (b[:, 1] + b[:, 3] / 2)[None, :]
    fits = over & (aside <= ASIDE * body) & (gap >= -0.5 * body)
    if upwards:
        fits &= gap + b[None, :, 3] <= DEEPEST * body
    else:
        fits &= (gap >= 0) | (b[None, :, 3] < TALL * body)
    ends = (1, 0) if upwards else (2, 1)  # a mark on a rule is on both its sides
    between = np.maximum(rules[lower, ends[1]][None, :] - rules[upper, ends[0]][:, None], 0)
    return np.where(fits, np.maximum(gap, 0) + ACROSS * body * between, np.inf)


def _nearest(
    boxes: Numbers, rules: Numbers, marks: Numbers, letters: Numbers, body: float, *, upwards: bool = False
) -> tuple[Gaps, Numbers]:
    """The least step from every mark to a letter under it (over it: ``upwards``), and that letter."""
    least, nearest = np.full(len(marks), np.inf), np.full(len(marks), letters[0], np.int32)
    for places, there in _near(boxes, marks, letters, body):
        if not len(there):
            continue
        if upwards:
            steps = _steps(boxes, rules, letters[there], marks[places], body, upwards=True).T
        else:
            steps = _steps(boxes, rules, marks[places], letters[there], body)
        best = steps.argmin(axis=1)
        least[places], nearest[places] = steps[np.arange(len(places)), best], letters[there[best]]
    return least, nearest


def _on_line(boxes: Numbers, small: Numbers, letters: Numbers, body: float, highest: float = 0.95) -> NDArray[np.bool_]:
    """Does a small piece stand between the letters of a line, as points, commas and dashes do? ``highest`` (body
    heights) is how far its middle may be over their feet."""
    found = np.zeros(len(small), np.bool_)
    for places, there in _near(boxes, small, letters, body):
        piece, other = boxes[small[places]][:, None, :], boxes[letters[there]][None, :, :]
        middle = piece[..., 1] + piece[..., 3] / 2
        foot = other[..., 1] + other[..., 3]
        beside = np.maximum(
            other[..., 0] - (piece[..., 0] + piece[..., 2]), piece[..., 0] - (other[..., 0] + other[..., 2])
        )
        level = (middle > foot - highest * body) & (middle < foot)
        found[places] = (level & (beside < 1.5 * body) & (beside > -0.2 * body)).any(axis=1)
    return found
