"""Headings over several columns in tables without vertical rules: how far does พ.ศ. 2567 reach?

A heading over year or month columns is centred over them, so its middle and its left border tell its right border.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from phaen.extractors.pdf.glyphs.lines import DESCENT, Line
from phaen.extractors.pdf.ruled.rules import Edge, horizontal, vertical
from phaen.extractors.pdf.settings import RULES
from phaen.extractors.pdf.unruled.columns import merged_spans
from phaen.extractors.pdf.unruled.settings import OPEN_HEADERS
from phaen.extractors.wordings.subheads import is_subheader

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class HeaderRules:
    """Edges inside a header, and the column borders (by index of the column on their left) that they settle."""

    edges: list[Edge]
    settled: set[int]


def merged_headings(lines: Sequence[Line], columns: Sequence[Span], top: float, bottom: float) -> HeaderRules:
    """Rules around headings over runs of year or month columns of a header between ``top`` and ``bottom``."""
    rules = HeaderRules([], set())
    for first, last in _runs(lines, columns):
        left, right = columns[first][0], columns[last][1]
        levels = _levels(lines, columns, first, last)
        if not levels:
            continue
        above = top
        borders = [c[1] for c in columns[first : last + 1]]
        marks: list[tuple[float, float]] = []
        for level in levels:
            foot = max(n_base + DESCENT * size for n_base, size, _, _ in level)
            start = left
            for number, (_, _, x0, x1) in enumerate(level):
                wanted = right if number == len(level) - 1 else x0 + x1 - start
                end = min((b for b in borders if b > start + 1), key=lambda b: abs(b - wanted), default=right)
                if end < right - 1:
                    marks.append((end, above))
                start = end
            rules.edges.append(horizontal(left, right, foot))
            above = foot
        rules.edges.extend(vertical(x, y, bottom) for x, y in marks)
        rules.edges.extend(vertical(x, above, bottom) for x in borders[:-1])
        rules.settled.update(range(first, last))
    return rules


def under_headings(lines: Sequence[Line], rules: Sequence[Edge], borders: Sequence[float]) -> list[tuple[float, float]]:
    """Borders (x) that no heading is parted by, each with the height of the rule above which they are not there.

    A rule that is drawn below some columns of a header only says that headings over them stand above it; centred, each
    tells how far it reaches. Where one is not centred nothing is said.
    """
    found: list[tuple[float, float]] = []
    for rule in rules:
        left, right, y = float(rule["x0"]), float(rule["x1"]), float(rule["top"])
        inside = sorted(x for x in borders if left + RULES.tolerance < x < right - RULES.tolerance)
        level = merged_spans(
            [
                (x0, x1)
                for n in lines
                for x0, x1, text in n.segments()
                if text and n.base < y and left <= (x0 + x1) / 2 <= right
            ]
        )
        start, ends = left, set[float]()
        for number, (x0, x1) in enumerate(level):
            wanted = right if number == len(level) - 1 else x0 + x1 - start
            end = min([x for x in [*inside, right] if x > start], key=lambda x: abs(x - wanted), default=right)
            if abs(x0 + x1 - start - end) > 2 * OPEN_HEADERS.centred:
                break
            ends.add(end)
            start = end
        else:
            found += [(x, y) for x in inside if level and x not in ends]
    return found


def _runs(lines: Sequence[Line], columns: Sequence[Span]) -> list[tuple[int, int]]:
    """Runs of two or more neighbouring columns whose lowest heading is a year or a month."""
    low = [False] * len(columns)
    for index, (left, right) in enumerate(columns):
        own = [
            (n.base, text)
            for n in lines
            for x0, x1, text in n.segments()
            if text and left <= (x0 + x1) / 2 <= right and x1 - x0 < right - left + 4
        ]
        low[index] = bool(own) and is_subheader([max(own)[1]])
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for index, flag in enumerate([*low, False]):
        if flag and start is None:
            start = index
        elif not flag and start is not None:
            if index - start > 1:
                runs.append((start, index - 1))
            start = None
    return runs


def _levels(
    lines: Sequence[Line], columns: Sequence[Span], first: int, last: int
) -> list[list[tuple[float, float, float, float]]]:
    """Segments (baseline, size, x0, x1) above the lowest heading of a run, by level from the top."""
    left, right = columns[first][0], columns[last][1]
    inside = sorted(
        (n.base, n.size, x0, x1)
        for n in lines
        for x0, x1, text in n.segments()
        if text and x0 > left - 4 and x1 < right + 4
    )
    if not inside:
        return []
    lowest = inside[-1][0]
    levels: list[list[tuple[float, float, float, float]]] = []
    for segment in inside:
        if segment[0] > lowest - OPEN_HEADERS.level:
            break
        if levels and segment[0] - levels[-1][-1][0] < OPEN_HEADERS.level:
            levels[-1].append(segment)
        else:
            levels.append([segment])
    return [sorted(level, key=lambda s: s[2]) for level in levels]
