"""Which tone mark a glyph without Unicode is: the one that makes words of the text around it, or none."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from phaen.extractors.pdf.glyphs.thai import is_thai
from phaen.extractors.pdf.source.backend import Glyphs
from phaen.normalizers.repair.repair import word_share

CANDIDATES = (0x0E48, 0x0E49, 0x0E4C, 0x0E4A, 0x0E4B, 0x0E31, 0x0E34, 0x0E35, 0x0E36, 0x0E37, 0x0E47)
MIN_PLACES = 4
MAX_PLACES = 24
_REACH = 14
SURE = 0.68
"""Share of the letters around that must be inside words with the right mark."""
LEAD = 0.1
"""By how much the right mark must be better than the next one."""


def best_tone(glyphs: Glyphs, where: NDArray[np.bool_], unknown: NDArray[np.bool_]) -> int | None:
    """The mark that the glyphs at ``where`` are, from the words around them; ``unknown`` marks all without Unicode.

    ``None`` when there are too few places or the words do not tell.
    """
    places = np.flatnonzero(where)
    if len(places) < MIN_PLACES:
        return None
    windows = _windows(glyphs, places, unknown & ~where)
    if len(windows) < MIN_PLACES:
        return None
    scores = sorted(((_score(windows, candidate), candidate) for candidate in CANDIDATES), key=lambda item: -item[0])
    (best, chosen), (second, _) = scores[:2]
    return chosen if best >= SURE and best - second >= LEAD else None


_SLOT = "\x00"


def _windows(glyphs: Glyphs, places: NDArray[np.intp], others: NDArray[np.bool_]) -> list[str]:
    """Runs of Thai letters around the places, with a slot for the mark; those with other unknown marks last."""
    found: list[tuple[int, str]] = []
    thai = is_thai(glyphs.code)
    mine = set(places.tolist())
    for place in places.tolist():
        start = place
        while start > 0 and place - start < _REACH and (thai[start - 1] or start - 1 in mine or others[start - 1]):
            start -= 1
        stop = place + 1
        while stop < len(glyphs) and stop - place < _REACH and (thai[stop] or stop in mine or others[stop]):
            stop += 1
        text = "".join(
            _SLOT if k in mine else "" if others[k] else chr(int(glyphs.code[k])) for k in range(start, stop)
        )
        found.append((int(others[start:stop].sum()), text))
    found.sort(key=lambda item: item[0])
    return [text for _, text in found[:MAX_PLACES]]


def _score(windows: list[str], candidate: int) -> float:
    return word_share("\n".join(text.replace(_SLOT, chr(candidate)) for text in windows))
