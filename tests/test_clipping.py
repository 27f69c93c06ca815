"""Texts that are cut keep Thai character clusters whole."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from phaen.normalizers.clipping import ELLIPSIS, clip

THAI = st.text("กขตปมรสอวงเแโใไ ะาำัิีึืุู็่้๊๋์ๆ 12", max_size=80)


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [
        (None, 5, ""),
        ("ตัวชี้วัด", 9, "ตัวชี้วัด"),
        ("ตัวชี้วัด", 8, "ตัวชี้…"),  # วั is one cluster
        ("ตัวชี้วัด", 6, "ตัว…"),  # neither ชี nor ช alone
        ("น้ำหนัก", 3, "…"),  # น้ำ is one cluster of three characters
        ("ปีเก่า", 4, "ปี…"),  # no leading vowel at the end
        ("ร้อยละของเรื่องร้องเรียน ที่ได้รับการแก้ไข", 30, "ร้อยละของเรื่องร้องเรียน…"),  # at the space
        ("a plain text without Thai", 10, "a plain…"),
    ],
)
def test_cut_at_a_cluster_or_word(text: str | None, most: int, cut: str) -> None:
    assert clip(text, most) == cut


@given(THAI, st.integers(1, 60))
def test_never_too_long_and_never_inside_a_cluster(text: str, most: int) -> None:
    short = clip(text, most)
    assert len(short) <= most
    if short != text:
        kept = short.removesuffix(ELLIPSIS)
        assert short.endswith(ELLIPSIS) and text.startswith(kept)
        assert not kept.endswith(tuple("เแโใไ"))
        assert not kept or unicodedata.category(text[len(kept)]) != "Mn"
