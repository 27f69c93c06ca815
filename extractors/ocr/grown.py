"""Ink of two printed lines that has grown together, cut apart between them.

In tight rows a vowel under one line touches a tone over the next. The one piece of ink that they make is as high as a
letter, and each of both lines would lose a sign by it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from phaen.extractors.ocr.picture import Grey
from phaen.extractors.ocr.segments import Numbers, Piece

HIGH = 0.85
"""Body heights: lower pieces are marks of one line."""
FARTHEST = 2.8
"""Body heights from baseline to baseline: farther lines do not touch."""
WITHIN = 0.3
"""Body heights that a piece reaches into the letters of a line of which it is part."""
UNDER = 0.65
"""Body heights: nothing of a line reaches farther under its baseline (ญ ฐ and vowels 0.5)."""
HANGS, STANDS = 0.15, 0.25
"""Body heights from the letters over it to what hangs under them, and from what stands on letters to these."""
ROOM = 1.05
"""Body heights between the letters of two lines from which a vowel with its tone does not reach from one to the
other."""
LOWEST, VOWEL = 0.25, 0.5
"""Body heights: over the lower letters nothing is cut nearer than this; how far a vowel hangs under a line."""
STUB, STUB_WIDTH = (0.1, 0.35), 0.5
"""Body heights that a tone of the next line, grown onto a letter's foot, hangs under it (ญ ฐ hang farther); how wide
the letter is at least (brackets are narrower)."""
FOOT_WIDTH = 0.3
"""Body heights: how wide a low piece that stands on its line is at least (the lower half of ะ)."""
AT_FOOT = 0.09
"""Body heights under the letters where a tone that has grown onto them is cut off, at most: farther down its own waist
is thinner than what joins it to them."""
LEVEL, TAIL, BROAD = 0.3, 0.6, 0.6
"""Body heights: what hangs less under its line stands on it; so does the tail of a letter as broad (ญ ฐ), under which
nothing hangs."""
LOW, CLEAR, TIGHT = 0.55, (0.03, 0.16), 1.0
"""Body heights: lower pieces are single marks; how far a vowel stands under its letter; in lines whose letters are
farther apart, vowels under the one do not reach marks over the next."""
MOST = 12
"""Vowels that a piece is compared with."""
LIKE = 0.85
"""Of the ink of a vowel and of the head of a piece, what both share where the head is such a vowel."""
NEARER = 0.3
"""Pixels of ink that one row of pixels farther away must be thinner to be cut there."""


def grown_together(boxes: Numbers, lines: Sequence[Piece], labels: Numbers) -> Iterator[tuple[int, int, int, int]]:
    """Pieces of ink (rows of ``boxes``; ``labels`` gives every pixel's) that belong to two of ``lines``, each with the
    rows of the picture between which it is to be cut, and the one where it probably is."""
    if len(lines) < 2:
        return
    order = sorted(lines, key=lambda line: line.base)
    base, body = (np.array([getattr(line, name) for line in order]) for name in ("base", "body"))
    left, right = (np.array([getattr(line, name) for line in order]) for name in ("x0", "x1"))
    vowels: list[Grey] | None = None
    tailed: list[Grey] | None = None
    for number in (np.flatnonzero(boxes[1:, 3] >= LOW * body.min()) + 1).tolist():  # the first is the paper
        x, y, w, h, _ = boxes[number].tolist()
        there = (left - body <= x + w / 2) & (x + w / 2 <= right + body)
        there &= (base > y - 2 * body) & (base < y + h + 3 * body)
        own = np.flatnonzero(there)
        for upper, lower in itertools.pairwise(own):
            foot, size = float(base[upper]), float(min(body[upper], body[lower]))
            head = float(base[lower] - body[lower])
            if h < LOW * size or base[lower] - foot > FARTHEST * size or head <= foot:
                continue
            if head - foot <= TIGHT * size and y + h > head - LEVEL * size and _under(boxes, number, foot, size):
                vowels = _vowels(boxes, labels, order) if vowels is None else vowels
                high = _head(labels, boxes, number, vowels)
                if high:
                    yield number, y + high - 3, y + high + 3, y + high
                    break
            if h < HIGH * size:
                if w >= FOOT_WIDTH * size and _has_stub(boxes, number, foot, head, size):
                    yield number, round(foot), round(foot + AT_FOOT * size), round(foot)
                    break
                continue
            if y < foot - WITHIN * size and y + h > foot + UNDER * size:
                tailed = _tailed(boxes, labels, order) if tailed is None else tailed
                high = _head(labels, boxes, number, tailed)
                if high:
                    yield number, y + high - 1, y + high + 3, y + high + 1
                    break
            at = _part(y, y + h, foot, head, size)
            if at is not None:
                yield number, round(foot), round(head - LOWEST * size), round(at)
                break
            if w >= STUB_WIDTH * size and _has_stub(boxes, number, foot, head, size):
                yield number, round(foot), round(foot + AT_FOOT * size), round(foot)
                break


def _under(boxes: Numbers, number: int, foot: float, size: float) -> bool:
    """Does a piece begin where a vowel hangs under a letter that stands on ``foot``?"""
    x, y, w, *_ = boxes[number].tolist()
    if not CLEAR[0] * size <= y - foot <= CLEAR[1] * size + 1:
        return False
    left, top, width, height, _ = boxes.T
    shared = np.minimum(left + width, x + w) - np.maximum(left, x)
    over = (height >= HIGH * size) & (np.abs(top + height - foot) <= 0.12 * size) & (shared >= 0.3 * w)
    return bool(over.any())


def _vowels(boxes: Numbers, labels: Numbers, lines: Sequence[Piece]) -> list[Grey]:
    """The ink of vowels that hang under letters of ``lines`` with nothing under them: the font's own."""
    left, top, width, height, _ = boxes.T
    found: list[Grey] = []
    for line in lines:
        small = (height <= LOW * line.body) & (height >= LEVEL * line.body) & (width >= 0.25 * line.body)
        small &= (left >= line.x0) & (left + width <= line.x1 + line.body) & (width <= line.body)
        small &= np.abs(top - line.base - 0.09 * line.body) <= 0.08 * line.body
        for number in np.flatnonzero(small).tolist():
            x, y, w, h, _ = boxes[number].tolist()
            under = labels[y + h : y + h + round(LEVEL * line.body), max(0, x - 2) : x + w + 2]
            if not under.any() and _under(boxes, number, line.base, line.body):
                found.append((labels[y : y + h, x : x + w] == number).astype(np.uint8))
    return found[:: max(1, len(found) // MOST)]


def _tailed(boxes: Numbers, labels: Numbers, lines: Sequence[Piece]) -> list[Grey]:
    """The ink of letters of ``lines`` that reach under them as tails do (ญ ฐ ฎ): the font's own."""
    left, top, width, height, _ = boxes.T
    found: list[Grey] = []
    for line in lines:
        hangs = top + height - line.base
        own = (left >= line.x0) & (left + width <= line.x1 + 1) & (width >= STUB_WIDTH * line.body)
        own &= (top < line.base - (1 - WITHIN) * line.body) & (width <= 2 * line.body)
        own &= (hangs > STUB[0] * line.body) & (hangs <= UNDER * line.body)
        for number in np.flatnonzero(own).tolist():
            x, y, w, h, _ = boxes[number].tolist()
            found.append((labels[y : y + h, x : x + w] == number).astype(np.uint8))
    return found


def _head(labels: Numbers, boxes: Numbers, number: int, vowels: Sequence[Grey]) -> int | None:
    """How many rows of a piece's head are one of ``vowels`` or letters; ``None`` if none."""
    x, y, w, h, _ = boxes[number].tolist()
    ink = np.pad((labels[y : y + h, x : x + w] == number).astype(np.float32), 2)
    best, rows = LIKE, None
    for vowel in vowels:
        high, wide = vowel.shape
        if high >= h or wide > w + 4:
            continue
        part = ink[: high + 4]
        both = np.asarray(cv2.matchTemplate(part, vowel.astype(np.float32), cv2.TM_CCORR), np.float32)
        inside = np.asarray(cv2.matchTemplate(part, np.ones_like(vowel, np.float32), cv2.TM_CCORR), np.float32)
        shares = both / np.maximum(inside + float(vowel.sum()) - both, 1)
        if shares.max() > best:
            best, rows = float(shares.max()), int(shares.argmax()) // shares.shape[1] - 2 + high
    return rows


def _part(top: int, bottom: int, foot: float, head: float, size: float) -> float | None:
    """Where a piece between ``top`` and ``bottom`` probably changes from a line whose letters end at ``foot`` to one
    whose letters begin at ``head``; ``None`` if it is of one line."""
    of_upper, of_lower = top < foot - WITHIN * size, bottom > head + WITHIN * size
    if of_upper:
        return foot + 1 if of_lower or bottom > foot + UNDER * size else None
    hangs = top < foot + HANGS * size and head - foot >= ROOM * size
    return foot + VOWEL * size if hangs and (of_lower or bottom > head - STANDS * size) else None


def _has_stub(boxes: Numbers, number: int, foot: float, head: float, size: float) -> bool:
    """Does a letter hang under its line, over a mark of the next line, as far as a tone grown onto it does?"""
    x, y, w, h, _ = boxes[number].tolist()
    if not STUB[0] * size < y + h - foot <= STUB[1] * size or y > foot - WITHIN * size:
        return False
    left, top, width, height, _ = boxes.T
    shared = np.minimum(left + width, x + w) - np.maximum(left, x)
    marks = (height < HIGH * size) & (width >= 0.25 * size) & (shared >= 0.5 * width)
    marks &= (top >= y + h - 0.1 * size) & (top <= y + h + 0.2 * size)
    return bool((marks & (np.abs(top + height - head) <= 0.35 * size)).any())


def standing(boxes: Numbers, lines: Sequence[Piece]) -> Numbers:
    """``boxes`` with the feet of letters that hang a little under their line put on it: what has grown onto them is not
    theirs, and nothing is nearer to them by it."""
    found = boxes.copy()
    x, foot = boxes[:, 0] + boxes[:, 2] / 2, boxes[:, 1] + boxes[:, 3]
    for line in lines:
        hangs = foot - line.base
        most = np.where(boxes[:, 2] >= BROAD * line.body, TAIL, LEVEL) * line.body
        own = (x >= line.x0) & (x <= line.x1) & (hangs > 0) & (hangs <= most)
        own &= boxes[:, 3] >= HIGH * line.body
        found[own, 3] = np.maximum(1, np.round(line.base) - boxes[own, 1])
    return found


def parted(ink: Grey, labels: Numbers, boxes: Numbers, lines: Sequence[Piece]) -> list[tuple[int, int, int]]:
    """Cut what has grown together, in ``ink`` itself, where it is thinnest; the cuts: row, first and last column."""
    found = []
    for number, first, last, at in grown_together(boxes, lines, labels):
        x, y, w, h, _ = boxes[number].tolist()
        first, last = max(first, y + 1), min(last, y + h - 2)
        if first > last:
            continue
        own = labels[first : last + 1, x : x + w] == number
        row = int((own.sum(axis=1) + NEARER * np.abs(np.arange(first, last + 1) - at)).argmin())
        ink[first + row, x : x + w][own[row]] = 0
        found.append((first + row, x, x + w - 1))
    return found
