"""Characters that a clipping path hides, through PDFium.

A word processor cuts off what overflows a cell of fixed height; a browser cuts off, at the end of a page, the tips of
the next page's first line. All of it is in the text layer.
"""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
from itertools import repeat

import numpy as np
import pypdfium2.raw as raw
from numpy.typing import NDArray
from phaen.extractors.pdf.glyphs.runs import letters_of, run_starts
from phaen.extractors.pdf.source.backend import Glyphs
from phaen.extractors.pdf.source.calls import fast

_VOID, _INT = ctypes.c_void_p, ctypes.c_int
_clip_path = fast(raw.FPDFPageObj_GetClipPath, _VOID, _VOID)
_clip_count = fast(raw.FPDFClipPath_CountPaths, _INT, _VOID)
_clip_segments = fast(raw.FPDFClipPath_CountPathSegments, _INT, _VOID, _INT)
_clip_segment = fast(raw.FPDFClipPath_GetPathSegment, _VOID, _VOID, _INT, _INT)
_segment_point = fast(raw.FPDFPathSegment_GetPoint, _INT, _VOID, _VOID, _VOID)

_MAX_RUNS = 4000
_MAX_PATHS = 20
_MAX_SEGMENTS = 50
_CELL = 0.5
"""Share of the page's height: a clipping box that is lower belongs to a cell, not to the page's text."""

Box = tuple[float, float, float, float]
Matrix = tuple[float, ...]


def clipped_letters(
    glyphs: Glyphs, handles: NDArray[np.int64], placed: Mapping[int, Matrix], height: float
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], frozenset[int]]:
    """Which of ``glyphs`` (user space, y upwards) clipping hides, which of these are lost, and the runs that it cuts.

    Of a run cut at its left or right no glyph counts as hidden: the page shows that there is more, and where it
    belongs. What is cut off at the end of a page, of ``height`` points, stands on the next one; lost is what is cut off
    by something smaller, a cell.

    ``handles``: text objects by run. ``placed``: what leads from the space of an object's clipping path to the page's,
    for objects inside Form XObjects.
    """
    numbers, inverse = np.unique(glyphs.run, return_inverse=True)
    boxes = np.tile(np.array([-np.inf, -np.inf, np.inf, np.inf]), (len(numbers), 1))
    points = np.zeros((_MAX_SEGMENTS, 2), np.float32)
    at = points.ctypes.data
    known: dict[tuple[int | None, ...], Box | None] = {}
    for k, handle in enumerate(handles[numbers[:_MAX_RUNS]].tolist()):
        box = _clip_box(handle, points, at, known)
        if box is not None:
            boxes[k] = _moved(box, placed[handle]) if handle in placed else box
    x0, y0, x1, y1 = boxes[inverse].T
    middle = (glyphs.x0 + glyphs.x1) / 2
    middle_height = glyphs.y + 0.25 * glyphs.size
    upright = glyphs.turn == 0
    side = upright & ((middle < x0) | (middle > x1))
    level = upright & ((middle_height < y0) | (middle_height > y1))
    hidden = level | side
    if not hidden.any():
        return hidden, hidden, frozenset()
    cut: set[int] = set()
    letters = letters_of(glyphs)
    starts = run_starts(glyphs, letters)
    ends = np.append(letters[starts[1:]], len(glyphs))  # with the marks of a run's last letter
    for run, end in zip(np.split(letters, starts[1:]), ends.tolist(), strict=True):
        beyond = side[run] & ~level[run]
        if beyond.any() and not hidden[run].all():
            hidden[run[0] : end] = level[run[0] : end]
            cut.update(glyphs.run[run].tolist())
    return hidden, hidden & ((y1 - y0 < _CELL * height) | side), frozenset(cut)


def _moved(box: Box, matrix: Matrix) -> Box:
    """The box of ``box`` as ``matrix`` places it."""
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in box[::2] for y in box[1::2]]
    ys = [b * x + d * y + f for x in box[::2] for y in box[1::2]]
    return (min(xs), min(ys), max(xs), max(ys))


def _clip_box(
    handle: int, points: NDArray[np.float32], at: int, known: dict[tuple[int | None, ...], Box | None]
) -> Box | None:
    """The box (x0, y0, x1, y1) that clipping leaves of an object, ``None`` without clipping.

    ``points``: room for the ``_MAX_SEGMENTS`` points (x, y) of a path, whose address is ``at``. ``known``: boxes by the
    addresses of their paths' first points, which objects of one clipping share as long as the page is open.
    """
    clip = _clip_path(handle)
    count = _clip_count(clip) if clip else 0
    paths = range(min(max(count, 0), _MAX_PATHS))
    key = tuple(map(_clip_segment, repeat(clip), paths, repeat(0)))
    if key not in known:
        known[key] = _box_of(clip, paths, points, at)
    return known[key]


def _box_of(clip: int, paths: range, points: NDArray[np.float32], at: int) -> Box | None:
    box: Box | None = None
    for index in paths:
        segments = min(max(_clip_segments(clip, index), 0), _MAX_SEGMENTS)
        if not segments:
            continue
        for place, segment in zip(range(at, at + 8 * segments, 8), range(segments), strict=True):
            _segment_point(_clip_segment(clip, index, segment), place, place + 4)
        xs, ys = zip(*points[:segments].tolist(), strict=True)
        x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
        box = (x0, y0, x1, y1) if box is None else (max(box[0], x0), max(box[1], y0), min(box[2], x1), min(box[3], y1))
    return box
