"""Indicator tables of an annual plan: ส่วนที่ 4 (KR tables, องค์ประกอบที่ 2), ตาราง ข and ตาราง ฉ."""

from __future__ import annotations

from phaen.extractors.forms.context import (
    Context,
    amounts_of,
    base_in,
    component_no_in,
    is_blank,
    restored_in,
    row_confidence,
    row_flags,
)
from phaen.extractors.forms.details import split_details
from phaen.extractors.forms.records import Mention, PlanLine
from phaen.extractors.tables.joined import JoinedRow, JoinedTable
from phaen.normalizers.text import arabic_digits, clean
from phaen.normalizers.years import column_year


def section_row(ctx: Context, row: JoinedRow) -> bool:
    """Take in a row across the table that names an องค์ประกอบ (component); true when it was one."""
    if not row.spanning:
        return False
    text = clean(row.text)
    number, base = component_no_in(text), base_in(text)
    if number is None and base is None:
        return False
    ctx.component_no, ctx.base = number or ctx.component_no, base
    ctx.claim(row)
    return True


def new_mention(ctx: Context, table: JoinedTable, row: JoinedRow, listing: str, roles: tuple[str, ...]) -> Mention:
    """A mention of the indicator that ``row`` lists, with the printed text of ``roles``; claims the cells used."""
    mention = Mention(
        listing,
        table.cell(row, "name").text,
        row.place,
        row.places,
        heading_path=ctx.heading_path,
        flags=row_flags(row),
        confidence=row_confidence(row, table.score),
    )
    mention.money_line = ctx.money_line
    mention.amounts = amounts_of(ctx, table, row) if "budget" in roles else []
    for role in ("name", "item_no", "count_unit", *roles):
        if table.column(role) is not None:
            cell = table.cell(row, role)
            mention.headings[role] = table.heading(role)
            ctx.claim(cell)
            if cell.inherited:
                mention.inherited.add(role)
            if role != "name":
                mention.raw[role] = cell.text
    number = arabic_digits(mention.raw.pop("item_no", "")).strip().rstrip(".)").strip()
    mention.item_no = number or None
    return mention


def targets(ctx: Context, table: JoinedTable, row: JoinedRow, role: str, mention: Mention) -> None:
    """The target of the document's year, and every year's where the table prints several."""
    columns = table.columns(role)
    if columns:
        mention.headings["target"] = table.heading(role)
    by_year: dict[int, str] = {}
    for index in columns:
        cell = row.cells[index]
        ctx.claim(cell)
        parts = table.headings[index]
        year = next((found for part in reversed(parts) if part and (found := column_year(part))), None)
        if year is not None and (len(columns) > 1 or len(parts) > 1):
            by_year[year] = cell.text
    if by_year:
        mention.targets_by_year = sorted(by_year.items())
        year = ctx.fiscal_year if ctx.fiscal_year in by_year else max(by_year)
        mention.raw["target"] = by_year[year]
        if year != ctx.fiscal_year:
            mention.flags.append("target_year_guess")
    elif columns:
        mention.raw["target"] = row.cells[columns[0]].text


def kr_table(ctx: Context, table: JoinedTable) -> None:
    """KR table of ส่วนที่ 4: 1.1 Agenda Base, 1.2 Function Base; one row per indicator."""
    for row in table.rows:
        if section_row(ctx, row) or not table.cell(row, "name") or row.is_total or row.spanning:
            continue
        if is_blank(table.cell(row, "name").text):
            ctx.claim(row)
            continue
        roles = ("code", "responsibility", "project", "budget", "units", "weight")
        mention = new_mention(ctx, table, row, "kpi_table", roles)
        targets(ctx, table, row, "target", mention)
        mention.component_no, mention.base = ctx.component_no, ctx.base
        ctx.records.mentions.append(mention)


def _component_plan(ctx: Context, mention: Mention, row: JoinedRow) -> None:
    """Activities of Potential Base tables are plan rows too."""
    if mention.base != "potential" or is_blank(mention.raw.get("project", "")) or "project" in mention.inherited:
        return
    raw: dict[str, str] = {role: mention.raw[role] for role in ("project", "budget", "units") if role in mention.raw}
    line = PlanLine("potential", False, row.place, raw, flags=list(mention.flags), confidence=mention.confidence)
    line.headings, line.money_line, line.amounts = dict(mention.headings), mention.money_line, mention.amounts
    ctx.records.plans.append(line)


def component_table(ctx: Context, table: JoinedTable) -> None:
    """องค์ประกอบที่ 2 of ส่วนที่ 4: indicator, activity, budget, unit."""
    for row in table.rows:
        if section_row(ctx, row) or is_blank(table.cell(row, "name").text) or row.is_total:
            continue
        mention = new_mention(ctx, table, row, "kpi_table", ("project", "budget", "units", "weight"))
        mention.component_no, mention.base = ctx.component_no, ctx.base
        ctx.records.mentions.append(mention)
        _component_plan(ctx, mention, row)


def component_definition(ctx: Context, table: JoinedTable) -> None:
    """ตาราง ฉ: indicator, definition, activity with its unit in brackets."""
    for row in table.rows:
        if section_row(ctx, row) or is_blank(table.cell(row, "name").text):
            continue
        mention = new_mention(ctx, table, row, "kpi_table", ("details", "project"))
        mention.raw.update(split_details(mention.raw.pop("details", "")))
        mention.raw["project_unit"] = "in_brackets"
        mention.component_no, mention.base = ctx.component_no, ctx.base
        ctx.records.mentions.append(mention)
        _component_plan(ctx, mention, row)


def strategy_definition(ctx: Context, table: JoinedTable) -> None:
    """ตาราง ข: the agency's own indicators with definitions, under ประเด็นการพัฒนา and Objective."""
    for row in table.rows:
        if is_blank(table.cell(row, "name").text):
            ctx.claim(table.cell(row, "name"))
            continue
        mention = new_mention(ctx, table, row, "strategy_table", ("target", "details", "project"))
        mention.raw.update(split_details(mention.raw.pop("details", "")))
        mention.issue_no = ctx.issue_no
        if ctx.objective is not None:
            mention.raw["objective"] = ctx.objective.text
            mention.flags.extend(restored_in(ctx.objective))
        ctx.records.mentions.append(mention)
