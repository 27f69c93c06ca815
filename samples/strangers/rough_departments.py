"""Departments that print carelessly: quarters of targets and money, five levels as columns."""

from __future__ import annotations

from samples.elsewhere.model import OtherSample, Row, kpi, table, title
from samples.strangers.model import Lines, about, document, paid


def documents() -> list[OtherSample]:
    """All of them."""
    return [_bureau(), _levels_five()]


def _bureau() -> OtherSample:
    """A department: quarters of targets and of money, million baht in the caption, the year's sum first."""
    columns = (
        ("โครงการ/กิจกรรม", 20.0),
        ("ตัวชี้วัด", 16.0),
        ("หน่วยนับ", 6.0),
        ("ค่าเป้าหมาย", 7.0),
        (
            "งบประมาณ (ล้านบาท)",
            (("รวม", 8.0), ("ไตรมาสที่ 1", 8.0), ("ไตรมาสที่ 2", 8.0), ("ไตรมาสที่ 3", 8.0), ("ไตรมาสที่ 4", 8.0)),
        ),
        ("หน่วยงาน", 9.0),
    )
    lines = (
        ("โครงการระบบเตือนภัยดินถล่ม", "จำนวนหมู่บ้านที่ติดตั้งระบบ", "หมู่บ้าน", "60", (12.0, 3.0, 3.0, 3.0, 3.0), "กองธรณี"),
        ("โครงการอุทยานธรณี", "จำนวนอุทยานที่ได้รับการพัฒนา", "แห่ง", "2", (4.5, 0.5, 1.0, 1.5, 1.5), "กองอนุรักษ์"),
    )
    rows: Lines = [
        (project, name, unit, target, *(f"{cost:.2f}" for cost in costs), owner)
        for project, name, unit, target, costs, owner in lines
    ]
    plans = [
        paid(
            project,
            costs[0] * 1e6,
            section="action",
            budget_unit_baht=1e6,
            units=[owner],
            success_measure=name,
            amounts=[
                {"fiscal_year": None, "source": f"ไตรมาสที่ {n}", "baht": round(costs[n] * 1e6, 2)} for n in (1, 2, 3, 4)
            ],
        )
        for project, name, _, _, costs, owner in lines
    ]
    kpis = [
        kpi(name, "project", target_raw=target, target_value=float(target), target_unit=unit)
        for _, name, unit, target, _, _ in lines
    ]
    department = "กรมทรัพยากรธรณี"
    return document(
        "stranger_bureau_2568",
        [*title("แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2568", "ของกรมทรัพยากรธรณี"), table(columns, rows)],
        about("annual_plan", department, "central", 2568, parent="กระทรวงทรัพยากรธรรมชาติและสิ่งแวดล้อม"),
        plans=plans,
        kpis=kpis,
    )


def _levels_five() -> OtherSample:
    """Five levels as columns under เกณฑ์การให้คะแนน, the weight and the base value between."""
    columns = (
        ("ตัวชี้วัด", 24.0),
        ("น้ำหนัก (ร้อยละ)", 7.0),
        ("เกณฑ์การให้คะแนน", tuple((str(n), 8.0) for n in range(1, 6))),
        ("ผู้รับผิดชอบ", 10.0),
    )
    lines = (
        ("1", "ร้อยละของหมู่บ้านที่มีน้ำสะอาด", 60, ("60", "65", "70", "75", "80"), "กองอนามัย"),
        ("2", "จำนวนตลาดที่ผ่านมาตรฐาน", 40, ("10", "12", "14", "16", "18"), "กองสุขาภิบาล"),
    )
    rows: Lines = [(f"{item}. {name}", str(weight), *levels, owner) for item, name, weight, levels, owner in lines]
    kpis: list[Row] = []
    for item, name, weight, _, owner in lines:
        row = {**kpi(name, "", item_no=item), "base": None, "weight": float(weight), "units": [owner]}
        for column in ("target_raw", "target_op", "target_value", "target_unit", "targets_by_year"):
            row.pop(column)
        kpis.append(row)
    rubrics = [
        {"kpi_name": name, "level": level, "group": None, "threshold_raw": text, "threshold_value": float(text)}
        for _, name, _, levels, _ in lines
        for level, text in enumerate(levels, 1)
    ]
    department = "กรมอนามัย"
    return document(
        "stranger_five_2567",
        [*title("คำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2567", department), table(columns, rows)],
        about("kpi_agreement", department, "health", 2567, parent="กระทรวงสาธารณสุข"),
        kpis=kpis,
        rubrics=rubrics,
    )
