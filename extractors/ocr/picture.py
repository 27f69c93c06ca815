"""A page as a clean, level, grey picture: rendered, lit evenly, turned so that its lines run level."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from phaen.extractors.model import BBox
from phaen.extractors.ocr.dewarp import Bend, find_bend

cv2.setNumThreads(1)  # its own threads cost a third more computing than they save: every core has a worker

Grey = NDArray[np.uint8]

DPI = 300
"""Letters of 12 points are then about 25 pixels high, what Tesseract was trained on."""
MAX_SIDE = 6000
"""Pixels: a larger page (a plan drawing) is rendered more coarsely."""
DARK, PALE = 170, 190
"""Grey levels, of evenly lit paper at 255: a darker pixel than the first is ink, a paler one than the second is none;
between both the page decides. Coarse scans show hair lines paler than stems, and thin letters would break."""
SMOOTH = 0.19
"""Points: the grain of a scan is smoothed over this much before ink is told from paper."""
EDGE, EDGE_INK = (8.0, 12.0), 100
"""Points from the border of a picture in which the paper's edge may show, and how long it is there; as dark as this
nearly none of it is."""
MAX_TURN = 3.0
"""Degrees: a page fed in more askew than that is no office scan."""


@dataclass(frozen=True, slots=True)
class Picture:
    """``grey`` is upright and level; ``scale`` pixels make one point; ``width`` × ``height`` are its, in points.

    ``quarters`` says how often the page as shown was turned by 90°, ``turn`` by how many degrees then (both
    counter-clockwise), and how it was bent then (``bend``), to become upright and level. ``width`` and ``height`` are
    those of the turned page.
    """

    grey: Grey
    scale: float
    width: float
    height: float
    turn: float
    quarters: int = 0
    bend: Bend | None = None

    def ink(self) -> Grey:
        """1 where there is ink, else 0."""
        return self._darker(DARK)

    def letters(self) -> Grey:
        """1 where there is ink, hair lines that are paler than stems included, else 0."""
        return self._darker(None)

    def _darker(self, level: float | None) -> Grey:
        smooth = cv2.GaussianBlur(self.grey, (0, 0), SMOOTH * self.scale)
        if level is None:
            level, _ = cv2.threshold(smooth, 0, 1, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
        return np.ascontiguousarray(smooth < min(max(level, DARK), PALE), np.uint8)

    def on_page(self, box: BBox) -> BBox:
        """A box of the level picture (points) where it stands on the page as shown: bent, then turned back about the
        middle."""
        bent = self.bend.bent_back(box) if self.bend else box
        return self._turned_back(self._slanted_back(bent))

    def _turned_back(self, box: BBox) -> BBox:
        """A box of the page after ``quarters``, on the page as shown."""
        x0, top, x1, bottom = box
        if self.quarters == 1:
            return (round(self.height - bottom, 2), x0, round(self.height - top, 2), x1)
        if self.quarters == 2:
            width, height = self.width, self.height
            return (round(width - x1, 2), round(height - bottom, 2), round(width - x0, 2), round(height - top, 2))
        if self.quarters == 3:
            return (top, round(self.width - x1, 2), bottom, round(self.width - x0, 2))
        return box

    def _slanted_back(self, box: BBox) -> BBox:
        if not self.turn:
            return box
        angle = math.radians(self.turn)
        cos, sin = math.cos(angle), math.sin(angle)
        cx, cy = (box[0] + box[2]) / 2 - self.width / 2, (box[1] + box[3]) / 2 - self.height / 2
        x, y = cos * cx - sin * cy + self.width / 2, sin * cx + cos * cy + self.height / 2
        w, h = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
        return (round(x - w, 2), round(y - h, 2), round(x + w, 2), round(y + h, 2))


def render(document: Any, index: int) -> tuple[Grey, float, float, float]:
    """Page ``index`` of an open PDFium document as shown: grey picture, pixels per point, width, height in points."""
    page: pdfium.PdfPage = document[index]
    try:
        width, height = (float(side) for side in page.get_size())
        scale = min(DPI / 72, MAX_SIDE / max(width, height, 1.0))
        picture = page.render(scale=scale, grayscale=True, may_draw_forms=False).to_numpy()
    finally:
        page.close()
    grey = np.ascontiguousarray(picture[:, :, 0] if picture.ndim == 3 else picture, np.uint8)
    return grey, grey.shape[1] / width, width, height


def clean(grey: Grey, scale: float, width: float, height: float, *, quarters: int = 0) -> Picture:
    """``grey`` (already turned by ``quarters``) lit evenly, turned and bent level; without ink it comes back as it
    is."""
    even = level = evenly_lit(grey)
    turn = skew(even)
    matrix = cv2.getRotationMatrix2D((even.shape[1] / 2, even.shape[0] / 2), turn, 1.0)
    if turn:
        size = (even.shape[1], even.shape[0])
        level = _u8(cv2.warpAffine(even, matrix, size, flags=cv2.INTER_CUBIC, borderValue=255))
    bend = find_bend(level, scale)
    if bend:  # from the picture before it was turned: each step blurs hair lines
        level = bend.levelled(even, scale, np.asarray(cv2.invertAffineTransform(matrix), np.float64))
    return Picture(_without_edges(level, scale), scale, width, height, turn, quarters, bend)


def _without_edges(level: Grey, scale: float) -> Grey:
    """``level``, changed in place, without the grey edges of the paper: pale, and along them longer than letters."""
    wide = round(EDGE[0] * scale)
    for side in (level[:wide], level[-wide:], level[:, :wide], level[:, -wide:]):
        ink = (side < PALE).astype(np.uint8)
        count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
        for number in range(1, count):
            x, y, w, h, _ = stats[number].tolist()
            part = np.s_[y : y + h, x : x + w]
            if max(w, h) >= EDGE[1] * scale and np.percentile(side[part][labels[part] == number], 10) >= EDGE_INK:
                side[part][labels[part] == number] = 255
    return level


def evenly_lit(grey: Grey) -> Grey:
    """The picture divided by its paper: shadows of folds and bindings go, ink stays."""
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((9, 9), np.uint8)), 21)
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return _u8(cv2.divide(grey, np.maximum(paper, 1), scale=255))


def skew(grey: Grey) -> float:
    """Degrees to turn the picture by (counter-clockwise) so that its lines are level; 0 when none can be told."""
    factor = min(1.0, 900 / max(grey.shape))
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    ink = (small < 200).astype(np.float32)
    if ink.sum() < 50:
        return 0.0
    best = 0.0
    half = cv2.resize(ink, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    coarse = np.asarray(half, np.float32)  # enough for the first look
    for seen, step, reach in ((coarse, 0.25, MAX_TURN), (ink, 0.05, 0.25)):
        angles = np.arange(best - reach, best + reach + step / 2, step)
        best = float(angles[int(np.argmax([_sharpness(seen, float(angle)) for angle in angles]))])
    best = round(best, 2)
    return 0.0 if abs(best) < 0.04 or abs(best) >= MAX_TURN else best


def _sharpness(ink: NDArray[np.float32], angle: float) -> float:
    """How sharply rows of ink and rows of paper are parted when the picture is turned by ``angle``."""
    middle = (ink.shape[1] / 2, ink.shape[0] / 2)
    matrix = cv2.getRotationMatrix2D(middle, angle, 1.0)
    turned = cv2.warpAffine(ink, matrix, (ink.shape[1], ink.shape[0]), flags=cv2.INTER_LINEAR)
    return float((np.diff(turned.sum(axis=1)) ** 2).sum())


def _u8(picture: Any) -> Grey:
    return np.ascontiguousarray(picture, np.uint8)
