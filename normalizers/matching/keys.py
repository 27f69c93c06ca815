"""An indicator's name as it is compared: what may differ taken off, what must agree set apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from phaen.normalizers.matching.words import measure_words
from phaen.normalizers.name_notes import measure_name
from phaen.normalizers.text import MARKS, clean
from rapidfuzz.distance import Levenshtein

_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_LATIN_GLOSS = re.compile(r"^[\sA-Za-z.,&/+-]*[A-Za-z][\sA-Za-z.,&/+-]*$")
_YEAR_WORDS = r"(?:ประจำ)?\s*(?:ปี)?\s*(?:งบประมาณ)?\s*(?:(?:พ\s*\.?\s*ศ|ค\s*\.?\s*ศ)\s*\.?)?\s*"
_YEAR = re.compile(_YEAR_WORDS + r"(?<![\d,])(?<!\d\.)(2[45]\d\d)(?!,?\d)")
_CLAUSES = (
    "ประจาปงบประมาณพศ",
    "ประจาปงบประมาณ",
    "ปงบประมาณพศ",
    "ปงบประมาณ",
    "งบประมาณพศ",
    "งบประมาณ",
    "ประจาปพศ",
    "ประจาป",
)
"""Folded wordings that lead up to a year and are long enough to be known when a letter is misread."""
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_NEUTRAL = re.compile(r"(?:ของ|ใน|แห่ง)?(?:กรุงเทพมหานคร|กรุงเทพฯ|กทม\.?)")
_DROPPED = re.compile("[^ก-ฮฤฦะ-ฺเ-ไๅ็-๎a-z0]")
_MAY_HOLD_YEAR = re.compile(r"\d|[^\x00-\x7f\u0e00-\u0e7f]")
_MARKS = re.compile(f"[{MARKS}]")

PLACEHOLDER = "0"
"""Stands in :attr:`NameKey.core` for every number; the numbers themselves are in :attr:`NameKey.numbers`."""


@dataclass(frozen=True, slots=True)
class NameKey:
    """A name prepared for comparison.

    ``core`` is the name without spaces, punctuation, ``ของกรุงเทพมหานคร``, Latin brackets and the running
    year's clause;
    ``folded`` is the same without Thai marks. ``numbers`` holds its figures in order, years near the
    fiscal year
    as a distance (``fy-1``), so that a measure that is printed anew every year stays the same. ``measure`` is
    the word that says what is counted (``ร้อยละ``, ``จำนวน``, ``ระดับ`` …), ``""`` where the name begins
    otherwise.
    ``glosses`` are Latin words in brackets.
    """

    text: str
    core: str
    folded: str
    numbers: tuple[str, ...]
    measure: str
    glosses: tuple[str, ...]

    @property
    def exact(self) -> str:
        """What two printings of one name have in common: core and numbers (the text itself where no core is left)."""
        return "|".join((self.core or self.text.strip(), *self.numbers))


def fold(text: str) -> str:
    """``text`` without Thai vowel marks, tones and silencers, sara am as its า: what mark damage leaves
    alone."""
    return _MARKS.sub("", text.replace("ำ", "า"))


def _clause_start(text: str, begin: int, end: int) -> int:
    """Where the words that lead up to the year at ``end`` begin: ``begin``, or earlier where they are damaged."""
    places = [place for place in range(max(0, end - 60), end) if fold(_DROPPED.sub("", text[place]))]
    letters = fold("".join(text[place] for place in places))
    best, start = sum(place >= begin for place in places), begin
    for clause in _CLAUSES:
        allowed = 2 if len(clause) >= 12 else 1
        for size in range(len(clause) - allowed, min(len(clause) + allowed, len(places)) + 1):
            wrong = Levenshtein.distance(letters[-size:], clause, score_cutoff=allowed)
            if wrong <= allowed and len(clause) - 3 * wrong > best:
                best, start = len(clause) - 3 * wrong, places[-size]
    return start


@cache
def _folded_measures() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(((fold(word), word) for word in measure_words()), key=lambda pair: -len(pair[0])))


def _measure(folded: str) -> str:
    return next((word for key, word in _folded_measures() if folded.startswith(key)), "")


def name_key(text: str, fiscal_year: int | None = None) -> NameKey:
    """``text`` (an indicator's name) prepared for comparison.

    ``fiscal_year`` (Buddhist Era) is the year of the document that prints it: years from two before to one
    after
    it are taken as relative to it, and a clause that names the running year itself is left out.
    """
    # most names hold no figure: they are prepared once, not for every year
    return _name_key(text, fiscal_year if _MAY_HOLD_YEAR.search(text) else None)


@lru_cache(maxsize=65536)
def _name_key(text: str, fiscal_year: int | None) -> NameKey:
    name = clean(measure_name(text))
    glosses: list[str] = []

    def bracket(match: re.Match[str]) -> str:
        inner = match.group(1)
        if _LATIN_GLOSS.match(inner):
            glosses.append(re.sub("[^a-z]", "", inner.lower()))
            return " "
        return f" {inner} "

    numbers: list[str] = []

    def year(match: re.Match[str]) -> str:
        value = int(match.group(1))
        if fiscal_year is None or not -2 <= value - fiscal_year <= 1:
            return match.group(1)
        return " " if value == fiscal_year else f"fy{value - fiscal_year:+d}"

    def years(text: str) -> str:
        done, kept = 0, []
        for match in _YEAR.finditer(text):
            kept += [text[done : max(done, _clause_start(text, match.start(), match.start(1)))], year(match)]
            done = match.end()
        return "".join([*kept, text[done:]])

    def number(match: re.Match[str]) -> str:
        numbers.append(match.group(0).replace(",", ""))
        return PLACEHOLDER

    name = _BRACKETS.sub(bracket, name).lower()
    name = years(name)
    name = _NEUTRAL.sub("", name)
    name = re.sub(r"fy[+-]\d|" + _NUMBER.pattern, number, name)
    core = _DROPPED.sub("", name)
    folded = fold(core)
    return NameKey(text, core, folded, tuple(numbers), _measure(folded), tuple(glosses))
