"""/ActualText through PDFium.

PDFium's own text page mixes a span's text with its glyphs' characters as soon as it reorders text objects. So the
spans are noted and taken off the page's objects before the text page is made; every glyph then has its own character
and box, and :mod:`phaen.extractors.pdf.source.actual_text` puts the text in.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import pypdfium2.raw as raw
from numpy.typing import NDArray
from phaen.extractors.pdf.source.actual_text import Spans, decoded
from phaen.extractors.pdf.source.calls import fast as _fast
from phaen.extractors.pdf.source.objects import form_objects

_VOID, _INT, _LONG = ctypes.c_void_p, ctypes.c_int, ctypes.c_ulong


_type = _fast(raw.FPDFPageObj_GetType, _INT, _VOID)
_count_marks = _fast(raw.FPDFPageObj_CountMarks, _INT, _VOID)
_mark = _fast(raw.FPDFPageObj_GetMark, _VOID, _VOID, _LONG)
_blob = _fast(raw.FPDFPageObjMark_GetParamBlobValue, _INT, _VOID, ctypes.c_char_p, _VOID, _LONG, _VOID)
_remove = _fast(raw.FPDFPageObjMark_RemoveParam, _INT, _VOID, _VOID, ctypes.c_char_p)
_set_blob = _fast(raw.FPDFPageObjMark_SetBlobParam, _INT, _VOID, _VOID, _VOID, ctypes.c_char_p, _VOID, _LONG)

_KEY = b"ActualText"
_TEXT, _FORM = raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_FORM
_MAX_OBJECTS = 200_000
_MAX_DEPTH = 6


@dataclass(slots=True)
class TakenSpans:
    """The spans of one page: ``span_of`` text object → (span, place in the stream)."""

    span_of: dict[int, tuple[int, int]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    taken: list[tuple[int, int, bytes]] = field(default_factory=list)

    def spans(self, objects: NDArray[np.int64]) -> Spans:
        """The spans of the glyphs whose text objects are ``objects`` (n addresses, 0 for none)."""
        handles = np.array(sorted(self.span_of), np.int64)
        values = np.array([self.span_of[handle] for handle in handles.tolist()], np.int32).reshape(-1, 2)
        at = np.minimum(np.searchsorted(handles, objects), len(handles) - 1)
        found = values[at]
        found[handles[at] != objects] = -1
        return Spans(found[:, 0], found[:, 1], self.texts)

    def give_back(self, document: int) -> None:
        """Put the texts back: a property list of the file may serve several pages."""
        for handle, mark, value in self.taken:
            _set_blob(document, handle, mark, _KEY, value, len(value))


def take_spans(objects: Sequence[int]) -> TakenSpans | None:
    """Note the /ActualText of every text object among a page's ``objects`` and take it off; ``None``: none has.

    Of nested spans the outermost counts (it replaces all that stands inside).
    """
    taken = TakenSpans()
    texts: dict[int, int] = {}  # mark → its span, -1 without text
    for place, (handle, marks) in enumerate(_marked_texts(objects[:_MAX_OBJECTS], 0)):
        span = -1
        for index in range(marks):
            mark = _mark(handle, index)
            known = texts.get(mark)
            if known is None:
                value = _value(mark)
                if value is None:
                    known = -1
                else:
                    known = len(taken.texts)
                    taken.texts.append(decoded(value))
                    taken.taken.append((handle, mark, value))
                texts[mark] = known
            if span < 0:
                span = known
        if span >= 0:
            taken.span_of[handle] = (span, place)
    for handle, mark, _ in taken.taken:
        _remove(handle, mark, _KEY)
    return taken if taken.span_of else None


def _marked_texts(handles: Sequence[int], depth: int) -> Iterator[tuple[int, int]]:
    """Text objects that stand in marked content, through Form XObjects, in stream order, each with its marks' count."""
    for handle, kind in zip(handles, map(_type, handles), strict=True):
        if kind == _TEXT:
            marks = _count_marks(handle)
            if marks > 0:
                yield handle, marks
        elif kind == _FORM and depth < _MAX_DEPTH:
            yield from _marked_texts(form_objects(handle, _MAX_OBJECTS), depth + 1)


def _value(mark: int) -> bytes | None:
    """The bytes of a mark's /ActualText, ``None`` without."""
    size = _LONG(0)
    if not _blob(mark, _KEY, None, 0, ctypes.addressof(size)):
        return None
    buffer = ctypes.create_string_buffer(max(size.value, 1))
    if not _blob(mark, _KEY, ctypes.addressof(buffer), size.value, ctypes.addressof(size)):
        return None
    return buffer.raw[: size.value]
