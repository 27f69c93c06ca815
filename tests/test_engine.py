"""What a spec can say: groups, several amounts, months, levels, indicators of a line, sums, and what is in doubt."""

from __future__ import annotations

from pathlib import Path

import pytest
from phaen.extractors.forms.building import pieces_of
from phaen.extractors.forms.evidence import is_no_name

from tests.test_forms import PLAN, folder_of, rows

KINDS = """kind,role,need,printed_as
works,seq,,item_no
works,project,required,project_name|project
works,purpose,,
works,strategy,,
works,budget,+,budget
works,success,,
works,target,+,
works,count_unit,,
works,units,,lead|units
works,months,+,
works,level_column,+,
works,location,,
works,note,,
sums,strategy,required,strategy_sum
sums,count,required,
sums,budget,required+,
"""
ROLES = """role,wordings
purpose,วัตถุประสงค์
strategy,ยุทธศาสตร์
strategy_sum,ยุทธศาสตร์/แผนงาน
success,ตัวชี้วัด (KPI)
location,สถานที่ดำเนินการ
count,จำนวนโครงการ
"""
WORKS = """
title = "Works"
[rows]
name = "project"
total = "read"
across = ["strategy", "tactic"]
sets = { strategy = "strategy" }
kept = ["note"]
[[give]]
dataset = "plans"
section = [
  { is = "development", when = { columns = ["purpose"] } },
  { is = "action", when = { doc_type = "annual_plan" } },
]
above = { strategy = "strategy", tactic = "tactic" }
[give.columns]
seq = "seq"
project = "project"
purpose = "purpose"
budget = "budget_raw"
units = "units"
months = "start_month"
location = "location"
success = "success_measure"
[[give]]
dataset = "kpis"
listing = "project_table"
base = "project"
needs = ["target"]
[give.columns]
success = "name"
target = "target_raw"
count_unit = "target_unit"
[[give]]
dataset = "rubrics"
needs = ["level_column"]
[give.columns]
level_column = { into = "threshold_raw", parser = "levels" }
"""
SUMS = """
title = "Sums"
[rows]
name = "strategy"
total = "every_row"
[[give]]
dataset = "plans"
section = "development"
[give.columns]
strategy = "strategy"
count = "count"
budget = "budget_raw"
"""


@pytest.fixture
def works(tmp_path: Path) -> Path:
    folder = folder_of(tmp_path, WORKS, KINDS, ROLES, name="works")
    (folder / "specs" / "sums.toml").write_text(SUMS, "utf-8")
    labels = "label,rank,mode,section,long,number,needs,doc_types,sets,clears,text,hook,wordings\n"
    (folder / "labels.csv").write_text(labels + "tactic,6,numbered,other,long,,,,tactic,,,,กลยุทธ์ที่\n", "utf-8")
    return folder


def table(*lines: str) -> str:
    """A plan with one table; ``|`` between columns."""
    return PLAN + "\n".join("\t".join(cell.strip() for cell in line.split("|")) for line in lines) + "\n"


def test_groups_stand_in_rows_and_columns(works: Path) -> None:
    text = table(
        "ที่ | โครงการ | วัตถุประสงค์ | ยุทธศาสตร์ | งบประมาณ (บาท)",
        "กลยุทธ์ที่ 2 ขยายบริการใกล้บ้าน | | | | ",
        "1 | โครงการรถตรวจตา | เพื่อคัดกรอง | ยุทธศาสตร์ที่ 3 เมืองสุขภาพดี | 90,000",
        "2 | โครงการอบรมอาสา | เพื่อมีอาสา |  | 40,000",
    )
    first, second = rows(text, "plans", works)
    assert (first["strategy"], first["tactic"]) == ("เมืองสุขภาพดี", "ขยายบริการใกล้บ้าน")
    assert (second["strategy"], second["tactic"], second["purpose"]) == (
        "เมืองสุขภาพดี",
        "ขยายบริการใกล้บ้าน",
        "เพื่อมีอาสา",
    )
    assert {first["section"], second["section"]} == {"development"}


def test_years_of_money_are_amounts(works: Path) -> None:
    text = table(
        "ที่ | โครงการ | งบประมาณ | | | หน่วยงานรับผิดชอบหลัก",
        " | | 2567 | 2568 | 2569 | ",
        "1 | โครงการซ่อมทางเท้า | 10,000 | 20,000 | - | กองช่าง",
    )
    (line,) = rows(text, "plans", works)
    amounts = [(one["fiscal_year"], float(one["baht"])) for one in line["amounts"]]  # type: ignore[attr-defined]
    assert amounts == [(2567, 10000), (2568, 20000)]
    assert (line["budget_baht"], line["units"], line["section"]) == (20000, ["กองช่าง"], "action")


def test_months_under_arrows(works: Path) -> None:
    text = table(
        "ที่ | โครงการ | ระยะเวลาดำเนินการ | | | สถานที่ดำเนินการ",
        " | | ต.ค. | พ.ย. | ธ.ค. | ",
        "1 | โครงการขุดลอกคลอง | | ←→ | ←→ | คลองสอง",
    )
    (line,) = rows(text, "plans", works)
    assert (line["start_month"], line["end_month"], line["location"]) == ("2567-11", "2567-12", "คลองสอง")


def test_indicators_of_a_line_have_their_own_targets(works: Path) -> None:
    text = table(
        "ที่ | โครงการ | ตัวชี้วัด (KPI) | ค่าเป้าหมาย | หน่วยนับ",
        "1 | โครงการคัดแยกขยะ | จำนวนชุมชนที่คัดแยกขยะ | 12 | ชุมชน",
        "2 | โครงการฟังเสียงประชาชน | ความพึงพอใจของผู้มาติดต่อ |  | ",
    )
    (kpi,) = rows(text, "kpis", works)
    assert (kpi["base"], kpi["name"], kpi["target_value"], kpi["target_unit"]) == (
        "project",
        "จำนวนชุมชนที่คัดแยกขยะ",
        12,
        "ชุมชน",
    )
    assert [line["success_measure"] for line in rows(text, "plans", works)] == [
        "จำนวนชุมชนที่คัดแยกขยะ",
        "ความพึงพอใจของผู้มาติดต่อ",
    ]


def test_levels_in_columns_are_rubric_rows(works: Path) -> None:
    text = table(
        "ที่ | โครงการ | ตัวชี้วัด (KPI) | ค่าเป้าหมาย | ระดับ 1 | ระดับ 2 | ระดับ 3 | ระดับ 4 | ระดับ 5",
        "1 | โครงการสวนใกล้บ้าน | จำนวนสวนที่เปิดใช้ | 5 สวน | 1 | 2 | 3 | 4 | 5",
    )
    assert [(row["level"], row["threshold_value"]) for row in rows(text, "rubrics", works)] == [
        (level, level) for level in range(1, 6)
    ]


def test_a_sum_table_gives_totals(works: Path) -> None:
    text = table(
        "ยุทธศาสตร์/แผนงาน | จำนวนโครงการ | งบประมาณ (บาท)",
        "ยุทธศาสตร์ที่ 1 เมืองสะอาด | 14 | 1,250,000",
        "รวม | 14 | 1,250,000",
    )
    first, total = rows(text, "plans", works)
    assert (first["row_kind"], first["strategy"], first["count"], first["budget_baht"]) == (
        "total",
        "เมืองสะอาด",
        14,
        1250000,
    )
    assert (total["row_kind"], total["count"], total["project"]) == ("total", 14, None)


def test_a_line_with_a_cell_that_no_column_takes_is_flagged(works: Path) -> None:
    text = table(
        "ที่ | โครงการ | วัตถุประสงค์ | รายการอื่นใด | หมายเหตุ",
        "1 | โครงการห้องสมุดเคลื่อนที่ | เพื่อการอ่าน | ห้ารายการ | รอบแรก",
        "2 | โครงการลานกีฬา | เพื่อออกกำลัง |  | รอบสอง",
    )
    first, second = rows(text, "plans", works)
    assert "unclaimed_cells" in first["flags"]  # type: ignore[operator]
    assert second["flags"] == []
    kept = [row["text"] for row in rows(text, "sections", works)]
    assert "ห้ารายการ" in kept
    assert "รอบสอง" in kept


def test_a_line_that_lacks_a_needed_cell_is_flagged() -> None:
    text = table(
        "ที่ | รหัส KRs | ชื่อตัวชี้วัด | ค่าเป้าหมาย",
        "1 | 3101 | ร้อยละของชุมชนที่มีอาสา | ร้อยละ 80",
        "2 | 3102 | ร้อยละของตลาดที่สะอาด |  ",
    )
    flags = {str(row["name"]): row["flags"] for row in rows(text, "kpis")}
    assert flags["ร้อยละของตลาดที่สะอาด"] == ["cell_missing"]
    assert flags["ร้อยละของชุมชนที่มีอาสา"] == []


def test_a_project_table_under_no_heading_has_no_section() -> None:
    text = table("ลำดับที่ | โครงการ/กิจกรรม | งบประมาณ", "1 | โครงการตู้ยาชุมชน | 5,000")
    (line,) = rows(text, "plans")
    assert (line["section"], line["flags"]) == (None, ["section_unknown"])


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("1. จำนวนครั้ง\n2. ร้อยละของผู้ผ่าน", ["1. จำนวนครั้ง", "2. ร้อยละของผู้ผ่าน"]),
        ("(1) ก\n(2) ข", ["(1) ก", "(2) ข"]),
        ("- แรก\n- ถัดมา\nต่อ", ["- แรก", "- ถัดมา\nต่อ"]),
        ("ร้อยละ 80", ["ร้อยละ 80"]),
        ("1. มีเพียงข้อเดียว\nที่ยาว", ["1. มีเพียงข้อเดียว\nที่ยาว"]),
    ],
)
def test_items_of_a_cell(text: str, pieces: list[str]) -> None:
    assert pieces_of(text) == pieces


@pytest.mark.parametrize(
    ("name", "none"),
    [(")", True), ("ร้อยละ 80", True), ("12,000 บาท", True), ("(3)", True), ("จำนวนครั้ง", False), ("KPI ร่วม", False)],
)
def test_what_is_no_name(name: str, none: bool) -> None:
    assert is_no_name(name) is none


def test_roles_ticked_in_columns_of_their_own() -> None:
    text = table(
        "ส่วนที่ 4 การประเมินผลการปฏิบัติราชการ",
        "ที่ | ชื่อตัวชี้วัด | ค่าเป้าหมาย | ความรับผิดชอบ | ",
        " | | | H | R",
        "1 | ร้อยละของลำคลองที่ใสสะอาด | ร้อยละ 70 | ✓ | ",
        "2 | จำนวนลานกีฬาที่เปิดให้ใช้ | 8 แห่ง | | ✓",
        "3 | จำนวนตลาดที่ปลอดโฟม | 4 แห่ง | |",
    )
    roles = {str(row["name"]): row["role"] for row in rows(text, "kpis")}
    assert list(roles.values()) == ["H", "R", None]


def test_levels_under_one_heading_of_figures() -> None:
    text = table(
        "ที่ | ตัวชี้วัด | น้ำหนัก | เกณฑ์การให้คะแนน | | | | ",
        " | | | 1 | 2 | 3 | 4 | 5",
        "1 | ร้อยละของบ้านที่แยกขยะ | 20 | ร้อยละ 40 | ร้อยละ 50 | ร้อยละ 60 | ร้อยละ 70 | ร้อยละ 80",
    )
    found = rows(text, "rubrics")
    assert [(row["level"], row["threshold_value"]) for row in found] == [(1, 40), (2, 50), (3, 60), (4, 70), (5, 80)]
    assert rows(text, "kpis")[0]["weight"] == 20


def test_box_drawing_characters_part_columns() -> None:
    text = PLAN + (
        "┌───┬────────────────┬──────────┐\n"
        "│ ลำดับที่ │ โครงการ/กิจกรรม │ งบประมาณ │\n"
        "├───┼────────────────┼──────────┤\n"
        "│ 1 │ โครงการธนาคารหนังสือ │ 12,000 บาท │\n"
        "├───┼────────────────┼──────────┤\n"
        "│ 2 │ โครงการสวนครัวคนเมือง │ - │\n"
        "└───┴────────────────┴──────────┘\n"
    )
    found = rows(text, "plans")
    assert [(row["project"], row["budget_baht"]) for row in found] == [
        ("โครงการธนาคารหนังสือ", 12000),
        ("โครงการสวนครัวคนเมือง", None),
    ]
    assert [row["line"] for row in found] == [7, 9]
