"""Rows that no rule parts: several entries in one ruled row become rows of their own (``row_starts`` tells where)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from phaen.extractors.model import BBox
from phaen.extractors.pdf.glyphs.lines import ASCENT, DESCENT, Line
from phaen.extractors.pdf.glyphs.wrapping import opens_with_label
from phaen.extractors.pdf.ruled.entry_signs import Lines, dealt
from phaen.extractors.pdf.ruled.row_starts import inner_of, split_of
from phaen.extractors.pdf.ruled.rules import Grid
from phaen.extractors.pdf.ruled.splits import Split
from phaen.extractors.pdf.ruled.sub_heads import part_sub_heads
from phaen.extractors.pdf.settings import ROWS

_NUMBERED_RESULT = re.compile(r"\W*(?:O?KR|KPI)s?\s*[0-9๐-๙]")
"""``KR 1 : …``, a key result as a heading."""


@dataclass(frozen=True, slots=True)
class Parted:
    """A grid with a row for every entry: the lines of its cells, the cell each was part of, and the guessed ones."""

    grid: Grid
    lines: Lines
    origin: list[int]
    guessed: frozenset[int] = frozenset()


def split_rows(grid: Grid, inside: Lines) -> Parted:
    """``grid``, whose cells hold the lines ``inside``, with a row for every entry.

    The headings of two levels in one cell are parted before, the numbered items inside an entry in a second step.
    """
    grid, inside, cells = part_sub_heads(grid, inside)
    parted = _entries(grid, inside)
    return replace(parted, origin=[cells[k] for k in parted.origin])


def _entries(grid: Grid, inside: Lines) -> Parted:
    """``grid`` with a row for every entry and every item of one."""
    splits = {}
    for row, cells in _rows(grid, inside).items():
        split = split_of(cells, inside) if len(cells) > 1 else _headings(grid, cells[0], inside)
        if split is not None:
            splits[row] = split
    if not splits:
        return Parted(grid, inside, list(range(len(inside))))
    once = _parted(grid, inside, splits)
    inner = {
        row: split
        for row, cells in _rows(once.grid, once.lines).items()
        if len(cells) > 1 and (split := inner_of(cells, once.lines)) is not None
    }
    if not inner:
        return once
    twice = _parted(once.grid, once.lines, inner)
    guessed = frozenset(k for k, origin in enumerate(twice.origin) if origin in once.guessed) | twice.guessed
    return Parted(twice.grid, twice.lines, [once.origin[k] for k in twice.origin], guessed)


def _rows(grid: Grid, inside: Lines) -> dict[int, list[int]]:
    """The cells with text of the rows that may hold several entries, by row."""
    rows: dict[int, list[int]] = {}
    for number, (row, _, rowspan, _, _) in enumerate(grid.cells):
        if rowspan == 1 and inside[number]:
            rows.setdefault(row, []).append(number)
    return {row: cells for row, cells in rows.items() if _several_lines([inside[number] for number in cells])}


def _several_lines(cells: Lines) -> bool:
    """Has a cell several lines, or do those of different cells stand below each other?"""
    first = cells[0][0]
    return any(len(lines) > 1 or abs(lines[0].base - first.base) > first.size for lines in cells)


def _headings(grid: Grid, number: int, inside: Lines) -> Split | None:
    """Headings below each other in one cell across all columns: each line that opens like one is a row.

    The first need not, where the line above each of the others ends short of the cell, so that none of them is the
    rest of a sentence.
    """
    if not grid.cells[number][3] == len(grid.xs) - 1 > 2:
        return None  # not across all columns
    lines = inside[number]
    first, *others = lines
    starts = [line.base for line in others if opens_with_label(line.text) or _NUMBERED_RESULT.match(line.text)]
    if not starts:
        return None
    opened = opens_with_label(first.text) or _NUMBERED_RESULT.match(first.text)
    room = grid.cells[number][4][2] - ROWS.short * first.size
    if not opened and any(above.x1 > room for above, below in pairwise(lines) if below.base in starts):
        return None
    return Split((first.base, *starts))


def _parted(grid: Grid, inside: Lines, splits: dict[int, Split]) -> Parted:
    """``grid`` and ``inside`` with the rows of ``splits`` parted."""
    count = len(grid.ys) - 1
    first = [0]
    for row in range(count):
        first.append(first[-1] + (len(splits[row].starts) if row in splits else 1))
    borders = {row: _borders(grid, inside, row, split) for row, split in splits.items()}
    ys = [y for row in range(count) for y in (borders[row][:-1] if row in borders else [grid.ys[row]])]
    cells: list[tuple[int, int, int, int, BBox]] = []
    lines: Lines = []
    origin: list[int] = []
    guessed: set[tuple[int, int]] = set()
    for number, (row, column, rowspan, colspan, box) in enumerate(grid.cells):
        split = splits.get(row)
        if split is None or rowspan > 1 or not split.parts(number):
            cells.append((first[row], column, first[row + rowspan] - first[row], colspan, box))
            lines.append(inside[number])
            origin.append(number)
            if split is not None and rowspan == 1 and _stands_apart(inside[number], split.starts):
                guessed.add((first[row], column))
            continue
        for k, part in enumerate(dealt(inside[number], split.starts)):
            cells.append((first[row] + k, column, 1, colspan, (box[0], borders[row][k], box[2], borders[row][k + 1])))
            lines.append(part)
            origin.append(number)
            guessed |= {(first[row] + k, column)} if split.guessed else set()
    order = sorted(range(len(cells)), key=lambda k: cells[k])
    made = Grid(grid.xs, [*ys, grid.ys[-1]], [cells[k] for k in order])
    doubtful = frozenset(k for k, cell in enumerate(made.cells) if cell[:2] in guessed)
    return Parted(made, [lines[k] for k in order], [origin[k] for k in order], doubtful)


def _stands_apart(lines: list[Line], starts: tuple[float, ...]) -> bool:
    """Do some ``lines`` of a cell that holds for all entries stand apart from each other, one beside an entry below?

    Then each may be of its own entries: a unit beside the first two, and one for the rest behind a brace.
    """
    steps = [below.base - above.base for above, below in pairwise(lines)]
    if len(steps) < 2:  # two lines tell no step of their own: a unit of two words
        return False
    return any(
        step > ROWS.apart * min(steps)
        and any(abs(below.base - start) <= ROWS.same_line * below.size for start in starts[1:])
        for step, below in zip(steps, lines[1:], strict=True)
    )


def _borders(grid: Grid, inside: Lines, row: int, split: Split) -> list[float]:
    """Heights between the entries of a row, with those of the row itself: halfway between their lines."""
    own = [number for number, cell in enumerate(grid.cells) if cell[0] == row and cell[2] == 1 and split.parts(number)]
    lines = [line for number in own for line in inside[number]]
    borders = [grid.ys[row]]
    for start in split.starts[1:]:
        near = ROWS.same_line * max(line.size for line in lines)
        above = max((line.base + DESCENT * line.size for line in lines if line.base < start - near), default=start)
        below = min(line.base - ASCENT * line.size for line in lines if line.base >= start - near)
        borders.append(min(max((above + below) / 2, borders[-1] + 0.1), grid.ys[row + 1] - 0.1))
    return [*borders, grid.ys[row + 1]]
