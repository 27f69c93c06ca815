"""How clerks of other offices type the known forms: labels without a colon, other words in a heading, other columns."""

from __future__ import annotations

from typing import Any

import pytest
from phaen.pipeline.extract import ExtractOptions, extract_document

OPTIONS = ExtractOptions(ocr="never", statements=False)
PLAN = ("แผนปฏิบัติราชการประจำปี พ.ศ. 2570", "สำนักงานเขตหนองจอก")


def read(*lines: str) -> dict[str, list[dict[str, Any]]]:
    text = "\n".join(line.replace(" | ", "\t") for line in lines)
    return dict(extract_document(text.encode(), "print.txt", OPTIONS).tables)


# -- the key results of an issue under a label that heads the list of สาระสำคัญ, too

ISSUE = (*PLAN, "ส่วนที่ 2", "การดำเนินงานตามยุทธศาสตร์ของหน่วยงาน", "ประเด็นการพัฒนาที่ 1 ถนนสวยงาม")
PROJECTS = ("ลำดับที่ | โครงการ/กิจกรรมสำคัญ | งบประมาณ | ส่วนราชการ", "1 | โครงการปลูกไม้ดอกริมทาง | 90,000 | ฝ่ายโยธา")


@pytest.mark.parametrize("label", ["ตัววัดผลหลัก (KR)", "ตัวชี้วัดหลัก (KR)", "ตัวชี้วัดผลหลัก (KR)"])
@pytest.mark.parametrize("numbered", [True, False])
def test_key_results_of_an_issue_below_a_label_without_a_colon(label: str, numbered: bool) -> None:
    told = ("1. ความยาวทางที่ปลูกไม้ดอก", "2. จำนวนชุมชนที่ร่วมดูแลต้นไม้") if numbered else ("ความยาวทางที่ปลูกไม้ดอก",)
    lines = (label, *told) if numbered else (f"{label} {told[0]}",)
    found = read(*ISSUE, "", "วัตถุประสงค์หลัก (Objective) ถนนร่มรื่น", "", *lines, "", *PROJECTS)
    (plan,) = found["plans"]
    assert plan["key_result"].replace("\n", " ") == " ".join(told)
    assert [(row["base"], row["listings"], row["objective"]) for row in found["kpis"]] == [
        ("strategy", ["strategy"], "ถนนร่มรื่น")
    ] * len(told)


@pytest.mark.parametrize("bullet", ["- ", "• ", "-"])
@pytest.mark.parametrize("label", ["ตัววัดผลหลัก (KR)", "ตัววัดผลหลักตามภารกิจหลักของหน่วยงาน (KR / KPI)"])
def test_bulleted_key_results_are_as_many_indicators(label: str, bullet: str) -> None:
    told = ("ความยาวทางที่ปลูกไม้ดอก", "จำนวนชุมชนที่ร่วมดูแลต้นไม้ - ไม้พุ่ม", "ร้อยละของต้นไม้ที่รอด")
    found = read(*ISSUE, "", label, "", *(line for one in told for line in (bullet + one, "")), *PROJECTS)
    assert [row["name"] for row in found["kpis"]] == list(told)
    one = read(*ISSUE, "", f"{label} - {told[0]}", "", *PROJECTS)
    assert [row["name"] for row in one["kpis"]] == [told[0]]


def test_the_list_of_key_results_before_the_parts_stays_a_list() -> None:
    found = read(*PLAN, "สาระสำคัญของแผนปฏิบัติราชการประจำปี", "ตัววัดผลหลัก (KR)", "1. ความยาวทางที่ปลูกไม้ดอก", "", *ISSUE[2:])
    assert [row["listings"] for row in found["kpis"]] == [["kr_list"]]


@pytest.mark.parametrize("label", ["ตัววัดผลหลัก (KR)", "ตัวชี้วัด :", "ตัววัดผลหลัก (KR/KPI)"])
def test_issue_objective_and_key_result_as_rows_across_a_table_of_projects(label: str) -> None:
    head, line = PROJECTS
    found = read(
        *ISSUE[:4],
        "",
        head,
        "ประเด็นการพัฒนาที่ 1 ถนนสวยงาม |  |  | ",
        "วัตถุประสงค์ : ถนนร่มรื่น |  |  | ",
        f"{label} ความยาวทางที่ปลูกไม้ดอก |  |  | ",
        line,
    )
    (plan,) = found["plans"]
    assert (plan["issue_no"], plan["objective"], plan["key_result"]) == ("1", "ถนนร่มรื่น", "ความยาวทางที่ปลูกไม้ดอก")
    assert [(row["name"], row["base"]) for row in found["kpis"]] == [("ความยาวทางที่ปลูกไม้ดอก", "strategy")]


# -- tables of ตาราง ก, ข and ฉ with each other's columns

LETTERS = (*PLAN, "ส่วนที่ 4 การนำแผนฯ ไปสู่การปฏิบัติและการติดตามประเมินผล")


@pytest.mark.parametrize("office", ["ผู้รับผิดชอบ", "ส่วนราชการที่รับผิดชอบ"])
@pytest.mark.parametrize("letter", ["ตาราง ฉ แสดงตัวชี้วัดและโครงการสนับสนุน", "ส่วนที่เหลือของแผน"])
def test_definitions_of_a_component_are_no_strategy(letter: str, office: str) -> None:
    found = read(
        *LETTERS,
        letter,
        "องค์ประกอบที่ 3 ศักยภาพในการดำเนินการของหน่วยงาน (Potential Base)",
        "",
        f"ตัวชี้วัด | ค่าเป้าหมาย | นิยาม/คำอธิบาย | โครงการ/กิจกรรม | {office}",
        "3.1 ความสำเร็จของการประหยัดพลังงาน | ร้อยละ 10 | ตามเกณฑ์ของกระทรวง | กิจกรรมปิดไฟพักเที่ยง | ฝ่ายปกครอง",
    )
    (kpi,) = found["kpis"]
    assert (kpi["base"], kpi["component_no"], kpi["item_no"]) == ("potential", "3", "3.1")
    assert (kpi["listings"], kpi["units"], kpi["target_value"]) == (["kpi_table"], ["ฝ่ายปกครอง"], 10)
    (plan,) = found["plans"]
    assert (plan["section"], plan["project"], plan["units"]) == ("potential", "กิจกรรมปิดไฟพักเที่ยง", ["ฝ่ายปกครอง"])


def test_definitions_under_an_issue_stay_the_strategys_with_an_office_beside_them() -> None:
    found = read(
        *LETTERS,
        "องค์ประกอบที่ 1 ประสิทธิภาพในการดำเนินงาน (Function Base)",
        "ตาราง ข แสดงตัวชี้วัดและภารกิจตามยุทธศาสตร์หน่วยงาน",
        "ประเด็นการพัฒนาที่ 1 ถนนสวยงาม",
        "",
        "ตัวชี้วัด | ค่าเป้าหมาย | นิยาม/คำอธิบาย | โครงการ/กิจกรรม | ผู้รับผิดชอบ",
        "ร้อยละของถนนที่ปลูกไม้ดอกแล้ว | ร้อยละ 40 | ถนนในเขต | โครงการปลูกไม้ดอกริมทาง | ฝ่ายโยธา",
    )
    (kpi,) = found["kpis"]
    assert (kpi["base"], kpi["component_no"], kpi["listings"]) == ("strategy", None, ["strategy_table"])
    assert found["plans"] == []


@pytest.mark.parametrize("above", ["ตาราง ก แสดงตัวชี้วัดตามแผนปฏิบัติราชการกรุงเทพมหานคร", "ส่วนที่ 1 การดำเนินงานตามแผนของเมือง"])
def test_indicators_of_the_city_plan_have_its_strategy(above: str) -> None:
    found = read(
        *PLAN,
        above,
        "ยุทธศาสตร์ที่ 3 มหานครสำหรับทุกคน",
        "ยุทธศาสตร์ย่อยที่ 3.2 เมืองแห่งการดูแล",
        "",
        "ตัวชี้วัด | ค่าเป้าหมาย | โครงการ/กิจกรรม",
        "จำนวนทางลาดที่ซ่อมแล้ว | 60 แห่ง | - กิจกรรมซ่อมทางลาด",
    )
    (kpi,) = found["kpis"]
    assert (kpi["base"], kpi["listings"]) == ("bma_plan", ["bma_plan"])
    assert (kpi["strategy_no"], kpi["substrategy_no"]) == ("3", "3.2")


# -- other headings


@pytest.mark.parametrize("share", ["ร้อยละ", "ร้อยละของขั้นตอน", "ค่าน้ำหนัก (ร้อยละ)"])
@pytest.mark.parametrize("whole", ["ร้อยละสะสม", "สะสม"])
def test_steps_with_a_bare_share(share: str, whole: str) -> None:
    months = ("ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.")
    found = read(
        *LETTERS,
        "ตาราง จ ขั้นตอนการปฏิบัติงานของโครงการ/กิจกรรม",
        "ตัวชี้วัดที่ 1 ระดับความสำเร็จของการซ่อมทางลาด",
        "ชื่อโครงการ/กิจกรรม กิจกรรมซ่อมทางลาด",
        "",
        " | ".join(("ขั้นตอน", share, *("พ.ศ. 2569", "", ""), "พ.ศ. 2570", *[""] * 8, whole)),
        " | ".join(("", "", *months, "")),
        " | ".join(("1. สำรวจทางลาด", "30", "↔", *[""] * 11, "30")),
        " | ".join(("2. ซ่อมและส่งมอบ", "70", "", "←", "", "→", *[""] * 8, "100")),
    )
    told = [(row["step_no"], row["weight_pct"], row["cumulative_pct"]) for row in found["milestones"]]
    assert told == [(1, 30, 30), (2, 70, 100)]
    assert [row["start_month"] for row in found["milestones"]] == ["2569-10", "2569-11"]


@pytest.mark.parametrize(("arrow", "flagged"), [("⟵————⟶", True), ("<-------->", True), ("←→", False), ("<-->", False)])
def test_an_arrow_longer_than_its_month_says_no_months(arrow: str, flagged: bool) -> None:
    found = read(
        *LETTERS,
        "ตาราง จ ขั้นตอนการปฏิบัติงานของโครงการ/กิจกรรม",
        "ตัวชี้วัดที่ 1 ระดับความสำเร็จของการซ่อมทางลาด",
        "ชื่อโครงการ/กิจกรรม กิจกรรมซ่อมทางลาด",
        "",
        "ขั้นตอนการปฏิบัติงาน | ร้อยละของงาน | พ.ศ. 2569 |  |  | พ.ศ. 2570 |  |  | ร้อยละสะสม",
        " |  | ต.ค. | พ.ย. | ธ.ค. | ม.ค. | ก.พ. | มี.ค. | ",
        f"1. ซ่อมและส่งมอบ | 100 |  | {arrow} |  |  |  |  | 100",
    )
    (step,) = found["milestones"]
    assert step["start_month"] == (None if flagged else "2569-11")
    assert ("months_unread" in step["flags"]) is flagged


@pytest.mark.parametrize("heading", ["เกณฑ์การประเมิน", "เกณฑ์การประเมินผล", "เกณฑ์การให้คะแนน"])
def test_thresholds_and_what_must_be_done_in_columns_that_both_say_criteria(heading: str) -> None:
    found = read(
        "ตัวชี้วัดเจรจาตกลงการประเมินผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2570",
        PLAN[1],
        "ที่ | ชื่อตัวชี้วัด | ข้อมูลพื้นฐาน (Baseline Data) | เป้าหมาย | น้ำหนัก คะแนน | นิยามและวิธีคำนวณ",
        "1. | จำนวนแผงค้าที่จัดระเบียบ | พ.ศ. 2569 : - | 90 แผง | 10 | นิยาม แผงค้า หมายถึง แผงบนทางเท้า",
        "",
        "เกณฑ์การให้คะแนน “จำนวนแผงค้าที่จัดระเบียบ”",
        f"ระดับความสำเร็จ | {heading} | วิธีวัดผลการดำเนินงาน | คะแนนที่ได้รับ",
        "5 | 90 แผงขึ้นไป | จัดระเบียบครบ | 10",
        "4 | 80 แผง | จัดระเบียบบางส่วน | 8",
        "3 | 70 แผง | ประชุมชี้แจงผู้ค้า | 6",
        "2 | 60 แผง | สำรวจผู้ค้า | 4",
        "1 | 50 แผงลงมา | มีแผนงาน | 2",
    )
    levels = {row["level"]: row for row in found["rubrics"]}
    assert [levels[no]["threshold_value"] for no in range(1, 6)] == [50, 60, 70, 80, 90]
    assert {row["threshold_unit"] for row in levels.values()} == {"แผง"}
    assert [levels[no]["threshold_op"] for no in (1, 3, 5)] == ["<=", None, ">="]
    assert (levels[5]["criterion"], levels[2]["criterion"]) == ("จัดระเบียบครบ", "สำรวจผู้ค้า")


@pytest.mark.parametrize("quarter", ["{}", "ไตรมาส {}", "ไตรมาสที่ {}"])
def test_targets_by_quarter_beside_the_years(quarter: str) -> None:
    quarters = " | ".join(quarter.format(number) for number in range(1, 5))
    found = read(
        *PLAN,
        "ส่วนที่ 4 การประเมินผลการปฏิบัติราชการ",
        "1.1 ประสิทธิภาพของการดำเนินงานภารกิจสำคัญ (Agenda Base)",
        "",
        "ที่ | รหัส/ชื่อตัวชี้วัด | ค่าเป้าหมายปี 2570 | ค่าเป้าหมายรายไตรมาส |  |  |  | H/R | โครงการ/กิจกรรม (งบประมาณ)",
        f" |  |  | {quarters} |  | ",
        "1 | 5207 : จำนวนต้นไม้ที่ปลูก | 400 ต้น | 100 | 200 | 300 | 400 | H | - โครงการปลูกต้นไม้ (1.5 ลบ.)",
    )
    (kpi,) = found["kpis"]
    assert (kpi["name"], kpi["kr_code_printed"], kpi["role"]) == ("จำนวนต้นไม้ที่ปลูก", "5207", "H")
    assert (kpi["target_value"], kpi["target_unit"], kpi["targets_by_year"]) == (400, "ต้น", [])
    assert [(one["name"], one["budget_baht"]) for one in kpi["projects"]] == [("โครงการปลูกต้นไม้", 1_500_000)]


# -- ส่วนที่ 2 with Objective and key result in columns of their own

ROWS = (
    "ถนนร่มรื่น | ความยาวทางที่ปลูกไม้ดอก | 1 | โครงการปลูกไม้ดอกริมทาง | 90,000 | ฝ่ายโยธา",
    " |  | 2 | กิจกรรมรดน้ำต้นไม้ | - | ฝ่ายโยธา",
    "คลองใส | จำนวนคลองที่ขุดลอก | 3 | กิจกรรมเก็บวัชพืช | - | ฝ่ายโยธา",
)


@pytest.mark.parametrize("issue", ["heading", "1. ถนนสวยงาม", "ประเด็นการพัฒนาที่ 1 ถนนสวยงาม"])
def test_objective_and_key_result_in_columns(issue: str) -> None:
    head = "วัตถุประสงค์หลัก (Objective) | ตัววัดผลหลัก (KR) | ลำดับที่ | โครงการ/กิจกรรม | งบประมาณ (บาท) | ส่วนราชการ"
    if issue == "heading":
        found = read(*ISSUE, "", head, *ROWS)
    else:
        found = read(
            *ISSUE[:4], "", f"ประเด็นการพัฒนา | {head}", *(f"{issue * (not n)} | {r}" for n, r in enumerate(ROWS))
        )
    told = [(row["issue_no"], row["issue"], row["objective"], row["key_result"]) for row in found["plans"]]
    assert told == [
        ("1", "ถนนสวยงาม", "ถนนร่มรื่น", "ความยาวทางที่ปลูกไม้ดอก"),
        ("1", "ถนนสวยงาม", "ถนนร่มรื่น", "ความยาวทางที่ปลูกไม้ดอก"),
        ("1", "ถนนสวยงาม", "คลองใส", "จำนวนคลองที่ขุดลอก"),
    ]
    assert {row["section"] for row in found["plans"]} == {"part2_issue"}
    assert [(row["name"], row["base"], row["objective"]) for row in found["kpis"]] == [
        ("ความยาวทางที่ปลูกไม้ดอก", "strategy", "ถนนร่มรื่น"),
        ("จำนวนคลองที่ขุดลอก", "strategy", "คลองใส"),
    ]


# -- cells that nothing parts


def test_an_amount_among_offices_is_none_of_them() -> None:
    found = read(
        *PLAN,
        "ส่วนที่ 3 ภารกิจประจำพื้นฐาน",
        "",
        "ที่ | โครงการ/กิจกรรม | งบประมาณ | ฝ่ายที่รับผิดชอบ",
        "1 | โครงการซ่อมทางลาด | 90,000 | 45,000 ฝ่ายโยธา",
        "2 | โครงการทาสีราวสะพาน | 70,000 | ฝ่ายโยธา",
    )
    first, second = found["plans"]
    assert (first["units"], second["units"]) == (["ฝ่ายโยธา"], ["ฝ่ายโยธา"])
    assert ("figure_unread" in first["flags"], "figure_unread" in second["flags"]) == (True, False)


@pytest.mark.parametrize("level", ["ระดับ {} ", "{} "])
def test_a_threshold_behind_the_number_of_its_level_is_read_and_doubted(level: str) -> None:
    found = read(
        "ตัวชี้วัดเจรจาตกลงการประเมินผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2570",
        PLAN[1],
        "ที่ | ชื่อตัวชี้วัด | ข้อมูลพื้นฐาน (Baseline Data) | เป้าหมาย | น้ำหนัก คะแนน | นิยามและวิธีคำนวณ",
        "1. | จำนวนแผงค้าที่จัดระเบียบ | พ.ศ. 2569 : - | 90 แผง | 10 | นิยาม แผงค้า หมายถึง แผงบนทางเท้า",
        "",
        "เกณฑ์การให้คะแนน “จำนวนแผงค้าที่จัดระเบียบ”",
        "ระดับ | ค่าเป้าหมาย | คะแนนที่ได้รับ",
        *(f"{level.format(number)}{40 + 10 * number} แผง |  | {2 * number}" for number in range(1, 6)),
    )
    levels = sorted(found["rubrics"], key=lambda row: row["level"])
    assert [(row["level"], row["threshold_value"]) for row in levels] == [(no, 40 + 10 * no) for no in range(1, 6)]
    assert all("run_over_rule" in row["flags"] for row in levels)
