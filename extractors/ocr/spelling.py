"""Slips of recognition undone by the dictionary: letters that look alike, tones lost over vowels, doubled letters.

A stretch of Thai is changed only when it does not spell words as it stands, and the change makes it spell words.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

from phaen.normalizers.repair.lattice import read
from phaen.normalizers.years import month_number

RULE = "ocr_spelling"
_RUN = re.compile("[ก-ฺเ-๎]+")
_BEFORE_THAI = re.compile("(?<![^ (])(?:[.,'`\"‘’|:;]|(?<![.] )-)(?=[ก-ฮเ-ไ])")
"""Dirt before a word; a dash behind an abbreviation leads to the next one (``ม.ค. -มี.ค.``, January to March)."""
_ABBREVIATED = re.compile("[.]")
_ABBREVIATION = 4
_DOUBLED_MONTH = re.compile(r"(?<![ก-๎])([ก-ฮ])\1[ก-๎]?\.\s?[ก-ฮ]\.")
_LONGEST = 160
_DOUBLED = 2.0
_LOST_TONE, _LOST_VOWEL = 5.0, 5.5
_MARGIN, _WORDS_MARGIN = 3.0, 2.5
"""Nats that a change must gain, over the prices of its slips: of what is not known, and of known words."""
_NEAR = 0.3
"""Nats from which it is doubtful whether known words, left as they stand, are not others (``ล่าข้า``, ``ล่าช้า``)."""


@dataclass(frozen=True, slots=True)
class Spelt:
    """A text, the letters of it that stand outside words, how many slips were undone, and how many stretches of it are
    known words that a slip may have made of likelier ones."""

    text: str
    unknown: int
    slips: int
    doubts: int = 0


@cache
def _confusions() -> dict[str, tuple[tuple[str, str, float], ...]]:
    """Slips by the first character of what is read: (read, true, price in nats)."""
    lines = files("phaen.extractors.ocr").joinpath("data/confusions.csv").read_text("utf8").splitlines()
    found: dict[str, list[tuple[str, str, float]]] = {}
    for row in csv.DictReader(lines):
        found.setdefault(row["read"][0], []).append((row["read"], row["true"], float(row["price"])))
    return {first: tuple(slips) for first, slips in found.items()}


def _slips(text: str, at: int) -> Iterator[tuple[int, str, float, str]]:
    here = text[at]
    for seen, true, price in _confusions().get(here, ()):
        if text.startswith(seen, at):
            yield len(seen), true, price, RULE
    if at == 0 and text[1:2] == here and "ก" <= here <= "ฮ":
        yield 2, here, _DOUBLED, RULE
    if "ก" <= here <= "ฮ" and text.startswith(3 * here, at):  # no word has the same letter three times
        yield 3, 2 * here, _DOUBLED, RULE
    if "ก" <= here <= "ฮ":
        following = text[at + 1 : at + 2]
        if following and following not in "ะาำ" and not "ั" <= following <= "ฺ":
            yield 1, here + "ุ", _LOST_VOWEL, RULE
            yield 1, here + "ู", _LOST_VOWEL, RULE
        if following and not "ั" <= following <= "ฺ" and not "็" <= following <= "๎":
            yield 1, here + "่", _LOST_TONE, RULE
            yield 1, here + "้", _LOST_TONE, RULE


@lru_cache(maxsize=20_000)
def _spelt_run(run: str) -> tuple[Spelt, float]:
    as_it_stands = read(run, rewrite=False)
    kept = Spelt(run, as_it_stands.unknown, 0), as_it_stands.cost
    if len(run) > _LONGEST:
        return kept
    best = read(run, rewrites=_slips)
    margin = _MARGIN if as_it_stands.unknown else _WORDS_MARGIN
    if not best.edits or best.unknown > as_it_stands.unknown:
        return kept
    if best.cost > as_it_stands.cost - margin:
        near = not as_it_stands.unknown and best.cost <= as_it_stands.cost - _NEAR
        return replace(kept[0], doubts=int(near)), kept[1]
    parts, at = [], 0
    for edit in best.edits:
        parts += [run[at : edit.start], edit.after]
        at = edit.start + len(edit.before)
    return Spelt("".join(parts) + run[at:], best.unknown, len(best.edits)), best.cost


def spell(text: str) -> Spelt:
    """``text`` with slips undone; figures, Latin letters, abbreviations and spaces stay as they are."""
    return _spell(text)[0]


def cost(text: str) -> float:
    """How unlikely the Thai of ``text`` is, its slips undone at their prices; nats."""
    return _spell(text)[1]


def _single(match: re.Match[str]) -> str:
    """A month's abbreviation without the letter that was read twice; other abbreviations may open with two."""
    return match[0][1:] if month_number(match[0][1:]) else match[0]


def _spell(text: str) -> tuple[Spelt, float]:
    text = _DOUBLED_MONTH.sub(_single, _BEFORE_THAI.sub("", text))
    unknown = slips = doubts = at = 0
    total = 0.0
    parts = []
    for match in _RUN.finditer(text):
        if _ABBREVIATED.match(text, match.end()) and len(match.group()) <= _ABBREVIATION:
            continue
        spelt, nats = _spelt_run(match.group())
        parts += [text[at : match.start()], spelt.text]
        at = match.end()
        unknown += spelt.unknown
        slips += spelt.slips
        doubts += spelt.doubts
        total += nats
    return Spelt("".join(parts) + text[at:], unknown, slips, doubts), total
