"""Tables with no rules at all: found by headers whose wordings are known, and over page breaks by their columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.pdf.lines import Line
from extractors.pdf.open_bands import bounded, draw
from extractors.pdf.open_columns import MAX_HEADER_LINES, Span, header_score, leaf_columns
from extractors.pdf.open_rows import as_bands, column_lines, leaves_under, part_rows, row_limit
from extractors.pdf.rules import Edge
from extractors.wordings.matching import is_subheader

_FARTHEST = 3.5
"""Em: a wider step ends a table."""
_LEFT = 2.5
"""Points: text that begins further left than a table's is none of it."""
_ALIGNED = 2.0
_OTHER_SIZE = 0.6
_HEADER_STEP = 2.2
"""Em: a wider step ends a header."""
_BARE_NUMBER = re.compile(r"[0-9๐-๙]{1,3}[.)]?$")
_PENDING = 4
"""Lines that may stand between two rows without being like them."""
_AHEAD = 60
"""Lines from which a table's steps are learned."""
_FOOTER = 12
"""Characters of a page number with its brackets and words."""


@dataclass(slots=True)
class OpenTables:
    """What is known of the tables without rules read so far.

    ``pitches``: the distance of lines within cells by type size (in halves of a point). ``leaves``: the columns of the
    table that the last page ended in, if any. ``guessed``: from where to where rows of this page are guesses.
    ``right``: how far its text reaches.
    """

    pitches: dict[int, float] = field(default_factory=dict)
    leaves: list[Span] = field(default_factory=list)
    guessed: list[tuple[float, float]] = field(default_factory=list)
    right: float = 0.0


def borderless_edges(lines: Sequence[Line], memory: OpenTables) -> list[Edge]:
    """Edges of the tables among ``lines`` that have no rules; ``memory`` is brought up to date."""
    ordered = sorted(lines, key=lambda n: n.base)
    memory.guessed.clear()
    memory.right = max((n.x1 for n in ordered), default=0.0)
    added: list[Edge] = []
    start, before = _gone_on(ordered, memory, added)
    while start < len(ordered):
        stop = header_end(ordered, start)
        if stop is None:
            start += 1
            continue
        start = _header_start(ordered, start, stop)
        rows = _header_rows(ordered, start, _whole_row(ordered, start, stop, memory), memory)
        before = leaf_columns([n for row in rows for n in row])
        start = _table(ordered, start, rows, before, memory, added)
        if not _page_ends(ordered[start:]):
            before = []
    memory.leaves = before
    return added


def _gone_on(lines: Sequence[Line], memory: OpenTables, added: list[Edge]) -> tuple[int, list[Span]]:
    """Take the rest of the table that the last page ended in, where its header is not printed again."""
    leaves = memory.leaves
    for start in range(min(3, len(lines)) if leaves else 0):
        if header_end(lines, start) is not None:
            break
        line = lines[start]
        if not fits(line, leaves) or line.x0 < leaves[0][0] - _LEFT:
            continue
        end = _table(lines, start, [], leaves, memory, added)
        if end > start:
            return end, leaves if _page_ends(lines[end:]) else []
    return 0, []


def _page_ends(rest: Sequence[Line]) -> bool:
    return len(rest) <= 1 and all(len(line.text) <= _FOOTER for line in rest)


def _table(
    lines: Sequence[Line],
    start: int,
    header: Sequence[Sequence[Line]],
    leaves: Sequence[Span],
    memory: OpenTables,
    added: list[Edge],
) -> int:
    """Add the edges of the table whose ``header`` rows stand from ``start`` on; the index behind its last line."""
    head = [n for row in header for n in row]
    stop = start + len(head)
    limit = _limit(lines[start : stop + _AHEAD], leaves, memory)
    end = _table_end(lines, start, stop, leaves, limit)
    body = lines[stop:end]
    if not body and not head:
        return start
    limit = _limit([*head, *body], leaves, memory)
    x0 = min(n.x0 for n in [*head, *body]) - 2
    x1 = max(n.x1 for n in [*head, *body]) + 2
    columns = bounded(leaves, body, x0, x1)
    rows = part_rows(body, leaves, limit)
    bands = as_bands([*header, *rows.bands])
    if rows.guessed:
        memory.guessed.append((bands[0].top, bands[-1].bottom))
    added += draw(bands, columns, x0, x1)
    return end


def header_end(lines: Sequence[Line], start: int) -> int | None:
    """Index behind the header that starts at ``start``, the longest that is one; ``None`` when none does."""
    best: int | None = None
    best_score = 0.0
    if _BARE_NUMBER.match(lines[start].segments()[0][2]):
        return None  # an entry: "3 | ระดับความสำเร็จ | 15 คะแนน" reads like headings
    for stop in range(start + 1, min(start + MAX_HEADER_LINES, len(lines)) + 1):
        zone = lines[start:stop]
        if stop - start > 1 and zone[-1].base - zone[-2].base > _HEADER_STEP * zone[-1].size:
            break
        if abs(zone[-1].size - zone[0].size) > _OTHER_SIZE:
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


def _header_start(lines: Sequence[Line], start: int, stop: int) -> int:
    """``start``, or behind the lines of a paragraph above that the header was taken with."""
    while start + 1 < stop and not lines[start].cuts:
        above, below = lines[start], lines[start + 1]
        inner = [b.base - a.base for a, b in zip(lines[start + 1 : stop], lines[start + 2 : stop], strict=False)]
        wider = bool(inner) and below.base - above.base > max(inner) + 1.0
        other = abs(above.size - below.size) > _OTHER_SIZE or above.bold != below.bold
        score = header_score(lines[start + 1 : stop])
        if score <= 0 or not (wider or other or score >= header_score(lines[start:stop])):
            break
        start += 1
    return start


def _whole_row(lines: Sequence[Line], start: int, stop: int, memory: OpenTables) -> int:
    """``stop``, or behind the last line of the header's row where its wordings are known without that."""
    leaves = leaf_columns(lines[start:stop])
    limit = _limit(lines[start : stop + _AHEAD], leaves, memory)
    end = stop
    while end < len(lines) and lines[end].base - lines[end - 1].base <= limit:
        end += 1
    whole = end - start <= MAX_HEADER_LINES and header_score(lines[start:end]) > 0
    return end if whole and all(fits(line, leaves) for line in lines[stop:end]) else stop


def _header_rows(lines: Sequence[Line], start: int, stop: int, memory: OpenTables) -> list[list[Line]]:
    """The header ``lines[start:stop]`` with the rows of years, months or levels below it.

    All in one, where merged headings are centred over their columns; row by row, where each begins with its first one.
    """
    rows = [list(lines[start:stop])]
    leaves = leaf_columns(rows[0])
    limit = _limit(lines[start : stop + _AHEAD], leaves, memory)
    while stop < len(lines):
        end = stop + 1
        while end < len(lines) and lines[end].base - lines[end - 1].base <= limit:
            end += 1
        row = list(lines[stop:end])
        texts = [" ".join(n.text for n in part) for part in column_lines(row, leaf_columns(row))]
        if len(texts) < 2 or not is_subheader(texts) or row[0].base - lines[stop - 1].base > _HEADER_STEP * row[0].size:
            break
        rows.append(row)
        stop = end
    heads = [x0 for row in rows[:-1] for n in row for x0, _, text in n.segments() if text]
    low = [x0 for x0, _ in leaf_columns(rows[-1])]
    over = [x0 for x0 in heads if x0 > low[0] - _ALIGNED]
    if all(any(abs(x0 - x) <= _ALIGNED for x in low) for x0 in over):
        return rows
    return [[n for row in rows for n in row]]


def _limit(lines: Sequence[Line], leaves: Sequence[Span], memory: OpenTables) -> float:
    """The widest step inside a row of ``lines``; what is sure of it is kept in ``memory``."""
    size = round(2 * lines[0].size)
    found = row_limit([n for n in lines if fits(n, leaves)], leaves, memory.right, memory.pitches.get(size))
    if found.sure:
        memory.pitches[size] = found.pitch
    return found.limit


def _table_end(lines: Sequence[Line], start: int, stop: int, leaves: Sequence[Span], limit: float) -> int:
    """Index behind the last line of the table whose header is ``lines[start:stop]``.

    A line with text in the first column only, or over several, belongs to the table if it goes on with a cell or if a
    row with more comes after it: the paragraphs behind a table look like such lines.
    """
    left: float | None = None if start < stop else leaves[0][0]
    size: float | None = None
    edges: list[list[Line]] = [[] for _ in leaves]
    end = stop
    for index in range(stop, len(lines)):
        line = lines[index]
        step = line.base - lines[index - 1].base if index else 0.0
        if index > stop and step > _FARTHEST * line.size:
            break
        if index > stop and step > limit and header_end(lines, index) is not None:
            break
        inside = fits(line, leaves)
        first = leaves_under(line.segments()[0][:2], leaves)[0] == 0
        if line.cuts and inside:
            left = line.x0 if first and (left is None or line.x0 < left) else left
        else:
            further_left = left is not None and line.x0 < left - _LEFT
            if further_left or (size is not None and abs(line.size - size) > _OTHER_SIZE):
                break
        goes_on = index == end and index > stop and step <= limit
        if inside and (line.cuts or goes_on or (index == end and _placed(line, leaves, edges))):
            end = index + 1
            size = line.size
            for x0, x1, text in line.segments():
                if text:
                    edges[leaves_under((x0, x1), leaves)[0]].append(line)
        elif index - end >= _PENDING:
            break
    return end


def _placed(line: Line, leaves: Sequence[Span], edges: Sequence[Sequence[Line]]) -> bool:
    """Does a line of one part stand in a column behind the first, where that column's other lines do?"""
    (x0, x1, _), *more = line.segments()
    column = leaves_under((x0, x1), leaves)[0]
    if more or column == 0:
        return False
    others = [
        part[:2]
        for other in edges[column]
        for part in other.segments()
        if leaves_under((part[0], part[1]), leaves)[0] == column
    ]
    others.append(leaves[column])
    return any(
        abs(a - x0) <= _ALIGNED or abs(b - x1) <= _ALIGNED or abs((a + b) / 2 - (x0 + x1) / 2) <= _ALIGNED
        for a, b in others
    )


def fits(line: Line, leaves: Sequence[Span]) -> bool:
    """Does every part of ``line`` stand under one heading or between its neighbours?"""
    middles = [(a + b) / 2 for a, b in leaves]
    return all(not (text and sum(x0 < m < x1 for m in middles) > 1) for x0, x1, text in line.segments())
