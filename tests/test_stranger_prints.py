"""Prints of offices whose wording no sample has: short documents, and what must come out of each."""

from __future__ import annotations

from typing import Any

import pytest
from phaen.extractors.forms.months import month_columns
from phaen.extractors.model import Place
from phaen.extractors.tables.joined import JoinedTable
from phaen.normalizers.money import read_money
from phaen.normalizers.targets import share_told, unit_in_heading
from phaen.pipeline.extract import ExtractOptions, extract_document

OPTIONS = ExtractOptions(ocr="never", statements=False)


def tables(*lines: str) -> dict[str, list[dict[str, Any]]]:
    """What is read from lines of text; cells are parted by ``|``."""
    text = "\n".join(line.replace(" | ", "\t") for line in lines)
    return dict(extract_document(text.encode(), "print.txt", OPTIONS).tables)


def test_an_amended_measure_of_a_project_counts_once_with_its_later_target() -> None:
    head = "โครงการ | ตัวชี้วัด | ค่าเป้าหมาย | งบประมาณ (บาท) | ผู้รับผิดชอบ"
    found = tables(
        "แผนปฏิบัติการประจำปีงบประมาณ พ.ศ. 2568",
        "คณะประมง มหาวิทยาลัยลุ่มน้ำยม",
        "ประเด็นยุทธศาสตร์ที่ 2 การบริการวิชาการ",
        head,
        "2.1 โครงการเพาะพันธุ์ปลา | จำนวนครัวเรือน | 40 ครัวเรือน | 90,000 | ฝ่ายวิจัย",
        "2.2 โครงการคลินิกสัตว์น้ำ | จำนวนครั้ง | 6 ครั้ง | 50,000 | ฝ่ายวิชาการ",
        "",
        "ประเด็นยุทธศาสตร์ที่ 2 การบริการวิชาการ (แก้ไขเพิ่มเติม ครั้งที่ 2)",
        head,
        "2.1 โครงการเพาะพันธุ์ปลา | จำนวนครัวเรือน | 55 ครัวเรือน | 120,000 | ฝ่ายวิจัย",
    )
    assert {row["name"]: row["target_value"] for row in found["kpis"]} == {"จำนวนครัวเรือน": 55, "จำนวนครั้ง": 6}
    assert len(found["kpis"]) == 2
    assert {row["strategy"] for row in found["plans"]} == {"การบริการวิชาการ"}


def test_the_first_of_several_results_has_its_year_in_a_longer_heading() -> None:
    found = tables(
        "แบบสรุปตัวชี้วัดเจรจาตกลง ประจำปีงบประมาณ พ.ศ. 2568",
        "สำนักการระบายน้ำ",
        "องค์ประกอบที่ 1.1 (Agenda Base)",
        "ที่ | ตัวชี้วัด | ข้อมูลพื้นฐาน 2566 | 2567 | เป้าหมาย ปี 2568 | น้ำหนัก (ร้อยละ)",
        "1 | ร้อยละของท่อระบายน้ำที่ล้างแล้ว | 61.5 | 70 | ร้อยละ 80 | 20",
    )
    assert [(one["fiscal_year"], one["value"]) for one in found["kpis"][0]["baseline"]] == [(2566, 61.5), (2567, 70)]


def test_a_key_result_that_stands_in_a_row_of_the_table_holds_for_the_lines_below() -> None:
    found = tables(
        "แผนปฏิบัติราชการประจำปี พ.ศ. 2568",
        "สำนักงานเขตคลองสาน",
        "ส่วนที่ 2 การดำเนินงานตามยุทธศาสตร์ของหน่วยงาน",
        "ลำดับ | โครงการ/กิจกรรม | งบประมาณ (บาท) | ฝ่าย",
        "ประเด็นการพัฒนาที่ 1 ทางเท้าเดินได้ |  |  | ",
        "ตัววัดผลหลัก (KR) : ความยาวทางเท้าที่ซ่อมแล้ว |  |  | ",
        "1 | กิจกรรมซ่อมทางเท้า | 400,000 | ฝ่ายโยธา",
        "ประเด็นการพัฒนาที่ 2 ตลาดสะอาด |  |  | ",
        "1 | กิจกรรมล้างตลาด | 50,000 | ฝ่ายสิ่งแวดล้อม",
    )
    assert [row["key_result"] for row in found["plans"]] == ["ความยาวทางเท้าที่ซ่อมแล้ว", None]


@pytest.mark.parametrize("text", ["25,000 ต่อเดือน", "25,000 บาทต่อเดือน", "500 บาท/คน", "800 ต่อหัว", "1,200 บาท/ครั้ง"])
def test_an_amount_for_one_of_many_is_no_amount_of_the_line(text: str) -> None:
    money = read_money(text)
    assert money.baht is None and money.flags


@pytest.mark.parametrize("text", ["25,000 บาทต่อปี", "ปีละ 25,000 บาท", "25,000 บาท (ต่อเนื่อง)", "25,000 ต่อเนื่อง"])
def test_an_amount_for_the_year_is_one(text: str) -> None:
    assert read_money(text).baht == 25000


def test_the_policy_of_an_agreement_may_stand_without_the_word_that_it_serves() -> None:
    found = tables(
        "แบบสรุปตัวชี้วัดเจรจาตกลง ประจำปีงบประมาณ พ.ศ. 2567",
        "สำนักงานเขตลาดกระบัง",
        "องค์ประกอบที่ 1.2 (Function Base)",
        "นโยบายผู้ว่าราชการกรุงเทพมหานคร P033 ขุดลอกคลอง",
        "ที่ | ชื่อตัวชี้วัด | ข้อมูลพื้นฐาน | เป้าหมาย | น้ำหนักคะแนน | นิยามและวิธีคำนวณ",
        "1 | ร้อยละของคลองที่ขุดลอก | พ.ศ. 2566 : ร้อยละ 80 | ร้อยละ 85 | 25 | นิยาม คลองในพื้นที่ วิธีคำนวณ จำนวนคลองที่ขุดลอก",
    )
    assert found["kpis"][0]["policy_codes"] == ["P033"]


def test_a_note_that_no_money_is_used_is_no_office() -> None:
    found = tables(
        "แผนปฏิบัติการป้องกันการทุจริต 4 ปี (พ.ศ. 2566 - 2569)",
        "เทศบาลเมืองบางแก้วใน",
        "ภารกิจตามมิติ | โครงการ/กิจกรรม/มาตรการ | ปี 2566 งบประมาณ (บาท) | ปี 2567 งบประมาณ (บาท) | หมายเหตุ",
        "การสร้างจิตสำนึกของบุคลากร | มาตรการงดรับของขวัญ | - | - | ไม่ใช้งบประมาณ",
        " | โครงการอบรมคุณธรรม | 30,000 | 35,000 | กองการศึกษา",
    )
    plans = found["plans"]
    assert [(row["units"], row["budget_status"]) for row in plans] == [([], "none"), (["กองการศึกษา"], "by_year")]
    assert plans[0]["budget_raw"].endswith("ไม่ใช้งบประมาณ")
    assert any("จิตสำนึก" in row["text"] for row in found["sections"])


def test_years_with_only_a_unit_of_money_below_are_columns_of_amounts() -> None:
    found = tables(
        "แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570)",
        "องค์การบริหารส่วนตำบลดงมะดะ",
        "ที่ | โครงการ | วัตถุประสงค์ | เป้าหมาย (ผลผลิตของโครงการ) | 2566 (บาท) | 2567 (บาท) | หน่วยงานรับผิดชอบหลัก",
        "1 | ขยายท่อประปา หมู่ 3 | เพื่อให้มีน้ำใช้ | ท่อยาว 1,200 เมตร | - | 350,000 | กองช่าง",
    )
    (row,) = found["plans"]
    assert [(one["fiscal_year"], float(one["baht"])) for one in row["amounts"]] == [(2567, 350000)]


def test_levels_may_be_counted_in_days() -> None:
    found = tables(
        "แบบสรุปตัวชี้วัดเจรจาตกลง ประจำปีงบประมาณ พ.ศ. 2568",
        "สำนักการโยธา",
        "องค์ประกอบที่ 1.1 (Agenda Base)",
        "ที่ | ตัวชี้วัด | เป้าหมาย | น้ำหนัก (ร้อยละ)",
        "1 | ระยะเวลาออกใบอนุญาต | ไม่เกิน 30 วันทำการ | 20",
        "",
        "ตัวชี้วัดที่ 1 ระยะเวลาออกใบอนุญาต",
        "เกณฑ์การให้คะแนน",
        "ระดับ | จำนวนวันทำการ | การดำเนินงาน | คะแนนที่ได้รับ",
        "5 | ≤ 30 | ออกใบอนุญาตทันกำหนด | 20",
        "4 | 31 - 35 | ออกใบอนุญาตช้าเล็กน้อย | 16",
    )
    got = [(r["threshold_op"], r["threshold_value"], r["threshold_max"], r["threshold_unit"]) for r in found["rubrics"]]
    assert got == [("<=", 30, None, "วันทำการ"), (None, 31, 35, "วันทำการ")]
    assert unit_in_heading("จำนวนเงิน") is None


def test_results_of_last_year_count_without_a_component_where_target_and_result_are_stated() -> None:
    found = tables(
        "แผนปฏิบัติราชการประจำปี พ.ศ. 2568",
        "สำนักการคลัง",
        "สรุปผลการดำเนินงานในปีที่ผ่านมา (ปีงบประมาณ พ.ศ. 2567)",
        "1. ตัวชี้วัดร้อยละของการจัดเก็บภาษีป้าย ค่าเป้าหมายร้อยละ 95 ผลการดำเนินงานร้อยละ 97.32",
        "2. สำนักการคลังจัดอบรมเจ้าหน้าที่ครบทุกเขต ได้ร้อยละ 100 ของแผน",
        "วิสัยทัศน์",
        "การคลังโปร่งใส",
    )
    assert [(r["kpi_name"], r["target_value"], r["achieved_value"], r["fiscal_year"]) for r in found["results"]] == [
        ("ร้อยละของการจัดเก็บภาษีป้าย", 95, 97.32, 2567)
    ]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("ผ่านเกณฑ์ 34 แห่ง จาก 41 แห่ง คิดเป็นร้อยละ 82.93", 82.93),
        ("เยี่ยมแล้ว 4,512 ราย จากทั้งหมด 4,800 ราย เท่ากับ 94%", 94),
        ("ผ่านเกณฑ์ 34 แห่ง จาก 41 แห่ง คิดเป็นร้อยละ 28.93", None),  # the sum gives another share
        ("ปี 2567 ผ่าน 34 แห่ง จาก 41 แห่ง คิดเป็นร้อยละ 82.93", None),  # a figure that nothing explains
        ("คิดเป็นร้อยละ 82.93", None),
        ("ได้ 5 จาก 0 แห่ง คิดเป็นร้อยละ 0", None),
    ],
)
def test_a_share_told_as_a_sum_counts_where_the_sum_agrees(text: str, share: float | None) -> None:
    assert share_told(text) == share


def test_a_result_told_as_a_sum_is_its_share_where_the_target_is_one() -> None:
    found = tables(
        "รายงานผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2567",
        "สำนักสิ่งแวดล้อม",
        "องค์ประกอบที่ 1.1 (Agenda Base)",
        "ลำดับ | ตัวชี้วัด | ค่าเป้าหมาย | น้ำหนัก | ผลการดำเนินงาน | คะแนนที่ได้",
        "1 | ร้อยละของสวนที่ผ่านเกณฑ์ | ร้อยละ 85 | 20 | สวนผ่านเกณฑ์ 34 แห่ง จาก 41 แห่ง คิดเป็นร้อยละ 82.93 | 16",
        "2 | จำนวนชุมชนที่มีแผน | 60 ชุมชน | 10 | จัดทำแล้ว 58 ชุมชน จาก 60 ชุมชน คิดเป็นร้อยละ 96.67 | 9",
    )
    share, count = found["results"]
    assert (share["achieved_value"], share["achieved_unit"], share["flags"]) == (82.93, "ร้อยละ", [])
    assert count["achieved_value"] is None and "achieved_unread" in count["flags"]


def test_both_years_over_all_months_leave_it_to_the_months_which_is_whose() -> None:
    table = JoinedTable("milestones", ("step", "months", "months", "months"), (), Place())
    over = "ระยะเวลาดำเนินการ พ.ศ. 2565 พ.ศ. 2566"
    table.headings = (("ขั้นตอน",), (over, "ธ.ค."), (over, "ม.ค."), (over, "ก.พ."))
    assert list(month_columns(table, "months", 2566).values()) == ["2565-12", "2566-01", "2566-02"]


def test_rows_that_run_together_are_flagged_and_so_is_their_document() -> None:
    cells = "โครงการซ่อมท่อระบายน้ำ<br>โครงการล้างท่อระบายน้ำ\t100,000.-<br>ไม่ใช้งบประมาณ"
    found = tables(
        "แผนปฏิบัติราชการประจำปี พ.ศ. 2568",
        "สำนักการระบายน้ำ",
        "ส่วนที่ 3 บัญชีรายการโครงการ/กิจกรรมที่มีลักษณะเป็นภารกิจประจำพื้นฐาน",
        "ลำดับที่ | แผนงาน/ผลผลิต | โครงการ | งบประมาณ",
        "1 | แผนงานระบายน้ำ |  | ",
        f" | ผลผลิตบำรุงรักษา\t{cells}",
        " | ผลผลิตก่อสร้าง | โครงการสร้างเขื่อน | 5,000,000.-",
    )
    assert any("items_unmatched" in row["flags"] for row in found["plans"])
    assert "rows_unread" in found["documents"][0]["flags"]
    assert not next(row for row in found["plans"] if "เขื่อน" in row["project"])["flags"]


def test_a_piece_of_the_next_column_is_flagged_where_nothing_parts_the_cells() -> None:
    found = tables(
        "แผนปฏิบัติราชการประจำปี พ.ศ. 2568",
        "สำนักงานเขตดุสิต",
        "ส่วนที่ 3 บัญชีรายการโครงการ/กิจกรรมที่มีลักษณะเป็นภารกิจประจำพื้นฐาน",
        "ลำดับ | โครงการ | งบประมาณ",
        "1 | โครงการพัฒนาลานใต้ทางด่วน 15.000.000 | ",
        "2 | กิจกรรมกวดขันวินัย ใช้งบประมาณของโครงการที่ 1 | ",
        "3 | โครงการปลูกต้นไม้ 1,000,000 ต้น | 20,000",
    )
    assert ["name_doubtful" in row["flags"] for row in found["plans"]] == [True, True, False]


def test_a_criterion_that_begins_with_the_end_of_a_threshold_is_flagged() -> None:
    found = tables(
        "แบบสรุปตัวชี้วัดเจรจาตกลง ประจำปีงบประมาณ พ.ศ. 2568",
        "สำนักการโยธา",
        "องค์ประกอบที่ 1.1 (Agenda Base)",
        "ที่ | ตัวชี้วัด | เป้าหมาย | น้ำหนัก (ร้อยละ)",
        "1 | ร้อยละของสะพานที่ซ่อม | ร้อยละ 85 | 20",
        "",
        "ตัวชี้วัดที่ 1 ร้อยละของสะพานที่ซ่อม",
        "เกณฑ์การให้คะแนน",
        "ระดับ | เกณฑ์ร้อยละความสำเร็จ | การดำเนินงาน | คะแนนที่ได้รับ",
        "5 | ร้อยละ 85 | ขึ้นไป ซ่อมสะพานได้ตามแผน | 20",
        "4 | ร้อยละ 80 - 84 | ซ่อมสะพานได้ส่วนใหญ่ | 16",
    )
    assert ["threshold_unread" in row["flags"] for row in found["rubrics"]] == [True, False]


def test_offices_of_two_columns_in_one_are_not_sure() -> None:
    head = "วัตถุประสงค์หลัก (Objective) | ตัววัดผลหลัก (Key Result : KR) | ค่าเป้าหมาย (Target) | หน่วยงานรับผิดชอบหลัก"
    found = tables(
        "แผนปฏิบัติราชการประจำปี พ.ศ. 2568",
        "สำนักอนามัย",
        "ส่วนที่ 1 การดำเนินงานตามแผนปฏิบัติราชการกรุงเทพมหานคร",
        f"{head} | หน่วยงานสนับสนุน",
        "สุขภาพดี | KR 1 : จำนวนศูนย์ที่เปิดนอกเวลา | 44 แห่ง | ระบบ สนอ. สนพ. | ",
        "สุขภาพดี | KR 2 : จำนวนคลินิกวัยรุ่น | 10 แห่ง | สนอ. | สนพ.",
    )
    flags = {row["name"]: row["flags"] for row in found["kpis"]}
    assert flags == {"จำนวนศูนย์ที่เปิดนอกเวลา": ["agencies_unsure"], "จำนวนคลินิกวัยรุ่น": []}


def test_a_subsidy_is_a_source_of_money_and_levels_may_count_schools() -> None:
    found = tables(
        "แผนปฏิบัติการประจำปีงบประมาณ พ.ศ. 2568",
        "โรงเรียนเทศบาลวัดใหม่",
        "ที่ | โครงการ | งบอุดหนุน | งบรายได้ | รวม | ผู้รับผิดชอบ",
        "1 | พัฒนาผู้เรียน | 45,000 | 15,000 | 60,000 | ครูสมศรี",
    )
    (row,) = found["plans"]
    assert [(one["source"], float(one["baht"])) for one in row["amounts"]] == [("งบอุดหนุน", 45000), ("งบรายได้", 15000)]
    assert (float(row["budget_baht"]), row["flags"]) == (60000, [])
