"""Whole tables as the forms read them: cells and rows put together over page ends, columns known by their roles."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from phaen.extractors.model import Cell, Paragraph, Place
from phaen.normalizers.totals import LONGEST_TOTAL, names_total, says_total

FURNITURE_FLAGS = {"page_number", "running_head", "contents"}

_REACHED = re.compile(r"^\W*คะแนนที่ได้")
_NUMBER = re.compile(r"[0-9๐-๙]{1,3}[.)]?")
_PAGE_NUMBER = re.compile(r"^[-–(\s]*(?:หน้า(?:ที่)?\s*)?(?:[0-9๐-๙]{1,3}|[ก-ฮ])[-–)\s]*$")


@dataclass(frozen=True, slots=True)
class JoinedCell:
    """A cell of a joined row: ``text`` of all its ``parts``, a part for each page that it stands on.

    ``row_span`` and ``column_span`` count joined rows and columns of the table. ``inherited``: a cell from above
    reaches into this place, which repeats what that one says (``own_flags`` alone where the figure must not repeat).
    """

    text: str
    parts: tuple[Cell, ...] = ()
    row_span: int = 1
    column_span: int = 1
    inherited: bool = False
    own_flags: tuple[str, ...] = ()

    @property
    def flags(self) -> tuple[str, ...]:
        """Flags of the cell and of its parts, each once."""
        return tuple(dict.fromkeys((*self.own_flags, *(flag for part in self.parts for flag in part.flags))))

    @property
    def lines(self) -> str:
        """The text with a line end wherever a printed line ends, also where wrapped words are joined in ``text``."""
        return "\n".join(_with_line_ends(part) for part in self.parts) if self.parts else self.text

    def __bool__(self) -> bool:
        return bool(self.text.strip())


def _with_line_ends(cell: Cell) -> str:
    lines = cell.raw.split("\n")
    sizes = [len("".join(line.split())) for line in lines]
    ink = [index for index, char in enumerate(cell.text) if not char.isspace()]
    if len(lines) < 2 or sum(sizes) != len(ink):
        return cell.text  # a repair has changed how many letters there are
    ends = [ink[end] for end in accumulate(sizes) if 0 < end < len(ink)]
    return "\n".join(cell.text[start:end].strip() for start, end in pairwise([0, *ends, len(cell.text)]))


EMPTY = JoinedCell("")


def _is_reached(text: str) -> bool:
    return _REACHED.match(text) is not None and len(text) <= LONGEST_TOTAL


@dataclass(frozen=True, slots=True)
class JoinedRow:
    """A row put together over page breaks; ``spanning`` when one cell runs over all columns.

    ``printed`` are the rows of cells that it was put together from, where there are several: an indicator with its unit
    and target each, or the parts of a row that a page end cut.
    """

    cells: tuple[JoinedCell, ...]
    place: Place
    places: tuple[Place, ...]
    spanning: bool = False
    printed: tuple[tuple[JoinedCell, ...], ...] = ()

    @property
    def text(self) -> str:
        """The texts of all filled cells, in column order."""
        return " ".join(cell.text for cell in self.cells if cell)

    @property
    def is_total(self) -> bool:
        """Does the row say รวม (total) or คะแนนที่ได้ (points reached) in its first cells? Behind the number of a line
        a longer text that opens so is the name of a work."""
        filled = [cell.text for cell in self.cells if cell][:2]
        if len(filled) > 1 and _NUMBER.fullmatch(filled[0].strip()):
            return names_total(filled[1]) or _is_reached(filled[1])
        return any(says_total(text) or _is_reached(text) for text in filled)


@dataclass(frozen=True, slots=True)
class Cover:
    """A cell that may reach into rows below: its joined ``row``, the source rows ``left``, its ``span`` of them."""

    row: int
    left: int
    span: int
    empty: bool


@dataclass(slots=True)
class JoinedTable:
    """A whole table. ``kind`` and ``roles`` come from its header (``None`` when no form knows it).

    ``ruled`` is false where rules part no rows of one of its parts. ``header_rows``: the printed rows of its first
    header. ``covered``: (row, column, row of the merged cell that
    reaches there, whether that is a guess); ``reaching``: the cell that each column of the last part ended in.
    ``parts``: from which row to which each page's part reaches, of which the first ``widened`` have got their columns
    behind ``base_width`` from pages of their own.
    """

    kind: str | None
    roles: tuple[str | None, ...]
    headings: tuple[tuple[str, ...], ...]
    place: Place
    rows: list[JoinedRow] = field(default_factory=list)
    header_cells: list[Cell] = field(default_factory=list)
    score: float = 1.0
    ruled: bool = True
    header_rows: list[JoinedRow] = field(default_factory=list)
    flags: tuple[str, ...] = ()
    """Doubts about its kind, those of all its rows."""
    elsewhere: bool = False
    """It stands in a document of another organisation than Bangkok's."""
    plain_headings: int = 0
    """Of a table that no form knows: so many of its first ``rows`` look like its headings."""
    covered: list[tuple[int, int, int, bool]] = field(default_factory=list)
    reaching: dict[int, Cover] = field(default_factory=dict)
    parts: list[tuple[int, int]] = field(default_factory=list)
    widened: int = 0
    base_width: int = 0

    def column(self, role: str) -> int | None:
        """Index of the first column with ``role``, or ``None``."""
        return self.roles.index(role) if role in self.roles else None

    def columns(self, role: str) -> list[int]:
        """Indexes of all columns with ``role``."""
        return [index for index, name in enumerate(self.roles) if name == role]

    def cell(self, row: JoinedRow, role: str) -> JoinedCell:
        """The cell of ``row`` in the first column with ``role``; an empty one where there is none."""
        index = self.column(role)
        return row.cells[index] if index is not None and index < len(row.cells) else EMPTY

    def heading(self, role: str) -> str:
        """The printed heading of the first column with ``role``."""
        index = self.column(role)
        return " ".join(part for part in self.headings[index] if part) if index is not None else ""


Item = Paragraph | JoinedTable


def is_furniture(paragraph: Paragraph) -> bool:
    """Page numbers, running heads and blank lines: they stand between two parts of one table without parting it."""
    text = paragraph.text.strip()
    return not text or bool(FURNITURE_FLAGS & set(paragraph.flags)) or bool(_PAGE_NUMBER.match(text))
