"""Which of many texts can be as alike as asked: told by how often each letter stands in them, before any is compared.

To make one text of another, at least as many letters must be put in or taken out as their counts of letters differ.
"""

from __future__ import annotations

from array import array
from collections import Counter
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from phaen.normalizers.matching.index import Numbers

FEW = 200
"""Texts up to which comparing all takes no longer than telling which are worth it."""
SAMPLE = 32
"""Texts, those guessed or of the nearest counts, that say how alike the best are."""
_LETTERS = 64
"""Letters that are told apart; others share the place of one of them, which only makes a difference smaller."""
_CIRCLE = ((0, 0, 0), (1, 0, 0), (1, 1, 0), (1, 1, 1), (0, 1, 1), (0, 0, 1))
"""A count as three bits: neighbours differ in one, so that as many bits differ as counts do, three at most."""
_WORDS = 3
_ROUNDING = 1e-9
_Bits = tuple[int, int, int]


_PLACES = bytes(letter % _LETTERS for letter in range(256))


@lru_cache(maxsize=1 << 17)
def _bits(text: str) -> _Bits:
    """The counts of ``text``, a bit of each letter in each of three words; remembered, because what is asked for is
    added too."""
    first = second = third = 0
    for place, count in Counter(text.encode("latin-1").translate(_PLACES)).items():
        one, two, three = _CIRCLE[count % len(_CIRCLE)]
        first |= one << place
        second |= two << place
        third |= three << place
    return first, second, third


class LikeTexts:
    """Numbered texts (letters below U+0100) that can be asked for those most like a given one."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._sizes = array("d")
        self._bits = array("Q")
        """three words of each text"""

    def add(self, text: str) -> None:
        """Add a text; it gets the next number, from 0 on."""
        self._texts.append(text)

    def likest(self, text: str, numbers: Numbers, least: float, limit: int) -> list[tuple[float, int]]:
        """The ``limit`` most like ``text`` among ``numbers`` (rising): (likeness in percent, number), best first.

        Likeness is rapidfuzz's ``ratio``, at least ``least``; among equals lower numbers come first.
        """
        if len(numbers) > FEW:
            numbers = self._worth(text, numbers, least, limit)
        texts = [self._texts[number] for number in numbers]
        found = process.extract(text, texts, scorer=fuzz.ratio, processor=None, limit=limit, score_cutoff=least)
        return [(score, int(numbers[place])) for _, score, place in found]

    def at_least(self, text: str, some: Numbers, least: float, limit: int) -> float:
        """How like ``text`` the ``limit`` most like it are at least, seeing that ``some`` texts are there."""
        found = self.likest(text, some[:SAMPLE], least, limit) if len(some) >= limit else []
        return found[-1][0] if len(found) == limit else least

    def _worth(self, text: str, numbers: Numbers, least: float, limit: int) -> NDArray[np.int64]:
        """Those of ``numbers`` that can be among the ``limit`` most like ``text``, in order."""
        import numpy as np

        for later in self._texts[len(self._sizes) :]:
            self._sizes.append(len(later))
            self._bits.extend(_bits(later))
        asked = np.asarray(numbers, np.int64)
        held = np.frombuffer(self._bits, np.uint64).reshape(-1, _WORDS)
        first, second, third = np.bitwise_count(held[asked] ^ np.array(_bits(text), np.uint64)).T
        lost = (first + second + third) / (np.frombuffer(self._sizes)[asked] + max(len(text), 1))
        worth = np.flatnonzero(lost <= 1 - least / 100 + _ROUNDING)
        if len(worth) > 2 * SAMPLE:
            best = asked[worth[np.argpartition(lost[worth], SAMPLE)[:SAMPLE]]]
            bound = self.at_least(text, best.tolist(), least, limit)
            worth = worth[lost[worth] <= 1 - bound / 100 + _ROUNDING]
        chosen: NDArray[np.int64] = asked[worth]
        return chosen


def lengths(text: str, least: float) -> tuple[int, int]:
    """How many letters a text has at least and at most that is ``least`` percent like ``text``."""
    share = max(least / 100 - _ROUNDING, _ROUNDING)
    return ceil(len(text) * share / (2 - share)), int(len(text) * (2 - share) / share)
