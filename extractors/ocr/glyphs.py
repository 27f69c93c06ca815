"""Recognised words as characters at their places, the way a PDF's text layer would give them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from phaen.extractors.ocr.page import SeenLine
from phaen.extractors.pdf.glyphs.thai import rank
from phaen.extractors.pdf.source.backend import Font, Glyphs

EM = 1.64
"""Em over the height of a consonant, as in the usual fonts of offices."""
BOLD = 1.22
"""Strokes this much wider than usual on the page are bold."""
SAME_SIZE = 0.14
SPACE = 0.25
"""Em: the least room for a space between two words."""
FONTS = [Font("ocr", "ocr", seen=True), Font("ocr-bold", "ocr-bold", bold=True, seen=True)]


def to_glyphs(lines: Sequence[SeenLine]) -> Glyphs:
    """The characters of all lines; letters share the room of their word evenly, marks stand on their letter."""
    rows: list[tuple[float, ...]] = []
    usual = usual_body(lines)
    stroke = usual_stroke(lines)
    for run, line in enumerate(lines):
        size = EM * (usual if abs(line.body / usual - 1) <= SAME_SIZE else line.body)
        font = int(line.stroke > BOLD * stroke)
        right = -1.0
        for number, word in enumerate(line.reading.words):
            x0, x1 = max(word.x0, line.box[0]), min(word.x1, line.box[2])
            if number:
                x0 = max(x0, right + SPACE * size)
                rows.append((0x20, right, x0, (right + x0) / 2, line.base, size, font, run))
            x1 = max(x1, x0 + 0.1 * size)
            rows += _letters(word.text, x0, x1, line.base, size, font, run)
            right = x1
    table = np.array(rows, np.float64).reshape(-1, 8)
    zeros = np.zeros(len(table), np.int32)
    return Glyphs(
        code=table[:, 0].astype(np.int32),
        x0=table[:, 1].copy(),
        x1=table[:, 2].copy(),
        anchor=table[:, 3].copy(),
        y=table[:, 4].copy(),
        size=table[:, 5].copy(),
        font=table[:, 6].astype(np.int32),
        run=table[:, 7].astype(np.int32),
        turn=zeros,
        lost=zeros > 0,
        hint=zeros > 0,
    )


def _letters(text: str, x0: float, x1: float, base: float, size: float, font: int, run: int) -> list[tuple[float, ...]]:
    codes = [ord(sign) for sign in text]
    marks = rank(np.array(codes, np.int32)) > 0
    count = max(1, int((~marks).sum()))
    step = (x1 - x0) / count
    rows: list[tuple[float, ...]] = []
    at = -1
    for code, mark in zip(codes, marks.tolist(), strict=True):
        at += not mark
        left = x0 + max(at, 0) * step
        middle = left + step / 2
        box = (middle, middle) if mark else (left, left + step)
        rows.append((code, *box, middle, base, size, font, run))
    return rows


def usual_body(lines: Sequence[SeenLine]) -> float:
    """The usual height of consonants on a page, by letters; points."""
    return _weighted_median([line.body for line in lines], lines, 8.0)


def usual_stroke(lines: Sequence[SeenLine]) -> float:
    """The usual width of strokes over body height, by letters; lone signs and leaders have none."""
    lines = [line for line in lines if line.stroke]
    return _weighted_median([line.stroke for line in lines], lines, 0.13)


def _weighted_median(values: Sequence[float], lines: Sequence[SeenLine], default: float) -> float:
    if not lines:
        return default
    order = np.argsort(values, kind="stable")
    weight = np.array([max(1, len(line.reading.text)) for line in lines], np.float64)[order]
    middle = int(np.searchsorted(np.cumsum(weight), weight.sum() / 2))
    return float(np.asarray(values, np.float64)[order][min(middle, len(order) - 1)])
