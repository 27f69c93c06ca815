"""Figures that the stroke of a pen or a stamp runs into: what it covers is part of its ink, and lost to the line."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from phaen.extractors.ocr.figures import FIGURE, figures
from phaen.extractors.ocr.foreign import Foreign
from phaen.extractors.ocr.reading import Reading
from phaen.extractors.ocr.segments import Numbers, Piece

TALL = 1.9
"""Body heights: no letter, digit or bracket is higher; strokes of signatures and the rims of stamps are."""
NEAR = 0.6
"""Body heights beside a figure in which its next digit would begin."""


OVER, UNDER, ASIDE = 1.6, 0.4, 0.3
"""Body heights over and under the baseline, and beside a word, in which foreign ink touches its figures."""


def doubting_foreign(reading: Reading, foreign: Foreign | None, piece: Piece) -> Reading:
    """``reading`` (words in pixels of the page) with those figures doubtful that ink of a pen or stamp touched, which
    has been taken off: what stood under it may be gone."""
    if foreign is None:
        return reading
    top, bottom = round(piece.base - OVER * piece.body), round(piece.base + UNDER * piece.body)
    near = ASIDE * piece.body
    touched = [
        figure
        for word in reading.words
        if foreign.within(round(word.x0 - near), top, round(word.x1 + near), bottom)
        for figure in figures(word.text)
    ]
    return replace(reading, doubtful=tuple(dict.fromkeys((*reading.doubtful, *touched))))


def doubting_strokes(reading: Reading, boxes: Numbers, labels: Numbers, piece: Piece) -> Reading:
    """``reading`` of a line that is a figure, doubtful if ink higher than letters, which is not the line's own, stands
    in it or where its next digit would be."""
    if reading.doubtful or not FIGURE.fullmatch(reading.text.strip()):
        return reading
    near = round(NEAR * piece.body)
    top, bottom = round(piece.base - piece.body), round(piece.base)
    beside = np.unique(labels[max(0, top) : bottom, max(0, piece.x0 - near) : piece.x1 + near])
    beside = np.setdiff1d(beside[beside > 0], piece.ids)
    if (boxes[beside, 3] >= TALL * piece.body).any():
        return replace(reading, doubtful=figures(reading.text))
    return reading
