"""Which coded measure an indicator is: matched with a score, unsure with the best candidates and why, or none.

A wrong code is worse than none. A name matches only where :func:`phaen.normalizers.matching.compare.compare` finds
nothing but harmless differences, and where no other evidence (year, unit of the target, another measure just as
near) speaks against it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from phaen.normalizers.matching.compare import Comparison, Verdict, compare
from phaen.normalizers.matching.index import SketchIndex
from phaen.normalizers.matching.keys import NameKey, name_key
from rapidfuzz import fuzz, process

THRESHOLD = 0.9
"""Default score from which a match is believed."""
WORTH_ASKING = 0.72
"""Likeness from which a name is compared word by word, and put before a person where it does not match."""
CONTRADICTING = 0.6
"""Likeness below which a name is not that of the code printed with it."""
UNIT_PENALTY = 0.03
AGENCY_BONUS = 0.01
CLOSE = 0.015
"""Two measures whose scores lie nearer than this are too near to choose."""

Status = Literal["matched", "unsure", "none"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One code with the names it goes by. ``valid_from``/``valid_to`` are fiscal years (Buddhist Era), inclusive.

    ``measure`` is equal for codes that stand for one measure; ``origin`` tells where the entry comes from.
    """

    code: str
    names: tuple[str, ...]
    measure: str = ""
    unit: str | None = None
    valid_from: int | None = None
    valid_to: int | None = None
    leads: tuple[str, ...] = ()
    origin: str = "register"

    def valid_in(self, fiscal_year: int | None) -> bool | None:
        """Whether the code is in use in ``fiscal_year``; ``None`` where the year is not known."""
        if fiscal_year is None:
            return None
        return (self.valid_from or 0) <= fiscal_year <= (self.valid_to or 9999)


class Query(NamedTuple):
    """What is known of an indicator without a code."""

    name: str
    fiscal_year: int | None = None
    unit: str | None = None
    leads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A code that may be meant; ``reasons`` say what speaks against it."""

    code: str
    name: str
    score: float
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    origin: str = "register"
    look_alike: bool = False
    """The name differs in look-alike letters alone, and the target's unit or the leading agency is the code's."""


@dataclass(frozen=True, slots=True)
class Match:
    """``code`` and ``score`` are set only where ``status`` is ``matched``; ``candidates`` holds at most three."""

    status: Status
    code: str | None = None
    score: float | None = None
    candidates: tuple[Candidate, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Form:
    key: NameKey
    entry: Entry = field(compare=False)
    name: str


@lru_cache(maxsize=4096)
def unit_kind(unit: str | None) -> str | None:
    """``ร้อยละ``, ``ระดับ`` or ``count`` for every counted noun; ``None`` where no unit is stated."""
    if not unit:
        return None
    text = unit.strip()
    if text in {"ร้อยละ", "%", "เปอร์เซ็นต์"}:
        return "ร้อยละ"
    return "ระดับ" if text == "ระดับ" else "count"


class Matcher:
    """Matches names with the codes of ``entries``; the same entries in any order give the same matches."""

    def __init__(
        self,
        entries: Iterable[Entry],
        threshold: float = THRESHOLD,
        compare: Callable[[NameKey, NameKey], Comparison] = compare,
    ) -> None:
        self.threshold = threshold
        self._compare = compare
        self.entries = sorted(entries, key=lambda entry: (entry.code, entry.origin, entry.names))
        self._forms: list[_Form] = []
        self._by_code: dict[str, list[_Form]] = {}
        self._index = SketchIndex()
        self._measures = {entry.code: entry.measure or entry.code for entry in self.entries}
        self._by_measure: dict[str, dict[str, Entry]] = {}
        for entry in self.entries:
            self._by_measure.setdefault(self._measures[entry.code], {})[entry.code] = entry
        self.known: dict[Query, Match] = {}
        """what a matcher with the same entries has found before"""
        self.matched: dict[Query, Match] = {}
        """what this one was asked"""
        for entry in self.entries:
            for name in entry.names:
                key = name_key(name, entry.valid_from)
                if key.folded:
                    self._forms.append(_Form(key, entry, name))
                    self._by_code.setdefault(entry.code, []).append(self._forms[-1])
                    self._index.add(key.folded)

    def match(self, query: Query) -> Match:
        """The code of ``query``, or the best candidates and why none of them is certain."""
        if query not in self.matched:  # many offices print one name
            self.matched[query] = self.known.get(query) or self._match(query)
        return self.matched[query]

    def _match(self, query: Query) -> Match:
        key = name_key(query.name, query.fiscal_year)
        if not key.folded:
            return Match("none", reason="no name")
        candidates = self._candidates(key, query)
        sure = [c for c in candidates if c.verdict == "same"] or _by_evidence(candidates)
        if not sure:
            asked = tuple(c for c in candidates if c.verdict == "unsure" and c.score >= WORTH_ASKING)[:3]
            return Match("unsure", candidates=asked, reason="no name agrees") if asked else Match("none")
        best, top = sure[0], tuple(sure[:3])
        if best.score < self.threshold:
            return Match("unsure", candidates=top, reason="below the threshold")
        rivals = [c for c in sure[1:] if best.score - c.score < CLOSE or best.score < 1.0]
        if rivals:
            return Match("unsure", candidates=top, reason="several codes have this name")
        siblings = self._siblings(best.code)
        if siblings:
            others = tuple(Candidate(e.code, e.names[0], best.score, "same", (), e.origin) for e in siblings)
            return Match("unsure", candidates=(best, *others)[:3], reason="this measure has several codes")
        return Match("matched", best.code, best.score, top)

    def contradicts(self, code: str, name: str, fiscal_year: int | None) -> str | None:
        """Why ``name`` cannot be what ``code`` stands for, or ``None``; unknown codes are never contradicted."""
        key = name_key(name, fiscal_year)
        own = self._by_code.get(code, ())
        if not own or not key.folded:
            return None
        compared = [self._compare(key, form.key) for form in own]
        if any(result.verdict == "same" for result in compared):
            return None
        other = next((c for c in self._candidates(key, Query(name, fiscal_year)) if c.verdict == "same"), None)
        measure = self._measures[code]
        if other and self._measures.get(other.code) != measure:
            return f"the name is that of {other.code}"
        best = max(compared, key=lambda result: result.likeness)
        if best.likeness < CONTRADICTING or all(result.verdict == "different" for result in compared):
            return f"the register's name differs: {'; '.join(best.reasons)}"
        return None

    def _siblings(self, code: str) -> list[Entry]:
        found = self._by_measure[self._measures[code]]
        return [found[key] for key in sorted(found) if key != code]

    def _candidates(self, key: NameKey, query: Query) -> list[Candidate]:
        """One candidate per code, best first."""
        best: dict[str, Candidate] = {}
        near = {number: self._forms[number].key.folded for number in self._index.near(key.folded)}
        alike = process.extract(
            key.folded, near, scorer=fuzz.ratio, processor=None, score_cutoff=100 * WORTH_ASKING, limit=None
        )
        for _, _, number in sorted(alike, key=lambda found: found[2]):
            form = self._forms[number]
            candidate = _weigh(self._compare(key, form.key), form, query)
            known = best.get(candidate.code)
            if known is None or _rank(candidate) < _rank(known):
                best[candidate.code] = candidate
        return sorted(best.values(), key=_rank)


_ORDER: dict[Verdict, int] = {"same": 0, "unsure": 1, "different": 2}


def _by_evidence(candidates: list[Candidate]) -> list[Candidate]:
    """The one candidate that only letters which look alike speak against, where the rest of the evidence is for it."""
    found = [one for one in candidates if one.look_alike and one.score >= THRESHOLD]
    return found if len(found) == 1 else []


def _rank(candidate: Candidate) -> tuple[int, float, str, str]:
    return _ORDER[candidate.verdict], -candidate.score, candidate.code, candidate.name


def _weigh(result: Comparison, form: _Form, query: Query) -> Candidate:
    """The name's comparison with the rest of the evidence taken in."""
    entry, verdict, score, reasons = form.entry, result.verdict, result.score, list(result.reasons)
    valid = entry.valid_in(query.fiscal_year)
    if not valid and verdict == "same":
        verdict = "unsure"
        year = query.fiscal_year or "unknown"
        reasons.append(f"year {year}, the code is valid {entry.valid_from or ''}–{entry.valid_to or ''}")
    known, seen = unit_kind(entry.unit), unit_kind(query.unit)
    if known and seen and known != seen:
        score -= UNIT_PENALTY
        reasons.append(f"unit {query.unit} / {entry.unit}")
        if verdict == "same" and result.score < 1.0:
            verdict = "unsure"
    if entry.leads and query.leads and not set(entry.leads) & set(query.leads) and result.score < 1.0:
        score -= AGENCY_BONUS
        reasons.append(f"lead {' '.join(query.leads)} / {' '.join(entry.leads)}")
    agrees = bool(known and known == seen) or bool(set(entry.leads) & set(query.leads))
    looks = result.look_alike and bool(valid) and agrees and (not known or not seen or known == seen)
    return Candidate(entry.code, form.name, round(max(score, 0.0), 4), verdict, tuple(reasons), entry.origin, looks)
