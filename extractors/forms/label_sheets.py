"""Sheets of one indicator: a table with labels down its first column and what they say beside them (KPI Template).

Beside a label stands one text, or columns headed by years or levels with their figures in the row below. Labels that
nobody knows are kept in ``sections``; a table without enough known ones is no sheet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from phaen.extractors.forms.context import is_blank, plain
from phaen.extractors.tables.joined import JoinedCell, JoinedRow, JoinedTable
from phaen.extractors.wordings.scales import BARE_LEVELS
from phaen.normalizers.text import arabic_digits, clean
from phaen.normalizers.years import column_year

FEWEST_KNOWN = 3
"""So many labels of a sheet are known, that of the name among them."""
LONGEST_LABEL = 80
"""Letters of a label; what is longer is a text."""
_LEVEL = re.compile(r"(?:ระดับ|คะแนน)?\s*(?:ที่)?\s*([1-5])")


@dataclass(slots=True)
class Entry:
    """A label with its number and what stands beside it: ``text``, or texts ``by_year`` or ``by_level``.

    ``others``: texts under headings that are neither, by heading (``หน่วยวัด``). ``unread``: cells stand beside it
    whose headings are not understood.
    """

    label: str
    rows: list[JoinedRow] = field(default_factory=list)
    text: str = ""
    by_year: dict[int, str] = field(default_factory=dict)
    by_level: dict[str, str] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    unread: bool = False


def entries_of(table: JoinedTable) -> list[Entry]:
    """The labels of a table that no form knows, top to bottom; none where its first column holds anything else."""
    if table.kind is not None or len(table.roles) < 2:
        return []
    found: list[Entry] = []
    for row in table.rows:
        label = row.cells[0]
        if label and not label.inherited:
            if len(label.text) > LONGEST_LABEL and any(row.cells[1:]):
                return []
            found.append(Entry(plain(label.text)))
        elif not found:
            return []
        found[-1].rows.append(row)
    for entry in found:
        _say(entry)
    return found


def _say(entry: Entry) -> None:
    """Read what stands beside the label of ``entry``."""
    rows = [_filled(row) for row in entry.rows]
    if all(len(row) <= 1 for row in rows):
        entry.text = "\n".join(cell.text for row in rows for cell in row.values())
        return
    if all(len(row) == 2 and _year(row) is not None for row in rows):
        for row in rows:  # each year beside its figure
            entry.by_year[_year(row) or 0] = list(row.values())[1].text
        return
    head = next((at for at, row in enumerate(rows) if _heads(row)), None)
    if head is None or len(rows) != head + 2 or any(len(row) > 1 for row in rows[:head]):
        entry.unread = True
        entry.text = "\n".join(cell.text for row in rows for cell in row.values())
        return
    values = rows[head + 1]
    for column, cell in rows[head].items():
        told, heading = values.pop(column, None), plain(cell.text)
        text = told.text if told is not None else ""
        year, level = column_year(heading), _LEVEL.fullmatch(arabic_digits(clean(heading)))
        if level is not None:
            entry.by_level[level[1]] = text
        elif year is not None:
            entry.by_year[year] = text
        elif not is_blank(text):
            entry.others[heading] = text
    entry.unread = any(not is_blank(cell.text) for cell in values.values())


def _filled(row: JoinedRow) -> dict[int, JoinedCell]:
    cells = enumerate(row.cells[1:], 1)
    return {column: cell for column, cell in cells if cell and not cell.inherited}


def _year(row: dict[int, JoinedCell]) -> int | None:
    return column_year(plain(next(iter(row.values())).text))


def _heads(row: dict[int, JoinedCell]) -> bool:
    """Do the cells of a row head columns: two years at least, or the levels of a scale?"""
    texts = [arabic_digits(clean(cell.text)) for cell in row.values()]
    levels = tuple(level[1] for text in texts if (level := _LEVEL.fullmatch(text)))
    return sum(column_year(text) is not None for text in texts) > 1 or levels in (BARE_LEVELS, BARE_LEVELS[::-1])


def told_across(row: JoinedRow) -> str:
    """The text of a row that has but one filled cell, its first: a label and what it says may stand in it together."""
    return row.cells[0].text if not any(row.cells[1:]) else ""


def enough_known(roles: Sequence[str | None]) -> bool:
    """Is a table with these roles of its labels (``None``: not known) the sheet of an indicator?"""
    known = {role for role in roles if role}
    beside = known & {"definition", "calculation", "target", "achieved"}
    return "name" in known and bool(beside) and len(known) >= FEWEST_KNOWN
