"""Amounts of money."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from phaen.normalizers.money import parse_amount

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
