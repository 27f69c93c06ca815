"""แผนพัฒนาคุณภาพ: what the committee advised on each ตัวบ่งชี้, what will be done, when, by whom, for how much."""

from __future__ import annotations

from samples.blocks import Block, GridRow, Sheet, section
from samples.elsewhere.model import OtherSample, gold, money, plan, table, title

UNIVERSITY = "มหาวิทยาลัยราชภัฏสายธาร"
FACULTY = f"คณะวิทยาการจัดการ {UNIVERSITY}"
COLUMNS = (
    ("ตัวบ่งชี้", 13.0),
    ("คะแนนประเมิน", 8.0),
    ("ข้อเสนอแนะจากคณะกรรมการ", 20.0),
    ("แนวทางการพัฒนา\n(โครงการ/กิจกรรม)", 20.0),
    ("ระยะเวลา", 11.0),
    ("งบประมาณ", 9.0),
    ("ผู้รับผิดชอบ", 11.0),
    ("หมายเหตุ", 7.0),
)
LINES = (
    (
        "องค์ประกอบที่ 1 การผลิตบัณฑิต",
        (
            (
                "1.1 ผลการบริหารจัดการหลักสูตร",
                "3.41",
                "ควรกำกับอาจารย์ผู้รับผิดชอบหลักสูตรทุกภาคเรียน",
                "โครงการพี่เลี้ยงหลักสูตร",
                "ม.ค. 67 - ก.ย. 67",
                ("2567-01", "2567-09"),
                25000,
                "ฝ่ายวิชาการ",
            ),
            (
                "1.5 การบริการนักศึกษา",
                "4.00",
                "ควรประเมินช่องทางให้คำปรึกษา",
                "กิจกรรมสำรวจความต้องการนักศึกษา",
                "ต.ค. 66 - ธ.ค. 66",
                ("2566-10", "2566-12"),
                None,
                "ฝ่ายกิจการนักศึกษา",
            ),
        ),
    ),
    (
        "องค์ประกอบที่ 2 การวิจัย",
        (
            (
                "2.2 เงินสนับสนุนงานวิจัย",
                "2.87",
                "ควรหาแหล่งทุนภายนอก",
                "โครงการเขียนข้อเสนอวิจัยร่วมผู้ประกอบการ",
                "ก.พ. 67 - พ.ค. 67",
                ("2567-02", "2567-05"),
                18000,
                "ฝ่ายวิจัย",
            ),
        ),
    ),
)


def sample() -> OtherSample:
    """The sample ``faculty_quality_2567``."""
    rows: list[GridRow | tuple[str, ...]] = []
    plans = []
    for part, lines in LINES:
        rows.append(section(part, 8))
        for measure, score, advice, project, months, (start, end), cost, unit in lines:
            rows.append((measure, score, advice, project, months, money(cost), unit, ""))
            plans.append(
                plan(
                    project,
                    section="action",
                    budget_baht=cost,
                    budget_status="amount" if cost else "unstated",
                    units=[unit],
                    start_month=start,
                    end_month=end,
                )
            )
    blocks: list[Block] = [
        *title("แผนพัฒนาคุณภาพ ระดับคณะ", "ประจำปีงบประมาณ พ.ศ. 2567", FACULTY),
        table(COLUMNS, rows),
    ]
    document = {
        "doc_type": "annual_plan",
        "fiscal_year": 2567,
        "first_year": 2567,
        "last_year": 2567,
        "agency_name": FACULTY,
        "parent_agency": UNIVERSITY,
        "sector": "education",
    }
    return OtherSample("faculty_quality_2567", "แผนพัฒนาคุณภาพ", Sheet(tuple(blocks)), gold(document, plans=plans))
