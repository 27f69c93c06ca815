"""The rubric measures a percentage, and the result is a level without the figure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from phaen.pipeline.audit.model import Finding, Row, evidence_of, rule
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import indicator

_PERCENT = re.compile(r"ร้อยละ\s*\d|\d\s*%|[๐-๙]")
LEVELS = 5


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per indicator of a report."""
    for doc_id, rubrics in tables.by_document("rubrics").items():
        thresholds: dict[str, list[Row]] = defaultdict(list)
        for row in rubrics:
            if row.get("kpi_id") and row.get("threshold_value") is not None:
                thresholds[row["kpi_id"]].append(row)
        by_kpi: dict[str, list[Row]] = defaultdict(list)
        for row in tables.by_document("results").get(doc_id, []):
            if row.get("kpi_id") in thresholds:
                by_kpi[str(row["kpi_id"])].append(row)
        for kpi_id, rows in by_kpi.items():
            levels = thresholds[kpi_id]
            measured = len(levels) >= LEVELS and max(float(row["threshold_value"]) for row in levels) > LEVELS
            said = " ".join(f"{row.get('achieved_raw') or ''} {row.get('narrative') or ''}" for row in rows)
            only_levels = all(row.get("achieved_unit") == "ระดับ" for row in rows if row.get("achieved_raw"))
            if (
                not measured
                or not only_levels
                or not any(row.get("achieved_raw") for row in rows)
                or _PERCENT.search(said)
            ):
                continue
            top = max(levels, key=lambda row: int(row["level"]))
            yield Finding(
                rule=RULE.name,
                severity=RULE.severity,
                doc_ids=(doc_id,),
                subject=indicator(tables, rows[0]),
                message_th=f"เกณฑ์การให้คะแนนวัดเป็นตัวเลข (ระดับ {top['level']} = {top.get('threshold_raw')}) "
                f"แต่รายงานเพียง “{rows[0]['achieved_raw']}” โปรดระบุผลการดำเนินงานเป็นตัวเลข",
                message_en=f"The rubric is by figures (level {top['level']} = {top.get('threshold_raw')}), "
                "the result only says "
                f"{rows[0]['achieved_raw']}: please give the figure.",
                evidence=(
                    *(evidence_of(row, str(row["achieved_raw"])) for row in rows if row.get("achieved_raw")),
                    evidence_of(top, str(top.get("threshold_raw"))),
                ),
                discriminator=kpi_id,
            )


RULE = rule("result_kind", within=check)
