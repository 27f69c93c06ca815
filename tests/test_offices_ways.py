"""What offices do beside the forms: units of money said once, key results as lines, titles behind a long foreword."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from phaen.extractors.wordings.catalogue import WordingsError, load
from phaen.pipeline.extract import ExtractOptions, extract_document

OPTIONS = ExtractOptions(ocr="never")
Tables = dict[str, list[dict[str, Any]]]


def tables_of(text: str, options: ExtractOptions = OPTIONS) -> Tables:
    return extract_document(text.encode(), "plan.txt", options).tables


ACTION = "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2568\n\nกรมทางน้ำ\n\n"
HEADS = "ที่\tโครงการ\tตัวชี้วัด\tหน่วยนับ\tเป้าหมาย\tงบประมาณ{unit}\n"


@pytest.mark.parametrize(
    ("above", "unit", "second", "baht", "told"),
    [
        ("(หน่วย : ล้านบาท)\n\n", "", "2.5", 2_500_000, True),
        ("", " (ล้านบาท)", "2.5", 2_500_000, True),
        ("(หน่วย : ล้านบาท)\n\n", "", "250,000", 250_000, False),  # plainly baht
        ("(หน่วย : บาท)\n\n", "", "2.5", 2.5, False),
    ],
)
def test_a_unit_of_money_said_once_holds_on_and_is_told(
    above: str, unit: str, second: str, baht: float, told: bool
) -> None:
    text = (
        f"{ACTION}{above}{HEADS.format(unit=unit)}1\tโครงการขุดร่องน้ำ\tร่องน้ำ\tแห่ง\t4\t9.5\n\n2. งานอื่น\n\n"
        f"{HEADS.format(unit='')}2\tโครงการทาสีเรือ\tเรือ\tลำ\t4\t{second}\n"
    )
    row = next(row for row in tables_of(text)["plans"] if row["project"] == "โครงการทาสีเรือ")
    assert (float(row["budget_baht"]), "budget_unit_inherited" in row["flags"]) == (baht, told)


@pytest.mark.parametrize(
    ("unit", "office", "amounts", "doubtful"),
    [
        ("", "", ("85.50", "1,250.00"), True),  # no project costs 85 baht, so 1,250 may not be baht either
        ("", "", ("1,139.4422", "2,500.0000"), True),  # more digits than satang have
        ("", " (ล้านบาท)", ("850.50", "1,250.00"), True),  # the unit stands a column too far
        ("", "", ("85,500", "1,250,000"), False),
        ("", "", ("0", "1,250,000"), False),
        (" (บาท)", "", ("85.50", "1,250.00"), False),
        (" (ล้านบาท)", "", ("85.50", "1,250.00"), False),
    ],
)
def test_amounts_without_a_unit_that_look_unlike_baht_are_flagged(
    unit: str, office: str, amounts: tuple[str, str], doubtful: bool
) -> None:
    lines = "".join(
        f"{number}\t{name}\tเรือ\tลำ\t4\t{amount}\tกองเรือ\n"
        for number, (name, amount) in enumerate(zip(("โครงการทาสีเรือ", "โครงการขุดร่องน้ำ"), amounts, strict=True), 1)
    )
    heads = HEADS.format(unit=unit).rstrip("\n") + f"\tหน่วยงานรับผิดชอบ{office}\n"
    rows = tables_of(f"{ACTION}{heads}{lines}")["plans"]
    assert len(rows) == 2
    assert all(("budget_unit_unsure" in row["flags"]) is doubtful for row in rows)


def test_labelled_key_results_of_one_issue_are_parted() -> None:
    text = (
        "แผนปฏิบัติราชการประจำปี พ.ศ. 2568\n\nสำนักพัฒนาสังคม กรุงเทพมหานคร\n\n"
        "ส่วนที่ 2 แผนปฏิบัติราชการตามภารกิจของหน่วยงาน\n\nประเด็นการพัฒนาที่ 1 ส่งเสริมอาชีพ\n\n"
        "ตัววัดผล/ตัวชี้วัดหลักตามภารกิจหลักของหน่วยงาน (KR / KPI)\n\nKR 1.1 ร้อยละของผู้ผ่านการอบรมที่มีงานทำ ร้อยละ 80\n\n"
        "ตัวชี้วัด (KR) 1.2 ร้อยละความพึงพอใจของผู้รับบริการ ไม่น้อยกว่าร้อยละ 85\n"
    )
    assert [(row["item_no"], row["name"], row["target_value"]) for row in tables_of(text)["kpis"]] == [
        ("1.1", "ร้อยละของผู้ผ่านการอบรมที่มีงานทำ", 80.0),
        ("1.2", "ร้อยละความพึงพอใจของผู้รับบริการ", 85.0),
    ]


def test_a_key_result_in_a_line_of_its_own_is_an_indicator_and_flagged() -> None:
    text = (
        "แผนปฏิบัติราชการประจำปี พ.ศ. 2568\n\nมหาวิทยาลัยสายหมอก\n\nยุทธศาสตร์ที่ 1 วิจัย\n\n"
        "KR 1.1 : จำนวนงานวิจัยที่ถูกนำไปใช้ เป้าหมาย 20 เรื่อง\n\nตัวชี้วัดที่ 2 ร้อยละความพึงพอใจ (เป้าหมาย ร้อยละ 80)\n"
    )
    kpis = tables_of(text)["kpis"]
    assert [(row["item_no"], row["target_value"], row["target_unit"]) for row in kpis] == [
        ("1.1", 20.0, "เรื่อง"),
        ("2", 80.0, "ร้อยละ"),
    ]
    assert all("name_end_guess" in row["flags"] for row in kpis)


def test_bare_figures_under_a_heading_of_criteria_are_thresholds() -> None:
    levels = "".join(f"{level}\tร้อยละ {14 + 2 * level}\t{4 * level}\n" for level in range(1, 6))
    text = (
        "แบบสรุปตัวชี้วัดเจรจาตกลง ประจำปีงบประมาณ พ.ศ. 2568\n\nสำนักพัฒนาสังคม กรุงเทพมหานคร\n\n"
        "ตัวชี้วัดที่\tตัวชี้วัด\tค่าเป้าหมาย\tน้ำหนัก\nองค์ประกอบที่ 1.2 Function Base\t\t\t\n"
        "1\tร้อยละของผู้สูงอายุที่ได้รับบริการ\tร้อยละ 24\t20\n\nเกณฑ์การให้คะแนน : ร้อยละของผู้สูงอายุที่ได้รับบริการ\n\n"
        f"ระดับ\tเกณฑ์การให้คะแนน\tคะแนนที่ได้รับ\n{levels}"
    )
    rubrics = tables_of(text)["rubrics"]
    assert [(row["threshold_value"], row["criterion"]) for row in rubrics] == [
        (14.0 + 2 * n, None) for n in range(1, 6)
    ]


def test_months_with_a_rest_between_are_flagged() -> None:
    text = (
        "แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2567\n\nเทศบาลตำบลน้ำใส\n\n"
        "ที่\tโครงการ\tรายละเอียดของกิจกรรมที่เกิดขึ้นจากโครงการ\tงบประมาณ (บาท)\tพ.ศ. 2566\t\t\tพ.ศ. 2567\t\n"
        "\t\t\t\tต.ค.\tพ.ย.\tธ.ค.\tม.ค.\tก.พ.\n"
        "1\tซ่อมไฟ\t40 จุด\t60,000\t↔\t\t\t↔\t\n2\tลอกท่อ\t2 สาย\t9,000\t←\t\t→\t\t\n3\tล้างถัง\t2 ใบ\t9,000\t/\t/\t\t\t\n"
    )
    told = {row["project"]: row["flags"] for row in tables_of(text)["plans"]}
    assert [name for name, flags in told.items() if "months_with_gaps" in flags] == ["ซ่อมไฟ"]


FOREWORD = "".join(f"กรมป่าไม้ได้ทบทวนสถานการณ์ป่าชุมชนข้อที่ {n} เพื่อใช้กำหนดทิศทาง\n\n" for n in range(70))


def test_a_title_behind_a_long_foreword_is_found_and_told_as_a_guess() -> None:
    text = f"คำนำ\n\n{FOREWORD}แผนยุทธศาสตร์กรมป่าไม้ พ.ศ. 2566 - 2570\n\nวิสัยทัศน์\n\nป่าอุดมสมบูรณ์\n"
    (document,) = tables_of(text)["documents"]
    assert (document["doc_type"], document["first_year"], document["last_year"]) == ("strategic_plan", 2566, 2570)
    assert "doc_type_guess" in document["flags"]


def test_a_folder_of_the_user_teaches_a_title(tmp_path: Path) -> None:
    text = "สมุดงานประจำปี พ.ศ. 2568\n\nกรมทางน้ำ\n\nวิสัยทัศน์\n\nแม่น้ำสะอาด\n"
    (tmp_path / "titles.csv").write_text("doc_type,years,where,wordings\nannual_plan,,start,สมุดงานประจำปี\n", "utf-8")
    taught = ExtractOptions(ocr="never", forms=str(tmp_path))
    told = [tables_of(text, options)["documents"][0]["doc_type"] for options in (OPTIONS, taught)]
    assert told == [None, "annual_plan"]


@pytest.mark.parametrize("row", ["plan_of_mine,,start,สมุดงาน", "annual_plan,two,start,สมุดงาน", "annual_plan,,start,"])
def test_a_title_that_cannot_be_used_is_named_with_its_line(row: str, tmp_path: Path) -> None:
    (tmp_path / "titles.csv").write_text(f"doc_type,years,where,wordings\n{row}\n", "utf-8")
    with pytest.raises(WordingsError, match=r"titles\.csv:2: "):
        load(tmp_path)


def test_levels_below_each_other_are_rubric_rows_of_the_indicator_above() -> None:
    text = (
        "ตัวชี้วัดตามคำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2567\n\nกรมป่าไม้\n\n"
        "ที่\tตัวชี้วัด\tน้ำหนัก\tระดับเป้าหมาย\tค่าเป้าหมาย\n"
        "1\tจำนวนป่าชุมชนที่ขึ้นทะเบียน\t40\tขั้นต้น (50)\t100 แห่ง\n\t\t\tขั้นมาตรฐาน (75)\t120 แห่ง\n\t\t\tขั้นสูง (100)\t150 แห่ง\n"
        "2\tร้อยละเรื่องร้องเรียนที่ยุติ\t60\t1\tร้อยละ 70\n\t\t\t2\tร้อยละ 80\n"
    )
    tables = tables_of(text)
    assert [(row["item_no"], row["name"], row["weight"]) for row in tables["kpis"]] == [
        ("1", "จำนวนป่าชุมชนที่ขึ้นทะเบียน", 40.0),
        ("2", "ร้อยละเรื่องร้องเรียนที่ยุติ", 60.0),
    ]
    assert [
        (row["level"], row["threshold_value"], row["threshold_unit"], row["score"]) for row in tables["rubrics"]
    ] == [
        (1, 100.0, "แห่ง", 50.0),
        (2, 120.0, "แห่ง", 75.0),
        (3, 150.0, "แห่ง", 100.0),
        (1, 70.0, "ร้อยละ", None),
        (2, 80.0, "ร้อยละ", None),
    ]
