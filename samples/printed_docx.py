"""Sample documents as Word documents of careless offices, for LibreOffice to print: nested, merged, half-ruled."""

from __future__ import annotations

import io

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tc
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from samples.blocks import Break, Grid, Para, Sheet
from samples.inline import MOVED, RAISED, STRUCK, UNSEEN, parts
from samples.pdf_changes import MARK
from samples.pdf_tables import placed_heads
from samples.printed_html import Look, merged_spans
from samples.text_writers import FRACTION, PLAIN_FRACTION

SIZE = 10
MARGIN = Mm(18)
FONT = "Sarabun"


def write_document(sheet: Sheet, look: Look) -> bytes:
    """``sheet`` as a Word document that looks as ``look`` says."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.size, style.font.name = Pt(SIZE), FONT
    style.element.rPr.rFonts.set(qn("w:cs"), FONT)
    style.paragraph_format.space_after = Pt(2)
    if look.spacing:
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), str(round(look.spacing * SIZE * 20)))
        style.element.rPr.append(spacing)
    _page(document, wide=look.wide)
    waiting: list[Para] = []
    for block in sheet.blocks:
        if isinstance(block, Para):
            waiting.append(block)
        elif isinstance(block, Grid):
            _form(document, waiting, block, look)
            waiting = []
        elif isinstance(block, Break):
            for para in waiting:
                _para(document.add_paragraph(), para, look)
            waiting = []
            document.add_section()
            _page(document, wide=block.wide or look.wide)
    for para in waiting:
        _para(document.add_paragraph(), para, look)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: Document, *, wide: bool) -> None:
    section = document.sections[-1]
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN


def _form(document: Document, paras: list[Para], grid: Grid, look: Look) -> None:
    section = document.sections[-1]
    room = (section.page_width or 0) - 2 * MARGIN
    if look.boxed:
        box = document.add_table(1, 1, style="Table Grid").cell(0, 0)
        for number, para in enumerate(paras):
            _para(box.paragraphs[0] if not number else box.add_paragraph(), para, look)
        room -= Mm(6)
        _table(box.add_table(len(grid.header) + len(grid.rows), len(grid.roles)), grid, look, room)
        box.add_paragraph()
    else:
        for para in paras:
            _para(document.add_paragraph(), para, look)
        _table(document.add_table(len(grid.header) + len(grid.rows), len(grid.roles)), grid, look, room)
    document.add_paragraph()


def _table(table: Table, grid: Grid, look: Look, room: int) -> None:
    table.style = "Table Grid"
    table.autofit = False
    if look.rules == "vertical":
        _no_inner_rules(table)
    total = sum(grid.widths)
    for column, width in zip(table.columns, grid.widths, strict=True):
        column.width = int(room * width / total)
        for cell in column.cells:
            cell.width = int(room * width / total)
    for line in table.rows[: len(grid.header)]:
        line._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    first = len(grid.header)
    for y, x, head in placed_heads(grid):
        cell = table.cell(y, x)
        if head.colspan > 1 or head.rowspan > 1:
            cell = cell.merge(table.cell(y + head.rowspan - 1, x + head.colspan - 1))
        _cell(cell, head.text, look, bold=True)
        if look.rules == "vertical" and y + head.rowspan == first:
            for column in range(x, x + head.colspan):
                _ruled_below(table._tbl.tr_lst[first - 1].tc_at_grid_offset(column))
    spans = merged_spans(grid) if look.merged else {}
    covered = {(row + step, column) for (row, column), span in spans.items() for step in range(1, span)}
    for y, row in enumerate(grid.rows):
        if row.section:
            _cell(table.cell(first + y, 0).merge(table.cell(first + y, len(grid.roles) - 1)), row.cells[0], look)
            continue
        for x, text in enumerate(row.cells):
            if (y, x) in covered:
                continue
            cell = table.cell(first + y, x)
            if (y, x) in spans:
                cell = cell.merge(table.cell(first + y + spans[y, x] - 1, x))
            _cell(cell, text, look, bold=row.bold)


def _cell(cell: _Cell, text: str, look: Look, *, bold: bool = False) -> None:
    if look.middle:
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for number, line in enumerate(FRACTION.sub(PLAIN_FRACTION, text).split("\n")):
        _runs(cell.paragraphs[0] if not number else cell.add_paragraph(), line, look, bold=bold)


def _para(paragraph: Paragraph, para: Para, look: Look) -> None:
    if para.lead:
        _runs(paragraph, f"{para.lead} ", look, bold=True)
    _runs(paragraph, FRACTION.sub(PLAIN_FRACTION, para.text), look, bold=para.bold)
    if para.centre:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _runs(paragraph: Paragraph, text: str, look: Look, *, bold: bool) -> None:
    for kind, drawn in parts(text):
        run = paragraph.add_run(drawn)
        run.bold = bold or None
        if kind == RAISED:
            run.font.superscript = True
        elif kind == STRUCK:
            run.font.strike = True
        elif kind == UNSEEN and look.hiding == "tiny":
            run.font.size = Pt(1)
        elif kind == MOVED or (kind == UNSEEN and look.hiding == "marked"):
            run.font.color.rgb = RGBColor(*MARK)
        elif kind == UNSEEN:
            run.font.color.rgb = RGBColor(255, 255, 255)


def _no_inner_rules(table: Table) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideV", "insideH"):
        border = OxmlElement(f"w:{side}")
        border.set(qn("w:val"), "nil" if side == "insideH" else "single")
        border.set(qn("w:sz"), "4")
        borders.append(border)
    table._tbl.tblPr.append(borders)


def _ruled_below(cell: CT_Tc) -> None:
    borders = OxmlElement("w:tcBorders")
    border = OxmlElement("w:bottom")
    border.set(qn("w:val"), "single")
    border.set(qn("w:sz"), "4")
    borders.append(border)
    cell.get_or_add_tcPr().append(borders)
