"""Prints of Bangkok's districts."""

from __future__ import annotations

from samples.blocks import section, total
from samples.elsewhere.model import OtherSample, heading, kpi, plan, table, title
from samples.strangers.model import Lines, document, paid, years


def documents() -> list[OtherSample]:
    """All of them."""
    return [_district_north(), _district_south()]


def _district_north() -> OtherSample:
    """Routine work of a district: the output before the programme, amounts of two sources, the section as ฝ่าย."""
    columns = (
        ("ลำดับ", 4.0),
        ("แผนงาน", 14.0),
        ("ผลผลิต", 14.0),
        ("โครงการ/กิจกรรม", 18.0),
        ("งบประมาณ (บาท)", 10.0),
        ("ฝ่ายที่รับผิดชอบ", 13.0),
    )
    rows: Lines = [
        (
            "1",
            "แผนงานรักษาความสะอาด",
            "พื้นที่สะอาดปลอดภัย",
            "โครงการคัดแยกขยะจากต้นทาง",
            "150,000",
            "ฝ่ายรักษาความสะอาดและสวนสาธารณะ",
        ),
        (
            "2",
            "แผนงานรักษาความสะอาด",
            "พื้นที่สะอาดปลอดภัย",
            "กิจกรรมล้างตลาดประจำเดือน",
            "ไม่ใช้งบประมาณ",
            "ฝ่ายสิ่งแวดล้อมและสุขาภิบาล",
        ),
        ("3", "แผนงานพัฒนาชุมชน", "ชุมชนเข้มแข็ง", "โครงการครอบครัวอบอุ่น", "80,000", "ฝ่ายพัฒนาชุมชนและสวัสดิการสังคม"),
    ]
    common = {"section": "part3"}
    plans = [
        paid(
            "โครงการคัดแยกขยะจากต้นทาง",
            150000,
            seq="1",
            programme="แผนงานรักษาความสะอาด",
            output="พื้นที่สะอาดปลอดภัย",
            units=["ฝ่ายรักษาความสะอาดและสวนสาธารณะ"],
            **common,
        ),
        plan(
            "กิจกรรมล้างตลาดประจำเดือน",
            budget_status="none",
            seq="2",
            programme="แผนงานรักษาความสะอาด",
            output="พื้นที่สะอาดปลอดภัย",
            units=["ฝ่ายสิ่งแวดล้อมและสุขาภิบาล"],
            **common,
        ),
        paid(
            "โครงการครอบครัวอบอุ่น",
            80000,
            seq="3",
            programme="แผนงานพัฒนาชุมชน",
            output="ชุมชนเข้มแข็ง",
            units=["ฝ่ายพัฒนาชุมชนและสวัสดิการสังคม"],
            **common,
        ),
    ]
    office = "สำนักงานเขตดอนเมือง"
    return document(
        "stranger_district_2568",
        [
            *title("แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2568", office, "กรุงเทพมหานคร"),
            heading("ส่วนที่ 3 แผนปฏิบัติราชการตามภารกิจประจำ"),
            table(columns, rows),
        ],
        {
            "doc_type": "annual_plan",
            "agency_name": office,
            "agency_code": "สนข.ดอนเมือง",
            "sector": "bma",
            **years(2568),
        },
        plans=plans,
    )


def _district_south() -> OtherSample:
    """Headings of issue and objective as rows, the amounts in a column of their own name, a total."""
    columns = (("ที่", 4.0), ("โครงการ/กิจกรรม", 22.0), ("งบประมาณที่ได้รับ (บาท)", 12.0), ("ส่วนราชการที่รับผิดชอบ", 15.0))
    rows: Lines = [
        section("ประเด็นการพัฒนาที่ 1 ปลอดภัยดี", 4),
        section("วัตถุประสงค์หลัก (Objective) : ลดอุบัติเหตุบนถนน", 4),
        section("ตัววัดผลหลัก (KR) : จำนวนจุดเสี่ยงที่ได้รับการแก้ไข", 4),
        ("1", "โครงการปรับปรุงจุดเสี่ยงหน้าโรงเรียน", "520,000", "ฝ่ายโยธา"),
        ("2", "กิจกรรมอาสาจราจรหน้าโรงเรียน", "-", "ฝ่ายเทศกิจ"),
        total("รวม", "", "520,000", ""),
    ]
    common = {"section": "part2_issue", "issue_no": "1"}
    plans = [
        paid(
            "โครงการปรับปรุงจุดเสี่ยงหน้าโรงเรียน",
            520000,
            seq="1",
            issue="ปลอดภัยดี",
            objective="ลดอุบัติเหตุบนถนน",
            units=["ฝ่ายโยธา"],
            **common,
        ),
        paid(
            "กิจกรรมอาสาจราจรหน้าโรงเรียน",
            None,
            seq="2",
            issue="ปลอดภัยดี",
            objective="ลดอุบัติเหตุบนถนน",
            units=["ฝ่ายเทศกิจ"],
            **common,
        ),
        paid(None, 520000, section="part2_issue", row_kind="total"),
    ]
    for row in plans:
        row.pop("issue_no") if row["row_kind"] == "total" and "issue_no" in row else None
    kpis = [kpi("จำนวนจุดเสี่ยงที่ได้รับการแก้ไข", "strategy", objective="ลดอุบัติเหตุบนถนน")]
    office = "สำนักงานเขตบางขุนเทียน"
    return document(
        "stranger_district_2567",
        [
            *title("แผนปฏิบัติราชการประจำปี พ.ศ. 2567", office),
            heading("ส่วนที่ 2 แผนปฏิบัติราชการตามยุทธศาสตร์ของหน่วยงาน"),
            table(columns, rows),
        ],
        {
            "doc_type": "annual_plan",
            "agency_name": office,
            "agency_code": "สนข.บางขุนเทียน",
            "sector": "bma",
            **years(2567),
        },
        kpis=kpis,
        plans=plans,
    )
