"""From ruling lines to cells and tables: what pdfplumber's table finder does, without a search through all for each.

Tests hold every step to pdfplumber's own. Loading that library takes longer than finding the cells of a document.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
from phaen.extractors.model import BBox

Edge = dict[str, Any]
"""A rule: its orientation (``h``, ``v``), ``x0``, ``x1``, ``top``, ``bottom``, ``width``, ``height``."""
Point = tuple[float, float]


class Rules(NamedTuple):
    """The rules that meet at a crossing, as boxes."""

    down: set[BBox]
    across: set[BBox]


def merge_edges(edges: Sequence[Edge], tolerance: float) -> list[Edge]:
    """``edges`` moved to the common lines that they nearly stand on, and joined where they nearly touch."""
    down = _snapped([edge for edge in edges if edge["orientation"] == "v"], "x0", "x1", tolerance)
    across = _snapped([edge for edge in edges if edge["orientation"] == "h"], "top", "bottom", tolerance)
    joined: list[Edge] = []
    ways = ((across, "top", "x0", "x1", "width"), (down, "x0", "top", "bottom", "height"))
    for rules, line, start, end, size in ways:
        for _, on_line in groupby(sorted(rules, key=itemgetter(line)), key=itemgetter(line)):
            first, *others = sorted(on_line, key=itemgetter(start))
            joined.append(first)
            for edge in others:
                last = joined[-1]
                if edge[start] > last[end] + tolerance:
                    joined.append(edge)
                elif edge[end] > last[end]:
                    joined[-1] = {**last, end: edge[end], size: edge[end] - last[start]}
    return joined


def _snapped(edges: list[Edge], line: str, same: str, tolerance: float) -> list[Edge]:
    """``edges`` of one orientation, those that stand at nearly one ``line`` moved to the mean of their places."""
    number_of: dict[float, int] = {}
    last = -np.inf
    for place in sorted({edge[line] for edge in edges}):
        number_of[place] = len(number_of) and number_of[last] + (place > last + tolerance)
        last = place
    groups: dict[int, list[Edge]] = {}
    for edge in edges:
        groups.setdefault(number_of[edge[line]], []).append(edge)
    moved: list[Edge] = []
    for _, group in sorted(groups.items()):
        mean = sum(edge[line] for edge in group) / len(group)
        for edge in group:
            by = mean - edge[line]
            moved.append({**edge, line: edge[line] + by, same: edge[same] + by})
    return moved


def crossings(edges: Iterable[Edge], tolerance: float) -> dict[Point, Rules]:
    """Where vertical rules meet horizontal ones, or nearly so, and which do."""
    boxes = [(edge["orientation"], (edge["x0"], edge["top"], edge["x1"], edge["bottom"])) for edge in edges]
    down = [box for way, box in boxes if way == "v"]
    across = [box for way, box in boxes if way == "h"]
    found: dict[Point, Rules] = {}
    if not down or not across:
        return found
    x, top, _, bottom = np.array(down, np.float64).T[:, :, None]
    x0, y, x1, _ = np.array(across, np.float64).T
    meet = (top <= y + tolerance) & (bottom >= y - tolerance) & (x >= x0 - tolerance) & (x <= x1 + tolerance)
    for rule, other in zip(*(index.tolist() for index in np.nonzero(meet)), strict=True):
        here = found.setdefault((down[rule][0], across[other][1]), Rules(set(), set()))
        here.down.add(down[rule])
        here.across.add(across[other])
    return found


def cells_between(rules: Mapping[Point, Rules]) -> list[BBox]:
    """The smallest cell right below each crossing: two of its neighbours and the crossing opposite, joined by rules."""
    points = sorted(rules)
    columns: dict[float, list[Point]] = {}
    rows: dict[float, list[Point]] = {}
    for point in points:
        columns.setdefault(point[0], []).append(point)
        rows.setdefault(point[1], []).append(point)
    cells: list[BBox] = []
    for point in points:
        column, row, mine = columns[point[0]], rows[point[1]], rules[point]
        below = (one for one in column[bisect(column, point) :] if not mine.down.isdisjoint(rules[one].down))
        if (nearest := next(below, None)) is None:
            continue
        right = [one for one in row[bisect(row, point) :] if not mine.across.isdisjoint(rules[one].across)]
        for x, y in ((x, y) for _, y in chain((nearest,), below) for x, _ in right):
            corner = rules.get((x, y))
            if corner is None or corner.down.isdisjoint(rules[x, point[1]].down):
                continue
            if not corner.across.isdisjoint(rules[point[0], y].across):
                cells.append((point[0], point[1], x, y))
                break
    return cells


def tables_of(cells: Iterable[BBox]) -> list[list[BBox]]:
    """Cells that hang together by their corners, from top to bottom; a cell alone is no table."""
    cells = list(cells)
    at: dict[Point, list[BBox]] = {}
    for cell in cells:
        for corner in _corners(cell):
            at.setdefault(corner, []).append(cell)
    seen: set[BBox] = set()
    tables: list[list[BBox]] = []
    for cell in cells:
        waiting, table = [cell], []
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                table.append(one)
                waiting += [other for corner in _corners(one) for other in at.pop(corner, ())]
        if len(table) > 1:
            tables.append(table)
    return sorted(tables, key=lambda table: min((top, x0) for x0, top, _, _ in table))


def _corners(cell: BBox) -> tuple[Point, Point, Point, Point]:
    x0, top, x1, bottom = cell
    return (x0, top), (x0, bottom), (x1, top), (x1, bottom)
