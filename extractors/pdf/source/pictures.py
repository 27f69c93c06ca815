"""Tables that stand on a page of text as pictures: found by the picture's area, and by the rules that it shows."""

from __future__ import annotations

import numpy as np
from phaen.extractors.model import BBox
from phaen.extractors.pdf.settings import PICTURES
from phaen.extractors.pdf.source.backend import Floats, Glyphs, Ints
from phaen.extractors.pdf.source.objects import DrawnObjects
from phaen.extractors.pdf.source.visibility import Frame, boxes_on_picture, draw_page


def table_pictures(page: int, frame: Frame, turns: int, glyphs: Glyphs, drawn: DrawnObjects) -> list[BBox]:
    """Boxes (user space) of pictures without text over them that show ruling lines across and down.

    ``page`` is the address of the page, ``frame`` its visible box; the page is drawn only when a picture is large.
    """
    area = max((frame[2] - frame[0]) * (frame[3] - frame[1]), 1.0)
    found: list[BBox] = []
    for x0, y0, x1, y1, *_, picture in drawn.covers:
        share, width = (x1 - x0) * (y1 - y0) / area, (x1 - x0) / max(frame[2] - frame[0], 1.0)
        if not picture or not PICTURES.area <= share <= PICTURES.page or width < PICTURES.width:
            continue
        inside = (glyphs.x0 > x0) & (glyphs.x1 < x1) & (glyphs.y > y0) & (glyphs.y < y1)
        if inside.sum() <= PICTURES.letters:
            found.append((x0, y0, x1, y1))
    if not found:
        return []
    pixels = draw_page(page)
    if pixels is None:
        return []
    dark = pixels.max(axis=2) < PICTURES.dark
    boxes = boxes_on_picture(np.array(found, np.float64), frame, turns, dark.shape)
    return [box for box, place in zip(found, boxes, strict=True) if _is_ruled(dark, place)]


def _is_ruled(dark: np.ndarray, box: Ints | np.ndarray) -> bool:
    """Do lines run across and down the picture?"""
    x0, top, x1, bottom = box.tolist()
    part = dark[top:bottom, x0:x1]
    if min(part.shape) < 20:
        return False
    across, down = _lines(part.mean(axis=1), PICTURES.along), _lines(part.mean(axis=0), PICTURES.upright)
    return across >= PICTURES.across and down >= PICTURES.down


def _lines(shares: Floats, along: float) -> int:
    """How many separate stretches of rows (or columns) are dark nearly all along."""
    ruled = shares >= along
    return int((ruled[1:] & ~ruled[:-1]).sum() + ruled[0])
