"""Sheets of one project: what their headings tell, numbered or not, and that lists and sheets of one project agree."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from phaen.extractors.forms.project_sheets import head_of, money_of
from phaen.pipeline.audit.rules import budget_conflict, budget_total
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.extract import ExtractOptions, extract_document

TITLE = ("แผนปฏิบัติการประจำปีงบประมาณ 2569", "โรงเรียนบ้านสมมุติ", "")
SHEET = (
    "โครงการแปลงผักสวนครัว",
    "แผนงาน : พัฒนาทักษะอาชีพ",
    "ผู้รับผิดชอบโครงการ : นางสาวจันทร์ งามดี",
    "1. หลักการและเหตุผล",
    "โรงเรียนมีพื้นที่ว่าง 2 ไร่ นักเรียนร้อยละ 40 ขาดผักในอาหารกลางวัน",
    "2. วัตถุประสงค์",
    "2.1 เพื่อให้นักเรียนปลูกผักเป็น",
    "2.2 เพื่อให้มีผักปลอดสารพิษ",
    "3. เป้าหมาย",
    "นักเรียน 120 คน",
    "4. ระยะเวลาดำเนินการ",
    "1 มิถุนายน 2569 - 30 กันยายน 2569",
    "5. งบประมาณ",
    "จำนวน 14,500 บาท",
    "6. ผลที่คาดว่าจะได้รับ",
    "นักเรียนมีผักรับประทานตลอดปี",
)
LIST = ("ที่ | โครงการ | งบประมาณ (บาท) | ผู้รับผิดชอบ", "1 | โครงการแปลงผักสวนครัว | {} | นางสาวจันทร์ งามดี")
TOTAL = ("2 | โครงการห้องสมุด | 5,500 | นายสมชาย ใจกว้าง", "รวม |  | 20,000 | ")


def read(*lines: str) -> dict[str, list[dict[str, Any]]]:
    text = "\n".join(line.replace(" | ", "\t") for line in (*TITLE, *lines))
    return dict(extract_document(text.encode(), "typed.txt", ExtractOptions(ocr="never", statements=False)).tables)


def unnumbered(line: str) -> str:
    return line[3:] if line[:1].isdigit() and line[1] == "." and line[2] == " " else line


@pytest.mark.parametrize("numbers", [True, False])
@pytest.mark.parametrize("name", ["โครงการแปลงผักสวนครัว", "ชื่อโครงการ : แปลงผักสวนครัว", "1. ชื่อโครงการ แปลงผักสวนครัว"])
def test_the_headings_of_a_sheet_tell_of_its_project(name: str, numbers: bool) -> None:
    (line,) = read(name, *(line if numbers else unnumbered(line) for line in SHEET[1:]))["plans"]
    assert line["project"].removeprefix("โครงการ") == "แปลงผักสวนครัว"
    assert (line["budget_baht"], line["units"]) == (Decimal(14500), ["นางสาวจันทร์ งามดี"])
    assert line["purpose"] == "2.1 เพื่อให้นักเรียนปลูกผักเป็น 2.2 เพื่อให้มีผักปลอดสารพิษ"
    assert (line["programme"], line["output_target"]) == ("พัฒนาทักษะอาชีพ", "นักเรียน 120 คน")
    assert (line["start_month"], line["end_month"]) == ("2569-06", "2569-09")
    assert line["expected_result"] == "นักเรียนมีผักรับประทานตลอดปี"
    assert line["flags"] == []


@pytest.mark.parametrize("number", ["", "{}. "])
def test_a_sheet_in_a_table_of_two_columns(number: str) -> None:
    told = (
        ("ชื่อโครงการ", "โครงการอบรมช่างชุมชน"),
        ("ผู้รับผิดชอบ", "แผนกช่างยนต์"),
        ("หลักการและเหตุผล", "ชุมชนขาดช่าง ร้อยละ 30"),
        ("วัตถุประสงค์", "เพื่ออบรมช่าง"),
        ("เป้าหมาย", "ผู้เข้าอบรม 40 คน"),
        ("ตัวชี้วัด", "ร้อยละของผู้ผ่านการอบรม"),
        ("งบประมาณ", "35,000 บาท"),
        ("การติดตามและประเมินผล", "แบบประเมิน"),
    )
    data = read(*(f"{number.format(n)}{head} | {text}" for n, (head, text) in enumerate(told, 1)))
    without_reasons = read(*(f"{number.format(n)}{head} | {text}" for n, (head, text) in enumerate(told, 1) if n != 3))
    assert (len(without_reasons["plans"]), without_reasons["kpis"]) == (1, [])
    (line,) = data["plans"]
    assert (line["project"], line["budget_baht"], line["units"]) == (
        "โครงการอบรมช่างชุมชน",
        Decimal(35000),
        ["แผนกช่างยนต์"],
    )
    assert (line["output_target"], line["success_measure"]) == ("ผู้เข้าอบรม 40 คน", "ร้อยละของผู้ผ่านการอบรม")
    assert (data["kpis"], line["flags"]) == ([], [])


def test_values_behind_their_headings_and_two_sheets() -> None:
    other = (
        "โครงการซ่อมอาคาร",
        "หลักการและเหตุผล : อาคารชำรุด",
        "วัตถุประสงค์ : เพื่อซ่อมหลังคา",
        "งบประมาณ 30,000 บาท",
        "ผลที่คาดว่าจะได้รับ : อาคารปลอดภัย",
    )
    lines = read(*SHEET, "ลงชื่อ ........ ผู้เสนอโครงการ", *other)["plans"]
    assert [(row["project"], row["budget_baht"], row["expected_result"]) for row in lines] == [
        ("โครงการแปลงผักสวนครัว", Decimal(14500), "นักเรียนมีผักรับประทานตลอดปี"),
        ("โครงการซ่อมอาคาร", Decimal(30000), "อาคารปลอดภัย"),
    ]


def test_indicators_in_the_table_of_a_sheet_are_the_projects() -> None:
    table = ("7. ตัวชี้วัดความสำเร็จ", "ตัวชี้วัดความสำเร็จ | ค่าเป้าหมาย | วิธีวัด", "ร้อยละของนักเรียนที่ปลูกผักเป็น | ร้อยละ 90 | สังเกต")
    data = read(*SHEET, *table)
    (kpi,) = data["kpis"]
    assert (kpi["base"], kpi["listings"], kpi["target_value"]) == ("project", ["project_table"], 90.0)
    assert data["plans"][0]["success_measure"] == "ร้อยละของนักเรียนที่ปลูกผักเป็น"
    goals = read("ตัวชี้วัด | ค่าเป้าหมาย | หน่วยงานรับผิดชอบ", "ร้อยละของนักเรียนที่ปลูกผักเป็น | ร้อยละ 90 | วิชาการ")
    assert goals["kpis"][0]["base"] == "goal"


def test_money_told_in_a_table_is_not_taken_for_none() -> None:
    table = ("รายการ | จำนวนหน่วย | ราคา", "เมล็ดพันธุ์ | 20 ซอง | 1,500")
    (line,) = read(*SHEET[:-4], "5. งบประมาณ", *table, *SHEET[-2:])["plans"]
    assert line["budget_baht"] is None
    assert "figure_unread" in line["flags"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("จำนวน 9,000 บาท\nค่าวัสดุ 6,000 บาท\nค่าวิทยากร 3,000 บาท", "จำนวน 9,000 บาท"),
        ("ค่าวัสดุ 6,000 บาท\nค่าวิทยากร 2 คน คนละ 1,500 บาท เป็นเงิน 3,000 บาท\nรวม 9,000 บาท", "รวม 9,000 บาท"),
        ("ค่าวัสดุ 6,000 บาท\nค่าวิทยากร 3,000 บาท", None),
        ("จำนวน 8,000 บาท\nค่าวัสดุ 6,000 บาท\nค่าวิทยากร 3,000 บาท", None),
    ],
)
def test_the_whole_of_several_sums_is_the_one_that_the_others_make(text: str, told: str | None) -> None:
    assert money_of(text) == (told or text)


@pytest.mark.parametrize(
    "line", ["2.1 วัตถุประสงค์เฉพาะ", "เป้าหมายของงานนี้คือสร้างสุข", "งบประมาณแผ่นดินลดลง", "กิจกรรมกลุ่มสัมพันธ์"]
)
def test_what_only_begins_like_a_heading_is_none(line: str) -> None:
    assert head_of(line) is None


def test_reasons_without_a_project_make_no_sheet() -> None:
    assert read("ส่วนที่ 1 บทนำ", *SHEET[3:7], *SHEET[8:10])["plans"] == []


@pytest.mark.parametrize("amount", ["14,500", "16,000"])
def test_a_sheet_and_the_list_tell_one_amount(amount: str) -> None:
    data = Tables(read(*SHEET, "", "สรุปโครงการ", "", LIST[0], LIST[1].format(amount), *TOTAL))
    assert len(list(budget_conflict.check(data))) == (amount != "14,500")
    assert len(list(budget_total.check(data))) == (amount != "14,500")
