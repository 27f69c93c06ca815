"""Money that is counted already: activities that add up to their project, and the spending of the whole budget."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from phaen.normalizers.projects import project_kind
from phaen.normalizers.text import squash

Row = Mapping[str, Any]
PART = "part_of_project"
WHOLE = "whole_budget"
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_WHOLE_BUDGET = re.compile("เบิกจ่าย.*งบประมาณ")
"""เบิกจ่ายงบประมาณ, disbursing the budget: an indicator of every office, its "activity" printed with all the money."""


def spends_the_whole_budget(name: str) -> bool:
    """Is this the activity of spending what all other lines are given, and no project (โครงการ…) of its own?"""
    return project_kind(name) != "project" and bool(_WHOLE_BUDGET.search(squash(name)))


def is_unread(line: Row) -> bool:
    """Is an amount printed that could not be read? Then no sum with the line is known either."""
    return line.get("budget_status") == "amount" and line.get("budget_baht") is None


def parts_of_others(lines: Sequence[Row]) -> frozenset[int]:
    """``id`` of the rows whose amount is part of the amount of a line above them in the same table.

    Two things show that: a number below the number of that line (``1.1`` below ``1``), or activities that follow a
    project, or rows below its name that say what is done, and add up to exactly its amount.
    """
    found: set[int] = set()
    for table in _tables(lines):
        for place, line in enumerate(table):
            if line.get("budget_baht") is None or id(line) in found:
                continue
            below = list(_numbered_below(line, table[place + 1 :]))
            if not below:
                below = list(_activities(line, table[place + 1 :]))
                if not _add_up(line, below):
                    continue
            found.update(id(part) for part in below)
    return frozenset(found)


def _tables(lines: Sequence[Row]) -> Iterator[list[Row]]:
    """Lines in the order of reading, cut where the table's section changes."""
    table: list[Row] = []
    for line in lines:
        if table and table[-1].get("section") != line.get("section"):
            yield table
            table = []
        table.append(line)
    if table:
        yield table


def _numbered_below(line: Row, following: Sequence[Row]) -> Iterator[Row]:
    number = line.get("seq") or ""
    if not _NUMBER.fullmatch(number):
        return
    for other in following:
        if not (other.get("seq") or "").startswith(f"{number}."):
            return
        if other.get("budget_baht") is not None:
            yield other


def _activities(line: Row, following: Sequence[Row]) -> Iterator[Row]:
    """The activities right below a project, those with an amount."""
    if line.get("kind") != "project":
        return
    for other in following:
        own = other.get("project") == line.get("project") and other.get("details") and not other.get("seq")
        if other.get("kind") == "project" and not own:
            return
        if other.get("budget_baht") is not None:
            yield other


def _add_up(line: Row, below: Sequence[Row]) -> bool:
    """Is the project's amount theirs? One activity of the same amount may be its neighbour: a numbered one is."""
    if len(below) == 1 and (below[0].get("seq") or not line.get("seq")):
        return False
    return sum((Decimal(str(part["budget_baht"])) for part in below), Decimal(0)) == Decimal(str(line["budget_baht"]))
