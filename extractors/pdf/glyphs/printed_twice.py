"""Characters drawn again in the same place: for bold type, or because a program wrote the page's content twice."""

from __future__ import annotations

from itertools import product

import numpy as np
from phaen.extractors.pdf.source.backend import Glyphs, Ints

_GRID = 0.5
"""Points: two equal characters within one square of this size are one place."""
_APART = 2
"""Characters in the stream between a doubled mark and its double, which are damage of another kind."""


def repeated(glyphs: Glyphs) -> np.ndarray:
    """A mask of the characters that stand, equal in code, in the place of one that came before them."""
    again = np.zeros(len(glyphs), bool)
    if len(glyphs) < 2:
        return again
    for number, (dx, dy) in enumerate(product((0.0, 0.5), repeat=2)):
        _mark(glyphs, _squares(glyphs, dx, dy), again)
        if number == 0 and not again.any():
            break
    return again


def _squares(glyphs: Glyphs, dx: float, dy: float) -> np.ndarray:
    """One number for code, size and square of every character."""
    x = np.floor(glyphs.x0 / _GRID + dx).astype(np.int64) & 0xFFFF
    y = np.floor(glyphs.y / _GRID + dy).astype(np.int64) & 0xFFFF
    size: Ints = np.round(glyphs.size).astype(np.int64) & 0xFF
    key: np.ndarray = (((glyphs.code.astype(np.int64) & 0x1FFFFF) << 8 | size) << 16 | x) << 16 | y
    return key


def _mark(glyphs: Glyphs, keys: np.ndarray, again: np.ndarray) -> None:
    order = np.argsort(keys, kind="stable")
    same = np.flatnonzero(keys[order][1:] == keys[order][:-1])
    for k in same.tolist():
        first, second = int(order[k]), int(order[k + 1])
        if second - first > _APART or glyphs.run[first] != glyphs.run[second]:
            again[second] = True
