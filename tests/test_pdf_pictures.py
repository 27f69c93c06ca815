"""Tables that stand on a page of text as pictures."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
import pytest
from pdf_pages import COLUMNS, HEIGHT, ROWS, STEP, TOP, canvas_pdf, table
from phaen.extractors.ocr.installed import available
from phaen.extractors.pdf.reader import read_pdf
from phaen.pipeline.extract import ExtractOptions, extract_document
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

BOX = (60.0, HEIGHT - 600, 470.0, 200.0)


def ruled() -> Image.Image:
    """A picture of a table of four rows and three columns."""
    image = Image.new("RGB", (940, 400), "white")
    draw = ImageDraw.Draw(image)
    for y in range(0, 400, 99):
        draw.line((0, y, 939, y), "black", 3)
    for x in (0, 200, 600, 937):
        draw.line((x, 0, x, 399), "black", 3)
    return image


def photograph() -> Image.Image:
    """Light and dark patches."""
    image = Image.new("RGB", (940, 400), (180, 190, 200))
    draw = ImageDraw.Draw(image)
    for k in range(30):
        draw.ellipse((37 * k % 900, 53 * k % 380, 37 * k % 900 + 120, 53 * k % 380 + 90), (20 + 7 * k, 60, 90))
    return image


def page(image: Image.Image, text_over: bool = False) -> bytes:
    def draw(canvas: Canvas) -> None:
        table(canvas)
        canvas.drawImage(ImageReader(image), *BOX)
        if text_over:
            for number in range(4):
                canvas.drawString(70, HEIGHT - 590 + 45 * number, "โครงการที่พิมพ์ทับรูป")

    return canvas_pdf(draw)


@pytest.mark.parametrize("backend", ("pdfium", "pdfplumber"))
def test_a_table_that_is_a_picture_leaves_the_document_partial(backend: str) -> None:
    tables = extract_document(page(ruled()), "a.pdf", ExtractOptions(ocr="never", backend=backend)).tables
    document = tables["documents"][0]
    assert document["status"] == "partial" and "table_picture" in document["flags"]
    assert document["error"] and "page 1" in document["error"]
    assert len(tables["plans"]) == 3


def recognisable(canvas: Canvas) -> None:
    """The title of a plan as text, and its table as a picture."""
    with pdfium.PdfDocument(canvas_pdf(table)) as printed:
        image = printed[0].render(scale=200 / 72).to_pil()
    scale = image.height / HEIGHT
    left, top, right, bottom = COLUMNS[0] - 4, TOP - 4, COLUMNS[-1] + 4, TOP + 4 * STEP + 4
    cut = image.crop((int(left * scale), int(top * scale), int(right * scale), int(bottom * scale)))
    canvas.drawString(180, HEIGHT - 60, "แผนปฏิบัติราชการประจำปี พ.ศ. 2568")
    canvas.drawString(180, HEIGHT - 80, "สำนักงานเขตตัวอย่าง กรุงเทพมหานคร")
    canvas.drawImage(ImageReader(cut), left, HEIGHT - bottom, right - left, bottom - top)


@pytest.mark.skipif(not available(), reason="no recogniser is installed")
def test_a_table_that_is_a_picture_is_recognised() -> None:
    data = canvas_pdf(recognisable)
    unread = extract_document(data, "a.pdf", ExtractOptions(ocr="never"))
    assert unread.document["status"] == "partial" and "table_picture" in unread.document["flags"]
    read = extract_document(data, "a.pdf", ExtractOptions(ocr="auto"))
    assert "table_picture" not in read.document["flags"]
    plans = read.tables["plans"]
    assert [row["budget_raw"] for row in plans] == [row[2] for row in ROWS]
    assert read.document["text_source"] == "ocr" and all(row["confidence"] < 0.95 for row in plans)


def test_a_photograph_is_no_table() -> None:
    document = extract_document(page(photograph()), "a.pdf", ExtractOptions(ocr="never")).document
    assert "table_picture" not in document["flags"] and document["error"] is None


def test_a_picture_under_text_is_a_background() -> None:
    assert not any(
        "table_picture" in block.flags
        for block in read_pdf(page(ruled(), True), "a.pdf").blocks
        if hasattr(block, "flags")
    )


def test_pictures_cost_nothing_where_they_are_small(monkeypatch: pytest.MonkeyPatch) -> None:
    from phaen.extractors.pdf.source import pictures

    def never(page: int) -> None:
        raise AssertionError("drawn")

    monkeypatch.setattr(pictures, "draw_page", never)

    def draw(canvas: Canvas) -> None:
        table(canvas)
        canvas.drawImage(ImageReader(ruled()), 60, 60, 80, 60)

    out = io.BytesIO(canvas_pdf(draw))
    assert read_pdf(out.getvalue(), "a.pdf").blocks
