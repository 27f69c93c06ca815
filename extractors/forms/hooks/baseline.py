"""Tables of earlier results below the lines that tell of one indicator (รายละเอียดข้อมูลพื้นฐาน)."""

from __future__ import annotations

from phaen.extractors.forms.building import baselines_in
from phaen.extractors.forms.context import Context, is_blank, plain, row_flags
from phaen.extractors.forms.spec import Form
from phaen.extractors.tables.joined import JoinedRow, JoinedTable
from phaen.normalizers.text import clean, squash
from rapidfuzz import fuzz

SAME = 90
"""Likeness from which the name in the table is that of the indicator above."""


def baseline_below(ctx: Context, form: Form, table: JoinedTable) -> None:
    """The earlier results of the indicator above: of the row that names it. Rows of other names (what it is reckoned
    from) and a table below no indicator stay unread; a baseline that the lines state already is not replaced."""
    owner = ctx.named.current
    named = [row for row in table.rows if owner is not None and _is_named(table, row, owner.name_raw)]
    if owner is None or len(named) != 1 or not is_blank(owner.raw.get("baseline", "")):
        return
    (row,) = named
    columns = table.columns("year_results")
    baselines_in(table, "year_results", {index: row.cells[index].text for index in columns}, owner)
    owner.flags.extend(flag for flag in (*row_flags(row), *table.flags) if flag not in owner.flags)
    ctx.claim(row)
    ctx.made.append((row, owner))


def _is_named(table: JoinedTable, row: JoinedRow, name: str) -> bool:
    told = squash(clean(plain(table.cell(row, "name").text)))
    return bool(told) and fuzz.ratio(told, squash(clean(name))) >= SAME
