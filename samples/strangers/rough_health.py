"""A hospital and a district health office that print carelessly: ticks, notes, units in cells."""

from __future__ import annotations

from dataclasses import replace

from samples.blocks import total
from samples.elsewhere.model import MONTHS, OtherSample, heading, table, title
from samples.strangers.model import Lines, about, document, paid


def documents() -> list[OtherSample]:
    """All of them."""
    return [_ward(), _clinic()]


def _ward() -> OtherSample:
    """A hospital's plan with a tick for each month, money with its source in words, totals of each programme."""
    columns = (
        ("ลำดับ", 4.0),
        ("โครงการ/กิจกรรมหลัก", 18.0),
        ("ตัวชี้วัด/เป้าหมาย", 16.0),
        ("งบประมาณ (บาท)", 9.0),
        ("แหล่งงบประมาณ", 8.0),
        ("ระยะเวลาดำเนินการ", tuple((m, 3.4) for m in MONTHS)),
        ("ผู้รับผิดชอบ", 10.0),
    )

    def ticks(*months: int) -> list[str]:
        return ["/" if n in months else "" for n in range(12)]

    rows: Lines = [
        ("1", "โครงการโรงพยาบาลสีเขียว", "ผ่านเกณฑ์ระดับดีมาก", "45,000", "เงินบำรุง", *ticks(0, 1, 2), "งานอาชีวอนามัย"),
        ("2", "โครงการอบรมพนักงานเปล", "พนักงานเปลผ่านการอบรม 12 คน", "8,400", "เงินบำรุง", *ticks(5), "งานการพยาบาล"),
        total("รวม", "", "", "53,400", "", *[""] * 12, ""),
    ]
    plans = [
        paid(
            "โครงการโรงพยาบาลสีเขียว",
            45000,
            section="action",
            seq="1",
            units=["งานอาชีวอนามัย"],
            start_month="2568-10",
            end_month="2568-12",
            success_measure="ผ่านเกณฑ์ระดับดีมาก",
        ),
        paid(
            "โครงการอบรมพนักงานเปล",
            8400,
            section="action",
            seq="2",
            units=["งานการพยาบาล"],
            start_month="2569-03",
            end_month="2569-03",
            success_measure="พนักงานเปลผ่านการอบรม 12 คน",
        ),
        paid(None, 53400, section="action", row_kind="total"),
    ]
    hospital = "โรงพยาบาลหนองบัวแดง"
    return document(
        "stranger_ward_2569",
        [*title(f"แผนปฏิบัติการ{hospital}", "ปีงบประมาณ 2569"), replace(table(columns, rows), months=tuple(range(5, 17)))],
        about("annual_plan", hospital, "health", 2569),
        plans=plans,
    )


def _clinic() -> OtherSample:
    """A district health office: the amount with its unit in the cell, indicators without targets, notes."""
    columns = (
        ("ที่", 4.0),
        ("แผนงาน/โครงการ", 20.0),
        ("วัตถุประสงค์", 18.0),
        ("กลุ่มเป้าหมาย", 14.0),
        ("งบประมาณ", 12.0),
        ("ระยะเวลาดำเนินงาน", 12.0),
        ("ผู้รับผิดชอบ", 12.0),
        ("หมายเหตุ", 8.0),
    )
    rows: Lines = [
        (
            "1.",
            "โครงการหมู่บ้านปลอดลูกน้ำ",
            "เพื่อลดดัชนีลูกน้ำ",
            "ครัวเรือน 1,250 หลัง",
            "32,000 บาท",
            "เม.ย.67-มิ.ย.67",
            "นายสมพงษ์ ดีงาม",
            "",
        ),
        (
            "2.",
            "โครงการพัฒนาศักยภาพ อสม.",
            "เพื่อให้ อสม. วัดความดันได้",
            "อสม. 86 คน",
            "17,200 บาท",
            "ม.ค.67",
            "นางพิกุล ทองดี",
            "งบ PPA",
        ),
    ]
    plans = [
        paid(
            "โครงการหมู่บ้านปลอดลูกน้ำ",
            32000,
            section="action",
            seq="1",
            purpose="เพื่อลดดัชนีลูกน้ำ",
            units=["นายสมพงษ์ ดีงาม"],
            start_month="2567-04",
            end_month="2567-06",
        ),
        paid(
            "โครงการพัฒนาศักยภาพ อสม.",
            17200,
            section="action",
            seq="2",
            purpose="เพื่อให้ อสม. วัดความดันได้",
            units=["นางพิกุล ทองดี"],
            start_month="2567-01",
            end_month="2567-01",
        ),
    ]
    office = "สำนักงานสาธารณสุขอำเภอห้วยผึ้ง"
    return document(
        "stranger_clinic_2567",
        [
            *title("แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2567", office, "จังหวัดกาฬสินธุ์"),
            heading("แผนงานที่ 1 ควบคุมโรคติดต่อ"),
            table(columns, rows),
        ],
        about("annual_plan", office, "health", 2567),
        plans=plans,
    )
