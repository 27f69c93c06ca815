"""Quality plans: advice of assessors and what is done about it."""

from __future__ import annotations

from samples.blocks import total
from samples.elsewhere.model import OtherSample, plan, table, title
from samples.strangers.model import Lines, about, document, paid


def documents() -> list[OtherSample]:
    """All of them."""
    return [_quality_college(), _quality_programme()]


def _quality_college() -> OtherSample:
    """The score last year and this, the months in words, an amount with its unit in the cell."""
    columns = (
        ("องค์ประกอบ/ตัวบ่งชี้", 14.0),
        ("ผลการประเมิน", 8.0),
        ("จุดที่ควรพัฒนา/ข้อเสนอแนะ", 20.0),
        ("แนวทางการปรับปรุงพัฒนา", 20.0),
        ("ระยะเวลาดำเนินการ", 12.0),
        ("ผู้รับผิดชอบ", 11.0),
        ("งบประมาณ (บาท)", 10.0),
        ("ผู้กำกับติดตาม", 10.0),
    )
    rows: Lines = [
        (
            "1.2 การบริการนักศึกษา",
            "3.50",
            "ควรติดตามผลการให้คำปรึกษา",
            "โครงการเพื่อนที่ปรึกษา",
            "ตุลาคม 2567 - มีนาคม 2568",
            "งานกิจการนักศึกษา",
            "12,000",
            "รองผู้อำนวยการ",
        ),
        (
            "2.1 ระบบการวิจัย",
            "2.75",
            "ควรมีคลินิกวิจัย",
            "กิจกรรมคลินิกวิจัยเดือนละครั้ง",
            "มกราคม 2568 - กันยายน 2568",
            "งานวิจัย",
            "-",
            "รองผู้อำนวยการ",
        ),
    ]
    plans = [
        paid(
            "โครงการเพื่อนที่ปรึกษา",
            12000,
            section="action",
            units=["งานกิจการนักศึกษา"],
            start_month="2567-10",
            end_month="2568-03",
        ),
        paid(
            "กิจกรรมคลินิกวิจัยเดือนละครั้ง",
            None,
            section="action",
            units=["งานวิจัย"],
            start_month="2568-01",
            end_month="2568-09",
        ),
    ]
    college = "วิทยาลัยการสาธารณสุขปากน้ำ"
    return document(
        "stranger_quality_2568",
        [*title("แผนพัฒนาคุณภาพการศึกษา ประจำปีการศึกษา 2567", college, "ปีงบประมาณ พ.ศ. 2568"), table(columns, rows)],
        {"doc_type": "annual_plan", "agency_name": college, "sector": "education"},
        plans=plans,
    )


def _quality_programme() -> OtherSample:
    """Several works to one advice, the advice merged downwards, a total row."""
    columns = (
        ("ตัวบ่งชี้", 13.0),
        ("ข้อเสนอแนะของคณะกรรมการ", 20.0),
        ("แนวทางการพัฒนา/โครงการ/กิจกรรม", 22.0),
        ("กำหนดการ", 12.0),
        ("งบประมาณที่ใช้", 10.0),
        ("ผู้รับผิดชอบ", 12.0),
    )
    rows: Lines = [
        ("3.1 การรับนักศึกษา", "ควรเพิ่มช่องทางประชาสัมพันธ์", "โครงการเปิดบ้านหลักสูตร", "พ.ย. 2566", "20,000", "ประธานหลักสูตร"),
        (
            "3.1 การรับนักศึกษา",
            "ควรเพิ่มช่องทางประชาสัมพันธ์",
            "กิจกรรมรุ่นพี่เยี่ยมโรงเรียน",
            "ธ.ค. 2566 - ก.พ. 2567",
            "8,000",
            "ประธานหลักสูตร",
        ),
        total("รวม", "", "", "", "28,000", ""),
    ]
    plans = [
        paid(
            "โครงการเปิดบ้านหลักสูตร",
            20000,
            section="action",
            units=["ประธานหลักสูตร"],
            start_month="2566-11",
            end_month="2566-11",
        ),
        paid(
            "กิจกรรมรุ่นพี่เยี่ยมโรงเรียน",
            8000,
            section="action",
            units=["ประธานหลักสูตร"],
            start_month="2566-12",
            end_month="2567-02",
        ),
        plan(None, section="action", row_kind="total", budget_baht=28000, budget_status="amount"),
    ]
    faculty = "คณะศิลปศาสตร์ มหาวิทยาลัยราชภัฏปลายน้ำ"
    return document(
        "stranger_programme_2567",
        [*title("แผนพัฒนาคุณภาพระดับหลักสูตร", "ประจำปีงบประมาณ พ.ศ. 2567", faculty), table(columns, rows)],
        about("annual_plan", faculty, "education", 2567, parent="มหาวิทยาลัยราชภัฏปลายน้ำ"),
        plans=plans,
    )
