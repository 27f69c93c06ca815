"""Leaders: the rows of dots that lead from a name to its page, or leave room for a signature or an entry.

Shown to Tesseract among letters they are read as letters and figures, and what stands beside them is read wrong with
them. Their dots are counted in the ink instead, and what stands between leaders is read by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from phaen.extractors.ocr.engine import Word
from phaen.extractors.ocr.reading import Reading
from phaen.extractors.ocr.segments import Numbers, Piece

SIZE = (0.07, 0.34)
"""Body heights: the width and height of a dot."""
ROUND = 1.8
"""A dot is at most this many times as wide as high, or as high as wide."""
LEVEL = 0.1
"""Body heights that the feet of two neighbouring dots differ at most."""
STEP = 1.3
"""Body heights from one dot to the next at most: dots may be typed with spaces between them."""
EVEN, ALIKE = 1.5, 2.0
"""How many times the usual step of a leader its widest is, and its smallest dot its largest, at most."""
LEAST = 3
"""Dots of a leader. Two are a slip, or a point beside a speck."""
ON_LINE = 0.22
"""Body heights that the feet of the dots are off the baseline of their line at most."""
SPACE = 0.4
"""Body heights of paper between a leader and what is beside it, from which a space was typed there."""
WIDEST = 0.6
"""Body heights between two words of a stretch beside a leader at most."""
DOT_CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Leader:
    """The rows of the boxes that are its dots, and the columns where it stands."""

    dots: tuple[int, ...]
    x0: int
    x1: int


def leader_dots(boxes: Numbers, body: float) -> NDArray[np.bool_]:
    """Which pieces of ink (rows of ``boxes``: x, y, width, height, area) are dots that stand in an even row of their
    like. ``body`` is the height of a consonant in pixels. Points between letters or digits may be among them: whether
    anything stands between the dots, the line tells (:func:`find_leaders`)."""
    found = np.zeros(len(boxes), np.bool_)
    x, y, w, h, _ = boxes.T
    dots = (np.minimum(w, h) >= SIZE[0] * body) & (np.maximum(w, h) <= SIZE[1] * body)
    dots &= (w <= ROUND * h) & (h <= ROUND * w)
    order = np.flatnonzero(dots)
    order = order[np.argsort(x[order], kind="stable")]
    middle, foot = (x + w / 2)[order], (y + h)[order]
    follows = np.full(len(order), -1)
    for place in range(len(order)):
        last = int(np.searchsorted(middle, middle[place] + STEP * body, side="right"))
        level = np.abs(foot[place + 1 : last] - foot[place]) <= LEVEL * body + 1
        if level.any():
            follows[place] = place + 1 + int(level.argmax())
    begun = set(range(len(order))) - set(follows.tolist())
    for place in sorted(begun):
        row = [place]
        while follows[row[-1]] >= 0:
            row.append(int(follows[row[-1]]))
        for part in _even(middle[row]):
            own = order[np.array(row)[part]]
            sizes = np.maximum(w[own], h[own])
            if len(own) >= LEAST and sizes.max() <= ALIKE * sizes.min() + 1:
                found[own] = True
    return found


def _even(middles: NDArray[np.float64]) -> list[slice]:
    """The stretches of a row of dots within which the steps from dot to dot are about the same."""
    steps = np.diff(middles)
    if not len(steps):
        return []
    usual = float(np.median(steps))
    breaks = np.flatnonzero((steps > EVEN * usual) | (steps * EVEN < usual)) + 1
    ends = [0, *breaks.tolist(), len(middles)]
    return [slice(first, last) for first, last in pairwise(ends)]


def find_leaders(piece: Piece, boxes: Numbers, dots: NDArray[np.bool_]) -> list[Leader]:
    """The leaders in a stretch of text, from left to right; ``dots`` as :func:`leader_dots` gives them."""
    own = piece.ids[dots[piece.ids]]
    if len(own) < LEAST:
        return []
    order = piece.ids[np.argsort(boxes[piece.ids, 0], kind="stable")]
    level = np.abs(boxes[order, 1] + boxes[order, 3] - piece.base) <= ON_LINE * piece.body
    is_dot = dots[order] & level
    edges = np.flatnonzero(np.diff(is_dot.astype(np.int8), prepend=0, append=0))
    found = []
    for first, last in edges.reshape(-1, 2).tolist():
        run = order[first:last]
        if len(run) >= LEAST:
            x0, x1 = int(boxes[run, 0].min()), int((boxes[run, 0] + boxes[run, 2]).max())
            found.append(Leader(tuple(run.tolist()), x0, x1))
    return found


def between(piece: Piece, boxes: Numbers, leaders: Sequence[Leader]) -> list[Piece]:
    """The stretches of ``piece`` before, between and behind its ``leaders``."""
    if not leaders:
        return [piece]
    rest = np.setdiff1d(piece.ids, [dot for leader in leaders for dot in leader.dots]).astype(np.int32)
    middles = boxes[rest, 0] + boxes[rest, 2] / 2
    place = np.searchsorted([leader.x0 for leader in leaders], middles)
    parts = []
    for number in range(len(leaders) + 1):
        ids = rest[place == number]
        if len(ids):
            x0, x1 = boxes[ids, 0], boxes[ids, 0] + boxes[ids, 2]
            parts.append(replace(piece, ids=ids, x0=int(x0.min()), x1=int(x1.max())))
    return parts


@dataclass(frozen=True, slots=True)
class Part:
    """What a part of a line says, and where its ink stands (the unit of its words)."""

    reading: Reading
    x0: float
    x1: float


def dotted(leader: Leader, scale: float) -> Part:
    """A leader as it is written; ``scale`` pixels make one point."""
    text, x0, x1 = "." * len(leader.dots), leader.x0 / scale, leader.x1 / scale
    return Part(Reading((Word(text, x0, x1, DOT_CONFIDENCE),), text, DOT_CONFIDENCE, 1.0), x0, x1)


def _close(words: Sequence[Word], body: float) -> list[Word]:
    """``words`` of one part, no gap between them wider than a space may be: in so short a stretch Tesseract gives their
    ends roughly, and lines with wide gaps look like rows of a table."""
    starts = [word.x0 for word in words[1:]]
    ends = [max(word.x1, start - WIDEST * body) for word, start in zip(words, starts, strict=False)]
    return [*(replace(word, x1=end) for word, end in zip(words, ends, strict=False)), words[-1]]


def joined(parts: Sequence[Part], body: float) -> Reading:
    """The reading of a line from those of its parts, as sure as the least sure of them; ``body`` is the height of a
    consonant in the unit of their places."""
    parts = sorted((part for part in parts if part.reading.words), key=lambda one: one.x0)
    words: list[Word] = []
    end = -np.inf
    for part in parts:
        first, *rest = _close(part.reading.words, body)
        if part.x0 - end < SPACE * body:
            last = words.pop()
            first = Word(last.text + first.text, last.x0, first.x1, min(last.confidence, first.confidence))
        words += [first, *rest]
        words[-1] = replace(words[-1], x1=max(part.x1, words[-1].x0))  # Tesseract gives them roughly
        end = part.x1
    readings = [part.reading for part in parts]
    return Reading(
        words=tuple(words),
        raw=" ".join(reading.raw for reading in readings),
        confidence=min(reading.confidence for reading in readings),
        agreement=min(reading.agreement for reading in readings),
        slips=sum(reading.slips for reading in readings),
        unknown=sum(reading.unknown for reading in readings),
        doubtful=tuple(dict.fromkeys(figure for reading in readings for figure in reading.doubtful)),
        lost=sum(reading.lost for reading in readings),
    )
