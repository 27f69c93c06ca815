"""Bytes to :class:`~phaen.extractors.model.Document`: the reader is chosen by what a file holds."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from phaen.extractors.model import Document, UnreadableDocument
from phaen.extractors.ocr import NEVER, OcrOptions

_PDF = b"%PDF-"
PACKAGE = b"PK\x03\x04"
"""What a ZIP container begins with: Word and Excel files are such containers."""
OLD_OFFICE = "an old Office document (.doc, .xls)"
_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0", OLD_OFFICE),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"GIF8", "a GIF image"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"%!PS", "PostScript"),
    (b"SQLite format 3", "a database"),
)


PICTURES = frozenset({"a PNG image", "a JPEG image", "a TIFF image"})
"""Pictures of pages, which text recognition reads."""


def kind_of(data: bytes) -> str | None:
    """What the bytes are by their first ones, in words; ``None`` if nothing is recognised."""
    head = data[:1024]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, name in _KINDS:
        if head.startswith(magic):
            return name
    if start[:14].lower().startswith((b"<!doctype html", b"<html")):
        return "an HTML page"
    if start.startswith(b"<?xml"):
        return "XML"
    return None


def is_pdf(data: bytes, source_file: str) -> bool:
    """Whether the bytes are a PDF: the mark in the first 1,024 bytes, as readers accept it.

    In a file not named ``.pdf`` the mark must come first: a text may speak of ``%PDF-``.
    """
    if source_file.lower().endswith(".pdf"):
        return _PDF in data[:1024]
    return data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\x00").startswith(_PDF)


def is_readable(data: bytes, name: str) -> bool:
    """May a file of this ``name`` be a document of a kind that is read? Data files (XML, JSON) are not."""
    if is_pdf(data, name):
        return True
    if data.startswith(PACKAGE):
        return name.lower().endswith((".docx", ".xlsx", ".zip"))
    kind = kind_of(data)
    if kind is not None:
        return kind == "an HTML page" or (kind == OLD_OFFICE and name.lower().endswith(".xls"))
    return name.lower().endswith((".txt", ".md", ".csv", ".tsv")) and b"\x00" not in data[:4096]


def _read_picture(data: bytes, source_file: str, ocr: OcrOptions) -> Document:
    """A picture of one page or several, through text recognition."""
    if ocr.mode == "never":
        raise UnreadableDocument("The file is a picture and text recognition is switched off; run with --ocr auto.")
    from phaen.extractors.ocr.pictures import as_pdf
    from phaen.extractors.pdf.reader import read_pdf

    document = read_pdf(as_pdf(data), source_file, ocr=replace(ocr, mode="force"))
    return replace(document, doc_id=hashlib.sha256(data).hexdigest()[:16])


def is_picture(data: bytes) -> bool:
    """Is it a picture that text recognition can read?"""
    return kind_of(data) in PICTURES


def read_document(
    data: bytes,
    source_file: str,
    *,
    backend: str = "pdfium",
    password: str | None = None,
    ocr: OcrOptions = NEVER,
    pages: frozenset[int] | None = None,
) -> Document:
    """Read a whole file; ``backend``, ``password``, ``ocr`` and ``pages`` (those wanted) matter to PDFs only.

    Raises :class:`~phaen.extractors.model.UnreadableDocument` with one sentence that says why and what to do.
    """
    if not data:
        raise UnreadableDocument("The file is empty (0 bytes); get it again from its source.")
    if is_pdf(data, source_file):
        from phaen.extractors.pdf.reader import read_pdf

        return read_pdf(data, source_file, backend=backend, password=password, ocr=ocr, pages=pages)
    if data.startswith(PACKAGE):
        from phaen.extractors.office.reader import read_package

        return read_package(data, source_file)
    kind = kind_of(data)
    if source_file.lower().endswith(".pdf"):
        what = kind or ("text" if b"\x00" not in data[:4096] else "something else")
        raise UnreadableDocument(f"The file is named .pdf but is {what}, not a PDF; get the real file from its source.")
    if kind == "an HTML page":
        from phaen.extractors.office.reader import read_html

        return read_html(data, source_file)
    if kind == OLD_OFFICE:
        from phaen.extractors.office.reader import read_old_workbook

        return read_old_workbook(data, source_file)
    if kind in PICTURES:
        return _read_picture(data, source_file, ocr)
    if kind and kind != "XML":
        raise UnreadableDocument(f"The file is {kind}, not text; give a PDF or a text file.")
    from phaen.extractors.text.reader import read_text

    return read_text(data, source_file)
