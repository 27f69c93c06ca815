"""Departments, a hospital and a budget book: yearly plan, agreement with levels, strategy map, money in millions."""

from __future__ import annotations

from samples.blocks import Para, section, total
from samples.elsewhere.model import OtherSample, Row, aimed, heading, kpi, plan, table, title
from samples.strangers.model import Lines, about, by_source, document, paid, served, years

QUARTERS = ("ไตรมาส 1", "ไตรมาส 2", "ไตรมาส 3", "ไตรมาส 4")


def documents() -> list[OtherSample]:
    """All of them."""
    return [_department(), _levels(), _map(), _activities(), _measures()]


def _department() -> OtherSample:
    """Quarters under the plan of spending, the whole sum before them, million baht in the heading."""
    columns = (
        ("แนวทาง/โครงการสำคัญ", 22.0),
        ("ตัวชี้วัดผลสำเร็จ", 17.0),
        ("หน่วยนับ", 7.0),
        ("เป้าหมาย ปี 2568", 8.0),
        ("วงเงินงบประมาณ (ล้านบาท)", 10.0),
        ("แผนการใช้จ่ายงบประมาณ (ล้านบาท)", tuple((quarter, 7.0) for quarter in QUARTERS)),
        ("หน่วยงานเจ้าภาพ", 13.0),
    )
    lines = (
        ("โครงการศูนย์เรียนรู้น้ำบาดาลระดับตำบล", "ศูนย์ที่เปิดบริการ", "แห่ง", "25", 12.5, (1.25, 3.75, 5.0, 2.5), "กองพัฒนาน้ำบาดาล"),
        ("โครงการบำรุงรักษาเครื่องเจาะ", "เครื่องเจาะที่พร้อมใช้", "ร้อยละ", "95", 4.2, (1.0, 1.2, 1.0, 1.0), "กองเครื่องจักรกล"),
    )
    rows: Lines = [section("แนวทางที่ 1 จัดหาน้ำสะอาดให้ทุกตำบล", 10)]
    plans: list[Row] = []
    kpis: list[Row] = []
    for name, measure, unit, goal, whole, quarters, owner in lines:
        rows.append((name, measure, unit, goal, f"{whole:.4f}", *(f"{one:.4f}" for one in quarters), owner))
        sources = dict(zip(QUARTERS, (one * 1e6 for one in quarters), strict=True))
        plans.append(
            paid(
                name,
                whole * 1e6,
                section="action",
                budget_unit_baht=1e6,
                amounts=by_source(**sources),
                success_measure=measure,
                units=[owner],
            )
        )
        kpis.append(kpi(measure, "project", target_raw=goal, target_value=float(goal), target_unit=unit))
    department = "กรมทรัพยากรน้ำบาดาล"
    return document(
        "others_department_2568",
        [*title("แผนปฏิบัติราชการรายปี (พ.ศ. 2568)", department), table(columns, rows)],
        about("annual_plan", department, "central", 2568, parent="กระทรวงทรัพยากรธรรมชาติและสิ่งแวดล้อม"),
        plans=plans,
        kpis=kpis,
    )


def _levels() -> OtherSample:
    """The sheet of an agreement: three levels with their points in the heading, last year's result beside."""
    columns = (
        ("ลำดับ", 5.0),
        ("ประเด็น/ตัวชี้วัด", 28.0),
        ("หน่วยวัด", 8.0),
        ("น้ำหนัก (ร้อยละ)", 8.0),
        ("เกณฑ์การประเมิน", (("เป้าหมายขั้นต้น (50)", 11.0), ("เป้าหมายมาตรฐาน (75)", 11.0), ("เป้าหมายขั้นสูง (100)", 11.0))),
        ("หน่วยงานผู้รับผิดชอบ", 14.0),
    )
    lines = (
        ("1", "จำนวนพื้นที่ป่าชุมชนที่ขึ้นทะเบียนใหม่", "ไร่", 30, ("40,000", "45,000", "50,000"), "สำนักจัดการป่าชุมชน"),
        ("2", "ร้อยละของเรื่องร้องเรียนที่ยุติ", "ร้อยละ", 40, ("70", "80", "90"), "สำนักกฎหมาย"),
        ("3", "ระยะเวลาเฉลี่ยในการออกใบอนุญาต", "วัน", 30, ("30", "25", "20"), "สำนักอนุญาต"),
    )
    rows: Lines = []
    kpis: list[Row] = []
    rubrics: list[Row] = []
    for number, name, unit, weight, levels, owner in lines:
        rows.append((number, name, unit, str(weight), *levels, owner))
        kpis.append(
            {
                "name": name,
                "base": None,
                "item_no": number,
                "weight": float(weight),
                "units": [owner],
            }
        )
        for level, (text, points) in enumerate(zip(levels, (50, 75, 100), strict=True), 1):
            value = float(text.replace(",", ""))
            rubrics.append({"kpi_name": name, "level": level, "threshold_value": value, "score": float(points)})
    rows.append(total("", "รวม", "", "100", "", "", "", ""))
    forest = "กรมป่าไม้"
    return document(
        "others_levels_2567",
        [
            *title("ตัวชี้วัดตามคำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2567", forest),
            table(columns, rows, kind="levels"),
        ],
        {
            "agency_name": forest,
            "parent_agency": "กระทรวงทรัพยากรธรรมชาติและสิ่งแวดล้อม",
            "sector": "central",
            **years(2567),
        },
        kpis=kpis,
        rubrics=rubrics,
    )


def _map() -> OtherSample:
    """English words beside Thai ones, the last year's result, targets of three years."""
    span = (2567, 2568, 2569)
    columns = (
        ("ยุทธศาสตร์ (Strategy)", 14.0),
        ("เป้าประสงค์ (Goal)", 14.0),
        ("ปัจจัยแห่งความสำเร็จ (KSF)", 15.0),
        ("ตัวชี้วัด (KPI)", 20.0),
        ("หน่วย", 7.0),
        ("Target", tuple((str(year), 7.0) for year in span)),
        ("แผนงาน/โครงการรองรับ", 15.0),
        ("เจ้าภาพหลัก", 11.0),
    )
    lines = (
        (
            "1. ความปลอดภัยของผู้ป่วย",
            "ลดเหตุการณ์ไม่พึงประสงค์",
            "บุคลากรรายงานทันที",
            "อัตราการพลัดตกหกล้ม",
            "ครั้งต่อพันวันนอน",
            ("2", "1.5", "1"),
            "ติดตั้งราวจับทุกตึก",
            "กลุ่มการพยาบาล",
        ),
        (
            "",
            "ใช้ยาสมเหตุผล",
            "เภสัชกรร่วมตรวจเยี่ยม",
            "ร้อยละใบสั่งยาปฏิชีวนะในโรคหวัด",
            "ร้อยละ",
            ("20", "18", "15"),
            "แนวทางสั่งใช้ยา",
            "กลุ่มงานเภสัชกรรม",
        ),
        (
            "2. บุคลากรมีความสุข",
            "องค์กรน่าอยู่",
            "ผู้นำรับฟัง",
            "ดัชนีความสุขของบุคลากร",
            "คะแนน",
            ("60", "63", "65"),
            "เวทีเล่าสู่กันฟัง",
            "กลุ่มงานทรัพยากรบุคคล",
        ),
    )
    rows: Lines = [
        (a, b, c, name, unit, *values, action, owner) for a, b, c, name, unit, values, action, owner in lines
    ]
    kpis = [aimed(name, "goal", unit, span, values, units=[owner]) for *_, name, unit, values, _, owner in lines]
    strategies = ("ความปลอดภัยของผู้ป่วย", "ความปลอดภัยของผู้ป่วย", "บุคลากรมีความสุข")
    plans = [
        served(line[6], strategy, line[3], units=[line[7]]) for line, strategy in zip(lines, strategies, strict=True)
    ]
    hospital = "โรงพยาบาลทุ่งรวงทอง"
    return document(
        "others_map_2567",
        [*title(f"แผนยุทธศาสตร์{hospital}", "ปีงบประมาณ 2567 - 2569"), table(columns, rows, kind="goals")],
        about("strategic_plan", hospital, "health", 2567, 2569),
        kpis=kpis,
        plans=plans,
    )


def _activities() -> OtherSample:
    """Activities of a project by type of expense; the unit said once above, a second table below without it."""
    kinds = ("งบบุคลากร", "งบดำเนินงาน", "งบลงทุน", "งบเงินอุดหนุน")
    columns = (
        ("กิจกรรม", 26.0),
        ("งบรายจ่าย", (*((kind, 9.0) for kind in kinds), ("รวม", 10.0))),
    )
    lines = (
        ("กิจกรรม : ตรวจสอบคุณภาพน้ำดื่ม", (None, 14.25, 6.5, None)),
        ("กิจกรรม : อบรมอาสาสมัครเฝ้าระวัง", (None, 3.0, None, 1.75)),
    )
    rows: Lines = []
    plans: list[Row] = []
    for name, parts in lines:
        whole = sum(one or 0 for one in parts)
        rows.append((name, *(f"{one:,.4f}" if one else "-" for one in parts), f"{whole:,.4f}"))
        sources = {kind: one * 1e6 if one else None for kind, one in zip(kinds, parts, strict=True)}
        label = name.split(" : ")[1]
        plans.append(
            {
                **paid(label, whole * 1e6, amounts=by_source(**sources), budget_unit_baht=1e6),
                "kind": "activity",
            }
        )
    rows.append(total("รวมทั้งสิ้น", "-", "17.2500", "6.5000", "1.7500", "25.5000"))
    sums = by_source(**{"งบดำเนินงาน": 17.25e6, "งบลงทุน": 6.5e6, "งบเงินอุดหนุน": 1.75e6})
    plans.append(
        plan(None, row_kind="total", budget_baht=25.5e6, budget_status="amount", amounts=sums, budget_unit_baht=1e6)
    )
    return document(
        "others_activities_2567",
        [
            *title("เอกสารงบประมาณ ฉบับที่ 3", "งบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. 2567", "กรมอนามัย"),
            heading("โครงการ : โครงการน้ำดื่มปลอดภัย"),
            Para("หน่วย : ล้านบาท"),
            table(columns, rows, kind="activities"),
        ],
        about("budget_book", "กรมอนามัย", "health", 2567, parent="กระทรวงสาธารณสุข"),
        plans=plans,
    )


def _measures() -> OtherSample:
    """Indicators of an output with the plan of two years and the years ahead."""
    columns = (
        ("ตัวชี้วัด", 30.0),
        ("หน่วยนับ", 9.0),
        ("ปี 2566 แผน", 10.0),
        ("ปี 2567 แผน", 10.0),
        ("ประมาณการล่วงหน้า", (("ปี 2568", 9.0), ("ปี 2569", 9.0))),
    )
    lines = (
        ("เชิงปริมาณ : จำนวนแปลงที่ได้รับการรับรอง", "แปลง", ("1,500", "1,800", "2,000", "2,200")),
        ("เชิงคุณภาพ : เกษตรกรที่ผ่านเกณฑ์", "ร้อยละ", ("80", "82", "85", "85")),
    )
    span = (2566, 2567, 2568, 2569)
    rows: Lines = [(name, unit, *values) for name, unit, values in lines]
    kpis = [aimed(name, "project", unit, span, values, at=1) for name, unit, values in lines]
    for row in kpis:
        row["name"] = row["name"].split(" : ")[1]
    return document(
        "others_measures_2567",
        [
            *title("เอกสารงบประมาณ ฉบับที่ 3", "งบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. 2567", "กรมส่งเสริมการเกษตร"),
            heading("ผลผลิตที่ 1 : เกษตรกรได้รับการส่งเสริม"),
            table(columns, rows, kind="measures"),
        ],
        about("budget_book", "กรมส่งเสริมการเกษตร", "central", 2567, parent="กระทรวงเกษตรและสหกรณ์"),
        kpis=kpis,
    )
