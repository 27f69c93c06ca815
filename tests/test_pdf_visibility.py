"""What nobody sees on the page is no data: it is kept apart, and its place is flagged; by both readers."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pdf_pages import FONT, HEIGHT, ROWS, SIZE, STEP, TOP, at, canvas_pdf, cells, table
from phaen.extractors.model import Document
from phaen.extractors.pdf.reader import read_pdf
from phaen.extractors.pdf.source import visibility
from phaen.pipeline.extract import ExtractOptions, extract_document
from reportlab.lib.colors import Color, black, white
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

BACKENDS = ("pdfium", "pdfplumber")
X, Y = at(1, 2)
DIGIT = 6.5
WIDTH = 80.0


def read(data: bytes, backend: str) -> Document:
    return read_pdf(data, "a.pdf", backend=backend)


def nine(canvas: Canvas) -> None:
    """A 9 where it makes 948,750,000 of 48,750,000."""
    canvas.drawString(X - DIGIT - 0.5, Y, "9")


def white_text(canvas: Canvas) -> None:
    canvas.setFillColor(white)
    nine(canvas)
    table_in_black(canvas)


def table_in_black(canvas: Canvas) -> None:
    canvas.setFillColor(black)
    table(canvas)


def nearly_white(canvas: Canvas) -> None:
    canvas.setFillColor(Color(0.97, 0.98, 0.96))
    nine(canvas)
    table_in_black(canvas)


def transparent(canvas: Canvas) -> None:
    table(canvas)
    canvas.setFillColor(black, alpha=0.0)
    nine(canvas)


def invisible_mode(canvas: Canvas) -> None:
    table(canvas)
    text = canvas.beginText(X - DIGIT - 0.5, Y)
    text.setTextRenderMode(3)
    text.textOut("9")
    canvas.drawText(text)


def in_its_ground(canvas: Canvas) -> None:
    canvas.setFillColor(Color(0.2, 0.4, 0.6))
    canvas.rect(X - 12, Y - 6, 100, 22, stroke=0, fill=1)
    nine(canvas)
    canvas.setFillColor(white)
    canvas.drawString(X, Y, "48,750,000 บาท")
    rest = [row if k else (row[0], row[1], "", row[3]) for k, row in enumerate(ROWS)]
    canvas.setFillColor(black)
    table(canvas, tuple(rest))


def tiny(canvas: Canvas) -> None:
    table(canvas)
    canvas.setFont(FONT, 0.5)
    canvas.drawString(X - 2, Y, "9")


def under_a_patch(canvas: Canvas) -> None:
    nine(canvas)
    canvas.setFillColor(white)
    canvas.rect(X - DIGIT - 1, Y - 3, DIGIT + 0.5, 12, stroke=0, fill=1)
    table_in_black(canvas)


def in_a_faded_group(canvas: Canvas) -> None:
    """Browsers paint ``opacity`` as a group of its own: the text in it is black."""
    canvas.beginForm("group")
    canvas.setFont(FONT, SIZE)
    nine(canvas)
    canvas.endForm()
    canvas.saveState()
    canvas.setFillAlpha(0.01)
    canvas.doForm("group")
    canvas.restoreState()
    table_in_black(canvas)


HIDING: dict[str, tuple[Callable[[Canvas], None], str]] = {
    "white": (white_text, "hidden_text"),
    "nearly white": (nearly_white, "hidden_text"),
    "faded group": (in_a_faded_group, "hidden_text"),
    "transparent": (transparent, "hidden_text"),
    "render mode 3": (invisible_mode, "hidden_text"),
    "ground": (in_its_ground, "hidden_text"),
    "tiny": (tiny, "hidden_text"),
    "patch": (under_a_patch, "covered_text"),
}


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("kind", HIDING)
def test_a_digit_that_nobody_sees_is_no_part_of_the_amount(kind: str, backend: str) -> None:
    draw, flag = HIDING[kind]
    document = read(canvas_pdf(draw), backend)
    cell = cells(document, 1)[2]
    assert cell.text == "48,750,000 บาท"
    assert flag in cell.flags and flag in document.flags
    assert [part.text for part in document.hidden] == ["9"]
    assert all(flag not in other.flags for other in cells(document, 2))


def bar(canvas: Canvas) -> None:
    table(canvas)
    canvas.setFillColor(black)
    canvas.rect(X - 2, Y - 3, WIDTH, 13, stroke=0, fill=1)


@pytest.mark.parametrize("backend", BACKENDS)
def test_an_amount_under_a_bar_is_null_and_flagged(backend: str) -> None:
    data = canvas_pdf(bar)
    assert cells(read(data, backend), 1)[2].text == ""
    tables = extract_document(data, "a.pdf", ExtractOptions(backend=backend)).tables
    first, second = tables["plans"][:2]
    assert first["budget_baht"] is None and "covered_text" in first["flags"]
    assert second["budget_baht"] == 1_200_000 and "covered_text" not in second["flags"]
    hidden = [row for row in tables["sections"] if row["kind"] == "hidden"]
    assert [row["text"] for row in hidden] == ["48,750,000 บาท"]
    assert hidden[0]["page"] == 1 and "covered_text" in hidden[0]["flags"]


def test_a_bar_over_a_part_hides_that_part() -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas)
        canvas.rect(X - 1, Y - 3, pdfmetrics.stringWidth("48,", FONT, SIZE) + 1, 13, stroke=0, fill=1)

    document = read(canvas_pdf(draw), "pdfium")
    assert cells(document, 1)[2].text == "750,000 บาท"
    assert "covered_text" in cells(document, 1)[2].flags


def with_layer(on: bool) -> bytes:
    """The table, and a 9 before an amount on a layer of its own."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(canvas_pdf(table, nine))) as pdf:
        layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="แบบเดิม"))
        page, other = pdf.pages[0], pdf.pages[1]
        page.Resources.Properties = pikepdf.Dictionary(MC0=layer)
        page.contents_add(b"/OC /MC0 BDC\n", prepend=False)
        page.contents_add(other.Contents.read_bytes(), prepend=False)
        page.contents_add(b"\nEMC\n", prepend=False)
        for name, font in other.Resources.Font.items():
            page.Resources.Font[name] = font
        del pdf.pages[1]
        state = pikepdf.Dictionary(ON=pikepdf.Array([layer] if on else []), OFF=pikepdf.Array([] if on else [layer]))
        pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([layer]), D=state)
        pdf.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_layer_counts_when_it_is_on(backend: str) -> None:
    off, on = read(with_layer(False), backend), read(with_layer(True), backend)
    assert cells(off, 1)[2].text == "48,750,000 บาท" and "hidden_text" in cells(off, 1)[2].flags
    assert cells(on, 1)[2].text == "948,750,000 บาท" and not on.hidden


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("on", [True, False])
def test_a_mark_drawn_alone_is_seen_where_layers_are(on: bool, backend: str) -> None:
    """Word processors draw marks in text objects of their own; all ink of theirs stands off the letter's middle."""

    def draw(canvas: Canvas) -> None:
        x, y = 60.0, HEIGHT - 60
        for text in ("ผ", "ู", "้", "ปวย"):
            alone = text in "ู้"
            if alone:
                canvas._code.append("/OC /MC0 BDC")
            canvas.drawString(x, y, text)
            if alone:
                canvas._code.append("EMC")
            x += pdfmetrics.stringWidth(text, FONT, SIZE)

    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(canvas_pdf(draw))) as pdf:
        layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="แบบเดิม"))
        pdf.pages[0].Resources.Properties = pikepdf.Dictionary(MC0=layer)
        off = pikepdf.Array([] if on else [layer])
        pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([layer]), D=pikepdf.Dictionary(OFF=off))
        pdf.save(buffer)
    document = read(buffer.getvalue(), backend)
    assert [block.text for block in document.blocks] == ["ผู้ปวย" if on else "ผปวย"]
    assert bool(document.hidden) is not on


@pytest.mark.parametrize("backend", BACKENDS)
def test_what_stands_outside_the_visible_box_is_no_data(backend: str) -> None:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(canvas_pdf(table))) as pdf:
        pdf.pages[0].CropBox = pikepdf.Array([50, HEIGHT - TOP - 3 * STEP + 2, 545, HEIGHT])
        pdf.save(buffer)
    document = read(buffer.getvalue(), backend)
    texts = [cell.text for cell in cells(document, 2)]
    assert texts[1:3] == ["โครงการปลูกต้นไม้ริมคลอง", "1,200,000 บาท"]
    assert "outside_page" in document.flags
    assert any("เก็บขยะ" in part.text for part in document.hidden)


def sound(canvas: Canvas) -> None:
    """White headings on dark shading, grey notes, tinted rows drawn before their text, a marker over a name."""
    canvas.setFillColor(Color(0.1, 0.2, 0.5))
    canvas.rect(60, HEIGHT - TOP - STEP, 470, STEP, stroke=0, fill=1)
    canvas.setFillColor(Color(0.9, 0.95, 1))
    canvas.rect(60, HEIGHT - TOP - 2 * STEP, 470, STEP, stroke=0, fill=1)
    canvas.setFillColor(black)
    table(canvas, header=("", "", "", ""))
    canvas.setFillColor(white)
    for column, text in enumerate(("ลำดับที่", "โครงการ/กิจกรรม", "งบประมาณ", "ส่วนราชการ")):
        canvas.drawString(*at(0, column), text)
    canvas.setFillColor(Color(0.45, 0.45, 0.45))
    canvas.drawString(60, 300, "หมายเหตุ : ข้อมูล ณ วันที่ 1 ตุลาคม 2567")


@pytest.mark.parametrize("backend", BACKENDS)
def test_sound_pages_hide_nothing_and_are_never_drawn(backend: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(page: int) -> None:
        raise AssertionError("a sound page was drawn")

    monkeypatch.setattr(visibility, "draw_page", never)
    document = read(canvas_pdf(sound), backend)
    assert not document.hidden and cells(document, 0)[2].text == "งบประมาณ"


def test_a_marker_over_text_hides_nothing() -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas)
        canvas.setFillColor(Color(1, 1, 0, alpha=0.3))
        canvas.rect(X - 2, Y - 3, WIDTH, 13, stroke=0, fill=1)

    document = read(canvas_pdf(draw), "pdfium")
    assert cells(document, 1)[2].text == "48,750,000 บาท" and not document.hidden


def test_the_text_layer_of_a_scan_is_its_text() -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Image.new("L", (300, 420), 255)), 0, 0, 595, HEIGHT)
        text = canvas.beginText(60, HEIGHT - 60)
        text.setFont(FONT, SIZE)
        text.setTextRenderMode(3)
        text.textOut("แผนปฏิบัติราชการประจำปีของสำนักงานเขตตัวอย่าง")
        canvas.drawText(text)

    assert not read(canvas_pdf(draw), "pdfium").hidden


def line_at(height: float) -> Callable[[Canvas], None]:
    """The table, and a line along the first amount, ``height`` em above its baseline."""

    def draw(canvas: Canvas) -> None:
        table(canvas)
        width = pdfmetrics.stringWidth("48,750,000 บาท", FONT, SIZE)
        canvas.line(X, Y + height * SIZE, X + width, Y + height * SIZE)

    return draw


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("height", (0.2, 0.3, 0.4))
def test_text_struck_through_is_no_data(height: float, backend: str) -> None:
    document = read(canvas_pdf(line_at(height)), backend)
    cell = cells(document, 1)[2]
    assert cell.text == "" and "struck_text" in cell.flags
    assert [part.text for part in document.hidden] == ["48,750,000 บาท"]
    assert cells(document, 2)[2].text == "1,200,000 บาท"


@pytest.mark.parametrize("height", (-0.15, -0.05, 0.9))
def test_underlined_text_is_text(height: float) -> None:
    document = read(canvas_pdf(line_at(height)), "pdfium")
    assert cells(document, 1)[2].text == "48,750,000 บาท" and not document.hidden
