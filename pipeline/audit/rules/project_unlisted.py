"""A project of the table of indicators stands in no project list of the plan, or under another name there."""

from __future__ import annotations

from collections.abc import Iterator

from phaen.pipeline.audit import materiality
from phaen.pipeline.audit.model import Finding, Row, evidence_of, rule
from phaen.pipeline.audit.names import likeness, name_difference, name_key
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import of_document, quoted

PROJECT = "โครงการ"
LISTS = (
    "part1",
    "part1_summary",
    "part2_issue",
    "part2_summary",
    "part3",
    "action",
    "strategy",
    "development",
    "operation",
)


def listed_projects(plans: list[Row]) -> list[Row]:
    """Lines of the plan's project lists, each name once."""
    rows = [
        row for row in plans if row.get("section") in LISTS and row.get("row_kind") == "item" and row.get("project")
    ]
    return list({name_key(str(row["project"])): row for row in reversed(rows)}.values())[::-1]


def nearest(name: str, listed: list[Row]) -> tuple[float, Row | None]:
    """The line whose name is most like ``name``, and how much."""
    best = max(listed, key=lambda row: likeness(name, str(row["project"])), default=None)
    return (likeness(name, str(best["project"])), best) if best is not None else (0.0, None)


def projects_of_table(kpis: list[Row]) -> Iterator[tuple[str, Row]]:
    """Projects that the table of indicators names, with the indicator."""
    for row in kpis:
        if "kpi_table" in (row.get("listings") or ()) and row.get("base") != "potential":
            for project in row.get("projects") or ():
                if str(project.get("name") or "").startswith(PROJECT):
                    yield str(project["name"]), row


def check(tables: Tables) -> Iterator[Finding]:
    """One finding per document, with every such project."""
    for doc_id, kpis in tables.by_document("kpis").items():
        listed = listed_projects(tables.by_document("plans").get(doc_id, []))
        if len(listed) < 2:
            continue
        named = list(projects_of_table(kpis))
        known = [name for name, _ in named if nearest(name, listed)[0] >= materiality.SAME_PROJECT]
        unlisted = [(name, row) for name, row in named if nearest(name, listed)[0] < materiality.OTHER_PROJECT]
        if not unlisted or len(known) < len(unlisted):
            continue  # where most are in no list, the lists were not read
        names = [name for name, _ in unlisted]
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            doc_ids=(doc_id,),
            subject=of_document(tables, doc_id, "โครงการในตารางตัวชี้วัดที่ไม่อยู่ในบัญชีโครงการ"),
            message_th=f"ตารางตัวชี้วัดระบุ {quoted(names)} แต่ไม่พบในบัญชีโครงการส่วนที่ 1–3 ของแผน โปรดเพิ่มในบัญชีโครงการ หรือยืนยันชื่อ",
            message_en=f"The table of indicators names {quoted(names)}, which no project list of the plan has: "
            "please list them, or confirm the names.",
            evidence=tuple(evidence_of(row, name) for name, row in unlisted),
        )


def renamed(tables: Tables) -> Iterator[tuple[str, Row, str, Row]]:
    """(name in the table, its indicator, name in the list, its line) where one project has materially two names."""
    for doc_id, kpis in tables.by_document("kpis").items():
        listed = listed_projects(tables.by_document("plans").get(doc_id, []))
        table = list(projects_of_table(kpis))
        keys = {name_key(name) for name, _ in table}
        for name, row in table:
            alike, line = nearest(name, listed)
            if line is None or name_key(str(line["project"])) in keys or not materiality.OTHER_PROJECT <= alike < 1.0:
                continue
            difference = name_difference(str(line["project"]), name)
            if difference is None or difference.cause != "wording" or alike < materiality.SAME_PROJECT:
                continue
            # words put in or left out; where one word stands for another (พัฒนา, ส่งเสริม) it is another project
            if difference.left in difference.right or difference.right in difference.left:
                yield name, row, str(line["project"]), line


RULE = rule("project_unlisted", within=check)
