"""Another print of a Bangkok district's plan: แผนงาน and ผลผลิต in two columns, headings as rows of the table, ฝ่าย."""

from __future__ import annotations

from samples.blocks import Block, GridRow, Para, Sheet, section
from samples.elsewhere.model import OtherSample, gold, heading, kpi, money, plan, table, title

OFFICE, CODE = "สำนักงานเขตบางเขน", "สนข.บางเขน"
ROUTINE = (
    ("แผนงาน", 14.0),
    ("ผลผลิต", 14.0),
    ("โครงการ", 18.0),
    ("งบประมาณ", 9.0),
    ("ฝ่าย", 12.0),
)
ROUTINE_LINES = (
    (
        "แผนงานทำความสะอาดที่หรือทางสาธารณะ",
        "ถนนและตรอกซอยสะอาด",
        "โครงการกวาดถนนสายรองด้วยรถดูดฝุ่น",
        1250000,
        "ฝ่ายรักษาความสะอาดและสวนสาธารณะ",
    ),
    ("", "", "โครงการล้างทางเท้าหน้าตลาด", 320000, "ฝ่ายรักษาความสะอาดและสวนสาธารณะ"),
    ("แผนงานจัดการศึกษา", "นักเรียนได้รับการศึกษาขั้นพื้นฐาน", "โครงการว่ายน้ำเพื่อชีวิต", 90000, "ฝ่ายการศึกษา"),
)
ISSUE_COLUMNS = (("ลำดับ", 5.0), ("โครงการ/กิจกรรม", 24.0), ("งบประมาณ", 10.0), ("ฝ่าย", 14.0))
ISSUES = (
    (
        "1",
        "เขตสะอาดและเดินสะดวก",
        "ลดจุดทิ้งขยะริมทาง",
        "KR 1 : จำนวนจุดทิ้งขยะลดลง",
        (
            ("1", "โครงการถังขยะอัจฉริยะริมคลอง", 480000, "ฝ่ายรักษาความสะอาดและสวนสาธารณะ"),
            ("2", "กิจกรรมอาสาเก็บขยะวันเสาร์", None, "ฝ่ายพัฒนาชุมชนและสวัสดิการสังคม"),
        ),
    ),
)


def sample() -> OtherSample:
    """The sample ``district_plan_2569``."""
    plans = []
    kpis = []
    rows: list[GridRow | tuple[str, ...]] = []
    for number, issue, objective, key_result, lines in ISSUES:
        rows += [
            section(f"ประเด็นการพัฒนาที่ {number} {issue}", 4),
            section(f"วัตถุประสงค์หลัก (Objective) : {objective}", 4),
            section(key_result, 4),
        ]
        kpis.append(kpi(key_result.split(" : ")[1], "strategy", objective=objective))
        for seq, project, cost, unit in lines:
            rows.append((seq, project, money(cost) if cost else "ไม่ใช้งบประมาณ", unit))
            plans.append(
                plan(
                    project,
                    section="part2_issue",
                    seq=seq,
                    budget_baht=cost,
                    budget_status="amount" if cost else "none",
                    units=[unit],
                    issue_no=number,
                    issue=issue,
                    objective=objective,
                    key_result=key_result.split(" : ")[1],
                )
            )
    routine = []
    programme = output = ""
    for first, second, project, cost, unit in ROUTINE_LINES:
        routine.append((first, second, project, money(cost), unit))
        programme, output = first or programme, second or output
        plans.append(
            plan(
                project,
                section="part3",
                budget_baht=cost,
                budget_status="amount",
                units=[unit],
                programme=programme,
                output=output,
            )
        )
    blocks: list[Block] = [
        *title("แผนปฏิบัติราชการประจำปี พ.ศ. 2569", OFFICE, "กรุงเทพมหานคร"),
        heading("ส่วนที่ 2 แผนปฏิบัติราชการตามประเด็นการพัฒนาของหน่วยงาน"),
        table(ISSUE_COLUMNS, rows),
        heading("ส่วนที่ 3 ภารกิจประจำพื้นฐาน"),
        Para("โครงการตามภารกิจของสำนักงานเขต"),
        table(ROUTINE, routine),
    ]
    document = {
        "doc_type": "annual_plan",
        "fiscal_year": 2569,
        "first_year": 2569,
        "last_year": 2569,
        "agency_code": CODE,
        "agency_name": OFFICE,
        "sector": "bma",
    }
    return OtherSample(
        "district_plan_2569", "แผนปฏิบัติราชการ", Sheet(tuple(blocks)), gold(document, kpis=kpis, plans=plans)
    )
