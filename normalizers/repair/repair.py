"""Repair of Thai text layers by spelling rules and dictionary, for text that has lost its geometry.

What PDF libraries give back for Thai is often wrong: marks one letter too late (``คำรบัรอง``), the tone before the vowel
(``ช้ี``), sara am in two pieces, glyphs of old fonts. A change is made only where the text as it stands is impossible
spelling or no words, and the change makes it words; everything else stays as printed. U+FFFD is never guessed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

from phaen.normalizers.repair import spaced, tall_letters
from phaen.normalizers.repair.cover import cover
from phaen.normalizers.repair.dropped_marks import Dropped, marks_dropped, restorations
from phaen.normalizers.repair.lattice import Edit, apply_edits, as_it_stands, read
from phaen.normalizers.repair.lexicon import abbreviations, lexicon
from phaen.normalizers.repair.orthography import DEPENDENT, LETTER, MARK, illegal_marks, ordered, thai_marks_share

__all__ = [
    "Repaired",
    "Step",
    "am_exchanged",
    "illegal_marks",
    "marks_displaced",
    "repair",
    "restore_marks",
    "thai_marks_share",
    "word_share",
]


@dataclass(frozen=True, slots=True)
class Step:
    """One change: ``before`` at ``start`` of the text after all earlier steps became ``after``."""

    rule: str
    start: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Repaired:
    """Repaired text and the steps that made it, in order; ``rule`` is one of the document model's damages."""

    text: str
    steps: tuple[Step, ...] = ()

    def original(self) -> str:
        """The text before repair: every step undone, the last first."""
        text = self.text
        for step in reversed(self.steps):
            end = step.start + len(step.after)
            text = text[: step.start] + step.before + text[end:]
        return text


_HAS_THAI = re.compile("[ก-๛\uf700-\uf71a\uf884-\uf899]")
_PRIVATE = re.compile("[\uf700-\uf71a\uf884-\uf899]+")
_SPLIT_AM = re.compile("(?:ํ[ \u00a0\n]?([่-๋]?)|([่-๋])ํ)[ \u00a0\n]?า|า ?ํ(?: (?=[ก-ฮเ-ไ]))?")
# what stands before is asked behind the first letter: a search passes by all places without that letter at once
_TONE_AFTER_AM = re.compile(f"ำ(?<=[ก-ฮ].)([่-๋])(?![{MARK}])")
_MARK_AFTER_SIGN = re.compile(f"([^\\s\ufffd{LETTER}ๆฯ])(?<=[ก-ฮ{MARK}].)([{MARK}]+)")
_RUN = re.compile(f"[{LETTER}ๆฯ]+(?:(?:[ \u00a0]|\n(?=[{DEPENDENT}]))[{LETTER}ๆฯ]+)*")
_BREAK = re.compile("[ \u00a0\n]")


@cache
def _private_use() -> dict[int, str]:
    """Private Use code points of old Windows and Macintosh Thai fonts and the characters they draw."""
    lines = files("phaen.normalizers").joinpath("data/private_use.csv").read_text("utf8").splitlines()
    return {int(row["code"], 16): row["thai"] for row in csv.DictReader(lines)}


def _substitute(
    text: str, steps: list[Step], rule: str, pattern: re.Pattern[str], after: Callable[[re.Match[str]], str]
) -> str:
    """``text`` with every match replaced, each change that is one added to ``steps``."""
    parts: list[str] = []
    length = done = 0
    for match in pattern.finditer(text):
        new = after(match)
        if new == match.group(0):
            continue
        parts += text[done : match.start()], new
        start = length + match.start() - done
        length, done = start + len(new), match.end()
        steps.append(Step(rule, start, match.group(0), new))
    return "".join(parts) + text[done:] if parts else text


_LEFT, _RIGHT = 5, 6
_LONGEST_WINDOW = 400
_LONGEST_LOST = 240  # longer stretches without a word are no damaged Thai, and would take long


def _windows(run: str) -> list[tuple[int, int]]:
    """The parts of ``run`` to look at: letters outside trusted words and what stands round them, not overlapping."""
    tokens = cover(run)
    windows: list[tuple[int, int]] = []
    for index, (start, end, known) in enumerate(tokens):
        if known or end - start > _LONGEST_LOST:
            continue
        left, right = index, index
        while left > 0 and start - tokens[left][0] < _LEFT:
            left -= 1
        while right < len(tokens) - 1 and tokens[right][1] - end < _RIGHT:
            right += 1
        first, last = tokens[left][0], tokens[right][1]
        if windows and first < windows[-1][1]:
            first = windows[-1][0] if last - windows[-1][0] <= _LONGEST_WINDOW else windows[-1][1]
            if first == windows[-1][0]:
                windows.pop()
        if last > first:
            windows.append((first, last))
    return windows


# Gains in nats that make a change a repair, measured on damaged plans against names and foreign words of an
# encyclopaedia: in text known to be damaged, and in text that may be sound.
_GAIN_IMPOSSIBLE = 3.0
_GAIN = {True: 8.0, False: 18.0}
_GAIN_ONE_WORD = 11.5  # where the letters between two spaces become one word
_EVIDENCE_STEPS = 3
_EVIDENCE_LETTERS = 1500  # one displaced mark in so many letters says that the text is damaged throughout


def _is_needed(without: str, with_it: str, price: float, damaged: bool, one_word: bool) -> bool:
    """Whether ``with_it`` is so much better than ``without`` that the change between them is a repair."""
    cost_without, unknown_without, impossible_without = as_it_stands(without)
    cost_with, unknown_with, impossible_with = as_it_stands(with_it)
    gain = cost_without - cost_with - price
    if impossible_with != impossible_without:
        return impossible_with < impossible_without and gain >= _GAIN_IMPOSSIBLE
    if unknown_with < unknown_without and one_word:
        return gain >= min(_GAIN_ONE_WORD, _GAIN[damaged])
    return gain >= _GAIN[damaged]


def _between_spaces(text: str, at: int) -> str:
    """The letters round ``at`` up to the next space on either side."""
    return text[:at].rpartition(" ")[2] + text[at:].partition(" ")[0]


@lru_cache(maxsize=1 << 15)
def _judge(window: str, damaged: bool) -> tuple[Edit, ...]:
    """The edits that ``window`` needs, none when it is to stay. Each must be worth its price by itself."""
    edits = read(window).edits
    while edits:
        result = apply_edits(window, edits)
        cuts = [start for start, _, _ in cover(result)]
        needed = []
        shift = 0
        for edit in edits:
            start = edit.start + shift
            end = start + len(edit.after)
            shift += len(edit.after) - len(edit.before)
            left = max((cut for cut in cuts if cut <= start - _LEFT), default=0)
            right = min((cut for cut in cuts if cut >= end + _RIGHT), default=len(result))
            without = result[left:start] + edit.before + result[end:right]
            one_word = _between_spaces(result, start) in lexicon()
            if _is_needed(without, result[left:right], edit.price, damaged, one_word):
                needed.append(edit)
        if len(needed) == len(edits):
            return edits
        edits = tuple(needed)
    return ()


@lru_cache(maxsize=1 << 16)
def _repair_run(run: str, damaged: bool) -> tuple[Edit, ...]:
    """The edits of one run of Thai letters, in order, none overlapping, places in the run as given."""
    edits: list[Edit] = []
    for start, end in _windows(run):
        edits += (replace(edit, start=edit.start + start) for edit in _judge(run[start:end], damaged))
    return tuple(edits)


def am_exchanged(text: str) -> bool:
    """Whether the font's map of ``text`` gives ำ for า: sara am is normally 1 % of Thai letters, then 5 % or more."""
    letters = len(re.findall(f"[{LETTER}]", text))
    am = text.count("ำ")
    if am < 8 or am < 0.03 * letters:
        return False
    return max(word_share(_exchange(text)), word_share(_swap(text))) > word_share(text) + 0.1


def _exchange(text: str) -> str:
    """``text`` with า for ำ, but ำ for ำ after a space (the space is what became of its ring)."""
    text = re.sub("(?<=[ก-ฮ])[ \u00a0]([่-๋]?)ำ", "\\1\0", text)
    return text.replace("ำ", "า").replace("\0", "ำ")


def _one_pass(text: str, steps: list[Step], damaged: bool) -> str:
    parts: list[str] = []
    length = done = 0
    for match in _RUN.finditer(text):
        for edit in _repair_run(match.group(0), damaged):
            start = match.start() + edit.start
            end = start + len(edit.before)
            after = edit.after
            if edit.before[0] in " \u00a0\n" and after[-1] not in " \u00a0\n" and end == match.end():
                # a mark that ends its word: the break it jumped over is still the break before what follows
                after += edit.before[0] if end < len(text) and not text[end].isspace() else ""
            parts += text[done:start], after
            steps.append(Step(edit.rule, length + start - done, edit.before, after))
            length, done = length + start - done + len(after), end
    return "".join(parts) + text[done:] if parts else text


_MAX_PASSES = 6


def repair(
    text: str, *, exchanged: bool | None = None, damaged: bool | None = None, dropped: Dropped | None = None
) -> Repaired:
    """``text`` with the damages of a Thai text layer undone, and what was done.

    ``exchanged`` says whether the source gives ำ for า, ``damaged`` whether marks of the source are known to be
    displaced, so that less is enough to move one, ``dropped`` which marks its pages are known to lack. ``None`` decides
    by the text itself, which takes a page or so of it (see :func:`am_exchanged`, :func:`marks_dropped`). Sound text
    comes back as it is; repairing twice changes nothing more.
    """
    if not _HAS_THAI.search(text):
        return Repaired(text)
    steps: list[Step] = []
    if _PRIVATE.search(text):
        text = _substitute(text, steps, "private_use", _PRIVATE, lambda m: m[0].translate(_private_use()))
    text = _tones(text, steps)
    if exchanged is None:
        exchanged = am_exchanged(text)
    if exchanged:
        better = _swap if word_share(_swap(text)) > word_share(_exchange(text)) else _exchange
        text = _substitute(text, steps, "aa_am_exchanged", _RUN, lambda match: _likelier(match[0], better))
    lenient = bool(damaged)
    for _ in range(_MAX_PASSES):
        before, was_lenient = text, lenient
        text = _one_pass(_at_sight(text, steps), steps, lenient)
        lenient = lenient or (damaged is None and _is_evidence(text, steps))
        if text == before and lenient == was_lenient:
            break
    if not lenient:  # where marks are displaced, none that is missing is gone
        text = _restore(text, steps, dropped)
    return Repaired(text, tuple(steps))


def restore_marks(text: str, dropped: Dropped | None = None) -> Repaired:
    """``text`` with what sound pages may need too, and nothing else changed: tones given as vowels, and the marks that
    its page never had; ``dropped`` as in :func:`repair`."""
    steps: list[Step] = []
    text = _tones(text, steps)
    return Repaired(_restore(text, steps, dropped), tuple(steps))


def _tones(text: str, steps: list[Step]) -> str:
    """``text`` with tones over tall letters that stand there as vowels."""
    if not tall_letters.holds_vowel_for_tone(text):
        return text
    return tall_letters.with_tones(
        text, lambda pattern, after: _substitute(text, steps, tall_letters.RULE, pattern, after)
    )


def _restore(text: str, steps: list[Step], dropped: Dropped | None) -> str:
    edits = restorations(text, marks_dropped(text) if dropped is None else dropped)
    steps += (
        Step(edit.rule, start, edit.before, edit.after) for start, edit in zip(_starts(edits), edits, strict=True)
    )
    return apply_edits(text, edits)


def _starts(edits: tuple[Edit, ...]) -> Iterator[int]:
    """Where each of ``edits`` starts once those before it are made."""
    longer = 0
    for edit in edits:
        yield edit.start + longer
        longer += len(edit.after) - len(edit.before)


def _at_sight(text: str, steps: list[Step]) -> str:
    """``text`` with the damages undone that need no dictionary."""
    if "ํ" in text:
        text = _substitute(text, steps, "sara_am_split", _SPLIT_AM, lambda match: f"{match[1] or match[2] or ''}ำ")
    text = _substitute(text, steps, "displaced_mark", _TONE_AFTER_AM, lambda match: f"{match[1]}ำ")
    text = _substitute(text, steps, "space_in_syllable", spaced.SPACED, spaced.joined)
    return _substitute(text, steps, "displaced_mark", _MARK_AFTER_SIGN, _before_sign)


def marks_displaced(text: str) -> bool:
    """Whether ``text`` (a page or more) proves that its source displaces marks: what ``damaged`` asks for."""
    repaired = repair(text, damaged=False, dropped=Dropped.NONE)  # what is missing proves nothing about what moved
    return _is_evidence(repaired.text, list(repaired.steps))


def _before_sign(match: re.Match[str]) -> str:
    """A sign and the marks behind it, the marks first where the letter before the sign can carry them."""
    carrier, marks = match.string[match.start() - 1], ordered(match[2])
    return match[0] if illegal_marks(f"ก{carrier}{marks}") else marks + match[1]


def _is_evidence(text: str, steps: list[Step]) -> bool:
    """Whether the marks moved so far say that marks are displaced all over ``text``."""
    moved = sum(step.rule == "displaced_mark" for step in steps)
    return moved >= _EVIDENCE_STEPS and moved * _EVIDENCE_LETTERS >= len(text)


def _swap(text: str) -> str:
    """``text`` with า for ำ and ำ for า."""
    return text.translate({0x0E32: "ำ", 0x0E33: "า"})


def _likelier(run: str, exchange: Callable[[str], str]) -> str:
    """``run`` without its exchange, or as it stands where that makes much better words: pages mix fonts."""
    if exchange is _exchange and "า" in run:
        return run  # a font that gives ำ for every า has none
    changed = exchange(run)
    return run if as_it_stands(run)[0] + _GAIN[True] < as_it_stands(changed)[0] else changed


@lru_cache(maxsize=1 << 15)
def _known_letters(run: str) -> int:
    """How many letters of ``run`` stand inside trusted words of two letters or more."""
    return sum(end - start for start, end, known in cover(run) if known and end - start > 1)


_LETTERS = re.compile(f"[{LETTER}]+")


@lru_cache(maxsize=1 << 12)
def _known_before_dot(run: str) -> int:
    """Letters of ``run`` inside words where a dot follows, so that it may end in an abbreviation: ``กองสป.``"""
    sizes = range(min(2, len(run)), min(len(run), 5) + 1)
    ends = (size for size in sizes if run[-size:] in abbreviations())
    return max((_known_letters(run[:-size]) + size for size in ends), default=0)


def word_share(text: str) -> float:
    """Share (0–1) of the Thai letters of ``text`` inside dictionary words or known abbreviations; 1.0 without Thai."""
    known = total = 0
    for match in _LETTERS.finditer(text):
        run = match[0]
        total += len(run)
        inside = _known_letters(run)
        if inside < len(run) and text[match.end() : match.end() + 1] == ".":
            inside = max(inside, _known_before_dot(run))
        known += inside
    return known / total if total else 1.0
