"""Normal forms of Thai text."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from phaen.normalizers.markup import plain_latex, strip_markup
from phaen.normalizers.text import arabic_digits, canonical, clean, flow, squash

THAI = "กขคงจชดตทนบปผพมยรลวสหอเแโใไะาำัิีึืุู็่้๊๋์ํๆฯ๐๑๒๙"
PLAIN = st.text(alphabet=THAI + " -\n.,()0159abKR:/", max_size=60)


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("นํา", "นำ"),
        ("นํ้า", "น้ำ"),
        ("น้ํา", "น้ำ"),
        ("นำ้", "น้ำ"),
        ("ช้ี", "ชี้"),
        ("เเผน", "แผน"),
        ("ผู้\u200bที่\ufeff", "ผู้ที่"),
        ("ซ้ำ", "ซ้ำ"),
        ("น้ำ", "น้ำ"),
        ("กู่", "กู่"),
        ("สิทธิ์", "สิทธิ์"),
    ],
)
def test_canonical(given_text: str, expected: str) -> None:
    assert canonical(given_text) == expected


def test_canonical_leaves_marks_that_belong_to_two_letters() -> None:
    """``ทีท่ี่`` is ที่ที่ with one tone displaced: putting its marks in order would lose which is which."""
    assert canonical("ทีท่ี่") == "ทีท่ี่"


def test_below_vowel_comes_before_tone() -> None:
    assert canonical("ก\u0e48\u0e39") == "ก\u0e39\u0e48"


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("ปลัด-กรุงเทพมหานคร", "ปลัดกรุงเทพมหานคร"),
        ("ข้าราชการ- กรุงเทพมหานครสามัญ", "ข้าราชการกรุงเทพมหานครสามัญ"),
        ("โครงการ-\nพัฒนา", "โครงการพัฒนา"),
        ("โครงการ- \n  พัฒนา", "โครงการพัฒนา"),
        ("ระบบ E-Receipt", "ระบบ E-Receipt"),
        ("รับ - ส่ง", "รับ - ส่ง"),
        ("เข้า-ออก", "เข้า-ออก"),
        ("วันเสาร์-อาทิตย์", "วันเสาร์-อาทิตย์"),
        ("ตุลาคม-ธันวาคม", "ตุลาคม-ธันวาคม"),
        ("ต.ค.-ก.ย.", "ต.ค.-ก.ย."),
        ("- ข้อหนึ่ง", "- ข้อหนึ่ง"),
        ("โควิด-19", "โควิด-19"),
        ("-ไม่มี-", "-ไม่มี-"),
        ("-ไม่มี- ส่วนบริหาร", "-ไม่มี- ส่วนบริหาร"),
        ("inter-\nnational", "inter-national"),
    ],
)
def test_hyphens_of_broken_lines(given_text: str, expected: str) -> None:
    assert clean(given_text) == expected


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("สำนัก\nงาน", "สำนักงาน"),
        ("สำนัก \nงาน", "สำนัก งาน"),
        ("ก\n- ข\n- ค", "ก - ข - ค"),
        ("งาน\n1. แผน", "งาน 1. แผน"),
        ("งาน\n๑. แผน", "งาน ๑. แผน"),
        ("งานฯ\nแผน", "งานฯ แผน"),
        ("แผน\n\nงาน", "แผน งาน"),
        ("ปี\n2568", "ปี 2568"),
        ("  ก \t ข  ", "ก ข"),
    ],
)
def test_flow(given_text: str, expected: str) -> None:
    assert flow(given_text) == expected


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("<p>ก</p> <p>ข</p>", "ก ข"),
        ("<b>วิธี</b>คำนวณ", "วิธีคำนวณ"),
        ("<ol style='x: y'> <li>1. ก</li> <li>2. ข</li></ol>", "1. ก 2. ข"),
        ("ก &amp; ข &lt; 5", "ก & ข < 5"),
        ("ระดับ <5 และ >3", "ระดับ <5 และ >3"),
        ("<https://example.org/a>", "https://example.org/a"),
        ("ก<!-- ไม่แสดง -->ข", "กข"),
        ("**หัวข้อ** เนื้อหา", "หัวข้อ เนื้อหา"),
        ("***หัวข้อ***", "หัวข้อ"),
        (r"(ทั้งหมด \*อย่างน้อย 8)", "(ทั้งหมด *อย่างน้อย 8)"),
        ("### หัวข้อ", "หัวข้อ"),
        ("ราคา $100 ถึง $200", "ราคา $100 ถึง $200"),
        ("2*3*4", "2*3*4"),
        ("รหัส a_b_c", "รหัส a_b_c"),
    ],
)
def test_markup_goes_and_text_stays(given_text: str, expected: str) -> None:
    assert clean(given_text) == expected


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        (r"$\frac{\text{ตัวตั้ง}}{\text{ตัวหาร}} \times 100$", "ตัวตั้ง / ตัวหาร × 100"),
        (r'<math display="block">\frac{\text{ก}}{\text{ข}} \times 100</math>', "ก / ข × 100"),
        (r"$$\dfrac{\mathrm{A}}{B}$$", "A / B"),
        (r"\(\frac{1}{2}\)", "1 / 2"),
        (r"$\frac{\text{ก} \times 100}{\text{ข}}$", "ก × 100 / ข"),
        (r"$\ge 80\%$", "≥ 80%"),
        (r"$\left(\frac{\frac{1}{2}}{3}\right)$", "( 1 / 2 / 3 )"),
        ("ตัวชี้วัด$^{1}$", "ตัวชี้วัด"),
        (r"$\frac{\text{ก}$", "ก /"),
    ],
)
def test_latex_keeps_its_words(given_text: str, expected: str) -> None:
    assert clean(given_text) == expected


def test_deep_latex_ends() -> None:
    assert plain_latex("{" * 5000 + "ก" + "}" * 5000) == "ก"


def test_markup_keeps_block_breaks() -> None:
    assert strip_markup("<p>ก</p><p>ข</p>").split() == ["ก", "ข"]
    assert "\n" in strip_markup("ก<br>ข")


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("ประเด็นการพัฒนาที่ 1¹", "ประเด็นการพัฒนาที่ 1"),
        ("(KR²)", "(KR)"),
        ("(3 หลัก) ⁴ (ถ้ามี)", "(3 หลัก) (ถ้ามี)"),
        ("หลัก<sup>2</sup>", "หลัก"),
        ("3 ตร.ม.²", "3 ตร.ม.²"),
        ("5 km²", "5 km²"),
        ("กทม.¹", "กทม."),
        ("หน่วยงาน*", "หน่วยงาน"),
        ("* กรณีต่ำกว่า", "* กรณีต่ำกว่า"),
    ],
)
def test_footnote_marks(given_text: str, expected: str) -> None:
    assert clean(given_text) == expected


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("“ตัวชี้วัด” ที่ ๑.", "ตัวชี้วัดที่1"),
        ("E-Receipt", "ereceipt"),
        ("นํา – พา", "นำพา"),
        ("\u00adก\u200bข", "กข"),
        ("พ.ศ. ๒๕๖๘...", "พ.ศ.2568"),
        ("นํ า", "นำ"),
        ("เ-เ", "แ"),
    ],
)
def test_squash(given_text: str, expected: str) -> None:
    assert squash(given_text) == expected


@given(PLAIN)
def test_canonical_is_idempotent(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)


@given(PLAIN)
@example("่\nุ")
@settings(max_examples=300)
def test_clean_is_idempotent(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(PLAIN)
def test_clean_neither_adds_nor_loses_letters(text: str) -> None:
    """Without markup, footnotes and hyphens the letters of a text stay, in their canonical form."""
    assert squash(clean(text)) == squash(flow(text))


@given(PLAIN)
@example("ํ า")
@example("İุ")
def test_squash_is_idempotent_and_has_no_space(text: str) -> None:
    assert squash(squash(text)) == squash(text)
    assert not re.search(r"\s", squash(text))


@given(st.integers(min_value=0))
def test_digits_round_trip(number: int) -> None:
    thai = str(number).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert int(arabic_digits(thai)) == number
