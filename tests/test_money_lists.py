"""Lists of a budget book: numbered lines that end in an amount, with their money by year below, and labelled sums."""

from __future__ import annotations

from typing import Any

from phaen.pipeline.extract import ExtractOptions, extract_document

TITLE = "เอกสารงบประมาณ ฉบับที่ 3 งบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. 2565\n\nกรมทางน้ำ\n\n"


def plans_of(text: str) -> list[dict[str, Any]]:
    return extract_document(text.encode(), "plan.txt", ExtractOptions(ocr="never")).tables["plans"]


def test_numbered_lines_that_end_in_an_amount_are_projects() -> None:
    text = (
        "(1) ท่าเรือบ้านเหนือ 12 ม. 1,400,000 บาท\n\n(2) ท่าเรือบ้านใต้ อ.เมือง จ.พิจิตร\n\n30 ม. 2,500,000 บาท\n\n"
        "(3) เขื่อนกันคลื่น 0.800 กม. 9,000,000.50 บาท\n"
    )
    rows = plans_of(TITLE + text)
    assert [(row["seq"], row["project"], float(row["budget_baht"])) for row in rows] == [
        ("1", "ท่าเรือบ้านเหนือ 12 ม.", 1_400_000),
        ("2", "ท่าเรือบ้านใต้ อ.เมือง จ.พิจิตร 30 ม.", 2_500_000),
        ("3", "เขื่อนกันคลื่น 0.800 กม.", 9_000_000.5),
    ]
    assert all("section_unknown" in row["flags"] for row in rows)


def test_money_by_year_below_a_line_belongs_to_it() -> None:
    text = (
        "(5) สะพานข้ามคลองใหญ่ 170 ม. 500,000 บาท\n\n"
        "วงเงินทั้งสิ้น\t900,000 บาท\nปี 2564 ตั้งงบประมาณ\t400,000 บาท\nปี 2565 ตั้งงบประมาณ\t500,000 บาท\n"
    )
    (row,) = plans_of(TITLE + text)
    assert (row["project"], float(row["budget_baht"])) == ("สะพานข้ามคลองใหญ่ 170 ม.", 500_000)
    assert [(one["fiscal_year"], float(one["baht"])) for one in row["amounts"]] == [(2564, 400_000), (2565, 500_000)]
    assert row["details"] == "วงเงินทั้งสิ้น 900,000 บาท"


def test_labels_with_amounts_are_sums() -> None:
    text = "รายการบุคลากรภาครัฐ\t78,400 บาท\n1. งบเงินอุดหนุน\t78,400 บาท\n1) ค่าใช้จ่ายบุคลากร\t78,400 บาท\n"
    rows = plans_of(TITLE + text)
    assert [(row["row_kind"], row["details"], float(row["budget_baht"])) for row in rows] == [
        ("total", "รายการบุคลากรภาครัฐ", 78_400),
        ("total", "งบเงินอุดหนุน", 78_400),
        ("total", "ค่าใช้จ่ายบุคลากร", 78_400),
    ]


def test_two_such_lines_in_prose_are_no_list() -> None:
    assert plans_of(TITLE + "1. จ่ายแล้ว 400,000 บาท\n\nและต่อมา\n\n2. จ่ายอีก 500,000 บาท\n") == []
