"""Amounts of money."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from phaen.normalizers.money import money_unit, parse_amount, read_money
from phaen.normalizers.thai_words import number_in_words

THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
amounts = st.decimals(min_value=0, max_value=10**13, places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("3,743,000 บาท", "3743000"),
        ("20,000,000.-", "20000000"),
        ("134,802,800.-บาท", "134802800"),
        ("23,219,000....บาท", "23219000"),
        ("256,400.50", "256400.50"),
        ("1.5 ล้านบาท", "1500000"),
        ("2 แสนบาท", "200000"),
        ("134,802,\n800 บาท", "134802800"),
        ("134,802, 800", "134802800"),
        ("4,439 ,870", "4439870"),
        ("3,000 บาท (ปี 2568)", "3000"),
        ("100, 200", None),
        ("12,34", None),
        ("3.743.000", "3743000"),
        ("743.000 บาท", None),
        ("1.234 บาท", None),
        ("3,000 บาท และ 4,000 บาท", None),
        ("ไม่ใช้งบประมาณ", None),
    ],
)
def test_parse_amount(text: str, amount: str | None) -> None:
    assert parse_amount(text) == (None if amount is None else Decimal(amount).quantize(Decimal("0.01")))


@given(amounts, st.booleans(), st.sampled_from(["", " บาท", "บาท"]))
def test_every_printed_amount_reads_back(amount: Decimal, thai: bool, end: str) -> None:
    printed = f"{amount:,.2f}{end}"
    assert parse_amount(printed.translate(THAI) if thai else printed) == amount


@given(st.integers(min_value=0, max_value=10**12), st.sampled_from([".-", ".- บาท", "....บาท", " บาท", ""]))
def test_whole_amounts_with_their_endings(amount: int, end: str) -> None:
    for printed in (f"{amount:,}{end}", f"{amount}{end}", f"{amount:,}{end}".translate(THAI)):
        assert parse_amount(printed) == amount
    assert parse_amount(f"{amount:,}".replace(",", " ,")) == amount


@given(st.text(alphabet="0123456789๐๑๒,.- บาทล้าน()\n", max_size=40))
def test_amounts_never_fail(text: str) -> None:
    value = parse_amount(text)
    assert value is None or value == value.quantize(Decimal("0.01"))


SEPARATORS = [",", " ", "\u00a0", "\u202f", "'", "’", " ,", "‚"]
ENDINGS = [" บาท", "บาท", ".-", ".- บาท", " บาทถ้วน"]
BEFORE = ["", "งบประมาณ ", "ไม่เกิน ", "งบประมาณปี 2568 จำนวน ", "ตั้งไว้ ", "฿", "ปีละ "]
BEHIND = ["", " (งบ กทม.)", " (โครงการที่ 2)", " *", " / ปี", " ปีงบประมาณ 2568", "\n(รหัส 08101-4)"]


@given(
    st.integers(1000, 10**9),
    st.sampled_from(SEPARATORS),
    st.sampled_from(ENDINGS),
    st.sampled_from(BEFORE),
    st.sampled_from(BEHIND),
    st.booleans(),
)
def test_an_amount_in_any_wording_is_read_or_flagged(
    amount: int, separator: str, end: str, before: str, behind: str, thai: bool
) -> None:
    figure = f"{amount:,}".replace(",", separator)
    printed = before + (figure.translate(THAI) if thai else figure) + end + behind
    money = read_money(printed)
    assert money.baht == amount or (money.baht is None and money.flags), printed


@given(
    st.integers(1, 10**7),
    st.integers(1, 10**7),
    st.sampled_from([" - ", "-", " ถึง ", " และ ", " หรือ ", " + ", "\n", " / "]),
)
def test_of_two_amounts_none_is_taken(first: int, second: int, between: str) -> None:
    money = read_money(f"{first:,} บาท{between}{second:,} บาท")
    assert money.baht is None or first == second
    assert money.flags or first == second


@given(st.integers(1000, 10**8), st.integers(0, 8), st.sampled_from("OoIl|BS~#\ufffdA"))
def test_a_character_inside_an_amount_leaves_none(amount: int, place: int, character: str) -> None:
    figure = f"{amount:,}"
    place = 1 + place % (len(figure) - 1)
    printed = figure[:place] + character + figure[place:]
    money = read_money(f"{printed} บาท")
    assert money.baht is None and money.flags, printed


@pytest.mark.parametrize(
    ("text", "baht", "flag"),
    [
        ("1,250,000 บาท 50 สตางค์", "1250000.50", None),
        ("1,250,000 บาท 50 สต.", "1250000.50", None),
        ("2 ล้าน 5 แสนบาท", "2500000", None),
        ("3 ล้าน 2 แสน 5 หมื่นบาท", "3250000", None),
        ("1.2 พันล้านบาท", "1200000000", None),
        ("12.50 (ล้านบาท)", "12500000", None),
        ("25 ลบ.", "25000000", None),
        ("12.5 MB", "12500000", None),
        ("ห้าแสนบาทถ้วน", "500000", None),
        ("แปดแสนห้าหมื่นบาทยี่สิบห้าสตางค์", "850000.25", None),
        ("500,000 บาท (ห้าหมื่นบาทถ้วน)", None, "amount_words_differ"),
        ("คนละ 500 บาท x 200 คน = 100,000 บาท", "100000", None),
        ("คนละ 500 บาท x 200 คน = 90,000 บาท", None, "several_amounts"),
        ("รุ่นละ 50,000 บาท จำนวน 3 รุ่น", None, "budget_unread"),
        ("รุ่นละ 50,000 บาท จำนวน 3 รุ่น เป็นเงิน 150,000 บาท", "150000", None),
        ("เดิม 1,500,000 ปรับลดเป็น 1,250,000 บาท", "1250000", "amount_changed"),
        ("งบ กทม. 500,000 บาท งบรัฐบาล 200,000 บาท", "700000", None),
        ("งบ กทม. 500,000 งบรัฐบาล 200,000 รวม 700,000 บาท", "700000", None),
        ("งบ กทม. 500,000 งบรัฐบาล 200,000 รวม 800,000 บาท", None, "several_amounts"),
        ("ขอ 2,000,000 ได้รับ 1,250,000", None, "several_amounts"),
        ("1,250,000 บาท (1.3 ล้านบาท)", "1250000", "amount_with_note"),
        ("10,000 - - 10,000", None, "several_amounts"),
        ("10,000 บาท\n10,000 บาท", None, "several_amounts"),
        ("- - 35,000 -", None, "several_amounts"),
        ("จำนวน 5,000 บาท รวมเป็นเงิน 5,000 บาท", "5000", None),
        ("งบ กทม. 500,000 บาท งบรัฐบาล -", "500000", None),
        ("(1,250,000)", None, "budget_unread"),
        ("-1,250,000", None, "budget_unread"),
        ("ร้อยละ 20", None, "budget_unread"),
        ("20%", None, "budget_unread"),
        ("$500,000", None, "budget_unread"),
        ("01,250,000", None, "malformed_amount"),
        (",250,000", None, "malformed_amount"),
        ("1,250,", None, "malformed_amount"),
        ("1,250.000 บาท", None, "malformed_amount"),
        ("500K", None, "malformed_amount"),
        ("MB 1.25", None, "budget_unread"),
    ],
)
def test_what_a_cell_of_money_says(text: str, baht: str | None, flag: str | None) -> None:
    money = read_money(text)
    assert money.baht == (None if baht is None else Decimal(baht))
    assert money.flags == (() if flag is None else (flag,))
    assert bool(money.left) == (money.baht is None)


def test_the_sources_that_a_cell_names() -> None:
    money = read_money("งบ กทม. 500,000 บาท\nเงินอุดหนุน 200,000 บาท")
    assert [(part.source, part.baht) for part in money.parts] == [("งบ กทม.", 500000), ("เงินอุดหนุน", 200000)]


@pytest.mark.parametrize(
    ("heading", "line", "baht"),
    [
        ("งบประมาณ (ล้านบาท)", False, 1e6),
        ("งบประมาณ (หน่วย : พันบาท)", False, 1e3),
        ("งบประมาณ ล้านบาท", False, 1e6),
        ("งบประมาณ (บาท)", False, 1),
        ("วงเงิน (เงิน : ล้านบาท)", False, 1e6),
        ("รายจ่าย (งบประมาณ พันบาท)", True, 1e3),
        ("วงเงิน (ลบ.)", False, 1e6),
        ("หน่วย: ล้านบาท", True, 1e6),
        ("ตารางที่ 3 รายจ่าย (พันบาท)", True, 1e3),
        ("ใช้จ่าย 5 ล้านบาท", True, "none"),
        ("หน่วย : คน", True, "none"),
        ("งบประมาณ", False, "none"),
        ("งบประมาณ (ถ้ามี)", False, "none"),
        ("งบประมาณ (พันเหรียญ)", False, None),
        ("งบประมาณ (หน่วยเงิน)", False, None),
    ],
)
def test_the_unit_that_a_heading_names(heading: str, line: bool, baht: float | str | None) -> None:
    unit = money_unit(heading, line=line)
    assert unit is None if baht == "none" else unit is not None and unit.baht == baht


@given(st.integers(1, 10**12 - 1))
def test_thai_words_for_digits_are_read(number: int) -> None:
    assert number_in_words(_words(number)) == number


def _words(number: int) -> str:
    if number >= 10**6:
        return _words(number // 10**6) + "ล้าน" + (_words(number % 10**6) if number % 10**6 else "")
    names = ["ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า"]
    places = ["", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน"]
    digits = str(number)
    said = ""
    for index, digit in enumerate(digits):
        place = len(digits) - index - 1
        if digit == "0":
            continue
        name = names[int(digit)]
        if place == 1:
            name = {"1": "", "2": "ยี่"}.get(digit, name)
        if place == 0 and digit == "1" and len(digits) > 1:
            name = "เอ็ด"
        said += name + places[place]
    return said
