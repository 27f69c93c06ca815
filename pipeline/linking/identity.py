"""Indicator identity: one key for one measure, whatever the agency, year, spelling and damage.

The key is made from content: from the KR code's measure where there is a code, else from the name without spelling
(:class:`phaen.normalizers.matching.keys.NameKey`, marks left out). A name that differs from another by harmless
damage only takes the other's key; it then depends on which of the two counts as the first (the register's, then names
with a code, then the earlier year). So that documents which come later never change a key, names known from the run
before keep theirs.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from phaen.normalizers.matching.compare import Comparison, likeness
from phaen.normalizers.matching.index import SketchIndex
from phaen.normalizers.matching.keys import NameKey, name_key
from phaen.normalizers.matching.match import THRESHOLD, unit_kind
from phaen.normalizers.registers.files import KrCode
from phaen.normalizers.text import squash
from phaen.pipeline.linking.memory import Memory
from phaen.pipeline.run.linked import REPEAT
from phaen.pipeline.schema.datasets import Row
from rapidfuzz import fuzz, process

LONG_NAME = 40
"""Letters (without marks) that a name needs before one word more or less in it can be an oversight."""
WORD_SHARE = 0.12
"""Largest share of a name's letters that such a word may have."""
DOUBTED = 0.85
"""Likeness from which a name that is not another's is put before a person."""
WORTH_COMPARING = 0.8
SHARED = 6
"""Hashes of a sketch that names so much alike share."""
COMPARED = 12
"""A name is compared with this many others at most, those most like it."""
COMPATIBLE = 0.6
"""Likeness from which names printed with one code that no register knows are that code's wordings."""
CONTRADICTED = "code_name_conflict"
_YEAR = re.compile(r"(?<!\d)2[45]\d\d(?!\d)")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@dataclass(slots=True)
class _Name:
    """One name of this run, and what its rows say about it."""

    key: NameKey
    code: str | None = None
    first: tuple[int, str] = (9999, "")
    agencies: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)

    @property
    def rank(self) -> tuple[bool, tuple[int, str]]:
        """Names with a code lead, then those of the earlier year."""
        return self.code is None, self.first

    def take(self, row: Row) -> None:
        year, agency = row["fiscal_year"] or 9999, row["agency_code"] or ""
        self.first = min(self.first, (year, agency)) if self.documents else (year, agency)
        self.agencies.add(agency)
        self.documents.add(row["doc_id"])
        if kind := unit_kind(row.get("target_unit")):
            self.units.add(kind)


class Identities:
    """Collects indicators, then gives every one its ``indicator_id``."""

    def __init__(self, codes: Mapping[str, KrCode], previous: Sequence[Mapping[str, Any]], memory: Memory) -> None:
        self.codes = codes
        self._compare, self._word_share = memory.compare, memory.word_share
        self.names: dict[str, _Name] = {}
        """exact name key → what is known of the name"""
        self.known: dict[str, str] = {}
        """exact name key → identity from the run before"""
        self._leaders: list[tuple[NameKey, str]] = []
        self._folded: list[str] = []
        self._index = SketchIndex()
        self._wordings: dict[str, list[NameKey]] = {}
        self._by_code: dict[str, str] = {}
        self._decided: dict[str, str | None] = {}
        self.doubts: dict[str, list[tuple[float, str, str, str]]] = {}
        """exact name key → (likeness, identity, name, what differs) of measures that it may be, best first"""
        for item in sorted(codes.values(), key=lambda item: item.code):
            for name in (item.name, *item.aliases):
                self._lead(name_key(name, item.valid_from), f"kr-{item.measure}")
        for key, identity in sorted(_previous_names(previous), key=lambda pair: (pair[1], pair[0].exact)):
            if key.exact not in self.known:
                self.known[key.exact] = identity
                self._lead(key, identity)
        for row in previous:
            if row["kr_code"] and row["kr_code"] not in codes:
                self._by_code.setdefault(row["kr_code"], row["indicator_id"])

    def decide(self, row: Row, identity: str | None) -> None:
        """A person says which measure the name of ``row`` is; ``None``: one of its own."""
        self._decided[name_key(row["name"], row["fiscal_year"]).exact] = identity

    def add(self, row: Row) -> None:
        """Take in one indicator (its code columns filled)."""
        key = name_key(row["name"], row["fiscal_year"])
        name = self.names.setdefault(key.exact, _Name(key))
        name.take(row)
        if row["kr_code"] and CONTRADICTED not in row["flags"]:
            name.code = min(row["kr_code"], name.code or row["kr_code"])

    def assign(self, kpis: Sequence[Row]) -> None:
        """Set ``indicator_id`` of every row; the order of the rows does not matter."""
        identities: dict[str, str] = {}
        joined: dict[str, list[_Name]] = {}
        ordered = sorted(self.names, key=lambda exact: (*self.names[exact].rank, exact))
        for exact in ordered:
            identities[exact] = self._identity(exact, self.names[exact], joined)
            joined.setdefault(identities[exact], []).append(self.names[exact])
        self._doubts(ordered, identities)
        for row in kpis:
            row["indicator_id"] = identities[name_key(row["name"], row["fiscal_year"]).exact]

    def _lead(self, key: NameKey, identity: str) -> None:
        self._leaders.append((key, identity))
        self._folded.append(key.folded)
        self._index.add(key.folded)
        self._wordings.setdefault(identity, []).append(key)

    def _identity(self, exact: str, name: _Name, joined: Mapping[str, Sequence[_Name]]) -> str:
        code = name.code
        if code is not None and code in self.codes:
            identity = f"kr-{self.codes[code].measure}"
        elif self._decided.get(exact) is not None:
            identity = self._decided[exact] or ""
        elif exact in self.known:
            identity = self.known[exact]
        elif code is not None and self._is_wording(name.key, self._by_code.get(code)):
            identity = self._by_code[code]
        else:
            near = self._same(name.key) or self._nearly_same(name, joined)
            found = None if exact in self._decided else near
            if found is not None:
                if code is not None:
                    self._by_code.setdefault(code, found)
                    self._lead(name.key, found)
                return found
            identity = self._new(name.key, code)
        if code is not None and code not in self.codes:
            self._by_code.setdefault(code, identity)
        self._lead(name.key, identity)
        return identity

    def _doubts(self, ordered: Sequence[str], identities: Mapping[str, str]) -> None:
        """Note what names without a code may be after all: measures of names before them, of other documents."""
        earlier: dict[str, set[str]] = {}
        for exact in ordered:
            name, own = self.names[exact], identities[exact]
            found: dict[str, tuple[float, str, str, str]] = {}
            asked = name.code is None and exact not in self._decided
            for leader, identity in self._likest(name.key, DOUBTED) if asked else ():
                if identity == own or identity not in earlier or name.documents & earlier[identity]:
                    continue
                result = self._judged(name.key, leader)
                if result.verdict == "unsure" and result.likeness >= DOUBTED:
                    doubt = (result.likeness, identity, leader.text, "; ".join(result.reasons))
                    found[identity] = max(doubt, found.get(identity, doubt))
            if found:
                self.doubts[exact] = sorted(found.values(), key=lambda doubt: (-doubt[0], doubt[1]))
            earlier.setdefault(own, set()).update(name.documents)

    def _new(self, key: NameKey, code: str | None) -> str:
        """A new identity: the code's, unless another measure has it already, else one made from the name."""
        spelling = "|".join((key.folded, *key.numbers))
        choices = [f"kr-{code}"] if code is not None else []
        return next(c for c in [*choices, f"i-{_digest(spelling)}", f"i-{_digest(key.exact)}"] if self._is_free(c, key))

    def _is_free(self, identity: str, key: NameKey) -> bool:
        return identity not in self._wordings or identity == f"i-{_digest(key.exact)}"

    def _is_wording(self, key: NameKey, identity: str | None) -> bool:
        """Whether ``key`` can be a wording of what the code of ``identity`` was printed with before."""
        wordings = self._wordings.get(identity or "", ())
        alike = (wording for wording in wordings if likeness(key, wording) >= COMPATIBLE)
        return any(self._compare(key, wording).verdict != "different" for wording in alike)

    def _likest(self, key: NameKey, least: float = WORTH_COMPARING) -> list[tuple[NameKey, str]]:
        """The leading names most like ``key``, with their identities, best first."""
        numbers = self._index.near(key.folded, SHARED)
        folded = [self._folded[number] for number in numbers]
        found = process.extract(
            key.folded, folded, scorer=fuzz.ratio, processor=None, limit=None, score_cutoff=least * 100
        )
        best = sorted((-score, numbers[at]) for _, score, at in found)[:COMPARED]
        return [self._leaders[number] for _, number in best]

    def _judged(self, key: NameKey, leader: NameKey) -> Comparison:
        """Whether ``key`` is what ``leader`` names; damage on the leader's side is judged from there."""
        result = self._compare(key, leader)
        if result.verdict != "unsure":
            return result
        back = self._compare(leader, key)
        return back if back.verdict == "same" else result

    def _near(self, key: NameKey) -> Iterator[tuple[Comparison, str, NameKey]]:
        """The leading names most like ``key``, compared with it."""
        for leader, identity in self._likest(key):
            yield self._judged(key, leader), identity, leader

    def _same(self, key: NameKey) -> str | None:
        """The identity of the name that ``key`` is, up to harmless damage; the nearest one where there are several."""
        sure = [(-r.score, i) for r, i, _ in self._near(key) if r.verdict == "same" and r.score >= THRESHOLD]
        return min(sure)[1] if sure else None

    def _nearly_same(self, name: _Name, joined: Mapping[str, Sequence[_Name]]) -> str | None:
        """The identity of a long name of the same office that has one word more or less.

        Only between documents (one that lists both means both), with targets of one kind, for a single measure.
        """
        if len(name.key.folded) < LONG_NAME:
            return None
        found = set()
        for result, identity, leader in self._near(name.key):
            if not result.lone_word or len(result.lone_word) > WORD_SHARE * len(leader.folded):
                continue
            others = joined.get(identity, ())
            if others and name.code is None and all(_one_office(name, other) for other in others):
                found.add(identity)
        return found.pop() if len(found) == 1 else None

    def rows(self, kpis: Sequence[Row]) -> list[Row]:
        """The dataset ``indicators``: one row per identity, sorted by it; documents given twice count once."""
        members: dict[str, list[Row]] = {}
        for row in kpis:
            members.setdefault(row["indicator_id"], []).append(row)
        return [self._row(identity, members[identity]) for identity in sorted(members)]

    def _row(self, identity: str, rows: Sequence[Row]) -> Row:
        rows = [row for row in rows if REPEAT not in row["flags"]] or rows
        measured = [row for row in rows if row["kr_code"] and CONTRADICTED not in row["flags"]]
        codes = Counter(row["kr_code"] for row in measured)
        measure = identity.removeprefix("kr-")
        code = min(codes, key=lambda item: (-codes[item], item)) if codes else None
        code = code or (measure if measure in self.codes else None)
        names = Counter(row["name"] for row in rows)
        official = self.codes[code].name if code is not None and code in self.codes else None
        name = official or self._best(names)
        years = [row["fiscal_year"] for row in rows if row["fiscal_year"] is not None]
        return {
            "indicator_id": identity,
            "kr_code": code,
            "name": name,
            "aliases": _other_names(name, names),
            "first_year": min(years, default=None),
            "last_year": max(years, default=None),
            "documents": len({row["doc_id"] for row in rows}),
        }

    def _best(self, names: Mapping[str, int]) -> str:
        """The most readable of the wordings (in steps of one in twenty: less tells nothing), then the most frequent."""
        if len(names) == 1:
            return next(iter(names))
        readable = {name: round(self._word_share(name) * 20) for name in names}
        return min(names, key=lambda item: (-readable[item], -names[item], item.count(" "), item))


def _one_office(name: _Name, other: _Name) -> bool:
    apart = not name.documents & other.documents
    return apart and bool(name.agencies & other.agencies - {""}) and len(name.units | other.units) <= 1


def _previous_names(previous: Sequence[Mapping[str, Any]]) -> Iterator[tuple[NameKey, str]]:
    """The names of the run before with their identities; a name that holds a year says nothing without its own year."""
    for row in previous:
        one_year = row["first_year"] == row["last_year"]
        for name in (row["name"], *(row["aliases"] or ())):
            if one_year or not _YEAR.search(name):
                yield name_key(name, row["last_year"]), row["indicator_id"]


def _other_names(name: str, names: Mapping[str, int]) -> list[str]:
    """The other wordings, each once: what differs from a wording only in white space is none."""
    seen = {squash(name)}
    found = []
    for other in sorted(names, key=lambda item: (-names[item], item)):
        if squash(other) not in seen:
            seen.add(squash(other))
            found.append(other)
    return sorted(found)
