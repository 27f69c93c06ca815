"""Office files as packages of parts (ZIP): opened within limits, nothing fetched, nothing run."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

from phaen.extractors.model import UnreadableDocument
from phaen.extractors.office.settings import SETTINGS, OfficeSettings

Kind = Literal["docx", "xlsx", "zip"]

_MARKUP = (".xml", ".rels", ".vml")
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PROLOGUE = 4096
"""A document type declaration stands before the first element; so many bytes hold any honest beginning."""


def open_package(data: bytes, settings: OfficeSettings = SETTINGS) -> zipfile.ZipFile:
    """The ZIP archive in ``data`` after a look at what it would unpack to.

    Raises :class:`~phaen.extractors.model.UnreadableDocument` for a damaged archive, one with a password, and one that
    unpacks to more than ``settings`` allow (a "ZIP bomb").
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    # NotImplementedError: a header asks for a version of ZIP that there is not
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
        raise UnreadableDocument(
            f"The ZIP container is damaged ({error}); get the file again from its source."
        ) from error
    if len(parts) > settings.members:
        raise UnreadableDocument(f"The file holds {len(parts):,} parts, too many; it is not read.")
    if sum(part.file_size for part in parts) > settings.unpacked:
        raise UnreadableDocument(f"The file unpacks to more than {settings.unpacked >> 20} MB; it is not read.")
    for part in parts:
        swollen = part.file_size > settings.ratio_from and part.file_size > settings.ratio * max(part.compress_size, 1)
        if swollen:
            raise UnreadableDocument(
                f"The part {part.filename!r} unpacks to {part.file_size >> 20} MB from almost nothing; "
                "the file is made to exhaust memory and is not read."
            )
        if part.flag_bits & 1:
            raise UnreadableDocument("The file is protected with a password; save a copy without one.")
    return archive


def member(archive: zipfile.ZipFile, part: str | zipfile.ZipInfo) -> bytes:
    """The bytes of one part, by its name or its entry (of two with one name); never more than its entry says.

    Raises :class:`~phaen.extractors.model.UnreadableDocument` when the part is damaged or larger than it claims.
    """
    info = archive.getinfo(part) if isinstance(part, str) else part
    name = info.filename
    try:
        with archive.open(info) as file:
            data = file.read(info.file_size + 1)
    except MemoryError:
        raise
    except Exception as error:  # zipfile, zlib and the codecs raise errors of no common base
        raise UnreadableDocument(f"The part {name!r} is damaged ({error}); get the file again.") from error
    if len(data) > info.file_size:
        raise UnreadableDocument(f"The part {name!r} is larger than the file says; it is not read.")
    return data


def package_kind(archive: zipfile.ZipFile) -> Kind:
    """What a package holds, by its parts and not by its name."""
    names = set(archive.namelist())
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "[Content_Types].xml" in names:
        types = member(archive, "[Content_Types].xml")[: 1 << 20]
        if b"wordprocessingml.document.main" in types:
            return "docx"
        if b"spreadsheetml.sheet.main" in types:
            return "xlsx"
    return "zip"


def check_markup(archive: zipfile.ZipFile, settings: OfficeSettings = SETTINGS) -> None:
    """Refuse a package whose XML declares entities or is too long or too deep to be parsed safely."""
    for info in archive.infolist():
        if not info.filename.lower().endswith(_MARKUP):
            continue
        if info.file_size > settings.markup:
            raise UnreadableDocument(f"{info.filename!r} holds {info.file_size >> 20} MB of XML; it is not read.")
        data = member(archive, info.filename)
        if _DOCTYPE.search(data[:_PROLOGUE]):
            raise UnreadableDocument("The file declares XML entities, as no office program does; it is not read.")
        if _depth(data) > settings.depth:
            raise UnreadableDocument(f"The part {info.filename!r} nests its elements too deeply; it is not read.")


_TAG = re.compile(rb"<(?:/|[A-Za-z_])[^<>]*>")


def _depth(data: bytes) -> int:
    deepest = depth = 0
    for match in _TAG.finditer(data):
        tag = match.group()
        if tag.startswith(b"</"):
            depth -= 1
        elif not tag.endswith(b"/>"):
            depth += 1
            deepest = max(deepest, depth)
    return deepest


_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"')


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def check_merged(archive: zipfile.ZipFile, settings: OfficeSettings = SETTINGS) -> None:
    """Refuse a workbook that merges more cells than could be held: a whole sheet merged is 17 thousand million."""
    covered = 0
    for name in archive.namelist():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            for left, top, right, bottom in _MERGED.findall(member(archive, name)):
                covered += (abs(_column(right) - _column(left)) + 1) * (abs(int(bottom) - int(top)) + 1)
    if covered > settings.merged:
        raise UnreadableDocument(f"The workbook merges {covered:,} cells; unmerge the empty ones and save it again.")
