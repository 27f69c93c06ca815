"""The names that lead: each stands for a measure, and a new name is compared with those most like it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from phaen.normalizers.matching.compare import Comparison, likeness
from phaen.normalizers.matching.index import SketchIndex
from phaen.normalizers.matching.keys import NameKey
from phaen.normalizers.matching.letters import LikeTexts, lengths

WORTH_COMPARING = 0.8
"""Likeness from which a leading name is compared with a new one."""
SHARED = 6
"""Hashes of a sketch that names so much alike share."""
COMPARED = 12
"""A name is compared with this many others at most, those most like it."""
COMPATIBLE = 0.6
"""Likeness from which names printed with one code that no register knows are that code's wordings."""


def _bytes(folded: str) -> str:
    """``folded`` in letters below U+0100, which rapidfuzz compares twice as fast: as like others as before."""
    return folded.encode("tis-620").decode("latin-1")


class Leaders:
    """Leading names with their identities; ``compare`` says whether a name is what a leader names."""

    def __init__(self, compare: Callable[[NameKey, NameKey], Comparison]) -> None:
        self._compare = compare
        self._names: list[tuple[NameKey, str]] = []
        self._places: dict[str, int] = {}
        """a name without marks → its number in the index: many printings of a name differ in marks alone"""
        self._texts = LikeTexts()
        """by that number, the name as rapidfuzz compares it fastest"""
        self._members: list[list[int]] = []
        """by that number, the leading names that are it, in order"""
        self._index = SketchIndex()
        self._likest: dict[str, list[tuple[NameKey, str]]] = {}
        """what was asked since the last name was added"""
        self._keys: set[NameKey] = set()
        self._wordings: dict[str, list[NameKey]] = {}

    def __contains__(self, key: NameKey) -> bool:
        return key in self._keys

    def has(self, identity: str) -> bool:
        """Whether a name leads to ``identity``."""
        return identity in self._wordings

    def add(self, key: NameKey, identity: str) -> None:
        """Let ``key`` lead to ``identity``."""
        place = self._places.get(key.folded)
        if place is None:
            place = self._places[key.folded] = self._index.add(key.folded)
            self._texts.add(_bytes(key.folded))
            self._members.append([])
        self._members[place].append(len(self._names))
        self._names.append((key, identity))
        self._keys.add(key)
        self._likest.clear()
        self._wordings.setdefault(identity, []).append(key)

    def is_wording(self, key: NameKey, identity: str) -> bool:
        """Whether ``key`` can be a wording of what leads to ``identity``."""
        alike = (wording for wording in self._wordings.get(identity, ()) if likeness(key, wording) >= COMPATIBLE)
        return any(self._compare(key, wording).verdict != "different" for wording in alike)

    def likest(self, key: NameKey) -> list[tuple[NameKey, str]]:
        """The leading names most like ``key``, with their identities, best first."""
        if key.folded not in self._likest:
            self._likest[key.folded] = self._found(key.folded)
        return self._likest[key.folded]

    def _found(self, folded: str) -> list[tuple[NameKey, str]]:
        text, least, shared = _bytes(folded), WORTH_COMPARING * 100, self._index.shared(folded)
        if shared.are_many:
            least = self._texts.at_least(text, shared.nearest(), least, COMPARED)
        places = shared.numbers(SHARED, lengths(text, least))
        found = self._texts.likest(text, places, least, COMPARED)
        best = sorted((-score, number) for score, place in found for number in self._members[place])
        return [self._names[number] for _, number in best[:COMPARED]]

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
