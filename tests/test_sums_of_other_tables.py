"""Sums of one table of a budget book are not those of the next, and an activity is not its project."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from audit_builders import Run

GROUPS = {"แผนงานพื้นฐานด้านการศึกษา": (300, 320), "แผนงานบูรณาการจัดการน้ำ": (200, 180)}


def _sum(run: Run, baht: int | None, amounts: dict[tuple[int | None, str | None], int], **columns: Any) -> None:
    listed = [
        {"fiscal_year": year, "source": source, "raw": f"{value:,}", "baht": Decimal(value)}
        for (year, source), value in amounts.items()
    ]
    run.plan(None, baht, section=None, amounts=listed, **columns)


def _groups(run: Run, page: int = 1) -> None:
    for name, (before, now) in GROUPS.items():
        _sum(run, now, {(2568, None): before, (2569, None): now}, page=page, programme=name)


@pytest.mark.parametrize(
    "other",
    [
        {"baht": 90, "amounts": {(2568, "งบประมาณรายจ่ายบุคลากร"): 80, (2569, "งบประมาณรายจ่ายบุคลากร"): 90}, "page": 1},
        {"baht": 90, "amounts": {(2569, None): 90, (2570, None): 95, (2571, None): 99}, "page": 2},
        {"baht": 90, "amounts": {(None, "งบเงินอุดหนุน"): 90}, "page": 2},
        {"baht": 90, "amounts": {}, "page": 2},
        {"baht": 90, "amounts": {(2568, None): 80, (2569, None): 90}, "page": 1, "budget_unit_baht": 1000.0},
    ],
)
def test_a_sum_in_other_columns_closes_no_table_above(other: dict[str, Any]) -> None:
    run = Run()
    _groups(run)
    for row in run.rows["plans"]:
        row["budget_unit_baht"] = 1.0
    _sum(run, other.pop("baht"), other.pop("amounts"), **{"budget_unit_baht": 1.0, **other})
    assert run.findings("budget_total") == []


@pytest.mark.parametrize("page", [1, 2])
def test_a_sum_in_the_same_columns_does(page: int) -> None:
    run = Run()
    _groups(run)
    _sum(run, 500, {(2568, None): 500, (2569, None): 500}, page=page)
    assert run.findings("budget_total") == []
    run.rows["plans"][-1]["budget_baht"] = Decimal(510)
    (finding,) = run.findings("budget_total")
    assert "510" in finding.message_en


def test_an_activity_below_the_project_of_its_name_is_no_conflict_of_kinds() -> None:
    run = Run()
    run.plan("โครงการส่งเสริมตลาดชุมชน", 500)
    run.plan("กิจกรรม ส่งเสริมตลาดชุมชน", 500)
    assert run.findings("kind_conflict") == []
    run.plan("โครงการอบรมผู้ค้า", 200)
    run.plan("กิจกรรมส่งเสริมตลาดชุมชน", 100, section="part2_summary")
    assert len(run.findings("kind_conflict")) == 1


@pytest.mark.parametrize("guessed", [True, False])
def test_a_target_of_a_year_that_is_a_guess_changes_nothing(guessed: bool) -> None:
    run = Run()
    for doc_id, year, target in (("d1", 2568, 80.0), ("d2", 2569, 100.0)):
        run.document(doc_id, year=year)
        flags = ["year_guess"] if guessed and doc_id == "d1" else []
        more = {"indicator_id": "i1", "target_raw": f"ร้อยละ {target:g}", "target_value": target, "flags": flags}
        run.kpi("ร้อยละของบุคลากรที่ผ่านการอบรม", doc_id, **more)
    assert len(run.findings("target_change")) == (not guessed)


def _by_year(run: Run, project: str | None, *baht: int, **columns: Any) -> None:
    listed = [
        {"fiscal_year": year, "source": None, "raw": f"{value:,}", "baht": Decimal(value)}
        for year, value in zip((2568, 2569, 2570), baht, strict=True)
        if value
    ]
    columns = {"section": "development", "budget_status": "by_year" if listed else "unstated", **columns}
    run.plan(project, None, amounts=listed, **columns)


def _programme(run: Run, *totals: int) -> None:
    _by_year(run, "โครงการก่อสร้างถนน", 300, 0, 200)
    _by_year(run, "โครงการขุดลอกคลอง", 100, 150, 0)
    _by_year(run, "โครงการอบรมกลุ่มอาชีพ", 0, 0, 0)
    _by_year(run, None, *totals)


def test_a_total_over_several_years_is_checked_year_by_year() -> None:
    run = Run()
    _programme(run, 400, 150, 200)
    _programme(run, 400, 150, 200)
    _by_year(run, None, 800, 300, 400)
    assert run.findings("budget_total") == []
    _programme(run, 400, 180, 200)
    (finding,) = run.findings("budget_total")
    assert "180" in finding.message_en and "2569" in finding.subject
    assert finding.amount_at_stake == Decimal(30)


def test_a_year_with_an_amount_that_could_not_be_read_is_not_checked() -> None:
    run = Run()
    _programme(run, 400, 180, 200)
    run.rows["plans"][1]["amounts"][1]["baht"] = None
    assert run.findings("budget_total") == []
