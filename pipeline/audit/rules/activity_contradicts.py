"""The indicator is reported at one interval, its project or activity at another."""

from __future__ import annotations

from collections.abc import Iterator

from phaen.pipeline.audit.model import Finding, evidence_of, rule
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import indicator

INTERVALS = ("รายวัน", "รายสัปดาห์", "รายเดือน", "รายไตรมาส", "รายปี")


def intervals(text: str) -> set[str]:
    """The intervals that a text names."""
    plain = "".join(text.split())
    return {word for word in INTERVALS if word in plain}


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per indicator whose name and project each name one interval, and not the same."""
    for row in tables.rows("kpis"):
        own = intervals(str(row.get("name") or ""))
        for project in row.get("projects") or ():
            other = intervals(str(project.get("name") or ""))
            if len(own) != 1 or len(other) != 1 or own == other:
                continue
            a, b = min(own), min(other)
            yield Finding(
                rule=RULE.name,
                severity=RULE.severity,
                doc_ids=(row["doc_id"],),
                subject=indicator(tables, row),
                message_th=f"ตัวชี้วัดระบุ “{a}” แต่โครงการ/กิจกรรมระบุ “{b}” โปรดยืนยันรอบการรายงาน",
                message_en=f"The indicator says “{a}”, its activity “{b}”: please confirm the interval.",
                evidence=(evidence_of(row, f"{row['name']} | {project['name']}"),),
                discriminator=f"{row.get('kpi_id')} {b}",
            )


RULE = rule("activity_contradicts", within=check)
