"""Tables with no rules at all: found by headers whose wordings are known, and over page breaks by their columns."""

from __future__ import annotations

from collections.abc import Sequence

from phaen.extractors.pdf.glyphs.lines import Line
from phaen.extractors.pdf.glyphs.wrapping import opens_with_label
from phaen.extractors.pdf.ruled.rules import Edge
from phaen.extractors.pdf.settings import CUT_ROWS
from phaen.extractors.pdf.unruled.bands import bounded, draw
from phaen.extractors.pdf.unruled.columns import Span, leaf_columns
from phaen.extractors.pdf.unruled.heads import (
    header_end,
    header_rows,
    header_start,
    upper_lines,
    whole_row,
)
from phaen.extractors.pdf.unruled.memory import OpenTables
from phaen.extractors.pdf.unruled.rows import as_bands, fits, leaves_under, part_rows
from phaen.extractors.pdf.unruled.settings import BORDERLESS, OPEN_HEADERS, STEPS


def borderless_edges(lines: Sequence[Line], memory: OpenTables) -> list[Edge]:
    """Edges of the tables among ``lines`` that have no rules; ``memory`` is brought up to date."""
    ordered = sorted(lines, key=lambda n: n.base)
    memory.see(ordered)
    added: list[Edge] = []
    start = _gone_on(ordered, memory, added)
    while start < len(ordered):
        stop = header_end(ordered, start)
        if stop is None:
            start += 1
            continue
        start = header_start(ordered, start, stop, memory)
        stop = whole_row(ordered, start, stop, memory)
        rows = header_rows(ordered, start, stop, memory)
        leaves = memory.known_leaves(upper_lines(ordered[start:stop]), leaf_columns([n for row in rows for n in row]))
        start = _table(ordered, start, rows, leaves, memory, added)
    if not _page_ends(ordered[memory.behind :]):
        memory.columns = []
    memory.turn(ordered)
    return added


def _gone_on(lines: Sequence[Line], memory: OpenTables, added: list[Edge]) -> int:
    """Take the rest of the table that the last page ended in, where its header is not printed again."""
    columns, memory.columns = memory.columns, []
    for start in range(min(BORDERLESS.top, len(lines)) if columns else 0):
        if header_end(lines, start) is not None:
            break
        alone = (
            start + 1 < len(lines)
            and lines[start + 1].base - lines[start].base > BORDERLESS.head_step * lines[start].size
        )
        if alone or memory.is_furniture(lines[start]):
            continue
        if not lines[start].cuts and (opens_with_label(lines[start].text) or not memory.is_placed(lines[start])):
            break
        if fits(lines[start], columns) and lines[start].x0 > columns[0][0] - BORDERLESS.left:
            end = _table(lines, start, [], columns, memory, added)
            if end > start:
                return end
    return 0


def _page_ends(rest: Sequence[Line]) -> bool:
    return len(rest) <= 1 and all(len(line.text) <= CUT_ROWS.footer for line in rest)


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
    limit = memory.pitch(lines[start : stop + STEPS.ahead], leaves).limit
    end = _table_end(lines, start, stop, leaves, limit, memory)
    body = lines[stop:end]
    if not body and not head:
        return start
    if not body and not _page_ends(lines[stop:]):
        return stop  # words with gaps that resemble a header, and no row below them
    pitch = memory.pitch([*head, *body], leaves)
    x0 = min(n.x0 for n in [*head, *body]) - 2
    x1 = max(n.x1 for n in [*head, *body]) + 2
    if head:
        columns = bounded(leaves, memory.known_lines(head, body), x0, x1)
    else:
        columns = [*leaves[:-1], (leaves[-1][0], max(x1, leaves[-1][1]))]
        x0, x1 = columns[0][0], columns[-1][1]
    rows = part_rows(body, leaves, pitch.limit)
    if head:
        memory.see_rows(head, rows.bands, pitch, at_top=start < BORDERLESS.top)
    bands = as_bands([*header, *rows.bands])
    if rows.guessed or pitch.close:
        memory.guessed.append((bands[0].top, bands[-1].bottom))
    added += draw(bands, columns, x0, x1)
    memory.columns, memory.behind = columns, end
    memory.texts = [(a, b) for n in body for a, b, text in n.segments() if text]
    return end


def _table_end(
    lines: Sequence[Line], start: int, stop: int, leaves: Sequence[Span], limit: float, memory: OpenTables
) -> int:
    """Index behind the last line of the table whose header is ``lines[start:stop]``.

    A line with text in the first column only, or over several, belongs to the table if it goes on with a cell or if a
    row with more comes after it: the paragraphs behind a table look like such lines.
    """
    left = _left(lines[start:stop], lines[stop : stop + STEPS.ahead], leaves, memory)
    indented = memory.margin is not None and left - memory.margin > BORDERLESS.left
    size: float | None = None
    edges: list[list[Line]] = [[] for _ in leaves]
    end = stop
    for index in range(stop, len(lines)):
        line = lines[index]
        step = line.base - lines[index - 1].base if index else 0.0
        if index > stop and step > BORDERLESS.farthest * line.size:
            break
        if index > stop and step > limit and _is_header(lines, index, memory):
            break
        if index == len(lines) - 1 and not line.cuts and step > limit and memory.is_furniture(line):
            break
        inside = fits(line, leaves)
        if not (line.cuts and inside) and (
            line.x0 < left - BORDERLESS.left or (size is not None and abs(line.size - size) > OPEN_HEADERS.other_size)
        ):
            break
        goes_on = index == end and index > stop and step <= limit
        if inside and (line.cuts or goes_on or (index == end and _placed(line, leaves, edges))):
            end = index + 1
            size = line.size
            for x0, x1, text in line.segments():
                if text:
                    edges[leaves_under((x0, x1), leaves)[0]].append(line)
        elif indented and index == end and abs(line.x0 - left) <= OPEN_HEADERS.aligned:
            end = index + 1  # a row with text in its first cell only, or across: paragraphs begin further left
        elif index - end >= BORDERLESS.pending:
            break
    return end


def _left(head: Sequence[Line], body: Sequence[Line], leaves: Sequence[Span], memory: OpenTables) -> float:
    """Where the text of a table begins: its entries in the first column, or its headings."""
    found: list[float] = []
    for line in body:
        x0, x1, _ = line.segments()[0]
        paragraph = not line.cuts and (memory.margin is None or line.x0 < memory.margin + BORDERLESS.left)
        if not paragraph and fits(line, leaves) and leaves_under((x0, x1), leaves)[0] == 0:
            found.append(x0)
    return min(found or [n.x0 for n in head] or [leaves[0][0]])


def _is_header(lines: Sequence[Line], index: int, memory: OpenTables) -> bool:
    """Does another table's header begin with the row at ``index``, not below it?"""
    stop = header_end(lines, index)
    return stop is not None and header_start(lines, index, stop, memory) == index


def _placed(line: Line, leaves: Sequence[Span], edges: Sequence[Sequence[Line]]) -> bool:
    """Does a line of one part stand in a column behind the first, where that column's other lines do?"""
    (x0, x1, _), *more = line.segments()
    column = leaves_under((x0, x1), leaves)[0]
    if more or column == 0 or opens_with_label(line.text):
        return False
    others = [
        part[:2]
        for other in edges[column]
        for part in other.segments()
        if leaves_under((part[0], part[1]), leaves)[0] == column
    ]
    if not others and x0 > leaves[column - 1][1]:
        return True
    others.append(leaves[column])
    return any(
        abs(a - x0) <= OPEN_HEADERS.aligned
        or abs(b - x1) <= OPEN_HEADERS.aligned
        or abs((a + b) / 2 - (x0 + x1) / 2) <= OPEN_HEADERS.aligned
        for a, b in others
    )
