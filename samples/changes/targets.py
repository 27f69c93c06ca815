"""Targets in other units and ways of writing, and targets that nobody can read."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

from samples.blocks import Grid, Sheet
from samples.changes.model import Change, Changed, Gold, Make, column, grids, headed, own, set_where, texts_of

TABLES = frozenset({"kpi", "summary", "detail", "strategy_table"})
PERCENT = re.compile(r"ร้อยละ ([0-9]+(?:\.[0-9]+)?)")
Columns = dict[str, Any]


def one(write: Callable[[str, float, random.Random], tuple[str, Columns]]) -> Make:
    """One percentage target, wherever it stands as a cell of its own, written anew; ``write`` gives the columns."""

    def make(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
        found = [text for text in texts_of(sheet, "target", TABLES) if PERCENT.fullmatch(text)]
        if not found:
            return None
        chosen = rng.choice(found)
        number = float(PERCENT.fullmatch(chosen).group(1))  # type: ignore[union-attr]
        raw, columns = write(chosen, number, rng)
        mine = own(gold)
        if not set_where(mine["kpis"], {"target_raw": chosen}, {"target_raw": raw, **columns}):
            return None
        for row in mine["kpis"]:
            if row.get("target_raw") == raw:
                row.update(columns)

        def change(grid: Grid) -> Grid:
            return column(grid, "target", lambda text: raw if text == chosen else None) if grid.kind in TABLES else grid

        changed = grids(sheet, change)
        return Changed(changed, mine)

    return make


def _unit_in_heading(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
    """The heading says ร้อยละ (per cent); the cells of one table hold bare figures."""
    tables = [block for block in sheet.blocks if isinstance(block, Grid) and block.kind == "kpi"]
    fitting = [
        table
        for table in tables
        if all(row.section or PERCENT.fullmatch(row.cells[table.roles.index("target")]) for row in table.rows)
    ]
    if not fitting:
        return None
    chosen, mine = fitting[0], own(gold)
    names = {row.cells[chosen.roles.index("name")] for row in chosen.rows}
    for row in mine["kpis"]:
        if row["name"] in names:
            row["target_raw"] = PERCENT.sub(r"\1", row["target_raw"] or "")

    def change(grid: Grid) -> Grid:
        if grid is not chosen:
            return grid
        bare = column(grid, "target", lambda text: PERCENT.sub(r"\1", text))
        return headed(bare, "target", lambda text: f"{text} (ร้อยละ)")

    return Changed(grids(sheet, change), mine)


def _known(raw: str, **columns: Any) -> tuple[str, Columns]:
    return raw, columns


_NULL: Columns = {"target_value": None, "target_unit": None, "target_op": None}

CHANGES: tuple[Change, ...] = (
    Change("unit in the heading", "targets", _unit_in_heading),
    Change("range of percentages", "targets", one(lambda raw, n, rng: _known(f"{raw} - {n + 5:g}", target_max=n + 5))),
    Change("at least, sign", "targets", one(lambda raw, n, rng: _known(f"≥ {raw}", target_op=">="))),
    Change("percent sign", "targets", one(lambda raw, n, rng: _known(f"{n:g}%"))),
    Change("fall", "targets", one(lambda raw, n, rng: _known(f"ลดลง{raw}", target_op="decrease"))),
    Change("remark in brackets", "targets", one(lambda raw, n, rng: _known(f"{raw} (จำนวน 12 แห่ง)"))),
    Change("figure split by a space", "targets", one(lambda raw, n, rng: ("ร้อยละ 8 0", {**_NULL}))),
    Change("letter joined to a figure", "targets", one(lambda raw, n, rng: (f"{raw}a", {**_NULL}))),
    Change("two figures", "targets", one(lambda raw, n, rng: (f"{raw} {n + 3:g}", {**_NULL}))),
    Change("unknown sign", "targets", one(lambda raw, n, rng: (f"ร้อยละ ~{n:g}", {**_NULL}))),
)
