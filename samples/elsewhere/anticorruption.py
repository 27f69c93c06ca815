"""แผนปฏิบัติการป้องกันการทุจริต over four years: a money column a year, sums of each มิติ, offices in the last column."""

from __future__ import annotations

from samples.blocks import Block, GridRow, Sheet, total
from samples.elsewhere.model import Column, OtherSample, amounts, gold, money, plan, table, title

TOWN = "เทศบาลเมืองริมปิง"
YEARS = (2566, 2567, 2568, 2569)
COLUMNS: tuple[Column, ...] = (
    ("มิติ", 12.0),
    ("ภารกิจตามมิติ", 13.0),
    ("โครงการ/กิจกรรม/มาตรการ", 20.0),
    *((f"ปี {year}", (("งบประมาณ\n(บาท)", 8.0),)) for year in YEARS),
    ("หมายเหตุ", 8.0),
)
PARTS = (
    (
        "มิติที่ 1",
        "1. การสร้างสังคมที่ไม่ทนต่อการทุจริต",
        (
            (
                "1.1 การสร้างจิตสำนึกแก่บุคลากร",
                (
                    ("1.1.1 (1)", "โครงการอบรมจริยธรรมพนักงานใหม่", (15000, 15000, 15000, 15000), "สป."),
                    ("1.1.1 (2)", "มาตรการประกาศเจตนารมณ์สุจริต", (None, None, None, None), "ทุกกอง"),
                ),
            ),
            (
                "1.2 การสร้างจิตสำนึกแก่ประชาชน",
                (("1.2.1", "กิจกรรมเยาวชนเฝ้าระวังโครงการ", (None, 20000, None, 20000), "กองการศึกษา"),),
            ),
        ),
    ),
    (
        "มิติที่ 2",
        "2. การบริหารราชการเพื่อป้องกันการทุจริต",
        (
            (
                "2.1 การเปิดเผยข้อมูลจัดซื้อจัดจ้าง",
                (("2.1.1", "โครงการเปิดเผยแผนจัดซื้อบนเว็บไซต์", (8000, 8000, 10000, 10000), "กองคลัง"),),
            ),
        ),
    ),
)


def sample() -> OtherSample:
    """The sample ``town_anticorruption_2566``."""
    rows: list[GridRow | tuple[str, ...]] = []
    plans = []
    for label, dimension, missions in PARTS:
        sums = [0.0] * len(YEARS)
        lines = 0
        for place, (mission, entries) in enumerate(missions):
            for number, (seq, project, costs, unit) in enumerate(entries):
                first = dimension if place == 0 and number == 0 else ""
                rows.append((first, mission if number == 0 else "", f"{seq} {project}", *map(money, costs), unit))
                sums = [whole + (cost or 0) for whole, cost in zip(sums, costs, strict=True)]
                lines += 1
                given = any(cost is not None for cost in costs)
                plans.append(
                    plan(
                        project,
                        section="strategy",
                        seq=seq,
                        budget_status="by_year" if given else "unstated",
                        amounts=amounts(*((year, None, cost) for year, cost in zip(YEARS, costs, strict=True))),
                        units=[unit],
                    )
                )
        rows.append(total(label, "รวม", f"{lines} โครงการ/กิจกรรม/มาตรการ", *map(money, sums), ""))
        plans.append(
            plan(
                None,
                section="strategy",
                row_kind="total",
                budget_status="by_year",
                amounts=amounts(*((year, None, cost) for year, cost in zip(YEARS, sums, strict=True))),
                count=lines,
            )
        )
    blocks: list[Block] = [
        *title("แผนปฏิบัติการป้องกันการทุจริต 4 ปี", "(พ.ศ. 2566 - 2569)", TOWN, "จังหวัดลำปาง"),
        table(COLUMNS, rows, kind="goals"),
    ]
    document = {
        "doc_type": "strategic_plan",
        "fiscal_year": 2566,
        "first_year": 2566,
        "last_year": 2569,
        "agency_name": TOWN,
        "sector": "local",
    }
    return OtherSample("town_anticorruption_2566", "แผนป้องกันการทุจริต", Sheet(tuple(blocks)), gold(document, plans=plans))
