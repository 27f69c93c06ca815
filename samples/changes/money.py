"""Amounts in other units and ways of writing, and amounts that nobody can read."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from samples.blocks import Block, Grid, Head, Para, Sheet
from samples.changes.model import (
    AMOUNT,
    PROJECT_TABLES,
    Change,
    Changed,
    Gold,
    Make,
    amount_of,
    column,
    grids,
    headed,
    own,
    texts_of,
    with_head,
)


def _scaled(amount: float, unit: int) -> str:
    return f"{amount / unit:,.6f}".rstrip("0").rstrip(".")


def in_heading(word: str, unit: int) -> Make:
    """The unit stands in the column's heading; cells hold bare figures."""

    def make(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
        def change(grid: Grid) -> Grid:
            if grid.kind not in PROJECT_TABLES:
                return grid
            return column(headed(grid, "budget", lambda text: f"{text.split('(')[0].strip()} ({word})"), "budget", cell)

        def cell(text: str) -> str | None:
            amount = amount_of(text)
            return None if amount is None else _scaled(amount, unit)

        return Changed(grids(sheet, change), gold) if texts_of(sheet, "budget", PROJECT_TABLES) else None

    return make


def above(word: str, unit: int) -> Make:
    """The unit stands in a line above the table."""

    def make(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
        def change(grid: Grid) -> Grid | list[Block]:
            if grid.kind not in PROJECT_TABLES:
                return grid
            return [Para(f"หน่วย : {word}"), column(grid, "budget", cell)]

        def cell(text: str) -> str | None:
            amount = amount_of(text)
            return None if amount is None else _scaled(amount, unit)

        return Changed(grids(sheet, change), gold) if texts_of(sheet, "budget", PROJECT_TABLES) else None

    return make


def written(write: Callable[[float], str]) -> Make:
    """Every amount written another way that says the same."""

    def make(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
        def cell(text: str) -> str | None:
            amount = amount_of(text)
            return None if amount is None else write(amount)

        changed = grids(sheet, lambda grid: column(grid, "budget", cell) if grid.kind in PROJECT_TABLES else grid)
        return Changed(changed, gold) if changed != sheet else None

    return make


def unreadable(write: Callable[[str, random.Random], str], known: bool = False) -> Make:
    """One amount so written that it cannot be known; wherever it stands, its value must be null."""

    def make(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
        amounts = [text for text in texts_of(sheet, "budget", PROJECT_TABLES) if AMOUNT.fullmatch(text)]
        if not amounts:
            return None
        chosen = rng.choice(amounts)
        new = write(chosen, rng)
        mine = own(gold)
        value = amount_of(chosen)
        if not known:
            for row in mine["plans"]:
                printed = row.get("budget_baht")
                if printed is not None and float(printed) == value and row["section"] != "part3":
                    row["budget_baht"] = None

        def change(grid: Grid) -> Grid:
            if grid.kind not in PROJECT_TABLES:
                return grid
            return column(grid, "budget", lambda text: new if text == chosen else None)

        return Changed(grids(sheet, change), mine)

    return make


def _in_words(amount: float) -> str:
    from pythainlp.util import bahttext

    return f"{amount:,.0f} บาท ({bahttext(amount)})"


def _letter(text: str, rng: random.Random) -> str:
    at = rng.choice([index for index, char in enumerate(text) if char == "0"] or [len(text) - 1])
    return f"{text[:at]}O{text[at + 1 :]}"


def _lost_comma_part(text: str, rng: random.Random) -> str:
    return text.replace(",", ",,", 1)


def _two_figures(text: str, rng: random.Random) -> str:
    return f"{text} {amount_of(text) or 0:,.0f}5"


def _range(text: str, rng: random.Random) -> str:
    low = amount_of(text) or 0
    return f"{low:,.0f} - {low + 100_000:,.0f} บาท"


def _revised(text: str, rng: random.Random) -> str:
    was = (amount_of(text) or 0) + 700_000
    return f"เดิม {was:,.0f} บาท ปรับเป็น {text} บาท"


def _asked_and_granted(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
    """A column of what was asked for stands before what was granted."""

    def change(grid: Grid) -> Grid:
        if grid.kind not in PROJECT_TABLES:
            return grid
        at = grid.roles.index("budget")
        wide = headed(grid, "budget", lambda _: "งบประมาณที่ได้รับ (บาท)")
        asked = lambda row: "" if row.section else _more(row.cells[at])  # noqa: E731
        return with_head(wide, at, Head("งบประมาณที่ขอ (บาท)"), asked, "asked")

    return Changed(grids(sheet, change), gold) if texts_of(sheet, "budget", PROJECT_TABLES) else None


def _more(text: str) -> str:
    amount = amount_of(text)
    return text if amount is None else f"{amount + 250_000:,.0f}"


def _by_year(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
    """Three columns of years; the document's own year counts."""
    mine, year = own(gold), int(gold["document"]["fiscal_year"])  # type: ignore[call-overload]
    years = (year - 1, year, year + 1)

    def change(grid: Grid) -> Grid:
        if grid.kind not in PROJECT_TABLES:
            return grid
        at = grid.roles.index("budget")
        last = headed(grid, "budget", lambda _: f"งบประมาณ {years[1]} (บาท)")
        before = lambda row: "" if row.section else _more(row.cells[at])  # noqa: E731
        last = with_head(last, at, Head(f"งบประมาณ {years[0]} (บาท)"), before, "before")
        after = lambda row: "" if row.section else _more(_more(row.cells[at + 1]))  # noqa: E731
        return with_head(last, at + 2, Head(f"งบประมาณ {years[2]} (บาท)"), after, "after")

    return Changed(grids(sheet, change), mine) if texts_of(sheet, "budget", PROJECT_TABLES) else None


def _unknown_unit(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
    """A bracketed unit that is no money unit anybody knows: amounts cannot be believed."""
    mine = own(gold)
    for row in mine["plans"]:
        if row["section"] != "part3" and row["section"] != "potential":
            row["budget_baht"] = None
    changed = in_heading("หน่วยเงิน", 1)(sheet, mine, rng)
    return None if changed is None else replace(changed, gold=mine)


CHANGES: tuple[Change, ...] = (
    Change("heading in millions", "money", in_heading("ล้านบาท", 1_000_000)),
    Change("heading in thousands", "money", in_heading("พันบาท", 1_000)),
    Change("line above in millions", "money", above("ล้านบาท", 1_000_000)),
    Change("line above in thousands", "money", above("พันบาท", 1_000)),
    Change("million in the cell", "money", written(lambda amount: f"{_scaled(amount, 1_000_000)} ล้านบาท")),
    Change("ลบ. in the cell", "money", written(lambda amount: f"{_scaled(amount, 1_000_000)} ลบ.")),
    Change("space between groups", "money", written(lambda amount: f"{amount:,.0f} บาท".replace(",", " "))),
    Change("point between groups", "money", written(lambda amount: f"{amount:,.0f}.-".replace(",", "."))),
    Change("apostrophe between groups", "money", written(lambda amount: f"{amount:,.0f}".replace(",", "'"))),
    Change("satang in words", "money", written(lambda amount: f"{amount:,.0f} บาท 00 สตางค์")),
    Change("amount in words behind", "money", written(_in_words)),
    Change("asked and granted", "money", _asked_and_granted),
    Change("columns of years", "money", _by_year),
    Change("revised amount", "money", unreadable(_revised, known=True)),
    Change("range of amounts", "money", unreadable(_range)),
    Change("letter in an amount", "money", unreadable(_letter)),
    Change("doubled comma", "money", unreadable(_lost_comma_part)),
    Change("two amounts in a cell", "money", unreadable(_two_figures)),
    Change("unknown unit in heading", "money", _unknown_unit),
)
