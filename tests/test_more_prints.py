"""Prints of plans that a stranger to the project wrote: units of money over parts, deadlines, sources, advice."""

from __future__ import annotations

from decimal import Decimal

import pytest
from phaen.normalizers.periods import period
from phaen.normalizers.units import split_units
from phaen.pipeline.extract import ExtractOptions, extract_document

from tests.test_interrupted import read

MINISTRY = """แผนปฏิบัติราชการรายปี พ.ศ. 2570
กรมส่งเสริมการค้า กระทรวงพาณิชย์
(หน่วย : {unit})

โครงการ/กิจกรรม\tตัวชี้วัด\tหน่วยนับ\tเป้าหมาย\tงบประมาณ\tหน่วยงานรับผิดชอบ
ผลผลิตที่ 1 ผู้ประกอบการแข่งขันได้
1. โครงการตลาดชุมชน\tจำนวนตลาด\tแห่ง\t40\t31.6\tกองตลาด
ผลผลิตที่ 2 สินค้าได้มาตรฐาน
1. โครงการตรวจสินค้า\tจำนวนสินค้า\tรายการ\t900\t7.25\tกองมาตรฐาน
"""


@pytest.mark.parametrize(("unit", "factor"), [("ล้านบาท", 1_000_000), ("พันบาท", 1_000), ("บาท", 1)])
def test_the_unit_above_a_table_holds_for_its_parts_behind_group_rows(unit: str, factor: int) -> None:
    """A group row without columns parts the table; what stands behind it has no headings of its own."""
    plans = read(MINISTRY.format(unit=unit))["plans"]
    got = [(plan["output"], plan["budget_baht"], plan["budget_unit_baht"]) for plan in plans]
    assert got == [
        ("ผู้ประกอบการแข่งขันได้", Decimal("31.6") * factor, factor),
        ("สินค้าได้มาตรฐาน", Decimal("7.25") * factor, factor),
    ]


def test_the_unit_above_a_table_ends_with_the_next_headings() -> None:
    text = MINISTRY.format(unit="ล้านบาท") + (
        "\nโครงการเพิ่มเติม\n\nโครงการ/กิจกรรม\tตัวชี้วัด\tหน่วยนับ\tเป้าหมาย\tงบประมาณ (บาท)\tหน่วยงานรับผิดชอบ\n"
        "โครงการอบรม\tจำนวนคน\tคน\t30\t45,000\tกองคลัง\n"
    )
    assert read(text)["plans"][-1]["budget_baht"] == 45_000


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("ไตรมาส 1", ("2569-10", "2569-12")),
        ("ไตรมาสที่ ๒", ("2570-01", "2570-03")),
        ("ไตรมาส 2 - 4", ("2570-01", "2570-09")),
        ("ไตรมาสที่ 1 ถึงไตรมาสที่ 3", ("2569-10", "2570-06")),
        ("ไตรมาส 3/2571", ("2571-04", "2571-06")),
        ("ไตรมาส 4 ปีงบประมาณ 2569", ("2569-07", "2569-09")),
        ("ไตรมาส 1, 3", (None, None)),
        ("ไตรมาส 4 - 2", (None, None)),
        ("ทุกไตรมาส", (None, None)),
        ("ภายใน 30 มิถุนายน 2570", (None, "2570-06")),
        ("แล้วเสร็จภายใน ส.ค. 70", (None, "2570-08")),
        ("มิถุนายน 2570", ("2570-06", "2570-06")),
    ],
)
def test_quarters_and_deadlines_as_times(text: str, months: tuple[str | None, str | None]) -> None:
    assert period(text, 2570) == months


def test_sources_of_money_without_a_heading_above_them() -> None:
    text = """แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2570
คณะประมง มหาวิทยาลัยชายฝั่งตะวันออก

เป้าประสงค์\tตัวชี้วัด\tหน่วย\tค่าเป้าหมาย\tโครงการ/กิจกรรม\tงบแผ่นดิน\tงบรายได้\tผู้รับผิดชอบ
1.1 บัณฑิตเก่ง\tร้อยละผู้มีงานทำ\tร้อยละ\t≥ 75\tโครงการฝึกงาน\t90,000\t15,000\tงานวิชาการ
\tจำนวนผู้ฝึก\tคน\t60\tโครงการดูงาน\t-\t22,000\tงานวิชาการ
"""
    first, second = read(text)["plans"]
    assert [first["objective"], second["objective"]] == [None, None]  # a goal is no objective of an issue
    assert [(one["source"], one["baht"]) for one in first["amounts"]] == [("งบแผ่นดิน", 90_000), ("งบรายได้", 15_000)]
    assert (first["budget_baht"], second["budget_baht"]) == (105_000, 22_000)
    assert "unclaimed_cells" not in first["flags"]


def test_a_district_plan_with_an_indicator_and_a_target_for_each_project() -> None:
    text = """แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2570
สำนักงานเขตบางแค

แผนงาน\tผลผลิต/โครงการ\tฝ่ายที่รับผิดชอบ\tตัวชี้วัด\tค่าเป้าหมาย\tงบประมาณ (พันบาท)
แผนงานเทศกิจ\tโครงการจัดระเบียบทางเท้า\tฝ่ายเทศกิจ\tจำนวนจุดที่จัดระเบียบ\t12 จุด\t1,480.5
\tโครงการเก็บขยะริมคลอง\tฝ่ายรักษาความสะอาดฯ\tจำนวนครั้งที่จัดเก็บ\t1 ครั้ง/ไตรมาส\t-
"""
    tables = read(text)
    assert [(p["programme"], p["budget_baht"], p["units"]) for p in tables["plans"]] == [
        ("แผนงานเทศกิจ", 1_480_500, ["ฝ่ายเทศกิจ"]),
        ("แผนงานเทศกิจ", None, ["ฝ่ายรักษาความสะอาดฯ"]),
    ]
    assert [(k["base"], k["name"], k["target_value"], k["target_unit"]) for k in tables["kpis"]] == [
        ("project", "จำนวนจุดที่จัดระเบียบ", 12, "จุด"),
        ("project", "จำนวนครั้งที่จัดเก็บ", 1, "ครั้ง/ไตรมาส"),
    ]


def test_a_quality_plan_with_measures_of_success() -> None:
    """The indicator of quality that was judged is not the one that the target belongs to."""
    text = """แผนพัฒนาคุณภาพ ประจำปีงบประมาณ พ.ศ. 2570
คณะครุศาสตร์ มหาวิทยาลัยชายฝั่งตะวันออก

ตัวบ่งชี้\tคะแนนประเมิน\tข้อเสนอแนะจากคณะกรรมการ\tแนวทางการพัฒนา\tตัวชี้วัดความสำเร็จ\tเป้าหมาย\tระยะเวลา\tงบประมาณ\tฝ่าย
2.1 การวิจัย\t3.50\tควรมีพี่เลี้ยง\tโครงการพี่เลี้ยงวิจัย\tจำนวนข้อเสนอ\t8 เรื่อง\tภายใน มิ.ย. 70\t12,000\tรองคณบดี
"""
    tables = read(text)
    (kpi,), (plan,) = tables["kpis"], tables["plans"]
    assert (kpi["name"], kpi["target_value"], kpi["projects"][0]["name"]) == ("จำนวนข้อเสนอ", 8, "โครงการพี่เลี้ยงวิจัย")
    assert (plan["start_month"], plan["end_month"], plan["budget_baht"]) == (None, "2570-06", 12_000)


AGREEMENT = """แบบสรุปตัวชี้วัดเจรจาตกลงการประเมินผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2570
สำนักการโยธา กรุงเทพมหานคร

ลำดับ\tตัวชี้วัด\tน้ำหนัก\tค่าเป้าหมาย\tผลการดำเนินงาน ปี 2568\tผลการดำเนินงาน ปี 2569
องค์ประกอบที่ ๑ การประเมินประสิทธิภาพผลการดำเนินงาน (Performance Base)
1\tจำนวนสะพานที่ซ่อม\t๖๐\t≥ 12\t8\t๑๐
2\tระดับความสำเร็จของฐานข้อมูลสะพาน\t40\tระดับ 5\t-\tระดับ 3
รวม\t\t100\t\t\t

ตัวชี้วัดที่ 2 ระดับความสำเร็จของฐานข้อมูลสะพาน
เกณฑ์การให้คะแนน
ระดับ 1\tระดับ 2\tระดับ 3\tระดับ 4\tระดับ 5
ตั้งคณะทำงาน\tสำรวจ 10 เขต\tสำรวจ 30 เขต\tสำรวจ 50 เขต\tเผยแพร่
"""


def test_rows_behind_a_component_line_go_on_though_a_total_ends_them() -> None:
    tables = read(AGREEMENT)
    got = [(k["name"], k["target_raw"], k["weight"], k["component_no"]) for k in tables["kpis"]]
    assert got == [
        ("จำนวนสะพานที่ซ่อม", "≥ 12", 60, "1"),
        ("ระดับความสำเร็จของฐานข้อมูลสะพาน", "ระดับ 5", 40, "1"),
    ]
    assert all("unclaimed_cells" not in k["flags"] for k in tables["kpis"])
    assert "2569" in str(tables["kpis"][0]["baseline"])


def test_levels_across_belong_to_the_indicator_that_the_line_above_names() -> None:
    rubrics = read(AGREEMENT)["rubrics"]
    assert [r["level"] for r in rubrics] == [1, 2, 3, 4, 5]
    assert {r["kpi_name"] for r in rubrics} == {"ระดับความสำเร็จของฐานข้อมูลสะพาน"}


def test_lines_with_labels_of_their_own_are_no_words_of_the_issue() -> None:
    text = """แผนปฏิบัติราชการประจำปี พ.ศ. 2570
สำนักการโยธา กรุงเทพมหานคร

ส่วนที่ 2 การดำเนินงานตามยุทธศาสตร์ของหน่วยงาน
ประเด็นการพัฒนาที่ 1 สะพานแข็งแรง
เป้าประสงค์ (Objective) 1.1 คนข้ามสะพานได้ปลอดภัย
ตัวชี้วัด (KR) 1.1.1 ร้อยละของสะพานที่ตรวจแล้ว

ลำดับที่\tโครงการ/กิจกรรมสำคัญ\tงบประมาณ (บาท)\tส่วนราชการที่รับผิดชอบ
1\tโครงการซ่อมสะพานคลองแสนสบาย\t2,400,000\tกองก่อสร้าง
"""
    (plan,) = read(text)["plans"]
    assert (plan["issue"], plan["objective"]) == ("สะพานแข็งแรง", "1.1 คนข้ามสะพานได้ปลอดภัย")


def test_an_indicator_told_by_its_definition_and_formula() -> None:
    text = """รายละเอียดตัวชี้วัดตามคำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2570
กรมฝนเทียม กระทรวงเกษตรและสหกรณ์

ตัวชี้วัดที่ 4 : ร้อยละของพื้นที่ที่มีฝน
น้ำหนัก : ร้อยละ 15
หน่วยวัด : ร้อยละ
คำอธิบาย : พื้นที่ที่ฝนตกหลังปฏิบัติการ
สูตรการคำนวณ : พื้นที่ที่มีฝน x 100 / พื้นที่เป้าหมาย
"""
    (kpi,) = read(text)["kpis"]
    assert (kpi["item_no"], kpi["name"], kpi["weight"]) == ("4", "ร้อยละของพื้นที่ที่มีฝน", 15)
    assert (kpi["definition"], kpi["calculation"]) == (
        "พื้นที่ที่ฝนตกหลังปฏิบัติการ",
        "พื้นที่ที่มีฝน x 100 / พื้นที่เป้าหมาย",
    )


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("พญ.กมล ใจดี", ["พญ.กมล ใจดี"]),
        ("นางสาวอรุณ ใจซื่อ", ["นางสาวอรุณ ใจซื่อ"]),
        ("นายช่าง โยธา", ["นายช่างโยธา"]),
        ("รองคณบดี\nฝ่ายวิจัย", ["รองคณบดีฝ่ายวิจัย"]),
        ("ผู้อำนวยการ\nกองคลัง", ["ผู้อำนวยการกองคลัง"]),
        ("กองช่าง กองคลัง", ["กองช่าง", "กองคลัง"]),
    ],
)
def test_persons_keep_their_surname_apart_and_posts_their_unit(text: str, units: list[str]) -> None:
    assert split_units(text) == units


def test_a_unit_without_a_target_is_no_unit_that_vanishes() -> None:
    text = """แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2568
สำนักงานการเจ้าหน้าที่

ตัวชี้วัดที่ 1 : จำนวนบุคลากรที่ผ่านการอบรม
หน่วยวัด : คน
คำนิยาม : บุคลากรที่ผ่านการอบรมตามหลักสูตรของหน่วยงาน
วิธีคำนวณ : นับจำนวนผู้ผ่านการอบรม
"""
    rows = extract_document(text.encode(), "a.txt", ExtractOptions()).tables
    for row in rows["kpis"]:
        assert row["target_unit"] or "unclaimed_cells" in row["flags"], row
    assert rows["kpis"] or any("คน" in row["text"] for row in rows["sections"])
