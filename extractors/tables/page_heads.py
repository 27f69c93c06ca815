"""The first row of a page that shows by itself that it is no rest of the row which the page before ended with."""

from __future__ import annotations

import re

from phaen.extractors.tables.joined import JoinedCell, JoinedRow, JoinedTable
from phaen.normalizers.text import arabic_digits

OWN_VALUES = 2
"""In so many columns the row above must end with a value, and the row hold one, for each to have its own."""
_FIGURE = re.compile(r"[<>≤≥=~]?\s*(?:ร้อยละ\s*)?[<>≤≥]?\s*-?[0-9][0-9,]*(?:\.[0-9]+)?\s*%?")
_STAND_IN = re.compile(r"[-–—]|N\.?/?A\.?", re.IGNORECASE)
"""What stands where there is no value: a dash, NA."""
_NUMBER = re.compile(r"^\W*([0-9]{1,2}(?:\.[0-9]{1,2})*)[.)\s]\s*(?=[ก-๛A-Za-z“\"(])")
_MARK = re.compile(r"^\s*[-–•]\s*(?=[ก-๛A-Za-z“\"(])", re.MULTILINE)


def has_own_values(above: JoinedRow, row: JoinedRow) -> bool:
    """Does each of two rows print its own values: a figure, ``NA`` or a dash alone in the same columns, figures among
    those of ``row``? The rest of a row that the page end cut goes on with words, not with figures in every column."""
    shared = [
        text
        for old, cell in zip(above.cells, row.cells, strict=True)
        if old and cell and _ends_with_value(old.text) and _is_value(text := cell.text.strip())
    ]
    return len(shared) >= OWN_VALUES and any(not _STAND_IN.fullmatch(text) for text in shared)


def opens_group(above: JoinedRow, row: JoinedRow, column: int) -> bool:
    """Is a row that prints a number and words in ``column`` and nothing else the heading of a group, and not the next
    item of a list in the cell above it?"""
    if any(cell and index != column for index, cell in enumerate(row.cells)):
        return False
    opens = _NUMBER.match(arabic_digits(row.cells[column].text))
    if opens is None:
        return False
    *outer, last = opens[1].split(".")
    before = ".".join([*outer, str(int(last) - 1)])
    return not re.search(rf"(?:^|\s|\W)(?<![0-9.]){re.escape(before)}[.)\s]", arabic_digits(above.cells[column].text))


def opens_item(above: JoinedCell, cell: JoinedCell) -> bool:
    """Does ``cell`` open with the mark (``-``) that opened the cell above it, which holds one item and no list?"""
    return bool(_MARK.match(cell.text)) and len(_MARK.findall(above.text)) == 1 and bool(_MARK.match(above.text))


def begins_anew(table: JoinedTable, row: JoinedRow, role: str | None) -> bool:
    """Does ``row``, whose name stands in the column of ``role``, begin an entry or a group of its own?"""
    column = table.column(role) if role else None
    if column is None or not table.rows or not row.cells[column]:
        return False
    above = table.rows[-1]
    return (
        has_own_values(above, row)
        or opens_group(above, row, column)
        or opens_item(above.cells[column], row.cells[column])
    )


def _is_value(text: str) -> bool:
    text = arabic_digits(text).strip()
    return bool(_STAND_IN.fullmatch(text) or _FIGURE.fullmatch(text))


def _ends_with_value(text: str) -> bool:
    return _is_value(text) or _is_value(text.split()[-1])  # one cell may hold the figures of several entries
