"""The rubric differs by group of offices, and no group is ticked: the level cannot be checked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from phaen.pipeline.audit.model import Finding, Row, evidence_of, listed, rule
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import indicator

_GROUP = re.compile(r"กลุ่มหน่วยงาน\s*([A-Z])\b")
_TICK = re.compile("[☑☒✓✔√✗✘■●◉⬛]")


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per indicator of a report with a rubric for several groups."""
    for doc_id, rows in tables.by_document("rubrics").items():
        groups: dict[str, dict[str, Row]] = defaultdict(dict)
        for row in rows:
            if row.get("group") and row.get("kpi_id"):
                groups[row["kpi_id"]].setdefault(str(row["group"]), row)
        results = {
            row.get("kpi_id"): row for row in tables.by_document("results").get(doc_id, []) if row.get("achieved_raw")
        }
        places = [
            (row, text)
            for row in tables.by_document("sections").get(doc_id, [])
            if len(
                set(
                    _GROUP.findall(
                        text := str((row.get("heading_path") or [""])[-1]) + " " + str(row.get("text") or "")
                    )
                )
            )
            > 1
        ]
        for kpi_id, by_group in groups.items():
            if (
                len(by_group) < 2
                or kpi_id not in results
                or not places
                or any(_TICK.search(text) for _, text in places)
            ):
                continue
            names = listed(sorted(by_group))
            yield Finding(
                rule=RULE.name,
                severity=RULE.severity,
                doc_ids=(doc_id,),
                subject=indicator(tables, tables.kpi.get(kpi_id, results[kpi_id])),
                message_th=f"เกณฑ์การให้คะแนนต่างกันตามกลุ่มหน่วยงาน {names} แต่ไม่ได้ระบุว่าหน่วยงานอยู่กลุ่มใด "
                "จึงตรวจสอบระดับไม่ได้ โปรดระบุกลุ่ม",
                message_en=f"The rubric differs between groups {names}, and no group is marked: please mark it.",
                evidence=(
                    *(evidence_of(row, text.strip()[:120]) for row, text in places),
                    *(
                        evidence_of(row, f"{group}: {row.get('threshold_raw') or ''}")
                        for group, row in sorted(by_group.items())
                    ),
                    evidence_of(results[kpi_id], str(results[kpi_id]["achieved_raw"])),
                ),
                discriminator=kpi_id,
            )


RULE = rule("rubric_group", within=check)
