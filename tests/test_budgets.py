"""Budget cells: an amount, or why there is none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from phaen.normalizers.budgets import parse_budget


@pytest.mark.parametrize(
    ("text", "baht", "status", "flags"),
    [
        ("3,743,000 บาท", 3743000, "amount", ()),
        ("20,000,000.-", 20000000, "amount", ()),
        ("(3,584,000 บาท)", 3584000, "amount", ()),
        ("1.5 ล้านบาท", 1500000, "amount", ()),
        ("0 บาท", 0, "amount", ()),
        ("ไม่ใช้ งบประมาณ", None, "none", ()),
        ("-ไม่มี-", None, "none", ()),
        ("ไมใช้งบประมาณ", None, "none", ()),
        ("หมายเหตุ : ไม่ได้รับ งบประมาณ", None, "not_funded", ()),
        ("ไม่ได้รับงบประมาน", None, "not_funded", ()),
        ("ไม่ขอรับจัดสรรงบประมาณ", None, "none", ()),
        ("ไม่ได้ขอจัดสรรงบประมาณ", None, "none", ()),
        ("ไม่ขอตั้งงบประมาณ", None, "none", ()),
        ("ไม่ประสงค์จะขอรับจัดสรรงบประมาณ", None, "unstated", ("unknown_budget_wording",)),
        ("ไม่ใช้งบประมาณของหน่วยงาน", None, "none", ()),
        ("ไม่ได้ใช้งบประมาณของสำนัก", None, "none", ()),
        ("(ใช้งบประมาณภายใต้โครงการที่เกี่ยวข้อง)", None, "shared", ()),
        ("ใช้งบประมาณโครงการที่ 1", None, "shared", ()),
        ("ที่ 4", None, "unstated", ("unknown_budget_wording",)),
        ("หน้า 12", None, "unstated", ("unknown_budget_wording",)),
        ("ใช้งบร่วมกับโครงการลำดับที่ 3", None, "shared", ()),
        ("รวมกับโครงการที่ 2", None, "shared", ()),
        ("เบิกจ่ายจากกิจกรรมที่ 1.2", None, "shared", ()),
        ("ใช้งบร่วมกับโครงการ 50,000", None, "shared", ("amount_with_note",)),
        ("ดูโครงการที่ 3", None, "unstated", ("unknown_budget_wording",)),
        ("หมวด 300", None, "unstated", ("unknown_budget_wording",)),
        ("81,300,700.5\n0", Decimal("81300700.50"), "amount", ()),
        ("81,300,700.5 0", Decimal("81300700.50"), "amount", ()),
        ("81,300,700.\n25", Decimal("81300700.25"), "amount", ()),
        ("81,300.5\n2,400.50", None, "amount", ("malformed_amount",)),
        ("-", None, "unstated", ()),
        (" – ", None, "unstated", ()),
        ("..... บาท", None, "unstated", ()),
        ("", None, "unstated", ()),
        ("1,000,000 บาท หมายเหตุ : ไม่ได้รับงบประมาณ", 1000000, "not_funded", ("amount_with_note",)),
        ("☑ ใช้งบประมาณ 1,250,000 ☐ ไม่ใช้", Decimal(1250000), "amount", ()),
        ("☐ ใช้งบประมาณ ........ ☑ ไม่ใช้", None, "none", ()),
        ("☑ ใช้งบประมาณ 90,000 บาท ☐ ไม่ใช้งบประมาณ", Decimal(90000), "amount", ()),
        ("☐ ใช้งบประมาณ 90,000 บาท ☐ ไม่ใช้", None, "unstated", ("unknown_budget_wording",)),
        ("ไม่ใช้งบประมาณ (เดิม 3,000 บาท)", None, "none", ("amount_with_note",)),
        ("1,000,000 บาท 500,000 บาท", None, "amount", ("several_amounts",)),
        ("1,23,000", None, "amount", ("malformed_amount",)),
        ("ตามที่จ่ายจริง", None, "unstated", ("unknown_budget_wording",)),
    ],
)
def test_parse_budget(text: str, baht: int | None, status: str, flags: tuple[str, ...]) -> None:
    budget = parse_budget(text)
    assert (budget.baht, budget.status, budget.flags) == (None if baht is None else Decimal(baht), status, flags)
    assert budget.raw == text


def test_the_heading_gives_the_unit() -> None:
    assert parse_budget("3.5", unit_baht=1_000_000).baht == 3_500_000
    assert parse_budget("3,500,000 บาท", unit_baht=1_000_000).baht == 3_500_000


def test_amount_cut_inside_a_group_of_three_is_one_amount() -> None:
    """A narrow cell broke 127,650,000.- before its last digit; the rest alone read as 0 baht."""
    assert parse_budget("127,650,00\n0.-").baht == Decimal("127650000.00")
    assert parse_budget("28,800,00 0").baht == Decimal("28800000.00")


def test_misprinted_amount_is_not_hidden_by_another_figure() -> None:
    budget = parse_budget("12,65 บาท 500 บาท")
    assert budget.baht is None
    assert budget.flags


@pytest.mark.parametrize(
    "text",
    [
        "(ขอรับการสนับสนุน)",
        "ขอรับจัดสรร",
        "ขอรับการจัดสรร",
        "ได้รับงบประมาณ",
        "ได้รับจัดสรร",
        "ได้รับการจัดสรร",
        "ใช้งบประมาณ",
        "มีงบประมาณ",
    ],
)
def test_words_that_deny_nothing_are_no_denial_however_like_one(text: str) -> None:
    assert parse_budget(text).status == "unstated"
    assert parse_budget(f"ไม่{text.strip('()')}").status in ("none", "not_funded")
