"""The same forms from less careful offices: notes, sums, short words, several things to a cell, long tables."""

from __future__ import annotations

from dataclasses import replace

from samples.blocks import Block, Para, total
from samples.elsewhere.model import MONTHS, Column, OtherSample, Row, heading, kpi, plan, table, title
from samples.strangers.model import Lines, about, by_source, by_year, document, paid, targets, thai


def documents() -> list[OtherSample]:
    """All of them."""
    return [
        _vet(),
        _music(),
        _polytechnic(),
        _ward(),
        _clinic(),
        _valley(),
        _harbour(),
        _bureau(),
        _levels_five(),
        _goods(),
    ]


def _vet() -> OtherSample:
    """Several indicators in a cell, each with its unit and target on a line of its own; the office on two lines."""
    columns = (
        ("เป้าประสงค์", 11.0),
        ("กลยุทธ์", 11.0),
        ("โครงการ/กิจกรรม", 17.0),
        ("ตัวชี้วัด", 20.0),
        ("หน่วยนับ", 7.0),
        ("เป้าหมาย\nปี 2567", 7.0),
        ("งบประมาณ (บาท)*", (("งบแผ่นดิน", 8.0), ("งบรายได้", 8.0), ("แหล่งอื่น", 8.0))),
        ("หน่วยงานรับผิดชอบ", 11.0),
    )
    rows: Lines = [
        (
            "1. สัตว์ป่วยได้รับการรักษาที่ได้มาตรฐาน",
            "1.1 ยกระดับโรงพยาบาลสัตว์",
            "1. โครงการคลินิกสัตว์เคลื่อนที่",
            "1. จำนวนครั้งที่ออกหน่วย\n2. จำนวนสัตว์ที่ได้รับบริการ\n3. ความพึงพอใจของเจ้าของสัตว์",
            "ครั้ง\nตัว\nร้อยละ",
            "12\n800\n85",
            "150,000",
            "60,000",
            "-",
            "โรงพยาบาลสัตว์",
        ),
        ("", "", "2. โครงการซ่อมเครื่องเอกซเรย์", "1. เครื่องที่ใช้งานได้", "เครื่อง", "2", "-", "-", "240,000", "โรงพยาบาลสัตว์"),
        (
            "",
            "1.2 พัฒนาทักษะสัตวแพทย์",
            "3. กิจกรรมประชุมรายเดือน",
            "1. จำนวนครั้งที่ประชุม",
            "ครั้ง",
            "10",
            "-",
            "-",
            "-",
            "ภาควิชาคลินิก",
        ),
        total("", "", "รวม 3 โครงการ/กิจกรรม", "", "", "", "150,000", "60,000", "240,000", ""),
    ]
    strategy = "ความเป็นเลิศด้านสุขภาพสัตว์"
    one, two = "ยกระดับโรงพยาบาลสัตว์", "พัฒนาทักษะสัตวแพทย์"
    plans = [
        paid(
            "โครงการคลินิกสัตว์เคลื่อนที่",
            210000,
            section="action",
            seq="1",
            strategy=strategy,
            tactic=one,
            units=["โรงพยาบาลสัตว์"],
            amounts=by_source(งบแผ่นดิน=150000, งบรายได้=60000),
            success_measure="1. จำนวนครั้งที่ออกหน่วย 2. จำนวนสัตว์ที่ได้รับบริการ 3. ความพึงพอใจของเจ้าของสัตว์",
        ),
        paid(
            "โครงการซ่อมเครื่องเอกซเรย์",
            240000,
            section="action",
            seq="2",
            strategy=strategy,
            tactic=one,
            units=["โรงพยาบาลสัตว์"],
            amounts=by_source(แหล่งอื่น=240000),
            success_measure="1. เครื่องที่ใช้งานได้",
        ),
        paid(
            "กิจกรรมประชุมรายเดือน",
            None,
            section="action",
            seq="3",
            strategy=strategy,
            tactic=two,
            units=["ภาควิชาคลินิก"],
            success_measure="1. จำนวนครั้งที่ประชุม",
        ),
        paid(
            None,
            450000,
            section="action",
            row_kind="total",
            count=3,
            amounts=by_source(งบแผ่นดิน=150000, งบรายได้=60000, แหล่งอื่น=240000),
        ),
    ]
    kpis = [
        kpi("จำนวนครั้งที่ออกหน่วย", "project", item_no="1", target_raw="12", target_value=12.0, target_unit="ครั้ง"),
        kpi("จำนวนสัตว์ที่ได้รับบริการ", "project", item_no="2", target_raw="800", target_value=800.0, target_unit="ตัว"),
        kpi("ความพึงพอใจของเจ้าของสัตว์", "project", item_no="3", target_raw="85", target_value=85.0, target_unit="ร้อยละ"),
        kpi("เครื่องที่ใช้งานได้", "project", item_no="1", target_raw="2", target_value=2.0, target_unit="เครื่อง"),
        kpi("จำนวนครั้งที่ประชุม", "project", item_no="1", target_raw="10", target_value=10.0, target_unit="ครั้ง"),
    ]
    faculty = "คณะสัตวแพทยศาสตร์ มหาวิทยาลัยภูพาน"
    return document(
        "stranger_vet_2567",
        [
            *title("แผนปฏิบัติการ (Action Plan)", "ประจำปีงบประมาณ 2567", faculty),
            heading(f"ประเด็นยุทธศาสตร์ที่ 2 : {strategy}"),
            table(columns, rows, kind="goals"),
            Para("* งบประมาณตามที่ได้รับอนุมัติจากสภามหาวิทยาลัย"),
            Para("ลงชื่อ ............................ คณบดี"),
        ],
        about("annual_plan", faculty, "education", 2567, parent="มหาวิทยาลัยภูพาน"),
        plans=plans,
        kpis=kpis,
    )


def _music() -> OtherSample:
    """A long table: it goes on over pages; amounts with .-, an amount in words, none, not used."""
    columns = (
        ("ลำดับ", 5.0),
        ("ชื่อโครงการ", 24.0),
        ("ระยะเวลาดำเนินการ", 12.0),
        ("ผู้รับผิดชอบ", 14.0),
        ("วงเงินงบประมาณ", 12.0),
    )
    rows: Lines = []
    plans: list[Row] = []
    names = (
        "ดนตรีบำบัดในโรงพยาบาล",
        "วงเยาวชนสัญจร",
        "ค่ายเครื่องสาย",
        "ประกวดเพลงพื้นบ้าน",
        "บันทึกเพลงกล่อมเด็ก",
        "สอนดนตรีผู้สูงอายุ",
        "คอนเสิร์ตเพื่อชุมชน",
        "ซ่อมเครื่องดนตรีโรงเรียน",
    )
    for number in range(1, 33):
        name = f"โครงการ{names[(number - 1) % 8]} รุ่นที่ {number}"
        month, end, start_month = (
            ("ต.ค. 67", "2567-10", "2567-10"),
            ("ม.ค. - มี.ค. 68", "2568-03", "2568-01"),
            ("มิ.ย. 68", "2568-06", "2568-06"),
        )[number % 3]
        printed, cost, status = (
            ("25,000.-", 25000, "amount"),
            ("ไม่ใช้งบประมาณ", None, "none"),
            ("12,500.50", 12500.5, "amount"),
            ("-", None, "unstated"),
        )[number % 4]
        rows.append((thai(str(number)), name, month, "ภาควิชาดนตรีไทย" if number % 2 else "ภาควิชาดนตรีสากล", printed))
        plans.append(
            plan(
                name,
                section="action",
                seq=str(number),
                budget_baht=cost,
                budget_status=status,
                start_month=start_month,
                end_month=end,
                units=["ภาควิชาดนตรีไทย" if number % 2 else "ภาควิชาดนตรีสากล"],
            )
        )
    whole = sum(row["budget_baht"] or 0 for row in plans)
    rows.append(total("รวมทั้งสิ้น", "", "", "", f"{whole:,.2f}"))
    plans.append(paid(None, whole, section="action", row_kind="total"))
    college = "วิทยาลัยดุริยางคศิลป์ มหาวิทยาลัยทุ่งลาน"
    return document(
        "stranger_music_2568",
        [*title("แผนปฏิบัติงานประจำปีงบประมาณ พ.ศ. 2568", college), table(columns, rows)],
        about("annual_plan", college, "education", 2568, parent="มหาวิทยาลัยทุ่งลาน"),
        plans=plans,
    )


def _polytechnic() -> OtherSample:
    """Years of two digits over targets, the unit inside the target, results of the past before them."""
    span = (2568, 2569, 2570)
    columns = (
        ("เป้าประสงค์", 14.0),
        ("ตัวชี้วัด", 20.0),
        ("ผลการดำเนินงาน", (("ปี 2566", 6.0), ("ปี 2567", 6.0))),
        ("เป้าหมาย (ปีงบประมาณ)", tuple((str(year), 8.0) for year in span)),
        ("หน่วยงานที่รับผิดชอบ", 12.0),
    )
    rows = [
        (
            "1. ช่างฝีมือมีงานทำ",
            "ร้อยละของผู้สำเร็จการศึกษาที่มีงานทำภายใน 1 ปี",
            "70",
            "74",
            "ร้อยละ 76",
            "ร้อยละ 78",
            "ร้อยละ 80",
            "งานแนะแนว",
        ),
        ("", "จำนวนสถานประกอบการที่ร่วมพัฒนาหลักสูตร", "8", "9", "10 แห่ง", "12 แห่ง", "15 แห่ง", "งานความร่วมมือ"),
        (
            "2. ใช้พลังงานอย่างคุ้มค่า",
            "ค่าไฟฟ้าต่อปีไม่เพิ่มขึ้น",
            "2",
            "1",
            "ไม่เกินร้อยละ 2",
            "ไม่เกินร้อยละ 1",
            "ไม่เกินร้อยละ 1",
            "งานอาคาร",
        ),
    ]
    kpis: list[Row] = []
    for (_, name, *_, owner), values, parsed in zip(
        rows,
        (rows[0][4:7], rows[1][4:7], rows[2][4:7]),
        ((None, 76.0, "ร้อยละ"), (None, 10.0, "แห่ง"), ("<=", 2.0, "ร้อยละ")),
        strict=True,
    ):
        kpis.append(
            kpi(
                name,
                "goal",
                target_raw=values[0],
                target_op=parsed[0],
                target_value=parsed[1],
                target_unit=parsed[2],
                targets_by_year=targets(*zip(span, values, strict=True)),
                units=[owner],
            )
        )
    college = "วิทยาลัยเทคนิคลุ่มน้ำปิง"
    return document(
        "stranger_polytechnic_2568",
        [*title("แผนยุทธศาสตร์การพัฒนาวิทยาลัย 3 ปี", "(พ.ศ. 2568 - 2570)", college), table(columns, rows, kind="goals")],
        about("strategic_plan", college, "education", 2568, 2570),
        kpis=kpis,
    )


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


def _bureau() -> OtherSample:
    """A department: quarters of targets and of money, million baht in the caption, the year's sum first."""
    columns = (
        ("โครงการ/กิจกรรม", 20.0),
        ("ตัวชี้วัด", 16.0),
        ("หน่วยนับ", 6.0),
        ("ค่าเป้าหมาย", 7.0),
        (
            "งบประมาณ (ล้านบาท)",
            (("รวม", 8.0), ("ไตรมาสที่ 1", 8.0), ("ไตรมาสที่ 2", 8.0), ("ไตรมาสที่ 3", 8.0), ("ไตรมาสที่ 4", 8.0)),
        ),
        ("หน่วยงาน", 9.0),
    )
    lines = (
        ("โครงการระบบเตือนภัยดินถล่ม", "จำนวนหมู่บ้านที่ติดตั้งระบบ", "หมู่บ้าน", "60", (12.0, 3.0, 3.0, 3.0, 3.0), "กองธรณี"),
        ("โครงการอุทยานธรณี", "จำนวนอุทยานที่ได้รับการพัฒนา", "แห่ง", "2", (4.5, 0.5, 1.0, 1.5, 1.5), "กองอนุรักษ์"),
    )
    rows: Lines = [
        (project, name, unit, target, *(f"{cost:.2f}" for cost in costs), owner)
        for project, name, unit, target, costs, owner in lines
    ]
    plans = [
        paid(
            project,
            costs[0] * 1e6,
            section="action",
            budget_unit_baht=1e6,
            units=[owner],
            success_measure=name,
            amounts=[
                {"fiscal_year": None, "source": f"ไตรมาสที่ {n}", "baht": round(costs[n] * 1e6, 2)} for n in (1, 2, 3, 4)
            ],
        )
        for project, name, _, _, costs, owner in lines
    ]
    kpis = [
        kpi(name, "project", target_raw=target, target_value=float(target), target_unit=unit)
        for _, name, unit, target, _, _ in lines
    ]
    department = "กรมทรัพยากรธรณี"
    return document(
        "stranger_bureau_2568",
        [*title("แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2568", "ของกรมทรัพยากรธรณี"), table(columns, rows)],
        about("annual_plan", department, "central", 2568, parent="กระทรวงทรัพยากรธรรมชาติและสิ่งแวดล้อม"),
        plans=plans,
        kpis=kpis,
    )


def _levels_five() -> OtherSample:
    """Five levels as columns under เกณฑ์การให้คะแนน, the weight and the base value between."""
    columns = (
        ("ตัวชี้วัด", 24.0),
        ("น้ำหนัก (ร้อยละ)", 7.0),
        ("เกณฑ์การให้คะแนน", tuple((str(n), 8.0) for n in range(1, 6))),
        ("ผู้รับผิดชอบ", 10.0),
    )
    lines = (
        ("1", "ร้อยละของหมู่บ้านที่มีน้ำสะอาด", 60, ("60", "65", "70", "75", "80"), "กองอนามัย"),
        ("2", "จำนวนตลาดที่ผ่านมาตรฐาน", 40, ("10", "12", "14", "16", "18"), "กองสุขาภิบาล"),
    )
    rows: Lines = [(f"{item}. {name}", str(weight), *levels, owner) for item, name, weight, levels, owner in lines]
    kpis: list[Row] = []
    for item, name, weight, _, owner in lines:
        row = {**kpi(name, "", item_no=item), "base": None, "weight": float(weight), "units": [owner]}
        for column in ("target_raw", "target_op", "target_value", "target_unit", "targets_by_year"):
            row.pop(column)
        kpis.append(row)
    rubrics = [
        {"kpi_name": name, "level": level, "group": None, "threshold_raw": text, "threshold_value": float(text)}
        for _, name, _, levels, _ in lines
        for level, text in enumerate(levels, 1)
    ]
    department = "กรมอนามัย"
    return document(
        "stranger_five_2567",
        [*title("คำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2567", department), table(columns, rows)],
        about("kpi_agreement", department, "health", 2567, parent="กระทรวงสาธารณสุข"),
        kpis=kpis,
        rubrics=rubrics,
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
