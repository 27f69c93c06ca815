"""แผนยุทธศาสตร์ of a hospital as a map: factors of success, action plans, indicators, targets of five years."""

from __future__ import annotations

from samples.blocks import Block, Sheet
from samples.elsewhere.model import OtherSample, aimed, gold, plan, table, title

HOSPITAL = "โรงพยาบาลริมโขง"
YEARS = (2566, 2567, 2568, 2569, 2570)
COLUMNS = (
    ("ยุทธศาสตร์", 12.0),
    ("เป้าหมาย", 13.0),
    ("ปัจจัยแห่งความสำเร็จ", 14.0),
    ("แผนปฏิบัติการ", 14.0),
    ("ตัวชี้วัด", 17.0),
    ("เป้าหมาย", tuple((f"ปี {year % 100}", 5.5) for year in YEARS)),
)
LINES = (
    (
        "1. พัฒนาระบบบริการ",
        "ผู้ป่วยปลอดภัย",
        "มีแนวทางดูแลผู้ป่วยวิกฤต",
        "พัฒนาห้องฉุกเฉิน",
        "ร้อยละผู้ป่วยวิกฤตที่ได้รับการดูแลภายใน 4 นาที",
        ("80", "82", "85", "88", "90"),
        "ร้อยละ",
    ),
    ("", "", "มีระบบส่งต่อที่ครบถ้วน", "เชื่อมข้อมูลส่งต่อ", "จำนวนครั้งที่ส่งต่อล่าช้า", ("12", "10", "8", "6", "5"), None),
    (
        "2. พัฒนาบุคลากร",
        "บุคลากรมีความสุข",
        "ดูแลสุขภาพบุคลากร",
        "ตรวจสุขภาพประจำปี",
        "ร้อยละบุคลากรที่ได้รับการตรวจสุขภาพ",
        ("95", "96", "97", "98", "100"),
        "ร้อยละ",
    ),
)


def sample() -> OtherSample:
    """The sample ``hospital_strategy_2566``."""
    rows = [(*line[:5], *line[5]) for line in LINES]
    kpis = []
    for *_, name, targets, _unit in LINES:
        row = aimed(name, "goal", None, YEARS, targets)
        row.pop("target_unit")
        kpis.append(row)
    blocks: list[Block] = [
        *title("แผนยุทธศาสตร์โรงพยาบาล", "พ.ศ. 2566 - 2570", HOSPITAL, "สำนักงานสาธารณสุขจังหวัดเลย"),
        table(COLUMNS, rows, kind="goals"),
    ]
    document = {
        "doc_type": "strategic_plan",
        "fiscal_year": 2566,
        "first_year": 2566,
        "last_year": 2570,
        "agency_name": HOSPITAL,
        "parent_agency": "สำนักงานสาธารณสุขจังหวัดเลย",
        "sector": "health",
    }
    plans = [
        plan(
            line[3],
            section="strategy",
            budget_status="unstated",
            strategy=strategy,
            success_measure=line[4],
        )
        for line, strategy in zip(LINES, ("พัฒนาระบบบริการ", "พัฒนาระบบบริการ", "พัฒนาบุคลากร"), strict=True)
    ]
    return OtherSample(
        "hospital_strategy_2566", "แผนยุทธศาสตร์", Sheet(tuple(blocks)), gold(document, kpis=kpis, plans=plans)
    )
