"""Lines of a raw text layer that are not where a reader of rows expects them: page numbers, scattered headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from phaen.extractors.text.raw.header import Header, heading_kind
from phaen.extractors.text.raw.patterns import western
from phaen.extractors.text.raw.settings import PAGES

_LONE = re.compile(r"[-–]?\s*(\d{1,3})\s*[-–]?")
_COLUMNS = re.compile(r" {2,}")


def page_numbers(lines: Sequence[str]) -> frozenset[int]:
    """Indices of the lines that number the pages: lone numbers between blank lines that count up one by one.

    Four in a row, as far apart as pages are, make a count; ``lines`` are trimmed.
    """
    runs: list[list[tuple[int, int]]] = []
    for at, line in enumerate(lines):
        found = _LONE.fullmatch(western(line))
        if found is None or not _stands_alone(lines, at):
            continue
        value = int(found.group(1))
        run = next((run for run in runs if run[-1][1] == value - 1), None)
        if run is None:
            runs.append([(at, value)])
        else:
            run.append((at, value))
    longest = max(runs, key=len, default=[])
    if len(longest) < PAGES.numbers or longest[-1][0] - longest[0][0] < PAGES.lines * (len(longest) - 1):
        return frozenset()
    return frozenset(at for at, _ in longest)


def _stands_alone(lines: Sequence[str], at: int) -> bool:
    above = at == 0 or not lines[at - 1]
    below = at + 1 >= len(lines) or not lines[at + 1]
    return above and below


def is_scattered(lines: Sequence[str], headers: Iterable[Header]) -> bool:
    """Whether headings of many kinds stand alone on lines outside the headings of tables.

    Some tools print a table block by block; then no line tells which row it belongs to.
    """
    inside = {at for header in headers for at in range(header.start, header.end)}
    kinds = [heading_kind(line) for at, line in enumerate(lines) if line and at not in inside]
    alone = [kind for kind in kinds if kind is not None]
    return len(alone) >= PAGES.scattered and len(set(alone)) >= PAGES.scattered_kinds


def is_side_by_side(lines: Sequence[str]) -> bool:
    """Whether a line holds three headings or more apart by runs of spaces: columns printed side by side."""
    for line in lines:
        parts = _COLUMNS.split(line.strip())
        known = sum(heading_kind(part) is not None for part in parts)
        if len(parts) <= PAGES.beside_most and known >= PAGES.beside:
            return True
    return False
