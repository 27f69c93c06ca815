"""Characters that a clipping path hides, through PDFium.

A word processor cuts off what overflows a cell of fixed height; a browser cuts off, at the end of a page, the tips of
the next page's first line. All of it is in the text layer.
"""

from __future__ import annotations

import ctypes
from collections.abc import Mapping

import numpy as np
import pypdfium2.raw as raw
from numpy.typing import NDArray
from phaen.extractors.pdf.source.backend import Glyphs
from phaen.extractors.pdf.source.calls import fast

_VOID, _INT = ctypes.c_void_p, ctypes.c_int
_clip_path = fast(raw.FPDFPageObj_GetClipPath, _VOID, _VOID)
_clip_count = fast(raw.FPDFClipPath_CountPaths, _INT, _VOID)
_clip_segments = fast(raw.FPDFClipPath_CountPathSegments, _INT, _VOID, _INT)
_clip_segment = fast(raw.FPDFClipPath_GetPathSegment, _VOID, _VOID, _INT, _INT)
_segment_point = fast(raw.FPDFPathSegment_GetPoint, _INT, _VOID, _VOID, _VOID)

_MAX_RUNS = 4000

Box = tuple[float, float, float, float]
Matrix = tuple[float, ...]


def without_clipped(glyphs: Glyphs, handles: NDArray[np.int64], placed: Mapping[int, Matrix]) -> Glyphs:
    """``glyphs`` (user space, y upwards) without those that clipping hides.

    ``handles``: text objects by run. ``placed``: what leads from the space of an object's clipping path to the page's,
    for objects inside Form XObjects.
    """
    hidden = np.zeros(len(glyphs), bool)
    for number in np.unique(glyphs.run).tolist()[:_MAX_RUNS]:
        handle = int(handles[number])
        box = _clip_box(handle)
        if box is not None:
            _hide(glyphs, number, _moved(box, placed[handle]) if handle in placed else box, hidden)
    return glyphs.take(~hidden) if hidden.any() else glyphs


def _hide(glyphs: Glyphs, number: int, box: Box, hidden: NDArray[np.bool_]) -> None:
    """Mark in ``hidden`` what of the text object ``number`` stands outside ``box``."""
    mine = np.flatnonzero((glyphs.run == number) & (glyphs.turn == 0))
    middle = (glyphs.x0[mine] + glyphs.x1[mine]) / 2
    level = glyphs.y[mine] + 0.25 * glyphs.size[mine]
    hidden[mine[(middle < box[0]) | (middle > box[2]) | (level < box[1]) | (level > box[3])]] = True


def _moved(box: Box, matrix: Matrix) -> Box:
    """The box of ``box`` as ``matrix`` places it."""
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in box[::2] for y in box[1::2]]
    ys = [b * x + d * y + f for x in box[::2] for y in box[1::2]]
    return (min(xs), min(ys), max(xs), max(ys))


def _clip_box(handle: int) -> Box | None:
    """The box (x0, y0, x1, y1) that clipping leaves of an object, ``None`` without clipping."""
    clip = _clip_path(handle)
    count = _clip_count(clip) if clip else 0
    box: list[float] | None = None
    point = np.zeros(2, np.float32)
    at = point.ctypes.data
    for index in range(min(max(count, 0), 20)):
        xs, ys = [], []
        for segment in range(min(max(_clip_segments(clip, index), 0), 50)):
            _segment_point(_clip_segment(clip, index, segment), at, at + 4)
            xs.append(point[0].item())
            ys.append(point[1].item())
        if xs:
            new = [min(xs), min(ys), max(xs), max(ys)]
            box = new if box is None else [*map(max, box[:2], new[:2]), *map(min, box[2:], new[2:])]
    return (box[0], box[1], box[2], box[3]) if box else None
