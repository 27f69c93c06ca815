"""แผนการดำเนินงาน: the sums of ผด.01 and the projects of ผด.02 with an arrow over the months."""

from __future__ import annotations

from dataclasses import replace

from samples.blocks import Block, GridRow, Sheet, total
from samples.elsewhere.model import MONTHS, OtherSample, gold, heading, money, plan, table, title

BODY = "องค์การบริหารส่วนตำบลดอนแก้ว"
SUMS = (
    ("ยุทธศาสตร์ / แผนงาน", 24.0),
    ("จำนวนโครงการ\nที่ดำเนินการ", 10.0),
    ("คิดเป็นร้อยละ\nของโครงการทั้งหมด", 10.0),
    ("จำนวน\nงบประมาณ", 10.0),
    ("คิดเป็นร้อยละของ\nงบประมาณทั้งหมด", 10.0),
    ("หน่วยงาน\nรับผิดชอบหลัก", 12.0),
)
COLUMNS = (
    ("ที่", 3.0),
    ("โครงการ", 14.0),
    ("รายละเอียดของกิจกรรมที่เกิดขึ้นจากโครงการ", 15.0),
    ("งบประมาณ\n(บาท)", 8.0),
    ("สถานที่\nดำเนินการ", 8.0),
    ("หน่วยงาน\nรับผิดชอบหลัก", 9.0),
    ("พ.ศ. 2566", tuple((month, 3.2) for month in MONTHS[:3])),
    ("พ.ศ. 2567", tuple((month, 3.2) for month in MONTHS[3:])),
)
PARTS = (
    (
        "1",
        "ยุทธศาสตร์การพัฒนาด้านโครงสร้างพื้นฐาน",
        "1.1",
        "แผนงานอุตสาหกรรมและการโยธา",
        "กองช่าง",
        (
            ("1", "โครงการเสริมผิวจราจรสายทุ่งกลาง", "ลาดยางหนา 0.05 เมตร ยาว 420 เมตร", 640000, "หมู่ที่ 4", 2, 5),
            ("2", "โครงการซ่อมฝายน้ำล้น", "เสริมสันฝายยาว 18 เมตร", 95000, "หมู่ที่ 7", 5, 7),
        ),
    ),
    (
        "2",
        "ยุทธศาสตร์การพัฒนาด้านการศึกษา",
        "2.1",
        "แผนงานการศึกษา",
        "กองการศึกษา",
        (("1", "โครงการค่ายอ่านเขียนภาคฤดูร้อน", "จัดค่าย 5 วัน นักเรียน 80 คน", 42000, "ศูนย์พัฒนาเด็กเล็ก", 6, 7),),
    ),
)


def _month(index: int) -> str:
    return f"{2566 if index < 3 else 2567}-{(index + 9) % 12 + 1:02d}"


def sample() -> OtherSample:
    """The sample ``subdistrict_operations_2567``."""
    count = sum(len(part[5]) for part in PARTS)
    whole = sum(line[3] for part in PARTS for line in part[5])
    rows: list[GridRow | tuple[str, ...]] = []
    plans = []
    for number, strategy, place, programme, unit, lines in PARTS:
        cost = sum(line[3] for line in lines)
        share, money_share = f"{100 * len(lines) / count:.2f}", f"{100 * cost / whole:.2f}"
        rows.append((f"{number}. {strategy}", "", "", "", "", ""))
        rows.append((f"{place} {programme}", str(len(lines)), share, money(cost), money_share, unit))
        rows.append(total("รวม", str(len(lines)), share, money(cost), money_share, ""))
        sums = {"section": "operation", "row_kind": "total", "budget_status": "amount", "budget_baht": cost}
        name = strategy.removeprefix("ยุทธศาสตร์")
        plans.append(plan(None, **sums, strategy=name, programme=programme, count=len(lines), units=[unit]))
        plans.append(plan(None, **sums, strategy=name, count=len(lines)))
    rows.append(total("รวมทั้งสิ้น", str(count), "100", money(whole), "100", ""))
    plans.append(
        plan(None, section="operation", row_kind="total", budget_status="amount", budget_baht=whole, count=count)
    )
    blocks: list[Block] = [
        *title(
            "บัญชีสรุปจำนวนโครงการพัฒนาท้องถิ่น กิจกรรมและงบประมาณ",
            "แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2567",
            BODY,
        ),
        table(SUMS, rows),
    ]
    for number, strategy, place, programme, unit, lines in PARTS:
        blocks += [heading(f"{number}. {strategy}"), heading(f"{place} {programme}")]
        body = []
        for seq, project, details, cost, where, first, last in lines:
            marks = ["→" if first < n < last else "" for n in range(12)]
            marks[first], marks[last] = "←", "→"
            body.append((seq, project, details, money(cost), where, unit, *marks))
            plans.append(
                plan(
                    project,
                    section="operation",
                    seq=seq,
                    budget_baht=cost,
                    budget_status="amount",
                    units=[unit],
                    strategy=strategy.removeprefix("ยุทธศาสตร์"),
                    programme=programme,
                    details=details,
                    location=where,
                    start_month=_month(first),
                    end_month=_month(last),
                )
            )
        blocks.append(replace(table(COLUMNS, body), months=tuple(range(6, 18))))
    document = {
        "doc_type": "operations_plan",
        "fiscal_year": 2567,
        "first_year": 2567,
        "last_year": 2567,
        "agency_name": BODY,
        "sector": "local",
    }
    return OtherSample(
        "subdistrict_operations_2567", "แผนการดำเนินงาน", Sheet(tuple(blocks)), gold(document, plans=plans)
    )
