"""From PDF user space to the page as read: origin top left, text running to the right.

A page is read so that most of its text is upright, whatever ``/Rotate`` says: an office that scans or prints a
landscape table into a portrait page leaves text that runs upwards.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from phaen.extractors.model import BBox
from phaen.extractors.pdf.sorted_values import distinct
from phaen.extractors.pdf.source.backend import (
    BOX,
    CLIPPED,
    COVERED,
    FILL,
    OUTSIDE,
    SEEN,
    Floats,
    Font,
    Glyphs,
    Ints,
    RawPage,
)

HIGHEST_BAR = 60.0
"""Points: a higher area is a patch over a part of the page, whose outline may be that of a table."""
SLANTED = 4
"""Value of :attr:`Glyphs.turn` for text in no right angle: stamps and water marks."""


def quarter_turns(a: Floats, b: Floats) -> NDArray[np.int64]:
    """Clockwise quarter turns that bring texts of direction (``a``, ``b``), y upwards, upright; 4 when slanted."""
    across, along = np.abs(a), np.abs(b)
    slanted = np.minimum(across, along) > 0.1 * np.maximum(across, along)
    straight = np.where(across >= along, np.where(a >= 0, 0, 2), np.where(b > 0, 1, 3))
    return np.where(slanted, SLANTED, straight)


def turned_boxes(boxes: Floats, turns: int) -> Floats:
    """Boxes (x0, y0, x1, y1), y upwards, after ``turns`` clockwise quarter turns about the origin."""
    x0, y0, x1, y1 = boxes[..., 0], boxes[..., 1], boxes[..., 2], boxes[..., 3]
    if turns == 1:
        return np.stack([y0, -x1, y1, -x0], axis=-1)
    if turns == 2:
        return np.stack([-x1, -y1, -x0, -y0], axis=-1)
    if turns == 3:
        return np.stack([-y1, x0, -y0, x1], axis=-1)
    return boxes


def placed_box(box: BBox, frame: BBox, turns: int) -> BBox:
    """A ``box`` in user space (y upwards) on the page as a viewer shows it: x0, top, x1, bottom."""
    x0, y0, x1, y1 = turned_boxes(np.array(box, np.float64), turns % 4).tolist()
    left, _, _, upper = turned_boxes(np.array(frame, np.float64), turns % 4).tolist()
    return (x0 - left, upper - y1, x1 - left, upper - y0)


def upright(
    number: int,
    frame: tuple[float, float, float, float],
    turns: int,
    glyphs: Glyphs,
    fonts: list[Font],
    shapes: Floats,
    images: float,
    flags: list[str],
    actual_text: int = 0,
    unseen: Ints | None = None,
) -> RawPage:
    """The page turned so that most of its text is upright.

    ``frame`` is the visible box in user space (x0, y0, x1, y1), ``turns`` the page's own clockwise quarter turns for
    viewing. ``shapes`` are in user space, y upwards. ``glyphs`` stand in user space after ``glyphs.turn`` quarter
    turns of each, that is with the text running to the right, y upwards. ``unseen`` says of each glyph why nobody sees
    it (0: somebody does); what stands outside the frame is not seen either.
    """
    why = np.zeros(len(glyphs), np.int32) if unseen is None else unseen
    placed_somewhere = np.isfinite(glyphs.x0 + glyphs.x1 + glyphs.anchor + glyphs.y + glyphs.size)
    if not placed_somewhere.all():
        flags.append("page_damaged")
        glyphs, why = glyphs.take(placed_somewhere), why[placed_somewhere]
    shapes = shapes[np.isfinite(shapes).all(axis=1)]
    straight = glyphs.turn < SLANTED
    if not straight.all():
        flags.append("slanted_text_left_out")
        glyphs, why = glyphs.take(straight), why[straight]
    counts = np.bincount(glyphs.turn, minlength=4)
    reading = int(counts.argmax()) if len(glyphs) else turns % 4
    x0, y0, x1, y1 = turned_boxes(np.array(frame, np.float64), reading).tolist()
    width, height = max(x1 - x0, 1.0), max(y1 - y0, 1.0)
    boxes = turned_boxes(shapes[:, :4], reading)
    placed = np.empty_like(shapes)
    placed[:, 0], placed[:, 2] = boxes[:, 0] - x0, boxes[:, 2] - x0
    placed[:, 1], placed[:, 3] = y1 - boxes[:, 3], y1 - boxes[:, 1]
    placed[:, 4:] = shapes[:, 4:]
    page = RawPage(number, width, height, glyphs, fonts, placed, images / (width * height), flags=flags)
    page.actual_text = actual_text
    page.turns = (turns - reading) % 4
    mine = glyphs.turn == reading
    if not mine.all():
        page.sideways = _sideways(glyphs.take(~mine & (why == SEEN)), frame, reading)
        page.glyphs = glyphs = glyphs.take(mine)
        why = why[mine]
    for values in (glyphs.x0, glyphs.x1, glyphs.anchor):
        values -= x0
    np.subtract(y1, glyphs.y, out=glyphs.y)
    _part_unseen(page, why)
    return page


def _part_unseen(page: RawPage, why: Ints) -> None:
    """Take out of the page's characters those that nobody sees."""
    glyphs = page.glyphs
    middle, level = (glyphs.x0 + glyphs.x1) / 2, glyphs.y - 0.25 * glyphs.size
    outside = (middle < 0) | (middle > page.width) | (level < 0) | (level > page.height)
    why = np.where((why == SEEN) & outside, OUTSIDE, why)
    gone = why != SEEN
    if gone.any():
        page.unseen, page.why = glyphs.take(gone), why[gone]
        page.glyphs = glyphs.take(~gone)
        page.shapes = without_bars(page.shapes, middle[why == COVERED], level[why == COVERED])
        page.told = np.stack([middle[gone], level[gone]], axis=1)
        for run in distinct(page.unseen.run[page.why == CLIPPED]).tolist():
            rest = np.flatnonzero((glyphs.run == run) & ~gone)
            if len(rest):  # what is cut off is told where the rest of it stands
                page.told[(page.unseen.run == run) & (page.why == CLIPPED)] = middle[rest[-1]], level[rest[-1]]


def without_bars(shapes: Floats, x: Floats, y: Floats) -> Floats:
    """``shapes`` without the areas that cover a letter at one of the points: a bar over text is no arrow of a plan."""
    areas = np.flatnonzero((shapes[:, 4] == FILL) | (shapes[:, 4] == BOX))
    x0, top, x1, bottom = (shapes[areas, k][:, None] for k in range(4))
    over = ((x > x0) & (x < x1) & (y > top) & (y < bottom)).any(axis=1)
    low = (bottom - top)[:, 0] < HIGHEST_BAR
    kept: Floats = np.delete(shapes, areas[over & low], axis=0)
    return kept


def _sideways(glyphs: Glyphs, frame: tuple[float, float, float, float], reading: int) -> list[tuple[int, Glyphs]]:
    """Text that stands sideways on the page as read, by quarter turns to take back, each in its own frame."""
    found = []
    for turn in distinct(glyphs.turn).tolist():
        part = glyphs.take(glyphs.turn == turn)
        x0, _, _, y1 = turned_boxes(np.array(frame, np.float64), turn).tolist()
        for values in (part.x0, part.x1, part.anchor):
            values -= x0
        np.subtract(y1, part.y, out=part.y)
        found.append(((reading - turn) % 4, part))
    return found
