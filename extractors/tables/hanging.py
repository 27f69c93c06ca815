"""The last line of a cell that hangs out below its table where the page ends: put back into the cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from phaen.extractors.model import BBox, Block, Paragraph, Row, Table

FLAG = "line_below_table"
_GAP = 4.0
"""Points between the table's lower edge and the top of a line that hangs out of it; text after a table stands lower."""
_EDGE = 2.0
"""Points by which the lower edge of a cell may differ from that of its table."""


def with_hanging_lines(blocks: Sequence[Block]) -> list[Block]:
    """``blocks``, a line right below a table that goes on with a table on the next page taken into the cell above it.

    The line must stand within one column that is not the first: what follows a table begins at its left edge.
    """
    found: list[Block] = []
    for index, block in enumerate(blocks):
        above, below = found[-1] if found else None, blocks[index + 1] if index + 1 < len(blocks) else None
        if isinstance(block, Paragraph) and isinstance(above, Table) and isinstance(below, Table):
            table = _taken(above, block, below)
            if table is not None:
                found[-1] = table
                continue
        found.append(block)
    return found


def _taken(above: Table, line: Paragraph, below: Table) -> Table | None:
    box, edges = line.place.bbox, above.place.bbox
    if box is None or edges is None or line.place.page is None or line.place.page != above.place.page:
        return None
    if below.place.page != line.place.page + 1 or not -_EDGE <= box[1] - edges[3] <= _GAP:
        return None
    for number in range(len(above.rows) - 1, -1, -1):
        row = above.rows[number]
        for column, cell in enumerate(row.cells):
            if column and cell is not None and cell.place.bbox and _over(cell.place.bbox, box, edges[3]):
                flags = tuple(dict.fromkeys((*cell.flags, *line.flags, FLAG)))
                longer = replace(
                    cell, text=f"{cell.text}\n{line.text}", raw=f"{cell.raw}\n{line.text}", flags=flags, baselines=()
                )
                cells = (*row.cells[:column], longer, *row.cells[column + 1 :])
                rows: list[Row] = [*above.rows[:number], replace(row, cells=cells), *above.rows[number + 1 :]]
                return replace(above, rows=tuple(rows))
    return None


def _over(cell: BBox, line: BBox, bottom: float) -> bool:
    """Does the cell end at the foot of the table, and the line stand within its width?"""
    return abs(cell[3] - bottom) <= _EDGE and cell[0] - 1 <= line[0] and line[2] <= cell[2] + 1
