"""Arabic figures whose ink does not enclose what their digits enclose: 4 and 6 look alike where ink is thick, and then
every reading of the line says the same wrong digit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray
from phaen.extractors.ocr.figures import figures
from phaen.extractors.ocr.gaps import LOW
from phaen.extractors.ocr.reading import Reading
from phaen.extractors.ocr.segments import Numbers

_FIGURE = re.compile("[0-9]+(?:[.,]+[0-9]+)*")
_ENDS = re.compile("[.,]?")
_LETTERS = re.compile("[ก-ฺเ-๎A-Za-z]")
_ENCLOSING = frozenset("04689")
SMALLEST = 0.02
"""Of a digit's box: paper enclosed by less ink than this is grain or a stroke that is not even."""
FOOT = 0.23
"""Heights of a digit from its foot to the paper that it encloses: 6 and 0 have 0.22 at most, thick ink included, 4 has
0.24 at least (82 font files: all of Debian's ``fonts-thai-tlwg`` and DejaVu, and Sarabun)."""
HEAD = 0.28
"""Heights of a digit from its head: 9 and 0 have 0.22 at most (0 by ink two pixels thicker), 6 has 0.35 at least."""
BESIDE = 0.15
"""Body heights that a word's ink may reach over the place that Tesseract gives it."""


@dataclass(frozen=True, slots=True)
class Counter:
    """Paper that a digit encloses: how far from its ``head`` and ``foot``, in heights of the digit."""

    head: float
    foot: float


def counters(ink: NDArray[np.bool_]) -> list[Counter]:
    """What the ``ink`` of a digit, which fills its box, encloses."""
    height, width = ink.shape
    paper = np.pad(~ink, 1, constant_values=True).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(paper, connectivity=4)
    inner = [one for one in stats[1:].tolist() if one[0] > 0 and one[4] >= SMALLEST * height * width]
    return [Counter((y - 1) / height, (height - (y - 1) - h) / height) for _, y, _, h, _ in inner]


def fits(digit: str, ink: NDArray[np.bool_], *, lone: bool = False) -> bool:
    """May this ``ink`` be an Arabic ``digit``? Where nothing is enclosed, a stroke may be broken or filled: nothing is
    told, but a ``lone`` digit that ought to enclose something is in doubt (a fax gave 1 a foot, and it was read as
    4)."""
    found = counters(ink)
    if not found:
        return not lone or digit not in _ENCLOSING
    low, high = min(one.foot for one in found) < FOOT, min(one.head for one in found) < HEAD
    match digit:
        case "0":
            return low and high and len(found) == 1
        case "4":
            return not low
        case "6":
            return low and not high
        case "8":
            return len(found) > 1
        case "9":
            return high and not low
        case _:
            return False


def doubting_counters(reading: Reading, boxes: Numbers, ids: Numbers, labels: Numbers, body: float) -> Reading:
    """``reading`` with those figures doubtful whose ink does not fit. The words have their places in pixels of the
    picture; ``ids`` are the pieces of ink of the line, ``labels`` every pixel's."""
    high = ids[boxes[ids, 3] >= LOW * body]
    high = high[np.argsort(boxes[high, 0])]
    middles = boxes[high, 0] + boxes[high, 2] / 2
    doubted: list[str] = []
    lone = sum(map(str.isdecimal, reading.text)) == 1 and not _LETTERS.search(reading.text)
    for word in reading.words:
        if not (figure := _FIGURE.match(word.text)):
            continue
        digits = [sign for sign in figure[0] if sign.isdecimal()]
        own = high[(middles > word.x0 - BESIDE * body) & (middles < word.x1 + BESIDE * body)]
        if len(own) > len(digits) and _ENDS.fullmatch(word.text[figure.end() :]):
            continue  # something else stands there
        if len(own) >= len(digits) and not _fit(digits, own[: len(digits)].tolist(), boxes, labels, lone=lone):
            doubted += figures(figure[0])
    return replace(reading, doubtful=tuple(dict.fromkeys([*reading.doubtful, *doubted]))) if doubted else reading


def _fit(digits: Sequence[str], pieces: Sequence[int], boxes: Numbers, labels: Numbers, *, lone: bool) -> bool:
    """Does every piece of ink fit its digit? ``lone``: there is no other sign in the line."""
    for digit, number in zip(digits, pieces, strict=True):
        x, y, w, h = boxes[number, :4].tolist()
        if not fits(digit, labels[y : y + h, x : x + w] == number, lone=lone):
            return False
    return True
