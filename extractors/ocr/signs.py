"""Signs that no letter stands beside: the arrows of a time plan and the dash of an empty cell, told by their shape."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from phaen.extractors.ocr.segments import Numbers

LEFT, RIGHT, BOTH, DASH = "←", "→", "↔", "-"
FLAT = 0.2
"""Body heights: a flatter sign is a dash."""
HIGH, LONG = 0.75, 0.35
"""Body heights: a sign is lower and longer than this, a letter is not."""
_HEAD = 1.5
"""An arrow's head is this many times as high as its tail."""


def find_signs(boxes: Numbers, ids: Numbers, labels: Numbers, body: float) -> Iterator[tuple[str, int]]:
    """(sign, row of ``boxes``) for every piece of ink of ``ids`` that is an arrow or a dash.

    ``labels`` gives every pixel's piece; ``body`` is the height of a consonant in pixels.
    """
    for number in ids.tolist():
        x, y, w, h, area = boxes[number].tolist()
        if h > HIGH * body or w < LONG * body or w < 1.4 * h or area < 0.02 * body * body:
            continue
        if h <= FLAT * body:
            yield DASH, number
            continue
        ink = labels[y : y + h, x : x + w] == number
        third = max(1, w // 3)
        left, right = _height(ink[:, :third]), _height(ink[:, -third:])
        middle = max(1, _height(ink[:, third:-third]))
        if left >= _HEAD * right:
            yield LEFT, number
        elif right >= _HEAD * left:
            yield RIGHT, number
        elif min(left, right) >= _HEAD * middle:
            yield BOTH, number


def _height(ink: np.ndarray) -> int:
    """The rows between the highest and the lowest pixel of ink."""
    rows = np.flatnonzero(ink.any(axis=1))
    return int(rows[-1] - rows[0] + 1) if len(rows) else 0
