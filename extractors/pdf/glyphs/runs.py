"""Runs of letters: what follows closely on one baseline, in however many text objects a program drew it."""

from __future__ import annotations

import numpy as np
from phaen.extractors.pdf.glyphs.thai import is_space, rank
from phaen.extractors.pdf.settings import RUNS
from phaen.extractors.pdf.source.backend import Glyphs


def letters_of(glyphs: Glyphs) -> np.ndarray:
    """Indexes of the characters that have a place of their own: no marks, no spaces."""
    found: np.ndarray = np.flatnonzero((rank(glyphs.code) == 0) & ~is_space(glyphs.code))
    return found


def run_starts(glyphs: Glyphs, letters: np.ndarray) -> np.ndarray:
    """Positions in ``letters`` (indexes, in stream order) at which a run begins."""
    if not len(letters):
        return letters
    x0, x1, y = glyphs.x0[letters], glyphs.x1[letters], glyphs.y[letters]
    size, run = glyphs.size[letters], glyphs.run[letters]
    begins = np.ones(len(letters), bool)
    em = np.maximum(size[1:], size[:-1])
    gap = x0[1:] - x1[:-1]
    spaced = np.diff(np.cumsum(is_space(glyphs.code))[letters]) > 0
    apart = (gap > RUNS.joined * em) & ((run[1:] != run[:-1]) | ~spaced) & ~_bridged(glyphs, letters)
    begins[1:] = apart | (np.abs(np.diff(y)) > RUNS.same_base * em)
    begins[1:] |= (gap > RUNS.gap * em) | (gap < -RUNS.overlap * em)
    found: np.ndarray = np.flatnonzero(begins)
    return found


def _bridged(glyphs: Glyphs, letters: np.ndarray) -> np.ndarray:
    """Which two letters that follow each other one space fills exactly: a program began a new text object there."""
    found = np.zeros(len(letters) - 1, bool)
    spaces = np.flatnonzero(is_space(glyphs.code))
    if not len(spaces):
        return found
    after = np.searchsorted(letters, spaces)
    spaces, after = spaces[(after > 0) & (after < len(letters))], after[(after > 0) & (after < len(letters))]
    left, right = letters[after - 1], letters[after]
    near = RUNS.joined * glyphs.size[spaces]
    fills = np.abs(glyphs.x0[spaces] - glyphs.x1[left]) < near
    fills &= np.abs(glyphs.x0[right] - glyphs.x1[spaces]) < near
    found[after[fills & (glyphs.x1[spaces] > glyphs.x0[spaces])] - 1] = True
    return found
