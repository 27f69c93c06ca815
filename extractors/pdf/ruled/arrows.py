"""Arrows of a time plan that are drawn as lines or shapes across month columns, turned into arrow characters.

A line from column a to column b becomes ``←`` in a and ``→`` in b, one within a single column ``↔``: what a plan with
typed arrows prints.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from phaen.extractors.pdf.glyphs.signs import with_characters
from phaen.extractors.pdf.ruled.rules import Grid
from phaen.extractors.pdf.source.backend import BOX, DARK, FILL, LINE, SHAPE, TINTED, Glyphs, Ints, RawPage
from phaen.extractors.pdf.source.paths import THIN

LEFT, RIGHT, BOTH = 0x2190, 0x2192, 0x2194
HEAD_SIDES = (1.5, 9.0)
"""Points: sides of an arrow head."""
BODY_HEIGHTS = (3.0, 16.0)
"""Points: heights of an arrow drawn as an outline or of a bar."""
MONTH_COLUMNS = 8
"""A table of a time plan has at least so many columns."""
CLOSE = 3.0
"""Points by which a fill may miss the edge of its cell."""
LOOSE_END = 1.0
"""Points from an upright rule at which a line ends on it no more: the rules of a table end on one another."""
MIN_LENGTH = 6.0
MAX_ARROWS = 400


@dataclass(frozen=True, slots=True)
class Arrow:
    """A drawn arrow or bar: its extent and height on the page."""

    x0: float
    x1: float
    y: float


def take_arrows(page: RawPage) -> list[Arrow]:
    """The drawn arrows of a page; their shapes are taken out, so that they are no rules of a table."""
    shapes = page.shapes
    if not len(shapes):
        return []
    width, height = shapes[:, 2] - shapes[:, 0], shapes[:, 3] - shapes[:, 1]
    low, high = HEAD_SIDES
    heads = (shapes[:, 4] == SHAPE) & (width >= low) & (width <= high) & (height >= low) & (height <= high)
    flat = (shapes[:, 4] == LINE) & (height <= THIN) & (width >= MIN_LENGTH)
    gone = np.zeros(len(shapes), bool)
    arrows: list[Arrow] = []
    if heads.any() and flat.any() and heads.sum() <= 2 * MAX_ARROWS:
        head_index = np.flatnonzero(heads)
        middle_x = (shapes[head_index, 0] + shapes[head_index, 2]) / 2
        middle_y = (shapes[head_index, 1] + shapes[head_index, 3]) / 2
        for index in np.flatnonzero(flat).tolist():
            x0, top, x1, bottom = shapes[index, :4].tolist()
            y = (top + bottom) / 2
            level = np.abs(middle_y - y) <= 2.5
            at_start = level & (np.abs(middle_x - x0) <= high)
            at_end = level & (np.abs(middle_x - x1) <= high)
            if at_start.any() or at_end.any():
                mine = head_index[at_start | at_end]
                gone[mine] = True
                gone[index] = True
                arrows.append(Arrow(min(x0, shapes[mine, 0].min()), max(x1, shapes[mine, 2].max()), y))
    outlined = (shapes[:, 4] == SHAPE) & ~gone & (width > 1.3 * height)
    bars = (shapes[:, 4] == FILL) & (shapes[:, 5] == DARK)
    low, high = BODY_HEIGHTS
    bodies = (outlined | bars) & (width >= MIN_LENGTH) & (height >= low) & (height <= high)
    if 0 < bodies.sum() <= MAX_ARROWS:
        for index in np.flatnonzero(bodies).tolist():
            x0, top, x1, bottom = shapes[index, :4].tolist()
            arrows.append(Arrow(x0, x1, (top + bottom) / 2))
            gone[index] = True
    for index in _bare_lines(page, flat & ~gone)[:MAX_ARROWS]:
        x0, top, x1, bottom = shapes[index, :4].tolist()
        arrows.append(Arrow(x0, x1, (top + bottom) / 2))
        gone[index] = True
    if arrows:
        page.shapes = shapes[~gone]
    return arrows


def _bare_lines(page: RawPage, flat: np.ndarray) -> list[int]:
    """Which of the ``flat`` lines are arrows without heads, or with heads too small to be told.

    Both ends are loose among the upright rules of a time plan. A line at words underlines, strikes out or parts a
    fraction.
    """
    shapes, glyphs = page.shapes, page.glyphs
    tall = shapes[:, 3] - shapes[:, 1] > HEAD_SIDES[1]
    upright = tall & (shapes[:, 4] == LINE) & (shapes[:, 2] - shapes[:, 0] <= THIN)
    boxes = shapes[tall & (shapes[:, 4] == BOX)]
    rules = np.vstack([shapes[upright], boxes, boxes[:, [2, 1, 2, 3, 4, 5]]])[:, [0, 1, 3]]
    rules = rules[np.argsort(rules[:, 0])]
    if len(rules) <= MONTH_COLUMNS:
        return []
    padded = np.concatenate([[-np.inf], rules[:, 0], [np.inf]])
    loose = flat.copy()
    for side in (0, 2):
        at = np.searchsorted(rules[:, 0], shapes[:, side])
        loose &= np.minimum(shapes[:, side] - padded[at], padded[at + 1] - shapes[:, side]) > LOOSE_END
    middle = (glyphs.x0 + glyphs.x1) / 2
    found = []
    for index in np.flatnonzero(loose).tolist():
        x0, top, x1, bottom = shapes[index, :4].tolist()
        y = (top + bottom) / 2
        beside = rules[(rules[:, 1] <= y) & (rules[:, 2] >= y), 0]
        columns = len(set(np.round(beside / CLOSE).tolist())) - 1
        written = (middle > x0) & (middle < x1) & (np.abs(glyphs.y - glyphs.size / 4 - y) < glyphs.size)
        if columns >= MONTH_COLUMNS and beside.min() < x0 and beside.max() > x1 and not written.any():
            found.append(index)
    return found


def shaded(page: RawPage, grids: Sequence[Grid]) -> list[Arrow]:
    """Cells of a time plan that are filled whole instead of holding an arrow.

    A fill that is not pale counts where its cell is empty, in a table with the columns of months, in a row whose first
    cell is not filled: heads and sums are shaded from the first column on.
    """
    shapes = page.shapes
    if not len(shapes):
        return []
    tall = (shapes[:, 4] == FILL) & (shapes[:, 5] >= TINTED) & (shapes[:, 3] - shapes[:, 1] > BODY_HEIGHTS[1])
    fills = [tuple(box) for box in shapes[tall, :4].tolist()]
    if not fills or len(fills) > MAX_ARROWS:
        return []
    x, y = (page.glyphs.x0 + page.glyphs.x1) / 2, page.glyphs.y - page.glyphs.size / 4
    found: dict[tuple[float, ...], Arrow] = {}
    for grid in grids:
        boxes = [cell[4] for cell in grid.cells]
        if len({box[0] for box in boxes}) < MONTH_COLUMNS:
            continue
        filled = [box for box in boxes if any(_fills(fill, box) for fill in fills)]
        heads = [(box[1], box[3]) for box in filled if abs(box[0] - grid.box[0]) <= CLOSE]
        for box in filled:
            middle = (box[1] + box[3]) / 2
            written = ((x > box[0]) & (x < box[2]) & (y > box[1]) & (y < box[3])).any()
            if not written and not any(top < middle < bottom for top, bottom in heads):
                found[box] = Arrow(box[0], box[2], middle)
    return list(found.values())


def _fills(fill: tuple[float, ...], cell: tuple[float, ...]) -> bool:
    """Does ``fill`` cover the ``cell`` from edge to edge?"""
    return all(fill[side] <= cell[side] + CLOSE for side in (0, 1)) and all(
        fill[side] >= cell[side] - CLOSE for side in (2, 3)
    )


def place_arrows(glyphs: Glyphs, raw_code: Ints, grids: Sequence[Grid], arrows: Sequence[Arrow]) -> tuple[Glyphs, Ints]:
    """``glyphs`` and their raw codes with an arrow character in the first and last column each arrow covers."""
    added: list[tuple[int, float, float, float, float]] = []
    for arrow in arrows:
        for grid in grids:
            left, top, right, bottom = grid.box
            if not (top < arrow.y < bottom and arrow.x0 < right and arrow.x1 > left):
                continue
            columns = _covered(grid, arrow)
            if not columns:
                continue
            ends = [(BOTH, columns[0])] if len(columns) == 1 else [(LEFT, columns[0]), (RIGHT, columns[-1])]
            for code, (x0, x1) in ends:
                middle = (x0 + x1) / 2
                added.append((code, middle - 2, middle + 2, arrow.y + 3.0, 10.0))
    if not added or not len(glyphs):
        return glyphs, raw_code
    more = with_characters(glyphs, added)
    return more, np.append(raw_code, more.code[len(raw_code) :])


def _covered(grid: Grid, arrow: Arrow) -> list[tuple[float, float]]:
    """Extents of the columns, in the row the arrow stands in, that it covers by a quarter or is within."""
    found = []
    for _, _, _, _, (x0, top, x1, bottom) in grid.cells:
        if top < arrow.y < bottom:
            shared = min(x1, arrow.x1) - max(x0, arrow.x0)
            if shared > 0 and (shared >= 0.25 * (x1 - x0) or shared >= 0.6 * (arrow.x1 - arrow.x0)):
                found.append((x0, x1))
    return sorted(found)
