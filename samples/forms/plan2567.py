"""The annual plan in the form used up to 2567: 6-digit strategy codes, ตาราง ก–ฉ."""

from __future__ import annotations

from samples.blocks import Block, Break, Grid, GridRow, Head, Para, Sheet, grid, total
from samples.content import (
    Indicator,
)
from samples.forms.agreement import detail_cell, detail_table, rubric_table
from samples.forms.plan2567_content import Plan2567, Support
from samples.forms.plan2568 import own_issues, routine_table, two_years

MONTHS = ("ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.")
REACHED = "การดำเนินการบรรลุค่าเป้าหมาย"
PRIOR = {
    "function": "ประสิทธิภาพในการดำเนินงานภารกิจหลักตามยุทธศาสตร์กรุงเทพมหานคร (Function Base)",
    "joint": "ประสิทธิภาพของการขับเคลื่อนการบูรณาการการดำเนินงานร่วมกันระหว่างหน่วยงาน (Joint KPIs)",
    "agenda": "ประสิทธิภาพของการดำเนินงานภารกิจตามนโยบายผู้บริหารหรือภารกิจพิเศษ (Agenda Base)",
    "potential": "ศักยภาพในการดำเนินการของหน่วยงาน (Potential Base)",
}


def blocks(plan: Plan2567) -> Sheet:
    """The document in reading order."""
    meta = plan.meta
    out: list[Block] = [
        Para(meta.title, bold=True, centre=True, size=1.3),
        Para(meta.agency.line, bold=True, centre=True, size=1.15),
        Break(),
        Para("ข้อมูลทั่วไป/สถานการณ์", bold=True, level=3),
        *[Para(text) for text in plan.general],
        *_prior(plan),
        Para("วิสัยทัศน์", bold=True),
        Para(plan.vision),
        Para("พันธกิจ", bold=True),
        *[Para(f"{n}. {text}") for n, text in enumerate(plan.mission, 1)],
        Para("ตัววัดผลการดำเนินการหลัก", bold=True, level=4),
    ]
    for n, i in enumerate(plan.indicators, 1):
        name = i.list_name or i.name
        out.append(Para(f"{n}. {name} (เป้าหมาย : {i.target.raw}) ผู้รับผิดชอบ : {' '.join(i.units)}"))
    out += [
        Break(),
        *_part1(plan),
        Break(),
        *own_issues(plan.issues, plan.meta.year),
        *_part3(plan),
        Break(),
        *_part4(plan),
    ]
    return Sheet(tuple(out), running_head=meta.title)


def _prior(plan: Plan2567) -> list[Block]:
    if not plan.prior:
        return []
    year = plan.meta.year - 1
    out: list[Block] = [Para(f"สรุปผลการดำเนินงานในปีที่ผ่านมา (ปีงบประมาณ พ.ศ. {year})", bold=True, level=3)]
    seen = ""
    for result in plan.prior:
        if result.component != seen:
            seen = result.component
            out.append(Para(f"องค์ประกอบที่ {seen} {PRIOR[result.base]}", bold=True, level=3))
        goal = f" ค่าเป้าหมาย คือ {result.target.raw}" if result.target else ""
        dot = "" if "." in result.item_no else "."
        out.append(
            Para(f"{result.item_no}{dot} {result.name}{goal} {REACHED} {result.achieved.raw} {result.narrative}")
        )
    return out


def _part1(plan: Plan2567) -> list[Block]:
    year, city = plan.meta.year, plan.city
    return [
        Para("ส่วนที่ 1", bold=True, level=2, centre=True),
        Para(f"การดำเนินงานตามแผนปฏิบัติราชการกรุงเทพมหานคร ประจำปี พ.ศ. {year}", bold=True, centre=True),
        Para("มิติที่ 1 การบริการสาธารณะ", bold=True),
        Para(f"ยุทธศาสตร์ที่ {city.strategy[0]} {city.strategy[1]}"),
        Para(f"ยุทธศาสตร์ย่อยที่ {city.substrategy[0]} {city.substrategy[1]}"),
        grid(
            "city_kr",
            [
                ("objective", "วัตถุประสงค์หลัก (Objective)", 25),
                ("name", "ตัววัดผลหลัก (Key Result : KR)", 30),
                ("target", "ค่าเป้าหมาย (Target)", 15),
                ("lead", "หน่วยงานรับผิดชอบหลัก", 15),
                ("support", "หน่วยงานสนับสนุน", 15),
            ],
            [
                (
                    city.objective,
                    f"KR {city.kr_no} : {city.kr}",
                    city.target.raw,
                    " ".join(city.lead),
                    " ".join(city.support),
                )
            ],
        ),
        Para(f"กลยุทธ์ {city.tactic[0]} {city.tactic[1]}"),
        two_years(
            "city_kpi",
            [("name", "ตัวชี้วัด (KPI)", 55)],
            (year - 1, year),
            [(f"KPI {no} : {name}", before, target.raw) for no, name, before, target in city.kpis],
        ),
        grid(
            "city_projects",
            [
                ("strategy_code", "รหัสยุทธศาสตร์ (6 หลัก)", 13),
                ("project", "โครงการ/กิจกรรมสำคัญ (จัดลำดับตามความสำคัญ/จำเป็นเร่งด่วนในการดำเนินการ)", 40),
                ("budget", "งบประมาณ", 17),
                ("units", "ส่วนราชการ", 17),
                ("policy", "รหัสนโยบาย (3 หลัก)", 13),
            ],
            [(x.strategy or "", x.project, x.budget.raw, "\n".join(x.units), x.policy_raw) for x in city.lines],
        ),
        Para("มิติที่ 2 การบริหารจัดการ", bold=True),
        Para("ยุทธศาสตร์ที่ ....."),
        Para("ยุทธศาสตร์ย่อยที่ ....."),
        Para("กลยุทธ์ ....."),
        two_years("city_kpi", [("name", "ตัวชี้วัด (KPI)", 55)], (year - 1, year), [("KPI : .....", "", "")]),
        Para(f"สรุปโครงการและงบประมาณที่หน่วยงานจะดำเนินการในปีงบประมาณ พ.ศ. {year}", bold=True),
        Para(f"โครงการ/กิจกรรมสำคัญตามแผนปฏิบัติราชการกรุงเทพมหานคร ประจำปี พ.ศ. {year}", bold=True),
        grid(
            "city_summary",
            [
                ("seq", "ลำดับที่", 9),
                ("project", "ชื่อโครงการ/กิจกรรมสำคัญ", 43),
                ("budget", "งบประมาณ", 18),
                ("units", "ส่วนราชการที่รับผิดชอบ", 17),
                ("policy", "รหัสนโยบาย (3 หลัก)", 13),
            ],
            [
                *[
                    (f"{n}.", x.project, x.budget.raw, "\n".join(x.units), x.policy_raw)
                    for n, x in enumerate(plan.city_summary, 1)
                ],
                total("รวมงบประมาณทั้งสิ้น", "", plan.city_total.raw, "", ""),
            ],
        ),
        Para(f"โครงการ/กิจกรรมสำคัญ รวมจำนวน...{len(plan.city_summary)}...โครงการ/กิจกรรม จำนวนเงินทั้งสิ้น.....บาท"),
    ]


def _part3(plan: Plan2567) -> list[Block]:
    return [
        Para("ส่วนที่ 3", bold=True, level=3, centre=True),
        Para("บัญชีรายการโครงการ/กิจกรรมที่มีลักษณะเป็นภารกิจประจำพื้นฐาน", bold=True, level=4),
        routine_table(plan.programmes, plan.routine_total),
    ]


def _part4(plan: Plan2567) -> list[Block]:
    year = plan.meta.year
    out: list[Block] = [
        Para("ส่วนที่ 4", bold=True, level=2, centre=True),
        Para("การนำแผนฯ ไปสู่การปฏิบัติและการติดตามประเมินผล", bold=True, centre=True),
        Para("ตาราง ข แสดงตัวชี้วัดและภารกิจตามยุทธศาสตร์หน่วยงาน", bold=True),
    ]
    for issue, i in zip(plan.issues, plan.indicators, strict=True):
        out += [
            Para(issue.text, lead=f"ประเด็นการพัฒนาที่ {issue.no}"),
            Para(i.objective or "-", lead="วัตถุประสงค์หลัก (Objective)"),
            grid(
                "strategy_table",
                [
                    ("name", "ตัววัดผล/ตัวชี้วัดหลักตามภารกิจหลักของหน่วยงาน", 26),
                    ("target", "ค่าเป้าหมาย", 12),
                    ("detail", "นิยาม/คำอธิบายตัวชี้วัด", 40),
                    ("projects", "โครงการ/กิจกรรม", 22),
                ],
                [(i.name, i.target.raw, _short_detail(i), "\n".join(p.printed() for p in i.projects))],
            ),
        ]
    out += [
        Break(),
        Para(f"ตาราง ค แสดงตัวชี้วัดและภารกิจจากการเจรจาตกลงการประเมินผลการปฏิบัติราชการประจำปี พ.ศ. {year}", bold=True),
    ]
    for i in plan.indicators:
        out += [detail_table(i), *rubric_table(i, "{} คะแนน")]
    if plan.links:
        title = "ตาราง ง ตารางแสดงความเชื่อมโยงนโยบายผู้ว่าราชการกรุงเทพมหานคร และแผนปฏิบัติราชการประจำปี"
        out += [Break(wide=True), Para(f"{title} {year}", bold=True), _link_table(plan)]
    out += [
        Break(wide=True),
        Para(f"ตาราง จ ขั้นตอนการปฏิบัติงานของโครงการ/กิจกรรม (เฉพาะภารกิจงานจากการเจรจาตกลงฯ) พ.ศ. {year}", bold=True),
    ]
    for i in plan.indicators:
        label = "ชื่อกิจกรรม" if i.projects and i.projects[0].name.startswith("กิจกรรม") else "ชื่อโครงการ"
        out += [
            Para(f"ข้อตัวชี้วัดที่ {i.item_no} {i.name}"),
            Para(f"{label} {i.steps_project} ({i.units[0]})"),
            milestone_grid(i, year),
        ]
    out += [
        Break(),
        Para("ตาราง ฉ แสดงตัวชี้วัดและโครงการ/กิจกรรมสนับสนุนภารกิจ ตามองค์ประกอบที่ 2 - 3", bold=True),
        Para(
            "องค์ประกอบที่ 2 ประสิทธิภาพของการบริหารจัดการและพัฒนานวัตกรรมเพื่อเพิ่มประสิทธิภาพการปฏิบัติงานของหน่วยงาน (Innovation Base)"
        ),
        _support_table((plan.innovation,)),
        Para("องค์ประกอบที่ 3 ประสิทธิภาพของการดำเนินการของหน่วยงาน (Potential Base)"),
        _support_table(plan.potential),
    ]
    return out


def _short_detail(indicator: Indicator) -> str:
    cell = detail_cell(indicator, with_target=True)
    return cell.split("\nวิธีเก็บข้อมูล/หลักฐาน")[0]


def _link_table(plan: Plan2567) -> Grid:
    columns = [
        ("issue", "ประเด็นการพัฒนา", 13.0),
        ("objective", "วัตถุประสงค์หลัก (Objective)", 15.0),
        ("key_result", "ตัววัดผล (Key Results)", 15.0),
        ("unit", "หน่วยนับ", 7.0),
        ("target", "ค่าเป้าหมาย", 9.0),
        ("project", "ชื่อโครงการที่สนับสนุน", 16.0),
        ("budget", "งบประมาณ", 9.0),
        ("name", "ตัวชี้วัดความสำเร็จ (KPI โครงการ)", 16.0),
    ]
    left = f"ตัววัดผลหลัก (Key Result) และค่าเป้าหมาย ประเด็นการพัฒนา ประจำปีงบประมาณ พ.ศ. {plan.meta.year}"
    right = f"แผนปฏิบัติราชการประจำปี พ.ศ. {plan.meta.year} ของ{plan.meta.agency.name}"
    rows = tuple(
        GridRow((x.issue, x.objective, x.key_result, x.unit, x.target, x.project, x.budget, x.name)) for x in plan.links
    )
    return Grid(
        "links",
        tuple(c[0] for c in columns),
        tuple(c[2] for c in columns),
        ((Head(left, colspan=5), Head(right, colspan=3)), tuple(Head(c[1]) for c in columns)),
        rows,
        wide=True,
    )


def _support_table(rows: tuple[Support, ...]) -> Grid:
    return grid(
        "support",
        [
            ("name", "ตัวชี้วัด", 38),
            ("detail", "นิยาม/คำอธิบายตัวชี้วัด", 26),
            ("projects", "โครงการ/กิจกรรมและส่วนราชการที่รับผิดชอบ", 36),
        ],
        [(f"{s.no} {s.name}" if s.no else s.name, f"ตามที่ {s.keeper} กำหนด", f"{s.project} ({s.unit})") for s in rows],
    )


def milestone_grid(indicator: Indicator, year: int) -> Grid:
    """ตาราง จ of one indicator: steps with weights and arrows under the months."""
    rows = []
    for n, step in enumerate(indicator.steps, 1):
        months = [""] * 12
        if step.start == step.end:
            months[step.start] = "↔"
        else:
            months[step.start], months[step.end] = "←", "→"
            for month in range(step.start + 1, step.end):
                months[month] = "–"
        rows.append(GridRow((f"{n}. {step.text}", f"{step.weight:g}", f"{step.cumulative:g}", *months)))
    weight = sum(step.weight for step in indicator.steps)
    rows.append(total(f"รวม {len(indicator.steps)} ขั้นตอน คิดเป็นร้อยละ", f"{weight:g}", *[""] * 13))
    header = (
        (
            Head("ขั้นตอนการปฏิบัติงานของโครงการ/กิจกรรม", rowspan=3),
            Head("เนื้องานรายขั้นตอน (ร้อยละ)", rowspan=3),
            Head("คิดความก้าวหน้าโครงการ (ร้อยละ)", rowspan=3),
            Head("ระยะเวลาดำเนินการ", colspan=12),
        ),
        (Head(f"พ.ศ. {year - 1}", colspan=3), Head(f"พ.ศ. {year}", colspan=9)),
        tuple(Head(month) for month in MONTHS),
    )
    return Grid(
        "milestones",
        ("step", "weight", "cumulative", *[f"m{n}" for n in range(12)]),
        (30, 8.5, 9.5, *[4.4] * 12),
        header,
        tuple(rows),
        wide=True,
        months=tuple(range(3, 15)),
    )
