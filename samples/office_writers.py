"""Sample documents as offices hand them out besides PDF: Word, Excel, a saved web page."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator

import docx
import openpyxl
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.section import Section
from docx.shared import Cm, Emu, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from openpyxl.styles import Font

from samples.blocks import Break, Grid, GridRow, Para, Sheet
from samples.text_writers import FRACTION, PLAIN_FRACTION

TABLE_SIZE = Pt(10.5)
_EPOCH = (1980, 1, 1, 0, 0, 0)


def _steady(data: bytes) -> bytes:
    """The package with its parts in order and no time of writing: the same bytes every time."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:\w+[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", content)
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, content)
    return out.getvalue()


def _flat(text: str) -> str:
    return FRACTION.sub(PLAIN_FRACTION, text)


def _heads(block: Grid) -> Iterator[tuple[int, int, str, int, int]]:
    """(row, column, text, columns, rows) of every header cell."""
    covered: set[tuple[int, int]] = set()
    for y, row in enumerate(block.header):
        x = 0
        for head in row:
            while (y, x) in covered:
                x += 1
            yield y, x, head.text, head.colspan, head.rowspan
            covered |= {(y + dy, x + dx) for dy in range(head.rowspan) for dx in range(head.colspan)}
            x += head.colspan


def write_docx(sheet: Sheet, title: str = "") -> bytes:
    """A Word document: headings by style, tables with merged header cells, a running head."""
    document = docx.Document()
    document.core_properties.title = title
    document.styles["Normal"].font.size = Pt(12)
    if sheet.running_head:
        document.sections[0].header.paragraphs[0].text = sheet.running_head
    for block in sheet.blocks:
        if isinstance(block, Para):
            paragraph = document.add_paragraph(style=f"Heading {block.level}" if block.level else None)
            _runs(paragraph, block.lead, block.text, bold=block.bold)
        elif isinstance(block, Grid):
            if block.wide:
                _turn(document.sections[-1], wide=True)
            _docx_table(document, block)
        elif isinstance(block, Break):
            _turn(document.add_section(), wide=block.wide)
    out = io.BytesIO()
    document.save(out)
    return _steady(out.getvalue())


def _turn(section: Section, *, wide: bool) -> None:
    """Landscape or portrait, with the margins of an office's forms."""
    section.left_margin = section.right_margin = Cm(2)
    landscape = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    if section.orientation != landscape:
        section.orientation = landscape
        section.page_width, section.page_height = section.page_height, section.page_width


def _runs(paragraph: Paragraph, lead: str, text: str, *, bold: bool) -> None:
    if lead:
        paragraph.add_run(f"{lead} ").bold = True
    paragraph.add_run(_flat(text)).bold = bold or None


def _docx_table(document: docx.document.Document, block: Grid) -> None:
    table = document.add_table(len(block.header) + len(block.rows), len(block.roles), style="Table Grid")
    section = document.sections[-1]
    whole = int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)
    table.autofit = False
    for column, width in zip(table.columns, block.widths, strict=True):
        column.width = Emu(int(whole * width / sum(block.widths)))
        for cell in column.cells:
            cell.width = column.width
    for row in table.rows[: len(block.header)]:  # headings are printed again on the next page, as offices set it
        for name in ("w:cantSplit", "w:tblHeader"):
            row._tr.get_or_add_trPr().append(OxmlElement(name))
    for y, x, text, columns, rows in _heads(block):
        cell = table.cell(y, x)
        if columns > 1 or rows > 1:
            cell = cell.merge(table.cell(y + rows - 1, x + columns - 1))
        _docx_cell(cell, text, bold=True)
    for y, row in enumerate(block.rows, len(block.header)):
        if row.section:
            cell = table.cell(y, 0).merge(table.cell(y, len(block.roles) - 1))
            _docx_cell(cell, row.cells[0], bold=row.bold)
            continue
        for x, text in enumerate(row.cells):
            _docx_cell(table.cell(y, x), text, bold=row.bold)


def _docx_cell(cell: _Cell, text: str, *, bold: bool) -> None:
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        _runs(paragraph, "", line, bold=bold)
        for run in paragraph.runs:
            run.font.size = TABLE_SIZE


_AMOUNT = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")


def write_xlsx(sheet: Sheet, title: str = "") -> bytes:
    """A workbook: one sheet below another's text, amounts as numbers with a format, titles above their tables."""
    workbook = openpyxl.Workbook()
    page = workbook.active
    page.title = "แผน"
    row = 1
    for block in sheet.blocks:
        if isinstance(block, Para):
            page.cell(row, 1, _text(f"{block.lead} {_flat(block.text)}".strip())).font = Font(bold=block.bold)
            row += 2
        elif isinstance(block, Grid):
            row = _xlsx_table(page, block, row) + 1
    out = io.BytesIO()
    workbook.save(out)
    return _steady(out.getvalue())


def _text(text: str) -> str:
    return f"\u200b{text}" if text.startswith("=") else text


def _xlsx_table(page: openpyxl.worksheet.worksheet.Worksheet, block: Grid, row: int) -> int:
    for y, x, text, columns, rows in _heads(block):
        page.cell(row + y, x + 1, text).font = Font(bold=True)
        if columns > 1 or rows > 1:
            page.merge_cells(start_row=row + y, start_column=x + 1, end_row=row + y + rows - 1, end_column=x + columns)
    row += len(block.header)
    for line in block.rows:
        _xlsx_row(page, line, row, len(block.roles))
        row += 1
    return row


def _xlsx_row(page: openpyxl.worksheet.worksheet.Worksheet, line: GridRow, row: int, width: int) -> None:
    for x, text in enumerate(line.cells):
        text = _text(_flat(text))
        if not text:
            continue
        cell = page.cell(row, x + 1, text)
        if _AMOUNT.fullmatch(text):
            cell.value, cell.number_format = int(text.replace(",", "")), "#,##0"
        cell.font = Font(bold=line.bold)
    if line.section:
        page.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)


def write_html(sheet: Sheet, title: str = "") -> bytes:
    """A web page as a browser saves it: headings, tables with spans, a script and a menu that are no text."""
    out = [
        f'<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>{html.escape(title)}</title>',
        "<style>td{border:1px solid}</style><script>document.title = 'x';</script></head><body>",
        "<nav><a href='/'>หน้าหลัก</a></nav>",
    ]
    for block in sheet.blocks:
        if isinstance(block, Para):
            tag = f"h{block.level}" if block.level else "p"
            lead = f"<b>{html.escape(block.lead)}</b> " if block.lead else ""
            text = html.escape(_flat(block.text))
            out.append(f"<{tag}>{lead}{f'<b>{text}</b>' if block.bold else text}</{tag}>")
        elif isinstance(block, Grid):
            out.append(_html_table(block))
    return "\n".join([*out, "</body></html>", ""]).encode()


def _html_cell(text: str) -> str:
    return "<br>".join(html.escape(_flat(line)) for line in text.split("\n"))


def _html_table(block: Grid) -> str:
    out = ["<table>"]
    rows: dict[int, list[str]] = {}
    for y, _, text, columns, depth in _heads(block):
        spans = (f' colspan="{columns}"' if columns > 1 else "") + (f' rowspan="{depth}"' if depth > 1 else "")
        rows.setdefault(y, []).append(f"<th{spans}>{_html_cell(text)}</th>")
    out += [f"<tr>{''.join(cells)}</tr>" for _, cells in sorted(rows.items())]
    for line in block.rows:
        if line.section:
            out.append(f'<tr><td colspan="{len(block.roles)}">{_html_cell(line.cells[0])}</td></tr>')
        else:
            out.append("<tr>" + "".join(f"<td>{_html_cell(cell)}</td>" for cell in line.cells) + "</tr>")
    return "\n".join([*out, "</table>"])
