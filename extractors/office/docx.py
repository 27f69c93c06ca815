"""Word documents (.docx) → :class:`~phaen.extractors.model.Document`: the table structure is the file's own.

Places say ``paragraph 12`` or ``table 3 r2 c4`` (1-based, in the order of the file; tables inside tables count too).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError, _Element
from phaen.extractors.model import Block, Cell, Paragraph, Place, Row, Table, UnreadableDocument
from phaen.extractors.office.docx_text import MC, Printer, Styles, Words, chosen, is_removed
from phaen.extractors.office.numbering import Numbering
from phaen.extractors.office.settings import SETTINGS
from phaen.extractors.office.tabbed import with_tab_tables
from phaen.extractors.office.titles import titles_above
from phaen.extractors.text.markup import printed
from phaen.extractors.text.mending import Mender

_WRAPPERS = frozenset({qn(f"w:{name}") for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")})


def docx_blocks(data: bytes) -> tuple[list[Block], Mender]:
    """The blocks of a Word document in reading order, and the mender that holds the repairs of its texts.

    Raises :class:`~phaen.extractors.model.UnreadableDocument` when the parts of the file do not make a document.
    """
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
    except (PackageNotFoundError, XMLSyntaxError, KeyError, ValueError, AttributeError, AssertionError) as error:
        raise UnreadableDocument(
            f"The Word document is damaged ({type(error).__name__}); open it in a word processor and save it again."
        ) from error
    if body is None:
        raise UnreadableDocument("The Word document has no body; open it in a word processor and save it again.")
    reader = _Reader(document, Mender("\n".join(body.itertext(qn("w:t")))))
    blocks = [*reader.heads(), *with_tab_tables(reader.blocks(body), reader.mender), *reader.footnotes()]
    return blocks, reader.mender


def _related(part: Any, kind: str) -> Any:
    """The part of ``kind`` that a document names, or ``None``; a link to outside is never followed."""
    try:
        return part.part_related_by(kind)
    except (KeyError, ValueError):
        return None


def _root(part: Any) -> _Element | None:
    if part is None:
        return None
    if hasattr(part, "element"):
        return part.element
    from docx.oxml import parse_xml

    try:
        return parse_xml(part.blob)
    except XMLSyntaxError:
        return None


class _Reader:
    """Walks a document once, counting paragraphs and tables."""

    def __init__(self, document: Any, mender: Mender) -> None:
        part = document.part
        self.mender = mender
        self._document = document
        self._printer = Printer(
            Styles(_root(_related(part, RELATIONSHIP_TYPE.STYLES))),
            Numbering(_root(_related(part, RELATIONSHIP_TYPE.NUMBERING))),
        )
        self._notes = _root(_related(part, RELATIONSHIP_TYPE.FOOTNOTES))
        self._paragraphs = self._tables = self._line = 0
        self._unseen: list[Paragraph] = []

    def _next(self, where: str) -> Place:
        """The place of the next printed line: a paragraph or a table row."""
        self._line += 1
        return Place(line=self._line, where=where)

    def heads(self) -> Iterator[Block]:
        """Headers and footers, each text once, as furniture."""
        seen: set[str] = set()
        for section in self._document.sections:
            for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
                if part.is_linked_to_previous:
                    continue
                for paragraph in part._element.iter(qn("w:p")):
                    text = printed(self._printer.words(paragraph).text).text
                    if text and text not in seen:
                        seen.add(text)
                        yield Paragraph(text, text, self._next("header or footer"), flags=("running_head",))

    def footnotes(self) -> Iterator[Block]:
        """Footnotes, apart from the text that they stand under."""
        for note in self._notes if self._notes is not None else ():
            if note.get(qn("w:type")) is None:
                number = note.get(qn("w:id"), "")
                for paragraph in note.iter(qn("w:p")):
                    yield from self._lines(self._printer.words(paragraph), self._next(f"footnote {number}"))

    def blocks(self, parent: _Element) -> Iterator[Block]:
        """The blocks of a body, a cell or a text box."""
        for child in _children(parent):
            if child.tag == qn("w:p"):
                yield from self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                yield from self._table(child)

    def _paragraph(self, element: _Element) -> Iterator[Block]:
        self._paragraphs += 1
        words = self._printer.words(element)
        yield from self._lines(words, self._next(f"paragraph {self._paragraphs}"))
        for box in words.boxes:
            yield from self.blocks(box)

    def _lines(self, words: Words, place: Place) -> Iterator[Block]:
        """One paragraph for each line that the source breaks by hand."""
        for line in words.tabbed.split("\n"):
            text = printed(line.replace("\t", " ")).text
            if text:
                flags = ("contents",) if words.contents else ()
                yield Paragraph(self.mender.mend(text, place), line, place, words.level, words.bold, flags=flags)
        if words.hidden:
            yield Paragraph(words.hidden, words.hidden, place, flags=("hidden_text",))

    def _table(self, element: _Element) -> Iterator[Block]:
        rows = list(_rows(element))
        cells = [cell for row in rows for cell in row]
        boxed = [cell for cell in cells if any(child.tag == qn("w:tbl") for child in _children(cell.element))]
        if boxed and max(sum(cell.span for cell in row) for row in rows) == 1:
            for cell in cells:  # a frame round a form, not a table
                yield from self.blocks(cell.element)
            return
        self._tables += 1
        number = self._tables
        width = min(max((sum(cell.span for cell in row) for row in rows), default=0), SETTINGS.columns)
        built: list[Row] = []
        for r, row in enumerate(rows):
            self._line += 1
            line: list[Cell | None] = []
            for cell in row:
                place = self._in_table(number, r, len(line))
                line.append(None if cell.goes_on else self._cell(cell, place, _depth(rows, r, len(line))))
                line += [None] * (cell.span - 1)
            while len(line) < width:
                line.append(Cell("", "", self._in_table(number, r, len(line))))
            built.append(Row(tuple(line[:width]), Place(line=self._line, where=f"table {number} r{r + 1}")))
        if any(cell and cell.text for row in built for cell in row.cells):
            yield from titles_above(Table(tuple(built), built[0].place, width))
        unseen, self._unseen = self._unseen, []
        yield from unseen

    def _in_table(self, table: int, row: int, column: int) -> Place:
        return Place(line=self._line, where=f"table {table} r{row + 1} c{column + 1}")

    def _cell(self, cell: _Cell, place: Place, rowspan: int) -> Cell:
        texts: list[str] = []
        bold: list[bool] = []
        flags: list[str] = []
        for child in _children(cell.element):
            if child.tag == qn("w:p"):
                words = self._printer.words(child)
                texts.append(words.text)
                if words.text.strip():
                    bold.append(words.bold)
                if words.hidden:
                    flags.append("hidden_text")
                    self._unseen.append(Paragraph(words.hidden, words.hidden, place, flags=("hidden_text",)))
                for box in words.boxes:
                    texts += [self._printer.words(one).text for one in box.iter(qn("w:p"))]
            elif child.tag == qn("w:tbl"):
                flags.append("nested_table")
                texts += self._flat(child)
        raw = "\n".join(text for text in texts if text.strip())
        words_of = printed(raw)
        return Cell(
            self.mender.mend(words_of.text, place),
            raw,
            place,
            colspan=cell.span,
            rowspan=rowspan,
            bold=bool(bold) and all(bold),
            flags=tuple(dict.fromkeys(flags)),
        )

    def _flat(self, table: _Element) -> Iterator[str]:
        """The rows of a table inside a cell as lines."""
        for row in _rows(table):
            texts = (" ".join(self._printer.words(one).text for one in cell.element.iter(qn("w:p"))) for cell in row)
            yield " ".join(text.strip() for text in texts if text.strip())


class _Cell:
    """A ``w:tc`` (or the gap before the first one) with its column span; ``goes_on``: merged with the cell above."""

    __slots__ = ("element", "goes_on", "span")

    def __init__(self, element: _Element, span: int, *, goes_on: bool = False) -> None:
        self.element, self.span, self.goes_on = element, span, goes_on


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() else default


def _rows(table: _Element) -> Iterator[list[_Cell]]:
    """The rows of a table that the accepted document holds."""
    for row in _children(table):
        if row.tag != qn("w:tr"):
            continue
        properties = row.find(qn("w:trPr"))
        if properties is not None and any(is_removed(child) for child in properties):
            continue
        cells: list[_Cell] = []
        gap = properties.find(qn("w:gridBefore")) if properties is not None else None
        if gap is not None:
            cells += [_Cell(row.makeelement(qn("w:tc")), 1)] * _number(gap.get(qn("w:val")), 0)
        for cell in _children(row):
            if cell.tag == qn("w:tc"):
                cells.append(_read_cell(cell))
        yield cells


def _read_cell(cell: _Element) -> _Cell:
    properties = cell.find(qn("w:tcPr"))
    span = properties.find(qn("w:gridSpan")) if properties is not None else None
    merge = properties.find(qn("w:vMerge")) if properties is not None else None
    columns = min(max(_number(span.get(qn("w:val")) if span is not None else None, 1), 1), SETTINGS.columns)
    return _Cell(cell, columns, goes_on=merge is not None and merge.get(qn("w:val"), "continue") != "restart")


def _depth(rows: list[list[_Cell]], row: int, column: int) -> int:
    """How many rows the cell at ``column`` of ``row`` covers."""
    depth = 1
    for below in rows[row + 1 :]:
        at = 0
        for cell in below:
            if at >= column:
                break
            at += cell.span
        else:
            return depth
        if at != column or not cell.goes_on:
            return depth
        depth += 1
    return depth


def _children(parent: _Element) -> Iterator[_Element]:
    """The elements inside, through wrappers, without what tracked changes took away."""
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from _children(child)
        elif child.tag == f"{MC}AlternateContent":
            yield from _children(chosen(child))
        elif not is_removed(child):
            yield child
