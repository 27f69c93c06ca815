"""Whether a file may have layers (optional content) that are switched off."""

from __future__ import annotations

import re
import zlib

_LAYERS = "OCProperties"
_PACKED = re.compile(rb"/ObjStm\b[^<>]*>>\s*stream\r?\n")
_MOST = 1 << 24
"""Bytes that one stream of objects may hold; more are left to a parser."""


def layered(data: bytes) -> bool:
    """May the file have layers that are switched off?"""
    name = f"/{_LAYERS}".encode()
    if name in data:
        return True
    if b"/ObjStm" not in data:
        return False
    packed = packed_objects(data)
    return (packed is None or name in packed) and _catalog_has(data, _LAYERS)


def packed_objects(data: bytes) -> bytes | None:
    """All that the file's streams of objects hold, ``None`` where one is not simply deflated, or is encrypted.

    A parser would tell it too, and takes longer to load than many a file to read.
    """
    if b"/Encrypt" in data:
        return None
    starts = [found.end() for found in _PACKED.finditer(data)]
    if len(starts) != data.count(b"/ObjStm"):
        return None
    streams = []
    for start in starts:
        stream = zlib.decompressobj()
        try:
            streams.append(stream.decompress(memoryview(data)[start:], _MOST))
        except zlib.error:
            return None
        if not stream.eof:
            return None
    return b"\n".join(streams)


def _catalog_has(data: bytes, key: str) -> bool:
    """Does the file's catalog, which may stand compressed, hold ``key``? Not known counts as yes."""
    from io import BytesIO

    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser

    try:
        return key in PDFDocument(PDFParser(BytesIO(data)), fallback=False).catalog
    except Exception:  # PDFium may well read what pdfminer cannot
        return True
