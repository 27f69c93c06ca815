"""Code points that fonts got wrong, put right before lines are built. Every rule looks at one font at a time.

What a font lost is told from where its glyphs stand: a tone mark without Unicode stands over a Thai letter and has no
width, a real É stands between Latin letters. U+FFFD is never guessed.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray
from phaen.extractors.pdf.glyphs.sign_fonts import name_signs
from phaen.extractors.pdf.glyphs.thai import NIKHAHIT, SARA_AA, SARA_AM, SPACE, is_thai, private_use, rank
from phaen.extractors.pdf.glyphs.tone_guess import MAX_PLACES, best_tone, contexts
from phaen.extractors.pdf.sorted_values import distinct
from phaen.extractors.pdf.source.backend import Font, Glyphs, Ints

TONE_STAND_INS = {0xC9: 0x0E48, 0xCA: 0x0E49, 0xCB: 0x0E4A, 0xCC: 0x0E4B, 0xCD: 0x0E4C}
"""Glyph numbers 201–205 of old Thai Type 1 and TrueType fonts: the tone marks and thanthakhat in their low place."""
DIGIT_STAND_INS = {0x158 + digit: 0x30 + digit for digit in range(10)}
"""Glyph numbers 344–353 of the same fonts: the digits."""

AM_SHARE = 0.045
"""ำ is about 1 % of Thai characters and า 8 %; a font with more ำ than this has the two exchanged."""
_ENOUGH = 150
_TOUCHING = 0.08
"""Em behind the letter before it at which a mark begins at most."""
_MARK_WIDTH = 0.3
"""Em: width of a mark at most."""


class CodeRepair:
    """Repairs code points of page after page; remembers what it has learnt of each font.

    ``late`` turns true when something learnt would have changed an earlier page: the file should be read again with
    the same object.
    """

    def __init__(self) -> None:
        self.late = False
        self._aa: Counter[str] = Counter()
        self._am: Counter[str] = Counter()
        self._thai: Counter[str] = Counter()
        self._exchanged_fonts: set[str] = set()
        self._digit_widths: dict[str, dict[int, float]] = {}
        self._marks: dict[tuple[str, int], int] = {}
        self._unknown: Counter[tuple[str, int]] = Counter()
        self._windows: dict[tuple[str, int], list[str]] = {}

    def repair(self, glyphs: Glyphs, fonts: list[Font], damages: Counter[str]) -> Ints:
        """Put ``glyphs.code`` right in place; returns the codes as they were. Changes are counted in ``damages``.

        A character without Unicode that nothing explains becomes U+FFFD.
        """
        raw = glyphs.code.copy()
        if not len(glyphs):
            return raw
        code = glyphs.code
        if (code >= 0xF700).any():
            _map(code, private_use(), (code >= 0xF700) & (code < 0xF900), "private_use", damages)
        name_signs(glyphs, fonts, damages)
        over = _over_letter(glyphs, is_thai(code))
        lost = glyphs.lost | _signs_over_letters(glyphs, over)
        suspects = (
            lost | _disguised(glyphs, over) | ((code >= 0xC9) & (code <= 0xCD)) | ((code >= 0x158) & (code <= 0x161))
        )
        if suspects.any():
            self._stand_ins(glyphs, fonts, lost, suspects, damages)
        self._exchanged(glyphs, fonts, damages)
        _split_am_spaces(glyphs, damages)
        return raw

    def _stand_ins(
        self,
        glyphs: Glyphs,
        fonts: list[Font],
        lost: NDArray[np.bool_],
        suspects: NDArray[np.bool_],
        damages: Counter[str],
    ) -> None:
        """Glyphs without Unicode (``lost``), or with that of a Latin letter, in fonts that are otherwise Thai."""
        code = glyphs.code
        thai = is_thai(code)
        narrow = glyphs.x1 - glyphs.x0 < 0.3 * glyphs.size
        disguised = suspects & ~lost
        over = _over_letter(glyphs, thai | (suspects & narrow))
        for font in distinct(glyphs.font[suspects]).tolist():
            mine = glyphs.font == font
            if thai[mine].sum() < 0.3 * mine.sum() or thai[mine].sum() < 3:
                continue
            marks = mine & ((lost & narrow) | (suspects & over))
            _map(code, TONE_STAND_INS, marks, "stand_in_glyph", damages)
            wide = mine & suspects & ~over
            if not ((code[mine] >= 0x30) & (code[mine] <= 0x39) & ~lost[mine]).any():
                _map(code, DIGIT_STAND_INS, wide & ~_before_latin(glyphs), "stand_in_glyph", damages)
            lost &= ~(mine & is_thai(code))
            lost &= ~(wide & (code >= 0x30) & (code <= 0x39) & self._is_digit(glyphs, fonts[font], wide))
            self._infer(glyphs, fonts[font], mine & (lost | disguised) & over & ~is_thai(code), damages)
            self._known_marks(glyphs, fonts[font], mine, damages)
            lost &= ~(mine & is_thai(code))
        code[lost & (code != SPACE)] = 0xFFFD

    def _is_digit(self, glyphs: Glyphs, font: Font, wide: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Glyphs numbered like digits are digits when all of them are equally wide, as figures in tables are."""
        digit = wide & (glyphs.code >= 0x30) & (glyphs.code <= 0x39)
        name = font.key.rsplit("#", 1)[0]
        widths = self._digit_widths.setdefault(name, {})
        were_known = _alike(widths)
        for i in np.flatnonzero(digit).tolist():
            widths[int(glyphs.code[i])] = float((glyphs.x1[i] - glyphs.x0[i]) / max(glyphs.size[i], 0.1))
        if not _alike(widths):
            self._unknown[(name, 0x30)] += int(digit.sum())
            return np.zeros(len(glyphs), bool)
        self.late |= not were_known and self._unknown[(name, 0x30)] > 0
        return digit

    def _infer(self, glyphs: Glyphs, font: Font, marks: NDArray[np.bool_], damages: Counter[str]) -> None:
        """Marks of ``font`` whose number says nothing: the one tone mark that makes words wherever it stands."""
        name = font.key.rsplit("#", 1)[0]
        for number in distinct(glyphs.code[marks]).tolist():
            where = marks & (glyphs.code == number)
            key = (name, number)
            if key not in self._marks:
                windows = self._windows.setdefault(key, [])
                if len(windows) < MAX_PLACES:
                    windows += contexts(glyphs, where, marks)[: MAX_PLACES - len(windows)]
                tone = best_tone(windows)
                if tone is None:
                    self._unknown[key] += int(where.sum())
                    continue
                self._marks[key] = tone
                self.late |= self._unknown[key] > 0
            glyphs.code[where] = self._marks[key]
            damages["stand_in_glyph"] += int(where.sum())

    def _known_marks(self, glyphs: Glyphs, font: Font, mine: NDArray[np.bool_], damages: Counter[str]) -> None:
        """What is known to be a mark of ``font`` is one also where it barely touches the letter before it."""
        name = font.key.rsplit("#", 1)[0]
        for (of, number), tone in self._marks.items():
            if of != name or number < SPACE:
                continue
            where = mine & (glyphs.code == number)
            if where.any():
                thai = is_thai(glyphs.code)
                width, size = glyphs.x1 - glyphs.x0, glyphs.size
                touching = np.append(False, (glyphs.x0[1:] - glyphs.x1[:-1] < _TOUCHING * size[1:]) & thai[:-1])
                where &= touching & (width < _MARK_WIDTH * size)
                glyphs.code[where] = tone
                damages["stand_in_glyph"] += int(where.sum())

    def _exchanged(self, glyphs: Glyphs, fonts: list[Font], damages: Counter[str]) -> None:
        """Fonts whose map gives ำ for า and the other way round."""
        am, aa = glyphs.code == SARA_AM, glyphs.code == SARA_AA
        if not am.any():
            return
        thai = is_thai(glyphs.code)
        for index, font in enumerate(fonts):
            mine = glyphs.font == index
            counts = int((am & mine).sum()), int((aa & mine).sum()), int((thai & mine).sum())
            name = font.key.rsplit("#", 1)[0]
            if name not in self._exchanged_fonts:
                self._am[name] += counts[0]
                self._aa[name] += counts[1]
                self._thai[name] += counts[2]
                much = self._am[name] > AM_SHARE * self._thai[name] and self._am[name] > 1.5 * self._aa[name]
                if self._thai[name] < _ENOUGH or not much:
                    continue
                self._exchanged_fonts.add(name)
                self.late |= self._thai[name] > counts[2]
            glyphs.code[am & mine] = SARA_AA
            glyphs.code[aa & mine] = SARA_AM
            damages["aa_am_exchanged"] += counts[0] + counts[1]


def _alike(widths: dict[int, float]) -> bool:
    """Are there figures enough, all of one width?"""
    return len(widths) >= 3 and max(widths.values()) - min(widths.values()) < 0.03


def _over_letter(glyphs: Glyphs, thai: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where a character stands over the Thai character before it and takes up no room of its own."""
    over = np.zeros(len(glyphs), bool)
    width = glyphs.x1 - glyphs.x0
    size = glyphs.size
    level = np.abs(np.diff(glyphs.y)) < 0.3 * size[1:]
    ink_over = glyphs.x0[1:] < glyphs.x1[:-1] - 0.05 * size[1:]
    over[1:] = thai[:-1] & level & ((width[1:] < 0.05 * size[1:]) | (ink_over & (width[1:] < 0.6 * size[1:])))
    return over


def _disguised(glyphs: Glyphs, over: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Letters, figures and signs of other scripts that stand over the Thai letter before them: no script is set so."""
    sign = (glyphs.code > SPACE) & (glyphs.code < 0x2000) & ~is_thai(glyphs.code) & over
    same = np.append(False, glyphs.run[1:] == glyphs.run[:-1])  # text objects may be drawn over each other
    return np.asarray(sign & same)


def _signs_over_letters(glyphs: Glyphs, over: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where the number of a glyph without Unicode was read as an ASCII sign: a real one does not stand over the Thai
    letter before it in its own run of text."""
    sign = (glyphs.code > SPACE) & (glyphs.code < 0x7F)
    if not sign.any():
        return sign
    same = np.append(False, glyphs.run[1:] == glyphs.run[:-1])
    deep = np.append(False, glyphs.x0[1:] < glyphs.x1[:-1] - 0.25 * glyphs.size[1:])
    return np.asarray(sign & same & deep & over)


def _before_latin(glyphs: Glyphs) -> NDArray[np.bool_]:
    """Where a Latin letter follows at once, so that a Š or ř belongs to a Latin word."""
    code = glyphs.code
    letters = ((code >= 0x41) & (code <= 0x5A)) | ((code >= 0x61) & (code <= 0x7A))
    close = (np.abs(np.diff(glyphs.y)) < 1.0) & (glyphs.x0[1:] - glyphs.x1[:-1] < 0.1 * glyphs.size[1:])
    return np.append(letters[1:] & close, False)


def _map(code: Ints, table: dict[int, int], where: NDArray[np.bool_], damage: str, damages: Counter[str]) -> None:
    for at in np.flatnonzero(where).tolist():
        better = table.get(int(code[at]))
        if better is not None:
            code[at] = better
            damages[damage] += 1


def _split_am_spaces(glyphs: Glyphs, damages: Counter[str]) -> None:
    """A space over the letter before it, followed by า, is the ring of ำ (Word 2010–2016)."""
    code = glyphs.code
    if len(code) < 3:
        return
    marks = rank(code) > 0
    index = np.arange(len(code))
    letter_before = np.maximum.accumulate(np.where(marks | (code == SPACE), -1, index))
    spaces = np.flatnonzero((code == SPACE) & (letter_before >= 0))[:]
    after = np.minimum(spaces + 1, len(code) - 1)
    after = np.where(marks[after], np.minimum(after + 1, len(code) - 1), after)
    right = code[after] == SARA_AA
    spaces, after = spaces[right], after[right]
    if not len(spaces):
        return
    letter = letter_before[spaces]
    size = glyphs.size[spaces]
    fits = is_thai(code[letter]) & (np.abs(glyphs.y[letter] - glyphs.y[spaces]) < 0.3 * size)
    fits &= spaces - letter <= 3
    flat = glyphs.x1[spaces] <= glyphs.x0[spaces] + 0.01
    over = glyphs.x0[spaces] < glyphs.x1[letter] - 0.1 * size
    close = np.abs(glyphs.x0[after] - glyphs.x1[letter]) < 0.6 * size
    # a space of another font stands behind the word in the stream, on the page before its last letter
    fits &= (glyphs.x0[spaces] + glyphs.x1[spaces]) / 2 > glyphs.x0[letter] - 0.1 * size
    ring = spaces[fits & close & (flat | over)]
    if len(ring):
        code[ring] = NIKHAHIT
        home = letter_before[ring]
        glyphs.anchor[ring] = (glyphs.x0[home] + glyphs.x1[home]) / 2
        damages["zero_width_space_am"] += len(ring)
