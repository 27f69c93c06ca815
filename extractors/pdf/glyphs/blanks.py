"""Spaces that stand elsewhere in the stream than on the page, or that PDFium does not tell of: objects of their own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from phaen.extractors.pdf.glyphs.thai import SPACE, is_space, rank
from phaen.extractors.pdf.sorted_values import distinct
from phaen.extractors.pdf.source.backend import Floats, Glyphs, Ints

_NEAR = 0.6
"""Em: the space starts no further than this behind its letter."""
_OVERHANG = 0.3
"""Em: a letter's box reaches this far under the space behind it."""
_WIDTH = 0.25
"""Em: the width of a space."""
_WIDE = 1.0
"""Em: two spaces this far from each other have something between them."""
_LEVELS = 4.0
"""Steps of a point in which baselines are compared."""
_WIDER_THAN_ANY_PAGE = 1e6


def space_owners(glyphs: Glyphs, spaces: np.ndarray, owner: Ints, reach: float) -> Ints:
    """For each of ``spaces`` (indices) the letter that it stands behind on the page, -1 for none.

    ``owner`` is the letter before each in the stream, which most stand behind. Word processors that take spaces from
    another font draw them before or after all other words of the line. ``reach``: em between baselines of a line.
    """
    mine = owner[spaces]
    x, y, size = glyphs.x0[spaces], glyphs.y[spaces], glyphs.size[spaces]
    level = (mine >= 0) & (np.abs(y - glyphs.y[mine]) <= reach * size)
    # of many spaces in a row the first stands behind the letter
    here = level & ((glyphs.run[spaces] == glyphs.run[mine]) | (np.abs(x - glyphs.x1[mine]) <= size))
    here &= x > glyphs.x0[mine] - 0.1 * size
    found = np.where(here, mine, np.int32(-1))
    stray = np.flatnonzero(~here)
    letters = np.flatnonzero((rank(glyphs.code) == 0) & ~is_space(glyphs.code)) if len(stray) else stray
    if not len(letters):
        return np.asarray(found, np.int32)
    keys = _keys(glyphs.x1[letters], glyphs.y[letters])
    order = np.argsort(keys, kind="stable")
    slack = _OVERHANG * size[stray]
    at = np.searchsorted(keys[order], _keys(x[stray] + slack, y[stray]), side="right") - 1
    before = letters[order][np.maximum(at, 0)]
    near = (at >= 0) & (np.abs(glyphs.y[before] - y[stray]) <= reach * size[stray])
    near &= np.abs(x[stray] - glyphs.x1[before]) <= _NEAR * size[stray]
    found[stray[near]] = before[near]
    return np.asarray(found, np.int32)


def lone_spaces(glyphs: Glyphs) -> NDArray[np.intp]:
    """Spaces that are all that was read of their text object."""
    found = np.flatnonzero((glyphs.code == SPACE) & (glyphs.turn == 0))
    if not len(found):
        return found
    count = np.bincount(glyphs.run)
    return np.asarray(found[count[glyphs.run[found]] == 1], np.intp)


def spread_over_words(glyphs: Glyphs, spaces: NDArray[np.intp], widths: Sequence[float]) -> bool:
    """Do ``spaces`` belong to text objects (``widths`` wide) that hold the spaces between words of other objects?"""
    letters = (rank(glyphs.code) == 0) & (glyphs.code != SPACE) & (glyphs.turn == 0)
    for at, width in zip(spaces.tolist(), widths, strict=True):
        size, x, end = glyphs.size[at], glyphs.x0[at], glyphs.x1[at]
        if width > _WIDE * size:
            line = letters & (np.abs(glyphs.y - glyphs.y[at]) <= 0.1 * size)
            inside = line & (glyphs.x0 > x) & (glyphs.x1 < x + width)
            # a text printed twice for bold, of which PDFium leaves a space, stands over its other print
            over = line & (glyphs.x0 < (x + end) / 2) & (glyphs.x1 > (x + end) / 2)
            if inside.any() and not over.any():
                return True
    return False


def with_spaces(glyphs: Glyphs, places: Sequence[tuple[float, float]]) -> Glyphs:
    """``glyphs`` and a space behind the letter before each of ``places`` (x and baseline)."""
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
    ends &= np.abs(x - glyphs.x1[before]) <= _NEAR * size
    last = distinct(before[ends])
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
