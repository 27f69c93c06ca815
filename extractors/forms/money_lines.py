"""The unit of money that holds for a table: the line above it, its headings, or what was said once further up."""

from __future__ import annotations

import re
from dataclasses import dataclass

from phaen.extractors.tables.joined import JoinedTable
from phaen.normalizers.money import MoneyUnit, money_unit
from phaen.normalizers.text import arabic_digits

_MONEY_ROLES = ("budget",)
_FIGURE = re.compile(r"^\W*([0-9][0-9,]*(?:\.[0-9]+)?)\W*$")
_SURELY_BAHT = 10_000
"""A column whose every amount is whole and at least this is one of baht: thousands of millions are seldom printed."""


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

    def holds_for(self, table: JoinedTable, told: str) -> tuple[str, bool]:
        """The line that names the unit of ``table``, and whether it is a guess; ``told`` stands right above it."""
        if told:
            self.hear(told)
            return told, False
        columns = [index for index, role in enumerate(table.roles) if role in _MONEY_ROLES]
        named = [found for index in columns if (found := money_unit(" ".join(table.headings[index])))]
        for found in named:
            self._keep(f"หน่วย : {found.raw}", found)
        if named or not columns or not self.said or _is_baht(table, columns):
            return "", False
        return self.said, True

    def _keep(self, line: str, found: MoneyUnit | None) -> None:
        if found is not None and found.baht is not None:
            self.said = line if found.baht > 1 else ""


def _is_baht(table: JoinedTable, columns: list[int]) -> bool:
    """Are all amounts of ``columns`` whole and large?"""
    texts = [arabic_digits(row.cells[index].text).strip() for row in table.rows for index in columns]
    figures = [float(match[1].replace(",", "")) for text in texts if (match := _FIGURE.match(text))]
    return all(figure >= _SURELY_BAHT and figure.is_integer() for figure in figures if figure)
