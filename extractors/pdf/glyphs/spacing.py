"""Letters pulled apart to fill a line: Thai is justified by space between letters, not only between words."""

from __future__ import annotations

import re

import numpy as np
from phaen.extractors.pdf.glyphs.thai import is_thai
from phaen.extractors.pdf.settings import SPACING
from phaen.extractors.pdf.sorted_values import distinct, median, quantile
from phaen.extractors.pdf.source.backend import Floats, Ints
from phaen.normalizers.repair.lexicon import dictionary
from phaen.normalizers.text import MARKS

_LOOSE = 0.12
"""Em: gaps this wide, many of them in a line, say that its letters are pulled apart."""


def stretch(code: Ints, gap: Floats, inside: np.ndarray, line_no: np.ndarray, wide: Floats) -> Floats:
    """How far the letters of each line are pulled apart to fill it: nothing for most lines.

    Lines of a few letters and columns of digits say nothing.
    """
    found = np.zeros(len(gap))
    loose = inside & (gap > _LOOSE * wide)
    count = np.bincount(line_no, weights=inside)
    many = np.flatnonzero((np.bincount(line_no, weights=loose) > 0.3 * count) & (count >= 7))
    for number in many.tolist():
        mine = np.flatnonzero((line_no == number) & inside)
        thai = is_thai(code[mine]) & is_thai(code[mine + 1])
        if thai.sum() > 0.6 * len(mine):
            # half of the gaps are between letters of one word even where words are short
            found[line_no == number] = max(0.0, median(gap[mine][thai]) * 1.25)
    return found


def letter_spacing(
    gap: Floats,
    free: np.ndarray,
    line_no: np.ndarray,
    kind: Ints,
    wide: Floats,
    left: Floats,
    level: Floats,
    marks: Ints,
) -> Floats:
    """How far a style sets the letters of each line apart: 0 for most; in points, for every gap.

    ``free``: gaps inside a line that no space of the file stands in; ``kind``: font and size of the letter before;
    ``left`` and ``level``: where it stands. Even the closest letters of such a line stand apart, all alike. A line of
    a few letters is set as the nearest longer one of its font and column is; where its font has none, as the page is.
    Some programs set apart ``marks`` too: then the gap behind a letter with two of them is three times as wide.
    """
    found = np.zeros(len(gap))
    share = gap / np.maximum(wide, 0.1)
    apart = free & (share > SPACING.least)
    if not apart.any() or apart.sum() < SPACING.common * free.sum():
        return found  # a page set like this at all has many such gaps
    times = 1 + marks if _marks_too(share, apart, marks) else np.ones(len(gap))
    share = share / times
    count = np.bincount(line_no, weights=free)
    wide_gaps = np.bincount(line_no, weights=apart, minlength=len(count))
    first = np.searchsorted(line_no, np.arange(len(count)))
    measured = np.zeros(len(count))
    for number in np.flatnonzero((count >= SPACING.letters) & (wide_gaps > 0.8 * count)).tolist():
        mine = first[number] + np.flatnonzero(free[line_no == number])
        low, middle = quantile(share[mine], 0.2), quantile(share[mine], 0.5)
        if SPACING.least < low and middle < SPACING.most and middle - low < SPACING.even:
            measured[number] = middle
    if not measured.any():
        return found
    long = np.flatnonzero(count >= SPACING.letters)
    set_apart = measured[long] > 0
    usual = median(measured[long][set_apart]) if set_apart.mean() > SPACING.page else 0.0
    # signs alone, between which no gap is free, are set as their surroundings too
    for number in np.flatnonzero((count < SPACING.letters) & (wide_gaps == count)).tolist():
        at = first[number]
        near = long[
            (kind[first[long]] == kind[at]) & (np.abs(left[first[long]] - left[at]) < SPACING.column * wide[at])
        ]
        if len(near):
            closest = near[np.abs(level[first[near]] - level[at]).argmin()]
        else:
            same = long[kind[first[long]] == kind[at]]
            if not len(same):  # figures in a font of their own: as the page is set, if nearly all of it is
                measured[number] = usual
                continue
            closest = same[np.abs(level[first[same]] - level[at]).argmin()]
        measured[number] = measured[closest]
    drawn: Floats = measured[line_no] * wide * times
    return drawn


_SINGLE = re.compile(f"[ก-๎][{MARKS}]*(?: [ก-๎][{MARKS}]*){{2,}}")


def spread_word(text: str) -> str | None:
    """The word of a line that holds nothing else, spread letter by letter over its column; ``None`` for other lines.

    A line broken by hand in a justified paragraph. So few letters tell nothing by their gaps: the dictionary does.
    """
    if not _SINGLE.fullmatch(text):
        return None
    word = text.replace(" ", "")
    return word if word in dictionary() else None


def _marks_too(share: Floats, apart: np.ndarray, marks: Ints) -> bool:
    """Do the gaps behind letters with one mark, in em, tell that a style sets marks apart as it does letters?"""
    plain, marked = share[apart & (marks == 0)], share[apart & (marks == 1)]
    return min(len(plain), len(marked)) >= SPACING.letters and bool(median(marked) > SPACING.spread * median(plain))


def spread_marks(
    code: Ints, gap: Floats, inside: np.ndarray, line_no: np.ndarray, marks: Ints, asked: np.ndarray
) -> Floats:
    """What the gaps ``asked`` for are wider by than the others of their line, since marks were pulled apart too.

    The space that a justified line adds behind every character stands behind marks as well, which have no width: a
    letter with two marks has three times the gap. ``marks`` counts the marks of each letter.
    """
    found = np.zeros(len(gap))
    for number in distinct(line_no[asked]).tolist():
        mine = np.flatnonzero((line_no == number) & inside & (marks == 0))
        mine = mine[is_thai(code[mine]) & is_thai(code[mine + 1])]
        if len(mine) >= 5:
            here = asked & (line_no == number)
            found[here] = max(0.0, median(gap[mine])) * marks[here]
    return found
