"""Sheets of workbooks cut into tables and the lines of text between them; what a file calls its cells is its reader's.

Rows and columns are counted from 1 where they come from a file, and from 0 inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from string import ascii_uppercase

from phaen.extractors.model import Block, Cell, Paragraph, Place, Row, Table
from phaen.extractors.office.settings import SETTINGS
from phaen.extractors.text.markup import printed
from phaen.extractors.text.mending import Mender
from phaen.normalizers.totals import says_total

NO_VALUE = "formula_without_value"
"""The file holds a formula and not its result; only a spreadsheet program could tell it."""
NOT_SHOWN = "number_format_unknown"
"""The number's format is not understood: what a person sees may be written otherwise."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell with something in it, as shown."""

    text: str
    raw: str
    bold: bool
    flags: tuple[str, ...]


_FIGURE = re.compile(r"\W*[0-9๐-๙][0-9๐-๙,.]*\s*%?\)?|-")
_YEAR = re.compile(r"(?:พ\.ศ\.\s*)?(?:2[45]|๒[๔๕])[0-9๐-๙]{2}|-")
EMPTY_ROWS = 2
"""So many empty rows may stand inside a table."""

Spans = dict[tuple[int, int], tuple[int, int]]
"""Rows and columns that a merged cell covers, by its top left position (0-based)."""


@dataclass(slots=True)
class Sheet:
    """The cells of one sheet by (row, column), 0-based and without hidden rows and columns.

    ``rows`` and ``columns`` are the numbers that those have in the file (1-based), ``ruled`` the cells with a border.
    """

    title: str
    cells: dict[tuple[int, int], Shown]
    spans: Spans
    rows: list[int]
    columns: list[int]
    ruled: set[tuple[int, int]]
    hidden: list[tuple[str, str]]
    before: int = 0
    """Rows of the sheets before this one: lines are counted over the whole workbook."""

    @property
    def height(self) -> int:
        """Rows from the first to the last that is filled."""
        return max((row for row, _ in self.cells), default=-1) + 1

    def place(self, row: int, column: int) -> Place:
        """The place of the cell at ``row`` and ``column``, by its name in the file."""
        return Place(line=self.before + row + 1, where=f"{self.title}!{letters(self.columns[column])}{self.rows[row]}")


Filled = tuple[int, int, Shown]
"""Row and column (from 1) of a cell with something in it, and what it shows."""


def letters(column: int) -> str:
    """The letters of a column counted from 1: ``A``, ``Z``, ``AA``."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = ascii_uppercase[rest] + name
    return name


def shown_cell(value: object, text: str | None, *, bold: bool, struck: bool) -> Shown:
    """A cell with ``value`` that a person sees as ``text``; ``None`` where its number format is not understood."""
    if struck:
        return Shown("", str(value), bold, ("hidden_text",))
    if text is None:
        return Shown(str(value), str(value), bold, (NOT_SHOWN,))
    return Shown(text.strip(), text, bold, ())


def hidden_sheet(title: str, texts: Iterable[tuple[int, int, str]]) -> Sheet:
    """A sheet that nobody sees: its texts are kept, by row and column from 1."""
    hidden = [(f"{title}!{letters(column)}{row}", text) for row, column, text in texts]
    return Sheet(title, {}, {}, [], [], set(), hidden)


def sheet_of(
    title: str,
    filled: Iterable[Filled],
    *,
    rows_hidden: set[int],
    columns_hidden: set[int],
    merged: Iterable[tuple[int, int, int, int]],
    ruled: Iterable[tuple[int, int]],
) -> Sheet:
    """A shown sheet. ``merged``: first row, first column, last row, last column; ``ruled``: cells with a rule."""
    cells: dict[tuple[int, int], Shown] = {}
    hidden: list[tuple[str, str]] = []
    for row, column, made in filled:
        if row in rows_hidden or column in columns_hidden:
            hidden.append((f"{title}!{letters(column)}{row}", made.text or made.raw))
        elif made.text or made.flags:
            cells[row, column] = made
            if "hidden_text" in made.flags:  # struck through: the cell is empty to whoever reads it
                hidden.append((f"{title}!{letters(column)}{row}", made.raw))
    used_rows = sorted({row for row, _ in cells})
    used_columns = sorted({column for _, column in cells})
    if not cells:
        return Sheet(title, {}, {}, [], [], set(), hidden)
    # every row and column between the first and the last counts, so that empty ones still part tables
    rows = [row for row in range(used_rows[0], used_rows[-1] + 1) if row not in rows_hidden]
    columns = [c for c in range(used_columns[0], used_columns[-1] + 1) if c not in columns_hidden]
    row_at, column_at = {row: n for n, row in enumerate(rows)}, {column: n for n, column in enumerate(columns)}
    spans: Spans = {}
    for top, left, bottom, right in merged:
        down = [row_at[row] for row in range(top, min(bottom, rows[-1]) + 1) if row in row_at]
        over = [column_at[c] for c in range(left, min(right, columns[-1]) + 1) if c in column_at]
        if down and over and (down[0], over[0]) not in spans:
            spans[down[0], over[0]] = (len(down), len(over))
    placed = {(row_at[row], column_at[column]): cell for (row, column), cell in cells.items()}
    rules = {(row_at[row], column_at[column]) for row, column in ruled if row in row_at and column in column_at}
    return Sheet(title, placed, spans, rows, columns, rules, hidden)


def sheet_blocks(sheets: Sequence[Sheet]) -> tuple[list[Block], Mender]:
    """The blocks of all sheets in order, and the mender that holds the repairs of their texts."""
    for above, sheet in pairwise(sheets):
        sheet.before = above.before + above.height + 1
    mender = Mender("\n".join(cell.text for sheet in sheets for cell in sheet.cells.values()))
    return [block for sheet in sheets for block in _Blocks(sheet, mender).blocks()], mender


class _Blocks:
    """One sheet cut into tables and the lines of text between them."""

    def __init__(self, sheet: Sheet, mender: Mender) -> None:
        self._sheet = sheet
        self._mender = mender
        self._covered = {
            (row + down, column + over)
            for (row, column), (rows, columns) in sheet.spans.items()
            for down in range(rows)
            for over in range(columns)
            if down or over
        }

    def blocks(self) -> Iterator[Block]:
        """Blocks from top to bottom; tables that stand side by side from left to right."""
        for top, bottom in self._bands():
            for left, right in self._strips(top, bottom):
                yield from self._region(top, bottom, left, right)
        for _, cells in groupby(self._sheet.hidden, lambda cell: re.sub(r"[A-Z]+(?=[0-9]+$)", "", cell[0])):
            (where, first), *others = cells
            text = " ".join([first, *(text for _, text in others)])
            yield Paragraph(text, text, Place(line=self._sheet.before + 1, where=where), flags=("hidden_text",))

    def _filled(self, row: int, left: int = 0, right: int | None = None) -> list[int]:
        return [
            column
            for column in self._columns
            if column >= left and (right is None or column <= right) and (row, column) in self._sheet.cells
        ]

    @property
    def _columns(self) -> Sequence[int]:
        return range(max((column for _, column in self._sheet.cells), default=-1) + 1)

    def _bands(self) -> Iterator[tuple[int, int]]:
        """First and last row of each table or text: rows without an empty one between, or that go on behind it."""
        whole: tuple[int, int] | None = None
        for top, bottom in self._runs():
            if whole is not None and top - whole[1] <= EMPTY_ROWS + 1 and self._goes_on(whole, top):
                whole = whole[0], bottom
                continue
            if whole is not None:
                yield whole
            whole = top, bottom
        if whole is not None:
            yield whole

    def _goes_on(self, above: tuple[int, int], row: int) -> bool:
        """Does ``row`` go on with the table above it: figures below its figures, and nowhere words below figures?

        Years alone are the headings of another table.
        """
        last = next((up for up in range(above[1], above[0] - 1, -1) if len(self._filled(up)) > 1), None)
        if last is None or len(self._filled(row)) < 2:
            return False
        figures, below = self._figures(last), self._figures(row)
        if all(_YEAR.fullmatch(self._sheet.cells[row, column].text) for column in below):
            return False
        columns = self._filled(row)
        inside = all(any((up, at) in self._sheet.cells for up in range(above[0], above[1] + 1)) for at in columns)
        words = [at for at in columns if at in figures and at not in below]
        total = all(says_total(self._sheet.cells[row, at].text) for at in words)
        return inside and bool(figures & below) and total

    def _figures(self, row: int) -> set[int]:
        return {column for column in self._filled(row) if _FIGURE.fullmatch(self._sheet.cells[row, column].text)}

    def _runs(self) -> Iterator[tuple[int, int]]:
        """First and last row of each run of rows without an empty one between."""
        rows = {row for row, _ in (*self._sheet.cells, *self._covered, *self._sheet.ruled)}
        start: int | None = None
        for row in range(max(rows, default=-1) + 2):
            if row in rows and start is None:
                start = row
            elif row not in rows and start is not None:
                yield start, row - 1
                start = None

    def _strips(self, top: int, bottom: int) -> Iterator[tuple[int, int]]:
        """First and last column of each table in a band: an empty column parts tables of two columns or more."""
        used = sorted({column for row, column in (*self._sheet.cells, *self._covered) if top <= row <= bottom})
        runs: list[list[int]] = []
        for column in used:
            if runs and column == runs[-1][-1] + 1:
                runs[-1].append(column)
            else:
                runs.append([column])
        if len(runs) > 1 and all(len(run) > 1 for run in runs) and bottom > top:
            for run in runs:
                yield run[0], run[-1]
        elif used:
            yield used[0], used[-1]

    def _region(self, top: int, bottom: int, left: int, right: int) -> Iterator[Block]:
        alone = [self._is_line(row, left, right) for row in range(top, bottom + 1)]
        if all(alone) or left == right:
            for row in range(top, bottom + 1):
                yield from self._lines(row, left, right)
            return
        first = top + alone.index(False)
        last = bottom - alone[::-1].index(False)
        for row in range(top, first):
            yield from self._lines(row, left, right)
        yield self._table(first, last, left, right)
        for row in range(last + 1, bottom + 1):
            yield from self._lines(row, left, right)

    def _is_line(self, row: int, left: int, right: int) -> bool:
        """One text alone on its row, no rules and no cell from above beside it: a title or a note, not a row."""
        filled = self._filled(row, left, right)
        if any((row, column) in self._sheet.ruled for column in range(left + 1, right + 1)):
            return False
        if filled and says_total(self._sheet.cells[row, filled[0]].text):
            return False
        beside = any(
            (row, column) in self._covered and not self._in_row(row, column) for column in range(left, right + 1)
        )
        return len(filled) <= 1 and not beside

    def _in_row(self, row: int, column: int) -> bool:
        """Is a covered position covered by a cell of the same row?"""
        for at in range(column - 1, -1, -1):
            if (row, at) in self._sheet.spans:
                return at + self._sheet.spans[row, at][1] > column and self._sheet.spans[row, at][0] == 1
        return False

    def _lines(self, row: int, left: int, right: int) -> Iterator[Block]:
        for column in self._filled(row, left, right):
            cell, place = self._sheet.cells[row, column], self._sheet.place(row, column)
            for line in cell.text.split("\n"):
                text = printed(line).text
                if text:
                    yield Paragraph(self._mender.mend(text, place), line, place, None, cell.bold, flags=cell.flags)

    def _table(self, top: int, bottom: int, left: int, right: int) -> Table:
        right = min(right, left + SETTINGS.columns - 1)
        rows = tuple(
            Row(
                tuple(self._cell(row, column, right) for column in range(left, right + 1)), self._sheet.place(row, left)
            )
            for row in range(top, bottom + 1)
        )
        return Table(rows, self._sheet.place(top, left), right - left + 1)

    def _cell(self, row: int, column: int, right: int) -> Cell | None:
        if (row, column) in self._covered:
            return None
        place = self._sheet.place(row, column)
        rows, columns = self._sheet.spans.get((row, column), (1, 1))
        cell = self._sheet.cells.get((row, column))
        if cell is None:
            return Cell("", "", place, min(columns, right - column + 1), rows)
        text = self._mender.mend(printed(cell.text).text, place)
        return Cell(text, cell.raw, place, min(columns, right - column + 1), rows, cell.bold, flags=cell.flags)
