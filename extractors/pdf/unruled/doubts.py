"""Tables whose rows no rule parts: where the rows that were guessed look like printed lines, every cell is flagged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from phaen.extractors.model import Block, Table
from phaen.extractors.pdf.unruled.settings import DOUBTS

FLAG = "rows_guessed"


def in_doubt(table: Table) -> bool:
    """Whether most rows of ``table`` below its header are nearly empty: a cell of several lines came apart."""
    filled = [sum(bool(text) for text in row.texts()) for row in table.rows[1:]]
    if table.ruled or table.width < DOUBTS.columns or not filled:
        return False
    return sum(2 * count < table.width for count in filled) > DOUBTS.thin * len(filled)


def flag_guessed_rows(blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` of a document with the cells of doubtful tables flagged; of all unruled ones where many are so."""
    unruled = [block for block in blocks if isinstance(block, Table) and not block.ruled]
    doubtful = {id(table) for table in unruled if in_doubt(table)}
    if len(unruled) >= DOUBTS.tables and len(doubtful) > DOUBTS.poor * len(unruled):
        doubtful = {id(table) for table in unruled}
    return [flagged(block) if isinstance(block, Table) and id(block) in doubtful else block for block in blocks]


def flagged(table: Table) -> Table:
    """``table`` with every cell flagged."""
    rows = tuple(
        replace(
            row,
            cells=tuple(cell and replace(cell, flags=tuple(dict.fromkeys((*cell.flags, FLAG)))) for cell in row.cells),
        )
        for row in table.rows
    )
    return replace(table, rows=rows)
