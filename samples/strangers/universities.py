"""Plans of five years of a university and its library."""

from __future__ import annotations

from samples.blocks import Block
from samples.elsewhere.model import OtherSample, Row, aimed, heading, kpi, table, targets, title
from samples.strangers.model import Lines, about, document, thai, years


def documents() -> list[OtherSample]:
    """All of them."""
    return [_campus(), _library()]


def _campus() -> OtherSample:
    """Five years in Thai digits under one heading, the base value before them, an owner of each indicator."""
    span = (2566, 2567, 2568, 2569, 2570)
    columns = (
        ("ตัวชี้วัด (KPIs)", 22.0),
        ("หน่วยนับ", 7.0),
        ("ข้อมูลพื้นฐาน\n(ปี ๒๕๖๕)", 9.0),
        ("ค่าเป้าหมาย (ปีงบประมาณ พ.ศ.)", tuple((thai(str(year)), 5.5) for year in span)),
        ("ผู้รับผิดชอบหลัก", 12.0),
    )
    lines = (
        (
            "1",
            "ระบบการเรียนรู้ที่ยืดหยุ่น",
            (
                (
                    "๑.๑",
                    "1.1",
                    "จำนวนรายวิชาที่เรียนออนไลน์ได้ทั้งวิชา",
                    "วิชา",
                    "๘",
                    ("๑๐", "๑๕", "๒๐", "๒๕", "๓๐"),
                    "สำนักวิชาการ",
                ),
                (
                    "๑.๒",
                    "1.2",
                    "ร้อยละของอาจารย์ที่ผ่านการอบรมการสอนออนไลน์",
                    "ร้อยละ",
                    "๕๕",
                    ("๖๐", "๖๕", "๗๐", "๘๐", "๙๐"),
                    "สำนักวิชาการ",
                ),
            ),
        ),
        (
            "2",
            "การเงินที่ยั่งยืน",
            (("๒.๑", "2.1", "สัดส่วนรายได้จากการบริการวิชาการ", "ร้อยละ", "๓", ("๔", "๕", "๖", "๗", "๘"), "กองคลัง"),),
        ),
    )
    blocks: list[Block] = [
        *title("แผนยุทธศาสตร์การพัฒนาวิทยาเขต", thai("ระยะ 5 ปี (พ.ศ. 2566 - 2570)"), "มหาวิทยาลัยทะเลหมอก วิทยาเขตดอยงาม")
    ]
    kpis: list[Row] = []
    for number, goal, measures in lines:
        blocks.append(heading(thai(f"ยุทธศาสตร์ที่ {number} {goal}")))
        rows: Lines = []
        for printed, item, name, unit, base, values, owner in measures:
            rows.append((f"{printed} {name}", unit, base, *values, owner))
            kpis.append(aimed(name, "goal", unit, span, values, item_no=item, strategy_no=number, units=[owner]))
        blocks.append(table(columns, rows, kind="goals"))
    return document(
        "stranger_campus_2566",
        blocks,
        {"doc_type": "strategic_plan", "sector": "education", "parent_agency": None, **years(2566, 2570)},
        kpis=kpis,
    )


def _library() -> OtherSample:
    """Goal and strategy beside the indicators, targets headed เป้าหมายรายปี, measures in a last column."""
    span = (2567, 2568, 2569, 2570, 2571)
    columns = (
        ("ที่", 4.0),
        ("เป้าประสงค์เชิงยุทธศาสตร์", 15.0),
        ("ตัวชี้วัดความสำเร็จ", 20.0),
        ("หน่วยวัด", 7.0),
        ("เป้าหมายรายปี", tuple((f"ปี {year}", 6.0) for year in span)),
        ("กลยุทธ์/มาตรการ", 16.0),
    )
    lines = (
        (
            "1",
            "ผู้ใช้เข้าถึงทรัพยากรได้ทุกที่",
            "จำนวนครั้งที่ดาวน์โหลดหนังสืออิเล็กทรอนิกส์",
            "ครั้ง",
            ("12,000", "14,000", "16,000", "18,000", "20,000"),
            12000.0,
            "ขยายสิทธิ์การเข้าถึงนอกเครือข่าย",
        ),
        (
            "2",
            "",
            "ระดับความพึงพอใจของผู้ใช้ห้องสมุด",
            "คะแนน",
            ("4.20", "4.25", "4.30", "4.40", "4.50"),
            4.2,
            "ปรับบริการตามเสียงผู้ใช้",
        ),
        ("3", "องค์กรสีเขียว", "ปริมาณการใช้ไฟฟ้าที่ลดลง", "ร้อยละ", ("5", "5", "7", "7", "10"), 5.0, "เปลี่ยนหลอดไฟทั้งอาคาร"),
    )
    rows: Lines = [(seq, goal, name, unit, *values, tactic) for seq, goal, name, unit, values, _, tactic in lines]
    kpis = [
        kpi(
            name,
            "goal",
            item_no=seq,
            target_raw=values[0],
            target_value=value,
            target_unit=unit,
            targets_by_year=targets(*zip(span, values, strict=True)),
        )
        for seq, _, name, unit, values, value, _ in lines
    ]
    office = "สำนักวิทยบริการ มหาวิทยาลัยทุ่งลาน"
    return document(
        "stranger_library_2567",
        [
            *title("แผนกลยุทธ์", office, "พ.ศ. 2567 – 2571"),
            heading("เป้าหมาย ตัวชี้วัด และกลยุทธ์"),
            table(columns, rows, kind="goals"),
        ],
        about("strategic_plan", office, "education", 2567, 2571, parent="มหาวิทยาลัยทุ่งลาน"),
        kpis=kpis,
    )
