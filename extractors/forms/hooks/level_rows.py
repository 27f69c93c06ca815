"""Indicators whose levels stand below each other: the name once, then a row for each level with what it must reach."""

from __future__ import annotations

import re

from phaen.extractors.forms import building, levels
from phaen.extractors.forms.context import Context, is_blank
from phaen.extractors.forms.records import Mention
from phaen.extractors.forms.spec import Form
from phaen.extractors.tables.joined import JoinedTable
from phaen.normalizers.text import arabic_digits, clean

_NAMED = (
    (re.compile("ขั้น(?:ต้น|ต่ำ|พื้นฐาน)|เริ่มต้น"), "1"),
    (re.compile("มาตรฐาน"), "2"),
    (re.compile("ขั้นสูง|สูงสุด|ท้าทาย"), "3"),
)
_NUMBERED = re.compile(r"^\W*(?:ระดับ(?:ที่)?\s*)?([1-5])(?![0-9])")


def level_rows_table(ctx: Context, form: Form, table: JoinedTable) -> None:
    """An indicator where a name stands, and a level of the last one in every printed row."""
    named = form.gives[0]
    owner: Mention | None = None
    at = [table.roles.index(role) for role in ("level_name", "threshold")]
    for row in table.rows:
        name = table.cell(row, "name")
        if row.is_total or row.spanning:
            continue
        if not is_blank(name.text) and not name.inherited:
            owner = building.mention(ctx, table, row, named)
        if owner is None:
            continue
        for cells in row.printed or (row.cells,):
            level, threshold = (cells[index] for index in at)
            if is_blank(level.text) and is_blank(threshold.text):
                continue
            number = _number_of(level.text)
            if number is None:
                owner.flags.append("items_unmatched")
                continue
            raw = levels.told_texts(threshold.text) | {"score": levels.points_in(level.text)}
            levels.add_level(ctx, table, row, owner, number, raw)
            ctx.claim(level, threshold)


def _number_of(text: str) -> str | None:
    said = arabic_digits(clean(text))
    found = _NUMBERED.match(said)
    return found[1] if found else next((number for pattern, number in _NAMED if pattern.search(said)), None)
