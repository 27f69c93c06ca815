"""Sheets of one indicator: a table with labels down its first column and what they say beside them (KPI Template).

Beside a label stands one text, or columns headed by years or levels with their figures in the row below. Labels that
nobody knows are kept in ``sections``; a table without enough known ones is no sheet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from phaen.extractors.forms.context import is_blank, plain
from phaen.extractors.tables.joined import JoinedCell, JoinedRow, JoinedTable
from phaen.extractors.wordings.scales import BARE_LEVELS
from phaen.normalizers.text import arabic_digits, clean
from phaen.normalizers.years import column_year

FEWEST_KNOWN = 3
"""So many labels of a sheet are known, that of the name among them."""
LONGEST_LABEL = 80
"""Letters of a label; what is longer is a text."""
_PAIRED = 4
"""Cells of a row with two labels."""
_TWO = 2
_TWO_DIGITS = re.compile(r"\s*[0-9]{2}\s*")
_DIGIT = re.compile("[0-9๐-๙]")
_GRID = 2
"""Rows below a label that stands alone: headings and figures."""
_FIGURE = re.compile(r"\W*[0-9][0-9,.]*\W*")
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
    figures_label: str = ""
    """What stands before the figures in the row below: ``Baseline data``, or what they count."""
    paired: bool = False
    """It shares its row with another label: ``text`` is known."""


def entries_of(table: JoinedTable, is_label: Callable[[str], bool]) -> list[Entry]:
    """The labels of a table that no form knows, top to bottom; none where its first column holds anything else. Two
    labels that are known (``is_label``) may stand in one row, each before its text."""
    if table.kind is not None or len(table.roles) < 2:
        return []
    found: list[Entry] = []
    for at, row in enumerate(table.rows):
        label = row.cells[0]
        pairs = _pairs(row, is_label) or _labelled_cells(row, is_label)
        if pairs:
            found.extend(pairs)
            continue
        if found and _stands_below(table.rows, at, found[-1]):
            found[-1].rows.append(row)
            continue
        if label and not label.inherited:
            if len(label.text) > LONGEST_LABEL and any(row.cells[1:]):
                return []
            found.append(Entry(plain(label.text)))
        elif not found:
            return []
        found[-1].rows.append(row)
    found = list(_with_figures(found))
    for entry in found:
        if not entry.paired:
            _say(entry)
    return found


def _pairs(row: JoinedRow, is_label: Callable[[str], bool]) -> list[Entry] | None:
    """The two labels of a row of four cells, each with the text behind it; ``None`` for any other row."""
    texts = [cell.text for cell in row.cells if cell and not cell.inherited]
    if len(texts) != _PAIRED or not (is_label(plain(texts[0])) or is_label(plain(texts[2]))):
        return None
    if len(texts[2]) > LONGEST_LABEL or _DIGIT.search(texts[2]):
        return None
    return [Entry(plain(texts[0]), [row], texts[1], paired=True), Entry(plain(texts[2]), [row], texts[3], paired=True)]


def _labelled_cells(row: JoinedRow, is_label: Callable[[str], bool]) -> list[Entry]:
    """The labels of a row each cell of which holds one with its text (``น้ำหนัก : ร้อยละ 60 | ค่าเป้าหมาย : ร้อยละ 95``);
    none for any other row."""
    told = [cell.text.partition(":") for cell in row.cells if cell and not cell.inherited]
    if len(told) < _TWO or not all(text.strip() and is_label(plain(label)) for label, _, text in told):
        return []
    return [Entry(plain(label), [row], text.strip(), paired=True) for label, _, text in told]


def _stands_below(rows: Sequence[JoinedRow], at: int, entry: Entry) -> bool:
    """Does a row go on with the label above that stands alone in its row (``เกณฑ์เป้าหมาย :``): headings of years over
    all columns, the first too, and the row of figures behind it?"""
    if entry.paired or any(entry.rows[0].cells[1:]) or at + 2 - len(entry.rows) > len(rows):
        return False
    heads = rows[at] if len(entry.rows) == 1 else entry.rows[1]
    return len(entry.rows) <= _GRID and len(_all(heads)) > 1 and _heads(_all(heads)) and bool(heads.cells[0])


def _with_figures(entries: Sequence[Entry]) -> Iterator[Entry]:
    """``entries`` where a label beside headings of years alone (รายละเอียดข้อมูลพื้นฐาน | 2566 | 2567) takes the figures
    of the row below, whatever stands before them (``Baseline data``)."""
    taken = False
    for entry, below in zip(entries, (*entries[1:], None), strict=True):
        if taken:
            taken = False
            continue
        heads = _filled(entry.rows[0])
        if (
            below is not None
            and not entry.paired
            and len(entry.rows) == len(below.rows) == 1
            and len(heads) > 1
            and _heads(heads)
        ):
            figures = _filled(below.rows[0])
            if figures and figures.keys() <= heads.keys() and not _heads(figures):
                entry.rows += below.rows
                entry.figures_label = below.label
                taken = True
        yield entry


def _say(entry: Entry) -> None:
    """Read what stands beside the label of ``entry``, or below it."""
    first, *more = entry.rows
    below = bool(more) and bool(more[0].cells[0]) and not any(first.cells[1:]) and not more[0].cells[0].inherited
    rows = [_all(row) for row in more] if below else [_filled(row) for row in entry.rows]
    if all(len(row) <= 1 for row in rows):
        entry.text = "\n".join(cell.text for row in rows for cell in row.values())
        return
    if all(len(row) == 2 and _year(row) is not None for row in rows):
        for row in rows:  # each year beside its figure
            entry.by_year[_year(row) or 0] = list(row.values())[1].text
        return
    head = next((at for at, row in enumerate(rows) if _heads(row)), None)
    if (
        head is None
        or len(rows) != head + 2
        or any(_is_figure(cell.text) for row in rows[:head] for cell in row.values())
    ):
        entry.unread = True
        entry.text = "\n".join(cell.text for row in rows for cell in row.values())
        return
    values = rows[head + 1]
    above = {column: cell for row in rows[:head] for column, cell in row.items() if column not in rows[head]}
    for column, cell in (above | rows[head]).items():
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


def _all(row: JoinedRow) -> dict[int, JoinedCell]:
    return {column: cell for column, cell in enumerate(row.cells) if cell and not cell.inherited}


def _filled(row: JoinedRow) -> dict[int, JoinedCell]:
    cells = enumerate(row.cells[1:], 1)
    return {column: cell for column, cell in cells if cell and not cell.inherited}


def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(arabic_digits(clean(text))) is not None and column_year(plain(text)) is None


def _year(row: dict[int, JoinedCell]) -> int | None:
    return column_year(plain(next(iter(row.values())).text))


def _heads(row: dict[int, JoinedCell]) -> bool:
    """Do the cells of a row head columns: two years at least, or the levels of a scale?"""
    texts = [arabic_digits(clean(cell.text)) for cell in row.values()]
    levels = tuple(level[1] for text in texts if (level := _LEVEL.fullmatch(text)))
    years = [int(text) for text in texts if text.strip().isdecimal()] if all(map(_TWO_DIGITS.fullmatch, texts)) else []
    if any(later - earlier != 1 for earlier, later in pairwise(years)):
        return False  # 75, 80, 85 are figures; only years that follow each other are printed in two digits
    return sum(column_year(text) is not None for text in texts) > 1 or levels in (BARE_LEVELS, BARE_LEVELS[::-1])


def figures_by_year(table: JoinedTable) -> dict[int, str]:
    """The texts of a table that no form knows by the year above each: a row of years, two at least, and a row of texts;
    empty for any other table."""
    if table.kind is not None or len(table.rows) != _GRID:
        return {}
    heads, figures = map(_all, table.rows)
    years = {column: column_year(plain(cell.text)) for column, cell in heads.items()}
    if len(years) < _GRID or None in years.values() or not figures.keys() <= years.keys():
        return {}
    return {year: figures[column].text if column in figures else "" for column, year in years.items() if year}


def told_across(row: JoinedRow) -> str:
    """The text of a row that has but one filled cell, its first: a label and what it says may stand in it together."""
    return row.cells[0].text if not any(row.cells[1:]) else ""


def enough_known(roles: Sequence[str | None]) -> bool:
    """Is a table with these roles of its labels (``None``: not known) the sheet of an indicator?"""
    known = {role for role in roles if role}
    beside = bool(known & {"definition", "calculation", "target", "achieved"}) or {"weight", "count_unit"} <= known
    return "name" in known and beside and len(known) >= FEWEST_KNOWN
