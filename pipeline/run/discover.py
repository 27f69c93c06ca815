"""Finding the input files: what is given to the pipeline, under which name, and what is refused."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

SUFFIXES = (".docx", ".htm", ".html", ".md", ".pdf", ".txt", ".xlsx")


@dataclass(frozen=True, slots=True)
class Source:
    """One input file. ``source_file`` is its path under the input; ``refused`` says why it is not opened."""

    path: Path
    source_file: str
    refused: str | None = None


def _name(path: str) -> str:
    """A path as UTF-8 text, whatever bytes the file system holds."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _refusal(path: Path, root: Path) -> str | None:
    try:
        if path.is_symlink() and not path.resolve(strict=True).is_relative_to(root):
            return "The file is a link that leaves the input folder; put the file itself there."
        mode = path.stat().st_mode
    except (OSError, RuntimeError):
        return "The file is a link that leads nowhere."
    if not stat.S_ISREG(mode):
        return "The file is not a regular file (a device or a pipe)."
    return None


def discover(given: Path) -> list[Source]:
    """The input files of a file or folder (searched recursively for .pdf, .txt, .md), sorted by name.

    Links to folders are not followed; links to files only inside the input folder. Raises
    ``FileNotFoundError``.
    """
    if not given.exists():
        raise FileNotFoundError(given)
    if not given.is_dir():
        return [Source(given, _name(given.name), _refusal(given, given.resolve().parent))]
    root = given.resolve()
    found = []
    for folder, _, names in os.walk(root):
        for name in names:
            path = Path(folder) / name
            if path.suffix.lower() in SUFFIXES:
                source_file = _name(path.relative_to(root).as_posix())
                found.append(Source(path, source_file, _refusal(path, root)))
    return sorted(found, key=lambda source: source.source_file)
