"""Which letters nobody sees on the page, through PDFium.

What a text object says of itself makes it suspicious: how it is painted, its colour against the area under it, its
size, a layer that it may belong to, an area or a picture drawn after it. Suspicious objects, and only those, are then
looked for on the page: it is drawn with them and without them, and where the two pictures are the same there is no ink
of theirs. Pages without suspicious objects are never drawn.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import repeat

import numpy as np
import pypdfium2.raw as raw
from numpy.typing import NDArray
from phaen.extractors.pdf.glyphs.thai import is_space, rank
from phaen.extractors.pdf.glyphs.turning import turned_boxes
from phaen.extractors.pdf.settings import VISIBILITY
from phaen.extractors.pdf.sorted_values import distinct, is_in
from phaen.extractors.pdf.source.backend import COVERED, HIDDEN, Floats, Glyphs, Ints
from phaen.extractors.pdf.source.calls import fast
from phaen.extractors.pdf.source.objects import DrawnObjects

_VOID, _INT = ctypes.c_void_p, ctypes.c_int
_render_mode = fast(raw.FPDFTextObj_GetTextRenderMode, _INT, _VOID)
_fill_color = fast(raw.FPDFPageObj_GetFillColor, _INT, _VOID, _VOID, _VOID, _VOID, _VOID)
_set_active = fast(raw.FPDFPageObj_SetIsActive, _INT, _VOID, _INT)
_count_marks = fast(raw.FPDFPageObj_CountMarks, _INT, _VOID)

_STROKED, _INVISIBLE, _CLIPPING = 1, 3, 7
_WIDE_BOX = 5
"""Pixels from which a letter's ink is looked for inside its box alone."""
_BELOW, _ABOVE = 0.1, 0.6
"""Parts of a letter's size below and above the baseline in which every letter has ink."""
_MOST = 4_000_000
"""Pairs of text objects and areas that are compared; a page of more is a drawing."""

Frame = tuple[float, float, float, float]


def unseen_letters(
    page: int, frame: Frame, glyphs: Glyphs, handles: NDArray[np.int64], drawn: DrawnObjects, layers: bool
) -> Ints:
    """0 for every glyph that is seen, else why not: ``HIDDEN`` or ``COVERED``.

    ``page`` is the address of the page, ``frame`` its visible box and ``glyphs`` stand in user space; ``handles`` are
    the text objects by run. ``layers``: the file has layers that may be switched off.
    """
    unseen = np.zeros(len(glyphs), np.int32)
    if not len(glyphs):
        return unseen
    runs = _runs(glyphs)
    order = _draw_order(handles[runs.number], drawn)
    suspects, covered = _suspects(runs, handles, order, drawn, frame, layers)
    index = np.flatnonzero(suspects)
    if not len(index):
        return unseen
    asked = is_in(glyphs.run, runs.number[index])
    inked = _with_ink(page, frame, glyphs, asked, handles[runs.number[index]])
    if inked is None:
        return unseen
    for k in index.tolist():
        mine = np.flatnonzero(glyphs.run == runs.number[k])
        letters = mine[~is_space(glyphs.code[mine]) & (glyphs.x1[mine] - glyphs.x0[mine] > 0)]
        if not len(letters):
            continue
        share = float(inked[letters].mean())
        if runs.size[k] < VISIBILITY.tiny and (runs.boxes[k, 3] - runs.boxes[k, 1] < VISIBILITY.tiny):
            unseen[mine] = HIDDEN
            continue
        if share >= VISIBILITY.whole:
            continue
        why = COVERED if covered[k] else HIDDEN
        if share <= 1 - VISIBILITY.whole:
            unseen[mine] = why
        else:  # marks and spaces go with the letter before them
            last = np.maximum.accumulate(np.where(is_in(mine, letters), np.arange(len(mine)), -1))
            unseen[mine] = np.where((last >= 0) & ~inked[mine[np.maximum(last, 0)]], why, 0)
    return unseen


@contextmanager
def taken_off(objects: list[int]) -> Iterator[None]:
    """The page without text objects, given by their addresses."""
    deque(map(_set_active, objects, repeat(0)), maxlen=0)
    try:
        yield
    finally:
        deque(map(_set_active, objects, repeat(1)), maxlen=0)


class _Runs:
    """Text objects that glyphs were read from: ``number`` into the page's list, boxes in user space, size."""

    def __init__(self, number: Ints, boxes: Floats, size: Floats, blank: NDArray[np.bool_]) -> None:
        self.number, self.boxes, self.size, self.blank = number, boxes, size, blank


def _glyph_boxes(glyphs: Glyphs, below: Floats | float = _BELOW, above: Floats | float = _ABOVE) -> Floats:
    """Boxes (x0, y0, x1, y1) of letters without ascenders, in user space, whatever way the text runs."""
    boxes = np.stack([glyphs.x0, glyphs.y - below * glyphs.size, glyphs.x1, glyphs.y + above * glyphs.size], axis=1)
    for turn in distinct(glyphs.turn[(glyphs.turn > 0) & (glyphs.turn < 4)]).tolist():
        mine = glyphs.turn == turn
        boxes[mine] = turned_boxes(boxes[mine], (4 - turn) % 4)
    return boxes


def _ink_boxes(glyphs: Glyphs) -> Floats:
    """Boxes in user space in which the ink of each glyph lies.

    That of a mark lies above or below the letter that bears it, which is in its box too: who sees it sees its mark.
    Programs draw marks in text objects of their own.
    """
    marks = rank(glyphs.code) > 0
    grown = glyphs.take(np.arange(len(glyphs)))
    grown.x0 = np.where(marks, np.minimum(glyphs.x0, glyphs.x1 - VISIBILITY.mark_wide * glyphs.size), glyphs.x0)
    below = np.where(marks, VISIBILITY.mark_below, _BELOW)
    return _glyph_boxes(grown, below, np.where(marks, VISIBILITY.mark_above, _ABOVE))


def _runs(glyphs: Glyphs) -> _Runs:
    order = np.argsort(glyphs.run, kind="stable")
    run = glyphs.run[order]
    starts = np.flatnonzero(np.diff(run, prepend=-1))
    boxes = _glyph_boxes(glyphs)[order]
    joined = np.concatenate(
        [np.minimum.reduceat(boxes[:, :2], starts, axis=0), np.maximum.reduceat(boxes[:, 2:], starts, axis=0)], axis=1
    )
    blank = np.logical_and.reduceat(is_space(glyphs.code)[order], starts)
    return _Runs(run[starts], joined, glyphs.size[order][starts], blank)


def _draw_order(handles: NDArray[np.int64], drawn: DrawnObjects) -> NDArray[np.int64]:
    """The place of each text object among all objects as drawn; after everything where it is not known."""
    known = np.array([handle for handle, _ in drawn.texts], np.int64)
    order = np.array(drawn.text_order, np.int64)
    last = np.full(len(handles), np.iinfo(np.int32).max, np.int64)
    if not len(known):
        return last
    sorting = np.argsort(known)
    at = np.minimum(np.searchsorted(known[sorting], handles), len(known) - 1)
    found = sorting[at]
    return np.where(known[found] == handles, order[found], last)


def _suspects(
    runs: _Runs,
    handles: NDArray[np.int64],
    order: NDArray[np.int64],
    drawn: DrawnObjects,
    frame: Frame,
    layers: bool,
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which text objects the page's picture must tell of, and which of them an area drawn later may cover."""
    mine = handles[runs.number].tolist()
    count = len(mine)
    colors = np.zeros((count, 4), np.uint32)
    at = colors.ctypes.data
    given = np.fromiter(
        map(_fill_color, mine, *(range(at + 4 * k, at + 4 * k + 16 * count, 16) for k in range(4))), np.int32, count
    )
    mode = np.fromiter(map(_render_mode, mine), np.int32, count)
    light = np.where(given > 0, colors[:, :3] @ np.array([0.299, 0.587, 0.114]), 0.0)
    alpha = np.where(given > 0, colors[:, 3], 255)
    filled = (mode != _STROKED) & (given > 0)
    ground, covered = _ground(runs, order, light, drawn)
    area = max((frame[2] - frame[0]) * (frame[3] - frame[1]), 1.0)
    invisible = (mode == _INVISIBLE) | (mode == _CLIPPING)
    if drawn.faded:
        invisible |= np.fromiter((handle in drawn.faded for handle in mine), bool, count)
    if drawn.image_area > VISIBILITY.scan * area:  # the text layer of a scan shows through its picture
        invisible[:] = covered[:] = False
    found = invisible | covered | (runs.size < VISIBILITY.tiny)
    found |= filled & ((alpha < VISIBILITY.faint) | (np.abs(light - ground) < VISIBILITY.contrast))
    if layers:
        inside = drawn.inside_forms()
        found |= np.fromiter((_count_marks(h) > 0 or h in inside for h in mine), bool, count)
    return found & ~runs.blank, covered


def _ground(
    runs: _Runs, order: NDArray[np.int64], light: Floats, drawn: DrawnObjects
) -> tuple[Floats, NDArray[np.bool_]]:
    """Luminance of what lies under each text object (paper is 255), and whether something opaque comes later.

    Under a picture's text the ground is not known: it is taken to be as far from the text as can be.
    """
    ground = np.full(len(order), 255.0)
    covered = np.zeros(len(order), bool)
    covers = np.array(drawn.covers, np.float64).reshape(-1, 8)
    if not len(covers):
        return ground, covered
    dark = bool((light <= VISIBILITY.light).all())
    wanted = covers[:, 6] >= VISIBILITY.opaque
    wanted &= (covers[:, 4] > order.min()) | (covers[:, 5] < VISIBILITY.light) | (not dark)
    covers = covers[wanted]
    if not len(covers) or len(covers) * len(order) > _MOST:
        return ground, covered
    x0, y0, x1, y1 = runs.boxes.T
    width = np.minimum(x1[:, None], covers[:, 2]) - np.maximum(x0[:, None], covers[:, 0])
    height = np.minimum(y1[:, None], covers[:, 3]) - np.maximum(y0[:, None], covers[:, 1])
    size = np.maximum((x1 - x0) * (y1 - y0), 0.01)
    shared = np.maximum(width, 0) * np.maximum(height, 0) / size[:, None]
    later = covers[:, 4] > order[:, None]
    covered |= (later & (shared > VISIBILITY.overlap)).any(axis=1)
    under = ~later & (shared > 0.5)
    backed = np.flatnonzero(under.any(axis=1))
    if len(backed):
        top = np.where(under[backed], covers[:, 4], -1).argmax(axis=1)
        far = np.where(light[backed] > 127, 0.0, 255.0)
        ground[backed] = np.where(covers[top, 7] > 0, far, covers[top, 5])
    return ground, covered


def _with_ink(
    page: int, frame: Frame, glyphs: Glyphs, asked: NDArray[np.bool_], handles: NDArray[np.int64]
) -> NDArray[np.bool_] | None:
    """Where a glyph of the text objects ``handles`` leaves ink on the page; ``None`` when it cannot be drawn."""
    with_them = draw_page(page)
    objects = [handle for handle in handles.tolist() if handle]
    with taken_off(objects):
        without = draw_page(page)
    if with_them is None or without is None:
        return None
    turns = int(raw.FPDFPage_GetRotation(ctypes.cast(page, raw.FPDF_PAGE))) % 4
    which = np.flatnonzero(asked)
    boxes = boxes_on_picture(_ink_boxes(glyphs.take(which)), frame, turns, with_them.shape[:2])
    # bytes stay bytes, and sums small, and only where letters are asked for: a page has millions of pixels
    left, top = boxes[:, :2].min(axis=0).tolist()
    right, bottom = boxes[:, 2:].max(axis=0).tolist()
    with_them, without = with_them[top:bottom, left:right], without[top:bottom, left:right]
    differs = np.maximum(with_them, without) - np.minimum(with_them, without) >= VISIBILITY.ink
    changed = differs[:, :, 0] | differs[:, :, 1] | differs[:, :, 2]
    sums = np.zeros((changed.shape[0] + 1, changed.shape[1] + 1), np.int32)
    changed.cumsum(axis=0, out=sums[1:, 1:])
    sums[1:, 1:].cumsum(axis=1, out=sums[1:, 1:])
    x0, y0, x1, y1 = (boxes - [left, top, left, top]).T
    # the next letter, which is as suspicious, may begin on the last pixel
    inset = (x1 - x0 > _WIDE_BOX).astype(np.int64)
    x0, x1 = x0 + inset, x1 - inset
    ink = sums[y1, x1] - sums[y0, x1] - sums[y1, x0] + sums[y0, x0]
    found = np.zeros(len(glyphs), bool)
    found[which] = ink > np.maximum(VISIBILITY.inked * (x1 - x0) * (y1 - y0), 0)
    return found


def boxes_on_picture(boxes: Floats, frame: Frame, turns: int, shape: tuple[int, ...]) -> NDArray[np.int64]:
    """Boxes in user space as pixels (x0, top, x1, bottom) of the page's picture, which shows it as viewers do."""
    turned = turned_boxes(boxes, turns)
    x0, y0, x1, y1 = turned_boxes(np.array(frame, np.float64), turns).tolist()
    wide, high = shape[1] / max(x1 - x0, 0.01), shape[0] / max(y1 - y0, 0.01)
    left, bottom, right, top = turned.T
    placed = np.stack([(left - x0) * wide, (y1 - top) * high, (right - x0) * wide, (y1 - bottom) * high], axis=1)
    placed[:, :2], placed[:, 2:] = np.floor(placed[:, :2]), np.ceil(placed[:, 2:])
    limit = np.array([shape[1], shape[0], shape[1], shape[0]])
    pixels: NDArray[np.int64] = np.clip(np.nan_to_num(placed), 0, limit).astype(np.int64)
    return pixels


def draw_page(page: int) -> NDArray[np.uint8] | None:
    """The page as pixels (height, width, 3), ``None`` when memory or the page do not allow it."""
    handle = ctypes.cast(page, raw.FPDF_PAGE)
    width, height = float(raw.FPDF_GetPageWidthF(handle)), float(raw.FPDF_GetPageHeightF(handle))
    if not 1 <= width * height < 1e12:
        return None
    zoom = min(VISIBILITY.zoom, (VISIBILITY.max_pixels / (width * height)) ** 0.5)
    across, down = max(1, round(width * zoom)), max(1, round(height * zoom))
    bitmap = raw.FPDFBitmap_Create(across, down, 0)
    if not bitmap:
        return None
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, 0xFFFFFFFF)
        raw.FPDF_RenderPageBitmap(bitmap, handle, 0, 0, across, down, 0, raw.FPDF_NO_CATCH)
        stride = raw.FPDFBitmap_GetStride(bitmap)
        start = ctypes.cast(raw.FPDFBitmap_GetBuffer(bitmap), ctypes.POINTER(ctypes.c_ubyte * (stride * down)))
        pixels = np.frombuffer(start.contents, np.uint8).reshape(down, stride)[:, : 4 * across].copy()
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    return pixels.reshape(down, across, 4)[:, :, :3]
