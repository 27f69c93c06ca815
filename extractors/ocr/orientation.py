"""Pages fed in sideways or upside down: told by how little what is read reads like Thai, and turned."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from phaen.extractors.ocr.page import Layout, lay_out
from phaen.extractors.ocr.picture import Grey, Picture, clean
from phaen.extractors.ocr.reading import rough_text
from phaen.extractors.ocr.spelling import cost

LIKELY = 3.2
"""Nats per letter: the price of ordinary Thai is under 2, that of turned Thai over 5."""
ENOUGH = 20
"""Thai letters from which a reading can be judged."""
PLENTY, SURELY = 40, 2.4
"""Letters, and nats for each, from which no further line is needed."""
_SAMPLE = 5
_FULL = 50
_LONGEST = 45.0
"""Body heights: of a longer line, its beginning is read."""
_THAI = re.compile("[ก-ฺเ-๎]")


def stands_upright(layout: Layout) -> bool:
    """Do the fullest lines of a page read like Thai?"""
    price, letters = 0.0, 0
    for text in _sample(layout):  # as many as it takes
        price, letters = price + cost(text), letters + len(_THAI.findall(text))
        if letters >= PLENTY and price < SURELY * letters:
            return True
    return letters >= ENOUGH and price < LIKELY * letters


def upright(shown: tuple[Grey, float, float, float], number: int) -> tuple[Picture, Layout] | None:
    """The rendered page ``shown`` (grey picture, pixels per point, width, height) turned by the quarters that make it
    read like Thai; ``None`` when no turn does."""
    grey, scale, width, height = shown
    for quarters in (1, 3, 2):
        turned = np.ascontiguousarray(np.rot90(grey, quarters))
        size = (width, height) if quarters == 2 else (height, width)
        picture = clean(turned, scale, *size, quarters=quarters)
        layout = lay_out(picture, number)
        if stands_upright(layout):
            return picture, layout
    return None


def _sample(layout: Layout) -> Iterator[str]:
    """What the fullest lines of a page say at a first look."""
    pieces = [piece for _, region in layout.regions for piece in region]
    for piece in sorted(pieces, key=lambda one: -min(len(one.ids), _FULL))[:_SAMPLE]:
        top, right = max(0, piece.top - 2), min(piece.x1, piece.x0 + int(_LONGEST * layout.body)) + 2
        strip = layout.grey[top : piece.bottom + 2, max(0, piece.x0 - 2) : right]
        yield rough_text(strip, piece.base - top, piece.body)
