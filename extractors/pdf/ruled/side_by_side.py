"""Tables that stand beside each other: the part of the page where they do is read column by column."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from phaen.extractors.model import BBox
from phaen.extractors.pdf.glyphs.runs import letters_of, run_starts
from phaen.extractors.pdf.ruled.rules import Grid
from phaen.extractors.pdf.settings import COLUMNS
from phaen.extractors.pdf.source.backend import Glyphs, Ints

OUTSIDE = -1
"""Region of the text outside all cells; in a zone's further columns -2, -3 …"""


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the page, ``top`` to ``bottom``, in columns parted at the heights' ``gutters`` (x, left to right)."""

    top: float
    bottom: float
    gutters: tuple[float, ...]

    def column(self, x: float) -> int:
        """The column that ``x`` stands in."""
        return bisect(self.gutters, x)


def find_zones(grids: Sequence[Grid], glyphs: Glyphs, found: Ints) -> list[Zone]:
    """The parts of the page where ``grids`` stand side by side; ``found``: the cell of every character, or OUTSIDE.

    Such a part reaches up and down to the next line of text, or table, that runs across.
    """
    zones = []
    for group in _groups([grid.box for grid in grids]):
        columns = _columns(group)
        if len(columns) < 2 or any(len(grid.xs) < 3 for grid in grids if grid.box in group):
            continue  # boxes of one column are a chart, not tables
        gutters = tuple((left[1] + right[0]) / 2 for left, right in pairwise(columns))
        top, bottom = min(box[1] for box in group), max(box[3] for box in group)
        ends = _crossing(glyphs, found, gutters)
        ends += [y for grid in grids for y in (grid.ys[0], grid.ys[-1]) if grid.box not in group]
        above = max((y for y in ends if y <= top), default=0.0)
        below = min((y for y in ends if y >= bottom), default=float("inf"))
        zones.append(Zone(above + COLUMNS.clear, below - COLUMNS.clear, gutters))
    return zones


def part_columns(glyphs: Glyphs, found: Ints, zones: Sequence[Zone]) -> None:
    """Give the text outside cells the region of its column, in place."""
    for zone in zones:
        mine = np.flatnonzero((found == OUTSIDE) & (glyphs.y > zone.top) & (glyphs.y < zone.bottom))
        middle = (glyphs.x0[mine] + glyphs.x1[mine]) / 2
        found[mine] = OUTSIDE - np.searchsorted(zone.gutters, middle)


def zone_at(zones: Sequence[Zone], y: float) -> Zone | None:
    """The zone at height ``y``, a baseline or the top of a table."""
    return next((zone for zone in zones if zone.top < y < zone.bottom), None)


def reading_place(zones: Sequence[Zone], x: float, y: float, top: float) -> tuple[float, int, float]:
    """By what a block at ``x`` and height ``y`` is sorted: where its zone begins, its column in it, its ``top``."""
    zone = zone_at(zones, y)
    return (zone.top, zone.column(x), top) if zone else (top, 0, top)


def _groups(boxes: Sequence[BBox]) -> list[list[BBox]]:
    """``boxes`` that overlap in height, directly or through others."""
    groups: list[list[BBox]] = []
    for box in sorted(boxes, key=lambda b: b[1]):
        if groups and box[1] < max(other[3] for other in groups[-1]) - COLUMNS.clear:
            groups[-1].append(box)
        else:
            groups.append([box])
    return groups


def _columns(boxes: Sequence[BBox]) -> list[tuple[float, float]]:
    """The extents that ``boxes`` cover from left to right."""
    columns: list[tuple[float, float]] = []
    for x0, _, x1, _ in sorted(boxes):
        if columns and x0 < columns[-1][1] + COLUMNS.gutter:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns


def _crossing(glyphs: Glyphs, found: Ints, gutters: Sequence[float]) -> list[float]:
    """Baselines of the runs of text outside cells that cross one of ``gutters``."""
    letters = letters_of(glyphs)
    letters = letters[found[letters] == OUTSIDE]
    starts = run_starts(glyphs, letters)
    if not len(starts):
        return []
    left = np.minimum.reduceat(glyphs.x0[letters], starts)
    right = np.maximum.reduceat(glyphs.x1[letters], starts)
    across = np.zeros(len(starts), bool)
    for x in gutters:
        across |= (left < x) & (right > x)
    lines: list[float] = glyphs.y[letters[starts]][across].tolist()
    return lines
