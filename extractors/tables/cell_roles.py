"""Columns whose headings do not say what they hold: their cells do.

Of quarters (``ไตรมาส 1 … 4``) ticks and arrows are the time of the work, as in columns of months; figures whose sum is
in every row the amount beside them are the money. Rising numbers below no heading, left of the names, number the lines.
Cells below a word for the responsible office that all begin with ``H`` (leads) or ``R`` (supports) tell the roles of
agencies, not the office's units. Anything else is left to no role, which flags its rows.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from phaen.extractors.tables.joined import JoinedTable
from phaen.extractors.wordings.catalogue import active
from phaen.extractors.wordings.scales import quarter_of
from phaen.normalizers.text import arabic_digits, clean, squash

QUARTERS = [1, 2, 3, 4]
_MARK = re.compile(r"\W*[✓✔√☑■●▲xX/*]\W*|[-=─—–<>←→↔⇐⇒⇔⟵⟶⟷◄►▶◀➔➜➝➞\s]+")
"""A tick, a cross or what arrows are made of."""
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_NUMBERS = ("seq", "item_no")
_NUMBER = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,2}){0,3}[.)]?")
_ROLE = re.compile(r"[HR](?:\s*/\s*[HR])?\s*(?:[:：]|$)")
_NOTHING = re.compile(r"[-–—\s]*")
_SURE = 2
"""So many figures at least add up in a row, or in so many rows one: a single figure equals itself by chance."""


def tell_roles(table: JoinedTable) -> None:
    """Give the columns of ``table`` that no heading names the roles that their cells tell."""
    if table.kind is not None:
        _tell_quarters(table)
        _tell_numbers(table)
        _tell_responsibility(table)


def _tell_numbers(table: JoinedTable) -> None:
    first = next((index for index, role in enumerate(table.roles) if role is not None), 0)
    known = {role.name for role in active().kinds[table.kind or ""]}
    role = next((name for name in _NUMBERS if name in known and table.column(name) is None), None)
    if role is None or first != 1 or any(part.strip() for part in table.headings[0]):
        return
    texts = [arabic_digits(clean(row.cells[0].text)) for row in table.rows if not row.spanning and not row.is_total]
    told = [text for text in texts if text and not _NOTHING.fullmatch(text)]
    numbers = [tuple(map(int, text.rstrip(".)").split("."))) for text in told if _NUMBER.fullmatch(text)]
    if len(told) >= _SURE and len(numbers) == len(told) and all(a < b for a, b in pairwise(numbers)):
        _give(table, [0], role)


def _tell_responsibility(table: JoinedTable) -> None:
    known = {role.name for role in active().kinds[table.kind or ""]}
    at = table.columns("units")
    if "responsibility" not in known or table.column("responsibility") is not None or len(at) != 1:
        return
    texts = [clean(row.cells[at[0]].text) for row in table.rows if not row.spanning and not row.is_total]
    told = [text for text in texts if not _NOTHING.fullmatch(text)]
    if told and all(map(_ROLE.match, told)):
        _give(table, at, "responsibility")


def _tell_quarters(table: JoinedTable) -> None:
    at = [index for index, role in enumerate(table.roles) if role is None and _quarter(table, index) is not None]
    if [_quarter(table, index) for index in at] != QUARTERS:
        return
    known = {role.name for role in active().kinds[table.kind or ""]}
    if "months" in known and table.column("months") is None and _all_marks(table, at):
        _give(table, at, "months")
    elif len(table.columns("budget")) == 1 and _adds_up(table, at):
        _give(table, at, "budget")


def _quarter(table: JoinedTable, index: int) -> int | None:
    parts = [squash(clean(part)) for part in table.headings[index] if part]
    return quarter_of(parts) if parts else None


def _give(table: JoinedTable, at: list[int], role: str) -> None:
    table.roles = tuple(role if index in at else name for index, name in enumerate(table.roles))


def _all_marks(table: JoinedTable, at: list[int]) -> bool:
    texts = [row.cells[index].text for row in table.rows if not row.spanning for index in at]
    told = [text for text in texts if not _NOTHING.fullmatch(text)]
    return bool(told) and all(_MARK.fullmatch(text) for text in told)


def _adds_up(table: JoinedTable, at: list[int]) -> bool:
    (whole,) = table.columns("budget")
    figures = 0
    for row in table.rows:
        texts = [row.cells[index].text for index in at]
        if row.spanning or all(map(_NOTHING.fullmatch, texts)):
            continue
        parts = [_figure(text) for text in texts if not _NOTHING.fullmatch(text)]
        total = _figure(row.cells[whole].text)
        known = [part for part in parts if part is not None]
        if len(known) < len(parts) or total is None or sum(known, Decimal(0)) != total:
            return False
        figures += len(known)
    return figures >= _SURE


def _figure(text: str) -> Decimal | None:
    printed = arabic_digits(text).strip()
    return Decimal(printed.replace(",", "")) if _FIGURE.fullmatch(printed) else None
