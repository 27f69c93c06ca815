"""What is printed again on the next page with (ต่อ), "continued": headings, entries and the cells that group them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from phaen.extractors.model import Paragraph
from phaen.extractors.tables.joined import JoinedCell, JoinedRow, JoinedTable
from phaen.normalizers.text import squash

FLAG = "running_head"
_NUMBER = re.compile("[0-9๐-๙]")
_GOES_ON = re.compile(r"\s*[(\[]\s*ต่อ\s*[)\]]\s*$")


def without_mark(text: str) -> str | None:
    """``text`` without (ต่อ) at its end; ``None`` where it has none."""
    found = _GOES_ON.search(text)
    return text[: found.start()].rstrip() if found else None


def repeated_heading(paragraph: Paragraph, before: Sequence[str]) -> Paragraph:
    """``paragraph`` flagged as a running head where it is the last heading of its kind in ``before``, with (ต่อ)."""
    text = without_mark(paragraph.text)
    if not text:
        return paragraph
    heading = squash(text)
    stem = _NUMBER.split(heading)[0] or heading
    latest = next((line for line in map(squash, reversed(before)) if line.startswith(stem)), None)
    if latest is None or not latest.startswith(heading):
        return paragraph
    return replace(paragraph, flags=(*paragraph.flags, FLAG))


def take_up(table: JoinedTable, row: JoinedRow, key: str | None) -> tuple[JoinedRow, bool]:
    """``row`` without the (ต่อ) of cells that repeat the last text above, and whether it repeats the last row.

    It does where the cell of its name, in the column ``key``, is one of those and no number differs. Then only what is
    new in it is left.
    """
    cells = list(row.cells)
    above = table.rows[-1] if table.rows else None
    named = table.column(key) if key else None
    again = False
    for index, cell in enumerate(cells):
        text = without_mark(cell.text)
        last = next((r.cells[index] for r in reversed(table.rows) if r.cells[index]), None) if text else None
        if text is None or last is None or not squash(last.text).startswith(squash(text)):
            continue
        cells[index] = replace(cell, text=last.text)
        again = again or (index == named and above is not None and bool(above.cells[index]))
    same = above is not None and again and all(_agrees(a, b) for a, b in zip(above.cells[:named], cells, strict=False))
    if above is None or not same:
        return replace(row, cells=tuple(cells)), False
    left = tuple(
        JoinedCell("") if squash(cell.text) == squash(old.text) else cell
        for cell, old in zip(cells, above.cells, strict=True)
    )
    return replace(row, cells=left), True


def _agrees(above: JoinedCell, below: JoinedCell) -> bool:
    return not above or not below or squash(above.text) == squash(below.text)
