"""The annual plan in the form used up to 2567: 6-digit strategy codes, ตาราง ก–ฉ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from samples.blocks import Block, Break, Grid, GridRow, Head, Para, Sheet, grid, total
from samples.content import (
    KPI_EMPTY,
    Budget,
    Indicator,
    Line,
    Meta,
    Rows,
    Target,
    answers,
    plan_row,
    target_columns,
    total_row,
)
from samples.forms.agreement import detail_cell, detail_columns, detail_table, rubric_rows, rubric_table
from samples.forms.plan2568 import Issue, Programme, _two_years, project_table

MONTHS = ("ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.")
REACHED = "การดำเนินการบรรลุค่าเป้าหมาย"
PRIOR = {
    "function": "ประสิทธิภาพในการดำเนินงานภารกิจหลักตามยุทธศาสตร์กรุงเทพมหานคร (Function Base)",
    "joint": "ประสิทธิภาพของการขับเคลื่อนการบูรณาการการดำเนินงานร่วมกันระหว่างหน่วยงาน (Joint KPIs)",
    "agenda": "ประสิทธิภาพของการดำเนินงานภารกิจตามนโยบายผู้บริหารหรือภารกิจพิเศษ (Agenda Base)",
    "potential": "ศักยภาพในการดำเนินการของหน่วยงาน (Potential Base)",
}


@dataclass(frozen=True, slots=True)
class PriorResult:
    """One sentence of last year's results."""

    base: str
    component: str
    item_no: str
    name: str
    target: Target | None
    achieved: Target
    narrative: str


@dataclass(frozen=True, slots=True)
class CityStrategy:
    """A strategy block of ส่วนที่ 1."""

    strategy: tuple[str, str]
    substrategy: tuple[str, str]
    objective: str
    kr_no: str
    kr: str
    target: Target
    lead: tuple[str, ...]
    support: tuple[str, ...]
    role: str | None
    tactic: tuple[str, str]
    kpis: tuple[tuple[str, str, str, Target], ...]
    """(KPI number, name, last year's target, this year's target)"""
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Support:
    """An indicator of ตาราง ฉ. ``keeper`` is the office that defines it."""

    no: str | None
    name: str
    keeper: str
    project: str
    unit: str


@dataclass(frozen=True, slots=True)
class Plan2567:
    """A whole plan. Indicators and issues belong together pairwise."""

    meta: Meta
    general: tuple[str, ...]
    prior: tuple[PriorResult, ...]
    vision: str
    mission: tuple[str, ...]
    city: CityStrategy
    city_summary: tuple[Line, ...]
    city_total: Budget
    issues: tuple[Issue, ...]
    issue_strategies: tuple[str, ...]
    programmes: tuple[Programme, ...]
    routine_total: Budget
    indicators: tuple[Indicator, ...]
    innovation: Support
    potential: tuple[Support, ...]


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
    out += [Break(), *_part1(plan), Break(), *_part2(plan), *_part3(plan), Break(), *_part4(plan)]
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
        _two_years(
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
        _two_years("city_kpi", [("name", "ตัวชี้วัด (KPI)", 55)], (year - 1, year), [("KPI : .....", "", "")]),
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


def _part2(plan: Plan2567) -> list[Block]:
    out: list[Block] = [
        Para("ส่วนที่ 2", bold=True, level=2, centre=True),
        Para("การดำเนินงานตามยุทธศาสตร์ของหน่วยงาน", bold=True, level=3, centre=True),
    ]
    for issue in plan.issues:
        out += [
            Para(issue.text, lead=f"ประเด็นการพัฒนาที่ {issue.no}"),
            Para(issue.objective or "-", lead="วัตถุประสงค์หลัก (Objective)"),
            Para(issue.printed_key_result, lead="ตัววัดผล/ตัวชี้วัดหลักตามภารกิจหลักของหน่วยงาน (KR / KPI)"),
            Para(issue.link, lead=f"ความเชื่อมโยงกับแผนปฏิบัติราชการกรุงเทพมหานคร ประจำปี พ.ศ. {plan.meta.year}"),
            project_table(
                "own_projects",
                [(f"{n}", x) for n, x in enumerate(issue.lines, 1)],
                [],
                "โครงการ/กิจกรรมสำคัญ (จัดลำดับตามความสำคัญ/จำเป็นเร่งด่วนในการดำเนินการ)",
            ),
        ]
    return out


def _part3(plan: Plan2567) -> list[Block]:
    rows: list[tuple[str, ...] | GridRow] = []
    for n, programme in enumerate(plan.programmes, 1):
        rows.append((str(n), f"แผนงาน{programme.name}", "", "", ""))
        for k, line in enumerate(programme.lines):
            output = f"ผลผลิต{programme.output}" if k == 0 else ""
            rows.append(("", output, line.project, line.budget.raw, line.policy_raw))
    rows.append(total("", "รวม", "", plan.routine_total.raw, ""))
    return [
        Para("ส่วนที่ 3", bold=True, level=3, centre=True),
        Para("บัญชีรายการโครงการ/กิจกรรมที่มีลักษณะเป็นภารกิจประจำพื้นฐาน", bold=True, level=4),
        grid(
            "routine",
            [
                ("seq", "ลำดับที่", 9),
                ("programme", "แผนงาน/ผลผลิต", 24),
                ("project", "โครงการ", 36),
                ("budget", "งบประมาณ", 18),
                ("policy", "รหัสนโยบาย (3 หลัก) (ถ้ามี)", 13),
            ],
            rows,
        ),
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


def milestone_rows(indicator: Indicator, year: int) -> Rows:
    """ตาราง จ as an extraction must give it; Buddhist years, October belongs to the year before."""
    rows: Rows = []
    common = {"kpi_name": indicator.name, "item_no": indicator.item_no, "project": indicator.steps_project}
    for n, step in enumerate(indicator.steps, 1):
        months = [f"{year - 1 if m < 3 else year}-{(m + 9) % 12 + 1:02d}" for m in (step.start, step.end)]
        rows.append(
            common
            | {
                "step_no": n,
                "step": step.text,
                "weight_pct": step.weight,
                "cumulative_pct": step.cumulative,
                "start_month": months[0],
                "end_month": months[1],
                "row_kind": "item",
            }
        )
    rows.append(
        common
        | {
            "step_no": None,
            "step": f"รวม {len(indicator.steps)} ขั้นตอน คิดเป็นร้อยละ",
            "weight_pct": sum(step.weight for step in indicator.steps),
            "cumulative_pct": None,
            "start_month": None,
            "end_month": None,
            "row_kind": "total",
        }
    )
    return rows


def gold(plan: Plan2567) -> dict[str, Any]:
    """The rows that an extraction of this document must give."""
    year = plan.meta.year
    rubrics = [row for i in plan.indicators for row in rubric_rows(i, "{} คะแนน")]
    milestones = [row for i in plan.indicators for row in milestone_rows(i, year)]
    return answers(
        plan.meta,
        "annual_plan",
        kpis=_kpis(plan),
        rubrics=rubrics,
        plans=_plans(plan),
        results=_results(plan),
        milestones=milestones,
    )


def _kpis(plan: Plan2567) -> Rows:
    rows: Rows = []
    for strategy, i in zip(plan.issue_strategies, plan.indicators, strict=True):
        rows.append(
            KPI_EMPTY
            | target_columns(i.target)
            | detail_columns(i)
            | {
                "item_no": i.item_no,
                "name": i.name,
                "weight": i.weight,
                "units": list(i.units),
                "objective": i.objective,
                "strategy_no": strategy,
                "projects": [p.row() for p in i.projects],
                "listings": ["agreement_detail", "kr_list", "milestones", "rubric", "strategy_table"],
            }
        )
    supports = [("innovation", "2", plan.innovation), *[("potential", "3", s) for s in plan.potential]]
    for base, component, s in supports:
        rows.append(
            KPI_EMPTY
            | {
                "base": base,
                "component_no": component,
                "item_no": s.no,
                "name": s.name,
                "units": [s.unit],
                "projects": [{"name": s.project, "budget_baht": None, "repeated": False}],
                "definition": f"ตามที่ {s.keeper} กำหนด",
                "listings": ["kpi_table"],
            }
        )
    city = plan.city
    numbers = {
        "objective": city.objective,
        "strategy_no": city.strategy[0],
        "substrategy_no": city.substrategy[0],
        "base": "bma_plan",
        "listings": ["bma_plan"],
    }
    agencies = {"role": city.role, "lead_agencies": list(city.lead), "support_agencies": list(city.support)}
    rows.append(KPI_EMPTY | target_columns(city.target) | numbers | agencies | {"item_no": city.kr_no, "name": city.kr})
    for no, name, _, target in city.kpis:
        rows.append(KPI_EMPTY | target_columns(target) | numbers | {"item_no": no, "name": name})
    for strategy, issue in zip(plan.issue_strategies, plan.issues, strict=True):
        columns = {"base": "strategy", "name": issue.key_result, "objective": issue.objective}
        rows.append(
            KPI_EMPTY | target_columns(issue.target) | columns | {"strategy_no": strategy, "listings": ["strategy"]}
        )
    return rows


def _plans(plan: Plan2567) -> Rows:
    rows = [plan_row("part1", line) for line in plan.city.lines]
    rows += [plan_row("part1_summary", x, seq=f"{n}", strategy_code=None) for n, x in enumerate(plan.city_summary, 1)]
    rows.append(total_row("part1_summary", plan.city_total))
    for issue in plan.issues:
        printed = {"issue_no": issue.no, "issue": issue.text, "objective": issue.objective}
        rows += [
            plan_row("part2_issue", x, seq=f"{n}", key_result=issue.printed_key_result, **printed)
            for n, x in enumerate(issue.lines, 1)
        ]
    for programme in plan.programmes:
        grouped = {"programme": f"แผนงาน{programme.name}", "output": f"ผลผลิต{programme.output}"}
        rows += [plan_row("part3", x, **grouped) for x in programme.lines]
    rows.append(total_row("part3", plan.routine_total))
    for s in plan.potential:
        rows.append(plan_row("potential", Line(s.project, Budget("", None, "unstated"), (s.unit,))))
    return rows


def _results(plan: Plan2567) -> Rows:
    rows: Rows = []
    for r in plan.prior:
        goal = r.target
        rows.append(
            {
                "kpi_name": r.name,
                "base": r.base,
                "component_no": r.component,
                "item_no": r.item_no,
                "source": "prior_year",
                "fiscal_year": plan.meta.year - 1,
                "target_raw": goal.raw if goal else None,
                "target_value": goal.value if goal else None,
                "target_unit": goal.unit if goal else None,
                "achieved_raw": r.achieved.raw,
                "achieved_value": r.achieved.value,
                "achieved_unit": r.achieved.unit,
                "weight": None,
                "score_raw": None,
                "score": None,
                "project": None,
                # without a target clause the narrative starts right after the name
                "narrative": r.narrative if goal else f"{REACHED} {r.achieved.raw} {r.narrative}",
            }
        )
    return rows
