"""The unit of money that holds for a table: the line above it, its headings, or what was said once further up."""

from __future__ import annotations

import re
from dataclasses import dataclass

from phaen.extractors.forms.context import is_blank
from phaen.extractors.tables.joined import JoinedTable
from phaen.normalizers.money import MoneyUnit, money_unit
from phaen.normalizers.text import arabic_digits

_MONEY_ROLES = ("budget",)
_FIGURE = re.compile(r"^\W*([0-9][0-9,]*(?:\.[0-9]+)?)\W*$")
_SURELY_BAHT = 10_000
"""A column whose every amount is whole and at least this is one of baht: thousands of millions are seldom printed."""
_SELDOM_BAHT = 100
"""Below this an amount is hardly one of baht: no project costs so little, but many cost 85.5 million."""
_SATANG_DIGITS = 2
"""More digits behind the point than satang have (``1,139.4422``) are those of thousands or millions of baht."""


@dataclass(slots=True)
class MoneyLines:
    """What a document has said of units so far.

    An office prints ``(หน่วย : ล้านบาท)`` once, and the tables after it, or their headings printed again on the next
    page, go without. So a larger unit holds on for tables of money that name none; that is a guess, and is told.
    """

    said: str = ""
    """The last unit above baht, as a line that names it."""

    def hear(self, text: str) -> None:
        """A line outside the tables."""
        self._keep(text, money_unit(text, line=True))

    def holds_for(self, table: JoinedTable, told: str) -> tuple[str, str]:
        """The line that names the unit of ``table``, and the flag of a doubt about it (``""`` where there is none);
        ``told`` stands right above it."""
        if told:
            self.hear(told)
            return told, ""
        columns = [index for index, role in enumerate(table.roles) if role in _MONEY_ROLES]
        named = [found for index in columns if (found := money_unit(" ".join(table.headings[index])))]
        for found in named:
            self._keep(f"หน่วย : {found.raw}", found)
        if named or not columns:
            return "", ""
        if self.said and not _is_baht(table, columns):
            return self.said, "budget_unit_inherited"
        return "", "budget_unit_unsure" if _may_be_larger(table, columns) else ""

    def _keep(self, line: str, found: MoneyUnit | None) -> None:
        if found is not None and found.baht is not None:
            self.said = line if found.baht > 1 else ""


def without_unit(text: str) -> bool:
    """Does a cell of money name no unit of its own (``บาท``)?"""
    return not is_blank(text) and "บาท" not in text


def _figures(table: JoinedTable, columns: list[int]) -> list[str]:
    """The bare amounts of ``columns``, without commas."""
    texts = [arabic_digits(row.cells[index].text).strip() for row in table.rows for index in columns]
    return [match[1].replace(",", "") for text in texts if (match := _FIGURE.match(text))]


def _is_baht(table: JoinedTable, columns: list[int]) -> bool:
    """Are all amounts of ``columns`` whole and large?"""
    figures = [float(figure) for figure in _figures(table, columns)]
    return all(figure >= _SURELY_BAHT and figure.is_integer() for figure in figures if figure)


def _may_be_larger(table: JoinedTable, columns: list[int]) -> bool:
    """Do amounts without a unit look unlike baht, or does the heading of another column name a unit above it?

    Such a heading stands a column too far (its line ``(ล้านบาท)`` was torn off), or speaks of a target; nobody can tell.
    """
    others = [" ".join(parts) for index, parts in enumerate(table.headings) if index not in columns]
    if any((found := money_unit(text, line=True)) and found.baht is not None and found.baht > 1 for text in others):
        return True
    figures = _figures(table, columns)
    return any(0 < float(figure) < _SELDOM_BAHT or len(figure.partition(".")[2]) > _SATANG_DIGITS for figure in figures)
