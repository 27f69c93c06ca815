"""Ditto marks in tables: the cell says what the one above it says."""

from __future__ import annotations

from dataclasses import replace

from phaen.extractors.tables.joined import JoinedCell, JoinedTable
from phaen.extractors.tables.merged import put
from phaen.normalizers.ditto import is_ditto


def fill_dittos(table: JoinedTable) -> list[JoinedCell]:
    """Give every cell that holds a ditto mark the text of the cell above it; the cells that held one are returned.

    A mark with nothing above it stays: what it stands for is not known.
    """
    marks: list[JoinedCell] = []
    above: dict[int, JoinedCell] = {}
    for index, row in enumerate(table.rows):
        if row.spanning or row.is_total:
            above = {}
            continue
        for column, cell in enumerate(row.cells):
            source = above.get(column)
            if is_ditto(cell.text) and source is not None and source:
                marks.append(cell)
                cell = replace(source, own_flags=tuple(dict.fromkeys((*source.own_flags, *cell.flags))))
                put(table, index, column, cell)
            above[column] = cell
    return marks
