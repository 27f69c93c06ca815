"""What is known against a record: cells of its line that no role took, a heading that was only partly understood.

It stands on the record that it concerns, so that a person is led to the value and a model can weigh it.
"""

from __future__ import annotations

import re

from phaen.extractors.forms.context import Context, is_blank
from phaen.extractors.forms.level_sums import is_numbered, unsaid_totals
from phaen.extractors.forms.records import Evidence, Made, Mention, PlanLine
from phaen.extractors.forms.repeated_labels import name_after_indicator
from phaen.extractors.forms.spec import Form
from phaen.extractors.tables.joined import JoinedRow, JoinedTable
from phaen.extractors.tables.row_begins import opens_line
from phaen.extractors.wordings.catalogue import active
from phaen.normalizers.text import clean

UNCLAIMED = "unclaimed_cells"
MISSING = "cell_missing"
NAMELESS = "name_doubtful"
UNSAID_TOTAL = "total_guess"
UNNUMBERED = "number_missing"
_MAY_BE_EMPTY = frozenset({"budget", "details", "months", "level_column", "programme_output"})
"""Roles whose empty cell says something: no money, nothing to explain, no arrow, the group above."""
_NO_NAME = re.compile(r"^[^ก-ฮA-Za-z]*$|^\W*(?:ร้อยละ|ระดับ|จำนวน)?\s*[0-9๐-๙][0-9๐-๙.,\s]*(?:บาท|%)?\W*$")
"""Signs and figures alone; a bare target or amount."""


def weigh(ctx: Context, form: Form, table: JoinedTable) -> None:
    """Give every record that ``table`` made its evidence; a record whose line has unread cells is flagged."""
    needed = [
        role.name
        for role in active().kinds.get(table.kind or "", ())
        if role.is_needed and role.name not in _MAY_BE_EMPTY and role.name not in dict(form.sets)
    ]
    for row in table.rows:
        ctx.claim(*(cell for cell in row.cells if is_blank(cell.text)))  # dashes say that there is nothing
    lines = any(isinstance(made, PlanLine) for _, made in ctx.made)
    sums = {id(row) for row in unsaid_totals(table)} if lines else set()
    numbered = [is_numbered(table, row) for row, _ in ctx.made]
    is_counted = sum(numbered) > max(1, len(numbered) // 2)
    for (row, made), has_number in zip(ctx.made, numbered, strict=True):
        unclaimed = _unclaimed(ctx, table, row)
        made.evidence = Evidence(
            unclaimed=unclaimed,
            empty=tuple(role for role in needed if not row.spanning and not table.cell(row, role)),
            heading=table.score,
            parts=max(1, len(row.places)),
        )
        _flag(made, UNCLAIMED, bool(unclaimed))
        _flag(made, MISSING, bool(made.evidence.empty) and not (isinstance(made, PlanLine) and made.is_total))
        _flag(made, UNSAID_TOTAL, id(row) in sums and isinstance(made, PlanLine) and not made.is_total)
        _flag(made, UNNUMBERED, is_counted and not has_number and not row.spanning and not _opens_line(made))
        _flag(made, NAMELESS, is_no_name(_name_of(made)))
    _flag_untimed(table, [made for _, made in ctx.made if isinstance(made, PlanLine) and not made.is_total])
    name_after_indicator(ctx.made, numbered)
    ctx.made.clear()


def _opens_line(made: Made) -> bool:
    """Does a record's name open like that of a line of its own, or has it none?"""
    name = _name_of(made)
    return name is None or opens_line(name, of_indicator=isinstance(made, Mention))


def is_no_name(name: str | None) -> bool:
    """Signs, a figure, a bare target: text that stands where a name should and is none."""
    return name is not None and bool(_NO_NAME.match(clean(name)))


def _flag_untimed(table: JoinedTable, lines: list[PlanLine]) -> None:
    """A line without months, where most lines of a time plan have some: a mark of its own may have been lost."""
    untimed = [line for line in lines if line.start_month is None]
    if "months" in table.roles and 2 * len(untimed) <= len(lines):
        for line in untimed:
            _flag(line, MISSING, "months_unread" not in line.flags)


def _name_of(made: Made) -> str | None:
    if isinstance(made, Mention):
        return made.name_raw
    if isinstance(made, PlanLine) and not made.is_total:
        return made.raw.get("project")
    return None


def _flag(made: Made, flag: str, holds: bool) -> None:
    if holds and flag not in made.flags:
        made.flags.append(flag)


def _unclaimed(ctx: Context, table: JoinedTable, row: JoinedRow) -> tuple[str, ...]:
    """The texts of the line that no role took."""
    return tuple(
        cell.text
        for cell in row.cells
        if cell and not cell.inherited and not all(ctx.is_claimed(part) for part in cell.parts)
    )
