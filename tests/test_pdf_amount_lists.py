"""Items with amounts on the right, without header and rules, are a table; headings with an amount are not."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from phaen.extractors.model import Table
from phaen.extractors.pdf.reader import read_pdf
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from samples.pdf_writer import FONTS

ITEMS = [("รายการบุคลากร", "1,254,300"), ("1. งบดำเนินงาน", "954,300"), ("1.1 ค่าตอบแทน ใช้สอยและวัสดุ", "300,000")]


def tables(
    lines: Sequence[tuple[str, str]], unit: str = "บาท", right: float = 500.0, step: float = 20.0
) -> list[Table]:
    pdfmetrics.registerFont(TTFont("amounts", str(FONTS / "Sarabun-Regular.ttf")))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setFont("amounts", 12)
    canvas.drawString(70, 760, "รายละเอียดงบประมาณจำแนกตามงบรายจ่าย")
    for number, (item, amount) in enumerate(lines):
        canvas.drawString(70, 735 - number * step, item)
        canvas.drawRightString(right, 735 - number * step, f"{amount} {unit}".strip())
    canvas.drawString(70, 400, "หมายเหตุ งบประมาณของทุกหน่วยงานรวมกันตามที่ได้รับจัดสรร")
    canvas.save()
    document = read_pdf(out.getvalue(), "list.pdf")
    return [block for block in document.blocks if isinstance(block, Table)]


@pytest.mark.parametrize("unit", ["บาท", "ล้านบาท", ""])
def test_a_list_of_amounts_is_a_table(unit: str) -> None:
    (table,) = tables(ITEMS, unit)
    found = [[cell.text if cell else None for cell in row.cells] for row in table.rows]
    assert found == [[item, f"{amount} {unit}".strip()] for item, amount in ITEMS]


def test_thai_digits_are_amounts() -> None:
    (table,) = tables([(item, amount.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))) for item, amount in ITEMS])
    assert len(table.rows) == 3


def test_two_headings_with_their_amounts_are_none() -> None:
    assert tables(ITEMS[:2]) == []


def test_lines_far_apart_are_none() -> None:
    assert tables(ITEMS, step=60.0) == []


def test_a_table_of_contents_is_none() -> None:
    assert tables([("บทที่ 1 ข้อมูลทั่วไป", "1"), ("บทที่ 2 แผนงาน", "12"), ("บทที่ 3 งบประมาณ", "30")], unit="") == []


def test_amounts_close_behind_their_items_are_sentences() -> None:
    assert tables(ITEMS, right=260.0) == []
