"""Text that is not in the page's content: form fields, notes and stamps are read in their places, by both readers."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pdf_pages import HEIGHT, ROWS, at, canvas_pdf, cells, table
from phaen.extractors.model import Document
from phaen.extractors.pdf.reader import read_pdf
from pikepdf import Array, Dictionary, Name

BACKENDS = ("pdfium", "pdfplumber")
EMPTY = tuple((*row[:2], "", row[3]) for row in ROWS)
VALUES = ("48,750,000 บาท", "1,200,000 บาท", "ไม่ใช้งบประมาณ")


def form(kind: str, drawn: bool, flags: int = 4, turn: int = 0) -> bytes:
    """The table with its amounts in annotations; ``drawn``: with appearances, the texts of a page drawn elsewhere."""
    out = io.BytesIO()
    looks = [lambda canvas, text=text: canvas.drawString(2, 5, text) for text in VALUES]
    with pikepdf.open(io.BytesIO(canvas_pdf(lambda canvas: table(canvas, EMPTY), *looks))) as pdf:
        page = pdf.pages[0]
        found = []
        for number, text in enumerate(VALUES):
            x, y = at(number + 1, 2)
            annotation = Dictionary(
                Type=Name.Annot, Subtype=Name(kind), Rect=Array([x, y - 5, x + 90, y + 13]), F=flags, T=f"f{number}"
            )
            if kind == "/Widget":
                annotation.FT, annotation.V = Name.Tx, pikepdf.String(text)
            else:
                annotation.Contents = pikepdf.String(text)
            if drawn:
                other = pdf.pages[1 + number]
                look = pdf.make_stream(other.Contents.read_bytes())
                look.Type, look.Subtype = Name.XObject, Name.Form
                look.BBox, look.Resources = Array([0, 0, 90, 18]), other.Resources
                annotation.AP = Dictionary(N=look)
            found.append(pdf.make_indirect(annotation))
        page.Annots = Array(found)
        if kind == "/Widget":
            pdf.Root.AcroForm = Dictionary(Fields=Array(found), NeedAppearances=not drawn)
        for _ in VALUES:
            del pdf.pages[1]
        if turn:
            page.Rotate = turn
        pdf.save(out)
    return out.getvalue()


def amounts(document: Document) -> list[str]:
    return [cells(document, row)[2].text for row in (1, 2, 3)]


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("drawn", (True, False), ids=("drawn", "undrawn"))
@pytest.mark.parametrize("kind", ("/Widget", "/FreeText", "/Stamp"))
def test_texts_of_annotations_stand_in_their_cells(kind: str, drawn: bool, backend: str) -> None:
    if kind == "/Stamp" and not drawn:
        pytest.skip("what a stamp looks like is all that there is of it")
    document = read_pdf(form(kind, drawn), "a.pdf", backend=backend)
    assert amounts(document) == list(VALUES)


@pytest.mark.parametrize("flags", (2, 32), ids=("hidden", "no view"))
def test_hidden_annotations_say_nothing(flags: int) -> None:
    assert amounts(read_pdf(form("/FreeText", True, flags), "a.pdf")) == ["", "", ""]


def test_annotations_of_a_turned_page_stand_in_their_cells() -> None:
    assert amounts(read_pdf(form("/FreeText", False, turn=90), "a.pdf")) == list(VALUES)


def test_links_and_comments_are_no_text_of_the_page() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(canvas_pdf(table))) as pdf:
        box = Array([60, HEIGHT - 400, 300, HEIGHT - 300])
        note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=box, Contents=pikepdf.String("ตรวจแล้ว 9,000 บาท"))
        pdf.pages[0].Annots = Array([pdf.make_indirect(note)])
        pdf.save(out)
    document = read_pdf(out.getvalue(), "a.pdf")
    assert all("ตรวจแล้ว" not in getattr(block, "text", "") for block in document.blocks)
