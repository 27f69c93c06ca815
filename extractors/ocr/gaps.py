"""Figures with more room between two digits than a digit takes: a point or a comma was lost there."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import numpy as np
from phaen.extractors.ocr.reading import Reading, figures
from phaen.extractors.ocr.segments import Numbers

_FIGURE = re.compile(r"-?[0-9๐-๙]+(?:[.,][0-9๐-๙]+)*\.?")
_DIGIT = re.compile("[0-9๐-๙]")
WIDER = 1.3
"""A step from one digit to the next that is this many times the usual one has a sign in it."""
WIDE = 1.05
"""Digit heights: such a step has a sign in it where there is no usual one to compare with."""


def doubting_gaps(reading: Reading, boxes: Numbers, body: float) -> Reading:
    """``reading`` of a line that is a figure, doubtful if its pieces of ink (``boxes``: x, y, width, height, area)
    leave room for a sign that was not read. ``body`` is the height of a consonant in pixels."""
    text = reading.text.strip()
    if reading.doubtful or not _FIGURE.fullmatch(text):
        return reading
    boxes = boxes[np.argsort(boxes[:, 0])]
    high = boxes[boxes[:, 3] >= 0.6 * body]
    digits = [at for at, sign in enumerate(text) if _DIGIT.match(sign)]
    if len(high) != len(digits) or len(digits) < 2:
        return reading
    middles = high[:, 0] + high[:, 2] / 2
    steps = np.diff(middles)
    joined = np.array([b - a == 1 for a, b in pairwise(digits)])
    usual = float(np.median(steps[joined])) if joined.sum() > 1 else 0.0
    limit = WIDER * usual if usual else WIDE * float(np.median(high[:, 3]))
    if (steps[joined] > limit).any():
        return replace(reading, doubtful=figures(text))
    return reading
