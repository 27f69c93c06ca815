"""Both backends read the same, and what a row says stands inside the box that it names."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import numpy as np
import pdfplumber
import pytest
from phaen.extractors.model import Cell, Document, Paragraph, Table
from phaen.extractors.pdf.glyphs.lines import build_lines
from phaen.extractors.pdf.reader import read_pdf
from phaen.extractors.pdf.source.libraries import open_source
from phaen.extractors.pdf.unruled.doubts import FLAG, flag_guessed_rows
from phaen.normalizers.text import squash
from reportlab.pdfgen.canvas import Canvas

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
