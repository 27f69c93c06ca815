"""Text that is in the file but that nobody sees on the page: kept apart, and said where it would stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from phaen.extractors.model import Block, Cell, Paragraph, Place, Row, Table
from phaen.extractors.pdf.glyphs.codes import CodeRepair
from phaen.extractors.pdf.glyphs.lines import SAME_LINE, Line, build_lines, mend_lines
from phaen.extractors.pdf.ruled.cells import regions
from phaen.extractors.pdf.ruled.rules import Grid
from phaen.extractors.pdf.settings import RULES
from phaen.extractors.pdf.sorted_values import distinct
from phaen.extractors.pdf.source.backend import UNSEEN_FLAGS, Floats, Glyphs, Ints, RawPage

Spot = tuple[float, float]


def unseen_paragraphs(page: RawPage, grids: Sequence[Grid], codes: CodeRepair) -> list[tuple[Paragraph, Spot]]:
    """One paragraph for each unseen line of each cell, flagged with the reason, and the point where its cell is told.

    Points are in coordinates of the page as shown.
    """
    if page.unseen is None:
        return []
    found: list[tuple[Paragraph, Spot]] = []
    for why in distinct(page.why).tolist():
        glyphs = page.unseen.take(page.why == why)
        damages: Counter[str] = Counter()
        raw = codes.repair(glyphs, page.fonts, damages)
        told = page.told[page.why == why]
        lines = build_lines(glyphs, raw, _regions(glyphs, told, grids), page.fonts, damages)
        mend_lines(lines, damages)
        for line in lines:
            if line.text.strip():
                place = Place(page=page.number, bbox=page.shown(line.box))
                paragraph = Paragraph(line.text, line.raw, place, flags=(UNSEEN_FLAGS[why],))
                found.append((paragraph, _spot(page, line, glyphs, told)))
    return found


def _regions(glyphs: Glyphs, told: Floats, grids: Sequence[Grid]) -> Ints:
    """The cells in which ``glyphs`` are told."""
    at = glyphs.take(np.arange(len(glyphs)))
    at.x0 = at.x1 = told[:, 0]
    at.y = told[:, 1] + RULES.middle * at.size
    return regions(at, grids)


def _spot(page: RawPage, line: Line, glyphs: Glyphs, told: Floats) -> Spot:
    """The point of the page as shown where ``line``, made of some of ``glyphs``, is told."""
    mine = (np.abs(glyphs.y - line.base) < SAME_LINE * line.size) & (glyphs.x0 >= line.x0 - 0.1)
    at = np.flatnonzero(mine & (glyphs.x1 <= line.x1 + 0.1))
    x, y = told[at[0]].tolist() if len(at) else (line.x0, line.base)
    left, top, _, _ = page.shown((x, y, x, y))
    return left, top


def flag_places(blocks: Sequence[Block], unseen: Sequence[tuple[Paragraph, Spot]]) -> list[Block]:
    """``blocks`` with the flag of every unseen text on the cell or paragraph that it would stand in."""
    marked = list(blocks)
    for paragraph, spot in unseen:
        for number, block in enumerate(marked):
            if _holds(block.place, spot):
                marked[number] = _flagged(block, spot, paragraph.flags)
                break
    return marked


def _holds(place: Place, spot: Spot) -> bool:
    box = place.bbox
    return box is not None and box[0] - 1 <= spot[0] <= box[2] + 1 and box[1] - 1 <= spot[1] <= box[3] + 1


def _flagged(block: Block, spot: Spot, flags: tuple[str, ...]) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, flags=tuple(dict.fromkeys([*block.flags, *flags])))
    return _flagged_table(block, spot, flags)


def _flagged_table(table: Table, spot: Spot, flags: tuple[str, ...]) -> Table:
    def told(cell: Cell | None) -> Cell | None:
        if cell is None or not _holds(cell.place, spot):
            return cell
        return replace(cell, flags=tuple(dict.fromkeys([*cell.flags, *flags])))

    rows = tuple(Row(tuple(told(cell) for cell in row.cells), row.place) for row in table)
    return replace(table, rows=rows)
