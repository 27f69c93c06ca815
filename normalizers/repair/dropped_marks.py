"""Marks that a text never had on its page: pasted from a file whose marks were Private Use glyphs, which got lost.

Old Thai fonts hold the marks of a tone or a silencer low over a letter (``้`` of ``ผู้``), and every mark moved aside for
the tall ``ป ฝ ฟ``, as glyphs of their own. Programs that drop those print ``ผูใชบริการ``, ``รอยละ``, ``ปญหา``; some drop
all tones, and ``็`` too. What was meant is a reading, not a copy, so it is asked much: a stretch of the text that has
none of these marks, words in it that are none, common words that they become, and no second reading that is near.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache, lru_cache

from phaen.normalizers.data_files import rows
from phaen.normalizers.repair.cover import cover
from phaen.normalizers.repair.lattice import Edit, Rewrites, apply_edits, as_it_stands, read
from phaen.normalizers.repair.lexicon import lexicon
from phaen.normalizers.repair.orthography import LETTER

RULE = "dropped_marks"


class Dropped(IntEnum):
    """Which marks a source has dropped: none, those low over their letter or over a tall one, or all tones and ็."""

    NONE = 0
    LOW = 1
    ALL = 2


_UPPER = "ัิีึืํ"
_TONES = "่้๊๋"
_TALL = "ปฝฟ"
_KEPT = {
    Dropped.LOW: re.compile(f"(?<![{_UPPER}็])[่-๋์](?!ำ)|(?<=[{_TALL}])[{_UPPER}็]"),
    Dropped.ALL: re.compile(f"[่-๋็]|(?<![{_UPPER}])์|(?<=[{_TALL}])[{_UPPER}]"),
}
"""Marks that a stretch without the dropped ones cannot hold."""
_PIECE = re.compile(f"[{LETTER}ๆฯ]+")
_LONGEST_PIECE = 400
_ABBREVIATION = 4
_UNREADABLE = "\ufffd"

_PRICE = 1.0
_UNLIKELY = 4.0
# Words of speech that the same letters could be, and plans hardly ever say: dearer than their count of all texts says.
_OF_SPEECH = tuple(re.split("([่-๋])", word, maxsplit=1) for word in ("ใช่", "สู้", "กลุ้ม"))
# By how many nats a restored word must be better than the second reading, by what that is: another restoration, the
# letters as printed where they are no words, and where they are.
_LEAD_OTHER, _LEAD_NO_WORD, _LEAD_WORD = 3.0, 2.0, 4.0
_AROUND = 5  # letters round a word that help to judge it
_NEAR, _FAR = 20, 60  # letters round a stretch that help to read it, at least and at most
_COMMON = 11.5  # cost of a word from which it is no witness: letters of a name become some rare word by chance
_LONG = 6
_SHORTEST = 3  # letters of a stretch for each witness that it needs
_TELLING = 5  # letters of the longest witness: shorter words are in foreign names by chance (โกไดวา)
_RARE, _RARE_LONG = 12.5, 16.0  # rarer words are never guessed: short ones, and names of people and places
_WITNESSES = 2  # different words that a stretch must restore to be believed by itself
_MOST_LOST = 20  # parts of a stretch in no word after which it is something else than Thai without marks
_SAMPLE = 20_000
_BARE_LETTERS = 6000  # with fewer common words without marks there is no proof, and none is looked for
_PROOF_LETTERS = 1500  # one restored word in so many letters says that less evidence will do anywhere in a text


@dataclass(frozen=True, slots=True)
class _Word:
    """One word with its marks again; ``witness``: it was no word without; ``high``: only lost if all tones are."""

    start: int
    before: str
    after: str
    witness: bool
    high: bool

    @property
    def end(self) -> int:
        """Where the word ends in the text without its marks."""
        return self.start + len(self.before)


def marks_dropped(source: str) -> Dropped | None:
    """Which marks ``source`` (a page or more) has dropped in so many places that any part of it may lack them.

    ``None`` where some words look so, but too few to say it of all parts: each must show it by itself. Sound text is
    passed quickly.
    """
    bare = _bare_words(source)
    if not bare:
        return Dropped.NONE
    sample = source[:_SAMPLE]
    if bare < max(_WITNESSES, len(source) / _BARE_LETTERS) or _UNREADABLE in sample:
        return None
    words = [word for word in _restored(sample, Dropped.NONE) if word.witness]
    proof = len({word.after for word in words})
    if proof <= _WITNESSES or proof * _PROOF_LETTERS < len(sample):
        return None
    return Dropped.ALL if any(word.high for word in words) else Dropped.LOW


def restorations(text: str, dropped: Dropped | None) -> tuple[Edit, ...]:
    """The words of ``text`` that get marks back, in order; ``dropped``: what :func:`marks_dropped` says of its source.

    Where a letter that cannot be read stands (U+FFFD), what is lost has left a sign, and nothing is guessed.
    """
    if dropped is Dropped.NONE or _UNREADABLE in text or (dropped is None and not _bare_words(text)):
        return ()
    words = _restored(text, dropped or Dropped.NONE)
    return tuple(Edit(RULE, word.start, word.before, word.after, 0.0) for word in words)


@cache
def _bare() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Common words without their marks, each with the words of sound text that begin alike."""
    return tuple((row["bare"], tuple(filter(None, row["sound"].split("|")))) for row in rows("dropped_marks.csv"))


def _bare_words(text: str) -> int:
    """How many common words stand in ``text`` without their marks, counted quickly: one too many now and then."""
    counts = ((text.count(bare), forms) for bare, forms in _bare())
    return sum(max(0, count - sum(map(text.count, forms))) for count, forms in counts if count)


def _restored(text: str, known: Dropped) -> list[_Word]:
    pieces = list(_pieces(text))
    low = [
        word
        for start, end in _stretches(text, Dropped.LOW)
        for word in _in_stretch(pieces, start, end, Dropped.LOW, 1 if known else _WITNESSES)
    ]
    enough = 1 if known is Dropped.ALL else _WITNESSES
    found: list[_Word] = []
    starts: list[int] = []
    ends: list[int] = []  # both of the stretches without any tone
    for start, end in _stretches(text, Dropped.ALL):
        words = _in_stretch(pieces, start, end, Dropped.ALL, enough)
        if len({word.after for word in words if word.high and word.witness}) >= enough:  # low marks alone do not do
            found += words
            starts.append(start)
            ends.append(end)
    for word in low:
        before = bisect_left(starts, word.end)
        if not before or ends[before - 1] <= word.start:
            found.append(word)
    apart: list[_Word] = []
    for word in sorted(found, key=lambda word: word.start):
        # words of two stretches overlap where they reach over the mark that stayed between
        if not apart or apart[-1].end <= word.start:
            apart.append(word)
    return apart


def _pieces(text: str) -> Iterator[re.Match[str]]:
    """The letters without a space between, but for abbreviations, letters alone, and what is no Thai."""
    for piece in _PIECE.finditer(text):
        size = piece.end() - piece.start()
        abbreviated = size <= _ABBREVIATION and text[piece.end() : piece.end() + 1] == "."
        if size <= _LONGEST_PIECE and not abbreviated and (size > 1 or _stands_for_a_year(text, piece.start())):
            yield piece


_YEAR = re.compile(r" ?(?:25|๒๕)[0-9๐-๙]{2}")


def _stands_for_a_year(text: str, at: int) -> bool:
    """Whether a letter alone can be a word without its marks (``ครั้ง/ป``), not the name of a class or a paragraph."""
    return text[at] == "ป" and (text[at - 1 : at] == "/" or bool(_YEAR.match(text, at + 1)))


def _stretches(text: str, dropped: Dropped) -> Iterator[tuple[int, int]]:
    """The parts of ``text`` between marks that would have been dropped."""
    start = 0
    for kept in _KEPT[dropped].finditer(text):
        if kept.start() > start:
            yield start, kept.start()
        start = kept.end()
    if start < len(text):
        yield start, len(text)


def _in_stretch(pieces: list[re.Match[str]], start: int, end: int, dropped: Dropped, witnesses: int) -> list[_Word]:
    """The words to restore in one stretch; none unless they explain (nearly) all in it that is no word."""
    if end - start < witnesses * _SHORTEST:
        return []
    words: list[_Word] = []
    sound: list[tuple[int, str]] = []
    lost = seen = 0
    for at in range(bisect_right(pieces, start, key=re.Match.end), len(pieces)):
        if pieces[at].start() >= end:
            break
        place, part, known = _part(pieces[at], start, end)
        if known:
            sound.append((place, part))
            continue
        found, unknown = _words_of(place, part, start, end, dropped)
        words += found
        lost += unknown
        seen += sum(word.witness for word in found)
        if lost > _MOST_LOST + seen:
            return []
    said = {word.after for word in words if word.witness}
    if seen < lost or len(said) < witnesses or (witnesses > 1 and max(map(len, said)) < _TELLING):
        return []
    for place, part in sound:  # words as they are, which the stretch around them says may be others
        words += _words_of(place, part, start, end, dropped)[0]
    return words


def _part(piece: re.Match[str], start: int, end: int) -> tuple[int, str, bool]:
    """The words of ``piece`` in and near a stretch: their place, their letters, and whether all are words."""
    at = piece.start()
    tokens = cover(piece[0])
    first = next((token for token, _, _ in reversed(tokens) if at + token <= start - _NEAR), 0)
    last = next((stop for _, stop, _ in tokens if at + stop >= end + _NEAR), len(piece[0]))
    first, last = max(first, start - at - _FAR), min(last, end - at + _FAR)
    known = all(known for token, stop, known in tokens if token < last and stop > first)
    return at + first, piece[0][first:last], known


def _words_of(at: int, part: str, start: int, end: int, dropped: Dropped) -> tuple[list[_Word], int]:
    words, lost = _in_piece(part, max(start - at, 0), min(end - at, len(part)), dropped)
    return [replace(word, start=at + word.start) for word in words], lost


@lru_cache(maxsize=1 << 14)
def _in_piece(piece: str, start: int, end: int, dropped: Dropped) -> tuple[tuple[_Word, ...], int]:
    """Words to restore between ``start`` and ``end`` of letters without a space, and how many parts stay no words."""
    edits = read(piece, rewrites=_insertions(start, end, dropped)).edits
    judged = _judged(piece, edits, dropped)
    edits = tuple(edit for own, word in judged if word for edit in own)
    result = apply_edits(piece, edits)
    after_end = end + len(result) - len(piece)
    lost = sum(not known for at, stop, known in cover(result) if at < after_end and stop > start and stop - at > 1)
    return tuple(word for _, word in judged if word), lost


def _judged(piece: str, edits: tuple[Edit, ...], dropped: Dropped) -> list[tuple[list[Edit], _Word | None]]:
    """``edits`` by the words that they are in, each with the word if it is to be restored."""
    result = apply_edits(piece, edits)
    tokens = cover(result)
    judged: list[tuple[list[Edit], _Word | None]] = []
    at = shift = 0  # the next edit, and how much longer the result is before it
    for token, (start, end, _) in enumerate(tokens):
        own: list[Edit] = []
        before = shift
        while at < len(edits) and edits[at].start + shift < end:
            own.append(edits[at])
            shift += len(edits[at].after) - len(edits[at].before)
            at += 1
        if own:
            left = next((s for s, _, _ in reversed(tokens[:token]) if s <= start - _AROUND), 0)
            right = next((e for _, e, _ in tokens[token + 1 :] if e >= end + _AROUND), len(result))
            printed = piece[start - before : end - shift]
            place = start - before
            moved = tuple(replace(edit, start=edit.start - place) for edit in own)
            word = _Word(place, printed, result[start:end], False, any(map(_is_high, own)))
            judged.append((own, _confirmed(word, result[left:start], result[end:right], moved, dropped)))
    return judged


def _confirmed(word: _Word, left: str, right: str, edits: tuple[Edit, ...], dropped: Dropped) -> _Word | None:
    """``word`` if no other reading of its letters between ``left`` and ``right`` is near; with what it witnesses."""
    window, first = left + word.before + right, len(left)
    last = first + len(word.before)
    restored = left + word.after + right
    rarity = as_it_stands(word.after)[0]
    too_rare = rarity > (_RARE if len(word.after) < _LONG else _RARE_LONG)
    if too_rare or _touches_no_word(restored, first, first + len(word.after)):
        return None  # a name cut into words by chance
    cost = as_it_stands(restored)[0] + sum(edit.price for edit in edits)
    others = (_insertions(first, last, dropped, (first + edit.start, edit.after)) for edit in edits)
    second = min((read(window, rewrites=other) for other in others), key=lambda reading: reading.cost)
    lost = any(not known and start < last and stop > first for start, stop, known in cover(window))
    lead = _LEAD_OTHER if second.edits else _LEAD_NO_WORD if lost else _LEAD_WORD
    if second.cost - cost < lead:
        return None
    common = rarity <= _COMMON or len(word.after) >= _LONG
    return replace(word, witness=lost and common and len(word.before) > 1)


def _touches_no_word(text: str, start: int, end: int) -> bool:
    """Whether letters of no word stand right before or behind a word of ``text``."""
    tokens = ((text[at:stop], known) for at, stop, known in cover(text) if stop == start or at == end)
    return any(not known and letters not in lexicon() for letters, known in tokens)


def _is_high(edit: Edit) -> bool:
    """Whether the mark of ``edit`` stands so high that only a source without any tone has lost it."""
    return edit.before in _UPPER or (edit.after.endswith("็") and edit.before not in _TALL)


def _insertions(start: int, end: int, dropped: Dropped, banned: tuple[int, str] | None = None) -> Rewrites:
    """The rewrites that put dropped marks back between ``start`` and ``end``, all but ``banned`` (place, text)."""

    def rewrites(text: str, at: int) -> Iterator[tuple[int, str, float, str]]:
        if not start <= at < end:
            return
        for marks in _missing(text[at], text[at + 1 : at + 2], dropped):
            if (at, text[at] + marks) != banned:
                yield 1, text[at] + marks, _PRICE + _of_speech(text, at, marks), RULE

    return rewrites


_ANY_MARK = frozenset("ัิีึืฺุู็่้๊๋์ํ๎")
_ON_TALL = (*(vowel + tone for vowel in "ัิีึื" for tone in ("", "่", "้", "๊")), "็")


def _missing(here: str, following: str, dropped: Dropped) -> Iterator[str]:
    """The marks that may have stood between two letters of the text."""
    if following in _ANY_MARK or (following == "ำ" and dropped is Dropped.LOW):
        return
    if "ก" <= here <= "ฮ" or here in "ุู":
        yield from "่้์๊๋"
        if here in _TALL:
            yield from _ON_TALL
        elif dropped is Dropped.ALL and here not in "ุู":
            yield "็"
    elif dropped is Dropped.ALL and here in "ัิีึื":
        yield from "่้๊๋์" if here == "ิ" else _TONES


def _of_speech(text: str, at: int, marks: str) -> float:
    """What it costs more to put ``marks`` behind ``at`` because that makes a word of speech."""
    return _UNLIKELY * any(
        marks == mark and text.startswith(behind, at + 1) and text.endswith(before, 0, at + 1)
        for before, mark, behind in _OF_SPEECH
    )
