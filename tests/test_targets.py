"""Targets, thresholds and the targets at the end of a key result."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from phaen.normalizers.targets import Target, parse_target, parse_threshold, split_trailing_target, unit_in_heading


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
        ("70 ท่อนขึ้นไป", ">=", 70, "ท่อน"),
        ("40 หลุมลงมา", "<=", 40, "หลุม"),
        ("15 ซุ้มเป็นอย่างน้อย", ">=", 15, "ซุ้ม"),
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
        ("ประชาชนพึงพอใจต่อบริการ (เป้าหมาย : ร้อยละ 85)", "ประชาชนพึงพอใจต่อบริการ", "ร้อยละ 85"),
        ("ประชาชนพึงพอใจต่อบริการ ค่าเป้าหมาย ร้อยละ 85", "ประชาชนพึงพอใจต่อบริการ", "ร้อยละ 85"),
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


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("ร้อยละ 75 - 85", Target(None, 75, "ร้อยละ", max=85)),
        ("75% - 85%", Target(None, 75, "ร้อยละ", max=85)),
        ("3-5 วัน", Target(None, 3, "วัน", max=5)),
        ("1.5 - 2 ล้านคน", Target(None, 1_500_000, "คน", max=2_000_000)),
        ("ลดลงร้อยละ 10", Target("decrease", 10, "ร้อยละ")),
        ("ลดลงไม่น้อยกว่าร้อยละ 5", Target("decrease", 5, "ร้อยละ")),
        ("ลดลงเหลือไม่เกิน 5 ราย", Target("<=", 5, "ราย")),
        ("ภายใน 15 วันทำการ", Target("<=", 15, "วันทำการ")),
        ("ภายใน 30 กันยายน 2568", Target("<=", date="2568-09-30")),
        ("ภายในเดือน ส.ค. 68", Target("<=", date="2568-08")),
        ("31/03/2568", Target(date="2568-03-31")),
        ("30 ก.ย. 2025", Target(date="2568-09-30")),
        ("3.4 ล้านครัวเรือน", Target(None, 3_400_000, "ครัวเรือน")),
        ("2 พันธุ์", Target(None, 2, "พันธุ์")),
        ("1/2 ของจำนวนทั้งหมด", Target(None, 0.5)),
        ("ผ่านเกณฑ์ 8 ใน 10 ข้อ", Target(None, 8, "ข้อ")),
        ("ค่าเฉลี่ย 3.51 ขึ้นไป (จากคะแนนเต็ม 5)", Target(">=", 3.51)),
        ("ไม่ต่ำกว่า 4.00 จากคะแนนเต็ม 5.00", Target(">=", 4)),
        ("80 ของผู้เข้าร่วม", Target(None, 80)),
        ("มาตรฐาน ISO 9001:2015 จำนวน 2 แห่ง", Target(None, 2, "แห่ง")),
        ("PM 2.5 ไม่เกิน 37.5 มคก.", Target("<=", 37.5, "มคก")),
        ("ผู้สูงอายุ 60 ปีขึ้นไป ร้อยละ 80", Target(None, 80, "ร้อยละ")),
        ("นักเรียน ป.1 - ป.6 จำนวน 200 คน", Target(None, 200, "คน")),
        ("2. ร้อยละ 80", Target(None, 80, "ร้อยละ")),
        ("1,200 คน", Target(None, 1200, "คน")),
        ("1 200 คน", Target(None, 1200, "คน")),
        ("น้อยกว่า -1.5", Target("<", -1.5)),
        ("-5 แห่ง", Target(None, 5, "แห่ง")),
        ("ร้อยละ 100 (๓๖๐ ห้อง)", Target(None, 100, "ร้อยละ")),
        ("ระดับดี (ร้อยละ 80)", Target(None, 80, "ร้อยละ")),
        ("ครั้งที่ 2/2568 จำนวน 3 เรื่อง", Target(None, 3, "เรื่อง")),
        ("เพิ่มขึ้นจากปี 2567 ร้อยละ 5", Target("increase", 5, "ร้อยละ")),
        ("=> 80%", Target(">=", 80, "ร้อยละ")),
        ("ร้อยละ 801", Target(None, 801, "ร้อยละ", ("percent_over_100",))),
    ],
)
def test_what_a_target_says(text: str, target: Target) -> None:
    assert parse_target(text) == target


@pytest.mark.parametrize(
    "text",
    [
        *("ร้อยละ 1OO", "ร้อยละ l00", "ร้อยละ 8O", "ร้อยละ O", "ร้อยละ 8 0", "ร้อยละ 99,5", "ร้อยละ (2.5)", "(5)"),
        *("ร้อยละ ~85", "ร้อยละ 80 ± 2", "80+", "+5%", "ลบ 5", "1 : 800 คน", "ร้อยละ 80, 90", "ร้อยละ 80 และ 90"),
        *("50 เขต ๆ ละ 2 ชุมชน", "200 คน ผ่านร้อยละ 80", "เพิ่มจาก 50 เป็น 60 แห่ง", "1.250 ราย", "ร้อยละ 80 - 75"),
        *("ภายใน 30 กันยายน", "31 กุมภาพันธ์ 2568", "1.2.3.4", "80\ufffd", "5a", "ร้อยละ 80/85/90"),
    ],
)
def test_a_target_that_is_not_used_up_has_no_value(text: str) -> None:
    target = parse_target(text)
    assert (target.value, target.max, target.date) == (None, None, None)
    assert target.flags == ("target_unread",)
    assert target.left


@pytest.mark.parametrize(
    "text",
    ["1) จัดอบรม 2 รุ่น 2) ผู้ผ่าน ร้อยละ 80", "① 2 รุ่น ② ร้อยละ 80", "- เพิ่มขึ้น 2 รุ่น - เพิ่มขึ้น 5 คน", "2 รุ่น\nร้อยละ 80"],
)
def test_of_a_list_the_first_target_counts(text: str) -> None:
    target = parse_target(text)
    assert (target.value, target.unit, target.flags) == (2, "รุ่น", ("several_targets",))


WORDINGS = ["{}", "ร้อยละ {}", "อย่างน้อย {} แห่ง", "จำนวน {} คน", "ไม่เกิน {} วัน", "{} ครั้งขึ้นไป", "ปี 2568 ร้อยละ {}"]
NOISE = ["", " (ปี 2567 ร้อยละ 70)", " (5 แห่ง)", " ตาม ISO 9001:2015", " ภายในปี 2568", " ไตรมาสที่ 3"]
LEFT_OVER = [" และ 7", " ของ 50 เขต", " x 3", " = 5", ", 9", " 1O", " ต่อ 3 เดือน", "\n7"]
figures = st.integers(0, 100) | st.decimals(0, 100, places=2, allow_nan=False)


@given(figures, st.sampled_from(WORDINGS), st.sampled_from(NOISE))
def test_a_planted_figure_is_found(figure: object, wording: str, noise: str) -> None:
    target = parse_target(wording.format(figure) + noise)
    assert target.value == float(str(figure))
    assert target.flags == () and target.left == ()


@given(figures, st.sampled_from(WORDINGS), st.sampled_from(NOISE), st.sampled_from(LEFT_OVER))
def test_no_digit_is_left_over_in_silence(figure: object, wording: str, noise: str, more: str) -> None:
    target = parse_target(wording.format(figure) + more + noise)
    assert target.flags
    assert target.value is None or "several_targets" in target.flags


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("ค่าเป้าหมาย (ร้อยละ)", "ร้อยละ"),
        ("เป้าหมาย (%)", "ร้อยละ"),
        ("เป้าหมาย (หน่วย : แห่ง)", "แห่ง"),
        ("เป้าหมาย (ล้านตัน)", "ล้านตัน"),
        ("ค่าเป้าหมาย (Target)", None),
        ("ค่าเป้าหมาย (ตามแบบ ปผ. 01)", None),
        ("ค่าเป้าหมาย", None),
    ],
)
def test_the_unit_in_a_heading(heading: str, unit: str | None) -> None:
    assert unit_in_heading(heading) == unit


def test_a_unit_column_counts_its_scale_word() -> None:
    assert parse_target("1.5", "ล้านตัน") == Target(None, 1_500_000, "ตัน")
    assert parse_target("1.5 - 2", "ล้านตัน") == Target(None, 1_500_000, "ตัน", max=2_000_000)
    assert parse_target("5 แห่ง", "ล้านตัน") == Target(None, 5, "แห่ง")


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("≤ 60", ("<=", 60, None, None)),
        ("ร้อยละ -2.5", (None, -2.5, None, "ร้อยละ")),
        ("ร้อยละ 80.00 - 84.99", (None, 80, 84.99, "ร้อยละ")),
        ("ดำเนินการถึงขั้นตอนที่ 3", (None, 3, None, "ขั้นตอน")),
        ("ไม่ดำเนินการ", (None, None, None, None)),
    ],
)
def test_thresholds(text: str, fields: tuple[object, ...]) -> None:
    threshold = parse_threshold(text)
    assert (threshold.op, threshold.value, threshold.max, threshold.unit) == fields
    assert parse_threshold("ร้อยละ (5.0)").flags == ("threshold_unread",)
