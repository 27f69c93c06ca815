"""Bent pages made level: the curl of a binding, a keystone, a fold.

Rules and lines of text are straight in print. Where they bend in the picture, the paper does. Their heights at many
places, each line for itself, are fitted by one smooth displacement over the page, which bends the picture back. A page
whose lines are level stays as it is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
Floats = NDArray[np.float64]

INK = 170
"""Grey level, of evenly lit paper at 255: darker is ink."""
RUN, RULE, THICK = 12.0, 60.0, 4.0
"""Points: level ink that is no stroke of a letter; the shortest rule that is asked; the thickest."""
TEXT = (3.5, 16.0)
"""Points: how high letters are."""
ALIKE, WIDEST = (0.75, 1.35), 2.5
"""Body heights: a consonant is so high, and letters that have grown together so wide."""
NEXT, STEP = 2.5, 0.3
"""Body heights from a letter to the next of its line, and their feet's difference."""
FEWEST = 6
"""Letters that make a line."""
EVERY = 12.0
"""Points of a line that give one height."""
SPREAD = (0.15, 0.5)
"""Points that heights of rules and of single letters are off."""
COARSE, FINE = (72.0, 300.0), (36.0, 180.0)
"""Points from knot to knot, across and down: to ask whether a page is bent, and to bend it back."""
CURVED, TWISTED = 1.0, 0.25
"""Points that the displacement usually turns off its course from knot to knot across, and changes down."""
STRAY = 1.0
"""Points: heights that are farther off count less and less."""
BENT = 0.8
"""Points that lines rise or fall over their length: fewer are level enough."""
TOLD = 0.6
"""Of what lines were off, what may be left where they are bent back: more, and it was no bend that bent them."""
_AT_ONCE, _PLACES = 256, 9
"""Rows of pixels that are bent back at once; places along a box that are asked how they are bent."""


@dataclass(frozen=True, slots=True)
class Bend:
    """By how many points the paper hangs lower than it would level: ``rise`` at every ``across`` × ``down`` knot
    (points of the level page), bilinear between, as at the nearest beyond."""

    across: tuple[float, ...]
    down: tuple[float, ...]
    rise: tuple[tuple[float, ...], ...]

    def at(self, x: Any, y: Any) -> Floats:
        """The displacement at places of the level page (points)."""
        grid = np.array(self.rise)
        over, under = _shares(np.atleast_1d(x), self.across), _shares(np.atleast_1d(y), self.down)
        return np.asarray(((under @ grid) * over).sum(axis=1), np.float64)

    def levelled(self, grey: Grey, scale: float, back: NDArray[np.float64]) -> Grey:
        """The level page of a picture ``grey``; ``back`` (2 × 3) says where in it the pixels of the page stand that is
        turned, but not yet bent back."""
        height, width = grey.shape
        x = np.arange(width, dtype=np.float32)[None, :]
        over = np.ascontiguousarray(_shares((x[0] + 0.5) / scale, self.across).T, np.float32)
        level = np.empty_like(grey)
        for top in range(0, height, _AT_ONCE):
            y = np.arange(top, min(top + _AT_ONCE, height), dtype=np.float32)[:, None]
            under = np.ascontiguousarray(
                _shares((y[:, 0] + 0.5) / scale, self.down) @ np.array(self.rise) * scale, np.float32
            )
            lower = np.asarray(cv2.gemm(under, over, 1.0, np.tile(y, (1, width)), 1.0), np.float32)
            there_x, there_y = (np.float32(a) * x + np.float32(b) * lower + np.float32(c) for a, b, c in back.tolist())
            level[top : top + _AT_ONCE] = cv2.remap(grey, there_x, there_y, cv2.INTER_CUBIC, borderValue=255)
        return level

    def bent_back(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """What holds on the bent page what a ``box`` (points) holds on the level one."""
        x0, top, x1, bottom = box
        x = np.linspace(x0, x1, _PLACES)
        over, under = self.at(x, np.full(_PLACES, top)), self.at(x, np.full(_PLACES, bottom))
        return (x0, round(top + float(over.min()), 2), x1, round(bottom + float(under.max()), 2))


@dataclass(frozen=True, slots=True)
class Heights:
    """Places on lines that were printed level: the number of the ``line``, ``x`` and ``y`` in points, and their
    ``weight``, one over the square of the points that they may be off."""

    line: NDArray[np.int64]
    x: Floats
    y: Floats
    weight: Floats


def find_bend(grey: Grey, scale: float) -> Bend | None:
    """How the page in an evenly lit picture is bent; ``None`` where its lines are level, or too few to tell."""
    heights = line_heights(grey, scale)
    size = (grey.shape[1] / scale, grey.shape[0] / scale)
    if not len(heights.x) or not _bends(fitted(heights, size, COARSE)):
        return None
    bend = fitted(heights, size, FINE)
    return bend if _bends(bend) and _told(bend, heights) else None


def line_heights(grey: Grey, scale: float) -> Heights:
    """The heights of rules and lines of text, at places along them."""
    small = cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    ink = np.ascontiguousarray(small < INK, np.uint8)
    found = [*_rules(ink, scale / 2), *_text_lines(ink, scale / 2)]
    if not found:
        return Heights(np.zeros(0, np.int64), np.zeros(0), np.zeros(0), np.zeros(0))
    line = np.repeat(np.arange(len(found)), [len(one) for one in found])
    x, y, weight = np.concatenate(found).T
    return Heights(line, x * 2 / scale, y * 2 / scale, weight)


def _rules(ink: Grey, scale: float) -> list[Floats]:
    """Rows of x, y (pixels) and weight for every level rule."""
    thick = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    opened = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, round(RUN * scale)), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=8, ltype=cv2.CV_16U)
    found = []
    for number in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[number])
        if w < RULE * scale or area > (THICK * scale + 2) * w or h > 0.15 * w + THICK * scale:
            continue
        own = labels[y : y + h, x : x + w] == number
        high = own.sum(axis=0)
        middle = (own * (np.arange(h)[:, None] + 0.5)).sum(axis=0) / np.maximum(high, 1) + y
        thin = (high > 0) & (high <= THICK * scale + 2)
        columns = np.flatnonzero(thin)
        found.append(_every(columns + x + 0.5, middle[columns], scale, SPREAD[0], single=False))
    return found


def _text_lines(ink: Grey, scale: float) -> list[Floats]:
    """The same for the feet of the letters of every line of text."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=cv2.CV_32S)
    stats = stats[1:]
    high = stats[(stats[:, 3] > TEXT[0] * scale) & (stats[:, 3] < TEXT[1] * scale)]
    if len(high) < FEWEST:
        return []
    body = float(np.median(high[:, 3]))
    letters = high[(high[:, 3] >= ALIKE[0] * body) & (high[:, 3] <= ALIKE[1] * body) & (high[:, 2] <= WIDEST * body)]
    letters = letters[np.argsort(letters[:, 0], kind="stable")]
    x, y, w, h, _ = letters.T
    lines: dict[int, list[int]] = {}
    of = np.full(len(letters), -1)
    for number, after in enumerate(_followers(x, x + w, y + h, body).tolist()):
        if of[number] < 0:
            of[number] = number
        lines.setdefault(int(of[number]), []).append(number)
        if after >= 0 and of[after] < 0:
            of[after] = of[number]
    chains = [np.array(one) for one in lines.values() if len(one) >= FEWEST]
    return [_every(x[one] + w[one] / 2, (y + h)[one].astype(float), scale, SPREAD[1], single=True) for one in chains]


def _followers(left: Any, right: Any, feet: Any, body: float) -> NDArray[np.int64]:
    """For letters in the order of their left edges, the number of the next one on the same level; -1: none."""
    found = np.full(len(left), -1)
    for ahead in range(1, len(left)):
        far = left[ahead:] - right[:-ahead]
        if not (left[ahead:] - left[:-ahead] <= (NEXT + WIDEST) * body).any():
            break
        near = (far <= NEXT * body) & (far > -0.3 * body) & (np.abs(feet[ahead:] - feet[:-ahead]) <= STEP * body)
        new = near & (found[:-ahead] < 0)
        found[:-ahead][new] = np.flatnonzero(new) + ahead
    return found


def _every(x: Any, y: Any, scale: float, spread: float, *, single: bool) -> Floats:
    """The usual height of a line in every stretch of it; of ``single`` letters the more tell the more."""
    stretch = (x / (EVERY * scale)).astype(np.int64)
    starts = np.flatnonzero(np.diff(stretch, prepend=-1))
    rows = []
    for first, last in pairwise([*starts.tolist(), len(x)]):
        count = last - first if single else 1
        rows.append((x[first:last].mean(), median(y[first:last].tolist()), count / spread**2))
    return np.array(rows, np.float64).reshape(-1, 3)


def fitted(heights: Heights, size: tuple[float, float], knots: tuple[float, float]) -> Bend:
    """The smooth displacement of a page of ``size`` (points) that makes its lines level; ``knots`` (points) are how far
    apart its grid is. Beyond what lines show it stays what it is at the last of them."""
    across, down = _knots(heights.x, size[0], knots[0]), _knots(heights.y, size[1], knots[1])
    lines = int(heights.line.max()) + 1
    middles = _means(heights.y, heights.weight, heights.line, lines)
    over, under = _shares(heights.x, across), _shares(middles[heights.line], down)
    terms = (under[:, :, None] * over[:, None, :]).reshape(len(over), -1)
    smooth = _smoothness(len(across), len(down), knots[0])
    weight: Floats = heights.weight
    rise: Floats = np.zeros(terms.shape[1])
    for _ in range(4):
        off = heights.y - _means(heights.y, weight, heights.line, lines)[heights.line]
        means = np.zeros((lines, terms.shape[1]))
        np.add.at(means, heights.line, terms * weight[:, None])
        means /= np.bincount(heights.line, weight, lines)[:, None]
        bare = terms - means[heights.line]
        weighed = np.ascontiguousarray(bare * weight[:, None])
        # OpenCV's product: numpy's starts threads
        square = np.asarray(cv2.gemm(weighed, bare, 1.0, np.zeros_like(smooth), 0.0, flags=cv2.GEMM_1_T), np.float64)
        rise = np.asarray(np.linalg.solve(square + smooth, weighed.T @ off), np.float64)
        left = off - bare @ rise
        weight = heights.weight / (1 + (left / STRAY) ** 2)
    grid = rise.reshape(len(down), len(across))
    grid = grid - grid.mean(axis=1, keepdims=True)
    return Bend(across, down, tuple(tuple(round(float(one), 3) for one in row) for row in grid))


def _knots(places: Floats, side: float, apart: float) -> tuple[float, ...]:
    """Knots from the first to the last of ``places``."""
    first, last = max(0.0, float(places.min())), min(side, float(places.max()))
    return tuple(
        round(float(one), 2) for one in np.linspace(first, last, max(2, math.ceil((last - first) / apart) + 1))
    )


def _means(values: Floats, weight: Floats, line: NDArray[np.int64], lines: int) -> Floats:
    return np.bincount(line, values * weight, lines) / np.maximum(np.bincount(line, weight, lines), 1e-9)


def _smoothness(across: int, down: int, apart: float) -> Floats:
    """What it costs the displacement to turn, as a quadratic form of its knots."""
    turn = np.diff(np.eye(across), 2, axis=0) / (CURVED * (apart / FINE[0]) ** 2)
    change = np.diff(np.eye(down), 1, axis=0) / TWISTED
    twist = np.diff(np.eye(across), 1, axis=0)
    form = np.kron(np.eye(down), turn.T @ turn) + np.kron(change.T @ change, twist.T @ twist)
    return np.asarray(form + 1e-3 * np.eye(across * down), np.float64)


def _shares(places: Any, knots: Sequence[float]) -> Floats:
    """How much of each knot there is at each of the ``places``: rows of two shares that make one."""
    where = np.interp(places, knots, np.arange(len(knots)))
    low = np.minimum(where.astype(np.int64), len(knots) - 2)
    shares = np.zeros((len(where), len(knots)))
    rows = np.arange(len(where))
    shares[rows, low] = 1 - (where - low)
    shares[rows, low + 1] = where - low
    return shares


def _bends(bend: Bend) -> bool:
    """Does the displacement bend any part of the page that has lines by more than counts?"""
    return bool(np.ptp(np.array(bend.rise), axis=1).max() > BENT)


def _told(bend: Bend, heights: Heights) -> bool:
    """Are the lines that it bends back level then?"""
    lines = int(heights.line.max()) + 1
    middles = _means(heights.y, heights.weight, heights.line, lines)
    moved = bend.at(heights.x, middles[heights.line])
    before, after = (
        value - _means(value, heights.weight, heights.line, lines)[heights.line]
        for value in (heights.y, heights.y - moved)
    )
    moved = moved - _means(moved, heights.weight, heights.line, lines)[heights.line]
    much = np.abs(moved) > BENT / 4
    if not much.any():
        return False
    return bool(np.median(np.abs(after[much])) < TOLD * np.median(np.abs(before[much])))
