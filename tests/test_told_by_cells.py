"""Headings that leave open what stands below them: the cells, the lines around or their sums tell."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from phaen.pipeline.audit.rules.budget_total import check
from phaen.pipeline.audit.tables import Tables

from tests.test_unseen_offices import tables

PLAN = ("แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2568", "คณะศิลปศาสตร์ มหาวิทยาลัยบูรพา")
QUARTERS = "ไตรมาส 1 | ไตรมาส 2 | ไตรมาส 3 | ไตรมาส 4"


def _plans(*lines: str) -> list[dict[str, Any]]:
    return tables(*PLAN, *lines)["plans"]


# -- quarters


@pytest.mark.parametrize("mark", ["✓", "/", "x", "←→"])
def test_ticks_in_quarters_are_the_time_of_the_work(mark: str) -> None:
    head = f"ที่ | โครงการ | ตัวชี้วัด | เป้าหมาย | {QUARTERS} | งบประมาณ (บาท) | ผู้รับผิดชอบ"
    rows = _plans(
        head,
        f"1 | โครงการค่ายภาษา | ผู้เข้าค่าย | 40 คน | {mark} | {mark} |  |  | 52,000 | งานวิชาการ",
        f"2 | โครงการห้องสมุดเปิด | ผู้ใช้บริการ | 900 คน |  |  | {mark} |  | 8,500 | หอสมุด",
    )
    assert [(row["start_month"], row["end_month"]) for row in rows] == [
        ("2567-10", "2568-03"),
        ("2568-04", "2568-06"),
    ]
    assert [row["budget_baht"] for row in rows] == [52000, 8500]
    assert not any(row["flags"] for row in rows)


def test_bare_numbers_below_a_heading_of_quarters() -> None:
    rows = _plans(
        "ที่ | โครงการ | ระยะเวลาดำเนินการ (ไตรมาส) |  |  |  | งบประมาณ | ผู้รับผิดชอบ",
        " |  | 1 | 2 | 3 | 4 |  | ",
        "1 | โครงการค่ายภาษา |  |  | ✓ | ✓ | 52,000 | งานวิชาการ",
    )
    assert [(row["start_month"], row["end_month"]) for row in rows] == [("2568-04", "2568-09")]


def test_quarters_by_their_months() -> None:
    rows = _plans(
        "ที่ | โครงการ | งบประมาณ | ผู้รับผิดชอบ | ต.ค.-ธ.ค. 67 | ม.ค.-มี.ค. 68 | เม.ย.-มิ.ย. 68 | ก.ค.-ก.ย. 68",
        "1 | โครงการค่ายภาษา | 52,000 | งานวิชาการ | x | x |  | ",
        "2 | โครงการห้องสมุดเปิด | 8,500 | หอสมุด |  |  | x | x",
    )
    told = [(row["start_month"], row["end_month"], row["flags"]) for row in rows]
    assert told == [("2567-10", "2568-03", []), ("2568-04", "2568-09", [])]


def test_figures_in_quarters_that_add_up_are_money() -> None:
    rows = _plans(
        f"ที่ | โครงการ | ตัวชี้วัด | เป้าหมาย | {QUARTERS} | รวม | ผู้รับผิดชอบ",
        "1 | โครงการค่ายภาษา | ผู้เข้าค่าย | 40 คน | 20,000 | 32,000 | - | - | 52,000 | งานวิชาการ",
        "2 | โครงการห้องสมุดเปิด | ผู้ใช้บริการ | 900 คน | - | - | 8,500 | - | 8,500 | หอสมุด",
    )
    assert [[(one["source"], one["baht"]) for one in row["amounts"]] for row in rows] == [
        [("ไตรมาส 1", Decimal(20000)), ("ไตรมาส 2", Decimal(32000))],
        [("ไตรมาส 3", Decimal(8500))],
    ]
    assert not any(row["flags"] for row in rows)


def test_figures_in_quarters_that_do_not_add_up_are_left_and_told() -> None:
    rows = _plans(
        f"ที่ | โครงการ | ตัวชี้วัด | เป้าหมาย | {QUARTERS} | งบประมาณ | ผู้รับผิดชอบ",
        "1 | โครงการค่ายภาษา | ผู้เข้าค่าย | 40 คน | 10 | 10 | 10 | 10 | 52,000 | งานวิชาการ",
    )
    assert [row["amounts"] for row in rows] == [[]]
    assert rows[0]["flags"] and rows[0]["start_month"] is None


# -- sums that stand above their lines


def _groups(second: str) -> dict[str, list[dict[str, Any]]]:
    return tables(
        "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2568",
        "จังหวัดลำพูน",
        "ลำดับ | โครงการ | เป้าหมาย | งบประมาณ (บาท) | หน่วยดำเนินการ",
        " | ประเด็นการพัฒนาที่ 1 เมืองน่าอยู่ |  | 900,000 | ",
        "1 | โครงการปลูกป่าในเมือง | 5 แห่ง | 600,000 | สำนักงานทรัพยากรธรรมชาติจังหวัด",
        "2 | โครงการถนนปลอดฝุ่น | 3 สาย | 300,000 | แขวงทางหลวง",
        f" | ประเด็นการพัฒนาที่ 2 ผ้าทอพื้นเมือง |  | {second} | ",
        "3 | โครงการตลาดผ้าทอ | 1 แห่ง | 450,000 | สำนักงานพัฒนาชุมชนจังหวัด",
    )


def test_a_numbered_heading_with_the_sum_of_its_lines_is_a_total() -> None:
    read = _groups("450,000")
    told = [(row["row_kind"], row["project"], row["strategy"], row["budget_baht"]) for row in read["plans"]]
    assert told == [
        ("total", None, None, 900000),
        ("item", "โครงการปลูกป่าในเมือง", "เมืองน่าอยู่", 600000),
        ("item", "โครงการถนนปลอดฝุ่น", "เมืองน่าอยู่", 300000),
        ("total", None, None, 450000),
        ("item", "โครงการตลาดผ้าทอ", "ผ้าทอพื้นเมือง", 450000),
    ]
    assert not any(row["flags"] for row in read["plans"])
    assert not list(check(Tables(read)))


def test_a_heading_with_another_figure_is_flagged() -> None:
    group = _groups("455,000")["plans"][3]
    assert group["flags"]


# -- money spent


def test_a_report_of_money_spent_without_indicators() -> None:
    rows = tables(
        "รายงานผลการใช้จ่ายงบประมาณ ประจำปีงบประมาณ พ.ศ. 2568",
        "เทศบาลเมืองลำพูน",
        "ที่ | โครงการ | งบประมาณที่ได้รับ (บาท) | เบิกจ่ายแล้ว (บาท) | ร้อยละ | ผลการดำเนินงาน | หน่วยงาน",
        "1 | โครงการซ่อมสะพาน | 420,000 | 419,000 | 99.76 | ส่งมอบงานแล้ว | กองช่าง",
        "2 | โครงการฝึกอาชีพ | 90,000 | - | - | ยังไม่ดำเนินการ | กองสวัสดิการสังคม",
        "รวม |  | 510,000 | 419,000 | 82.16 |  | ",
    )["plans"]
    assert [(row["row_kind"], row["budget_baht"], row["units"]) for row in rows] == [
        ("item", 420000, ["กองช่าง"]),
        ("item", 90000, ["กองสวัสดิการสังคม"]),
        ("total", 510000, []),
    ]
    assert not any("unclaimed_cells" in row["flags"] for row in rows if row["row_kind"] == "item")


# -- agreements and their sheets


def test_weights_in_an_agreement_are_its_summary_whoever_answers_for_them() -> None:
    (one,) = tables(
        "แบบสรุปตัวชี้วัดเจรจาตกลงการประเมินผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568",
        "สำนักการโยธา",
        "1.1 ภารกิจหลัก (Function Base)",
        "ลำดับ | ตัวชี้วัด | น้ำหนัก (คะแนน) | เป้าหมาย ปี 2568 | ผลงานปี 2566 | ผลงานปี 2567 | ผู้รับผิดชอบ",
        "1 | ร้อยละของถนนที่ซ่อมเสร็จตามแผน | 15 | ร้อยละ 90 | ร้อยละ 81 | ร้อยละ 84.5 | สำนักงานวิศวกรรมทาง",
    )["kpis"]
    assert one["listings"] == ["agreement_summary"]
    assert [(year["fiscal_year"], year["value"]) for year in one["baseline"]] == [(2566, 81.0), (2567, 84.5)]


SHEET = (
    "รายละเอียดตัวชี้วัดตามคำรับรองการปฏิบัติราชการ",
    "ประจำปีงบประมาณ พ.ศ. 2568",
    "กรมป่าไม้",
    "ตัวชี้วัดที่ 2.1 จำนวนป่าชุมชนที่จัดตั้งใหม่",
    "หน่วยวัด : แห่ง",
    "น้ำหนัก : ร้อยละ 20",
    "คำอธิบาย : นับป่าชุมชนที่ประกาศในราชกิจจานุเบกษา",
    "เกณฑ์การให้คะแนน :",
    "ระดับคะแนน |  |  |  | ",
    "1 | 2 | 3 | 4 | 5",
    "40 | 50 | 60 | 70 | 80",
    "รายละเอียดข้อมูลพื้นฐาน :",
)


@pytest.mark.parametrize("heading", ["ข้อมูลพื้นฐานประกอบตัวชี้วัด", "ตัวชี้วัด"])
def test_the_earlier_results_of_a_sheet_in_a_table_of_their_own(heading: str) -> None:
    read = tables(
        *SHEET,
        f"{heading} | หน่วยวัด | ผลการดำเนินงานในอดีต ปีงบประมาณ พ.ศ. | ",
        " |  | 2566 | 2567",
        "จำนวนป่าชุมชนที่จัดตั้งใหม่ | แห่ง | 48 | 61.5",
    )
    (one,) = read["kpis"]
    assert [(year["fiscal_year"], year["value"]) for year in one["baseline"]] == [(2566, 48.0), (2567, 61.5)]
    assert not one["flags"]
    assert {(row["threshold_unit"], row["threshold_value"]) for row in read["rubrics"]} == {
        ("แห่ง", value) for value in (40.0, 50.0, 60.0, 70.0, 80.0)
    }


def test_results_of_another_name_are_not_the_indicators() -> None:
    (one,) = tables(
        *SHEET,
        "ข้อมูลพื้นฐานประกอบตัวชี้วัด | หน่วยวัด | ผลการดำเนินงานในอดีต ปีงบประมาณ พ.ศ. | ",
        " |  | 2566 | 2567",
        "พื้นที่ป่าทั้งประเทศ | ล้านไร่ | 102 | 101",
    )["kpis"]
    assert not one["baseline"]


@pytest.mark.parametrize("how", ["ต่ำกว่าเป้าหมาย", "เป็นไปตามค่าเป้าหมาย", "ยังไม่บรรลุเป้าหมาย", "บรรลุตามเป้าหมาย"])
@pytest.mark.parametrize("what", ["ผลการดำเนินงาน", ""])
def test_what_came_of_an_indicator_is_no_indicator(what: str, how: str) -> None:
    names = tables(
        "รายงานผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568",
        "กรมป่าไม้",
        f"ตัวชี้วัดที่ 3 {what}{how}เพราะฝนตกหนักในเดือนกันยายน 2567",
    )["kpis"]
    assert not names


AGREED = ("คำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568", "สำนักงานพลังงานจังหวัดลำพูน")


@pytest.mark.parametrize(
    ("levels", "rows"), [((10, 20, 30, 40, 50), 5), ((10, 20, 30, 40, 55), 6), ((11, 21, 31, 41, 51), 10)]
)
def test_levels_of_the_summary_stand_once_where_the_sheet_says_the_same(levels: tuple[int, ...], rows: int) -> None:
    read = tables(
        *AGREED,
        "ลำดับ | ตัวชี้วัดผลการปฏิบัติราชการ | หน่วยวัด | น้ำหนัก (ร้อยละ) | ค่าเป้าหมาย | เกณฑ์การให้คะแนน |  |  |  |  | ผู้รับผิดชอบ",
        " |  |  |  |  | 1 | 2 | 3 | 4 | 5 | ",
        "1 | จำนวนหลังคาที่ติดแผงแสงอาทิตย์ | หลัง | 40 | 50 หลัง | 10 | 20 | 30 | 40 | 50 | กลุ่มแผนงาน",
        "2 | ร้อยละของโรงงานที่ตรวจแล้ว | ร้อยละ | 60 | ร้อยละ 90 | 70 | 75 | 80 | 85 | 90 | กลุ่มกำกับ",
        "",
        "รายละเอียดตัวชี้วัด",
        "ตัวชี้วัดที่ 1 : จำนวนหลังคาที่ติดแผงแสงอาทิตย์",
        "หน่วยวัด : หลัง",
        "คำนิยาม : นับหลังคาที่ต่อสายแล้ว",
        "เกณฑ์การให้คะแนน :",
        "ระดับคะแนน | เกณฑ์การให้คะแนน",
        *(f"{level} | {figure} หลัง" for level, figure in enumerate(levels, 1)),
    )
    found = [row for row in read["rubrics"] if row["kpi_name"] == "จำนวนหลังคาที่ติดแผงแสงอาทิตย์"]
    assert len(found) == rows
    assert sum("level_twice" in row["flags"] for row in found) == 2 * (rows - 5), "those that differ are doubtful, both"


def test_levels_called_by_their_numbers_say_nothing_beside_the_sheet_that_does() -> None:
    read = tables(
        *AGREED,
        "ลำดับ | ตัวชี้วัดผลการปฏิบัติราชการ | หน่วยวัด | น้ำหนัก (ร้อยละ) | ค่าเป้าหมาย | เกณฑ์การให้คะแนน |  |  |  |  | ผู้รับผิดชอบ",
        " |  |  |  |  | 1 | 2 | 3 | 4 | 5 | ",
        "1 | ระดับความสำเร็จของการติดแผงแสงอาทิตย์ | ระดับ | 40 | ระดับ 5 | 1 | 2 | 3 | 4 | 5 | กลุ่มแผนงาน",
        "2 | ร้อยละของโรงงานที่ตรวจแล้ว | ร้อยละ | 60 | ร้อยละ 90 | 70 | 75 | 80 | 85 | 90 | กลุ่มกำกับ",
        "",
        "รายละเอียดตัวชี้วัด",
        "ตัวชี้วัดที่ 1 : ระดับความสำเร็จของการติดแผงแสงอาทิตย์",
        "คำนิยาม : นับหลังคาที่ต่อสายแล้ว",
        "เกณฑ์การให้คะแนน :",
        "ระดับคะแนน | เกณฑ์การให้คะแนน",
        *(f"{level} | {work}" for level, work in enumerate(("สำรวจหลังคา", "ออกแบบ", "จัดซื้อแผง", "ติดแผง", "ต่อสาย"), 1)),
    )
    found = [row for row in read["rubrics"] if "แสงอาทิตย์" in row["kpi_name"]]
    assert [row["criterion"] for row in found] == ["สำรวจหลังคา", "ออกแบบ", "จัดซื้อแผง", "ติดแผง", "ต่อสาย"]


@pytest.mark.parametrize("weight", ["(น้ำหนักร้อยละ 35)", "น้ำหนัก 35 คะแนน", "(ค่าน้ำหนัก : 35 %)"])
def test_levels_below_a_line_that_names_the_indicator_are_its_own(weight: str) -> None:
    """The weight behind the name is no target, and the rubric of another sector's agreement has an owner."""
    found = tables(
        *AGREED,
        f"ตัวชี้วัดที่ 1 : ร้อยละของอาคารที่ติดตั้งแผงโซลาร์ {weight}",
        "เกณฑ์การให้คะแนน",
        "ระดับคะแนน | เกณฑ์การประเมิน",
        *(f"{level} | ร้อยละ {20 + level * 10}" for level in range(1, 6)),
    )
    (kpi,) = found["kpis"]
    assert (kpi["name"], kpi["weight"], kpi["target_value"]) == ("ร้อยละของอาคารที่ติดตั้งแผงโซลาร์", 35, None)
    assert [(row["kpi_name"], row["threshold_value"]) for row in found["rubrics"]] == [
        ("ร้อยละของอาคารที่ติดตั้งแผงโซลาร์", 20 + level * 10) for level in range(1, 6)
    ]


def test_three_targets_below_a_line_that_names_the_indicator() -> None:
    found = tables(
        *AGREED,
        "ตัวชี้วัดที่ 1 : ระยะเวลาเฉลี่ยในการออกใบอนุญาตผลิตไฟฟ้า (น้ำหนักร้อยละ 30)",
        "เกณฑ์การประเมิน",
        "เป้าหมายขั้นต่ำ (50) | เป้าหมายมาตรฐาน (75) | เป้าหมายขั้นสูง (100)",
        "15 วัน | 12 วัน | 10 วัน",
        "ตัวชี้วัดที่ 2 : จำนวนสถานีชาร์จไฟฟ้าที่เปิดให้บริการ (น้ำหนักร้อยละ 70)",
        "เป้าหมายขั้นต่ำ (50) | เป้าหมายมาตรฐาน (75) | เป้าหมายขั้นสูง (100)",
        "4 แห่ง | 5 แห่ง | 6 แห่ง",
    )
    assert [(row["weight"], row["target_value"], row["base"]) for row in found["kpis"]] == [
        (30, None, "goal"), (70, None, "goal"),
    ]  # fmt: skip
    assert [(row["level"], row["threshold_value"], row["score"]) for row in found["rubrics"]] == [
        (1, 15, 50), (2, 12, 75), (3, 10, 100), (1, 4, 50), (2, 5, 75), (3, 6, 100),
    ]  # fmt: skip
