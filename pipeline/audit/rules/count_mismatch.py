"""A printed count differs from the rows that it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from phaen.normalizers.text import arabic_digits
from phaen.pipeline.assemble.project_parts import parts_of_others
from phaen.pipeline.audit.model import Finding, Row, evidence_of, merged, rule
from phaen.pipeline.audit.rules.milestone_total import complete, step_runs
from phaen.pipeline.audit.sheets import sheet_rows
from phaen.pipeline.audit.statements import CountStatement, base_name, count_statements, plan_statements, section_name
from phaen.pipeline.audit.sum_tables import sum_tables, wholes
from phaen.pipeline.audit.tables import Tables
from phaen.pipeline.audit.wording import of_document

INDICATORS = ("ตัวชี้วัด", "indicators")
PROJECTS = ("โครงการ/กิจกรรม", "projects")
STEPS = ("ขั้นตอน", "steps")
_STEPS = re.compile(r"รวม\s*(\d+)\s*ขั้นตอน")


def _belongs(row: Row, statement: CountStatement) -> bool:
    if statement.base is not None and row.get("base") is not None:
        return bool(row["base"] == statement.base)
    if statement.base is None and statement.component is None:
        return statement.in_list
    if statement.component is not None:
        component = str(row.get("component_no") or "")
        return component == statement.component or component.startswith(f"{statement.component}.")
    return False


def _listed(tables: Tables, doc_id: str, statement: CountStatement) -> list[Row]:
    """The indicators of the listing that the statement heads; none where that cannot be told."""
    rows = [row for row in tables.by_document("kpis").get(doc_id, []) if _belongs(row, statement)]
    listing = "kr_list" if statement.in_list else "kpi_table"
    listed = [row for row in rows if listing in (row.get("listings") or [])]
    if not listed and not statement.in_list:
        return [row for row in rows if row.get("listings")]
    return [row for kpi in listed for row in tables.printed(kpi, listing)]


def _last_number(rows: list[Row]) -> int:
    """The highest number printed before the rows (3 for ``2.3``): what the document itself counts up to."""
    numbers = [str(row.get("item_no") or "").split(".")[-1] for row in rows]
    return max((int(number) for number in numbers if number.isdecimal()), default=0)


def check(tables: Tables) -> Iterator[Finding]:
    """``จำนวน N KRs`` against indicators; ``รวมจำนวน N โครงการ`` against the lines of the table above.

    The list and the table of a component often state the same number: that is one finding with both places.
    """
    for doc_id in tables.document:
        yield from merged(_indicators(tables, doc_id))
        yield from _steps(tables, doc_id, tables.by_document("milestones").get(doc_id, []))
        for closing in plan_statements(tables, doc_id):
            found = len(closing.items)
            if closing.count is not None and found and closing.count not in map(len, closing.parts()):
                of = section_name(closing.section)
                yield _finding(tables, doc_id, closing.row, closing.raw, closing.count, of, found, PROJECTS)
        rows = tables.by_document("plans").get(doc_id, [])
        of_sums = list(sum_tables(rows))
        apart = {id(row) for table in of_sums for row in table} | set(sheet_rows(rows))
        yield from _sums(tables, doc_id, [row for row in rows if id(row) not in apart])
        yield from _sums_of_sums(tables, doc_id, of_sums)


def _sums_of_sums(tables: Tables, doc_id: str, of_sums: Sequence[Sequence[Row]]) -> Iterator[Finding]:
    """The number of projects in the last row of a table of sums, against those of its groups."""
    for table in of_sums:
        for whole in wholes(table):
            stated, counts = whole.total.get("count"), [[row.get("count") for row in way] for way in whole.ways]
            doubtful = any(row.get("flags") for row in (whole.total, *table))
            if stated is None or not counts or doubtful or any(count is None for way in counts for count in way):
                continue
            found = [sum(count for count in way if count is not None) for way in counts]
            if stated not in found:
                of = section_name(str(whole.total.get("section") or ""))
                yield _finding(
                    tables, doc_id, whole.total, f"รวม {stated} โครงการ", int(stated), of, found[0], PROJECTS
                )


def _indicators(tables: Tables, doc_id: str) -> Iterator[Finding]:
    for statement in count_statements(tables, doc_id):
        rows = _listed(tables, doc_id, statement)
        found, last = len(rows), _last_number(rows)
        wrong = found < statement.count if statement.at_least else found != statement.count
        # A list numbered up to the stated count is complete on paper: a row was not read.
        read = last != statement.count if not statement.at_least else last < statement.count
        if found and wrong and read:
            of = base_name(statement.base) or f"องค์ประกอบที่ {statement.component or '–'}"
            yield _finding(tables, doc_id, statement.row, statement.raw, statement.count, of, found, INDICATORS)


def _sums(tables: Tables, doc_id: str, rows: Sequence[Row]) -> Iterator[Finding]:
    """``รวม 4 โครงการ`` in the row that closes a table, against the lines since the total before it."""
    lines: list[Row] = []
    for row in rows:
        if lines and lines[-1].get("section") != row.get("section"):
            lines = []
        if row.get("row_kind") != "total":
            lines.append(row)
            continue
        stated = row.get("count")
        if stated and lines and not any(one.get("flags") for one in (*lines, row)):
            parts = parts_of_others(lines)
            counts = {len(lines), len([one for one in lines if id(one) not in parts])}
            counts |= {len([one for one in lines if one.get("kind") == kind]) for kind in ("project", "activity")}
            counts.add(len({str(one.get("project")) for one in lines}))
            if stated not in counts:
                groups = (lines[-1].get("strategy"), lines[-1].get("tactic"), lines[-1].get("programme"))
                of = next((str(name) for name in groups if name), section_name(str(row.get("section") or "")))
                raw = f"รวม {stated} โครงการ"
                yield _finding(tables, doc_id, row, raw, int(stated), of, len(lines), PROJECTS)
        lines = []


def _steps(tables: Tables, doc_id: str, rows: list[Row]) -> Iterator[Finding]:
    """``รวม 8 ขั้นตอน`` against the steps above it."""
    for run in step_runs(rows):
        label = str(run[-1].get("step") or "") if run[-1].get("row_kind") == "total" else ""
        stated = _STEPS.search(arabic_digits(label))
        found = len(run) - 1
        if stated and complete(run) and int(stated[1]) != found:
            of = str(run[0].get("project") or run[0].get("kpi_name") or "")
            yield _finding(tables, doc_id, run[-1], label, int(stated[1]), of, found, STEPS)


def _finding(
    tables: Tables, doc_id: str, row: Row, raw: str, stated: int, of: str, found: int, unit: tuple[str, str]
) -> Finding:
    unit_th, unit_en = unit
    way_th, way_en = ("ขาด", "fewer") if found < stated else ("เกิน", "more")
    gap = abs(stated - found)
    return Finding(
        rule=RULE.name,
        severity="warning",
        doc_ids=(doc_id,),
        subject=of_document(tables, doc_id, raw),
        message_th=f"{of}: ระบุ {stated} {unit_th} แต่นับได้ {found} ({way_th} {gap}) โปรดยืนยันจำนวน",
        message_en=f"{of}: {stated} {unit_en} are stated, {found} are listed ({gap} {way_en}): please "
        "confirm the number.",
        evidence=(evidence_of(row, raw),),
        discriminator=f"{of} {stated} {found}",
    )


RULE = rule("count_mismatch", within=check)
