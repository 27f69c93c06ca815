"""Text that is struck through: a line drawn through its letters, from where they begin to where they end."""

from __future__ import annotations

import numpy as np
from phaen.extractors.pdf.glyphs.thai import is_space, rank
from phaen.extractors.pdf.settings import STRIKES
from phaen.extractors.pdf.sorted_values import distinct, median
from phaen.extractors.pdf.source.backend import LINE, STRUCK, Floats, Glyphs, RawPage, together
from phaen.extractors.pdf.source.paths import THIN


def take_struck(page: RawPage) -> None:
    """Take struck letters out of the page's characters, and the lines through them out of its shapes.

    An underline lies below the baseline, a fraction bar and a table's rule far above it or longer than the text.
    """
    shapes, glyphs = page.shapes, page.glyphs
    if not len(glyphs) or not len(shapes):
        return
    flat = np.flatnonzero((shapes[:, 4] == LINE) & (shapes[:, 3] - shapes[:, 1] <= THIN))
    if not len(flat):
        return
    middle = (shapes[flat, 1] + shapes[flat, 3]) / 2
    size = median(glyphs.size)
    levels = distinct(np.round(glyphs.y, 1))
    # the nearest baseline below each line, before letters are looked at one by one
    nearest = levels[np.minimum(np.searchsorted(levels, middle + STRIKES.lowest * 0.5 * size), len(levels) - 1)]
    possible = flat[(nearest - middle > 0) & (nearest - middle < 2 * STRIKES.highest * size)]
    struck, gone = np.zeros(len(glyphs), bool), np.zeros(len(shapes), bool)
    centre = (glyphs.x0 + glyphs.x1) / 2
    plain = (rank(glyphs.code) == 0) & ~is_space(glyphs.code)
    by_height = np.argsort(glyphs.y, kind="stable")
    heights, reach = glyphs.y[by_height], STRIKES.highest * float(glyphs.size.max())
    for index in possible.tolist():
        x0, top, x1, bottom = shapes[index, :4].tolist()
        y = (top + bottom) / 2
        first, last = np.searchsorted(heights, [y, y + reach])
        near = np.sort(by_height[first:last])
        letters = _struck_by(glyphs, near, centre[near], plain[near], x0, y, x1)
        if len(letters):
            struck[letters] = gone[index] = True
    if not struck.any():
        return
    out, why = glyphs.take(struck), np.full(int(struck.sum()), STRUCK, np.int32)
    told = np.stack([(out.x0 + out.x1) / 2, out.y - 0.25 * out.size], axis=1)
    if page.unseen is not None:
        out = together(page.unseen, out)
        why, told = np.append(page.why, why).astype(np.int32), np.concatenate([page.told, told])
    page.unseen, page.why, page.told = out, why, told
    page.glyphs, page.shapes = glyphs.take(~struck), shapes[~gone]


def _struck_by(
    glyphs: Glyphs, near: np.ndarray, centre: Floats, plain: np.ndarray, x0: float, y: float, x1: float
) -> np.ndarray:
    """The characters that a flat line at ``y`` strikes through; none where it is longer or shorter than they are.

    ``near``: those that may be; ``centre``: the middle of each; ``plain``: is it neither a mark nor a space?
    """
    height = glyphs.y[near] - y
    size = glyphs.size[near]
    level = (height > STRIKES.lowest * size) & (height < STRIKES.highest * size)
    within = level & (centre > x0 - 0.5) & (centre < x1 + 0.5)
    letters = within & plain
    if not letters.any():
        return np.zeros(0, np.intp)
    em = float(size[letters].max())
    left, right = glyphs.x0[near][letters], glyphs.x1[near][letters]
    ends = abs(float(left.min()) - x0), abs(float(right.max()) - x1)
    filled = float((right - left).sum())
    if max(ends) > STRIKES.ends * em or filled < STRIKES.filled * (x1 - x0):
        return np.zeros(0, np.intp)
    struck: np.ndarray = near[within]
    return struck
