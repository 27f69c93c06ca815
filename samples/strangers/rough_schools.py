"""Faculties and a college that print carelessly: several things to a cell, long tables, amounts in words."""

from __future__ import annotations

from samples.blocks import Para, total
from samples.elsewhere.model import OtherSample, Row, heading, kpi, plan, table, targets, title
from samples.strangers.model import Lines, about, by_source, document, paid, thai


def documents() -> list[OtherSample]:
    """All of them."""
    return [_vet(), _music(), _polytechnic()]


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
