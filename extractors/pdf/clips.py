"""Characters that a clipping path hides, through PDFium.

A word processor cuts off what overflows a cell of fixed height; a browser cuts off, at the end of a page, the tips of
the next page's first line. All of it is in the text layer. Asking every character for its clipping is slow, so only
lines that can be hidden are asked: where text objects stand over each other, and the outermost of the page.
"""

from __future__ import annotations

import ctypes
from functools import partial
from typing import Any

import numpy as np
import pypdfium2.raw as raw
from numpy.typing import NDArray

from extractors.pdf.backend import Floats, Glyphs
from extractors.pdf.calls import fast

_VOID, _INT = ctypes.c_void_p, ctypes.c_int
_clip_path = fast(raw.FPDFPageObj_GetClipPath, _VOID, _VOID)
_clip_count = fast(raw.FPDFClipPath_CountPaths, _INT, _VOID)
_clip_segments = fast(raw.FPDFClipPath_CountPathSegments, _INT, _VOID, _INT)
_clip_segment = fast(raw.FPDFClipPath_GetPathSegment, _VOID, _VOID, _INT, _INT)
_segment_point = fast(raw.FPDFPathSegment_GetPoint, _INT, _VOID, _VOID, _VOID)

_MAX_RUNS = 400
_EDGE_LINES = 4

Box = tuple[float, float, float, float]


def without_clipped(glyphs: Glyphs, handles: NDArray[np.int64]) -> Glyphs:
    """``glyphs`` (user space, y upwards) without those that clipping hides; ``handles``: text objects by run."""
    if not len(glyphs):
        return glyphs
    hidden = np.zeros(len(glyphs), bool)
    levels = _clashing_levels(glyphs)
    if len(levels):
        beside = np.isin(np.round(glyphs.y, 1), levels)
        for number in np.unique(glyphs.run[beside]).tolist()[:_MAX_RUNS]:
            _hide(glyphs, handles, number, hidden)
    upright = np.round(glyphs.y[glyphs.turn == 0], 1)
    for furthest in (np.min, np.max):
        _hide_edge(glyphs, handles, hidden, partial(furthest), upright)
    return glyphs.take(~hidden) if hidden.any() else glyphs


def _clashing_levels(glyphs: Glyphs) -> Floats:
    """Baselines on which letters of two text objects stand over each other."""
    order = np.lexsort((glyphs.x0, np.round(glyphs.y / 4)))
    x0, x1, y, run = glyphs.x0[order], glyphs.x1[order], glyphs.y[order], glyphs.run[order]
    width = np.minimum(x1[1:] - x0[1:], x1[:-1] - x0[:-1])
    clash = (run[1:] != run[:-1]) & (np.abs(np.diff(y)) < 8) & (width > 0.5)
    clash &= x1[:-1] - x0[1:] > 0.5 * width
    return np.unique(np.round(np.concatenate([y[1:][clash], y[:-1][clash]]), 1))


def _hide_edge(glyphs: Glyphs, handles: NDArray[np.int64], hidden: NDArray[np.bool_], furthest: Any, y: Floats) -> None:
    """Hide the outermost lines of a page as long as they are cut off."""
    for _ in range(_EDGE_LINES):
        if not len(y):
            return
        level = float(furthest(y))
        line = np.flatnonzero((np.abs(glyphs.y - level) <= 0.1) & (glyphs.turn == 0) & ~hidden)
        runs = np.unique(glyphs.run[line])
        if not len(runs) or not _hide(glyphs, handles, int(runs[0]), hidden):
            return
        for number in runs[1:_MAX_RUNS].tolist():
            _hide(glyphs, handles, number, hidden)
        y = y[np.abs(y - level) > 0.1]


def _hide(glyphs: Glyphs, handles: NDArray[np.int64], number: int, hidden: NDArray[np.bool_]) -> bool:
    """Mark in ``hidden`` what clipping hides of the text object ``number``; was it anything?"""
    box = _clip_box(int(handles[number]))
    if box is None:
        return False
    mine = np.flatnonzero((glyphs.run == number) & (glyphs.turn == 0))
    middle = (glyphs.x0[mine] + glyphs.x1[mine]) / 2
    level = glyphs.y[mine] + 0.25 * glyphs.size[mine]
    out = (middle < box[0]) | (middle > box[2]) | (level < box[1]) | (level > box[3])
    hidden[mine[out]] = True
    return bool(out.any())


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
