"""Numbers of spreadsheets as the program shows them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from phaen.extractors.office.number_format import shown


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (1250000, "General", "1250000"),
        (0.1 + 0.2, "General", "0.3"),
        (1250000, "#,##0", "1,250,000"),
        (1250000.5, "#,##0.00", "1,250,000.50"),
        (1250000, "#,##0.00,,", "1.25"),
        (1250000, '#,##0.0,," ล้านบาท"', "1.3 ล้านบาท"),
        (3743000, "#,##0,", "3,743"),
        (0.805, "0%", "81%"),
        (0.805, "0.0%", "80.5%"),
        (80, '"ร้อยละ "0', "ร้อยละ 80"),
        (-1500, "#,##0;(#,##0)", "(1,500)"),
        (0, '#,##0;-#,##0;"-"', "-"),
        (0, "0.00", "0.00"),
        (5, "000", "005"),
        (3101, "0000", "3101"),
        (2.5, "0.##", "2.5"),
        (2, "0.##", "2"),
        (1250, '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-', "1,250.00"),
        (1250, "[$฿-41E]#,##0", "฿1,250"),
        (1250, "[$-D00041E]0", "๑๒๕๐"),
        (1250, "#,##0 \\บ", "1,250 บ"),
        (None, "0", ""),
        ("ร้อยละ 80", "@", "ร้อยละ 80"),
        (datetime.datetime(2025, 9, 30), "d/m/yyyy", "30/9/2025"),
        (datetime.datetime(2025, 9, 30), "d mmm bb", "30 ก.ย. 68"),
        (datetime.datetime(2025, 9, 30), "[$-107041E]d mmmm yyyy", "30 กันยายน 2568"),
    ],
)
def test_shown(value: object, form: str, text: str) -> None:
    assert shown(value, form) == text


@pytest.mark.parametrize("form", ["# ?/?", "0.00E+00", "[>=1000]0,K;0", "000-000-0000"])
def test_a_format_that_is_not_understood_says_so(form: str) -> None:
    assert shown(1234, form) is None


@given(st.integers(-(10**12), 10**12))
def test_thousands_lose_no_digit(value: int) -> None:
    assert int((shown(value, "#,##0") or "").replace(",", "")) == value


@given(st.integers(0, 10**9))
def test_hundredths_are_rounded_half_up(value: int) -> None:
    assert shown(value / 100, "0.00") == f"{value // 100}.{value % 100:02d}"
