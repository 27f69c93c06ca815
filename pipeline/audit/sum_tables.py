"""Tables that print nothing but sums (ผ.01, money by strategy): their rows, and the row that sums those up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from phaen.pipeline.audit.baht import baht_of
from phaen.pipeline.audit.tables import Row

_GROUPS = ("strategy", "tactic", "programme", "output")
WHOLE = (None, None)
"""The column of the money of all years and sources together."""
FEWEST = 2
"""So many rows that name a group, one behind the other, are a table of sums."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A row ``total`` that sums up; ``ways``: what it may sum up, each a list of rows."""

    total: Row
    ways: tuple[tuple[Row, ...], ...]


def is_group(row: Row) -> bool:
    """Is a row the sum of a group that it names?"""
    return row.get("row_kind") == "total" and any(row.get(column) for column in _GROUPS)


def sum_tables(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows of every table of sums among one document's rows of ``plans``, in the order of reading."""
    run: list[Row] = []
    for row in (*rows, None):
        goes_on = row is not None and row.get("row_kind") == "total" and (run or is_group(row))
        if run and (not goes_on or row is None or not _same_table(run, row)):
            if sum(map(is_group, run)) >= FEWEST:
                yield run
            run = []
        if row is not None and row.get("row_kind") == "total" and (run or is_group(row)):
            run.append(row)


def _same_table(run: Sequence[Row], row: Row) -> bool:
    """May ``row`` stand in the table of the rows ``run``? A table has one unit of money and one set of columns; a sum
    on another page in years that no group has, or under a source that none has (a budget book puts the name of the
    line itself there), is of another table."""
    groups = [one for one in run if is_group(one)]
    if row.get("section") != run[-1].get("section"):
        return False
    units = {one.get("budget_unit_baht") for one in (*groups, row)} - {None}
    if len(units) > 1:
        return False
    printed = [amount for one in groups for amount in one.get("amounts") or ()]
    own = row.get("amounts") or ()
    if is_group(row) or not (printed or own):
        return True
    if not {amount["source"] for amount in own} <= {amount["source"] for amount in printed}:
        return False
    years = {amount["fiscal_year"] for amount in printed}
    same_page = row.get("page") == run[-1].get("page")
    return bool(own) and (same_page or {amount["fiscal_year"] for amount in own} <= years)


def wholes(table: Sequence[Row]) -> Iterator[Whole]:
    """The rows of a table of sums that name no group, with what each may sum up: the groups since the last such row,
    all groups, those of one depth alone (strategies without their programmes), or the sums above."""
    groups: list[Row] = []
    since: list[Row] = []
    above: list[Row] = []
    for row in table:
        if is_group(row):
            groups.append(row)
            since.append(row)
            continue
        ways = [since, groups, above, [*above, *since]]
        for some in (since, groups):
            ways += [[one for one in some if one.get("programme")], [one for one in some if not one.get("programme")]]
        yield Whole(row, tuple(tuple(way) for way in ways if len(way) > 1))
        above = [*above, row] if since else [row]
        since = []


def baht_by_column(row: Row) -> dict[tuple[Any, Any], Decimal | None]:
    """The money of a row in baht by year and source; under ``WHOLE`` all of it. ``None``: it could not be read."""
    found: dict[tuple[Any, Any], Decimal | None] = {}
    for amount in row.get("amounts") or ():
        found[amount["fiscal_year"], amount["source"]] = baht_of(amount, "baht")
    if row.get("budget_status") == "amount":
        found[WHOLE] = baht_of(row)
    return found
