"""The levels of marks in the ink of a line, compared with those of what was read.

A tone over a vowel is the sign that recognition loses most often, and what is left usually spells words too (เรื่อง,
story, without it is เรือง, glow). The ink shows it: over its letter stand two marks, one over the other. Each such
stack is compared with the letter of the text that stands where it does. Marks that have grown together with a letter
show nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from phaen.extractors.ocr.engine import Word
from phaen.extractors.ocr.reading import Reading
from phaen.extractors.ocr.segments import Numbers, speck
from phaen.normalizers.repair.lattice import read

_TONES, _VOWELS = "่้๊๋์", "ัิีึื็ํ"
_COLUMN = re.compile(f"[ก-ฮ][ฺุู]?([{_VOWELS}]?)([{_TONES}]?)(ำ?)")
_BARE = re.compile(f"[ก-ฮ](?![ัิ-ฺ็-๎{_TONES}ำ])")
_RING = re.compile(f"ํ([{_TONES}]?)า")
"""The ring of ``ำ`` put in apart."""
_RUN = re.compile("[ก-ฺเ-๎]+")
_MARKS = re.compile("[ัิ-ฺ็-๎]")
MIDDLE = 0.7
"""Where over its letter, in letters, a mark stands."""
_NARROW, _WIDE = frozenset("เโใไาะ. ,:"), frozenset("ญณฌฒฐแำ")
NARROW, WIDE = 0.65, 1.25
"""Widths of letters, over that of the usual ones."""
NEAR, APART, FAR = 0.9, 0.4, 1.8
"""Body heights between a stack and the letter that is its own; how much farther any other letter with marks is; what no
letter is away from its stack where all have one."""
CLEARLY = 5.0
"""Nats that the next best mark must be dearer, and the text with the mark must not be dearer than without it: another
word that nobody uses (เรื้อง) is none."""
GLUED = 0.66
"""Body heights: a higher mark is two that have grown together; the highest single one (a vowel with its stroke) has
0.55."""
ASIDE = 0.15
"""Body heights that marks of one stack may stand beside each other."""
LEAST = 0.2
"""Body heights: every tone is higher; lower ink over a mark is a speck."""
STUMP, TOUCHES = 0.07, 3
"""Body heights of what is left of a tone where the line over it was cut off, at least; pixels from there to the ink of
that line."""
SLENDER, BROAD = (0.68, 0.35), (0.95, 0.4)
"""Width over height of ่ at most and its width in body heights (0.60 and 0.27 in all of Debian's ``fonts-thai-tlwg`` and
Sarabun but slanted bold ones), and of the other tones at least: nearly all are as wide as high."""


@dataclass(frozen=True, slots=True)
class Column:
    """One letter of a word with marks over it: where in its word a second mark would be written (``at``), how many
    marks it has (``levels``), whether the one it has is a ``vowel``, and about how far along the line it stands.
    ``tones`` are those that a second mark may be by its ink."""

    at: int
    levels: int
    vowel: bool
    x: float
    tones: str = _TONES


@dataclass(frozen=True, slots=True)
class Stack:
    """How many marks, 1 or 2, stand over each other in the ink, the middle of the lowest of them, and the ``tones``
    that the highest may be."""

    levels: int
    x: float
    tones: str = _TONES


def places(word: Word) -> list[float]:
    """About where, along the line, a mark stands over each letter of a word: letters share its room by their widths."""
    widths = [_width(sign) for sign in word.text]
    room = (word.x1 - word.x0) / (sum(widths) or 1.0)
    found, before = [], 0.0
    for width in widths:
        found.append(word.x0 + room * (before + MIDDLE * width))
        before += width
    return found


def _width(sign: str) -> float:
    if _MARKS.match(sign):
        return 0.0
    return NARROW if sign in _NARROW else WIDE if sign in _WIDE else 1.0


def text_columns(word: Word) -> list[Column]:
    """The letters with marks over them of a word, from left to right. The ring of ``ำ`` is a mark."""
    found, x = [], places(word)
    for match in _COLUMN.finditer(word.text):
        vowel, tone, am = match.groups()
        if vowel or tone or am:
            at = match.end(1) if vowel or am else match.start(2)
            found.append(Column(at, bool(vowel) + bool(tone) + bool(am), bool(vowel or am), x[match.start()]))
    return found


def bare_columns(word: Word) -> list[Column]:
    """The consonants of a word without any mark, like :func:`text_columns`."""
    x = places(word)
    return [Column(match.end(), 0, False, x[match.start()]) for match in _BARE.finditer(word.text)]


def bare_with_ink(word: Word, stacks: Sequence[Stack], body: float) -> list[Column]:
    """The consonants of a word that have no mark in its text and one in the ink (``stacks``): where more stacks stand
    over the word than letters with marks, those that no such letter is near to."""
    columns = text_columns(word)
    spare = len(stacks) - len(columns)
    if spare != 1:  # more are dirt
        return []
    for column in columns:  # each letter's own stack
        nearest = min(stacks, key=lambda stack: abs(stack.x - column.x))
        stacks = [stack for stack in stacks if stack is not nearest]
    if len(stacks) != 1:
        return []
    near = sorted(bare_columns(word), key=lambda column: abs(column.x - stacks[0].x))
    return near[:1] if near and abs(near[0].x - stacks[0].x) <= NEAR * body else []


def ink_stacks(boxes: Numbers, ids: Numbers, carried: Numbers, body: float) -> list[Stack]:
    """The marks over the letters of a line, from left to right.

    ``ids`` are the line's rows of ``boxes`` (x, y, width, height, area), ``carried`` gives for every row that of the
    letter that carries it, ``body`` is the height of a consonant in pixels.
    """
    x, y, w, h, area = boxes.T
    over = [
        number
        for number in ids.tolist()
        if carried[number] != number
        and (h[number] >= LEAST * body or _is_stump(boxes, ids, number, body))
        and area[number] >= speck(body)
        and 2 * y[number] + h[number] < 2 * y[carried[number]] + h[carried[number]]
    ]
    stacks: list[list[int]] = []
    for number in sorted(over, key=lambda one: int(2 * x[one] + w[one])):
        if stacks and any(_together(boxes, carried, number, other, body) for other in stacks[-1]):
            stacks[-1].append(number)
        else:
            stacks.append([number])
    lowest = [max(stack, key=lambda one: int(y[one] + h[one])) for stack in stacks]
    highest = [min(stack, key=lambda one: int(y[one])) for stack in stacks]
    return [
        Stack(_height(boxes, stack, body), float(x[low] + w[low] / 2), _tones(boxes[high].tolist(), body))
        for stack, low, high in zip(stacks, lowest, highest, strict=True)
        if h[low] >= LEAST * body  # a stump alone is what is left of another line
    ]


def _is_stump(boxes: Numbers, ids: Numbers, number: int, body: float) -> bool:
    """Is a low mark cut off from ink over it that is not the line's (``ids``)?"""
    x, y, w, h, _ = boxes[number].tolist()
    if h < STUMP * body:
        return False
    left, top, width, height, _ = boxes.T
    foot = top + height
    touching = (top < y) & (foot >= y - TOUCHES) & (foot <= y + h) & (left < x + w) & (left + width > x)
    touching[ids] = False
    return bool(touching[1:].any())


def _tones(mark: list[int], body: float) -> str:
    """The tones that a mark over another may be by the shape of its ``mark`` (x, y, width, height, area)."""
    _, _, w, h, _ = mark
    if h < LEAST * body:  # a stump: of its height nothing is known
        return _TONES[0] if w < SLENDER[1] * body else _TONES[1:]
    if w <= SLENDER[0] * h and w <= SLENDER[1] * body:
        return _TONES[0]
    return _TONES[1:] if w >= BROAD[0] * h and w >= BROAD[1] * body else _TONES


def _together(boxes: Numbers, carried: Numbers, one: int, other: int, body: float) -> bool:
    """Do two marks stand over the same letter? Marks beside each other do not, whatever letter carries them."""
    (x, _, w, *_), (other_x, _, other_w, *_) = boxes[one].tolist(), boxes[other].tolist()
    shared = min(x + w, other_x + other_w) - max(x, other_x)
    least = -ASIDE * body if carried[one] == carried[other] else 0.3 * min(w, other_w)
    return bool(shared > least)


def _height(boxes: Numbers, stack: list[int], body: float) -> int:
    marks = sorted(boxes[stack].tolist(), key=lambda box: box[1])
    if any(box[3] >= GLUED * body for box in marks):
        return 2
    for number, (x, top, w, h, _) in enumerate(marks):
        for other_x, other_top, other_w, _, _ in marks[number + 1 :]:
            aside = max(other_x - x - w, x - other_x - other_w)
            if top + h <= other_top + 0.1 * body and aside <= ASIDE * body:
                return 2
    return 1


def lost_columns(columns: Sequence[Column], stacks: Sequence[Stack], body: float) -> list[Column]:
    """The letters of a word over which the ink has a mark more than ``columns`` of its text; ``stacks`` are those over
    the word, from left to right like these.

    As many stacks as letters with marks are theirs in order. Otherwise a stack of two marks is that of the nearest
    letter; where another stands about as near, nothing is said.
    """
    if len(columns) == len(stacks):
        pairs = list(zip(columns, stacks, strict=True))
        if all(abs(column.x - stack.x) <= FAR * body for column, stack in pairs):
            return [replace(column, tones=stack.tones) for column, stack in pairs if stack.levels > column.levels]
    found: list[Column] = []
    for stack in stacks:
        near = sorted(columns, key=lambda column: abs(column.x - stack.x))
        distances = [abs(column.x - stack.x) for column in near]
        if stack.levels < 2 or not near or distances[0] > NEAR * body:
            continue
        alone = len(near) == 1 or distances[1] > distances[0] + APART * body
        if alone and near[0].levels < 2 and all(near[0].at != one.at for one in found):
            found.append(replace(near[0], tones=stack.tones))
    return found


def with_lost_marks(text: str, lost: Sequence[Column]) -> tuple[str, int, int]:
    """``text`` with a mark more at each of the columns ``lost``, how many were put in, and how many could not be told:
    the dictionary knows no mark there, or several."""
    put = unknown = 0
    for column in sorted(lost, key=lambda one: -one.at):
        better = _only(text, column)
        put += better is not None
        unknown += better is None
        text = better or text
    return text, put, unknown


def _only(text: str, column: Column) -> str | None:
    """``text`` with the one mark at ``column`` that makes words of it."""
    run = next(match for match in _RUN.finditer(text) if match.end() >= column.at and match.start() <= column.at)
    at = column.at - run.start()
    signs = _TONES + _VOWELS[:-1] if not column.levels else column.tones if column.vowel else _VOWELS
    tried = [_RING.sub(r"\1ำ", run[0][:at] + sign + run[0][at:]) for sign in signs]
    (cost, unknown, best), *others = sorted(_known(one) for one in tried)
    second = others[0][0] if others else math.inf
    stands, strange, _ = _known(run[0])
    if second < cost + CLEARLY or unknown > strange or cost > stands + CLEARLY:
        return None
    return text[: run.start()] + best + text[run.end() :]


def _known(run: str) -> tuple[float, int, str]:
    """How dear ``run`` is as it stands, its letters outside words, and itself."""
    found = read(run, rewrite=False)
    return found.cost, found.unknown, run


def checked(reading: Reading, stacks: Sequence[Stack], body: float) -> Reading:
    """``reading`` (words in pixels of the page) with the marks that its ink has more; those that could not be told are
    counted in ``lost``."""
    words, slips, lost = [], reading.slips, 0
    for word in reading.words:
        over = [stack for stack in stacks if word.x0 <= stack.x <= word.x1]
        text, put, unknown = with_lost_marks(word.text, lost_columns(text_columns(word), over, body))
        if text == word.text and (bare := bare_with_ink(word, over, body)) and (better := _only(text, bare[0])):
            text, put = better, 1
        words.append(replace(word, text=text))
        slips, lost = slips + put, lost + unknown
    return replace(reading, words=tuple(words), slips=slips, lost=lost)
