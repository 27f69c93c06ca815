"""Targets in a column a year: one whose heading is no year that can be read is told."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from phaen.extractors.forms.building import targets_in
from phaen.extractors.forms.records import Mention
from phaen.extractors.model import Place


@pytest.mark.parametrize(
    ("heading", "text", "flags"),
    [
        ("ปี 62", "7", []),
        ("062", "7", ["figure_unread"]),
        ("U ๒๕๖๒ 7", "๗", []),  # the year is read all the same
        ("0๖๒", "๗", ["figure_unread"]),
        ("0๖๒", "-", []),
        ("รวม", "25", []),
        ("(2)", "7", []),
    ],
)
def test_a_target_under_a_broken_year_is_told(heading: str, text: str, flags: list[str]) -> None:
    headings = [("ค่าเป้าหมาย", "ปี 61"), ("ค่าเป้าหมาย", heading), ("ค่าเป้าหมาย", "ปี 63")]
    owner = Mention("plan", "จำนวนครั้ง", Place(1))
    context, table = SimpleNamespace(fiscal_year=2561), SimpleNamespace(headings=headings)
    targets_in(context, table, {0: "8", 1: text, 2: "6"}, owner)  # type: ignore[arg-type]
    assert owner.raw["target"] == "8" and owner.flags == flags
    years = dict(owner.targets_by_year)
    assert (years[2561], years[2563]) == ("8", "6")
