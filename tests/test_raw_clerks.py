"""Raw text layers of other clerks' prints: where a heading, a table or a cell ends that nothing parts."""

from __future__ import annotations

from typing import Any

import pytest
from phaen.extractors.text.raw.header import find_header
from phaen.extractors.text.raw.whole import begins_target
from phaen.pipeline.extract import ExtractOptions, extract_document

OPTIONS = ExtractOptions(ocr="never", statements=False)
PLAN = ("แผนปฏิบัติราชการประจำปี พ.ศ. 2570", "สำนักงานเขตหนองจอก", "ส่วนที่ 4", "การประเมินผลการปฏิบัติราชการ")
HEAD = (
    "ที่ ชื่อตัวชี้วัด รหัส",
    "KR",
    "ค่าเป้าหมาย ความรับ",
    "ผิดชอบ",
    "(H/R)",
    "โครงการ/กิจกรรม",
    "(งบประมาณ)",
    "ส่วนราชการที่",
    "รับผิดชอบ",
)


def read(*lines: str) -> dict[str, list[dict[str, Any]]]:
    return dict(extract_document("\n".join(lines).encode(), "raw.txt", OPTIONS).tables)


@pytest.mark.parametrize(
    ("heading", "kinds"),
    [
        ("ระดับความสำเร็จ เกณฑ์การประเมิน วิธีวัดผลการดำเนินงาน คะแนนที่ได้รับ", ("level_no", "threshold", "criterion", "score")),
        ("ระดับความสำเร็จ เกณฑ์การให้คะแนน การดำเนินงาน คะแนนที่ได้รับ", ("level_no", "threshold", "criterion", "score")),
        ("ระดับความสำเร็จ เกณฑ์การประเมิน คะแนนที่ได้รับ", ("level_no", "criterion", "score")),
        ("ระดับความสำเร็จ เกณฑ์ร้อยละความสำเร็จ เกณฑ์การประเมิน คะแนนที่ได้รับ", ("level_no", "threshold", "criterion", "score")),
    ],
)
def test_a_heading_that_two_columns_may_have_is_the_one_that_no_other_is(heading: str, kinds: tuple[str, ...]) -> None:
    found = find_header([heading, "5 ร้อยละ 90 ทำครบ 10"], 0)
    assert found is not None and found.kinds == kinds


def test_levels_under_two_headings_of_criteria_are_read() -> None:
    found = read(
        "ตัวชี้วัดเจรจาตกลงการประเมินผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2570",
        PLAN[1],
        "ที่ ชื่อตัวชี้วัด ข้อมูลพื้นฐาน (Baseline Data) เป้าหมาย น้ำหนัก คะแนน นิยามและวิธีคำนวณ",
        "1. ร้อยละของแผงค้าที่จัดระเบียบ",
        "พ.ศ. 2569 : -",
        "ร้อยละ 90 10 นิยาม",
        "แผงค้า หมายถึง แผงบนทางเท้า",
        "เกณฑ์การให้คะแนน “ร้อยละของแผงค้าที่จัดระเบียบ”",
        "ระดับความสำเร็จ เกณฑ์การประเมิน วิธีวัดผลการดำเนินงาน คะแนนที่ได้รับ",
        *(f"{level} ร้อยละ {40 + 10 * level} จัดระเบียบได้ตามแผน {2 * level}" for level in range(5, 0, -1)),
        "ผลผลิต/ผลลัพธ์ : ทางเท้าเป็นระเบียบ",
    )
    told = sorted((row["level"], row["threshold_value"], row["score"]) for row in found["rubrics"])
    assert told == [(level, 40 + 10 * level, 2 * level) for level in range(1, 6)]


@pytest.mark.parametrize("word", ["Function", "Joint"])
def test_a_component_whose_base_stands_in_the_next_line_ends_the_rows_above(word: str) -> None:
    rows = (
        "1 ร้อยละของถนนที่กวาดทุกวัน",
        "5203 ร้อยละ 85 H กิจกรรมกวาดถนน",
        "(ไม่ใช้งบประมาณ)",
        "ฝ่ายรักษาความสะอาดฯ",
    )
    other = ("1 จำนวนทางม้าลายที่ทาสีใหม่", "5204 24 แห่ง H กิจกรรมทาสีทางม้าลาย", "(ไม่ใช้งบประมาณ)", "ฝ่ายโยธา")
    found = read(
        *PLAN,
        "องค์ประกอบที่ 1 การประเมินประสิทธิภาพผลการดำเนินงาน (Performance Base)",
        "1.1 ประสิทธิภาพของการดำเนินงานภารกิจสำคัญตามเป้าหมายการพัฒนาของสำนักงานเขต (Agenda",
        "Base) (จำนวน 1 KRs)",
        *HEAD,
        *rows,
        f"1.2 ประสิทธิภาพของการดำเนินงานภารกิจหลักตามเป้าหมายการพัฒนาของสำนักงานเขต ({word}",
        "KPIs) (จำนวน 1 KRs)" if word == "Joint" else "Base) (จำนวน 1 KRs)",
        *HEAD,
        *other,
    )
    told = {row["name"]: (row["component_no"], row["base"]) for row in found["kpis"]}
    assert told == {
        "ร้อยละของถนนที่กวาดทุกวัน": ("1.1", "agenda"),
        "จำนวนทางม้าลายที่ทาสีใหม่": ("1.2", word.lower()),
    }


@pytest.mark.parametrize("signed", ["ลงชื่อ ............ ผู้จัดทำแผน", "(ลงชื่อ) ............ ผู้จัดทำแผน"])
def test_who_signs_below_a_table_is_no_office_of_its_last_row(signed: str) -> None:
    found = read(
        *PLAN,
        "1.1 ประสิทธิภาพของการดำเนินงานภารกิจสำคัญ (Agenda Base)",
        *HEAD,
        "1 ร้อยละของถนนที่กวาดทุกวัน",
        "5203 ร้อยละ 85 H กิจกรรมกวาดถนน",
        "(ไม่ใช้งบประมาณ)",
        "ทุกฝ่าย",
        signed,
        "(นางสาวดวงใจ รักถิ่น)",
    )
    assert [row["units"] for row in found["kpis"]] == [["ทุกฝ่าย"]]


@pytest.mark.parametrize("end", ["≥", "20 –", "ครบ", "ไม่น้อยกว่า", "ไม่เกิน"])
def test_names_that_end_in_the_beginning_of_a_target(end: str) -> None:
    assert begins_target(f"จำนวนชุมชนที่ตั้งธนาคารขยะ {end}")


@pytest.mark.parametrize(
    "name", ["อัตราการเกิดเหตุลดลง", "รายได้ของชุมชนที่เพิ่มขึ้น", "การตรวจสอบภายใน", "ข้อมูลครบถ้วน", "ถนนสาย 340"]
)
def test_names_that_only_look_so(name: str) -> None:
    assert not begins_target(name)


def test_a_name_with_the_beginning_of_its_target_or_with_roles_is_doubted_alone() -> None:
    lines = (
        "1 ร้อยละของถนนที่กวาดทุกวัน ≥",
        "5203 ร้อยละ 85 H กิจกรรมกวาดถนน (ไม่ใช้งบประมาณ)",
        "ฝ่ายรักษาความสะอาดฯ",
        "2 จำนวนทางม้าลายที่ทาสีใหม่",
        "5204 24 แห่ง H กิจกรรมทาสีทางม้าลาย (ไม่ใช้งบประมาณ)",
        "ฝ่ายโยธา",
    )
    found = read(*PLAN, "1.1 ประสิทธิภาพของการดำเนินงานภารกิจสำคัญ (Agenda Base)", *HEAD, *lines)
    assert ["raw_layout_guess" in row["flags"] for row in found["kpis"]] == [True, False]


def test_rows_of_an_unread_table_are_no_words_of_the_key_result_above() -> None:
    found = read(
        *PLAN[:2],
        "ส่วนที่ 2 การดำเนินงานตามยุทธศาสตร์ของหน่วยงาน",
        "ประเด็นการพัฒนาที่ 1 ถนนสวยงาม",
        "ตัววัดผลหลัก (KR) ความยาวทางที่ปลูกไม้ดอก",
        "ในพื้นที่เขต",
        "1 โครงการปลูกไม้ดอกริมทาง 90,000.- ฝ่ายโยธา 211003 045",
        "2 กิจกรรมรดน้ำต้นไม้ - ฝ่ายโยธา 211003 -",
    )
    assert [row["name"] for row in found["kpis"]] == ["ความยาวทางที่ปลูกไม้ดอกในพื้นที่เขต"]


def test_a_text_that_begins_within_the_line_of_another_is_a_guess() -> None:
    found = read(
        "รายงานผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2570",
        "หน่วยงาน : สำนักงานเขตหนองจอก",
        "องค์ประกอบที่ 1 : ประสิทธิภาพในการดำเนินงานภารกิจหลัก (Function Base)",
        "รายละเอียดการประเมินผลการปฏิบัติราชการ (รายตัวชี้วัด)",
        "ตัวชี้วัด เป้าหมาย ผลสำเร็จ โครงการ/กิจกรรมที่สนับสนุน รายละเอียดผลการดำเนินงาน",
        "1. จำนวนถังขยะที่แจก 4,000 ใบ 4,120 ใบ กิจกรรมแจกถังขยะระยะ 2 ไตรมาส 1 - 2 ดำเนินการได้ 1,850 ใบ",
        "ไตรมาส 3 - 4 ดำเนินการได้ 4,120 ใบ",
        "หลักฐานอ้างอิง",
    )
    assert all("raw_layout_guess" in row["flags"] for row in found["results"])
