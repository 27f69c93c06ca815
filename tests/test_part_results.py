"""Reports whose results stand in months, quarters or periods, and figures beside the level that they stand for."""

from __future__ import annotations

import pytest
from phaen.extractors.forms.levels import told_texts
from phaen.normalizers.figures import parse_figure
from phaen.normalizers.organisations import organisations_in
from phaen.normalizers.plan_years import holds_only_years
from phaen.normalizers.units import split_units

from tests.test_interrupted import read

REPORT = "รายงานผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการ\nกรมปศุสัตว์\nประจำปีงบประมาณ พ.ศ. 2568\n\n"


def results(table: str, opening: str = REPORT) -> list[tuple[object, ...]]:
    """Name, target, result and flags of every result."""
    tables = read(opening + table)
    assert len(tables["kpis"]) == len(tables["results"])
    return [(row["kpi_name"], row["target_value"], row["achieved_value"], row["flags"]) for row in tables["results"]]


def test_months_are_neither_the_result_nor_a_baseline() -> None:
    table = (
        "ที่\tตัวชี้วัด\tน้ำหนัก\tเป้าหมาย\tผลการดำเนินงานรายเดือน\t\t\tผลสะสม 3 เดือน\n"
        "\t\t\t\tต.ค. 67\tพ.ย. 67\tธ.ค. 67\t\n"
        "1\tจำนวนโคที่ฉีดวัคซีน\t60\t900 ตัว\t100\t150\t120\t370 ตัว\n"
        "2\tร้อยละของฟาร์มที่ตรวจแล้ว\t40\tร้อยละ 80\t10\t25\t41\tร้อยละ 41\n"
    )
    assert results(table) == [("จำนวนโคที่ฉีดวัคซีน", 900, 370, []), ("ร้อยละของฟาร์มที่ตรวจแล้ว", 80, 41, [])]


def test_plan_and_result_of_quarters_are_not_those_of_the_year() -> None:
    table = (
        "ที่\tตัวชี้วัด\tหน่วย\tน้ำหนัก\tผลการดำเนินงานรายไตรมาส\t\t\t\t\t\t\t\tรวมทั้งปี\t\tคะแนน\n"
        "\t\t\t\tไตรมาสที่ 1\t\tไตรมาสที่ 2\t\tไตรมาสที่ 3\t\tไตรมาสที่ 4\t\t\t\t\n"
        "\t\t\t\tแผน\tผล\tแผน\tผล\tแผน\tผล\tแผน\tผล\tแผน\tผล\t\n"
        "1\tจำนวนโคที่ฉีดวัคซีน\tตัว\t60\t10\t11\t20\t21\t30\t31\t40\t41\t100\t104\t5\n"
        "2\tจำนวนฟาร์มที่ตรวจ\tแห่ง\t40\t1\t1\t2\t2\t3\t2\t4\t4\t10\t9\t4\n"
    )
    assert results(table) == [("จำนวนโคที่ฉีดวัคซีน", 100, 104, []), ("จำนวนฟาร์มที่ตรวจ", 10, 9, [])]


@pytest.mark.parametrize(
    ("heads", "figures", "reached"),
    [
        ("ผลการดำเนินงาน รอบ 9 เดือน", "700 ตัว", 700),
        ("ผลการดำเนินงาน รอบ 6 เดือน\tผลการดำเนินงาน รอบ 9 เดือน", "400 ตัว\t700 ตัว", 700),
        ("ผลงาน 5 เดือน", "310 ตัว", 310),
    ],
)
def test_the_longest_period_is_what_was_reached(heads: str, figures: str, reached: int) -> None:
    table = f"ตัวชี้วัด\tน้ำหนัก\tค่าเป้าหมาย\t{heads}\tสถานะ\n1. จำนวนโคที่ฉีดวัคซีน\t60\t900 ตัว\t{figures}\tต่ำกว่าแผน\n"
    assert results(table) == [("จำนวนโคที่ฉีดวัคซีน", 900, reached, [])]


def test_a_figure_stands_beside_the_level_that_it_means() -> None:
    table = (
        "ประเด็นพิจารณา\tค่าเป้าหมาย\t\tผลการประเมิน\t\tสรุปผล\n"
        "\tร้อยละ\tระดับคุณภาพ\tร้อยละ\tระดับคุณภาพ\t\n"
        "มาตรฐานที่ 1 คุณภาพของผู้เรียน\n"
        "1) อ่านออกเขียนได้\t80\tดีเลิศ\t82.5\tดีเลิศ\tสูงกว่าเป้าหมาย\n"
        "มาตรฐานที่ 2 การจัดการ\n"
        "1) พัฒนาครู\t90\tยอดเยี่ยม\t85\tดีเลิศ\tต่ำกว่าเป้าหมาย\n"
    )
    tables = read("รายงานผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการ ปีงบประมาณ พ.ศ. 2568\nโรงเรียนบ้านหนองน้ำใส\n\n" + table)
    assert [(row["target_value"], row["target_unit"]) for row in tables["kpis"]] == [(80, "ร้อยละ"), (90, "ร้อยละ")]
    found = [(row["item_no"], row["achieved_value"], row["achieved_unit"]) for row in tables["results"]]
    assert found == [("1", 82.5, "ร้อยละ"), ("1", 85, "ร้อยละ")]


def test_the_sheet_of_a_report_names_its_period_and_its_number_apart() -> None:
    sheet = (
        "ตัวชี้วัดที่\t{n}\t\t\nชื่อตัวชี้วัด\tจำนวนโคที่ฉีดวัคซีน{n}\t\t\nน้ำหนัก\t30 คะแนน\tค่าเป้าหมาย\t900 ตัว\n"
        "ผลการดำเนินงาน 9 เดือน\t700 ตัว\tคะแนนที่ได้\t3 คะแนน\nคำอธิบาย/นิยาม\tโคของเกษตรกรในเขต\t\t\n\n"
        "เกณฑ์การให้คะแนน\n\nระดับคะแนน\tเกณฑ์การประเมิน\n1\t500 ตัว\n2\t600 ตัว\n3\t700 ตัว\n4\t800 ตัว\n5\t900 ตัว\n\n"
    )
    tables = read(REPORT + sheet.format(n=1) + sheet.format(n=2))
    assert [(row["item_no"], row["name"]) for row in tables["kpis"]] == [
        ("1", "จำนวนโคที่ฉีดวัคซีน1"),
        ("2", "จำนวนโคที่ฉีดวัคซีน2"),
    ]
    assert [row["definition"] for row in tables["kpis"]] == ["โคของเกษตรกรในเขต"] * 2
    assert [(row["achieved_value"], row["score"], row["flags"]) for row in tables["results"]] == [(700, 3, [])] * 2
    levels = [(row["kpi_name"][-1], row["level"], row["threshold_value"]) for row in tables["rubrics"]]
    assert levels == [(n, level, 400 + 100 * level) for n in "12" for level in range(1, 6)]


def test_two_results_of_a_sheet_are_flagged() -> None:
    tables = read(
        REPORT + "ตัวชี้วัด\tจำนวนโคที่ฉีดวัคซีน\nค่าเป้าหมาย\t900 ตัว\nผลการดำเนินงาน รอบ 6 เดือน\t400 ตัว\n"
        "ผลการดำเนินงาน รอบ 12 เดือน\t880 ตัว\nคำนิยาม\tโคของเกษตรกร\n"
    )
    assert all("unclaimed_cells" in row["flags"] for row in tables["results"])


def test_a_rubric_belongs_to_the_numbered_indicator_above_it() -> None:
    told = "ตัวชี้วัดที่ {n} : จำนวนโคที่ฉีดวัคซีน{n}\nหน่วยวัด : ตัว\nน้ำหนัก : ร้อยละ 50\nเกณฑ์การให้คะแนน :\n\n"
    rubric = "ระดับ\tเกณฑ์การให้คะแนน\n1\tมีแผน\n2\tมีคณะทำงาน\n3\tดำเนินการแล้ว\n4\tรายงานผล\n5\tประเมินผล\n\n"
    tables = read(
        "คำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568\nกรมปศุสัตว์\n\n"
        + "".join(told.format(n=n) + rubric for n in (1, 2))
    )
    assert [row["kpi_name"][-1] for row in tables["rubrics"]] == ["1"] * 5 + ["2"] * 5


@pytest.mark.parametrize(
    ("text", "value"),
    [("๒๐/๑๐๐", 20), ("4/5 คะแนน", 4), ("1/2", None), ("20/100 และ 30", None), ("6/5", None)],
)
def test_points_of_a_whole(text: str, value: float | None) -> None:
    parsed = parse_figure(text, "weight_unread")
    assert (parsed.value, bool(parsed.flags)) == (value, value is None)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ดำเนินการได้ร้อยละ 80", {"threshold", "criterion"}),
        ("ร้อยละ 100 และประเมินผลเสนอคณะกรรมการ", {"threshold", "criterion"}),
        ("ไม่น้อยกว่าร้อยละ 80", {"threshold"}),
        ("จัดทำแผนแล้วเสร็จ", {"criterion"}),
        ("3.50 - 3.69", {"threshold"}),
    ],
)
def test_a_level_says_how_much_of_what(text: str, told: set[str]) -> None:
    assert set(told_texts(text)) == told


def test_a_heading_of_a_year_may_say_its_months() -> None:
    assert holds_only_years("ปีงบประมาณ พ.ศ. 2568 (ตุลาคม 2567 – มิถุนายน 2568)")
    assert not holds_only_years("ปีงบประมาณ 2567 ได้รับงบประมาณ 3 ล้านบาท")


def test_a_state_enterprise_that_no_register_knows() -> None:
    (found,) = organisations_in("องค์การขนส่งทางอากาศแห่งประเทศไทย")
    assert (found.name, found.sector) == ("องค์การขนส่งทางอากาศแห่งประเทศไทย", "other")
    assert organisations_in("องค์การระหว่างประเทศ") == []


def test_the_word_of_an_office_stays_with_its_abbreviation_behind_another() -> None:
    assert split_units("ที่ทำการปกครองจังหวัด สำนักงาน ทสจ.") == ["ที่ทำการปกครองจังหวัด", "สำนักงานทสจ."]
