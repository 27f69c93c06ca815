"""Tables beside each other: read column by column, each below its own headings."""

from __future__ import annotations

import pytest

pytest.importorskip("reportlab", reason="the drawn tables need the 'samples' extra")

from drawn import Page, texts
from phaen.extractors.model import Table
from phaen.extractors.pdf.reader import read_pdf

BOTH = pytest.mark.parametrize("backend", ["pdfium", "pdfplumber"])


def grid(made: Page, x: float, top: float, name: str, ys: int = 2) -> Page:
    xs = (x, x + 30, x + 150, x + 210)
    made.rules(xs, [top + 20 * k for k in range(ys + 1)])
    for row, cells in enumerate([("ที่", "โครงการ", "งบประมาณ")] + [("1", name, "90,000")] * (ys - 1)):
        for at, text in zip(xs, cells, strict=False):
            made.text(at + 3, top + 20 * row + 14, text)
    return made


def blocks(made: Page, backend: str = "pdfium") -> list[object]:
    found: list[object] = []
    for block in read_pdf(made.data(), "x.pdf", backend=backend).blocks:
        found.append(texts(block)[1][1] if isinstance(block, Table) else block.text)
    return found


@BOTH
@pytest.mark.parametrize("space", [4.5, 30.0])
def test_tables_beside_each_other_are_read_one_by_one(backend: str, space: float) -> None:
    made = grid(grid(Page(), 50, 140, "โครงการที่หนึ่ง"), 260 + space, 140, "โครงการที่สอง", 3)
    assert blocks(made, backend) == ["โครงการที่หนึ่ง", "โครงการที่สอง"]


@BOTH
def test_each_stands_below_its_own_headings(backend: str) -> None:
    made = Page().text(50, 80, "แผนปฏิบัติราชการประจำปี พ.ศ. 2568 ของสำนักพัฒนาสังคม กรุงเทพมหานคร")
    made.text(50, 110, "ประเด็นการพัฒนาที่ 1").text(300, 110, "ประเด็นการพัฒนาที่ 2")
    made = grid(grid(made, 50, 140, "โครงการที่หนึ่ง"), 300, 140, "โครงการที่สอง")
    made.text(50, 220, "หมายเหตุ ของทั้งสองตาราง ซึ่งยาวไปจนสุดหน้ากระดาษด้านขวาจึงข้ามช่องว่างระหว่างตาราง")
    found = blocks(made, backend)
    assert found[1:5] == ["ประเด็นการพัฒนาที่ 1", "โครงการที่หนึ่ง", "ประเด็นการพัฒนาที่ 2", "โครงการที่สอง"]
    assert str(found[0]).startswith("แผนปฏิบัติราชการ") and str(found[5]).startswith("หมายเหตุ") and len(found) == 6


@BOTH
def test_tables_below_each_other_are_no_columns(backend: str) -> None:
    made = grid(grid(Page(), 50, 140, "โครงการที่หนึ่ง"), 300, 180.5, "โครงการที่สอง")
    made.text(50, 110, "ประเด็นการพัฒนาที่ 1").text(300, 110, "(ต่อ)")
    found = blocks(made, backend)
    assert found[-2:] == ["โครงการที่หนึ่ง", "โครงการที่สอง"] and len(found) == 3


def test_open_ends_of_two_tables_are_closed_apart() -> None:
    made = Page()
    for left, name in ((50, "โครงการที่หนึ่ง"), (300, "โครงการที่สอง")):
        xs = (left, left + 30, left + 150, left + 210)
        for x in xs:
            made.line(x, 140, x, 200)
        for y in (140, 160):
            made.line(xs[0], y, xs[-1], y)
        for x, head, text in zip(xs, ("ที่", "โครงการ", "งบประมาณ"), ("1", name, "90,000"), strict=False):
            made.text(x + 3, 154, head).text(x + 3, 174, text)
    found = [texts(b) for b in read_pdf(made.data(), "x.pdf").blocks if isinstance(b, Table)]
    assert [(table[1], len(table[0])) for table in found] == [
        (["1", "โครงการที่หนึ่ง", "90,000"], 3),
        (["1", "โครงการที่สอง", "90,000"], 3),
    ]
