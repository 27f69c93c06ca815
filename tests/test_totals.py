"""Rows that sum up others are totals, in whatever words: a sum that is taken for a line doubles the money."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from phaen.normalizers.totals import names_total, says_total
from phaen.pipeline.extract import ExtractOptions, extract_document

DISTRICT = "สำนักงานเขตบางรัก"
LINES = (
    "1\tโครงการอบรมอาสาสมัครดูแลผู้ป่วย\t120,000\tฝ่ายพัฒนาชุมชน\n",
    "2\tโครงการขุดลอกท่อระบายน้ำในซอย\t80,000\tฝ่ายโยธา\n",
)
COLUMNS = "ลำดับ\tโครงการ\tงบประมาณ (บาท)\tผู้รับผิดชอบ\n"


def plans(folder: Path, *rows: str, office: str = DISTRICT, columns: str = COLUMNS) -> list[dict[str, Any]]:
    """The lines of a plan in text whose table has these ``rows``."""
    path = folder / "plan.txt"
    path.write_text(f"แผนปฏิบัติราชการประจำปี พ.ศ. 2568\n{office}\n\n{columns}{''.join(rows)}", "utf-8")
    return list(extract_document(path.read_bytes(), path.name, ExtractOptions()).tables["plans"])


@pytest.mark.parametrize(
    "words",
    [
        *(
            "รวม",
            "ยอดรวม",
            "ทั้งสิ้น",
            "Total",
            "Grand Total",
            "Sub-total",
            "ผลรวม",
            "รวมเป็นเงิน",
            "จำนวนเงินรวม",
            "วงเงินรวม",
        ),
        *(
            "งบประมาณรวมทั้งสิ้น",
            "เป็นเงินทั้งสิ้น",
            "รวม ๒ โครงการ",
            "(รวม)",
            "- รวม -",
            "ร ว ม",
            "รว ม",
            "น้ำหนักรวม",
            "ยอดยกไป",
            "ยกมา",
        ),
    ],
)
def test_a_label_of_a_total_is_one_and_its_row_no_line(words: str, tmp_path: Path) -> None:
    assert names_total(words) and says_total(words)
    rows = plans(tmp_path, *LINES, f"\t{words}\t200,000\t\n")
    assert [(row["row_kind"], row["budget_baht"]) for row in rows] == [
        ("item", 120000),
        ("item", 80000),
        ("total", 200000),
    ]


@pytest.mark.parametrize(
    "words", ["จำนวนโครงการทั้งสิ้น", "งานรวม", "โครงการรวมน้ำใจ", "ผลงาน", "รวมพลังชุมชนสะอาด", "จำนวน", "12 โครงการ"]
)
def test_what_names_no_total_is_none(words: str) -> None:
    assert not names_total(words) and not says_total(words)


@pytest.mark.parametrize("number", ["3", "๓", "3."])
@pytest.mark.parametrize("name", ["รวมพลคนรักษ์คลอง", "รวมแรงซ่อมบ้านผู้สูงอายุ"])
def test_a_numbered_line_may_open_with_the_word(number: str, name: str, tmp_path: Path) -> None:
    rows = plans(tmp_path, *LINES, f"{number}\t{name}\t45,000\tฝ่ายพัฒนาชุมชน\n", "\tรวมทั้งสิ้น\t245,000\t\n")
    assert [row["row_kind"] for row in rows] == ["item", "item", "item", "total"]
    assert rows[2]["project"] == name


@pytest.mark.parametrize("words", ["สรุป", "3 โครงการ", "ตามเอกสารแนบ"])
def test_an_unnumbered_line_that_is_the_sum_of_those_above_is_flagged(words: str, tmp_path: Path) -> None:
    last = plans(tmp_path, *LINES, f"\t{words}\t200,000\t\n")[-1]
    assert last["row_kind"] == "item" and "total_guess" in last["flags"]


@pytest.mark.parametrize(
    "third", ["3\tโครงการปลูกต้นไม้ริมคลอง\t200,000\tฝ่ายรักษาความสะอาด\n", "\tโครงการปลูกต้นไม้ริมคลอง\t199,000\tฝ่าย\n"]
)
def test_a_numbered_line_or_another_amount_is_not(third: str, tmp_path: Path) -> None:
    assert "total_guess" not in plans(tmp_path, *LINES, third)[-1]["flags"]


def test_without_numbers_only_the_last_line_may_be_the_sum(tmp_path: Path) -> None:
    unnumbered = [
        line.partition("\t")[2]
        for line in (*LINES, "3\tโครงการตรวจตลาด\t200,000\tฝ่าย\n", "4\tโครงการซ้อมหนีไฟ\t10,000\tฝ่าย\n")
    ]
    columns = COLUMNS.partition("\t")[2]
    rows = plans(tmp_path, *unnumbered, columns=columns)
    assert [("total_guess" in row["flags"]) for row in rows] == [False] * 4
    rows = plans(tmp_path, *unnumbered[:3], columns=columns)
    assert [("total_guess" in row["flags"]) for row in rows] == [False, False, True]
