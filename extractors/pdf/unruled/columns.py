"""Headers of tables without vertical rules: which lines are one, and which columns do they tell?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from phaen.extractors.pdf.glyphs.lines import Line
from phaen.extractors.pdf.unruled.settings import OPEN_HEADERS
from phaen.extractors.wordings.matching import match_header
from phaen.extractors.wordings.subheads import is_subheader

_THAI = re.compile("[ก-ฮ]")

Span = tuple[float, float]


def is_header(lines: Sequence[Line], columns: Sequence[Span] = ()) -> bool:
    """Are the lines a header whose wordings are known? ``columns``: their extents, where rules tell them."""
    return header_score(lines, columns) > 0


def header_score(lines: Sequence[Line], columns: Sequence[Span] = ()) -> float:
    """How well the lines fit a known header; 0 when they fit none."""
    if len(lines) > 3 * OPEN_HEADERS.lines or (not columns and _surely_prose(lines)):
        return 0.0
    leaves = columns or leaf_columns(lines)
    if len(leaves) < 2:
        return 0.0
    return _wording_score(tuple(_headings(lines, leaves)))


def _surely_prose(lines: Sequence[Line]) -> bool:
    """Does more text than a heading has stand over one piece of the lowest line, whatever the columns are?

    Nothing stands below such a piece that could take it for a heading over several columns: it is a column's, with all
    that stands over it.
    """
    lowest = max(lines, key=lambda n: n.base, default=None)
    segments = [segment for n in lines for segment in n.segments()]
    for left, right, own in lowest.segments() if lowest else ():
        if own and sum(len(text) for x0, x1, text in segments if x0 < right and x1 > left) > OPEN_HEADERS.letters:
            return True
    return False


@lru_cache(maxsize=4096)
def _wording_score(headings: tuple[tuple[str, ...], ...]) -> float:
    """Score of the table kind whose wordings fit ``headings``; prose in columns is not looked at."""
    texts = ["".join(parts) for parts in headings]
    thai = sum(bool(_THAI.search(text)) for text in texts)
    if thai < 2 or len(headings) > OPEN_HEADERS.columns or max(map(len, texts)) > OPEN_HEADERS.letters:
        return 0.0
    match = match_header(headings)
    return max(match.score, 0.01) if match else 0.0


def leaf_columns(lines: Sequence[Line]) -> list[Span]:
    """Extents of the lowest header cells: segments that overlap belong together, merged headings left out."""
    segments = [(n.base, x0, x1) for n in lines for x0, x1, text in n.segments() if text]
    lowest = max((base for base, _, _ in segments), default=0.0)
    leaves: list[Span] = []
    for base, x0, x1 in segments:
        deeper = base + 2
        under = [(a, b) for y, a, b in segments if y > deeper and a < x1 and b > x0] if lowest > deeper else []
        if len(under) > 1 and _stand_apart(under):
            continue  # a heading over several columns
        leaves.append((x0, x1))
    return _without_years_over(lines, merged_spans(leaves))


def _without_years_over(lines: Sequence[Line], leaves: list[Span]) -> list[Span]:
    """``leaves`` without headings that stand above and between the years or months they belong to."""
    if not lines:
        return leaves
    last = max(lines, key=lambda n: n.base)
    low = [(x0, x1) for x0, x1, text in last.segments() if text and _is_low(text)]
    if len(low) < 2:
        return leaves
    deeper = merged_spans([(a, b) for n in lines if n.base > last.base - 2 for a, b, text in n.segments() if text])

    def between(span: Span) -> bool:
        own = any(a < span[1] and b > span[0] for a, b in deeper)
        return not own and any(b <= span[0] for _, b in low) and any(a >= span[1] for a, _ in low)

    return [span for span in leaves if not between(span)]


@lru_cache(maxsize=4096)
def _is_low(text: str) -> bool:
    """Is one heading by itself the lower part of a header, such as a year?"""
    return is_subheader([text])


def merged_spans(spans: Sequence[Span]) -> list[Span]:
    """``spans`` with those joined that overlap or nearly touch, from left to right."""
    if len(spans) < 2:
        return list(spans)
    merged: list[list[float]] = []
    for x0, x1 in sorted(spans):
        if merged and x0 < merged[-1][1] + OPEN_HEADERS.gap:
            merged[-1][1] = max(merged[-1][1], x1)
        else:
            merged.append([x0, x1])
    return [(a, b) for a, b in merged]


def _stand_apart(spans: Sequence[Span]) -> bool:
    """Would :func:`merged_spans` leave more than one of ``spans``?"""
    (_, reach), *others = sorted(spans)
    for x0, x1 in others:
        if x0 >= reach + OPEN_HEADERS.gap:
            return True
        reach = max(reach, x1)
    return False


def _headings(lines: Sequence[Line], leaves: Sequence[Span]) -> list[tuple[str, ...]]:
    """The printed heading of every leaf column, a merged heading first."""
    over: list[list[str]] = [[] for _ in leaves]
    own: list[list[str]] = [[] for _ in leaves]
    for line in lines:
        for x0, x1, text in line.segments():
            if not text:
                continue
            under = [k for k, (left, right) in enumerate(leaves) if x0 < right and x1 > left]
            if not under:  # a narrow heading between the columns it stands over
                after = next((k for k, (left, _) in enumerate(leaves) if left >= x1), len(leaves) - 1)
                under = [max(after - 1, 0), after]
            for k in under:
                (over if len(under) > 1 else own)[k].append(text)
    return [("".join(a), "".join(b)) if a else ("".join(b),) for a, b in zip(over, own, strict=True)]
