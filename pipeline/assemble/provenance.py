"""What every row tells of itself: its document, its place, how sure it is and why it may be wrong."""

from __future__ import annotations

from typing import Any

from phaen.extractors.forms.identity import Identity
from phaen.extractors.model import Document, Place

READABLE_SHARE = 0.80
"""Share of Thai characters inside dictionary words below which a page's rows are flagged ``text_health``."""


class Provenance:
    """Fills the columns that every row has: which document, where, how sure."""

    def __init__(self, document: Document, identity: Identity) -> None:
        self.base = {
            "doc_id": document.doc_id,
            "source_file": document.source_file,
            "fiscal_year": identity.fiscal_year,
            "agency_code": identity.agency.code if identity.agency else None,
        }
        self.doubts = list(identity.doubts)
        self.fiscal_year = identity.fiscal_year
        self.several_years = identity.years is not None and identity.years.first != identity.years.last
        """Is the document of several years, so that no single year's amount is its budget?"""
        self.poor = {
            page.page
            for page in document.pages
            if page.thai_chars >= 40 and (page.words_after < READABLE_SHARE or not page.readable)
        }

    def row(self, place: Place, confidence: float, flags: list[str]) -> dict[str, Any]:
        """The provenance columns of a row that starts at ``place``."""
        flags = list(dict.fromkeys([*flags, *self.doubts]))
        if place.page in self.poor and "text_health" not in flags:
            flags.append("text_health")
        return {
            **self.base,
            "page": place.page,
            "line": place.line,
            "bbox": [round(float(value), 2) for value in place.bbox] if place.bbox else None,
            "place": place.where,
            "confidence": round(confidence, 3),
            "flags": sorted(flags),
        }
