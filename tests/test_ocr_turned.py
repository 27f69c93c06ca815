"""Pages fed in sideways or upside down; skipped where recognition is not installed."""

# ruff: noqa: E402 - what needs Tesseract is imported after it was found
from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from phaen.extractors.model import BBox, Cell, Document, Paragraph, Table
from phaen.extractors.ocr import OcrOptions
from phaen.extractors.ocr.installed import MISSING, available
from phaen.extractors.pdf.reader import read_pdf

if not available():
    pytest.skip(f"scans: {MISSING}", allow_module_level=True)
for library in ("numpy", "pikepdf", "reportlab", "PIL"):
    pytest.importorskip(library)

import numpy as np
import pikepdf
from phaen.extractors.ocr.picture import Picture

from samples.documents import hand_written
from samples.pdf_writer import Style, write_pdf
from samples.scans import SCANS, as_fed, scan
from samples.scoring import squash
from tests.states import part

STEM, PAGE = "sno_plan_2568", 6
FED = replace(SCANS["scan-200"], sideways=True)
WAYS = part([1, 2, 3, 4], 4, of=4)
"""Pages that are read, each fed in another way."""


@cache
def native() -> bytes:
    """One page, four times over."""
    sample = next(one for one in hand_written() if one.meta.stem == STEM)
    data = write_pdf(sample.sheet, Style(size=14, table_size=12))
    with pikepdf.open(BytesIO(data)) as pdf, pikepdf.new() as four:
        for _ in range(4):
            four.pages.append(pdf.pages[PAGE - 1])
        out = BytesIO()
        four.save(out)
        return out.getvalue()


@cache
def fed() -> Document:
    return read_pdf(scan(native(), FED), "scan.pdf", ocr=OcrOptions(), pages=frozenset(WAYS))


def turned(data: bytes, degrees: int) -> bytes:
    """The page with a /Rotate of its own."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.Rotate = degrees
        out = BytesIO()
        pdf.save(out)
        return out.getvalue()


def things(document: Document, page: int) -> list[Cell | Paragraph]:
    found: list[Cell | Paragraph] = []
    for block in document.blocks:
        if block.place.page == page:
            if isinstance(block, Table):
                found += [cell for row in block for cell in row.cells if cell]
            else:
                found.append(block)
    return [thing for thing in found if thing.text.strip()]


@pytest.mark.parametrize("page", WAYS)
def test_a_page_is_read_whichever_way_it_was_fed_in(page: int) -> None:
    """Nineteen in twenty cells of the page are those of its text layer, on places turned with the page."""
    truth = things(read_pdf(as_fed(native(), FED), "native.pdf"), page)
    found = things(fed(), page)
    same = [
        (a, b) for a in truth for b in found if squash(a.text) == squash(b.text) and near(a.place.bbox, b.place.bbox)
    ]
    assert len(truth) > 10 and len(same) >= 0.95 * len(truth)


def near(one: BBox | None, other: BBox | None) -> bool:
    """Do two places share their middle, up to the page's slant?"""
    assert one and other
    middles = [((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) for box in (one, other)]
    return abs(middles[0][0] - middles[1][0]) < 15 and abs(middles[0][1] - middles[1][1]) < 15


@cache
def upright() -> bytes:
    """The first page as a scan."""
    one = scan(native(), SCANS["scan-200"], pages=[0])
    with pikepdf.open(BytesIO(one)) as pdf:
        del pdf.pages[1:]
        out = BytesIO()
        pdf.save(out)
        return out.getvalue()


@pytest.mark.parametrize("degrees", part([90, 180, 270], 2, of=3))
def test_a_page_that_is_shown_turned_is_read(degrees: int) -> None:
    """/Rotate turns the picture of an upright scan: the page is shown on its side."""
    found = things(read_pdf(turned(upright(), degrees), "scan.pdf", ocr=OcrOptions()), 1)
    texts = {squash(thing.text) for thing in found}
    assert {"22,500,000", "6,300,000", "28,800,000"} <= texts


def test_places_are_turned_back() -> None:
    """A mark near the top left corner of a page of 200 × 100 points, by how the page was turned."""
    nothing = np.zeros((0, 0), np.uint8)
    box = (10.0, 20.0, 30.0, 25.0)
    assert Picture(nothing, 1.0, 200.0, 100.0, 0.0, 0).on_page(box) == box
    assert Picture(nothing, 1.0, 100.0, 200.0, 0.0, 1).on_page(box) == (175.0, 10.0, 180.0, 30.0)
    assert Picture(nothing, 1.0, 200.0, 100.0, 0.0, 2).on_page(box) == (170.0, 75.0, 190.0, 80.0)
    assert Picture(nothing, 1.0, 100.0, 200.0, 0.0, 3).on_page(box) == (20.0, 70.0, 25.0, 90.0)


def test_a_picture_of_nothing_readable_is_never_sure() -> None:
    """Noise in the shape of letters reads like nothing, whichever way it is turned."""
    from PIL import Image, ImageDraw
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    image = Image.new("L", (1100, 440), 245)
    draw = ImageDraw.Draw(image)
    rng = np.random.default_rng(3)
    for x in range(60, 1040, 28):
        for y in range(60, 380, 60):
            points = [(x + int(dx), y + int(dy)) for dx, dy in rng.integers(0, 22, (4, 2))]
            draw.line(points, fill=20, width=4)
    out = BytesIO()
    canvas = Canvas(out, pagesize=(550, 220))
    canvas.drawImage(ImageReader(image), 0, 0, 550, 220)
    canvas.save()
    document = read_pdf(out.getvalue(), "noise.pdf", ocr=OcrOptions())
    assert all(thing.confidence < 0.9 and "ocr_unsure" in thing.flags for thing in things(document, 1))
