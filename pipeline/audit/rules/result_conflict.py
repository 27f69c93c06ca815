"""Parts of a report disagree on a level or score, or the score does not follow from the rubric."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.model import Finding, Row, evidence_of, number, rule
from phaen.pipeline.audit.names import name_key
from phaen.pipeline.audit.scoring import Rubric, expected_scores, fits, rubrics_of
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import indicator, place_name

_SOURCES = ("score_table", "result_summary", "result_detail")


def _levels_differ(rows: list[Row]) -> bool:
    """Do two sources report different results in one unit?"""
    values: dict[object, list[float]] = defaultdict(list)
    for row in rows:
        if row.get("achieved_value") is not None:
            values[row.get("achieved_unit")].append(float(row["achieved_value"]))
    return any(max(found) - min(found) > materiality.SCORE_TOLERANCE for found in values.values())


def _scores_differ(rows: list[Row], weight: float | None) -> bool:
    """Do two sources report different scores? 100 of the common scale and 10 at a weight of 10 are the same."""
    scores = [float(row["score"]) for row in rows if row.get("score") is not None]
    share = (weight or materiality.SCALE_TOP_SCORE) / materiality.SCALE_TOP_SCORE
    return not any(
        all(min(abs(score - base), abs(score - base * share)) <= materiality.SCORE_TOLERANCE for score in scores)
        for base in scores or [0.0]
    )


def _reported_scores(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row.get("score") is not None and row.get("source") != "prior_year"]


def _recomputed(rows: list[Row], rubric: Rubric | None, weight: float | None) -> list[tuple[Row, str, str]]:
    """Rows whose reported score the rubric does not give, with the arithmetic in Thai and English."""
    if rubric is None:
        return []
    found: list[tuple[Row, str, str]] = []
    achieved = [row for row in rows if row.get("achieved_value") is not None]
    scores = _reported_scores(rows)
    for row in achieved:
        expected = expected_scores(rubric, row, weight)
        if expected is None:
            continue
        own = [row] if row.get("score") is not None else scores
        if own and not any(fits(float(other["score"]), expected) for other in own):
            reported = number(float(own[0]["score"]))
            found.append(
                (
                    row,
                    f"{row.get('achieved_raw')} ตามเกณฑ์ได้ {expected.text} คะแนน แต่รายงาน {reported}",
                    f"{row.get('achieved_raw')} gives {expected.text} by the rubric, {reported} is reported",
                )
            )
    return found


def _described(row: Row, language: int, points: str) -> str:
    parts = [str(row.get("achieved_raw") or "")]
    if row.get("score") is not None:
        parts.append(f"{number(float(row['score']))} {points}")
    return f"{place_name(row.get('source'))[language]}: {', '.join(filter(None, parts))}"


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per indicator of a report."""
    rubrics = rubrics_of(tables)
    for doc_id, results in tables.by_document("results").items():
        groups: dict[str, list[Row]] = defaultdict(list)
        for row in results:
            if row.get("source") in _SOURCES:
                groups[str(row.get("kpi_id") or name_key(str(row.get("kpi_name") or "")))].append(row)
        for key, rows in groups.items():
            kpi = tables.kpi.get(key, {})
            weight = next((float(row["weight"]) for row in rows if row.get("weight") is not None), kpi.get("weight"))
            parts_differ = _levels_differ(rows) or _scores_differ(rows, weight)
            wrong = _recomputed(rows, rubrics.find(doc_id, rows[0]), weight)
            if not parts_differ and not wrong:
                continue
            what_th = "ผลในรายงานไม่ตรงกัน" if parts_differ else "คะแนนไม่ตรงกับเกณฑ์"
            what_en = "Parts of the report disagree" if parts_differ else "The rubric gives another score"
            said_th = " / ".join(_described(row, 0, "คะแนน") for row in rows)
            said_en = "; ".join(_described(row, 1, "points") for row in rows)
            sums_th = "".join(f" ({text})" for _, text, _ in wrong)
            sums_en = "".join(f" ({text})" for _, _, text in wrong)
            yield Finding(
                rule=RULE.name,
                severity="error",
                doc_ids=(doc_id,),
                subject=indicator(tables, rows[0]),
                message_th=f"{what_th}: {said_th}{sums_th} โปรดยืนยันผลและคะแนน",
                message_en=f"{what_en}: {said_en}{sums_en}. Please confirm result and score.",
                evidence=tuple(
                    evidence_of(row, " ".join(filter(None, (row.get("achieved_raw"), row.get("score_raw")))))
                    for row in rows
                ),
                points_at_stake=float(weight) if weight is not None else None,
                discriminator=key,
            )


RULE = rule("result_conflict", within=check)
