"""The likeliest reading of a stretch of Thai text, as a search over its possible undamaged forms.

Every position of the text offers the character as it stands and the local rewrites that undo one kind of damage, each
at a price. A path through them spells a text; the path's cost is the price of its rewrites, its words (rarer is
dearer), and its letters outside words (dearest). The cheapest path is the reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from phaen.normalizers.repair.lexicon import START, Lexicon, lexicon
from phaen.normalizers.repair.orthography import impossible, ordered

_MARK_SET = frozenset("ัิีึืฺุู็่้๊๋์ํ๎")
_DEPENDENT_SET = _MARK_SET | frozenset("ะาำๅ")
_TONES = frozenset("่้๊๋")
_CARRIERS = _MARK_SET | frozenset("กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮฤฦ")
_MOST_MARKS = 4
_VOWELS = frozenset("ัิีึืฺุู็ํ")
_NEEDS_FOLLOWER = frozenset("ัื")
_BREAKS = frozenset(" \n\u00a0")

_UNKNOWN_START = 4.0
_UNKNOWN_LETTER = 9.0
_UNKNOWN_MARK = 2.0
_IMPOSSIBLE = 15.0
_DISPLACED = 4.0
_DISPLACED_MORE = 1.0
_DISPLACED_DOUBLED = 3.0
_PARTICLE = 6.0  # ก็ "then" is so common that it would be read into every กร็
_IN_PLACE = 1.0
_BREAK_KEPT = 1.0
_BREAK_DROPPED = 1.2
_AM_FROM_BREAK = 0.8
_AA_FROM_BREAK = 3.0
_AM_BEFORE_BREAK = 5.0


@dataclass(frozen=True, slots=True)
class Edit:
    """``before`` at ``start`` of the text searched reads ``after``; ``rule`` names the damage undone."""

    rule: str
    start: int
    before: str
    after: str
    price: float


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading: its cost in nats, how many letters stand outside words, and the edits that make it."""

    cost: float
    unknown: int
    edits: tuple[Edit, ...]


Rewrites = Callable[[str, int], Iterator[tuple[int, str, float, str]]]
"""(characters consumed, text spelt, price, rule) of every rewrite of a text that starts at an index."""

_Link = tuple["_Link | None", Edit] | None
_State = tuple[float, int, _Link]


def _marks_end(text: str, at: int) -> int:
    """Where the run of marks that starts at ``at`` ends."""
    while at < len(text) and text[at] in _MARK_SET:
        at += 1
    return at


def _mark_moves(text: str, at: int) -> Iterator[tuple[int, str, float, str]]:
    """Rewrites at ``at`` (a letter, or the marks before one) where marks after the letter belong before it.

    A space that follows such marks may be of the same making: ``ร้อย`` comes out as ``รอ้ ย``.
    """
    letter = _marks_end(text, at)
    end = _marks_end(text, letter + 1)
    own, marks = text[at:letter], text[letter + 1 : end]
    before = text[at - 1 : at]
    if before == " ":  # the space of marks displaced just before
        before = text[at - 2 : at - 1] if text[max(at - 2, 0)] in _MARK_SET else ""
    if not marks or "ํ" in marks or len(marks) > _MOST_MARKS or not before or before not in _CARRIERS:
        return
    here = text[letter]
    spaced = text[end : end + 1] == " " and text[end + 1 : end + 2].strip() != ""
    doubled = any(first == second for first, second in pairwise(marks))
    for size in range(1, len(marks) + 1):
        for chosen in combinations(range(len(marks)), size):
            arrived = "".join(marks[index] for index in chosen)
            moved = ordered(own + arrived)
            if own and (_VOWELS.isdisjoint(arrived) or not _VOWELS.isdisjoint(own) or len(moved) > 2):
                continue  # only a vowel that comes before the tone already there needs this start
            left = ordered("".join(marks[index] for index in range(len(marks)) if index not in chosen))
            price = _DISPLACED + _DISPLACED_MORE * (size - 1) + (_DISPLACED_DOUBLED if doubled else 0.0)
            if before == "ก" and "็" in moved:
                price += _PARTICLE
            yield end - at, moved + here + left, price, "displaced_mark"
            if spaced:
                yield end + 1 - at, moved + here + left, price + _BREAK_DROPPED, "displaced_mark"


def _after_break(text: str, at: int) -> Iterator[tuple[int, str, float, str]]:
    """Rewrites at a space or line break before a character that cannot start anything."""
    end = _marks_end(text, at + 1)
    marks, after = text[at + 1 : end], text[end : end + 1]
    if after in ("า", "ำ") and all(mark in _TONES for mark in marks):
        aa, am = _aa_and_am_prices(text, at, end)
        if am is not None:
            yield end + 1 - at, f"{marks}ำ", am, "sara_am_split"
        if after == "า":
            yield end + 1 - at, f"{marks}า", aa, "mark_after_space"
    elif not marks and after and after in _DEPENDENT_SET:
        yield 2, after, _IN_PLACE, "mark_after_space"
    if marks:
        yield end - at, ordered(marks), _BREAK_DROPPED, "mark_after_space"
        if after and after not in _BREAKS:
            yield end - at, ordered(marks) + text[at], _BREAK_KEPT, "mark_after_space"


def _aa_and_am_prices(text: str, at: int, aa: int) -> tuple[float, float | None]:
    """Prices of reading า and ำ for the า at ``aa``, whose consonant stands before the space at ``at``.

    The ring of ำ leaves such a space (``ต าบล``); so do letters set apart (``ก า ร``), whose neighbours stand alone.
    """
    lone = (at < 2 or text[at - 2] in _BREAKS) and text[aa + 1 : aa + 2] in ("", *_BREAKS)
    following = _marks_end(text, aa + 3)
    if lone and text[aa + 2 : aa + 3] and text[following : following + 1] in ("", *_BREAKS):
        return _AM_FROM_BREAK, None
    return (_IN_PLACE, _IN_PLACE) if lone else (_AA_FROM_BREAK, _AM_FROM_BREAK)


def _rewrites(text: str, at: int) -> Iterator[tuple[int, str, float, str]]:
    """(characters consumed, text spelt, price, rule) of every rewrite that starts at ``at``."""
    here = text[at]
    if here in _BREAKS:
        yield from _after_break(text, at)
        return
    if here in _MARK_SET:
        end = _marks_end(text, at)
        marks = text[at:end]
        sorted_marks = ordered(marks)
        if sorted_marks != marks:
            doubled = len(sorted_marks) < len(marks)
            yield end - at, sorted_marks, _IN_PLACE, "doubled_mark" if doubled else "tone_before_vowel"
        if end < len(text) and text[end] not in _BREAKS:
            yield from _mark_moves(text, at)
        return
    yield from _mark_moves(text, at)
    if here == "า" and text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].strip():
        yield 2, "ำ", _AM_BEFORE_BREAK, "sara_am_split"


def _pair_price(last: str, char: str) -> float:
    """What ``char`` costs after ``last`` outside words, when no spelling allows the two."""
    if char in _MARK_SET:
        if last in _MARK_SET:
            allowed = (char in _TONES and last not in "่้๊๋็์ํ") or (char == "์" and last in "ิุ")
            return 0.0 if allowed else _IMPOSSIBLE
        return 0.0 if "ก" <= last <= "ฮ" else _IMPOSSIBLE
    if char in _DEPENDENT_SET and not ("ก" <= last <= "ฮ" or last in _TONES or (char == "ะ" and last == "า")):
        return _IMPOSSIBLE
    if (last in _NEEDS_FOLLOWER or last in "เแโใไ") and not "ก" <= char <= "ฮ":
        return _IMPOSSIBLE
    return 0.0


def _spell(states: dict[str, _State], char: str, lex: Lexicon) -> dict[str, _State]:
    """The states after spelling ``char``. A state's key is the word begun, or NUL and the last letter outside words."""
    out: dict[str, _State] = {}
    if char in _BREAKS:
        for key, state in states.items():
            if not key or key[0] == "\0":
                _put(out, "", state)
        return out
    mark, dependent = char in _MARK_SET, char in _DEPENDENT_SET
    alone = _UNKNOWN_MARK if mark else _UNKNOWN_LETTER
    for key, (cost, unknown, link) in states.items():
        outside = key[:1] == "\0"
        if key and not outside:
            word = key + char
            if len(word) == START and word not in lex.opened:
                lex.open(word)  # of the words that begin otherwise nothing is loaded
            if word in lex.prefixes:
                _put(out, word, (cost, unknown, link))
            if word in lex.costs:
                _put(out, "", (cost + lex.costs[word], unknown, link))
            continue
        pair = _pair_price(key[1], char) if outside else 0.0
        price = alone + (pair if outside else _UNKNOWN_START + (_IMPOSSIBLE if dependent else 0.0))
        _put(out, "\0" + char, (cost + price, unknown + 1, link))
        if not dependent:
            start = cost + pair
            if char in lex.prefixes:
                _put(out, char, (start, unknown, link))
            if char in lex.costs:
                _put(out, "", (start + lex.costs[char], unknown, link))
    return out


def _put(states: dict[str, _State], key: str, state: _State) -> None:
    """``state`` among ``states`` if none of its key is cheaper."""
    known = states.get(key)
    if known is None or state[0] < known[0]:
        states[key] = state


def _merge(into: dict[str, _State], states: dict[str, _State]) -> None:
    if not into:
        into.update(states)
        return
    for key, state in states.items():
        _put(into, key, state)


def read(text: str, *, rewrite: bool = True, rewrites: Rewrites = _rewrites) -> Reading:
    """The cheapest reading of ``text``; as it stands when ``rewrite`` is false. ``rewrites`` are those of damaged text
    layers unless others are given.

    Time grows with the length of ``text`` and its marks: give it words or phrases, not pages.
    """
    lex = lexicon()
    frontier: list[dict[str, _State]] = [{} for _ in range(len(text) + 1)]
    frontier[0][""] = (0.0, 0, None)
    for at, char in enumerate(text):
        states = frontier[at]
        if not states:
            continue
        _merge(frontier[at + 1], _spell(states, char, lex))
        if not rewrite:
            continue
        for consumed, spelt, price, rule in rewrites(text, at):
            edit = Edit(rule, at, text[at : at + consumed], spelt, price)
            moved: dict[str, _State] = {
                key: (cost + price, unknown, (link, edit)) for key, (cost, unknown, link) in states.items()
            }
            for letter in spelt:
                moved = _spell(moved, letter, lex)
            _merge(frontier[at + consumed], moved)
    best: _State | None = None
    for key, state in frontier[len(text)].items():
        if (not key or key[0] == "\0") and (best is None or state[0] < best[0]):
            best = state
    assert best is not None  # the letters outside words always give a path
    edits: list[Edit] = []
    link = best[2]
    while link is not None:
        edits.append(link[1])
        link = link[0]
    return Reading(best[0], best[1], tuple(reversed(edits)))


@lru_cache(maxsize=1 << 15)
def as_it_stands(text: str) -> tuple[float, int, int]:
    """Cost, letters outside words and impossible places of ``text`` without any rewrite."""
    reading = read(text, rewrite=False)
    return reading.cost, reading.unknown, impossible(text)


def apply_edits(text: str, edits: tuple[Edit, ...]) -> str:
    """``text`` with ``edits``, which are in order and do not overlap."""
    for edit in reversed(edits):
        text = text[: edit.start] + edit.after + text[edit.start + len(edit.before) :]
    return text
