"""แผนปฏิบัติการ of a hospital: one line a project, one money column with its source, an own running number."""

from __future__ import annotations

from samples.blocks import Block, Para, Sheet, total
from samples.elsewhere.model import OtherSample, gold, heading, kpi, money, plan, table, title

HOSPITAL = "โรงพยาบาลบ้านสวนดอก"
COLUMNS = (
    ("ลำดับ", 5.0),
    ("โครงการ/กิจกรรม", 20.0),
    ("วัตถุประสงค์", 18.0),
    ("ตัวชี้วัด", 18.0),
    ("ค่าเป้าหมาย", 9.0),
    ("งบประมาณ (บาท)", 10.0),
    ("ผู้รับผิดชอบ", 12.0),
)
LINES = (
    (
        "1",
        "โครงการคัดกรองเบาหวานในที่ทำงาน",
        "เพื่อให้คนวัยทำงานรู้ความเสี่ยงของตน",
        "ร้อยละของคนวัยทำงานที่ได้รับการคัดกรอง",
        "ร้อยละ 90",
        ">=",
        90.0,
        "ร้อยละ",
        64000,
        "งานเวชปฏิบัติครอบครัว",
    ),
    (
        "2",
        "โครงการห้องคลอดคุณภาพ",
        "เพื่อลดการตกเลือดหลังคลอด",
        "อัตราการตกเลือดหลังคลอด",
        "ไม่เกินร้อยละ 3",
        "<=",
        3.0,
        "ร้อยละ",
        27500,
        "งานห้องคลอด",
    ),
    (
        "3",
        "กิจกรรมซ้อมแผนอัคคีภัย",
        "เพื่อให้บุคลากรอพยพผู้ป่วยได้ทันเวลา",
        "จำนวนครั้งที่ซ้อมแผน",
        "2 ครั้ง",
        None,
        2.0,
        "ครั้ง",
        None,
        "งานบริหารทั่วไป",
    ),
)


def sample() -> OtherSample:
    """The sample ``hospital_plan_2567``."""
    rows = [
        (seq, name, why, measure, target, money(cost) if cost else "ไม่ใช้งบประมาณ", unit)
        for seq, name, why, measure, target, _, _, _, cost, unit in LINES
    ]
    whole = sum(line[8] or 0 for line in LINES)
    blocks: list[Block] = [
        *title("แผนปฏิบัติการประจำปีงบประมาณ พ.ศ. 2567", HOSPITAL, "จังหวัดลำพูน"),
        Para("แผนนี้ผ่านการประชุมของทีมนำเมื่อเดือนกันยายน"),
        heading("ประเด็นยุทธศาสตร์ที่ 1 ส่งเสริมสุขภาพประชาชนทุกช่วงวัย"),
        table(COLUMNS, [*rows, total("รวม", "", "", "", "", money(whole), "")]),
    ]
    strategy = "ส่งเสริมสุขภาพประชาชนทุกช่วงวัย"
    plans = [
        plan(
            name,
            section="action",
            seq=seq,
            budget_baht=cost,
            budget_status="amount" if cost else "none",
            units=[unit],
            strategy=strategy,
            purpose=why,
            success_measure=measure,
        )
        for seq, name, why, measure, _, _, _, _, cost, unit in LINES
    ]
    plans.append(plan(None, section="action", row_kind="total", budget_baht=whole, budget_status="amount"))
    kpis = [
        kpi(
            measure,
            "project",
            target_raw=target,
            target_op=None if op == ">=" else op,
            target_value=value,
            target_unit=counted,
        )
        for _, _, _, measure, target, op, value, counted, _, _ in LINES
    ]
    document = {
        "doc_type": "annual_plan",
        "fiscal_year": 2567,
        "first_year": 2567,
        "last_year": 2567,
        "agency_name": HOSPITAL,
        "sector": "health",
    }
    return OtherSample("hospital_plan_2567", "แผนปฏิบัติการ", Sheet(tuple(blocks)), gold(document, plans=plans, kpis=kpis))
