"""HTML tables (``<table>``) inside text input: rows of cells with the lines where they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from phaen.extractors.text.grid import SourceCell

_OPEN = re.compile(r"<table\b[^>]*>", re.IGNORECASE)
_CLOSE = re.compile(r"</table\s*>", re.IGNORECASE)
_PART = re.compile(r"<(/?)(tr|td|th)\b([^>]*)>", re.IGNORECASE)
_SPAN = re.compile(r"\b(col|row)span\s*=\s*[\"']?(\d{1,3})", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]{0,300}>")
_MAX_LINES = 20_000


@dataclass(frozen=True, slots=True)
class HtmlTable:
    """One table: its rows (``None`` under a merged cell), the index of its last line, text before and behind it."""

    rows: tuple[tuple[SourceCell | None, ...], ...]
    last: int
    before: str
    behind: str


def html_tables(lines: Sequence[str]) -> dict[int, HtmlTable]:
    """The tables in ``lines`` by the index of the line where each begins; a table that is not closed is none."""
    found: dict[int, HtmlTable] = {}
    closes = [at for at, line in enumerate(lines) if "<" in line and _CLOSE.search(line)]
    at = 0
    while at < len(lines):
        opened = _OPEN.search(lines[at]) if "<" in lines[at] else None
        last = _closing_line(closes, lines, at, opened.end()) if opened else None
        if opened is None or last is None:
            at += 1
            continue
        closed = _CLOSE.search(lines[last], opened.end() if last == at else 0)
        assert closed is not None
        body = "\n".join(lines[at : last + 1])
        end = len(body) - len(lines[last]) + closed.start()
        rows = _rows(body[opened.end() : end], at + 1)
        if rows:
            before = f"{lines[at][: opened.start()]} {_caption(body[opened.end() : end])}"
            found[at] = HtmlTable(rows, last, before, lines[last][closed.end() :])
        at = last + 1
    return found


def _closing_line(closes: Sequence[int], lines: Sequence[str], start: int, offset: int) -> int | None:
    """The first of the lines ``closes`` that closes the table opened on line ``start``."""
    for index in range(bisect_left(closes, start), len(closes)):
        at = closes[index]
        if at - start > _MAX_LINES:
            return None
        if at > start or _CLOSE.search(lines[at], offset):
            return at
    return None


def _caption(inside: str) -> str:
    """What a table prints above its first row."""
    first = _PART.search(inside)
    return inside[: first.start()] if first else ""


def _rows(body: str, first_line: int) -> tuple[tuple[SourceCell | None, ...], ...]:
    """Rows of the table's inside; end tags may be missing."""
    marks = list(_PART.finditer(body))
    if not marks:
        return ()
    rows: list[list[SourceCell]] = []
    line, counted = first_line, 0
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        raw = body[mark.end() : following.start() if following else len(body)]
        begin = mark.end() + (len(raw) - len(raw.lstrip()) if raw.strip() else 0)
        line, counted = line + body.count("\n", counted, begin), begin
        opening, is_row = not mark.group(1), mark.group(2).lower() == "tr"
        if opening and (is_row or not rows):
            rows.append([])
        if opening and not is_row:
            spans = {name.lower(): max(1, int(count)) for name, count in _SPAN.findall(mark.group(3))}
            bold = mark.group(2).lower() == "th"
            rows[-1].append(SourceCell(raw.strip(), line, spans.get("col", 1), spans.get("row", 1), bold=bold))
        elif rows and rows[-1] and _TAGS.sub("", raw).strip():  # words behind the end of a cell
            last = rows[-1][-1]
            rows[-1][-1] = replace(last, raw=f"{last.raw}\n{raw.strip()}")
    return placed([row for row in rows if row])


def placed(rows: Sequence[Sequence[SourceCell]]) -> tuple[tuple[SourceCell | None, ...], ...]:
    """The rows with ``None`` at every position that a merged cell covers."""
    covered: set[tuple[int, int]] = set()
    placed: list[tuple[SourceCell | None, ...]] = []
    for y, row in enumerate(rows):
        out: list[SourceCell | None] = []
        for cell in row:
            while (y, len(out)) in covered:
                out.append(None)
            x = len(out)
            below = min(cell.rowspan, len(rows) - y)
            covered |= {(y + dy, x + dx) for dy in range(below) for dx in range(cell.colspan)}
            out += [cell, *[None] * (cell.colspan - 1)]
        while (y, len(out)) in covered:
            out.append(None)
        placed.append(tuple(out))
    return tuple(placed)
