"""Figures and amounts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from phaen.normalizers.money import parse_amount
from phaen.normalizers.numbers import figures_in, first_number, list_markers, numbers_in, only_number

THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
amounts = st.decimals(min_value=0, max_value=10**13, places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("ร้อยละ  75", [75]),
        ("๑,๓๙๐ ห้อง", [1390]),
        ("1 ,609,902,100", [1609902100]),
        ("86.81", [86.81]),
        ("100, 200", [100, 200]),
        ("พ.ศ. 2567 – 2570", [2567, 2570]),
        ("1. จัดอบรม 2. จัดประชุม", []),
        ("1) จัดอบรม 3 ครั้ง 2) จัดประชุม", [3]),
        ("หลักสูตร COVID-19 และ P054", []),
        ("KPI 5.1.2.1", []),
        ("12,34", []),
        ("", []),
    ],
)
def test_numbers_in(text: str, numbers: list[float]) -> None:
    assert numbers_in(text) == numbers
    assert first_number(text) == (numbers[0] if numbers else None)


@pytest.mark.parametrize(
    ("text", "number"),
    [("72 ศูนย์ รายงาน", 72), ("4,030 คน", 4030), ("8 ครั้ง 6 เขต", None), ("-", None), ("ปี 2566 มี 3 แห่ง", None)],
)
def test_only_number(text: str, number: float | None) -> None:
    assert only_number(text) == number


def test_figures_know_their_place() -> None:
    (figure,) = figures_in("จำนวน ๑,๓๙๐ ห้อง")
    assert "จำนวน ๑,๓๙๐ ห้อง"[figure.start : figure.end] == "๑,๓๙๐"


def test_a_list_starts_with_one_at_the_beginning() -> None:
    assert len(list_markers("1. ก 2. ข 3. ค")) == 3
    assert list_markers("ร้อยละ 1. ก") == []
    assert list_markers("2. ก 3. ข") == []


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
