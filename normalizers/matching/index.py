"""Blocking: which few names are worth comparing with a given one.

Every name is sketched by a fixed number of its letter groups, those with the smallest hash. Whether two names
meet depends on these two names alone, never on what else the index holds, so that adding names cannot change
what was found before.
"""

from __future__ import annotations

from array import array
from collections import Counter
from functools import lru_cache
from itertools import chain
from zlib import crc32

GRAM = 4
SKETCH = 16
"""Letter groups kept for each name: two names that share half of their groups meet with near certainty."""


@lru_cache(maxsize=65536)
def sketch(folded: str) -> tuple[int, ...]:
    """The hashes that stand for a name (:attr:`NameKey.folded`); equal names have equal sketches."""
    if len(folded) <= GRAM:
        return (crc32(folded.encode()),)
    grams = {folded[i : i + GRAM] for i in range(len(folded) - GRAM + 1)}
    return tuple(sorted(crc32(gram.encode()) for gram in grams)[:SKETCH])


FEW = 300
"""Postings up to which counting them takes no longer than NumPy's first step; who never has more loads no NumPy."""


class SketchIndex:
    """Numbered names that can be asked for those similar to a given one."""

    def __init__(self) -> None:
        self._postings: dict[int, array[int]] = {}
        self._sizes = array("i")

    def add(self, folded: str) -> int:
        """Add a name; returns its number, counted from 0."""
        number = len(self._sizes)
        hashes = sketch(folded)
        self._sizes.append(len(hashes))
        for value in hashes:
            self._postings.setdefault(value, array("i")).append(number)
        return number

    def near(self, folded: str, least: int = 3) -> list[int]:
        """Numbers of the names that share ``least`` hashes with ``folded`` (fewer for short names), in order."""
        hashes = sketch(folded)
        lists = [self._postings[value] for value in hashes if value in self._postings]
        least = min(least, len(hashes))
        if sum(map(len, lists)) <= FEW:
            counts = Counter(chain.from_iterable(lists))
            return sorted(number for number, shared in counts.items() if shared >= min(self._sizes[number], least))
        import numpy as np

        numbers, shared = np.unique(np.concatenate([np.frombuffer(one, np.intc) for one in lists]), return_counts=True)
        sizes = np.frombuffer(self._sizes, np.intc)[numbers]
        found: list[int] = numbers[shared >= np.minimum(sizes, least)].tolist()
        return found
