"""Raised figures, the marks of footnotes: told by the baseline and size of the letters beside them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from phaen.extractors.pdf.glyphs.thai import is_space, rank
from phaen.extractors.pdf.settings import RAISED
from phaen.extractors.pdf.source.backend import Floats, Glyphs, Ints

_SIGNS = (0x2F, 0x29, 0x2A)
"""/ ) * behind a raised figure are part of the mark."""
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SAME = 0.1
"""Em: baselines that are one."""


def raise_figures(glyphs: Glyphs, region: Ints) -> tuple[Floats, NDArray[np.bool_]]:
    """Turn raised figures into superscripts (codes changed in place).

    Gives the baseline of every character, that of the text for a raised one, so that both are on one line, and which
    signs belong to marks and print nothing of their own. ``region``: the cell of every character.
    """
    level, dropped = glyphs.y, np.zeros(len(glyphs), bool)
    letters = np.flatnonzero((rank(glyphs.code) == 0) & ~is_space(glyphs.code))
    starts = _possible(glyphs, region, letters)
    if not len(starts):
        return level, dropped
    level = level.copy()
    for k in starts.tolist():
        mark = _mark(glyphs, letters, k)
        base = _text_beside(glyphs, region, letters, mark) if len(mark) else None
        if base is None:
            continue
        level[mark] = base
        for i in mark.tolist():
            code = int(glyphs.code[i])
            if code in _SIGNS:
                dropped[i] = True
            else:
                glyphs.code[i] = ord(_SUPERSCRIPTS[code - (0x30 if code < 0x100 else 0x0E50)])
    return level, dropped


def _is_digit(code: int) -> bool:
    return 0x30 <= code <= 0x39 or 0x0E50 <= code <= 0x0E59


def _are_digits(code: Ints) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = ((code >= 0x30) & (code <= 0x39)) | ((code >= 0x0E50) & (code <= 0x0E59))
    return found


def _possible(glyphs: Glyphs, region: Ints, letters: NDArray[np.intp]) -> NDArray[np.intp]:
    """Positions in ``letters`` of figures that are smaller than letters of their cell and go on with nothing before."""
    if len(letters) < 2:
        return letters[:0]
    size, home = glyphs.size[letters], region[letters] - int(region.min())
    biggest = np.zeros(int(home.max()) + 1)
    np.maximum.at(biggest, home, size)
    small = _are_digits(glyphs.code[letters]) & (size <= RAISED.smaller * biggest[home])
    if not small.any():
        return letters[:0]
    y, x0, x1 = glyphs.y[letters], glyphs.x0[letters], glyphs.x1[letters]
    follows = np.zeros(len(letters), bool)
    follows[1:] = (np.abs(np.diff(y)) < _SAME * size[1:]) & (np.abs(np.diff(size)) < 0.05 * size[1:])
    follows[1:] &= np.abs(x0[1:] - x1[:-1]) < RAISED.near * size[1:]
    return np.flatnonzero(small & ~follows)


def _mark(glyphs: Glyphs, letters: NDArray[np.intp], k: int) -> NDArray[np.intp]:
    """The characters of the mark that begins at the letter ``k``: a figure or two, and a sign; none if more follows."""
    first = int(letters[k])
    size = float(glyphs.size[first])
    figures = 0
    end = k
    while end < len(letters):
        i = int(letters[end])
        if end > k:
            before = int(letters[end - 1])
            near = abs(glyphs.x0[i] - glyphs.x1[before]) < RAISED.near * size
            alike = abs(glyphs.size[i] - size) < 0.05 * size and abs(glyphs.y[i] - glyphs.y[first]) < _SAME * size
            if not (near and alike):
                break
        code = int(glyphs.code[i])
        if _is_digit(code) and figures == end - k and figures < RAISED.longest:
            figures += 1
        elif code not in _SIGNS:
            return letters[:0]
        end += 1
    return letters[k:end]


def _text_beside(glyphs: Glyphs, region: Ints, letters: NDArray[np.intp], mark: NDArray[np.intp]) -> float | None:
    """The baseline of the larger text that ``mark`` is raised beside; of its own, alone on a wrapped line."""
    i, last = int(mark[0]), int(mark[-1])
    x0, x1, y = float(glyphs.x0[i]), float(glyphs.x1[last]), float(glyphs.y[i])
    around = letters[(region[letters] == region[i]) & (glyphs.size[letters] * RAISED.smaller >= glyphs.size[i])]
    size = glyphs.size[around]
    rise = glyphs.y[around] - y
    gap = np.where(glyphs.x0[around] > x0, glyphs.x0[around] - x1, x0 - glyphs.x1[around])
    beside = (rise >= RAISED.least * size) & (rise <= RAISED.most * size) & (np.abs(gap) < RAISED.near * size)
    if beside.any():
        chosen = np.flatnonzero(beside)[np.abs(gap[beside]).argmin()]
        return float(glyphs.y[around[chosen]])
    if region[i] < 0 or not len(around):
        return None
    own = letters[(region[letters] == region[i]) & (np.abs(glyphs.y[letters] - y) < 0.6 * glyphs.size[i])]
    alone = set(own.tolist()) <= set(mark.tolist())
    above = (rise < 0) & (rise > -RAISED.step * size) & (glyphs.size[i] <= RAISED.wrapped * size)
    return y if alone and above.any() else None
