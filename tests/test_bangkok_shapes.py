"""Documents of Bangkok whose tables have the shapes of other offices: read, and every row says that it was a guess."""

from __future__ import annotations

import pytest

from tests.typed import tables

REPORT = "รายงานผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568\nสำนักสิ่งแวดล้อม กรุงเทพมหานคร\n\n"
PLAN = "แผนปฏิบัติราชการประจำปี พ.ศ. 2569\nสำนักสิ่งแวดล้อม กรุงเทพมหานคร\n\n"
GUESS = "form_guess"


@pytest.mark.parametrize(
    ("columns", "cells"),
    [
        (("ที่", "ตัวชี้วัด", "เป้าหมาย", "ผลการดำเนินงาน", "สถานะ"), ("1", "", "ร้อยละ 80", "ร้อยละ 85.2", "บรรลุ")),
        (("ที่", "ตัวชี้วัด", "หน่วยนับ", "แผน", "ผล"), ("1", "", "ร้อยละ", "80", "85.2")),
    ],
)
def test_targets_and_results_without_weights_are_results(columns: tuple[str, ...], cells: tuple[str, ...]) -> None:
    name = "ร้อยละของขยะที่คัดแยก"
    found = tables(
        REPORT, columns, tuple(name if head == "ตัวชี้วัด" else cell for head, cell in zip(columns, cells, strict=True))
    )
    (kpi,), (result,) = found["kpis"], found["results"]
    assert (kpi["name"], kpi["target_value"], kpi["target_unit"]) == (name, 80, "ร้อยละ")
    assert (result["achieved_value"], result["achieved_unit"]) == (85.2, "ร้อยละ")
    assert GUESS in kpi["flags"] and GUESS in result["flags"]


def test_projects_with_indicators_targets_and_months_are_lines() -> None:
    found = tables(
        PLAN,
        ("ลำดับ", "กลยุทธ์", "โครงการ", "ตัวชี้วัด", "เป้าหมาย", "งบประมาณ (บาท)", "แหล่งงบ", "ระยะเวลา", "ผู้รับผิดชอบ"),
        (
            "1",
            "เมืองสีเขียว",
            "โครงการปลูกไม้ริมคลอง",
            "จำนวนต้นไม้",
            "500 ต้น",
            "120,000",
            "งบ กทม.",
            "ต.ค. 68 - ม.ค. 69",
            "กองสวน",
        ),
        ("2", "เมืองสีเขียว", "โครงการสวน 15 นาที", "จำนวนสวน", "4 แห่ง", "80,000", "งบ กทม.", "ม.ค. - มิ.ย. 69", "กองสวน"),
    )
    assert [(row["project"], row["budget_baht"], row["start_month"]) for row in found["plans"]] == [
        ("โครงการปลูกไม้ริมคลอง", 120_000, "2568-10"),
        ("โครงการสวน 15 นาที", 80_000, "2569-01"),
    ]
    assert all(GUESS in row["flags"] for row in [*found["plans"], *found["kpis"]])


def test_a_description_and_a_remark_make_the_projects_of_an_issue_no_others() -> None:
    """The lines stay those of the issue above; a remark that is no column of the data is still said to be unread."""
    found = tables(
        PLAN
        + "ส่วนที่ 2 การดำเนินงานตามยุทธศาสตร์ของหน่วยงาน\n\nประเด็นการพัฒนาที่ 2 เมืองร่มรื่น\n\n"
        + "วัตถุประสงค์หลัก (Objective) คนเมืองได้ร่มเงา\n\n",
        ("ลำดับที่", "โครงการ/กิจกรรมสำคัญ", "ลักษณะงานโดยสังเขป", "ส่วนราชการ", "งบประมาณ (บาท)", "หมายเหตุ"),
        ("1", "โครงการสวนริมถนน", "ปลูกไม้พุ่มเกาะกลาง", "กองสวน", "150,000", ""),
        ("2", "โครงการซ่อมเรือนเพาะชำ", "เปลี่ยนหลังคา", "กองสวน", "90,000", "ตัดเหลือ 60,000"),
    )
    rows = found["plans"]
    assert [(row["section"], row["issue_no"], row["objective"]) for row in rows] == [
        ("part2_issue", "2", "คนเมืองได้ร่มเงา")
    ] * 2
    assert [row["details"] for row in rows] == ["ปลูกไม้พุ่มเกาะกลาง", "เปลี่ยนหลังคา"]
    assert ["unclaimed_cells" in row["flags"] for row in rows] == [False, True]


def test_bangkoks_own_form_counts_where_it_fits() -> None:
    found = tables(
        REPORT,
        ("ลำดับ", "ตัวชี้วัด", "น้ำหนัก", "เป้าหมาย", "ผลการดำเนินงาน", "คะแนนที่ได้", "หมายเหตุ"),
        ("1", "ร้อยละของขยะที่คัดแยก", "20", "ร้อยละ 80", "ร้อยละ 78.5", "4.70", ""),
    )
    (result,) = found["results"]
    assert (result["achieved_value"], result["score"], result["flags"]) == (78.5, 4.7, [])


def test_a_list_of_figures_is_no_table_of_indicators() -> None:
    found = tables(
        PLAN,
        ("เขต", "จำนวนประชากร", "จำนวนสวน", "พื้นที่ (ไร่)"),
        ("บางรัก", "45,000", "3", "12.5"),
        ("สาทร", "78,000", "5", "31.0"),
    )
    assert not found["kpis"] and not found["plans"] and not found["results"]


@pytest.mark.parametrize("score", ["คะแนนที่ได้", "ระดับคะแนน"])
def test_weighted_points_beside_the_score_are_text(score: str) -> None:
    found = tables(
        REPORT,
        ("ตัวชี้วัด", "น้ำหนัก", "เป้าหมาย", "ผลงาน", score, "คะแนนถ่วงน้ำหนัก"),
        ("1. ร้อยละของขยะที่คัดแยก", "40", "80", "84", "5.0000", "2.0000"),
    )
    (result,) = found["results"]
    assert (result["achieved_value"], result["score"], result["flags"]) == (84, 5, [])
    assert any(row["text"] == "2.0000" for row in found["sections"])


def test_weighted_points_alone_are_the_score() -> None:
    found = tables(
        REPORT,
        ("ตัวชี้วัด", "น้ำหนัก", "เป้าหมาย", "ผลการดำเนินงาน", "คะแนนถ่วงน้ำหนัก"),
        ("1. ร้อยละของขยะที่คัดแยก", "40", "80", "84", "2.0000"),
    )
    assert [(row["achieved_value"], row["score"]) for row in found["results"]] == [(84, 2)]
    assert not any(row["text"] == "2.0000" for row in found["sections"])


def test_a_group_with_its_weight_is_no_indicator() -> None:
    found = tables(
        "คำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2569\nสำนักสิ่งแวดล้อม กรุงเทพมหานคร\n\n",
        ("ตัวชี้วัด", "เป้าหมาย", "น้ำหนัก", "ผู้รับผิดชอบ"),
        ("มิติที่ 1 ด้านประสิทธิผล", "", "60", ""),
        ("1.1 ร้อยละของขยะที่คัดแยก", "80", "30", "กองขยะ"),
        ("1.2 จำนวนสวน 15 นาที", "12", "30", "กองสวน"),
    )
    assert [(row["name"], row["weight"]) for row in found["kpis"]] == [
        ("ร้อยละของขยะที่คัดแยก", 30),
        ("จำนวนสวน 15 นาที", 30),
    ]


@pytest.mark.parametrize("heading", ["", "รายละเอียดอื่นใด"])
def test_a_column_that_nobody_knows_is_no_reason_to_guess(heading: str) -> None:
    """A table of Bangkok's own that lost a heading would be read as something else."""
    found = tables(
        PLAN,
        ("ที่", "รหัส KRs", "ตัวชี้วัด", heading, "ผลงาน"),
        ("1", "3101", "ร้อยละของขยะที่คัดแยก", "ร้อยละ 80", "ร้อยละ 85"),
        ("2", "3102", "จำนวนสวน 15 นาที", "12 แห่ง", "14 แห่ง"),
    )
    assert not any(GUESS in row["flags"] for name in ("kpis", "plans", "results") for row in found[name])
