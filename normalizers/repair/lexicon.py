"""The Thai words that repair and page health are judged by: pythainlp's lists and the project's domain words.

Everything is read from installed files, once, at first use; nothing is downloaded. What search needs is kept compiled.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from phaen.normalizers.data_files import rows
from phaen.normalizers.data_files import words as listed_names
from phaen.normalizers.repair import orthography
from phaen.normalizers.repair.compiled import compiled
from phaen.normalizers.repair.orthography import LETTER, possible

_WORD = re.compile(f"^[{LETTER}]+$", re.MULTILINE)
_COUNTED = re.compile(f"^([{LETTER}]+)\t([0-9]+)$", re.MULTILINE)
_SIGNS = ("ๆ", "ฯ", "ฯลฯ")
_CORPUS_SIZE = 33_500_000  # running words of the Thai National Corpus that pythainlp's counts come from
_UNCOUNTED = {1: 18.0, 2: 17.0, 3: 15.5, 4: 14.0}
_UNCOUNTED_LONG = 13.0
_DOMAIN = 9.0
_NAME = 17.0
_SHORTEST_NAME = 4
_TRUSTED_COST = {1: 0.0, 2: 7.2, 3: 8.6, 4: 13.5}  # 25 000 and 6 000 counts for two and three letters


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words with their costs (−ln of probability, in nats), and every beginning of a word, for search."""

    costs: dict[str, float]
    prefixes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """A set of words; ``lengths`` maps first two letters to the lengths of the words that begin so, shortest first."""

    known: frozenset[str]
    lengths: dict[str, tuple[int, ...]]

    @staticmethod
    def of(words: Iterable[str]) -> Words:
        """Words ready to be looked up at a place of a text."""
        known = frozenset(words)
        lengths: dict[str, list[int]] = {}
        for start, length in sorted({(word[:2], len(word)) for word in known}):
            lengths.setdefault(start, []).append(length)
        return Words(known, {start: tuple(found) for start, found in lengths.items()})


@cache
def _listed(name: str) -> frozenset[str]:
    lines = files("phaen.normalizers").joinpath("data", name).read_text("utf8").splitlines()
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


def _spelt(listed: Iterable[str]) -> frozenset[str]:
    """The words of a list that are pure Thai letters and possible spelling."""
    return possible(_WORD.findall("\n".join(listed)))


@cache
def words() -> frozenset[str]:
    """Every dictionary and domain word that is pure Thai letters and possible spelling; names are not among them."""
    from pythainlp.corpus import thai_words  # dear to import, and needed only where nothing is compiled yet

    return _spelt(thai_words()) | domain_words()


@cache
def dictionary() -> Words:
    """The whole dictionary of pythainlp, as it is."""
    return Words(*_compiled("dictionary", _dictionary))


def _dictionary() -> tuple[frozenset[str], dict[str, tuple[int, ...]]]:
    from pythainlp.corpus import thai_words

    made = Words.of(thai_words())
    return made.known, made.lengths


@cache
def _names() -> frozenset[str]:
    from pythainlp.corpus import thai_family_names, thai_female_names, thai_male_names

    listed = thai_family_names() | thai_male_names() | thai_female_names() | _listed("place_names.txt")
    return frozenset(name for name in _spelt(listed) if len(name) >= _SHORTEST_NAME)


@cache
def _counts() -> dict[str, str]:
    """How often words stand in the Thai National Corpus."""
    from pythainlp.corpus.core import get_corpus_as_is

    return dict(_COUNTED.findall("\n".join(get_corpus_as_is("tnc_freq.txt"))))


def _cost(word: str) -> float:
    domain = word in domain_words()
    uncounted = _DOMAIN if domain else _UNCOUNTED.get(len(word), _UNCOUNTED_LONG)
    count = int(_counts().get(word, 0))
    if not count:
        return uncounted
    counted = math.log(_CORPUS_SIZE / count)
    return min(counted, uncounted) if len(word) > 3 or domain else counted


def _compiled(name: str, make: Callable[[], Any]) -> Any:
    """:func:`compiled` from the word lists: ours by what they hold, pythainlp's by name, size and time of change."""
    found = find_spec("pythainlp")
    roots = found.submodule_search_locations or [] if found else []
    listed = [path for root in roots for path in sorted(Path(root, "corpus").rglob("*")) if path.is_file()]
    facts = ((path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in listed if path.suffix != ".pyc")
    data = files("phaen.normalizers").joinpath("data")
    own = (data.joinpath(name).read_bytes() for name in ("domain_words.txt", "place_names.txt", "short_words.txt"))
    return compiled(__file__, name, [repr(list(facts)).encode(), Path(orthography.__file__).read_bytes(), *own], make)


@cache
def trusted() -> Words:
    """Words that speak for sound text: all but rare short ones, which damage makes by chance, and short names."""
    return Words(*_compiled("trusted", _trusted))


def _trusted() -> tuple[frozenset[str], dict[str, tuple[int, ...]]]:
    found = {word for word in words() if len(word) not in _TRUSTED_COST or _cost(word) <= _TRUSTED_COST[len(word)]}
    names = {name for name in _names() if len(name) not in _TRUSTED_COST} - words()
    made = Words.of(found | names | _listed("short_words.txt") | set(_SIGNS))
    return made.known, made.lengths


def _beginnings(words: Iterable[str]) -> frozenset[str]:
    """Every beginning of a word that is not the whole word."""
    found: set[str] = set()
    for word in words:
        for end in range(len(word) - 1, 0, -1):
            if word[:end] in found:
                break  # and all shorter ones are there, too
            found.add(word[:end])
    return frozenset(found)


@cache
def lexicon() -> Lexicon:
    """The lexicon in the form that search needs; takes about a third of a second where it is not compiled yet."""
    return Lexicon(*_compiled("lexicon", _lexicon))


def _lexicon() -> tuple[dict[str, float], frozenset[str]]:
    costs = dict.fromkeys(_names(), _NAME)
    costs |= {word: _cost(word) for word in words()}
    costs |= dict.fromkeys(_SIGNS, 0.0)
    return costs, _beginnings(costs)
