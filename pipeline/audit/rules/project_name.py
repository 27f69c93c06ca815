"""One project has one name in the project list and another in the table of indicators."""

from __future__ import annotations

from collections.abc import Iterator

from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.model import Finding, evidence_of, rule
from phaen.pipeline.audit.names import likeness, name_difference
from phaen.pipeline.audit.rules.project_unlisted import renamed
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import of_document, short


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per project: list against table of indicators, table of indicators against its steps."""
    yield from _steps(tables)
    for name, row, other, line in renamed(tables):
        difference = name_difference(other, name)
        left, right = (difference.left or "–", difference.right or "–") if difference else ("–", "–")
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            doc_ids=(row["doc_id"],),
            subject=of_document(tables, row["doc_id"], other),
            message_th=f"บัญชีโครงการใช้ “{left}” ส่วนตารางตัวชี้วัดใช้ “{right}” โปรดยืนยันชื่อโครงการ",
            message_en=f"The project list has “{left}”, the table of indicators “{right}”: please confirm the name.",
            evidence=(evidence_of(line, other), evidence_of(row, name)),
            discriminator=name,
        )


def _steps(tables: Tables) -> Iterator[Finding]:
    """The project of an indicator and the one that its table of steps is headed by."""
    for doc_id, rows in tables.by_document("milestones").items():
        headed = {str(row["kpi_id"]): row for row in reversed(rows) if row.get("kpi_id") and row.get("project")}
        for kpi_id, step in headed.items():
            kpi = tables.kpi.get(kpi_id, {})
            projects = [str(one["name"]) for one in kpi.get("projects") or () if one.get("name")]
            if len(projects) != 1:
                continue
            listed, given = (_bare(name) for name in (projects[0], str(step["project"])))
            difference = name_difference(listed, given)
            if (
                likeness(listed, given) >= materiality.MEASURED_PROJECT
                or difference is None
                or difference.cause != "wording"
            ):
                continue
            yield Finding(
                rule=RULE.name,
                severity=RULE.severity,
                doc_ids=(doc_id,),
                subject=of_document(tables, doc_id, projects[0]),
                message_th=f"ตารางขั้นตอนของตัวชี้วัดเดียวกันใช้ชื่อ “{short(str(step['project']))}” โปรดยืนยันชื่อโครงการ",
                message_en=f"The table of steps of the same indicator is headed “{short(str(step['project']))}”: "
                "please confirm the name.",
                evidence=(evidence_of(kpi, projects[0]), evidence_of(step, str(step["project"]))),
                discriminator=f"steps {kpi_id}",
            )


def _bare(name: str) -> str:
    """A project's name without the word that says what it is."""
    for word in materiality.PROJECT_WORDS:
        name = name.removeprefix(word)
    return name.removeprefix("การ")


RULE = rule("project_name", within=check)
