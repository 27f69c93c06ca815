"""Marks that have sunk into the ink of another line, or of a rule: told by the dictionary where such ink stands.

In tight rows a tone reaches into the line over it, and a vowel into the line under it. What both have grown into is
taken for a part of the other line, and what is left of the word often spells words too (ขั้น, step, without its tone is
ขัน, laugh). Neither the dictionary nor the ink tells that alone: a word that a mark makes likelier lacks one where the
mark would stand on ink that is not the word's own, and on bare paper it lacks none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from phaen.extractors.ocr.engine import Word
from phaen.extractors.ocr.levels import places
from phaen.extractors.ocr.reading import Reading
from phaen.extractors.ocr.segments import Numbers, Piece, speck
from phaen.normalizers.repair.lattice import read

_TONES, _OVER, _UNDER = "่้์", "ัิีึื็", "ุู"
_PAIRS = ("ั่", "ั้", "ิ่", "ิ้", "ี่", "ี้", "ึ้", "ื่", "ื้")
_RUN = re.compile("[ก-ฺเ-๎]+")
_ABBREVIATION = 4
"""Letters: what is as short and has a point behind it is an abbreviation."""
HIGHEST, HEAD, SECOND = 2.05, 1.03, 1.6
"""Body heights over the baseline: of the highest mark, of the letters' heads, and of the head of a vowel with nothing
over it."""
FOOT, LOWEST = 0.05, 0.6
"""Body heights under the baseline where vowels hang."""
CLEAR = 0.045
"""Body heights under the letters of the line over this one, to which their round feet reach."""
ASIDE, OWN = 0.7, 0.4
"""Body heights beside the middle of a letter where the ink of others, or its own, may be its mark: the letters of a
word stand only about where their share of its room is."""
LEAST = 0.008
"""Square body heights of ink: less is grain."""
TRACE, BLIND, PAPER = 0.6, 2.5, 3.5
"""Nats that a mark must gain where others' ink stands in its place, where only ink of the line itself does, and where
none is seen: the line is not sure, for its letters may stand elsewhere."""
CLEARLY = 1.0
"""Nats that the next best mark must be dearer than the one that is put in."""
ORDINARY = 3.2
"""Nats per letter: ordinary Thai costs less."""
LIKELY = 1.5
"""Nats that a mark may cost where others' ink stands in its place: the line is not sure."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The ink around a line: the pixels of its ``own`` pieces and of those of ``others`` (``left`` is the column of the
    page where both begin, ``base`` the line's baseline in their rows), the ``body`` height of its letters, and how far
    ``over`` its baseline and ``under`` it letters of other lines stand, in body heights."""

    own: NDArray[np.bool_]
    others: NDArray[np.bool_]
    left: int
    base: float
    body: float
    over: float
    under: float

    def _part(self, ink: NDArray[np.bool_], x: float, aside: float, top: float, bottom: float) -> int:
        """Pixels of ``ink`` within ``aside`` of column ``x``, between ``top`` and ``bottom`` (body heights under the
        baseline)."""
        first, last = round(x - self.left - aside * self.body), round(x - self.left + aside * self.body)
        y0, y1 = round(self.base + top * self.body), round(self.base + bottom * self.body)
        return int(ink[max(0, y0) : max(0, y1), max(0, first) : max(0, last)].sum())

    def gain(self, x: float, *, under: bool = False, second: bool = False) -> float:
        """The nats that a mark of the letter at column ``x`` must gain, by the ink that stands where it would:
        ``under`` the letter or over it; ``second``: over its vowel, where no other ink of the line stands."""
        top, bottom = (FOOT, min(LOWEST, self.under)) if under else (-min(HIGHEST, self.over - CLEAR), -HEAD)
        least = LEAST * self.body**2
        if self._part(self.others, x, ASIDE, top, bottom) >= least:
            return TRACE
        top, bottom = (FOOT, LOWEST) if under else (-HIGHEST, -SECOND if second else -HEAD)
        if self._part(self.own, x, OWN, top, bottom) >= least:
            return TRACE if second else BLIND
        return PAPER


def surroundings(piece: Piece, lines: Sequence[Piece], labels: Numbers, boxes: Numbers) -> Surroundings:
    """What stands around ``piece`` on the picture; ``lines`` are all stretches of text of the page, ``labels`` gives
    every pixel's piece of ink, ``boxes`` their boxes."""
    body = piece.body
    top, bottom = max(0, round(piece.base - HIGHEST * body)), round(piece.base + LOWEST * body) + 1
    left = max(0, round(piece.x0 - body))
    part = labels[top:bottom, left : round(piece.x1 + body)]
    mine = np.zeros(len(boxes), np.bool_)
    mine[piece.ids] = True
    own = mine[part]
    others = (part > 0) & ~own & (boxes[:, 4] >= speck(body))[part]
    beside = [line for line in lines if line.x0 < piece.x1 and line.x1 > piece.x0]
    over = min((piece.base - line.base for line in beside if piece.base - line.base > 0.8 * body), default=np.inf)
    under = min(
        (line.base - line.body - piece.base for line in beside if line.base - piece.base > 0.8 * body), default=np.inf
    )
    return Surroundings(own, others, left, piece.base - top, body, over / body, under / body)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark that a text may lack at ``at``: the ``sign``, and the nats that it must ``gain``, by the ink where it
    would stand."""

    at: int
    sign: str
    gain: float


def lost_marks(word: Word, around: Surroundings) -> Iterator[_Mark]:
    """The marks that a word may lack, one at a time."""
    for at, (sign, x) in enumerate(zip(word.text, places(word), strict=True)):
        if not "ก" <= sign <= "ฮ":
            continue
        end = at + 1
        while end < len(word.text) and word.text[end] in _OVER + _UNDER:
            end += 1
        marks, following = word.text[at + 1 : end], word.text[end : end + 1]
        bare = not marks and following not in ("ะ", "า", "ำ")
        if "็" not in marks and not (following and following in "่้๊๋์ํ"):
            gain = around.gain(x, second=bool(marks) and marks[-1] in _OVER)
            yield from (_Mark(end, tone, gain) for tone in _TONES)
            if bare and gain < PAPER:
                yield from (_Mark(end, mark, gain) for mark in (*_OVER, *_PAIRS))
        if bare:
            gain = around.gain(x - 0.1 * around.body, under=True)
            yield from (_Mark(end, mark, gain) for mark in _UNDER)


@lru_cache(maxsize=2_000)  # tables repeat their words
def _worth(run: str, marks: tuple[_Mark, ...]) -> frozenset[int]:
    """The places of ``run`` where one of ``marks`` may be worth its price: one search instead of one for each."""
    by_letter: dict[int, list[_Mark]] = {}
    for mark in marks:
        letter = max(at for at in range(mark.at) if "ก" <= run[at] <= "ฮ")
        by_letter.setdefault(letter, []).append(mark)

    def rewrites(text: str, at: int) -> Iterator[tuple[int, str, float, str]]:
        for mark in by_letter.get(at, ()):
            price = mark.gain if mark.gain > TRACE else -LIKELY
            yield mark.at - at, text[at : mark.at] + mark.sign, price, "sunk_mark"

    edits = read(run, rewrites=rewrites).edits if by_letter else ()
    return frozenset(edit.start + len(edit.before) for edit in edits)


@lru_cache(maxsize=2_000)
def _better(run: str, marks: tuple[_Mark, ...]) -> tuple[str | None, bool]:
    """``run`` with the one of ``marks`` (places in it) that makes it likelier, ``None`` if none surely does; and
    whether it may lack one that cannot be told."""
    stands = read(run, rewrite=False)
    tried = []
    for mark in marks:
        if stands.unknown and mark.at == len(run):
            continue  # a word that ends in the next line
        text = run[: mark.at] + mark.sign + run[mark.at :]
        found = read(text, rewrite=False)
        if found.unknown <= stands.unknown:
            tried.append((found.cost, text, mark.gain, found.unknown))
    if not tried:
        return None, False
    cost, text, least, unknown = min(tried)
    gain, theirs = stands.cost - cost, least == TRACE
    if gain < least:
        return None, theirs and gain > -LIKELY
    clear = all(other == text or dear >= cost + CLEARLY for dear, other, *_ in tried)
    likely = not unknown and cost <= ORDINARY * len(text)
    return (text, False) if clear and theirs and likely else (None, True)


def with_sunk_marks(reading: Reading, around: Surroundings) -> Reading:
    """``reading`` (words in pixels of the page) with the marks that have sunk into the ink ``around`` it; what may lack
    one that cannot be told is counted in ``lost``."""
    words, slips, lost = [], reading.slips, reading.lost
    for word in reading.words:
        text, put, unknown = _with_sunk(word, around)
        words.append(replace(word, text=text))
        slips, lost = slips + put, lost + unknown
    return replace(reading, words=tuple(words), slips=slips, lost=lost)


def _with_sunk(word: Word, around: Surroundings) -> tuple[str, int, int]:
    """The text of ``word`` with its sunk marks, how many there are, and how many may be lacking still."""
    text, put, unknown = word.text, 0, 0
    marks = list(lost_marks(word, around))
    for run in reversed(list(_RUN.finditer(word.text))):
        first, end = run.span()
        if word.text[end : end + 1] == "." and end - first <= _ABBREVIATION:
            continue
        here, spelt = [replace(mark, at=mark.at - first) for mark in marks if first < mark.at <= end], run[0]
        worth = _worth(spelt, tuple(here))
        here = [mark for mark in here if mark.at in worth]
        while here:
            better, doubt = _better(spelt, tuple(here))
            unknown += doubt
            if better is None:
                break
            more = len(better) - len(spelt)
            at = next(place for place in range(len(better)) if better[place] != spelt[place : place + 1])
            # no second mark in the same place
            here = [replace(one, at=one.at + more * (one.at > at)) for one in here if one.at != at]
            spelt, put = better, put + 1
        text = text[:first] + spelt + text[end:]
    return text, put, unknown
