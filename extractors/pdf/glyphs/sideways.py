"""Text that stands sideways on a page, such as the headings of narrow month columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from phaen.extractors.pdf.glyphs.lines import Line, build_lines
from phaen.extractors.pdf.ruled.rules import Grid
from phaen.extractors.pdf.ruled.side_by_side import OUTSIDE
from phaen.extractors.pdf.source.backend import Glyphs, Ints, RawPage, turn_boxes


def sideways_lines(
    page: RawPage, grids: Sequence[Grid], repair: Callable[[Glyphs], Ints], damages: Counter[str]
) -> list[Line]:
    """The sideways lines of ``page`` in its own coordinates, each in the cell that its middle stands in.

    ``repair`` puts the codes of characters right and gives them back as they were.
    """
    found: list[Line] = []
    for turns, glyphs in page.sideways:
        raw = repair(glyphs)
        width, height = (page.height, page.width) if turns % 2 else (page.width, page.height)
        nowhere = np.full(len(glyphs), OUTSIDE, np.int32)
        for line in build_lines(glyphs, raw, nowhere, page.fonts, damages):
            box = turn_boxes(np.array([line.box], np.float64), turns, width, height)[0]
            x0, top, x1, bottom = box.tolist()
            region = _cell_at((x0 + x1) / 2, (top + bottom) / 2, grids)
            found.append(
                replace(line, region=region, x0=x0, x1=x1, top=top, bottom=bottom, base=bottom, cuts=[], alone=True)
            )
    return found


def _cell_at(x: float, y: float, grids: Sequence[Grid]) -> int:
    """The number of the cell at a point, cells counted through all ``grids``; else OUTSIDE."""
    number = 0
    for grid in grids:
        for _, _, _, _, (x0, top, x1, bottom) in grid.cells:
            if x0 < x < x1 and top < y < bottom:
                return number
            number += 1
    return OUTSIDE
