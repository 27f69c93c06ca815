"""Tables without vertical rules: columns from header positions and from the gaps that all rows share.

The missing rules are drawn in as edges, so that cells are found in the same way as between printed rules.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.pdf.backend import LINE, Floats
from extractors.pdf.cut_rows import close_cut_rows
from extractors.pdf.lines import ASCENT, DESCENT, Line
from extractors.pdf.open_columns import MAX_HEADER_LINES, Span, header_score, is_header, leaf_columns, merged_spans
from extractors.pdf.open_headers import merged_headings
from extractors.pdf.paths import THIN
from extractors.pdf.rules import TOLERANCE, Edge, horizontal, vertical

MIN_RULE = 120.0
"""Points: a shorter horizontal rule alone makes no table."""
_ROW_PITCH = 1.12
"""A distance of baselines this many times the usual one parts two rows."""


@dataclass(slots=True)
class _Band:
    """The lines between two horizontal rules."""

    top: float
    bottom: float
    lines: list[Line]


def open_edges(lines: Sequence[Line], edges: Sequence[Edge], shapes: Floats) -> list[Edge]:
    """Edges to add so that tables without vertical rules become grids.

    ``lines`` are those outside all grids, ``edges`` the merged rules of the page, ``shapes`` its shapes as drawn.
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
    for x0, x1, ys in groups:
        bands = [
            _Band(top, bottom, [n for n in inside if top < n.base - 0.3 * n.size < bottom and n.x0 < x1 and n.x1 > x0])
            for top, bottom in itertools.pairwise(ys)
        ]
        for table in _split(bands, joints, x0, x1):
            jointed = _jointed_borders(table, edges, joints, x0, x1)
            if jointed:
                added += jointed
                taken.append((table[0].top, table[-1].bottom))
                continue
            columns = _columns(table, x0, x1)
            if len(columns) > 1:
                added += _draw(table, columns, x0, x1)
                taken.append((table[0].top, table[-1].bottom))
    rest = [n for n in inside if not any(top < n.base < bottom for top, bottom in taken)]
    return added + _borderless(rest)


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
    table: Sequence[_Band], edges: Sequence[Edge], joints: Sequence[tuple[float, float]], x0: float, x1: float
) -> list[Edge]:
    """Vertical edges of a table whose horizontal rules are drawn cell by cell; none when they are not."""
    top, bottom = table[0].top - TOLERANCE, table[-1].bottom + TOLERANCE
    mine = [(x, y) for x, y in joints if x0 + 4 < x < x1 - 4 and top <= y <= bottom]
    borders: list[list[tuple[float, float]]] = []
    for joint in sorted(mine):
        if borders and joint[0] - borders[-1][-1][0] <= TOLERANCE:
            borders[-1].append(joint)
        else:
            borders.append([joint])
    lines = [n for band in table for n in band.lines]
    drawn: list[Edge] = []
    for border in borders:
        x = sum(j[0] for j in border) / len(border)
        rules = sorted(
            {
                round(float(e["top"]), 1)
                for e in edges
                if e["orientation"] == "h"
                and top <= e["top"] <= bottom
                and e["x0"] < x - TOLERANCE
                and x + TOLERANCE < e["x1"]
            }
        )
        for upper, lower in itertools.pairwise(rules):
            met = all(any(abs(j[1] - y) <= TOLERANCE for j in border) for y in (upper, lower))
            crossed = any(
                upper < n.base - 0.3 * n.size < lower and a < x - 2 and b > x + 2
                for n in lines
                for a, b, text in n.segments()
                if text
            )
            if met and not crossed:
                drawn.append(vertical(x, upper, lower))
    if not drawn:
        return []
    top, bottom = table[0].top, table[-1].bottom
    return [*drawn, vertical(x0, top, bottom), vertical(x1, top, bottom)]


def _rule_groups(edges: Sequence[Edge]) -> list[tuple[float, float, list[float]]]:
    """Horizontal rules of equal extent that no vertical rule touches: left, right, heights."""
    verticals = [e for e in edges if e["orientation"] == "v"]
    groups: list[tuple[float, float, list[float]]] = []
    for edge in sorted((e for e in edges if e["orientation"] == "h"), key=lambda e: float(e["top"])):
        x0, x1, y = float(edge["x0"]), float(edge["x1"]), float(edge["top"])
        if x1 - x0 < MIN_RULE or any(
            v["top"] <= y + TOLERANCE and v["bottom"] >= y - TOLERANCE and x0 - TOLERANCE <= v["x0"] <= x1 + TOLERANCE
            for v in verticals
        ):
            continue
        for left, right, ys in groups:
            if abs(left - x0) <= TOLERANCE and abs(right - x1) <= TOLERANCE:
                ys.append(y)
                break
        else:
            groups.append((x0, x1, [y]))
    return [group for group in groups if len(group[2]) >= 2]


def _split(bands: Sequence[_Band], joints: Sequence[tuple[float, float]], x0: float, x1: float) -> list[list[_Band]]:
    """Runs of bands that are one table each: from a header to what stands before the next one."""
    heads = [
        k for k, band in enumerate(bands) if band.lines and is_header(band.lines, _jointed_spans(band, joints, x0, x1))
    ]
    if not heads:
        return [list(bands)] if sum(any(n.cuts for n in band.lines) for band in bands) >= 2 else []
    tables: list[list[_Band]] = []
    if heads[0] > 0 and any(n.cuts for n in bands[0].lines):
        tables.append(list(bands[: heads[0]]))  # goes on from the page before
    for start, stop in zip(heads, [*heads[1:], len(bands)], strict=True):
        table = list(bands[start:stop])
        if stop < len(bands) and len(table) > 1 and not any(n.cuts for n in table[-1].lines):
            table.pop()  # the text between two tables
        tables.append(table)
    return tables


def _jointed_spans(band: _Band, joints: Sequence[tuple[float, float]], x0: float, x1: float) -> list[Span]:
    """Columns at the lower rule of ``band``, if that is drawn cell by cell."""
    at = sorted(x for x, y in joints if abs(y - band.bottom) <= TOLERANCE and x0 + 4 < x < x1 - 4)
    borders = [x0, *(x for k, x in enumerate(at) if k == 0 or x - at[k - 1] > TOLERANCE), x1]
    return list(itertools.pairwise(borders)) if len(borders) > 2 else []


def _columns(bands: Sequence[_Band], x0: float, x1: float) -> list[Span]:
    """Column extents of a table from its header and the gaps of its rows."""
    lines = [n for band in bands for n in band.lines]
    head = bands[0].lines
    if is_header(head):
        return _bounded(leaf_columns(head), [n for band in bands[1:] for n in band.lines], x0, x1)
    parted = [n for n in lines if n.cuts]
    return _bounded(merged_spans([(a, b) for n in parted for a, b, text in n.segments() if text]), lines, x0, x1)


def _bounded(leaves: Sequence[Span], body: Sequence[Line], x0: float, x1: float) -> list[Span]:
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


def _draw(bands: Sequence[_Band], columns: Sequence[Span], x0: float, x1: float) -> list[Edge]:
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


def unruled(ys: Sequence[float], x0: float, x1: float, edges: Sequence[Edge]) -> bool:
    """Whether most of the row borders ``ys`` of a table from ``x0`` to ``x1`` are drawn nowhere on the page."""
    drawn = [e for e in edges if e["orientation"] == "h" and min(x1, e["x1"]) - max(x0, e["x0"]) > (x1 - x0) / 2]
    missing = [y for y in ys if all(abs(e["top"] - y) > TOLERANCE for e in drawn)]
    return len(missing) > len(ys) / 2


def _borderless(lines: Sequence[Line]) -> list[Edge]:
    """Tables with no rules at all, found by headers whose wordings are known."""
    ordered = sorted(lines, key=lambda n: n.base)
    added: list[Edge] = []
    start = 0
    while start < len(ordered):
        stop = _header_end(ordered, start)
        if stop is None:
            start += 1
            continue
        head = ordered[start:stop]
        leaves = leaf_columns(head)
        end = _table_end(ordered, stop, leaves, _line_pitch(ordered[start : stop + 40], leaves))
        body = ordered[stop:end]
        x0 = min(n.x0 for n in [*head, *body]) - 2
        x1 = max(n.x1 for n in [*head, *body]) + 2
        columns = _bounded(leaves, body, x0, x1)
        added += _draw(_row_bands(head, body, columns), columns, x0, x1)
        start = end
    return added


def _header_end(lines: Sequence[Line], start: int) -> int | None:
    """Index behind the header that starts at ``start``, the longest that is one; ``None`` when none does."""
    best: int | None = None
    best_score = 0.0
    for stop in range(start + 1, min(start + MAX_HEADER_LINES, len(lines)) + 1):
        zone = lines[start:stop]
        if stop - start > 1 and zone[-1].base - zone[-2].base > 2.0 * zone[-1].size:
            break
        if sum(len(n.cuts) for n in zone) == 0:
            if stop - start > 2:
                break
            continue
        if stop - start > 1 and zone[-1].bold != zone[0].bold and best:
            break
        score = header_score(zone)
        if score > max(best_score - 0.05, 0.0):
            best, best_score = stop, max(score, best_score)
    return best


def _table_end(lines: Sequence[Line], start: int, leaves: Sequence[Span], pitch: float) -> int:
    """Index behind the last line of the table below a header.

    A row with text in one place only belongs to the table if a row with more comes after it: the paragraphs behind a
    table look like such rows.
    """
    end = start
    in_row = False
    for index in range(start, len(lines)):
        line = lines[index]
        step = line.base - lines[index - 1].base
        if index > start and (step > 3.5 * line.size or _header_end(lines, index) is not None):
            break
        if line.cuts and _fits(line, leaves):
            in_row = True
        elif index == start or step > _row_step(pitch):
            in_row = False  # a row of its own, kept only if more follows
        if in_row and _fits(line, leaves):
            end = index + 1
        elif index - end >= 4:
            break
    return end


def _line_pitch(lines: Sequence[Line], leaves: Sequence[Span]) -> float:
    """The distance of lines within a cell: the smallest usual one of a column, but not that of one-line rows."""
    size = max((n.size for n in lines), default=12.0)
    steps: list[float] = []
    for left, right in leaves:
        bases = [n.base for n in lines for a, b, text in n.segments() if text and a < right and b > left]
        steps += [low - high for high, low in pairwise(sorted(bases)) if low - high > 0.8 * size]
    steps.sort()
    return min(steps[len(steps) // 8], 1.5 * size) if steps else 1.3 * size


def _row_step(pitch: float) -> float:
    return max(_ROW_PITCH * pitch, pitch + 1.5)


def _fits(line: Line, leaves: Sequence[Span]) -> bool:
    """Does every part of ``line`` stand under one heading or between its neighbours?"""
    middles = [(a + b) / 2 for a, b in leaves]
    return all(not (text and sum(x0 < m < x1 for m in middles) > 1) for x0, x1, text in line.segments())


def _row_bands(head: Sequence[Line], body: Sequence[Line], columns: Sequence[Span]) -> list[_Band]:
    """Rows of a table without rules: a wider step of the baselines, or a number in the first column, starts one."""
    step_limit = _row_step(_line_pitch([*head, *body], columns))
    rows: list[list[Line]] = [list(head)]
    last = None
    for line in body:
        step = line.base - last.base if last is not None else 99.0
        if last is None or step > step_limit or (step > 3 and _numbered(line, columns)):
            rows.append([])
        rows[-1].append(line)
        last = line
    bands: list[_Band] = []
    for row in rows:
        top = min(n.base - ASCENT * n.size for n in row)
        bands.append(_Band(top, max(n.base + DESCENT * n.size for n in row), row))
    for above, below in itertools.pairwise(bands):
        above.bottom = below.top = (above.bottom + below.top) / 2
    return bands


def _numbered(line: Line, columns: Sequence[Span]) -> bool:
    _x0, x1, text = line.segments()[0]
    narrow = x1 <= columns[0][1] + 1
    return narrow and len(text) <= 5 and text.strip(" .()").isdigit() and bool(line.cuts)
