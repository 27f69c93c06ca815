"""A line with several columns of money: which of them is its budget."""

from __future__ import annotations

from decimal import Decimal

import pytest
from phaen.pipeline.assemble.amounts import line_budget

Columns = list[tuple[str, str]]


@pytest.mark.parametrize(
    ("columns", "baht", "flags", "sources"),
    [
        # a total that its heading names, or that stands beside its parts without a name
        ([("รวม", "120"), ("แผ่นดิน", "40"), ("รายได้", "80")], 120, (), ["แผ่นดิน", "รายได้"]),
        ([("งบประมาณ", "120"), ("ไตรมาส 1", "40"), ("ไตรมาส 2", "80")], 120, (), ["ไตรมาส 1", "ไตรมาส 2"]),
        ([("งบประมาณทั้งสิ้น (บาท)", "120"), ("ไตรมาส 1", "40"), ("ไตรมาส 2", "80")], 120, (), ["ไตรมาส 1", "ไตรมาส 2"]),
        ([("วงเงินรวม", "120"), ("แผ่นดิน", "120")], 120, (), ["แผ่นดิน"]),
        ([("งบประมาณ", "120"), ("ไตรมาส 1", "-"), ("ไตรมาส 2", "-")], 120, (), []),
        # one that its parts do not add up to is told
        (
            [("งบประมาณ", "130"), ("ไตรมาส 1", "40"), ("ไตรมาส 2", "80")],
            130,
            ("amounts_disagree",),
            ["ไตรมาส 1", "ไตรมาส 2"],
        ),
        # parts alone are added up; beside one other source, งบประมาณ may be a source too
        ([("ไตรมาส 1", "40"), ("ไตรมาส 2", "80")], 120, (), ["ไตรมาส 1", "ไตรมาส 2"]),
        ([("งบประมาณ", "40"), ("เงินรายได้", "80")], 120, (), [None, "เงินรายได้"]),
    ],
)
def test_the_budget_of_several_columns(
    columns: Columns, baht: int, flags: tuple[str, ...], sources: list[str | None]
) -> None:
    found = line_budget("", [((heading,), text) for heading, text in columns], "", "", 2568)
    assert (found.budget.baht, found.flags) == (Decimal(baht), flags)
    assert [part["source"] for part in found.amounts] == sources


@pytest.mark.parametrize(
    ("heading", "baht", "amounts"),
    [
        # the only one of a scan's columns of years whose heading was read: no budget of the document's year
        ("ปี ๒๕๖๗", None, [(2567, Decimal(40))]),
        ("ปี ๒๕๖๘", Decimal(40), []),
        ("งบประมาณ", Decimal(40), []),
        ("งบประมาณ ปี 2567", Decimal(40), []),
    ],
)
def test_a_column_of_another_year_alone_is_not_the_budget(
    heading: str, baht: Decimal | None, amounts: list[tuple[int, Decimal]]
) -> None:
    found = line_budget("40", [], heading, "", 2568)
    assert found.budget.baht == baht or found.by_year
    assert found.by_year == bool(amounts) and ("budget_year_missing" in found.flags) == bool(amounts)
    assert [(one["fiscal_year"], one["baht"]) for one in found.amounts if one["fiscal_year"]] == amounts
