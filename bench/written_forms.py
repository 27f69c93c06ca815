"""Three forms of Bangkok offices as lines of text, for documents that are written by hand: plan, agreement, report.

A line with tabs is a row of a table. The same lines give a text file, a PDF, or a text as text recognition leaves it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from phaen.normalizers.matching.words import confusables

from samples.blocks import Block, Break, Grid, GridRow, Head, Para, Sheet
from samples.pdf_writer import write_pdf

PAGE = "\f"


@dataclass(frozen=True)
class Kr:
    """An indicator of a plan: ``listed`` is its name in the numbered list where that differs."""

    name: str
    target: str
    code: str = ""
    listed: str = ""
    project: str = ""
    base: str = "agenda"
    unit: str = "สำนักงานเลขานุการ"
    role: str = "R"


@dataclass(frozen=True)
class Issue:
    """A ประเด็นการพัฒนา: objective, key result and (project, printed budget, unit)."""

    text: str
    objective: str
    key_result: str
    lines: Sequence[tuple[str, str, str]]


@dataclass(frozen=True)
class Plan:
    """A yearly plan in the form of 2568."""

    office: str
    year: int
    krs: Sequence[Kr]
    issues: Sequence[Issue]
    routine: Sequence[tuple[str, str, Sequence[tuple[str, str]], str]]
    """(programme, output, lines of project and amount, printed total)"""
    potential: Sequence[tuple[str, int | None]]
    """(name, weight)"""
    summary_total: str = ""
    closing: str = ""
    agenda_count: int | None = None
    summary_changes: dict[str, str] = field(default_factory=dict)
    """Amounts that the summary prints otherwise, by project."""
    notes: Sequence[str] = ()
    city: bool = True
    """ส่วนที่ 1 lists the coded indicators."""


def plan(doc: Plan) -> list[str]:
    """The plan's lines."""
    year = doc.year
    bases = {"agenda": ("1.1", "Agenda Base"), "function": ("1.2", "Function Base")}
    out = [f"แผนปฏิบัติการประจำปี พ.ศ. {year}", doc.office, PAGE, "คำนำ", *doc.notes, doc.office, PAGE]
    out += ["สาระสำคัญของแผนปฏิบัติราชการประจำปี", "วิสัยทัศน์", "เมืองน่าอยู่สำหรับทุกคน", "พันธกิจ", "1. ให้บริการประชาชน"]
    out += ["ตัววัดผลหลัก (KR)", "องค์ประกอบที่ 1 การประเมินประสิทธิภาพผลการดำเนินงาน (Performance Base)"]
    for base, (number, name) in bases.items():
        own = [kr for kr in doc.krs if kr.base == base]
        count = doc.agenda_count if base == "agenda" and doc.agenda_count else len(own)
        out.append(
            f"{number} ประสิทธิภาพของการดำเนินงานตามเป้าหมายของหน่วยงาน ประจำปี พ.ศ. {year} ({name}) จำนวน {count} KRs"
        )
        out += [f"{n}. {kr.listed or kr.name}" for n, kr in enumerate(own, 1)]
    out += [PAGE, "ส่วนที่ 1", f"การดำเนินงานตามแผนปฏิบัติราชการกรุงเทพมหานคร ประจำปี พ.ศ. {year}", "- ไม่มี -", PAGE]
    out += ["ส่วนที่ 2", "การดำเนินงานตามยุทธศาสตร์ของหน่วยงาน"]
    for n, issue in enumerate(doc.issues, 1):
        out += [f"ประเด็นการพัฒนาที่ {n} {issue.text}", f"วัตถุประสงค์หลัก (Objective) {issue.objective}"]
        out += [f"ตัววัดผล/ตัวชี้วัดหลักตามภารกิจหลักของหน่วยงาน (KR / KPI) {issue.key_result}"]
        out += [
            "\t".join(
                ("ลำดับที่", "โครงการ/กิจกรรมสำคัญ (จัดลำดับตามความสำคัญ/จำเป็นเร่งด่วนในการดำเนินการ)", "งบประมาณ", "ส่วนราชการ")
            )
        ]
        out += ["\t".join((str(row), *line)) for row, line in enumerate(issue.lines, 1)]
    lines = [line for issue in doc.issues for line in issue.lines]
    out += [PAGE, "โครงการ/กิจกรรมสำคัญตามยุทธศาสตร์หน่วยงาน"]
    out += ["\t".join(("ลำดับที่", "ชื่อโครงการ/กิจกรรมสำคัญตามภารกิจของหน่วยงาน", "งบประมาณ", "ส่วนราชการที่รับผิดชอบ"))]
    for row, (project, budget, unit) in enumerate(lines, 1):
        out.append("\t".join((str(row), project, doc.summary_changes.get(project, budget), unit)))
    if doc.summary_total:
        out.append(f"รวมงบประมาณทั้งสิ้น\t\t{doc.summary_total}\t")
    if doc.closing:
        out.append(doc.closing)
    out += [PAGE, "ส่วนที่ 3", "บัญชีรายการโครงการ/กิจกรรมที่มีลักษณะเป็นภารกิจประจำพื้นฐาน"]
    out.append("\t".join(("ลำดับที่", "แผนงาน/ผลผลิต", "โครงการ", "งบประมาณ")))
    for n, (programme, output, projects, total) in enumerate(doc.routine, 1):
        out.append(f"{n}\t{programme}\t\t")
        for row, (project, budget) in enumerate(projects, 1):
            out.append(f"\t{output if row == 1 else ''}\t{row}. {project}\t{budget}")
        out.append(f"\tรวม\t\t{total}")
    out += [PAGE, "ส่วนที่ 4", f"การประเมินผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. {year}"]
    out.append(
        "องค์ประกอบที่ 1 การประเมินประสิทธิภาพผลการดำเนินงาน (Performance Base) กำหนดคะแนนร้อยละ 70 "
        "รับผิดชอบโดยสำนักยุทธศาสตร์และประเมินผล"
    )
    heads = (
        "ที่",
        "รหัส KRs",
        "ชื่อตัวชี้วัด",
        "ค่าเป้าหมาย",
        "ความรับผิดชอบ (H/R)",
        "โครงการ/กิจกรรม (งบประมาณ)",
        "ส่วนราชการที่รับผิดชอบ",
    )
    for base, (number, name) in bases.items():
        own = [kr for kr in doc.krs if kr.base == base]
        out += [f"{number} ประสิทธิภาพของการดำเนินงานตามเป้าหมายของหน่วยงาน ประจำปี พ.ศ. {year} ({name})", "\t".join(heads)]
        for n, kr in enumerate(own, 1):
            out.append("\t".join((str(n), kr.code, kr.name, kr.target, kr.role, kr.project or "-", kr.unit)))
    weight = len(doc.potential)
    out.append(
        f"องค์ประกอบที่ 2 การประเมินศักยภาพในการดำเนินงาน (Potential Base) กำหนดค่าน้ำหนักคะแนนร้อยละ 30 จำนวน {weight} ตัวชี้วัด ดังนี้"
    )
    out.append("\t".join(("ตัวชี้วัด", "โครงการ/กิจกรรม", "งบประมาณ", "ส่วนราชการที่รับผิดชอบ")))
    for n, (name, points) in enumerate(doc.potential, 1):
        clause = f" กำหนดค่าน้ำหนักคะแนนร้อยละ {points} รับผิดชอบโดยสำนักงบประมาณกรุงเทพมหานคร" if points else ""
        out.append(f"2.{n} {name}{clause}\tกิจกรรมสนับสนุน\t-\tสำนักงานเลขานุการ")
    return out


@dataclass(frozen=True)
class Measure:
    """An indicator of an agreement; ``levels`` are (share, criterion, score) from level 5 down."""

    component: str
    name: str
    baseline: str
    target: str
    weight: int
    definition: str
    formula: str
    levels: Sequence[tuple[str, str, str]]
    summary_name: str = ""
    summary_target: str = ""
    objective: str = "ประชาชนได้รับบริการที่ดี"


COMPONENTS = {"1.1": "Function Base", "1.2": "Joint KPIs", "1.3": "Agenda Base"}


@dataclass(frozen=True)
class Agreement:
    """Negotiated indicators; ``weight`` is what the component's heading states."""

    office: str
    year: int
    measures: Sequence[Measure]
    weight: int = 70
    back: int = 3


def agreement(doc: Agreement) -> list[str]:
    """The agreement's lines."""
    out = [f"แบบสรุปตัวชี้วัดเจรจาตกลงการประเมินผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. {doc.year}", doc.office]
    out.append("\t".join(("ที่", "ชื่อตัวชี้วัด", f"ผลการดำเนินงาน ย้อนหลัง {doc.back} ปี", "เป้าหมาย", "น้ำหนักคะแนน")))
    out.append(f"องค์ประกอบที่ 1 การประเมินประสิทธิผลการดำเนินงาน (Performance Base) (ร้อยละ {doc.weight})\t\t\t\t")
    seen = ""
    for n, one in enumerate(doc.measures, 1):
        if one.component != seen:
            seen = one.component
            out.append(f"{seen} ประสิทธิภาพในการดำเนินงานตามภารกิจ ({COMPONENTS[seen]})\t\t\t\t")
        shown = one.summary_name or one.name
        out.append("\t".join((f"{n}.", shown, one.baseline, one.summary_target or one.target, str(one.weight))))
    for n, one in enumerate(doc.measures, 1):
        out += [PAGE, f"ตัวชี้วัดเจรจาตกลงการประเมินผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. {doc.year}", doc.office]
        out += [f"องค์ประกอบที่ {one.component}", "ยุทธศาสตร์ที่ 7 การบริหารจัดการเมืองมหานคร"]
        out += [f"วัตถุประสงค์หลัก (Objective) {one.objective}", "ตัววัดผลหลัก (Key Result : KR) งานของหน่วยงานสำเร็จตามแผน"]
        heads = ("ที่", "ชื่อตัวชี้วัด", "ข้อมูลพื้นฐาน (Baseline data)", "เป้าหมาย", "น้ำหนัก คะแนน", "นิยามและวิธีคำนวณ")
        detail = f"นิยาม {one.definition} วิธีคำนวณ {one.formula} วิธีเก็บข้อมูล/หลักฐาน 1. รายงานผลการดำเนินงาน"
        out += ["\t".join(heads), "\t".join((f"{n}.", one.name, one.baseline, one.target, str(one.weight), detail))]
        out.append(f"เกณฑ์การให้คะแนน “{one.name}”")
        out.append("\t".join(("ระดับความสำเร็จ", "เกณฑ์ร้อยละความสำเร็จ", "วิธีวัดผลการดำเนินงาน", "คะแนนที่ได้รับ")))
        out += ["\t".join((str(5 - row), *level)) for row, level in enumerate(one.levels)]
    return out


@dataclass(frozen=True)
class Told:
    """An indicator of a report; ``detail`` is the result that the detail prints where that differs."""

    name: str
    target: str
    weight: int
    achieved: str
    score: str
    points: Sequence[int]
    narrative: str
    detail: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Report:
    """A report of one component."""

    office: str
    year: int
    results: Sequence[Told]
    weight: int


def report(doc: Report) -> list[str]:
    """The report's lines."""
    out = ["รายงานผลการปฏิบัติราชการ", f"ตามคำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. {doc.year}", PAGE, "แบบฟอร์มการรายงาน"]
    out += [f"ผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการประจำปีงบประมาณ พ.ศ. {doc.year}", f"หน่วยงาน : {doc.office}"]
    out.append("องค์ประกอบที่ 1 : ประสิทธิภาพในการดำเนินงานภารกิจหลักตามยุทธศาสตร์กรุงเทพมหานคร (Function Base)")
    out += ["เกณฑ์การให้คะแนน :", "\t".join(("ตัวชี้วัด", *(f"ระดับ {n} ({50 + 10 * n} คะแนน)" for n in range(1, 6))))]
    for n, one in enumerate(doc.results, 1):
        out.append("\t".join((f"{n}. {one.name}", *(f"{point} คะแนน" for point in one.points))))
    out += ["ผลการดำเนินงาน :"]
    out.append("\t".join(("ตัวชี้วัด", "น้ำหนัก (ร้อยละ)", "ผลการดำเนินการ", "ค่าคะแนนที่ได้", "ค่าคะแนนถ่วงน้ำหนัก")))
    out += [
        "\t".join((f"{n}.", str(one.weight), one.achieved, f"{one.score} คะแนน", ""))
        for n, one in enumerate(doc.results, 1)
    ]
    out += [PAGE, f"การประเมินผลการปฏิบัติราชการองค์ประกอบที่ 1 (ร้อยละ {doc.weight})"]
    out.append("สรุปผลการดำเนินงานตัวชี้วัดในองค์ประกอบที่ 1 ประสิทธิภาพในการดำเนินงานภารกิจหลัก")
    heads = ("ลำดับที่", "ตัวชี้วัด", "เป้าหมาย", "น้ำหนัก คะแนน", "ระดับความสำเร็จ ที่ดำเนินงานได้", "ผลการดำเนินงาน", "คะแนนที่ได้")
    out.append("\t".join(heads))
    for n, one in enumerate(doc.results, 1):
        cells = (str(n), one.name, one.target, str(one.weight), one.achieved, one.narrative, f"{one.score} คะแนน")
        out.append("\t".join(cells))
    for n, one in enumerate(doc.results, 1):
        out += [PAGE, "รายละเอียดการประเมินผลการปฏิบัติราชการ (รายตัวชี้วัด)"]
        out.append(
            "\t".join(("ตัวชี้วัด", "เป้าหมาย", "ผลสำเร็จ", "โครงการ/กิจกรรมที่สนับสนุน", "รายละเอียดผลการดำเนินงาน", "หมายเหตุ"))
        )
        detail = one.detail or one.achieved
        out.append("\t".join((f"{n}. {one.name}", one.target, detail, "กิจกรรมตามแผน", one.narrative, one.remark)))
        out += ["ปัญหา อุปสรรค", "-ไม่มี-"]
    return out


# -- the same lines in several shapes


def as_text(lines: Iterable[str]) -> bytes:
    """A text file: paragraphs parted by empty lines, tables line by line."""
    parts = []
    for table, run in groupby(lines, key=lambda line: "\t" in line):
        texts = ["" if line == PAGE else line for line in run]
        parts.append(("\n" if table else "\n\n").join(texts))
    return "\n\n".join(parts).encode()


def as_pdf(lines: Iterable[str]) -> bytes:
    """A PDF with ruled tables."""
    blocks: list[Block] = []
    for table, run in groupby(lines, key=lambda line: "\t" in line):
        if table:
            rows = [tuple(line.split("\t")) for line in run]
            width = max(map(len, rows))
            cells = [(*row, *[""] * (width - len(row))) for row in rows]
            widths = tuple(max(9.0, min(24.0, max(len(row[at]) for row in cells) / 3)) for at in range(width))
            body = tuple(GridRow(row, section=not any(row[1:])) for row in cells[1:])
            blocks.append(Grid("table", tuple(map(str, range(width))), widths, (tuple(map(Head, cells[0])),), body))
        else:
            blocks += [Break() if line == PAGE else Para(line) for line in run]
    return write_pdf(Sheet(tuple(blocks)))


MARKS = "่้๊๋์ิีึืัุู็"


def as_recognised(lines: Iterable[str], seed: int, every: int = 120) -> list[str]:
    """The lines as text recognition leaves them: about one slip in ``every`` letters and marks."""
    rng = random.Random(seed)
    pairs: dict[str, list[str]] = {}
    for left, right in sorted(confusables()):
        pairs.setdefault(left, []).append(right)

    def slip(match: re.Match[str]) -> str:
        letter = match[0]
        if rng.random() > 1 / every:
            return letter
        return "" if letter in MARKS else rng.choice(pairs.get(letter, [letter]))

    return [re.sub(f"[ก-ฮ{MARKS}]", slip, line) for line in lines]
