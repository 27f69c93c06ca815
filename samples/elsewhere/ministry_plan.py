"""แผนปฏิบัติราชการ of a department: แผนงาน, ผลผลิต and โครงการ as rows, targets and money by type in million baht."""

from __future__ import annotations

from samples.blocks import Block, GridRow, Para, Sheet, section
from samples.elsewhere.model import OtherSample, amounts, gold, heading, kpi, plan, table, title

DEPARTMENT, MINISTRY = "กรมพัฒนาที่ดิน", "กระทรวงเกษตรและสหกรณ์"
TYPES = ("งบบุคลากร", "งบดำเนินงาน", "งบลงทุน", "งบเงินอุดหนุน", "งบรายจ่ายอื่น")
COLUMNS = (
    ("แผนงาน/ผลผลิต/โครงการ", 24.0),
    ("ตัวชี้วัด", 18.0),
    ("หน่วยนับ", 7.0),
    ("ค่าเป้าหมาย", (("ปี 2567", 7.0), ("ปี 2568", 7.0))),
    ("งบประมาณ (ล้านบาท)", (*((name, 8.0) for name in TYPES), ("รวม", 8.0))),
    ("หน่วยงานรับผิดชอบ", 12.0),
)
LINES = (
    (
        "แผนงานพื้นฐานด้านการสร้างความสามารถในการแข่งขัน",
        "ผลผลิตที่ 1 : พื้นที่เกษตรได้รับการปรับปรุงดิน",
        (
            (
                "โครงการปรับปรุงดินกรดในลุ่มน้ำยม",
                "พื้นที่ดินกรดที่ได้รับการปรับปรุง",
                "ไร่",
                "42,000",
                "45,000",
                (None, 12.5, 3.25, None, None),
                "กองดิน",
            ),
            (
                "โครงการหมอดินอาสาประจำหมู่บ้าน",
                "จำนวนหมอดินอาสาที่ผ่านการอบรม",
                "คน",
                "1,200",
                "1,500",
                (1.2, 4.8, None, 0.75, None),
                "กองส่งเสริม",
            ),
        ),
    ),
    (
        "แผนงานยุทธศาสตร์จัดการผลกระทบจากการเปลี่ยนแปลงภูมิอากาศ",
        None,
        (
            (
                "โครงการแหล่งน้ำขนาดเล็กนอกเขตชลประทาน",
                "จำนวนแหล่งน้ำที่สร้างแล้วเสร็จ",
                "แห่ง",
                "310",
                "350",
                (None, None, 86.4, None, 1.1),
                "กองวิศวกรรม",
            ),
        ),
    ),
)


def sample() -> OtherSample:
    """The sample ``department_plan_2568``."""
    rows: list[GridRow | tuple[str, ...]] = []
    plans, kpis = [], []
    for programme, output, lines in LINES:
        rows.append(section(programme, 12))
        if output:
            rows.append(section(output, 12))
        for project, measure, counted, before, target, costs, unit in lines:
            printed = ["-" if cost is None else f"{cost:.4f}" for cost in costs]
            whole = sum(cost or 0 for cost in costs)
            rows.append((project, measure, counted, before, target, *printed, f"{whole:.4f}", unit))
            plans.append(
                plan(
                    project,
                    section="action",
                    budget_baht=round(whole * 1e6, 2),
                    budget_status="amount",
                    budget_unit_baht=1e6,
                    amounts=amounts(
                        *(
                            (None, n, None if c is None else round(c * 1e6, 2))
                            for n, c in zip(TYPES, costs, strict=True)
                        ),
                    ),
                    units=[unit],
                    programme=programme,
                    output=output.split(" : ")[1] if output else None,
                    success_measure=measure,
                )
            )
            kpis.append(
                kpi(
                    measure,
                    "project",
                    target_raw=target,
                    target_value=float(target.replace(",", "")),
                    target_unit=counted,
                    targets_by_year=[{"fiscal_year": 2567, "raw": before}, {"fiscal_year": 2568, "raw": target}],
                )
            )
    blocks: list[Block] = [
        *title("แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2568", DEPARTMENT, MINISTRY),
        Para("กรมจัดทำแผนนี้ตามพระราชกฤษฎีกาว่าด้วยการบริหารกิจการบ้านเมืองที่ดี"),
        heading("แผนงาน ผลผลิต โครงการ และงบประมาณ"),
        table(COLUMNS, rows),
    ]
    document = {
        "doc_type": "annual_plan",
        "fiscal_year": 2568,
        "first_year": 2568,
        "last_year": 2568,
        "agency_name": DEPARTMENT,
        "parent_agency": MINISTRY,
        "sector": "central",
    }
    return OtherSample(
        "department_plan_2568", "แผนปฏิบัติราชการ", Sheet(tuple(blocks)), gold(document, plans=plans, kpis=kpis)
    )
