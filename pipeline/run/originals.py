"""The file that a document was read from, found again: also inside archives and PDFs, and as a part of a bundle."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from phaen.extractors.archive import archived_files, is_archive
from phaen.extractors.model import UnreadableDocument
from phaen.extractors.pdf.source.attachments import attached_files
from phaen.pipeline.extract import named_inside


def outer_path(folder: Path, source_file: str) -> Path | None:
    """The file under ``folder`` (or ``folder`` itself) that a ``source_file`` such as ``a.zip#b.pdf#2`` speaks of."""
    if not folder.is_dir():
        return folder if folder.is_file() else None
    name = source_file
    while name:
        path = folder / name
        if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
            return path
        name = name.rpartition("#")[0]
    return None


def original(folder: Path, source_file: str, doc_id: str, passwords: Sequence[str] = ()) -> bytes | None:
    """The bytes of the very file that a document was read from; ``None`` where they are not there or have changed."""
    path = outer_path(folder, source_file)
    if path is None:
        return None
    name = path.relative_to(folder).as_posix() if folder.is_dir() else source_file.partition("#")[0]
    return _inside(path.read_bytes(), name, source_file, doc_id, passwords)


def _inside(data: bytes, name: str, wanted: str, doc_id: str, passwords: Sequence[str]) -> bytes | None:
    """``data``, the file called ``name``, if the document is read from it; else the file inside that is."""
    behind = wanted[len(name) :]
    if hashlib.sha256(data + (behind.encode() if behind[1:].isdecimal() else b"")).hexdigest().startswith(doc_id):
        return data
    if not behind:
        return None
    for inner, content in named_inside(name, _files(data, passwords)):
        if content is not None and (wanted == inner or wanted.startswith(f"{inner}#")):
            found = _inside(content, inner, wanted, doc_id, passwords)
            if found is not None:
                return found
    return None


def _files(data: bytes, passwords: Sequence[str]) -> Sequence[tuple[str, bytes | None]]:
    try:
        if is_archive(data):
            return archived_files(data)
        return next((found for password in (None, *passwords) if (found := attached_files(data, password))), [])
    except UnreadableDocument:
        return []
