"""Scores recomputed from rubrics: which score does a reported result earn?"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.model import Row, number
from phaen.pipeline.audit.names import name_key
from phaen.pipeline.audit.tables import Tables

LEVEL_UNIT = "ระดับ"
PERCENT_UNIT = "ร้อยละ"


@dataclass(frozen=True, slots=True)
class Rubric:
    """One indicator's rubric, level → row, and for how many groups of offices there is one."""

    levels: dict[int, Row]
    groups: int


@dataclass(frozen=True, slots=True)
class Expected:
    """The scores a result may earn: from ``low`` to ``high`` on any of the scales in use."""

    ranges: tuple[tuple[float, float], ...]
    text: str


class Rubrics:
    """Rubrics by document and indicator, and by agency, year and indicator for reports without their own."""

    def __init__(self, own: dict[tuple[str, str], Rubric], shared: dict[tuple[object, object, str], Rubric]) -> None:
        self._own = own
        self._shared = shared

    def find(self, doc_id: str, result: Row) -> Rubric | None:
        """The rubric for a result row: the report's own, else the agreement's of the same agency and year."""
        name = name_key(str(result.get("kpi_name") or ""))
        for key in (str(result.get("kpi_id") or ""), name):
            if key and (doc_id, key) in self._own:
                return self._own[(doc_id, key)]
        return self._shared.get((result.get("agency_code"), result.get("fiscal_year"), name))


def rubrics_of(tables: Tables) -> Rubrics:
    """Every usable rubric of the run."""
    named: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in tables.rows("rubrics"):
        if row.get("level") is not None:
            named[(row["doc_id"], str(row.get("kpi_id") or ""), str(row.get("kpi_name") or ""))].append(row)
    grouped: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for (doc_id, kpi_id, name), rows in named.items():
        for key in {kpi_id, name_key(name)} - {""}:
            grouped[(doc_id, key)] += rows
    own: dict[tuple[str, str], Rubric] = {}
    shared: dict[tuple[object, object, str], Rubric] = {}
    for (doc_id, key), rows in grouped.items():
        groups = {row.get("group") for row in rows}
        levels = {int(row["level"]): row for row in rows if row.get("group") == rows[0].get("group")}
        own[(doc_id, key)] = Rubric(levels, len(groups))
        if len(levels) == len(rows):
            shared[(rows[0].get("agency_code"), rows[0].get("fiscal_year"), key)] = own[(doc_id, key)]
    return Rubrics(own, shared)


def _scales(row: Row, weight: float | None) -> list[float]:
    """The scores that one level earns: as printed, on the 60–100 scale, and that scale weighted."""
    found: list[float] = []
    if row.get("score") is not None:
        found.append(float(row["score"]))
    if row.get("scale_score") is not None:
        scale = float(row["scale_score"])
        found.append(scale)
        if weight is not None:
            found.append(scale * weight / materiality.SCALE_TOP_SCORE)
    return found


def _by_percent(rubric: Rubric, value: float, target: float | None) -> tuple[int, int] | None:
    """The level that a percentage reaches and the next one (scores in between are interpolated).

    Thresholds may be shares of the work plan instead of the indicator's own percentage: only a rubric whose top
    threshold is the target measures the same thing.
    """
    thresholds = {
        level: float(row["threshold_value"])
        for level, row in sorted(rubric.levels.items())
        if row.get("threshold_value") is not None
    }
    levels = list(thresholds)
    rising = [thresholds[level] for level in levels]
    if len(levels) < 2 or rubric.groups > 1 or rising != sorted(rising) or rising[-1] != target:
        return None
    reached = [level for level in levels if thresholds[level] <= value]
    # Below level 1 a report scores as level 1 (กรณีต่ำกว่าค่าเป้าหมายระดับ 1).
    low = reached[-1] if reached else levels[0]
    high = low if value >= rising[-1] or not reached else levels[levels.index(low) + 1]
    return low, high


def expected_scores(rubric: Rubric, result: Row, weight: float | None) -> Expected | None:
    """What ``result`` (its achieved value and unit) earns; ``None`` where the rubric cannot tell."""
    value = float(result["achieved_value"])
    unit = result.get("achieved_unit")
    if unit == LEVEL_UNIT and value in rubric.levels:
        low = high = int(value)
    elif unit == PERCENT_UNIT and (reached := _by_percent(rubric, value, result.get("target_value"))):
        low, high = reached
    else:
        return None
    a, b = _scales(rubric.levels[low], weight), _scales(rubric.levels[high], weight)
    if not a or len(a) != len(b):
        return None
    ranges = tuple((min(x, y), max(x, y)) for x, y in zip(a, b, strict=True))
    # The first scale is the one printed in the rubric: the others are accepted, and not shown.
    x, y = ranges[0]
    return Expected(ranges, number(x) if x == y else f"{number(x)}–{number(y)}")


def fits(score: float, expected: Expected) -> bool:
    """Is ``score`` one that the rubric gives?"""
    slack = materiality.SCORE_TOLERANCE
    return any(low - slack <= score <= high + slack for low, high in expected.ranges)
