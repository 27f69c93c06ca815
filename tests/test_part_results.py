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
        ("จัดเก็บข้อมูลแล้วเสร็จ ร้อยละ 50", {"threshold", "criterion"}),
        ("ประมวลผลและส่งรายงานภายในวันที่ 15 มีนาคม 2568", {"threshold", "criterion"}),
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


PAIRS = (
    "ลำดับที่\tตัวชี้วัด\tหน่วยนับ\tแผน/ผล\tปีงบประมาณ พ.ศ. 2568\t\t\t\tรวม\tผู้รับผิดชอบ\n"
    "\t\t\t\tไตรมาส 1\tไตรมาส 2\tไตรมาส 3\tไตรมาส 4\t\t\n"
)


def test_a_row_of_plan_and_a_row_of_result() -> None:
    table = PAIRS + (
        "1\tจำนวนโคที่ฉีดวัคซีน\tตัว\tแผน\t10\t20\t30\t40\t100\tกองปศุสัตว์\n\t\t\tผล\t11\t21\t31\t41\t104\t\n"
        "2\tจำนวนฟาร์มที่ตรวจ\tแห่ง\tแผน\t1\t2\t3\t4\t10\tกองมาตรฐาน\n\t\t\tผล\t1\t2\t2\t4\t9\t\n"
    )
    assert results(table) == [("จำนวนโคที่ฉีดวัคซีน", 100, 104, []), ("จำนวนฟาร์มที่ตรวจ", 10, 9, [])]
    tables = read(REPORT + table)
    assert [(row["item_no"], row["units"], row["flags"]) for row in tables["kpis"]] == [
        ("1", ["กองปศุสัตว์"], []),
        ("2", ["กองมาตรฐาน"], []),
    ]


def test_a_pair_that_prints_its_name_again_or_lacks_a_row() -> None:
    table = PAIRS + (
        "1\tจำนวนโคที่ฉีดวัคซีน\tตัว\tแผน\t10\t20\t30\t40\t100\tกองปศุสัตว์\n"
        "1\tจำนวนโคที่ฉีดวัคซีน\tตัว\tผล\t11\t21\t31\t41\t104\tกองปศุสัตว์\n"
        "2\tจำนวนฟาร์มที่ตรวจ\tแห่ง\tแผน\t1\t2\t3\t4\t10\tกองมาตรฐาน\n"
    )
    assert results(table) == [
        ("จำนวนโคที่ฉีดวัคซีน", 100, 104, []),
        ("จำนวนฟาร์มที่ตรวจ", 10, None, ["items_unmatched"]),
    ]


def test_twelve_months_stand_alone_in_the_heading() -> None:
    months = "ต.ค.\tพ.ย.\tธ.ค.\tม.ค.\tก.พ.\tมี.ค.\tเม.ย.\tพ.ค.\tมิ.ย.\tก.ค.\tส.ค.\tก.ย."
    table = (
        f"ที่\tตัวชี้วัด\tหน่วย\tเป้าหมาย\t{months}\tผลงานสะสม\n"
        f"1\tจำนวนโคที่ฉีดวัคซีน\tตัว\t≥90\t{chr(9).join('123456789')}\t\t\t\t45\n"
        f"2\tจำนวนฟาร์มที่ตรวจ\tแห่ง\t10\t{chr(9).join('123456789')}\t\t\t\t46\n"
    )
    assert results(table) == [("จำนวนโคที่ฉีดวัคซีน", 90, 45, []), ("จำนวนฟาร์มที่ตรวจ", 10, 46, [])]


def test_a_numerator_above_its_denominator_is_no_result() -> None:
    table = (
        "ตัวบ่งชี้คุณภาพ\tเป้าหมาย\tผลการดำเนินงาน\t\tบรรลุเป้าหมาย\tคะแนนการประเมิน\n\t\tตัวตั้ง/ตัวหาร\tผลลัพธ์ (% หรือสัดส่วน)\t\t\n"
        "1.2 อาจารย์ที่มีคุณวุฒิปริญญาเอก\tร้อยละ 40\t34/78\tร้อยละ 43.59\t✓\t5.00\n"
        "1.3 อาจารย์ที่มีตำแหน่งทางวิชาการ\tร้อยละ 60\t41/78\tร้อยละ 52.56\t×\t4.38\n"
    )
    found = [(name, target, reached) for name, target, reached, _ in results(table)]
    assert found == [("อาจารย์ที่มีคุณวุฒิปริญญาเอก", 40, 43.59), ("อาจารย์ที่มีตำแหน่งทางวิชาการ", 60, 52.56)]


def test_labels_that_only_a_space_parts_from_their_figures() -> None:
    told = (
        "ตัวชี้วัดที่ {n} จำนวนโคที่ฉีดวัคซีน{n}\nน้ำหนัก ร้อยละ 50\nเป้าหมาย ไม่ต่ำกว่า 900 ตัว\nผลการดำเนินงาน 950 ตัว\n"
        "คะแนนที่ได้ 5.00\nคำอธิบายผลการดำเนินงาน ฉีดครบทุกตำบล\n\n"
    )
    tables = read(REPORT + told.format(n=1) + told.format(n=2))
    assert [(row["weight"], row["target_value"], row["target_op"]) for row in tables["kpis"]] == [(50, 900, ">=")] * 2
    found = [(row["achieved_value"], row["score"], row["narrative"], row["flags"]) for row in tables["results"]]
    assert found == [(950, 5, "ฉีดครบทุกตำบล", [])] * 2


@pytest.mark.parametrize("figures", ["น้ำหนัก ร้อยละ 50\nค่าเป้าหมาย ระดับ 5\n", ""])
def test_a_table_of_labels_tells_of_the_indicator_above(figures: str) -> None:
    sheet = (
        "ตัวชี้วัดที่ {n} จำนวนโคที่ฉีดวัคซีน{n}\n"
        + figures
        + "\nนิยาม\tโคของเกษตรกร{n}\nวิธีคำนวณ\tนับจำนวน{n}\nแหล่งข้อมูล\tทะเบียน{n}\n\n"
        "เกณฑ์การให้คะแนน\n\nระดับ\tการดำเนินงาน\tคะแนนที่ได้รับ\n1\tมีแผน\t1\n2\tมีคณะทำงาน\t2\n3\tฉีดแล้ว\t3\n4\tรายงาน\t4\n5\tประเมิน\t5\n\n"
    )
    tables = read("คำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568\nกรมปศุสัตว์\n\n" + sheet.format(n=1) + sheet.format(n=2))
    told = [(row["definition"], row["calculation"], row["evidence"]) for row in tables["kpis"]]
    assert told == [("โคของเกษตรกร1", "นับจำนวน1", "ทะเบียน1"), ("โคของเกษตรกร2", "นับจำนวน2", "ทะเบียน2")]
    assert [row["kpi_name"][-1] for row in tables["rubrics"]] == ["1"] * 5 + ["2"] * 5


def test_a_rate_per_days_is_no_hospital() -> None:
    assert organisations_in("อัตราการติดเชื้อในโรงพยาบาลต่อ 1,000 วันนอน") == []


def test_levels_of_an_indicator_below_each_other_say_what_must_be_done() -> None:
    tables = read(
        "คำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568\nกรมปศุสัตว์\n\n"
        "ที่\tตัวชี้วัด\tน้ำหนัก\tระดับ\tเกณฑ์การให้คะแนน\tผู้รับผิดชอบ\n"
        "1\tความสำเร็จของการฉีดวัคซีน\t60\t1\tจัดทำแผน\tกองปศุสัตว์\n\t\t\t2\tตรวจสอบแล้วเสร็จภายใน 30 วัน\t\n"
        "\t\t\t3\tรายงานผล\t\n"
        "\t\t\t4\tฉีดแล้ว\t\n\t\t\t5\tประเมินผล\t\n"
        "2\tร้อยละของฟาร์มที่ตรวจ\t40\t1\tร้อยละ 60\tกองมาตรฐาน\n\t\t\t2\tร้อยละ 70\t\n\t\t\t3\tร้อยละ 80\t\n"
        "\t\t\t4\tร้อยละ 90\t\n\t\t\t5\tร้อยละ 100\t\n"
    )
    assert [(row["item_no"], row["weight"], row["units"]) for row in tables["kpis"]] == [
        ("1", 60, ["กองปศุสัตว์"]),
        ("2", 40, ["กองมาตรฐาน"]),
    ]
    told = [(row["level"], row["threshold_value"], row["criterion"]) for row in tables["rubrics"]]
    assert told[1] == (2, 30, "ตรวจสอบแล้วเสร็จภายใน 30 วัน") and told[3] == (4, None, "ฉีดแล้ว")
    assert told[5:] == [(level, 50 + 10 * level, None) for level in range(1, 6)]


def test_small_successes_are_no_results() -> None:
    tables = read(
        "คำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568\nสำนักงานสาธารณสุขจังหวัดสุรินทร์\n\n"
        "ลำดับ\tตัวชี้วัด\tน้ำหนัก\tค่าเป้าหมาย\tSmall Success\t\t\t\tผู้รับผิดชอบ\n\t\t\t\t3 เดือน\t6 เดือน\t9 เดือน\t12 เดือน\t\n"
        "1\tร้อยละของเด็กที่มีพัฒนาการสมวัย\t60\tร้อยละ 87\tร้อยละ 80\tร้อยละ 82\tร้อยละ 85\tร้อยละ 87\tกลุ่มงานส่งเสริมสุขภาพ\n"
        "2\tจำนวนโรงพยาบาลที่ผ่านเกณฑ์\t40\t8 แห่ง\t2 แห่ง\t4 แห่ง\t6 แห่ง\t8 แห่ง\tกลุ่มงานอนามัย\n"
    )
    assert tables["results"] == []
    assert [(row["target_value"], row["weight"]) for row in tables["kpis"]] == [(87, 60), (8, 40)]
    assert all("unclaimed_cells" in row["flags"] for row in tables["kpis"])


def test_a_target_of_half_a_year_is_not_the_indicators() -> None:
    table = (
        "ที่\tตัวชี้วัด\tน้ำหนัก\tค่าเป้าหมายทั้งปี\tรอบ 6 เดือนแรก (ต.ค. 67 - มี.ค. 68)\t\tปัญหา/อุปสรรค\n"
        "\t\t\t\tเป้าหมาย\tผลการดำเนินงาน\t\n"
        "1\tจำนวนโคที่ฉีดวัคซีน\t60\t900 ตัว\t450 ตัว\t470 ตัว\t-\n"
        "2\tจำนวนฟาร์มที่ตรวจ\t40\t10 แห่ง\t5 แห่ง\t4 แห่ง\tเจ้าหน้าที่ไม่พอ\n"
    )
    assert results(table) == [("จำนวนโคที่ฉีดวัคซีน", 900, 470, []), ("จำนวนฟาร์มที่ตรวจ", 10, 4, [])]


def test_the_last_year_behind_the_levels_is_what_was_reached() -> None:
    tables = read(
        REPORT + "ตัวชี้วัด\tหน่วยวัด\tน้ำหนัก\tค่าเกณฑ์วัด\t\t\t\t\tผลการดำเนินงาน\t\tค่าระดับที่ได้\n"
        "\t\t\tระดับ 1\tระดับ 2\tระดับ 3\tระดับ 4\tระดับ 5\tปี 2567\tปี 2568\t\n"
        "1. จำนวนโคที่ฉีดวัคซีน\tตัว\t60\t500\t600\t700\t800\t900\t640\t850\t4.5\n"
        "2. ร้อยละของฟาร์มที่ตรวจ\tร้อยละ\t40\t60\t65\t70\t75\t80\t61\t79\t4.8\n"
    )
    found = [(row["achieved_value"], row["score"], row["fiscal_year"], row["flags"]) for row in tables["results"]]
    assert found == [(850, 4.5, 2568, []), (79, 4.8, 2568, [])]
    assert [[(one["fiscal_year"], one["value"]) for one in row["baseline"]] for row in tables["kpis"]] == [
        [(2567, 640)],
        [(2567, 61)],
    ]
    assert [row["level"] for row in tables["rubrics"]] == [1, 2, 3, 4, 5] * 2


def test_quarters_that_are_only_numbered() -> None:
    table = (
        "ลำดับ\tตัวชี้วัด\tเป้าหมายรวม\tผลการดำเนินงานสะสมรายไตรมาส\t\t\t\tผลการดำเนินงาน ณ สิ้นไตรมาส 3\tสถานะ\n"
        "\t\t\tQ1\tQ2\tQ3\tQ4\t\t\n"
        "1\tจำนวนโคที่ฉีดวัคซีน\t900 ตัว\t100\t300\t620\t\t620 ตัว\tเป็นไปตามแผน\n"
        "2\tจำนวนฟาร์มที่ตรวจ\t10 แห่ง\t1\t3\t5\t\t5 แห่ง\tล่าช้ากว่าแผน\n"
    )
    assert results(table) == [("จำนวนโคที่ฉีดวัคซีน", 900, 620, []), ("จำนวนฟาร์มที่ตรวจ", 10, 5, [])]


def test_a_box_whose_cells_hold_a_label_and_its_text() -> None:
    box = (
        "ตัวชี้วัดที่\t{n}\t\t\t\t\nชื่อตัวชี้วัด\tร้อยละของฟาร์มที่ตรวจ{n}\t\t\t\t\n"
        "น้ำหนัก : ร้อยละ 50\t\t\tค่าเป้าหมาย : ร้อยละ 95\t\t\n"
        "เกณฑ์ระดับคะแนน\tระดับ 1\tระดับ 2\tระดับ 3\tระดับ 4\tระดับ 5\nร้อยละ\t75\t80\t85\t90\t95\n"
        "ผลการดำเนินงาน\tร้อยละ 97.15\tคะแนนที่ได้\t5.00\t\t\nคำชี้แจง\tตรวจครบทุกแห่ง\t\t\t\t\n\n"
    )
    tables = read(REPORT + box.format(n=1) + box.format(n=2))
    assert [(row["weight"], row["target_value"]) for row in tables["kpis"]] == [(50, 95)] * 2
    found = [(row["achieved_value"], row["score"], row["narrative"]) for row in tables["results"]]
    assert found == [(97.15, 5, "ตรวจครบทุกแห่ง")] * 2
    levels = [(row["level"], row["threshold_value"], row["threshold_unit"]) for row in tables["rubrics"]]
    assert levels == [(level, 70 + 5 * level, "ร้อยละ") for level in range(1, 6)] * 2


def test_targets_and_results_of_two_years_side_by_side() -> None:
    tables = read(
        REPORT + "ที่\tตัวชี้วัด\tหน่วยนับ\tปีงบประมาณ 2567\t\tปีงบประมาณ 2568\t\n\t\t\tเป้าหมาย\tผลงาน\tเป้าหมาย\tผลงาน\n"
        "1\tร้อยละของฟาร์มที่ตรวจ\tร้อยละ\t60\t58.2\t≥ 62\t63.9\n2\tจำนวนโคที่ตาย\tตัว\t< 50\t41\t< 45\t46\n"
    )
    found = [
        (row["target_value"], row["achieved_value"], row["fiscal_year"], row["flags"]) for row in tables["results"]
    ]
    assert found == [(62, 63.9, 2568, []), (45, 46, 2568, [])]
    assert [(row["target_op"], row["target_value"]) for row in tables["kpis"]] == [(">=", 62), ("<", 45)]
    assert [[(one["fiscal_year"], one["value"]) for one in row["baseline"]] for row in tables["kpis"]] == [
        [(2567, 58.2)],
        [(2567, 41)],
    ]


def test_results_of_earlier_years_are_no_pair_of_rows() -> None:
    tables = read(
        "คำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568\nกรมปศุสัตว์\n\n"
        "ลำดับ\tตัวชี้วัด\tหน่วยวัด\tน้ำหนัก\tผลการดำเนินงาน\t\t\tเป้าหมาย ปี 2568\n\t\t\t\tปี 2565\tปี 2566\tปี 2567\t\n"
        "1\tจำนวนโคที่ฉีดวัคซีน\tตัว\t60\t500\t600\t700\t900\n2\tร้อยละของฟาร์มที่ตรวจ\tร้อยละ\t40\t60\t65\t70\t80\n"
    )
    assert tables["results"] == []
    assert [[one["value"] for one in row["baseline"]] for row in tables["kpis"]] == [[500, 600, 700], [60, 65, 70]]


def test_a_text_beside_labels_with_colons_is_told_by_no_label() -> None:
    tables = read(
        REPORT + "ตัวชี้วัดที่ 1 : ร้อยละของฟาร์มที่ตรวจ\nค่าเป้าหมาย : ร้อยละ 80\nคำนิยาม : ฟาร์มที่ตรวจ หมายถึง ฟาร์มที่มี\n"
        "ผลการดำเนินงาน ร้อยละ 60 ขึ้นไปทุกไตรมาส\nน้ำหนัก : 20\n"
    )
    assert tables["results"] == []
    assert [(row["target_value"], row["weight"]) for row in tables["kpis"]] == [(80, 20)]


@pytest.mark.parametrize("date", ["ณ วันที่ 31 ธันวาคม 2567", "ณ 31 มี.ค. 68", "(ต.ค. 67 - มี.ค. 68)"])
def test_a_result_at_a_date_is_of_the_fiscal_year_that_the_date_lies_in(date: str) -> None:
    tables = read(REPORT + f"ที่\tตัวชี้วัด\tเป้าหมาย\tผลการดำเนินงาน {date}\tสถานะ\n1\tจำนวนโคที่ฉีดวัคซีน\t900 ตัว\t400 ตัว\tปกติ\n")
    assert [(row["fiscal_year"], row["achieved_value"]) for row in tables["results"]] == [(2568, 400)]
    assert [row["baseline"] for row in tables["kpis"]] == [[]]


@pytest.mark.parametrize(
    "heads",
    [
        "เป้าหมาย\tผลการดำเนินงาน\t\t\n\t\tเป้าหมาย (ตัว)\tผลงาน (ตัว)\tร้อยละ",
        "เป้าหมาย\tผลการดำเนินงาน\t\t\n\t\tเป้าหมาย\tผลงาน\tคิดเป็นร้อยละ",
        "เกณฑ์\tเป้าหมาย\tผลงาน\tร้อยละ",
        "เป้าหมาย\tจำนวนเป้าหมาย\tผลงาน\tร้อยละ",
        "เกณฑ์เป้าหมาย\tจำนวนทั้งหมด\tทำได้\t%",
    ],
)
def test_all_that_are_meant_and_those_reached_are_reckoned_with(heads: str) -> None:
    """Beside a target in percent the share is what was reached, not how many there are."""
    rows = results(f"ตัวชี้วัด\t{heads}\n1. ร้อยละของโคที่ฉีดวัคซีน\tร้อยละ 80\t1,200\t1,050\t87.5\n")
    assert rows == [("ร้อยละของโคที่ฉีดวัคซีน", 80, 87.5, [])]


def test_a_share_beside_target_and_result_alone_is_no_result() -> None:
    rows = results("ตัวชี้วัด\tเป้าหมาย\tผลงาน\tร้อยละ\n1. จำนวนโคที่ฉีดวัคซีน\t1,200\t1,050\t87.5\n")
    assert rows == [("จำนวนโคที่ฉีดวัคซีน", 1200, 1050, [])]
