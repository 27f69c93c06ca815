"""What a document looks like, before a writer gives it a shape: headings, paragraphs and tables in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

Role = Literal["heading", "label", "body", "note"]


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph. ``level``: the Markdown heading depth; ``lead``: the bold beginning of a labelled line."""

    text: str
    lead: str = ""
    bold: bool = False
    level: int | None = None
    centre: bool = False
    size: float = 1.0


@dataclass(frozen=True, slots=True)
class Head:
    """One header cell of a table."""

    text: str
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class GridRow:
    """One body row. ``section`` rows hold one text across all columns; ``bold`` rows are totals.

    Cell texts use ``\\n`` between paragraphs, ``- `` before list items and ``⟦numerator|denominator⟧`` for a
    fraction times 100.
    """

    cells: tuple[str, ...]
    section: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. ``widths`` are relative; ``roles`` name the columns (for the variants), ``kind`` the table.

    ``wide`` tables stand on landscape pages. ``months`` are the indices of month columns, where arrows stand.
    """

    kind: str
    roles: tuple[str, ...]
    widths: tuple[float, ...]
    header: tuple[tuple[Head, ...], ...]
    rows: tuple[GridRow, ...]
    wide: bool = False
    months: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Break:
    """A new page; ``wide`` turns it to landscape."""

    wide: bool = False


Block = Para | Grid | Break


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole document: its blocks, and the words of its running head."""

    blocks: tuple[Block, ...]
    running_head: str = ""
    extra: dict[str, str] = field(default_factory=dict)


def grid(
    kind: str,
    columns: Iterable[tuple[str, str, float]],
    rows: Iterable[tuple[str, ...] | GridRow],
    *,
    wide: bool = False,
) -> Grid:
    """A table with a one-row header; ``columns`` are (role, heading, relative width)."""
    cols = tuple(columns)
    body = tuple(row if isinstance(row, GridRow) else GridRow(row) for row in rows)
    return Grid(
        kind,
        tuple(c[0] for c in cols),
        tuple(c[2] for c in cols),
        (tuple(Head(c[1]) for c in cols),),
        body,
        wide,
    )


def total(*cells: str) -> GridRow:
    """A total row, printed bold."""
    return GridRow(tuple(cells), bold=True)


def section(text: str, width: int) -> GridRow:
    """A row that holds one text across all ``width`` columns."""
    return GridRow((text, *[""] * (width - 1)), section=True)


def map_texts(block: Block, change: object) -> Block:
    """The block with ``change(text)`` applied to every text in it."""
    assert callable(change)
    if isinstance(block, Para):
        return replace(block, text=change(block.text), lead=change(block.lead))
    if isinstance(block, Grid):
        header = tuple(tuple(replace(h, text=change(h.text)) for h in row) for row in block.header)
        rows = tuple(replace(row, cells=tuple(change(c) for c in row.cells)) for row in block.rows)
        return replace(block, header=header, rows=rows)
    return block
