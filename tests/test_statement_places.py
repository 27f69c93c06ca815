"""Values stand where their statements say: never on a page number, in the column of their year, below their heading."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import phaen
from tests.test_interrupted import read

TEXT = """แผนปฏิบัติราชการประจำปี พ.ศ. 2568
สำนักการโยธา
11

ส่วนที่ 4 การประเมินผล
1.1 ประสิทธิภาพของการดำเนินภารกิจตามนโยบาย (Agenda Base)

ที่\tรหัส KR\tตัวชี้วัด\tเป้าหมาย 2567\tเป้าหมาย 2568\tงบประมาณ (บาท)
1\t3105\tร้อยละของสะพานที่ปลอดภัย\tร้อยละ 100\tร้อยละ 100\t-
10\t3106\tจำนวนทางเดินใหม่ 100 สาย\t10 สาย\t100 สาย\t1,000
"""


def places(tables: dict[str, Any], column: str) -> list[tuple[str, str]]:
    lines = TEXT.split("\n")
    found = [
        row for row in tables["statements"] if row["dataset"] == "kpis" and row["column_name"].split("[")[0] == column
    ]
    return [(row["value"], lines[row["line"] - 1]) for row in found]


def test_a_short_value_stands_in_the_line_that_says_it() -> None:
    tables = read(TEXT)
    numbers = places(tables, "component_no")
    assert [value for value, _ in numbers] == ["1.1", "1.1"]
    assert all(line.startswith("1.1 ประสิทธิภาพ") for _, line in numbers)  # not the page number 11


def test_a_value_of_a_year_stands_under_its_year() -> None:
    tables = read(TEXT)
    by_year = [row for row in tables["statements"] if row["column_name"].startswith("targets_by_year")]
    assert [(row["value"][:4], row["column_no"]) for row in by_year] == [("2567", 3), ("2568", 4)] * 2
    assert {row["raw"] for row in by_year} == {"ร้อยละ 100", "10 สาย", "100 สาย"}


def test_a_number_is_not_part_of_a_longer_one() -> None:
    tables = read(TEXT)
    ten = next(row for row in tables["statements"] if row["column_name"] == "item_no" and row["value"] == "10")
    assert (ten["raw"], ten["column_no"]) == ("10", 0)


def test_a_level_stands_in_its_heading() -> None:
    report = """รายงานผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568
หน่วยงาน : สำนักการโยธา
องค์ประกอบที่ 1.2 (Agenda Base)
ตัวชี้วัด : ร้อยละความสำเร็จในการแก้ไขจุดฝืด
4

ตัวชี้วัด\tระดับ 1 (60 คะแนน)\tระดับ 2 (70 คะแนน)\tระดับ 3 (80 คะแนน)\tระดับ 4 (90 คะแนน)\tระดับ 5 (100 คะแนน)
ร้อยละความสำเร็จในการแก้ไขจุดฝืด\tร้อยละ 60\tร้อยละ 65\tร้อยละ 70\tร้อยละ 75\tร้อยละ 80
"""
    tables = read(report)
    levels = [row for row in tables["statements"] if row["column_name"] in ("level", "scale_score")]
    assert len(levels) == 10
    for row in levels:
        assert row["raw"].startswith("ระดับ ") and row["value"] in row["raw"] and row["how"] == "heading"


UNITS = """แผนปฏิบัติราชการประจำปี พ.ศ. 2568
สำนักการโยธา

ส่วนที่ 4 การประเมินผล
1.1 ประสิทธิภาพของการดำเนินภารกิจตามนโยบาย (Agenda Base)

ที่\tรหัส KR\tร้อยละของงาน\tตัวชี้วัด\tเป้าหมาย (ร้อยละ)\tงบประมาณ
1.1\t3105\t-\tร้อยละของสะพานที่ปลอดภัย\t100\t-
2\t3106\t-\tสัดส่วนทางเดินใหม่\t95%\t-

ส่วนที่ 3 บัญชีรายการโครงการ/กิจกรรมที่มีลักษณะเป็นภารกิจประจำพื้นฐาน

ลำดับ\tโครงการ\tงบประมาณ
1\tโครงการซ่อมสะพาน\t500,000
2\tโครงการทาสีสะพาน\t70,000.-
"""


def test_a_unit_stands_where_it_is_stated_and_baht_that_nothing_prints_has_no_box() -> None:
    tables = read(UNITS)
    units = [row for row in tables["statements"] if row["column_name"] == "target_unit"]
    assert [(row["value"], row["raw"]) for row in units] == [("ร้อยละ", "เป้าหมาย (ร้อยละ)")] * 2
    money = [row for row in tables["statements"] if row["column_name"] == "budget_unit_baht"]
    assert [(row["raw"], row["how"]) for row in money] == [
        (None, "baht where no unit is printed"),
        ("70,000.-", "role budget"),
    ]
    assert all(row["bbox"] is None and row["column_no"] is None for row in money[:1])


def test_a_component_number_is_not_the_running_number_of_the_row() -> None:
    tables = read(UNITS)
    numbers = [row for row in tables["statements"] if row["column_name"] == "component_no"]
    assert {row["raw"][:15] for row in numbers} == {"1.1 ประสิทธิภาพ"}


def test_what_is_said_elsewhere_is_not_placed_on_the_cell_beside_it() -> None:
    """Names above groups of rows, and texts joined of several lines, stand where they are printed."""
    fixture = Path(__file__).parent / "fixtures" / "samples" / "text-plain" / "bangrak_report_2566.txt"
    lines = fixture.read_text("utf-8").split("\n")
    placed = [
        (row["value"], lines[row["line"] - 1])
        for row in phaen.extract(fixture).tables["statements"]
        if row["column_name"] in ("narrative", "kpi_name") and len(row["value"]) >= 30
    ]
    assert len(placed) > 20
    assert any(value.startswith("1. ") and "2. " in value for value, _ in placed)
    for value, line in placed:
        assert "".join(value.split())[:20] in "".join(line.split()), (value, line)
