"""ตัวชี้วัดคำรับรองการปฏิบัติราชการ (ก.พ.ร.): weight and the three target levels of each indicator."""

from __future__ import annotations

from samples.blocks import Block, Sheet
from samples.elsewhere.model import OtherSample, gold, heading, kpi, table, title

DEPARTMENT = "กรมหม่อนไหม"
LEVELS = ("เป้าหมายขั้นต้น\n(50)", "เป้าหมายมาตรฐาน\n(75)", "เป้าหมายขั้นสูง\n(100)")
COLUMNS = (
    ("ตัวชี้วัด", 30.0),
    ("น้ำหนัก\n(ร้อยละ)", 8.0),
    ("เกณฑ์การประเมิน", tuple((level, 16.0) for level in LEVELS)),
)
LINES = (
    ("1", "ร้อยละของเกษตรกรที่ได้รับรองมาตรฐานรังไหม", "30", (("ร้อยละ 60", 60.0), ("ร้อยละ 70", 70.0), ("ร้อยละ 80", 80.0))),
    ("2", "จำนวนพันธุ์ไหมที่ขึ้นทะเบียน", "40", (("2 พันธุ์", 2.0), ("3 พันธุ์", 3.0), ("4 พันธุ์", 4.0))),
    ("3", "ระดับความสำเร็จของการให้บริการแบบอิเล็กทรอนิกส์", "30", (("ระดับ 3", 3.0), ("ระดับ 4", 4.0), ("ระดับ 5", 5.0))),
)


def sample() -> OtherSample:
    """The sample ``department_indicators_2567``."""
    rows = [(f"{item}. {name}", weight, *(text for text, _ in levels)) for item, name, weight, levels in LINES]
    kpis = [
        {
            **kpi(name, "", item_no=item),
            "base": None,
            "weight": float(weight),
        }
        for item, name, weight, _ in LINES
    ]
    for row in kpis:
        for column in ("target_raw", "target_op", "target_value", "target_unit", "targets_by_year"):
            row.pop(column)
    rubrics = [
        {
            "kpi_name": name,
            "level": level,
            "group": None,
            "threshold_raw": text,
            "threshold_value": value,
            "score": score,
        }
        for _, name, _, levels in LINES
        for level, ((text, value), score) in enumerate(zip(levels, (50.0, 75.0, 100.0), strict=True), 1)
    ]
    blocks: list[Block] = [
        *title("คำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2567", DEPARTMENT, "กระทรวงเกษตรและสหกรณ์"),
        heading("ตัวชี้วัดและเกณฑ์การให้คะแนน"),
        table(COLUMNS, rows),
    ]
    document = {
        "doc_type": "kpi_agreement",
        "fiscal_year": 2567,
        "first_year": 2567,
        "last_year": 2567,
        "agency_name": DEPARTMENT,
        "parent_agency": "กระทรวงเกษตรและสหกรณ์",
        "sector": "central",
    }
    return OtherSample(
        "department_indicators_2567", "คำรับรอง", Sheet(tuple(blocks)), gold(document, kpis=kpis, rubrics=rubrics)
    )
