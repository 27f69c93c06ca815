"""``projects``: each project once, whatever number of tables prints it; what lines disagree on is not settled."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from phaen.pipeline.assemble.projects import project_rows
from phaen.pipeline.run.store import read_rows
from phaen.pipeline.schema.datasets import validate

from tests.people import CORPUS, NO_CORPUS, SAMPLES, output_of

Row = dict[str, Any]
PLACE = {"doc_id": "d" * 16, "source_file": "a.txt", "fiscal_year": 2568, "agency_code": "สนอ.", "confidence": 1.0}
CENTRE, ROADS = "โครงการปรับปรุงศูนย์บริการสาธารณสุข", "โครงการซ่อมแซมถนนในชุมชน"


def line(section: str | None, name: str, baht: float | None = None, status: str | None = None, **more: Any) -> Row:
    row = {**PLACE, "line": 1, "row_key": "r", "flags": [], "section": section, "row_kind": "item", "project": name}
    amount = None if baht is None else Decimal(f"{baht:.2f}")
    row |= {"budget_baht": amount, "budget_status": status or ("amount" if baht is not None else "unstated")}
    row["kind"] = "activity" if name.startswith("กิจกรรม") else "project"
    (checked,) = validate("plans", [row | more])
    return checked


def beside(name: str, baht: float | None = None, kpi_id: str = "k1", *, repeated: bool = False) -> Row:
    amount = None if baht is None else Decimal(f"{baht:.2f}")
    row = {**PLACE, "line": 9, "row_key": "r", "flags": [], "kpi_id": kpi_id, "name": "ตัวชี้วัด"}
    row |= {"kr_code_source": "none", "reviewed": False}
    row["projects"] = [{"name": name, "budget_baht": amount, "repeated": repeated}]
    (checked,) = validate("kpis", [row])
    return checked


def told(plans: list[Row], kpis: list[Row] | None = None) -> list[tuple[str, int | None, bool]]:
    """Name, budget and conflict of every project."""
    rows = validate("projects", project_rows(plans, kpis or []))
    assert len({row["project_id"] for row in rows}) == len(rows)
    return [
        (row["name"], None if row["budget_baht"] is None else int(row["budget_baht"]), row["budget_conflict"])
        for row in rows
    ]


@pytest.mark.parametrize(
    ("plans", "kpis", "want"),
    [
        pytest.param(
            [line("part2_issue", CENTRE, 500), line("part2_summary", CENTRE, 500)],
            [beside(CENTRE, 500), beside(CENTRE, 500, "k2", repeated=True)],
            [(CENTRE, 500, False)],
            id="one project in two tables and beside two indicators",
        ),
        pytest.param(
            [line("part2_issue", CENTRE, 500), line("part2_summary", "โครงการ ปรับปรุง ศูนย์บริการ สาธารณสุข", 500)],
            [],
            [(CENTRE, 500, False)],
            id="spaces of broken lines",
        ),
        pytest.param(
            [line("part2_issue", CENTRE, 500), line("part2_issue", CENTRE, 500)],
            [],
            [(CENTRE, 500, False)],
            id="under two key results",
        ),
        pytest.param(
            [line("part1", CENTRE, 500), line("part1_summary", CENTRE, 400)], [], [(CENTRE, None, True)], id="disagree"
        ),
        pytest.param(
            [line("part1", CENTRE, 500), line("part1_summary", CENTRE, status="not_funded")],
            [],
            [(CENTRE, None, True)],
            id="an amount here, not funded there",
        ),
        pytest.param(
            [line("part2_issue", CENTRE, 500), line("part2_summary", CENTRE, status="shared")],
            [],
            [(CENTRE, 500, False)],
            id="a line that says nothing",
        ),
        pytest.param(
            [line("part2_issue", CENTRE, 500)], [beside(CENTRE, 400)], [(CENTRE, 500, True)], id="the indicator differs"
        ),
        pytest.param(
            [line("part2_issue", CENTRE, status="none")], [beside(CENTRE, 400)], [(CENTRE, None, True)], id="denied"
        ),
        pytest.param([line("part2_issue", CENTRE, 0)], [], [(CENTRE, 0, False)], id="an amount of nought"),
        pytest.param([], [beside(CENTRE, 400), beside(CENTRE)], [(CENTRE, 400, False)], id="beside indicators only"),
        pytest.param(
            [], [beside(CENTRE, 400), beside(CENTRE, 300, "k2")], [(CENTRE, None, True)], id="indicators disagree"
        ),
        pytest.param(
            [
                line("part3", CENTRE, 300, programme="แผนงานก", output="ผลผลิตก"),
                line("part3", CENTRE, 200, programme="แผนงานข", output="ผลผลิตข"),
                line("part2_summary", CENTRE, 500),
            ],
            [],
            [(CENTRE, 500, False)],
            id="routine work over two programmes",
        ),
        pytest.param(
            [
                line("part3", CENTRE, 300, programme="แผนงานก", output="ผลผลิตก"),
                line("part3", CENTRE, status="amount", programme="แผนงานข", output="ผลผลิตข"),
            ],
            [],
            [(CENTRE, None, False)],
            id="routine work of which one amount could not be read",
        ),
        pytest.param(
            [line("part2_issue", CENTRE, status="amount"), line("part2_summary", CENTRE, 500)],
            [],
            [(CENTRE, 500, False)],
            id="an amount that could be read in the other table only",
        ),
        pytest.param(
            [line("development", ROADS, 500, seq="1"), line("development", ROADS, 400, seq="2")],
            [],
            [(ROADS, 500, False), (ROADS, 400, False)],
            id="numbered lines of a local plan",
        ),
        pytest.param(
            [line("development", ROADS, 500, seq="1"), line("development", ROADS, 500, seq="1")],
            [],
            [(ROADS, 500, False)],
            id="a numbered line printed again",
        ),
        pytest.param(
            [line("action", CENTRE, 500, units=["กองคลัง"]), line("action", CENTRE, 300, units=["กองช่าง"])],
            [],
            [(CENTRE, 500, False), (CENTRE, 300, False)],
            id="two offices with a project of one name",
        ),
        pytest.param(
            [line(None, ROADS, 500), line(None, ROADS, 500), line(None, ROADS, 400)],
            [],
            [(ROADS, 500, False), (ROADS, 400, False)],
            id="a table of which nothing says what it is",
        ),
        pytest.param(
            [line(None, ROADS, 500, units=["กองช่าง"]), line(None, ROADS, 500, units=["กองคลัง"])],
            [],
            [(ROADS, 500, False), (ROADS, 500, False)],
            id="two offices in a table of which nothing says what it is",
        ),
        pytest.param(
            [line("part1", "โครงการซ่อมถนน หมู่ 3", 500), line("part2_issue", "โครงการซ่อมถนน หมู่ 4", 500)],
            [],
            [("โครงการซ่อมถนน หมู่ 3", 500, False), ("โครงการซ่อมถนน หมู่ 4", 500, False)],
            id="another number is another project",
        ),
        pytest.param(
            [line("part2_issue", CENTRE, 500, row_kind="total", project=None)], [], [], id="totals are no projects"
        ),
    ],
)
def test_projects_and_their_money(plans: list[Row], kpis: list[Row], want: list[tuple[str, int, bool]]) -> None:
    assert told(plans, kpis) == want


@pytest.mark.parametrize(
    ("plans", "sum_of_all", "flag"),
    [
        (
            [
                line("action", CENTRE, 500, seq="1"),
                line("action", "กิจกรรมจัดซื้อครุภัณฑ์", 300),
                line("action", "กิจกรรมปรับปรุงอาคาร", 200),
                line("action", ROADS, 100, seq="2"),
            ],
            600,
            "part_of_project",
        ),
        (
            [line("action", CENTRE, 500, seq="1"), line("action", "กิจกรรมจัดซื้อครุภัณฑ์", 300, seq="1.1")],
            500,
            "part_of_project",
        ),
        ([line("action", CENTRE, 500, seq="1"), line("action", "กิจกรรมจัดซื้อครุภัณฑ์", 500)], 500, "part_of_project"),
        (
            [line("action", CENTRE, 500, seq="1"), line("action", "กิจกรรมจัดซื้อครุภัณฑ์", 300, seq="2")],
            800,
            None,
        ),
        (
            [line("action", CENTRE, 500, seq="1"), line("action", "กิจกรรมจัดซื้อครุภัณฑ์", 500, seq="2")],
            1000,
            None,
        ),
        ([line("action", CENTRE, seq="1"), line("action", "กิจกรรมจัดซื้อครุภัณฑ์", 300, seq="1.1")], 300, None),
        (
            [line("part3", CENTRE, 500), line("potential", "กิจกรรมการเบิกจ่ายงบประมาณในภาพรวม", 900)],
            500,
            "whole_budget",
        ),
        ([line("part3", "โครงการอบรมการเบิกจ่ายงบประมาณ", 500)], 500, None),
    ],
)
def test_money_is_counted_once(plans: list[Row], sum_of_all: int, flag: str | None) -> None:
    rows = project_rows(plans, [])
    assert sum(row["budget_baht"] or 0 for row in rows) == sum_of_all
    flagged = [row for row in rows if row["flags"]]
    assert {name for row in flagged for name in row["flags"]} == ({flag} if flag else set())
    assert all(row["budget_baht"] is None for row in flagged)


def test_what_lines_say_is_united() -> None:
    plans = [
        line("part1", CENTRE, seq="4", policy_codes=["P054"], units=["กองคลัง"], okr_code="3101", flags=["year_guess"]),
        line("part2_issue", CENTRE, seq="1", policy_codes=["P055"], units=["กองช่าง", "กองคลัง"]),
    ]
    (row,) = project_rows(plans, [beside(CENTRE), beside(CENTRE, kpi_id="k2")])
    assert row["sections"] == ["part1", "part2_issue"] and row["seqs"] == ["4", "1"]
    assert row["policy_codes"] == ["P054", "P055"] and row["okr_codes"] == ["3101"]
    assert row["units"] == ["กองคลัง", "กองช่าง"] and row["kpi_ids"] == ["k1", "k2"]
    assert row["flags"] == ["year_guess"]


def test_the_order_of_tables_does_not_change_the_sum() -> None:
    plans = [line("part1", CENTRE, 500), line("part2_issue", ROADS, 100), line("part2_summary", CENTRE, 500)]
    sums = {sum(row["budget_baht"] for row in project_rows(order, [])) for order in (plans, plans[::-1])}
    assert sums == {600}


def sums(output: Path) -> dict[str, Decimal]:
    found: dict[str, Decimal] = defaultdict(Decimal)
    for row in read_rows(output, "projects"):
        found[row["source_file"]] += row["budget_baht"] or 0
    return dict(found)


def test_samples_add_up_to_what_their_pages_say() -> None:
    """Counted by hand: the totals of ส่วนที่ 1, 2 and 3, where a line disagrees with its total the lines."""
    assert sums(output_of(SAMPLES)) == {
        "sno_plan_2568.txt": 28_800_000 + 127_650_000,
        "snp_plan_2568.pdf": 12_450_000 + 10_815_500 + 265_070_400,
        "ssl_plan_2567.pdf": 3_400_000 + 9_050_000,
    }


@pytest.mark.skipif(not CORPUS.is_dir(), reason=NO_CORPUS)
@pytest.mark.parametrize("kind", ["text", "pdf"])
def test_corpus_adds_up_to_its_stated_totals(kind: str) -> None:
    """The sum over the projects of a plan is the sum of the totals that its pages state."""
    output = output_of(CORPUS.with_name(kind))
    stated: dict[str, Decimal] = defaultdict(Decimal)
    for row in read_rows(output, "plans"):
        if row["row_kind"] == "total":
            stated[row["source_file"]] += row["budget_baht"] or 0
    assert stated and sums(output) == dict(stated)
