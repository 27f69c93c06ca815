"""Words as the matcher sees them: which may come and go, which change the measure, which are words at all."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files

from phaen.normalizers.repair.lexicon import trusted
from rapidfuzz.distance import Levenshtein

LONGEST_WORD = 30
_LATIN_OR_NUMBER = re.compile("[a-z0]+")


def _rows(name: str) -> list[dict[str, str]]:
    text = files("phaen.normalizers").joinpath(f"data/{name}").read_text("utf8")
    return list(csv.DictReader(text.splitlines()))


@cache
def word_kinds() -> dict[str, str]:
    """Word → kind from ``matching_words.csv``: ``light`` words may differ, every other kind changes the
    measure."""
    return {row["word"]: row["kind"] for row in _rows("matching_words.csv")}


@cache
def measure_words() -> tuple[str, ...]:
    """The words that say what kind of figure a measure is (ร้อยละ, จำนวน, ระดับ …)."""
    return tuple(word for word, kind in word_kinds().items() if kind == "measure")


@cache
def confusables() -> frozenset[tuple[str, str]]:
    """Pairs of letters that text recognition takes for each other, both ways round: those that look alike, and those
    that scans showed (``scanned_confusions.csv``, counted by ``python -m bench.confusions``)."""
    pairs = [(row["a"], row["b"]) for row in _rows("matching_confusables.csv")]
    pairs += [(row["true"], row["read"]) for row in _rows("scanned_confusions.csv") if row["kind"] == "letter"]
    return frozenset(pairs + [(b, a) for a, b in pairs])


@cache
def _slip_costs() -> dict[tuple[str, str], float]:
    """(true, read) → minus the decimal logarithm of how often scans show it; ``""`` is a letter not there."""
    return {(row["true"], row["read"]): float(row["cost"]) for row in _rows("scanned_confusions.csv")}


USUAL_COST, UNSEEN_COST = 2.4, 3.0
"""Of a slip that scans show once in 250 letters, and of one that they did not show."""


@lru_cache(maxsize=16384)
def slip_weight(read: str, true: str) -> float:
    """How rare the slips are that make ``read`` of ``true``, by what scans showed: 1 for usual ones, less for common
    ones (a tone lost, ป read บ), 1.25 for those never seen."""
    costs, found = _slip_costs(), list[float]()
    for op in Levenshtein.editops(true, read):
        here = true[op.src_pos] if op.tag != "insert" else ""
        there = read[op.dest_pos] if op.tag != "delete" else ""
        found.append(min(costs.get((here, there), UNSEEN_COST), costs.get((there, here), UNSEEN_COST)))
    return sum(found) / len(found) / USUAL_COST if found else 1.0


def _is_known(word: str) -> bool:
    return (len(word) > 1 and word in trusted()) or word in word_kinds()


@lru_cache(maxsize=65536)
def segment(text: str) -> tuple[str, ...] | None:
    """``text`` as a sequence of dictionary words, as few as possible; ``None`` where it holds anything else.

    A text without damage is such a sequence; what text recognition or a broken text layer leaves mostly is
    not.
    Latin runs and numbers count as words.
    """
    known, kinds = trusted().within(text), word_kinds()
    best: list[tuple[str, ...] | None] = [()] + [None] * len(text)
    for end in range(1, len(text) + 1):
        for start in range(max(0, end - LONGEST_WORD), end):
            head = best[start]
            if head is None or (best[end] is not None and len(head) + 1 >= len(best[end] or ())):
                continue
            word = text[start:end]
            if (word in known and len(word) > 1) or word in kinds or _LATIN_OR_NUMBER.fullmatch(word):
                best[end] = (*head, word)
    return best[len(text)]


_PREFIXES = ("การ", "ความ")


def content_words(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """``tokens`` without light words; ``การพัฒนา`` counts as ``พัฒนา``."""
    kinds, kept = word_kinds(), []
    for token in tokens:
        for prefix in _PREFIXES:
            if token.startswith(prefix) and len(token) > len(prefix) + 1:
                token = token.removeprefix(prefix)
                break
        if kinds.get(token) != "light":
            kept.append(token)
    return tuple(kept)


@lru_cache(maxsize=16384)
def parts(token: str) -> tuple[str, ...]:
    """``token`` cut at a telling word that it begins or ends with (``ไม่ได้รับ`` → ``ไม่``, ``ได้รับ``)."""
    kinds = word_kinds()
    if token in kinds:
        return (token,)
    for word, kind in kinds.items():
        if kind == "light" or len(word) < 2:
            continue
        if token.startswith(word) and _is_known(token[len(word) :]):
            return (word, *parts(token[len(word) :]))
        if token.endswith(word) and _is_known(token[: -len(word)]):
            return (*parts(token[: -len(word)]), word)
    return (token,)
