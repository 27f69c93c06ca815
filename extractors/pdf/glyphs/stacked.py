"""Tables that stand on each other without a gap: their rules touch, so the grid is one, but they are several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from phaen.extractors.model import Cell, Row, Table
from phaen.extractors.wordings.matching import match_header
from phaen.normalizers.text import squash

_SHARED = 1 / 3
"""Share of inner column borders that two tables may have in common by chance."""


def split_stacked(table: Table) -> list[tuple[int, Table]]:
    """The tables that ``table`` is made of, each with the number of its first row.

    A new one begins where the first row is printed again, where the columns stand in other places than above, and at
    a header over columns that partly do.
    """
    starts = [0]
    head = tuple(_texts(table.rows[0])) if table.rows else ()
    above: set[int] = set()
    covered = 0  # rows down to which cells from above reach
    for number, row in enumerate(table.rows):
        below = _borders(row)
        if number >= max(covered, 1):
            shared = len(above & below)
            moved = min(len(above), len(below)) >= 2 and shared <= _SHARED * min(len(above), len(below))
            again = len(head) >= 2 and all(said == text for said, text in zip_longest(_texts(row), head))
            if moved or again or (above - below and below - above and _is_header(row)):
                starts.append(number)
                head, above = tuple(_texts(row)), set()
        above |= below
        covered = max(covered, *(number + cell.rowspan for cell in row.cells if cell is not None), 0)
    if len(starts) == 1:
        return [(0, table)]
    ends = [*starts[1:], len(table.rows)]
    return [(start, _part(table, start, end)) for start, end in zip(starts, ends, strict=True)]


def _texts(row: Row) -> Iterator[str]:
    """The filled cells' texts, for comparing."""
    return filter(None, (squash(cell.text) for cell in row.cells if cell))


def _is_header(row: Row) -> bool:
    """Do the row's texts read like the headings of a table that some form knows?"""
    texts = [(cell.text,) for cell in row.cells if cell and cell.text.strip()]
    return len(texts) >= 3 and match_header(texts) is not None


def _borders(row: Row) -> set[int]:
    """Columns at which a cell of the row begins, without the first."""
    return {column for column, cell in enumerate(row.cells) if cell is not None and column}


def _part(table: Table, start: int, end: int) -> Table:
    """Rows ``start`` to ``end``, only with the columns that a cell of them begins in."""
    rows = table.rows[start:end]
    used = sorted({column for row in rows for column, cell in enumerate(row.cells) if cell is not None})
    built = tuple(Row(tuple(_narrowed(row.cells[column], column, used) for column in used), row.place) for row in rows)
    boxes = [row.place.bbox for row in rows if row.place.bbox]
    box = (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )
    return Table(built, replace(table.place, bbox=box), len(used), table.ruled)


def _narrowed(cell: Cell | None, column: int, used: Sequence[int]) -> Cell | None:
    if cell is None or cell.colspan == 1:
        return cell
    return replace(cell, colspan=max(1, sum(column <= other < column + cell.colspan for other in used)))
