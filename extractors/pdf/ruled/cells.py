"""Characters into the cells of the page's tables, lines into rows: one page's blocks in reading order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
from phaen.extractors.model import BBox, Block, Cell, Paragraph, Place, Row, Table
from phaen.extractors.pdf.glyphs.lines import Line
from phaen.extractors.pdf.glyphs.stacked import split_stacked
from phaen.extractors.pdf.glyphs.wrapping import (
    WIDEST_PITCH,
    counts_on,
    ends_short,
    is_apart,
    join_lines,
    line_glue,
    opens_with_label,
    right_limit,
    usual_pitches,
)
from phaen.extractors.pdf.ruled.broken_figures import join_broken_figures
from phaen.extractors.pdf.ruled.row_splits import Parted, split_rows
from phaen.extractors.pdf.ruled.rules import Grid
from phaen.extractors.pdf.ruled.side_by_side import OUTSIDE, Zone, reading_place, zone_at
from phaen.extractors.pdf.settings import RULES
from phaen.extractors.pdf.source.backend import Glyphs, Ints, RawPage
from phaen.extractors.pdf.unruled.doubts import FLAG, flagged


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of a grid beside its cells.

    ``unruled``: no rules part its rows; ``guessed``: nothing sure does; ``cut``: its first entry is the rest of one on
    the page before.
    """

    unruled: bool = False
    guessed: bool = False
    cut: bool = False


def regions(glyphs: Glyphs, grids: Sequence[Grid]) -> Ints:
    """The number of the cell that each character stands in, cells counted through all ``grids``; else OUTSIDE."""
    found = np.full(len(glyphs), OUTSIDE, np.int32)
    x = (glyphs.x0 + glyphs.x1) / 2
    y = glyphs.y - RULES.middle * glyphs.size
    first = 0
    for grid in grids:
        table = np.full((len(grid.ys) - 1, len(grid.xs) - 1), OUTSIDE, np.int32)
        for number, (row, column, rows, columns, _) in enumerate(grid.cells, first):
            table[row : row + rows, column : column + columns] = number
        first += len(grid.cells)
        left, top, right, bottom = grid.box
        inside = np.flatnonzero((x > left) & (x < right) & (y > top) & (y < bottom))
        if len(inside):
            rows_at = np.searchsorted(grid.ys, y[inside], side="right") - 1
            columns_at = np.searchsorted(grid.xs, x[inside], side="right") - 1
            found[inside] = table[rows_at, columns_at]
    return found


def page_blocks(
    page: RawPage,
    grids: Sequence[Grid],
    lines: Sequence[Line],
    marks: Sequence[Mark] = (),
    doubts: Mapping[int, str] = MappingProxyType({}),
    zones: Sequence[Zone] = (),
) -> list[Block]:
    """Tables and paragraphs of one page from top to bottom, in ``zones`` column by column.

    ``marks`` tell what was guessed of each grid, ``doubts`` are the flags of cells by their number.
    """
    by_region: dict[int, list[Line]] = {}
    for line in lines:
        by_region.setdefault(line.region, []).append(line)
    placed: list[tuple[tuple[float, int, float], Block]] = []
    first = 0
    for number, grid in enumerate(grids):
        inside = [by_region.get(cell, []) for cell in range(first, first + len(grid.cells))]
        inside = join_broken_figures([cell[4] for cell in grid.cells], inside)
        flags = [doubts.get(cell) for cell in range(first, first + len(grid.cells))]
        parted = split_rows(grid, inside)
        whole = _table(page, parted, [flags[cell] for cell in parted.origin])
        if number < len(marks):
            mark = marks[number]
            whole = replace(whole, ruled=not mark.unruled, cut=mark.cut)
            whole = flagged(whole) if mark.guessed else whole
        for start, part in split_stacked(whole):
            at = parted.grid.ys[start]
            placed.append((reading_place(zones, (grid.xs[0] + grid.xs[-1]) / 2, at + 1.0, at), part))
        first += len(grid.cells)
    outside: dict[tuple[float, int], list[Line]] = {}
    for line in (line for region, group in by_region.items() if region <= OUTSIDE for line in group):
        zone = zone_at(zones, line.base)
        outside.setdefault((zone.top, OUTSIDE - line.region) if zone else (0.0, -1), []).append(line)
    for (_, column), group in outside.items():
        boxes = [grid.box for grid in grids]
        for base, box, block in _paragraphs(page, group, boxes, whole=column < 0):
            placed.append((reading_place(zones, (box[0] + box[2]) / 2, base, box[1]), block))
    placed.sort(key=lambda item: item[0])
    return [block for _, block in placed]


def _table(page: RawPage, parted: Parted, doubts: Sequence[str | None]) -> Table:
    """The table of a grid whose entries are parted; ``doubts``: a flag of each cell."""
    grid = parted.grid
    width = len(grid.xs) - 1
    rows: list[list[Cell | None]] = [[None] * width for _ in grid.ys[:-1]]
    for number, (row, column, rowspan, colspan, box) in enumerate(grid.cells):
        inside, doubt = parted.lines[number], doubts[number]
        text, raw = join_lines(inside, box[0], box[2])
        own = [doubt] if doubt else []
        if number in parted.guessed:
            own.append(FLAG)
        rows[row][column] = Cell(
            text=text,
            raw=raw,
            place=Place(page=page.number, bbox=page.shown(box)),
            colspan=colspan,
            rowspan=rowspan,
            bold=bool(inside) and all(line.bold for line in inside),
            flags=(*_flags(text, inside), *own),
            baselines=tuple(round(line.base, 1) for line in inside),
        )
    built = []
    for row, cells in enumerate(rows):
        band = (grid.xs[0], grid.ys[row], grid.xs[-1], grid.ys[row + 1])
        built.append(Row(tuple(cells), Place(page=page.number, bbox=page.shown(band))))
    return Table(tuple(built), Place(page=page.number, bbox=page.shown(grid.box)), width)


def _flags(text: str, lines: Sequence[Line]) -> tuple[str, ...]:
    flags = ["replacement_character"] if "\ufffd" in text else []
    if any(line.overprinted for line in lines):
        flags.append("overprinted")
    return tuple(flags)


def _paragraphs(
    page: RawPage, lines: list[Line], tables: list[BBox], *, whole: bool
) -> list[tuple[float, BBox, Block]]:
    """Lines outside tables, wrapped ones joined, with their first baseline and box.

    ``whole``: they may fill the page's width, not only a column of it.
    """
    if not lines:
        return []
    left = min(line.x0 for line in lines)
    reach = max(line.x1 for line in lines)
    right = max([reach] + [box[2] for box in tables if whole or (box[0] < reach and box[2] > left)])
    if whole and left < page.width / 4:
        right = max(right, page.width - left)  # margins are mostly alike; a page of short lines shows only one
    limit = right_limit(lines, left, right + 2.0)
    pitches = usual_pitches(lines)
    groups: list[list[Line]] = []
    for line in lines:
        above = groups[-1][-1] if groups else None
        if above is not None and _goes_on(groups[-1], line, limit, pitches, tables):
            groups[-1].append(line)
        else:
            groups.append([line])
    found: list[tuple[float, BBox, Block]] = []
    for group in groups:
        text, raw = join_lines(group, left, right + 2.0)
        box = (
            min(line.x0 for line in group),
            min(line.top for line in group),
            max(line.x1 for line in group),
            max(line.bottom for line in group),
        )
        place = Place(page=page.number, bbox=page.shown(box))
        bold = all(line.bold for line in group)
        found.append((group[0].base, box, Paragraph(text, raw, place, bold=bold, flags=_flags(text, group))))
    return found


def _goes_on(
    group: list[Line], line: Line, limit: float, pitches: dict[int, tuple[float, float]], tables: list[BBox]
) -> bool:
    """Is ``line`` the wrapped rest of the paragraph ``group``?"""
    above = group[-1]
    if line.bold_start != above.bold_end or abs(line.size - above.size) > 0.5:
        return False
    if not 0 < line.base - above.base < WIDEST_PITCH * line.size:
        return False
    x0, x1 = min(above.x0, line.x0), max(above.x1, line.x1)
    if any(above.base < b[1] + 1 and line.base > b[3] - 1 and b[0] < x1 and b[2] > x0 for b in tables):
        return False
    if line.x0 > group[0].x0 + 2.6 * line.size or (len(group) > 1 and line.x0 > above.x0 + line.size):
        return False  # indented: a new paragraph, or a list below it
    if len(group) > 1 and line.x0 < above.x0 - 0.5 * line.size:
        return False  # behind a hanging indent
    if above.parted or line.parted or is_apart(above, line, pitches):
        return False
    if counts_on(group, line) and not ends_short(above, line, limit):
        return True
    return line_glue(above, line, limit) != "\n" and not opens_with_label(line.text)
