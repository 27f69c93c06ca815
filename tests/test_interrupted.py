"""A line inside a table does not end it; lines without a name and rows that nothing read are told of."""

from __future__ import annotations

from typing import Any

import pytest
from phaen.pipeline.extract import ExtractOptions, extract_document

from tests.drawn import Page

HEAD = """แผนปฏิบัติราชการประจำปี พ.ศ. 2569
สำนักการระบายน้ำ กรุงเทพมหานคร
ส่วนที่ 2 แผนปฏิบัติราชการตามยุทธศาสตร์ของหน่วยงาน
โครงการ/กิจกรรมสำคัญตามยุทธศาสตร์หน่วยงาน
"""
COLUMNS = "ที่\tโครงการ/กิจกรรม\tงบประมาณ (บาท)\tส่วนราชการที่รับผิดชอบ\n"
ROWS = (
    "1\tโครงการขุดลอกคลองสายหลัก\t1,250,000\tกองระบบคลอง\n",
    "2\tโครงการติดตั้งเครื่องสูบน้ำ\t3,400,000\tกองเครื่องจักรกล\n",
    "3\tโครงการซ่อมแซมประตูระบายน้ำ\t980,000\tกองพัฒนาระบบหลัก\n",
    "4\tโครงการเฝ้าระวังน้ำท่วม\t500,000\tกองสารสนเทศระบายน้ำ\n",
)


def read(text: str | bytes, name: str = "plan.txt") -> dict[str, Any]:
    data = text.encode() if isinstance(text, str) else text
    return dict(extract_document(data, name, ExtractOptions(ocr="never")).tables)


def lines(tables: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(row["seq"], row["project"], row["budget_baht"], row["flags"]) for row in tables["plans"]]


@pytest.mark.parametrize("line", ["(รวมค่าจ้างที่ปรึกษาควบคุมงาน)", "ระยะทาง 4 กิโลเมตร และงานผิวทาง", "ทั้งสองฝั่งคลอง"])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_plain_line_inside_a_tab_table(line: str, at: int) -> None:
    """The rows below are read; the row above, which the line may continue, says so."""
    tables = read(HEAD + COLUMNS + "".join(ROWS[:at]) + line + "\n" + "".join(ROWS[at:]))
    assert [row[:2] for row in lines(tables)] == [tuple(row.split("\t")[:2]) for row in ROWS]
    assert [int(row[2]) for row in lines(tables)] == [1_250_000, 3_400_000, 980_000, 500_000]
    assert [row[3] for row in lines(tables)] == [["line_inside_table"] if n == at - 1 else [] for n in range(4)]
    assert any(line in row["text"] for row in tables["sections"])
    assert tables["documents"][0]["tables"] == tables["documents"][0]["tables_read"] == 1


def test_a_note_inside_a_table_belongs_to_no_row() -> None:
    tables = read(HEAD + COLUMNS + "".join(ROWS[:2]) + "หมายเหตุ : ข้อมูล ณ เดือนมีนาคม\n" + "".join(ROWS[2:]))
    assert len(lines(tables)) == 4 and not any(row[3] for row in lines(tables))


def test_numbers_that_begin_anew_behind_a_line_are_a_guess() -> None:
    below = [row.replace("3\t", "1\t", 1).replace("4\t", "2\t", 1) for row in ROWS[2:]]
    tables = read(HEAD + COLUMNS + "".join(ROWS[:2]) + "งานที่ทำร่วมกับเขต\n" + "".join(below))
    assert len(lines(tables)) == 4
    assert all("line_inside_table" in row[3] for row in lines(tables)[1:])


def test_a_table_of_other_columns_is_none_of_the_table_above() -> None:
    other = "กองระบบคลอง\t12 คน\t40 ปี\tเชี่ยวชาญ\nกองพัฒนา\t15 คน\t38 ปี\tชำนาญการ\n"
    tables = read(HEAD + COLUMNS + "".join(ROWS[:2]) + "อัตรากำลังของสำนัก\n" + other)
    assert len(lines(tables)) == 2 and tables["documents"][0]["tables"] == 2
    assert any("unknown_table" in row["flags"] for row in tables["sections"])


def test_a_plain_line_inside_a_printed_table() -> None:
    page, xs = Page(), (40, 80, 290, 400, 555)
    heads = ["แผนปฏิบัติราชการประจำปี พ.ศ. 2569", "สำนักการระบายน้ำ กรุงเทพมหานคร"]
    heads += ["ส่วนที่ 2 แผนปฏิบัติราชการตามยุทธศาสตร์ของหน่วยงาน", "โครงการ/กิจกรรมสำคัญตามยุทธศาสตร์หน่วยงาน"]
    for number, text in enumerate(heads):
        page.text(40, 50 + 18 * number, text)
    printed = [COLUMNS.strip().split("\t"), *(row.strip().split("\t") for row in ROWS)]
    tops = [130, 150, 170, 220, 240]
    for top, cells in zip(tops, printed, strict=True):
        for x, text in zip(xs, cells, strict=False):
            page.text(x + 4, top + 14, text)
    page.rules(xs, (130, 150, 170, 190)).rules(xs, (220, 240, 260)).text(40, 209, "(รวมค่าจ้างที่ปรึกษาควบคุมงาน)")
    tables = read(page.data(), "plan.pdf")
    assert [row[1] for row in lines(tables)] == [row.split("\t")[1] for row in ROWS]
    assert [bool(row[3]) for row in lines(tables)] == [False, True, False, False]


@pytest.mark.parametrize("name", [")", "-", ". . .", ""])
def test_a_line_without_a_name_is_a_line(name: str) -> None:
    """Its amount and office are data; that nothing names it is said."""
    rows = [*ROWS[:2], f"3\t{name}\t980,000\tกองพัฒนาระบบหลัก\n", ROWS[3]]
    tables = read(HEAD + COLUMNS + "".join(rows))
    assert lines(tables)[2][:2] == ("3", None) and int(lines(tables)[2][2]) == 980_000
    assert "name_doubtful" in lines(tables)[2][3]
    assert len(tables["projects"]) == 3


@pytest.mark.parametrize("columns", ["(1)\t(2)\t(3)\t(4)\n", "1\t2\t3\t4\n", COLUMNS])
def test_rows_that_count_or_repeat_the_headings_are_no_lines(columns: str) -> None:
    repeated = columns is COLUMNS
    body = "".join(ROWS[:2]) + columns + "".join(ROWS[2:]) if repeated else columns + "".join(ROWS)
    tables = read(HEAD + COLUMNS + body)
    assert len(lines(tables)) == 4 and not any(row[3] for row in lines(tables))
    assert tables["documents"][0]["coverage"] > 0.99


def test_one_unread_row_with_a_figure_makes_the_document_partial() -> None:
    """A table of one project whose heading of money nobody knows."""
    unknown = COLUMNS.replace("งบประมาณ (บาท)", "ยอดรวมสุทธิ") + ROWS[0]
    document = read(HEAD + unknown)["documents"][0]
    assert document["status"] == "partial" and "line 5" in document["error"]
    several = read(HEAD + unknown + "".join(ROWS[1:]))["documents"][0]
    assert several["status"] == "partial" and "line 5" in several["error"]
    staff = "ที่\tตำแหน่ง\tจำนวน\n1\tวิศวกร\t12\n2\tนายช่าง\t20\n"
    assert read(HEAD + COLUMNS + "".join(ROWS) + "\nอัตรากำลังของสำนัก\n\n" + staff)["documents"][0]["status"] == "ok"


def test_a_row_that_closes_the_bracket_above_is_the_rest_of_its_name() -> None:
    head = "แผนปฏิบัติราชการประจำปี พ.ศ. 2569\nสำนักสิ่งแวดล้อม กรุงเทพมหานคร\n"
    head += "ส่วนที่ 2 แผนปฏิบัติราชการตามยุทธศาสตร์ของหน่วยงาน\n"
    head += "ประเด็นการพัฒนาที่ 1 เมืองสีเขียว\nลำดับ\tโครงการ/กิจกรรม\tงบประมาณ (บาท)\tส่วนราชการที่รับผิดชอบ\n"
    lines = "1\tโครงการปลูกไม้ยืนต้น (ริมถนน\t500,000\tกองสวน\n\tสายหลัก 8 สาย)\t\t\n2\tโครงการสวนหลังบ้าน\t90,000\tกองสวน\n"
    plans = read(head + lines)["plans"]
    assert [(row["seq"], row["budget_baht"]) for row in plans] == [("1", 500_000), ("2", 90_000)]
    assert plans[0]["project"].replace(" ", "") == "โครงการปลูกไม้ยืนต้น(ริมถนนสายหลัก8สาย)"
    apart = read(head + lines.replace("(ริมถนน", "ริมถนน").replace("8 สาย)", "8 สาย"))["plans"]
    assert len(apart) == 3
