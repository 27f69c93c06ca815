"""What stands in a cell, its heading and the line above the table, as far as the typed rows: invented plans."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from phaen.pipeline.extract import ExtractOptions, extract_document

PLAN = """แผนปฏิบัติราชการประจำปี พ.ศ. 2568
สำนักพัฒนาสังคม กรุงเทพมหานคร

ส่วนที่ 2 การดำเนินงานตามยุทธศาสตร์ของหน่วยงาน
ประเด็นการพัฒนาที่ 1 เมืองที่ดูแลคนทุกวัย
วัตถุประสงค์หลัก (Objective) คนทุกวัยเข้าถึงบริการ
ตัววัดผล/ตัวชี้วัดหลักตามภารกิจหลักของหน่วยงาน (KR) ร้อยละของผู้รับบริการที่พึงพอใจ

"""
EVALUATION = """ส่วนที่ 4 การประเมินผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568
องค์ประกอบที่ 1 การประเมินประสิทธิภาพผลการดำเนินงาน (Performance Base)
1.1 ประสิทธิภาพของการดำเนินงานภารกิจสำคัญตามแผนปฏิบัติราชการกรุงเทพมหานคร ประจำปี พ.ศ. 2568 (Agenda Base)

"""


def _rows(dataset: str, table: str, before: str) -> list[dict[str, Any]]:
    text = before + table.replace("|", "\t") + "\n"
    return list(extract_document(text.encode(), "plan.txt", ExtractOptions(ocr="never")).tables[dataset])


def _plans(budget: str, *cells: str, above: str = "") -> list[dict[str, Any]]:
    lines = [f"{number}|โครงการอบรมที่ {number}|{cell}|กองฝึก" for number, cell in enumerate(cells, 1)]
    return _rows("plans", above + "\n".join([f"ลำดับที่|โครงการ/กิจกรรมสำคัญ|{budget}|ส่วนราชการ", *lines]), PLAN)


def _columns(heads: str, subheads: str, *cells: str) -> list[dict[str, Any]]:
    lines = [f"{number}|โครงการอบรมที่ {number}|{cell}|กองฝึก" for number, cell in enumerate(cells, 1)]
    header = [f"ลำดับที่|โครงการ/กิจกรรมสำคัญ|{heads}|ส่วนราชการ"]
    if subheads:
        header.append(f"||{subheads}|")
    return _rows("plans", "\n".join([*header, *lines]), PLAN)


def _kpis(heading: str, *cells: str, unit: str | None = None) -> list[dict[str, Any]]:
    columns = f"{heading}|หน่วยนับ" if unit is not None else heading
    header = f"ที่|ชื่อตัวชี้วัด|{columns}|ความรับผิดชอบ (H/R)|โครงการ/กิจกรรม (งบประมาณ)|ส่วนราชการที่รับผิดชอบ"
    added = f"|{unit}" if unit is not None else ""
    lines = [
        f"{number}|จำนวนงานชิ้นที่ {number} ที่เสร็จ|{cell}{added}|H|โครงการสร้างงาน (50,000 บาท)|กองฝึก"
        for number, cell in enumerate(cells, 1)
    ]
    rows = _rows("kpis", "\n".join([header, *lines]), PLAN + EVALUATION)
    return [row for row in rows if row["base"] == "agenda"]


@pytest.mark.parametrize(
    ("heading", "above", "unit"),
    [
        ("งบประมาณ", "", 1),
        ("งบประมาณ (บาท)", "", 1),
        ("งบประมาณ (ล้านบาท)", "", 1_000_000),
        ("งบประมาณ (หน่วย : พันบาท)", "", 1_000),
        ("งบประมาณ ล้านบาท", "", 1_000_000),
        ("วงเงิน (ลบ.)", "", 1_000_000),
        ("งบประมาณ (แสนบาท)", "", 100_000),
        ("งบประมาณ", "(หน่วย : ล้านบาท)\n", 1_000_000),
        ("งบประมาณ", "หน่วย: พันบาท\n", 1_000),
        ("งบประมาณ", "ตารางที่ 2 งบประมาณรายโครงการ (ล้านบาท)\n", 1_000_000),
        ("งบประมาณ (บาท)", "หน่วย: พันบาท\n", 1),
        ("งบประมาณ", "หน่วย : คน\n", 1),
    ],
)
def test_the_unit_of_money_travels_to_the_row(heading: str, above: str, unit: int) -> None:
    first, second, third = _plans(heading, "12.5", "3,000 บาท", "-", above=above)
    assert (first["budget_baht"], first["budget_unit_baht"]) == (Decimal("12.5") * unit, unit)
    assert (second["budget_baht"], second["budget_unit_baht"]) == (3000, 1)
    assert (third["budget_baht"], third["budget_status"], third["budget_unit_baht"]) == (None, "unstated", None)
    doubtful = heading == "งบประมาณ" and unit == 1  # nothing says so, and 12.5 baht is no budget
    assert [row["flags"] for row in (first, second, third)] == [["budget_unit_unsure"] * doubtful, [], []]


def test_a_unit_that_is_not_understood_flags_every_row_below_it() -> None:
    for heading in ("งบประมาณ (พันเหรียญ)", "งบประมาณ (ล้านชาท)"):  # a slip of recognition
        rows = _plans(heading, "12.5", "3,000 บาท", "-")
        assert [row["budget_baht"] for row in rows] == [None, 3000, None]
    assert rows[0]["budget_status"] == "amount"
    assert all("budget_unit_unread" in row["flags"] for row in rows)


@pytest.mark.parametrize(
    ("cell", "flag"),
    [
        ("1,250,OOO", "malformed_amount"),
        ("12,50,000", "malformed_amount"),
        ("500,000 - 600,000", "budget_unread"),
        ("500,000 บาท และ 300,000 บาท", "several_amounts"),
        ("#####", "malformed_amount"),
        ("คนละ 500 บาท", "budget_unread"),
        ("500,000 บาท (ห้าหมื่นบาทถ้วน)", "amount_words_differ"),
        ("5,000 USD", "budget_unread"),
    ],
)
def test_an_amount_that_cannot_be_read_is_null_and_flagged(cell: str, flag: str) -> None:
    (row,) = _plans("งบประมาณ", cell)
    assert (row["budget_baht"], row["budget_status"]) == (None, "amount")
    assert flag in row["flags"]
    assert row["budget_raw"] == cell


@pytest.mark.parametrize(
    "years", ["2567|2568|2569", "ปี ๖๗|ปี ๖๘|ปี ๖๙", "FY2024|FY2025|FY2026", "พ.ศ. 2567|พ.ศ. 2568|พ.ศ. 2569"]
)
def test_of_year_columns_the_own_year_counts(years: str) -> None:
    first, second = _columns("งบประมาณ (บาท)||", years, "1,000|2,000|3,000", "500|ไม่ใช้งบประมาณ|-")
    assert (first["budget_raw"], first["budget_baht"]) == ("2,000", 2000)
    assert [(one["fiscal_year"], one["baht"]) for one in first["amounts"]] == [(2567, 1000), (2568, 2000), (2569, 3000)]
    assert (second["budget_baht"], second["budget_status"]) == (None, "none")
    assert [one["fiscal_year"] for one in second["amounts"]] == [2567]
    assert not first["flags"] and not second["flags"]


def test_no_amount_of_another_year_is_taken() -> None:
    (row,) = _columns("งบประมาณ (บาท)|", "2569|2570", "1,000|2,000")
    assert (row["budget_baht"], row["budget_status"]) == (None, "by_year")
    assert row["flags"] == ["budget_year_missing"]


@pytest.mark.parametrize(
    ("heads", "subheads", "cells", "baht", "sources"),
    [
        ("งบประมาณ (บาท)||", "งบ กทม.|งบรัฐบาล|รวม", "1,000|500|1,500", "1500", ["งบ กทม.", "งบรัฐบาล"]),
        ("งบประมาณ (บาท)|", "แผ่นดิน|รายได้", "1,000|500", "1500", ["แผ่นดิน", "รายได้"]),
        ("งบประมาณ (บาท)|", "แผ่นดิน|รายได้", "1,000|-", "1000", ["แผ่นดิน"]),
        ("งบประมาณ|", "ที่ขอ|ที่ได้รับ", "9,000|500", "500", ["ที่ขอ", "ที่ได้รับ"]),
        ("งบประมาณที่ขอ|งบประมาณที่ได้รับ", "", "9,000|500", "500", ["งบประมาณที่ขอ", "งบประมาณที่ได้รับ"]),
        ("งบประมาณ (ล้านบาท)|", "แผ่นดิน|รายได้", "1.5|0.25", "1750000", ["แผ่นดิน", "รายได้"]),
        ("งบประมาณ|", "บาท|สตางค์", "1,000|25", "1000.25", []),
        ("งบประมาณ|", "บาท|สต.", "1,000|-", "1000", []),
    ],
)
def test_columns_of_money(heads: str, subheads: str, cells: str, baht: str, sources: list[str]) -> None:
    (row,) = _columns(heads, subheads, cells)
    assert row["budget_baht"] == Decimal(baht)
    assert [one["source"] for one in row["amounts"]] == sources
    assert row["flags"] == []


def test_quarters_are_added_up() -> None:
    quarters = "ไตรมาสที่ 1|ไตรมาสที่ 2|ไตรมาสที่ 3|ไตรมาสที่ 4"
    (row,) = _columns("งบประมาณ (บาท)|||", quarters, "100|200|300|400")
    assert row["budget_baht"] == 1000
    assert [one["source"] for one in row["amounts"]] == quarters.split("|")


def test_a_total_that_its_parts_do_not_make_is_flagged() -> None:
    (row,) = _columns("งบประมาณ (บาท)||", "งบ กทม.|งบรัฐบาล|รวม", "1,000|500|1,600")
    assert row["budget_baht"] == 1600
    assert row["flags"] == ["amounts_disagree"]


def test_one_unread_part_leaves_no_sum() -> None:
    (row,) = _columns("งบประมาณ (บาท)|", "แผ่นดิน|รายได้", "1,000|5OO")
    assert (row["budget_baht"], row["budget_status"]) == (None, "amount")
    assert "malformed_amount" in row["flags"]


@pytest.mark.parametrize(
    ("heading", "column", "cell", "value", "unit"),
    [
        ("ค่าเป้าหมาย (ร้อยละ)", None, "80", 80, "ร้อยละ"),
        ("ค่าเป้าหมาย (หน่วย : แห่ง)", None, "12", 12, "แห่ง"),
        ("ค่าเป้าหมาย (ร้อยละ)", None, "12 แห่ง", 12, "แห่ง"),
        ("ค่าเป้าหมาย (Target)", None, "12", 12, None),
        ("ค่าเป้าหมาย", "ล้านตัน", "1.5", 1_500_000, "ตัน"),
        ("ค่าเป้าหมาย", "ร้อยละ", "80", 80, "ร้อยละ"),
    ],
)
def test_the_unit_of_a_bare_target(heading: str, column: str | None, cell: str, value: float, unit: str | None) -> None:
    (row,) = _kpis(heading, cell, unit=column)
    assert (row["target_raw"], row["target_value"], row["target_unit"]) == (cell, value, unit)
    assert row["flags"] == []


@pytest.mark.parametrize(
    ("cell", "fields", "flags"),
    [
        ("ร้อยละ 75 - 85", {"target_value": 75, "target_max": 85}, []),
        ("ภายใน 30 ก.ย. 68", {"target_value": None, "target_date": "2568-09-30", "target_op": "<="}, []),
        ("ลดลงไม่น้อยกว่าร้อยละ 5", {"target_value": 5, "target_op": "decrease"}, []),
        ("3.4 ล้านครัวเรือน", {"target_value": 3_400_000, "target_unit": "ครัวเรือน"}, []),
        ("2 รุ่น รุ่นละ 50 คน", {"target_value": None}, ["target_unread"]),
        ("ร้อยละ 1OO", {"target_value": None}, ["target_unread"]),
        ("ร้อยละ 8 0", {"target_value": None}, ["target_unread"]),
        ("ร้อยละ 801", {"target_value": 801}, ["percent_over_100"]),
    ],
)
def test_targets_in_rows(cell: str, fields: dict[str, Any], flags: list[str]) -> None:
    (row,) = _kpis("ค่าเป้าหมาย", cell)
    assert {name: row[name] for name in fields} == fields
    assert set(flags) <= set(row["flags"]) and bool(flags) == bool(row["flags"])
    assert row["target_raw"] == cell


def test_a_ditto_mark_is_the_text_above() -> None:
    first, second, third = _plans("งบประมาณ", "1,000", '"', "-”-")
    assert [row["budget_baht"] for row in (first, second, third)] == [1000, 1000, 1000]
    rows = _kpis("ค่าเป้าหมาย", "“", "5 แห่ง", "〃")
    assert [row["target_value"] for row in rows] == [None, 5, 5]
    assert "ditto_unread" in rows[0]["flags"]
    assert [row["flags"] for row in rows[1:]] == [[], []]


def test_codes_that_are_left_over_are_flagged() -> None:
    header = "ลำดับที่|โครงการ/กิจกรรมสำคัญ|งบประมาณ|ส่วนราชการ|รหัสนโยบาย (3 หลัก) (ถ้ามี)\n"
    names = [("หนึ่ง", "012,013"), ("สอง", "P0123"), ("สาม", "P054 *")]
    table = header + "\n".join(f"{at}|โครงการ{name}|500|กองฝึก|{code}" for at, (name, code) in enumerate(names, 1))
    rows = _rows("plans", table, PLAN)
    assert [row["policy_codes"] for row in rows] == [["P012", "P013"], [], ["P054"]]
    assert [row["flags"] for row in rows] == [[], ["code_unread"], []]


def test_a_unit_in_brackets_where_no_column_holds_units() -> None:
    rows = _rows(
        "plans", "ลำดับที่|โครงการ/กิจกรรมสำคัญ|งบประมาณ\n1|โครงการสวน (กลุ่มงานสวน)|5\n2|โครงการสวน (ระยะที่ 2)|6", PLAN
    )
    assert [(row["project"], row["units"]) for row in rows] == [
        ("โครงการสวน", ["กลุ่มงานสวน"]),
        ("โครงการสวน (ระยะที่ 2)", []),
    ]


AGREEMENT = """แบบสรุปตัวชี้วัดเจรจาตกลงการประเมินผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568
สำนักพัฒนาสังคม กรุงเทพมหานคร

ที่|ชื่อตัวชี้วัด|ข้อมูลพื้นฐาน (Baseline Data)|เป้าหมาย|น้ำหนัก คะแนน|นิยามและวิธีคำนวณ
1.|จำนวนสวนที่สร้างเสร็จ|ปี 2566 : 5 ปี 2567 : 1O|12 แห่ง|10|นิยาม สวนที่เปิดให้ใช้

เกณฑ์การให้คะแนน “จำนวนสวนที่สร้างเสร็จ”
"""


@pytest.mark.parametrize(
    ("heading", "unit"),
    [("เกณฑ์ร้อยละความสำเร็จ", None), ("จำนวน (แห่ง)", "แห่ง"), ("เกณฑ์ (ครั้ง)", "ครั้ง"), ("ระยะเวลา (วัน)", "วัน")],
)
def test_thresholds_under_their_heading(heading: str, unit: str | None) -> None:
    cells = ["12", "10 - 11", "≤ 8", "ร้อยละ (5.0)", "4 0"]
    lines = [f"{5 - place}|{cell}|สร้างสวนตามแบบ|{10 - 2 * place}" for place, cell in enumerate(cells)]
    header = f"ระดับความสำเร็จ|{heading}|การดำเนินงาน|คะแนนที่ได้รับ"
    rows = _rows("rubrics", "\n".join([header, *lines]), AGREEMENT.replace("|", "\t"))
    read = [(row["threshold_op"], row["threshold_value"], row["threshold_max"], row["threshold_unit"]) for row in rows]
    assert read[:3] == [(None, 12, None, unit), (None, 10, 11, unit), ("<=", 8, None, unit)]
    assert [row["threshold_value"] for row in rows[3:]] == [None, None]
    assert [row["flags"] for row in rows] == [[], [], [], ["threshold_unread"], ["threshold_unread"]]
