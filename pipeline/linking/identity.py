"""Indicator identity: one key for one measure, whatever the agency, year, spelling and damage.

The key is made from content: from the KR code's measure where there is a code, else from the name without spelling
(:class:`phaen.normalizers.matching.keys.NameKey`, marks left out). A name that differs from another by harmless
damage only takes the other's key; the one of the earlier year leads (the register's and names with a code before all),
so that documents of later years rarely change a key. Keys are a function of the set of documents, registers and
decisions alone: in which order documents came, and what an earlier run wrote, does not matter. Every key that one of
a measure's names alone would have had is kept in ``other_ids``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from phaen.normalizers.matching.compare import ALIKE
from phaen.normalizers.matching.keys import NameKey, name_key
from phaen.normalizers.matching.match import THRESHOLD, unit_kind
from phaen.normalizers.registers.files import KrCode
from phaen.pipeline.linking.indicators import CODE_CONTRADICTED, indicator_rows
from phaen.pipeline.linking.leaders import Leaders
from phaen.pipeline.linking.memory import Memory
from phaen.pipeline.review.identities import Pin
from phaen.pipeline.schema.datasets import Row

LONG_NAME = 40
"""Letters (without marks) that a name needs before one word more or less in it can be an oversight."""
LOOKED_AT = 24
"""Letters (without marks) that a name needs before look-alike letters that make other words are believed to be damage.
"""
WORD_SHARE = 0.12
"""Largest share of a name's letters that such a word may have."""
DOUBTED = 0.85
"""Likeness from which a name that is not another's is put before a person."""
ALIKE_DIGITS = frozenset({"08", "06", "68", "38", "35", "56", "17", "69", "89"})
"""Digits that text recognition takes for each other."""
_YEAR = re.compile("2[45][0-9]{2}")


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
        if not self.documents or (year, agency) < self.first:
            self.first = (year, agency)
        self.agencies.add(agency)
        self.documents.add(row["doc_id"])
        if kind := unit_kind(row.get("target_unit")):
            self.units.add(kind)


class Identities:
    """Collects indicators, then gives every one its ``indicator_id``."""

    def __init__(self, codes: Mapping[str, KrCode], memory: Memory, pins: Sequence[Pin] = ()) -> None:
        self.codes = codes
        self._leaders, self._word_share = Leaders(memory.compare), memory.word_share
        self.names: dict[str, _Name] = {}
        """exact name key → what is known of the name"""
        self._keys: dict[tuple[str, int | None], tuple[NameKey, str]] = {}
        self._exact: list[str] = []
        """exact name key of every row, in the order in which they were added"""
        self._identities: dict[str, str] = {}
        """exact name key → its identity, once it has one"""
        self._joined: dict[str, list[_Name]] = {}
        self._open: set[str] = set()
        """exact name keys that began a measure though another was very much like it"""
        self._into: dict[str, str] = {}
        """identities that became part of another"""
        self._by_code: dict[str, str] = {}
        self._decided: dict[str, str | None] = {}
        self._pins = pins
        self._holders: dict[str, list[str]] = {}
        """identity → exact keys of the names that alone would have had it, the leading one first"""
        self._apart: dict[str, set[str]] = {}
        """exact name key → those of names that people pinned apart from it"""
        self.doubts: dict[str, list[tuple[float, str, str, str]]] = {}
        """exact name key → (likeness, identity, name, what differs) of measures that it may be, best first"""
        for item in sorted(codes.values(), key=lambda item: item.code):
            for name in (item.name, *item.aliases):
                self._leaders.add(name_key(name, item.valid_from), f"kr-{item.measure}")

    def key(self, row: Row) -> NameKey:
        """The name key of the measure that a row of ``kpis`` states: its name; of a project's own indicator (base
        ``project``) with the project, because ผู้เข้าร่วมโครงการ (who took part) of two projects are two measures."""
        return self._key(row)[0]

    def _key(self, row: Row) -> tuple[NameKey, str]:
        told = row["name"], row["fiscal_year"]
        if row.get("base") == "project" and (projects := row.get("projects")):
            told = " ".join([row["name"], *(project["name"] for project in projects)]), row["fiscal_year"]
        known = self._keys.get(told)
        if known is None:
            key = name_key(*told)
            known = self._keys[told] = (key, key.exact)
        return known

    def decide(self, row: Row, identity: str | None) -> None:
        """A person says which measure the name of ``row`` is; ``None``: one of its own."""
        self._decided[self.key(row).exact] = identity

    def add(self, row: Row) -> None:
        """Take in one indicator (its code columns filled)."""
        key, exact = self._key(row)
        name = self.names.get(exact)
        if name is None:
            name = self.names[exact] = _Name(key)
        name.take(row)
        self._exact.append(exact)
        if row["kr_code"] and CODE_CONTRADICTED not in row["flags"]:
            name.code = min(row["kr_code"], name.code or row["kr_code"])

    def doubted(self, kpis: Sequence[Row]) -> list[tuple[Row, str]]:
        """Rows whose name has doubts, with its exact key; ``kpis`` are all rows as they were added."""
        named = zip(kpis, self._exact, strict=True) if self.doubts else ()
        return [(row, exact) for row, exact in named if exact in self.doubts]

    def assign(self, kpis: Sequence[Row]) -> None:
        """Set ``indicator_id`` of every row; ``kpis`` are all rows as they were added, whose order does not matter."""
        ordered = sorted(self.names, key=lambda exact: (*self.names[exact].rank, exact))
        for exact in ordered:
            for identity in self._alone(exact):
                self._holders.setdefault(identity, []).append(exact)
        self._apply_pins()
        for exact in ordered:
            self._place(exact, ())
        self._join_late(ordered)
        self._doubts(ordered)
        for row, exact in zip(kpis, self._exact, strict=True):
            row["indicator_id"] = self._identities[exact]

    def _alone(self, exact: str) -> tuple[str, ...]:
        """The identities that a name would have without all others: its code's, and the one of its spelling."""
        name = self.names[exact]
        coded = () if name.code is None else (self._of_code(name.code),)
        return (*coded, f"i-{_digest(_spelling(name.key))}")

    def _of_code(self, code: str) -> str:
        return f"kr-{self.codes[code].measure if code in self.codes else code}"

    def _apply_pins(self) -> None:
        for pin in self._pins:
            ones, others = self._holders.get(pin.indicator_id, []), self._holders.get(pin.other_id, [])
            if pin.relation == "together":
                self._decided.update(dict.fromkeys((exact for exact in others if exact not in ones), pin.indicator_id))
                continue
            for exact in others:
                self._apart.setdefault(exact, set()).update(one for one in ones if one != exact)
            for exact in ones:
                self._apart.setdefault(exact, set()).update(other for other in others if other != exact)

    def _place(self, exact: str, waiting: tuple[str, ...]) -> str:
        """The identity of a name, found once; ``waiting`` are names that wait for this one."""
        if exact not in self._identities:
            name, chosen = self.names[exact], self._chosen(exact, waiting)
            forbidden = {self._identities[other] for other in self._apart.get(exact, ()) if other in self._identities}
            identity = chosen if chosen is not None and chosen not in forbidden else None
            if identity is not None:
                self._leaders.add(name.key, identity)
            self._identities[exact] = identity or self._identity(exact, name, forbidden)
            self._joined.setdefault(self._identities[exact], []).append(name)
        return self._identities[exact]

    def _chosen(self, exact: str, waiting: tuple[str, ...]) -> str | None:
        """What people chose for a name: the identity that the chosen one has today."""
        chosen = self._decided.get(exact)
        if chosen is None:
            return None
        held = next((one for one in self._holders.get(chosen, ()) if one != exact and one not in waiting), None)
        return self._place(held, (*waiting, exact)) if held is not None else chosen

    def _identity(self, exact: str, name: _Name, forbidden: set[str]) -> str:
        code = name.code
        held = None if code is None else self._by_code.get(code)
        if code is not None and code in self.codes and f"kr-{self.codes[code].measure}" not in forbidden:
            identity = f"kr-{self.codes[code].measure}"
        elif held is not None and held not in forbidden and self._leaders.is_wording(name.key, held):
            identity = held
        else:
            found = None
            if exact not in self._decided:
                found = self._same(name.key, forbidden) or self._nearly_same(name, forbidden)
            if found is not None:
                if code is not None:
                    self._by_code.setdefault(code, found)
                    self._leaders.add(name.key, found)
                return found
            identity = self._new(name.key, code, forbidden)
        if code is not None and code not in self.codes:
            self._by_code.setdefault(code, identity)
        self._leaders.add(name.key, identity)
        return identity

    def _join_late(self, ordered: Sequence[str]) -> None:
        """Join measures of one name whose damaged printing stood first, where a later one is both without doubt.

        Only where a single measure is meant, and no document lists both.
        """
        names = [name.key for name in self.names.values()]
        if not self._open:
            return
        for key in names:
            if key not in self._leaders:
                self._leaders.add(key, self._identities[key.exact])
        for exact in ordered:
            if exact not in self._open or exact in self._decided:
                continue
            own = self._final(self._identities[exact])
            forbidden = {self._final(self._identities[other]) for other in self._apart.get(exact, ())}
            found = {identity for _, _, identity in self._sure(self.names[exact].key, forbidden | {own})}
            if len(found) == 1 and own.startswith("i-") and not self._listed_together(own, other := found.pop()):
                self._join(own, other)
        self._identities = {exact: self._final(identity) for exact, identity in self._identities.items()}

    def _listed_together(self, one: str, other: str) -> bool:
        listed = set[str]().union(*(name.documents for name in self._joined.get(one, ())))
        return any(listed & name.documents for name in self._joined.get(other, ()))

    def _join(self, one: str, other: str) -> None:
        """Make one identity of two: a code's, else that of the earlier name."""
        leads = other.startswith("kr-") or self._first(other) < self._first(one)
        kept, gone = (other, one) if leads else (one, other)
        self._into[gone] = kept
        self._joined.setdefault(kept, []).extend(self._joined.pop(gone, ()))

    def _first(self, identity: str) -> tuple[bool, tuple[int, str]]:
        return min(name.rank for name in self._joined[identity])

    def _final(self, identity: str) -> str:
        while identity in self._into:
            identity = self._into[identity]
        return identity

    def _doubts(self, ordered: Sequence[str]) -> None:
        """Note what names without a code may be after all: measures of names before them, of other documents."""
        earlier: dict[str, set[str]] = {}
        for exact in ordered:
            name, own = self.names[exact], self._identities[exact]
            found: dict[str, tuple[float, str, str, str]] = {}
            asked = name.code is None and exact not in self._decided
            apart = {self._identities[other] for other in self._apart.get(exact, ())}
            for leader, identity in self._leaders.likest(name.key) if asked else ():
                identity = self._final(identity)
                if identity in (own, *apart) or identity not in earlier or name.documents & earlier[identity]:
                    continue
                result = self._leaders.judged(name.key, leader)
                slip = result.likeness >= ALIKE and _figures_alike(name.key, leader)
                if slip or (result.verdict == "unsure" and (result.look_alike or result.likeness >= DOUBTED)):
                    doubt = (result.likeness, identity, leader.text, "; ".join(result.reasons))
                    found[identity] = max(doubt, found.get(identity, doubt))
            if found:
                self.doubts[exact] = sorted(found.values(), key=lambda doubt: (-doubt[0], doubt[1]))
            earlier.setdefault(own, set()).update(name.documents)

    def _new(self, key: NameKey, code: str | None, forbidden: set[str]) -> str:
        """A new identity: the code's, unless another measure has it already, else one made from the name."""
        choices = [f"kr-{code}"] if code is not None and code not in self.codes else []
        choices += [f"i-{_digest(_spelling(key))}", f"i-{_digest(key.exact)}"]
        return next((c for c in choices if not self._leaders.has(c) and c not in forbidden), choices[-1])

    def _same(self, key: NameKey, forbidden: set[str]) -> str | None:
        """The identity of the name that ``key`` is, up to harmless damage; the nearest one where there are several.

        Look-alike letters that make another dictionary word are damage too in a long name: the audit tells of them.
        """
        sure = self._sure(key, forbidden)
        return min(sure)[-1] if sure else None

    def _sure(self, key: NameKey, forbidden: set[str]) -> list[tuple[bool, float, str]]:
        """What :meth:`_same` chooses from: (by look-alike letters, minus score, identity)."""
        found: list[tuple[bool, float, str]] = []
        for leader, identity in self._leaders.likest(key):
            identity = self._final(identity)
            if identity in forbidden:
                continue
            result = self._leaders.judged(key, leader)
            if result.verdict == "unsure":
                self._open.add(key.exact)
            if result.score >= THRESHOLD and (
                result.verdict == "same" or (result.look_alike and len(key.folded) >= LOOKED_AT)
            ):
                found.append((result.verdict != "same", -result.score, identity))
        return found

    def _nearly_same(self, name: _Name, forbidden: set[str]) -> str | None:
        """The identity of a long name of the same office that has one word more or less.

        Only between documents (one that lists both means both), with targets of one kind, for a single measure.
        """
        if len(name.key.folded) < LONG_NAME:
            return None
        found = set()
        for result, identity, leader in self._leaders.near(name.key):
            if not result.lone_word or len(result.lone_word) > WORD_SHARE * len(leader.folded):
                continue
            others = self._joined.get(identity, ()) if identity not in forbidden else ()
            if others and name.code is None and all(_one_office(name, other) for other in others):
                found.add(identity)
        return found.pop() if len(found) == 1 else None

    def rows(self, kpis: Sequence[Row]) -> list[Row]:
        """The dataset ``indicators``: one row per identity, sorted by it; documents given twice count once."""
        alone: dict[str, set[str]] = {}
        for exact, identity in self._identities.items():
            alone.setdefault(identity, set()).update(self._alone(exact))
        return indicator_rows(kpis, alone, self.codes, self._word_share)


def _one_office(name: _Name, other: _Name) -> bool:
    apart = not name.documents & other.documents
    return apart and bool(name.agencies & other.agencies - {""}) and len(name.units | other.units) <= 1


def _figures_alike(one: NameKey, other: NameKey) -> bool:
    """Do two names differ in figures that text recognition takes for each other (60, 80), and in the measure's word
    not at all? Figures of other lengths, and years, are other figures."""
    pairs = list(zip(one.numbers, other.numbers, strict=False))
    if one.measure != other.measure or len(one.numbers) != len(other.numbers) or one.numbers == other.numbers:
        return False
    differing = [(a, b) for a, b in pairs if a != b]
    if any(len(a) != len(b) or not (a.isdigit() and b.isdigit()) or _YEAR.fullmatch(a) for a, b in differing):
        return False
    return all(
        x == y or x + y in ALIKE_DIGITS or y + x in ALIKE_DIGITS
        for a, b in differing
        for x, y in zip(a, b, strict=True)
    )


def _spelling(key: NameKey) -> str:
    """What a name's own identity is made of."""
    return "|".join((key.folded, *key.numbers))
