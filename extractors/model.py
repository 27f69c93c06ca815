"""The document model: what every reader (PDF or text) gives and every form reads.

A :class:`Document` is a flat sequence of blocks in reading order: :class:`Paragraph` (one printed line, or one
paragraph where the source marks paragraphs) and :class:`Table` (a grid of cells, one page's part of a table).
Every block, row and cell knows its :class:`Place`. Text is kept twice: ``raw`` is what the source holds, ``text``
is the same *as printed* (text layer repaired, markup removed), still with Thai digits and line breaks. Values are
made from ``text`` by the normalizers, never here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

BBox = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points, the origin at the top left of the page as shown."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: ``page`` and ``bbox`` for PDF input, ``line`` for text input (all 1-based).

    ``where`` for office files: ``Sheet1!B7``, ``table 3 r2 c4``, ``paragraph 12``.
    """

    page: int | None = None
    line: int | None = None
    bbox: BBox | None = None
    where: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table.

    ``text`` holds the printed text, ``\\n`` where the source breaks a line or a paragraph. A merged cell stands once,
    in its top left position, with ``colspan``/``rowspan`` > 1; the positions that it covers hold ``None`` in
    :attr:`Row.cells`. ``flags`` are reasons why a person should look (``unreadable``, ``ocr_disagrees`` …).
    """

    text: str
    raw: str
    place: Place
    colspan: int = 1
    rowspan: int = 1
    bold: bool = False
    confidence: float = 1.0
    flags: tuple[str, ...] = ()
    baselines: tuple[float, ...] = ()
    """Heights on the page (points from its top) of the lines of ``raw``, where the cell has several: lines of cells
    beside each other that stand at one height belong together."""


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row: ``cells`` has one entry per column of its table, ``None`` under a merged cell."""

    cells: tuple[Cell | None, ...]
    place: Place

    def texts(self) -> list[str]:
        """The text of every column, ``""`` for an empty or covered position."""
        return [cell.text if cell else "" for cell in self.cells]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One printed line or paragraph outside tables.

    ``level`` is the heading depth where the source marks headings (Markdown ``#`` = 1), else ``None``.
    """

    text: str
    raw: str
    place: Place
    level: int | None = None
    bold: bool = False
    confidence: float = 1.0
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One page's part of a table (text input: one run of table lines); all rows have ``width`` columns.

    ``ruled`` is false where rules part no rows, so that the reader had to guess where a row begins. ``cut``: the first
    row below the header is the rest of a row that the page break before cut.
    """

    rows: tuple[Row, ...]
    place: Place
    width: int
    ruled: bool = True
    cut: bool = False

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Repair:
    """One change made to the text layer: undone by putting ``before`` back for ``after`` at ``place``."""

    rule: str
    before: str
    after: str
    place: Place


@dataclass(frozen=True, slots=True)
class PageHealth:
    """How far the text layer of one page can be believed.

    ``thai_chars`` counts Thai characters; ``words_before``/``words_after`` are the shares (0–1) of them inside
    dictionary words before and after repair; ``readable`` is false when the page's text must not be used. ``ocr``: the
    text was recognised in the page's picture; ``doubtful`` are the figures for which two recognitions differ.
    """

    page: int
    thai_chars: int
    words_before: float
    words_after: float
    damages: dict[str, int] = field(default_factory=dict)
    readable: bool = True
    ocr: bool = False
    doubtful: tuple[str, ...] = ()


UNKNOWN_TABLE = "unknown_table"
"""Flag of what stands in a table that was not read."""
ACROSS = "lines_across_cells"
"""Flag of a document whose lines run across the cells of its tables: no value in it is sure."""
LAID_OUT = "raw_layout_guess"
"""Flag of cells that were parted by the layout of a text alone, and of a document all of whose tables were."""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole source file as blocks in reading order.

    ``doc_id`` is the first 16 hex digits of the SHA-256 of the file's bytes. ``kind`` tells which reader made it.
    ``page_count`` is ``None`` for text input. ``flags`` hold for the whole document. ``hidden`` is text that nobody
    sees on the pages: no data, but kept; its flags say why it is not seen.
    """

    doc_id: str
    source_file: str
    kind: Literal["pdf", "text", "office", "html"]
    blocks: tuple[Block, ...]
    page_count: int | None = None
    pages: tuple[PageHealth, ...] = ()
    repairs: tuple[Repair, ...] = ()
    flags: tuple[str, ...] = ()
    hidden: tuple[Paragraph, ...] = ()

    def of_pages(self, pages: Collection[int]) -> Document:
        """The document with what stands on ``pages`` alone; the rest is as if it were not there."""
        blocks = tuple(block for block in self.blocks if block.place.page in pages)
        return replace(
            self,
            blocks=blocks,
            pages=tuple(page for page in self.pages if page.page in pages),
            repairs=tuple(repair for repair in self.repairs if repair.place.page in pages),
            hidden=tuple(paragraph for paragraph in self.hidden if paragraph.place.page in pages),
        )


class UnreadableDocument(Exception):
    """The file cannot be read at all; the message is one clear sentence that says why and what to do."""
