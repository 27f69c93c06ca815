"""ตาราง จ (month tables): the indicator that stands above a table."""

from __future__ import annotations

from phaen.extractors.forms.context import Context, restored_in
from phaen.extractors.forms.records import Mention
from phaen.extractors.tables.joined import JoinedTable


def milestone_indicator(ctx: Context, table: JoinedTable) -> Mention | None:
    """The indicator whose project the month table below it parts into steps."""
    name = ctx.text("milestone_indicator") or ""
    if not name:
        return None
    last = ctx.records.mentions[-1] if ctx.records.mentions else None
    if last is not None and last.listing == "milestones" and last.name_raw == name:
        return last
    place = table.rows[0].place if table.rows else table.place
    mention = Mention(
        "milestones", name, place, item_no=ctx.number("milestone_indicator"), heading_path=ctx.heading_path
    )
    mention.flags.extend(restored_in(ctx.get("milestone_indicator")))
    ctx.records.mentions.append(mention)
    return mention
