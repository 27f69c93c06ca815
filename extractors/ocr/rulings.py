"""Ruling lines of tables in a picture, as the thin shapes that a PDF page would draw them with."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.ocr.picture import Grey
from extractors.pdf.backend import LINE, Floats

MIN_ACROSS = 24.0
"""Points: a shorter level line is a dash or the bar of a letter."""
MIN_DOWN = 15.0
"""Points: a shorter upright line is the stem of a letter."""
MAX_THICK = 4.0
"""Points: anything thicker is a picture, a stamp or a shadow."""
_BREAK = 1.0
SURELY = 100.0
"""Points: letters in a row never look like a straight line of this length; shorter lines must be unbroken."""
UNBROKEN = 0.93
"""Share of a line's length that is ink; the heads of bold letters in a row reach 0.85."""


def find_rulings(ink: Grey, scale: float) -> tuple[Floats, Grey]:
    """Thin shapes (x0, top, x1, bottom in points, ``LINE``, dark) and the pixels that they cover."""
    across, on_across = _straight(ink, scale, level=True)
    down, on_down = _straight(ink, scale, level=False)
    covered = cv2.dilate(on_across | on_down, np.ones((3, 3), np.uint8))
    rows = [(x0, y - 0.25, x1, y + 0.25, LINE, 1.0) for x0, x1, y in across]
    rows += [(x - 0.25, y0, x + 0.25, y1, LINE, 1.0) for y0, y1, x in down]
    return np.array(rows, np.float64).reshape(-1, 6), np.ascontiguousarray(covered, np.uint8)


def _straight(ink: Grey, scale: float, *, level: bool) -> tuple[list[tuple[float, float, float]], Grey]:
    """(start, end, place across) of straight lines in points, and their pixels."""
    reach = max(3, round(_BREAK * scale))
    length = round((MIN_ACROSS if level else MIN_DOWN) * scale)
    # a slightly slanted or noisy line leaves its row of pixels: thicken it across before asking for length
    thick = cv2.dilate(ink, np.ones((3, 1) if level else (1, 3), np.uint8))
    closed = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones((1, reach) if level else (reach, 1), np.uint8))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, length) if level else (length, 1), np.uint8))
    count, labels, stats, centres = cv2.connectedComponentsWithStats(opened, connectivity=8)
    found: list[tuple[float, float, float]] = []
    on_line = np.zeros(count, bool)
    for index in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[index])
        long, thin = (w, h) if level else (h, w)
        if area / long > MAX_THICK * scale or thin > max(MAX_THICK * scale, 0.02 * long):
            continue
        if long < SURELY * scale:
            inked = (labels[y : y + h, x : x + w] == index) & (thick[y : y + h, x : x + w] > 0)
            if inked.any(axis=0 if level else 1).mean() < UNBROKEN:
                continue
        on_line[index] = True
        start = x if level else y
        centre = float(centres[index][1 if level else 0])
        found.append((start / scale, (start + long) / scale, (centre + 0.5) / scale))
    return found, on_line[labels].astype(np.uint8)
