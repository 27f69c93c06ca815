"""Crops of the source pages, made when they are asked for."""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path

from phaen.pipeline.dashboard.data import Data, Row
from phaen.pipeline.report.crops import Evidence, Shown

AROUND = 70.0
"""Points around a box that are shown: the row and its heading, so that a person sees what the value belongs to."""


class Pictures:
    """One picture at a time: the PDF library has no threads."""

    def __init__(self, inputs: Path | None) -> None:
        self._inputs = inputs
        self._lock = threading.Lock()
        self._evidence: tuple[Data, Evidence] | None = None
        self._folder = tempfile.TemporaryDirectory(prefix="phaen-dashboard-")

    def show(self, data: Data, place: Row) -> Shown | None:
        """What can be shown of a place; ``None`` without a folder of source files."""
        if self._inputs is None:
            return None
        with self._lock:
            if self._evidence is None or self._evidence[0] is not data:
                documents = {row["doc_id"]: row for row in data.rows("SELECT doc_id, source_file FROM label")}
                self._evidence = data, Evidence(documents, self._inputs, Path(self._folder.name), AROUND)
            return self._evidence[1].show(place)

    def picture(self, name: str) -> bytes | None:
        """A crop that :meth:`show` made."""
        path = Path(self._folder.name) / name
        return path.read_bytes() if path.parent == Path(self._folder.name) and path.is_file() else None
