"""Saved web pages (.html) → blocks: headings, paragraphs and tables with their spans; scripts are text to nobody.

Places are the lines of the file and, as in Word files, the paragraph or the cell of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree, html
from phaen.extractors.model import Block, Paragraph, Place, Row, Table, UnreadableDocument
from phaen.extractors.office.html_unseen import hide_by_rules, is_hidden
from phaen.extractors.office.settings import SETTINGS
from phaen.extractors.office.titles import titles_above
from phaen.extractors.text.decode import decode_text
from phaen.extractors.text.grid import SourceCell, build_table
from phaen.extractors.text.html_tables import placed
from phaen.extractors.text.mending import Mender
from phaen.normalizers.text import squash

_UNSEEN = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "iframe",
        "object",
        "svg",
        "select",
        "textarea",
        "button",
        "nav",
    )
)
"""Elements whose inside a reader of the page does not read as its text."""
_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "div",
            "dl",
            "dt",
            "fieldset",
        ),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main"),
        *("ol", "p", "pre", "section", "ul"),
    )
)
_HEADING = re.compile(r"h([1-6])")
_STRUCK = frozenset(("s", "strike", "del"))
FRAME = 0.6
"""A table whose inner tables hold more than this share of its letters is a frame round them."""
_SUPERSCRIPTS = str.maketrans("0123456789๐๑๒๓๔๕๖๗๘๙", "⁰¹²³⁴⁵⁶⁷⁸⁹⁰¹²³⁴⁵⁶⁷⁸⁹")
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def html_blocks(data: bytes) -> tuple[list[Block], Mender]:
    """The blocks of a web page in the order of its source, and the mender that holds the repairs of its texts.

    Raises :class:`~phaen.extractors.model.UnreadableDocument` when it holds nothing to read or nests too deeply.
    """
    text = _declared(data)
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument(f"The web page cannot be read ({error}); save it again from the browser.") from error
    if _depth(root) > SETTINGS.depth:
        raise UnreadableDocument("The web page nests its elements too deeply; it is not read.")
    hide_by_rules(root)
    reader = _Reader(Mender(root.text_content()))
    body = root.find("body")
    blocks = list(reader.blocks(root if body is None else body))
    return blocks, reader.mender


def _declared(data: bytes) -> str:
    """The text of the page: what its ``charset`` says where that can be, else as any text file is decoded."""
    found = re.search(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", data[:4096])
    if found and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = found.group(1).decode("ascii").lower()
        try:
            return data.decode({"tis-620": "cp874", "windows-874": "cp874", "iso-8859-11": "cp874"}.get(name, name))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode_text(data)


def _depth(root: etree._Element) -> int:
    deepest, stack = 0, [(root, 1)]
    while stack:
        element, depth = stack.pop()
        deepest = max(deepest, depth)
        stack += [(child, depth + 1) for child in element]
    return deepest


class _Reader:
    def __init__(self, mender: Mender) -> None:
        self.mender = mender
        self._text: list[str] = []
        self._hidden: list[str] = []
        self._bold: list[bool] = []
        self._line = 1
        self._paragraphs = self._tables = 0

    def blocks(self, element: etree._Element, level: int | None = None, bold: bool = False) -> Iterator[Block]:
        """The blocks inside ``element`` and what text it leaves open is closed at its end."""
        self._say(element.text, bold)
        for child in element:
            if isinstance(child.tag, str):
                self._line = child.sourceline or self._line
                yield from self._child(child, level, bold)
            self._say(child.tail, bold)
        if element.tag in _BLOCKS:
            yield from self._close(level)

    def _child(self, child: etree._Element, level: int | None, bold: bool) -> Iterator[Block]:
        name = child.tag.lower()
        if name in _UNSEEN:
            return
        if is_hidden(child) or name in _STRUCK:
            self._hidden.append(" ".join(child.text_content().split()))
        elif name == "table":
            yield from self._close(level)
            yield from self._table(child)
        elif name == "br":
            yield from self._close(level)
        elif name == "sup" and (child.text_content() or "").strip().isdecimal():
            self._say(child.text_content().strip().translate(_SUPERSCRIPTS), bold)
        elif name == "input":
            self._say(child.get("value") if child.get("type", "text") in ("text", "number") else None, bold)
        else:
            heading = _HEADING.fullmatch(name)
            if name in _BLOCKS:
                yield from self._close(level)
            inner = int(heading.group(1)) if heading else level
            yield from self.blocks(child, inner, bold or bool(heading) or name in ("b", "strong", "th"))

    def _say(self, text: str | None, bold: bool) -> None:
        if text:
            self._text.append(text)
            if text.strip():
                self._bold.append(bold)

    def _close(self, level: int | None) -> Iterator[Block]:
        raw = "".join(self._text)
        text = _BLANKS.sub(" ", raw.replace("\xa0", " ")).strip()
        self._paragraphs += bool(text)
        place = Place(line=self._line, where=f"paragraph {self._paragraphs}")
        if text:
            yield Paragraph(self.mender.mend(text, place), text, place, level, bool(self._bold) and all(self._bold))
        hidden = " ".join(part for part in self._hidden if part)
        if hidden:
            yield Paragraph(hidden, hidden, place, flags=("hidden_text",))
        self._text, self._hidden, self._bold = [], [], []

    def _table(self, table: etree._Element) -> Iterator[Block]:
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        unseen = [row for row in rows if _inside_hidden(row, table)]
        self._hidden += [" ".join(row.text_content().split()) for row in unseen]
        cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows if row not in unseen]
        self._hidden += [" ".join(cell.text_content().split()) for row in cells for cell in row if is_hidden(cell)]
        cells = [[cell for cell in row if not is_hidden(cell)] for row in cells]
        caption = table.find("caption")
        if caption is not None:
            yield from self.blocks(caption)
        if not _is_frame(table, cells):
            seen = (part for row in cells for cell in row for part in cell.iterdescendants())
            self._hidden += [" ".join(part.text_content().split()) for part in seen if _is_left_out(part)]
        else:
            for row in cells:
                for cell in row:
                    yield from self.blocks(cell)
                    yield from self._close(None)
            return
        source = placed([[_cell(cell) for cell in row] for row in cells if row])
        built = build_table(source, self.mender, markdown=False)
        if built is not None and any(cell and cell.text for row in built for cell in row.cells):
            self._tables += 1
            yield from titles_above(_placed(built, self._tables))
        yield from self._close(None)


def _placed(table: Table, number: int) -> Table:
    """``table``, the page's Nth, with the places of its cells by row and column."""
    rows = [
        Row(
            tuple(
                cell and replace(cell, place=replace(cell.place, where=f"table {number} r{r} c{c}"))
                for c, cell in enumerate(row.cells, 1)
            ),
            replace(row.place, where=f"table {number} r{r}"),
        )
        for r, row in enumerate(table.rows, 1)
    ]
    return replace(table, rows=tuple(rows), place=rows[0].place)


def _is_left_out(part: etree._Element) -> bool:
    """Is this a hidden or struck part of a cell?"""
    return isinstance(part.tag, str) and (is_hidden(part) or part.tag in _STRUCK)


def _inside_hidden(row: etree._Element, table: etree._Element) -> bool:
    """Does nobody see the row, or the part of the table that it stands in?"""
    while row is not table:
        if is_hidden(row):
            return True
        row = row.getparent()
    return False


def _is_frame(table: etree._Element, cells: list[list[etree._Element]]) -> bool:
    """Is the table a frame that puts other tables in their place on the page, not one of its own?

    It has one column, or its cells hold hardly anything but tables of several rows and columns.
    """
    inner = [one for one in table.iterdescendants("table") if next(one.iterancestors("table")) is table]
    if not inner:
        return False
    if max((len(row) for row in cells), default=0) <= 1:
        return True
    full = [one for one in inner if sum(len(row) > 1 for row in one.iter("tr")) > 1]
    letters = sum(len(squash(one.text_content())) for one in full)
    headed = any(cell.tag == "th" for row in cells for cell in row)
    return not headed and letters > FRAME * len(squash(table.text_content()))


def _span(element: etree._Element, name: str, most: int) -> int:
    text = (element.get(name) or "1").strip()
    return min(max(int(text), 1), most) if text.isdecimal() and len(text) < 6 else 1


def _cell(cell: etree._Element) -> SourceCell:
    """One cell; ``\\n`` where a block inside it or a ``br`` breaks the line."""
    text = "\n".join(
        line for line in (_BLANKS.sub(" ", part).strip() for part in "".join(_lines(cell)).split("\0")) if line
    )
    flags = [*(["nested_table"] if next(cell.iter("table"), None) is not None else [])]
    if any(map(_is_left_out, cell.iterdescendants())):
        flags.append("hidden_text")
    bold = cell.tag == "th" or (len(cell) == 1 and cell[0].tag in ("b", "strong") and not (cell.text or "").strip())
    return SourceCell(
        text,
        cell.sourceline or 1,
        _span(cell, "colspan", SETTINGS.columns),
        _span(cell, "rowspan", 65_534),
        bold,
        tuple(flags),
    )


def _lines(element: etree._Element) -> Iterator[str]:
    """The text of an element, a NUL wherever a line ends."""
    yield element.text or ""
    for child in element:
        if (
            isinstance(child.tag, str)
            and child.tag not in _UNSEEN
            and not is_hidden(child)
            and child.tag not in _STRUCK
        ):
            breaks = child.tag in _BLOCKS or child.tag in ("br", "tr", "td", "th")
            if breaks:
                yield "\0"
            if child.tag == "sup" and (child.text_content() or "").strip().isdecimal():
                yield child.text_content().strip().translate(_SUPERSCRIPTS)
            else:
                yield from _lines(child)
            if breaks and child.tag != "br":
                yield "\0"
        yield child.tail or ""
