"""Rows without a number in a numbered table: notes, headings, sums of groups, the rest of the line above, or lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_totals import LINES, plans

TOWN = "เทศบาลตำบลบ้านใหม่"
"""Tables of offices outside Bangkok may give every printed line a row."""
THIRD = "3\tโครงการปลูกต้นไม้ริมคลอง\t50,000\tฝ่ายรักษาความสะอาด\n"


@pytest.mark.parametrize("office", ["สำนักงานเขตบางรัก", TOWN])
@pytest.mark.parametrize("note", ["หมายเหตุ : รอผลการจัดสรร", "(หมายเหตุ) ใช้เงินสะสม", "* ขอรับเงินอุดหนุน", "ที่มา : ข้อบัญญัติ"])
def test_a_note_between_lines_is_text_and_in_no_name(office: str, note: str, tmp_path: Path) -> None:
    rows = plans(tmp_path, LINES[0], f"\t{note}\t\t\n", LINES[1], THIRD, office=office)
    assert [row["seq"] for row in rows] == ["1", "2", "3"]
    assert rows[0]["project"] == "โครงการอบรมอาสาสมัครดูแลผู้ป่วย"


@pytest.mark.parametrize("office", ["สำนักงานเขตบางรัก", TOWN])
@pytest.mark.parametrize("heading", ["ด้านสังคม", "แผนงานสาธารณสุข", "หมวดค่าใช้สอย", "กลุ่มงานป้องกัน"])
def test_a_heading_is_no_part_of_the_name_above_nor_a_sure_line(office: str, heading: str, tmp_path: Path) -> None:
    rows = plans(tmp_path, LINES[0], f"\t{heading}\t\t\n", LINES[1], THIRD, office=office)
    assert rows[0]["project"] == "โครงการอบรมอาสาสมัครดูแลผู้ป่วย"
    assert all("number_missing" in row["flags"] for row in rows if row["seq"] is None)
    assert all("number_missing" not in row["flags"] for row in rows if row["seq"] is not None)


@pytest.mark.parametrize("office", ["สำนักงานเขตบางรัก", TOWN])
def test_what_may_go_on_with_the_line_above_says_so(office: str, tmp_path: Path) -> None:
    rows = plans(tmp_path, LINES[0], "\tและเครือข่ายภาคประชาชน\t\t\n", LINES[1], THIRD, office=office)
    doubtful = [row for row in rows if {"number_missing", "row_cut_guess"} & set(row["flags"])]
    assert len(doubtful) == 1 and "เครือข่าย" in doubtful[0]["project"]


@pytest.mark.parametrize("name", ["โครงการตรวจตลาดสด", "กิจกรรมวันแม่", "- จัดทำคู่มือ", "1.1 จัดทำคู่มือ", "(2) จัดอบรม"])
def test_lines_that_open_as_such_need_no_number(name: str, tmp_path: Path) -> None:
    rows = plans(tmp_path, *LINES, f"\t{name}\t7,000\tฝ่าย\n", THIRD)
    assert len(rows) == 4 and not any("number_missing" in row["flags"] for row in rows)


@pytest.mark.parametrize("number", ["", "แผนงานที่ 1"])
def test_the_money_of_a_group_above_its_lines_is_flagged(number: str, tmp_path: Path) -> None:
    rows = plans(tmp_path, f"{number}\tสาธารณสุข\t200,000\t\n", *LINES, "\tรวม\t200,000\t\n")
    assert ["total_guess" in row["flags"] for row in rows] == [True, False, False, False]
