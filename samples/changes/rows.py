"""Rows that are no items, tables that run together or come twice, lines that are amended."""

from __future__ import annotations

import random
from dataclasses import replace

from samples.blocks import Block, Grid, GridRow, Para, Sheet
from samples.changes.model import (
    AMOUNT,
    PROJECT_TABLES,
    Change,
    Changed,
    Gold,
    amount_of,
    column,
    grids,
    own,
    set_where,
)


def _note_row(words: str) -> object:
    """A note as the last row of a table is no item."""

    def make(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
        def change(grid: Grid) -> Grid:
            if grid.kind not in PROJECT_TABLES:
                return grid
            note = GridRow((words, *[""] * (len(grid.roles) - 1)), section=True)
            return replace(grid, rows=(*grid.rows, note))

        changed = grids(sheet, change)
        return Changed(changed, gold) if changed != sheet else None

    return make


def _column_numbers(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
    """A row of (1) (2) (3) below the headings."""

    def change(grid: Grid) -> Grid:
        if grid.kind not in PROJECT_TABLES and grid.kind != "kpi":
            return grid
        return replace(grid, rows=(GridRow(tuple(f"({n + 1})" for n in range(len(grid.roles)))), *grid.rows))

    changed = grids(sheet, change)
    return Changed(changed, gold) if changed != sheet else None


def _repeated_heading(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
    """The headings printed again in the middle of a table, as at a page end that is gone."""

    def change(grid: Grid) -> Grid:
        if grid.kind not in {*PROJECT_TABLES, "kpi"} or len(grid.rows) < 2 or len(grid.header) != 1:
            return grid
        half = len(grid.rows) // 2
        again = GridRow(tuple(head.text for head in grid.header[0]), bold=True)
        return replace(grid, rows=(*grid.rows[:half], again, *grid.rows[half:]))

    changed = grids(sheet, change)
    return Changed(changed, gold) if changed != sheet else None


def _contents(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
    """A list of contents before everything, its entries ending in page numbers."""
    headings = [block for block in sheet.blocks if isinstance(block, Para) and block.level in (1, 2)][:12]
    if len(headings) < 3:
        return None
    first = next((n for n, block in enumerate(sheet.blocks) if block is headings[1]), 1)
    entries = [
        Para(f"{(block.lead + ' ' + block.text).strip()} {'.' * 20} {n + 2}") for n, block in enumerate(headings)
    ]
    blocks = (*sheet.blocks[:first], Para("สารบัญ", bold=True), *entries, *sheet.blocks[first:])
    return Changed(replace(sheet, blocks=blocks), gold)


def _amended(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
    """A project table is printed a second time, headed as amended, with another amount: the later one counts."""
    tables = [block for block in sheet.blocks if isinstance(block, Grid) and block.kind == "own_summary"]
    amounts = [
        row.cells[table.roles.index("budget")]
        for table in tables
        for row in table.rows
        if not row.section and not row.bold
    ]
    amounts = [text for text in amounts if AMOUNT.fullmatch(text)]
    if not tables or not amounts:
        return None
    chosen = rng.choice(amounts)
    raised = f"{(amount_of(chosen) or 0) + 1_000_000:,.0f}"
    mine = own(gold)
    for row in mine["plans"]:
        if row["section"] == "part2_summary" and row.get("budget_raw") == chosen:
            row["budget_raw"], row["budget_baht"] = raised, amount_of(raised)

    def change(grid: Grid) -> Grid | list[Block]:
        if grid is not tables[0]:
            return grid
        again = column(grid, "budget", lambda text: raised if text == chosen else None)
        return [grid, Para("โครงการ/กิจกรรมสำคัญตามยุทธศาสตร์หน่วยงาน (แก้ไขเพิ่มเติม)", bold=True, level=2), again]

    return Changed(grids(sheet, change), mine)


def _name_is_no_name(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
    """A row whose name cell holds a bracket or a figure: not the name of anything."""
    mine = own(gold)
    tables = [block for block in sheet.blocks if isinstance(block, Grid) and block.kind == "own_summary" and block.rows]
    if not tables:
        return None
    names = [row.cells[tables[0].roles.index("project")] for row in tables[0].rows if not row.bold and not row.section]
    if not names:
        return None
    chosen = rng.choice(names)
    set_where(mine["plans"], {"project": chosen, "section": "part2_summary"}, {"project": None})

    def change(grid: Grid) -> Grid:
        return column(grid, "project", lambda text: ")" if text == chosen else None) if grid is tables[0] else grid

    return Changed(grids(sheet, change), mine)


CHANGES: tuple[Change, ...] = (
    Change("note below the table", "rows", _note_row("หมายเหตุ : ข้อมูล ณ วันที่ 30 กันยายน")),  # type: ignore[arg-type]
    Change("starred note below the table", "rows", _note_row("* โครงการต่อเนื่องจากปีที่ผ่านมา")),  # type: ignore[arg-type]
    Change("numbers under the headings", "rows", _column_numbers),
    Change("headings printed again", "rows", _repeated_heading),
    Change("list of contents", "rows", _contents),
    Change("amended table", "rows", _amended),
    Change("a name that is no name", "rows", _name_is_no_name),
)
