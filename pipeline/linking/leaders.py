"""The names that lead: each stands for a measure, and a new name is compared with those most like it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from phaen.normalizers.matching.compare import Comparison, likeness
from phaen.normalizers.matching.index import SketchIndex
from phaen.normalizers.matching.keys import NameKey
from rapidfuzz import fuzz, process

WORTH_COMPARING = 0.8
"""Likeness from which a leading name is compared with a new one."""
SHARED = 6
"""Hashes of a sketch that names so much alike share."""
COMPARED = 12
"""A name is compared with this many others at most, those most like it."""
COMPATIBLE = 0.6
"""Likeness from which names printed with one code that no register knows are that code's wordings."""


class Leaders:
    """Leading names with their identities; ``compare`` says whether a name is what a leader names."""

    def __init__(self, compare: Callable[[NameKey, NameKey], Comparison]) -> None:
        self._compare = compare
        self._names: list[tuple[NameKey, str]] = []
        self._folded: list[str] = []
        self._index = SketchIndex()
        self._keys: set[NameKey] = set()
        self._wordings: dict[str, list[NameKey]] = {}

    def __contains__(self, key: NameKey) -> bool:
        return key in self._keys

    def has(self, identity: str) -> bool:
        """Whether a name leads to ``identity``."""
        return identity in self._wordings

    def add(self, key: NameKey, identity: str) -> None:
        """Let ``key`` lead to ``identity``."""
        self._names.append((key, identity))
        self._keys.add(key)
        self._folded.append(key.folded)
        self._index.add(key.folded)
        self._wordings.setdefault(identity, []).append(key)

    def is_wording(self, key: NameKey, identity: str) -> bool:
        """Whether ``key`` can be a wording of what leads to ``identity``."""
        alike = (wording for wording in self._wordings.get(identity, ()) if likeness(key, wording) >= COMPATIBLE)
        return any(self._compare(key, wording).verdict != "different" for wording in alike)

    def likest(self, key: NameKey) -> list[tuple[NameKey, str]]:
        """The leading names most like ``key``, with their identities, best first."""
        numbers = self._index.near(key.folded, SHARED)
        folded = [self._folded[number] for number in numbers]
        least = WORTH_COMPARING * 100
        found = process.extract(key.folded, folded, scorer=fuzz.ratio, processor=None, limit=None, score_cutoff=least)
        best = sorted((-score, numbers[at]) for _, score, at in found)[:COMPARED]
        return [self._names[number] for _, number in best]

    def judged(self, key: NameKey, leader: NameKey) -> Comparison:
        """Whether ``key`` is what ``leader`` names; damage on the leader's side is judged from there."""
        result = self._compare(key, leader)
        if result.verdict != "unsure":
            return result
        back = self._compare(leader, key)
        return back if back.verdict == "same" else result

    def near(self, key: NameKey) -> Iterator[tuple[Comparison, str, NameKey]]:
        """The leading names most like ``key``, compared with it: (comparison, identity, leading name)."""
        for leader, identity in self.likest(key):
            yield self.judged(key, leader), identity, leader
