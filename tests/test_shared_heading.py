"""One heading over the two columns of codes and names."""

from __future__ import annotations

import pytest
from phaen.pipeline.extract import ExtractOptions, extract_document

HEAD = "แผนปฏิบัติราชการประจำปี พ.ศ. 2568\nสำนักงานเขตหนองจอก\nส่วนที่ 3\nองค์ประกอบที่ 1 ตัวชี้วัดยุทธศาสตร์\n\n"
OPTIONS = ExtractOptions(ocr="never", statements=False)


@pytest.mark.parametrize("heading", ["รหัส KR / ตัวชี้วัด", "รหัส/ชื่อตัวชี้วัด", "รหัสและชื่อตัวชี้วัด"])
@pytest.mark.parametrize("apart", [True, False])
def test_codes_stand_before_names_under_a_heading_of_both(heading: str, apart: bool) -> None:
    between = "\t" if apart else ": "
    text = (
        f"{HEAD}ลำดับ\t{heading}{chr(9) if apart else ''}\tค่าเป้าหมาย\tหน่วยงานที่รับผิดชอบ\n"
        f"1\t3101{between}ร้อยละของถนนที่ปลูกไม้ดอก\tร้อยละ 80\tฝ่ายโยธา\n"
        f"2\t9141{between}จำนวนชุมชนที่ดูแลต้นไม้\t12 ชุมชน\tฝ่ายพัฒนาชุมชน\n"
    )
    rows = extract_document(text.encode(), "print.txt", OPTIONS).tables["kpis"]
    assert [(row["kr_code_printed"], row["name"], row["target_raw"]) for row in rows] == [
        ("3101", "ร้อยละของถนนที่ปลูกไม้ดอก", "ร้อยละ 80"),
        ("9141", "จำนวนชุมชนที่ดูแลต้นไม้", "12 ชุมชน"),
    ]
