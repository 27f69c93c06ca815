"""What can be said of a file before a PDF library sees it."""

from __future__ import annotations

from phaen.extractors.model import UnreadableDocument

ENCRYPTED = "The PDF is encrypted: give the password with --password-file"


def check_header(data: bytes) -> None:
    """Raise :class:`UnreadableDocument` when ``data`` cannot be a PDF; junk before ``%PDF`` is allowed."""
    if not data:
        raise UnreadableDocument("The file is empty")
    if b"%PDF-" not in data[:4096]:
        start = data[:512].lstrip().lower()
        if start.startswith(b"pk"):
            raise UnreadableDocument("The file is not a PDF but a ZIP archive (an office document?)")
        if start.startswith((b"<!doctype", b"<html")):
            raise UnreadableDocument("The file is not a PDF but a web page")
        raise UnreadableDocument("The file is not a PDF")
