"""Text that runs over the rule of its cell stays whole."""

from __future__ import annotations

import pytest

pytest.importorskip("reportlab", reason="the drawn tables need the 'samples' extra")

from drawn import Page, cells, tables, texts

XS, YS = (50, 90, 250, 300, 400), (100, 120, 140, 160)
BOTH = pytest.mark.parametrize("backend", ["pdfium", "pdfplumber"])


def page() -> Page:
    made = Page().rules(XS, YS)
    for x, text in zip(XS, ("ที่", "โครงการ", "งบประมาณ", "หน่วยงาน"), strict=False):
        made.text(x + 3, 114, text)
    return made


@BOTH
def test_an_amount_that_runs_over_its_left_rule_keeps_its_first_digits(backend: str) -> None:
    made = page().text(53, 134, "1").text(93, 134, "โครงการฝึกอบรม").text(303, 134, "กอง ก")
    made.text(297, 134, "111,250,000.00", right=True)  # begins left of the rule at 250
    (table,) = tables(made.data(), backend)
    assert texts(table)[1] == ["1", "โครงการฝึกอบรม", "111,250,000.00", "กอง ก"]
    assert not any(cell.flags for cell in cells(table))


@BOTH
def test_a_name_that_runs_over_its_right_rule_stays_in_its_cell(backend: str) -> None:
    made = page().text(53, 134, "1").text(93, 134, "โครงการพัฒนาคุณภาพชีวิตผู้สูงอายุในชุมชนเมืองเก่า")
    (table,) = tables(made.data(), backend)
    assert texts(table)[1] == ["1", "โครงการพัฒนาคุณภาพชีวิตผู้สูงอายุในชุมชนเมืองเก่า", "", ""]


@BOTH
def test_text_set_at_neither_border_is_a_guess(backend: str) -> None:
    made = page()
    made.text(230, 134, "1,250,000")  # over the rule at 250, far from the borders of both cells
    (table,) = tables(made.data(), backend)
    assert [text for text in texts(table)[1] if text] == ["1,250,000"]
    assert [cell.flags for cell in cells(table) if cell.text == "1,250,000"] == [("run_over_rule",)]


def test_a_run_of_many_objects_stays_whole() -> None:
    made, x = page(), 297.0 - Page().width("111,250,000.00")
    for char in "111,250,000.00":
        made.text(x, 134, char)
        x += made.width(char) + 0.2  # places rounded by the program
    (table,) = tables(made.data())
    assert "111,250,000.00" in texts(table)[1]


def test_kerned_letters_stay_in_one_run() -> None:
    made, x = page(), 297.0 - Page().width("1171,250,000")
    for char in "1171,250,000.00":
        made.text(x, 134, char)
        x += made.width(char) - 0.8
    (table,) = tables(made.data())
    assert "1171,250,000.00" in texts(table)[1]


@BOTH
def test_a_row_drawn_as_one_object_is_parted_at_its_gaps(backend: str) -> None:
    made = page()
    line = made.canvas.beginText(93, 842 - 134)
    line.setFont("Sarabun", 10)
    line.textOut("กิจกรรมเยี่ยมบ้าน")
    line.moveCursor(160, 0)
    line.textOut("90,000")
    made.canvas.drawText(line)
    (table,) = tables(made.data(), backend)
    assert texts(table)[1] == ["", "กิจกรรมเยี่ยมบ้าน", "90,000", ""]


def test_raised_figures_are_a_run_of_their_own() -> None:
    made = page().text(93, 134, "โครงการฝึกอบรม")
    made.text(297 - made.width("2"), 130, "2").text(297 - made.width("250,000") - 6, 134, "250,000")
    (table,) = tables(made.data())
    assert texts(table)[1][2].startswith("250,000")


def test_a_name_that_clipping_cuts_is_given_whole_and_flagged() -> None:
    made = page()
    path = made.canvas.beginPath()
    path.rect(91, 842 - 139, 100, 18)
    made.canvas.saveState()
    made.canvas.clipPath(path, stroke=0, fill=0)
    name = "โครงการพัฒนาคุณภาพชีวิตผู้สูงอายุ"
    made.text(93, 134, name)
    made.canvas.restoreState()
    made.canvas.setFont("Sarabun", 10)
    made.text(253, 134, "90,000").text(253, 154, "80,000")
    (table,) = tables(made.data())
    assert texts(table)[1] == ["", name, "90,000", ""]
    assert [cell.flags for cell in table.rows[1].cells if cell] == [(), ("text_clipped",), (), ()]
    assert not any(cell.flags for cell in table.rows[2].cells if cell)


def test_lines_that_clipping_hides_altogether_are_no_text() -> None:
    made = page()
    path = made.canvas.beginPath()
    path.rect(91, 842 - 139, 150, 18)
    made.canvas.saveState()
    made.canvas.clipPath(path, stroke=0, fill=0)
    made.text(93, 134, "โครงการ ก").text(93, 148, "บรรทัดที่ไม่มีใครเห็น")
    made.canvas.restoreState()
    (table,) = tables(made.data())
    assert "บรรทัดที่ไม่มีใครเห็น" not in str(texts(table))
