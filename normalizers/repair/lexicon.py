"""The Thai words that repair and page health are judged by: pythainlp's lists and the project's domain words.

Everything is read from installed files, once, at first use; nothing is downloaded. What search needs is kept compiled.
"""

from __future__ import annotations

import marshal
import math
import re
from collections.abc import Callable, Iterable, Mapping
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

START = 3
"""Letters by which the words of the :class:`Lexicon` are kept."""


class Lexicon:
    """Words with their costs (−ln of probability, in nats), and every beginning of a word, for search.

    A text meets few of them: they are kept by the ``START`` letters that they begin with, shorter ones under ``""``,
    and stand in ``costs`` and ``prefixes`` once :meth:`open` was asked for these letters.
    """

    __slots__ = ("_kept", "costs", "opened", "prefixes")

    def __init__(self, kept: Mapping[str, bytes]) -> None:
        self._kept = kept
        self.costs: dict[str, float] = {}
        self.prefixes: set[str] = set()
        self.opened: set[str] = set()
        self.open("")

    @staticmethod
    def kept(costs: Mapping[str, float]) -> dict[str, bytes]:
        """Words with their costs as they are kept."""
        found: dict[str, tuple[dict[str, float], list[str]]] = {}
        for word, cost in sorted(costs.items()):
            found.setdefault(_start(word), ({}, []))[0][word] = cost
        for prefix in sorted(_beginnings(costs)):
            found.setdefault(_start(prefix), ({}, []))[1].append(prefix)
        return {start: marshal.dumps(listed) for start, listed in found.items()}

    def open(self, start: str) -> None:
        """Put the words that begin with ``START`` letters where search finds them."""
        if kept := self._kept.get(start):
            costs, prefixes = marshal.loads(kept)
            self.costs.update(costs)
            self.prefixes.update(prefixes)
        self.opened.add(start)  # not before all is there: others may read in threads of their own

    def open_all(self) -> dict[str, float]:
        """Every word with its cost."""
        for start in self._kept.keys() - self.opened:
            self.open(start)
        return self.costs

    def __contains__(self, word: str) -> bool:
        if (start := _start(word)) not in self.opened:
            self.open(start)
        return word in self.costs


def _start(word: str) -> str:
    return word[:START] if len(word) >= START else ""


class _Lengths(dict[str, tuple[int, ...]]):
    """First two letters → the lengths of the words that begin so; asked for the first time, they become known."""

    __slots__ = ("_kept", "_known")

    def __init__(self, kept: Mapping[str, bytes], known: set[str]) -> None:
        self._kept, self._known = kept, known

    def __missing__(self, start: str) -> tuple[int, ...]:
        kept = self._kept.get(start)
        words: tuple[str, ...] = marshal.loads(kept) if kept else ()
        self._known.update(words)
        self[start] = lengths = tuple(sorted({len(word) for word in words}))
        return lengths


class Words:
    """A set of words, kept by their first two letters as those of the :class:`Lexicon` are.

    ``lengths[start]`` are the lengths of the words that begin with two letters (or are the one), shortest first, and
    puts these words among ``known``.
    """

    __slots__ = ("_kept", "known", "lengths")

    def __init__(self, kept: Mapping[str, bytes]) -> None:
        self._kept = kept
        self.known: set[str] = set()
        self.lengths = _Lengths(kept, self.known)

    @staticmethod
    def of(words: Iterable[str]) -> Words:
        """These words."""
        return Words(Words.kept(words))

    @staticmethod
    def kept(words: Iterable[str]) -> dict[str, bytes]:
        """Words as they are kept."""
        found: dict[str, list[str]] = {}
        for word in sorted(set(words)):
            found.setdefault(word[:2], []).append(word)
        return {start: marshal.dumps(tuple(listed)) for start, listed in found.items()}

    def within(self, text: str) -> set[str]:
        """Words that are known, among them all that ``text`` holds."""
        for at in range(len(text)):
            _ = self.lengths[text[at : at + 2]]
        return self.known

    def open_all(self) -> set[str]:
        """Every word."""
        for start in self._kept.keys() - self.lengths.keys():
            _ = self.lengths[start]
        return self.known

    def __contains__(self, word: str) -> bool:
        return bool(self.lengths[word[:2]]) and word in self.known


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
def vocabulary() -> Words:
    """:func:`words`, opened as they are met."""
    return Words(_compiled("vocabulary", lambda: Words.kept(words())))


@cache
def dictionary() -> Words:
    """The whole dictionary of pythainlp, as it is."""
    return Words(_compiled("dictionary", _dictionary))


def _dictionary() -> dict[str, bytes]:
    from pythainlp.corpus import thai_words

    return Words.kept(thai_words())


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
    """:func:`compiled` from the word lists."""
    return compiled(__file__, name, _sources(), make)


@cache
def _sources() -> tuple[bytes, ...]:
    """What the word lists are made from: ours by what they hold, pythainlp's by name, size and time of change."""
    found = find_spec("pythainlp")
    roots = found.submodule_search_locations or [] if found else []
    listed = [path for root in roots for path in sorted(Path(root, "corpus").rglob("*")) if path.is_file()]
    facts = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in listed if path.suffix != ".pyc"]
    data = files("phaen.normalizers").joinpath("data")
    own = (data.joinpath(name).read_bytes() for name in ("domain_words.txt", "place_names.txt", "short_words.txt"))
    return (repr(facts).encode(), Path(orthography.__file__).read_bytes(), *own)


@cache
def trusted() -> Words:
    """Words that speak for sound text: all but rare short ones, which damage makes by chance, and short names."""
    return Words(_compiled("trusted", _trusted))


def _trusted() -> dict[str, bytes]:
    found = {word for word in words() if len(word) not in _TRUSTED_COST or _cost(word) <= _TRUSTED_COST[len(word)]}
    names = {name for name in _names() if len(name) not in _TRUSTED_COST} - words()
    return Words.kept(found | names | _listed("short_words.txt") | set(_SIGNS))


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
    return Lexicon(_compiled("lexicon", _lexicon))


def _lexicon() -> dict[str, bytes]:
    costs = dict.fromkeys(_names(), _NAME)
    costs |= {word: _cost(word) for word in words()}
    costs |= dict.fromkeys(_SIGNS, 0.0)
    return Lexicon.kept(costs)
