"""แผนปฏิบัติราชการ (Action Plan) of a faculty: indicators with units and targets line by line, two sources of money."""

from __future__ import annotations

from samples.blocks import Block, Para, Sheet
from samples.elsewhere.model import OtherSample, amounts, gold, heading, kpi, money, plan, table, title

UNIVERSITY = "มหาวิทยาลัยราชภัฏดอยคำ"
FACULTY = f"คณะเกษตรศาสตร์ {UNIVERSITY}"
COLUMNS = (
    ("เป้าประสงค์", 11.0),
    ("กลยุทธ์", 11.0),
    ("โครงการ/กิจกรรม", 17.0),
    ("ตัวชี้วัด", 18.0),
    ("หน่วย", 7.0),
    ("ค่าเป้าหมาย", 7.0),
    ("งบประมาณ", (("แผ่นดิน", 8.0), ("รายได้", 8.0))),
    ("หน่วยงาน", 11.0),
)
GOAL = {"1": "1. เกษตรกรมีรายได้มั่นคงจากพันธุ์พืชของคณะ", "2": "2. บัณฑิตทำงานได้จริงในแปลง"}
TACTIC = {"1": "1. ถ่ายทอดพันธุ์พืชทนแล้งแก่ชุมชน", "2": "1. เรียนรู้จากแปลงสาธิต"}
STRATEGY = {
    "1": "บริการวิชาการเพื่อเกษตรกรบนที่สูง",
    "2": "ผลิตบัณฑิตนักปฏิบัติ",
}
# strategy, seq, project, [(number, text, unit, target)], state, income, units
LINES = (
    (
        "1",
        "1",
        "โครงการคลินิกโรคพืชสัญจร",
        [("1", "ผู้เข้าร่วมโครงการ", "คน", "120"), ("2", "ความพึงพอใจ", "ร้อยละ", "85")],
        80000,
        None,
        ["ฝ่ายบริการวิชาการ"],
    ),
    (
        "1",
        "2",
        "โครงการธนาคารเมล็ดพันธุ์ประจำตำบล",
        [("1", "จำนวนธนาคารเมล็ดพันธุ์", "แห่ง", "4")],
        60000,
        15000,
        ["ฝ่ายบริการวิชาการ"],
    ),
    (
        "1",
        "3",
        "กิจกรรมวันถ่ายทอดเทคโนโลยีต้นฤดู",
        [("1", "ผู้เข้าร่วมโครงการ", "คน", "300"), ("2", "ความรู้ความเข้าใจ", "ร้อยละ", "80")],
        None,
        24500,
        ["ฝ่ายวิจัย"],
    ),
    ("2", "1", "โครงการฝึกประสบการณ์ในสถานประกอบการ", [("1", "นักศึกษาที่ผ่านการฝึก", "คน", "45")], None, 38000, ["ฝ่ายวิชาการ"]),
    (
        "2",
        "2",
        "โครงการปรับปรุงโรงเรือนเพาะเลี้ยงเนื้อเยื่อ",
        [("1", "จำนวนโรงเรือน", "โรง", "1"), ("2", "มีการใช้งบประมาณตามแผน", "ร้อยละ", "95")],
        450000,
        None,
        ["สำนักงานคณบดี"],
    ),
)


def sample() -> OtherSample:
    """The sample ``faculty_plan_2566``."""
    blocks: list[Block] = [
        *title("แผนปฏิบัติราชการ (Action Plan)", "ประจำปีงบประมาณ 2566", FACULTY),
        Para("คณะจัดทำแผนนี้จากแผนกลยุทธ์ของมหาวิทยาลัยและผลการทบทวนของกรรมการประจำคณะ"),
    ]
    plans, kpis = [], []
    for number, strategy in STRATEGY.items():
        blocks.append(heading(f"ยุทธศาสตร์ที่ {number} {strategy}"))
        rows = []
        first = True
        for line_strategy, seq, project, measures, state, income, units in LINES:
            if line_strategy != number:
                continue
            rows.append(
                (
                    GOAL[number] if first else "",
                    TACTIC[number] if first else "",
                    f"{seq}. {project}",
                    "\n".join(f"{item}. {name}" for item, name, _, _ in measures),
                    "\n".join(unit for _, _, unit, _ in measures),
                    "\n".join(target for _, _, _, target in measures),
                    money(state),
                    money(income),
                    "\n".join(units),
                )
            )
            first = False
            plans.append(
                plan(
                    project,
                    section="action",
                    seq=seq,
                    budget_baht=(state or 0) + (income or 0),
                    budget_status="amount",
                    amounts=amounts((None, "แผ่นดิน", state), (None, "รายได้", income)),
                    units=units,
                    strategy=strategy,
                    success_measure=" ".join(f"{item}. {name}" for item, name, _, _ in measures),
                )
            )
            kpis += [
                kpi(name, "project", item_no=item, target_raw=target, target_value=float(target), target_unit=unit)
                for item, name, unit, target in measures
            ]
        blocks.append(table(COLUMNS, rows, kind="goals"))
    document = {
        "doc_type": "annual_plan",
        "fiscal_year": 2566,
        "first_year": 2566,
        "last_year": 2566,
        "agency_name": FACULTY,
        "parent_agency": UNIVERSITY,
        "sector": "education",
    }
    return OtherSample(
        "faculty_plan_2566", "แผนปฏิบัติราชการ", Sheet(tuple(blocks)), gold(document, plans=plans, kpis=kpis)
    )
