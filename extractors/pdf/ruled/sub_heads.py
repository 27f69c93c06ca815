"""Headings of single columns below a heading across them, in one cell: the rule between the two levels is not drawn.

Tables with vertical rules only print "งบประมาณ" (budget) over "แผ่นดิน   รายได้" (national, own revenue) with neither a
rule between them nor one between the two: the columns below would all have one heading, and the reader could not
tell their figures apart.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from phaen.extractors.pdf.glyphs.lines import ASCENT, DESCENT, Line
from phaen.extractors.pdf.ruled.entry_signs import Lines
from phaen.extractors.pdf.ruled.rules import Grid


def part_sub_heads(grid: Grid, inside: Lines) -> tuple[Grid, Lines, list[int]]:
    """``grid`` with a row of its own for such headings, the lines of its cells, and the cell each was part of.

    A cell is parted that spans columns which are single in the row below, whose last line has one text inside each
    of them, and whose lines above have no gap. The other cells of the row reach down beside the new row.
    """
    origin = list(range(len(inside)))
    row = 0
    while row < len(grid.ys) - 1:
        found = {
            number: pieces
            for number, (top, column, rowspan, colspan, _) in enumerate(grid.cells)
            if top == row and rowspan == 1 and colspan > 1 and _singles(grid, row + 1, column, colspan)
            if (pieces := _pieces(inside[number], grid.xs[column : column + colspan + 1]))
        }
        if found:
            grid, inside, origin = _parted(grid, inside, origin, row, found)
            row += 1
        row += 1
    return grid, inside, origin


def _singles(grid: Grid, row: int, column: int, colspan: int) -> bool:
    """Does ``row`` have a cell of its own in each of the columns?"""
    own = {cell[1] for cell in grid.cells if cell[0] == row and cell[3] == 1}
    return all(column + k in own for k in range(colspan))


def _pieces(lines: Sequence[Line], xs: Sequence[float]) -> list[Line]:
    """The texts of the last of ``lines``, one inside each column of ``xs``; none where they stand otherwise."""
    if len(lines) < 2 or any(line.parted for line in lines[:-1]):
        return []
    last = lines[-1]
    parts = last.segments()
    homes = [bisect_right(xs, x0) - 1 for x0, _, _ in parts]
    if homes != list(range(len(xs) - 1)) or any(
        x1 > xs[home + 1] for (_, x1, _), home in zip(parts, homes, strict=True)
    ):
        return []
    if not all(text for _, _, text in parts):
        return []
    return [replace(last, text=text, raw=text, x0=x0, x1=x1, cuts=[]) for x0, x1, text in parts]


def _parted(
    grid: Grid, inside: Lines, origin: list[int], row: int, found: dict[int, list[Line]]
) -> tuple[Grid, Lines, list[int]]:
    """``grid`` with a border in ``row`` below which the lines ``found`` of its cells stand, each in its column."""
    below = max(line.base - ASCENT * line.size for pieces in found.values() for line in pieces)
    above = max(line.base + DESCENT * line.size for number in found for line in inside[number][:-1])
    border = min(max((above + below) / 2, grid.ys[row] + 0.1), grid.ys[row + 1] - 0.1)
    made = []
    for number, (top, column, rowspan, colspan, box) in enumerate(grid.cells):
        start = top + (top > row)
        height = rowspan + (top <= row < top + rowspan)
        if number not in found:
            made.append(((start, column, height, colspan, box), inside[number], origin[number]))
            continue
        made.append(((row, column, 1, colspan, (box[0], box[1], box[2], border)), inside[number][:-1], origin[number]))
        for k, piece in enumerate(found[number], column):
            place = (grid.xs[k], border, grid.xs[k + 1], box[3])
            made.append(((row + 1, k, 1, 1, place), [piece], origin[number]))
    made.sort(key=lambda item: item[0])
    ys = [*grid.ys[: row + 1], border, *grid.ys[row + 1 :]]
    return Grid(grid.xs, ys, [cell for cell, _, _ in made]), [lines for _, lines, _ in made], [k for _, _, k in made]
