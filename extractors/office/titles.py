"""Titles that a table prints in its first rows, each in one cell over the whole width: lines above the table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phaen.extractors.model import Block, Cell, Paragraph, Row, Table

_FIGURE = re.compile(r"[0-9๐-๙][0-9๐-๙,.%/\s]*")


def titles_above(table: Table) -> Iterator[Block]:
    """The lines in the first rows of ``table`` as paragraphs, then the rest of the table.

    Rows over the whole width that stand above rows of figures are parts of a table that goes on, and stay.
    """
    lines = []
    for row in table.rows:
        alone = _alone(row, table.width)
        if alone is None:
            break
        lines.append(alone)
    rest = table.rows[len(lines) :]
    if not lines or len(rest) < 2 or any(_FIGURE.fullmatch(text.strip()) for text in rest[0].texts()):
        yield table
        return
    for cell in lines:
        for text, raw in zip(cell.text.split("\n"), cell.raw.split("\n"), strict=False):
            if text.strip():
                yield Paragraph(text.strip(), raw, cell.place, None, cell.bold, flags=cell.flags)
    yield Table(rest, rest[0].place, table.width, table.ruled, table.cut)


def _alone(row: Row, width: int) -> Cell | None:
    """The cell of a row that holds nothing but one text over the whole ``width``."""
    first = row.cells[0] if row.cells else None
    if width < 2 or first is None or first.colspan < width or first.rowspan > 1 or not first.text.strip():
        return None
    return first
