"""Small PDFs for tests of the page reader: a ruled plan table drawn with reportlab, and what a test adds to it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from phaen.extractors.model import Cell, Document, Table
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONTS = Path(__file__).resolve().parent.parent / "samples" / "fonts"
FONT = "PageTest"
SIZE = 11.0
HEIGHT = 842.0
COLUMNS = (60.0, 100.0, 330.0, 430.0, 530.0)
HEADER = ("ลำดับที่", "โครงการ/กิจกรรม", "งบประมาณ", "ส่วนราชการ")
ROWS = (
    ("1", "โครงการซ่อมแซมทางเท้า", "48,750,000 บาท", "ฝ่ายโยธา"),
    ("2", "โครงการปลูกต้นไม้ริมคลอง", "1,200,000 บาท", "ฝ่ายรักษาความสะอาด"),
    ("3", "กิจกรรมเก็บขยะชายคลอง", "-", "ฝ่ายรักษาความสะอาด"),
)
TOP = 160.0
STEP = 34.0

Draw = Callable[[Canvas], None]


def at(row: int, column: int) -> tuple[float, float]:
    """Where the text of a cell of the table starts (x and baseline, y upwards); row 0 is the header."""
    return COLUMNS[column] + 4, HEIGHT - TOP - STEP * row - 16


def canvas_pdf(*pages: Draw, size: tuple[float, float] = (595.0, HEIGHT)) -> bytes:
    """A PDF with one page for each function that draws."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(FONT, str(FONTS / "Sarabun-Regular.ttf")))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    for draw in pages:
        canvas.setFont(FONT, SIZE)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def table(canvas: Canvas, rows: tuple[tuple[str, ...], ...] = ROWS, header: tuple[str, ...] = HEADER) -> None:
    """The title of a plan and its table, every cell ruled."""
    canvas.drawString(180, HEIGHT - 60, "แผนปฏิบัติราชการประจำปี พ.ศ. 2568")
    canvas.drawString(180, HEIGHT - 80, "สำนักงานเขตตัวอย่าง กรุงเทพมหานคร")
    canvas.drawString(60, HEIGHT - 110, "ประเด็นการพัฒนาที่ 1 เมืองสะอาดและเดินสะดวก")
    canvas.setLineWidth(0.7)
    for number, row in enumerate([header, *rows]):
        for column, text in enumerate(row):
            x, y = at(number, column)
            canvas.drawString(x, y, text)
    bottom = HEIGHT - TOP - STEP * (len(rows) + 1)
    for k in range(len(rows) + 2):
        canvas.line(COLUMNS[0], HEIGHT - TOP - STEP * k, COLUMNS[-1], HEIGHT - TOP - STEP * k)
    for x in COLUMNS:
        canvas.line(x, HEIGHT - TOP, x, bottom)


def cells(document: Document, row: int) -> list[Cell]:
    """The cells of one row of the document's first table."""
    first = next(block for block in document.blocks if isinstance(block, Table))
    return [cell for cell in first.rows[row].cells if cell is not None]
