"""What a change is: a document and its expected rows in, both changed out."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from samples.blocks import Block, Grid, GridRow, Head, Sheet
from samples.pdf_writer import Style

Gold = dict[str, list[dict[str, Any]]]
Group = Literal["money", "targets", "digits", "headings", "cells", "rows", "layout"]
Cell = Callable[[str], str | None]
"""A cell's text to its new text; ``None`` leaves it alone."""

PROJECT_TABLES = frozenset({"own_projects", "own_summary", "city_projects", "city_summary"})
"""Tables of project lines whose budget column holds bare amounts."""
AMOUNT = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{2})?")


@dataclass(frozen=True, slots=True)
class Changed:
    """A changed document. ``style`` is the print of its PDF where the change is one of the print."""

    sheet: Sheet
    gold: Gold
    style: Style | None = None


Make = Callable[[Sheet, Gold, random.Random], Changed | None]


@dataclass(frozen=True, slots=True)
class Change:
    """One kind of change. ``make`` gives ``None`` where a document has nothing to change.

    ``forms``: the inputs it makes sense for.
    """

    name: str
    group: Group
    make: Make
    forms: tuple[str, ...] = ("text", "pdf")


def own(gold: Gold) -> Gold:
    """A copy that may be changed."""
    return copy.deepcopy(gold)


def grids(sheet: Sheet, change: Callable[[Grid], Grid | list[Block]]) -> Sheet:
    """The sheet with every table changed; a table may become several blocks."""
    blocks: list[Block] = []
    for block in sheet.blocks:
        made = change(block) if isinstance(block, Grid) else block
        blocks += made if isinstance(made, list) else [made]
    return replace(sheet, blocks=tuple(blocks))


def column(grid: Grid, role: str, change: Cell) -> Grid:
    """The table with ``change`` applied to the cells of one role."""
    if role not in grid.roles:
        return grid
    at = grid.roles.index(role)

    def row(line: GridRow) -> GridRow:
        new = None if line.section else change(line.cells[at])
        return line if new is None else replace(line, cells=(*line.cells[:at], new, *line.cells[at + 1 :]))

    return replace(grid, rows=tuple(row(line) for line in grid.rows))


def headed(grid: Grid, role: str, change: Callable[[str], str]) -> Grid:
    """The table with the heading of one role changed (tables with one heading row)."""
    if role not in grid.roles or len(grid.header) != 1:
        return grid
    at = grid.roles.index(role)
    head = replace(grid.header[0][at], text=change(grid.header[0][at].text))
    return replace(grid, header=((*grid.header[0][:at], head, *grid.header[0][at + 1 :]),))


def amount_of(text: str) -> float | None:
    """The amount of a cell that holds nothing but one."""
    return float(text.replace(",", "")) if AMOUNT.fullmatch(text) else None


def set_where(rows: list[dict[str, Any]], wanted: Mapping[str, Any], values: Mapping[str, Any]) -> int:
    """Set columns of the rows whose columns are as ``wanted``; gives how many."""
    found = [row for row in rows if all(row.get(key) == value for key, value in wanted.items())]
    for row in found:
        row.update({key: value for key, value in values.items() if key in row})
    return len(found)


def texts_of(sheet: Sheet, role: str, kinds: frozenset[str] | None = None) -> list[str]:
    """The different texts in the cells of one role, in order."""
    found = [
        row.cells[block.roles.index(role)]
        for block in sheet.blocks
        if isinstance(block, Grid) and role in block.roles and (kinds is None or block.kind in kinds)
        for row in block.rows
        if not row.section
    ]
    return list(dict.fromkeys(text for text in found if text))


def heads(grid: Grid, change: Callable[[str], str]) -> Grid:
    """The table with every heading changed."""
    return replace(grid, header=tuple(tuple(replace(h, text=change(h.text)) for h in row) for row in grid.header))


def with_head(grid: Grid, at: int, head: Head, texts: Callable[[GridRow], str], role: str, width: float = 12) -> Grid:
    """The table with one more column at position ``at`` (tables with one heading row)."""
    rows = tuple(replace(r, cells=(*r.cells[:at], texts(r), *r.cells[at:])) for r in grid.rows)
    return replace(
        grid,
        roles=(*grid.roles[:at], role, *grid.roles[at:]),
        widths=(*grid.widths[:at], width, *grid.widths[at:]),
        header=((*grid.header[0][:at], head, *grid.header[0][at:]),),
        rows=rows,
    )
