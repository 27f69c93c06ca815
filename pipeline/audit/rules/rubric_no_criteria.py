"""Rubrics that give scores for levels, and no criterion by which a level is reached."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from phaen.pipeline.audit.model import Finding, Row, evidence_of, rule
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import of_document, quoted

LEVELS = 5


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per document, with every such indicator."""
    for doc_id, rows in tables.by_document("rubrics").items():
        by_indicator: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            by_indicator[str(row.get("kpi_id") or row.get("kpi_name"))].append(row)
        bare = [
            levels
            for levels in by_indicator.values()
            if len({row.get("level") for row in levels}) == LEVELS
            and all(row.get("score") is not None for row in levels)
            if not any(row.get("criterion") or row.get("threshold_raw") for row in levels)
        ]
        if not bare:
            continue
        names = quoted(str(levels[0].get("kpi_name")) for levels in bare)
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            doc_ids=(doc_id,),
            subject=of_document(tables, doc_id, "เกณฑ์การให้คะแนนที่ไม่มีเงื่อนไขของระดับ"),
            message_th=f"เกณฑ์การให้คะแนนของ {len(bare)} ตัวชี้วัดระบุคะแนนของระดับ 1–5 โดยไม่ระบุเงื่อนไขของแต่ละระดับ: "
            f"{names} โปรดระบุเงื่อนไข",
            message_en=f"{len(bare)} rubrics give scores for levels 1–5 without criteria: {names}. Please "
            "state the criteria.",
            evidence=tuple(
                evidence_of(
                    levels[-1], f"ระดับ {levels[-1]['level']} = {levels[-1].get('score_raw') or levels[-1]['score']}"
                )
                for levels in bare
            ),
        )


RULE = rule("rubric_no_criteria", within=check)
