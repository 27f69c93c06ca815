"""Characters and shapes through PDFium: fast, because every character costs three plain C calls and no objects.

PDFium's functions are called through prototypes that take addresses as integers, so that a whole page's boxes are
written straight into one array.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Iterator
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray
from phaen.extractors.model import UnreadableDocument
from phaen.extractors.pdf.glyphs.blanks import with_line_ends
from phaen.extractors.pdf.glyphs.clips import without_clipped
from phaen.extractors.pdf.glyphs.turning import quarter_turns, turned_boxes, upright
from phaen.extractors.pdf.source.actual_text import apply_spans, visible
from phaen.extractors.pdf.source.actual_text_pdfium import TakenSpans, take_spans
from phaen.extractors.pdf.source.backend import (
    LINE,
    MAX_CHARS,
    MAX_PAGES,
    MAX_SHAPES,
    SHAPE,
    Floats,
    Font,
    Glyphs,
    RawPage,
    sound_codes,
)
from phaen.extractors.pdf.source.calls import fast as _fast
from phaen.extractors.pdf.source.opening import ENCRYPTED, check_header
from phaen.extractors.pdf.source.paths import Shape, outline_shapes

_VOID = ctypes.c_void_p
_INT = ctypes.c_int


_loose_box = _fast(raw.FPDFText_GetLooseCharBox, _INT, _VOID, _INT, _VOID)
_char_box = _fast(raw.FPDFText_GetCharBox, _INT, _VOID, _INT, _VOID, _VOID, _VOID, _VOID)
_unicode = _fast(raw.FPDFText_GetUnicode, ctypes.c_uint, _VOID, _INT)
_text_object = _fast(raw.FPDFText_GetTextObject, _VOID, _VOID, _INT)
_origin = _fast(raw.FPDFText_GetCharOrigin, _INT, _VOID, _INT, _VOID, _VOID)
_matrix = _fast(raw.FPDFText_GetMatrix, _INT, _VOID, _INT, _VOID)
_font_size = _fast(raw.FPDFText_GetFontSize, ctypes.c_double, _VOID, _INT)
_map_error = _fast(raw.FPDFText_HasUnicodeMapError, _INT, _VOID, _INT)
_object_font = _fast(raw.FPDFTextObj_GetFont, _VOID, _VOID)
_render_mode = _fast(raw.FPDFTextObj_GetTextRenderMode, _INT, _VOID)
_object_type = _fast(raw.FPDFPageObj_GetType, _INT, _VOID)
_page_object = _fast(raw.FPDFPage_GetObject, _VOID, _VOID, _INT)
_form_object = _fast(raw.FPDFFormObj_GetObject, _VOID, _VOID, ctypes.c_ulong)
_form_count = _fast(raw.FPDFFormObj_CountObjects, _INT, _VOID)
_bounds = _fast(raw.FPDFPageObj_GetBounds, _INT, _VOID, _VOID, _VOID, _VOID, _VOID)
_object_matrix = _fast(raw.FPDFPageObj_GetMatrix, _INT, _VOID, _VOID)
_stroke_width = _fast(raw.FPDFPageObj_GetStrokeWidth, _INT, _VOID, _VOID)
_draw_mode = _fast(raw.FPDFPath_GetDrawMode, _INT, _VOID, _VOID, _VOID)
_fill_color = _fast(raw.FPDFPageObj_GetFillColor, _INT, _VOID, _VOID, _VOID, _VOID, _VOID)
_segment_count = _fast(raw.FPDFPath_CountSegments, _INT, _VOID)
_segment = _fast(raw.FPDFPath_GetPathSegment, _VOID, _VOID, _INT)
_segment_point = _fast(raw.FPDFPathSegment_GetPoint, _INT, _VOID, _VOID, _VOID)
_segment_type = _fast(raw.FPDFPathSegment_GetType, _INT, _VOID)
_font_weight = _fast(raw.FPDFFont_GetWeight, _INT, _VOID)
_font_embedded = _fast(raw.FPDFFont_GetIsEmbedded, _INT, _VOID)
_font_name = _fast(raw.FPDFFont_GetBaseFontName, ctypes.c_size_t, _VOID, _VOID, ctypes.c_size_t)

_TEXT, _PATH, _IMAGE, _FORM = (
    raw.FPDF_PAGEOBJ_TEXT,
    raw.FPDF_PAGEOBJ_PATH,
    raw.FPDF_PAGEOBJ_IMAGE,
    raw.FPDF_PAGEOBJ_FORM,
)
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_MAX_DEPTH = 6
_MAX_OUTLINE = 400
_DARK = 110


class PdfiumSource:
    """A PDF opened with PDFium; see :class:`phaen.extractors.pdf.source.backend.Source`."""

    def __init__(self, data: bytes, password: str | None = None) -> None:
        check_header(data)
        try:
            self._pdf = pdfium.PdfDocument(data, password=password)
        except pdfium.PdfiumError as error:
            if "password" in str(error).lower():
                raise UnreadableDocument(ENCRYPTED) from None
            raise UnreadableDocument("The PDF is damaged or cut short: it has no readable page tree") from None
        self.page_count = min(len(self._pdf), MAX_PAGES)
        if self.page_count == 0:
            raise UnreadableDocument("The PDF has no pages")
        self._fonts: dict[int, Font] = {}

    def close(self) -> None:
        """Give the file's memory back."""
        self._pdf.close()

    def pages(self) -> Iterator[RawPage]:
        """Every page in order; a page PDFium cannot load comes empty with the flag ``page_damaged``."""
        for number in range(1, self.page_count + 1):
            page = raw.FPDF_LoadPage(self._pdf.raw, number - 1)
            if not page:
                yield _empty_page(number)
                continue
            try:
                yield self._read(page, number)
            finally:
                raw.FPDF_ClosePage(page)

    def _read(self, page: Any, number: int) -> RawPage:
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page, box)
        frame = (float(box.left), float(box.bottom), float(box.right), float(box.top))
        turns = int(raw.FPDFPage_GetRotation(page))
        flags: list[str] = []
        shapes, drawn = _shapes(page_address(page), flags)
        spans = take_spans(page_address(page))
        text_page = raw.FPDFText_LoadPage(page)
        try:
            glyphs, clipped, fonts, changed = self._glyphs(page_address(text_page), spans, flags, drawn)
        finally:
            raw.FPDFText_ClosePage(text_page)
        if spans:
            spans.give_back(page_address(self._pdf.raw))
        self._fonts.clear()  # font handles are addresses that die with the page
        read = upright(number, frame, turns, glyphs, fonts, shapes, drawn.image_area, flags, changed)
        read.clipped = clipped
        return read

    def _glyphs(
        self, text_page: int, spans: TakenSpans | None, flags: list[str], drawn: _ShapeReader
    ) -> tuple[Glyphs, frozenset[int], list[Font], int]:
        count = raw.FPDFText_CountChars(ctypes.cast(text_page, raw.FPDF_TEXTPAGE)) if text_page else 0
        if count > MAX_CHARS:
            flags.append("page_cut")
            count = MAX_CHARS
        count = max(count, 0)
        boxes = np.zeros((count, 4), np.float32)
        start = boxes.ctypes.data
        deque(map(_loose_box, repeat(text_page), range(count), range(start, start + 16 * count, 16)), maxlen=0)
        codes = np.fromiter(map(_unicode, repeat(text_page), range(count)), np.int64, count)
        objects = np.fromiter((o or 0 for o in map(_text_object, repeat(text_page), range(count))), np.int64, count)
        left, _top, right, _bottom = boxes.astype(np.float64).T
        starts = np.flatnonzero(np.diff(objects, prepend=-1)) if count else np.zeros(0, np.int64)
        lengths = np.diff(np.append(starts, count))
        fonts: dict[str, int] = {}
        listed: list[Font] = []
        info = np.zeros((len(starts), 4))  # baseline, size, font, turn
        scratch = np.zeros(2)
        matrix = np.zeros(6, np.float32)
        x_at, y_at, matrix_at = scratch.ctypes.data, scratch.ctypes.data + 8, matrix.ctypes.data
        for k, (first, handle) in enumerate(zip(starts.tolist(), objects[starts].tolist(), strict=True)):
            if not handle:
                continue
            _origin(text_page, first, x_at, y_at)
            _matrix(text_page, first, matrix_at)
            a, b, c, d = matrix[:4].tolist()
            font = self._font(_object_font(handle) or 0)
            if font.key not in fonts:
                fonts[font.key] = len(listed)
                listed.append(font)
            size = _font_size(text_page, first) * (c * c + d * d) ** 0.5
            info[k] = (scratch[1], size, fonts[font.key], quarter_turns(a, b))
        y, size, font_index, turn_of = (np.repeat(info[:, j], lengths) for j in range(4))
        sideways = np.flatnonzero((turn_of > 0) & (turn_of < 4) & (objects != 0))
        if len(sideways):
            _lay_sideways(text_page, sideways, left, right, y, turn_of)
        codes[(codes == 2) | (codes == 0xFFFE)] = 0x2D  # PDFium's own codes for a hyphen at a line end
        # PDFium puts a space of its own where a text object ends, for those that the next one begins with
        hint = np.zeros(count, bool)
        hint[:-1] = (objects[1:] == 0) & (codes[1:] == 0x20)
        lost = np.zeros(count, bool)
        if count:
            # the same code in the same font is mapped, or not, everywhere; PDFium's own line ends are of no font
            pairs = codes + (font_index.astype(np.int64) << 32) + ((objects == 0).astype(np.int64) << 48)
            _, examples, inverse = np.unique(pairs, return_index=True, return_inverse=True)
            missing = np.fromiter((_map_error(text_page, i) == 1 for i in examples.tolist()), bool, len(examples))
            lost = missing[inverse]
        # a glyph without Unicode may have the number of a line end
        keep = (objects != 0) & (lost | ((codes != 0x0D) & (codes != 0x0A)))
        keep &= ~((codes == 0x20) & (right - left <= 0)) & (lost | visible(codes, right - left))
        placed = spans.spans(objects) if spans else None
        if placed:
            keep |= placed.member >= 0
        glyphs = Glyphs(
            code=sound_codes(codes, lost),
            x0=left,
            x1=right,
            anchor=(left + right) / 2,
            y=y,
            size=np.abs(size),
            font=font_index.astype(np.int32),
            run=np.repeat(np.arange(len(starts), dtype=np.int32), lengths),
            turn=turn_of.astype(np.int32),
            lost=lost,
            hint=hint,
        ).take(keep)
        changed = 0
        if placed:
            glyphs, changed = apply_spans(glyphs, placed.take(keep), flags)
        elif not spans:
            glyphs = with_line_ends(glyphs, drawn.blanks(objects[starts]))
        return *without_clipped(glyphs, objects[starts], drawn.inside_forms()), listed, changed

    def _font(self, handle: int) -> Font:
        font = self._fonts.get(handle)
        if font is None:
            size = _font_name(handle, None, 0) if handle else 0
            buffer = ctypes.create_string_buffer(max(size, 1))
            if size:
                _font_name(handle, ctypes.addressof(buffer), size)
            full = buffer.value.decode("utf8", "replace")
            name = full.split("+", 1)[-1]
            heavy = "bold" in name.lower() or (bool(handle) and _font_weight(handle) >= 600)
            font = Font(f"{full}#{len(self._fonts)}", name, heavy, bool(handle) and _font_embedded(handle) == 1)
            self._fonts[handle] = font
        return font


def page_address(handle: Any) -> int:
    """The address behind a typed PDFium pointer."""
    return ctypes.cast(handle, _VOID).value or 0


def _lay_sideways(
    text_page: int, index: np.ndarray[Any, Any], left: Floats, right: Floats, y: Floats, turn: Floats
) -> None:
    """Boxes and baselines of turned text, turned upright; PDFium's loose boxes are only right for upright text."""
    values = np.zeros(6)
    at = [values.ctypes.data + 8 * k for k in range(6)]
    for i in index.tolist():
        _char_box(text_page, i, at[0], at[1], at[2], at[3])
        _origin(text_page, i, at[4], at[5])
        x0, x1, y0, y1, x_at, y_at = values.tolist()
        box = turned_boxes(np.array([x0, y0, x1, y1]), int(turn[i])).tolist()
        start, base, _, _ = turned_boxes(np.array([x_at, y_at, x_at, y_at]), int(turn[i])).tolist()
        left[i], right[i], y[i] = min(start, box[0]), max(start, box[2]), base


def _shapes(page: int, flags: list[str]) -> tuple[Floats, _ShapeReader]:
    """All drawn shapes of a page in user space (x0, bottom, x1, top, kind), and what else its objects tell."""
    count = raw.FPDFPage_CountObjects(ctypes.cast(page, raw.FPDF_PAGE))
    found: list[Shape] = []
    reader = _ShapeReader(found)
    for index in range(min(count, 40 * MAX_SHAPES)):
        if len(found) > MAX_SHAPES:
            flags.append("page_cut")
            break
        reader.read(_page_object(page, index), _IDENTITY, 0)
    array = np.array(found[:MAX_SHAPES], np.float64).reshape(-1, 6)
    return array, reader


class _ShapeReader:
    """Collects shapes of page objects, through Form XObjects."""

    def __init__(self, found: list[Shape]) -> None:
        self.found = found
        self.image_area = 0.0
        self.texts: list[tuple[int, tuple[float, ...]]] = []
        self._box = np.zeros(4, np.float32)
        self._at = [self._box.ctypes.data + 4 * k for k in range(4)]
        self._ints = np.zeros(2, np.int32)
        self._modes = [self._ints.ctypes.data, self._ints.ctypes.data + 4]
        self._matrix = np.zeros(6, np.float32)
        self._colors = np.zeros(4, np.uint32)

    def read(self, handle: int | None, matrix: tuple[float, ...], depth: int) -> None:
        """Add the shapes of one page object; ``matrix`` maps its space to the page's."""
        if not handle:
            return
        kind = _object_type(handle)
        if kind == _TEXT:
            self.texts.append((handle, matrix))
        elif kind == _PATH:
            self._path(handle, matrix)
        elif kind == _IMAGE:
            x0, y0, x1, y1 = self._bounds(handle, matrix)
            self.image_area += max(0.0, x1 - x0) * max(0.0, y1 - y0)
        elif kind == _FORM and depth < _MAX_DEPTH:
            _object_matrix(handle, self._matrix.ctypes.data)
            inner = _product(tuple(self._matrix.tolist()), matrix)
            for index in range(min(_form_count(handle), 4 * MAX_SHAPES)):
                if len(self.found) > MAX_SHAPES:
                    return
                self.read(_form_object(handle, index), inner, depth + 1)

    def inside_forms(self) -> dict[int, tuple[float, ...]]:
        """Text objects inside Form XObjects, and what leads from their space to the page's."""
        return {handle: matrix for handle, matrix in self.texts if matrix is not _IDENTITY}

    def blanks(self, written: NDArray[np.int64]) -> list[tuple[float, float]]:
        """x and baseline of the text objects that are not among ``written`` and draw nothing."""
        silent = np.isin(np.array([handle for handle, _ in self.texts], np.int64), written, invert=True)
        boxes = (self._bounds(*self.texts[k]) for k in np.flatnonzero(silent).tolist())
        return [(x0, y0) for x0, y0, x1, y1 in boxes if x1 - x0 <= 0 and y1 - y0 <= 0]

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
        dark = bool(filled) and self._is_dark(handle)
        segments = _segment_count(handle)
        thin = min(x1 - x0, y1 - y0) <= 2.5
        if segments <= 2 or (thin and segments <= 6):
            if thin:
                self.found.append((x0, y0, x1, y1, LINE, dark))
            else:
                self.found.append((x0, y0, x1, y1, SHAPE, dark))
            return
        if segments > _MAX_OUTLINE:
            self.found.append((x0, y0, x1, y1, SHAPE, dark))
            return
        self._outline(handle, matrix, segments, bool(stroked), dark)

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

    def _is_dark(self, handle: int) -> bool:
        """Is the fill nearer to black than to white?"""
        red = self._colors.ctypes.data
        if not _fill_color(handle, red, red + 4, red + 8, red + 12):
            return False
        return bool(self._colors[:3].mean() < _DARK and self._colors[3] > _DARK)

    def _outline(self, handle: int, matrix: tuple[float, ...], segments: int, stroked: bool, dark: bool) -> None:
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
        self.found.extend(outline_shapes(points, stroked, dark))


def _product(inner: tuple[float, ...], outer: tuple[float, ...]) -> tuple[float, ...]:
    """The matrix that applies ``inner`` first, then ``outer``."""
    if outer is _IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _empty_page(number: int) -> RawPage:
    none = np.zeros(0)
    whole = np.zeros(0, np.int32)
    glyphs = Glyphs(whole, none, none, none, none, none, whole, whole, whole, np.zeros(0, bool), np.zeros(0, bool))
    return RawPage(number, 0.0, 0.0, glyphs, [], np.zeros((0, 6)), flags=["page_damaged"])
