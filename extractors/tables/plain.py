"""Headings of a table that no form knows: its first rows, where they look like headings of the rows below."""

from __future__ import annotations

import re
from collections.abc import Callable

from phaen.extractors.model import Row, Table
from phaen.extractors.tables.header_rows import Headings, goes_under, header_depth, spread

LONGEST_HEADING = 120
"""Letters of a heading; a longer cell tells something."""
_FIGURE = re.compile(r"^[\s0-9๐-๙.,/%()–-]+$")
_YEAR = re.compile(r"^\D*(?:25|๒๕|20)[0-9๐-๙]{2}\D*$")


def plain_headings(table: Table, is_subheader: Callable[[list[str]], bool]) -> tuple[int, Headings]:
    """How many of the first rows of ``table`` are headings, and for every column its headings; ``(0, ())`` for none.

    A heading row fills all columns but one, holds neither figures (years count as words) nor long texts, and has rows
    below. ``is_subheader`` knows the lower row of a header by what it says.
    """
    rows = table.rows
    if len(rows) < 2 or table.width < 2:
        return 0, ()
    depth = header_depth(rows)
    while depth < len(rows) - 1 and (is_subheader(rows[depth].texts()) or goes_under(rows[:depth], rows[depth])):
        depth += 1
    layers: list[list[str]] = []
    uppers = (*(upper.texts() for upper in reversed(rows[: depth - 1])), ())
    for row, above in zip(reversed(rows[:depth]), uppers, strict=True):
        layers.insert(0, spread(row, layers[0] if layers else None, above))
    headings = tuple(tuple(layer[column] for layer in layers) for column in range(table.width))
    if depth >= len(rows) or not _looks_so(rows[:depth], headings):
        return 0, ()
    return depth, headings


def _looks_so(rows: tuple[Row, ...], headings: Headings) -> bool:
    texts = [text for row in rows for text in row.texts() if text.strip()]
    filled = sum(any(part.strip() for part in path) for path in headings)
    if filled < max(2, len(headings) - 1) or any(len(text) > LONGEST_HEADING for text in texts):
        return False
    return not any(_FIGURE.match(text) and not _YEAR.match(text) for text in rows[0].texts() if text.strip())
