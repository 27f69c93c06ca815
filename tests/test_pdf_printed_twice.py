"""A page's content, or a stream of it, that is drawn twice counts once; different texts in one place do not."""

from __future__ import annotations

import io

import pytest

pytest.importorskip("reportlab", reason="the sample writers need the 'samples' extra")
pytest.importorskip("pikepdf", reason="the sample writers need the 'samples' extra")

import pikepdf
from phaen.extractors.model import Table
from phaen.extractors.pdf.reader import read_pdf

from samples.documents import hand_written
from samples.pdf_writer import Style, write_pdf

SAMPLE = next(s for s in hand_written() if s.meta.stem == "sno_plan_2568")


def texts(data: bytes, backend: str) -> list[object]:
    found: list[object] = []
    for block in read_pdf(data, "x.pdf", backend=backend).blocks:
        found.append([row.texts() for row in block.rows] if isinstance(block, Table) else block.text)
    return found


def drawn_again(data: bytes, shift: float) -> bytes:
    """``data`` with every page's content given a second time, ``shift`` points further right."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            content = page.Contents.read_bytes()
            page.Contents = pdf.make_stream(b"q\n" + content + b"\nQ\nq 1 0 0 1 %.2f 0 cm\n" % shift + content + b"\nQ")
        out = io.BytesIO()
        pdf.save(out, static_id=True)
        return out.getvalue()


@pytest.mark.parametrize("backend", ["pdfium", "pdfplumber"])
@pytest.mark.parametrize("shift", [0.0, 0.2])
def test_content_given_twice_counts_once(backend: str, shift: float) -> None:
    once = write_pdf(SAMPLE.sheet, Style())
    assert texts(drawn_again(once, shift), backend) == texts(once, backend)


def test_another_text_in_the_same_place_is_no_double() -> None:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 200))
    canvas.setFont("Helvetica", 12)
    canvas.drawString(50, 100, "1,250,000")
    canvas.drawString(50, 100, "1,290,000")
    canvas.save()
    (paragraph,) = read_pdf(out.getvalue(), "x.pdf").blocks
    assert "overprinted" in paragraph.flags
