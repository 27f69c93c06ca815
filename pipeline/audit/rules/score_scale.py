"""Scores of one report stand on two scales: points of the weight, and 60–100."""

from __future__ import annotations

from collections.abc import Iterator

from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.model import Finding, Row, evidence_of, number, rule
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import of_document

SCALE = (60.0, 100.0)


def _on_scale(row: Row) -> bool:
    """Is the score above the weight, and one of the 60–100 scale?"""
    return (
        float(row["score"]) > float(row["weight"]) + materiality.SCORE_TOLERANCE
        and SCALE[0] <= float(row["score"]) <= SCALE[1]
    )


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per report."""
    for doc_id, results in tables.by_document("results").items():
        rows = [
            row
            for row in results
            if row.get("source") == "score_table" and row.get("score") is not None and row.get("weight") is not None
        ]
        scaled = [row for row in rows if _on_scale(row)]
        points = [row for row in rows if float(row["score"]) <= float(row["weight"]) + materiality.SCORE_TOLERANCE]
        if not scaled or not points or len(scaled) + len(points) < len(rows):
            continue
        shown = ", ".join(f"{number(float(row['score']))} (น้ำหนัก {number(float(row['weight']))})" for row in scaled)
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            doc_ids=(doc_id,),
            subject=of_document(tables, doc_id, "คะแนนที่ได้รับ"),
            message_th=f"ระบุคะแนนจากคะแนนเต็ม 100 จำนวน {len(scaled)} ตัวชี้วัด คือ {shown} ส่วนอีก {len(points)} "
            "ตัวชี้วัดระบุเป็นคะแนนตามน้ำหนัก โปรดใช้มาตราส่วนเดียวกัน",
            message_en=f"{len(scaled)} scores are out of 100 ({shown}), {len(points)} are points of the "
            "weight: please use one scale.",
            evidence=tuple(evidence_of(row, str(row.get("score_raw") or row["score"])) for row in (points[0], *scaled)),
        )


RULE = rule("score_scale", within=check)
