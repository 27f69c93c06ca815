"""Rows of tables without any rules: wider steps of the baselines, columns that begin anew, numbers.

A cell's lines follow each other at one pitch; the padding of the cells makes the step from row to row wider. Which of
the steps on a page is the pitch, wrapped lines tell: they are full.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from phaen.extractors.pdf.glyphs.lines import ASCENT, DESCENT, Line
from phaen.extractors.pdf.glyphs.wrapping import WIDEST_PITCH, ends_short
from phaen.extractors.pdf.unruled.bands import Band
from phaen.extractors.pdf.unruled.columns import Span
from phaen.extractors.pdf.unruled.settings import STEPS


@dataclass(frozen=True, slots=True)
class Pitch:
    """The usual distance of lines inside cells, the widest seen, and the widest step inside a row, ``limit``.

    ``wrapped``: the full lines that tell it; ``close`` where the steps from row to row are hardly wider.
    """

    pitch: float
    widest: float
    limit: float
    wrapped: int = 0
    close: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table's body; ``guessed`` where their borders are not told by the steps alone."""

    bands: list[list[Line]]
    guessed: bool


def leaves_under(span: Span, leaves: Sequence[Span]) -> list[int]:
    """Indexes of the leaf columns that ``span`` stands in: those whose middle it covers, else the nearest."""
    x0, x1 = span
    over = [k for k, (a, b) in enumerate(leaves) if x0 < (a + b) / 2 < x1]
    if over:
        return over
    touched = [k for k, (a, b) in enumerate(leaves) if x0 < b and x1 > a]
    if touched:
        return touched[:1]
    return [min(range(len(leaves)), key=lambda k: min(abs(leaves[k][0] - x1), abs(leaves[k][1] - x0)))]


def fits(line: Line, leaves: Sequence[Span]) -> bool:
    """Does every part of ``line`` stand under one heading or between its neighbours?"""
    middles = [(a + b) / 2 for a, b in leaves]
    return all(not (text and sum(x0 < m < x1 for m in middles) > 1) for x0, x1, text in line.segments())


def column_lines(lines: Sequence[Line], leaves: Sequence[Span]) -> list[list[Line]]:
    """The parts of ``lines`` by column, from top to bottom; parts over several columns are left out."""
    columns: list[list[Line]] = [[] for _ in leaves]
    for line in sorted(lines, key=lambda n: n.base):
        for x0, x1, text in line.segments():
            under = leaves_under((x0, x1), leaves) if text else []
            if len(under) == 1:
                columns[under[0]].append(replace(line, x0=x0, x1=x1, text=text, cuts=[]))
    return columns


def row_limit(lines: Sequence[Line], leaves: Sequence[Span], right: float, known: Pitch | None = None) -> Pitch:
    """The distance of lines inside the cells of the table that ``lines`` begin.

    ``right``: how far the page's text reaches. ``known``: the pitch of cells of this type size in tables before,
    believed where this one tells nothing.
    """
    steps = _steps(column_lines(lines, leaves), right)
    groups: list[list[tuple[float, bool]]] = []
    for step in sorted(steps):
        if groups and step[0] - groups[-1][0][0] <= STEPS.same:
            groups[-1].append(step)
        else:
            groups.append([step])
    for group in groups:
        wrapped = sum(full for _, full in group)
        if known is not None and group[0][0] > known.limit and wrapped < STEPS.many:
            break
        if wrapped >= STEPS.wrapped * len(group):
            unsure = known is None and len(groups) == 1 and wrapped < STEPS.full * len(group)
            if unsure and _in_rows(lines, leaves, group[-1][0] + 0.1):
                return _one_line_rows(group)
            return _pitch(group, steps, wrapped=wrapped)
        if len(group) >= STEPS.rare * len(steps):
            break
    if known is not None:
        return _pitch([(known.pitch, True), (known.widest, True)], steps)
    if not groups:
        return _pitch([(1.7 * max((n.size for n in lines), default=12.0), False)], steps)
    if _in_rows(lines, leaves, groups[0][-1][0] + 0.1):
        return _one_line_rows(groups[0])
    return _pitch(groups[0], steps)


def _one_line_rows(group: Sequence[tuple[float, bool]]) -> Pitch:
    """The pitch where every line is a row."""
    smallest = group[0][0]
    return Pitch(smallest, smallest, smallest - 2.0)


def _pitch(group: Sequence[tuple[float, bool]], steps: Sequence[tuple[float, bool]], *, wrapped: int = 0) -> Pitch:
    """The pitch of ``group`` with the limit that the wider ones of ``steps`` leave."""
    mean, widest = sum(step for step, _ in group) / len(group), group[-1][0]
    wider = sorted(step - mean for step, _ in steps if step > widest + STEPS.slack)
    usual = wider[len(wider) // 2] if wider else 2 * STEPS.most
    limit = max(widest + STEPS.slack, mean + min(max(usual / 2, STEPS.least), STEPS.most))
    return Pitch(mean, widest, limit, wrapped, usual < STEPS.close)


def _steps(columns: Sequence[Sequence[Line]], right: float) -> list[tuple[float, bool]]:
    """Distances of lines that follow each other in one column, and whether the upper one is full."""
    gaps = [min(n.x0 for n in after) - max(n.x1 for n in left) for left, after in pairwise(columns) if left and after]
    tight = max(min((gap for gap in gaps if gap > 0), default=4.0), 2.0)
    steps: list[tuple[float, bool]] = []
    for number, column in enumerate(columns):
        beside = [n.x0 for other in columns[number + 1 :] for n in other]
        limit = min(beside) - tight if beside else right
        for above, below in pairwise(column):
            step = below.base - above.base
            if STEPS.tightest * below.size < step < WIDEST_PITCH * below.size:
                steps.append((step, not ends_short(above, below, max(limit, above.x1))))
    return steps


def _in_rows(lines: Sequence[Line], leaves: Sequence[Span], widest: float) -> bool:
    """Do most lines at the smallest step look like rows: the first column filled, or as many as in the one above?"""
    like = total = 0
    for above, below in pairwise(sorted(lines, key=lambda n: n.base)):
        if below.base - above.base > widest:
            continue
        upper, lower = _filled(above, leaves), _filled(below, leaves)
        total += 1
        like += 0 in lower or (len(lower) > 1 and len(lower) >= len(upper))
    return 2 * like > total


def _filled(line: Line, leaves: Sequence[Span]) -> set[int]:
    return {k for x0, x1, text in line.segments() if text for k in leaves_under((x0, x1), leaves)}


def part_rows(body: Sequence[Line], leaves: Sequence[Span], limit: float) -> Rows:
    """The rows of ``body``: a step wider than ``limit`` starts one.

    Where columns that had ended begin again together, or a second number stands in the first column, the rows are not
    parted by wider steps: they are parted there, as a guess.
    """
    rows: list[list[Line]] = []
    for line in body:
        if not rows or line.base - rows[-1][-1].base > limit:
            rows.append([])
        rows[-1].append(line)
    bands: list[list[Line]] = []
    guessed = False
    for row in rows:
        starts = _starts(row, leaves, limit)
        guessed = guessed or bool(starts)
        for begin, end in pairwise([0, *starts, len(row)]):
            bands.append(row[begin:end])
    return Rows(bands, guessed or any(_restarts(band, leaves, limit) > 1 for band in bands))


def _starts(row: Sequence[Line], leaves: Sequence[Span], limit: float) -> list[int]:
    """Indexes of lines inside ``row`` at which another row must begin."""
    numbers = [k for k, line in enumerate(row) if _number(line, leaves)]
    starts = set(numbers[1:]) if numbers[:1] == [0] else set()
    last: dict[int, float] = {}
    for index, line in enumerate(row):
        filled = _filled(line, leaves)
        again = {k for k in filled if k in last and line.base - last[k] > limit}
        if len(again) > 1 and min(filled) == 0:
            starts.add(index)
        last.update(dict.fromkeys(filled, line.base))
    return sorted(starts)


def _restarts(row: Sequence[Line], leaves: Sequence[Span], limit: float) -> int:
    """The number of columns in which text begins again below a gap."""
    last: dict[int, float] = {}
    found: set[int] = set()
    for line in row:
        filled = _filled(line, leaves)
        found |= {k for k in filled if k in last and line.base - last[k] > limit}
        last.update(dict.fromkeys(filled, line.base))
    return len(found)


def _number(line: Line, leaves: Sequence[Span]) -> bool:
    """Does ``line`` have a number alone in the first column, and text beside it?"""
    x0, x1, text = line.segments()[0]
    narrow = leaves_under((x0, x1), leaves) == [0]
    return narrow and len(text) <= 5 and text.strip(" .()").isdigit() and bool(line.cuts)


def as_bands(rows: Sequence[Sequence[Line]]) -> list[Band]:
    """Bands around ``rows`` that touch each other halfway."""
    bands: list[Band] = []
    for row in rows:
        top = min(n.base - ASCENT * n.size for n in row)
        bands.append(Band(top, max(n.base + DESCENT * n.size for n in row), list(row)))
    for above, below in itertools.pairwise(bands):
        above.bottom = below.top = (above.bottom + below.top) / 2
    return bands
