"""Phrases of forms recognised without their tones, and words that only look like them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("cv2")

from phaen.extractors.ocr.engine import Word
from phaen.extractors.ocr.page import SeenLine
from phaen.extractors.ocr.phrases import Phrases, restored, with_tones
from phaen.extractors.ocr.reading import Reading
from phaen.normalizers.names import parse_indicator


@pytest.mark.parametrize(
    ("seen", "printed"),
    [
        ("ค่านำหนัก", "ค่าน้ำหนัก"),
        ("(กำหนดคานำหนักคะแนนร้อยละ 5)", "(กำหนดค่าน้ำหนักคะแนนร้อยละ 5)"),
        ("เกณฑการใหคะแนน", "เกณฑ์การให้คะแนน"),
        ("คาเปาหมาย :", "ค่าเป้าหมาย :"),
        ("ผูรับผิดชอบ", "ผู้รับผิดชอบ"),
        ("ตัวชีวัดที 3", "ตัวชี้วัดที่ 3"),
        ("ตัวชี่วัด", "ตัวชี้วัด"),
        # sound as they stand, with or without tones
        ("ค่าน้ำหนัก", "ค่าน้ำหนัก"),
        ("นำทีม", "นำทีม"),
        ("ที", "ที"),
        ("ประชาชน", "ประชาชน"),
        ("", ""),
    ],
)
def test_phrases_get_their_tones_and_other_words_stay(seen: str, printed: str) -> None:
    assert with_tones(seen) == (printed, int(seen != printed))


def test_a_weight_clause_read_without_its_tone_is_still_a_weight() -> None:
    text, _ = with_tones("ระดับความพึงพอใจ (กำหนดค่านำหนักคะแนนร้อยละ 10)")
    parsed = parse_indicator(text)
    assert (parsed.name, parsed.weight) == ("ระดับความพึงพอใจ", 10.0)


def test_phrases_that_differ_in_tones_alone_are_left() -> None:
    known = Phrases.of(["เสื้อคลุมขาว", "เสือคลุมขาว", "ค่าน้ำหนัก"])
    assert with_tones("เสือคลุมขาว", known) == ("เสือคลุมขาว", 0)
    assert with_tones("ค่านำหนัก", known) == ("ค่าน้ำหนัก", 1)
    assert with_tones("เป้า", Phrases.of([])) == ("เป้า", 0)


@given(st.text(alphabet="กคงชดตทนผรวหะาิีุเแไำ่้์ 1(", max_size=30))
def test_only_tones_change(text: str) -> None:
    changed, _ = with_tones(text)
    assert re.sub("[่-์]", "", changed) == re.sub("[่-์]", "", text)
    assert with_tones(changed) == (changed, 0)


def test_a_restored_line_is_a_mended_one() -> None:
    reading = Reading((Word("ค่านำหนัก", 1.0, 9.0, 0.9), Word("10", 10.0, 12.0, 0.9)), "ค่านำหนัก 10", 0.9, 1.0)
    line = restored(SeenLine((0.0, 0.0, 12.0, 9.0), 8.0, 5.0, 0.1, reading))
    assert (line.reading.text, line.reading.slips, line.reading.raw) == ("ค่าน้ำหนัก 10", 1, "ค่านำหนัก 10")
    assert restored(line) is line
