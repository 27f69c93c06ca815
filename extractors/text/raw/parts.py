"""What a raw table is made of: its lines, and the cells and rows laid from them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_HYPHENED = re.compile(r"[^\s\d.-]-$")


@dataclass(frozen=True, slots=True)
class RawLine:
    """One line below a heading: 1-based number, text as printed, text of the source, a blank line above it."""

    number: int
    text: str
    raw: str
    gap: bool = False

    @property
    def indented(self) -> bool:
        """Whether the source sets the line in, as the first line of a paragraph."""
        return self.raw.startswith("   ")


@dataclass(slots=True)
class RawCell:
    """Pieces of one cell (line, text, source); ``unsure`` when only position speaks for the cell."""

    column: int
    pieces: list[tuple[int, str, str]] = field(default_factory=list)
    unsure: bool = False


@dataclass(slots=True)
class RawRow:
    """Cells of one row by column.

    ``section``: over all columns; ``total``: sums the rows above; ``reopened``: goes on with the row of the table
    above.
    """

    cells: list[RawCell]
    section: bool = False
    total: bool = False
    reopened: bool = False


@dataclass(frozen=True, slots=True)
class Laid:
    """The rows of a table, how many lines they took, and the running number of the last row."""

    rows: list[RawRow]
    used: int
    serial: int


def source_part(text: str, raw: str, low: int, high: int) -> str:
    """The part of the source line ``raw`` behind ``text[low:high]``; cells part at white space."""
    if low == 0 and high == len(text):
        return raw.strip()
    words = raw.split()
    first, count = len(text[:low].split()), len(text[low:high].split())
    return " ".join(words[first : first + count]) if len(words) == len(text.split()) else text[low:high].strip()


def open_columns(rows: Sequence[RawRow]) -> frozenset[int]:
    """Columns of the last row's cells that may go on below a repeated heading: those that end in a hyphen, else all."""
    cells = rows[-1].cells if rows else []
    hyphened = frozenset(cell.column for cell in cells if _HYPHENED.search(cell.pieces[-1][1]))
    return hyphened or frozenset(cell.column for cell in cells)
