"""Project lines and totals made from the row of a table, as a form's spec says."""

from __future__ import annotations

import re

from phaen.extractors.forms.building import case_of, fields_of, taken_from_above
from phaen.extractors.forms.context import Context, amounts_of, is_blank, plain, row_confidence, row_flags
from phaen.extractors.forms.money_lines import without_unit
from phaen.extractors.forms.months import has_gap, is_overlong, month_columns, span
from phaen.extractors.forms.records import PlanLine, SectionText
from phaen.extractors.forms.spec import Field, Give
from phaen.extractors.tables.joined import EMPTY, JoinedCell, JoinedRow, JoinedTable
from phaen.normalizers.periods import period
from phaen.normalizers.totals import says_total

_NUMBER_OF = re.compile(r"^\W*จำนวน")
OF_TOTALS = frozenset({"budget_raw", "count", "strategy", "tactic", "programme"})
"""What a total says beside its label: of which group it is the sum, how many projects, and the money."""
_LISTED = re.compile(r"(?:^|\n)\s*[0-9๐-๙]{1,2}[.)]\s*[ก-๙]")
"""Lines of one cell that each begin with a number: several projects, or what one is made of."""
_ENTRIES = re.compile(r"(?:^|\s)[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2}){1,3}\s*\([0-9๐-๙]{1,2}\)\s*[ก-๙]")
"""Numbers of entries inside one cell: rows that nothing parted."""
_COUNTED = re.compile(r"([0-9๐-๙][0-9๐-๙,]*)\s*(โครงการ|กิจกรรม|มาตรการ)")


def counted(row: JoinedRow) -> str | None:
    """The number of projects that a total row states (``รวม 12 โครงการ``); else of the work named first."""
    for cell in row.cells:
        found = _COUNTED.findall(cell.text)
        if found:
            named = [number for number, what in found if what == "โครงการ"]
            return str(named[0] if named else found[0][0])
    return None


def plan_line(ctx: Context, table: JoinedTable, row: JoinedRow, give: Give, *, is_total: bool) -> PlanLine:
    """The project line, or the total, that ``row`` prints; claims the cells used."""
    section = case_of(give.section, ctx, table)
    flags = [*row_flags(row), *table.flags]
    line = PlanLine(section, is_total, row.place, flags=flags, confidence=row_confidence(row, table.score))
    line.money_line, line.amended = ctx.money_line, ctx.amended
    if section is None:
        line.flags.append("section_unknown")
    for field in fields_of(give, table):
        if is_total and not (field.column in OF_TOTALS or (give.sums and field.column == "units")):
            continue
        if is_total and _is_label(table.cell(row, field.role).text):
            continue  # the label stands in the column of the groups
        _plan_field(ctx, table, row, field, line)
    money = [line.raw.get("budget", ""), *(text for _, text in line.amounts)]
    if ctx.money_doubt and any(map(without_unit, money)):
        line.flags.append(ctx.money_doubt)
    if is_total:
        if not line.raw.get("count") and (count := counted(row)) is not None:
            line.raw["count"] = count
        ctx.claim(*(cell for cell in row.cells if _is_label(cell.text) or _COUNTED.search(cell.text)))
        _keep_counts(ctx, row)
    if (not is_total or give.sums) and (not give.above_in or section in give.above_in):
        texts, flags = taken_from_above(ctx, give)
        line.raw.update({raw: text for raw, text in texts.items() if not line.raw.get(raw, "").strip()})
        line.flags.extend(flags)
    printed = "" if is_total else line.raw.get("project", "")
    if len(_ENTRIES.findall(printed)) > 1 or (table.elsewhere and len(_LISTED.findall(printed)) > 1):
        line.flags.append("items_unmatched")
    if not is_total and table.elsewhere and printed and _is_alone(row):
        line.flags.append("cell_missing")  # a name and nothing beside it may be the heading of a group
    ctx.records.plans.append(line)
    ctx.made.append((row, line))
    return line


def _keep_counts(ctx: Context, row: JoinedRow) -> None:
    """What a total row counts besides projects (``4 มาตรการ 1 กิจกรรม 16 โครงการ``), with the group that it names: kept
    as text, for the row has one count."""
    at = next((at for at, cell in enumerate(row.cells) if len(_COUNTED.findall(cell.text)) > 1), None)
    if at is not None:
        told = " ".join(plain(cell.text) for cell in row.cells[: at + 1] if not is_blank(cell.text))
        ctx.records.sections.append(SectionText(ctx.heading_path, "other", told, row.place))


def _is_label(text: str) -> bool:
    """Does the text say that a total stands beside it (รวม), or how many it sums up (จำนวน)?"""
    return says_total(text) or _NUMBER_OF.match(text) is not None


def _is_alone(row: JoinedRow) -> bool:
    """Is a single cell of the row filled, or merged from above?"""
    return sum(not is_blank(cell.text) for cell in row.cells) == 1


def _plan_field(ctx: Context, table: JoinedTable, row: JoinedRow, field: Field, line: PlanLine) -> None:
    if field.parser == "months":
        months = month_columns(table, field.role, ctx.fiscal_year)
        if is_overlong(row, months):
            line.flags.append("months_unread")
        else:
            line.start_month, line.end_month = span(table, row, months)
            if has_gap(row, months):
                line.flags.append("months_with_gaps")
        ctx.claim(*(row.cells[index] for index in table.columns(field.role)))
        return
    cell = table.cell(row, field.role)
    if field.parser == "period":
        ctx.claim(cell)
        line.start_month, line.end_month = period(cell.text, ctx.fiscal_year, table.heading(field.role))
        if line.end_month is None and not is_blank(cell.text):
            line.flags.append("months_unread")
        return
    if field.parser == "count" and len(table.columns(field.role)) > 1:
        cell = _counted_in_all(ctx, table, row, field, line)
    line.raw[field.raw] = cell.lines if field.parser == "units" else cell.text
    line.headings[field.raw] = table.heading(field.role)
    ctx.claim(cell)
    if field.parser == "money":
        line.amounts = amounts_of(ctx, table, row, field.role)


def _counted_in_all(ctx: Context, table: JoinedTable, row: JoinedRow, field: Field, line: PlanLine) -> JoinedCell:
    """Of several counts (a column a year) the one of all of them together; without one none, and a flag."""
    indexes = table.columns(field.role)
    ctx.claim(*(row.cells[index] for index in indexes))
    whole = [index for index in indexes if any(part.strip().startswith("รวม") for part in table.headings[index])]
    if len(whole) == 1:
        return row.cells[whole[0]]
    if any(not is_blank(row.cells[index].text) for index in indexes):
        line.flags.append("count_unread")
    return EMPTY
