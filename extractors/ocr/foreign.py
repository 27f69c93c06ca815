"""Ink that was not printed: strokes of pens and rubber stamps over the print.

Where a scan has greys, such ink is paler than print at its darkest, and its strokes are thin and far longer than those
of letters. They are taken off the picture; print that they cross is darker and stays.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
Numbers = NDArray[np.int32]

INK = 170
"""Grey level, of evenly lit paper at 255: darker is ink."""
PALER = 50
"""Grey levels that foreign ink is paler than print usually is, each at its darkest."""
BETWEEN, PRINT = (0.4, 0.6), 0.9
"""Where such ink was found, what is as dark as so much of a page's ink is print, but no less and no more than so much
of the way from print to foreign ink: thin type has pale strokes."""
DARKEST = np.ones((5, 5), np.uint8)
"""Pixels around the darkest ones of a stroke that are as sure to be its own."""
LONG, FLAT, THICK = 16.0, 3.0, 2.5
"""Points: a foreign stroke that can be told by itself is as long, its box not flatter (what is left of rules is), its
ink not thicker (large type in colour is)."""
ENOUGH = 60.0
"""Points of such strokes, width and height together, that a page with foreign ink has."""
PARTS = ((8.0, 12.0), (5.0, 6.0), (1.0, 2.2))
"""Points: pale ink as long, and as near to foreign ink, is foreign: a stroke is parted by the print that it crosses."""
ROUNDS = 6
"""Times that parts of parts are looked for."""
AROUND = 150.0
"""Points around foreign strokes in which their parts are looked for."""
LETTER, GROUP = 1.5, 10.0
"""Points: how high signs of a stamp are at least; the paper between strokes of one stamp at most."""
RULE = 30
"""Grey levels that a pixel has lost by a rule that was taken off: it is the rule's."""
RIM = np.ones((7, 7), np.uint8)
"""Pixels around foreign ink that its blurred edges reach."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """Where foreign ink is: ``mask`` (1 or 0) of the part of a picture whose first row and column are ``top`` and
    ``left``; what is darker than the grey level ``limit`` there is print."""

    top: int
    left: int
    mask: Grey
    limit: int

    @property
    def part(self) -> tuple[slice, slice]:
        """The rows and columns of the picture."""
        height, width = self.mask.shape
        return np.s_[self.top : self.top + height, self.left : self.left + width]

    def within(self, x0: int, top: int, x1: int, bottom: int) -> bool:
        """Is foreign ink in a box (pixels of the picture)?"""
        y, x = self.top, self.left
        return bool(self.mask[max(0, top - y) : max(0, bottom - y), max(0, x0 - x) : max(0, x1 - x)].any())


def find_foreign(bare: Grey, scale: float) -> Foreign | None:
    """Where foreign ink is in an evenly lit picture without rules (``scale`` pixels to a point); ``None`` where none
    is, or the picture has no greys to tell it."""
    ink, core = _looks(bare, DARKEST)
    usual, palest = _usual(core, ink), _usual(core, ink, PRINT)
    rough = _pale(np.ascontiguousarray(ink[::2, ::2]), np.ascontiguousarray(core[::2, ::2]), usual + PALER)
    boxes = _strokes(rough, scale / 2)[1]
    if (boxes[:, 2] + boxes[:, 3]).sum() < ENOUGH * scale / 2:
        return None
    around = round(AROUND * scale)
    left, top = np.maximum(boxes[:, :2].min(axis=0) * 2 - around, 0).tolist()
    right, bottom = ((boxes[:, :2] + boxes[:, 2:4]).max(axis=0) * 2 + around).tolist()
    ink, core = ink[top:bottom, left:right], core[top:bottom, left:right]
    labels, boxes = _strokes(_pale(ink, core, usual + PALER), scale)
    if (boxes[:, 2] + boxes[:, 3]).sum() < ENOUGH * scale:
        return None
    seeds = np.isin(labels, boxes[:, 5]).astype(np.uint8)
    least, most = (round(usual + part * (_usual(core, seeds) - usual)) for part in BETWEEN)
    limit = min(max(palest, least), most)
    pale = _pale(ink, core, limit)
    labels, boxes = _strokes(pale, scale)
    mask = _grown(pale, seeds | np.isin(labels, boxes[:, 5]), scale)
    return Foreign(top, left, np.maximum(mask, _letters_of_stamps(_pale(ink, core, most), mask, scale)), limit)


def without_foreign(grey: Grey, bare: Grey, foreign: Foreign) -> Grey:
    """``grey`` without ``foreign`` ink and with its rules, which ``bare`` does not have."""
    part = foreign.part
    _, core = _looks(bare[part], DARKEST)
    clear = (cv2.dilate(foreign.mask, RIM) > 0) & (core >= foreign.limit)
    clear &= cv2.subtract(bare[part], grey[part]) < RULE
    cleaned = grey.copy()
    cleaned[part][clear] = 255
    return cleaned


def _looks(grey: Grey, around: Grey) -> tuple[Grey, Grey]:
    """1 where there is ink, else 0; the darkest grey level ``around`` every pixel."""
    smooth = cv2.GaussianBlur(grey, (3, 3), 0)
    ink = cv2.threshold(smooth, INK - 1, 1, cv2.THRESH_BINARY_INV)[1]
    return np.asarray(ink, np.uint8), np.asarray(cv2.erode(smooth, around), np.uint8)


def _usual(core: Grey, ink: Grey, share: float = 0.5) -> int:
    """The grey level that a ``share`` of ``ink`` is as dark as, at its darkest."""
    counts = cv2.calcHist([core], [0], ink, [256], [0, 256]).ravel().cumsum()
    return int(np.searchsorted(counts, share * counts[-1]))


def _pale(ink: Grey, core: Grey, limit: int) -> Grey:
    """1 where there is ink that is not print."""
    return np.asarray(cv2.threshold(core, limit - 1, 1, cv2.THRESH_BINARY)[1], np.uint8) & ink


def _strokes(pale: Grey, scale: float) -> tuple[Numbers, Numbers]:
    """The number of the piece of ``pale`` ink at every pixel; of the pieces that are foreign by themselves the box, the
    area and the number."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(pale, connectivity=8, ltype=cv2.CV_32S)
    w, h, area = stats[:, 2], stats[:, 3], stats[:, 4]
    own = (np.maximum(w, h) >= LONG * scale) & (np.minimum(w, h) >= FLAT * scale) & (area <= THICK * scale * (w + h))
    own[0] = False
    numbers = np.flatnonzero(own)
    return np.asarray(labels, np.int32), np.column_stack([stats[numbers], numbers]).astype(np.int32)


def _grown(pale: Grey, seeds: Grey, scale: float) -> Grey:
    """``seeds`` with the ``pale`` ink that goes on from them."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(pale, connectivity=8, ltype=cv2.CV_32S)
    side = np.maximum(stats[:, 2], stats[:, 3])
    own = np.zeros(len(stats), np.bool_)
    own[labels[(seeds & pale) > 0]] = True
    mask = np.asarray(own.astype(np.uint8)[labels], np.uint8)
    for _ in range(ROUNDS):
        before = own.sum()
        for long, near in PARTS:
            reach = 2 * round(near * scale) + 1
            around = np.asarray(cv2.dilate(mask, np.ones((reach, reach), np.uint8)), np.uint8)
            numbers = np.unique(labels[(around & pale) > 0])
            own[numbers[side[numbers] >= long * scale]] = True
            mask = np.asarray(own.astype(np.uint8)[labels], np.uint8)
        if own.sum() == before:
            break
    return mask


def _letters_of_stamps(pale: Grey, foreign: Grey, scale: float) -> Grey:
    """Signs within the strokes of a stamp that are wholly as pale as these."""
    reach = round(GROUP * scale / 4)
    small = cv2.resize(foreign * 255, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    small = cv2.dilate((small > 0).astype(np.uint8), np.ones((reach, reach), np.uint8))
    outlines, _ = cv2.findContours(small, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    inside = np.zeros_like(small)
    for outline in outlines:
        cv2.fillConvexPoly(inside, cv2.convexHull(outline), 1)
    inside = cv2.resize(inside, (pale.shape[1], pale.shape[0]), interpolation=cv2.INTER_NEAREST)
    own_ink = pale & np.asarray(inside, np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(own_ink, connectivity=8, ltype=cv2.CV_32S)
    own = np.maximum(stats[:, 2], stats[:, 3]) >= LETTER * scale
    own[0] = False
    return np.asarray(own.astype(np.uint8)[labels], np.uint8)
