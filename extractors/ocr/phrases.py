"""Phrases that forms print, recognised without their tones: written as the forms print them.

A tone is the smallest sign of a line, and both readings may lack it. Where what is left spells other words (น้ำหนัก,
weight, without its tone reads นำ, lead, and หนัก, heavy) the dictionary sees nothing wrong, and the heading or clause
is not known any more. A phrase of several syllables is told by its other letters alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from phaen.extractors.ocr.page import SeenLine
from phaen.extractors.ocr.reading import Reading
from phaen.extractors.wordings.catalogue import Catalogue, active, label_wordings
from phaen.normalizers.repair.lexicon import domain_words, words

_TONES = re.compile("[่-์]")
_RUN = re.compile("[ก-ฺเ-๎]+")
SHORTEST = 6
"""Letters besides tones: shorter phrases are like too many other words."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases by their letters without tones, and what finds the longest of them in such letters."""

    printed: dict[str, str]
    found: re.Pattern[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Phrases:
        """Those stretches of ``texts`` that have tones and no double: no other phrase or word has the same letters."""
        printed: dict[str, set[str]] = {}
        for run in dict.fromkeys(run for text in texts for run in _RUN.findall(text)):
            printed.setdefault(_TONES.sub("", run), set()).add(run)
        only = {
            key: next(iter(runs))
            for key, runs in printed.items()
            if len(key) >= SHORTEST and len(runs) == 1 and key not in runs and key not in words()
        }
        longest = sorted(only, key=lambda key: (-len(key), key))
        # the phrase ends where a letter ends: what follows is no vowel over or under its last consonant
        return cls(only, re.compile(f"(?:{'|'.join(map(re.escape, longest))})(?![ะ-ฺ])"))


@lru_cache(maxsize=8)
def _phrases(catalogue: Catalogue) -> Phrases:
    roles = (wording for wordings in catalogue.roles.values() for wording in wordings)
    return Phrases.of([*roles, *label_wordings(), *domain_words()])


def with_tones(text: str, phrases: Phrases | None = None) -> tuple[str, int]:
    """``text`` with the tones of known phrases, and how many phrases were changed."""
    known = phrases or _phrases(active())
    bare = _TONES.sub("", text)
    if not known.printed or not (matches := list(known.found.finditer(bare))):
        return text, 0
    places = [at for at, sign in enumerate(text) if not _TONES.match(sign)] + [len(text)]
    parts, done, changed = [], 0, 0
    for match in matches:
        first, end = places[match.start()], places[match.end() - 1] + 1
        while end < len(text) and _TONES.match(text[end]):
            end += 1
        printed = known.printed[match[0]]
        changed += text[first:end] != printed
        parts += [text[done:first], printed]
        done = end
    return "".join([*parts, text[done:]]), changed


def restored(line: SeenLine) -> SeenLine:
    """``line`` with the tones of known phrases; each phrase changed counts as a slip undone."""
    read = [with_tones(word.text) for word in line.reading.words]
    changed = sum(count for _, count in read)
    if not changed:
        return line
    spelt = tuple(replace(word, text=text) for word, (text, _) in zip(line.reading.words, read, strict=True))
    reading: Reading = replace(line.reading, words=spelt, slips=line.reading.slips + changed)
    return replace(line, reading=reading)
