"""Bytes of a text file → characters: UTF-8, UTF-16 with a byte order mark, TIS-620, Windows-874."""

from __future__ import annotations

import codecs
import re

from phaen.extractors.model import UnreadableDocument

MAX_BYTES = 24 * 1024 * 1024
"""Larger files are refused: a plan document of a thousand pages is below 10 MB of text."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LINE_END = re.compile(r"\r\n?|\x85|\u2028|\u2029")
_UTF16_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32_BOMS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


def decode_text(data: bytes) -> str:
    """Characters of a text file, line ends as ``\\n``, form feeds kept, without byte order mark.

    Raises :class:`UnreadableDocument` when ``data`` is too large, empty, or not text in a known encoding.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableDocument(
            f"The text file has {len(data) / 1024 / 1024:.0f} MB, more than the limit of "
            f"{MAX_BYTES // 1024 // 1024} MB; split it into one file per document."
        )
    text = _characters(data)
    text = _LINE_END.sub("\n", text)
    if not text.strip(" \t\n\f\v\ufeff\u00a0\u200b\x00"):
        raise UnreadableDocument("The text file is empty: it holds no characters besides white space.")
    controls = len(_CONTROL.findall(text))
    if controls > 8 and controls * 100 > len(text):
        raise UnreadableDocument("The file is not text: it holds binary data; give a PDF or a text file.")
    return text


def _characters(data: bytes) -> str:
    if data.startswith(codecs.BOM_UTF8):
        return data[len(codecs.BOM_UTF8) :].decode("utf-8", errors="replace")
    if data.startswith(_UTF32_BOMS):
        return _strict(data, "utf-32", "UTF-32")
    if data.startswith(_UTF16_BOMS):
        return _strict(data[: len(data) // 2 * 2], "utf-16", "UTF-16")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        thai = _thai_8bit(data)
        if thai is not None:
            return thai
        # One bad sequence in thousands (a file cut inside a letter) is damage, not another encoding.
        patched = data.decode("utf-8", errors="replace")
        if patched.count("\ufffd") * 200 <= len(patched) and _CONTROL.search(patched) is None:
            return patched
        raise UnreadableDocument(
            "The file is not text in UTF-8, UTF-16 or Thai Windows-874 "
            f"(first bad byte at offset {error.start}); save it as UTF-8."
        ) from error


def _strict(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            f"The file has a {name} byte order mark but is not {name} text; save it as UTF-8."
        ) from error


def _thai_8bit(data: bytes) -> str | None:
    """``data`` read as Windows-874, or ``None`` when that does not give Thai.

    TIS-620 is a subset of Windows-874. Any byte string is nearly valid cp874, so the share of Thai letters
    among the characters above ASCII decides.
    """
    try:
        text = data.decode("cp874")
    except UnicodeDecodeError:
        return None
    if _CONTROL.search(text):
        return None
    high = sum(byte >= 0x80 for byte in data)
    thai = sum("\u0e01" <= char <= "\u0e5b" for char in text)
    letters = sum("\u0e01" <= char <= "\u0e2e" for char in text)
    return text if high and thai >= 0.9 * high and letters >= 0.4 * high else None
