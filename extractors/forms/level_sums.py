"""Rows of plans that are sums though no word for total says so: counted as lines, their money would be there twice.

Lines may stand on several levels in one column: แผนงาน (programme), ผลผลิต (output), กิจกรรม (activity). The amount
beside a programme or an output is the sum of the lines below it. And below lines may stand what sums them up in other
words (``สรุป``, in short; ``3 โครงการ``, three projects), above them the name of their group with its money.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import takewhile

from phaen.extractors.tables.joined import JoinedRow, JoinedTable
from phaen.normalizers.text import arabic_digits, clean, squash

_LEVELS = (
    ("programme", re.compile(r"^\W*แผนงาน(?=[ก-๎]|\s*:)")),
    ("output", re.compile(r"^\W*(?:ผลผลิต|โครงการ)\s*(?:ที่\s*[0-9]+\s*)?:?\s*(?=\S)")),
)
"""How a line of each level begins, the highest first."""
_WORDS = ("แผนงาน", "ผลผลิต", "โครงการ", "กิจกรรม")
_DIGIT, _WORD = re.compile("[0-9๐-๙]"), re.compile("[ก-ฮ]{3}")
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?")
_NAMED = 2
"""So many levels must the heading of the column name."""
_ABOVE_PROJECTS = ("แผนงาน", "ผลผลิต")
"""Without one of these in the heading a project is of the highest level: a line, its activities parts of it."""


def sums_of_levels(table: JoinedTable, role: str) -> dict[int, str]:
    """The rows that are the sum of those below them, by index: ``programme`` or ``output``.

    A row is one where the heading of the column names several levels, its name begins with the word of a higher one,
    and in every column of money it prints the sum of the lines down to the next row of its level or a higher.
    """
    heading = squash(table.heading(role))
    if sum(word in heading for word in _WORDS) < _NAMED or not any(word in heading for word in _ABOVE_PROJECTS):
        return {}
    if not table.columns("budget"):
        return {}
    levels = [_level(table, row, role) for row in table.rows]
    found: dict[int, str] = {}
    for at in range(len(table.rows) - 1, -1, -1):  # from below: a sum is no part of the sum above it
        level = levels[at]
        if level is None or table.rows[at].is_total:
            continue
        below: list[JoinedRow] = []
        for other in range(at + 1, len(table.rows)):
            if table.rows[other].is_total or ((rank := levels[other]) is not None and rank <= level):
                break
            if other not in found:
                below.append(table.rows[other])
        if _adds_up(table, table.rows[at], below):
            found[at] = _LEVELS[level][0]
    return found


def unsaid_totals(table: JoinedTable) -> Iterator[JoinedRow]:
    """Rows that look like lines and may be totals: in every column of money they print the sum of all lines above, two
    at least, down from the last total or heading, and have no number where those do; or that of the numbered lines
    right below. Where no line has a number, only the row that ends them is one: of three round amounts one may be the
    sum of the others by chance."""
    above: list[JoinedRow] = []
    for at, row in enumerate(table.rows):
        if row.spanning or row.is_total:
            above = []
        elif _sums_above(table, at, above) or _sums_below(table, at):
            yield row
            above = []
        else:
            above.append(row)


def sums_lines_below(table: JoinedTable, at: int) -> bool:
    """Does a row without a number print in every column of money the sum of the numbered lines right below?"""
    return not table.rows[at].spanning and not table.rows[at].is_total and _sums_below(table, at)


def is_numbered(table: JoinedTable, row: JoinedRow) -> bool:
    """Does a figure stand in the column of the running number?"""
    return any(
        _DIGIT.search(row.cells[at].text) and not _WORD.search(row.cells[at].text)
        for at in (*table.columns("seq"), *table.columns("item_no"))
    )


def _sums_above(table: JoinedTable, at: int, above: list[JoinedRow]) -> bool:
    if len(above) < 2 or not _adds_up(table, table.rows[at], above):
        return False
    if sum(is_numbered(table, row) for row in above) * 2 > len(above):
        return not is_numbered(table, table.rows[at])
    following = table.rows[at + 1] if at + 1 < len(table.rows) else None
    return following is None or following.spanning or following.is_total


def _sums_below(table: JoinedTable, at: int) -> bool:
    lines = takewhile(
        lambda row: not row.spanning and not row.is_total and is_numbered(table, row), table.rows[at + 1 :]
    )
    below = [] if is_numbered(table, table.rows[at]) else list(lines)
    return bool(below) and _adds_up(table, table.rows[at], below)


def _level(table: JoinedTable, row: JoinedRow, role: str) -> int | None:
    text = clean(table.cell(row, role).text)
    return next((rank for rank, (_, begins) in enumerate(_LEVELS) if begins.match(text)), None)


def _adds_up(table: JoinedTable, row: JoinedRow, below: list[JoinedRow]) -> bool:
    told = False
    for column in table.columns("budget"):
        whole = _figure(row.cells[column].text)
        parts = [_figure(other.cells[column].text) for other in below]
        if whole is None:
            if any(part for part in parts):
                return False
            continue
        if sum((part for part in parts if part is not None), Decimal(0)) != whole:
            return False
        told = True
    return told


def _figure(text: str) -> Decimal | None:
    """The figure of a cell in the unit of its column, with all its decimals; ``None`` for anything else."""
    printed = arabic_digits(text).strip()
    return Decimal(printed.replace(",", "")) if _FIGURE.fullmatch(printed) else None
