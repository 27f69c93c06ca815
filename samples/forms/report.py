"""The performance report: per องค์ประกอบ a scoring scale, a result box, a summary, details and factors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from samples.blocks import Block, Break, GridRow, Para, Sheet, grid, total
from samples.content import KPI_EMPTY, Meta, Rows, Target, answers, target_columns

SCALE = (60, 70, 80, 90, 100)
BELOW_ONE = "* กรณีผลการดำเนินงานต่ำกว่าค่าเป้าหมายระดับ 1 จะได้คะแนนเท่ากับค่าเป้าหมายระดับ 1"
COMPONENTS = {
    "function": "ประสิทธิภาพในการดำเนินงานภารกิจหลักตามยุทธศาสตร์กรุงเทพมหานคร (Function Base)",
    "agenda": "ประสิทธิภาพของการดำเนินงานภารกิจตามนโยบายผู้บริหารหรือภารกิจพิเศษ (Agenda Base)",
    "innovation": "ประสิทธิภาพในการบริหารจัดการและพัฒนานวัตกรรม (Innovation Base)",
    "potential": "ศักยภาพในการดำเนินการของหน่วยงาน (Potential Base)",
}


@dataclass(frozen=True, slots=True)
class Reported:
    """An indicator in a component's tables. ``points``: scores of levels 1–5; ``detail_achieved`` may conflict."""

    item_no: str
    name: str
    target: Target
    weight: float
    points: tuple[float, ...]
    achieved: Target
    score: float
    summary: str
    project: str
    detail_achieved: Target
    narrative: tuple[str, ...]
    supporting: str
    obstacles: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Component:
    """An องค์ประกอบ with summary and details."""

    no: str
    base: str
    umbrella: str
    reporter: str
    position: str
    phone: str
    indicators: tuple[Reported, ...]
    supporting: tuple[str, ...]
    obstacles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Single:
    """A one-indicator page (Innovation, Potential Base). ``thresholds`` pair a group (or None) with 5 texts."""

    component: str
    base: str
    item_no: str | None
    name: str
    thresholds: tuple[tuple[str | None, tuple[str, ...]], ...]
    weight: float
    achieved: Target
    score_raw: str
    score: float
    narrative: tuple[str, ...]
    supporting: tuple[str, ...]
    obstacles: tuple[str, ...]
    evidence: tuple[str, ...]
    reporter: str
    position: str
    phone: str


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report."""

    meta: Meta
    components: tuple[Component, ...]
    singles: tuple[Single, ...]


def _points(value: float) -> str:
    return f"{value:g} คะแนน"


def _scale_columns(first: str, width: float) -> list[tuple[str, str, float]]:
    levels = [(f"l{n}", f"ระดับ {n}\n({scale} คะแนน)", 13.0) for n, scale in enumerate(SCALE, 1)]
    return [("name", first, width), *levels]


def _opening(meta: Meta) -> list[Block]:
    return [
        Break(),
        Para("แบบฟอร์มการรายงาน", bold=True, centre=True),
        Para(f"ผลการปฏิบัติราชการตามคำรับรองการปฏิบัติราชการประจำปีงบประมาณ พ.ศ. {meta.year}", bold=True, centre=True),
        Para(f"หน่วยงาน : {meta.agency.name}"),
    ]


def blocks(doc: Report) -> Sheet:
    """The document in reading order."""
    meta = doc.meta
    words = meta.title.split(" ", 1)
    out: list[Block] = [Para(word, bold=True, centre=True, size=1.3) for word in words]
    for component in doc.components:
        out += _component(meta, component)
    for single in doc.singles:
        out += _single(meta, single)
    return Sheet(tuple(out))


def _component(meta: Meta, c: Component) -> list[Block]:
    weight = sum(i.weight for i in c.indicators)
    title = COMPONENTS[c.base]
    out = [
        *_opening(meta),
        Para(f"องค์ประกอบที่ {c.no} : {title}"),
        Para(f"ตัวชี้วัด : {c.umbrella}"),
        Para(f"ชื่อผู้รับผิดชอบการรายงาน : {c.reporter}"),
        Para(f"ตำแหน่ง : {c.position} หมายเลขโทรศัพท์ : {c.phone}"),
        Para("เกณฑ์การให้คะแนน :", bold=True),
        grid(
            "scale",
            _scale_columns("ตัวชี้วัด", 35),
            [(f"{i.item_no}. {i.name}", *[_points(p) for p in i.points]) for i in c.indicators],
        ),
        Para(BELOW_ONE),
        Para("ผลการดำเนินงาน :", bold=True),
        grid(
            "score",
            [
                ("no", "ตัวชี้วัด", 15),
                ("weight", "น้ำหนัก (ร้อยละ)", 20),
                ("achieved", "ผลการดำเนินการ", 22),
                ("score", "ค่าคะแนนที่ได้", 22),
                ("weighted", "ค่าคะแนนถ่วงน้ำหนัก", 21),
            ],
            [
                *[(f"{i.item_no}.", f"{i.weight:g}", i.achieved.raw, _points(i.score), "") for i in c.indicators],
                total("", f"{weight:g}", "", "คะแนนที่ได้", ""),
            ],
        ),
        Para("ปัจจัยสนับสนุนการดำเนินงาน (ภาพรวม) :", bold=True),
        *[Para(f"{n}. {text}") for n, text in enumerate(c.supporting, 1)],
        Para("อุปสรรคต่อการดำเนินงาน (ภาพรวม) :", bold=True),
        *[Para(text) for text in c.obstacles],
        Break(wide=True),
        Para(f"การประเมินผลการปฏิบัติราชการองค์ประกอบที่ {c.no} (ร้อยละ {weight:g})", bold=True, centre=True),
        Para(f"สรุปผลการดำเนินงานตัวชี้วัดในองค์ประกอบที่ {c.no} {title}", bold=True),
        grid(
            "result_summary",
            [
                ("no", "ลำดับที่", 7),
                ("name", "ตัวชี้วัด", 28),
                ("target", "เป้าหมาย", 9),
                ("weight", "น้ำหนัก\nคะแนน", 8),
                ("achieved", "ระดับความสำเร็จ\nที่ดำเนินงานได้", 12),
                ("narrative", "ผลการดำเนินงาน", 26),
                ("score", "คะแนนที่ได้", 10),
            ],
            [
                *[
                    (
                        i.item_no,
                        i.name,
                        i.target.raw,
                        f"{i.weight:g}",
                        i.achieved.raw,
                        i.summary,
                        _points(i.score),
                    )
                    for i in c.indicators
                ],
                total("รวมคะแนน", "", "", "", "", "", _points(sum(i.score for i in c.indicators))),
            ],
            wide=True,
        ),
        Break(wide=True),
        Para("รายละเอียดการประเมินผลการปฏิบัติราชการ (รายตัวชี้วัด)", bold=True, centre=True),
    ]
    for i in c.indicators:
        out += [
            grid(
                "result_detail",
                [
                    ("name", "ตัวชี้วัด", 22),
                    ("target", "เป้าหมาย", 9),
                    ("achieved", "ผลสำเร็จ", 9),
                    ("project", "โครงการ/กิจกรรมที่สนับสนุน", 20),
                    ("narrative", "รายละเอียดผลการดำเนินงาน", 32),
                    ("note", "หมายเหตุ", 8),
                ],
                [
                    (
                        f"{i.item_no}. {i.name}",
                        i.target.raw,
                        i.detail_achieved.raw,
                        i.project,
                        "\n".join(i.narrative),
                        "",
                    )
                ],
                wide=True,
            ),
            Para("ปัจจัยหรือเงื่อนไขที่สนับสนุนการดำเนินงานให้บรรลุเป้าหมาย", bold=True),
            Para(i.supporting),
            Para("ปัญหา อุปสรรค", bold=True),
            Para(i.obstacles),
            Para("หลักฐานอ้างอิง", bold=True),
            *[Para(f"{n}. {text}") for n, text in enumerate(i.evidence, 1)],
        ]
    return out


def _single(meta: Meta, s: Single) -> list[Block]:
    out = [*_opening(meta), Para(f"องค์ประกอบที่ {s.component} : {COMPONENTS[s.base]}")]
    if s.item_no:
        out += [Para("ตัวชี้วัด : ความสำเร็จในการดำเนินการตามศักยภาพของหน่วยงาน"), Para(f"{s.item_no} {s.name}")]
    else:
        out.append(Para(f"ตัวชี้วัด : {s.name}"))
    grouped = s.thresholds[0][0] is not None
    rows: list[tuple[str, ...] | GridRow] = [
        (f"กลุ่มหน่วยงาน {group}" if group else s.name, *texts) for group, texts in s.thresholds
    ]
    out += [
        Para(f"ชื่อผู้รับผิดชอบการรายงาน : {s.reporter}"),
        Para(f"ตำแหน่ง : {s.position} หมายเลขโทรศัพท์ : {s.phone}"),
        Para("เกณฑ์การให้คะแนน :", bold=True),
        Para("ช่วงการปรับเกณฑ์การให้คะแนน +/- 10 ต่อ 1 ระดับคะแนน"),
        grid("scale", _scale_columns("กลุ่มหน่วยงาน" if grouped else "ตัวชี้วัด", 35), rows),
        Para(BELOW_ONE),
        Para("ผลการดำเนินงาน :", bold=True),
        grid(
            "score",
            [
                ("weight", "น้ำหนัก (ร้อยละ)", 25),
                ("achieved", "ผลการดำเนินงาน", 25),
                ("score", "คะแนนที่ได้", 25),
                ("weighted", "ค่าคะแนนถ่วงน้ำหนัก", 25),
            ],
            [(f"{s.weight:g}", s.achieved.raw, s.score_raw, "")],
        ),
        Para("คำชี้แจงรายละเอียดการดำเนินงาน :", bold=True),
        *[Para(text) for text in s.narrative],
        Para("ปัจจัยสนับสนุนการดำเนินงาน :", bold=True),
        *[Para(text) for text in s.supporting],
        Para("อุปสรรคต่อการดำเนินงาน :", bold=True),
        *[Para(text) for text in s.obstacles],
        Para("หลักฐานอ้างอิง :", bold=True),
        *[Para(f"{n}. {text}") for n, text in enumerate(s.evidence, 1)],
    ]
    return out


def gold(doc: Report) -> dict[str, Any]:
    """The rows that an extraction of this document must give."""
    kpis: Rows = []
    rubrics: Rows = []
    results: Rows = []
    for c in doc.components:
        for i in c.indicators:
            listed = ["result_detail", "result_summary", "rubric", "score_table"]
            columns = {"base": c.base, "component_no": c.no, "item_no": i.item_no, "name": i.name}
            kpis.append(KPI_EMPTY | target_columns(i.target) | columns | {"weight": i.weight, "listings": listed})
            for n, points in enumerate(i.points):
                rubrics.append(_rubric(i.name, n, score_raw=_points(points), score=points))
        for source in ("score_table", "result_summary", "result_detail"):
            results += [_result(doc.meta.year, c, i, source) for i in c.indicators]
    for s in doc.singles:
        single = {"base": s.base, "component_no": s.component, "item_no": s.item_no, "name": s.name}
        kpis.append(KPI_EMPTY | single | {"weight": s.weight, "listings": ["rubric", "score_table"]})
        for group, texts in s.thresholds:
            for n, text in enumerate(texts):
                value = float(text.replace("≤", "").strip())
                rubrics.append(_rubric(s.name, n, group=group, threshold_raw=text, threshold_value=value))
        results.append(
            {
                "kpi_name": s.name,
                "base": s.base,
                "component_no": s.component,
                "item_no": s.item_no,
                "source": "score_table",
                "fiscal_year": doc.meta.year,
                "target_raw": None,
                "target_value": None,
                "target_unit": None,
                "achieved_raw": s.achieved.raw,
                "achieved_value": s.achieved.value,
                "achieved_unit": s.achieved.unit,
                "weight": s.weight,
                "score_raw": s.score_raw,
                "score": s.score,
                "project": None,
                "narrative": " ".join(s.narrative),
            }
        )
    return answers(doc.meta, "performance_report", kpis=kpis, rubrics=rubrics, results=results)


def _rubric(name: str, index: int, **columns: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "kpi_name": name,
        "level": index + 1,
        "group": None,
        "threshold_raw": None,
        "threshold_value": None,
        "threshold_unit": None,
        "criterion": None,
        "criteria": [],
        "score_raw": None,
        "score": None,
        "scale_score": SCALE[index],
    }
    return row | columns


def _result(year: int, c: Component, i: Reported, source: str) -> dict[str, Any]:
    boxed, detailed = source == "score_table", source == "result_detail"
    achieved = i.detail_achieved if detailed else i.achieved
    narrative = None if boxed else " ".join(i.narrative) if detailed else i.summary
    return {
        "kpi_name": i.name,
        "base": c.base,
        "component_no": c.no,
        "item_no": i.item_no,
        "source": source,
        "fiscal_year": year,
        "target_raw": None if boxed else i.target.raw,
        "target_value": None if boxed else i.target.value,
        "target_unit": None if boxed else i.target.unit,
        "achieved_raw": achieved.raw,
        "achieved_value": achieved.value,
        "achieved_unit": achieved.unit,
        "weight": None if detailed else i.weight,
        "score_raw": None if detailed else _points(i.score),
        "score": None if detailed else i.score,
        "project": i.project if detailed else None,
        "narrative": narrative,
    }
