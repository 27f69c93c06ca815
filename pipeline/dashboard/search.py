"""Search for indicators by words: Thai has no spaces, so names and questions are cut into words first.

Every word of the question must be found, as a word of the name (counts most), or inside it. Codes are found as
printed. When nothing is found, names that are nearly alike come: a question may hold a slip of the keyboard.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from phaen.normalizers.repair.lexicon import Words, domain_words
from phaen.normalizers.repair.word_set import WordSet
from phaen.normalizers.text import arabic_digits, canonical, squash
from pythainlp.corpus import thai_words
from pythainlp.tokenize import word_tokenize
from rapidfuzz import fuzz, process

_WORD = re.compile(r"[\u0e01-\u0e4e]+|[a-z]+|\d+")
_INSIDE = 2
"""Words shorter than this are found as whole words only: one letter is inside everything."""
ALIKE = 78.0
"""Least likeness (0–100) of a name that is offered when no name holds every word."""
MOST_ALIKE = 20


@cache
def _dictionary() -> WordSet:
    return WordSet(Words.of(thai_words() | domain_words()))


def words_of(text: str) -> list[str]:
    """The words of a text in order: Thai cut by dictionary, Latin in lower case, digits Arabic."""
    found: list[str] = []
    for piece in _WORD.findall(arabic_digits(canonical(text)).lower()):
        if "\u0e01" <= piece[0] <= "\u0e4e":
            found += word_tokenize(piece, custom_dict=_dictionary(), engine="newmm", keep_whitespace=False)
        else:
            found.append(piece)
    return found


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found: key, the name shown, other names, codes."""

    key: str
    name: str
    names: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Keys, the best first. ``alike``: no name holds every word, these are only like the question."""

    keys: list[str]
    alike: bool = False


@dataclass(slots=True)
class Index:
    """Entries by their words. Built once, then only read."""

    entries: dict[str, Entry] = field(default_factory=dict)
    _by_word: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _by_code: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _whole: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Index:
        """An index over entries."""
        index = cls()
        for entry in entries:
            index.entries[entry.key] = entry
            texts = dict.fromkeys((entry.name, *entry.names))
            for word in {word for text in texts for word in words_of(text)}:
                index._by_word[word].add(entry.key)
            for code in entry.codes:
                index._by_code[code.lower()].add(entry.key)
            index._whole[entry.key] = " ".join(squash(arabic_digits(canonical(text))).lower() for text in texts)
        return index

    def _with(self, word: str) -> set[str]:
        found = self._by_word.get(word, set()) | self._by_code.get(word, set())
        if len(word) >= _INSIDE:
            found = found | {key for key, whole in self._whole.items() if word in whole}
        return found

    def search(self, question: str) -> Found:
        """Entries for a question; none if nothing is like it."""
        terms = [term for term in arabic_digits(canonical(question)).lower().split() if term]
        coded = {key for term in terms for key in self._by_code.get(term, ())}
        words = [word for term in terms for word in ([term] if term in self._by_code else words_of(term))]
        if not words:
            return Found([])
        found: set[str] = self._with(words[0])
        for word in words[1:]:
            found = found & self._with(word)
        if not found:
            return Found(self._alike(question), alike=True)
        whole_question = squash(arabic_digits(canonical(question))).lower()

        def rank(key: str) -> tuple[bool, bool, int, int, str]:
            as_words = sum(key in self._by_word.get(word, ()) for word in words)
            return (
                key not in coded,
                whole_question not in self._whole[key],
                -as_words,
                len(self.entries[key].name),
                key,
            )

        return Found(sorted(found, key=rank))

    def _alike(self, question: str) -> list[str]:
        wanted = squash(arabic_digits(canonical(question))).lower()
        if len(wanted) < 4:
            return []
        best = process.extract(wanted, self._whole, scorer=fuzz.partial_ratio, score_cutoff=ALIKE, limit=MOST_ALIKE)
        return [key for _, _, key in best]


def marked(text: str, question: str) -> list[tuple[str, bool]]:
    """A name in pieces, each with whether it holds a word of the question, to be set off on the page."""
    words = sorted({word for word in words_of(question) if len(word) >= _INSIDE}, key=len, reverse=True)
    if not words:
        return [(text, False)]
    pattern = re.compile("(" + "|".join(map(re.escape, words)) + ")", re.IGNORECASE)
    return [(piece, bool(index % 2)) for index, piece in enumerate(pattern.split(text)) if piece]
