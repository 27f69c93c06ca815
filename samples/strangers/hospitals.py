"""Hospitals: a strategy map and yearly plans."""

from __future__ import annotations

from samples.blocks import Para, section, total
from samples.elsewhere.model import OtherSample, aimed, heading, kpi, table, targets, title
from samples.strangers.model import Lines, about, by_source, document, paid, served, thai


def documents() -> list[OtherSample]:
    """All of them."""
    return [_map_border(), _map_river(), _yearly_border(), _yearly_river()]


def _map_border() -> OtherSample:
    """Unit column, base value in two digits of Thai, the plans before the factors."""
    span = (2561, 2562, 2563, 2564, 2565)
    columns = (
        ("ประเด็นยุทธศาสตร์", 13.0),
        ("เป้าประสงค์", 13.0),
        ("ปัจจัยความสำเร็จ", 14.0),
        ("ตัวชี้วัด", 18.0),
        ("หน่วย", 6.0),
        ("ค่าเป้าหมาย", tuple((f"ปี {thai(str(year % 100))}", 5.5) for year in span)),
        ("แผนงาน/โครงการ", 15.0),
        ("ผู้รับผิดชอบ", 10.0),
    )
    lines = (
        (
            "๑. บริการเป็นเลิศ",
            "ผู้ป่วยเข้าถึงบริการทันเวลา",
            "ระบบคัดแยกที่รวดเร็ว",
            "ร้อยละผู้ป่วยฉุกเฉินที่ได้รับการคัดแยกภายใน ๕ นาที",
            "ร้อยละ",
            ("๗๐", "๗๕", "๘๐", "๘๕", "๙๐"),
            "พัฒนาจุดคัดแยก",
            "งานอุบัติเหตุ",
        ),
        (
            "",
            "",
            "ห้องผ่าตัดเพียงพอ",
            "จำนวนวันรอคอยผ่าตัดนัด",
            "วัน",
            ("๖๐", "๕๐", "๔๕", "๔๐", "๓๐"),
            "ขยายห้องผ่าตัด",
            "งานห้องผ่าตัด",
        ),
        (
            "๒. องค์กรแห่งความสุข",
            "บุคลากรผูกพัน",
            "สื่อสารสองทาง",
            "อัตราการลาออกของบุคลากร",
            "ร้อยละ",
            ("๘", "๗", "๖", "๕", "๔"),
            "เวทีพบผู้อำนวยการ",
            "งานบุคคล",
        ),
    )
    rows: Lines = [
        (a, b, c, name, unit, *values, action, owner) for a, b, c, name, unit, values, action, owner in lines
    ]
    kpis = [aimed(name, "goal", unit, span, values, units=[owner]) for *_, name, unit, values, _, owner in lines]
    strategies = ("บริการเป็นเลิศ", "บริการเป็นเลิศ", "องค์กรแห่งความสุข")
    plans = [
        served(line[6], strategy, line[3], units=[line[7]]) for line, strategy in zip(lines, strategies, strict=True)
    ]
    hospital = "โรงพยาบาลด่านชายแดน"
    return document(
        "stranger_map_2561",
        [*title(f"แผนยุทธศาสตร์{hospital}", thai("ปีงบประมาณ 2561 - 2565")), table(columns, rows, kind="goals")],
        about("strategic_plan", hospital, "health", 2561, 2565),
        kpis=kpis,
        plans=plans,
    )


def _map_river() -> OtherSample:
    """No unit column: targets carry signs and units; strategies are rows across the table."""
    span = (2566, 2567, 2568)
    columns = (
        ("เป้าหมาย", 14.0),
        ("ปัจจัยหลักแห่งความสำเร็จ", 16.0),
        ("แผนปฏิบัติการ", 16.0),
        ("ตัวชี้วัด", 20.0),
        ("เป้าหมาย", tuple((f"ปี {year}", 8.0) for year in span)),
    )
    rows: Lines = [
        section("ยุทธศาสตร์ที่ 1 ลดป่วยลดตาย", 7),
        ("ประชาชนสุขภาพดี", "คัดกรองครอบคลุม", "ออกหน่วยคัดกรองทุกตำบล", "ร้อยละการคัดกรองความดันโลหิตสูง", "> 80", "> 85", "> 90"),
        section("ยุทธศาสตร์ที่ 2 การเงินมั่นคง", 7),
        ("โรงพยาบาลอยู่ได้", "เรียกเก็บครบถ้วน", "ตรวจสอบเวชระเบียนก่อนส่งเบิก", "จำนวนวันเฉลี่ยที่ส่งเบิก", "≤ 30", "≤ 25", "≤ 20"),
    ]
    kpis = [
        kpi(
            "ร้อยละการคัดกรองความดันโลหิตสูง",
            "goal",
            strategy_no="1",
            target_raw="> 80",
            target_op=">",
            target_value=80.0,
            targets_by_year=targets(*zip(span, ("> 80", "> 85", "> 90"), strict=True)),
        ),
        kpi(
            "จำนวนวันเฉลี่ยที่ส่งเบิก",
            "goal",
            strategy_no="2",
            target_raw="≤ 30",
            target_op="<=",
            target_value=30.0,
            targets_by_year=targets(*zip(span, ("≤ 30", "≤ 25", "≤ 20"), strict=True)),
        ),
    ]
    for row in kpis:
        row.pop("target_unit")
    plans = [
        served("ออกหน่วยคัดกรองทุกตำบล", "ลดป่วยลดตาย", "ร้อยละการคัดกรองความดันโลหิตสูง"),
        served("ตรวจสอบเวชระเบียนก่อนส่งเบิก", "การเงินมั่นคง", "จำนวนวันเฉลี่ยที่ส่งเบิก"),
    ]
    hospital = "โรงพยาบาลสมเด็จพระยุพราชเวียงน้ำ"
    return document(
        "stranger_map_2566",
        [*title("แผนที่ยุทธศาสตร์และตัวชี้วัด", hospital, "แผนยุทธศาสตร์ พ.ศ. 2566 - 2568"), table(columns, rows, kind="goals")],
        about("strategic_plan", hospital, "health", 2566, 2568),
        kpis=kpis,
        plans=plans,
    )


def _yearly_border() -> OtherSample:
    """Target group and place, months in words, amounts by source, programmes as group rows."""
    columns = (
        ("ลำดับ", 4.0),
        ("แผนงาน/โครงการ/กิจกรรม", 18.0),
        ("กลุ่มเป้าหมาย/จำนวน", 12.0),
        ("พื้นที่ดำเนินการ", 10.0),
        ("ระยะเวลา", 11.0),
        ("งบประมาณ (บาท)", (("เงินบำรุง", 8.0), ("งบ PP", 8.0))),
        ("ผู้รับผิดชอบ", 11.0),
    )
    rows: Lines = [
        section("แผนงานควบคุมโรคติดต่อ", 8),
        ("1", "โครงการรณรงค์วันไข้เลือดออก", "อสม. 120 คน", "ตำบลนาทุ่ง", "พ.ค. - ก.ค. 67", "15,400", "", "งานควบคุมโรค"),
        ("2", "โครงการวัคซีนกลุ่มเสี่ยง", "ผู้สูงอายุ 300 คน", "ทุกตำบล", "ต.ค. 66 - ธ.ค. 66", "-", "42,000", "งานสร้างเสริมภูมิคุ้มกัน"),
        section("แผนงานทันตสาธารณสุข", 8),
        (
            "3",
            "โครงการฟันสวยยิ้มใส",
            "นักเรียน ป.1 จำนวน 260 คน",
            "โรงเรียน 8 แห่ง",
            "มิ.ย. 67",
            "6,500",
            "13,000",
            "กลุ่มงานทันตกรรม",
        ),
        total("รวมเป็นเงิน", "", "", "", "", "21,900", "55,000", ""),
    ]
    plans = [
        paid(
            "โครงการรณรงค์วันไข้เลือดออก",
            15400,
            section="action",
            seq="1",
            programme="แผนงานควบคุมโรคติดต่อ",
            location="ตำบลนาทุ่ง",
            start_month="2567-05",
            end_month="2567-07",
            units=["งานควบคุมโรค"],
            amounts=by_source(เงินบำรุง=15400),
        ),
        paid(
            "โครงการวัคซีนกลุ่มเสี่ยง",
            42000,
            section="action",
            seq="2",
            programme="แผนงานควบคุมโรคติดต่อ",
            location="ทุกตำบล",
            start_month="2566-10",
            end_month="2566-12",
            units=["งานสร้างเสริมภูมิคุ้มกัน"],
            amounts=[{"fiscal_year": None, "source": "งบ PP", "baht": 42000}],
        ),
        paid(
            "โครงการฟันสวยยิ้มใส",
            19500,
            section="action",
            seq="3",
            programme="แผนงานทันตสาธารณสุข",
            location="โรงเรียน 8 แห่ง",
            start_month="2567-06",
            end_month="2567-06",
            units=["กลุ่มงานทันตกรรม"],
            amounts=[
                {"fiscal_year": None, "source": "เงินบำรุง", "baht": 6500},
                {"fiscal_year": None, "source": "งบ PP", "baht": 13000},
            ],
        ),
        paid(
            None,
            76900,
            section="action",
            row_kind="total",
            amounts=[
                {"fiscal_year": None, "source": "เงินบำรุง", "baht": 21900},
                {"fiscal_year": None, "source": "งบ PP", "baht": 55000},
            ],
        ),
    ]
    for row in plans:
        row.pop("programme", None) if row["row_kind"] == "total" else None
    hospital = "โรงพยาบาลนาทุ่ง"
    return document(
        "stranger_yearly_2567",
        [*title("แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. 2567", hospital, "อำเภอนาทุ่ง จังหวัดน่าน"), table(columns, rows)],
        about("annual_plan", hospital, "health", 2567),
        plans=plans,
    )


def _yearly_river() -> OtherSample:
    """Objective, indicator with its target in one cell, money without heading of unit, quarters as columns of money."""
    columns = (
        ("โครงการ/กิจกรรม", 18.0),
        ("วัตถุประสงค์", 15.0),
        ("ตัวชี้วัด", 16.0),
        ("เป้าหมาย", 8.0),
        (
            "งบประมาณรายไตรมาส (บาท)",
            (("ไตรมาส 1", 7.0), ("ไตรมาส 2", 7.0), ("ไตรมาส 3", 7.0), ("ไตรมาส 4", 7.0), ("รวม", 8.0)),
        ),
        ("ผู้รับผิดชอบ", 10.0),
    )
    rows: Lines = [
        (
            "1. โครงการคลินิกชะลอไตเสื่อม",
            "เพื่อชะลอการเสื่อมของไต",
            "ร้อยละผู้ป่วยที่ค่าการทำงานของไตคงที่",
            "ร้อยละ 66",
            "5,000",
            "5,000",
            "5,000",
            "5,000",
            "20,000",
            "งานไตเทียม",
        ),
        (
            "2. โครงการพัฒนาทีมกู้ชีพ",
            "เพื่อให้ทีมกู้ชีพมีทักษะ",
            "จำนวนทีมที่ผ่านการประเมิน",
            "6 ทีม",
            "",
            "18,000",
            "",
            "",
            "18,000",
            "งานอุบัติเหตุฉุกเฉิน",
        ),
        total("รวมทั้งหมด", "", "", "", "5,000", "23,000", "5,000", "5,000", "38,000", ""),
    ]
    plans = [
        paid(
            "โครงการคลินิกชะลอไตเสื่อม",
            20000,
            section="action",
            seq="1",
            purpose="เพื่อชะลอการเสื่อมของไต",
            success_measure="ร้อยละผู้ป่วยที่ค่าการทำงานของไตคงที่",
            units=["งานไตเทียม"],
            amounts=[{"fiscal_year": None, "source": f"ไตรมาส {n}", "baht": 5000} for n in (1, 2, 3, 4)],
        ),
        paid(
            "โครงการพัฒนาทีมกู้ชีพ",
            18000,
            section="action",
            seq="2",
            purpose="เพื่อให้ทีมกู้ชีพมีทักษะ",
            success_measure="จำนวนทีมที่ผ่านการประเมิน",
            units=["งานอุบัติเหตุฉุกเฉิน"],
            amounts=[{"fiscal_year": None, "source": "ไตรมาส 2", "baht": 18000}],
        ),
        paid(
            None,
            38000,
            section="action",
            row_kind="total",
            amounts=[
                {"fiscal_year": None, "source": f"ไตรมาส {n}", "baht": b}
                for n, b in ((1, 5000), (2, 23000), (3, 5000), (4, 5000))
            ],
        ),
    ]
    kpis = [
        kpi("ร้อยละผู้ป่วยที่ค่าการทำงานของไตคงที่", "project", target_raw="ร้อยละ 66", target_value=66.0, target_unit="ร้อยละ"),
        kpi("จำนวนทีมที่ผ่านการประเมิน", "project", target_raw="6 ทีม", target_value=6.0, target_unit="ทีม"),
    ]
    hospital = "โรงพยาบาลส่งเสริมสุขภาพตำบลบ้านท่าเรือ"
    return document(
        "stranger_yearly_2568",
        [
            *title(hospital, "แผนปฏิบัติการด้านสาธารณสุข", "ปีงบประมาณ 2568"),
            heading("แผนงานโครงการ"),
            table(columns, rows),
            Para("ข้อมูล ณ วันที่ 1 ตุลาคม 2567"),
        ],
        about("annual_plan", hospital, "health", 2568),
        plans=plans,
        kpis=kpis,
    )
