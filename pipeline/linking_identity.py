"""Indicator identity: one key for one measure, whatever the agency, year, spelling and damage.

The key is made from content: from the KR code's measure where there is a code, else from the name without spelling
(:class:`normalizers.matching_text.NameKey`). Names that differ by harmless damage only share the key of one of them.
So that adding documents never changes a key, names known from the run before keep theirs.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from normalizers.matching_compare import compare
from normalizers.matching_index import SketchIndex
from normalizers.matching_text import NameKey, name_key
from normalizers.register_files import KrCode
from normalizers.text import squash

Row = dict[str, Any]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


class Identities:
    """Collects indicators, then gives every one its ``indicator_id``."""

    def __init__(self, codes: Mapping[str, KrCode], previous: Sequence[Mapping[str, Any]]) -> None:
        self.codes = codes
        self.keys: dict[str, NameKey] = {}
        """exact name key → one name that has it"""
        self.coded: dict[str, str] = {}
        """exact name key → KR measure that a code ties it to"""
        self.known: dict[str, str] = {}
        for row in previous:
            for name in (row["name"], *(row["aliases"] or ())):
                self.known.setdefault(name_key(name, row["last_year"]).exact, row["indicator_id"])

    def _measure(self, code: str) -> str:
        return self.codes[code].measure if code in self.codes else code

    def add(self, row: Row) -> None:
        """Take in one indicator (its code columns filled)."""
        key = name_key(row["name"], row["fiscal_year"])
        self.keys.setdefault(key.exact, key)
        if row["kr_code"]:
            measure = self._measure(row["kr_code"])
            self.coded[key.exact] = min(measure, self.coded.get(key.exact, measure))

    def assign(self, kpis: Sequence[Row]) -> None:
        """Set ``indicator_id`` of every row."""
        groups = self._groups()
        identities: dict[str, str] = {}
        for members in groups:
            measures = sorted({self.coded[exact] for exact in members if exact in self.coded})
            kept = sorted({self.known[exact] for exact in members if exact in self.known})
            if measures:
                identity = f"kr-{measures[0]}"
            elif kept:
                identity = kept[0]
            else:
                identity = f"i-{_digest(min(members))}"
            identities.update(dict.fromkeys(members, identity))
        for row in kpis:
            code = row["kr_code"]
            own = identities[name_key(row["name"], row["fiscal_year"]).exact]
            row["indicator_id"] = f"kr-{self._measure(code)}" if code else own

    def _groups(self) -> list[list[str]]:
        """Names that differ in nothing but spelling and harmless damage, together."""
        exacts = sorted(self.keys)
        parent = {exact: exact for exact in exacts}

        def root(exact: str) -> str:
            while parent[exact] != exact:
                parent[exact] = parent[parent[exact]]
                exact = parent[exact]
            return exact

        index = SketchIndex()
        for exact in exacts:
            key = self.keys[exact]
            for number in index.near(key.folded):
                other = exacts[number]
                if root(other) != root(exact) and self._one_measure(key, self.keys[other], exact, other):
                    parent[max(root(exact), root(other))] = min(root(exact), root(other))
            index.add(key.folded)
        groups: dict[str, list[str]] = {}
        for exact in exacts:
            groups.setdefault(root(exact), []).append(exact)
        return [groups[key] for key in sorted(groups)]

    def _one_measure(self, a: NameKey, b: NameKey, exact: str, other: str) -> bool:
        one, two = self.coded.get(exact), self.coded.get(other)
        if one and two and one != two:
            return False
        return compare(a, b).verdict == "same" or compare(b, a).verdict == "same"

    def rows(self, kpis: Sequence[Row]) -> list[Row]:
        """The dataset ``indicators``: one row per identity, sorted by it."""
        members: dict[str, list[Row]] = {}
        for row in kpis:
            members.setdefault(row["indicator_id"], []).append(row)
        return [self._row(identity, members[identity]) for identity in sorted(members)]

    def _row(self, identity: str, rows: Sequence[Row]) -> Row:
        codes = Counter(row["kr_code"] for row in rows if row["kr_code"])
        code = min(codes, key=lambda item: (-codes[item], item)) if codes else None
        names = Counter(row["name"] for row in rows)
        official = self.codes[code].name if code is not None and code in self.codes else None
        name = official or min(names, key=lambda item: (-names[item], item))
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


def _other_names(name: str, names: Mapping[str, int]) -> list[str]:
    """The other wordings, each once: what differs from a wording only in white space is none."""
    seen = {squash(name)}
    found = []
    for other in sorted(names, key=lambda item: (-names[item], item)):
        if squash(other) not in seen:
            seen.add(squash(other))
            found.append(other)
    return sorted(found)
