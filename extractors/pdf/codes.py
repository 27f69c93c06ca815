"""Code points that fonts got wrong, put right before lines are built. Every rule looks at one font at a time.

What a font lost is told from where its glyphs stand: a tone mark without Unicode stands over a Thai letter and has no
width, a real É stands between Latin letters. U+FFFD is never guessed.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from extractors.pdf.backend import Font, Glyphs, Ints
from extractors.pdf.thai import NIKHAHIT, SARA_AA, SARA_AM, SPACE, is_thai, private_use, rank

TONE_STAND_INS = {0xC9: 0x0E48, 0xCA: 0x0E49, 0xCB: 0x0E4A, 0xCC: 0x0E4B, 0xCD: 0x0E4C}
"""Glyph numbers 201–205 of old Thai Type 1 and TrueType fonts: the tone marks and thanthakhat in their low place."""
DIGIT_STAND_INS = {0x158 + digit: 0x30 + digit for digit in range(10)}
"""Glyph numbers 344–353 of the same fonts: the digits."""

AM_SHARE = 0.045
"""ำ is about 1 % of Thai characters and า 8 %; a font with more ำ than this has the two exchanged."""
_ENOUGH = 150


class CodeRepair:
    """Repairs code points of page after page; remembers what it has learnt of each font."""

    def __init__(self) -> None:
        self._aa: Counter[str] = Counter()
        self._am: Counter[str] = Counter()
        self._thai: Counter[str] = Counter()

    def repair(self, glyphs: Glyphs, fonts: list[Font], damages: Counter[str]) -> Ints:
        """Put ``glyphs.code`` right in place; returns the codes as they were. Changes are counted in ``damages``."""
        raw = glyphs.code.copy()
        if not len(glyphs):
            return raw
        code = glyphs.code
        if (code >= 0xF700).any():
            _map(code, private_use(), (code >= 0xF700) & (code < 0xF900), "private_use", damages)
        if glyphs.lost.any():
            self._stand_ins(glyphs, damages)
        _split_am_spaces(glyphs, damages)
        self._exchanged(glyphs, fonts, damages)
        return raw

    def _stand_ins(self, glyphs: Glyphs, damages: Counter[str]) -> None:
        """Glyphs without Unicode in fonts that are otherwise Thai."""
        thai = is_thai(glyphs.code)
        size = glyphs.size
        for font in np.unique(glyphs.font[glyphs.lost]).tolist():
            mine = glyphs.font == font
            if thai[mine].sum() < 0.3 * mine.sum() or thai[mine].sum() < 3:
                continue
            lost = mine & glyphs.lost
            before = np.zeros(len(glyphs), bool)
            before[1:] = thai[:-1]
            narrow = glyphs.x1 - glyphs.x0 < 0.3 * size
            _map(glyphs.code, TONE_STAND_INS, lost & narrow & before, "stand_in_glyph", damages)
            _map(glyphs.code, DIGIT_STAND_INS, lost & ~narrow, "stand_in_glyph", damages)
            # a mark over a mark: the first of the two has become Thai by now
            before[1:] = is_thai(glyphs.code)[:-1]
            _map(glyphs.code, TONE_STAND_INS, lost & narrow & before, "stand_in_glyph", damages)

    def _exchanged(self, glyphs: Glyphs, fonts: list[Font], damages: Counter[str]) -> None:
        """Fonts whose map gives ำ for า and the other way round."""
        am, aa = glyphs.code == SARA_AM, glyphs.code == SARA_AA
        thai = is_thai(glyphs.code)
        for index, font in enumerate(fonts):
            mine = glyphs.font == index
            counts = int((am & mine).sum()), int((aa & mine).sum()), int((thai & mine).sum())
            name = font.key.rsplit("#", 1)[0]
            self._am[name] += counts[0]
            self._aa[name] += counts[1]
            self._thai[name] += counts[2]
            if self._thai[name] < _ENOUGH or not counts[0] + counts[1]:
                continue
            if self._am[name] > AM_SHARE * self._thai[name] and self._am[name] > 1.5 * self._aa[name]:
                glyphs.code[am & mine] = SARA_AA
                glyphs.code[aa & mine] = SARA_AM
                damages["aa_am_exchanged"] += counts[0] + counts[1]


def _map(code: Ints, table: dict[int, int], where: NDArray[np.bool_], damage: str, damages: Counter[str]) -> None:
    for at in np.flatnonzero(where).tolist():
        better = table.get(int(code[at]))
        if better is not None:
            code[at] = better
            damages[damage] += 1


def _split_am_spaces(glyphs: Glyphs, damages: Counter[str]) -> None:
    """A space over the letter before it, followed by า, is the ring of ำ (Word 2010–2016)."""
    code = glyphs.code
    spaces = np.flatnonzero((code[1:-1] == SPACE) & (code[2:] == SARA_AA)) + 1
    if not len(spaces):
        return
    before = spaces - 1
    tone = rank(code[before]) > 0
    letter = np.where(tone & (before > 0), before - 1, before)
    fits = is_thai(code[letter]) & (np.abs(glyphs.y[letter] - glyphs.y[spaces]) < 0.3 * glyphs.size[spaces])
    size = glyphs.size[spaces]
    flat = glyphs.x1[spaces] <= glyphs.x0[spaces] + 0.01
    over = glyphs.x0[spaces] < glyphs.x1[letter] - 0.1 * size
    close = np.abs(glyphs.x0[spaces + 1] - glyphs.x1[letter]) < 0.6 * size
    ring = spaces[fits & close & (flat | over)]
    if len(ring):
        code[ring] = NIKHAHIT
        glyphs.anchor[ring] = (glyphs.x0[ring - 1] + glyphs.x1[ring - 1]) / 2
        damages["zero_width_space_am"] += len(ring)
