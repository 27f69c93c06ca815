"""Local governments that print carelessly: money without its unit, times in words, sums of pages."""

from __future__ import annotations

from samples.blocks import Block, Para, total
from samples.elsewhere.model import Column, OtherSample, Row, heading, plan, table, title
from samples.strangers.model import Lines, about, by_year, document, paid


def documents() -> list[OtherSample]:
    """All of them."""
    return [_valley(), _harbour(), _goods()]


def _valley() -> OtherSample:
    """ผ.02/1-like: money of five years without บาท as พ.ศ., the seq with a point, a sum of all pages."""
    span = (2566, 2567, 2568, 2569, 2570)
    columns = (
        ("ลำดับที่", 4.0),
        ("โครงการ", 16.0),
        ("วัตถุประสงค์", 12.0),
        ("เป้าหมาย (ผลผลิตของโครงการ)", 13.0),
        ("งบประมาณ (บาท)", tuple((f"พ.ศ. {year}", 7.5) for year in span)),
        ("ตัวชี้วัด (KPI)", 10.0),
        ("ผลที่คาดว่าจะได้รับ", 12.0),
        ("หน่วยงานรับผิดชอบหลัก", 9.0),
    )
    rows: Lines = [
        (
            "1.",
            "ปรับปรุงระบบประปาหมู่บ้าน หมู่ที่ 2",
            "เพื่อให้มีน้ำสะอาดใช้",
            "ถังกรอง 1 ชุด",
            "",
            "350,000",
            "",
            "",
            "",
            "จำนวนครัวเรือนที่มีน้ำใช้",
            "สุขภาพดีขึ้น",
            "กองช่าง",
        ),
        (
            "2.",
            "อุดหนุนการไฟฟ้าส่วนภูมิภาคขยายเขตไฟฟ้า",
            "เพื่อให้มีไฟฟ้าใช้ทั่วถึง",
            "ระยะทาง 1.2 กม.",
            "150,000",
            "150,000",
            "-",
            "-",
            "-",
            "จำนวนครัวเรือน",
            "มีไฟฟ้าใช้",
            "กองช่าง",
        ),
        total("รวม", "2 โครงการ", "-", "-", "150,000", "500,000", "-", "-", "-", "-", "-", "-"),
    ]
    common = {
        "section": "development",
        "budget_status": "by_year",
        "units": ["กองช่าง"],
        "strategy": "การพัฒนาด้านโครงสร้างพื้นฐาน",
        "tactic": "พัฒนาระบบสาธารณูปโภค",
        "programme": "แผนงานเคหะและชุมชน",
    }
    plans = [
        plan(
            "ปรับปรุงระบบประปาหมู่บ้าน หมู่ที่ 2",
            seq="1",
            amounts=by_year(((2567, 350000),)),
            purpose="เพื่อให้มีน้ำสะอาดใช้",
            output_target="ถังกรอง 1 ชุด",
            success_measure="จำนวนครัวเรือนที่มีน้ำใช้",
            expected_result="สุขภาพดีขึ้น",
            **common,
        ),
        plan(
            "อุดหนุนการไฟฟ้าส่วนภูมิภาคขยายเขตไฟฟ้า",
            seq="2",
            amounts=by_year(((2566, 150000), (2567, 150000))),
            purpose="เพื่อให้มีไฟฟ้าใช้ทั่วถึง",
            output_target="ระยะทาง 1.2 กม.",
            success_measure="จำนวนครัวเรือน",
            expected_result="มีไฟฟ้าใช้",
            **common,
        ),
        plan(
            None,
            section="development",
            row_kind="total",
            budget_status="by_year",
            count=2,
            amounts=by_year(((2566, 150000), (2567, 500000))),
        ),
    ]
    body = "เทศบาลตำบลหุบเขาเขียว"
    return document(
        "stranger_valley_2566",
        [
            *title("แผนพัฒนาท้องถิ่นห้าปี (พ.ศ. 2566 - 2570)", body, "อำเภอปางมะผ้า จังหวัดแม่ฮ่องสอน"),
            Para("รายละเอียดโครงการพัฒนาท้องถิ่น"),
            Para("ก. ยุทธศาสตร์จังหวัดที่ 1 พัฒนาเส้นทางท่องเที่ยว"),
            heading("ยุทธศาสตร์ที่ 1 การพัฒนาด้านโครงสร้างพื้นฐาน"),
            heading("กลยุทธ์ที่ 1.2 พัฒนาระบบสาธารณูปโภค"),
            heading("แผนงานเคหะและชุมชน"),
            table(columns, rows, kind="goals"),
        ],
        about("development_plan", body, "local", 2566, 2570),
        plans=plans,
    )


def _harbour() -> OtherSample:
    """ผด.02 of a city: no months but a time in words; several programmes, each with its sum."""
    columns = (
        ("ลำดับ", 4.0),
        ("โครงการ/กิจกรรม", 16.0),
        ("รายละเอียดกิจกรรม", 16.0),
        ("งบประมาณ (บาท)", 9.0),
        ("สถานที่ดำเนินการ", 11.0),
        ("หน่วยงานรับผิดชอบ", 11.0),
        ("ระยะเวลาดำเนินการ", 12.0),
    )
    parts = (
        (
            "แผนงานการศาสนาวัฒนธรรมและนันทนาการ",
            (
                (
                    "1",
                    "โครงการลอยกระทงริมน้ำ",
                    "จัดขบวนและประกวดกระทง",
                    180000,
                    "ท่าน้ำเทศบาล",
                    "กองการศึกษา",
                    "พ.ย. 2567",
                    "2567-11",
                    "2567-11",
                ),
                (
                    "2",
                    "โครงการแข่งเรือยาว",
                    "จัดแข่งขัน 2 วัน",
                    420000,
                    "แม่น้ำหน้าเมือง",
                    "กองการศึกษา",
                    "ก.ย. 2568",
                    "2568-09",
                    "2568-09",
                ),
            ),
        ),
        (
            "แผนงานรักษาความสงบภายใน",
            (
                (
                    "1",
                    "โครงการฝึกซ้อมดับเพลิง",
                    "ฝึกซ้อมชุมชน 6 แห่ง",
                    60000,
                    "ชุมชนในเขตเทศบาล",
                    "สำนักปลัด",
                    "ม.ค. - ก.พ. 2568",
                    "2568-01",
                    "2568-02",
                ),
            ),
        ),
    )
    blocks: list[Block] = [
        *title("แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2568", "เทศบาลนครท่าเรือทอง"),
        heading("ยุทธศาสตร์ที่ 4 เมืองน่าอยู่"),
    ]
    plans: list[Row] = []
    for number, (programme, lines) in enumerate(parts, 1):
        rows: Lines = []
        for seq, project, details, cost, where, unit, printed, start, end in lines:
            rows.append((seq, project, details, f"{cost:,}", where, unit, printed))
            plans.append(
                paid(
                    project,
                    cost,
                    section="operation",
                    seq=seq,
                    details=details,
                    location=where,
                    units=[unit],
                    start_month=start,
                    end_month=end,
                    strategy="เมืองน่าอยู่",
                    programme=programme,
                )
            )
        whole = sum(line[3] for line in lines)
        rows.append(total("", f"รวม {len(lines)} โครงการ", "", f"{whole:,}", "", "", ""))
        plans.append(paid(None, whole, section="operation", row_kind="total", count=len(lines)))
        blocks += [heading(f"4.{number} {programme}"), table(columns, rows)]
    return document(
        "stranger_harbour_2568",
        blocks,
        about("operations_plan", "เทศบาลนครท่าเรือทอง", "local", 2568),
        plans=plans,
    )


def _goods() -> OtherSample:
    """ผ.03 with objective and KPI columns, and ผ.01 above it with three years."""
    span = (2566, 2567, 2568)
    sums: tuple[Column, ...] = (
        ("ยุทธศาสตร์", 20.0),
        *((f"ปี {year}", (("จำนวนโครงการ", 6.0), ("งบประมาณ (บาท)", 9.0))) for year in span),
        ("รวม 3 ปี", (("จำนวนโครงการ", 6.0), ("งบประมาณ (บาท)", 9.0))),
    )
    sum_rows: Lines = [
        ("1) ยุทธศาสตร์การพัฒนาคน", "2", "90,000", "3", "120,000", "1", "50,000", "6", "260,000"),
        total("รวมทั้งสิ้น", "2", "90,000", "3", "120,000", "1", "50,000", "6", "260,000"),
    ]
    plans = [
        plan(
            None,
            section="development",
            row_kind="total",
            strategy="การพัฒนาคน",
            count=6,
            budget_baht=260000,
            budget_status="amount",
            amounts=by_year(((2566, 90000), (2567, 120000), (2568, 50000))),
        ),
        plan(
            None,
            section="development",
            row_kind="total",
            count=6,
            budget_baht=260000,
            budget_status="amount",
            amounts=by_year(((2566, 90000), (2567, 120000), (2568, 50000))),
        ),
    ]
    town = "เทศบาลตำบลบ้านไร่ชัย"
    return document(
        "stranger_goods_2566",
        [
            *title("แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2568)", town),
            Para("แบบ ผ.01"),
            Para("บัญชีสรุปโครงการพัฒนา"),
            table(sums, sum_rows, kind="goals"),
        ],
        about("development_plan", town, "local", 2566, 2568),
        plans=plans,
    )
