"""Saved web pages (.html) → blocks: headings, paragraphs and tables with their spans; scripts are text to nobody.

Places are the lines of the file, as for other text input.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html
from phaen.extractors.model import Block, Paragraph, Place, UnreadableDocument
from phaen.extractors.office.settings import SETTINGS
from phaen.extractors.text.decode import decode_text
from phaen.extractors.text.grid import SourceCell, build_table
from phaen.extractors.text.html_tables import placed
from phaen.extractors.text.mending import Mender

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
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?![.\d])", re.IGNORECASE
)
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
        if _is_hidden(child) or name in ("s", "strike", "del"):
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
        place = Place(line=self._line)
        if text:
            yield Paragraph(self.mender.mend(text, place), text, place, level, bool(self._bold) and all(self._bold))
        hidden = " ".join(part for part in self._hidden if part)
        if hidden:
            yield Paragraph(hidden, hidden, place, flags=("hidden_text",))
        self._text, self._hidden, self._bold = [], [], []

    def _table(self, table: etree._Element) -> Iterator[Block]:
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
        caption = table.find("caption")
        if caption is not None:
            yield from self.blocks(caption)
        if max((len(row) for row in cells), default=0) <= 1 and next(table.iterdescendants("table"), None) is not None:
            for row in cells:  # a frame round a form, not a table
                for cell in row:
                    yield from self.blocks(cell)
                    yield from self._close(None)
            return
        source = placed([[_cell(cell) for cell in row] for row in cells if row])
        built = build_table(source, self.mender, markdown=False)
        if built is not None and any(cell and cell.text for row in built for cell in row.cells):
            yield built


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _span(element: etree._Element, name: str, most: int) -> int:
    text = (element.get(name) or "1").strip()
    return min(max(int(text), 1), most) if text.isdecimal() and len(text) < 6 else 1


def _cell(cell: etree._Element) -> SourceCell:
    """One cell; ``\\n`` where a block inside it or a ``br`` breaks the line."""
    text = "\n".join(
        line for line in (_BLANKS.sub(" ", part).strip() for part in "".join(_lines(cell)).split("\0")) if line
    )
    flags = [*(["nested_table"] if next(cell.iter("table"), None) is not None else [])]
    if any(_is_hidden(child) for child in cell.iterdescendants() if isinstance(child.tag, str)):
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
            and not _is_hidden(child)
            and child.tag not in ("s", "del")
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
