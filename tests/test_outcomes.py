"""``outcomes``: one row per indicator, agency and year; a verdict only where printed figures agree on it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from phaen.pipeline.linking.met import Figure, judge
from phaen.pipeline.linking.outcomes import outcome_rows
from phaen.pipeline.run.store import read_rows
from phaen.pipeline.schema.datasets import validate

from tests.people import SAMPLES, output_of

Row = dict[str, Any]
NAME = "ร้อยละของผู้รับบริการที่พึงพอใจ"


def percent(value: float | None, op: str | None = None, upper: float | None = None) -> Figure:
    return Figure(f"ร้อยละ {value}", op, value, upper, "ร้อยละ")


LEVEL = Figure("ระดับ 5", None, 5.0, None, "ระดับ")


@pytest.mark.parametrize(
    ("target", "achieved", "met"),
    [
        (percent(80), percent(80), True),
        (percent(80), percent(85.5), True),
        (percent(80), percent(79.9), False),
        (percent(80, ">="), percent(80), True),
        (percent(80, ">"), percent(80), False),
        (percent(80, "<="), percent(80), True),
        (percent(80, "<="), percent(81), False),
        (percent(80, "<"), percent(80), False),
        (percent(5, "decrease"), percent(7, "decrease"), True),
        (percent(5, "decrease"), percent(3, "decrease"), False),
        (percent(5, "decrease"), percent(7), "direction_unknown"),
        (percent(5, "increase"), percent(7, "decrease"), "direction_unknown"),
        (percent(75, upper=85), percent(80), True),
        (percent(75, upper=85), percent(70), False),
        (percent(75, upper=85), percent(90), "direction_unknown"),
        (percent(80), LEVEL, "units_differ"),
        (percent(80), Figure("85", None, 85.0), True),
        (Figure("30 ก.ย.", date="2568-09-30"), Figure("15 ก.ย.", date="2568-09-15"), True),
        (Figure("30 ก.ย.", date="2568-09-30"), Figure("1 ต.ค.", date="2568-10-01"), False),
        (Figure("ก.ย.", date="2568-09"), Figure("30 ก.ย.", date="2568-09-30"), True),
        (Figure("15 ก.ย.", date="2568-09-15"), Figure("ก.ย.", date="2568-09"), "result_unread"),
        (Figure("15 ก.ย.", date="2568-09-15"), Figure("ส.ค.", date="2568-08"), True),
        (Figure("15 ก.ย.", date="2568-09-15"), percent(100), "result_unread"),
        (None, percent(80), "no_target"),
        (Figure(), percent(80), "no_target"),
        (percent(80), None, "no_result"),
        (Figure("ครบถ้วน"), percent(80), "target_unread"),
        (percent(80), Figure("ดำเนินการแล้ว"), "result_unread"),
    ],
)
def test_a_verdict_or_the_reason_why_not(target: Figure | None, achieved: Figure | None, met: bool | str) -> None:
    verdict = judge(NAME, target, achieved)
    assert (verdict.met, verdict.reason) == ((met, None) if isinstance(met, bool) else (None, met))


@pytest.mark.parametrize("name", ["จำนวนเรื่องค้างต่อเรื่องทั้งหมด", "อัตราการเสียชีวิตบนถนน", "ระยะเวลาเฉลี่ยในการออกใบอนุญาต"])
def test_where_less_may_be_better_only_the_very_figure_is_judged(name: str) -> None:
    assert judge(name, percent(10), percent(12)).reason == judge(name, percent(10), percent(8)).reason
    assert judge(name, percent(10), percent(12)).reason == "direction_unknown"
    assert judge(name, percent(10), percent(10)).met is True
    assert judge(name, percent(10, "<="), percent(12)).met is False


DOCUMENTS = [
    {"source_file": "plan.txt", "doc_type": "annual_plan"},
    {"source_file": "agreement.txt", "doc_type": "kpi_agreement"},
    {"source_file": "report.txt", "doc_type": "performance_report"},
    {"source_file": "copy.txt", "doc_type": "annual_plan", "duplicate_of": "plan"},
]


def kpi(source: str, target: float | None = 80.0, weight: float | None = None, **more: Any) -> Row:
    row = {"doc_id": source, "source_file": f"{source}.txt", "fiscal_year": 2568, "agency_code": "สนอ.", "line": 1}
    row |= {"confidence": 1.0, "row_key": "r", "kpi_id": f"{source}-k", "name": NAME, "kr_code_source": "none"}
    row |= {"reviewed": False, "indicator_id": "i1", "weight": weight, "base": "function"}
    if target is not None:
        row |= {"target_raw": f"ร้อยละ {target:g}", "target_value": target, "target_unit": "ร้อยละ"}
    (checked,) = validate("kpis", [row | more])
    return checked


def result(value: float | None, source: str = "result_summary", **more: Any) -> Row:
    row = {"doc_id": "report", "source_file": "report.txt", "fiscal_year": 2568, "agency_code": "สนอ.", "line": 5}
    row |= {"confidence": 1.0, "row_key": "r", "kpi_id": "report-k", "source": source}
    if value is not None:
        row |= {"achieved_raw": f"ร้อยละ {value:g}", "achieved_value": value, "achieved_unit": "ร้อยละ"}
    (checked,) = validate("results", [row | more])
    return checked


def one(kpis: list[Row], results: list[Row]) -> Row:
    (row,) = validate("outcomes", outcome_rows(DOCUMENTS, kpis, results))
    return row


def test_plan_agreement_and_report_are_one_row() -> None:
    kpis = [kpi("report", 80), kpi("plan", 80), kpi("agreement", 80, 15.0, kr_code="3101")]
    row = one(kpis, [result(85, "score_table", score=15.0), result(85), result(85, "result_detail")])
    assert (row["indicator_id"], row["agency_code"], row["fiscal_year"]) == ("i1", "สนอ.", 2568)
    assert (row["target_value"], row["achieved_value"], row["weight"], row["score"]) == (80, 85, 15, 15)
    assert row["met"] is True and row["met_reason"] is None and row["conflicts"] == []
    assert row["kr_code"] == "3101"
    assert Counter((item["doc_id"], item["dataset"]) for item in row["sources"]) == {
        ("agreement", "kpis"): 1, ("plan", "kpis"): 1, ("report", "kpis"): 1, ("report", "results"): 3,
    }  # fmt: skip


def test_what_documents_disagree_on_is_shown_and_the_agreement_stands() -> None:
    row = one([kpi("plan", 70, 10.0), kpi("agreement", 80, 15.0), kpi("report", 80)], [result(85)])
    assert (row["target_value"], row["weight"]) == (80, 15)
    assert row["conflicts"] == ["target_value", "weight"]
    assert row["met"] is True, "85 meets both"


def test_a_verdict_that_depends_on_who_is_right_is_not_given() -> None:
    assert one([kpi("plan", 90), kpi("agreement", 80), kpi("report", None)], [result(85)])["met_reason"] == "conflict"
    row = one([kpi("report", 80)], [result(85), result(75, "result_detail")])
    assert (row["met"], row["met_reason"], row["conflicts"]) == (None, "conflict", ["achieved_value"])


def test_a_level_beside_a_percentage_is_no_conflict() -> None:
    level = {"achieved_raw": "ระดับ 5", "achieved_value": 5.0, "achieved_unit": "ระดับ"}
    row = one([kpi("report", 80)], [result(None, **level), result(85, "result_detail")])
    assert (row["achieved_value"], row["met"], row["conflicts"]) == (85, True, [])


def test_the_operator_of_a_reports_own_target_counts() -> None:
    row = one(
        [kpi("report", None)],
        [result(85, target_raw="ไม่เกินร้อยละ 80", target_value=80.0, target_unit="ร้อยละ")],
    )
    assert (row["target_op"], row["met"]) == ("<=", False)


def test_repeated_documents_and_results_of_no_indicator_are_left_out() -> None:
    kpis = [kpi("plan"), kpi("copy", 70)]
    row = one(kpis, [result(85, kpi_id=None), result(85, source_file="copy.txt", kpi_id="copy-k")])
    assert row["conflicts"] == [] and len(row["sources"]) == 1 and row["met_reason"] == "no_result"


def test_targets_of_several_years_are_rows_of_their_years() -> None:
    years = [{"fiscal_year": year, "raw": f"ร้อยละ {year - 2488}"} for year in (2568, 2569, 2570)]
    rows = list(outcome_rows(DOCUMENTS, [kpi("plan", 80, 10.0, targets_by_year=years)], []))
    assert [(row["fiscal_year"], row["target_value"], row["weight"]) for row in rows] == [
        (2568, 80, 10), (2569, 81, None), (2570, 82, None),
    ]  # fmt: skip


def test_samples_have_one_row_per_indicator_agency_and_year() -> None:
    output = output_of(SAMPLES)
    rows = read_rows(output, "outcomes")
    keys = [(row["indicator_id"], row["agency_code"], row["fiscal_year"]) for row in rows]
    assert len(set(keys)) == len(keys)
    originals = {row["source_file"] for row in read_rows(output, "documents") if not row["duplicate_of"]}
    for row in read_rows(output, "kpis"):
        if row["source_file"] in originals:
            assert (row["indicator_id"], row["agency_code"], row["fiscal_year"]) in keys
    # bangrak_report_2566, counted by hand: two met, one reported as ระดับ 5 and as ระดับ 4
    judged = Counter((row["met"], row["met_reason"]) for row in rows if row["agency_code"] == "สนข.บางรัก")
    assert judged == {(True, None): 2, (None, "conflict"): 1, (None, "no_target"): 2}
