"""Lists of items with their amounts on the right, as budgets print them: tables of two columns without header or rule.

Headings with an amount of their own look alike, so it takes several such lines, one below the other.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from phaen.extractors.pdf.glyphs.lines import Line
from phaen.extractors.pdf.ruled.rules import Edge
from phaen.extractors.pdf.unruled.bands import Band, draw
from phaen.extractors.pdf.unruled.settings import AMOUNT_LISTS
from phaen.normalizers.text import arabic_digits

_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?:\s*(?:ล้าน)?บาท)?")

_Item = tuple[Line, tuple[float, float]]
"""A line, and where the gap before its amount begins and ends."""


def amount_list_edges(lines: Sequence[Line]) -> list[Edge]:
    """Edges round and between the cells of all such lists among ``lines``."""
    runs: list[list[_Item]] = [[]]
    for line in sorted(lines, key=lambda n: n.base):
        gap = _amount_at(line)
        if gap is None:
            runs.append([])
        elif runs[-1] and _goes_on(runs[-1][-1][0], line):
            runs[-1].append((line, gap))
        else:
            runs.append([(line, gap)])
    return [edge for run in runs if len(run) >= AMOUNT_LISTS.fewest for edge in _table(run)]


def _amount_at(line: Line) -> tuple[float, float] | None:
    """Where the gap before the amount that ends the line begins and ends; ``None`` if it does not end so."""
    for at, before, after in line.cuts:
        if after - before > AMOUNT_LISTS.gap * line.size and _AMOUNT.fullmatch(arabic_digits(line.text[at:]).strip()):
            return before, after
    return None


def _goes_on(above: Line, line: Line) -> bool:
    return (
        line.base - above.base < AMOUNT_LISTS.step * max(above.size, line.size)
        and abs(line.x1 - above.x1) < AMOUNT_LISTS.aligned
    )


def _table(items: Sequence[_Item]) -> list[Edge]:
    run = [line for line, _ in items]
    left, right = max(before for _, (before, _) in items), min(after for _, (_, after) in items)
    if left >= right:
        return []
    x0, x1, middle = min(n.x0 for n in run) - 2.0, max(n.x1 for n in run) + 2.0, (left + right) / 2
    tops = [run[0].top, *((above.bottom + line.top) / 2 for above, line in itertools.pairwise(run))]
    bottoms = [*tops[1:], run[-1].bottom]
    bands = [Band(top, bottom, [line]) for top, bottom, line in zip(tops, bottoms, run, strict=True)]
    return draw(bands, [(x0, middle), (middle, x1)], x0, x1)
