"""Pictures and source lines of evidence: the page image crop for PDF input, the printed line for text input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from phaen.extractors.model import BBox, UnreadableDocument
from phaen.extractors.reader import PACKAGE
from phaen.pipeline.run.originals import original

MAX_CACHED = 8
"""Source files held in memory at a time."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What can be shown of one place: a crop's file name, or the text of the source line."""

    crop: str | None = None
    source: str | None = None
    missing: bool = False


class Evidence:
    """Finds the source files under the input folder and cuts what findings point at.

    A file is used only if the document's ``doc_id`` is made of its bytes: evidence of another version of a file would
    be no evidence.
    """

    def __init__(
        self, documents: Mapping[str, Mapping[str, Any]], inputs: Path | None, crops: Path, margin: float = 12.0
    ) -> None:
        self._documents, self._margin = documents, margin
        self._inputs = inputs.resolve() if inputs else None
        self._crops = crops
        self._bytes: dict[str, bytes | None] = {}
        self._lines: dict[str, list[str]] = {}
        self._made: dict[tuple[str, int, BBox | None], str | None] = {}

    def source(self, doc_id: str) -> bytes | None:
        """The bytes of a document's source file, or ``None`` where it is not there (or is another version)."""
        if doc_id not in self._bytes:
            name = str(self._documents.get(doc_id, {}).get("source_file") or "")
            data = original(self._inputs, name, doc_id) if self._inputs and name else None
            while len(self._bytes) >= MAX_CACHED:
                self._bytes.pop(next(iter(self._bytes)))
            self._bytes[doc_id] = data
        return self._bytes[doc_id]

    def show(self, place: Mapping[str, Any]) -> Shown:
        """What stands at ``place`` (doc_id, page, line, bbox)."""
        if place.get("page"):
            bbox = place.get("bbox")
            box: BBox | None = None
            if bbox and len(bbox) == 4:
                box = (float(bbox[0]), float(bbox[1]), float(bbox[2]), float(bbox[3]))
            crop = self._crop(place["doc_id"], int(place["page"]), box)
            return Shown(crop=crop, missing=crop is None)
        if place.get("line"):
            text = self._line(place["doc_id"], int(place["line"]))
            return Shown(source=text or None)
        return Shown()

    def _line(self, doc_id: str, line: int) -> str:
        if doc_id not in self._lines:
            data = self.source(doc_id)
            is_text = data is not None and b"\x00" not in data[:4096] and not data.startswith(PACKAGE)
            self._lines[doc_id] = data.decode("utf-8-sig", "replace").splitlines() if data and is_text else []
        lines = self._lines[doc_id]
        return lines[line - 1].strip() if 0 < line <= len(lines) else ""

    def _crop(self, doc_id: str, page: int, box: BBox | None) -> str | None:
        key = (doc_id, page, box)
        if key not in self._made:
            data = self.source(doc_id)
            name = sha256(repr(key).encode()).hexdigest()[:20] + ".png"
            self._made[key] = name if data is not None and self._draw(data, page, box, name) else None
        return self._made[key]

    def _draw(self, data: bytes, page: int, box: BBox | None, name: str) -> bool:
        from phaen.extractors.pdf.source import render

        try:
            (self._crops / name).write_bytes(render.crop(data, page, box, margin=self._margin))
        except (UnreadableDocument, ValueError, RuntimeError, OSError):
            # A page that cannot be drawn leaves the printed text as evidence; the page says so.
            return False
        return True
