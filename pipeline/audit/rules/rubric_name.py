"""A rubric is headed by its project's name, not by the indicator's."""

from __future__ import annotations

from collections.abc import Iterator

from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.model import Finding, evidence_of, rule
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import indicator, short


def names_the_project(name: str, indicator_name: str) -> bool:
    """Does a heading name the indicator's project instead of the indicator?"""
    return name.startswith(materiality.PROJECT_WORDS) and not indicator_name.startswith(materiality.PROJECT_WORDS)


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per indicator."""
    for kpi_id, kpi in tables.kpi.items():
        for row in tables.mentions.get(kpi_id, []):
            name = str(row.get("name") or "")
            if row.get("listing") != "rubric" or not names_the_project(name, str(kpi.get("name") or "")):
                continue
            yield Finding(
                rule=RULE.name,
                severity=RULE.severity,
                doc_ids=(kpi["doc_id"],),
                subject=indicator(tables, kpi),
                message_th=f"หัวเกณฑ์การให้คะแนนระบุ “{short(name)}” ไม่ใช่ชื่อตัวชี้วัด โปรดยืนยันว่าเป็นเกณฑ์ของตัวชี้วัดนี้",
                message_en=f"The rubric is headed “{short(name)}”, not by the indicator: please confirm "
                "that it is its rubric.",
                evidence=(evidence_of(row, name), evidence_of(kpi, str(kpi["name"]))),
                discriminator=kpi_id,
            )


RULE = rule("rubric_name", within=check)
