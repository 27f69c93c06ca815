"""The annual plan in the form used from 2568: ส่วนที่ 1–4, KR tables with 4-digit codes."""

from __future__ import annotations

from collections.abc import Sequence

from samples.blocks import Block, Break, Grid, GridRow, Head, Para, Sheet, grid, total
from samples.content import Budget, Indicator, Line
from samples.forms.plan2568_content import Issue, Plan2568, Potential, Programme

BASES = {
    "agenda": "ประสิทธิภาพของการดำเนินงานภารกิจสำคัญตามเป้าหมายการพัฒนาของหน่วยงาน"
    " และตามแผนปฏิบัติราชการกรุงเทพมหานคร ประจำปี พ.ศ. {year} (Agenda Base)",
    "function": "ประสิทธิภาพในการดำเนินงานภารกิจหลักตามเป้าหมายการพัฒนาของหน่วยงาน"
    " และตามแผนปฏิบัติราชการกรุงเทพมหานคร ประจำปี พ.ศ. {year} (Function Base)",
}


def _of(plan: Plan2568, base: str) -> list[Indicator]:
    return [indicator for indicator in plan.indicators if indicator.base == base]


def blocks(plan: Plan2568) -> Sheet:
    """The document in reading order."""
    meta = plan.meta
    out: list[Block] = [
        Para(meta.title, bold=True, centre=True, size=1.3),
        Para(meta.agency.line, bold=True, centre=True, size=1.15),
        Break(),
        Para("คำนำ", bold=True, level=2, centre=True),
        *[Para(text) for text in plan.preface],
        Para(meta.agency.name),
        Break(),
        Para("สาระสำคัญของแผนปฏิบัติราชการประจำปี", bold=True, level=2, centre=True),
        Para("ข้อมูลทั่วไป/สถานการณ์", bold=True, level=3),
        *[Para(text) for text in plan.general],
    ]
    for heading, items in plan.swot:
        out.append(Para(heading, bold=True, level=4))
        out += [Para(f"{i}. {item}") for i, item in enumerate(items, 1)]
    out += [Para("วิสัยทัศน์", bold=True, level=3), Para(plan.vision), Para("พันธกิจ", bold=True, level=3)]
    out += [Para(f"{i}. {item}") for i, item in enumerate(plan.mission, 1)]
    out += _kr_list(plan)
    out += [
        Break(),
        *_part1(plan),
        Break(),
        *_part2(plan),
        Break(),
        *_part3(plan),
        Break(wide=True),
        *_part4(plan),
    ]
    return Sheet(tuple(out), running_head=f"{meta.title} {meta.agency.name}")


def _kr_list(plan: Plan2568) -> list[Block]:
    out: list[Block] = [
        Para("ตัววัดผลหลัก (KR)", bold=True, level=3),
        Para("องค์ประกอบที่ 1 การประเมินประสิทธิภาพผลการดำเนินงาน (Performance Base)", bold=True),
    ]
    counts = {"agenda": plan.agenda_count, "function": len(_of(plan, "function"))}
    for number, base in (("1.1", "agenda"), ("1.2", "function")):
        listed = [i for i in _of(plan, base) if i.list_name != ""]
        words = BASES[base].format(year=plan.meta.year)
        out.append(Para(f"{number} {words} จำนวน {counts[base]} KRs", bold=True))
        out += [Para(f"{n}. {i.list_name or i.name}") for n, i in enumerate(listed, 1)]
    return out


def _part1(plan: Plan2568) -> list[Block]:
    year = plan.meta.year
    out: list[Block] = [
        Para("ส่วนที่ 1", bold=True, level=2, centre=True),
        Para(f"การดำเนินงานตามแผนปฏิบัติราชการกรุงเทพมหานคร ประจำปี พ.ศ. {year}", bold=True, centre=True),
        Para("มิติที่ 1 การบริการสาธารณะ", bold=True),
    ]
    if not plan.city:
        return [*out, Para("- ไม่มี -"), Para("มิติที่ 2 การบริหารจัดการ", bold=True), Para("- ไม่มี -")]
    for city in plan.city:
        out.append(Para(city.aspect, bold=True))
        out.append(
            grid(
                "city_kr",
                [
                    ("objective", "ประเด็นการพัฒนา/วัตถุประสงค์หลัก (Objective)", 25),
                    ("name", "ตัววัดผลหลัก (Key Result : KR)", 30),
                    ("target", "ค่าเป้าหมาย (Target)", 15),
                    ("lead", "หน่วยงานรับผิดชอบหลัก", 15),
                    ("support", "หน่วยงานสนับสนุน", 15),
                ],
                [
                    (
                        city.issue if n == 0 else "",
                        f"OKR {code} : {name}",
                        target.raw,
                        " ".join(lead),
                        " ".join(helps),
                    )
                    for n, (code, name, target, lead, helps) in enumerate(city.krs)
                ],
            )
        )
        out += [
            Para(f"แผนพัฒนากรุงเทพมหานคร ระยะ 20 ปี ระยะที่ 3 (พ.ศ. {year - 2} – {year + 2})"),
            Para(f"ยุทธศาสตร์ที่ {city.strategy[0]} {city.strategy[1]}"),
            Para(f"ยุทธศาสตร์ย่อยที่ {city.substrategy[0]} {city.substrategy[1]}"),
            two_years(
                "city_kpi",
                [("goal", "เป้าประสงค์ที่", 25), ("name", "ตัวชี้วัด", 35)],
                (year - 1, year),
                [(k.goal, k.name, k.before, k.target.raw) for k in city.kpis],
            ),
            grid(
                "city_projects",
                [
                    ("okr", "รหัส OKR (4 หลัก)", 12),
                    ("project", "โครงการ/กิจกรรมสำคัญ", 40),
                    ("budget", "งบประมาณ", 18),
                    ("units", "ส่วนราชการ", 18),
                    ("policy", "รหัสนโยบาย (3 หลัก)", 12),
                ],
                [(x.okr or "", x.project, x.budget.raw, "\n".join(x.units), x.policy_raw) for x in city.lines],
            ),
        ]
    out.append(Para("มิติที่ 2 การบริหารจัดการ", bold=True))
    out.append(Para("- ไม่มี -"))
    lines = [line for city in plan.city for line in city.lines]
    out += [
        Para(f"สรุปโครงการและงบประมาณที่หน่วยงานจะดำเนินการในปีงบประมาณ พ.ศ. {year}", bold=True),
        Para(f"โครงการ/กิจกรรมสำคัญตามแผนปฏิบัติราชการกรุงเทพมหานคร ประจำปี พ.ศ. {year}", bold=True),
        grid(
            "city_summary",
            [
                ("seq", "ลำดับที่", 9),
                ("project", "ชื่อโครงการ/กิจกรรมสำคัญ", 43),
                ("budget", "งบประมาณ", 18),
                ("units", "ส่วนราชการ", 18),
                ("okr", "ลำดับที่ (OKR)", 12),
            ],
            [
                *[(f"{n}", x.project, x.budget.raw, "\n".join(x.units), x.okr or "") for n, x in enumerate(lines, 1)],
                total("รวมงบประมาณทั้งสิ้น", "", plan.city_total.raw, "", ""),
            ],
        ),
        Para(f"โครงการ/กิจกรรมสำคัญ รวมจำนวน...{plan.city_count}...โครงการ/กิจกรรม จำนวนเงินทั้งสิ้น.....บาท"),
    ]
    return out


def two_years(
    kind: str,
    left: list[tuple[str, str, float]],
    years: tuple[int, int],
    rows: list[tuple[str, ...]],
    title: str = "ค่าเป้าหมาย",
) -> Grid:
    """A table with a two-row header: one heading over the columns of two years."""
    columns = [*left, ("target_before", str(years[0]), 18.0), ("target", str(years[1]), 18.0)]
    top = tuple(Head(text, rowspan=2) for _, text, _ in left)
    return Grid(
        kind,
        tuple(c[0] for c in columns),
        tuple(c[2] for c in columns),
        ((*top, Head(title, colspan=2)), (Head(str(years[0])), Head(str(years[1])))),
        tuple(GridRow(row) for row in rows),
    )


def project_table(kind: str, lines: list[tuple[str, Line]], tail: list[GridRow], named: str) -> Grid:
    """The five-column project table of ส่วนที่ 2; ``lines`` pair the printed number with the line."""
    return grid(
        kind,
        [
            ("seq", "ลำดับที่", 9),
            ("project", named, 43),
            ("budget", "งบประมาณ", 17),
            ("units", "ส่วนราชการที่รับผิดชอบ" if kind == "own_summary" else "ส่วนราชการ", 17),
            ("policy", "รหัสนโยบาย (3 หลัก) (ถ้ามี)", 14),
        ],
        [*[(n, x.project, x.budget.raw, "\n".join(x.units), x.policy_raw) for n, x in lines], *tail],
    )


def own_issues(issues: Sequence[Issue], year: int) -> list[Block]:
    """ส่วนที่ 2 up to its summary: each issue with its objective, key result, link to the city's plan and projects."""
    out: list[Block] = [
        Para("ส่วนที่ 2", bold=True, level=2, centre=True),
        Para("การดำเนินงานตามยุทธศาสตร์ของหน่วยงาน", bold=True, level=3, centre=True),
    ]
    for issue in issues:
        out += [
            Para(issue.text, lead=f"ประเด็นการพัฒนาที่ {issue.no}"),
            Para(issue.objective or "-", lead="วัตถุประสงค์หลัก (Objective)"),
            Para(issue.printed_key_result, lead="ตัววัดผล/ตัวชี้วัดหลักตามภารกิจหลักของหน่วยงาน (KR / KPI)"),
            Para(issue.link, lead=f"ความเชื่อมโยงกับแผนปฏิบัติราชการกรุงเทพมหานคร ประจำปี พ.ศ. {year}"),
            project_table(
                "own_projects",
                [(f"{n}", x) for n, x in enumerate(issue.lines, 1)],
                [],
                "โครงการ/กิจกรรมสำคัญ (จัดลำดับตามความสำคัญ/จำเป็นเร่งด่วนในการดำเนินการ)",
            ),
        ]
    return out


def _part2(plan: Plan2568) -> list[Block]:
    out = own_issues(plan.issues, plan.meta.year)
    lines = [line for issue in plan.issues for line in issue.lines]
    amount = f"{plan.summary_total.baht:,}" if plan.summary_total.baht is not None else "-"
    out += [
        Para("โครงการ/กิจกรรมสำคัญตามยุทธศาสตร์หน่วยงาน", bold=True, level=3),
        project_table(
            "own_summary",
            [(f"{n}", x) for n, x in enumerate(lines, 1)],
            [total("รวมงบประมาณทั้งสิ้น", "", plan.summary_total.raw, "", "")],
            "ชื่อโครงการ/กิจกรรมสำคัญตามภารกิจของหน่วยงาน",
        ),
        Para(
            f"โครงการ/กิจกรรมสำคัญ รวมจำนวน.....{plan.summary_count}.....โครงการ/กิจกรรม จำนวนเงินทั้งสิ้น.....{amount}.....บาท"
        ),
    ]
    return out


def _part3(plan: Plan2568) -> list[Block]:
    return [
        Para("ส่วนที่ 3", bold=True, level=2, centre=True),
        Para("บัญชีรายการโครงการ/กิจกรรมที่มีลักษณะเป็นภารกิจประจำพื้นฐาน", bold=True, centre=True),
        routine_table(plan.programmes, plan.routine_total),
    ]


def routine_table(programmes: Sequence[Programme], whole: Budget) -> Grid:
    """The table of routine work: programmes, below each its output with the projects, and the total."""
    rows: list[tuple[str, ...] | GridRow] = []
    for n, programme in enumerate(programmes, 1):
        rows.append((str(n), f"แผนงาน{programme.name}", "", "", ""))
        for k, line in enumerate(programme.lines):
            output = f"ผลผลิต{programme.output}" if k == 0 else ""
            number = f"{line.seq}. " if line.seq else ""
            rows.append(("", output, number + line.project, line.budget.raw, line.policy_raw))
    rows.append(total("", "รวม", "", whole.raw, ""))
    return grid(
        "routine",
        [
            ("seq", "ลำดับที่", 9),
            ("programme", "แผนงาน/ผลผลิต", 24),
            ("project", "โครงการ", 36),
            ("budget", "งบประมาณ", 18),
            ("policy", "รหัสนโยบาย (3 หลัก) (ถ้ามี)", 13),
        ],
        rows,
    )


def _part4(plan: Plan2568) -> list[Block]:
    year = plan.meta.year
    everyone = Para("สำหรับทุกหน่วยงานสังกัดกรุงเทพมหานคร กำหนดค่าน้ำหนักคะแนนร้อยละ 100 (100 คะแนน)", lead="ส่วนที่ 1")
    performance = Para(
        "การประเมินประสิทธิภาพผลการดำเนินงาน (Performance Base) กำหนดคะแนนร้อยละ 70 รับผิดชอบโดยสำนักยุทธศาสตร์และประเมินผล",
        lead="องค์ประกอบที่ 1",
    )
    out: list[Block] = [
        Para("ส่วนที่ 4", bold=True, level=2, centre=True),
        Para(f"การประเมินผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. {year}", bold=True, centre=True),
    ]
    rest = len(_of(plan, "function"))
    counts = {
        "agenda": f"(จำนวน {plan.agenda_count} KRs)",
        "function": f"(ที่เหลือทั้งหมด *อย่างน้อยจำนวน {rest} KRs)",
    }
    for number, base in (("1.1", "agenda"), ("1.2", "function")):
        out += [
            everyone,
            performance,
            Para(
                f"แบบสรุปการจัดลำดับตัววัดผลหลัก (KRs) สำหรับการเจรจาตกลงการประเมินผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. {year}"
            ),
            Para(f"{number} {BASES[base].format(year=year)}", bold=True),
            Para(counts[base]),
            grid(
                "kpi",
                [
                    ("no", "ที่", 5),
                    ("code", "รหัส KRs", 8),
                    ("name", "ชื่อตัวชี้วัด", 27),
                    ("target", "ค่าเป้าหมาย", 14),
                    ("role", "ความรับผิดชอบ (H/R)", 12),
                    ("projects", "โครงการ/กิจกรรม (งบประมาณ)", 22),
                    ("units", "ส่วนราชการที่รับผิดชอบ", 14),
                ],
                [
                    (
                        i.item_no or "",
                        i.code or "",
                        i.name,
                        i.target.raw,
                        i.responsibility,
                        _project_cell(i),
                        "\n".join(i.units),
                    )
                    for i in _of(plan, base)
                ],
                wide=True,
            ),
            Break(wide=True),
        ]
    out += [
        everyone,
        Para(
            f"การประเมินศักยภาพในการดำเนินงาน (Potential Base) กำหนดค่าน้ำหนักคะแนนร้อยละ"
            f" {plan.potential_weight:g} จำนวน {len(plan.potential)} ตัวชี้วัด ดังนี้",
            lead="องค์ประกอบที่ 2",
        ),
        grid(
            "potential",
            [
                ("name", "ตัวชี้วัด", 40),
                ("project", "โครงการ/กิจกรรม", 28),
                ("budget", "งบประมาณ", 16),
                ("units", "ส่วนราชการที่รับผิดชอบ", 16),
            ],
            [(_potential_name(p), p.line.project, p.line.budget.raw, "\n".join(p.line.units)) for p in plan.potential],
            wide=True,
        ),
    ]
    return out


def _project_cell(indicator: Indicator) -> str:
    printed = [project.printed() for project in indicator.projects]
    return printed[0] if len(printed) == 1 else "\n".join(f"- {text}" for text in printed)


def _potential_name(potential: Potential) -> str:
    text = f"{potential.no} {potential.name}"
    if potential.weight is not None:
        text += f" กำหนดค่าน้ำหนักคะแนนร้อยละ {potential.weight:g} รับผิดชอบโดย{potential.keeper}"
    return text
