"""แผนกลยุทธ์ over five years: goals, indicators with a unit and five targets, tactics and offices beside them."""

from __future__ import annotations

from samples.blocks import Block, Para, Sheet
from samples.elsewhere.model import OtherSample, aimed, gold, heading, table, title

COLLEGE = "วิทยาลัยชุมชนลุ่มน้ำอิง"
YEARS = (2566, 2567, 2568, 2569, 2570)
COLUMNS = (
    ("เป้าประสงค์", 14.0),
    ("ตัวชี้วัด", 18.0),
    ("หน่วยนับ", 7.0),
    ("ค่าเป้าหมาย", tuple((str(year), 5.0) for year in YEARS)),
    ("กลยุทธ์", 16.0),
    ("หน่วยงานรับผิดชอบ", 11.0),
)
GOALS = (
    (
        "1",
        "หลักสูตรที่ชุมชนเลือกเรียน",
        "1. ผู้เรียนนำความรู้ไปสร้างอาชีพ",
        "1. ปรับหลักสูตรร่วมกับผู้ประกอบการ",
        "กลุ่มงานวิชาการ",
        (
            ("1.1", "ร้อยละของผู้เรียนที่มีงานทำหลังจบหลักสูตร", "ร้อยละ", ("70", "72", "75", "78", "80")),
            ("1.2", "จำนวนหลักสูตรระยะสั้นที่เปิดใหม่", "หลักสูตร", ("2", "2", "3", "3", "4")),
        ),
    ),
    (
        "2",
        "องค์กรที่ดูแลคนและข้อมูล",
        "2. ข้อมูลของวิทยาลัยถูกต้องและเปิดเผย",
        "2. พัฒนาระบบข้อมูลกลาง",
        "กลุ่มงานแผนและข้อมูล",
        (
            ("2.1", "จำนวนชุดข้อมูลที่เผยแพร่", "ชุด", ("5", "8", "10", "12", "15")),
            ("2.2", "คะแนนประเมินคุณธรรมและความโปร่งใส", "คะแนน", ("85", "87", "89", "90", "92")),
        ),
    ),
)


def sample() -> OtherSample:
    """The sample ``college_strategy_2566``."""
    blocks: list[Block] = [
        *title("แผนกลยุทธ์ ระยะ 5 ปี (พ.ศ. 2566 - 2570)", COLLEGE),
        heading("วิสัยทัศน์"),
        Para("วิทยาลัยของชุมชนที่ทุกคนเรียนรู้ได้ตลอดชีวิต"),
    ]
    kpis = []
    for number, strategy, goal, tactic, unit, measures in GOALS:
        blocks.append(heading(f"ประเด็นยุทธศาสตร์ที่ {number} {strategy}"))
        rows = []
        for place, (item, name, counted, targets) in enumerate(measures):
            first = place == 0
            rows.append(
                (
                    goal if first else "",
                    f"{item} {name}",
                    counted,
                    *targets,
                    tactic if first else "",
                    unit if first else "",
                )
            )
            kpis.append(aimed(name, "goal", counted, YEARS, targets, item_no=item, strategy_no=number))
        blocks.append(table(COLUMNS, rows, kind="goals"))
    document = {
        "doc_type": "strategic_plan",
        "fiscal_year": 2566,
        "first_year": 2566,
        "last_year": 2570,
        "agency_name": COLLEGE,
        "sector": "education",
    }
    return OtherSample("college_strategy_2566", "แผนกลยุทธ์", Sheet(tuple(blocks)), gold(document, kpis=kpis))
