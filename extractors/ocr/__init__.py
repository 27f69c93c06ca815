"""Scanned pages: rendered, cleaned, recognised line by line with Tesseract, and handed on as pages with a text layer.

This module imports nothing heavy: OpenCV and Tesseract are loaded when the first page needs them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from phaen.extractors.model import Block, PageHealth
from phaen.extractors.ocr import clock

if TYPE_CHECKING:
    from phaen.extractors.pdf.source.backend import RawPage

Mode = Literal["auto", "never", "force"]
UNAVAILABLE = "ocr_unavailable"
"""Flag of a document with pages that recognition could read, were it installed."""
OUT_OF_TIME = "ocr_time_limit"
"""Flag of a document with pages that were left unread because recognition took too long."""
PAGE_SECONDS = 60.0
"""Seconds of computing that recognition of one page may take: a full page of small print takes 5 to 10."""
SPARSE = 40
"""Characters: a page-wide picture with fewer over it is a scan with a stamp or a page number."""


@dataclass(frozen=True, slots=True)
class OcrOptions:
    """When to recognise text, the folder where recognised pages are kept (``None``: nowhere), and the seconds of
    computing that recognition may take for one page."""

    mode: Mode = "auto"
    cache: str | None = None
    page_seconds: float = PAGE_SECONDS


NEVER = OcrOptions("never")


class PageReader:
    """Recognises pages of one PDF; opens it a second time, for pictures, when the first page needs it."""

    def __init__(self, data: bytes, password: str | None, options: OcrOptions) -> None:
        self._data, self._password, self._options = data, password, options
        self._document: Any = None
        self._done: dict[int, tuple[list[Block], PageHealth] | None] = {}
        self.flags: dict[str, None] = {}

    def wanted(self, page: RawPage, health: PageHealth) -> bool:
        """Is this page to be recognised? Says no, and remembers it, where nothing to do so is installed."""
        mode = self._options.mode
        scanned = page.images > 0.5 and len(page.glyphs) < SPARSE
        if mode == "never" or (mode == "auto" and health.readable and not scanned):
            return False
        from phaen.extractors.ocr.installed import available

        if not available():
            if not health.readable or mode == "force":
                self.flags[UNAVAILABLE] = None
            return False
        return True

    @property
    def allowed(self) -> bool:
        """May pages be recognised at all, and is there something to do it?"""
        if self._options.mode == "never":
            return False
        from phaen.extractors.ocr.installed import available

        return available()

    def read(self, number: int, make_blocks: Callable[[RawPage], list[Block]]) -> tuple[list[Block], PageHealth] | None:
        """Blocks and health of page ``number`` (1-based); ``make_blocks`` is what makes blocks of any page.

        ``None`` when the page cannot be rendered, shows no text, or takes longer than a page may.
        """
        if number in self._done:
            return self._done[number]
        import pypdfium2 as pdfium
        from phaen.extractors.ocr.recognise import recognise

        if self._document is None:
            self._document = pdfium.PdfDocument(self._data, password=self._password)
        cache = Path(self._options.cache) if self._options.cache else None
        seconds = self._options.page_seconds
        try:
            with clock.page(seconds):
                self._done[number] = recognise(self._document, number, make_blocks, cache, seconds)
        except clock.PageTooSlow:
            self.flags[OUT_OF_TIME] = None
            self._done[number] = None
        return self._done[number]

    def close(self) -> None:
        """Give the file's memory back."""
        if self._document is not None:
            self._document.close()
            self._document = None
