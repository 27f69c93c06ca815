"""Signs that are drawn instead of printed: tick boxes, ≤ and ≥ as underlined < and >, lines under words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from phaen.extractors.pdf.glyphs.lines import Line
from phaen.extractors.pdf.glyphs.thai import is_space, rank
from phaen.extractors.pdf.settings import UNDERLINED
from phaen.extractors.pdf.sorted_values import distinct, is_in
from phaen.extractors.pdf.source.backend import DARK, LINE, Floats, Glyphs, RawPage
from phaen.extractors.pdf.source.paths import THIN

BOX_SIDES = (5.0, 16.0)
"""Points: sides of a drawn tick box."""
EMPTY_BOX, FULL_BOX = 0x25A1, 0x25A0


def take_tick_boxes(page: RawPage) -> None:
    """Drawn squares of letter size become the characters □ and ■; their outlines are no rules of a table."""
    shapes = page.shapes
    if not len(shapes) or not len(page.glyphs):
        return
    width, height = shapes[:, 2] - shapes[:, 0], shapes[:, 3] - shapes[:, 1]
    low, high = BOX_SIDES
    square = (width >= low) & (width <= high) & (np.abs(width - height) <= 1.5)
    if not square.any() or square.sum() > 200:
        return
    boxes: list[tuple[float, float, float, float, bool]] = []
    gone = np.zeros(len(shapes), bool)
    for x0, top, x1, bottom in shapes[square][:, :4].tolist():
        if any(abs(x0 - b[0]) < 2 and abs(top - b[1]) < 2 for b in boxes):
            continue
        inside = (shapes[:, 0] >= x0 - 1) & (shapes[:, 2] <= x1 + 1)
        inside &= (shapes[:, 1] >= top - 1) & (shapes[:, 3] <= bottom + 1)
        touching = (shapes[:, 4] == LINE) & ~inside
        touching &= (shapes[:, 0] <= x1 + 1) & (shapes[:, 2] >= x0 - 1)
        touching &= (shapes[:, 1] <= bottom + 1) & (shapes[:, 3] >= top - 1)
        if touching.any():
            continue  # a small cell of a table
        gone |= inside
        area = width[inside] * height[inside]
        full = bool(((shapes[inside][:, 5] == DARK) & (area > 0.5 * (x1 - x0) * (bottom - top))).any())
        boxes.append((x0, top, x1, bottom, full))
    if boxes:
        page.shapes = shapes[~gone]
        page.glyphs = _with_boxes(page.glyphs, boxes)


def _with_boxes(glyphs: Glyphs, boxes: Sequence[tuple[float, float, float, float, bool]]) -> Glyphs:
    """``glyphs`` and a character for each box, on the baseline of the text beside it."""
    added = []
    for x0, top, x1, bottom, full in boxes:
        middle = (top + bottom) / 2
        height = np.abs(glyphs.y - 0.3 * glyphs.size - middle)
        aside = np.maximum(np.maximum(glyphs.x0 - x1, x0 - glyphs.x1), 0)
        near = int(np.argmin(height * 10 + aside))
        if height[near] > 0.6 * glyphs.size[near]:
            continue
        inner = (glyphs.x0 >= x0 - 1) & (glyphs.x1 <= x1 + 1) & (np.abs(glyphs.y - glyphs.y[near]) < 4)
        code = FULL_BOX if full or inner.any() else EMPTY_BOX
        added.append((code, x0, x1, float(glyphs.y[near]), float(glyphs.size[near])))
    return with_characters(glyphs, added) if added else glyphs


_OR_EQUAL = {0x3C: 0x2264, 0x3E: 0x2265}
_SAME_LEVEL = 0.5
"""Points between the pieces of one underline."""


def take_underlined_signs(page: RawPage) -> None:
    """< and > that are underlined alone become ≤ and ≥: who has no such key draws them so.

    A line that goes on under the next letter underlines a text, in which the sign is what it is.
    """
    glyphs, shapes = page.glyphs, page.shapes
    signs = np.flatnonzero(is_in(glyphs.code, list(_OR_EQUAL)))
    if not len(signs) or not len(shapes):
        return
    flat = shapes[(shapes[:, 4] == LINE) & (shapes[:, 3] - shapes[:, 1] <= THIN)]
    letters = np.flatnonzero((rank(glyphs.code) == 0) & ~is_space(glyphs.code))
    level = (flat[:, 1] + flat[:, 3]) / 2
    for sign in signs.tolist():
        x0, x1, size = float(glyphs.x0[sign]), float(glyphs.x1[sign]), float(glyphs.size[sign])
        slack = UNDERLINED.slack * size
        below = level - glyphs.y[sign]
        under = (below > 0) & (below < UNDERLINED.below * size)
        near = letters[(np.abs(glyphs.y[letters] - glyphs.y[sign]) < UNDERLINED.below * size) & (letters != sign)]
        middle = (glyphs.x0[near] + glyphs.x1[near]) / 2
        for height in distinct(level[under & (flat[:, 0] < x0 + slack) & (flat[:, 2] > x1 - slack)]).tolist():
            left, right = _stretch_of(flat[np.abs(level - height) < _SAME_LEVEL], x0, slack)
            others = (middle > left - slack) & (middle < right + slack)
            if not others.any() and max(x0 - left, right - x1) < UNDERLINED.reach * size:
                glyphs.code[sign] = _OR_EQUAL[int(glyphs.code[sign])]
                break


def _stretch_of(lines: Floats, x: float, slack: float) -> tuple[float, float]:
    """From where to where flat ``lines`` of one level run that meet at ``x``: one is drawn for each piece of a text."""
    left = right = x
    while True:
        met = lines[(lines[:, 0] < right + slack) & (lines[:, 2] > left - slack)]
        if not len(met) or (met[:, 0].min() >= left and met[:, 2].max() <= right):
            return left, right
        left, right = min(left, float(met[:, 0].min())), max(right, float(met[:, 2].max()))


_WRITTEN_SIZE = 12.0
"""Points: size of an undrawn text in a box that is higher than one line."""
_ADVANCE = 0.5
"""Em: room of a letter in a text that no font has drawn."""


def place_written(page: RawPage) -> None:
    """Texts of annotations that no program has drawn become characters in their boxes, a line below the other."""
    added: list[tuple[int, float, float, float, float]] = []
    for text, (x0, top, x1, bottom) in page.written:
        lines = [line for line in text.splitlines() if line.strip()]
        size = min(_WRITTEN_SIZE, 0.8 * (bottom - top) / max(len(lines), 1))
        widest = max((_letters(line) for line in lines), default=0)
        if size < 1.0 or not widest:
            continue
        step = min(_ADVANCE * size, (x1 - x0 - 2) / widest)
        for number, line in enumerate(lines):
            x, base = x0 + 1.0, top + (bottom - top) * (number + 0.5) / len(lines) + 0.3 * size
            for letter in line:
                code = ord(letter)
                mark = rank(np.array([code])).item() > 0
                added.append((code, x - step if mark else x, x if mark else x + step, base, size))
                x += 0.0 if mark else step
    if added:
        page.glyphs = with_characters(page.glyphs, added)


def _letters(text: str) -> int:
    return int((rank(np.array([ord(letter) for letter in text])) == 0).sum())


def with_characters(glyphs: Glyphs, added: Sequence[tuple[int, float, float, float, float]]) -> Glyphs:
    """``glyphs`` and further characters, each a text object of its own: code, x0, x1, baseline, size."""
    new = np.array(added, np.float64).reshape(-1, 5)
    last = int(glyphs.run.max()) + 1 if len(glyphs) else 0
    none = np.zeros(len(new), np.int32)
    return Glyphs(
        code=np.append(glyphs.code, new[:, 0].astype(np.int32)),
        x0=np.append(glyphs.x0, new[:, 1]),
        x1=np.append(glyphs.x1, new[:, 2]),
        anchor=np.append(glyphs.anchor, (new[:, 1] + new[:, 2]) / 2),
        y=np.append(glyphs.y, new[:, 3]),
        size=np.append(glyphs.size, new[:, 4]),
        font=np.append(glyphs.font, none),
        run=np.append(glyphs.run, np.arange(last, last + len(new), dtype=np.int32)),
        turn=np.append(glyphs.turn, none),
        lost=np.append(glyphs.lost, none > 0),
        hint=np.append(glyphs.hint, none > 0),
    )


def mark_underlined(lines: list[Line], shapes: Floats) -> None:
    """Lines that open or end with underlined text count as bold there: both set a heading off."""
    flat = shapes[(shapes[:, 4] == LINE) & (shapes[:, 3] - shapes[:, 1] <= THIN) & (shapes[:, 2] - shapes[:, 0] > 8)]
    if not len(flat):
        return
    ruled = sorted(((top + bottom) / 2, x0, x1) for x0, top, x1, bottom in flat[:, :4].tolist())
    heights = [height for height, _, _ in ruled]
    for line in lines:
        for at in range(bisect_right(heights, line.base), len(ruled)):
            height, x0, x1 = ruled[at]
            if height - line.base >= 0.25 * line.size:
                break
            if x0 >= line.x0 - 3 and x1 <= line.x1 + 3:
                line.bold_start |= abs(x0 - line.x0) < 3
                line.bold_end |= abs(x1 - line.x1) < 3
