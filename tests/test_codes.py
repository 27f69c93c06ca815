"""The code systems."""

from __future__ import annotations

import pytest
from phaen.normalizers.codes import code_left, kr_code, okr_code, policy_codes, strategy_code


@pytest.mark.parametrize(
    ("text", "bare", "codes"),
    [
        ("P123, P129, P202", False, ["P123", "P129", "P202"]),
        ("นโยบาย P ๑๐๗ โปร่งใส", False, ["P107"]),
        ("P.018", False, ["P018"]),
        ("054 018", True, ["P054", "P018"]),
        ("P054 054", True, ["P054"]),
        ("P129 202 P123", True, ["P129", "P202", "P123"]),
        ("054", False, []),
        ("-ไม่มี-", True, []),
        ("551004", True, []),
        ("1,054", True, []),
    ],
)
def test_policy_codes(text: str, bare: bool, codes: list[str]) -> None:
    assert policy_codes(text, bare) == codes


@pytest.mark.parametrize(
    ("text", "code"),
    [("7402", "7402"), ("๗๔๐๒", "7402"), ("OKR 7402 :", "7402"), ("รหัส KR : 3101*", "3101"), ("74 02", "7402")],
)
def test_four_digit_codes(text: str, code: str) -> None:
    assert okr_code(text) == code
    assert kr_code(text) == code


@pytest.mark.parametrize("text", ["", "-", "740", "551004", "7402, 7403", "7,402", "จำนวน 7402 คน"])
def test_anything_else_is_no_code(text: str) -> None:
    assert okr_code(text) is None


def test_code_systems_do_not_mix() -> None:
    assert strategy_code("๕๕๑๐๐๔") == "551004"
    assert strategy_code("7402") is None
    assert kr_code("551004") is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("012, 013", ["P012", "P013"]),
        ("012,013", ["P012", "P013"]),
        ("P012/013", ["P012", "P013"]),
        ("012 และ P013", ["P012", "P013"]),
    ],
)
def test_several_policy_codes_in_a_cell(text: str, codes: list[str]) -> None:
    assert policy_codes(text, bare=True) == codes
    assert code_left(text, codes) is None


@pytest.mark.parametrize(
    ("text", "found", "left"),
    [
        ("3101", ["3101"], None),
        ("3101*", ["3101"], None),
        ("3101 (ใหม่ 2568)", ["3101"], None),
        ("-", [], None),
        ("3101, 3102", [None], "3101, 3102"),
        ("31O1", [None], "31O1"),
        ("P0123", [], "P0123"),
        ("3 101", ["3101"], None),
    ],
)
def test_what_a_cell_of_codes_leaves_over(text: str, found: list[str | None], left: str | None) -> None:
    assert code_left(text, found) == left


@pytest.mark.parametrize(
    ("text", "codes"),
    [("นโยบาย 176 (สะอาดดี)", ["P176"]), ("P081 เดินทางดี 176 สะอาดดี", ["P081", "P176"]), ("แผน 1,176 ข้อ 2.176", [])],
)
def test_bare_codes_stand_among_words_of_a_policy_cell(text: str, codes: list[str]) -> None:
    assert policy_codes(text, bare=True) == codes
