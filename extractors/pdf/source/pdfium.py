"""Characters and shapes through PDFium: fast, because every character costs three plain C calls and no objects.

PDFium's functions are called through prototypes that take addresses as integers, so that a whole page's boxes are
written straight into one array.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray
from phaen.extractors.model import UnreadableDocument
from phaen.extractors.pdf.glyphs.blanks import lone_spaces, spread_over_words, with_spaces
from phaen.extractors.pdf.glyphs.clips import clipped_letters
from phaen.extractors.pdf.glyphs.turning import placed_box, quarter_turns, turned_boxes, upright
from phaen.extractors.pdf.sorted_values import distinct, is_in
from phaen.extractors.pdf.source.actual_text import apply_spans, visible
from phaen.extractors.pdf.source.actual_text_pdfium import TakenSpans, take_spans
from phaen.extractors.pdf.source.annotations import Written, draw_annotations
from phaen.extractors.pdf.source.backend import (
    CLIPPED,
    HIDDEN,
    MAX_CHARS,
    MAX_PAGES,
    SEEN,
    Floats,
    Font,
    Glyphs,
    RawPage,
    sound_codes,
    together,
)
from phaen.extractors.pdf.source.calls import fast as _fast
from phaen.extractors.pdf.source.calls import for_each
from phaen.extractors.pdf.source.layers import layered
from phaen.extractors.pdf.source.objects import DrawnObjects, drawn_objects, page_objects
from phaen.extractors.pdf.source.opening import ENCRYPTED, check_header
from phaen.extractors.pdf.source.pictures import table_pictures
from phaen.extractors.pdf.source.spaces import drawn_spaces
from phaen.extractors.pdf.source.visibility import taken_off, unseen_letters

_VOID = ctypes.c_void_p
_INT = ctypes.c_int
_STAND_IN = 0xFFFE
"""What PDFium's text of a page has for a hyphen at a line end and for a glyph without Unicode."""


_loose_box = _fast(raw.FPDFText_GetLooseCharBox, _INT, _VOID, _INT, _VOID)
_char_box = _fast(raw.FPDFText_GetCharBox, _INT, _VOID, _INT, _VOID, _VOID, _VOID, _VOID)
_unicode = _fast(raw.FPDFText_GetUnicode, ctypes.c_uint, _VOID, _INT)
_text = _fast(raw.FPDFText_GetText, _INT, _VOID, _INT, _INT, _VOID)
_text_object = _fast(raw.FPDFText_GetTextObject, ctypes.c_ssize_t, _VOID, _INT)
_origin = _fast(raw.FPDFText_GetCharOrigin, _INT, _VOID, _INT, _VOID, _VOID)
_matrix = _fast(raw.FPDFText_GetMatrix, _INT, _VOID, _INT, _VOID)
_font_size = _fast(raw.FPDFText_GetFontSize, ctypes.c_double, _VOID, _INT)
_map_error = _fast(raw.FPDFText_HasUnicodeMapError, _INT, _VOID, _INT)
_object_font = _fast(raw.FPDFTextObj_GetFont, _VOID, _VOID)
_font_weight = _fast(raw.FPDFFont_GetWeight, _INT, _VOID)
_font_name = _fast(raw.FPDFFont_GetBaseFontName, ctypes.c_size_t, _VOID, _VOID, ctypes.c_size_t)


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
        self.only: frozenset[int] | None = None
        self._fonts: dict[int, Font] = {}
        self._layered = layered(data)
        self._data, self._password = data, password

    def close(self) -> None:
        """Give the file's memory back."""
        self._pdf.close()

    def pages(self) -> Iterator[RawPage]:
        """Every page in order; a page PDFium cannot load comes empty with the flag ``page_damaged``."""
        for number in range(1, self.page_count + 1):
            if self.only is not None and number not in self.only:
                continue
            page = raw.FPDF_LoadPage(self._pdf.raw, number - 1)
            if not page:
                yield _empty_page(number)
                continue
            page, written = draw_annotations(self._pdf, page, number - 1)
            try:
                yield self._read(page, number, written)
            finally:
                raw.FPDF_ClosePage(page)

    def _read(self, page: Any, number: int, written: list[Written]) -> RawPage:
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page, box)
        frame = (float(box.left), float(box.bottom), float(box.right), float(box.top))
        turns = int(raw.FPDFPage_GetRotation(page))
        flags: list[str] = []
        objects = page_objects(page_address(page))
        shapes, drawn = drawn_objects(objects, flags)
        spans = take_spans(objects)
        glyphs, fonts, changed, handles = self._glyphs(page, number, spans, flags, drawn)
        pictures = table_pictures(page_address(page), frame, turns, glyphs, drawn) if drawn.image_area else []
        unseen = unseen_letters(page_address(page), frame, glyphs, handles, drawn, self._layered)
        gone = _only_hidden(handles[glyphs.run], unseen == HIDDEN)
        # of two letters in one place PDFium tells the first alone: a hidden one may stand over a seen one
        if len(gone):
            out = is_in(handles[glyphs.run], gone)
            with taken_off(gone.tolist()):
                seen, seen_fonts, changed, seen_handles = self._glyphs(page, number, spans, flags, drawn)
            unseen = unseen_letters(page_address(page), frame, seen, seen_handles, drawn, self._layered)
            glyphs = glyphs.take(out)
            glyphs.run, glyphs.font = glyphs.run + np.int32(len(seen_handles)), glyphs.font + np.int32(len(seen_fonts))
            unseen = np.append(unseen, np.full(len(glyphs), HIDDEN, np.int32))
            glyphs, fonts = together(seen, glyphs), [*seen_fonts, *fonts]
            handles = np.append(seen_handles, handles)
        hidden, lost, clipped = clipped_letters(glyphs, handles, drawn.inside_forms(), frame[3] - frame[1])
        if hidden.any():
            unseen[lost & (unseen == SEEN)] = CLIPPED
            kept = ~hidden | lost
            glyphs, unseen = glyphs.take(kept), unseen[kept]
        if spans:
            spans.give_back(page_address(self._pdf.raw))
        self._fonts.clear()  # font handles are addresses that die with the page
        read = upright(number, frame, turns, glyphs, fonts, shapes, drawn.image_area, flags, changed, unseen)
        read.clipped = clipped
        read.written = [(text, read.as_read(placed_box(box, frame, turns))) for text, box in written]
        read.table_pictures = [read.as_read(placed_box(box, frame, turns)) for box in pictures]
        return read

    def _glyphs(
        self, page: Any, number: int, spans: TakenSpans | None, flags: list[str], drawn: DrawnObjects
    ) -> tuple[Glyphs, list[Font], int, NDArray[np.int64]]:
        """The letters of the page, their fonts, how many clusters /ActualText changed, and the text objects by run."""
        text_page = raw.FPDFText_LoadPage(page)
        try:
            return self._letters(page_address(text_page), number, spans, flags, drawn)
        finally:
            raw.FPDFText_ClosePage(text_page)

    def _letters(
        self, text_page: int, number: int, spans: TakenSpans | None, flags: list[str], drawn: DrawnObjects
    ) -> tuple[Glyphs, list[Font], int, NDArray[np.int64]]:
        count = raw.FPDFText_CountChars(ctypes.cast(text_page, raw.FPDF_TEXTPAGE)) if text_page else 0
        if count > MAX_CHARS:
            flags.append("page_cut")
            count = MAX_CHARS
        count = max(count, 0)
        boxes = np.zeros((count, 4), np.float32)
        for_each(_loose_box, repeat(text_page), range(count), _rows(boxes))
        codes = _codes(text_page, count)
        objects = np.fromiter(map(_text_object, repeat(text_page), range(count)), np.int64, count)
        left, _top, right, _bottom = boxes.astype(np.float64).T
        starts = np.flatnonzero(np.diff(objects, prepend=-1)) if count else np.zeros(0, np.int64)
        lengths = np.diff(np.append(starts, count))
        handles = objects[starts]
        listed, runs = self._run_facts(text_page, starts[handles != 0], handles[handles != 0])
        info = np.zeros((len(starts), 4))
        info[handles != 0] = runs
        y, size, font_index, turn_of = (np.repeat(info[:, j], lengths) for j in range(4))
        sideways = np.flatnonzero((turn_of > 0) & (turn_of < 4) & (objects != 0))
        if len(sideways):
            _lay_sideways(text_page, sideways, left, right, y, turn_of)
        origin = np.zeros(2)
        x_at = origin.ctypes.data
        for i in np.flatnonzero(((codes == 0xE43) | (codes == 0xE44)) & (turn_of == 0) & (objects != 0)).tolist():
            _origin(text_page, i, x_at, x_at + 8)  # the loose box of ใ and ไ reaches to where their bow hangs over
            left[i] = max(left[i], origin[0])
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
        places = drawn.blanks(handles)
        alone = lone_spaces(glyphs)
        if spread_over_words(glyphs, alone, drawn.widths(handles[glyphs.run[alone]].tolist())):
            places += drawn_spaces(self._data, self._password, number)
        glyphs = with_spaces(glyphs, places)
        return glyphs, listed, changed, handles

    def _run_facts(
        self, text_page: int, starts: NDArray[np.intp], handles: NDArray[np.int64]
    ) -> tuple[list[Font], Floats]:
        """The fonts of text objects, and for each object its baseline, type size, index of its font, quarter turns.

        ``starts``: the first character of each object; ``handles``: the objects.
        """
        count, first = len(starts), starts.tolist()
        origins, matrices = np.zeros((count, 2)), np.zeros((count, 6), np.float32)
        for_each(_origin, repeat(text_page), first, _rows(origins), _rows(origins, 1))
        for_each(_matrix, repeat(text_page), first, _rows(matrices))
        sizes = np.fromiter(map(_font_size, repeat(text_page), first), np.float64, count)
        a, b, c, d = matrices[:, :4].astype(np.float64).T
        number_of: dict[int, int] = {}
        fonts = [number_of.setdefault(_object_font(handle) or 0, len(number_of)) for handle in handles.tolist()]
        facts = np.stack([origins[:, 1], sizes * np.sqrt(c * c + d * d), np.array(fonts), quarter_turns(a, b)], axis=1)
        return [self._font(handle) for handle in number_of], facts

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
            font = Font(f"{full}#{len(self._fonts)}", name, heavy)
            self._fonts[handle] = font
        return font


def _rows(array: NDArray[Any], column: int = 0) -> range:
    """The addresses of a ``column`` in the rows of ``array``."""
    start, width = array.ctypes.data + column * array.itemsize, array.shape[1] * array.itemsize
    return range(start, start + len(array) * width, width)


def page_address(handle: Any) -> int:
    """The address behind a typed PDFium pointer."""
    return ctypes.cast(handle, _VOID).value or 0


def _codes(text_page: int, count: int) -> NDArray[np.int64]:
    """The codes of the first ``count`` characters: from the text as a whole where each has one unit of UTF-16 in it,
    else asked one by one, which takes longer."""
    units = np.zeros(count + 1, np.uint16)
    written = _text(text_page, 0, count, units.ctypes.data) - 1 if count else 0
    units = units[:count]
    if written != count or ((units >= 0xD800) & (units < 0xE000)).any():
        return np.fromiter(map(_unicode, repeat(text_page), range(count)), np.int64, count)
    codes = units.astype(np.int64)
    for index in np.flatnonzero(units == _STAND_IN).tolist():
        codes[index] = _unicode(text_page, index)
    return codes


def _only_hidden(handles: NDArray[np.int64], hidden: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The text objects all of whose glyphs are ``hidden``; ``handles``: the object of each glyph."""
    if not hidden.any():
        return handles[:0]
    gone = distinct(handles[hidden])
    return gone[~is_in(gone, handles[~hidden])]


def _lay_sideways(
    text_page: int, index: np.ndarray[Any, Any], left: Floats, right: Floats, y: Floats, turn: Floats
) -> None:
    """Boxes and baselines of turned text, turned upright; PDFium's loose boxes are only right for upright text."""
    sides, origins = np.zeros((len(index), 4)), np.zeros((len(index), 2))  # sides: left, right, bottom, top
    asked = index.tolist()
    for_each(_char_box, repeat(text_page), asked, *(_rows(sides, column) for column in range(4)))
    for_each(_origin, repeat(text_page), asked, _rows(origins), _rows(origins, 1))
    for turns in (1, 2, 3):
        mine = turn[index] == turns
        boxes = turned_boxes(sides[mine][:, [0, 2, 1, 3]], turns)
        starts = turned_boxes(origins[mine][:, [0, 1, 0, 1]], turns)
        at = index[mine]
        left[at], right[at] = np.minimum(starts[:, 0], boxes[:, 0]), np.maximum(starts[:, 0], boxes[:, 2])
        y[at] = starts[:, 1]


def _empty_page(number: int) -> RawPage:
    none = np.zeros(0)
    whole = np.zeros(0, np.int32)
    glyphs = Glyphs(whole, none, none, none, none, none, whole, whole, whole, np.zeros(0, bool), np.zeros(0, bool))
    return RawPage(number, 0.0, 0.0, glyphs, [], np.zeros((0, 6)), flags=["page_damaged"])
