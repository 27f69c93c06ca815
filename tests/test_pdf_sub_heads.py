"""Headings of single columns under a heading across them, with no rule between the two levels."""

from __future__ import annotations

import pytest

pytest.importorskip("reportlab", reason="the drawn tables need the 'samples' extra")

from drawn import Page, tables, texts

BOTH = pytest.mark.parametrize("backend", ["pdfium", "pdfplumber"])
XS = (50, 200, 280, 360, 460)


def drawn(*sub_heads: tuple[float, str], above: str = "งบประมาณ") -> Page:
    """Four columns, the second and the third under one heading whose row no rule parts."""
    made = Page(10.0)
    for y in (100, 140, 160):
        made.line(50, y, 460, y)
    for x in (50, 200, 360, 460):
        made.line(x, 100, x, 160)
    made.line(280, 140, 280, 160)
    for x, text in ((53, "โครงการ"), (203, above), (363, "หน่วยงาน")):
        made.text(x, 114, text)
    for x, text in sub_heads:
        made.text(x, 132, text)
    for x, text in zip(XS, ("โครงการปลูกป่า", "80,000", "24,500", "กองช่าง"), strict=False):
        made.text(x + 3, 154, text)
    return made


@BOTH
def test_each_column_has_the_heading_above_it(backend: str) -> None:
    (table,) = tables(drawn((203, "แผ่นดิน"), (283, "รายได้")).data(), backend)
    assert texts(table)[1][1:3] == ["แผ่นดิน", "รายได้"]
    head = table.rows[0].cells
    assert head[1] is not None and (head[1].text, head[1].colspan, head[1].rowspan) == ("งบประมาณ", 2, 1)
    assert head[0] is not None and head[0].rowspan == 2
    assert texts(table)[2] == ["โครงการปลูกป่า", "80,000", "24,500", "กองช่าง"]


@pytest.mark.parametrize(
    "sub_heads",
    [
        [(203, "แผ่นดินและรายได้ของส่วนราชการ")],  # across the border
        [(203, "แผ่นดิน")],  # one text for two columns
        [(203, "ก"), (240, "ข")],  # both in the first column
    ],
)
def test_other_last_lines_stay_in_their_cell(sub_heads: list[tuple[float, str]]) -> None:
    (table,) = tables(drawn(*sub_heads).data())
    assert len(table.rows) == 2
    assert texts(table)[1] == ["โครงการปลูกป่า", "80,000", "24,500", "กองช่าง"]


@BOTH
def test_levels_of_headings_whose_columns_are_ruled_from_below_the_upper_one(backend: str) -> None:
    """No rule stands under the headings, but those between the columns begin below them: years over months."""
    made = Page(10.0)
    for y in (100, 160, 180):
        made.line(50, y, 460, y)
    for x, top in ((50, 100), (200, 100), (250, 138), (300, 119), (380, 138), (460, 100)):
        made.line(x, top, x, 180)
    for x, y, text in ((53, 114, "ขั้นตอน"), (203, 114, "ระยะเวลา"), (203, 133, "พ.ศ. 2566"), (303, 133, "พ.ศ. 2567")):
        made.text(x, y, text)
    for x, text in zip((203, 253, 303, 383), ("พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ."), strict=True):
        made.text(x, 152, text)
    for x, text in zip((53, 203, 253, 303, 383), ("1. สำรวจ", "10", "20", "30", "40"), strict=True):
        made.text(x, 174, text)
    (table,) = tables(made.data(), backend)
    spans = [[(cell.text, cell.colspan) for cell in row.cells if cell] for row in table.rows]
    assert spans[0] == [("ขั้นตอน", 1), ("ระยะเวลา", 4)]
    assert spans[1] == [("พ.ศ. 2566", 2), ("พ.ศ. 2567", 2)]
    assert spans[2] == [("พ.ย.", 1), ("ธ.ค.", 1), ("ม.ค.", 1), ("ก.พ.", 1)]
    assert len(table.rows) == 4


@BOTH
def test_a_rule_that_begins_within_a_line_of_text_parts_no_heading(backend: str) -> None:
    made = Page(10.0)
    for y in (100, 160, 180):
        made.line(50, y, 460, y)
    for x, top in ((50, 100), (200, 100), (330, 129), (460, 100)):
        made.line(x, top, x, 180)
    made.text(53, 114, "โครงการ").text(203, 114, "หน่วยงานที่รับผิดชอบ").text(203, 132, "และสนับสนุน")
    for x, text in zip((53, 203, 333), ("โครงการ ก", "กอง ก", "กอง ข"), strict=True):
        made.text(x, 174, text)
    (table,) = tables(made.data(), backend)
    assert len(table.rows) == 2
