"""What the segments of a drawn path amount to: lines, rectangles, or some other outline."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from phaen.extractors.pdf.source.backend import BOX, FILL, LINE, SHAPE

Shape = tuple[float, float, float, float, int, float]
"""x0, y0, x1, y1, kind, shade of the fill: ``DARK`` (nearer to black than to white), ``TINTED`` or 0."""

_LINE_TO, _BEZIER, _MOVE = 0, 1, 2
THIN = 2.5
"""Points: a filled rectangle up to this thick is a ruling line."""


def outline_shapes(points: Sequence[tuple[int, float, float]], stroked: bool, shade: float) -> list[Shape]:
    """Shapes of a path given as (segment type, x, y): 2 move, 0 line, 1 curve, as PDFium numbers them.

    ``shade``: that of its fill.
    """
    shapes: list[Shape] = []
    part: list[tuple[int, float, float]] = []
    for point in points:
        if point[0] == _MOVE and part:
            shapes.extend(_part_shapes(part, stroked, shade))
            part = []
        part.append(point)
    if part:
        shapes.extend(_part_shapes(part, stroked, shade))
    return shapes


def _part_shapes(part: Sequence[tuple[int, float, float]], stroked: bool, shade: float) -> list[Shape]:
    xs = [p[1] for p in part]
    ys = [p[2] for p in part]
    box = (min(xs), min(ys), max(xs), max(ys))
    if len(part) < 2:
        return []
    thin = min(box[2] - box[0], box[3] - box[1]) <= THIN
    if any(p[0] == _BEZIER for p in part):
        return [(*box, SHAPE, shade)]
    straight = all(abs(p[1] - q[1]) <= 0.3 or abs(p[2] - q[2]) <= 0.3 for p, q in itertools.pairwise(part))
    if thin and len(part) <= 6:
        return [(*box, LINE, shade)]
    if not straight:
        # mitred border sides of browsers are thin four-cornered shapes, which were taken above
        return [(*box, SHAPE, shade)]
    if len(part) in (4, 5) and _is_rectangle(part):
        return [(*box, BOX if stroked else FILL, shade)]
    if stroked:
        return [
            (min(p[1], q[1]), min(p[2], q[2]), max(p[1], q[1]), max(p[2], q[2]), LINE, 0.0)
            for p, q in itertools.pairwise(part)
        ]
    return [(*box, SHAPE, shade)]


def _is_rectangle(part: Sequence[tuple[int, float, float]]) -> bool:
    corners = {(round(p[1], 1), round(p[2], 1)) for p in part}
    return len({x for x, _ in corners}) <= 2 and len({y for _, y in corners}) <= 2
