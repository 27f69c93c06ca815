"""Finding the input files: what is given to the pipeline, under which name, what is refused and what is not read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SUFFIXES = (
    *(".docx", ".htm", ".html", ".jpeg", ".jpg", ".md", ".pdf"),
    *(".png", ".tif", ".tiff", ".txt", ".xls", ".xlsx", ".zip"),
)
_RUBBISH = frozenset({"desktop.ini", "thumbs.db"})


@dataclass(frozen=True, slots=True)
class Source:
    """One input file or folder. ``source_file`` is its path under the input.

    ``status`` is ``failed`` or ``skipped`` where it is not opened, with the reason; ``None`` where it is to be read.
    """

    path: Path
    source_file: str
    status: str | None = None
    reason: str | None = None


def readable(path: str) -> str:
    """A path as UTF-8 text, whatever bytes the file system holds."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def is_hidden(name: str) -> bool:
    """Whether a file or folder is hidden, or a lock file or preview that programs leave beside documents."""
    return name.startswith((".", "~$")) or name.lower() in _RUBBISH


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


def _source(path: Path, source_file: str, root: Path, *, any_kind: bool = False) -> Source:
    suffix = path.suffix.lower()
    if not any_kind and suffix not in SUFFIXES:
        kind = f"of this kind ({readable(suffix)})" if suffix else "without a name ending"
        known = f"{', '.join(SUFFIXES[:-1])} and {SUFFIXES[-1]}"
        return Source(path, source_file, "skipped", f"Files {kind} are not read, only {known}: save it as PDF.")
    reason = _refusal(path, root)
    return Source(path, source_file, "failed" if reason else None, reason)


def _link(path: Path, source_file: str, root: Path) -> Source | None:
    """A link to a folder is not followed: nothing is lost where the folder stands under the input anyway."""
    try:
        inside = path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        inside = False
    reason = "The folder is a link that leaves the input folder; put the folder itself there."
    return None if inside else Source(path, f"{source_file}/", "failed", reason)


def _found(root: Path) -> Iterator[Source]:
    closed: list[OSError] = []

    def name_of(path: str) -> str:
        return readable(Path(path).relative_to(root).as_posix())

    for folder, folders, names in os.walk(root, onerror=closed.append):
        folders[:] = [name for name in folders if not is_hidden(name)]
        for name in folders:
            path = Path(folder, name)
            if path.is_symlink() and (link := _link(path, name_of(str(path)), root)):
                yield link
        for name in names:
            if not is_hidden(name):
                path = Path(folder, name)
                yield _source(path, name_of(str(path)), root)
    for error in closed:
        if Path(str(error.filename)) == root:
            raise error
        reason = f"The folder cannot be opened: {(error.strerror or 'unknown error').lower()}."
        yield Source(Path(str(error.filename)), f"{name_of(str(error.filename))}/", "failed", reason)


def discover(given: Path) -> list[Source]:
    """The input files of a file or folder (searched with all below it), sorted by name.

    Every file that is not hidden is there: those of a kind that is not read with the status ``skipped``, and a folder
    that cannot be opened with ``failed``. Links to folders are not followed; links to files only inside the input
    folder. A single file is read whatever its name. Raises ``OSError`` where the input itself cannot be opened.
    """
    if not given.exists():
        raise FileNotFoundError(given)
    if not given.is_dir():
        return [_source(given, readable(given.name), given.resolve().parent, any_kind=True)]
    return sorted(_found(given.resolve()), key=lambda source: source.source_file)
