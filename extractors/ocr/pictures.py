"""Pictures of pages (.jpg, .png, .tiff with several pages) as a PDF of one picture a page, for the reader of scans."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2 as pdfium
from phaen.extractors.model import UnreadableDocument
from phaen.extractors.ocr.installed import available

LONG_SIDE = 842.0
"""Points: a picture says nothing of the paper's size that can be trusted; documents are A4, 842 points high."""
MOST_PAGES = 500
MOST_PIXELS = 200_000_000
"""Pixels of one picture: an A4 page at 1,200 dpi has 139 million."""


def as_pdf(data: bytes) -> bytes:
    """The pictures in ``data`` as the pages of a PDF.

    Raises :class:`~phaen.extractors.model.UnreadableDocument` when text recognition is not installed (nothing else
    could read a picture), or the picture is damaged or too large.
    """
    if not available():
        raise UnreadableDocument("The file is a picture; install phaen[ocr] and Tesseract with Thai to have it read.")
    import cv2
    import numpy as np
    from phaen.extractors.ocr.memory import as_memory_error

    try:
        with as_memory_error():
            done, pictures = cv2.imdecodemulti(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE)
    except cv2.error:
        done, pictures = False, ()
    if not done or not pictures:
        raise UnreadableDocument("The picture is damaged or of an unusual kind; save it again as PNG or PDF.")
    if len(pictures) > MOST_PAGES or any(picture.size > MOST_PIXELS for picture in pictures):
        raise UnreadableDocument("The picture is too large; save it again as a PDF of ordinary pages.")
    document = pdfium.PdfDocument.new()
    try:
        for picture in pictures:
            _add_page(document, picture)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()
    finally:
        document.close()


def _add_page(document: Any, picture: Any) -> None:
    height, width = picture.shape[:2]
    scale = LONG_SIDE / max(height, width)
    page = document.new_page(width * scale, height * scale)
    bitmap = pdfium.PdfBitmap.new_native(width, height, pdfium.raw.FPDFBitmap_Gray)
    bitmap.to_numpy().reshape(height, -1)[:, :width] = picture
    image = pdfium.PdfImage.new(document)
    image.set_bitmap(bitmap)
    image.set_matrix(pdfium.PdfMatrix().scale(width * scale, height * scale))
    page.insert_obj(image)
    page.gen_content()
    page.close()
