"""Runs of text that cross the rule between two cells stay whole: an amount keeps its first digits, a name its end.

A character stands in the cell that its middle is in. Where that would cut a run, the run belongs to the cell at whose
border it is set: the one it begins at, or, set right, the one it ends at; else the one its middle is in, as a guess.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from phaen.extractors.model import BBox
from phaen.extractors.pdf.glyphs.runs import letters_of, run_starts
from phaen.extractors.pdf.settings import CROSSING
from phaen.extractors.pdf.sorted_values import distinct
from phaen.extractors.pdf.source.backend import Glyphs, Ints

GUESSED, CLIPPED = "run_over_rule", "text_clipped"


def keep_runs_whole(
    glyphs: Glyphs, found: Ints, boxes: Sequence[BBox], clipped: Collection[int] = ()
) -> dict[int, str]:
    """Put every run of letters into one cell, changing ``found`` (cell numbers; below 0 outside) in place.

    ``boxes`` are the cells by number, ``clipped`` the text objects that the page shows in part. The flags of the cells
    for which that is a guess, or whose text is clipped.
    """
    letters = letters_of(glyphs)
    if not len(letters) or not boxes:
        return {}
    starts = run_starts(glyphs, letters)
    home = found[letters]
    low, high = np.minimum.reduceat(home, starts), np.maximum.reduceat(home, starts)
    ends = np.append(starts[1:], len(letters))
    flags: dict[int, str] = {}
    for number in np.flatnonzero(low != high).tolist():
        run = letters[starts[number] : ends[number]]
        chosen, sure = _cell_of(glyphs, run, found, boxes)
        if chosen is None:
            continue
        last = letters[ends[number]] if ends[number] < len(letters) else len(glyphs)
        found[run[0] : last] = chosen
        if not sure:
            flags[chosen] = GUESSED
    for run_number in clipped:
        flags.update(dict.fromkeys(distinct(found[glyphs.run == run_number]).tolist(), CLIPPED))
    return flags


def _cell_of(glyphs: Glyphs, run: np.ndarray, found: Ints, boxes: Sequence[BBox]) -> tuple[int | None, bool]:
    """The cell that ``run`` belongs to and whether its borders tell so; ``None`` where it stays as it is."""
    x0, x1 = float(glyphs.x0[run].min()), float(glyphs.x1[run].max())
    near = CROSSING.aligned * float(glyphs.size[run].max())
    first, last = int(found[run[0]]), int(found[run[-1]])
    if first >= 0 and last >= 0 and not _side_by_side(boxes[first], boxes[last]):
        return None, False  # two rows: the letters hang over a horizontal rule
    if first >= 0 and 0 <= x0 - boxes[first][0] <= near:
        return first, True
    if last >= 0 and 0 <= boxes[last][2] - x1 <= near:
        return last, True
    middle = (x0 + x1) / 2
    for number in (n for n in distinct(found[run]).tolist() if n >= 0):
        if boxes[number][0] <= middle <= boxes[number][2]:
            return number, False
    return None, False


def _side_by_side(a: BBox, b: BBox) -> bool:
    return a[1] < b[3] and b[1] < a[3]
