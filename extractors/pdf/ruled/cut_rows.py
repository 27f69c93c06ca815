"""Rows that a page break cuts in tables without vertical rules: no rule stands below, or above, them."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence

from phaen.extractors.pdf.glyphs.lines import Line
from phaen.extractors.pdf.settings import CUT_ROWS, RULES

Group = tuple[float, float, list[float]]
"""Left, right and heights of the horizontal rules of a table."""
Joint = tuple[float, float]


def close_cut_rows(groups: Sequence[Group], joints: Sequence[Joint], lines: Sequence[Line]) -> list[Joint]:
    """Add a height below the last row of each of ``groups`` whose page ends before its rule; the joints there.

    The columns are those of the last printed rule; the row must fill one behind the first, cross none, and nothing
    but a page number may follow.
    """
    found: list[Joint] = []
    for x0, x1, ys in groups:
        last = max(ys)
        columns = rule_columns(joints, last, x0, x1)
        row, rest = _row_below(lines, last)
        if not columns or not row or len(rest) > 1 or any(len(line.text) > CUT_ROWS.footer for line in rest):
            continue
        number = len(row) == 1 and len(row[0].text) <= CUT_ROWS.footer and not row[0].cuts
        if not number and in_columns(row, [x0, *columns, x1]):
            ys.append(max(line.bottom for line in row) + 1.0)
            found += [(x, ys[-1]) for x in columns]
    return found


def in_columns(row: Sequence[Line], borders: Sequence[float]) -> bool:
    """Does ``row`` stand between ``borders``, crossing none, and fill a column behind the first?

    Text in the first column alone, as paragraphs are printed, is no row.
    """
    parts = [(left, right) for line in row for left, right, text in line.segments() if text]
    inside = all(left > borders[0] - 2 and right < borders[-1] + 2 for left, right in parts)
    crossed = any(left < x - 2 and right > x + 2 for left, right in parts for x in borders[1:-1])
    filled = {bisect(borders[1:-1], (left + right) / 2) for left, right in parts}
    return inside and not crossed and bool(filled - {0})


def rule_columns(joints: Sequence[Joint], y: float, x0: float, x1: float) -> list[float]:
    """Where the cells of the rule at height ``y`` meet, from left to right."""
    found: list[float] = []
    for x in sorted(x for x, at in joints if abs(at - y) <= RULES.tolerance and x0 + 4 < x < x1 - 4):
        if not found or x - found[-1] > RULES.tolerance:
            found.append(x)
    return found


def _row_below(lines: Sequence[Line], y: float) -> tuple[list[Line], list[Line]]:
    """The lines that follow each other closely below ``y``, and those after them."""
    below = sorted((line for line in lines if line.base - 0.3 * line.size > y), key=lambda line: line.base)
    reach = y
    for count, line in enumerate(below):
        if line.top - reach > CUT_ROWS.near * line.size:
            return below[:count], below[count:]
        reach = max(reach, line.bottom)
    return below, []
