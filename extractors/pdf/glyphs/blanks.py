"""Spaces that PDFium does not tell of: those at the end of a line, drawn as text objects of their own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from phaen.extractors.pdf.glyphs.thai import SPACE, rank
from phaen.extractors.pdf.source.backend import Floats, Glyphs

_NEAR = 0.6
"""Em: the space starts no further than this behind its letter."""
_ALONE = 1.5
"""Em: nothing stands behind it within this."""
_WIDTH = 0.25
"""Em: the width of a space."""
_LEVELS = 4.0
"""Steps of a point in which baselines are compared."""
_WIDER_THAN_ANY_PAGE = 1e6


def with_line_ends(glyphs: Glyphs, places: Sequence[tuple[float, float]]) -> Glyphs:
    """``glyphs`` and a space behind the last letter of every line that ends in one of ``places`` (x and baseline)."""
    letters = np.flatnonzero((glyphs.turn == 0) & (rank(glyphs.code) == 0) & (glyphs.code != SPACE))
    if not len(letters) or not places:
        return glyphs
    keys = _keys(glyphs.x0[letters], glyphs.y[letters])
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    x, y = np.array(places, np.float64).reshape(-1, 2).T
    asked = _keys(x, y)
    after = np.searchsorted(keys, asked)
    before = letters[order][np.maximum(after - 1, 0)]
    size = glyphs.size[before]
    ends = (after > 0) & (np.abs(glyphs.y[before] - y) <= 0.1 * size)
    ends &= (np.abs(x - glyphs.x1[before]) <= _NEAR * size) & (np.append(keys, np.inf)[after] - asked > _ALONE * size)
    last = np.unique(before[ends])
    # in the stream the space stands behind the letter's marks
    following = np.append(letters, len(glyphs))[np.searchsorted(letters, last) + 1]
    stream = np.argsort(np.concatenate([np.arange(len(glyphs)), following - 0.5]), kind="stable")
    source = np.concatenate([np.arange(len(glyphs)), last])[stream]
    made = glyphs.take(source)
    spaces = stream >= len(glyphs)
    made.code[spaces] = SPACE
    made.x0[spaces] = made.x1[spaces]
    made.x1[spaces] += _WIDTH * made.size[spaces]
    made.anchor[spaces] = made.x0[spaces]
    made.lost[spaces] = False
    made.hint[spaces] = False
    return made


def _keys(x: Floats, y: Floats) -> Floats:
    """One number that orders places by line, then from left to right."""
    keys: Floats = np.round(y * _LEVELS) * _WIDER_THAN_ANY_PAGE + x
    return keys
