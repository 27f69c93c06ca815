"""Each form of Bangkok by one line of its table: what it gives, column by column."""

from __future__ import annotations

import pytest
from phaen.extractors.forms.engine import forms
from phaen.pipeline.extract import ExtractOptions, extract_document

from tests.test_engine import table

AGREEMENT = "แบบสรุปตัวชี้วัดเจรจาตกลงการประเมินผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568\nสำนักอนามัย\n\n"
REPORT = "รายงานผลการปฏิบัติราชการตามคำรับรอง ประจำปีงบประมาณ พ.ศ. 2568\nสำนักอนามัย\n\n"
CASES: dict[str, tuple[str, tuple[str, ...], str, dict[str, object]]] = {
    "kr_table": (
        "",
        (
            "องค์ประกอบที่ 1 ผลการดำเนินงาน (Agenda Base)",
            "ที่ | รหัส KRs | ชื่อตัวชี้วัด | ค่าเป้าหมาย | ความรับผิดชอบ (H/R) | โครงการ/กิจกรรม (งบประมาณ)",
            "4 | 3105 | ร้อยละของคลองที่ลอกแล้ว | ร้อยละ 65 | H | โครงการลอกคลอง (80,000 บาท)",
        ),
        "kpis",
        {
            "base": "agenda",
            "component_no": "1",
            "item_no": "4",
            "kr_code_printed": "3105",
            "target_value": 65,
            "role": "H",
        },
    ),
    "component_table": (
        "",
        (
            "องค์ประกอบที่ 2 การพัฒนาองค์การ (Potential Base)",
            "ตัวชี้วัด | โครงการ/กิจกรรม | งบประมาณ | ส่วนราชการที่รับผิดชอบ",
            "ร้อยละของงานที่เป็นดิจิทัล | กิจกรรมคัดแยกแฟ้ม | ไม่ใช้งบประมาณ | กลุ่มงานสารบรรณ",
        ),
        "plans",
        {"section": "potential", "project": "กิจกรรมคัดแยกแฟ้ม", "budget_status": "none", "units": ["กลุ่มงานสารบรรณ"]},
    ),
    "strategy_definition": (
        "",
        (
            "ตาราง ข แสดงตัวชี้วัดตามยุทธศาสตร์หน่วยงาน",
            "ประเด็นการพัฒนาที่ 1 เมืองเดินได้",
            "ตัวชี้วัด | ค่าเป้าหมาย | นิยาม/คำอธิบายตัวชี้วัด",
            "จำนวนทางข้ามที่ปลอดภัย | 25 แห่ง | ทางข้ามที่มีสัญญาณไฟ",
        ),
        "kpis",
        {"base": "strategy", "target_value": 25, "definition": "ทางข้ามที่มีสัญญาณไฟ", "listings": ["strategy_table"]},
    ),
    "bma_objective": (
        "",
        (
            "ส่วนที่ 1 ความเชื่อมโยงกับแผนของเมือง",
            "วัตถุประสงค์หลัก (Objective) | ตัววัดผลหลัก (Key Result : KR) | ค่าเป้าหมาย | หน่วยงานรับผิดชอบหลัก",
            "คนเดินเท้าปลอดภัย | KR 1 : ร้อยละของทางข้ามที่มีไฟ | ร้อยละ 70 | สนย.",
        ),
        "kpis",
        {"base": "bma_plan", "objective": "คนเดินเท้าปลอดภัย", "target_value": 70, "lead_agencies": ["สนย."]},
    ),
    "bma_targets": (
        "",
        (
            "ส่วนที่ 1 ความเชื่อมโยงกับแผนของเมือง",
            "ตัวชี้วัด (KPI) | ค่าเป้าหมาย | ",
            " | 2567 | 2568",
            "จำนวนสวนขนาดเล็ก | 10 แห่ง | 15 แห่ง",
        ),
        "kpis",
        {"base": "bma_plan", "target_raw": "15 แห่ง", "target_value": 15},
    ),
    "agreement_summary": (
        AGREEMENT,
        (
            "ที่ | ชื่อตัวชี้วัด | ผลการดำเนินงานย้อนหลัง 3 ปี | เป้าหมาย | น้ำหนักคะแนน",
            "องค์ประกอบที่ 1 ผลการดำเนินงาน (Function Base) | | | | ",
            "1 | ร้อยละของร้านอาหารที่สะอาด | พ.ศ. 2567 : ร้อยละ 81 | ร้อยละ 85 | 30",
        ),
        "kpis",
        {"base": "function", "item_no": "1", "target_value": 85, "weight": 30, "listings": ["agreement_summary"]},
    ),
    "agreement_detail": (
        AGREEMENT,
        (
            "ที่ | ชื่อตัวชี้วัด | ข้อมูลพื้นฐาน | เป้าหมาย | น้ำหนักคะแนน | นิยามและวิธีคำนวณ",
            "1 | ร้อยละของร้านอาหารที่สะอาด | พ.ศ. 2567 : ร้อยละ 81 | ร้อยละ 85 | 30 | นิยาม ร้านที่ผ่านการตรวจ",
        ),
        "kpis",
        {"definition": "ร้านที่ผ่านการตรวจ", "weight": 30, "listings": ["agreement_detail"]},
    ),
    "rubric": (
        AGREEMENT,
        (
            "เกณฑ์การให้คะแนน “ร้อยละของร้านอาหารที่สะอาด”",
            "ระดับ | เกณฑ์ร้อยละความสำเร็จ | การดำเนินงาน | คะแนนที่ได้รับ",
            "5 | ร้อยละ 85 | ตรวจครบทุกแขวง | 30",
        ),
        "rubrics",
        {"level": 5, "threshold_value": 85, "criterion": "ตรวจครบทุกแขวง", "score": 30},
    ),
    "project_table": (
        "",
        (
            "ส่วนที่ 2 การดำเนินงานตามยุทธศาสตร์",
            "ประเด็นการพัฒนาที่ 3 อากาศสะอาด",
            "ลำดับที่ | โครงการ/กิจกรรมสำคัญ | งบประมาณ | ส่วนราชการ | รหัสนโยบาย (3 หลัก)",
            "2 | โครงการปลูกต้นไม้ริมถนน | 45,500 บาท | กองสวนสาธารณะ | 054",
        ),
        "plans",
        {"section": "part2_issue", "issue_no": "3", "seq": "2", "budget_baht": 45500, "policy_codes": ["P054"]},
    ),
    "routine_table": (
        "",
        (
            "ส่วนที่ 3 ภารกิจประจำพื้นฐาน",
            "แผนงาน/ผลผลิต | โครงการ | งบประมาณ | ส่วนราชการ",
            "แผนงานสาธารณสุข | | | ",
            "ผลผลิต : บริการผู้ป่วยนอก | 1. โครงการเยี่ยมบ้าน | 33,000 | ศูนย์บริการสาธารณสุข",
        ),
        "plans",
        {"section": "part3", "programme": "แผนงานสาธารณสุข", "output": "บริการผู้ป่วยนอก", "seq": "1", "budget_baht": 33000},
    ),
    "milestones": (
        "",
        (
            "ตาราง จ ขั้นตอนการปฏิบัติงาน",
            "ตัวชี้วัดที่ 1 ร้อยละของคลองที่ลอกแล้ว",
            "ชื่อโครงการ โครงการลอกคลอง",
            "ขั้นตอนการปฏิบัติงาน | ค่าน้ำหนัก (ร้อยละ) | ระยะเวลาดำเนินการ | ",
            " | | ต.ค. 2567 | พ.ย. 2567",
            "1. สำรวจคลอง | 40 | ←→ | ",
        ),
        "milestones",
        {"step_no": 1, "step": "สำรวจคลอง", "weight_pct": 40, "start_month": "2567-10", "end_month": "2567-10"},
    ),
    "result_summary": (
        REPORT,
        (
            "องค์ประกอบที่ 1 ผลการดำเนินงาน (Function Base)",
            "ลำดับที่ | ตัวชี้วัด | เป้าหมาย | น้ำหนักคะแนน | ระดับความสำเร็จที่ดำเนินงานได้ | คะแนนที่ได้",
            "1 | ร้อยละของร้านอาหารที่สะอาด | ร้อยละ 85 | 30 | ระดับ 5 | 30",
        ),
        "results",
        {"source": "result_summary", "item_no": "1", "target_value": 85, "achieved_value": 5, "score": 30},
    ),
    "result_figures": (
        REPORT,
        (
            "ที่ | ตัวชี้วัด | เป้าหมาย | น้ำหนัก (คะแนน) | ผลการดำเนินงาน | คิดเป็นร้อยละ | คะแนนที่ได้ | หมายเหตุ",
            "องค์ประกอบที่ 1.2 (Function Base) | | | | | | |",
            "1 | จำนวนร้านอาหารที่สะอาด | 200 ร้าน | 15 | 210 ร้าน | 105 | 15 | ",
        ),
        "results",
        {"source": "result_summary", "base": "function", "component_no": "1.2", "achieved_value": 210, "score": 15},
    ),
}


def test_past_results_in_columns_of_their_years() -> None:
    lines = (
        AGREEMENT.split("\n")[0],
        "ที่ | ตัวชี้วัด | ผลการดำเนินงานย้อนหลัง | | | เป้าหมาย | น้ำหนักคะแนน",
        " | | 2565 | 2566 | 2567 | | ",
        "1 | จำนวนร้านอาหารที่สะอาด | 120 ร้าน | - | 150 | 200 ร้าน | 15",
    )
    text = AGREEMENT + table(*lines).split("\n\n", 1)[1].split("\n", 1)[1]
    tables = extract_document(text.encode(), "one.txt", ExtractOptions(ocr="never")).tables
    (row,) = tables["kpis"]
    assert [(one["fiscal_year"], one["raw"], one["value"]) for one in row["baseline"]] == [
        (2565, "120 ร้าน", 120),
        (2566, "-", None),
        (2567, "150", 150),
    ]
    assert (row["target_value"], row["weight"], row["flags"]) == (200, 15, [])


def test_an_indicator_in_detail_is_of_the_base_that_the_heading_above_names() -> None:
    text = (
        AGREEMENT
        + "องค์ประกอบที่ 2 การประเมินศักยภาพ (Potential Base)\n\n"
        + "ที่\tชื่อตัวชี้วัด\tข้อมูลพื้นฐาน\tเป้าหมาย\tน้ำหนักคะแนน\tนิยามและวิธีคำนวณ\n"
        + "2.1\tร้อยละของครัวที่ตรวจแล้ว\t-\tร้อยละ 90\t10\tนิยาม ครัวที่มีใบตรวจ\n"
    )
    (row,) = extract_document(text.encode(), "one.txt", ExtractOptions(ocr="never")).tables["kpis"]
    assert (row["base"], row["component_no"], row["flags"]) == ("potential", "2", [])


def test_whom_a_project_is_for_is_not_its_target() -> None:
    lines = (
        "แผนปฏิบัติการโรงพยาบาลบ้านสวน ปีงบประมาณ 2567",
        "ลำดับ | โครงการ | กลุ่มเป้าหมาย | ตัวชี้วัด | ค่าเป้าหมาย | งบประมาณ | ผู้รับผิดชอบ",
        "1 | โครงการลดคิวห้องยา | ผู้ป่วยนอก | เวลารอรับยา | ไม่เกิน 30 นาที | 4,000 | งานเภสัชกรรม",
    )
    text = table(*lines).split("\n\n", 1)[1]
    tables = extract_document(text.encode(), "one.txt", ExtractOptions(ocr="never")).tables
    (row,) = tables["kpis"]
    assert (row["target_raw"], row["target_value"], row["target_op"]) == ("ไม่เกิน 30 นาที", 30, "<=")


@pytest.mark.parametrize("kind", CASES)
def test_a_line_of_the_form(kind: str) -> None:
    assert kind in forms()
    title, lines, dataset, wanted = CASES[kind]
    text = table(*lines)
    if title:
        text = title + text.split("\n\n", 1)[1]
    tables = extract_document(text.encode(), "one.txt", ExtractOptions(ocr="never")).tables
    row = next(iter(tables[dataset]))
    assert {column: row[column] for column in wanted} == wanted
    assert row["flags"] == []
    assert [cell["kind"] for cell in tables["cells"]][:1] in ([kind], [])


def test_the_explanation_of_a_result_may_stand_on_the_line_of_its_label() -> None:
    text = (
        REPORT
        + "องค์ประกอบที่ 1 ผลการดำเนินงาน (Function Base)\n\nตัวชี้วัด : ร้อยละของร้านอาหารที่สะอาด\n\nผลการดำเนินงาน :\n\n"
        + "ตัวชี้วัด\tน้ำหนัก (ร้อยละ)\tผลการดำเนินการ\tค่าคะแนนที่ได้\tค่าคะแนนถ่วงน้ำหนัก\n"
        + "ร้อยละของร้านอาหารที่สะอาด\t20\tระดับ 5\t100\t20\n\n"
        + "คำชี้แจงรายละเอียดการดำเนินงาน : ตรวจร้านครบทุกแห่งในเดือนมีนาคม\n"
    )
    tables = extract_document(text.encode(), "one.txt", ExtractOptions(ocr="never")).tables
    (row,) = tables["results"]
    assert row["narrative"] == "ตรวจร้านครบทุกแห่งในเดือนมีนาคม"
