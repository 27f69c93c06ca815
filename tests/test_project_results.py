"""Reports of projects outside Bangkok: one line a project, whatever number of indicators it has, or none."""

from __future__ import annotations

import pytest
from phaen.extractors.wordings.matching import Kinds, match_header

from tests.typed import tables

TITLE = "รายงานผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568 รอบ 12 เดือน\nกองช่าง เทศบาลเมืองสระแก้วใส\n\n"
AGREEMENT = "คำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2569\nกองช่าง เทศบาลเมืองสระแก้วใส\n\n"
COLUMNS = ("โครงการ", "ตัวชี้วัด", "เป้าหมาย", "ผล", "งบประมาณที่ได้รับ (บาท)", "งบประมาณที่ใช้ไป")


@pytest.mark.parametrize("empty", ["", "-", "–"])
@pytest.mark.parametrize("numbered", [False, True], ids=["without numbers", "with numbers"])
def test_a_project_without_an_indicator_is_a_line_of_its_own(numbered: bool, empty: str) -> None:
    lines = [
        ("ขุดลอกคลองหนองบัว", "จำนวนคลองที่ขุดลอก", "12 คลอง", "12 คลอง", "500,000", "450,000"),
        ("ทาสีสะพานลอย", empty, empty, empty, "90,000", "80,000"),
        ("ซ่อมทางเท้า", "ความยาวทางเท้าที่ซ่อม", "300 เมตร", "310 เมตร", "120,000", "119,500"),
    ]
    rows = [(str(at), *line) if numbered else line for at, line in enumerate(lines, 1)]
    found = tables(TITLE, ("ที่", *COLUMNS) if numbered else COLUMNS, *rows)
    assert [(row["project"], row["budget_baht"], row["success_measure"]) for row in found["plans"]] == [
        ("ขุดลอกคลองหนองบัว", 500_000, "จำนวนคลองที่ขุดลอก"),
        ("ทาสีสะพานลอย", 90_000, None),
        ("ซ่อมทางเท้า", 120_000, "ความยาวทางเท้าที่ซ่อม"),
    ]
    assert [(row["name"], row["target_value"]) for row in found["kpis"]] == [
        ("จำนวนคลองที่ขุดลอก", 12),
        ("ความยาวทางเท้าที่ซ่อม", 300),
    ]
    assert [(row["project"], row["achieved_value"]) for row in found["results"]] == [
        ("ขุดลอกคลองหนองบัว", 12),
        ("ซ่อมทางเท้า", 310),
    ]


def test_an_indicator_more_of_the_project_above_is_no_second_project() -> None:
    found = tables(
        TITLE,
        COLUMNS,
        ("ขุดลอกคลองหนองบัว", "จำนวนคลองที่ขุดลอก", "12 คลอง", "12 คลอง", "500,000", "450,000"),
        ("", "ร้อยละของครัวเรือนที่พอใจ", "ร้อยละ 80", "ร้อยละ 76.5", "", ""),
        ("ซ่อมทางเท้า", "ความยาวทางเท้าที่ซ่อม", "300 เมตร", "310 เมตร", "120,000", "119,500"),
    )
    assert [(row["project"], row["budget_baht"]) for row in found["plans"]] == [
        ("ขุดลอกคลองหนองบัว", 500_000),
        ("ซ่อมทางเท้า", 120_000),
    ]
    assert "ร้อยละของครัวเรือนที่พอใจ" in found["plans"][0]["success_measure"]
    assert [(row["kpi_name"], row["achieved_value"]) for row in found["results"]] == [
        ("จำนวนคลองที่ขุดลอก", 12),
        ("ร้อยละของครัวเรือนที่พอใจ", 76.5),
        ("ความยาวทางเท้าที่ซ่อม", 310),
    ]


def test_plan_and_result_of_every_quarter_leave_the_years_target_readable() -> None:
    quarters = [(f"ไตรมาส {number}", told) for number in range(1, 5) for told in ("แผน", "ผล")]
    headings = [("ตัวชี้วัด", "ตัวชี้วัด"), ("เป้าหมาย", "เป้าหมาย"), *quarters]
    found = match_header(headings, Kinds(frozenset({"goal_indicators"})))
    assert found is not None
    assert (found.kind, found.roles) == ("goal_indicators", ("name", "target", *[None] * len(quarters)))


@pytest.mark.parametrize("group", ["มิติที่ 1 ด้านประสิทธิผล", "องค์ประกอบที่ 2 การบริการ", "มุมมองที่ 3 ด้านการเงิน"])
def test_what_a_group_of_indicators_counts_makes_it_no_indicator(group: str) -> None:
    found = tables(
        AGREEMENT,
        ("ตัวชี้วัด", "เป้าหมาย", "น้ำหนัก", "ผู้รับผิดชอบ"),
        (group, "", "60", ""),
        ("1.1 ร้อยละของบ่อพักที่ลอกแล้ว", "80", "30", "ฝ่ายบำรุง"),
        ("1.2 จำนวนไฟทางที่ซ่อม", "1,400", "30", "ฝ่ายไฟฟ้า"),
    )
    assert [(row["name"], row["weight"]) for row in found["kpis"]] == [
        ("ร้อยละของบ่อพักที่ลอกแล้ว", 30),
        ("จำนวนไฟทางที่ซ่อม", 30),
    ]
    assert any(group in row["text"] and "60" in row["text"] for row in found["sections"])


@pytest.mark.parametrize("heading", ["องค์ประกอบ/ตัวบ่งชี้", "ตัวบ่งชี้คุณภาพ", "เกณฑ์/ตัวบ่งชี้", "ตัวบ่งชี้"])
def test_quality_indicators_with_targets_and_results_are_read(heading: str) -> None:
    found = tables(
        "รายงานผลการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2568\nคณะศิลปศาสตร์ มหาวิทยาลัยราชภัฏลำพญา\n\n",
        (heading, "เป้าหมาย", "ผลการดำเนินงาน", "คะแนนประเมิน"),
        ("1.1 ร้อยละของบัณฑิตที่ได้งานทำ", "ร้อยละ 80", "ร้อยละ 83.33", "4.17"),
    )
    (result,) = found["results"]
    assert (result["achieved_value"], result["score"], result["target_value"]) == (83.33, 4.17, 80)
