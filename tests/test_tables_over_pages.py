"""Tables over page ends: entries and headings printed again with (ต่อ), columns on a page of their own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from phaen.extractors.model import Cell, Document, Paragraph, Place, Row, Table
from phaen.extractors.tables.join import join_tables
from phaen.extractors.tables.joined import JoinedTable, is_furniture

HEAD = ["ลำดับที่", "โครงการ/กิจกรรมสำคัญ", "งบประมาณ", "ส่วนราชการ"]


def table(*rows: list[str], page: int = 1, height: float = 20.0) -> Table:
    made = []
    for number, row in enumerate(rows):
        place = Place(page=page, bbox=(0.0, height * number, 100.0, height * (number + 1)))
        made.append(Row(tuple(Cell(text, text, place) for text in row), place))
    return Table(tuple(made), Place(page=page), len(rows[0]))


def line(text: str, page: int = 1) -> Paragraph:
    return Paragraph(text, text, Place(page=page))


def items(*blocks: Table | Paragraph) -> list[JoinedTable | Paragraph]:
    return join_tables(Document("0" * 16, "x.pdf", "pdf", blocks))


def joined(*blocks: Table | Paragraph) -> list[JoinedTable]:
    return [item for item in items(*blocks) if isinstance(item, JoinedTable)]


def recognised(part: Table) -> Table:
    """``part`` as of a page whose text was recognised."""
    rows = [replace(r, cells=tuple(cell and replace(cell, confidence=0.99) for cell in r.cells)) for r in part.rows]
    return replace(part, rows=tuple(rows))


def column(whole: JoinedTable, role: str) -> list[str]:
    return [whole.cell(row, role).text for row in whole.rows]


@pytest.mark.parametrize("mark", ["(ต่อ)", " (ต่อ)", "[ ต่อ ]"])
def test_an_entry_printed_again_is_one(mark: str) -> None:
    (whole,) = joined(
        table(HEAD, ["1", "โครงการหนึ่ง", "90,000 บาท", "กอง ก"], ["2", "โครงการสอง", "80,000 บาท", "กอง ข"]),
        table(HEAD, ["2", f"โครงการสอง{mark}", "", ""], ["3", "โครงการสาม", "70,000 บาท", "กอง ค"], page=2),
    )
    assert column(whole, "seq") == ["1", "2", "3"]
    assert column(whole, "project") == ["โครงการหนึ่ง", "โครงการสอง", "โครงการสาม"]
    assert column(whole, "budget") == ["90,000 บาท", "80,000 บาท", "70,000 บาท"]


def test_what_is_new_in_the_repeated_entry_is_added() -> None:
    (whole,) = joined(
        table(HEAD, ["2", "โครงการสอง", "80,000 บาท", "กอง ข"]),
        table(HEAD, ["2", "โครงการสอง (ต่อ)", "80,000 บาท", "กอง ค"], page=2),
    )
    assert column(whole, "budget") == ["80,000 บาท"]
    assert column(whole, "units") == ["กอง ข\nกอง ค"]


def test_another_number_is_another_entry() -> None:
    (whole,) = joined(
        table(HEAD, ["2", "โครงการสอง", "80,000 บาท", "กอง ข"]),
        table(HEAD, ["3", "โครงการสอง (ต่อ)", "70,000 บาท", "กอง ค"], page=2),
    )
    assert column(whole, "seq") == ["2", "3"]


def test_a_name_that_really_ends_so_is_left_alone() -> None:
    (whole,) = joined(table(HEAD, ["1", "โครงการหนึ่ง", "-", "กอง ก"], ["2", "โครงการปรับปรุงถนน (ต่อ)", "-", "กอง ข"]))
    assert column(whole, "project") == ["โครงการหนึ่ง", "โครงการปรับปรุงถนน (ต่อ)"]


def test_a_heading_printed_again_parts_no_table_and_opens_no_section() -> None:
    found = items(
        line("ประเด็นการพัฒนาที่ 1 ส่งเสริมคุณภาพชีวิต"),
        table(HEAD, ["1", "โครงการหนึ่ง", "-", "กอง ก"]),
        line("ประเด็นการพัฒนาที่ 1 (ต่อ)", page=2),
        table(HEAD, ["2", "โครงการสอง", "-", "กอง ข"], page=2),
    )
    (whole,) = (item for item in found if isinstance(item, JoinedTable))
    assert column(whole, "seq") == ["1", "2"]
    assert [is_furniture(item) for item in found if isinstance(item, Paragraph)] == [False, True]


def test_a_heading_that_goes_back_to_an_earlier_section_counts() -> None:
    found = items(line("ประเด็นการพัฒนาที่ 1 ก"), line("ประเด็นการพัฒนาที่ 2 ข"), line("ประเด็นการพัฒนาที่ 1 (ต่อ)"))
    assert not any(is_furniture(item) for item in found if isinstance(item, Paragraph))


LEFT = [row[:3] for row in (HEAD, ["1", "โครงการหนึ่ง", "90,000 บาท", ""], ["2", "โครงการสอง", "80,000 บาท", ""])]
RIGHT = [["ส่วนราชการ", "รหัสนโยบาย (3 หลัก) (ถ้ามี)"], ["กอง ก", "P101"], ["กอง ข", "-"]]


def test_columns_on_a_page_of_their_own_stand_beside_their_rows() -> None:
    (whole,) = joined(table(*LEFT), table(*RIGHT, page=2))
    assert column(whole, "units") == ["กอง ก", "กอง ข"]
    assert column(whole, "policy") == ["P101", "-"]
    assert column(whole, "budget") == ["90,000 บาท", "80,000 บาท"]
    assert [place.page for place in whole.rows[0].places] == [1, 2]
    assert not any(cell.flags for row in whole.rows for cell in row.cells)


def test_they_may_follow_page_by_page_or_after_all_rows() -> None:
    more = [row[:3] for row in (HEAD, ["3", "โครงการสาม", "70,000 บาท"], ["4", "โครงการสี่", "60,000 บาท"])]
    beside = [RIGHT[0], ["กอง ค", "P102"], ["กอง ง", "-"]]
    by_page = joined(table(*LEFT), table(*RIGHT, page=2), table(*more, page=3), table(*beside, page=4))
    behind = joined(table(*LEFT), table(*more, page=2), table(*RIGHT, page=3), table(*beside, page=4))
    for (whole,) in (by_page, behind):
        assert column(whole, "seq") == ["1", "2", "3", "4"]
        assert column(whole, "units") == ["กอง ก", "กอง ข", "กอง ค", "กอง ง"]


def test_rows_of_other_heights_are_put_together_as_a_guess() -> None:
    (whole,) = joined(table(*LEFT), table(*RIGHT, page=2, height=35.0))
    assert column(whole, "units") == ["กอง ก", "กอง ข"]
    assert [whole.cell(row, "units").flags for row in whole.rows] == [("columns_guess",)] * 2


def test_a_column_printed_again_tells_the_rows() -> None:
    beside = [["ลำดับที่", *RIGHT[0]], ["1", *RIGHT[1]], ["2", *RIGHT[2]]]
    (whole,) = joined(table(*LEFT), table(*beside, page=2))
    assert column(whole, "units") == ["กอง ก", "กอง ข"]


@pytest.mark.parametrize(
    "part",
    [
        [RIGHT[0], RIGHT[1]],  # fewer rows
        [["ปีงบประมาณ", "ข้าราชการ (คน)"], ["2566", "102"], ["2567", "89"]],  # headings of no form
    ],
)
def test_other_tables_are_not_put_beside(part: list[list[str]]) -> None:
    first, *_ = joined(table(*LEFT), line("จำนวนบุคลากร"), table(*part, page=2))
    assert len(first.roles) == 3
    first, *_ = joined(table(*LEFT), table(*part, page=2))
    assert len(first.roles) == 3


def cell(text: str, rowspan: int = 1, colspan: int = 1) -> Cell:
    return Cell(text, text, Place(page=1), rowspan=rowspan, colspan=colspan)


def two_row_header(page: int, *body: list[str]) -> Table:
    place = Place(page=page)
    first = (cell("ลำดับที่", 2), cell("โครงการ/กิจกรรมสำคัญ", 2), cell("งบประมาณ", colspan=2), None, cell("ส่วนราชการ", 2))
    second = (None, None, cell("ส่วนที่ขอรับ"), cell("ส่วนที่จัดสรร"), None)
    rows = [Row(first, place), Row(second, place), *(Row(tuple(map(cell, row)), place) for row in body)]
    return Table(tuple(rows), place, 5)


def test_headings_in_two_rows_on_every_page_leak_into_no_row() -> None:
    (whole,) = joined(
        two_row_header(1, ["1", "โครงการหนึ่ง", "90,000", "80,000", "กอง ก"]),
        two_row_header(2, ["2", "โครงการสอง", "70,000", "60,000", "กอง ข"]),
    )
    assert [[c.text for c in row.cells] for row in whole.rows] == [
        ["1", "โครงการหนึ่ง", "90,000", "80,000", "กอง ก"],
        ["2", "โครงการสอง", "70,000", "60,000", "กอง ข"],
    ]
    assert whole.headings[3] == ("งบประมาณ", "ส่วนที่จัดสรร")
    assert len(whole.header_rows) == 2


def test_a_lower_row_of_headings_that_no_span_tells_is_known_from_the_first_page() -> None:
    heads = [[*HEAD[:2], "ค่าเป้าหมาย", "งบประมาณ"], ["", "", "2567", "2568"]]
    first = table(*heads, ["1", "โครงการหนึ่ง", "90", "80"])
    found = joined(first, table(heads[1], ["2", "โครงการสอง", "70", "60"], page=2))
    assert all("2567" not in row.text for whole in found for row in whole.rows)


def test_levels_as_columns_are_headings() -> None:
    heads = [["ตัวชี้วัด", "น้ำหนัก", "เกณฑ์การให้คะแนน", "", "", "", ""], ["", "", "1", "2", "3", "4", "5"]]
    (whole,) = joined(table(*heads, ["ร้อยละของงาน", "10", "60", "65", "70", "75", "80"]))
    assert whole.kind == "score_scale" and whole.roles[1:] == ("weight", *["level_column"] * 5)
    assert len(whole.rows) == 1


def test_a_header_cut_by_the_page_end_is_no_entry() -> None:
    heads = ["ลำดับที่", "โครงการ/กิจกรรมสำคัญ (จัดลำดับตามความสำคัญ/จำ", "งบประมาณ", "ส่วนราชการ"]
    rest = ["", "เป็นเร่งด่วนในการดำเนินการ)", "", ""]
    (whole,) = joined(table(heads), table(rest, ["1", "โครงการหนึ่ง", "90,000", "กอง ก"], page=2))
    assert column(whole, "project") == ["โครงการหนึ่ง"]
    assert whole.headings[1][-1].endswith("เร่งด่วนในการดำเนินการ)")


def test_an_entry_below_a_header_alone_on_its_page_is_an_entry() -> None:
    (whole,) = joined(table(HEAD), table(["1", "โครงการหนึ่ง", "90,000", "กอง ก"], page=2))
    assert column(whole, "project") == ["โครงการหนึ่ง"]


def test_the_label_of_a_total_cut_by_the_page_end_is_put_together() -> None:
    (whole,) = joined(
        table(HEAD, ["1", "โครงการหนึ่ง", "90,000", "กอง ก"], ["รวมงบประมาณ", "", "90,000", ""]),
        table(["ทั้งสิ้น", "", "", ""], page=2),
    )
    assert [row.cells[0].text for row in whole.rows] == ["1", "รวมงบประมาณ\nทั้งสิ้น"]
    assert whole.rows[1].is_total


def test_figures_that_a_page_end_cuts_within_their_digits_are_whole() -> None:
    (whole,) = joined(
        table(HEAD, ["1", "โครงการหนึ่ง", "40,000", "กอง ก"], ["รว", "1 โครงการ", "40,00", ""]),
        table(HEAD, ["", "", "", ""], ["ม", "", "0", ""], page=2),
    )
    assert column(whole, "budget") == ["40,000", "40,000"]
    assert whole.rows[-1].is_total


@pytest.mark.parametrize("rest", ["7", "1,200"])
def test_other_figures_on_the_next_page_complete_nothing(rest: str) -> None:
    (whole,) = joined(
        table(HEAD, ["1", "โครงการหนึ่ง", "40,000", "กอง ก"]),
        table(HEAD, ["2", "โครงการสอง", rest, "กอง ก"], page=2),
    )
    assert column(whole, "budget") == ["40,000", rest]


def test_the_rest_of_a_linked_project_on_the_next_page_is_put_to_it_as_a_guess() -> None:
    head = ["วัตถุประสงค์หลัก (Objective)", "ตัววัดผล (Key Results)", "หน่วยนับ", "ชื่อโครงการที่สนับสนุน", "งบประมาณ"]
    head.append("ตัวชี้วัดความสำเร็จ (KPI โครงการ)")
    (whole,) = joined(
        table(head, ["อากาศสะอาด", "พัฒนาระบบแจ้งเตือน", "วัน", "โครงการตรวจวัดควันร่วมกับ", "3,400,000", "จำนวนวันที่เกิน"]),
        table(head, ["ขึ้น", "คุณภาพอากาศ", "", "หน่วยงานภาคี", "", "มาตรฐาน"], page=2),
    )
    assert column(whole, "key_result") == ["พัฒนาระบบแจ้งเตือน\nคุณภาพอากาศ"]
    assert any("row_cut_guess" in cell.flags for cell in whole.rows[0].cells)


CUT = (["1", "โครงการฝึกอบรม", "90,000 บาท", "กอง ก"], ["", "อาสาสมัครประจำตำบล", "", ""])


@pytest.mark.parametrize(
    ("heading", "at", "scanned", "tables"),
    [
        ("ลฆฌบทิ", 0, True, 1),
        ("ลฆฌบทิ", 0, False, 2),  # print is not misread
        ("ลฆฌบ 2567", 0, True, 2),
        ("งบฌฆมวณ", 2, True, 1),
        ("วัตถุประสงค์", 0, True, 2),
    ],
)
def test_a_row_cut_under_a_heading_that_was_misread_is_one(heading: str, at: int, scanned: bool, tables: int) -> None:
    head = [heading if place == at else text for place, text in enumerate(HEAD)]
    above, below = table(HEAD, CUT[0]), table(head, CUT[1], page=2)
    found = joined(above, recognised(below) if scanned else below)
    assert len(found) == tables
    if tables == 1:
        assert [row.cells[1].text for row in found[0].rows] == ["โครงการฝึกอบรม\nอาสาสมัครประจำตำบล"]
