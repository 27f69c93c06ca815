"""Ruling lines to grids of cells, by pdfplumber's rules for crossings and tables, whatever library read the page."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from phaen.extractors.model import BBox
from phaen.extractors.pdf.ruled.crossings import Edge as Edge
from phaen.extractors.pdf.ruled.crossings import cells_between, crossings, merge_edges, tables_of
from phaen.extractors.pdf.settings import RULES
from phaen.extractors.pdf.source.backend import BOX, LINE, Floats, RawPage
from phaen.extractors.pdf.source.paths import THIN


@dataclass(slots=True)
class Grid:
    """One table: ``xs``/``ys`` are the column and row borders; ``cells`` are (row, column, rowspan, colspan, box)."""

    xs: list[float]
    ys: list[float]
    cells: list[tuple[int, int, int, int, BBox]]

    @property
    def box(self) -> BBox:
        """x0, top, x1, bottom of the whole table."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def horizontal(x0: float, x1: float, y: float) -> Edge:
    """A horizontal edge."""
    return {"orientation": "h", "x0": x0, "x1": x1, "top": y, "bottom": y, "width": x1 - x0, "height": 0.0}


def vertical(x: float, top: float, bottom: float) -> Edge:
    """A vertical edge."""
    return {"orientation": "v", "x0": x, "x1": x, "top": top, "bottom": bottom, "width": 0.0, "height": bottom - top}


def page_edges(page: RawPage) -> list[Edge]:
    """Merged horizontal and vertical edges of the page's thin shapes and stroked rectangles."""
    shapes = page.shapes
    if not len(shapes):
        return []
    edges: list[Edge] = []
    for x0, top, x1, bottom, kind, _dark in _visible(shapes, page).tolist():
        width, height = x1 - x0, bottom - top
        if kind == LINE:
            if height <= THIN and width > max(height, RULES.shortest):
                edges.append(horizontal(x0, x1, (top + bottom) / 2))
            elif width <= THIN and height > max(width, RULES.shortest):
                edges.append(vertical((x0 + x1) / 2, top, bottom))
        elif kind == BOX and width > RULES.shortest and height > RULES.shortest:
            edges += [horizontal(x0, x1, top), horizontal(x0, x1, bottom)]
            edges += [vertical(x0, top, bottom), vertical(x1, top, bottom)]
    if len(edges) > 2 * RULES.most:
        page.flags.append("too_many_rules")
        return []
    return merged(edges)


def merged(edges: list[Edge]) -> list[Edge]:
    """``edges`` snapped to common lines and joined end to end."""
    return merge_edges(edges, RULES.tolerance)


def _visible(shapes: Floats, page: RawPage) -> Floats:
    """Shapes that lie on the page, cut to it."""
    inside = (shapes[:, 2] > 0) & (shapes[:, 0] < page.width)
    inside &= (shapes[:, 3] > 0) & (shapes[:, 1] < page.height)
    shapes = shapes[inside].copy()
    np.clip(shapes[:, [0, 2]], 0, page.width, out=shapes[:, [0, 2]])
    return shapes


def close_open_ends(edges: list[Edge]) -> list[Edge]:
    """``edges`` and the rules missing where a page break cut a table: across the loose ends of its verticals."""
    verticals = [edge for edge in edges if edge["orientation"] == "v"]
    horizontals = [edge for edge in edges if edge["orientation"] == "h"]
    added: list[Edge] = []
    for end in ("top", "bottom"):
        groups: dict[int, list[Edge]] = {}
        for edge in sorted(verticals, key=lambda e: float(e[end])):
            near = next((k for k in groups if abs(k - edge[end]) <= RULES.tolerance), round(edge[end]))
            groups.setdefault(near, []).append(edge)
        for group in (part for whole in groups.values() for part in _tables_apart(whole, horizontals)):
            if len(group) < 2:
                continue
            y = max(e[end] for e in group) if end == "bottom" else min(e[end] for e in group)
            x0, x1 = min(e["x0"] for e in group), max(e["x0"] for e in group)
            x0, x1 = _as_wide_as_the_header(x0, x1, y, verticals, horizontals)
            closed = any(_closes(h, x0, x1, y) for h in horizontals) or _parts_headings(
                group, y, verticals, horizontals
            )
            if not closed and x1 - x0 > RULES.open_width and min(e["height"] for e in group) > RULES.open_height:
                added.append(horizontal(x0, x1, y))
    return [*edges, *added] if added else edges


def _parts_headings(group: list[Edge], y: float, verticals: list[Edge], horizontals: list[Edge]) -> bool:
    """Do verticals end on rules of two headings over columns of their own, with a column between them that goes on?"""
    x0, x1 = min(e["x0"] for e in group), max(e["x0"] for e in group)
    far = RULES.tolerance
    between = [v for v in verticals if x0 + far < v["x0"] < x1 - far and v["top"] < y - far and v["bottom"] > y + far]
    return len(between) > 1 and all(
        any(h["x0"] <= e["x0"] + far and h["x1"] >= e["x0"] - far and abs(h["top"] - y) <= far for h in horizontals)
        for e in group
    )


def _as_wide_as_the_header(
    x0: float, x1: float, y: float, verticals: list[Edge], horizontals: list[Edge]
) -> tuple[float, float]:
    """``x0`` and ``x1``, or the borders of the table that go on beside them at ``y``.

    Where a row across all columns interrupts the rules between the columns, those at the table's sides go on. That
    they are its sides, and not those of a box round it, a rule from side to side tells that meets the columns' own.
    """
    passing = [v["x0"] for v in verticals if v["top"] < y - RULES.tolerance and v["bottom"] > y + RULES.tolerance]
    left = max((x for x in passing if x < x0 - RULES.tolerance), default=None)
    right = min((x for x in passing if x > x1 + RULES.tolerance), default=None)
    if left is None or right is None:
        return x0, x1
    inner = [v for v in verticals if min(abs(v["x0"] - x0), abs(v["x0"] - x1)) <= RULES.tolerance]
    across = [h for h in horizontals if h["x0"] <= left + RULES.tolerance and h["x1"] >= right - RULES.tolerance]
    meets = any(v["top"] - RULES.tolerance <= h["top"] <= v["bottom"] + RULES.tolerance for h in across for v in inner)
    nested = any(abs(h["x0"] - x0) <= RULES.tolerance for h in horizontals) and any(
        abs(h["x1"] - x1) <= RULES.tolerance for h in horizontals
    )
    return (left, right) if meets and not nested else (x0, x1)


def _tables_apart(group: list[Edge], horizontals: list[Edge]) -> list[list[Edge]]:
    """Verticals that end together, by table: rules end at both sides of the space between two, and none crosses it."""
    parts: list[list[Edge]] = []
    for edge in sorted(group, key=lambda e: float(e["x0"])):
        if parts and not _space_between(parts[-1][-1], edge, horizontals):
            parts[-1].append(edge)
        else:
            parts.append([edge])
    return parts


def _space_between(left: Edge, right: Edge, horizontals: list[Edge]) -> bool:
    top = min(left["top"], right["top"]) - RULES.tolerance
    bottom = max(left["bottom"], right["bottom"]) + RULES.tolerance
    near = [h for h in horizontals if top <= h["top"] <= bottom]
    across = any(h["x0"] <= left["x0"] + RULES.tolerance and h["x1"] >= right["x0"] - RULES.tolerance for h in near)
    ends = any(abs(h["x1"] - left["x0"]) <= RULES.tolerance for h in near)
    return not across and ends and any(abs(h["x0"] - right["x0"]) <= RULES.tolerance for h in near)


def _closes(rule: Edge, x0: float, x1: float, y: float) -> bool:
    """Does ``rule`` close verticals from ``x0`` to ``x1`` that end at ``y``? A wider one near by is that of a box."""
    if rule["x0"] > x0 + RULES.tolerance or rule["x1"] < x1 - RULES.tolerance:
        return False
    away = abs(rule["top"] - y)
    wider = rule["x0"] < x0 - RULES.tolerance and rule["x1"] > x1 + RULES.tolerance
    return bool(away <= RULES.tolerance or (away <= 2 * RULES.tolerance and not wider))


def find_grids(edges: list[Edge], page: RawPage) -> list[Grid]:
    """The tables between ``edges``, from top to bottom. A page with too many crossings gives none and a flag."""
    h = sum(edge["orientation"] == "h" for edge in edges)
    v = len(edges) - h
    if h < 2 or v < 2:
        return []
    if h > RULES.most or v > RULES.most or h * v > 50 * RULES.most_crossings:
        page.flags.append("too_many_rules")
        return []
    found = crossings(edges, RULES.tolerance)
    if len(found) > RULES.most_crossings:
        page.flags.append("too_many_rules")
        return []
    return [_grid(cells) for cells in tables_of(cells_between(found))]


def _grid(cells: list[BBox]) -> Grid:
    xs = sorted({x for cell in cells for x in (cell[0], cell[2])})
    ys = sorted({y for cell in cells for y in (cell[1], cell[3])})
    column = {x: k for k, x in enumerate(xs)}
    row = {y: k for k, y in enumerate(ys)}
    placed = [(row[c[1]], column[c[0]], row[c[3]] - row[c[1]], column[c[2]] - column[c[0]], c) for c in cells]
    return Grid(xs, ys, sorted(placed))
