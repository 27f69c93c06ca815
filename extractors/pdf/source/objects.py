"""What the objects of a page draw besides letters: ruling lines, filled areas, pictures; through PDFium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from itertools import repeat

import numpy as np
import pypdfium2.raw as raw
from numpy.typing import NDArray
from phaen.extractors.pdf.sorted_values import is_in
from phaen.extractors.pdf.source.backend import DARK, LINE, MAX_SHAPES, SHAPE, TINTED, Floats
from phaen.extractors.pdf.source.calls import fast as _fast
from phaen.extractors.pdf.source.paths import THIN, Shape, outline_shapes

_VOID = ctypes.c_void_p
_INT = ctypes.c_int

_count_objects = _fast(raw.FPDFPage_CountObjects, _INT, _VOID)
_object_type = _fast(raw.FPDFPageObj_GetType, _INT, _VOID)
_page_object = _fast(raw.FPDFPage_GetObject, _VOID, _VOID, _INT)
_form_object = _fast(raw.FPDFFormObj_GetObject, _VOID, _VOID, ctypes.c_ulong)
_form_count = _fast(raw.FPDFFormObj_CountObjects, _INT, _VOID)
_bounds = _fast(raw.FPDFPageObj_GetBounds, _INT, _VOID, _VOID, _VOID, _VOID, _VOID)
_object_matrix = _fast(raw.FPDFPageObj_GetMatrix, _INT, _VOID, _VOID)
_stroke_width = _fast(raw.FPDFPageObj_GetStrokeWidth, _INT, _VOID, _VOID)
_draw_mode = _fast(raw.FPDFPath_GetDrawMode, _INT, _VOID, _VOID, _VOID)
_fill_color = _fast(raw.FPDFPageObj_GetFillColor, _INT, _VOID, _VOID, _VOID, _VOID, _VOID)
_sees_through = _fast(raw.FPDFPageObj_HasTransparency, _INT, _VOID)
_segment_count = _fast(raw.FPDFPath_CountSegments, _INT, _VOID)
_segment = _fast(raw.FPDFPath_GetPathSegment, _VOID, _VOID, _INT)
_segment_point = _fast(raw.FPDFPathSegment_GetPoint, _INT, _VOID, _VOID, _VOID)
_segment_type = _fast(raw.FPDFPathSegment_GetType, _INT, _VOID)

_TEXT, _PATH, _IMAGE, _FORM = (
    raw.FPDF_PAGEOBJ_TEXT,
    raw.FPDF_PAGEOBJ_PATH,
    raw.FPDF_PAGEOBJ_IMAGE,
    raw.FPDF_PAGEOBJ_FORM,
)
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_MAX_DEPTH = 6
_MAX_OUTLINE = 400
_DARK, _TINT = 110, 205
"""Mean of red, green and blue below which a fill is dark, or tinted."""


def page_objects(page: int) -> list[int]:
    """The objects of a page."""
    count = min(max(_count_objects(page), 0), 40 * MAX_SHAPES)
    return [handle for handle in map(_page_object, repeat(page), range(count)) if handle]


def form_objects(form: int, most: int) -> list[int]:
    """The objects of a Form XObject, the first ``most`` of them."""
    count = min(max(_form_count(form), 0), most)
    return [handle for handle in map(_form_object, repeat(form), range(count)) if handle]


def drawn_objects(objects: Iterable[int], flags: list[str]) -> tuple[Floats, DrawnObjects]:
    """All drawn shapes of a page in user space (x0, bottom, x1, top, kind), and what else its ``objects`` tell."""
    found: list[Shape] = []
    reader = DrawnObjects(found)
    if not reader.read(objects, _IDENTITY, 0):
        flags.append("page_cut")
    array = np.array(found[:MAX_SHAPES], np.float64).reshape(-1, 6)
    return array, reader


class DrawnObjects:
    """Collects shapes of page objects, through Form XObjects.

    ``faded``: text objects inside groups that are painted with transparency, of which they say nothing themselves.
    ``texts``: text objects with what leads from their space to the page's, ``text_order`` their places among all
    objects as drawn. ``covers``: areas that may hide or back a text: x0, y0, x1, y1 in user space, place among the
    objects, luminance and opacity (0–255), 1 for a picture (its luminance says nothing).
    """

    def __init__(self, found: list[Shape]) -> None:
        self.found = found
        self.image_area = 0.0
        self.texts: list[tuple[int, tuple[float, ...]]] = []
        self.text_order: list[int] = []
        self.faded: set[int] = set()
        self._in_faded = False
        self.covers: list[tuple[float, float, float, float, int, float, float, int]] = []
        self._count = 0
        self._box = np.zeros(4, np.float32)
        self._at = [self._box.ctypes.data + 4 * k for k in range(4)]
        self._ints = np.zeros(2, np.int32)
        self._modes = [self._ints.ctypes.data, self._ints.ctypes.data + 4]
        self._matrix = np.zeros(6, np.float32)
        self._colors = np.zeros(4, np.uint32)
        self._color_at = [self._colors.ctypes.data + 4 * k for k in range(4)]

    def read(self, handles: Iterable[int], matrix: tuple[float, ...], depth: int) -> bool:
        """Add the shapes of objects, whose space ``matrix`` maps to the page's; false where they are too many."""
        for handle in handles:
            if len(self.found) > MAX_SHAPES:
                return False
            kind = _object_type(handle)
            self._count += 1
            if kind == _TEXT:
                self.texts.append((handle, matrix))
                if self._in_faded:
                    self.faded.add(handle)
                self.text_order.append(self._count)
            elif kind == _PATH:
                self._path(handle, matrix)
            elif kind == _IMAGE:
                x0, y0, x1, y1 = self._bounds(handle, matrix)
                self.image_area += max(0.0, x1 - x0) * max(0.0, y1 - y0)
                self.covers.append((x0, y0, x1, y1, self._count, 255.0, 255.0, 1))
            elif kind == _FORM and depth < _MAX_DEPTH:
                _object_matrix(handle, self._matrix.ctypes.data)
                inner = _product(tuple(self._matrix.tolist()), matrix)
                around, self._in_faded = self._in_faded, self._in_faded or bool(_sees_through(handle))
                self.read(form_objects(handle, 4 * MAX_SHAPES), inner, depth + 1)
                self._in_faded = around
        return True

    def inside_forms(self) -> dict[int, tuple[float, ...]]:
        """Text objects inside Form XObjects, and what leads from their space to the page's."""
        return {handle: matrix for handle, matrix in self.texts if matrix is not _IDENTITY}

    def blanks(self, written: NDArray[np.int64]) -> list[tuple[float, float]]:
        """x and baseline of the text objects that are not among ``written`` and draw nothing."""
        silent = ~is_in(np.array([handle for handle, _ in self.texts], np.int64), written)
        boxes = (self._bounds(*self.texts[k]) for k in np.flatnonzero(silent).tolist())
        return [(x0, y0) for x0, y0, x1, y1 in boxes if x1 - x0 <= 0 and y1 - y0 <= 0]

    def widths(self, handles: list[int]) -> list[float]:
        """How wide the text objects ``handles`` are; 0 for what is not known."""
        known = dict(self.texts)
        boxes = [self._bounds(one, known[one]) if one in known else (0.0, 0.0, 0.0, 0.0) for one in handles]
        return [x1 - x0 for x0, _, x1, _ in boxes]

    def _bounds(self, handle: int, matrix: tuple[float, ...]) -> tuple[float, float, float, float]:
        left, bottom, right, top = self._at
        if not _bounds(handle, left, bottom, right, top):
            return (0.0, 0.0, 0.0, 0.0)
        x0, y0, x1, y1 = self._box.tolist()
        if matrix is _IDENTITY:
            return (x0, y0, x1, y1)
        a, b, c, d, e, f = matrix
        xs = [a * x + c * y + e for x in (x0, x1) for y in (y0, y1)]
        ys = [b * x + d * y + f for x in (x0, x1) for y in (y0, y1)]
        return (min(xs), min(ys), max(xs), max(ys))

    def _path(self, handle: int, matrix: tuple[float, ...]) -> None:
        x0, y0, x1, y1 = self._bounds(handle, matrix)
        _draw_mode(handle, self._modes[0], self._modes[1])
        filled, stroked = self._ints.tolist()
        if not filled and not stroked:
            return  # a clipping path
        if stroked:
            x0, y0, x1, y1 = self._without_stroke(handle, matrix, (x0, y0, x1, y1))
        shade = self._shade(handle, (x0, y0, x1, y1)) if filled else 0.0
        segments = _segment_count(handle)
        thin = min(x1 - x0, y1 - y0) <= 2.5
        if segments <= 2 or (thin and segments <= 6):
            if thin:
                self.found.append((x0, y0, x1, y1, LINE, shade))
            else:
                self.found.append((x0, y0, x1, y1, SHAPE, shade))
            return
        if segments > _MAX_OUTLINE:
            self.found.append((x0, y0, x1, y1, SHAPE, shade))
            return
        self._outline(handle, matrix, segments, bool(stroked), shade)

    def _without_stroke(
        self, handle: int, matrix: tuple[float, ...], box: tuple[float, float, float, float]
    ) -> tuple[float, float, float, float]:
        """``box`` without what the pen adds around the path: rules end where they are drawn to."""
        _stroke_width(handle, self._box.ctypes.data)
        width = self._box[0].item()
        _object_matrix(handle, self._matrix.ctypes.data)
        a, b, _, _, _, _ = _product(tuple(self._matrix.tolist()), matrix)
        # PDFium adds a whole pen width, at least one, to what it takes for the outline
        grown = max(width * (a * a + b * b) ** 0.5, 1.0) / 2
        x0, y0, x1, y1 = box
        dx, dy = min(grown, (x1 - x0) / 2), min(grown, (y1 - y0) / 2)
        return (x0 + dx, y0 + dy, x1 - dx, y1 - dy)

    def _shade(self, handle: int, box: tuple[float, float, float, float]) -> float:
        """The shade of the fill. An area that is no rule is noted among the covers."""
        at = self._color_at
        if not _fill_color(handle, at[0], at[1], at[2], at[3]):
            return 0.0
        red, green, blue, alpha = self._colors.tolist()
        if box[2] - box[0] > THIN and box[3] - box[1] > THIN:
            light = 0.299 * red + 0.587 * green + 0.114 * blue
            self.covers.append((*box, self._count, light, float(alpha), 0))
        if alpha <= _DARK:
            return 0.0
        mean = (red + green + blue) / 3
        return DARK if mean < _DARK else TINTED if mean < _TINT else 0.0

    def _outline(self, handle: int, matrix: tuple[float, ...], segments: int, stroked: bool, shade: float) -> None:
        """The rectangles and lines that a path of several segments draws."""
        _object_matrix(handle, self._matrix.ctypes.data)
        a, b, c, d, e, f = _product(tuple(self._matrix.tolist()), matrix)
        left, bottom = self._at[0], self._at[1]
        points: list[tuple[int, float, float]] = []
        for index in range(segments):
            segment = _segment(handle, index)
            _segment_point(segment, left, bottom)
            x, y = self._box[0].item(), self._box[1].item()
            points.append((_segment_type(segment), a * x + c * y + e, b * x + d * y + f))
        self.found.extend(outline_shapes(points, stroked, shade))


def _product(inner: tuple[float, ...], outer: tuple[float, ...]) -> tuple[float, ...]:
    """The matrix that applies ``inner`` first, then ``outer``."""
    if outer is _IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
