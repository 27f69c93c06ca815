"""Month columns: which months the arrows of a row run over."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from phaen.extractors.tables.joined import JoinedRow, JoinedTable
from phaen.extractors.wordings.scales import quarter_of
from phaen.normalizers.periods import quarter_months
from phaen.normalizers.text import clean, squash
from phaen.normalizers.years import FIRST_MONTH, month_number, years_in

_ARROW = re.compile(r"[←→↔⇐⇒⇔⟵⟶⟷◄►▶◀➔➜➝➞]|<[-=─—]+|[-=─—]+>|[-─—]{2,}")
_WHOLE_ARROW = re.compile(r"[<←⟵◄]([-=─—–]+)[>→⟶►]")
_ONE_MONTH = 5
"""Hyphens that fit between the heads of an arrow in a month's column; a dash or a line is as long as two."""
_MARK = re.compile(r"^\W*[✓✔√☑■●▲xX/*]\W*$")
"""A tick or another mark in the cell of a month."""
_WHOLE = re.compile(r"^\W*(?:[✓✔√☑■●▲xX/*↔⇔⟷]|<[-=─—]+>|[←⟵◄◀][-=─—]*[→⟶►▶])\W*$")
"""A mark that needs no other end."""


def is_arrow(text: str) -> bool:
    """Does the cell hold (part of) an arrow?"""
    return _ARROW.search(text) is not None


def is_too_long(text: str) -> bool:
    """Is a whole arrow typed into one cell that is longer than a month's column (``<----------->``)? In text it stands
    for more columns, nobody knows which."""
    found = _WHOLE_ARROW.search(text)
    return found is not None and sum(1 if line in "-=" else 2 for line in found[1]) > _ONE_MONTH


def is_overlong(row: JoinedRow, months: Iterable[int]) -> bool:
    """Does a cell of one month hold an arrow over more?"""
    return any(is_too_long(row.cells[index].text) and row.cells[index].column_span == 1 for index in months)


def is_marked(text: str) -> bool:
    """Does the cell of a month say that work goes on in it: an arrow, a tick?"""
    return is_arrow(text) or _MARK.match(text) is not None


def month_columns(table: JoinedTable, role: str, fiscal_year: int | None) -> dict[int, str]:
    """Column index → ``YYYY-MM`` (Buddhist Era) of the month columns, those with ``role``.

    The year over a month comes from the header; without one, October to December belong to the year before the
    document's fiscal year.
    """
    months: dict[int, str] = {}
    year: int | None = None
    last: int | None = None
    of_year = _fiscal_heading(table, table.columns(role), fiscal_year)
    for index in table.columns(role):
        parts = table.headings[index]
        printed = sorted({y for part in parts for y in years_in(part)})
        number = next((m for part in reversed(parts) if (m := month_number(part)) is not None), None)
        if number is None:
            months |= _quarter_begins(table, index, printed, fiscal_year)
            continue
        if of_year is not None:
            year = of_year - 1 if number >= FIRST_MONTH else of_year
        elif len(printed) == 1 or (printed and year is None):
            year = printed[0]
        elif fiscal_year is not None and year is None:
            year = fiscal_year - 1 if number >= FIRST_MONTH else fiscal_year
        if year is None:
            continue
        # a header that prints the first year only, or both years over all months: these tell where the next year begins
        if of_year is None and len(printed) != 1 and last is not None and number < last:
            year += 1
        last = number
        months[index] = f"{year}-{number:02d}"
    return months


def _fiscal_heading(table: JoinedTable, columns: list[int], fiscal_year: int | None) -> int | None:
    """The fiscal year that one printed year over all months is: they begin before it ends (ต.ค. … ก.ย.), so that they
    cannot all be of its calendar. A document's own year is the fiscal one, the year before it is that of the first."""
    heads = [(index, m) for index in columns for part in table.headings[index] if (m := month_number(part)) is not None]
    printed = {y for index, _ in heads for part in table.headings[index] for y in years_in(part)}
    numbers = [number for _, number in heads]
    each = all(any(years_in(part) for part in table.headings[index]) for index, _ in heads)
    if len(printed) != 1 or not each or all(a < b for a, b in pairwise(numbers)):
        return None
    (year,) = printed
    return year + 1 if fiscal_year is not None and year == fiscal_year - 1 else year


def _quarter_of(table: JoinedTable, index: int) -> int | None:
    parts = [squash(clean(part)) for part in table.headings[index] if part]
    return quarter_of(parts) if parts else None


def _quarter_begins(table: JoinedTable, index: int, printed: list[int], fiscal_year: int | None) -> dict[int, str]:
    """The first month of a column that is a quarter of the fiscal year; none for any other column."""
    quarter = _quarter_of(table, index)
    if quarter is None or fiscal_year is None or len(printed) > 1:
        return {}
    begins, _ = quarter_months(quarter, fiscal_year)
    return {index: begins}


def has_gap(row: JoinedRow, months: dict[int, str]) -> bool:
    """Is there a month without a mark between two that each hold a whole mark (a tick, ``↔``)? The parts of one drawn
    arrow may stand in its first and last month only."""
    marked = [index for index in sorted(months) if index < len(row.cells) and is_marked(row.cells[index].text)]
    for left, right in pairwise(marked):
        reach = left + max([1, *(part.colspan for part in row.cells[left].parts)])
        between = [index for index in months if reach <= index < right]
        if between and all(_WHOLE.match(row.cells[index].text) for index in (left, right)):
            return True
    return False


def span(table: JoinedTable, row: JoinedRow, months: dict[int, str]) -> tuple[str | None, str | None]:
    """First and last month with an arrow; arrows that spilled past the last month column count as the last month."""
    if not months:
        return None, None
    last = max(months)
    marked = [index for index in range(min(months), len(row.cells)) if is_marked(row.cells[index].text)]
    covered: list[int] = []
    for index in marked:
        spans = [part.colspan for part in row.cells[index].parts]
        covered.extend(range(index, index + max([1, *spans])))
    inside = sorted({min(index, last) for index in covered})
    inside = [index for index in inside if index in months]
    if not inside:
        return None, None
    quarter = _quarter_of(table, inside[-1])
    year, month = months[inside[-1]].split("-")
    return months[inside[0]], months[inside[-1]] if quarter is None else f"{year}-{int(month) + 2:02d}"
