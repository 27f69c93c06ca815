"""Which PDF library reads a file."""

from __future__ import annotations

from phaen.extractors.pdf.source.backend import Source
from phaen.extractors.pdf.source.pdfium import PdfiumSource


def open_source(data: bytes, backend: str, password: str | None) -> Source:
    """Open ``data`` with ``backend`` (``pdfium`` or ``pdfplumber``).

    Raises :class:`phaen.extractors.model.UnreadableDocument` when the file cannot be opened, ``ValueError`` for an
    unknown backend.
    """
    if backend == "pdfium":
        return PdfiumSource(data, password)
    if backend == "pdfplumber":
        # held against the fast library; its own libraries take long to load
        from phaen.extractors.pdf.source.plumber import PlumberSource

        return PlumberSource(data, password)
    raise ValueError(f"unknown PDF backend {backend!r}: use pdfium or pdfplumber")
