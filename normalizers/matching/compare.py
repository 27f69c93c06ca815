"""Are two names one measure? The differences between them are cut out word by word and each is judged.

A damaged text looks damaged; another measure is good Thai. So a difference that leaves no dictionary word
behind, and consists of what text recognition does (marks lost or moved, look-alike letters), is harmless. One
that reads as other words is not: it makes two names ``different`` when a telling word is involved (ไม่, ค้าง,
รายวัน, ร้อยละ …) and ``unsure`` otherwise.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from typing import Literal

from phaen.normalizers.matching.keys import PLACEHOLDER, NameKey, fold
from phaen.normalizers.matching.words import confusables, content_words, parts, segment, slip_weight, word_kinds
from phaen.normalizers.repair.segmentation import tokenise
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

Verdict = Literal["same", "different", "unsure"]

PENALTY = {"marks": 0.002, "light": 0.008, "gloss": 0.005, "neutral": 0.005, "slip": 0.02, "cut": 0.03}
"""What each kind of harmless difference takes off the score of 1."""
LOOK_ALIKE = 0.02
"""What a look-alike letter takes off where both readings are dictionary words: the name may be either."""
CUT = 4
"""Letters that the edge of a cell may take off a name's last word."""
TORN = 0.05
"""What a name that ends in the middle of a word, far before the other's end, loses."""
TORN_SHARE = 0.6
"""Share of the other name that must stand before the tear."""
TORN_LETTERS = 24
"""Letters (without marks) that must stand before the tear."""
ALIKE = 0.95
"""Likeness from which other words are put before a person, never simply called another measure."""
LIGHT_IN_WORD = 2
"""Letters that a light word needs to be found inside a damaged word."""
SLIP_SHARE = 0.12
"""At most this share of a name's letters may be slips, else the name is too damaged to decide."""
SHORTEST_FOR_SLIPS = 16
"""Letters (without marks) that a name must have before slips in it are believed to be slips."""
LONG_WORD = 5
"""Letters (without marks) that make a word too long to fall to pieces by chance."""
_LATIN = re.compile("[a-z]")
_Judged = tuple[str, int, str]
_NEUTRAL = tuple(fold(word) for word in ("ของกรุงเทพมหานคร", "กรุงเทพมหานคร", "ในกรุงเทพมหานคร"))


@dataclass(frozen=True, slots=True)
class Comparison:
    """``score`` is 1 for equal names; ``same`` never falls below 0.8. ``likeness`` (0–1) is plain similarity.

    ``reasons`` tell the differences that decided, in a form a person can read. ``lone_word`` (without marks) is
    the one word that an ``unsure`` name has more or less and that alone differs: no telling one, not the last, and not
    the first, because in Thai the head of a phrase comes first and says what is counted (ร้อยละของ X is the share of X,
    ร้อยละความพึงพอใจของ X how satisfied they are).
    ``look_alike``: an ``unsure`` name differs in nothing but letters that text recognition takes for each other,
    though both readings are dictionary words.
    """

    verdict: Verdict
    score: float
    likeness: float
    reasons: tuple[str, ...] = ()
    lone_word: str = ""
    look_alike: bool = False


@dataclass(frozen=True, slots=True)
class _Region:
    """A difference: ``seen`` text against whole ``words`` of the reference; ``first`` when nothing that tells stands
    before it, ``last`` when the seen name ends here."""

    seen: str
    words: tuple[str, ...]
    first: bool = field(compare=False)
    last: bool

    @property
    def reference(self) -> str:
        return "".join(self.words)


def likeness(a: NameKey, b: NameKey) -> float:
    """Plain similarity of two names, 0–1, blind to Thai marks."""
    return float(fuzz.ratio(a.folded, b.folded)) / 100


@lru_cache(maxsize=65536)
def compare(seen: NameKey, reference: NameKey) -> Comparison:
    """Whether ``seen`` (a printed name) is the measure that ``reference`` names."""
    return compared(seen, reference)


def compared(seen: NameKey, reference: NameKey) -> Comparison:
    """:func:`compare`, for those who remember the answer themselves."""
    alike = likeness(seen, reference)
    if seen.numbers != reference.numbers:
        what = f"numbers {' '.join(seen.numbers) or '-'} / {' '.join(reference.numbers) or '-'}"
        return Comparison("different", alike, alike, (what,))
    if seen.measure != reference.measure and seen.measure and reference.measure:
        return Comparison("different", alike, alike, (f"{seen.measure} / {reference.measure}",))
    costs: list[tuple[str, float]] = []
    if seen.glosses != reference.glosses:
        if not _glosses_agree(seen.glosses, reference.glosses):
            what = f"({' '.join(seen.glosses)}) / ({' '.join(reference.glosses)})"
            return Comparison("unsure", alike, alike, (what,))
        costs.append(("gloss", 1))
    slips, looks, rare, torn, verdicts, reasons, lone = 0, 0, 0.0, False, list[str](), list[str](), ""
    for region in _regions(seen.core, reference.core):
        put_in = region.reference or region.seen if not (region.seen and region.reference) else ""
        if put_in and put_in in (reference.glosses if region.seen else seen.glosses):
            costs.append(("gloss", 1))  # the brackets of a Latin gloss were lost
            continue
        kind, count, reason = _judge(region)
        if kind == "torn" and not _enough_before_tear(region, reference):
            kind = "unsure"
        if kind in PENALTY:
            costs.append((kind, count * _rarity(kind, region)))
            slips += count if kind in ("slip", "cut") else 0
        elif kind == "look-alike":
            looks += count
            rare += count * _rarity(kind, region)
        elif kind == "torn":
            torn = True
        else:
            verdicts.append(kind)
            lone = "" if region.first or region.last else fold(put_in)
        if reason:
            reasons.append(reason)
    if "different" in verdicts:
        return Comparison("unsure" if alike >= ALIKE else "different", alike, alike, tuple(reasons))
    length = min(len(seen.folded), len(reference.folded))
    if slips + looks and (length < SHORTEST_FOR_SLIPS or slips + looks > max(1, SLIP_SHARE * length)):
        return Comparison("unsure", alike, alike, (*reasons, f"{slips + looks} letters differ"))
    if verdicts or not length:
        lone = lone if len(verdicts) == 1 and not looks and not torn else ""
        return Comparison("unsure", alike, alike, tuple(reasons), lone)
    score = max(0.8, 1.0 - sum(PENALTY[kind] * count for kind, count in costs) - TORN * torn - LOOK_ALIKE * rare)
    if looks:
        return Comparison("unsure", round(score, 4), alike, tuple(reasons), look_alike=True)
    return Comparison("same", round(score, 4), alike, tuple(reasons))


def _rarity(kind: str, region: _Region) -> float:
    """What slips of recognition cost against usual ones; other differences cost what they cost."""
    return slip_weight(region.seen, region.reference) if kind in ("marks", "slip", "look-alike") else 1.0


def _enough_before_tear(region: _Region, reference: NameKey) -> bool:
    """Whether so much of the name stands before the place where it was cut off that no other can be meant."""
    left = len(reference.core) - len(region.reference) + len(region.seen)
    kept = len(fold(reference.core[:left]))
    return kept >= TORN_LETTERS and left >= TORN_SHARE * len(reference.core)


def _glosses_agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether Latin brackets can belong to one name: some left out, the others in one order and alike each."""
    few, many = sorted((a, b), key=len)
    rest = iter(many)
    return all(any(_one_gloss(one, other) for other in rest) for one in few)


def _one_gloss(one: str, other: str) -> bool:
    """Equal, cut short (Expat, Expatriate), or with one slip in a long word."""
    if one == other:
        return True
    if min(len(one), len(other)) >= 4 and (one.startswith(other) or other.startswith(one)):
        return True
    return len(one) >= 5 and Levenshtein.distance(one, other) <= 1


@lru_cache(maxsize=1 << 18)
def _word_ends(text: str) -> tuple[int, ...]:
    """Of a name that others are compared with, again and again: cutting it takes as long as ten comparisons."""
    return tuple(accumulate((len(token) for token in tokenise(text)), initial=0))


def _regions(seen: str, reference: str) -> list[_Region]:
    """The differences between two texts, widened to whole words of ``reference``; neighbours are one.

    Most names that are compared differ in one place of a long text: only the words there are looked at.
    """
    ends = _word_ends(reference)
    windows: list[tuple[int, int, int, int]] = []
    """first and last end of a word around a difference, and where ``seen`` stands there"""
    for op in Levenshtein.opcodes(seen, reference):
        if op.tag == "equal":
            continue
        first, final = bisect_right(ends, op.dest_start) - 1, bisect_left(ends, op.dest_end)
        start, stop = op.src_start - (op.dest_start - ends[first]), op.src_end + (ends[final] - op.dest_end)
        if windows and first <= windows[-1][1]:
            first, _, start, _ = windows.pop()
        windows.append((first, final, start, stop))
    last = len(ends) - 1
    return [
        _Region(
            seen[start:stop],
            _cut(reference, ends[first : final + 1]),
            _begins(reference, ends[: first + 1]),
            final == last,
        )
        for first, final, start, stop in windows
    ]


def _begins(text: str, ends: tuple[int, ...]) -> bool:
    """Do the first words of a name say only how it is counted (ร้อยละของ …), not yet what?"""
    return all(word_kinds().get(word) in ("light", "measure") for word in _cut(text, ends))


def _cut(text: str, ends: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in pairwise(ends))


@lru_cache(maxsize=65536)
def _judge(region: _Region) -> _Judged:
    """(kind, how many letters, reason) of one difference; kinds outside :data:`PENALTY` are verdicts.

    Remembered: names of one office differ in the same few words again and again.
    """
    seen, reference = region.seen, region.reference
    shown = f"{seen or '-'} / {reference or '-'}"
    if PLACEHOLDER in seen + reference and seen.count(PLACEHOLDER) != reference.count(PLACEHOLDER):
        return "different", 0, f"numbers stand elsewhere: {shown}"
    seen_words, reference_words = segment(seen), segment(reference)
    if fold(seen) == fold(reference):
        lost, gained = Counter(reference), Counter(seen)
        if seen_words is None or reference_words is None or gained <= lost or lost <= gained:
            return "marks", 1, ""
    if (not seen or not reference) and _is_neutral(seen or reference):
        return "neutral", 1, ""
    if _LATIN.search(seen) or _LATIN.search(reference):
        return _judge_latin(region, shown)
    if seen_words is not None and reference_words is not None:
        return _judge_words(region, seen_words, reference_words, shown)
    if seen_words is None and reference_words is None:
        return "unsure", 0, f"neither is plain: {shown}"
    return _judge_slip(region, shown)


@cache
def _telling() -> tuple[str, ...]:
    return tuple(word for word, kind in word_kinds().items() if kind != "light")


def _is_neutral(text: str) -> bool:
    """Is it a damaged ``ของกรุงเทพมหานคร``, and nothing that tells beside it?"""
    folded = fold(text)
    if all(fuzz.ratio(folded, word) < 80 for word in _NEUTRAL):
        return False
    return not any(len(word) > 2 and word in text for word in _telling())


def _judge_words(region: _Region, seen: tuple[str, ...], reference: tuple[str, ...], shown: str) -> _Judged:
    """Both sides are good words: harmless where light words alone differ, or a long word fell to pieces."""
    if "".join(content_words(seen)) == "".join(content_words(reference)):
        return "light", 1, ""
    fine_a = Counter(part for word in seen for part in parts(word))
    fine_b = Counter(part for word in reference for part in parts(word))
    kinds = word_kinds()
    for part in [*(fine_a - fine_b), *(fine_b - fine_a)]:
        if kinds.get(part, "light") != "light":
            return "different", 0, f"{part}: {shown}"
    if seen and reference and len(seen) != len(reference) and (letters := _slips(region.seen, region.reference)):
        broken = max(seen if len(seen) < len(reference) else reference, key=len)
        if letters == 1 and len(fold(broken)) >= LONG_WORD:
            return "slip", 1, ""
    missing = len(region.reference) - len(region.seen) if region.reference.startswith(region.seen) else 0
    if region.last and len(region.words) == 1 and region.seen and 0 < missing <= CUT:
        return "look-alike", 1, f"the end of the word is missing: {shown}"
    if looks := _look_alikes(region):
        return "look-alike", looks, f"look-alike letters: {shown}"
    return "unsure", 0, f"other words: {shown}"


def _look_alikes(region: _Region) -> int:
    """How many letters differ where every word holds one look-alike, or one mark lost or moved; else 0."""
    if not region.seen or not region.reference:
        return 0
    a, b, pairs = fold(region.seen), fold(region.reference), confusables()
    edits = Levenshtein.editops(a, b)
    if any(op.tag != "replace" or (a[op.src_pos], b[op.dest_pos]) not in pairs for op in edits):
        return 0
    return max(len(edits), 1) if len(edits) <= len(region.words) else 0


def _slips(seen: str, reference: str, others: int = 0) -> int | None:
    """How many letters text recognition took for others; ``None`` where the difference is not of that kind.

    Two letters in a row that came or went are no slip, nor is a telling word (ไม่ …) more or less. ``others`` letters
    may have become any other letter (each counts twice): where what stands there is no word, the word is damaged.
    """
    a, b = fold(seen), fold(reference)
    slips, pairs = 0, confusables()
    places: set[tuple[str, int, int]] = set()
    for op in Levenshtein.editops(a, b):
        if op.tag == "replace":
            if (a[op.src_pos], b[op.dest_pos]) not in pairs:
                others, slips = others - 1, slips + 1
        elif {(op.tag, op.src_pos - 1, op.dest_pos), (op.tag, op.src_pos, op.dest_pos - 1)} & places:
            return None
        places.add((op.tag, op.src_pos, op.dest_pos))
        slips += 1
    if others < 0 or slips > max(2 if others else 1, len(b) // 3):
        return None
    met = [word for word in _telling() if word in seen]
    return None if any(seen.count(word) > reference.count(word) for word in met) else slips


def _judge_slip(region: _Region, shown: str) -> _Judged:
    """One side is damaged: harmless where every changed letter is a mark, a look-alike, or one letter
    lost."""
    seen, reference = region.seen, region.reference
    if region.last and len(region.words) == 1 and len(seen) >= 2 and reference.startswith(seen):
        missing = len(reference) - len(seen)
        return ("cut", missing, "") if missing <= CUT else ("torn", 0, "")
    if region.last and len(region.words) > 1 and seen and reference.startswith(seen):
        return "torn", 0, ""
    damaged = segment(seen) is None
    letters = _slips(seen, reference, len(region.words) if damaged else 0)
    if letters is None and damaged:
        letters = _slips_around_light_word(region)
    return ("unsure", 0, f"not readable: {shown}") if letters is None else ("slip", max(letters, 1), "")


def _slips_around_light_word(region: _Region) -> int | None:
    """The same where a light word was read in the middle of the region (a line of the next column, a repeated one)."""
    found = []
    for word, kind in word_kinds().items():
        if kind == "light" and len(word) >= LIGHT_IN_WORD and word in region.seen:
            rest = region.seen.replace(word, "", 1)
            letters = _slips(rest, region.reference, 1 if segment(rest) is None else 0)
            if letters is not None:
                found.append(letters + 1)
    return min(found, default=None)


def _judge_latin(region: _Region, shown: str) -> _Judged:
    """Latin letters on one side or both: a slip in a long word, or rubbish for a light word."""
    seen, reference = region.seen, region.reference
    if seen.isascii() and reference.isascii():
        close = min(len(seen), len(reference)) >= 5 and Levenshtein.distance(seen, reference) <= 1
        return ("slip", 1, "") if close else ("unsure", 0, f"other words: {shown}")
    light = bool(reference) and seen.isascii() and len(seen) <= 4 and not content_words(region.words)
    return ("slip", 1, "") if light else ("unsure", 0, f"not readable: {shown}")
