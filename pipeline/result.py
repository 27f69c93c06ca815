"""What goes into reading one file and what comes out, as plain data: it can be named without loading the readers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from phaen.extractors.ocr import PAGE_SECONDS, Mode
from phaen.pipeline.schema.names import PER_DOCUMENT

Row = dict[str, Any]

OPENING_PAGES = 3
"""So many first pages are read for the title of a document of which only some pages are wanted."""
UNOPENED_DOC_ID = "0" * 16
"""The doc_id of a file whose bytes could not be read at all."""


@dataclass(frozen=True, slots=True)
class ExtractOptions:
    """What extraction depends on besides the bytes.

    ``registers`` is a folder whose ``agencies.csv`` adds to the built-in register, ``forms`` one whose specs and
    wordings add to the built-in forms (``docs/how-to/forms.md``; :func:`check_forms`). ``passwords`` are tried in
    order on encrypted PDFs (``phaen.pipeline.extract.passwords_of``). ``ocr`` says which pages are recognised from
    their picture; recognised pages are kept in the folder ``ocr_cache``, and ``ocr_page_seconds`` is the computing
    that recognition may take for one page. ``pages`` are the only pages of a PDF that rows are wanted of; none: all.
    Without ``cells`` or ``statements`` the dataset of that name is empty.
    """

    backend: str = "pdfium"
    registers: str | None = None
    passwords: tuple[str, ...] = field(default=(), repr=False)
    ocr: Mode = "auto"
    ocr_cache: str | None = None
    ocr_page_seconds: float = PAGE_SECONDS
    cells: bool = True
    statements: bool = True
    forms: str | None = None
    pages: tuple[int, ...] = ()

    @property
    def wanted(self) -> frozenset[int] | None:
        """The pages to read: those chosen, and the first ones, which say whose the document is and of which year."""
        return frozenset({*self.pages, *range(1, OPENING_PAGES + 1)}) if self.pages else None


@dataclass(frozen=True, slots=True)
class DocumentTables:
    """One file's rows by dataset, checked against the schema.

    ``documents`` holds the file's own row first, then one for each further document bound in it (``plan.pdf#2``) and
    for each file attached to it (``plan.pdf#part.pdf``); their rows stand among the others under their own ``doc_id``
    and ``source_file``. ``recognised``: how many pages were
    read by text recognition.
    """

    tables: Mapping[str, list[Row]]
    recognised: int = 0

    @property
    def document(self) -> Row:
        """The file's own row."""
        return self.tables["documents"][0]


def doc_id(data: bytes) -> str:
    """The document key: the first 16 hex digits of the SHA-256 of the bytes."""
    return hashlib.sha256(data).hexdigest()[:16]


def unread(source_file: str, status: str, error: str, key: str) -> DocumentTables:
    """The tables of a document that gave no rows: one in ``documents`` with the status and the reason."""
    from phaen.pipeline.schema.datasets import validate

    flags = ["failed"] if status == "failed" else []
    row = {"doc_id": key, "source_file": source_file, "status": status, "error": error, "flags": flags}
    tables: dict[str, list[Row]] = {name: [] for name in PER_DOCUMENT}
    tables["documents"] = validate("documents", [row])
    return DocumentTables(tables)


def failed(source_file: str, error: str, key: str = UNOPENED_DOC_ID) -> DocumentTables:
    """The tables of a document that could not be read."""
    return unread(source_file, "failed", error, key)
