"""Bands of lines and the edges to draw between them where a table has no vertical rules."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from phaen.extractors.pdf.glyphs.lines import DESCENT, Line
from phaen.extractors.pdf.ruled.rules import Edge, horizontal, vertical
from phaen.extractors.pdf.unruled.columns import Span
from phaen.extractors.pdf.unruled.headers import merged_headings


@dataclass(slots=True)
class Band:
    """The lines between two horizontal rules."""

    top: float
    bottom: float
    lines: list[Line]


def bounded(leaves: Sequence[Span], body: Sequence[Line], x0: float, x1: float) -> list[Span]:
    """Extents that touch each other, each border in the emptiest place between two leaves."""
    borders = [x0]
    spans = [(a, b) for n in body for a, b, text in n.segments() if text]
    for (left0, left1), (right0, right1) in itertools.pairwise(leaves):
        low, high = (left0 + left1) / 2, (right0 + right1) / 2
        borders.append(_emptiest(low, high, left1, right0, spans))
    return list(zip(borders, [*borders[1:], x1], strict=True))


def _emptiest(low: float, high: float, left: float, right: float, spans: Sequence[Span]) -> float:
    """The x between two headings that crosses the fewest spans of the rows, near the gap ``left``–``right``."""
    crossing = [span for span in spans if span[1] > low and span[0] < high]
    marks = {left + 1.0, right - 1.0, (left + right) / 2}
    marks |= {edge for a, b in crossing for edge in (a - 1.5, b + 1.5) if low < edge < high}

    def cost(x: float) -> tuple[float, float]:
        headings = 0 if left <= x <= right else 1
        crossed = sum(a < x < b for a, b in crossing)
        return (crossed + 2.5 * headings, abs(x - (left + right) / 2))

    best = min(marks, key=cost)
    # the middle between the texts on both sides
    before = [b for a, b in crossing if b <= best] + ([left] if left <= best else [])
    after = [a for a, b in crossing if a >= best] + ([right] if right >= best else [])
    return (max(before, default=best) + min(after, default=best)) / 2


def draw(bands: Sequence[Band], columns: Sequence[Span], x0: float, x1: float) -> list[Edge]:
    """Rules around and between the columns; a line that runs over a border leaves it open in its band."""
    top, bottom = bands[0].top, bands[-1].bottom
    edges = [vertical(x0, top, bottom), vertical(x1, top, bottom)]
    edges += [horizontal(x0, x1, band.top) for band in bands] + [horizontal(x0, x1, bottom)]
    head = merged_headings(bands[0].lines, columns, bands[0].top, bands[0].bottom)
    edges += head.edges
    for number, band in enumerate(bands):
        for index, (_, x) in enumerate(columns[:-1]):
            if number == 0 and index in head.settled:
                continue
            over = [n for n in band.lines for a, b, text in n.segments() if text and a < x - 1 and b > x + 1]
            if not over:
                edges.append(vertical(x, band.top, band.bottom))
            elif number == 0 and max(n.base for n in over) < max(n.base for n in band.lines) - 2:
                # a heading over several columns: the border starts below it
                level = max(n.base + DESCENT * n.size for n in over)
                wide = [s for n in over for s in n.segments() if s[0] < x < s[1]]
                reach = [c for c in columns if c[0] < max(s[1] for s in wide) and c[1] > min(s[0] for s in wide)]
                edges.append(vertical(x, level, band.bottom))
                edges.append(horizontal(min(c[0] for c in reach), max(c[1] for c in reach), level))
    return edges
