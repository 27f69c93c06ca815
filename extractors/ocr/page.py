"""A page's picture as a page like any other: characters and ruling lines at their places.

Everything after this point (tables, wrapped lines, paragraphs, repair) is the code that PDF pages use.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray
from phaen.extractors.model import BBox
from phaen.extractors.ocr.clock import PageTooSlow
from phaen.extractors.ocr.counters import doubting_counters
from phaen.extractors.ocr.engine import Word
from phaen.extractors.ocr.figures import figures
from phaen.extractors.ocr.foreign import Foreign, find_foreign, without_foreign
from phaen.extractors.ocr.gaps import doubting_gaps, told_by_ink, with_commas, with_item_point
from phaen.extractors.ocr.grown import parted, standing
from phaen.extractors.ocr.leaders import Part, between, dotted, find_leaders, joined, leader_dots
from phaen.extractors.ocr.levels import checked, ink_stacks
from phaen.extractors.ocr.picture import Grey, Picture
from phaen.extractors.ocr.reading import Reading, read_line
from phaen.extractors.ocr.rulings import Rulings, find_rulings
from phaen.extractors.ocr.segments import (
    LETTER,
    Numbers,
    Piece,
    among_digits,
    body_height,
    find_pieces,
    size_in_table,
    speck,
)
from phaen.extractors.ocr.signs import DASH, find_inline, find_signs, with_inline
from phaen.extractors.ocr.spelling import spell
from phaen.extractors.ocr.stacks import carriers
from phaen.extractors.ocr.strokes import doubting_foreign, doubting_strokes
from phaen.extractors.ocr.sunk import surroundings, with_sunk_marks
from phaen.extractors.ocr.thai_digits import Digit, find_digits, with_arabic
from phaen.extractors.ocr.unruled import without_rules
from phaen.extractors.pdf.ruled.rules import Grid, close_open_ends, find_grids, page_edges
from phaen.extractors.pdf.ruled.side_by_side import OUTSIDE
from phaen.extractors.pdf.source.backend import Floats, Glyphs, RawPage

INSET = 1.5
"""Points inside a cell's borders where its rules' own ink still stands."""


FRAYED = 3
"""Pixels over and under a rule that its frayed edges do not reach."""
CUT = 10
"""Rules that a cut between two lines is worth: no mark is carried across it."""
FLAT = 0.18
"""Body heights: every mark is higher."""
SIGN_CONFIDENCE = 0.95
SHORTEST, ENOUGH = 40, 3
"""Lines of a page in which Thai digits are looked for, and how many of them tell that it has such."""


@dataclass(frozen=True, slots=True)
class SeenLine:
    """One stretch of a line: where it stands (points, level picture), its baseline, body height and stroke width
    over body height, and what it says."""

    box: BBox
    base: float
    body: float
    stroke: float
    reading: Reading


def bare_page(number: int, picture: Picture, shapes: Floats) -> RawPage:
    """A page with rules and no characters."""
    none, whole, no = np.zeros(0), np.zeros(0, np.int32), np.zeros(0, bool)
    glyphs = Glyphs(
        code=whole,
        x0=none,
        x1=none,
        anchor=none,
        y=none,
        size=none,
        font=whole,
        run=whole,
        turn=whole,
        lost=no,
        hint=no,
    )
    return RawPage(number, picture.width, picture.height, glyphs, [], shapes)


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands on a level picture: ``grey`` without its rules, the pieces of ink (``labels`` gives every pixel's,
    ``boxes`` their boxes, ``carried`` the letters that carry them, ``dots`` those in even rows), the usual ``body``
    height in pixels, ``shapes`` of rules, and for every region (outside of tables, then every cell) the numbers of its
    pieces of ink and its stretches of text; ``foreign`` is where ink of pens and stamps was taken off."""

    scale: float
    grey: Grey
    labels: Numbers
    boxes: Numbers
    carried: Numbers
    dots: NDArray[np.bool_]
    body: float
    shapes: Floats
    regions: list[tuple[Numbers, list[Piece]]]
    foreign: Foreign | None = None


def lay_out(picture: Picture, page_number: int) -> Layout:
    """The rules and the stretches of text of a page's level picture, not yet read."""
    picture, rulings, foreign = _bare(picture)
    shapes = rulings.shapes
    page = bare_page(page_number, picture, shapes)
    grids = find_grids(close_open_ends(page_edges(page)), page)
    ink = _free(picture.ink(), rulings)
    layout = _parts(picture, *_connected(ink), grids, shapes)
    lines = [piece for _, pieces in layout.regions for piece in pieces]
    if has_thai_digits(layout, lines):
        ink = _free(picture.letters(), rulings)
        layout = _parts(picture, *_connected(ink), grids, shapes)
        lines = [piece for _, pieces in layout.regions for piece in pieces]
    cuts = parted(ink, layout.labels, layout.boxes, lines)
    labels, boxes = layout.labels, layout.boxes
    if cuts:
        del layout, labels  # as large as four pictures
        labels, boxes = _connected(ink)
    return replace(_parts(picture, labels, boxes, grids, shapes, lines, cuts), foreign=foreign)


def _bare(picture: Picture) -> tuple[Picture, Rulings, Foreign | None]:
    """``picture`` without its rules and without the ink of pens and stamps, its rules, and where that ink was. A pen's
    straight strokes would be rules: where there are some, rules are found again without them."""
    ink = picture.ink()
    rulings = find_rulings(ink, picture.scale)
    bare = without_rules(picture.grey, rulings)
    foreign = find_foreign(bare, picture.scale)
    if foreign:
        closed = without_rules(picture.grey, find_rulings(ink, picture.scale, closed=True))
        foreign = find_foreign(closed, picture.scale) or foreign
        picture = replace(picture, grey=without_foreign(picture.grey, closed, foreign))
        rulings = find_rulings(picture.ink(), picture.scale, foreign=foreign)
        bare = without_rules(picture.grey, rulings)
    return replace(picture, grey=bare), rulings, foreign


def has_thai_digits(layout: Layout, lines: Sequence[Piece]) -> bool:
    """Are there surely Thai digits in the shortest ``lines`` of a page? Their hair lines break first, and they are what
    paler ink is for: letters of tight lines grow together by it."""
    found = 0
    for line in sorted(lines, key=lambda one: len(one.ids))[:SHORTEST]:
        digits = find_digits(layout.boxes, layout.labels, layout.grey, line)
        found += sum(digit.sure and digit.value > 0 for digit in digits)
        if found >= ENOUGH:
            return True
    return False


def _connected(ink: Grey) -> tuple[Numbers, Numbers]:
    """The pieces of ``ink``: every pixel's number, and a row for each (x, y, width, height, area)."""
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    return np.asarray(labels, np.int32), np.asarray(boxes, np.int32)


def _parts(
    picture: Picture,
    labels: Numbers,
    boxes: Numbers,
    grids: list[Grid],
    shapes: Floats,
    lines: Sequence[Piece] = (),
    cuts: Sequence[tuple[int, int, int]] = (),
) -> Layout:
    """What the pieces of ink (``labels``, ``boxes``) of a picture without rules make; ``lines`` are those of a first
    look, ``cuts`` (row, first and last column) have parted the ink since."""
    body = body_height(boxes[1:], picture.scale)
    tables, bodies = _sizes(boxes, grids, picture.scale)
    under = _rules_over(boxes, shapes, cuts, picture.scale)
    feet = standing(boxes, lines)
    carried = np.arange(len(boxes), dtype=np.int32)
    dots = np.zeros(len(boxes), np.bool_)
    for table, own in enumerate(bodies):
        there = np.flatnonzero(tables == table)
        carried[there] = there[carriers(feet[there], own, under[there])]
        dots[there] = leader_dots(boxes[there], own)
    carried[dots] = np.flatnonzero(dots)  # no mark of a letter
    by_region = _by_region(boxes, carried, grids, picture.scale, body)
    own_bodies = [bodies[0], *(own for grid, own in zip(grids, bodies[1:], strict=True) for _ in grid.cells)]
    sizes = zip(by_region, own_bodies, strict=True)
    regions = [(ids, find_pieces(boxes, ids, own, carried, dots)) for ids, own in sizes]
    return Layout(picture.scale, picture.grey, labels, boxes, carried, dots, body, shapes, regions)


def _rules_over(boxes: Numbers, shapes: Floats, cuts: Sequence[tuple[int, int, int]], scale: float) -> Numbers:
    """How many level rules there are over the head, middle and foot of each piece of ink; a cut counts ``CUT``."""
    level = shapes[shapes[:, 2] - shapes[:, 0] > shapes[:, 3] - shapes[:, 1]]
    x = (boxes[:, 0] + boxes[:, 2] / 2)[:, None]
    ends = boxes[:, 1, None] + boxes[:, 3, None] * np.array([0, 0.5, 1])
    found = np.zeros((len(boxes), 3), np.int32)
    for x0, top, x1, bottom, *_ in level * scale:
        found += (x > x0) & (x < x1) & (ends > (top + bottom) / 2)
    for row, first, last in cuts:
        found += CUT * ((x >= first) & (x <= last) & (ends > row))
    return found


def see_lines(layout: Layout, deadline: float = math.inf) -> list[SeenLine]:
    """The lines of text of a page, read; raises ``PageTooSlow`` when this process has computed until ``deadline``."""
    lines: list[SeenLine] = []
    every = [piece for _, pieces in layout.regions for piece in pieces]
    for number, (ids, pieces) in enumerate(layout.regions):
        signs = list(find_signs(layout.boxes, ids, layout.labels, layout.body)) if number else []
        if len(pieces) == 1 and [at for sign, at in signs if sign != DASH] == pieces[0].ids.tolist():
            pieces = []  # an arrow as high as letters
        for piece in pieces:
            if time.process_time() > deadline:
                raise PageTooSlow
            line = _see_parts(piece, layout, every)
            lines.append(replace(line, body=size_in_table(piece) / layout.scale) if number else line)
        if not pieces:  # a cell without letters
            lines += [_sign(sign, layout.boxes[at], layout.body, layout.scale) for sign, at in signs]
    return [line for line in lines if line.reading.words]


def _sizes(boxes: Numbers, grids: list[Grid], scale: float) -> tuple[Numbers, list[float]]:
    """For every piece of ink the table that it stands in (1…; 0 is none), and the height of a consonant outside of
    tables and in each. Tables are often set in smaller type than the page: by the page's size their letters would be
    marks. What reaches over a table's upper border, half a letter at most, is a mark of its first row."""
    page = body_height(boxes[1:], scale)
    x, y = (boxes[:, 0] + boxes[:, 2] / 2) / scale, (boxes[:, 1] + boxes[:, 3] / 2) / scale
    tables = np.zeros(len(boxes), np.int32)
    for number, grid in enumerate(grids, 1):
        x0, top, x1, bottom = grid.box
        tables[(x > x0) & (x < x1) & (y > top - page / 2 / scale) & (y < bottom)] = number
    tables[0] = -1  # the paper
    return tables, [body_height(boxes[tables == number], scale, page) for number in range(len(grids) + 1)]


def _free(ink: Grey, rulings: Rulings) -> Grey:
    """``ink``, changed in place, without frayed edges of rules: flat pieces on a rule that reach no farther."""
    for x, y, w, h in rulings.across:
        part = np.s_[max(0, y - FRAYED) : y + h + FRAYED, max(0, x - FRAYED) : x + w + FRAYED]
        band = ink[part]
        _, labels, stats, _ = cv2.connectedComponentsWithStats(band, connectivity=8)
        within = (stats[:, 1] > 0) & (stats[:, 1] + stats[:, 3] < band.shape[0])
        within &= (stats[:, 3] <= FRAYED) | (stats[:, 2] >= 2 * stats[:, 3])  # no tone
        band[within[labels]] = 0
    return ink


def _by_region(boxes: Numbers, carried: Numbers, grids: list[Grid], scale: float, body: float) -> list[Numbers]:
    """Row numbers of the pieces of ink of every cell, and of the page outside tables. A mark stands where the letter
    stands that carries it; flat ink along a rule is what is left of the rule."""
    x = (boxes[:, 0] + boxes[:, 2] / 2) / scale
    y = (boxes[:, 1] + boxes[:, 3] / 2) / scale
    home = np.full(len(boxes), OUTSIDE, np.int32)
    number = 0
    for grid in grids:
        for *_, (x0, top, x1, bottom) in grid.cells:
            inside = (x > x0) & (x < x1) & (y > top) & (y < bottom)
            thin = (boxes[:, 2] < INSET * scale) | (boxes[:, 3] < INSET * scale)
            edge = (x < x0 + INSET) | (x > x1 - INSET) | (y < top + INSET) | (y > bottom - INSET)
            home[inside] = number
            home[inside & thin & edge] = OUTSIDE - 1
            number += 1
    marks = (carried != np.arange(len(boxes))) & (boxes[:, 3] >= FLAT * body)
    home[marks] = home[carried[marks]]
    home[0] = OUTSIDE - 1  # the paper
    return [np.flatnonzero(home == region).astype(np.int32) for region in range(OUTSIDE, number)]


def _see_parts(piece: Piece, layout: Layout, every: Sequence[Piece]) -> SeenLine:
    """``piece`` read, what stands between its leaders by itself."""
    leaders = find_leaders(piece, layout.boxes, layout.dots)
    if not leaders:
        return _see(piece, layout, every)
    scale = layout.scale
    seen = [_see(part, layout, every) for part in between(piece, layout.boxes, leaders)]
    parts = [Part(line.reading, line.box[0], line.box[2]) for line in seen]
    return SeenLine(
        box=(piece.x0 / scale, piece.top / scale, piece.x1 / scale, piece.bottom / scale),
        base=piece.base / scale,
        body=piece.body / scale,
        stroke=max((line.stroke for line in seen), default=0.0),
        reading=joined([*parts, *(dotted(leader, scale) for leader in leaders)], piece.body / scale),
    )


def _see(piece: Piece, layout: Layout, every: Sequence[Piece]) -> SeenLine:
    """``piece`` read; ``every`` stretch of text of its page stands around it."""
    grey, labels, scale = layout.grey, layout.labels, layout.scale
    whole, signs = piece, find_inline(layout.boxes, piece.ids, labels, piece.base, piece.body)
    if signs:  # they are no part of what is read
        kept = np.setdiff1d(piece.ids, [one for sign in signs for one in sign.pieces]).astype(np.int32)
        x0, x1 = layout.boxes[kept, 0], layout.boxes[kept, 0] + layout.boxes[kept, 2]
        piece = replace(piece, ids=kept, x0=int(x0.min()), x1=int(x1.max()))
    pad = 2
    top, left = max(0, piece.top - pad), max(0, piece.x0 - pad)
    part = np.s_[top : piece.bottom + pad, left : piece.x1 + pad]
    around = labels[part]
    mine, large = np.zeros(len(layout.boxes), np.bool_), layout.boxes[:, 4] >= speck(layout.body)
    mine[piece.ids] = True
    own = mine[around]
    # specks stay: the point of a figure may be as small as they are
    others = (around > 0) & ~own & large[around]
    foreign = cv2.dilate(others.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    strip = grey[part].copy()
    strip[foreign & ~own] = 255
    digits = find_digits(layout.boxes, labels, grey, piece)
    base = piece.base - top
    if digits:
        told = {number for digit in digits for number in digit.pieces}
        heights = [int(layout.boxes[number, 3]) for number in piece.ids.tolist() if number not in told]
        piece = among_digits(piece, sum(height >= LETTER * piece.usual for height in heights))
        strip, room = with_arabic(strip, digits, (left, top), piece, labels)
        base += room
    ink = _whole(layout.boxes, piece.ids, digits)
    figure = told_by_ink(digits, ink, piece.body, grey)
    if figure:
        word = Word(figure, float(piece.x0 - left), float(piece.x1 - left), SIGN_CONFIDENCE)
        reading = Reading((word,), figure, SIGN_CONFIDENCE, 1.0)
    else:
        reading = with_commas(read_line(strip, base, piece.body, digits), ink, piece.body, grey)
    if not reading.doubtful and not all(digit.sure for digit in digits):  # commas settled, but not the digits
        reading = replace(reading, doubtful=figures(reading.text) or ("",))
    reading = with_item_point(doubting_gaps(reading, ink, piece.body, grey), ink, piece.body)
    reading = doubting_strokes(reading, layout.boxes, labels, piece)
    reading = replace(reading, words=tuple(_placed(word, left, 1.0) for word in reading.words))
    reading = doubting_foreign(reading, layout.foreign, piece)
    reading = doubting_counters(reading, layout.boxes, piece.ids, labels, piece.body)
    reading = checked(reading, ink_stacks(layout.boxes, piece.ids, layout.carried, piece.body), piece.body)
    reading = with_sunk_marks(reading, surroundings(piece, every, labels, layout.boxes))
    reading = replace(reading, lost=reading.lost + spell(reading.text).doubts)
    reading = replace(reading, words=with_inline(reading.words, signs))
    inner = cv2.erode(own.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    rim = max(int((own & ~inner).sum()), 1)
    return SeenLine(
        box=(whole.x0 / scale, whole.top / scale, whole.x1 / scale, whole.bottom / scale),
        base=piece.base / scale,
        body=whole.body / scale,
        stroke=2 * float(own.sum()) / rim / whole.body,
        reading=replace(reading, words=tuple(_placed(word, 0, scale) for word in reading.words)),
    )


def _whole(boxes: Numbers, ids: Numbers, digits: Sequence[Digit]) -> Numbers:
    """The boxes of the pieces of ink ``ids``, those of one digit as one."""
    pieces = [digit.pieces for digit in digits if len(digit.pieces) > 1]
    rest = np.setdiff1d(ids, [number for part in pieces for number in part]).astype(np.int32)
    joined = []
    for part in pieces:
        x, y, w, h, area = boxes[list(part)].T
        left, top = int(x.min()), int(y.min())
        joined.append((left, top, int((x + w).max()) - left, int((y + h).max()) - top, int(area.sum())))
    return np.concatenate([boxes[rest], np.array(joined, np.int32).reshape(-1, 5)])


def _sign(sign: str, box: Numbers, body: float, scale: float) -> SeenLine:
    x, y, w, h = (float(v) / scale for v in box[:4])
    word = Word(sign, x, x + w, SIGN_CONFIDENCE)
    base = y + h / 2 + body / scale / 2
    reading = Reading((word,), sign, SIGN_CONFIDENCE, 1.0)
    return SeenLine((x, y, x + w, y + h), base, body / scale, 0.0, reading)


def _placed(word: Word, left: int, scale: float) -> Word:
    """A word whose extent is in points of the page."""
    return replace(word, x0=(left + word.x0) / scale, x1=(left + word.x1) / scale)
