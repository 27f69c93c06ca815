"""Tables of a raw text layer whose headings nothing parts: the document says so, and no figure is guessed."""

from __future__ import annotations

import pytest
from phaen.extractors.text.raw.lost import is_lost_heading

from tests.test_interrupted import read

PLAN = "แผนปฏิบัติราชการประจำปี พ.ศ. 2569\nสำนักงานเขตดุสิต\nส่วนที่ 4 การประเมินผลการปฏิบัติราชการ\n1.2 ภารกิจหลัก (Function Base)\n"
FIRST = "1 ร้อยละของตลาดที่ได้มาตรฐาน"
SECOND = "2 จำนวนสวนหย่อมที่ปรับปรุง"


def test_a_column_of_units_parts_a_heading() -> None:
    """Indicators under a heading with หน่วยนับ (unit of count) are read; one that swallows its unit is flagged."""
    tables = read(
        f"{PLAN}ที่ รหัส KRs ตัวชี้วัด หน่วยนับ ค่าเป้าหมาย ความรับผิดชอบ (H/R) ฝ่าย\n"
        "1 5411 จำนวนตลาดที่ได้\nมาตรฐาน\nแห่ง ไม่น้อยกว่า 12 H ฝ่ายสิ่งแวดล้อมและสุขาภิบาล\n"
        "2 5412 จำนวนสวนหย่อมที่ปรับปรุง แห่ง 4 R ฝ่ายรักษาความสะอาดและสวนสาธารณะ\n"
    )
    first, second = tables["kpis"]
    assert (first["name"], first["target_value"], first["target_unit"]) == ("จำนวนตลาดที่ได้มาตรฐาน", 12.0, "แห่ง")
    assert (first["kr_code_printed"], first["role"]) == ("5411", "H")
    assert (second["target_value"], second["role"]) == (4.0, "R")
    assert second["target_unit"] == "แห่ง" or second["flags"]


@pytest.mark.parametrize(
    "heading",
    [
        "ลำดับ ตัวชี้วัด น้ำหนัก ค่าเป้าหมาย รอบแรกของปี ๒๕๖๙ คะแนนที่ได้รับ",
        "ที่ ตัวชี้วัด\nรอบประเมิน น้ำหนัก ค่าเป้าหมาย\nผลการดำเนินงาน",
    ],
)
def test_a_heading_that_nothing_parts_is_told_of(heading: str) -> None:
    tables = read(f"{PLAN}{heading}\n{FIRST} 10 ร้อยละ 90 ร้อยละ 80 4\n{SECOND} 5 4 แห่ง 2 แห่ง 3\n")
    (document,) = tables["documents"]
    assert document["status"] == "partial"


def test_quarters_below_a_heading_are_not_lines_of_the_table() -> None:
    """Which of the figures is whose nobody can say: none is given, and the document says so."""
    tables = read(
        "รายงานผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2569\nสำนักงานเขตดุสิต\n"
        "ลำดับที่ ตัวชี้วัด น้ำหนัก เป้าหมาย ผลการดำเนินงาน คะแนนที่ได้\nไตรมาส 1 ไตรมาส 2 ไตรมาส 3 ไตรมาส 4\n"
        f"{FIRST} 15 ไม่น้อยกว่าร้อยละ 90 ร้อยละ 84 ร้อยละ 85 ร้อยละ 86 ร้อยละ 87 15\n"
        f"{SECOND} 20 4 แห่ง 1 แห่ง 1 แห่ง 1 แห่ง 1 แห่ง 20\n"
    )
    assert tables["documents"][0]["status"] == "partial"
    assert not [row for row in tables["results"] if row["achieved_value"] is not None]


@pytest.mark.parametrize("text", ["ระดับคะแนน 1 2 3 4 5", "เกณฑ์การให้คะแนน ๑ ๒ ๓ ๔ ๕"])
def test_levels_across_a_raw_layer_are_told_of(text: str) -> None:
    tables = read(
        "แบบสรุปตัวชี้วัดเจรจาตกลงการประเมินผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2569\nสำนักพัฒนาสังคม\n"
        "ที่ ชื่อตัวชี้วัด เป้าหมาย น้ำหนัก\n1 ร้อยละของชุมชนที่มีแผนชุมชน ร้อยละ 85 30\n"
        f"เกณฑ์การให้คะแนน “ร้อยละของชุมชนที่มีแผนชุมชน”\n{text}\nร้อยละ 65 ร้อยละ 70 ร้อยละ 75 ร้อยละ 80 ร้อยละ 85\n"
    )
    assert tables["documents"][0]["status"] == "partial"


def test_a_heading_that_is_read_is_no_lost_one() -> None:
    tables = read(
        f"{PLAN}โครงการ/กิจกรรมสำคัญตามยุทธศาสตร์หน่วยงาน\nที่ ชื่อตัวชี้วัด ค่าเป้าหมาย น้ำหนัก\n{FIRST} ร้อยละ 90 10\n"
        f"{SECOND} 4 แห่ง 5\n"
    )
    assert len(tables["kpis"]) == 2 and tables["documents"][0]["status"] == "ok"


def test_a_time_plan_that_nothing_parts_is_told_of_and_its_short_lines_kept() -> None:
    steps = ("1. ประชุมคณะทำงาน 10 10 ✓ ✓", "2. จัดหาผู้รับจ้าง 20 30 ✓", "3. ส่งมอบงาน 70 100 ✓ ✓")
    tables = read(
        "แผนปฏิบัติราชการประจำปี พ.ศ. 2569\nสำนักงานเขตดุสิต\nตาราง ค ตัวชี้วัดเจรจาตกลงการประเมินผลการปฏิบัติราชการ\n"
        "ที่ ตัวชี้วัด ค่าเป้าหมาย น้ำหนัก\n1 ร้อยละของคูคลองในพื้นที่ที่ได้รับการสำรวจและขุดลอก ร้อยละ 90 15\n"
        "ตาราง จ แผนการดำเนินงานโครงการ/กิจกรรม\nตัวชี้วัดที่ 1 ร้อยละของคูคลองในพื้นที่ที่ได้รับการสำรวจและขุดลอก\n"
        "ชื่อโครงการ/กิจกรรม : โครงการขุดลอกคูคลอง\nงานที่ทำ สัดส่วน\nรวม\nสะสม\nพ.ศ. 2568 พ.ศ. 2569\n"
        "ต.ค. พ.ย. ธ.ค. ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย.\n" + "\n".join(steps) + "\n"
    )
    assert tables["documents"][0]["status"] == "partial"
    kept = "\n".join(row["text"] for row in tables["sections"])
    assert all(step in kept for step in steps)


@pytest.mark.parametrize("line", ["ระหว่าง ต.ค. ถึง มี.ค. ของทุกปี รวม 6 เดือน", "จำนวน แห่ง ระดับ ร้อยละ งาน ต.ค."])
def test_months_in_a_sentence_are_no_time_plan(line: str) -> None:
    assert not is_lost_heading([line, "1. งานแรก ร้อยละ 10", "2. งานที่สอง ร้อยละ 20"], 0)
