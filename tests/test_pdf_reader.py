"""PDF files to documents: tables of every drawing, places, page boxes, refusals, crops."""

from __future__ import annotations

import io
import os
from functools import cache
from itertools import product
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from phaen.extractors.model import Document, Paragraph, Table, UnreadableDocument
from phaen.extractors.pdf.reader import read_pdf
from phaen.extractors.pdf.source.render import crop
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.states import part

SAMPLES = Path(__file__).parent / "fixtures" / "samples"
CORPUS = Path(os.environ.get("PHAEN_CORPUS", "../shared/corpus")) / "pdf"
HOSTILE = Path(os.environ.get("PHAEN_HOSTILE", "../shared/hostile"))
LAYOUTS = ["pdf", "pdf-horizontal", "pdf-borderless", "pdf-landscape", "pdf-merged", "pdf-large"]


@cache
def read(folder: str, stem: str, backend: str = "pdfium") -> Document:
    return read_pdf((SAMPLES / folder / f"{stem}.pdf").read_bytes(), stem, backend=backend)


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def all_cells(document: Document) -> list[str]:
    return [text for table in tables(document) for row in table for text in row.texts() if text]


def shown(document: Document) -> list[object]:
    """Everything a backend may not differ in."""
    return [[row.texts() for row in block] if isinstance(block, Table) else block.text for block in document.blocks]


STEMS = ("ssl_plan_2567", "bangrak_report_2566", "snk_agreement_2567")


@pytest.mark.parametrize(("stem", "layout"), part(product(STEMS, LAYOUTS), 11, of=3))
def test_both_backends_give_the_same_blocks(stem: str, layout: str) -> None:
    assert shown(read(layout, stem)) == shown(read(layout, stem, "pdfplumber"))


@pytest.mark.parametrize("layout", ["pdf-horizontal", "pdf-borderless"])
def test_cells_without_vertical_rules_are_those_between_rules(layout: str) -> None:
    ruled = {"".join(text.split()) for text in all_cells(read("pdf", "snk_agreement_2567"))}
    found = {"".join(text.split()) for text in all_cells(read(layout, "snk_agreement_2567"))}
    short = {text for text in ruled if len(text) < 60}  # long ones are cut by page ends, elsewhere
    assert len(short & found) >= 0.9 * len(short)


def months(layout: str) -> list[tuple[int, int]]:
    """First and last month column with an arrow, of every row that has one."""
    spans = []
    for table in tables(read(layout, "ssl_plan_2567")):
        for row in table:
            marks = [index for index, text in enumerate(row.texts()) if any(arrow in text for arrow in "←→↔")]
            if marks:
                spans.append((marks[0], marks[-1]))
    return spans


def test_drawn_arrows_stand_where_typed_ones_do() -> None:
    assert months("pdf-landscape") == months("pdf")
    assert months("pdf-horizontal") == months("pdf")
    assert len(months("pdf")) >= 10


def test_merged_header_cells_span() -> None:
    table = next(t for t in tables(read("pdf", "ssl_plan_2567")) if t.width == 15)
    spans = {cell.text: cell.colspan for row in table.rows[:3] for cell in row.cells if cell}
    assert (spans["พ.ศ. 2566"], spans["พ.ศ. 2567"]) == (3, 9)
    for row in table:
        assert len(row.cells) == table.width


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_cell_holds_its_characters(layout: str) -> None:
    """PDFium's own text inside a cell's box has the letters of the cell."""
    document = read(layout, "snp_plan_2568")
    file = pdfium.PdfDocument((SAMPLES / layout / "snp_plan_2568.pdf").read_bytes())
    checked = 0
    for table in tables(document):
        for row in table:
            for cell in row.cells:
                if cell is None or len(cell.text) < 8:
                    continue
                assert cell.place.page and cell.place.bbox
                page = file[cell.place.page - 1]
                x0, top, x1, bottom = cell.place.bbox
                height = page.get_height()
                inside = page.get_textpage().get_text_bounded(x0 - 2, height - bottom - 2, x1 + 2, height - top + 2)
                letters = [char for char in cell.text if not char.isspace()]
                assert sum(char in inside for char in letters) >= 0.95 * len(letters)
                checked += 1
    assert checked > 40


def test_page_numbers_and_running_heads_are_furniture() -> None:
    document = read("pdf-horizontal", "snp_plan_2568")
    flags = [flag for block in document.blocks if isinstance(block, Paragraph) for flag in block.flags]
    assert flags.count("running_head") >= document.page_count - 2  # type: ignore[operator]
    plain = read("pdf", "snp_plan_2568")
    numbers = [b for b in plain.blocks if isinstance(b, Paragraph) and "page_number" in b.flags]
    assert len({block.place.page for block in numbers}) >= plain.page_count - 1  # type: ignore[operator]


def _changed(**keys: object) -> bytes:
    file = pikepdf.open(SAMPLES / "pdf" / "snk_agreement_2567.pdf")
    for page in file.pages:
        for name, value in keys.items():
            page.obj[f"/{name}"] = value
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_give_the_same_cells(turn: int) -> None:
    document = read_pdf(_changed(Rotate=turn), "x")
    assert all_cells(document) == all_cells(read("pdf", "snk_agreement_2567"))
    size = pdfium.PdfDocument(_changed(Rotate=turn))[0].get_size()
    for table in tables(document):
        if table.place.page == 1 and table.place.bbox:
            assert 0 <= table.place.bbox[0] < table.place.bbox[2] <= size[0] + 1
            assert 0 <= table.place.bbox[1] < table.place.bbox[3] <= size[1] + 1


def test_reversed_box_and_user_unit_change_nothing() -> None:
    same = all_cells(read("pdf", "snk_agreement_2567"))
    file = pikepdf.open(SAMPLES / "pdf" / "snk_agreement_2567.pdf")
    for page in file.pages:
        x0, y0, x1, y1 = page.mediabox
        page.obj["/MediaBox"] = pikepdf.Array([x1, y1, x0, y0])
    out = io.BytesIO()
    file.save(out)
    assert all_cells(read_pdf(out.getvalue(), "x")) == same
    assert all_cells(read_pdf(_changed(UserUnit=10), "x")) == same


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 docx", "ZIP"),
        (b"<html><body>404</body></html>", "web page"),
        (b"hello", "not a PDF"),
        (b"%PDF-1.7\ngarbage", "damaged"),
    ],
)
@pytest.mark.parametrize("backend", ["pdfium", "pdfplumber"])
def test_what_is_no_pdf_is_refused_with_a_reason(data: bytes, words: str, backend: str) -> None:
    with pytest.raises(UnreadableDocument, match=words):
        read_pdf(data, "x.pdf", backend=backend)


@pytest.mark.parametrize("backend", ["pdfium", "pdfplumber"])
def test_encrypted_file_needs_its_password(backend: str) -> None:
    file = pikepdf.open(SAMPLES / "pdf" / "snk_agreement_2567.pdf")
    out = io.BytesIO()
    file.save(out, encryption=pikepdf.Encryption(user="ลับ1", owner="own", R=6))
    with pytest.raises(UnreadableDocument, match="--password-file"):
        read_pdf(out.getvalue(), "x", backend=backend)
    document = read_pdf(out.getvalue(), "x", backend=backend, password="ลับ1")
    assert all_cells(document) == all_cells(read("pdf", "snk_agreement_2567"))


def _drawn(draw: object) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    draw(canvas)  # type: ignore[operator]
    canvas.save()
    return out.getvalue()


def test_page_of_a_picture_is_flagged_and_never_silent() -> None:
    picture = io.BytesIO()
    Image.new("L", (200, 280), 128).save(picture, "PNG")
    picture.seek(0)

    def draw(canvas: Canvas) -> None:
        from reportlab.lib.utils import ImageReader

        canvas.drawImage(ImageReader(picture), 0, 0, *A4)

    data = _drawn(draw)
    document = read_pdf(data, "x")
    assert document.flags == ("page_unreadable",)
    assert [page.readable for page in document.pages] == [False]
    assert "no_text" in document.pages[0].damages


def test_table_cut_by_the_page_end_has_its_last_row() -> None:
    def draw(canvas: Canvas) -> None:
        for x in (60, 200, 400):
            canvas.line(x, 40, x, 140)
        for y in (140, 100):
            canvas.line(60, y, 400, y)
        canvas.drawString(70, 110, "Name")
        canvas.drawString(210, 110, "Value")
        canvas.drawString(70, 70, "cut row")
        canvas.drawString(210, 70, "12")

    (table,) = tables(read_pdf(_drawn(draw), "x"))
    assert [row.texts() for row in table] == [["Name", "Value"], ["cut row", "12"]]


def test_fraction_is_read_over_its_bar() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(120, 700, "done tasks")
        canvas.line(100, 694, 190, 694)
        canvas.drawString(125, 682, "all tasks")
        canvas.drawString(200, 690, "x 100")

    texts = [block.text for block in read_pdf(_drawn(draw), "x").blocks if isinstance(block, Paragraph)]
    assert "done tasks / all tasks x 100" in texts


def test_drawn_tick_boxes_are_characters_and_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(60, 698, 9, 9, fill=1)
        canvas.drawString(75, 700, "first")
        canvas.rect(160, 698, 9, 9, fill=0)
        canvas.drawString(175, 700, "second")

    document = read_pdf(_drawn(draw), "x")
    assert not tables(document)
    assert [getattr(block, "text", "") for block in document.blocks] == ["■ first □ second"]


def test_sideways_heading_stands_in_its_cell() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([60, 100, 300], [500, 600, 660])
        for y in (650, 640, 630, 620, 610):
            canvas.drawString(110, y, "upright text of the cell")
        canvas.saveState()
        canvas.translate(84, 510)
        canvas.rotate(90)
        canvas.drawString(0, 0, "sideways")
        canvas.restoreState()

    (table,) = tables(read_pdf(_drawn(draw), "x"))
    assert table.rows[1].texts()[0] == "sideways"


def test_overprinted_figures_are_flagged() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([60, 200, 300], [500, 540, 580])
        canvas.drawString(70, 555, "12345")
        canvas.drawString(71.5, 555, "67890")

    (table,) = tables(read_pdf(_drawn(draw), "x"))
    cell = table.rows[0].cells[0]
    assert cell is not None and "overprinted" in cell.flags


def test_crop_is_a_picture_with_the_box_in_red() -> None:
    data = (SAMPLES / "pdf" / "snk_agreement_2567.pdf").read_bytes()
    image = Image.open(io.BytesIO(crop(data, 1, (100, 100, 200, 150), scale=2.0, margin=10)))
    assert image.size == (240, 140)
    assert image.convert("RGB").getpixel((20, 20)) == (220, 30, 30)
    with pytest.raises(ValueError, match="does not exist"):
        crop(data, 999)
    with pytest.raises(ValueError, match="not on the page"):
        crop(data, 1, (5000, 5000, 5010, 5010))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus folder (PHAEN_CORPUS)")
def test_corpus_is_sound_and_every_row_has_its_place() -> None:
    for path in sorted(CORPUS.glob("*.pdf")):
        document = read_pdf(path.read_bytes(), path.name)
        assert document.page_count == len(document.pages)
        assert all(page.readable and page.words_after > 0.75 for page in document.pages if page.thai_chars > 200)
        for table in tables(document):
            assert all(row.place.page and row.place.bbox for row in table)


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="no folder of hostile files (PHAEN_HOSTILE)")
def test_hostile_files_end_clearly() -> None:
    for path in sorted(HOSTILE.glob("*.pdf")):
        try:
            document = read_pdf(path.read_bytes(), path.name)
        except UnreadableDocument as error:
            assert str(error)
        else:
            assert document.page_count and document.page_count > 0
