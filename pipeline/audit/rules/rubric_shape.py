"""A scoring rubric with missing levels, figures out of order, or a top score that is not the weight."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.model import Finding, Row, Severity, evidence_of, number, rule
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import indicator

_SIDE = {"<": -1, ">": 1}
"""Where a threshold stands beside its figure: under it, on it (0) or over it."""
LEVELS = frozenset({1, 2, 3, 4, 5})

Problem = tuple[str, Severity, str, str]
"""kind, severity, Thai text, English text."""


def _series(rows: list[Row], column: str) -> list[tuple[int, float]]:
    return [(int(row["level"]), float(row[column])) for row in rows if row.get(column) is not None]


def _monotonic(values: list[tuple[float, int]]) -> bool:
    """Strictly rising or strictly falling (waiting days fall)."""
    pairs = list(pairwise(values))
    return all(a < b for a, b in pairs) or all(a > b for a, b in pairs)


def _text(series: list[tuple[int, float]]) -> str:
    return ", ".join(f"ระดับ {level} = {number(value)}" for level, value in series)


def _thresholds(rows: list[Row]) -> Iterator[Problem]:
    if len({row.get("threshold_unit") for row in rows if row.get("threshold_value") is not None}) > 1:
        return
    series = _series(rows, "threshold_value")
    # “≤ 25” and then “> 25” are in order: the figure is one, the side is not
    sides = [_SIDE.get(str(row.get("threshold_op")), 0) for row in rows if row.get("threshold_value") is not None]
    if len(series) > 1 and not _monotonic([(value, side) for (_, value), side in zip(series, sides, strict=True)]):
        yield (
            "threshold",
            "error",
            f"เกณฑ์ของระดับไม่เรียงลำดับ ({_text(series)})",
            f"thresholds are not in order ({_text(series)})",
        )


def _scores(rows: list[Row], weight: float | None) -> Iterator[Problem]:
    series = _series(rows, "score")
    values = [value for _, value in series]
    if len(values) > 1 and not all(a < b for a, b in pairwise(values)):
        yield (
            "score",
            "error",
            f"คะแนนของระดับไม่เรียงลำดับ ({_text(series)})",
            f"scores are not in order ({_text(series)})",
        )
    if not series or weight is None or series[-1][0] != max(LEVELS):
        return
    top = values[-1]
    level_scale = len(series) > 1 and all(level == value for level, value in series)
    if level_scale or top == materiality.SCALE_TOP_SCORE:
        return
    if abs(top - weight) > materiality.SCORE_TOLERANCE:
        yield (
            "top",
            "error",
            f"คะแนนสูงสุด {number(top)} ไม่เท่ากับน้ำหนัก {number(weight)}",
            f"the top score {number(top)} is not the weight {number(weight)}",
        )


def _problems(rows: list[Row], weight: float | None) -> Iterator[Problem]:
    levels = [int(row["level"]) for row in rows]
    missing = sorted(LEVELS - set(levels))
    if missing and not _side_by_side(rows) and len(set(levels)) > 1:
        text = ", ".join(map(str, missing))
        yield ("levels", "warning", f"ไม่มีระดับ {text}", f"level {text} is missing")
    if len(levels) != len(set(levels)):
        twice = ", ".join(sorted({str(level) for level in levels if levels.count(level) > 1}))
        yield ("levels", "warning", f"ระดับ {twice} ระบุซ้ำ", f"level {twice} stands twice")
        return
    yield from _thresholds(rows)
    yield from _scores(rows, weight)


def _side_by_side(rows: list[Row]) -> bool:
    """Do the levels stand beside each other in one printed row? Then a missing one is a heading that was not read."""
    places = {(row.get("page"), row.get("line"), row["bbox"][1] if row.get("bbox") else None) for row in rows}
    return len(rows) > 1 and len(places) == 1 and places != {(None, None, None)}


def _printed_once(rows: list[Row]) -> list[Row]:
    """The rows without exact repetitions: a rubric that is printed twice is still one rubric."""
    columns = ("level", "threshold_value", "threshold_unit", "score", "scale_score")
    return list({tuple(row.get(column) for column in columns): row for row in reversed(rows)}.values())


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per rubric (indicator and group of offices) with everything that is wrong with it."""
    for (doc_id, key, group), rows in tables.rubrics.items():
        rows = sorted(_printed_once(rows), key=lambda row: int(row["level"]))
        weight = (tables.kpi.get(key) or {}).get("weight")
        problems = list(_problems(rows, float(weight) if weight is not None else None))
        if not problems:
            continue
        of_th = f" (กลุ่ม {group})" if group else ""
        of_en = f" (group {group})" if group else ""
        yield Finding(
            rule=RULE.name,
            severity="error" if any(severity == "error" for _, severity, _, _ in problems) else "warning",
            doc_ids=(doc_id,),
            subject=indicator(tables, rows[0]),
            message_th=f"{' / '.join(text for _, _, text, _ in problems)}{of_th} โปรดตรวจสอบเกณฑ์การให้คะแนน",
            message_en=f"Scoring rubric{of_en}: {'; '.join(text for _, _, _, text in problems)}. Please "
            "check the rubric.",
            evidence=tuple(
                evidence_of(
                    row,
                    " ".join(
                        str(part)
                        for part in (row["level"], row.get("threshold_raw"), row.get("score_raw"))
                        if part is not None
                    ),
                )
                for row in rows
            ),
            points_at_stake=float(weight) if weight is not None else None,
            discriminator=f"{key} {group}",
        )


RULE = rule("rubric_shape", within=check)
