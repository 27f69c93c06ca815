"""Levels of a heading that no rule parts, told by the rules between their columns, which begin below the upper one.

"ระยะเวลา" (period) stands over "พ.ศ. 2566" and "พ.ศ. 2567", and those over the months: word processors that draw
vertical rules only draw none under the headings that go across, but the rule between two columns begins below them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from phaen.extractors.model import BBox
from phaen.extractors.pdf.ruled.rules import Edge, Grid, find_grids, horizontal, merged
from phaen.extractors.pdf.settings import RULES
from phaen.extractors.pdf.sorted_values import distinct
from phaen.extractors.pdf.source.backend import Glyphs, RawPage

MOST_LEVELS = 3
"""Levels below the first: years, quarters, months."""


def with_head_rules(grids: list[Grid], edges: list[Edge], page: RawPage) -> tuple[list[Grid], list[Edge]]:
    """``grids`` and ``edges`` with the rules that are missing between the levels of headings."""
    for level in range(MOST_LEVELS):
        added = _head_rules(grids, edges, page.glyphs, level)
        if not added:
            break
        edges = merged([*edges, *added])
        grids = find_grids(edges, page)
    return grids, edges


def _head_rules(grids: Sequence[Grid], edges: Sequence[Edge], glyphs: Glyphs, level: int) -> list[Edge]:
    """The rules missing under headings across columns: over the free ends of verticals inside their cells.

    The verticals go on to the cell's lower border, and text stands above their ends and in each column below, none on
    that height. Only the first ``level`` + 1 rows are looked at: they are the heading.
    """
    verticals = [edge for edge in edges if edge["orientation"] == "v"]
    found = []
    for grid in grids:
        for row, _, _, columns, box in grid.cells:
            ends = _free_ends(box, verticals) if columns > 1 and row <= level else []
            y = min((top for _, top in ends), default=0.0)
            parts = sorted(x for x, top in ends if top < y + RULES.tolerance)
            if parts and _parts_text(box, y, parts, glyphs):
                found.append(horizontal(box[0], box[2], y))
    return found


def _free_ends(box: BBox, verticals: Sequence[Edge]) -> list[tuple[float, float]]:
    """(x, top) of the verticals that begin inside the cell ``box`` and reach its lower border."""
    left, top, right, bottom = box
    slack = RULES.tolerance
    return [
        (v["x0"], v["top"])
        for v in verticals
        if left + slack < v["x0"] < right - slack
        and top + RULES.open_height < v["top"] < bottom - RULES.open_height
        and v["bottom"] > bottom - slack
    ]


def _parts_text(box: BBox, y: float, xs: Sequence[float], glyphs: Glyphs) -> bool:
    """Does text of the cell stand above ``y``, and below it between all of ``xs``, and none on it?"""
    middle = (glyphs.x0 + glyphs.x1) / 2
    inside = (middle > box[0]) & (middle < box[2]) & (glyphs.y > box[1]) & (glyphs.y < box[3])
    base, size, middle = glyphs.y[inside], glyphs.size[inside], middle[inside]
    below = base > y
    if not np.any(~below) or np.any(below & (base - RULES.body * size < y)):
        return False
    return len(distinct(np.searchsorted(xs, middle[below]))) == len(xs) + 1
