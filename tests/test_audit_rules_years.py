"""Rules about what changed from year to year, scales of rubrics and amounts out of line: planted, and look-alikes."""

from __future__ import annotations

import random
from decimal import Decimal
from statistics import median
from typing import Any

import pytest
from audit_builders import Build, Cases, Run, found_where_planted
from phaen.pipeline.audit.materiality import OUTLIER_FACTOR, OUTLIER_GAP
from phaen.pipeline.audit.rules.unit_scale import out_of_line
from phaen.pipeline.audit.tables import Tables

CASES = Cases()
case = CASES.of
NAME = "ร้อยละของคลองที่ขุดลอกแล้วเสร็จ"


def target(raw: str, value: float, unit: str, op: str | None = None) -> dict[str, Any]:
    return {"target_raw": raw, "target_value": value, "target_unit": unit, "target_op": op}


def two_years(run: Run, kind: str = "annual_plan") -> None:
    run.document("d1", 2567, doc_type=kind)
    run.document("d2", 2568, doc_type="annual_plan")


def indicator(run: Run, doc_id: str, name: str = NAME, key: str = "i-1", **more: Any) -> dict[str, Any]:
    office = {"indicator_id": key, "base": "function", **target("ร้อยละ 90", 90, "ร้อยละ")}
    return run.kpi(name, doc_id, **{**office, **more})


def reported(run: Run, kpi: dict[str, Any], raw: str, value: float, unit: str = "ร้อยละ") -> None:
    got = {"achieved_raw": raw, "achieved_value": value, "achieved_unit": unit, "source": "result_summary"}
    run.add("results", kpi["doc_id"], kpi_id=kpi["kpi_id"], kpi_name=kpi["name"], **got)


def baseline(year: int, raw: str, value: float | None) -> list[dict[str, Any]]:
    return [{"fiscal_year": year, "raw": raw, "value": value}]


# -- target_weaker


@case("target_weaker")
def _(run: Run, planted: bool) -> None:
    two_years(run, "performance_report")
    reported(run, indicator(run, "d1"), "ร้อยละ 96.5", 96.5 if planted else 88.0)
    indicator(run, "d2")


@case("target_weaker")
def _(run: Run, planted: bool) -> None:
    raw = f"ร้อยละ {97 if planted else 85}"
    indicator(run, run.document("d2", 2568), baseline=baseline(2567, raw, 97.0 if planted else 85.0))
    days = target("ไม่เกิน 20 วัน", 20, "วัน", "<=")
    name = "ระยะเวลาเฉลี่ยในการออกใบอนุญาต"
    indicator(run, "d2", name, "i-2", **days, baseline=baseline(2567, "25 วัน", 25.0))


@case("target_weaker")
def _(run: Run, planted: bool) -> None:
    days = target("ไม่เกิน 20 วัน", 20, "วัน", "<=")
    raw, value = ("15 วัน", 15.0) if planted else ("24 วัน", 24.0)
    run.document("d2", 2568)
    indicator(run, "d2", "ระยะเวลาเฉลี่ยในการออกใบอนุญาต", **days, baseline=baseline(2567, raw, value))


@case("target_weaker")
def _(run: Run, planted: bool) -> None:
    two_years(run)
    name = "ร้อยละของเรื่องค้าง"
    indicator(run, "d1", name, **target("ไม่เกินร้อยละ 10", 10, "ร้อยละ", "<="))
    after = ("ไม่น้อยกว่าร้อยละ 10", ">=") if planted else ("ไม่เกินร้อยละ 8", "<=")
    indicator(run, "d2", name, **target(after[0], 10 if planted else 8, "ร้อยละ", after[1]))


@case("target_weaker")
def _(run: Run, planted: bool) -> None:
    two_years(run)
    run.document("d0", 2566)
    indicator(run, "d0", **target("ร้อยละ 60", 60, "ร้อยละ"))
    indicator(run, "d1", **target("ร้อยละ 100", 100, "ร้อยละ") if planted else target("ร้อยละ 70", 70, "ร้อยละ"))
    indicator(run, "d2")


@case("target_weaker")
def _(run: Run, planted: bool) -> None:
    two_years(run)
    name = "ระยะเวลาเฉลี่ยในการออกใบอนุญาต"
    indicator(run, "d1", name, **target("ไม่เกิน 15 วัน", 15, "วัน", "<="))
    days = 20 if planted else 12
    indicator(run, "d2", name, **target(f"ไม่เกิน {days} วัน", days, "วัน", "<="))


def test_a_fall_between_two_years_is_told_once() -> None:
    """``target_change`` says of two years by how much the target falls; a second finding would say nothing more."""
    run = Run()
    two_years(run)
    indicator(run, "d1", **target("ร้อยละ 100", 100, "ร้อยละ"))
    indicator(run, "d2", **target("ร้อยละ 90", 90, "ร้อยละ"))
    (finding,) = run.findings("target_change")
    assert "ลดลง 10 จุด จากร้อยละ 100 (พ.ศ. 2567) เหลือร้อยละ 90 (พ.ศ. 2568)" in finding.message_th
    assert run.findings("target_weaker") == []


def test_weaker_than_target_and_result_is_one_finding_with_both_gaps() -> None:
    run = Run()
    two_years(run, "performance_report")
    aim = target("ร้อยละ 100", 100, "ร้อยละ")
    reported(run, indicator(run, "d1", **aim), "ร้อยละ 96.5", 96.5)
    indicator(run, "d2", **target("ร้อยละ 90", 90, "ร้อยละ"))
    (finding,) = run.findings("target_weaker")
    assert finding.severity == "warning"
    assert "ลดลง 10 จุด จากร้อยละ 100 (พ.ศ. 2567) เหลือร้อยละ 90 (พ.ศ. 2568)" in finding.message_th
    assert "ต่ำกว่าผลที่ทำได้แล้ว “ร้อยละ 96.5” (พ.ศ. 2567) อยู่ 6.5 จุด" in finding.message_th
    assert finding.message_th.endswith("โปรดระบุเหตุผล")
    assert "falls by 10 points" in finding.message_en and "6.5 points weaker" in finding.message_en


def test_targets_in_other_units_or_without_a_known_direction_are_not_weaker() -> None:
    run = Run()
    two_years(run)
    indicator(run, "d1", **target("100 แห่ง", 100, "แห่ง"))
    indicator(run, "d2", **target("ร้อยละ 90", 90, "ร้อยละ"))
    indicator(run, "d1", "อัตราการเสียชีวิตจากอุบัติเหตุ", "i-9", **target("10 ราย", 10, "ราย"))
    indicator(run, "d2", "อัตราการเสียชีวิตจากอุบัติเหตุ", "i-9", **target("8 ราย", 8, "ราย"))
    assert run.findings("target_weaker") == []


@pytest.mark.parametrize(
    ("raw", "value", "name"),
    [
        ("1,390 ห้อง", 1390.0, NAME),
        ("ขุดลอกแล้ว", None, NAME),
        ("ระดับ 5", 5.0, NAME),
        ("ร้อยละ 97", 97.0, "อัตราการเสียชีวิตจากอุบัติเหตุ"),
    ],
)
def test_figures_that_cannot_be_compared_are_left_alone(raw: str, value: float | None, name: str) -> None:
    run = Run()
    indicator(run, run.document("d2", 2568), name, baseline=baseline(2567, raw, value))
    assert run.findings("target_weaker") == []


# -- baseline_vs_result


@case("baseline_vs_result")
def _(run: Run, planted: bool) -> None:
    two_years(run, "performance_report")
    reported(run, indicator(run, "d1"), "ร้อยละ 81.25", 81.25)
    said = ("ร้อยละ 92.00", 92.0) if planted else ("ร้อยละ 81.25", 81.25)
    indicator(run, "d2", baseline=baseline(2567, *said))


@case("baseline_vs_result")
def _(run: Run, planted: bool) -> None:
    two_years(run, "performance_report")
    reported(run, indicator(run, "d1"), "ร้อยละ 81.25", 81.25)
    indicator(run, "d2", baseline=baseline(2567, "ไม่มี" if planted else "81.25", None if planted else 81.25))


@case("baseline_vs_result")
def _(run: Run, planted: bool) -> None:
    run.document("d2", 2568)
    indicator(run, "d2", baseline=baseline(2567, "ร้อยละ 70" if planted else "ร้อยละ 85", 70.0 if planted else 85.0))
    told = {"achieved_raw": "ร้อยละ 85", "achieved_value": 85.0, "achieved_unit": "ร้อยละ", "source": "prior_year"}
    run.add("results", "d2", kpi_id=None, kpi_name=NAME, **{**told, "fiscal_year": 2567})


@case("baseline_vs_result")
def _(run: Run, planted: bool) -> None:
    two_years(run, "annual_plan")
    indicator(run, "d1", baseline=baseline(2566, "ร้อยละ 29.1", 29.1))
    said = ("ร้อยละ 31.2", 31.2) if planted else ("29.10", 29.1)
    indicator(run, "d2", baseline=[*baseline(2566, *said), *baseline(2567, "ร้อยละ 33", 33.0)])


def test_a_report_says_which_of_two_baselines_is_right_once() -> None:
    run = Run()
    two_years(run, "performance_report")
    reported(run, indicator(run, "d1", baseline=baseline(2567, "ร้อยละ 80", 80.0)), "ร้อยละ 81.25", 81.25)
    indicator(run, "d2", baseline=baseline(2567, "ร้อยละ 80", 80.0))
    assert len(run.findings("baseline_vs_result")) == 1


def test_a_baseline_in_another_unit_or_of_another_year_is_no_contradiction() -> None:
    run = Run()
    two_years(run, "performance_report")
    reported(run, indicator(run, "d1"), "ร้อยละ 81.25", 81.25)
    other = [*baseline(2567, "65 คลอง", 65.0), *baseline(2566, "ไม่มี", None)]
    indicator(run, "d2", baseline=other)
    assert run.findings("baseline_vs_result") == []


# -- indicators that come and go


def three(run: Run, doc_id: str, *names: str) -> None:
    for number, name in enumerate(names):
        indicator(run, doc_id, name, f"i-{name}", item_no=str(number))


@case("dropped_indicator")
def _(run: Run, planted: bool) -> None:
    two_years(run)
    three(run, "d1", NAME, "จำนวนสวนหย่อมที่จัดสร้าง", "ร้อยละของครูที่ผ่านการอบรม")
    three(run, "d2", NAME, "จำนวนสวนหย่อมที่จัดสร้าง", *(() if planted else ("ร้อยละของครูที่ผ่านการอบรม",)))


@case("new_indicator")
def _(run: Run, planted: bool) -> None:
    two_years(run)
    three(run, "d1", NAME, "จำนวนสวนหย่อมที่จัดสร้าง")
    three(run, "d2", NAME, "จำนวนสวนหย่อมที่จัดสร้าง", *(("ร้อยละของครูที่ผ่านการอบรม",) if planted else ()))


@pytest.mark.parametrize("rule", ["dropped_indicator", "new_indicator"])
@pytest.mark.parametrize("why", ["partial", "other kind", "nothing in common", "two years apart"])
def test_years_that_cannot_be_compared_say_nothing(rule: str, why: str) -> None:
    run = Run()
    run.document("d1", 2566 if why == "two years apart" else 2567, status="partial" if why == "partial" else "ok")
    run.document("d2", 2568, doc_type="kpi_agreement" if why == "other kind" else "annual_plan")
    if why == "partial":
        run.rows["documents"][1]["status"] = "partial"
    three(run, "d1", "จำนวนโรงเรียน" if why == "nothing in common" else NAME, "จำนวนสวนหย่อมที่จัดสร้าง")
    three(run, "d2", NAME, "ร้อยละของครูที่ผ่านการอบรม")
    assert run.findings(rule) == []


@case("kpi_dropped")
def _(run: Run, planted: bool) -> None:
    two_years(run, "kpi_agreement")
    said = "ขุดลอก 40 คลอง ระยะเวลาดำเนินการ 4 ปี (พ.ศ. 2567 – 2570)"
    indicator(run, "d1", baseline=baseline(2566, said, None))
    name = "ร้อยละของครูที่ผ่านการอบรม" if planted else "ร้อยละของคลองที่ได้ขุดลอกแล้วเสร็จ"
    indicator(run, "d2", name, "i-2")


@case("kpi_dropped")
def _(run: Run, planted: bool) -> None:
    two_years(run)
    later = [{"fiscal_year": 2567, "raw": "10"}, {"fiscal_year": 2568, "raw": "20" if planted else "-"}]
    indicator(run, "d1", targets_by_year=later)
    indicator(run, "d2", "ร้อยละของครูที่ผ่านการอบรม", "i-2")


# -- rubrics


def rubric(run: Run, criteria: list[str], shares: tuple[float, ...] = (20, 40, 60, 80, 100), **more: Any) -> None:
    kpi = run.kpi(more.pop("name", NAME), **more)
    for level, (text, share) in enumerate(zip(criteria, shares, strict=True), 1):
        figures = {"threshold_raw": f"ร้อยละ {share:g}", "threshold_value": share, "threshold_unit": "ร้อยละ"}
        run.add("rubrics", kpi_id=kpi["kpi_id"], kpi_name=kpi["name"], level=level, criterion=text, **figures)


@case("rubric_scale")
def _(run: Run, planted: bool) -> None:
    steps = (60, 65, 70, 75, 80) if planted else (20, 40, 60, 80, 100)
    rubric(run, [f"- ขุดลอกคลองตามแผนได้ร้อยละ {step}" for step in steps])


@case("rubric_scale")
def _(run: Run, planted: bool) -> None:
    steps = (10, 15, 20, 25, 30) if planted else (6, 12, 18, 24, 30)
    rubric(run, [f"ขุดลอกคลองแล้วเสร็จไม่น้อยกว่า {step} คลอง" for step in steps])


@pytest.mark.parametrize(
    "criteria",
    [
        ["จัดทำแผนขุดลอก", "ได้รับอนุมัติ", "จ้างเหมา", "ขุดลอกแล้วร้อยละ 90", "ตรวจรับแล้วเสร็จร้อยละ 100"],
        [f"ขุดลอกตามแผน และผู้อยู่อาศัยพึงพอใจร้อยละ 80 ครั้งที่ {n}" for n in range(1, 6)],
        [f"ออกใบอนุญาตแล้วเสร็จภายใน {days} วัน" for days in (60, 50, 40, 30, 20)],
        [f"ดำเนินการตามแผนร้อยละ {share}" for share in (20, 40, 60, 75, 100)],
        ["", "", "", "", ""],
    ],
)
def test_criteria_without_a_scale_of_their_own_are_left_alone(criteria: list[str]) -> None:
    run = Run()
    rubric(run, criteria)
    assert run.findings("rubric_scale") == []


@case("definition_rubric")
def _(run: Run, planted: bool) -> None:
    days = (80, 70, 60, 50, 40) if planted else (60, 55, 50, 45, 40)
    definition = f"ระยะเวลาออกใบอนุญาตนับจากวันรับคำขอ ภายใน {30 if planted else 45} วัน"
    rubric(run, [f"แล้วเสร็จภายใน {day} วัน" for day in days], definition=definition, name="การออกใบอนุญาตตามระยะเวลา")


@case("definition_rubric")
def _(run: Run, planted: bool) -> None:
    raw = f"ร้อยละ 100 ({4 if planted else 20} คลอง)"
    rubric(run, [""] * 5, (80, 85, 90, 95, 100), **target(raw, 100, "ร้อยละ"))


def test_days_of_other_steps_and_shares_of_many_things_are_left_alone() -> None:
    run = Run()
    rubric(run, [f"ภายใน {day} วัน" for day in (5, 4, 3, 2, 1)], definition="รายงานผลภายใน 15 วันหลังสิ้นไตรมาส")
    rubric(run, [""] * 5, (60, 70, 80, 90, 100), calculation="จำนวนคลองที่ขุดลอก หารด้วยทั้งหมด 50 คลอง คูณ 100")
    assert run.findings("definition_rubric") == []


# -- amounts


def lines(run: Run, last: float) -> None:
    for number in range(9):
        run.plan(f"โครงการที่ {number} ของสำนัก", 100_000 + 20_000 * number, section="part3")
    run.plan("โครงการขุดลอกคลอง", last, section="part3")


@case("unit_scale")
def _(run: Run, planted: bool) -> None:
    lines(run, 150_000_000 if planted else 1_500_000)


@case("unit_scale")
def _(run: Run, planted: bool) -> None:
    lines(run, 150 if planted else 15_000)


@case("unit_scale")
def _(run: Run, planted: bool) -> None:
    two_years(run)
    for doc_id, baht in (("d1", 2_400_000), ("d2", 2_600 if planted else 1_200_000)):
        indicator(run, doc_id, projects=[{"name": "โครงการขุดลอกคลอง", "budget_baht": Decimal(baht), "repeated": False}])


@case("budget_outlier")
def _(run: Run, planted: bool) -> None:
    lines(run, 50_000_000 if planted else 4_000_000)


def test_few_amounts_have_no_neighbours() -> None:
    run = Run()
    for number in range(4):
        run.plan(f"โครงการที่ {number}", 100_000, section="part3")
    run.plan("โครงการก่อสร้างอาคาร", 400_000_000, section="part3")
    assert run.findings("unit_scale") == [] and run.findings("budget_outlier") == []


def test_an_amount_is_compared_with_all_others_of_its_list_equal_ones_too() -> None:
    rng, seen = random.Random(3), set()
    for _ in range(300):
        size = rng.randint(8, 12)
        baht = [rng.choice((1, 20, 30, 4_000, 5_000, 90_000, 1_800_000, 36_000_000)) for _ in range(size)]
        run = Run()
        for number, amount in enumerate(baht):
            run.plan(f"โครงการที่ {number}", amount, section="part3")
        wanted = set()
        for number, amount in enumerate(baht):
            others = baht[:number] + baht[number + 1 :]
            far = amount >= max(others) * OUTLIER_GAP and amount >= median(others) * OUTLIER_FACTOR
            near = amount * OUTLIER_GAP <= min(others) and amount * OUTLIER_FACTOR <= median(others)
            if far or near:
                wanted.add((f"โครงการที่ {number}", min(others), max(others), median(others)))
        found = list(out_of_line(Tables(run.rows)))
        assert {(one.row["project"], one.least, one.most, one.typical) for one in found} == wanted
        seen.add(len(found))
    assert {0, 1} <= seen


# -- amendments


@case("amended")
def _(run: Run, planted: bool) -> None:
    flags = ["amended_before"] if planted else []
    run.add("sections", heading_path=[], text="1\tโครงการขุดลอกคลอง\t500,000", kind="table", flags=flags)
    run.plan("โครงการขุดลอกคลอง", 750_000, section="part2_issue")


@case("amended")
def _(run: Run, planted: bool) -> None:
    kpi = indicator(run, run.document("d1"), **target("ร้อยละ 80", 80, "ร้อยละ"))
    for raw in ("ร้อยละ 90", "ร้อยละ 80") if planted else ("ร้อยละ 80", "ร้อยละ 80"):
        run.add("kpi_mentions", kpi_id=kpi["kpi_id"], listing="kpi_table", name=NAME, target_raw=raw)


def test_an_amended_target_is_not_reported_as_a_change_as_well() -> None:
    run = Run()
    CASES["amended"][1](run, True)
    assert run.findings("target_change") == []


@pytest.mark.parametrize(("rule", "build"), CASES.each)
def test_what_is_planted_is_found_and_nothing_else(rule: str, build: Build) -> None:
    finding = found_where_planted(rule, build)
    assert finding.evidence and all(item.line for item in finding.evidence)
    assert "โปรด" in finding.message_th and "please" in finding.message_en.lower()
    assert " · " in finding.subject
