"""The definition cell is cut at its inner headings."""

from __future__ import annotations

import pytest
from phaen.extractors.forms.details import split_details


@pytest.mark.parametrize(
    "text",
    [
        "นิยาม\nระบบ หมายถึง โปรแกรม\nวิธีคำนวณ\nนับจำนวนระบบ\nวิธีเก็บข้อมูล/หลักฐาน\nรายงานผล",
        "นิยาม ระบบ หมายถึง โปรแกรม วิธีคำนวณ : นับจำนวนระบบ วิธีเก็บข้อมูล/หลักฐาน รายงานผล",
        "ระบบ หมายถึง โปรแกรม\nค่าเป้าหมาย ระดับ 5\nวิธีคำนวณ/วัดผลการดำเนินงาน/สูตรคำนวณ นับจำนวนระบบวิธีเก็บข้อมูล/หลักฐาน รายงานผล",
    ],
)
def test_three_parts_without_their_headings(text: str) -> None:
    assert split_details(text) == {
        "definition": "ระบบ หมายถึง โปรแกรม",
        "calculation": "นับจำนวนระบบ",
        "evidence": "รายงานผล",
    }


def test_inner_headings_of_the_evidence_stay() -> None:
    parts = split_details("วิธีเก็บข้อมูล/หลักฐาน\nวิธีเก็บข้อมูล\nบันทึกผ่านแบบฟอร์ม\nหลักฐาน\n1. แผนงาน")
    assert parts == {"evidence": "วิธีเก็บข้อมูล\nบันทึกผ่านแบบฟอร์ม\nหลักฐาน\n1. แผนงาน"}


def test_target_word_inside_a_sentence_does_not_end_the_definition() -> None:
    text = "นิยาม ความสำเร็จตามค่าเป้าหมายที่กำหนดไว้ในแผน"
    assert split_details(text) == {"definition": "ความสำเร็จตามค่าเป้าหมายที่กำหนดไว้ในแผน"}


def test_text_without_headings_is_a_definition() -> None:
    assert split_details("ตามที่ สยป. กำหนด") == {"definition": "ตามที่ สยป. กำหนด"}
    assert split_details("") == {}
