"""Text that stands on a page without being in its content: values of form fields, notes and stamps; through PDFium.

What a viewer draws of an annotation is drawn into the page's content, so that it is read in its place like everything
else. Annotations that only mark or link text are taken off first: what they would draw is no part of the document.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_DRAWN = frozenset(
    {
        raw.FPDF_ANNOT_FREETEXT,
        raw.FPDF_ANNOT_STAMP,
        raw.FPDF_ANNOT_WIDGET,
        raw.FPDF_ANNOT_XFAWIDGET,
        raw.FPDF_ANNOT_LINE,
        raw.FPDF_ANNOT_SQUARE,
        raw.FPDF_ANNOT_CIRCLE,
        raw.FPDF_ANNOT_POLYGON,
        raw.FPDF_ANNOT_INK,
        raw.FPDF_ANNOT_STRIKEOUT,
        raw.FPDF_ANNOT_REDACT,
    }
)
_MAX_ANNOTATIONS = 5000


_TEXT_KEYS = {raw.FPDF_ANNOT_FREETEXT: b"Contents", raw.FPDF_ANNOT_WIDGET: b"V"}
"""Annotations whose text a viewer draws itself where no program has, and where it stands."""
_UNSEEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
_LONGEST = 200_000

Written = tuple[str, tuple[float, float, float, float]]
"""A text and its box (x0, y0, x1, y1) in user space."""


def draw_annotations(document: pdfium.PdfDocument, page: Any, number: int) -> tuple[Any, list[Written]]:
    """The page (0-based ``number``) with its annotations drawn into the content: a new handle if there are any.

    The handle given is closed then. A page whose annotations cannot be drawn stays as it is. Also what annotations say
    that no program has drawn.
    """
    if not 0 < raw.FPDFPage_GetAnnotCount(page) <= _MAX_ANNOTATIONS:
        return page, []
    drawn, written = _sorted_out(page)
    if not drawn:
        return page, written
    done = raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    again = raw.FPDF_LoadPage(document.raw, number) if done == raw.FLATTEN_SUCCESS else None
    if not again:
        return page, written
    raw.FPDF_ClosePage(page)
    return again, written


def _sorted_out(page: Any) -> tuple[bool, list[Written]]:
    """Leave on the page only annotations that draw something of their own: are there any? And the undrawn texts."""
    drawn, written = False, []
    for index in reversed(range(raw.FPDFPage_GetAnnotCount(page))):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        if raw.FPDFAnnot_GetFlags(annotation) & _UNSEEN:
            keep = False
        elif kind in _DRAWN and raw.FPDFAnnot_HasKey(annotation, b"AP"):
            keep = True
        else:
            keep = False
            key = _TEXT_KEYS.get(kind)
            text = _string(annotation, key).strip() if key else ""
            box = raw.FS_RECTF()
            if text and raw.FPDFAnnot_GetRect(annotation, box):
                written.append((text, (float(box.left), float(box.bottom), float(box.right), float(box.top))))
        raw.FPDFPage_CloseAnnot(annotation)
        drawn |= keep
        if not keep:
            raw.FPDFPage_RemoveAnnot(page, index)
    return drawn, written[::-1]


def _string(annotation: Any, key: bytes) -> str:
    size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if not 2 < size <= _LONGEST:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    raw.FPDFAnnot_GetStringValue(annotation, key, buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\x00")


def with_annotations_drawn(data: bytes, password: str | None) -> bytes:
    """The file with all annotations drawn into the pages; ``data`` itself without any, or when it cannot be opened."""
    try:
        document = pdfium.PdfDocument(data, password=password)
    except pdfium.PdfiumError:
        return data
    try:
        changed = False
        for number in range(len(document)):
            page = raw.FPDF_LoadPage(document.raw, number)
            if not page:
                continue
            drawn, _ = draw_annotations(document, page, number)
            changed |= ctypes.cast(drawn, ctypes.c_void_p).value != ctypes.cast(page, ctypes.c_void_p).value
            raw.FPDF_ClosePage(drawn)
        return saved(document) if changed else data
    finally:
        document.close()


def saved(document: pdfium.PdfDocument) -> bytes:
    """The bytes of a document as PDFium has it in memory."""
    from io import BytesIO

    out = BytesIO()
    document.save(out)
    return out.getvalue()
