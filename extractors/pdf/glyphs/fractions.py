"""Formulas printed over a bar: the lines above and below it, and what stands beside it, are read as one line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from phaen.extractors.model import BBox
from phaen.extractors.pdf.glyphs.lines import Line
from phaen.extractors.pdf.settings import FRACTIONS
from phaen.extractors.pdf.source.backend import LINE, Floats
from phaen.extractors.pdf.source.paths import THIN

_THAI_END, _THAI_START = re.compile("[\u0e01-\u0e4e]$"), re.compile("[\u0e01-\u0e4e]")


@dataclass(frozen=True, slots=True)
class _Bar:
    x0: float
    x1: float
    y: float

    @property
    def reach(self) -> float:
        """Points that text may stick out beside the bar."""
        return 3.0 + 0.02 * (self.x1 - self.x0)


@dataclass(frozen=True, slots=True)
class _Part:
    """A line over or under a bar: its text there, and what of the same line stands beside the bar."""

    line: Line
    text: str
    width: float
    before: str = ""
    after: str = ""


def join_fractions(lines: list[Line], shapes: Floats, borders: Sequence[BBox]) -> list[Line]:
    """Lines above and below a drawn bar as one line, ``numerator / denominator``, then what stands beside the bar.

    A numerator that wraps is joined; ``× 100`` behind it counts as standing beside the bar. ``borders`` are the boxes
    of all cells: a bar along a cell's border is a rule.
    """
    flat = shapes[(shapes[:, 4] == LINE) & (shapes[:, 3] - shapes[:, 1] <= THIN) & (shapes[:, 2] - shapes[:, 0] > 25)]
    if not len(flat):
        return lines
    boxes = np.array(borders, np.float64).reshape(-1, 4)
    bars: list[_Bar] = []
    for x0, top, x1, bottom in flat[:, :4].tolist():
        y = (top + bottom) / 2
        along = (np.abs(y - boxes[:, 1]) < 4) | (np.abs(y - boxes[:, 3]) < 4)
        if (along & (boxes[:, 0] < x1 - 4) & (boxes[:, 2] > x0 + 4)).any():
            continue
        if not any(abs(y - bar.y) < 2 and abs(x0 - bar.x0) < 4 for bar in bars):
            bars.append(_Bar(x0, x1, y))
    for bar in sorted(bars, key=lambda bar: bar.y):
        lines = _join(lines, bar)
    return lines


def _join(lines: list[Line], bar: _Bar) -> list[Line]:
    parts = [part for line in lines if (part := _part(line, bar)) is not None]
    above = [p for p in parts if 0.2 * p.line.size < bar.y - p.line.base < 1.1 * p.line.size]
    below = [p for p in parts if 0.6 * p.line.size < p.line.base - bar.y < 1.7 * p.line.size]
    if len(above) != 1 or len(below) != 1 or above[0].line.region != below[0].line.region:
        return lines
    over, under = _wrapped(above[0], parts, bar, -1), _wrapped(below[0], parts, bar, 1)
    inner = [part.line for part in (*over, *under)]
    first, last = above[0].line, below[0].line
    beside = [
        n
        for n in lines
        if n.region == first.region
        and (n.x0 > bar.x1 - bar.reach or n.x1 < bar.x0 + bar.reach)
        and inner[0].base - 0.15 * n.size < n.base < last.base - 0.15 * n.size
        and (n.base > first.base + 0.15 * n.size or len(over) > 1)
    ]
    before = [n for n in beside if n.x1 < bar.x0 + bar.reach]
    after = [n for n in beside if n.x0 > bar.x1 - bar.reach]
    words = [n.text for n in before] + [part.before for part in (*over, *under)]
    words += [f"{_text(over)} / {_text(under)}"]
    words += [part.after for part in (*over, *under)] + [n.text for n in after]
    kept = [*before, *inner, *after]
    merged = Line(
        region=first.region,
        text=" ".join(filter(None, words)),
        raw="\n".join(n.raw for n in kept),
        x0=min(n.x0 for n in kept),
        x1=max(n.x1 for n in kept),
        top=min(n.top for n in kept),
        bottom=max(n.bottom for n in kept),
        base=first.base,
        size=first.size,
        bold=first.bold,
        bold_start=first.bold_start,
        bold_end=first.bold_end,
        trailing_space=False,
        alone=True,
    )
    gone = {id(n) for n in kept}
    return [merged if n is first else n for n in lines if n is first or id(n) not in gone]


def _part(line: Line, bar: _Bar) -> _Part | None:
    """What of ``line`` stands centred on ``bar``, where wide gaps part it from the rest; ``None``: nothing."""
    segments = line.segments()
    inside = [s for s in segments if s[0] >= bar.x0 - bar.reach and s[1] <= bar.x1 + bar.reach]
    before = [text for _, x1, text in segments if x1 < bar.x0 + bar.reach]
    after = [text for x0, _, text in segments if x0 > bar.x1 - bar.reach]
    if not inside or len(inside) + len(before) + len(after) != len(segments):
        return None
    x0, x1 = inside[0][0], inside[-1][1]
    centred = abs((x0 + x1) / 2 - (bar.x0 + bar.x1) / 2) < FRACTIONS.centre * (bar.x1 - bar.x0) + 3
    if not centred:
        return None
    text = line.text if len(inside) == len(segments) else " ".join(text for *_, text in inside)
    return _Part(line, text, x1 - x0, " ".join(before), " ".join(after))


def _wrapped(start: _Part, parts: Sequence[_Part], bar: _Bar, step: int) -> list[_Part]:
    """``start`` with the lines that it is wrapped from (``step`` -1: above it) or into (1: below it), in print order.

    A line that wraps fills the bar; the last one may be short.
    """
    found = [start]
    while True:
        at = found[-1].line
        nearest = min(
            (
                part
                for part in parts
                if part.line.region == at.region and 0 < step * (part.line.base - at.base) < FRACTIONS.step * at.size
            ),
            key=lambda part: abs(part.line.base - at.base),
            default=None,
        )
        upper = nearest if step < 0 else found[-1]
        if nearest is None or upper is None or upper.width < FRACTIONS.full * (bar.x1 - bar.x0):
            return found[::step]
        found.append(nearest)


def _text(parts: Sequence[_Part]) -> str:
    """The joined lines; Thai that wraps inside a sentence has no space there."""
    text = ""
    for part in parts:
        close = _THAI_END.search(text) and _THAI_START.match(part.text)
        text += part.text if not text or close else f" {part.text}"
    return text
