"""Targets, thresholds and the targets at the end of a key result."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from phaen.normalizers.targets import Target, parse_target, parse_threshold, split_trailing_target


@pytest.mark.parametrize(
    ("text", "op", "value", "unit"),
    [
        ("อย่างน้อย 3 โครงการ/กิจกรรม", ">=", 3, "โครงการ/กิจกรรม"),
        ("ร้อยละ 100 (120 ผลิตภัณฑ์)", None, 100, "ร้อยละ"),
        ("ระดับ ๔", None, 4, "ระดับ"),
        ("ระดับ 4 ขึ้นไป", ">=", 4, "ระดับ"),
        ("1 ฉบับ", None, 1, "ฉบับ"),
        ("มีกลไก จัดการ ข้อร้องเรียน อย่างน้อย 1 ระบบ", ">=", 1, "ระบบ"),
        ("รายได้เพิ่มขึ้น ร้อยละ 10 จากปี ที่ผ่านมา", "increase", 10, "ร้อยละ"),
        ("เพิ่มขึ้นไม่น้อยกว่าร้อยละ 10", ">=", 10, "ร้อยละ"),
        ("ผู้ประกอบการ เพิ่มขึ้น 10 ราย/ปี", "increase", 10, "ราย"),
        ("ไม่น้อยกว่าร้อยละ 80", ">=", 80, "ร้อยละ"),
        ("ไม่ต่ำกว่า 3.51 คะแนน", ">=", 3.51, "คะแนน"),
        ("ไม่เกินร้อยละ ๕", "<=", 5, "ร้อยละ"),
        ("น้อยกว่า 30 นาที", "<", 30, "นาที"),
        ("มากกว่าร้อยละ 70", ">", 70, "ร้อยละ"),
        ("มากกว่าหรือเท่ากับ 85", ">=", 85, None),
        ("ร้อยละ 80 ขึ้นไป", ">=", 80, "ร้อยละ"),
        ("ร้อยละ 80 พึงพอใจในระดับมากขึ้นไป", None, 80, "ร้อยละ"),
        ("≥ 80%", ">=", 80, "ร้อยละ"),
        ("3 ครั้งขึ้นไป", ">=", 3, "ครั้ง"),
        ("80 %", None, 80, "ร้อยละ"),
        ("ปี 2568 ร้อยละ 80", None, 80, "ร้อยละ"),
        ("12 ครั้งต่อปี", None, 12, "ครั้ง"),
        ("10 ราย/ปีงบประมาณ", None, 10, "ราย"),
        ("1 หน่วย\nงาน", None, 1, "หน่วยงาน"),
        ("1 โครงการ/\nกิจกรรม", None, 1, "โครงการ/กิจกรรม"),
        ("3 หน่วยงานที่มีข้อมูล", None, 3, "หน่วยงาน"),
        ("1,500 คน", None, 1500, "คน"),
        ("ร้อยละความสำเร็จ 80", None, 80, "ร้อยละ"),
        ("100", None, 100, None),
        ("ระดับดีมาก", None, None, None),
        ("-", None, None, None),
        ("", None, None, None),
    ],
)
def test_parse_target(text: str, op: str | None, value: float | None, unit: str | None) -> None:
    assert parse_target(text) == Target(op, value, unit)


def test_a_cell_with_several_targets_is_flagged() -> None:
    target = parse_target("- ผู้เข้าร่วม เพิ่มขึ้น 10 ราย/ปี - สินค้า เพิ่มขึ้น 20 ชิ้น/ปี")
    assert target == Target("increase", 10, "ราย", ("several_targets",))


@pytest.mark.parametrize(
    ("text", "value", "unit", "flags"),
    [
        ("ร้อยละ ๑๐๐", 100, "ร้อยละ", ()),
        ("≤ 60", 60, None, ()),
        ("80", 80, None, ()),
        ("ระดับ 5", 5, "ระดับ", ()),
        ("ร้อยละ 80 - 89", 80, "ร้อยละ", ()),
        ("-", None, None, ()),
    ],
)
def test_parse_threshold(text: str, value: float | None, unit: str | None, flags: tuple[str, ...]) -> None:
    threshold = parse_threshold(text)
    assert (threshold.value, threshold.unit, threshold.flags) == (value, unit, flags)


@pytest.mark.parametrize(
    ("text", "name", "target"),
    [
        ("ลดปริมาณกระดาษในการพิมพ์ ร้อยละ 100", "ลดปริมาณกระดาษในการพิมพ์", "ร้อยละ 100"),
        ("ขยายกลุ่มเป้าหมาย ระดับ 5", "ขยายกลุ่มเป้าหมาย", "ระดับ 5"),
        ("ความพึงพอใจของประชาชน (ร้อยละ 80)", "ความพึงพอใจของประชาชน", "ร้อยละ 80"),
        ("ประชาชนพึงพอใจ ไม่น้อยกว่าร้อยละ 80", "ประชาชนพึงพอใจ", "ไม่น้อยกว่าร้อยละ 80"),
        ("รายได้เพิ่มขึ้น ร้อยละ 20 จากฐานเดิม", "รายได้เพิ่มขึ้น ร้อยละ 20 จากฐานเดิม", None),
        ("ร้อยละ 100", "ร้อยละ 100", None),
    ],
)
def test_split_trailing_target(text: str, name: str, target: str | None) -> None:
    assert split_trailing_target(text) == (name, target)


@given(
    st.integers(0, 10**6),
    st.sampled_from(["", "ไม่น้อยกว่า", "ไม่เกิน", "อย่างน้อย "]),
    st.sampled_from(["ครั้ง", "คน", "หน่วยงาน"]),
)
def test_counts_read_back(value: int, word: str, unit: str) -> None:
    op = {"": None, "ไม่เกิน": "<="}.get(word, ">=")
    assert parse_target(f"{word}{value:,} {unit}") == Target(op, value, unit)
