"""Indicator names and their labels."""

from __future__ import annotations

import pytest
from phaen.normalizers.names import IndicatorName, item_number, parse_indicator, strip_label


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KR 2 : พัฒนาระบบ", IndicatorName("พัฒนาระบบ", "2")),
        ("OKR 7402 : จัดตั้งศูนย์", IndicatorName("จัดตั้งศูนย์", code="7402")),
        ("7402 : จัดตั้งศูนย์", IndicatorName("จัดตั้งศูนย์", code="7402")),
        ("รหัส 7402: จัดตั้งศูนย์", IndicatorName("จัดตั้งศูนย์", code="7402")),
        ("2568 : จัดตั้งศูนย์", IndicatorName("2568 : จัดตั้งศูนย์")),
        ("KPI ๕.๑.๒.๑ : ความสำเร็จ", IndicatorName("ความสำเร็จ", "5.1.2.1")),
        ("ตัวชี้วัดที่ 3 ร้อยละของงาน", IndicatorName("ร้อยละของงาน", "3")),
        ("ตัวชี้วัดความสำเร็จ", IndicatorName("ตัวชี้วัดความสำเร็จ")),
        ("๓.๑ ร้อยละความสำเร็จ", IndicatorName("ร้อยละความสำเร็จ", "3.1")),
        ("10. มีระบบรับเงิน *", IndicatorName("มีระบบรับเงิน", "10")),
        ("50 เขต มีความพร้อม", IndicatorName("50 เขต มีความพร้อม")),
        ("1.5 เท่าของรายได้เดิม", IndicatorName("1.5 เท่าของรายได้เดิม")),
        (
            "2.1 ร้อยละของการเบิกจ่าย (กำหนดค่าน้ำหนักคะแนนร้อยละ 10 รับผิดชอบโดยสำนักงบประมาณ)",
            IndicatorName("ร้อยละของการเบิกจ่าย", "2.1", weight=10, lead="สำนักงบประมาณ"),
        ),
        (
            "๒.๓ ระดับความสำเร็จ กำหนดค่าน้ำหนักคะแนน ร้อยละ ๕ รับผิดชอบโดยสำนักงาน ก.ก.",
            IndicatorName("ระดับความสำเร็จ", "2.3", weight=5, lead="สำนักงาน ก.ก."),
        ),
        (
            "2.4 ร้อยละของหนังสือที่ตอบทันเวลา (น้ำหนักร้อยละ 5 กองกลาง กทม. เป็นผู้รับผิดชอบ)",
            IndicatorName("ร้อยละของหนังสือที่ตอบทันเวลา", "2.4", weight=5, lead="กองกลาง กทม."),
        ),
        ("5.1 ความสำเร็จ (ค่าน้ำหนัก 10 คะแนน)", IndicatorName("ความสำเร็จ", "5.1", weight=10)),
        ("ร้อยละของน้ำหนักขยะที่ลดลง", IndicatorName("ร้อยละของน้ำหนักขยะที่ลดลง")),
        (
            "5. ศูนย์อาหาร (Food Center) (เป้าหมาย : ระดับ\n5) ผู้รับผิดชอบ :\nกลุ่มงานอาคาร ส่วนบริหารกลาง",
            IndicatorName("ศูนย์อาหาร (Food Center)", "5", target="ระดับ 5", units=("กลุ่มงานอาคาร ส่วนบริหารกลาง",)),
        ),
        ("จำนวนกลุ่มเป้าหมาย : คน", IndicatorName("จำนวนกลุ่มเป้าหมาย : คน")),
    ],
)
def test_parse_indicator(text: str, expected: IndicatorName) -> None:
    assert parse_indicator(text) == expected


@pytest.mark.parametrize(
    "text", ["KR 2 : พัฒนาระบบ", "2.1 ร้อยละของการเบิกจ่าย (กำหนดค่าน้ำหนักคะแนนร้อยละ 10)", "ระดับความสำเร็จ"]
)
def test_a_bare_name_stays(text: str) -> None:
    name = parse_indicator(text).name
    assert parse_indicator(name) == IndicatorName(name)


def test_strip_label() -> None:
    assert strip_label("ผลผลิต : งานบริหาร") == "งานบริหาร"
    assert strip_label("KR 2 : พัฒนา") == "พัฒนา"
    assert strip_label("1. ผลผลิตการบริหาร") == "1. ผลผลิตการบริหาร"


@pytest.mark.parametrize(
    ("text", "number"),
    [("๑)", "1"), ("(2)", "2"), ("2.1.", "2.1"), ("[3]", "3"), ("4 *", "4"), ("", None), (" ", None), ("๑๐", "10")],
)
def test_item_number(text: str, number: str | None) -> None:
    assert item_number(text) == number


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("(3101) ร้อยละของเรื่องที่แก้ไข", "ร้อยละของเรื่องที่แก้ไข", "3101"),
        ("[2202] จำนวนสวน", "จำนวนสวน", "2202"),
        ("(รหัส KR 7402) จำนวนเมือง", "จำนวนเมือง", "7402"),
        ("(2568) จำนวนเมือง", "(2568) จำนวนเมือง", None),
        ("จำนวนเมือง (3101)", "จำนวนเมือง (3101)", None),
    ],
)
def test_a_code_in_brackets_before_the_name(text: str, name: str, code: str | None) -> None:
    parsed = parse_indicator(text)
    assert (parsed.name, parsed.code) == (name, code)


def test_the_weight_clause_may_be_broken_over_lines() -> None:
    parsed = parse_indicator("จำนวนสวน (กำหนดค่าน้ำหนักคะแนนร้อยละ 5 รับผิดชอบ โดย กองสวน)")
    assert (parsed.name, parsed.weight, parsed.lead) == ("จำนวนสวน", 5, "กองสวน")
