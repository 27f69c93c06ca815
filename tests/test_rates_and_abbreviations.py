"""Rates keep what they are counted to; abbreviations beside each other are units and agencies of their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from phaen.normalizers.agencies import split_agencies
from phaen.normalizers.targets import may_hold_target, parse_target, split_trailing_target
from phaen.normalizers.units import split_units

BASES = ("ต่อประชากรแสนคน", "ต่อแสนประชากร", "ต่อพันการเกิดมีชีพ", "ต่อวัน", "ต่อครั้ง", "ต่อคนต่อวัน", "ต่อ 100,000 ประชากร")


@pytest.mark.parametrize(
    ("text", "op", "value", "unit"),
    [
        ("ไม่เกิน 6 คน ต่อประชากรแสนคน", "<=", 6, "คนต่อประชากรแสนคน"),
        ("ไม่เกิน ๙.๕ ต่อประชากรแสนคน", "<=", 9.5, "ต่อประชากรแสนคน"),
        ("ไม่เกิน 4 ต่อพันการเกิดมีชีพ", "<=", 4, "ต่อพันการเกิดมีชีพ"),
        ("ไม่เกิน 7 ราย ต่อประชากร 100,000 คน", "<=", 7, "รายต่อประชากร 100,000 คน"),
        ("ภายใน 20 นาทีต่อราย", "<=", 20, "นาทีต่อราย"),
        ("40 คนต่อวันขึ้นไป", ">=", 40, "คนต่อวัน"),
        ("180 ลิตรต่อคนต่อวัน", None, 180, "ลิตรต่อคนต่อวัน"),
        ("6 ครั้ง / สัปดาห์", None, 6, "ครั้ง/ สัปดาห์"),
        ("6 ครั้งต่อปี", None, 6, "ครั้ง"),
        ("2 โครงการต่อเนื่อง", None, 2, "โครงการ"),
        ("5 ด้านต่อผู้บริหาร", None, 5, "ด้าน"),
        ("ร้อยละ 5 ต่อปี", None, 5, "ร้อยละ"),
    ],
)
def test_rates(text: str, op: str | None, value: float, unit: str) -> None:
    target = parse_target(text)
    assert (target.op, target.value, target.flags) == (op, value, ())
    assert (target.unit or "").replace(" ", "") == unit.replace(" ", "")


@given(st.integers(1, 9999), st.sampled_from(["", "คน", "ราย", "ครั้ง"]), st.sampled_from(BASES))
def test_any_rate_keeps_its_figure_and_its_base(figure: int, noun: str, base: str) -> None:
    target = parse_target(f"ไม่เกิน {figure} {noun} {base}")
    assert (target.op, target.value, target.flags) == ("<=", figure, ())
    assert (target.unit or "").replace(" ", "") == f"{noun}{base}".replace(" ", "")


@pytest.mark.parametrize(
    ("text", "name", "target"),
    [
        ("ชุมชนคัดแยกขยะครบวงจร ไม่น้อยกว่า 25 แห่ง", "ชุมชนคัดแยกขยะครบวงจร", "ไม่น้อยกว่า 25 แห่ง"),
        ("จัดลานกีฬายามเย็น อย่างน้อย ๖ ครั้ง/ปี", "จัดลานกีฬายามเย็น", "อย่างน้อย ๖ ครั้ง/ปี"),
        ("อัตราตายบนถนนลดลง ไม่เกิน 5 รายต่อประชากรแสนคน", "อัตราตายบนถนนลดลง", "ไม่เกิน 5 รายต่อประชากรแสนคน"),
        ("ผู้รับบริการพึงพอใจ > 85%", "ผู้รับบริการพึงพอใจ", "> 85%"),
        ("ผู้ผ่านการอบรมอาชีพ 120 คน", "ผู้ผ่านการอบรมอาชีพ 120 คน", None),
        ("เดินถึงสวนได้ภายใน 15 นาที", "เดินถึงสวนได้ภายใน 15 นาที", None),
        ("พื้นที่สีเขียวเพิ่มขึ้น 15 ไร่", "พื้นที่สีเขียวเพิ่มขึ้น 15 ไร่", None),
    ],
)
def test_counts_at_the_end_of_a_key_result(text: str, name: str, target: str | None) -> None:
    """With a word of comparison it is the target; without one the name keeps it, and the row says so."""
    assert split_trailing_target(text) == (name, target)
    assert target is not None or may_hold_target(text)


@pytest.mark.parametrize(
    "text", ["แผนปี 2568", "ผ่านมาตรฐาน ISO 9001:2015", "ลดฝุ่น PM 2.5", "แผนระยะที่ 2", "ผู้รับบริการพึงพอใจ", "3R ในชุมชน"]
)
def test_names_with_digits_hold_no_target(text: str) -> None:
    assert not may_hold_target(text)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("รพ.กลาง รพ.ตากสิน", ["รพ.กลาง", "รพ.ตากสิน"]),
        ("รพ.กลาง\nรพ.ตากสิน\nรพ.สิรินธร", ["รพ.กลาง", "รพ.ตากสิน", "รพ.สิรินธร"]),
        ("รพ.กลาง และ รพ.ตากสิน", ["รพ.กลาง", "รพ.ตากสิน"]),
        ("กพร. / กบห.", ["กพร.", "กบห."]),
        ("กยผ.และกบค.", ["กยผ.", "กบค."]),
        ("กยผ. กบค.", ["กยผ.", "กบค."]),
        ("ศบส. 41 ศบส. 52", ["ศบส. 41", "ศบส. 52"]),
        ("ฝ.ทะเบียน ฝ.ปกครอง", ["ฝ.ทะเบียน", "ฝ.ปกครอง"]),
        ("กบค. สนพ.", ["กบค. สนพ."]),  # the division and the agency that it belongs to
        ("สำนักงาน ก.ก.", ["สำนักงาน ก.ก."]),
        ("ฝ่ายพัฒนาชุมชน", ["ฝ่ายพัฒนาชุมชน"]),
    ],
)
def test_abbreviated_units(text: str, units: list[str]) -> None:
    assert [unit.replace(" ", "") for unit in split_units(text)] == [unit.replace(" ", "") for unit in units]


def test_abbreviated_agencies() -> None:
    assert split_agencies("รพ.กลาง รพ.ตากสิน") == ["รพ.กลาง", "รพ.ตากสิน"]
    assert split_agencies("รพ.กลาง\nรพ.ตากสิน") == ["รพ.กลาง", "รพ.ตากสิน"]
    assert split_agencies("ศบส. 41 ศบส. 52, สนอ.") == ["ศบส.41", "ศบส.52", "สนอ."]
