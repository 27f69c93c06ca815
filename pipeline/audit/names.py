"""When are two printed names the same name?

White space, hyphens, quotation marks, Thai marks and vowels do not count (extraction and text recognition
damage them first): what is left is the *skeleton*, consonants, digits and Latin letters. Where skeletons
differ the names are cut into dictionary words, and only words that carry meaning make another name. The word
lists are in ``words/``, the limits in :mod:`phaen.pipeline.audit.materiality`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import Literal

from phaen.normalizers.matching.words import confusables
from phaen.normalizers.repair.segmentation import dictionary, tokenise
from phaen.normalizers.text import squash
from phaen.pipeline.audit import materiality
from rapidfuzz.distance import Indel, Levenshtein

_NOT_SKELETON = re.compile("[^ก-ฮ0-9a-z]")
_YEAR = re.compile(r"25\d\d")
_PIECES = re.compile(r"[a-z]+|[0-9]+(?:[.,][0-9]+)*|[ก-๙]+")
_LATIN = re.compile(r"[a-z]+")
STUTTER = 3
"""Consonants that a doubled piece has at least."""


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of ``words/<name>.txt``, squashed; lines starting with ``#`` are comments."""
    lines = files("phaen.pipeline.audit").joinpath(f"words/{name}.txt").read_text("utf8").splitlines()
    return frozenset(squash(line) for line in lines if line.strip() and not line.startswith("#"))


@cache
def _light_skeletons() -> frozenset[str]:
    return frozenset({"", *(skeleton(word) for word in word_list("light") | word_list("stand_ins"))})


@lru_cache(maxsize=200_000)
def skeleton(text: str) -> str:
    """Consonants, digits and Latin letters of ``text``: what survives damaged marks, vowels and spacing."""
    return _NOT_SKELETON.sub("", squash(text))


@lru_cache(maxsize=100_000)
def words(text: str) -> tuple[str, ...]:
    """``text`` cut into words: Thai by dictionary, Latin runs and numbers whole; punctuation is left out."""
    found: list[str] = []
    for piece in _PIECES.findall(squash(text)):
        if "ก" <= piece[0] <= "๙":
            found.extend(tokenise(piece))
        else:
            found.append(piece)
    return tuple(found)


def without_years(text: str) -> str:
    """``text`` with every Buddhist year taken out: a name of two years is the same name."""
    return _YEAR.sub("", squash(text))


@dataclass(frozen=True, slots=True)
class NameDifference:
    """What makes two names different: the words that only one has, and how that probably came about."""

    left: str
    right: str
    cause: Literal["wording", "recognition"]


def _carries_meaning(word: str) -> bool:
    if word in word_list("decisive"):
        return True
    if word in word_list("light") or word in word_list("stand_ins"):
        return False
    if word[0].isdigit():
        return True
    return word in dictionary() and len(skeleton(word)) >= materiality.CONTENT_WORD_CONSONANTS


def _repeats_neighbour(extra: str, context: str) -> bool:
    """Is the added text a stutter of what stands beside it (พฤติกรรมกรรมการ)?"""
    return bool(extra) and extra in context


def same_abbreviated(left: str, right: str) -> bool:
    """``expat`` / ``expatriate``: one Latin word is the beginning of the other."""
    short, long = sorted((left, right), key=len)
    return bool(_LATIN.fullmatch(short)) and len(short) >= 3 and long.startswith(short)


def _trimmed(a: str, b: str) -> tuple[str, str]:
    """What is left of two skeletons without their common beginning and end."""
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    a, b = a[start:], b[start:]
    end = 0
    while end < min(len(a), len(b)) and a[-1 - end] == b[-1 - end]:
        end += 1
    return a[: len(a) - end], b[: len(b) - end]


def _material(left: list[str], right: list[str], context: str) -> bool:
    """Do the words of one differing stretch make another name?"""
    decisive = word_list("decisive")
    if left and right and not any(word in decisive for word in (*left, *right)):
        a, b = _trimmed(skeleton("".join(left)), skeleton("".join(right)))
        if not re.search(r"\d", a + b) and len(a) + len(b) <= 1:
            return False
        # Damage runs words together (สำเรจ็ของ): what differs may still be grammar alone.
        if {a, b} <= _light_skeletons() or ((not a or not b) and _repeats_neighbour(a or b, context)):
            return False
    left = [word for word in left if word not in word_list("light") | word_list("stand_ins")]
    right = [word for word in right if word not in word_list("light") | word_list("stand_ins")]
    if not left and not right:
        return False
    joined_left, joined_right = "".join(left), "".join(right)
    a, b = skeleton(joined_left), skeleton(joined_right)
    if a == b or same_abbreviated(joined_left, joined_right):
        return False
    if any(word in decisive for word in (*left, *right)):
        return True
    distance = Levenshtein.distance(a, b)
    if not a or not b:
        only = left or right
        if _repeats_neighbour(a or b, context):
            return False
        return any(_carries_meaning(word) for word in only) and distance >= materiality.CONTENT_WORD_CONSONANTS
    digits = re.sub(r"\D", "", a) != re.sub(r"\D", "", b)
    if digits:
        return True
    meaning = [_carries_meaning(word) for word in (*left, *right)]
    if all(meaning):
        return distance >= materiality.CONTENT_WORD_CONSONANTS
    limit = materiality.NAME_SAME_LETTERS if any(meaning) else materiality.NAME_SAME_LETTERS_NO_WORD
    return distance > limit


def _is_light(stretch: tuple[str, ...]) -> bool:
    return all(word in word_list("light") for word in stretch)


def _likeness(a: str, b: str) -> float:
    return float(Indel.normalized_similarity(a, b))


def _cut_short(left: str, right: str) -> bool:
    """Does one name end in the middle of a word of the other (… ระบบออน|ไลน์)? The table was cut, not the name."""
    short, long = sorted((squash(left), squash(right)), key=len)
    if not short or not long.startswith(short):
        return False
    ends = set(accumulate(len(word) for word in words(long)))
    return len("".join(words(short))) not in ends


def _damage_likeness(one: str, other: str) -> float:
    a, b = _trimmed(skeleton(one), skeleton(other))
    return _likeness(a, b) if a and b else 0.0


@lru_cache(maxsize=200_000)
def name_difference(left: str, right: str) -> NameDifference | None:
    """What makes ``left`` and ``right`` materially different names, or ``None`` where they are one name."""
    if skeleton(left) == skeleton(right):
        return None
    if _cut_short(left, right):
        return None
    a, b = words(left), words(right)
    only_left: list[str] = []
    only_right: list[str] = []
    damaged = True
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        context = skeleton("".join((*b[max(0, j1 - 2) : j1], "|", *b[j2 : j2 + 2])))
        if _material(list(a[i1:i2]), list(b[j1:j2]), context):
            slip = _look_alike(a[i1:i2], b[j1:j2])
            if slip and (not _other_words(a[i1:i2], b[j1:j2]) or _is_light(a[i1:i2]) or _is_light(b[j1:j2])):
                continue
            one, other = "".join(a[i1:i2]), "".join(b[j1:j2])
            only_left.append(one)
            only_right.append(other)
            alike = bool(one and other) and _damage_likeness(one, other) >= materiality.NAME_DAMAGE_LIKENESS
            damaged = damaged and (slip or alike)
    if not only_left and not only_right:
        return None
    return NameDifference(
        " … ".join(filter(None, only_left)),
        " … ".join(filter(None, only_right)),
        "recognition" if damaged else "wording",
    )


def _look_alike(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Does every word of one differing stretch hold one letter that text recognition took for another?

    A decisive word for another word (ก่อน, รายวัน) is no such slip; for letters that are no word (ก่อบ) it may be.
    """
    if not left or not right:
        return False
    a, b = skeleton("".join(left)), skeleton("".join(right))
    edits, pairs = Levenshtein.editops(a, b), confusables()
    changed = {_word_at(left, op.src_pos) for op in edits} | {_word_at(right, op.dest_pos) for op in edits}
    if changed & word_list("decisive") and _other_words(left, right):
        return False
    if any(op.tag != "replace" or (a[op.src_pos], b[op.dest_pos]) not in pairs for op in edits):
        return False
    return len(edits) <= max(len(left), len(right))


def _word_at(stretch: tuple[str, ...], position: int) -> str:
    """The word that holds a letter of the stretch's skeleton."""
    ends = accumulate(len(skeleton(word)) for word in stretch)
    return next((word for word, end in zip(stretch, ends, strict=True) if position < end), "")


def _other_words(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Are both stretches words? A letter mistaken mostly leaves none, and other places where words seem to end."""
    return len(left) == len(right) and _all_words(left) and _all_words(right)


def _all_words(stretch: tuple[str, ...]) -> bool:
    return all(word in dictionary() or word in word_list("decisive") or word[0].isdigit() for word in stretch)


def stutter(left: str, right: str) -> tuple[str, str] | None:
    """The words around a stretch that one of two names prints twice (พฤติกรรมกรรมการ / พฤติกรรมการ), as each has them."""
    a, b = words(left), words(right)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        one, other = _trimmed(skeleton("".join(a[i1:i2])), skeleton("".join(b[j1:j2])))
        extra = one or other
        context = skeleton("".join((*b[max(0, j1 - 2) : j1], *b[j1:j2], "|", *b[j2 : j2 + 2])))
        repeats = not (one and other) and _repeats_neighbour(extra, context.replace("|", ""))
        here, there = a[max(0, i1 - 1) : i2], b[max(0, j1 - 1) : j2]
        if repeats and len(extra) >= STUTTER and skeleton("".join(here)) != skeleton("".join(there)):
            return "".join((*here, *a[i2 : i2 + 1])), "".join((*there, *b[j2 : j2 + 1]))
    return None


def likeness(left: str, right: str) -> float:
    """0–1, how much two names are alike by their skeletons, years left out."""
    return _likeness(skeleton(without_years(left)), skeleton(without_years(right)))


def name_key(name: str) -> str:
    """One key for a name under any spacing, marks or vowels: exact grouping of projects and indicators."""
    return skeleton(name)
