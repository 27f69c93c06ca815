"""PDF files from blocks, drawn with reportlab: pages, ruled tables that go on over pages, merged cells, arrows.

Marks of Thai are glyphs without width that follow their consonant in the content stream, as most producers write
them. With ``invariant=1`` the bytes depend on nothing but the blocks and the style.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from samples.blocks import Break, Grid, GridRow, Para, Sheet
from samples.pdf_signs import RISE, TALL, draw, text_width
from samples.pdf_tables import BOLD, PADDING, REGULAR, Header, Row, lay, merge_down, text_lines

FONTS = Path(__file__).parent / "fonts"
MARGIN = 56.0
BOX = 5.0
"""Points between a table and the box round it."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character in its place on the line; ``rise`` is its height above the baseline in points."""

    char: str
    x: float
    rise: float


@dataclass(frozen=True, slots=True)
class Style:
    """How a document looks. Sizes are in points; ``text`` is applied to every string just before drawing."""

    size: float = 12.0
    table_size: float = 10.5
    pitch: float = 1.45
    """Sizes from one line of a cell to the next."""
    padding: float = PADDING
    """Points over and under the lines of a cell."""
    rules: Literal["full", "horizontal", "vertical", "none", "filled"] = "full"
    open_cut: bool = True
    """A row that the page end cuts has no bottom rule there."""
    arrows: Literal["chars", "shapes"] = "chars"
    all_landscape: bool = False
    page_numbers: bool = True
    running_head: bool = False
    repeat_header: bool = True
    merge_down: bool = False
    """Leading cells that hold for several rows are merged downwards."""
    boxed: Literal["", "grid", "form", "page"] = ""
    """A ruled box round every table, round every table with the headings above it, or round every page."""
    spacing: float = 0.0
    """Em that follow every letter."""
    hiding: Literal["white", "mode", "tiny", "cover", "marked"] = "white"
    """How figures are hidden that nobody sees."""
    text: Callable[[str], str] = field(default=lambda text: text)
    order: Callable[[list[Glyph]], list[Glyph]] | None = None
    """Draws every glyph on its own, in this order."""
    fonts: tuple[str, str] = ("Sarabun-Regular.ttf", "Sarabun-Bold.ttf")
    """Files of the regular and the bold font: of ``samples/fonts``, or anywhere by a whole path."""

    def with_(self, **changes: Any) -> Style:
        """The style with some fields changed."""
        return replace(self, **changes)


def write_pdf(sheet: Sheet, style: Style | None = None, title: str = "") -> bytes:
    """The document as PDF bytes."""
    style = style or Style()
    for name, file in zip((REGULAR, BOLD), style.fonts, strict=True):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, pageCompression=1)
    canvas.setTitle(title)
    canvas.setCreator("samples")
    _Flow(canvas, sheet, style).run()
    canvas.save()
    return out.getvalue()


class _Flow:
    """Puts blocks on pages from top to bottom."""

    def __init__(self, canvas: Canvas, sheet: Sheet, style: Style) -> None:
        self.canvas, self.sheet, self.style = canvas, sheet, style
        self.number = 0
        self.wide = style.all_landscape
        self.y = 0.0
        self.fresh = True
        self.box_top: float | None = None
        self.in_header = self.last_row = False

    def run(self) -> None:
        self._open(self.wide)
        for number, block in enumerate(self.sheet.blocks):
            if self.style.boxed == "form" and isinstance(block, Para) and self._heads_a_grid(number):
                self._begin_box()
            if isinstance(block, Break):
                wide = block.wide or self.style.all_landscape
                if not self.fresh or wide != self.wide:
                    self._next(wide)
            elif isinstance(block, Para):
                self._para(block)
            else:
                self._grid(block)
        self._end_box()
        self.canvas.showPage()

    # -- boxes
    def _heads_a_grid(self, number: int) -> bool:
        """Does a table follow the paragraph ``number`` with nothing but paragraphs between?"""
        rest = (block for block in self.sheet.blocks[number:] if not isinstance(block, Para))
        return isinstance(next(rest, None), Grid)

    def _begin_box(self) -> None:
        if self.box_top is None:
            self.y -= BOX
            self.box_top = self.y

    def _end_box(self) -> None:
        if self.box_top is not None:
            x0, x1 = MARGIN - BOX, self.width - MARGIN + BOX
            for y in (self.box_top + 2, self.y - BOX):
                self._rule(x0, y, x1, y)
            for x in (x0, x1):
                self._rule(x, self.y - BOX, x, self.box_top + 2)
        self.box_top = None

    # -- pages
    def _open(self, wide: bool) -> None:
        self.number += 1
        self.wide = wide
        self.width, self.height = (A4[1], A4[0]) if wide else A4
        self.canvas.setPageSize((self.width, self.height))
        self.y = self.height - MARGIN
        self.fresh = True
        if self.style.boxed == "page":
            edge = MARGIN / 2 - 8
            self.canvas.rect(edge, edge, self.width - 2 * edge, self.height - 2 * edge)
        if self.style.page_numbers and self.number > 1:
            self._text(self.width / 2 - 6, self.height - 34, f"- {self.number - 1} -", REGULAR, self.style.size)
        if self.style.running_head and self.sheet.running_head and self.number > 1:
            self._text(MARGIN, self.height - 34, self.sheet.running_head, REGULAR, self.style.size - 3)

    def _next(self, wide: bool) -> None:
        boxed = self.box_top is not None
        if not self.fresh:
            self._end_box()
            self.canvas.showPage()
        else:
            self.number -= 1
        self._open(wide)
        self.box_top = self.y if boxed else None

    @property
    def _room(self) -> float:
        return float(self.width) - 2 * MARGIN

    def _text(self, x: float, baseline: float, text: str, font: str, size: float) -> None:
        if self.style.order is not None:
            self._glyphs(x, baseline, self.style.text(text), font, size)
            return
        spacing = self.style.spacing * size
        draw(self.canvas, x, baseline, self.style.text(text), font, size, spacing, self.style.hiding)

    def _glyphs(self, x: float, baseline: float, text: str, font: str, size: float) -> None:
        """Every glyph in its own place, in the order that the style asks for."""
        glyphs: list[Glyph] = []
        at = x
        for n, part in enumerate(TALL.split(text)):
            for char in part or "":
                glyphs.append(Glyph(char, at, size * RISE if n % 2 else 0.0))
                at += text_width(char, font, size)
        line = self.canvas.beginText(x, baseline)
        line.setFont(font, size)
        assert self.style.order is not None
        for glyph in self.style.order(glyphs):
            line.setTextOrigin(glyph.x, baseline + glyph.rise)
            line.textOut(glyph.char)
        self.canvas.drawText(line)

    # -- paragraphs
    def _para(self, para: Para) -> None:
        size = self.style.size * para.size
        bold = BOLD if para.bold else REGULAR
        text = f"{para.lead} {para.text}".strip()
        for n, line in enumerate(text_lines(text, self._room, bold, size, self.style.spacing)):
            if self.y - size * 1.5 < MARGIN:
                self._next(self.wide)
            self.y -= size * 1.5
            x = (
                MARGIN + (self._room - text_width(line, bold, size, self.style.spacing * size)) / 2
                if para.centre
                else MARGIN
            )
            lead_here = para.lead and n == 0 and line.startswith(para.lead)
            if lead_here:
                self._text(x, self.y, para.lead, BOLD, size)
                rest = line[len(para.lead) :]
                after = text_width(para.lead, BOLD, size, self.style.spacing * size)
                self._text(x + after, self.y, rest, REGULAR, size)
            else:
                self._text(x, self.y, line, bold, size)
            self.fresh = False
        self.y -= size * 0.35

    # -- tables
    def _grid(self, grid: Grid) -> None:
        wide = grid.wide or self.style.all_landscape
        if wide != self.wide:
            self._next(wide)
        scale = self._room / sum(grid.widths)
        edges = [MARGIN]
        for width in grid.widths:
            edges.append(edges[-1] + width * scale)
        leading = self.style.table_size * self.style.pitch
        header = Header(grid, edges, self.style.table_size, leading, self.style.spacing)
        rows = [lay(row, edges, self.style.table_size, self.style.spacing) for row in grid.rows]
        if self.style.merge_down:
            merge_down(grid, rows)
        first = min(len(rows[0].lines), 2) * leading + 2 * self.style.padding if rows else 0
        if self.y - header.height - first < MARGIN:
            self._next(self.wide)
        if self.style.boxed in ("grid", "form"):
            self._begin_box()
        self.y -= 4
        self._header(header)
        for row in rows:
            self.last_row = row is rows[-1]
            self._row(grid, row, edges, leading, header)
        if self.box_top is not None:
            self._end_box()
            self.y -= 2 * BOX
        self.y -= 8

    def _header(self, header: Header) -> None:
        self.in_header = True
        for x0, x1, top, bottom, lines in header.cells:
            self._box(x0, x1, self.y - top, self.y - bottom, top=True)
            space = (bottom - top) - len(lines) * header.leading
            baseline = self.y - top - space / 2
            for line in lines:
                baseline -= header.leading
                x = x0 + (x1 - x0 - text_width(line, BOLD, header.size, header.size * self.style.spacing)) / 2
                self._text(max(x, x0 + 1), baseline + header.size * 0.35, line, BOLD, header.size)
        self.y -= header.height
        self.fresh = self.in_header = False

    def _row(self, grid: Grid, row: Row, edges: list[float], leading: float, header: Header) -> None:
        at, total = 0, len(row.lines)
        while True:
            room = int((self.y - MARGIN - 2 * self.style.padding) / leading)
            if room < min(2, total - at):
                self._next(self.wide)
                self.y -= 4
                if self.style.repeat_header:
                    self._header(header)
                continue
            part = row.lines[at : at + room]
            cut = at + room < total
            self._part(grid, row, part, edges, leading, first=at == 0, cut=cut)
            at += room
            if not cut:
                return

    def _part(
        self, grid: Grid, row: Row, lines: list[list[str]], edges: list[float], leading: float, first: bool, cut: bool
    ) -> None:
        height = len(lines) * leading + 2 * self.style.padding
        size = self.style.table_size
        bottom = self.y - height
        merged = len(edges) - 1 if row.source.section else 2 if row.merged else 1
        merged = 1 if self.style.rules == "vertical" else merged
        spans = list(zip([edges[0], *edges[merged:-1]], edges[merged:], strict=True))
        for n, (x0, x1) in enumerate(spans):
            closed = not (cut and self.style.open_cut) and not (row.open_below >> n & 1)
            self._box(x0, x1, self.y, bottom, top=first and not (row.open_above >> n & 1), bottom=closed)
        for n, cells in enumerate(lines):
            baseline = self.y - self.style.padding - (n + 1) * leading + size * 0.4
            for column, text in enumerate(cells):
                if not text or (column in grid.months and self.style.arrows == "shapes"):
                    continue
                font = BOLD if row.source.bold or row.source.section else REGULAR
                printed = text.replace("↔", "←→")
                x = edges[column] + PADDING
                if column in grid.months:
                    x = (edges[column] + edges[column + 1] - text_width(printed, font, size)) / 2
                self._text(x, baseline, printed, font, size)
        if first and grid.months and self.style.arrows == "shapes":
            self._arrow(grid, row.source, edges, self.y - height / 2)
        self.y = bottom
        self.fresh = False

    def _arrow(self, grid: Grid, row: GridRow, edges: list[float], y: float) -> None:
        marked = [column for column in grid.months if row.cells[column]]
        if not marked:
            return
        x0, x1 = edges[marked[0]] + 2, edges[marked[-1] + 1] - 2
        self.canvas.setLineWidth(1)
        self.canvas.line(x0, y, x1, y)
        for x, turn in ((x0, 3), (x1, -3)):
            path = self.canvas.beginPath()
            path.moveTo(x, y)
            path.lineTo(x + turn, y + 2)
            path.lineTo(x + turn, y - 2)
            path.close()
            self.canvas.drawPath(path, stroke=0, fill=1)

    def _box(self, x0: float, x1: float, top_y: float, bottom_y: float, top: bool, bottom: bool = True) -> None:
        rules = self.style.rules
        if rules == "none":
            return
        if rules == "vertical" and not self.in_header:
            top, bottom = False, bottom and self.last_row
        if top:
            self._rule(x0, top_y, x1, top_y)
        if bottom:
            self._rule(x0, bottom_y, x1, bottom_y)
        if rules != "horizontal":
            self._rule(x0, bottom_y, x0, top_y)
            self._rule(x1, bottom_y, x1, top_y)

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if self.style.rules == "filled":
            self.canvas.rect(x0 - 0.25, y0 - 0.25, x1 - x0 + 0.5, y1 - y0 + 0.5, stroke=0, fill=1)
        else:
            self.canvas.setLineWidth(0.6)
            self.canvas.line(x0, y0, x1, y1)
