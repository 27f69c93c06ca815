"""Cells merged downwards: what they say holds for every row beside them, an amount counts once.

While a table is put together, :class:`Covers` remembers which rows a cell from above reaches into, over page ends too;
:func:`fill_merged` then gives those rows what the cell says.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from phaen.extractors.model import Row
from phaen.extractors.tables.joined import Cover, JoinedCell, JoinedTable

FLAG = "merged_amount"
FLAG_GUESS = "merged_guess"
FLAG_MAYBE = "merged_unknown"
GROUPING = frozenset({"strategy", "goal", "tactic", "programme", "output"})
"""Columns whose cells hold for the rows below them until another text stands in them."""
OF_GROUPS = ("units", "lead")
"""Columns that forms print once for a group, merged over its rows."""
FEWEST_GROUPS = 2
_OF_PROJECT = (*OF_GROUPS, "location", "period")
"""Columns whose cells are merged as far as the project's."""


@cache
def rules() -> dict[str, str]:
    """By role: ``repeats`` where a merged cell speaks for every row beside it, ``once`` where figures are added up."""
    lines = files("phaen.extractors.tables").joinpath("merged_roles.csv").read_text("utf-8").splitlines()
    return {row["role"]: row["rule"] for row in csv.DictReader(lines)}


def cover_rows(table: JoinedTable, row: Row, mapping: Sequence[int | None], index: int, *, starts: bool) -> None:
    """Take in a source ``row`` that stands in the joined row ``index``; ``starts``: it begins that row.

    Positions that a cell from above reaches into are noted in ``table.covered``; a cell of several rows begins to
    reach.
    """
    for column, cell in enumerate(row.cells):
        target = mapping[column] if column < len(mapping) else None
        above = table.reaching.get(column)
        if cell is not None:
            table.reaching[column] = Cover(index, cell.rowspan - 1, cell.rowspan, not cell.text.strip())
        elif above is not None and above.left > 0:
            table.reaching[column] = replace(above, left=above.left - 1)
            if starts and target is not None and above.row != index:
                table.covered.append((index, target, above.row, False))


def cover_page_end(table: JoinedTable, row: Row, mapping: Sequence[int | None], before: Sequence[int | None]) -> None:
    """Let merged cells reach over the page end into ``row``, the first of the new page; they stand empty there.

    ``before``: the columns of the page before in terms of ``table``. An empty cell goes on with the one above where
    one of them is merged. Where other cells of the column stand empty on their own, that is a guess.
    """
    above = {target: table.reaching[column] for column, target in enumerate(before) if column in table.reaching}
    table.reaching = {}
    index = len(table.rows)
    if not index or table.rows[-1].spanning or table.rows[-1].is_total:
        return
    for column, cell in enumerate(row.cells):
        target = mapping[column] if column < len(mapping) else None
        cover = above.get(target) if target is not None else None
        if cell is None or target is None or cover is None or table.roles[target] not in rules():
            continue
        if cover.span == cell.rowspan == 1 or cover.empty == (not cell.text.strip()):
            continue
        if cover.empty:
            if cover.span > 1 and cell.rowspan > 1:  # the text stands in the middle of the whole, on the later page
                table.covered += [(number, target, index, False) for number in range(cover.row, index)]
            continue
        known = {number for number, at, _, _ in table.covered if at == target}
        holes = any(
            not other.cells[target] and number not in known and not (other.spanning or other.is_total)
            for number, other in enumerate(table.rows)
        )
        guess = holes and cell.rowspan == 1
        table.covered += [(index + step, target, cover.row, guess) for step in range(cell.rowspan)]


def fill_grouped(table: JoinedTable) -> None:
    """Give the office of a group to all of its rows where nothing tells how far cells reach (text): its cells stand
    empty in exactly the rows where those of a column of groups do. That is a guess."""
    if table.kind is None or table.place.page is not None:
        return
    lines = [at for at, row in enumerate(table.rows) if not (row.spanning or row.is_total) and any(row.cells)]
    if any(cell.row_span > 1 for at in lines for cell in table.rows[at].cells):
        return
    empty = [
        frozenset(at for at in lines if not table.rows[at].cells[column].text.strip())
        for column in range(len(table.roles))
    ]
    groups = {empty[column] for column, role in enumerate(table.roles) if role in GROUPING}
    for column in (column for role in OF_GROUPS for column in table.columns(role)):
        rows = empty[column]
        if not rows or rows not in groups or lines[0] in rows or len(lines) - len(rows) < FEWEST_GROUPS:
            continue
        source = JoinedCell("")
        for at in lines:
            cell = table.rows[at].cells[column]
            if at in rows:
                put(table, at, column, replace(source, inherited=True, own_flags=(*source.own_flags, FLAG_GUESS)))
            else:
                source = cell


def fill_projects(table: JoinedTable) -> None:
    """Give a project to the rows below it that name none and print an activity or an indicator, and money, of their
    own, where no cell tells that it reaches down to them: a merged cell in a text prints so. That is a guess."""
    if "project" not in table.roles or table.kind is None:
        return
    above: JoinedCell | None = None
    last = 0
    for at, row in enumerate(table.rows):
        cell = table.cell(row, "project")
        if row.spanning or row.is_total:
            above = None
        elif cell.text.strip():
            above, last = cell, at
        elif above is not None and not table.cell(row, "seq").text.strip() and _has_own_money(table, at):
            told = [table.cell(row, role) for role in ("details", "name")]
            if any(cell.text.strip() and not cell.inherited for cell in told):
                filled = replace(above, inherited=True, own_flags=(*above.own_flags, FLAG_GUESS))
                put(table, at, table.roles.index("project"), filled)
                _fill_beside(table, at, last)


def _fill_beside(table: JoinedTable, at: int, first: int) -> None:
    """Who does the work of a project, and when, holds for its activities where they say nothing of their own."""
    for column in (column for role in _OF_PROJECT for column in table.columns(role)):
        source = table.rows[first].cells[column]
        if source.text.strip() and not table.rows[at].cells[column].text.strip():
            put(table, at, column, replace(source, inherited=True, own_flags=(*source.own_flags, FLAG_GUESS)))


def doubt_empty(table: JoinedTable) -> None:
    """Tell the rows whose office stands empty below that of others, where nothing tells how far cells reach (text): a
    cell merged over several rows and an office left out print the same."""
    if table.kind is None or table.place.page is not None:
        return
    lines = [at for at, row in enumerate(table.rows) if not (row.spanning or row.is_total) and any(row.cells)]
    if any(cell.row_span > 1 for at in lines for cell in table.rows[at].cells):
        return
    for column in (column for role in OF_GROUPS for column in table.columns(role)):
        filled = [at for at in lines if table.rows[at].cells[column].text.strip()]
        if len(filled) < FEWEST_GROUPS:
            continue
        for at in (at for at in lines if at > filled[0] and not table.rows[at].cells[column].text.strip()):
            put(table, at, column, replace(table.rows[at].cells[column], own_flags=(FLAG_MAYBE,)))


def fill_merged(table: JoinedTable) -> None:
    """Give the covered cells of ``table`` what the cells say that cover them; set the row spans."""
    spans: dict[tuple[int, int], int] = {}
    for index, column, owner, guess in table.covered:
        if not (0 <= index < len(table.rows) and 0 <= owner < len(table.rows)) or index == owner:
            continue
        row, source = table.rows[index], table.rows[owner].cells[column]
        if row.cells[column] or row.spanning or row.is_total:
            continue
        spans[owner, column] = max(spans.get((owner, column), 1), abs(index - owner) + 1)
        role = table.roles[column]
        if not source or role is None:
            continue
        own = (FLAG_GUESS,) if guess else ()
        if role == "project" and table.column("name") is None and not _has_own_money(table, index):
            continue  # the lines of a project table are its projects: one printed once is one line
        if rules().get(role) == "repeats":
            put(table, index, column, replace(source, inherited=True, own_flags=(*source.own_flags, *own)))
        elif rules().get(role) == "once":
            put(table, index, column, JoinedCell("", own_flags=(FLAG, *own), inherited=True))
            if FLAG not in source.own_flags:
                put(table, owner, column, replace(source, own_flags=(*source.own_flags, FLAG)))
    for (owner, column), span in spans.items():
        put(table, owner, column, replace(table.rows[owner].cells[column], row_span=span))


def _has_own_money(table: JoinedTable, index: int) -> bool:
    """Does a row print money of its own: an activity of the project whose cell reaches down to it?"""
    covered = {column for at, column, _, _ in table.covered if at == index}
    money = [column for column in table.columns("budget") if column not in covered]
    return any(table.rows[index].cells[column].text.strip() for column in money)


def put(table: JoinedTable, index: int, column: int, cell: JoinedCell) -> None:
    """Replace one cell of a joined row."""
    row = table.rows[index]
    table.rows[index] = replace(row, cells=(*row.cells[:column], cell, *row.cells[column + 1 :]))
