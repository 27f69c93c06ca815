"""The negotiated indicators (ตัวชี้วัดเจรจาตกลง): summary, then heading, detail and rubric each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from samples.blocks import Block, Break, GridRow, Para, Sheet, grid, section
from samples.content import KPI_EMPTY, Indicator, Meta, Rows, answers, target_columns

COMPONENTS = {
    "function": "ประสิทธิภาพในการดำเนินงานตามภารกิจหลักยุทธศาสตร์กรุงเทพมหานคร (Function Base)",
    "joint": "ประสิทธิภาพของการขับเคลื่อนการบูรณาการการดำเนินงานร่วมกันระหว่างหน่วยงาน (Joint KPIs)",
    "agenda": "ประสิทธิภาพของการดำเนินภารกิจตามนโยบายผู้บริหารหรือภารกิจพิเศษ (Agenda Base)",
}


@dataclass(frozen=True, slots=True)
class Agreement:
    """A whole agreement. ``years_said`` is the number of years in the summary's heading."""

    meta: Meta
    indicators: tuple[Indicator, ...]
    years_said: int = 3


def baseline_cell(indicator: Indicator, mark: str = "\n") -> str:
    """The printed baseline: one ``พ.ศ. YYYY : text`` a year, or ``-``."""
    if not indicator.baseline:
        return "-"
    return mark.join(f"พ.ศ. {year} : {text}" for year, text, _ in indicator.baseline)


def detail_cell(indicator: Indicator, with_target: bool = False) -> str:
    """The cell that holds definition, calculation and evidence under their headings."""
    parts = ["นิยาม", *indicator.definition]
    if with_target:
        parts.append(f"ค่าเป้าหมาย {indicator.target.raw}")
    formula = indicator.formula
    parts += ["วิธีคำนวณ", formula if isinstance(formula, str) else f"⟦{formula[0]}|{formula[1]}⟧"]
    if indicator.evidence:
        parts.append("วิธีเก็บข้อมูล/หลักฐาน")
        parts += [f"{n}. {text}" for n, text in enumerate(indicator.evidence, 1)]
    return "\n".join(parts)


def detail_columns(indicator: Indicator) -> dict[str, Any]:
    """definition, calculation and evidence as an extraction must give them."""
    formula = indicator.formula
    return {
        "definition": " ".join(indicator.definition) or None,
        "calculation": (formula if isinstance(formula, str) else f"{formula[0]} / {formula[1]} × 100") or None,
        "evidence": " ".join(f"{n}. {text}" for n, text in enumerate(indicator.evidence, 1)) or None,
        "baseline": [{"fiscal_year": year, "raw": raw, "value": value} for year, raw, value in indicator.baseline],
    }


def detail_table(indicator: Indicator) -> Block:
    """The six-column detail table of one indicator (agreement and ตาราง ค)."""
    row = (
        f"{indicator.item_no}.",
        indicator.name,
        baseline_cell(indicator),
        indicator.target.raw,
        f"{indicator.weight:g}" if indicator.weight is not None else "",
        detail_cell(indicator),
    )
    return grid(
        "detail",
        [
            ("no", "ที่", 5),
            ("name", "ชื่อตัวชี้วัด", 20),
            ("baseline", "ข้อมูลพื้นฐาน (Baseline data)", 18),
            ("target", "เป้าหมาย", 10),
            ("weight", "น้ำหนัก คะแนน", 8),
            ("detail", "นิยามและวิธีคำนวณ", 39),
        ],
        [row],
    )


def rubric_table(indicator: Indicator, score_words: str = "{}") -> list[Block]:
    """The rubric's heading and table, the best level first."""
    rows = [
        (
            str(c.level),
            c.threshold.raw,
            c.printed(),
            score_words.format(f"{c.score:g}"),
        )
        for c in indicator.rubric
    ]
    columns = [
        ("level", "ระดับความสำเร็จ", 12.0),
        ("threshold", "เกณฑ์ร้อยละความสำเร็จ", 16.0),
        ("criterion", "วิธีวัดผลการดำเนินงาน", 58.0),
        ("score", "คะแนนที่ได้รับ", 14.0),
    ]
    return [Para(f"เกณฑ์การให้คะแนน “{indicator.name}”", bold=True), grid("rubric", columns, rows)]


def rubric_rows(indicator: Indicator, score_words: str = "{}") -> Rows:
    """The rubric as an extraction must give it."""
    rows: Rows = []
    for c in indicator.rubric:
        rows.append(
            {
                "kpi_name": indicator.name,
                "level": c.level,
                "group": None,
                "threshold_raw": c.threshold.raw,
                "threshold_value": c.threshold.value,
                "threshold_unit": c.threshold.unit,
                "criterion": c.printed().replace("\n", " "),
                "criteria": list(c.items),
                "score_raw": score_words.format(f"{c.score:g}"),
                "score": c.score,
                "scale_score": None,
            }
        )
    return rows


def blocks(doc: Agreement) -> Sheet:
    """The document in reading order."""
    meta = doc.meta
    rows: list[tuple[str, ...] | GridRow] = [section("องค์ประกอบที่ 1 การประเมินประสิทธิผลการดำเนินงาน (Performance Base)", 5)]
    seen: list[str | None] = []
    for i in doc.indicators:
        if i.component not in seen:
            seen.append(i.component)
            rows.append(section(f"{i.component} {COMPONENTS[i.base or 'function']}", 5))
        weight = f"{i.weight:g}" if i.weight is not None else ""
        rows.append((f"{i.item_no}.", i.name, baseline_cell(i), i.target.raw, weight))
    out: list[Block] = [
        Para(meta.title, bold=True, centre=True, size=1.1),
        Para(meta.agency.line, bold=True, centre=True),
        grid(
            "summary",
            [
                ("no", "ที่", 6),
                ("name", "ชื่อตัวชี้วัด", 38),
                ("baseline", f"ผลการดำเนินงาน ย้อนหลัง {doc.years_said} ปี", 28),
                ("target", "เป้าหมาย", 16),
                ("weight", "น้ำหนักคะแนน", 12),
            ],
            rows,
        ),
    ]
    for i in doc.indicators:
        out += [
            Break(),
            Para(
                f"ตัวชี้วัดเจรจาตกลงการประเมินผลการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. {meta.year}",
                bold=True,
                centre=True,
            ),
            Para(meta.agency.line, bold=True, centre=True),
            Para(f"องค์ประกอบที่ {i.component}"),
        ]
        for code, text in i.policies:
            out.append(Para(f"สอดคล้องกับนโยบายผู้ว่าราชการกรุงเทพมหานคร {code} {text}"))
        if i.strategy:
            out.append(Para(f"ยุทธศาสตร์ที่ {i.strategy[0]} {i.strategy[1]}"))
        if i.substrategy:
            out.append(Para(f"ยุทธศาสตร์ย่อยที่ {i.substrategy[0]} {i.substrategy[1]}"))
        if i.objective:
            out.append(Para(f"วัตถุประสงค์หลัก (Objective) {i.objective}"))
        if i.key_result:
            out.append(Para(f"ตัววัดผลหลัก (Key Result : KR) {i.key_result}"))
        out += [detail_table(i), *rubric_table(i)]
        if i.outputs:
            out.append(Para("ผลผลิต/ผลลัพธ์ของตัวชี้วัด", bold=True))
            out += [Para(text) for text in i.outputs]
    return Sheet(tuple(out), running_head="")


def gold(doc: Agreement) -> dict[str, Any]:
    """The rows that an extraction of this document must give."""
    kpis: Rows = []
    rubrics: Rows = []
    for i in doc.indicators:
        kpis.append(
            KPI_EMPTY
            | target_columns(i.target)
            | {
                "base": i.base,
                "component_no": i.component,
                "item_no": i.item_no,
                "name": i.name,
                "kr_code_printed": i.code,
                "kr_code": i.code or i.kr_code,
                "weight": i.weight,
                **detail_columns(i),
                "objective": i.objective,
                "key_result": i.key_result,
                "strategy_no": i.strategy[0] if i.strategy else None,
                "substrategy_no": i.substrategy[0] if i.substrategy else None,
                "policy_codes": [code for code, _ in i.policies],
                "listings": ["agreement_detail", "agreement_summary", "rubric"],
            }
        )
        rubrics += rubric_rows(i)
    return answers(doc.meta, "kpi_agreement", kpis=kpis, rubrics=rubrics)
