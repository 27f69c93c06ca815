"""Columns of quarters whose headings do not say what they hold (``ไตรมาส 1 … 4``): their cells do.

Ticks and arrows are the time of the work, as in columns of months. Figures whose sum is in every row the amount beside
them are the money of the quarters. Anything else is left to no role, which flags its rows.
"""

from __future__ import annotations

import re
from decimal import Decimal

from phaen.extractors.tables.joined import JoinedTable
from phaen.extractors.wordings.catalogue import active
from phaen.extractors.wordings.scales import quarter_of
from phaen.normalizers.text import arabic_digits, clean, squash

QUARTERS = [1, 2, 3, 4]
_MARK = re.compile(r"\W*[✓✔√☑■●▲xX/*]\W*|[-=─—–<>←→↔⇐⇒⇔⟵⟶⟷◄►▶◀➔➜➝➞\s]+")
"""A tick, a cross or what arrows are made of."""
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_NOTHING = re.compile(r"[-–—\s]*")
_SURE = 2
"""So many figures at least add up in a row, or in so many rows one: a single figure equals itself by chance."""


def tell_quarters(table: JoinedTable) -> None:
    """Give the four columns of quarters of ``table`` the role that their cells tell."""
    at = [index for index, role in enumerate(table.roles) if role is None and _quarter(table, index) is not None]
    if table.kind is None or [_quarter(table, index) for index in at] != QUARTERS:
        return
    known = {role.name for role in active().kinds[table.kind]}
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
