"""แผนพัฒนาท้องถิ่น: the projects of ผ.02 with five years of money, the durable goods of ผ.03."""

from __future__ import annotations

from samples.blocks import Block, GridRow, Para, Sheet, total
from samples.elsewhere.model import OtherSample, amounts, gold, heading, money, plan, table, title

TOWN = "เทศบาลตำบลท่าหิน"
YEARS = (2566, 2567, 2568, 2569, 2570)
COLUMNS = (
    ("ที่", 4.0),
    ("โครงการ", 15.0),
    ("วัตถุประสงค์", 14.0),
    ("เป้าหมาย\n(ผลผลิตของโครงการ)", 13.0),
    ("งบประมาณ", tuple((f"{year}\n(บาท)", 7.5) for year in YEARS)),
    ("ตัวชี้วัด\n(KPI)", 9.0),
    ("ผลที่คาดว่าจะได้รับ", 12.0),
    ("หน่วยงานรับผิดชอบหลัก", 9.0),
)
GOODS = (
    ("ที่", 4.0),
    ("แผนงาน", 10.0),
    ("หมวด", 8.0),
    ("ประเภท", 10.0),
    ("เป้าหมาย\n(ผลผลิตของครุภัณฑ์)", 16.0),
    ("งบประมาณ", tuple((f"{year}\n(บาท)", 7.5) for year in YEARS)),
    ("หน่วยงานรับผิดชอบหลัก", 10.0),
)
PARTS = (
    (
        "การพัฒนาโครงสร้างพื้นฐาน",
        "แผนงานเคหะและชุมชน",
        (
            (
                "1",
                "โครงการก่อสร้างท่อระบายน้ำ ซอยวัดเก่า หมู่ที่ 3",
                "เพื่อระบายน้ำในฤดูฝน",
                "ท่อระบายน้ำยาว 240 เมตร",
                (None, 780000, None, None, None),
                "ร้อยละ 80 ของครัวเรือนไม่ถูกน้ำท่วม",
                "ประชาชนเดินทางสะดวก",
                "กองช่าง",
            ),
            (
                "2",
                "โครงการติดตั้งไฟส่องสว่างสะพานข้ามลำน้ำ",
                "เพื่อความปลอดภัยยามค่ำ",
                "โคมไฟ 18 จุด",
                (150000, 150000, None, 90000, 90000),
                "จำนวนจุดที่ติดตั้ง",
                "อุบัติเหตุลดลง",
                "กองช่าง",
            ),
        ),
    ),
    (
        "การพัฒนาคุณภาพชีวิต",
        "แผนงานสาธารณสุข",
        (
            (
                "1",
                "โครงการเยี่ยมบ้านผู้ป่วยติดเตียง",
                "เพื่อให้ผู้ป่วยได้รับการดูแลต่อเนื่อง",
                "ผู้ป่วย 60 คน",
                (40000, 40000, 45000, 45000, 50000),
                "ร้อยละของผู้ป่วยที่ได้รับการเยี่ยม",
                "ผู้ป่วยมีคุณภาพชีวิตดีขึ้น",
                "กองสาธารณสุขฯ",
            ),
        ),
    ),
)
PUMP = (
    "1",
    "แผนงานรักษาความสงบภายใน",
    "ค่าครุภัณฑ์",
    "ครุภัณฑ์เกษตร",
    "เครื่องสูบน้ำ 2 เครื่อง",
    (None, None, 120000, None, None),
    "สำนักปลัด",
)


def sample() -> OtherSample:
    """The sample ``town_development_2566``."""
    blocks: list[Block] = [
        *title("แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570)", TOWN, "อำเภอเมือง จังหวัดแพร่"),
        Para("แผนพัฒนาท้องถิ่นฉบับนี้จัดทำตามผลการประชุมประชาคม"),
    ]
    plans = []
    for number, (strategy, programme, lines) in enumerate(PARTS, 1):
        blocks += [
            Para("แบบ ผ. 02"),
            heading(f"{number}. ยุทธศาสตร์{strategy}"),
            heading(f"{number}.1 {programme}"),
        ]
        rows: list[tuple[str, ...] | GridRow] = []
        for seq, project, why, goal, costs, measure, result, unit in lines:
            rows.append((seq, project, why, goal, *map(money, costs), measure, result, unit))
            plans.append(
                plan(
                    project,
                    section="development",
                    seq=seq,
                    budget_status="by_year",
                    amounts=amounts(*((year, None, cost) for year, cost in zip(YEARS, costs, strict=True))),
                    units=[unit],
                    strategy=strategy,
                    programme=programme,
                    purpose=why,
                    output_target=goal,
                    success_measure=measure,
                    expected_result=result,
                )
            )
        sums = [sum(line[4][place] or 0 for line in lines) or None for place in range(len(YEARS))]
        rows.append(total("รวม", f"{len(lines)} โครงการ", "", "", *map(money, sums), "", "", ""))
        plans.append(
            plan(
                None,
                section="development",
                row_kind="total",
                budget_status="by_year",
                amounts=amounts(*((year, None, cost) for year, cost in zip(YEARS, sums, strict=True))),
                count=len(lines),
            )
        )
        blocks.append(table(COLUMNS, rows))
    seq, programme, category, sort, goal, pump_costs, unit = PUMP
    blocks += [
        Para("แบบ ผ. 03"),
        heading("บัญชีครุภัณฑ์"),
        table(GOODS, [(seq, programme, category, sort, goal, *map(money, pump_costs), unit)]),
    ]
    plans.append(
        plan(
            sort,
            section="development",
            seq=seq,
            kind="other",
            budget_status="by_year",
            amounts=amounts(*((year, None, cost) for year, cost in zip(YEARS, pump_costs, strict=True))),
            units=[unit],
            programme=programme,
            output_target=goal,
        )
    )
    document = {
        "doc_type": "development_plan",
        "fiscal_year": 2566,
        "first_year": 2566,
        "last_year": 2570,
        "agency_name": TOWN,
        "sector": "local",
    }
    return OtherSample("town_development_2566", "แผนพัฒนาท้องถิ่น", Sheet(tuple(blocks)), gold(document, plans=plans))
