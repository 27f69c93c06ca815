"""เอกสารงบประมาณ: activities by type of expense, indicators with money by source and year, sums by programme."""

from __future__ import annotations

from samples.blocks import Block, GridRow, Para, Sheet, total
from samples.elsewhere.model import OtherSample, aimed, amounts, gold, heading, plan, table, title

DEPARTMENT = "กรมวิทยาศาสตร์บริการ"
TYPES = ("งบดำเนินงาน", "งบลงทุน", "งบเงินอุดหนุน", "งบรายจ่ายอื่น")
ACTIVITIES = (("กิจกรรม", 30.0), ("งบรายจ่าย", (*((name, 9.0) for name in TYPES), ("รวม", 9.0))))
MEASURES = (
    ("ตัวชี้วัด/\nแหล่งเงิน", 26.0),
    ("หน่วยนับ", 8.0),
    ("งบประมาณ", (("ปี 2564\nแผน\n(ผล)*", 9.0), ("ปี 2565\nแผน", 9.0))),
    ("ประมาณการรายจ่ายล่วงหน้า**", (("ปี 2566", 9.0), ("ปี 2567", 9.0), ("ปี 2568", 9.0))),
)
YEARS = (2564, 2565, 2566, 2567, 2568)
COSTS = (
    ("1. ทดสอบและสอบเทียบเครื่องมือวัด", (3.12, None, 18.4405, None)),
    ("2. รับรองความสามารถห้องปฏิบัติการ", (1.5, 0.8, None, 0.25)),
)
PROGRAMMES = (
    ("1. แผนงานบุคลากรภาครัฐ", (41.25, 42.5, 43.1)),
    ("2. แผนงานพื้นฐานด้านการสร้างความสามารถในการแข่งขัน", (20.0, 21.75, 24.1105)),
)


TREE = (
    (
        "เป้าหมายและตัวชี้วัด - แนวทางการดำเนินงานและตัวชี้วัด\nกระทรวง - หน่วยงาน - โครงการ - กิจกรรมและตัวชี้วัด",
        30.0,
    ),
    ("หน่วยนับ", 7.0),
    ("ปี 2564", (("เป้าหมายจำนวน", 7.0), ("งบประมาณ", 8.0))),
    ("ปี 2565", (("เป้าหมายจำนวน", 7.0), ("งบประมาณ", 8.0))),
)
TREE_LINES = (
    ("1. กระทรวงอุตสาหกรรม", "office", "-", ("-", "-"), (8.5, 9.25)),
    ("โครงการที่ 1 : โครงการยกระดับโรงงานแปรรูปขนาดเล็ก", "project", "-", ("-", "-"), (8.5, 9.25)),
    ("กิจกรรม วินิจฉัยสายการผลิต", "project", "-", ("-", "-"), (8.5, 9.25)),
    ("ตัวชี้วัดกิจกรรม : จำนวนโรงงานที่ได้รับการวินิจฉัย", "measure", "โรง", ("40", "45"), (None, None)),
)


def _printed(cost: float | None) -> str:
    return "-" if cost is None else f"{cost:,.4f}"


def _baht(cost: float | None) -> float | None:
    return None if cost is None else round(cost * 1e6, 2)


def sample() -> OtherSample:
    """The sample ``budget_2565``."""
    unit = Para("หน่วย : ล้านบาท")
    sums = [sum(costs[n] or 0 for _, costs in COSTS) or None for n in range(len(TYPES))]
    rows: list[GridRow] = [total("รวมทั้งสิ้น", *map(_printed, [*sums, sum(s or 0 for s in sums)]))]
    plans = []

    def line(name: str | None, costs: list[float | None], **values: object) -> None:
        whole = round(sum(cost or 0 for cost in costs), 4)
        plans.append(
            plan(
                name,
                budget_baht=_baht(whole),
                budget_status="amount",
                budget_unit_baht=1e6,
                amounts=amounts(*((None, sort, _baht(cost)) for sort, cost in zip(TYPES, costs, strict=True))),
                **values,
            )
        )

    line(None, sums, row_kind="total")
    for text, costs in COSTS:
        rows.append(GridRow((text, *map(_printed, [*costs, sum(c or 0 for c in costs)]))))
        seq, name = text.split(". ")
        line(name, list(costs), seq=seq)
    money_rows = (
        ("รวมทั้งสิ้น", (22.4, 24.1105, 25.0, 25.5, 26.0), True),
        ("เงินงบประมาณ", (20.4, 22.1105, 23.0, 23.5, 24.0), True),
        ("เงินนอกงบประมาณ", (2.0, 2.0, 2.0, 2.0, 2.0), True),
    )
    measures: list[GridRow | tuple[str, ...]] = [
        ("เชิงปริมาณ : จำนวนรายการสอบเทียบ", "รายการ", "5,200\n(5,431)", "5,500", "5,600", "5,700", "5,800"),
        ("เชิงคุณภาพ : ผู้รับบริการพึงพอใจ", "ร้อยละ", "85\n(91)", "86", "87", "88", "90"),
    ]
    for name, by_source, _ in money_rows:
        measures.append(total(name, "ล้านบาท", *map(_printed, by_source)))
    kpis = [
        aimed(name, "project", counted, YEARS, targets, at=1)
        for name, counted, targets in (
            ("จำนวนรายการสอบเทียบ", "รายการ", ("5,200 (5,431)", "5,500", "5,600", "5,700", "5,800")),
            ("ผู้รับบริการพึงพอใจ", "ร้อยละ", ("85 (91)", "86", "87", "88", "90")),
        )
    ]
    compare = (("ประเภทงบประมาณรายจ่าย - แผนงาน", 34.0), ("ปี 2563", 10.0), ("ปี 2564", 10.0), ("ปี 2565", 10.0))
    whole = [sum(costs[n] for _, costs in PROGRAMMES) for n in range(3)]
    blocks: list[Block] = [
        *title("เอกสารงบประมาณ ฉบับที่ 3", "งบประมาณรายจ่ายประจำปีงบประมาณ พ.ศ. 2565", DEPARTMENT),
        heading("4. เปรียบเทียบงบประมาณรายจ่าย จำแนกตามแผนงาน"),
        unit,
        table(
            compare,
            [total("รวมทั้งสิ้น", *map(_printed, whole)), *((name, *map(_printed, costs)) for name, costs in PROGRAMMES)],
        ),
        heading("7.2 แผนงานพื้นฐานด้านการสร้างความสามารถในการแข่งขัน"),
        heading("7.2.1 ผลผลิตที่ 1 : การรับรองระบบงานห้องปฏิบัติการ"),
        heading("7.2.1.1 งบประมาณรายจ่าย จำแนกตามกิจกรรม-งบรายจ่าย"),
        unit,
        table(ACTIVITIES, rows),
        heading("7.2.1.2 เป้าหมายผลผลิต งบประมาณ และประมาณการรายจ่ายล่วงหน้า"),
        table(MEASURES, measures),
        Para("* ผลการดำเนินงานปีงบประมาณ 2564 (6 เดือน)"),
        heading("แผนงานบูรณาการพัฒนาอุตสาหกรรมท้องถิ่น"),
        unit,
        table(
            TREE,
            [
                (text, counted, targets[0], _printed(costs[0]), targets[1], _printed(costs[1]))
                for text, _, counted, targets, costs in TREE_LINES
            ],
        ),
    ]
    document = {
        "doc_type": "budget_book",
        "fiscal_year": 2565,
        "first_year": 2565,
        "last_year": 2565,
        "agency_name": DEPARTMENT,
        "parent_agency": "กระทรวงการอุดมศึกษา วิทยาศาสตร์ วิจัยและนวัตกรรม",
        "sector": "central",
    }
    by_year: list[dict[str, object]] = []
    for text, sort, counted, targets, two_years in TREE_LINES:
        name = text.split(" : ")[-1]
        if sort == "measure":
            kpis.append(aimed(name, "project", counted, (2564, 2565), targets, at=1))
            continue
        by_year.append(
            plan(
                name if sort == "project" else None,
                row_kind="item" if sort == "project" else "total",
                budget_baht=_baht(two_years[1]),
                budget_status="amount",
                budget_unit_baht=1e6,
                amounts=amounts(*((y, None, _baht(c)) for y, c in zip((2564, 2565), two_years, strict=True))),
                units=["กระทรวงอุตสาหกรรม"] if sort == "office" else [],
            )
        )
    for text, three_years in (("รวมทั้งสิ้น", whole), *PROGRAMMES):
        by_year.append(
            plan(
                None,
                row_kind="total",
                budget_baht=_baht(three_years[2]),
                budget_status="amount",
                budget_unit_baht=1e6,
                amounts=amounts(*((y, None, _baht(c)) for y, c in zip((2563, 2564, 2565), three_years, strict=True))),
            )
        )
        if text != "รวมทั้งสิ้น":
            by_year[-1]["programme"] = text.split(". ")[1]
    for source, source_costs, _ in money_rows:
        by_year.append(
            plan(
                None,
                row_kind="total",
                budget_baht=_baht(source_costs[1]),
                budget_status="amount",
                budget_unit_baht=1e6,
                amounts=amounts(
                    *(
                        (y, None if source == "รวมทั้งสิ้น" else source, _baht(c))
                        for y, c in zip(YEARS, source_costs, strict=True)
                    )
                ),
            )
        )
    return OtherSample(
        "budget_2565", "เอกสารงบประมาณ", Sheet(tuple(blocks)), gold(document, plans=[*plans, *by_year], kpis=kpis)
    )
