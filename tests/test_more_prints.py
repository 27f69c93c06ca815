"""Prints of plans that a stranger to the project wrote: units of money over parts, deadlines, sources, advice."""

from __future__ import annotations

from decimal import Decimal

import pytest
from phaen.extractors.forms.months import period

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
        ("ผลผลิตที่ 1 ผู้ประกอบการแข่งขันได้", Decimal("31.6") * factor, factor),
        ("ผลผลิตที่ 2 สินค้าได้มาตรฐาน", Decimal("7.25") * factor, factor),
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
    assert [first["objective"], second["objective"]] == ["1.1 บัณฑิตเก่ง"] * 2
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
