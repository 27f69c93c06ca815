"""Ruled boxes round forms and pages are no tables; what stands in them is read as if they were not there."""

from __future__ import annotations

import pytest

pytest.importorskip("reportlab", reason="the drawn tables need the 'samples' extra")

from drawn import Page, texts
from phaen.extractors.model import Table
from phaen.extractors.pdf.reader import read_pdf

BOTH = pytest.mark.parametrize("backend", ["pdfium", "pdfplumber"])


def grid(made: Page, top: float = 140) -> Page:
    made.rules((60, 100, 300, 400), (top, top + 20, top + 40))
    for y, cells in ((top + 14, ("ที่", "โครงการ", "งบประมาณ")), (top + 34, ("1", "โครงการ ก", "90,000"))):
        for x, text in zip((63, 103, 303), cells, strict=True):
            made.text(x, y, text)
    return made


def blocks(made: Page, backend: str = "pdfium") -> list[object]:
    found: list[object] = []
    for block in read_pdf(made.data(), "x.pdf", backend=backend).blocks:
        found.append(texts(block) if isinstance(block, Table) else block.text)
    return found


BODY = [["ที่", "โครงการ", "งบประมาณ"], ["1", "โครงการ ก", "90,000"]]


@BOTH
@pytest.mark.parametrize("space", [4.5, 8.0, 20.0])
def test_a_box_round_a_table_is_no_table(backend: str, space: float) -> None:
    made = grid(Page().rules((60 - space, 400 + space), (140 - space, 180 + space)))
    assert blocks(made, backend) == [BODY]


@BOTH
def test_a_box_round_a_form_keeps_its_headings_as_paragraphs(backend: str) -> None:
    made = Page().rules((50, 410), (90, 200)).text(60, 110, "ประเด็นการพัฒนาที่ 1").text(60, 130, "วัตถุประสงค์หลัก")
    assert blocks(grid(made), backend) == ["ประเด็นการพัฒนาที่ 1", "วัตถุประสงค์หลัก", BODY]


@BOTH
def test_two_forms_in_two_rows_of_one_box(backend: str) -> None:
    made = Page().rules((50, 410), (90, 200, 320)).text(60, 110, "ประเด็นที่ 1").text(60, 230, "ประเด็นที่ 2")
    made = grid(grid(made), 260)
    assert blocks(made, backend) == ["ประเด็นที่ 1", BODY, "ประเด็นที่ 2", BODY]


def test_a_border_round_the_page_is_no_table() -> None:
    made = Page().rules((20, 575), (20, 822)).text(60, 110, "คำนำ").text(60, 140, "แผนปฏิบัติราชการ")
    assert blocks(made) == ["คำนำ", "แผนปฏิบัติราชการ"]


def test_a_frame_is_known_on_pages_without_a_table() -> None:
    made = grid(Page().rules((50, 410), (90, 600, 640))).next()
    made.rules((50, 410), (90, 600, 640)).text(60, 110, "หมายเหตุ").text(60, 140, "ปัจจัยสนับสนุน")
    assert blocks(made) == [BODY, "หมายเหตุ", "ปัจจัยสนับสนุน"]


def test_a_column_of_texts_without_a_table_in_it_stays_a_table() -> None:
    made = Page().rules((50, 410), (90, 130, 170)).text(60, 110, "ผลการดำเนินงาน").text(60, 150, "ปัญหา")
    assert blocks(made) == [[["ผลการดำเนินงาน"], ["ปัญหา"]]]


def test_the_open_end_of_a_table_is_closed_inside_its_box() -> None:
    made = Page().rules((55, 405), (100, 205))
    for x in (60, 100, 300, 400):
        made.line(x, 140, x, 200)
    for y in (140, 160):
        made.line(60, y, 400, y)
    for y, cells in ((154, ("ที่", "โครงการ", "งบประมาณ")), (174, ("1", "โครงการ ก", "90,000"))):
        for x, text in zip((63, 103, 303), cells, strict=True):
            made.text(x, y, text)
    assert blocks(made) == [BODY]


def test_short_strokes_are_no_rules() -> None:
    made = grid(Page())
    for y in (165.0, 172.0):  # ticks of three points inside a cell
        made.line(200, y, 203, y).line(200, y, 200, y + 3)
    assert blocks(made) == [BODY]


def test_a_pair_of_short_verticals_is_no_table() -> None:
    made = Page().text(60, 110, "แผนปฏิบัติราชการประจำปี").line(58, 100, 58, 105).line(200, 100, 200, 105)
    made.line(300, 100, 300, 130).line(312, 100, 312, 130)
    assert blocks(made) == ["แผนปฏิบัติราชการประจำปี"]
