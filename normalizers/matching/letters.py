"""Which of many texts can be as alike as asked: told by how often each letter stands in them, before any is compared.

To make one text of another, at least as many letters must be put in or taken out as their counts of letters differ.
"""

from __future__ import annotations

from array import array
from collections import Counter
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
_ROUNDING = 1e-9
_Bits = tuple[int, int, int]


def _bits(text: str) -> _Bits:
    """The counts of ``text``, a bit of each letter in each of three words."""
    first = second = third = 0
    counts = Counter(map(_LETTERS.__rmod__, text.encode("latin-1")))
    for place, count in counts.items():
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
        self._bits = (array("Q"), array("Q"), array("Q"))

    def add(self, text: str) -> None:
        """Add a text; it gets the next number, from 0 on."""
        self._texts.append(text)

    def likest(
        self, text: str, numbers: Numbers, least: float, limit: int, guessed: Numbers = ()
    ) -> list[tuple[float, int]]:
        """The ``limit`` most like ``text`` among ``numbers`` (rising): (likeness in percent, number), best first.

        Likeness is rapidfuzz's ``ratio``, at least ``least``; among equals lower numbers come first. ``guessed`` are
        some of ``numbers``, probably the best: the better they are, the fewer others need a look.
        """
        if len(numbers) > FEW:
            numbers = self._worth(text, numbers, least, limit, guessed)
        texts = [self._texts[number] for number in numbers]
        found = process.extract(text, texts, scorer=fuzz.ratio, processor=None, limit=limit, score_cutoff=least)
        return [(score, int(numbers[place])) for _, score, place in found]

    def _worth(self, text: str, numbers: Numbers, least: float, limit: int, guessed: Numbers = ()) -> NDArray[np.int64]:
        """Those of ``numbers`` that can be among the ``limit`` most like ``text``, in order."""
        import numpy as np

        for later in self._texts[len(self._sizes) :]:
            self._sizes.append(len(later))
            for column, word in zip(self._bits, _bits(later), strict=True):
                column.append(word)
        least = self._bound(text, guessed, least, limit)
        apart_at_most, size = 1 - least / 100 + _ROUNDING, max(len(text), 1)
        # a text as like as that has at most so many letters, together with ``text``
        letters = 2 * size / max(least / 100, _ROUNDING)
        asked = np.asarray(numbers, np.int64)
        apart = np.zeros(len(asked), np.uint8)
        for column, word in zip(self._bits, _bits(text), strict=True):
            apart += np.bitwise_count(np.frombuffer(column, np.uint64)[asked] ^ np.uint64(word))
            near = apart <= apart_at_most * letters
            asked, apart = asked[near], apart[near]
        lost = apart / (np.frombuffer(self._sizes)[asked] + size)
        worth = np.flatnonzero(lost <= apart_at_most)
        if len(worth) > 2 * SAMPLE:
            best = asked[worth[np.argpartition(lost[worth], SAMPLE)[:SAMPLE]]].tolist()
            bound = self._bound(text, best, least, limit)
            worth = worth[lost[worth] <= 1 - bound / 100 + _ROUNDING]
        chosen: NDArray[np.int64] = asked[worth]
        return chosen

    def _bound(self, text: str, some: Numbers, least: float, limit: int) -> float:
        """How like ``text`` those that are wanted are at least, seeing that ``some`` are there."""
        found = self.likest(text, some[:SAMPLE], least, limit) if len(some) >= limit else []
        return found[-1][0] if len(found) == limit else least
