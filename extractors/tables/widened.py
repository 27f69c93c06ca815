"""Wide sheets whose last columns stand on a page of their own: put beside the rows that they belong to."""

from __future__ import annotations

from dataclasses import replace

from phaen.extractors.model import Row, Table
from phaen.extractors.tables.joined import EMPTY, JoinedCell, JoinedTable
from phaen.extractors.wordings.matching import match_header
from phaen.normalizers.text import squash

FLAG = "columns_guess"
FEWEST_ROWS = 2
"""Rows that both pages must have: one row stands beside any other."""
_SAME_HEIGHT = 1.5
"""Points by which the heights of one row may differ on two pages for the rows to be surely the same."""


def widen(table: JoinedTable, part: Table) -> bool:
    """Take ``part``, a page's part that no form knows alone, for further columns of ``table``; false if it is none.

    Its headings must complete those of the table, and it must have a row for every row of one page's part of it.
    Columns printed again to tell the rows are left out where they say the same.
    """
    if table.kind is None or len(part.rows) < 1 + FEWEST_ROWS:
        return False
    headings, body = part.rows[0].texts(), part.rows[1:]
    waiting = table.parts[table.widened :]
    if not waiting or not all(text.strip() for text in headings):
        return False
    start, end = waiting[0] if waiting[0][1] - waiting[0][0] == len(body) else waiting[-1]
    if end - start != len(body):
        return False
    known = {squash(heading[-1]): column for column, heading in enumerate(table.headings[: table.base_width])}
    again = {index: known[squash(text)] for index, text in enumerate(headings) if squash(text) in known}
    for number, row in enumerate(body):
        texts = row.texts()
        if any(squash(texts[i]) != squash(table.rows[start + number].cells[c].text) for i, c in again.items()):
            return False
    more = [index for index in range(part.width) if index not in again]
    columns = _columns_for(table, [headings[index] for index in more])
    if columns is None:
        return False
    for number, row in enumerate(body):
        _put(table, start + number, row, list(zip(more, columns, strict=True)))
    table.header_cells.extend(cell for cell in part.rows[0].cells if cell)
    table.widened = table.parts.index((start, end)) + 1
    return True


def _columns_for(table: JoinedTable, headings: list[str]) -> list[int] | None:
    """The columns of ``headings`` in ``table``, added if they are new and complete its form."""
    width = len(table.roles)
    after = table.headings[table.base_width :]
    if [squash(text) for text in headings] == [squash(heading[-1]) for heading in after] != []:
        return list(range(table.base_width, width))
    if after or not headings:
        return None
    depth = len(table.headings[0])
    whole = (*table.headings, *((*[""] * (depth - 1), text) for text in headings))
    match = match_header(whole)
    if match is None or match.kind != table.kind or match.roles[:width] != table.roles:
        return None
    new = match.roles[width:]
    if None in new or set(new) & set(table.roles):
        return None
    table.roles, table.headings = match.roles, whole
    table.rows[:] = [replace(row, cells=(*row.cells, *[EMPTY] * len(headings))) for row in table.rows]
    return list(range(width, len(table.roles)))


def _put(table: JoinedTable, index: int, row: Row, pairs: list[tuple[int, int]]) -> None:
    """Put the cells of ``row`` into the joined row ``index``: ``pairs`` of their column there and here."""
    joined = table.rows[index]
    flags = () if _alike(joined.place.bbox, row.place.bbox) else (FLAG,)
    cells = list(joined.cells)
    for source, target in pairs:
        cell = row.cells[source]
        if cell is not None:
            cells[target] = JoinedCell(cell.text, (cell,), own_flags=flags)
    table.rows[index] = replace(joined, cells=tuple(cells), places=(*joined.places, row.place))


def _alike(a: tuple[float, ...] | None, b: tuple[float, ...] | None) -> bool:
    return a is not None and b is not None and abs((a[3] - a[1]) - (b[3] - b[1])) <= _SAME_HEIGHT
