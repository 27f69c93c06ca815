"""Files that a PDF carries inside: a portfolio's documents, and what is pinned to a page; through PDFium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

MAX_FILES = 200
"""Attached files that are looked at; a portfolio of a plan's parts has a few tens."""
MAX_BYTES = 200_000_000
"""Bytes of all attached files together that are taken out of one document."""
_CHEAP = (b"/EmbeddedFile", b"/FileAttachment", b"/ObjStm")

Attached = tuple[str, bytes | None]
"""A file's name, and its bytes; ``None`` where they are damaged or too many."""


def attached_files(data: bytes, password: str | None = None) -> list[Attached]:
    """The files attached to the PDF ``data``, in the order of their list, then those pinned to pages.

    A file attached twice counts once. Nothing for what is no readable PDF.
    """
    if not any(mark in data for mark in _CHEAP):
        return []
    try:
        document = pdfium.PdfDocument(data, password=password)
    except pdfium.PdfiumError:
        return []
    found: list[Attached] = []
    seen: set[bytes] = set()
    room = MAX_BYTES
    try:
        for attachment in _attachments(document, b"/FileAttachment" in data or b"/ObjStm" in data):
            name, content = _name(attachment) or f"attachment {len(found) + 1}", _content(attachment, room)
            if content is not None:
                if content in seen:
                    continue
                seen.add(content)
                room -= len(content)
            found.append((name, content))
            if len(found) >= MAX_FILES:
                break
    finally:
        document.close()
    return found


def _attachments(document: pdfium.PdfDocument, pinned: bool) -> Iterator[Any]:
    for index in range(max(raw.FPDFDoc_GetAttachmentCount(document.raw), 0)):
        attachment = raw.FPDFDoc_GetAttachment(document.raw, index)
        if attachment:
            yield attachment
    if not pinned:
        return
    for number in range(len(document)):
        page = raw.FPDF_LoadPage(document.raw, number)
        if not page:
            continue
        for index in range(raw.FPDFPage_GetAnnotCount(page)):
            annotation = raw.FPDFPage_GetAnnot(page, index)
            if not annotation:
                continue
            if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_FILEATTACHMENT:
                attachment = raw.FPDFAnnot_GetFileAttachment(annotation)
                if attachment:
                    yield attachment
            raw.FPDFPage_CloseAnnot(annotation)
        raw.FPDF_ClosePage(page)


def _name(attachment: Any) -> str:
    size = raw.FPDFAttachment_GetName(attachment, None, 0)
    if not 2 < size < 10_000:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    raw.FPDFAttachment_GetName(attachment, buffer, size)
    name = bytes(buffer).decode("utf-16-le", "replace").rstrip("\x00")
    return " ".join(name.replace("\\", "/").rsplit("/", 1)[-1].split())


def _content(attachment: Any, room: int) -> bytes | None:
    size = ctypes.c_ulong(0)
    if not raw.FPDFAttachment_GetFile(attachment, None, 0, size) or not size.value <= room:
        return None
    buffer = ctypes.create_string_buffer(max(size.value, 1))
    if not raw.FPDFAttachment_GetFile(attachment, buffer, size.value, size):
        return None
    return buffer.raw[: size.value]
