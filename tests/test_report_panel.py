"""Indicators over years and documents: what is new, dropped, renamed, moved, re-targeted; plan, agreement, report."""

import pytest
from audit_builders import Run
from phaen.pipeline.report.model import ReportData
from phaen.pipeline.report.panel import by_indicator, changes, panel, side_by_side


def _two_years() -> Run:
    run = Run()
    run.document("d1", 2567)
    run.document("d2", 2568)
    common = {"target_unit": "ร้อยละ", "base": "agenda"}
    for doc_id, name, value, base in (
        ("d1", "ร้อยละของเรื่องที่แก้ไข ปี 2567", 80.0, "agenda"),
        ("d2", "ร้อยละของเรื่องที่แก้ไข ปี 2568", 90.0, "function"),
    ):
        columns = {**common, "base": base, "target_value": value, "target_raw": f"ร้อยละ {value:g}"}
        run.kpi(name, doc_id, indicator_id="i1", **columns)
    run.kpi("จำนวนคู่มือที่พิมพ์", "d1", indicator_id="i2", **common)
    run.kpi("จำนวนระบบที่เปิดใช้", "d2", indicator_id="i3", **common)
    run.kpi("จำนวนครั้งที่รายงานรายวัน", "d1", indicator_id="i4", **common)
    run.kpi("จำนวนครั้งที่รายงานรายเดือน", "d2", indicator_id="i4", **common)
    return run


def test_changes_between_two_years() -> None:
    found = changes(panel(ReportData(_two_years().rows)))
    assert {(change.kind, change.indicator_id) for change in found} == {
        ("moved", "i1"),
        ("dropped", "i2"),
        ("new", "i3"),
        ("renamed", "i4"),
    }
    moved = next(change for change in found if change.kind == "moved")
    assert (moved.from_year, moved.to_year, moved.before, moved.after) == (2567, 2568, "agenda", "function")


def test_a_report_of_fewer_indicators_drops_none_of_the_plan() -> None:
    run = _two_years()
    for row in run.rows["documents"]:
        row["doc_type"] = "annual_plan" if row["doc_id"] == "d1" else "performance_report"
    assert changes(panel(ReportData(run.rows))) == []


def test_duplicates_do_not_stand_in_the_panel() -> None:
    run = _two_years()
    run.document("d3", 2568, duplicate_of="d2")
    run.kpi("ร้อยละของเรื่องที่แก้ไข ปี 2568", "d3", indicator_id="i1")
    assert len(by_indicator(panel(ReportData(run.rows)))["i1"]) == 2


def test_plan_agreement_and_report_side_by_side() -> None:
    run = Run()
    for doc_id, doc_type, weight, value in (
        ("d1", "annual_plan", None, 80.0),
        ("d2", "kpi_agreement", 10.0, 80.0),
        ("d3", "performance_report", 20.0, 90.0),
    ):
        run.document(doc_id, doc_type=doc_type)
        run.kpi("ร้อยละของเรื่องที่แก้ไข", doc_id, kpi_id=doc_id, indicator_id="i1", weight=weight, target_value=value)
    run.kpi("จำนวนคู่มือ", "d1", indicator_id="i2")
    columns = {"achieved_raw": "ร้อยละ 95", "achieved_value": 95.0, "score": 20.0}
    run.add("results", "d3", kpi_id="d3", kpi_name="x", source="result_detail", achieved_raw="ร้อยละ 70")
    run.add("results", "d3", kpi_id="d3", kpi_name="x", source="result_summary", **columns)
    (item,) = side_by_side(panel(ReportData(run.rows)))
    assert list(item.rows) == ["annual_plan", "kpi_agreement", "performance_report"]
    assert item.targets_differ and item.weights_differ
    assert (item.rows["performance_report"].result_raw, item.rows["performance_report"].score) == ("ร้อยละ 95", 20.0)


@pytest.mark.parametrize("met", [True, False, None])
def test_whether_a_target_was_met_is_what_outcomes_say(met: bool | None) -> None:
    run = Run()
    run.document("d3", doc_type="performance_report")
    run.kpi("ร้อยละของเรื่องที่แก้ไข", "d3", kpi_id="d3", indicator_id="i1")
    run.kpi("จำนวนคู่มือ", "d3", indicator_id="i2")
    run.add("results", "d3", kpi_id="d3", kpi_name="x", source="result_detail", achieved_raw="ร้อยละ 70")
    key = {"agency_code": "สกจ.", "fiscal_year": 2568}
    outcomes = [{"indicator_id": "i1", "met": met, **key}, {"indicator_id": "i2", "met": True, **key}]
    rows = panel(ReportData(run.rows | {"outcomes": outcomes}))
    assert [(row.indicator_id, row.met) for row in rows] == [("i1", met), ("i2", None)]
