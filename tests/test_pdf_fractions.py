"""Formulas over a bar: numerator / denominator, then what stands beside it."""

from __future__ import annotations

import pytest

pytest.importorskip("reportlab", reason="the pages need the 'samples' extra")

from phaen.extractors.model import Paragraph
from phaen.extractors.pdf.reader import read_pdf
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.pdf_pages import FONT, SIZE, canvas_pdf

WIDE = "จำนวนหน่วยงานที่บันทึกข้อมูลในระบบรายงานผล"
NEXT = "ครบถ้วนทุกเดือน"
UNDER = "จำนวนหน่วยงานทั้งหมด"
BACKENDS = ("pdfium", "pdfplumber")


def formula(canvas: Canvas, over: list[str], under: list[str], times: float, y: float = 600.0) -> None:
    """Lines over and under a bar at ``y``, as wide as the widest of them; ``× 100`` behind it, ``times`` above it."""
    width = max(stringWidth(line, FONT, SIZE) for line in [*over, *under]) + 4
    for number, line in enumerate(reversed(over)):
        canvas.drawCentredString(100 + width / 2, y + 5 + 16 * number, line)
    for number, line in enumerate(under):
        canvas.drawCentredString(100 + width / 2, y - 12 - 16 * number, line)
    canvas.line(100, y, 100 + width, y)
    canvas.drawString(106 + width, y + times, "× 100")


def texts(data: bytes, backend: str) -> list[str]:
    return [block.text for block in read_pdf(data, "x", backend=backend).blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("times", (-4.0, 5.0))
def test_a_numerator_that_wraps(times: float, backend: str) -> None:
    data = canvas_pdf(lambda canvas: formula(canvas, [WIDE, NEXT], [UNDER], times))
    assert texts(data, backend) == [f"{WIDE}{NEXT} / {UNDER} × 100"]


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_denominator_that_wraps(backend: str) -> None:
    data = canvas_pdf(lambda canvas: formula(canvas, [UNDER], [WIDE, NEXT], -4.0))
    assert texts(data, backend) == [f"{UNDER} / {WIDE}{NEXT} × 100"]


def test_times_behind_the_numerator_belongs_to_the_whole() -> None:
    data = canvas_pdf(lambda canvas: formula(canvas, [UNDER], [WIDE], 5.0))
    assert texts(data, "pdfium") == [f"{UNDER} / {WIDE} × 100"]


def test_a_label_above_a_formula_is_none_of_it() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 621, "วิธีคำนวณ")
        formula(canvas, [WIDE], [UNDER], -4.0)
        canvas.drawString(100, 572, "แหล่งข้อมูล รายงานประจำเดือนของหน่วยงาน")

    assert texts(canvas_pdf(draw), "pdfium") == [
        "วิธีคำนวณ",
        f"{WIDE} / {UNDER} × 100",
        "แหล่งข้อมูล รายงานประจำเดือนของหน่วยงาน",
    ]
