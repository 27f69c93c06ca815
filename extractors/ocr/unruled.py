"""The picture of a page without its ruling lines, and with all that stands on them.

In tight rows marks reach into the level rules over them. A rule is the same all along, so what is darker than it there
is something else's ink: at its grey edges that can be seen, in its black middle it is what leads from edge to edge.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from phaen.extractors.ocr.picture import Grey
from phaen.extractors.ocr.rulings import Rulings

WINDOW, STEP = 40.0, 6.0
"""Points of a rule that say how it looks in the middle of them: scanned rules are never quite level, nor evenly dark;
and points from one window to the next."""
USUAL = 0.6
"""Of the greys in one row of pixels, from dark to light: the rule's own, though letters stand on less than the half of
it, or less than the half of it is gaps."""
TELLING = 70
"""Grey levels that a rule must be lighter than ink where the ink of something else is to be told from it."""
AROUND = 5
"""Pixels beside a rule's ink where its blurred edges are."""

FRAYS, PALEST = 3, 215
"""Pixels over and under a rule that its frayed edges reach, and the palest grey level of ink there."""
HIGHEST = 6
"""Pixels: what is higher, not flat, and reaches as far beyond a rule as its frays is a mark that stands in it."""


def without_rules(grey: Grey, rulings: Rulings) -> Grey:
    """``grey`` without the rules; where something crosses a level one or ends in it, with its ink."""
    bare = grey.copy()
    for x, y, w, h in rulings.across:
        part = np.s_[max(0, y - AROUND) : y + h + AROUND, max(0, x - AROUND) : x + w + AROUND]
        band = grey[part].astype(np.float32)
        usual = _usual(band, rulings.scale)
        bare[part] = _without_frays(_freed(band, usual), usual)
    bare[rulings.down > 0] = 255
    return bare


def _usual(band: NDArray[np.float32], scale: float) -> NDArray[np.float32]:
    """How the rule in ``band`` looks at every pixel, whatever stands on it."""
    width = band.shape[1]
    step, reach = max(1, round(STEP * scale)), max(1, round(WINDOW * scale / 2))
    looks = []
    for start in range(0, width, step):
        middle = min(start + step // 2, width)
        first = min(max(0, middle - reach), max(0, width - 2 * reach))
        part = band[:, first : first + 2 * reach]
        at = min(part.shape[1] - 1, int(USUAL * part.shape[1]))
        looks.append(np.partition(part, at, axis=1)[:, at])
    return np.repeat(np.stack(looks, axis=1), step, axis=1)[:, :width]


def _freed(band: NDArray[np.float32], usual: NDArray[np.float32]) -> Grey:
    ink = usual.min(axis=0)
    room = usual - ink
    other = np.clip((usual - band) / np.maximum(room, 1), 0, 1)  # how much of a pixel is something else's ink
    black = room < TELLING
    rows = np.arange(band.shape[0], dtype=np.float32)
    # black rows of one rule stand together
    first, last = black.argmax(axis=0), band.shape[0] - 1 - black[::-1].argmax(axis=0)
    columns = np.arange(band.shape[1])
    over = np.where(first > 0, other[np.maximum(first - 1, 0), columns], 0)
    under = np.where(last < band.shape[0] - 1, other[np.minimum(last + 1, band.shape[0] - 1), columns], 0)
    part = (rows[:, None] - first + 1) / (last - first + 2)
    led = over * (1 - part) + under * part
    between = (rows[:, None] >= first) & (rows[:, None] <= last)
    other = np.where(between, led, other)
    return np.asarray(255 - other * (255 - ink), np.uint8)


def _without_frays(bare: Grey, usual: NDArray[np.float32]) -> Grey:
    """``bare`` without what is left in it of the frayed edges of a rule that looks as ``usual`` there. A mark that
    reaches into a rule comes from beyond them, and goes on no farther along the rule than it is high."""
    edges = cv2.dilate((usual < PALEST).astype(np.uint8), np.ones((2 * FRAYS + 1, 1), np.uint8))
    ink = (bare < PALEST).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    beyond = (ink > 0) & (edges == 0)
    enters = np.zeros(count, np.bool_)
    enters[np.unique(labels[beyond])] = True
    reach = int(edges.sum(axis=0).max())
    near = cv2.dilate(beyond.any(axis=0)[None, :].astype(np.uint8), np.ones((1, 2 * reach + 1), np.uint8))[0] > 0
    high = (stats[:, 3] > HIGHEST) & (stats[:, 2] < 2 * stats[:, 3])
    outmost = (edges > 0) & (cv2.erode(edges, np.ones((3, 1), np.uint8)) == 0)
    high &= np.bincount(labels[outmost], minlength=count) > 0
    kept = beyond | (ink > 0) & ((enters[labels] & near[None, :]) | high[labels])
    kept = cv2.dilate(kept.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    return np.where(kept | (edges == 0), bare, 255).astype(np.uint8)
