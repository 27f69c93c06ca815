"""Results of indicators made from the row of a table: what was reached, and what was said of it."""

from __future__ import annotations

import re

from phaen.extractors.forms.building import fields_of
from phaen.extractors.forms.context import Context, is_blank, row_confidence, row_flags
from phaen.extractors.forms.records import Mention, ResultLine
from phaen.extractors.forms.spec import Give
from phaen.extractors.tables.joined import JoinedRow, JoinedTable
from phaen.normalizers.targets import LEVEL, parse_target
from phaen.normalizers.text import arabic_digits, clean
from phaen.normalizers.years import fiscal_year_in

_BARE_LEVEL = re.compile(r"(?:ระดับ(?:ที่)?\s*)?[1-5](?:\.0+)?")
MOST_OF_A_FIGURE = 60
"""Letters of the longest text that is a figure with its unit, or with a remark behind it, and no account of work."""


def result_line(ctx: Context, table: JoinedTable, row: JoinedRow, give: Give, owner: Mention) -> ResultLine:
    """The result that ``row`` reports for ``owner``."""
    fields = fields_of(give, table)
    raw = {field.raw: table.cell(row, field.role).text for field in fields}
    if len(table.columns("target")) > 1:
        raw["target"] = owner.raw.get("target", "")  # of several years, that of the document's own
    left: tuple[str, ...] = ()
    if _level_beside_result(raw):
        # ผลการดำเนินงาน (result) | ระดับที่ได้ (level reached): the figure is the result, the level is what it earns
        raw["achieved"], raw["narrative"], left = raw["narrative"], "", ("achieved",)
    ctx.claim(*(table.cell(row, field.role) for field in fields if field.raw not in left))
    base = give.base or ctx.base
    line = ResultLine(give.source, owner, owner.name_raw, row.place, base, ctx.component_no, owner.item_no, raw)
    line.fiscal_year = fiscal_year_in(table.heading("achieved"))
    line.headings = {field.raw: table.heading(field.role) for field in fields}
    line.flags, line.confidence = [*row_flags(row), *table.flags], row_confidence(row, table.score)
    ctx.records.results.append(line)
    ctx.made.append((row, line))
    return line


def _level_beside_result(raw: dict[str, str]) -> bool:
    """Is what was taken for the result only a level, the account beside it a figure in the unit of the target?"""
    told, target = raw.get("narrative", ""), parse_target(raw.get("target", ""), raw.get("count_unit") or None)
    if is_blank(told) or len(told) > MOST_OF_A_FIGURE or target.unit in (None, LEVEL):
        return False
    figure = parse_target(told, target.unit)
    if figure.value is None or figure.unit != target.unit:
        return False
    return _BARE_LEVEL.fullmatch(arabic_digits(clean(raw.get("achieved", "")))) is not None
