"""Kinds of print that forms of other offices show, each with a sample of its own."""

from __future__ import annotations

from phaen.pipeline.extract import ExtractOptions, extract_document

from tests.test_engine import table
from tests.test_forms import PLAN, rows

ROUTINE = "ส่วนที่ 3 บัญชีรายการโครงการ/กิจกรรมที่มีลักษณะเป็นภารกิจประจำพื้นฐาน"


def test_programme_and_output_in_two_columns() -> None:
    text = table(
        ROUTINE,
        "ที่ | แผนงาน | ผลผลิต | โครงการ/กิจกรรม | งบประมาณ (บาท) | ฝ่าย",
        "1 | แผนงานรักษาความสะอาด | เก็บขนมูลฝอย | ค่าจ้างเก็บขนมูลฝอย | 150,000 | ฝ่ายรักษาความสะอาดฯ",
        "2 | | | โครงการคลองสวยน้ำใส | 60,000 | ฝ่ายรักษาความสะอาดฯ",
        "3 | | กวาดถนน | ค่าอุปกรณ์กวาดถนน | 20,000 | ฝ่ายรักษาความสะอาดฯ",
        "4 | แผนงานปกครอง | | โครงการประชาคมเขต | 30,000 | ฝ่ายปกครอง",
        "รวม | | | | 260,000 | ",
    )
    found = rows(text, "plans")
    told = [(row["programme"], row["output"], row["units"]) for row in found if row["row_kind"] == "item"]
    assert told == [
        ("แผนงานรักษาความสะอาด", "เก็บขนมูลฝอย", ["ฝ่ายรักษาความสะอาดฯ"]),
        ("แผนงานรักษาความสะอาด", "เก็บขนมูลฝอย", ["ฝ่ายรักษาความสะอาดฯ"]),
        ("แผนงานรักษาความสะอาด", "กวาดถนน", ["ฝ่ายรักษาความสะอาดฯ"]),
        ("แผนงานปกครอง", None, ["ฝ่ายปกครอง"]),
    ]
    assert {row["section"] for row in found} == {"part3"}
    assert found[-1]["budget_baht"] == 260000
    assert all(row["flags"] == [] for row in found)


def test_issue_objective_and_key_result_as_rows_of_the_table() -> None:
    text = table(
        "ส่วนที่ 2 การดำเนินงานตามยุทธศาสตร์ของหน่วยงาน",
        "ลำดับที่ | โครงการ/กิจกรรมสำคัญ | งบประมาณ | ส่วนราชการ",
        "ประเด็นการพัฒนาที่ 1 บ้านเมืองสะอาด | | | ",
        "วัตถุประสงค์หลัก (Objective) ชุมชนคัดแยกขยะเอง | | | ",
        "ตัววัดผล/ตัวชี้วัดหลักตามภารกิจหลักของหน่วยงาน (KR) ร้อยละของชุมชนที่คัดแยกขยะ ร้อยละ 60 | | | ",
        "1 | โครงการถังขยะแยกสี | 75,000 | ฝ่ายรักษาความสะอาดฯ",
        "ประเด็นการพัฒนาที่ 2 เด็กได้เล่น | | | ",
        "1 | โครงการลานเด็กเล่น | 95,000 | ฝ่ายพัฒนาชุมชนฯ",
    )
    first, second = rows(text, "plans")
    assert (first["section"], first["issue_no"], first["issue"]) == ("part2_issue", "1", "บ้านเมืองสะอาด")
    assert first["objective"] == "ชุมชนคัดแยกขยะเอง"
    assert "คัดแยกขยะ" in str(first["key_result"])
    assert (second["issue_no"], second["issue"], second["objective"]) == ("2", "เด็กได้เล่น", None)
    (kpi,) = rows(text, "kpis")
    assert (kpi["name"], kpi["target_value"], kpi["base"]) == ("ร้อยละของชุมชนที่คัดแยกขยะ", 60, "strategy")


def test_numbered_headings_of_a_list_are_no_indicators() -> None:
    text = PLAN + (
        "สาระสำคัญของแผนปฏิบัติราชการประจำปี พ.ศ. 2568\n\n"
        "ตัววัดผลหลัก (KR)\n\n"
        "1.1 งานตามนโยบายของเมือง (Agenda Base) จำนวน 2 KRs\n"
        "1) ร้อยละของทางเท้าที่ซ่อมแล้ว (เป้าหมาย : ร้อยละ 90)\n"
        "2) จำนวนจุดตรวจควันดำ (เป้าหมาย : 12 จุด)\n"
        "1.2 งานตามหน้าที่ของเขต (Function Base) จำนวน 1 KRs\n"
        "1) จำนวนสวนที่ปรับปรุง (เป้าหมาย : 3 แห่ง)\n"
        "2) ร้อยละของทางเท้าที่ซ่อมแล้ว (เป้าหมาย : ร้อยละ 90)\n"
    )
    names = [str(row["name"]) for row in rows(text, "kpis")]
    assert sorted(names) == ["จำนวนจุดตรวจควันดำ", "จำนวนสวนที่ปรับปรุง", "ร้อยละของทางเท้าที่ซ่อมแล้ว"]
    assert any("จำนวน 2 KRs" in str(row["text"]) for row in rows(text, "sections"))


def test_the_weight_of_a_component_is_no_indicator_and_is_kept() -> None:
    text = (
        "แบบสรุปตัวชี้วัดเจรจาตกลงการประเมินผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568\nสำนักอนามัย\n\n"
        "ที่\tชื่อตัวชี้วัด\tผลการดำเนินงานย้อนหลัง 3 ปี\tเป้าหมาย\tน้ำหนักคะแนน\n"
        "\tองค์ประกอบที่ 1 ผลการดำเนินงาน (Function Base)\t\t\t60\n"
        "1\tร้อยละของเด็กที่ได้วัคซีน\tพ.ศ. 2567 : ร้อยละ 88\tร้อยละ 95\t35\n"
        "2\tจำนวนผู้สูงอายุที่ตรวจคัดกรอง\t-\t4,000 ราย\t20\n"
    )
    tables = extract_document(text.encode(), "a.txt", ExtractOptions(ocr="never")).tables
    told = [(row["item_no"], row["component_no"], row["base"], row["weight"]) for row in tables["kpis"]]
    assert told == [("1", "1", "function", 35), ("2", "1", "function", 20)]
    assert any(row["text"].endswith("น้ำหนักคะแนน : 60") for row in tables["sections"])
