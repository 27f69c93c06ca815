"""Every digit of a text is in a token."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from phaen.normalizers.figures import find_figure, parse_figure
from phaen.normalizers.scan import list_markers, scan
from phaen.normalizers.text import clean

THAI = "กขคงจดตทนบปผมยรลวสหอะาิีึืุูเแโใไำ่้ๆฯ"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("ร้อยละ  75", ["figure"]),
        ("1,390 ห้อง", ["figure"]),
        ("1 ,609,902,100", ["figure"]),
        ("100, 200", ["broken"]),
        ("พ.ศ. 2567 – 2570", ["year"]),
        ("1. จัดอบรม 2. จัดประชุม", ["marker", "marker"]),
        ("1) จัดอบรม 3 ครั้ง 2) จัดประชุม", ["marker", "figure", "marker"]),
        ("หลักสูตร COVID-19 และ P054", ["name", "name"]),
        ("มาตรฐาน ISO 9001:2015", ["name"]),
        ("มอก. 9999 และ SDG 11.3", ["name", "name"]),
        ("ภายใน 2568", ["year"]),
        ("80 2568", ["broken"]),
        ("กิจกรรม 5ส และ 3R", ["name", "name"]),
        ("ตามแผน PMQA 4.0", ["name"]),
        ("ครั้งที่ 2/2568", ["ordinal"]),
        ("ไตรมาสที่ 1", ["ordinal"]),
        ("30 กันยายน 2568", ["date"]),
        ("ภายใน 30 ก.ย. 68", ["date"]),
        ("เดือน มี.ค. 67", ["date"]),
        ("31/03/2568", ["date"]),
        ("ปี ๖๖".translate(str.maketrans("๖", "6")), ["year"]),
        ("FY2025", ["year"]),
        ("12,34", ["broken"]),
        ("1.2.3.4", ["broken"]),
        ("8 0", ["broken"]),
        ("1OO", ["broken"]),
        ("l00", ["broken"]),
        ("25O,000", ["broken"]),
        ("80 - 90", ["figure"]),
        ("90 - 80", ["broken"]),
        ("1 : 800", ["broken"]),
        ("± 2", ["broken"]),
        ("2 มีค่า", ["figure"]),
        ("3 ใน 4", ["figure"]),
        ("10 km", ["figure"]),
        ("10กม.", ["figure"]),
        ("", []),
    ],
)
def test_kinds_of_tokens(text: str, kinds: list[str]) -> None:
    assert [token.kind for token in scan(text)] == kinds


@pytest.mark.parametrize(
    ("text", "value", "top"),
    [
        ("1.2 ล้านคน", 1_200_000, None),
        ("3 แสนตัน", 300_000, None),
        ("2 พันธุ์", 2, None),
        ("80 - 90", 80, 90),
        ("1.5 - 2 ล้าน", 1_500_000, 2_000_000),
        ("1/2", 0.5, None),
        ("น้อยกว่า -1.5", -1.5, None),
        ("ร้อยละ -2.5", -2.5, None),
        ("-5 แห่ง", 5, None),
        ("-5", -5, None),
    ],
)
def test_values_of_figures(text: str, value: float, top: float | None) -> None:
    (token,) = scan(text)
    assert (token.value, token.top) == (value, top)


def test_a_list_starts_with_one_at_the_beginning() -> None:
    assert len(list_markers("1. ก 2. ข 3. ค")) == 3
    assert list_markers("ร้อยละ 1. ก") == []
    assert list_markers("2. ก 3. ข") == []


@given(st.text(alphabet=f"0123456789,.-–:/%() \nOolIkKRPMx{THAI}", max_size=40))
def test_every_digit_is_in_exactly_one_token(text: str) -> None:
    flowed = clean(text)
    tokens = scan(flowed)
    assert all(a.end <= b.start for a, b in itertools.pairwise(tokens))
    covered = {index for token in tokens for index in range(token.start, token.end)}
    assert {index for index, char in enumerate(flowed) if char.isdecimal()} <= covered


@given(st.text(alphabet=f"0123456789,.-–:/%() {THAI}", max_size=40))
def test_a_value_is_never_given_beside_what_is_left_over(text: str) -> None:
    parsed = parse_figure(text, "score_unread")
    assert not (parsed.value is not None and parsed.left)
    assert bool(parsed.left) == bool(parsed.flags)


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from(["และ", "ของ", ",", ";", "x", "*", "=", "+"]))
def test_two_figures_give_none(first: int, second: int, between: str) -> None:
    parsed = parse_figure(f"{first} {between} {second}", "weight_unread")
    assert parsed.value is None
    assert parsed.flags == ("weight_unread",)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("ร้อยละ 100 (360 ห้อง)", ()),
        ("(2.5)", ("2.5",)),
        ("ร้อยละ (2.5)", ("2.5",)),
        ("(ร้อยละ 80)", ()),
        ("5 คะแนน ปี 2568", ()),
        ("5 หรือ 6", ("6",)),
    ],
)
def test_what_is_left_over(text: str, left: tuple[str, ...]) -> None:
    assert find_figure(text).left == left


@pytest.mark.parametrize(
    "text", ["1. ภายในวันที่ 30 กันยายน 2568", "โครงการปี 2567 แล้วเสร็จภายใน 30 กันยายน 2568", "30 กันยายน 2568"]
)
def test_a_date_is_found_behind_numbers_and_years(text: str) -> None:
    assert find_figure(text).date == "2568-09-30"
