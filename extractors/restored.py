"""Texts that rest on marks which their page does not print: a reading, not a copy, so their rows say so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from phaen.extractors.model import Block, Cell, Paragraph, Repair, Row
from phaen.normalizers.repair.dropped_marks import RULE

FLAG = "marks_restored"
_END = 1 << 60
_Printed = TypeVar("_Printed", Paragraph, Cell)


def with_flag(part: _Printed) -> _Printed:
    """A paragraph or cell that says that marks of it are restored."""
    return part if FLAG in part.flags else replace(part, flags=(*part.flags, FLAG))


def flag_restored(blocks: Sequence[Block], repairs: Sequence[Repair]) -> list[Block]:
    """The ``blocks`` of a text file, those flagged that hold a line with restored marks."""
    lines = sorted((repair.place.line or 0, repair.after) for repair in repairs if repair.rule == RULE)
    if not lines:
        return list(blocks)
    starts = [_line(part) for block in blocks for part in ([block] if isinstance(block, Paragraph) else block.rows)]
    ends = dict(pairwise([*sorted(set(starts)), _END]))

    def words(part: Paragraph | Row) -> list[str]:
        """The words restored from the line where ``part`` begins to where the next one does."""
        first, last = (bisect_left(lines, (line, "")) for line in (_line(part), ends[_line(part)]))
        return [word for _, word in lines[first:last]]

    return [
        (with_flag(block) if words(block) else block)
        if isinstance(block, Paragraph)
        else replace(block, rows=tuple(_row(row, words(row)) for row in block.rows))
        for block in blocks
    ]


def _line(part: Paragraph | Row) -> int:
    return part.place.line or 0


def _row(row: Row, words: list[str]) -> Row:
    """``row`` with the flag on the cells that hold one of ``words``, on all if a word is in none (cut by a layout)."""
    if not words:
        return row
    whole = all(any(cell and word in cell.text for cell in row.cells) for word in words)
    return replace(
        row,
        cells=tuple(
            with_flag(cell) if cell and cell.text and (not whole or any(word in cell.text for word in words)) else cell
            for cell in row.cells
        ),
    )
