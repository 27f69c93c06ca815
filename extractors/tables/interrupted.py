"""Tables that a plain line or a heading interrupts: what stands below it without headings of its own goes on above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from phaen.extractors.model import Paragraph, Row, Table
from phaen.extractors.tables.joined import JoinedRow, JoinedTable
from phaen.extractors.wordings.labels import find_label
from phaen.normalizers.text import arabic_digits
from phaen.normalizers.totals import says_total
from phaen.normalizers.years import column_year

FLAG = "line_inside_table"
"""A plain line stands below or above the row: it may belong to it, or say what the rows below it are."""
BORROWED = "headings_guess"
"""The part of a table prints no headings; it was read under those of the table above."""
_MOST_LINES = 3
_LONGEST = 300
"""Letters of a line that may stand inside a table; a longer text is a paragraph that ends it."""
_EDGE = 6.0
"""Points by which the sides of two parts of one table may differ."""
_ODD = 0.6
_NUMBERS = ("item_no", "seq")
COMPONENT = re.compile(
    r"^\W*[0-9๐-๙](?:\.[0-9๐-๙])?\.?\s(?:.*\(|\W*)(?:(?:Agenda|Function(?:al)?|Innovation|Potential|Performance)\s*-?\s*Base|Joint)",
    re.IGNORECASE,
)
"""The heading of a component by its number and its English word: ``1.1 … (Function Base)``, ``1.2 Function Base``."""
_NOTE = re.compile(r"^\W*(?:หมายเหตุ|ที่มา|\*)|^\s*\(?หน่วย\s*:")
_BLANK = re.compile(r"^[\s.…\-–—_*()/]*$")


def goes_on(table: JoinedTable, part: Table, between: Sequence[Paragraph]) -> bool:
    """Does ``part``, which has no headings, go on with ``table`` behind the lines ``between``?

    It does where it stands in the same place, is not wider, and every row of it fits the columns: digits stand where
    the rows above have digits and words where they have words, in two cells or more.
    """
    if table.kind is None or not between or len(between) > _MOST_LINES:
        return False
    if any(len(line.text) > _LONGEST for line in between) or part.width > len(table.roles):
        return False
    if _are_years(part.rows[0]):
        return False
    here, there = part.place.bbox, table.place.bbox
    if here is not None and there is not None and part.width != len(table.roles):
        return False
    if here is not None and there is not None and max(abs(here[0] - there[0]), abs(here[2] - there[2])) > _EDGE:
        return False
    shapes = _shapes(table) if table.rows else _shapes_by_role(table)
    fitting = [_fits(row, shapes) for row in part.rows if any(text.strip() for text in row.texts())]
    return bool(fitting) and None not in fitting and any(fitting)


def _are_years(row: Row) -> bool:
    """Does a row print years, two at least, and nothing else? It heads what stands below it."""
    texts = [text for text in row.texts() if text.strip()]
    return len(texts) > 1 and all(column_year(text) is not None for text in texts)


def is_heading(line: Paragraph, table: JoinedTable) -> bool:
    """Does a line between two parts say what stands below it, so that they are tables of their own?"""
    if is_note(line):
        return False
    if COMPONENT.search(line.text):
        return True
    return line.level is not None or find_label(line.text, elsewhere=table.elsewhere) is not None


def counts_on(table: JoinedTable, part: Table) -> bool:
    """Does the running number of ``part`` follow the last one of ``table``?"""
    column = next((table.column(role) for role in _NUMBERS if table.column(role) is not None), None)
    if column is None:
        return False
    above = [number for row in table.rows if (number := _number(row.cells[column].text)) is not None]
    below = [
        number for row in part.rows if column < len(row.cells) and (number := _number(row.texts()[column])) is not None
    ]
    return bool(above and below) and below[0] == above[-1] + 1


def is_note(line: Paragraph) -> bool:
    """A note or a unit: no words of the row above it."""
    return bool(_NOTE.match(line.text))


def flagged(row: JoinedRow, flag: str) -> JoinedRow:
    """``row`` with a flag on every cell that prints something."""
    cells = (replace(cell, own_flags=(*cell.own_flags, flag)) if cell else cell for cell in row.cells)
    return replace(row, cells=tuple(cells))


def _number(text: str) -> int | None:
    found = re.fullmatch(r"\W*([0-9]{1,3})\W*", arabic_digits(text).strip())
    return int(found[1]) if found else None


def _digits(text: str) -> float:
    ink = [char for char in text if not char.isspace()]
    return sum(char.isdigit() for char in ink) / len(ink) if ink else 0.0


def _shapes(table: JoinedTable) -> dict[int, float]:
    """The share of digits in the cells of each column that is filled above."""
    body = [row for row in table.rows if not row.spanning and not row.is_total]
    shares = {
        at: [_digits(row.cells[at].text) for row in body if row.cells[at] and not _BLANK.match(row.cells[at].text)]
        for at in range(len(table.roles))
    }
    return {at: median(found) for at, found in shares.items() if found}


_FIGURES = frozenset({"item_no", "seq", "weight", "score", "level"})
_WORDS = frozenset({"name", "project", "units", "count_unit", "criterion", "step", "details", "met", "narrative"})


def _shapes_by_role(table: JoinedTable) -> dict[int, float]:
    """The same of a table without a row, from what its columns hold."""
    return {at: 1.0 if role in _FIGURES else 0.0 for at, role in enumerate(table.roles) if role in (_FIGURES | _WORDS)}


def _fits(row: Row, shapes: dict[int, float]) -> bool | None:
    """``None`` where a cell does not fit its column; else whether enough cells do to tell."""
    texts = row.texts()
    filled = [at for at, text in enumerate(texts) if not _BLANK.match(text)]
    compared = [at for at in filled if at in shapes]
    if filled and says_total(texts[filled[0]]):
        return False  # a total prints its word where the rows above have their number
    if any(abs(_digits(texts[at]) - shapes[at]) > _ODD for at in compared):
        return None if len(filled) > 1 else False
    return len(compared) > 1
