"""Which tone mark a glyph without Unicode is: the one that makes words of the text around it, or none."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from phaen.extractors.pdf.glyphs.thai import is_thai
from phaen.extractors.pdf.source.backend import Glyphs
from phaen.normalizers.repair.repair import word_share

CANDIDATES = (0x0E48, 0x0E49, 0x0E4C, 0x0E4A, 0x0E4B, 0x0E31, 0x0E34, 0x0E35, 0x0E36, 0x0E37, 0x0E47)
MAX_PLACES = 24
_REACH = 14
SURE = 0.68
"""Share of the letters around that must be inside words with the right mark: words are cut at the ends of a stretch."""
SURE_ALONE = 0.85
"""The same where the glyph stands in one place only."""
WINS = 0.2
"""Share of the places, at least one, in which the right mark makes more words than any other."""
LOSSES = 0.1
"""Share of the places in which another mark may make more."""
ODDS = 5
"""Places won for each one lost that are enough as well: of few places one may be damaged in another way."""
_MORE = 1.5
"""Letters inside words that are more than chance."""


def best_tone(windows: list[str]) -> int | None:
    """The mark that a glyph is, from the words around its places (:func:`contexts`); ``None`` when they do not tell."""
    if not windows:
        return None
    known = {candidate: [_known(text, candidate) for text in windows] for candidate in CANDIDATES}
    chosen = max(CANDIDATES, key=lambda candidate: sum(known[candidate]))
    letters = sum(len(text) for text in windows)
    if sum(known[chosen]) < (SURE if len(windows) > 1 else SURE_ALONE) * letters:
        return None
    for other in CANDIDATES:
        pairs = list(zip(known[chosen], known[other], strict=True))
        wins, losses = sum(a - b >= _MORE for a, b in pairs), sum(b - a >= _MORE for a, b in pairs)
        outdone = losses > max(LOSSES * len(pairs), wins / ODDS)
        if other != chosen and (wins < max(1, WINS * len(pairs)) or outdone):
            return None
    return chosen


_SLOT = "\x00"


def contexts(glyphs: Glyphs, where: NDArray[np.bool_], unknown: NDArray[np.bool_]) -> list[str]:
    """Runs of Thai letters around the glyphs at ``where``, a slot for each; those with other unknown marks last.

    ``unknown`` marks all glyphs whose character is not known.
    """
    places, others = np.flatnonzero(where), unknown & ~where
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
        found.append((int(others[start:stop].sum()), text.replace("ํา", "ำ")))
    found.sort(key=lambda item: item[0])
    return [text for _, text in found[:MAX_PLACES]]


def _known(text: str, candidate: int) -> float:
    """Letters of ``text`` inside words, with ``candidate`` in its slots."""
    return word_share(text.replace(_SLOT, chr(candidate))) * len(text)
