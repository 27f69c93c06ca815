"""ตาราง จ: steps of a project with their share of the work and arrows across the months."""

from __future__ import annotations

import re

from phaen.extractors.forms.context import Context, Field, restored_in, row_confidence, row_flags
from phaen.extractors.forms.records import Mention, MilestoneStep
from phaen.extractors.tables.joined import JoinedRow, JoinedTable
from phaen.normalizers.text import clean
from phaen.normalizers.years import month_number, years_in

_ARROW = re.compile(r"[←→↔⇐⇒⇔⟵⟶⟷◄►▶◀➔➜➝➞]|<[-=─—]+|[-=─—]+>|[-─—]{2,}")
_FIRST_MONTH = 10
"""The fiscal year begins in October (ต.ค.) of the year before."""


def month_of_columns(table: JoinedTable, fiscal_year: int | None) -> dict[int, str]:
    """Column index → ``YYYY-MM`` (Buddhist Era) of the month columns.

    The year over a month comes from the header; without one, October to December belong to the year before the
    document's fiscal year.
    """
    months: dict[int, str] = {}
    year: int | None = None
    last: int | None = None
    for index in table.columns("months"):
        parts = table.headings[index]
        printed = [y for part in parts for y in years_in(part)]
        number = next((m for part in reversed(parts) if (m := month_number(part)) is not None), None)
        if number is None:
            continue
        if printed:
            year = printed[0]
        elif fiscal_year is not None and year is None:
            year = fiscal_year - 1 if number >= _FIRST_MONTH else fiscal_year
        if year is None:
            continue
        # a header that prints the first year only: the months themselves tell where the next year begins
        if not printed and last is not None and number < last:
            year += 1
        last = number
        months[index] = f"{year}-{number:02d}"
    return months


def _span(table: JoinedTable, row: JoinedRow, months: dict[int, str]) -> tuple[str | None, str | None]:
    """First and last month with an arrow; arrows that spilled past the last month column count as the last month."""
    if not months:
        return None, None
    last = max(months)
    marked = [index for index in range(min(months), len(row.cells)) if _ARROW.search(row.cells[index].text)]
    covered: list[int] = []
    for index in marked:
        spans = [part.colspan for part in row.cells[index].parts]
        covered.extend(range(index, index + max([1, *spans])))
    inside = sorted({min(index, last) for index in covered})
    inside = [index for index in inside if index in months]
    if not inside:
        return None, None
    return months[inside[0]], months[inside[-1]]


def month_table(ctx: Context, table: JoinedTable) -> None:
    """One table per project: the indicator and project stand above it."""
    owner = _owner(ctx, table)
    if owner is None:
        return
    months = month_of_columns(table, ctx.fiscal_year)
    project = _text(ctx.milestone_project)
    for row in table.rows:
        if not table.cell(row, "step"):
            continue
        for role in ("step", "weight", "cumulative"):
            ctx.claim(table.cell(row, role))
        ctx.claim(*(cell for cell in row.cells if not cell or _ARROW.search(cell.text)))
        step = MilestoneStep(
            owner,
            ctx.milestone_no,
            project,
            bool(re.match(r"^\W*รวม", clean(table.cell(row, "step").text))),
            row.place,
            {role: table.cell(row, role).text for role in ("step", "weight", "cumulative")},
            flags=[*row_flags(row), *restored_in(ctx.milestone_project)],
            confidence=row_confidence(row, table.score),
        )
        step.start_month, step.end_month = _span(table, row, months)
        if not months:
            step.flags.append("months_unread")
        ctx.records.milestones.append(step)


def _owner(ctx: Context, table: JoinedTable) -> Mention | None:
    name = _text(ctx.milestone_name)
    if not name:
        return None
    last = ctx.records.mentions[-1] if ctx.records.mentions else None
    if last is not None and last.listing == "milestones" and last.name_raw == name:
        return last
    place = table.rows[0].place if table.rows else table.place
    mention = Mention("milestones", name, place, item_no=ctx.milestone_no, heading_path=ctx.heading_path)
    mention.flags.extend(restored_in(ctx.milestone_name))
    ctx.records.mentions.append(mention)
    return mention


def _text(field: Field | None) -> str:
    return field.text if field is not None else ""
