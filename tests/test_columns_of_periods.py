"""Columns of several periods of a year: the longest speaks for the year, whether target, result or score."""

from __future__ import annotations

import pytest
from phaen.extractors.forms.engine import kinds_for

from tests.test_interrupted import read

PLAN = "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2568\nกรมส่งเสริมผ้าทอ\n\n"
REPORT = "รายงานผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568\nกรมส่งเสริมผ้าทอ\n\n"


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("รอบ 6 เดือน", "รอบ 12 เดือน"),
        ("รอบที่ 1 (6 เดือน)", "รอบที่ 2 (12 เดือน)"),
        ("ผลการดำเนินงานรอบ 6 เดือน (ต.ค. - มี.ค.)", "ผลการดำเนินงานรอบ 9 เดือน (ต.ค. - มิ.ย.)"),
        ("ไตรมาส 1-2", "ไตรมาส 1-4"),
    ],
)
@pytest.mark.parametrize(("planned", "reached"), [("แผน", "ผล"), ("เป้าหมาย", "ผลงาน"), ("เป้าหมาย", "ผลการดำเนินงาน")])
def test_what_was_planned_and_reached_below_each_period(first: str, last: str, planned: str, reached: str) -> None:
    found = read(
        f"{REPORT}ตัวชี้วัด\tน้ำหนัก\t{first}\t\t{last}\t\tคะแนน\n\t\t{planned}\t{reached}\t{planned}\t{reached}\t\n"
        "1. จำนวนลายผ้าที่ขึ้นทะเบียน\t20\t20\t22\t45\t44\t4.5\n2. ร้อยละความพึงพอใจ\t30\t-\t-\t85\t88.2\t5\n"
    )
    assert [(row["target_value"], row["achieved_value"], row["score"], row["flags"]) for row in found["results"]] == [
        (45, 44, 4.5, []), (85, 88.2, 5, []),
    ]  # fmt: skip
    assert [row["target_value"] for row in found["kpis"]] == [45, 85]


def test_scores_of_each_period_beside_one_target() -> None:
    (row,) = read(
        f"{REPORT}ตัวชี้วัด\tเป้าหมาย\tรอบ 6 เดือน\t\tรอบ 12 เดือน\t\n\t\tผลงาน\tคะแนน\tผลงาน\tคะแนน\n"
        "1. จำนวนลายผ้าที่ขึ้นทะเบียน\t45\t20\t2.1\t44\t4.5\n"
    )["results"]
    assert (row["target_value"], row["achieved_value"], row["score"]) == (45, 44, 4.5)


@pytest.mark.parametrize("word", ["รอบ {} เดือน", "{} เดือน", "รอบ {} เดือน (สะสม)"])
@pytest.mark.parametrize("target", ["เป้าหมาย", "เป้าหมายทั้งปี"])
def test_results_of_periods_below_one_heading(word: str, target: str) -> None:
    """Without the twelfth month the last is what was reached when the report was made, and none is a baseline."""
    heads = "\t".join(word.format(months) for months in (3, 6, 9))
    found = read(
        f"{REPORT}ข้อ\tตัวชี้วัด\t{target}\tผลการดำเนินงาน\t\t\tปัญหาอุปสรรค\n\t\t\t{heads}\t\n"
        "1\tจำนวนลายผ้าที่ขึ้นทะเบียน\t24\t4\t9\t21\t-\n"
    )
    assert [(row["target_value"], row["achieved_value"], row["flags"]) for row in found["results"]] == [(24, 21, [])]
    assert not found["kpis"][0]["baseline"]


@pytest.mark.parametrize("periods", [(6, 12), (12, 6)])
def test_counts_and_shares_of_each_period(periods: tuple[int, int]) -> None:
    """The share of the longest period is what was reached, wherever it stands."""
    six, twelve = "580\t322\t55.52", "612\t387\t63.24"
    first, last = (six, twelve) if periods == (6, 12) else (twelve, six)
    (row,) = read(
        f"{REPORT}ตัวชี้วัด\tเกณฑ์เป้าหมาย\tรอบ {periods[0]} เดือน\t\t\tรอบ {periods[1]} เดือน\t\t\n"
        "\t\tเป้าหมาย (คน)\tผลงาน (คน)\tร้อยละ\tเป้าหมาย (คน)\tผลงาน (คน)\tร้อยละ\n"
        f"1. ร้อยละของช่างทอที่ผ่านการทดสอบ\tร้อยละ 60\t{first}\t{last}\n"
    )["results"]
    assert (row["target_value"], row["achieved_value"], row["flags"]) == (60, 63.24, [])


@pytest.mark.parametrize("last_year", ["ค่าเป้าหมาย 2567\tผลการดำเนินงาน 2567", "เป้าหมาย ปี 2567\tผลการดำเนินงาน ปี 2567"])
def test_a_plan_with_target_and_result_of_the_year_before(last_year: str) -> None:
    """The result is where this year's work begins, and last year's target is not this year's."""
    found = read(
        f"{PLAN}ตัวชี้วัด\tหน่วยนับ\t{last_year}\t{last_year.split(chr(9))[0].replace('2567', '2568')}\n"
        "1. จำนวนลายผ้าที่ขึ้นทะเบียน\tลาย\t40\t38\t45\n"
    )
    (row,) = found["kpis"]
    assert (row["target_value"], [(one["fiscal_year"], one["value"]) for one in row["baseline"]]) == (45, [(2567, 38)])
    assert not found["results"] and not row["flags"]


def test_of_rounds_without_a_length_none_is_the_years() -> None:
    found = read(
        f"{REPORT}ตัวชี้วัด\tน้ำหนัก\tรอบที่ 1\t\tรอบที่ 2\t\n\t\tแผน\tผล\tแผน\tผล\n1. จำนวนลายผ้าที่ขึ้นทะเบียน\t20\t20\t22\t45\t44\n"
    )
    assert not found["results"] and not found["kpis"] and found["documents"][0]["status"] == "partial"


@pytest.mark.parametrize("periods", [(6, 12), (3, 6, 9, 12), (12, 6)])
@pytest.mark.parametrize("word", ["รอบ {} เดือน", "{} เดือน"])
def test_targets_by_period_in_a_plan(periods: tuple[int, ...], word: str) -> None:
    """They are no results, and the first is not the year's."""
    heads, gaps = "\t".join(word.format(months) for months in periods), "\t" * (len(periods) - 1)
    figures = "\t".join(str(months * 10) for months in periods)
    found = read(f"{PLAN}ที่\tตัวชี้วัด\tหน่วยนับ\tค่าเป้าหมาย{gaps}\n\t\t\t{heads}\n1\tจำนวนลายผ้าที่ขึ้นทะเบียน\tลาย\t{figures}\n")
    assert [(row["target_value"], row["flags"]) for row in found["kpis"]] == [(120, [])]
    assert not found["results"]
    found = read(
        f"{PLAN}โครงการ\tตัวชี้วัด\tหน่วยนับ\tค่าเป้าหมาย{gaps}\tงบประมาณ\n\t\t\t{heads}\t\n"
        f"โครงการลายผ้า\tจำนวนลายผ้าที่ขึ้นทะเบียน\tลาย\t{figures}\t100,000\n"
    )
    assert [(row["target_value"], row["base"]) for row in found["kpis"]] == [(120, "project")]
    assert [row["budget_baht"] for row in found["plans"]] == [100_000] and not found["results"]


def test_the_sum_of_quarters_targets_is_no_money() -> None:
    found = read(
        f"{PLAN}โครงการ\tตัวชี้วัด\tหน่วยนับ\tเป้าหมาย\t\t\t\t\tงบประมาณ\n"
        "\t\t\tไตรมาส 1\tไตรมาส 2\tไตรมาส 3\tไตรมาส 4\tรวม\t\n"
        "โครงการลายผ้า\tจำนวนลายผ้า\tลาย\t20\t25\t25\t30\t100\t90,000\n"
    )
    assert [(row["budget_baht"], row["amounts"], row["flags"]) for row in found["plans"]] == [(90_000, [], [])]
    assert [row["target_value"] for row in found["kpis"]] == [100]


def test_money_of_quarters_beside_their_targets_names_the_quarter() -> None:
    (row,) = read(
        f"{PLAN}โครงการ\tไตรมาส 1\t\tไตรมาส 2\t\tรวม\t\n\tเป้าหมาย\tงบประมาณ\tเป้าหมาย\tงบประมาณ\tเป้าหมาย\tงบประมาณ\n"
        "โครงการลายผ้า\t5\t10,000\t10\t20,000\t15\t30,000\n"
    )["plans"]
    assert [(one["source"], one["baht"]) for one in row["amounts"]] == [("ไตรมาส 1", 10_000), ("ไตรมาส 2", 20_000)]
    assert row["budget_baht"] == 30_000


def test_what_was_reached_in_a_year_is_no_target() -> None:
    """A heading of two years over target and result had made the second result the target."""
    found = read(
        f"{REPORT}ตัวชี้วัด\tหน่วยนับ\tปีงบประมาณ 2567\t\tปีงบประมาณ 2568\t\n\t\tเป้าหมาย\tผล\tเป้าหมาย\tผล\n"
        "1. จำนวนลายผ้าที่ขึ้นทะเบียน\tลาย\t40\t39\t45\t44\n"
    )
    assert all(row["target_value"] in (None, 45) for row in found["kpis"])


def test_a_form_may_be_of_some_types_of_document_only() -> None:
    assert "budget_measures" in kinds_for("central", None, "budget_book").own
    assert "budget_measures" in kinds_for("central").own
    assert "budget_measures" not in kinds_for("central", None, "annual_plan").own
