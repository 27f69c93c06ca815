"""Digits in other scripts, shapes and heights."""

from __future__ import annotations

import random
import re

from samples import variants
from samples.blocks import Grid, Sheet, map_texts
from samples.changes.model import Change, Changed, Gold, column, grids, own, set_where, texts_of
from samples.changes.targets import PERCENT, TABLES

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def _thai(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
    return Changed(variants.with_thai_digits(sheet), gold)


def _full_width(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
    def change(grid: Grid) -> Grid:
        made = map_texts(grid, lambda text: text)
        assert isinstance(made, Grid)
        return column(column(made, "target", _wide), "budget", _wide)

    mine = own(gold)
    for row in (*mine["kpis"], *mine["results"]):
        row["target_raw"] = _wide(row["target_raw"]) if row.get("target_raw") else None
    return Changed(grids(sheet, change), mine)


def _wide(text: str) -> str:
    return text.translate(_FULL_WIDTH)


def _footnote(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
    """A raised number behind a target is the mark of a footnote."""
    found = [text for text in texts_of(sheet, "target", TABLES) if PERCENT.fullmatch(text)]
    if not found:
        return None
    chosen = rng.choice(found)

    def change(grid: Grid) -> Grid:
        return (
            column(grid, "target", lambda text: f"{text}¹" if text == chosen else None) if grid.kind in TABLES else grid
        )

    return Changed(grids(sheet, change), gold)


def _look_alike(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
    """The letter O for a zero: what a person reads as 80 is not what the file says."""
    found = [text for text in texts_of(sheet, "target", TABLES) if PERCENT.fullmatch(text) and text.endswith("0")]
    if not found:
        return None
    chosen, mine = rng.choice(found), own(gold)
    raw = f"{chosen[:-1]}O"
    set_where(mine["kpis"], {"target_raw": chosen}, {"target_raw": raw, "target_value": None, "target_unit": None})

    def change(grid: Grid) -> Grid:
        return column(grid, "target", lambda text: raw if text == chosen else None) if grid.kind in TABLES else grid

    return Changed(grids(sheet, change), mine)


def _bracketed(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
    """Running numbers with brackets instead of dots."""

    def change(grid: Grid) -> Grid:
        for role in ("no", "seq"):
            grid = column(grid, role, lambda text: f"{text.rstrip('.')})" if re.fullmatch(r"\d+\.?", text) else None)
        return grid

    return Changed(grids(sheet, change), gold)


CHANGES: tuple[Change, ...] = (
    Change("Thai digits", "digits", _thai),
    Change("full-width digits", "digits", _full_width, ("text",)),
    Change("footnote mark behind a target", "digits", _footnote, ("text",)),
    Change("letter O for zero in a target", "digits", _look_alike),
    Change("bracketed running numbers", "digits", _bracketed),
)
