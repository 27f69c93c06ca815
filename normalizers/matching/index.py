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
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Numbers = Sequence[int] | NDArray[np.int64]

GRAM = 4
SKETCH = 16
"""Letter groups kept for each name: two names that share half of their groups meet with near certainty."""
MOST = 13
"""Hashes that a name shares with those which are probably the most like it, where many share some."""
LONGEST = 65535
"""Letters of a name that are told apart from fewer."""
MANY = 16
"""A hash that more than one in so many names hold has a row of bytes."""


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
    """Numbered names that can be asked for those similar to a given one.

    Which names hold a hash stands in a list of their numbers, or, where many do, in a row of a byte for each name:
    adding up rows costs a hundredth of going through lists.
    """

    def __init__(self) -> None:
        self._few: dict[int, array[int]] = {}
        self._many: dict[int, bytearray] = {}
        self._sizes = array("B")
        self._lengths = array("H")
        self._short = array("q")
        """names of fewer hashes than a sketch holds"""

    def add(self, folded: str) -> int:
        """Add a name; returns its number, counted from 0."""
        number = len(self._sizes)
        hashes = sketch(folded)
        self._sizes.append(len(hashes))
        self._lengths.append(min(len(folded), LONGEST))
        if len(hashes) < SKETCH:
            self._short.append(number)
        for value in hashes:
            row = self._many.get(value)
            if row is not None:
                row.extend(bytes(number - len(row)))
                row.append(1)
                continue
            numbers = self._few.setdefault(value, array("q"))
            numbers.append(number)
            if len(numbers) > FEW and len(numbers) * MANY > number:
                row = self._many[value] = bytearray(number + 1)
                for holder in self._few.pop(value):
                    row[holder] = 1
        return number

    def near(self, folded: str, least: int = 3) -> list[int]:
        """Numbers of the names that share ``least`` hashes with ``folded`` (fewer for short names), in order."""
        return [int(number) for number in self.shared(folded).numbers(least)]

    def shared(self, folded: str) -> Shared:
        """How many hashes each name shares with ``folded``."""
        hashes = sketch(folded)
        lists = [self._few[value] for value in hashes if value in self._few]
        rows = [self._many[value] for value in hashes if value in self._many]
        if not rows and sum(map(len, lists)) <= FEW:
            return Shared(len(hashes), self._sizes, few=Counter(chain.from_iterable(lists)))
        import numpy as np

        counts = np.zeros(len(self._sizes), np.uint8)
        for numbers in lists:
            counts[np.frombuffer(numbers, np.int64)] += 1
        for row in rows:
            part = counts[: len(row)]
            np.add(part, np.frombuffer(row, np.uint8), out=part)
        return Shared(len(hashes), self._sizes, many=counts, short=self._short, lengths=self._lengths)


class Shared:
    """How many hashes of a sketch names share with one: counted by number where they are few, for all where many do."""

    def __init__(
        self,
        hashes: int,
        sizes: array[int],
        few: Mapping[int, int] | None = None,
        many: NDArray[np.uint8] | None = None,
        short: array[int] | None = None,
        lengths: array[int] | None = None,
    ) -> None:
        self.hashes, self._sizes = hashes, sizes
        self._few, self._many, self._short, self._lengths = few or {}, many, short, lengths

    @property
    def are_many(self) -> bool:
        """Whether so many names share some that it is worth knowing more of those that are sought."""
        return self._many is not None

    def nearest(self) -> NDArray[np.int64]:
        """Of many, the names that share so many hashes that those most alike are probably among them."""
        import numpy as np

        return np.flatnonzero(np.asarray(self._many) >= min(MOST, self.hashes))

    def numbers(self, least: int, lengths: tuple[int, int] = (0, LONGEST)) -> Numbers:
        """Numbers of the names that share ``least`` hashes (fewer if they or the one have fewer), in order; of many
        only those with so many letters."""
        least = min(least, self.hashes)
        if self._many is None:
            return sorted(number for number, shared in self._few.items() if shared >= min(self._sizes[number], least))
        import numpy as np

        enough = self._many >= least
        if self._short:
            short = np.frombuffer(self._short, np.int64)
            enough[short] |= self._many[short] >= np.frombuffer(self._sizes, np.uint8)[short]
        shortest, longest = lengths
        if shortest > 0 or longest < LONGEST:
            letters = np.frombuffer(self._lengths or b"", np.uint16)
            enough &= (letters >= min(shortest, LONGEST)) & (letters <= min(longest, LONGEST))
        return np.flatnonzero(enough)
