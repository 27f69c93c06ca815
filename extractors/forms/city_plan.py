"""ส่วนที่ 1 and ตาราง ก: key results and indicators of the city's plan that the agency serves (listing ``bma_plan``)."""

from __future__ import annotations

from phaen.extractors.forms.context import Context, Field, is_blank, plain, restored_in
from phaen.extractors.forms.details import split_details
from phaen.extractors.forms.indicator_tables import new_mention, targets
from phaen.extractors.forms.records import Mention
from phaen.extractors.tables.joined import JoinedTable
from phaen.normalizers.names import parse_indicator


def _is_template(text: str) -> bool:
    """``KR 1 : .....`` and ``KPI : .....``: a row of the form left empty."""
    return is_blank(text) or is_blank(parse_indicator(text).name)


def _placed(ctx: Context, mention: Mention) -> Mention:
    mention.strategy_no, mention.substrategy_no = ctx.strategy_no, ctx.substrategy_no
    objective = ctx.objective if ctx.table_letter is not None and ctx.objective is not None else ctx.bma_objective
    if objective is not None and objective.text:
        mention.raw["objective"] = objective.text
        mention.flags.extend(restored_in(objective))
    ctx.records.mentions.append(mention)
    return mention


def objective_table(ctx: Context, table: JoinedTable) -> None:
    """Objective | KR | target | lead | support. An empty objective cell inherits the one above."""
    for row in table.rows:
        cell = table.cell(row, "objective")
        if cell and not is_blank(cell.text):
            ctx.bma_objective = Field("objective", plain(cell.text), row.place, cell.flags)
        ctx.claim(cell)
        if _is_template(table.cell(row, "name").text):
            ctx.claim(row)
            continue
        _placed(ctx, new_mention(ctx, table, row, "bma_plan", ("target", "lead", "support")))


def target_table(ctx: Context, table: JoinedTable) -> None:
    """Indicator | target per year, with or without the เป้าประสงค์ (goal) column, which is not the objective."""
    for row in table.rows:
        ctx.claim(table.cell(row, "goal"))
        if _is_template(table.cell(row, "name").text):
            ctx.claim(row)
            continue
        mention = new_mention(ctx, table, row, "bma_plan", ())
        targets(ctx, table, row, "target_year", mention)
        _placed(ctx, mention)


def definition_table(ctx: Context, table: JoinedTable) -> None:
    """ตาราง ก: tactic, indicator, target, definition, activities."""
    for row in table.rows:
        ctx.claim(table.cell(row, "tactic"))
        if _is_template(table.cell(row, "name").text):
            ctx.claim(row)
            continue
        mention = new_mention(ctx, table, row, "bma_plan", ("target", "details", "project"))
        mention.raw.update(split_details(mention.raw.pop("details", "")))
        _placed(ctx, mention)
