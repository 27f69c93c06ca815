"""A rubric whose criteria state figures that are not those of its own column of levels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from phaen.normalizers.text import arabic_digits
from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.model import Finding, Row, evidence_of, number, rule
from phaen.pipeline.audit.names import likeness
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import indicator

PERCENT = "ร้อยละ"
_FIGURE = re.compile(r"(?P<percent>ร้อยละ\s*)?(?<![\d.,])(?P<n>\d[\d,]*(?:\.\d+)?)\s*(?P<noun>%|[ก-๙]{2,12})?")
_OPERATOR = re.compile(r"ไม่น้อยกว่า|ไม่ต่ำกว่า|น้อยกว่า|ต่ำกว่า|อย่างน้อย|ไม่เกิน|มากกว่า|ขึ้นไป|ได้|จำนวน")
_ITEMS = re.compile(r"(?:^|\s)-\s*(?=\S)|\n")


@dataclass(frozen=True, slots=True)
class Step:
    """One item of a level's criterion: its words without figures, and the figures with their units."""

    words: str
    figures: tuple[tuple[float, str | None], ...]


def figures(text: str) -> tuple[tuple[float, str | None], ...]:
    """Figures of a criterion and their units: ร้อยละ, the noun behind, or ``None``."""
    found = []
    for match in _FIGURE.finditer(arabic_digits(text)):
        unit = PERCENT if match["percent"] or match["noun"] == "%" else match["noun"]
        found.append((float(match["n"].replace(",", "")), unit))
    return tuple(found)


def _steps(row: Row) -> Iterator[Step]:
    texts = row.get("criteria") or _ITEMS.split(str(row.get("criterion") or ""))
    for text in texts:
        plain = _OPERATOR.sub("", arabic_digits(str(text)))
        if found := figures(str(text)):
            yield Step(re.sub(r"[\d,.]+", "", plain), found)


def own_scale(levels: Mapping[int, Row]) -> dict[int, tuple[float, str | None]]:
    """The figure that the criteria raise from level to level: one sentence in most levels with one figure changed."""
    best: dict[int, tuple[float, str | None]] = {}
    steps = {level: list(_steps(row)) for level, row in levels.items()}
    for pattern in (step for found in steps.values() for step in found):
        alike = {
            level: step
            for level, found in steps.items()
            for step in found[::-1]
            if len(step.figures) == len(pattern.figures)
            and likeness(step.words, pattern.words) >= materiality.SAME_STEP
        }
        if len(alike) < materiality.SCALE_LEVELS or len(alike) <= len(best):
            continue
        columns = list(zip(*(step.figures for step in alike.values()), strict=True))
        moving = [place for place, column in enumerate(columns) if len({value for value, _ in column}) > 1]
        units = {unit for place in moving for _, unit in columns[place]}
        if len(moving) == 1 and len(units) == 1:
            best = {level: step.figures[moving[0]] for level, step in alike.items()}
    return best


def _differs(scale: Mapping[int, tuple[float, str | None]], levels: Mapping[int, Row]) -> dict[int, float]:
    """level → the share that its criterion means, for the levels where that is not the printed threshold."""
    values = [scale[level][0] for level in sorted(scale)]
    thresholds = [float(levels[level]["threshold_value"]) for level in sorted(scale)]
    rising = (
        all(a <= b for a, b in pairwise(values))
        and values[0] < values[-1]
        and all(a < b for a, b in pairwise(thresholds))
    )
    unit, top = scale[max(scale)][1], scale[max(scale)][0]
    if not rising or not unit:
        return {}
    whole = 1.0 if unit == PERCENT else thresholds[-1] / top
    shares = {level: value * whole for level, (value, _) in scale.items()}
    slack = 0.0 if unit == PERCENT else materiality.SCALE_TOLERANCE
    return {
        level: share for level, share in shares.items() if abs(share - float(levels[level]["threshold_value"])) > slack
    }


def rubrics_in_percent(tables: Tables) -> Iterator[tuple[str, dict[int, Row]]]:
    """Key and level → row of every rubric whose levels are shares."""
    for (_, key, group), rows in tables.rubrics.items():
        levels = {
            int(row["level"]): row
            for row in rows
            if row.get("threshold_value") is not None and row.get("threshold_unit") == PERCENT
        }
        if len(levels) >= materiality.SCALE_LEVELS:
            yield f"{key} {group}".strip(), dict(sorted(levels.items()))


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per rubric."""
    for key, levels in rubrics_in_percent(tables):
        scale = own_scale(levels)
        other = _differs(scale, levels) if len(scale) >= materiality.SCALE_LEVELS else {}
        if len(other) < materiality.SCALE_DIFFERS:
            continue
        unit = scale[max(scale)][1]
        said_th, said_en = [], []
        for level, share in sorted(other.items(), reverse=True):
            figure = f"{PERCENT} {number(share)}" if unit == PERCENT else f"{number(scale[level][0])} {unit}"
            means = "" if unit == PERCENT else f" (ร้อยละ {number(share)})"
            printed = levels[level].get("threshold_raw") or number(float(levels[level]["threshold_value"]))
            said_th.append(f"ระดับ {level} เกณฑ์ “{printed}” เงื่อนไข {figure}{means}")
            told = figure if unit != PERCENT else f"{number(share)} %"
            means_en = "" if unit == PERCENT else f" ({number(share)} %)"
            said_en.append(f"level {level}: “{printed}” in the column, {told}{means_en} in the criterion")
        weight = (tables.kpi.get(str(levels[max(levels)].get("kpi_id"))) or {}).get("weight")
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            doc_ids=(levels[max(levels)]["doc_id"],),
            subject=indicator(tables, levels[max(levels)]),
            message_th=f"ช่องระดับและเงื่อนไขใช้คนละมาตราส่วน: {' / '.join(said_th)} โปรดยืนยันว่าใช้เกณฑ์ใด",
            message_en=f"The column of levels and the criteria state two scales: {'; '.join(said_en)}. Please confirm "
            "which one counts.",
            evidence=tuple(
                evidence_of(row, f"{row.get('threshold_raw')} {row.get('criterion') or ''}".strip())
                for level, row in levels.items()
                if level in scale
            ),
            points_at_stake=float(weight) if weight is not None else None,
            discriminator=key,
        )


RULE = rule("rubric_scale", within=check)
