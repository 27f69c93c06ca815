"""The Thai words that repair and page health are judged by: pythainlp's lists and the project's domain words.

Everything is read from installed files, once, at first use; nothing is downloaded.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pythainlp.corpus import (
    thai_family_names,
    thai_female_names,
    thai_male_names,
    thai_words,
    tnc,
)

from normalizers.data_files import rows
from normalizers.data_files import words as listed_names
from normalizers.orthography import LETTER, is_possible

_WORD = re.compile(f"[{LETTER}]+")
_CORPUS_SIZE = 33_500_000  # running words of the Thai National Corpus that pythainlp's counts come from
_UNCOUNTED = {1: 18.0, 2: 17.0, 3: 15.5, 4: 14.0}
_UNCOUNTED_LONG = 13.0
_DOMAIN = 9.0
_NAME = 17.0
_SHORTEST_NAME = 4
_TRUSTED_COST = {1: 0.0, 2: 7.2, 3: 8.6, 4: 13.5}  # 25 000 and 6 000 counts for two and three letters


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words with their costs (−ln of probability, in nats), what search needs of them, and the trusted ones.

    ``trusted`` leaves out rare words of up to three letters: pieces of damaged words look like those.
    ``lengths`` maps the first two letters of a trusted word to the lengths that occur, longest first.
    """

    costs: dict[str, float]
    prefixes: frozenset[str]
    trusted: frozenset[str]
    lengths: dict[str, tuple[int, ...]]


@cache
def _listed(name: str) -> frozenset[str]:
    lines = files("normalizers").joinpath("data", name).read_text("utf8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def domain_words() -> frozenset[str]:
    """The words of ``domain_words.txt``."""
    return _listed("domain_words.txt")


@cache
def abbreviations() -> frozenset[str]:
    """The letters between the dots of known abbreviations (``พ.ศ.`` gives ``พ`` and ``ศ``), agencies' among them."""
    known = set(_listed("abbreviations.txt")) | set(listed_names("external_abbreviations.txt"))
    for row in rows("agencies.csv"):
        names = (row["code"], *row["aliases"].split("|"), *row["variants"].split("|"))
        known.update(name.strip() for name in names if name.strip().endswith("."))
    return frozenset(part for name in known for part in name.split(".") if _WORD.fullmatch(part))


@cache
def words() -> frozenset[str]:
    """Every dictionary and domain word that is pure Thai letters and possible spelling; names are not among them."""
    dictionary = frozenset(word for word in thai_words() if _WORD.fullmatch(word) and is_possible(word))
    return dictionary | domain_words()


@cache
def lexicon() -> Lexicon:
    """The lexicon in the form that search needs; takes about half a second the first time."""
    counts: dict[str, int] = dict(tnc.word_freqs())
    costs: dict[str, float] = {}
    for name in thai_family_names() | thai_male_names() | thai_female_names() | _listed("place_names.txt"):
        if len(name) >= _SHORTEST_NAME and _WORD.fullmatch(name) and is_possible(name):
            costs[name] = _NAME
    domain = domain_words()
    for word in words():
        uncounted = _DOMAIN if word in domain else _UNCOUNTED.get(len(word), _UNCOUNTED_LONG)
        count = counts.get(word, 0)
        counted = math.log(_CORPUS_SIZE / count) if count > 0 else uncounted
        costs[word] = min(counted, uncounted) if len(word) > 3 or word in domain else counted
    for sign in ("ๆ", "ฯ", "ฯลฯ"):
        costs[sign] = 0.0
    prefixes = frozenset(word[:end] for word in costs for end in range(1, len(word)))
    trusted = frozenset(word for word in costs if costs[word] <= _TRUSTED_COST.get(len(word), math.inf))
    trusted |= _listed("short_words.txt")
    lengths: dict[str, set[int]] = {}
    for word in trusted:
        lengths.setdefault(word[:2], set()).add(len(word))
    ranked = {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}
    return Lexicon(costs, prefixes, trusted, ranked)
