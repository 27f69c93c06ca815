"""Tables without vertical rules: columns from header positions and from the gaps that all rows share.

The missing rules are drawn in as edges, so that cells are found in the same way as between printed rules.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from phaen.extractors.pdf.glyphs.lines import Line
from phaen.extractors.pdf.ruled.cut_rows import close_cut_rows, in_columns, rule_columns
from phaen.extractors.pdf.ruled.rules import Edge, horizontal, vertical
from phaen.extractors.pdf.settings import RULES
from phaen.extractors.pdf.source.backend import LINE, Floats
from phaen.extractors.pdf.source.paths import THIN
from phaen.extractors.pdf.unruled.amount_lists import amount_list_edges
from phaen.extractors.pdf.unruled.bands import Band, bounded, draw
from phaen.extractors.pdf.unruled.borderless import borderless_edges
from phaen.extractors.pdf.unruled.columns import Span, is_header, leaf_columns, merged_spans
from phaen.extractors.pdf.unruled.headers import under_headings
from phaen.extractors.pdf.unruled.memory import OpenTables
from phaen.extractors.pdf.unruled.settings import OPEN_TABLES


def open_edges(lines: Sequence[Line], edges: Sequence[Edge], shapes: Floats, memory: OpenTables) -> list[Edge]:
    """Edges to add so that tables without vertical rules become grids.

    ``lines`` are those outside all grids, ``edges`` the merged rules of the page, ``shapes`` its shapes as drawn,
    ``memory`` what is known of tables without rules on the pages before.
    """
    inside = [line for line in lines if line.text.strip()]
    groups = _rule_groups(edges)
    added: list[Edge] = []
    taken: list[tuple[float, float]] = []
    joints = _joints(shapes) if groups else []
    cut = close_cut_rows(groups, joints, inside)
    if cut:
        joints = [*joints, *cut]
        added += [horizontal(x0, x1, ys[-1]) for x0, x1, ys in groups if ys[-1] in {y for _, y in cut}]
        edges = [*edges, *added]
    for x0, x1, every in sorted(groups, key=lambda group: group[0] - group[1]):
        for ys in _by_table(every, taken):
            bands = [
                Band(top, bottom, [n for n in inside if _stands_in(n, x0, top, x1, bottom)])
                for top, bottom in itertools.pairwise(ys)
            ]
            for table in _split(bands, joints, x0, x1):
                jointed = _jointed_borders(table, edges, joints, x0, x1)
                columns = [] if jointed else _columns(table, x0, x1)
                if len(columns) > 1:
                    jointed = draw(table, columns, x0, x1)
                if jointed:
                    added += jointed
                    taken.append((table[0].top, table[-1].bottom))
    rest = [n for n in inside if not any(top < n.base < bottom for top, bottom in taken)]
    if taken and rest and min(n.base for n in rest) > min(top for top, _ in taken):
        memory.columns = []  # the page does not begin with the rest of a row
    found = _clear_of(edges, borderless_edges(rest, memory))
    tables = [(edge["top"], edge["bottom"]) for edge in found if edge["orientation"] == "v"]
    lists = amount_list_edges([n for n in rest if not any(top < n.base < bottom for top, bottom in tables)])
    found += _clear_of(edges, lists)
    _remember_columns(groups, joints, inside, memory)
    return added + found


def _stands_in(line: Line, x0: float, top: float, x1: float, bottom: float) -> bool:
    return top < line.base - 0.3 * line.size < bottom and line.x0 < x1 and line.x1 > x0


def _by_table(ys: list[float], tables: Sequence[tuple[float, float]]) -> list[list[float]]:
    """Rules of equal extent, parted by the (wider) ``tables`` that they stand in; all together, where in none.

    Months below their years have rules of their own in the header of every table of a page: they join none of them.
    """
    inside = [[y for y in ys if top - RULES.tolerance <= y <= bottom + RULES.tolerance] for top, bottom in tables]
    return [part for part in inside if len(part) > 1] or [ys]


def _remember_columns(
    groups: Sequence[tuple[float, float, list[float]]],
    joints: Sequence[tuple[float, float]],
    lines: Sequence[Line],
    memory: OpenTables,
) -> None:
    """Keep the columns of a table that reaches to the page's end: a row may go on without a rule above it."""
    if not groups:
        return
    x0, x1, ys = max(groups, key=lambda group: max(group[2]))
    behind = [n for n in lines if n.base - 0.3 * n.size > max(ys)]
    borders = [x0, *rule_columns(joints, max(ys), x0, x1), x1]
    if len(borders) > 2 and all(memory.is_furniture(line) for line in behind):
        memory.columns = list(itertools.pairwise(borders))
        rows = [n for n in lines if _stands_in(n, x0, min(ys), x1, max(ys)) and in_columns([n], borders)]
        memory.texts = [(a, b) for n in rows for a, b, text in n.segments() if text]


def _clear_of(edges: Sequence[Edge], found: Sequence[Edge]) -> list[Edge]:
    """``found`` without the tables that would run over a grid of ruled cells: prose round it may look like columns."""
    uprights = [edge for edge in edges if edge["orientation"] == "v"]
    over = [
        (edge["top"] - RULES.tolerance, edge["bottom"] + RULES.tolerance)
        for edge in found
        if edge["orientation"] == "v"
        and sum(edge["top"] < u["top"] and u["bottom"] < edge["bottom"] for u in uprights) > 2
    ]
    return [edge for edge in found if not any(top <= edge["top"] and edge["bottom"] <= end for top, end in over)]


def _joints(shapes: Floats) -> list[tuple[float, float]]:
    """Places (x, y) where two horizontal rules meet end to end: a program that draws each cell draws them there."""
    thin = (shapes[:, 4] == LINE) & (shapes[:, 3] - shapes[:, 1] <= THIN) & (shapes[:, 2] - shapes[:, 0] > 4)
    rules = [(x0, x1, (top + bottom) / 2) for x0, top, x1, bottom in shapes[thin][:, :4].tolist()]
    ends = sorted((x1, y) for _, x1, y in rules)
    at = [x for x, _ in ends]
    found = []
    for x0, _, y in rules:
        low, high = bisect_left(at, x0 - 2.5), bisect_right(at, x0 + 2.5)
        if any(abs(ends[k][1] - y) <= 1.5 for k in range(low, high)):
            found.append((x0, y))
    return found


def _jointed_borders(
    table: Sequence[Band], edges: Sequence[Edge], joints: Sequence[tuple[float, float]], x0: float, x1: float
) -> list[Edge]:
    """Vertical edges of a table whose horizontal rules are drawn cell by cell; none when they are not."""
    top, bottom = table[0].top - RULES.tolerance, table[-1].bottom + RULES.tolerance
    mine = [(x, y) for x, y in joints if x0 + 4 < x < x1 - 4 and top <= y <= bottom]
    borders: list[list[tuple[float, float]]] = []
    for joint in sorted(mine):
        if borders and joint[0] - borders[-1][-1][0] <= RULES.tolerance:
            borders[-1].append(joint)
        else:
            borders.append([joint])
    lines = [n for band in table for n in band.lines]
    at = [sum(x for x, _ in border) / len(border) for border in borders]
    over = under_headings(table[0].lines, _inner_rules(table[0], edges, x0, x1), at)
    drawn: list[Edge] = []
    for x, border in zip(at, borders, strict=True):
        rules = sorted(
            {
                round(float(e["top"]), 1)
                for e in edges
                if e["orientation"] == "h"
                and top <= e["top"] <= bottom
                and e["x0"] < x - RULES.tolerance
                and x + RULES.tolerance < e["x1"]
            }
        )
        for upper, lower in itertools.pairwise(rules):
            met = all(any(abs(j[1] - y) <= RULES.tolerance for j in border) for y in (upper, lower))
            crossed = any(
                upper < n.base - 0.3 * n.size < lower and a < x - 2 and b > x + 2
                for n in lines
                for a, b, text in n.segments()
                if text
            )
            covered = any(x == border_x and lower <= y + RULES.tolerance for border_x, y in over)
            if met and not crossed and not (covered and upper < table[0].bottom):
                drawn.append(vertical(x, upper, lower))
    if not drawn:
        return []
    top, bottom = table[0].top, table[-1].bottom
    return [*drawn, vertical(x0, top, bottom), vertical(x1, top, bottom)]


def _inner_rules(head: Band, edges: Sequence[Edge], x0: float, x1: float) -> list[Edge]:
    """The rules inside a header that are drawn below some of its columns only."""
    near = RULES.tolerance
    return [
        e
        for e in edges
        if e["orientation"] == "h"
        and head.top + near < e["top"] < head.bottom - near
        and x0 - near <= e["x0"]
        and e["x1"] <= x1 + near
        and e["x1"] - e["x0"] < x1 - x0 - 2 * near
    ]


def _rule_groups(edges: Sequence[Edge]) -> list[tuple[float, float, list[float]]]:
    """Horizontal rules of equal extent that no vertical rule touches: left, right, heights."""
    verticals = [e for e in edges if e["orientation"] == "v"]
    groups: list[tuple[float, float, list[float]]] = []
    for edge in sorted((e for e in edges if e["orientation"] == "h"), key=lambda e: float(e["top"])):
        x0, x1, y = float(edge["x0"]), float(edge["x1"]), float(edge["top"])
        if x1 - x0 < OPEN_TABLES.rule or any(_touches(v, x0, x1, y) for v in verticals):
            continue
        for left, right, ys in groups:
            if abs(left - x0) <= RULES.tolerance and abs(right - x1) <= RULES.tolerance:
                ys.append(y)
                break
        else:
            groups.append((x0, x1, [y]))
    return [group for group in groups if len(group[2]) >= 2]


def _touches(upright: Edge, x0: float, x1: float, y: float) -> bool:
    """Does a vertical touch the horizontal rule from ``x0`` to ``x1`` at ``y``?"""
    near = RULES.tolerance
    reaches = upright["top"] <= y + near and upright["bottom"] >= y - near
    return bool(reaches and x0 - near <= upright["x0"] <= x1 + near)


def _split(bands: Sequence[Band], joints: Sequence[tuple[float, float]], x0: float, x1: float) -> list[list[Band]]:
    """Runs of bands that are one table each: from a header to what stands before the next one."""
    heads = [
        k for k, band in enumerate(bands) if band.lines and is_header(band.lines, _jointed_spans(band, joints, x0, x1))
    ]
    if not heads:
        return [list(bands)] if sum(any(n.cuts for n in band.lines) for band in bands) >= 2 else []
    tables: list[list[Band]] = []
    if heads[0] > 0 and any(n.cuts for n in bands[0].lines):
        before = list(bands[: heads[0]])  # goes on from the page before
        tables.append(before[:-1] if len(before) > 1 and _is_prose(before[-1], before[:-1], x0) else before)
    for start, stop in zip(heads, [*heads[1:], len(bands)], strict=True):
        table = list(bands[start:stop])
        if stop < len(bands) and len(table) > 1:
            borders = [x0, *rule_columns(joints, table[-1].top, x0, x1), x1]
            parted = any(n.cuts for n in table[-1].lines)
            if _crosses(table[-1], borders) or not (
                parted or in_columns(table[-1].lines, borders) or _is_cell(table[-1], table[:-1], borders)
            ):
                table.pop()  # the text between two tables
        if len(table) > 1 and _is_prose(table[-1], table[:-1], x0):
            table.pop()
        tables.append(table)
    return tables


def _crosses(band: Band, borders: Sequence[float]) -> bool:
    """Does a line of ``band`` run over a border? Rows across all columns head other rows, not the next table."""
    texts = [(a, b) for n in band.lines for a, b, text in n.segments() if text]
    return any(a < x - 2 and b > x + 2 for a, b in texts for x in borders[1:-1])


def _is_cell(band: Band, others: Sequence[Band], borders: Sequence[float]) -> bool:
    """Does ``band`` hold text of the first cell only, as far from the border as the cells of ``others``?"""
    lefts = [n.x0 for other in others for n in other.lines if n.cuts]
    padding = min(lefts, default=borders[0]) - borders[0]
    inside = all(n.x0 > borders[0] + padding / 2 and n.x1 < borders[1] + 2 for n in band.lines)
    return bool(band.lines) and padding > OPEN_TABLES.padding and len(borders) > 2 and inside


def _is_prose(band: Band, others: Sequence[Band], x0: float) -> bool:
    """Does ``band`` hold text that begins left of where the cells of ``others`` do, as paragraphs do?"""
    lefts = [n.x0 for other in others for n in other.lines if n.cuts]
    padding = min(lefts, default=x0) - x0
    wide = not any(n.cuts for n in band.lines)
    return wide and padding > OPEN_TABLES.padding and any(n.x0 < x0 + padding / 2 for n in band.lines)


def _jointed_spans(band: Band, joints: Sequence[tuple[float, float]], x0: float, x1: float) -> list[Span]:
    """Columns at the lower rule of ``band``, if that is drawn cell by cell."""
    at = sorted(x for x, y in joints if abs(y - band.bottom) <= RULES.tolerance and x0 + 4 < x < x1 - 4)
    borders = [x0, *(x for k, x in enumerate(at) if k == 0 or x - at[k - 1] > RULES.tolerance), x1]
    return list(itertools.pairwise(borders)) if len(borders) > 2 else []


def _columns(bands: Sequence[Band], x0: float, x1: float) -> list[Span]:
    """Column extents of a table from its header and the gaps of its rows."""
    lines = [n for band in bands for n in band.lines]
    head = bands[0].lines
    if is_header(head):
        return bounded(leaf_columns(head), [n for band in bands[1:] for n in band.lines], x0, x1)
    parted = [n for n in lines if n.cuts]
    return bounded(merged_spans([(a, b) for n in parted for a, b, text in n.segments() if text]), lines, x0, x1)


def unruled(ys: Sequence[float], x0: float, x1: float, edges: Sequence[Edge]) -> bool:
    """Whether most of the row borders ``ys`` of a table from ``x0`` to ``x1`` are drawn nowhere on the page."""
    drawn = [e for e in edges if e["orientation"] == "h" and min(x1, e["x1"]) - max(x0, e["x0"]) > (x1 - x0) / 2]
    missing = [y for y in ys if all(abs(e["top"] - y) > RULES.tolerance for e in drawn)]
    return len(missing) > len(ys) / 2
