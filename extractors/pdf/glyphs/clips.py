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
from phaen.extractors.pdf.source.calls import fast, for_each

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
_EVERYWHERE: Box = (-np.inf, -np.inf, np.inf, np.inf)
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
    boxes = np.tile(np.array(_EVERYWHERE), (len(numbers), 1))
    clipped = handles[numbers[:_MAX_RUNS]].tolist()
    if clipped:
        boxes[: len(clipped)] = _clip_boxes(clipped, placed)
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


def _clip_boxes(handles: list[int], placed: Mapping[int, Matrix]) -> list[Box]:
    """The boxes (x0, y0, x1, y1) that clipping leaves of objects; ``placed`` as in :func:`clipped_letters`.

    Objects of one clipping share their paths, which are told by the addresses of their first points.
    """
    clips = list(map(_clip_path, handles))
    paths = range(min(max(map(_clip_count, clips)), _MAX_PATHS))
    if not paths:
        return [_EVERYWHERE] * len(handles)
    firsts = list(zip(*(map(_clip_segment, clips, repeat(path), repeat(0)) for path in paths), strict=True))
    points = np.zeros((_MAX_SEGMENTS, 2), np.float32)
    box_of = {key: _box_of(clip, paths, points) for key, clip in dict(zip(firsts, clips, strict=True)).items()}
    found = [box_of[key] for key in firsts]
    if placed:
        for k, handle in enumerate(handles):
            if handle in placed and found[k] is not _EVERYWHERE:
                found[k] = _moved(found[k], placed[handle])
    return found


def _box_of(clip: int, paths: range, points: NDArray[np.float32]) -> Box:
    """The box that the ``paths`` of a clipping leave; ``points``: room for the points (x, y) of one."""
    box, at = _EVERYWHERE, points.ctypes.data
    for path in paths:
        segments = min(max(_clip_segments(clip, path), 0), _MAX_SEGMENTS)
        if not segments:
            continue
        found = map(_clip_segment, repeat(clip), repeat(path), range(segments))
        for_each(_segment_point, found, range(at, at + 8 * segments, 8), range(at + 4, at + 8 * segments, 8))
        xs, ys = zip(*points[:segments].tolist(), strict=True)
        box = (max(box[0], min(xs)), max(box[1], min(ys)), min(box[2], max(xs)), min(box[3], max(ys)))
    return box
