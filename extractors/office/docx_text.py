"""The text of Word paragraphs as printed: accepted changes, fields as shown, list numbers, nothing that is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml.etree import _Element
from phaen.extractors.office.numbering import BULLET, Numbering

_SUPERSCRIPTS = str.maketrans("0123456789๐๑๒๓๔๕๖๗๘๙", "⁰¹²³⁴⁵⁶⁷⁸⁹⁰¹²³⁴⁵⁶⁷⁸⁹")
_OFF = frozenset({"0", "false", "off", "none"})
_REMOVED = frozenset({qn("w:del"), qn("w:moveFrom")})
"""Tracked deletions: text that the accepted document does not hold."""
_OPENED = frozenset({qn(f"w:{name}") for name in ("ins", "moveTo", "hyperlink", "fldSimple", "smartTag", "customXml",
                     "sdt", "sdtContent", "dir", "bdo")})  # fmt: skip
"""Wrappers whose inside is printed like any other text."""
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SYMBOLS = {
    **dict.fromkeys(("F0FE", "F052", "F053"), "☑"),
    **dict.fromkeys(("F0FC", "F050"), "✓"),
    **dict.fromkeys(("F0A8", "F06F", "F0A3W"), "☐"),
    **dict.fromkeys(("F0B7", "F0A7", "F0D8", "F076", "F02D"), "-"),
    **{"F0B3": "≥", "F0A3": "≤", "F0B4": "×", "F0B1": "±", "F0B8": "÷", "F0B9": "≠", "F0E0": "→", "F0E8": "→"},
}
"""``w:sym`` codes of the fonts Symbol and Wingdings as Unicode characters."""


@dataclass(slots=True)
class Piece:
    """A printed piece of a paragraph: its text, whether bold, whether nobody sees it, and drawings met in it."""

    text: str
    bold: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph as printed. ``tabbed``: with its tabs.

    ``hidden``: what stands in it and nobody sees; ``boxes``: text boxes anchored in it."""

    text: str
    tabbed: str
    bold: bool
    hidden: str
    boxes: tuple[_Element, ...]
    level: int | None
    contents: bool


def on(properties: _Element | None, name: str) -> bool | None:
    """An on/off property of Word; ``None`` where it is not stated."""
    element = properties.find(qn(name)) if properties is not None else None
    return None if element is None else element.get(qn("w:val"), "1").lower() not in _OFF


@dataclass(slots=True)
class Styles:
    """The paragraph and character styles of a document, each with what it takes from those it is based on."""

    root: _Element | None
    _by_id: dict[str, _Element] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.root is not None:
            self._by_id = {style.get(qn("w:styleId"), ""): style for style in self.root.findall(qn("w:style"))}

    def chain(self, style_id: str | None) -> Iterator[_Element]:
        """A style and those it is based on, the nearest first."""
        seen: set[str] = set()
        while style_id and style_id in self._by_id and style_id not in seen:
            seen.add(style_id)
            style = self._by_id[style_id]
            yield style
            based = style.find(qn("w:basedOn"))
            style_id = based.get(qn("w:val")) if based is not None else None

    def first(self, style_id: str | None, path: str) -> _Element | None:
        """The first element at ``path`` (two Word names joined by ``/``) along the chain of a style."""
        wanted = "/".join(qn(name) for name in path.split("/"))
        return next((found for style in self.chain(style_id) if (found := style.find(wanted)) is not None), None)

    def name(self, style_id: str | None) -> str:
        """The name of a style in lower case."""
        style = self._by_id.get(style_id or "")
        element = style.find(qn("w:name")) if style is not None else None
        return element.get(qn("w:val"), "").lower() if element is not None else ""


def value(parent: _Element | None, name: str) -> str | None:
    """``w:val`` of a child element."""
    element = parent.find(qn(name)) if parent is not None else None
    return element.get(qn("w:val")) if element is not None else None


class Printer:
    """Gives the printed words of paragraphs in document order (list numbers count on)."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering

    def words(self, paragraph: _Element) -> Words:
        """The words of one ``w:p``; ``\\n`` where it breaks a line."""
        properties = paragraph.find(qn("w:pPr"))
        style = value(properties, "w:pStyle")
        boxes: list[_Element] = []
        pieces = list(self._pieces(paragraph, style, boxes, _Field()))
        seen = [piece for piece in pieces if not piece.hidden]
        text = "".join(piece.text for piece in seen)
        label = self._label(properties, style) if text.strip() or _stands_empty(paragraph, pieces, boxes) else ""
        if label and (text.strip() or label != BULLET):
            text = f"{label} {text.lstrip()}".rstrip(" ")
        inked = [piece for piece in seen if piece.text.strip()]
        return Words(
            text=text.replace("\t", " "),
            tabbed=text,
            bold=bool(inked) and all(piece.bold for piece in inked),
            hidden="".join(piece.text for piece in pieces if piece.hidden).strip(),
            boxes=tuple(boxes),
            level=self._level(properties, style),
            contents=self._styles.name(style).startswith(("toc ", "table of figures")),
        )

    def _label(self, properties: _Element | None, style: str | None) -> str:
        direct = properties.find(qn("w:numPr")) if properties is not None else None
        inherited = self._styles.first(style, "w:pPr/w:numPr")
        num_id = value(direct, "w:numId") or value(inherited, "w:numId")
        level = value(direct, "w:ilvl") or value(inherited, "w:ilvl") or "0"
        if not num_id or num_id == "0" or not level.isdigit():
            return ""
        return self._numbering.label(num_id, int(level))

    def _level(self, properties: _Element | None, style: str | None) -> int | None:
        """The heading depth from 1, by outline level or by the style's name."""
        outline = value(properties, "w:outlineLvl")
        if outline is None:
            found = self._styles.first(style, "w:pPr/w:outlineLvl")
            outline = found.get(qn("w:val")) if found is not None else None
        if outline is not None and outline.isdigit() and int(outline) < 9:
            return int(outline) + 1
        name = self._styles.name(style)
        return 1 if name == "title" else None

    def _pieces(self, parent: _Element, style: str | None, boxes: list[_Element], fields: _Field) -> Iterator[Piece]:
        for child in parent:
            if child.tag == qn("w:r"):
                yield from self._run(child, style, boxes, fields)
            elif child.tag in _OPENED:
                yield from self._pieces(child, style, boxes, fields)
            elif child.tag == f"{MC}AlternateContent":
                yield from self._pieces(chosen(child), style, boxes, fields)

    def _run(self, run: _Element, style: str | None, boxes: list[_Element], fields: _Field) -> Iterator[Piece]:
        properties = run.find(qn("w:rPr"))
        hidden = any(self._on(properties, style, name) for name in ("w:vanish", "w:strike", "w:dstrike"))
        bold = self._on(properties, style, "w:b") or self._on(properties, style, "w:bCs")
        raised = value(properties, "w:vertAlign") == "superscript"
        text = "".join(self._run_text(run, boxes, fields))
        if raised and text.strip().isdecimal():
            text = text.translate(_SUPERSCRIPTS)  # a raised number is the mark of a footnote, not a figure
        if text:
            yield Piece(text, bold, hidden)

    def _on(self, properties: _Element | None, style: str | None, name: str) -> bool:
        stated = on(properties, name)
        for style_id in (value(properties, "w:rStyle"), style):
            if stated is None:
                found = self._styles.first(style_id, f"w:rPr/{name}")
                stated = None if found is None else found.get(qn("w:val"), "1").lower() not in _OFF
        return bool(stated)

    def _run_text(self, run: _Element, boxes: list[_Element], fields: _Field) -> Iterator[str]:
        for child in run:
            if child.tag == qn("w:fldChar"):
                fields.meet(child.get(qn("w:fldCharType"), ""))
            elif child.tag == f"{MC}AlternateContent":
                yield from self._run_text(chosen(child), boxes, fields)
            elif child.tag in (qn("w:drawing"), qn("w:pict"), qn("w:object")):
                boxes.extend(child.iter(qn("w:txbxContent")))
            elif not fields.shows:
                continue
            elif child.tag == qn("w:t"):
                yield child.text or ""
            elif child.tag == qn("w:tab"):
                yield "\t"
            elif child.tag in (qn("w:br"), qn("w:cr")):
                yield "\n"
            elif child.tag == qn("w:noBreakHyphen"):
                yield "-"
            elif child.tag == qn("w:sym"):
                yield _symbol(child)


def _stands_empty(paragraph: _Element, pieces: list[Piece], boxes: list[_Element]) -> bool:
    """Is this a paragraph without text, not one whose text is hidden or deleted? Word numbers it, too."""
    return not pieces and not boxes and next(paragraph.iter(*_REMOVED, qn("w:drawing"), qn("w:pict")), None) is None


class _Field:
    """Where in a complex field a run stands: its code is not printed, its result is."""

    def __init__(self) -> None:
        self._parts: list[bool] = []

    def meet(self, kind: str) -> None:
        """A mark of a field: begin, separate or end."""
        if kind == "begin":
            self._parts.append(False)
        elif kind == "separate" and self._parts:
            self._parts[-1] = True
        elif kind == "end" and self._parts:
            self._parts.pop()

    @property
    def shows(self) -> bool:
        """Is what stands here printed?"""
        return all(self._parts)


def _symbol(element: _Element) -> str:
    code = element.get(qn("w:char"), "").upper()
    font = element.get(qn("w:font"), "").lower()
    if code == "F0A3" and font.startswith("wingdings"):
        return "☐"
    return _SYMBOLS.get(code, "\ufffd")


def chosen(alternate: _Element) -> _Element:
    """What a program that knows today's Word shows of an ``mc:AlternateContent``: its choice, else the fallback."""
    for name in ("Choice", "Fallback"):
        found = alternate.find(f"{MC}{name}")
        if found is not None:
            return found
    return alternate


def is_removed(element: _Element) -> bool:
    """Is this a tracked deletion?"""
    return element.tag in _REMOVED
