"""Tables laid out for PDF pages: header cells with their spans, rows as lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from samples.blocks import Grid, GridRow, Head
from samples.pdf_signs import text_width
from samples.text_writers import FRACTION, PLAIN_FRACTION
from samples.thai import wrap

REGULAR, BOLD = "Sarabun", "Sarabun-Bold"
PADDING = 3.0
MERGED_KINDS = ("routine", "city_kr", "goals")
MERGED_ROLES = ("seq", "programme", "objective", "c0", "c1")


@dataclass(slots=True)
class Row:
    source: GridRow
    lines: list[list[str]]
    merged: bool
    """A total whose label stands across the first two columns."""
    open_above: int = 0
    open_below: int = 0
    """Bits of the columns that have no rule there: the cell goes on above or below."""


def merge_down(grid: Grid, rows: list[Row]) -> None:
    """Marks the cells of leading columns that go on from the row above."""
    columns = [n for n, role in enumerate(grid.roles) if role in MERGED_ROLES and grid.kind in MERGED_KINDS]
    for above, row in pairwise(rows):
        if row.source.bold or row.source.section:
            continue
        for n in columns:
            if not row.source.cells[n]:
                row.open_above |= 1 << n
                above.open_below |= 1 << n


class Header:
    """The header's cells laid out: (x0, x1, top, bottom, lines), heights from the header's own top."""

    def __init__(self, grid: Grid, edges: list[float], size: float, leading: float, spacing: float) -> None:
        self.size, self.leading = size, leading
        placed = list(placed_heads(grid))
        heights = [leading + 2 * PADDING] * len(grid.header)
        texts = []
        for y, x, head in placed:
            width = edges[x + head.colspan] - edges[x] - 2 * PADDING
            lines = [line for part in head.text.split("\n") for line in text_lines(part, width, BOLD, size, spacing)]
            texts.append(lines)
            need = len(lines) * leading + 2 * PADDING
            if need > sum(heights[y : y + head.rowspan]):
                heights[y + head.rowspan - 1] += need - sum(heights[y : y + head.rowspan])
        self.height = sum(heights)
        self.cells = [
            (edges[x], edges[x + h.colspan], sum(heights[:y]), sum(heights[: y + h.rowspan]), lines)
            for (y, x, h), lines in zip(placed, texts, strict=True)
        ]


def placed_heads(grid: Grid) -> Iterator[tuple[int, int, Head]]:
    covered: set[tuple[int, int]] = set()
    for y, row in enumerate(grid.header):
        x = 0
        for head in row:
            while (y, x) in covered:
                x += 1
            covered |= {(y + dy, x + dx) for dy in range(head.rowspan) for dx in range(head.colspan)}
            yield y, x, head
            x += head.colspan


def lay(row: GridRow, edges: list[float], size: float, spacing: float) -> Row:
    font = BOLD if row.bold or row.section else REGULAR
    columns = []
    merged = row.bold and bool(row.cells[0]) and not any(row.cells[1:2])
    for n, cell in enumerate(row.cells):
        end = edges[-1] if row.section else edges[n + 1]
        width = end - edges[n] - 2 * PADDING
        if merged and n == 0:
            width = edges[2] - edges[0] - 2 * PADDING
        text = FRACTION.sub(PLAIN_FRACTION, cell)
        columns.append(
            [line for part in text.split("\n") for line in text_lines(part, width, font, size, spacing)] if text else []
        )
    depth = max([1, *map(len, columns)])
    return Row(row, [[column[n] if n < len(column) else "" for column in columns] for n in range(depth)], merged)


def text_lines(text: str, width: float, font: str, size: float, spacing: float) -> list[str]:
    return wrap(text, width, lambda part: text_width(part, font, size, spacing * size))
