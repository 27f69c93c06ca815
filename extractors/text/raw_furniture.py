"""What a page prints around its text: page numbers that stand between the lines of a raw text layer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.text.raw_kinds import western

_LONE = re.compile(r"[-–]?\s*(\d{1,3})\s*[-–]?")
_FEWEST = 4
_PAGE_LINES = 25
"""Numbers that stand closer on average count rows, not pages."""


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
    if len(longest) < _FEWEST or longest[-1][0] - longest[0][0] < _PAGE_LINES * (len(longest) - 1):
        return frozenset()
    return frozenset(at for at, _ in longest)


def _stands_alone(lines: Sequence[str], at: int) -> bool:
    above = at == 0 or not lines[at - 1]
    below = at + 1 >= len(lines) or not lines[at + 1]
    return above and below
