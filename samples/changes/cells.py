"""Cells broken over lines, gone on, run together, or standing for those below."""

from __future__ import annotations

import random
from dataclasses import replace

from samples import variants
from samples.blocks import Grid, GridRow, Sheet
from samples.changes.model import AMOUNT, PROJECT_TABLES, Change, Changed, Gold, column, grids
from samples.thai import words


def _break_at_comma(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
    """An amount broken behind a comma, as a narrow column breaks it."""

    def cell(text: str) -> str | None:
        return text.replace(",", ",\n", 1) if AMOUNT.fullmatch(text) and text.count(",") > 1 else None

    changed = grids(sheet, lambda grid: column(grid, "budget", cell) if grid.kind in PROJECT_TABLES else grid)
    return Changed(changed, gold) if changed != sheet else None


def _break_in_words(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
    """Names broken over lines between two words that print no space."""

    def cell(text: str) -> str | None:
        parts = words(text)
        if len(text) < 30 or len(parts) < 4 or "\n" in text:
            return None
        half = len(parts) // 2
        first, rest = "".join(parts[:half]), "".join(parts[half:])
        return f"{first}\n{rest}" if not first.endswith(" ") and not rest.startswith(" ") else None

    changed = grids(sheet, lambda grid: column(grid, "project", cell) if grid.kind in PROJECT_TABLES else grid)
    return Changed(changed, gold) if changed != sheet else None


def _cut_by_pages(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
    return Changed(variants.page_breaks(sheet), gold)


def _ditto(mark: str) -> object:
    """A mark that stands for the office of the line above."""

    def make(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
        def change(grid: Grid) -> Grid:
            if grid.kind not in PROJECT_TABLES and grid.kind != "kpi":
                return grid
            at, rows = grid.roles.index("units"), []
            above = ""
            for row in grid.rows:
                text = row.cells[at]
                same = text and text == above and not row.section
                rows.append(replace(row, cells=(*row.cells[:at], mark, *row.cells[at + 1 :])) if same else row)
                above = "" if row.section else text
            return replace(grid, rows=tuple(rows))

        changed = grids(sheet, change)
        return Changed(changed, gold) if changed != sheet else None

    return make


def _empty_role(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
    """Cells of a row are pushed one column to the right: types no longer fit their columns."""
    tables = [block for block in sheet.blocks if isinstance(block, Grid) and block.kind in PROJECT_TABLES]
    tables = [table for table in tables if any(not row.section and not row.bold for row in table.rows)]
    if not tables:
        return None
    chosen = rng.choice(tables)
    at = rng.choice([n for n, row in enumerate(chosen.rows) if not row.section and not row.bold])

    def change(grid: Grid) -> Grid:
        if grid is not chosen:
            return grid
        shifted = GridRow(("", *grid.rows[at].cells[:-1]))
        return replace(grid, rows=(*grid.rows[:at], shifted, *grid.rows[at + 1 :]))

    return Changed(grids(sheet, change), gold)


def _short_row(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
    """A row of separated text that lacks a cell in its middle: what follows stands one column too far left."""
    tables = [block for block in sheet.blocks if isinstance(block, Grid) and block.kind == "kpi"]
    if not tables:
        return None
    chosen = rng.choice(tables)
    at = rng.randrange(len(chosen.rows))
    middle = chosen.roles.index("code")

    def change(grid: Grid) -> Grid:
        if grid is not chosen:
            return grid
        cells = grid.rows[at].cells
        return replace(
            grid,
            rows=(
                *grid.rows[:at],
                replace(grid.rows[at], cells=(*cells[:middle], *cells[middle + 1 :], "")),
                *grid.rows[at + 1 :],
            ),
        )

    return Changed(grids(sheet, change), gold)


CHANGES: tuple[Change, ...] = (
    Change("amount broken at a comma", "cells", _break_at_comma, ("pdf",)),
    Change("name broken inside a phrase", "cells", _break_in_words, ("pdf",)),
    Change("table cut by pages", "cells", _cut_by_pages, ("text",)),
    Change("ditto mark", "cells", _ditto('"')),  # type: ignore[arg-type]
    Change("ditto words", "cells", _ditto("”")),  # type: ignore[arg-type]
    Change("row pushed to the right", "cells", _empty_role),
    Change("row without one of its cells", "cells", _short_row),
)
