"""Headings in other words, other places, damaged, missing, or more than a form knows."""

from __future__ import annotations

import random
from dataclasses import replace

from samples import variants
from samples.blocks import Grid, GridRow, Head, Sheet
from samples.changes.model import PROJECT_TABLES, Change, Changed, Gold, grids, headed, with_head


def _renamed(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
    return Changed(variants.renamed(sheet), gold)


def _damaged(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
    return Changed(variants.damaged_headers(sheet), gold)


def _permuted(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
    return Changed(variants.permuted(sheet, rng.randrange(1000)), gold)


def _extra(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
    return Changed(variants.extra_column(sheet), gold)


def _extra_figures(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
    """A column of figures that no form knows stands before the amounts."""

    def change(grid: Grid) -> Grid:
        if grid.kind not in PROJECT_TABLES:
            return grid
        at = grid.roles.index("budget")

        def text(row: GridRow) -> str:
            return "" if row.section or row.bold else f"{rng.randrange(10, 90)}"

        return with_head(grid, at, Head("จำนวนผู้เข้าร่วม (คน)"), text, "extra")

    changed = grids(sheet, change)
    return Changed(changed, gold) if changed != sheet else None


def _blank(role: str, kinds: frozenset[str]) -> object:
    def make(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
        changed = grids(sheet, lambda grid: headed(grid, role, lambda _: "") if grid.kind in kinds else grid)
        return Changed(changed, gold) if changed != sheet else None

    return make


def _unknown(role: str, kinds: frozenset[str], words: str) -> object:
    def make(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
        changed = grids(sheet, lambda grid: headed(grid, role, lambda _: words) if grid.kind in kinds else grid)
        return Changed(changed, gold) if changed != sheet else None

    return make


def _merged(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
    """The heading of code and name is one merged cell over both columns."""

    def change(grid: Grid) -> Grid:
        if grid.kind != "kpi" or len(grid.header) != 1:
            return grid
        at = grid.roles.index("code")
        head = Head(f"{grid.header[0][at].text} / {grid.header[0][at + 1].text}", colspan=2)
        return replace(grid, header=((*grid.header[0][:at], head, *grid.header[0][at + 2 :]),))

    changed = grids(sheet, change)
    return Changed(changed, gold) if changed != sheet else None


_KPI = frozenset({"kpi"})

CHANGES: tuple[Change, ...] = (
    Change("headings renamed", "headings", _renamed),
    Change("headings damaged", "headings", _damaged),
    Change("columns in another order", "headings", _permuted),
    Change("a further column", "headings", _extra),
    Change("a further column of figures", "headings", _extra_figures),
    Change("target without a heading", "headings", _blank("target", _KPI)),  # type: ignore[arg-type]
    Change("budget without a heading", "headings", _blank("budget", PROJECT_TABLES)),  # type: ignore[arg-type]
    Change("code under unknown words", "headings", _unknown("code", _KPI, "อ้างอิง")),  # type: ignore[arg-type]
    Change("budget under unknown words", "headings", _unknown("budget", PROJECT_TABLES, "ยอดรวมสุทธิ")),  # type: ignore[arg-type]
    Change("heading merged over two columns", "headings", _merged),
)
