"""Both backends read the same, and what a row says stands inside the box that it names."""

from __future__ import annotations

import io
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
import pdfplumber
import pytest
from phaen.extractors.model import Cell, Document, Paragraph, Table
from phaen.extractors.pdf.glyphs.codes import CodeRepair
from phaen.extractors.pdf.glyphs.lines import build_lines
from phaen.extractors.pdf.reader import read_pdf
from phaen.extractors.pdf.source.backend import Font, Glyphs
from phaen.extractors.pdf.source.libraries import open_source
from phaen.extractors.pdf.unruled.doubts import FLAG, flag_guessed_rows
from phaen.normalizers.text import squash
from reportlab.pdfgen.canvas import Canvas
from states import DEEP

from samples.prints import KINDS, PRODUCERS, documents, write

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "tests" / "fixtures" / "samples"
SMALLEST = [min(sorted(folder.glob("*.pdf")), key=lambda path: path.stat().st_size) for folder in SAMPLES.glob("pdf*")]


def cells(document: Document) -> list[Cell]:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [cell for table in tables for row in table.rows for cell in row.cells if cell]


@pytest.mark.parametrize("path", sorted(SMALLEST), ids=lambda path: path.parent.name)
def test_backends_give_the_same_cells(path: Path) -> None:
    data = path.read_bytes()
    fast, reference = (cells(read_pdf(data, path.name, backend=backend)) for backend in ("pdfium", "pdfplumber"))
    assert len(fast) > 20
    assert [cell.text for cell in fast] == [cell.text for cell in reference]
    for one, other in zip(fast, reference, strict=True):
        assert one.place.page == other.place.page
        assert one.place.bbox == pytest.approx(other.place.bbox, abs=1.0)


def drawn() -> tuple[Canvas, io.BytesIO]:
    file = io.BytesIO()
    return Canvas(file, pagesize=(595, 842)), file


def clipped(canvas: Canvas, width: float, height: float) -> None:
    path = canvas.beginPath()
    path.rect(0, 0, width, height)
    canvas.clipPath(path, stroke=0)


@pytest.mark.parametrize("backend", ["pdfium", "pdfplumber"])
def test_what_clipping_hides_is_not_read_wherever_it_stands(backend: str) -> None:
    """In the middle of the page, and inside a form whose clipping is told in the form's own space."""
    canvas, file = drawn()
    canvas.beginForm("form", 0, 0, 300, 100)
    clipped(canvas, 200, 50)
    canvas.drawString(10, 20, "inside")
    canvas.drawString(10, 70, "HIDDEN")
    canvas.endForm()
    canvas.drawString(50, 780, "above")
    canvas.translate(100, 500)
    canvas.doForm("form")
    canvas.saveState()
    canvas.translate(0, -200)
    clipped(canvas, 200, 50)
    canvas.drawString(10, 20, "cell")
    canvas.drawString(10, 70, "OVERFLOW")
    canvas.restoreState()
    canvas.drawString(0, -400, "below")
    canvas.save()
    read = read_pdf(file.getvalue(), "a.pdf", backend=backend)
    assert [block.text for block in read.blocks if isinstance(block, Paragraph)] == ["above", "inside", "cell", "below"]


@pytest.mark.parametrize("backend", ["pdfium", "pdfplumber"])
def test_a_space_at_a_line_end_is_a_space_of_the_sentence(backend: str) -> None:
    """Word processors draw it as a text object of its own, which PDFium leaves out."""
    canvas, file = drawn()
    for y, (text, end) in enumerate([("one long line that reaches the border", " "), ("and goes on", "")]):
        line = canvas.beginText(50, 700 - 14 * y)
        line.textOut(text)
        canvas.drawText(line)
        if end:
            canvas.drawString(50 + canvas.stringWidth(text), 700 - 14 * y, end)
    canvas.save()
    source = open_source(file.getvalue(), backend, None)
    page = next(iter(source.pages()))
    lines = build_lines(page.glyphs, page.glyphs.code, np.zeros(len(page.glyphs), np.int32), page.fonts, Counter())
    source.close()
    assert [line.trailing_space for line in lines] == [True, False]
    assert [line.text for line in lines] == ["one long line that reaches the border", "and goes on"]


def test_what_a_cell_says_is_printed_in_its_box() -> None:
    path = min(sorted((SAMPLES / "pdf").glob("*.pdf")), key=lambda path: path.stat().st_size)
    read = [cell for cell in cells(read_pdf(path.read_bytes(), path.name)) if len(squash(cell.text)) >= 10]
    assert len(read) > 20
    with pdfplumber.open(path) as document:
        for cell in read:
            assert cell.place.page is not None and cell.place.bbox is not None
            x0, top, x1, bottom = cell.place.bbox
            page = document.pages[cell.place.page - 1]
            box = (max(x0 - 1, 0), max(top - 1, 0), min(x1 + 1, page.width), min(bottom + 1, page.height))
            printed = [char["text"] for char in page.crop(box).chars]
            wanted = squash(cell.text)
            left = list("".join(printed))
            found = sum(left.remove(letter) is None for letter in wanted if letter in left)
            assert found >= 0.9 * len(wanted), cell.text


def test_rows_that_look_like_printed_lines_are_flagged_where_no_rules_part_them() -> None:
    path = next((SAMPLES / "pdf").glob("*.pdf"))
    table = next(b for b in read_pdf(path.read_bytes(), path.name).blocks if isinstance(b, Table) and b.width >= 4)
    cell = next(cell for row in table.rows for cell in row.cells if cell)
    thin = [type(table.rows[0])((cell, None, None, None), cell.place) for _ in range(5)]
    ruled = Table(tuple(thin), table.place, 4)
    loose = Table(tuple(thin), table.place, 4, ruled=False)
    before, after = flag_guessed_rows([ruled, loose])
    assert before == ruled
    assert isinstance(after, Table)
    assert all(FLAG in found.flags for row in after.rows for found in row.cells if found)


def glyphs_of(data: bytes, backend: str) -> Glyphs:
    source = open_source(data, backend, None)
    try:
        return next(iter(source.pages())).glyphs
    finally:
        source.close()


@pytest.mark.parametrize("backend", ["pdfium", "pdfplumber"])
def test_spaces_of_another_font_stand_between_the_words_of_their_line(backend: str) -> None:
    """Drawn in one text object before all words, the last of them at the line's end; and no ำ comes of one."""
    canvas, file = drawn()
    size, words = 12.0, ("one", "line", "goes")
    xs = [50.0]
    for word in words:
        xs.append(xs[-1] + canvas.stringWidth(word, "Helvetica", size) + 4)
    spaces = [x - 4 for x in xs[1:]]
    steps = [1000 * (b - a) / size - 278 for a, b in pairwise(spaces)]
    canvas.setFont("Times-Roman", size)
    text = canvas.beginText(spaces[0], 700)
    text._code.append(f"[( ) {-steps[0]:.1f} ( ) {-steps[1]:.1f} ( )] TJ")
    canvas.drawText(text)
    canvas.setFont("Helvetica", size)
    for x, word in zip(xs, words, strict=False):
        canvas.drawString(x, 700, word)
    canvas.drawString(50, 686, "on")
    canvas.save()
    found = glyphs_of(file.getvalue(), backend)
    none = np.zeros(len(found), np.int32)
    lines = build_lines(found, found.code, none, [Font("a", "a"), Font("b", "b")], Counter())
    assert [(line.text, line.trailing_space) for line in lines] == [("one line goes", True), ("on", False)]


def test_no_sara_am_comes_of_a_space_before_the_letter() -> None:
    """A space of another font may stand in the stream between a letter and its า, on the page before the letter."""
    codes = [0x0E23, 0x0E22, 0x20, 0x0E32]
    x0 = np.array([50.0, 60.5, 57.0, 67.0])
    x1 = np.array([57.0, 67.0, 60.5, 73.0])
    flat, whole, no = np.full(4, 100.0), np.zeros(4, np.int32), np.zeros(4, bool)
    middle, size = (x0 + x1) / 2, np.full(4, 11.0)
    made = Glyphs(np.array(codes, np.int32), x0, x1, middle, flat, size, whole, whole, whole, no, no.copy())
    raw = CodeRepair().repair(made, [Font("a", "Loma")], Counter())
    assert made.code.tolist() == codes
    assert [line.text for line in build_lines(made, raw, whole, [Font("a", "Loma")], Counter())] == ["ร ยา"]


@pytest.mark.parametrize("backend", ["pdfium", "pdfplumber"])
@pytest.mark.parametrize("size", [0.5, 12.0])
def test_a_figure_under_a_hidden_one_is_read(backend: str, size: float) -> None:
    """PDFium tells one of two equal letters in one place: the first, which nobody sees."""
    canvas, file = drawn()
    canvas.setFillGray(1)
    canvas.setFont("Helvetica", size)
    canvas.drawString(100.2, 700, "9")
    canvas.setFillGray(0)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(100, 700, "90,000")
    canvas.save()
    found = glyphs_of(file.getvalue(), backend)
    assert "".join(map(chr, found.code[np.argsort(found.x0)])) == "90,000"


def test_letters_set_apart_stand_in_the_same_places() -> None:
    """What sets letters apart stands behind the last letter of a string too, and before none."""
    canvas, file = drawn()
    line = canvas.beginText(50, 700)
    line.setCharSpace(3)
    line.textOut("ab")
    line._code.append("[-500 (cd) -500 (e)] TJ")
    line.textOut("f")
    canvas.drawText(line)
    canvas.save()
    places = [glyphs_of(file.getvalue(), backend).x0 for backend in ("pdfium", "pdfplumber")]
    assert places[0] == pytest.approx(places[1], abs=0.1)


@pytest.mark.skipif(not DEEP, reason="long: PHAEN_DEEP=1")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("producer", PRODUCERS)
def test_backends_give_the_same_cells_of_every_print(producer: str, kind: str, tmp_path: Path) -> None:
    prints = {tmp_path / f"{one.stem}.pdf": one for one in documents()}
    if not write(producer, KINDS[kind], prints):
        pytest.skip(f"{producer} is not installed, or has no such kind")
    for path in prints:
        fast, reference = (cells(read_pdf(path.read_bytes(), "a.pdf", backend=b)) for b in ("pdfium", "pdfplumber"))
        assert [cell.text for cell in fast] == [cell.text for cell in reference], path.stem
