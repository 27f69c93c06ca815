"""A vocational college, an institute and a school of nursing: yearly, strategic and quality plan in other words."""

from __future__ import annotations

from samples.blocks import section, total
from samples.elsewhere.model import OtherSample, aimed, heading, kpi, table, title
from samples.strangers.model import Lines, about, by_source, document, paid, thai


def documents() -> list[OtherSample]:
    """All of them."""
    return [_college(), _institute(), _school()]


def _college() -> OtherSample:
    """Work, projects and activities of a vocational college; money by budget, sum column first."""
    columns = (
        ("ลำดับที่", 5.0),
        ("งาน/โครงการ/กิจกรรม", 22.0),
        ("ตัวชี้วัดความสำเร็จ", 18.0),
        ("หน่วยวัด", 7.0),
        ("ค่าเป้าหมาย", 7.0),
        (
            "ประมาณการรายจ่าย (บาท)",
            (("รวมทั้งสิ้น", 9.0), ("งบดำเนินงาน", 9.0), ("งบเงินอุดหนุน", 9.0), ("เงินรายได้สถานศึกษา", 9.0)),
        ),
        ("ระยะเวลาดำเนินการ", 12.0),
        ("ผู้รับผิดชอบโครงการ", 12.0),
    )
    lines = (
        (
            "1",
            "โครงการซ่อมบำรุงเครื่องกลึงในโรงฝึกงาน",
            "เครื่องกลึงที่ใช้งานได้",
            "เครื่อง",
            "14",
            (96000, 60000, None, 36000),
            "ธ.ค. 66 - ม.ค. 67",
            "แผนกวิชาช่างกลโรงงาน",
        ),
        (
            "2",
            "โครงการบ่มเพาะผู้ประกอบการอาชีวศึกษา",
            "กลุ่มธุรกิจที่เปิดกิจการจริง",
            "กลุ่ม",
            "5",
            (45000, None, 45000, None),
            "พ.ย. 66 - ก.ย. 67",
            "งานส่งเสริมผลิตผล",
        ),
        (
            "3",
            "กิจกรรมแนะแนวสัญจรโรงเรียนมัธยม",
            "นักเรียนที่เข้าฟัง",
            "คน",
            "1,200",
            (18500, None, None, 18500),
            "ก.พ. 67",
            "งานแนะแนว",
        ),
    )
    rows: Lines = [section("ฝ่ายวิชาการ", 11)]
    plans, kpis = [], []
    for seq, name, measure, unit, goal, paid_by, span, owner in lines:
        rows.append((seq, name, measure, unit, goal, *(f"{one:,}" if one else "-" for one in paid_by), span, owner))
        whole, *parts = paid_by
        sources = dict(zip(("งบดำเนินงาน", "งบเงินอุดหนุน", "เงินรายได้สถานศึกษา"), parts, strict=True))
        start, end = {"1": ("2566-12", "2567-01"), "2": ("2566-11", "2567-09"), "3": ("2567-02", "2567-02")}[seq]
        plans.append(
            paid(
                name,
                whole,
                section="action",
                seq=seq,
                amounts=by_source(**sources),
                units=[owner],
                success_measure=measure,
                start_month=start,
                end_month=end,
            )
        )
        kpis.append(
            kpi(measure, "project", target_raw=goal, target_value=float(goal.replace(",", "")), target_unit=unit)
        )
    rows.append(total("รวมเป็นเงิน", "", "", "", "", "159,500", "60,000", "45,000", "54,500", "", ""))
    sums = by_source(**{"งบดำเนินงาน": 60000, "งบเงินอุดหนุน": 45000, "เงินรายได้สถานศึกษา": 54500})
    plans.append(paid(None, 159500, section="action", row_kind="total", amounts=sums))
    college = "วิทยาลัยเทคนิคบ้านริมคลอง"
    return document(
        "others_college_2567",
        [*title("แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2567", college), table(columns, rows)],
        about("annual_plan", college, "education", 2567),
        plans=plans,
        kpis=kpis,
    )


def _institute() -> OtherSample:
    """Goals of strategies with a base value and five years; the owner under another word."""
    span = (2566, 2567, 2568, 2569, 2570)
    columns = (
        ("เป้าประสงค์เชิงยุทธศาสตร์", 16.0),
        ("ตัวชี้วัดเป้าประสงค์", 22.0),
        ("หน่วยวัด", 8.0),
        ("ค่าฐาน ปี 2565", 8.0),
        ("เป้าหมายรายปี", tuple((f"พ.ศ. {year}", 7.0) for year in span)),
        ("กลยุทธ์", 16.0),
        ("หน่วยงานเจ้าภาพ", 12.0),
    )
    lines = (
        (
            "1.1 ผลงานวิจัยถูกนำไปใช้",
            "1. จำนวนผลงานที่ชุมชนนำไปใช้",
            "ชิ้นงาน",
            "6",
            ("8", "10", "12", "15", "20"),
            "จับคู่นักวิจัยกับชุมชน",
            "ฝ่ายวิจัย",
        ),
        ("", "2. สัดส่วนทุนวิจัยจากภายนอก", "ร้อยละ", "18.5", ("20", "25", "30", "35", "40"), "เครือข่ายแหล่งทุน", "ฝ่ายวิจัย"),
        (
            "1.2 บัณฑิตมีงานทำ",
            "3. บัณฑิตที่ได้งานภายใน 6 เดือน",
            "ร้อยละ",
            "71",
            ("75", "78", "80", "83", "85"),
            "สหกิจศึกษา",
            "กองพัฒนานักศึกษา",
        ),
    )
    rows: Lines = []
    kpis = []
    for goal, name, unit, base, values, tactic, owner in lines:
        rows.append((goal, name, unit, base, *values, tactic, owner))
        number, label = name.split(". ", 1)
        baseline = [{"fiscal_year": 2565, "raw": base}]
        kpis.append(
            aimed(
                label,
                "goal",
                unit,
                span,
                values,
                strategy_no="1",
                item_no=number,
                baseline=baseline,
                units=[owner],
            )
        )
    institute = "มหาวิทยาลัยราชภัฏลุ่มน้ำยม"
    return document(
        "others_institute_2566",
        [
            *title(f"แผนยุทธศาสตร์{institute}", "ระยะ 5 ปี (พ.ศ. 2566 - 2570)"),
            heading("ยุทธศาสตร์ที่ 1 วิจัยและบริการเพื่อท้องถิ่น"),
            table(columns, rows, kind="goals"),
        ],
        about("strategic_plan", institute, "education", 2566, 2570),
        kpis=kpis,
    )


def _school() -> OtherSample:
    """What a school does about the points that its assessors raised; Thai digits, months in words."""
    columns = (
        ("องค์ประกอบ/ตัวบ่งชี้", 16.0),
        ("ผลการประเมิน", 8.0),
        ("จุดที่ควรพัฒนา/ข้อเสนอแนะ", 20.0),
        ("กิจกรรม/โครงการพัฒนา", 22.0),
        ("กำหนดแล้วเสร็จ", 11.0),
        ("งบประมาณที่ใช้ (บาท)", 10.0),
        ("ผู้กำกับดูแล", 11.0),
        ("ผู้รับผิดชอบ", 12.0),
    )
    rows: Lines = [
        (
            "๑.๕ การบริการนักศึกษา",
            "๓.๐๐",
            "ควรติดตามศิษย์เก่าอย่างเป็นระบบ",
            "โครงการทำเนียบศิษย์เก่า",
            "มีนาคม ๒๕๖๘",
            "๒๐,๐๐๐",
            "รองผู้อำนวยการ",
            "งานกิจการนักศึกษา",
        ),
        (
            "๒.๑ ระบบพัฒนางานวิจัย",
            "๔.๐๐",
            "อาจารย์ใหม่ยังไม่มีผลงาน",
            "โครงการพี่เลี้ยงนักวิจัย",
            "กรกฎาคม ๒๕๖๘",
            "๗๕,๕๐๐",
            "หัวหน้าภาควิชา",
            "งานวิจัย",
        ),
    ]
    plans = [
        paid("โครงการทำเนียบศิษย์เก่า", 20000, section="action", units=["งานกิจการนักศึกษา"], end_month="2568-03"),
        paid("โครงการพี่เลี้ยงนักวิจัย", 75500, section="action", units=["งานวิจัย"], end_month="2568-07"),
    ]
    school = "วิทยาลัยพยาบาลบรมราชชนนีสายธาร"
    return document(
        "others_school_2568",
        [*title("แผนพัฒนาคุณภาพการศึกษา", thai("ประจำปีการศึกษา 2567 ปีงบประมาณ พ.ศ. 2568"), school), table(columns, rows)],
        about("annual_plan", school, "education", 2568),
        plans=plans,
    )
