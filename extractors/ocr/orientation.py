"""Pages fed in sideways or upside down: told by how little what is read reads like Thai, and turned."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import cv2
import numpy as np

from extractors.ocr.page import SeenLine
from extractors.ocr.picture import Grey, Picture, clean
from extractors.ocr.reading import rough_text
from extractors.ocr.rulings import find_rulings
from extractors.ocr.segments import body_height, find_pieces
from extractors.ocr.spelling import cost

LIKELY = 3.2
"""Nats per letter: the price of ordinary Thai is under 2, that of turned Thai over 5."""
ENOUGH = 20
"""Thai letters from which a reading can be judged."""
_SAMPLE = 8
_LONGEST = 45.0
"""Body heights: of a longer line, its beginning is read."""
_THAI = re.compile("[ก-ฺเ-๎]")


def reads_well(lines: Iterable[SeenLine]) -> bool:
    """Is what was read on a page Thai, as on a page that stands upright?"""
    price, letters = _price(line.reading.text for line in lines)
    return letters >= ENOUGH and price < LIKELY


def upright(grey: Grey, scale: float, width: float, height: float) -> Picture | None:
    """The page ``grey`` (``width`` × ``height`` points as shown) turned by the quarters that make it read like Thai,
    cleaned; ``None`` when no turn does."""
    best: tuple[float, Picture] | None = None
    for quarters in (1, 3, 2):
        turned = np.ascontiguousarray(np.rot90(grey, quarters))
        size = (width, height) if quarters == 2 else (height, width)
        picture = clean(turned, scale, *size, quarters=quarters)
        price, letters = _price(_sample(picture))
        if letters >= ENOUGH and price < LIKELY and (best is None or price < best[0]):
            best = price, picture
    return best[1] if best else None


def _price(texts: Iterable[str]) -> tuple[float, int]:
    """Nats per Thai letter of ``texts``, and how many Thai letters they have."""
    kept: Sequence[str] = list(texts)
    letters = sum(len(_THAI.findall(text)) for text in kept)
    return sum(cost(text) for text in kept) / max(1, letters), letters


def _sample(picture: Picture) -> list[str]:
    """What the fullest lines of a page say at a first reading."""
    ink = picture.ink()
    _, covered = find_rulings(ink, picture.scale)
    grey = picture.grey.copy()
    grey[covered > 0] = 255
    ink[covered > 0] = 0
    boxes = np.asarray(cv2.connectedComponentsWithStats(ink, connectivity=8)[2], np.int32)
    body = body_height(boxes[1:], picture.scale)
    pieces = find_pieces(boxes, np.arange(1, len(boxes), dtype=np.int32), body)
    found = []
    for piece in sorted(pieces, key=lambda one: -min(len(one.ids), 60))[:_SAMPLE]:
        top, right = max(0, piece.top - 2), min(piece.x1, piece.x0 + int(_LONGEST * body)) + 2
        strip = grey[top : piece.bottom + 2, max(0, piece.x0 - 2) : right]
        found.append(rough_text(strip, piece.base - top, piece.body))
    return found
