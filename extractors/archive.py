"""Archives (.zip): the files inside, taken out in memory within limits; each is a document of its own."""

from __future__ import annotations

import contextlib
import zipfile

from phaen.extractors.model import UnreadableDocument
from phaen.extractors.office.package import member, open_package, package_kind

MAGIC = b"PK\x03\x04"
MOST_FILES = 1_000
"""Files inside one archive; an archive of more is unpacked by hand and given as a folder."""
_UTF8 = 0x800
_RUBBISH = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")


def is_archive(data: bytes) -> bool:
    """Is it a ZIP archive, and not a Word or Excel file, which are ZIP packages too?"""
    if not data.startswith(MAGIC):
        return False
    try:
        with open_package(data) as archive:
            return package_kind(archive) == "zip"
    except UnreadableDocument:
        return False


def archived_files(data: bytes) -> list[tuple[str, bytes | None]]:
    """(path inside, bytes) of every file of the archive ``data``, by path; ``None`` for one that is damaged.

    Folders, hidden files and what operating systems leave behind are left out. Raises
    :class:`~phaen.extractors.model.UnreadableDocument` for an archive that is damaged, locked or too large.
    """
    with open_package(data) as archive:
        parts = [part for part in archive.infolist() if not part.is_dir() and not _is_rubbish(_name(part))]
        if len(parts) > MOST_FILES:
            raise UnreadableDocument(f"The archive holds {len(parts):,} files; unpack it and give the folder.")
        return sorted(((_name(part), _content(archive, part)) for part in parts), key=lambda file: file[0])


def _name(part: zipfile.ZipInfo) -> str:
    """The path inside: archives made on Thai Windows hold names in its own code page and say nothing of it."""
    if part.flag_bits & _UTF8:
        return part.filename
    raw = part.filename.encode("cp437", "replace")
    read = []
    for encoding in ("utf-8", "cp874"):
        with contextlib.suppress(UnicodeDecodeError):
            read.append(raw.decode(encoding))
    # bytes of Thai in the one may by chance be letters of another script in the other
    thai = [name for name in read if all(char.isascii() or "\u0e01" <= char <= "\u0e5b" for char in name)]
    return next(iter([*thai, *read]), part.filename)


def _is_rubbish(name: str) -> bool:
    low = name.lower()
    last = low.rsplit("/", 1)[-1]
    return low.startswith("__macosx/") or last in _RUBBISH or last.startswith((".", "~$"))


def _content(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes | None:
    try:
        return member(archive, part)
    except UnreadableDocument:
        return None
