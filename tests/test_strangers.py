"""Forms of other offices as no spec foresaw them: other headings, order, units of money, years, digits, notes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from phaen.pipeline.assemble.amounts import line_budget
from phaen.pipeline.extract import ExtractOptions, extract_document

from samples.scoring import score
from samples.strangers import strangers
from tests.states import DEEP
from tests.test_elsewhere import WRITERS, read

SHAPES = tuple(WRITERS) if DEEP else ("text", "pdf")


@pytest.mark.parametrize("shape", SHAPES)
def test_a_form_with_other_headings_gives_its_rows(shape: str, tmp_path: Path) -> None:
    suffix, write, lowest = WRITERS[shape]
    for name in ("in", "gold"):
        (tmp_path / name).mkdir()
    for sample in strangers():
        (tmp_path / "in" / f"{sample.stem}.{suffix}").write_bytes(write(sample))
        (tmp_path / "gold" / f"{sample.stem}.json").write_text(json.dumps(sample.gold, ensure_ascii=False), "utf-8")
    read(tmp_path)
    tallies = [tally for name, tally in score(tmp_path / "out", tmp_path / "gold").items() if name != "findings"]
    errors = "\n".join(error for tally in tallies for error in tally.errors)
    right, missing, extra = (sum(getattr(t, name) for t in tallies) for name in ("right", "missing", "extra"))
    assert right and 2 * right / (2 * right + missing + extra) >= lowest, errors
    assert sum(tally.silent for tally in tallies) == 0, errors


HEADER = (
    "แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2567\n\nองค์การบริหารส่วนตำบลโพธิ์ทอง\n\n"
    "ที่\tโครงการ\tรายละเอียดของกิจกรรมที่เกิดขึ้นจากโครงการ\tงบประมาณ (บาท)\tหน่วยงานรับผิดชอบหลัก\tพ.ศ. 2566\t\t\n"
    "\t\t\t\t\tต.ค.\tพ.ย.\tธ.ค.\n"
)


def test_an_arrow_longer_than_its_cell_gives_no_months() -> None:
    lines = HEADER + "1\tซ่อมไฟ\t40 จุด\t60,000\tกองช่าง\t<---------->\t\t\n2\tลอกท่อ\t2 สาย\t9,000\tกองช่าง\t\t<-->\t\n"
    options = ExtractOptions(ocr="never")
    long, short = extract_document(lines.encode(), "plan.txt", options).tables["plans"]
    assert (long["start_month"], long["end_month"]) == (None, None) and "months_unread" in long["flags"]
    assert (short["start_month"], short["end_month"]) == ("2566-11", "2566-11")


def test_a_district_plan_with_programmes_alone_is_routine_work() -> None:
    lines = (
        "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2568\n\nสำนักงานเขตบางแค\n\n"
        "ที่\tฝ่าย\tแผนงาน\tโครงการ/กิจกรรม\tงบประมาณ (บาท)\n1\tฝ่ายโยธา\tแผนงานทางระบายน้ำ\tโครงการลอกท่อ\t120,000\n"
    )
    (plan,) = extract_document(lines.encode(), "plan.txt", ExtractOptions(ocr="never")).tables["plans"]
    assert (plan["section"], plan["programme"], plan["units"]) == ("part3", "แผนงานทางระบายน้ำ", ["ฝ่ายโยธา"])


def test_columns_of_money_that_nothing_tells_apart_are_not_added_up() -> None:
    read = line_budget("", [(("งบประมาณ (บาท)",), "30,000"), (("งบประมาณ (บาท)",), "20,000")], "", "", 2567)
    assert (read.budget.baht, read.budget.status) == (None, "amount") and "several_amounts" in read.flags


def test_a_unit_of_money_holds_for_the_columns_beside_it() -> None:
    columns = [
        (("รวม",), "9.00"),
        (("งบประมาณ (ล้านบาท)", "ไตรมาสที่ 1"), "4.00"),
        (("งบประมาณ (ล้านบาท)", "ไตรมาสที่ 2"), "5.00"),
    ]
    read = line_budget("", columns, "", "", 2567)
    assert (read.budget.baht, read.budget.unit_baht) == (9_000_000, 1e6)


def test_the_mark_of_the_next_form_ends_the_strategy_above() -> None:
    text = (
        "แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570)\n\nเทศบาลตำบลท่าหิน\n\n1. ยุทธศาสตร์การพัฒนาคน\n\nแบบ ผ. 03\n\n"
        "ที่\tแผนงาน\tหมวด\tประเภท\tเป้าหมาย (ผลผลิตของครุภัณฑ์)\tงบประมาณ ปี 2566 (บาท)\tงบประมาณ ปี 2567 (บาท)\tหน่วยงาน\n"
        "1\tแผนงานการศึกษา\tค่าครุภัณฑ์\tครุภัณฑ์สำนักงาน\tโต๊ะ 2 ตัว\t9,000\t-\tการศึกษา\n"
    )
    plans = extract_document(text.encode(), "plan.txt", ExtractOptions(ocr="never")).tables["plans"]
    assert [plan["strategy"] for plan in plans] == [None]
