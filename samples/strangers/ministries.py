"""Ministries and departments: yearly plans, indicators with levels, pages of the budget book."""

from __future__ import annotations

from typing import Any

from samples.blocks import Para, section, total
from samples.elsewhere.model import OtherSample, Row, aimed, heading, kpi, plan, table, targets, title
from samples.strangers.model import Lines, about, by_source, by_year, document, paid, thai

MILLION = 1e6


def documents() -> list[OtherSample]:
    """All of them."""
    return [_mines(), _trade(), _levels_books(), _levels_forest(), _budget_weather(), _budget_ports()]


def _mines() -> OtherSample:
    """Programme and output as columns, targets of three years, money in million baht in the heading, quarters."""
    columns = (
        ("แผนงาน", 12.0),
        ("ผลผลิต", 12.0),
        ("โครงการ", 16.0),
        ("ตัวชี้วัดโครงการ", 16.0),
        ("หน่วยนับ", 6.0),
        ("ค่าเป้าหมาย", (("ปี 2566", 6.0), ("ปี 2567", 6.0), ("ปี 2568", 6.0))),
        ("งบประมาณ (ล้านบาท)", 8.0),
        ("หน่วยงานรับผิดชอบ", 10.0),
    )
    lines = (
        (
            "แผนงานพื้นฐาน",
            "ผลผลิตแร่ปลอดภัย",
            "โครงการตรวจสอบเหมืองเชิงรุก",
            "จำนวนเหมืองที่ได้รับการตรวจ",
            "แห่ง",
            ("120", "130", "150"),
            "14.2500",
            14.25,
            "กองตรวจการ",
        ),
        (
            "แผนงานบูรณาการ",
            "ข้อมูลธรณีวิทยา",
            "โครงการแผนที่แร่ดิจิทัล",
            "ร้อยละของพื้นที่ที่มีแผนที่",
            "ร้อยละ",
            ("40", "55", "70"),
            "8.0000",
            8.0,
            "กองสำรวจ",
        ),
    )
    rows: Lines = [
        (a, b, c, name, unit, *values, printed, owner) for a, b, c, name, unit, values, printed, _, owner in lines
    ]
    plans = [
        paid(
            project,
            round(cost * MILLION, 2),
            section="action",
            budget_unit_baht=MILLION,
            programme=programme,
            output=output,
            units=[owner],
            success_measure=name,
        )
        for programme, output, project, name, _, _, _, cost, owner in lines
    ]
    kpis = [aimed(name, "project", unit, (2566, 2567, 2568), values, at=1) for *_, name, unit, values, _, _, _ in lines]
    department = "กรมอุตสาหกรรมพื้นฐานและการเหมืองแร่"
    return document(
        "stranger_mines_2567",
        [*title("แผนปฏิบัติราชการรายปี (พ.ศ. 2567)", department, "กระทรวงอุตสาหกรรม"), table(columns, rows, kind="goals")],
        about("annual_plan", department, "central", 2567, parent="กระทรวงอุตสาหกรรม"),
        plans=plans,
        kpis=kpis,
    )


def _trade() -> OtherSample:
    """One column แผนงาน/ผลผลิต/โครงการ/กิจกรรม, money by type in baht, a group row for each programme, sums."""
    sorts = ("งบดำเนินงาน", "งบลงทุน", "งบรายจ่ายอื่น")
    columns = (
        ("แผนงาน/ผลผลิต/โครงการ/กิจกรรม", 24.0),
        ("ตัวชี้วัด", 16.0),
        ("หน่วยวัด", 7.0),
        ("เป้าหมาย", 7.0),
        ("งบประมาณรายจ่าย (บาท)", (*((sort, 9.0) for sort in sorts), ("รวมทั้งสิ้น", 9.0))),
        ("ผู้รับผิดชอบ", 10.0),
    )
    rows: Lines = [
        section("แผนงานยุทธศาสตร์ส่งเสริมการค้าชายแดน", 9),
        (
            "โครงการมหกรรมสินค้าชายแดน",
            "มูลค่าการเจรจาธุรกิจ",
            "ล้านบาท",
            "300",
            "2,500,000",
            "-",
            "1,500,000",
            "4,000,000",
            "กองพัฒนาการค้า",
        ),
        (
            "โครงการศูนย์บริการผู้ส่งออก",
            "จำนวนผู้รับบริการ",
            "ราย",
            "5,000",
            "800,000",
            "1,200,000",
            "-",
            "2,000,000",
            "กองบริการ",
        ),
        total("รวม", "", "", "", "3,300,000", "1,200,000", "1,500,000", "6,000,000", ""),
    ]
    programme = "แผนงานยุทธศาสตร์ส่งเสริมการค้าชายแดน"
    plans = [
        paid(
            "โครงการมหกรรมสินค้าชายแดน",
            4000000,
            section="action",
            programme=programme,
            units=["กองพัฒนาการค้า"],
            amounts=by_source(งบดำเนินงาน=2500000, งบรายจ่ายอื่น=1500000),
            success_measure="มูลค่าการเจรจาธุรกิจ",
        ),
        paid(
            "โครงการศูนย์บริการผู้ส่งออก",
            2000000,
            section="action",
            programme=programme,
            units=["กองบริการ"],
            amounts=by_source(งบดำเนินงาน=800000, งบลงทุน=1200000),
            success_measure="จำนวนผู้รับบริการ",
        ),
        paid(
            None,
            6000000,
            section="action",
            row_kind="total",
            amounts=by_source(งบดำเนินงาน=3300000, งบลงทุน=1200000, งบรายจ่ายอื่น=1500000),
        ),
    ]
    kpis = [
        kpi("มูลค่าการเจรจาธุรกิจ", "project", target_raw="300", target_value=300e6, target_unit="บาท"),
        kpi("จำนวนผู้รับบริการ", "project", target_raw="5,000", target_value=5000.0, target_unit="ราย"),
    ]
    department = "กรมการค้าต่างประเทศ"
    return document(
        "stranger_trade_2568",
        [*title(department, "แผนปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2568"), table(columns, rows)],
        about("annual_plan", department, "central", 2568, parent="กระทรวงพาณิชย์"),
        plans=plans,
        kpis=kpis,
    )


def _level_rows(name: str, levels: tuple[tuple[str, float | None], ...], scores: tuple[float, ...]) -> list[Row]:
    return [
        {
            "kpi_name": name,
            "level": number,
            "group": None,
            "threshold_raw": text,
            "threshold_value": value,
            "score": score,
        }
        for number, ((text, value), score) in enumerate(zip(levels, scores, strict=True), 1)
    ]


def _without_target(row: dict[str, Any]) -> Row:
    for column in ("target_raw", "target_op", "target_value", "target_unit", "targets_by_year"):
        row.pop(column)
    return row


def _levels_books() -> OtherSample:
    """The number in a column of its own, the weight last but one, levels with their points in brackets."""
    columns = (
        ("ลำดับ", 5.0),
        ("ตัวชี้วัด", 26.0),
        ("ค่าเป้าหมายขั้นต้น (50)", 13.0),
        ("ค่าเป้าหมายมาตรฐาน (75)", 13.0),
        ("ค่าเป้าหมายขั้นสูง (100)", 13.0),
        ("น้ำหนัก (ร้อยละ)", 8.0),
        ("หน่วยงานที่รับผิดชอบ", 12.0),
    )
    lines = (
        (
            "๑",
            "1",
            "จำนวนหนังสือหายากที่แปลงเป็นดิจิทัล",
            (("200 เล่ม", 200.0), ("250 เล่ม", 250.0), ("300 เล่ม", 300.0)),
            "40",
            "กองหอสมุด",
        ),
        (
            "๒",
            "2",
            "ร้อยละความพึงพอใจของผู้เข้าชม",
            (("ร้อยละ 80", 80.0), ("ร้อยละ 85", 85.0), ("ร้อยละ 90", 90.0)),
            "60",
            "กองพิพิธภัณฑ์",
        ),
    )
    rows: Lines = [
        (printed, name, *(text for text, _ in levels), weight, owner)
        for printed, _, name, levels, weight, owner in lines
    ]
    kpis = [
        _without_target({**kpi(name, "", item_no=item), "base": None, "weight": float(weight), "units": [owner]})
        for _, item, name, _, weight, owner in lines
    ]
    rubrics = [row for _, _, name, levels, _, _ in lines for row in _level_rows(name, levels, (50.0, 75.0, 100.0))]
    department = "กรมศิลปากร"
    return document(
        "stranger_levels_2568",
        [*title("ตัวชี้วัดตามคำรับรองการปฏิบัติราชการ", "ประจำปีงบประมาณ พ.ศ. 2568", department), table(columns, rows)],
        about("kpi_agreement", department, "central", 2568, parent="กระทรวงวัฒนธรรม"),
        kpis=kpis,
        rubrics=rubrics,
    )


def _levels_forest() -> OtherSample:
    """Weights headed น้ำหนัก, the levels under ค่าเป้าหมาย, a unit column."""
    columns = (
        ("ตัวชี้วัด", 26.0),
        ("หน่วยวัด", 8.0),
        ("น้ำหนัก", 7.0),
        ("ค่าเป้าหมาย", (("ขั้นต้น (50)", 11.0), ("ขั้นมาตรฐาน (75)", 11.0), ("ขั้นสูง (100)", 11.0))),
    )
    lines = (
        ("1", "พื้นที่ป่าที่ได้รับการฟื้นฟู", "ไร่", "50", (("10,000", 10000.0), ("12,000", 12000.0), ("15,000", 15000.0))),
        ("2", "จำนวนจุดความร้อนที่ลดลง", "ร้อยละ", "50", (("10", 10.0), ("15", 15.0), ("20", 20.0))),
    )
    rows: Lines = [
        (f"{item}. {name}", unit, weight, *(text for text, _ in levels)) for item, name, unit, weight, levels in lines
    ]
    kpis = [
        _without_target({**kpi(name, "", item_no=item), "base": None, "weight": float(weight)})
        for item, name, _, weight, _ in lines
    ]
    rubrics = [row for _, name, _, _, levels in lines for row in _level_rows(name, levels, (50.0, 75.0, 100.0))]
    department = "กรมป่าไม้"
    return document(
        "stranger_levels_2567",
        [
            *title(thai("คำรับรองการปฏิบัติราชการ ปีงบประมาณ พ.ศ. 2567"), department),
            heading("รายละเอียดตัวชี้วัด"),
            table(columns, rows),
        ],
        about("kpi_agreement", department, "central", 2567, parent="กระทรวงทรัพยากรธรรมชาติและสิ่งแวดล้อม"),
        kpis=kpis,
        rubrics=rubrics,
    )


def _money(cost: float | None) -> str:
    return "-" if cost is None else f"{cost:,.4f}"


def _baht(cost: float | None) -> float | None:
    return None if cost is None else round(cost * MILLION, 2)


def _budget_weather() -> OtherSample:
    """Activities by type of expense, the sum first, Thai digits in numbers of headings."""
    sorts = ("งบบุคลากร", "งบดำเนินงาน", "งบลงทุน")
    columns = (("กิจกรรม", 30.0), ("งบรายจ่าย", (*((sort, 9.0) for sort in sorts), ("รวม", 9.0))))
    lines: tuple[tuple[str | None, str | None, tuple[float | None, ...]], ...] = (
        (None, None, (20.5, 5.75, 30.0)),
        ("1", "เฝ้าระวังและพยากรณ์อากาศ", (20.5, 3.25, None)),
        ("2", "ขยายเครือข่ายสถานีตรวจวัด", (None, 2.5, 30.0)),
    )
    rows: Lines = []
    plans: list[Row] = []
    for seq, name, costs in lines:
        whole = sum(cost or 0 for cost in costs)
        text = f"{seq}. {name}" if name else "รวมทั้งสิ้น"
        rows.append((text, *map(_money, (*costs, whole))))
        plans.append(
            paid(
                name,
                _baht(whole),
                seq=seq,
                row_kind="item" if name else "total",
                budget_unit_baht=MILLION,
                amounts=by_source(**{sort: _baht(cost) for sort, cost in zip(sorts, costs, strict=True)}),
            )
        )
    department = "กรมอุตุนิยมวิทยา"
    return document(
        "stranger_budget_2567",
        [
            *title("เอกสารงบประมาณ ฉบับที่ 3", "งบประมาณรายจ่าย ประจำปีงบประมาณ พ.ศ. 2567", department),
            heading("6.1 ผลผลิตที่ 1 : ข้อมูลอุตุนิยมวิทยา"),
            Para("หน่วย : ล้านบาท"),
            table(columns, rows),
        ],
        about("budget_book", department, "central", 2567, parent="กระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม"),
        plans=plans,
    )


def _budget_ports() -> OtherSample:
    """Indicators with money of the years to come, the last until the end of the project."""
    columns = (
        ("ตัวชี้วัด/แหล่งเงิน", 26.0),
        ("หน่วยนับ", 8.0),
        ("งบประมาณ", (("ปี 2565 แผน (ผล)*", 9.0), ("ปี 2566 แผน", 9.0))),
        ("ประมาณการรายจ่ายล่วงหน้า", (("ปี 2567", 9.0), ("ปี 2568", 9.0), ("ปี 2569", 9.0))),
    )
    span = (2565, 2566, 2567, 2568, 2569)
    values = ("12 (11)", "14", "15", "16", "16")
    costs = (102.5, 118.25, 120.0, 121.0, 122.0)
    rows: Lines = [
        ("เชิงปริมาณ : จำนวนท่าเรือที่ได้รับการบำรุงรักษา", "แห่ง", *values),
        total("รวมทั้งสิ้น", "ล้านบาท", *map(_money, costs)),
        total("เงินงบประมาณ", "ล้านบาท", *map(_money, costs)),
    ]
    kpis = [
        kpi(
            "จำนวนท่าเรือที่ได้รับการบำรุงรักษา",
            "project",
            target_raw="14",
            target_value=14.0,
            target_unit="แห่ง",
            targets_by_year=targets(*zip(span, values, strict=True)),
        )
    ]
    plans = [
        plan(
            None,
            row_kind="total",
            budget_baht=_baht(118.25),
            budget_status="amount",
            budget_unit_baht=MILLION,
            amounts=[
                {**entry, "source": source}
                for entry in by_year([(y, _baht(c)) for y, c in zip(span, costs, strict=True)])
            ],
        )
        for source in (None, "เงินงบประมาณ")
    ]
    department = "กรมเจ้าท่า"
    return document(
        "stranger_budget_2566",
        [
            *title("เอกสารงบประมาณ", "งบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. 2566", department, "กระทรวงคมนาคม"),
            heading("7.1.1.1 เป้าหมายผลผลิตและงบประมาณ"),
            table(columns, rows),
        ],
        about("budget_book", department, "central", 2566, parent="กระทรวงคมนาคม"),
        plans=plans,
        kpis=kpis,
    )
