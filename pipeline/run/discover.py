"""Finding the input files: what is given to the pipeline, under which name, what is refused and what is not read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SUFFIXES = (
    *(".docx", ".htm", ".html", ".jpeg", ".jpg", ".md", ".pdf"),
    *(".png", ".tif", ".tiff", ".txt", ".xls", ".xlsx", ".zip"),
)
_RUBBISH = frozenset({"desktop.ini", "thumbs.db"})


Stamp = tuple[int, ...]
"""All that a file system tells of a regular file and that changes with its bytes: device, number, size, and the
nanoseconds in which its bytes and its entry changed."""


class Source(NamedTuple):
    """One input file or folder. ``place`` is where it stands, ``source_file`` its path under the input.

    ``status`` is ``failed`` or ``skipped`` where it is not opened, with the reason; ``None`` where it is to be read.
    ``stamp`` is that of a regular file.
    """

    place: str
    source_file: str
    status: str | None = None
    reason: str | None = None
    stamp: Stamp | None = None

    @property
    def path(self) -> Path:
        """Where it stands."""
        return Path(self.place)


def readable(path: str) -> str:
    """A path as UTF-8 text, whatever bytes the file system holds."""
    if path.isascii():
        return path
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def is_hidden(name: str) -> bool:
    """Whether a file or folder is hidden, or a lock file or preview that programs leave beside documents."""
    return name.startswith((".", "~$")) or name.lower() in _RUBBISH


def _stamp(told: os.stat_result) -> Stamp | None:
    """The stamp of a file; ``None`` for what is no regular file."""
    one = (told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns)
    return one if stat.S_ISREG(told.st_mode) else None


def _suffix(name: str) -> str:
    at = name.rfind(".")
    return name[at:].lower() if 0 < at < len(name) - 1 else ""


def _leaves(place: str, root: Path) -> bool:
    """Whether a link leads out of ``root``; raises ``OSError`` or ``RuntimeError`` where it leads nowhere."""
    return not Path(place).resolve(strict=True).is_relative_to(root)


def _source(place: str, told: os.stat_result | None, source_file: str, root: Path, *, link: bool) -> Source:
    """A file of which ``told`` is known, ``None`` where the system tells nothing."""
    stamp, refusal = _stamp(told) if told else None, None
    try:
        if told is None:
            refusal = "The file is a link that leads nowhere."
        elif link and _leaves(place, root):
            refusal = "The file is a link that leaves the input folder; put the file itself there."
        elif stamp is None:
            refusal = "The file is not a regular file (a device or a pipe)."
    except (OSError, RuntimeError):
        refusal = "The file is a link that leads nowhere."
    return Source(place, source_file, "failed" if refusal else None, refusal, stamp)


def _of_another_kind(suffix: str, place: str, told: os.stat_result | None, source_file: str) -> Source:
    kind = f"of this kind ({readable(suffix)})" if suffix else "without a name ending"
    known = f"{', '.join(SUFFIXES[:-1])} and {SUFFIXES[-1]}"
    reason = f"Files {kind} are not read, only {known}: save it as PDF."
    return Source(place, source_file, "skipped", reason, _stamp(told) if told else None)


def _link(place: str, source_file: str, root: Path) -> Source | None:
    """A link to a folder is not followed: nothing is lost where the folder stands under the input anyway."""
    try:
        inside = not _leaves(place, root)
    except (OSError, RuntimeError):
        inside = False
    reason = "The folder is a link that leaves the input folder; put the folder itself there."
    return None if inside else Source(place, f"{source_file}/", "failed", reason)


def _told(entry: os.DirEntry[str]) -> os.stat_result | None:
    try:
        return entry.stat()
    except OSError:
        return None


def _found(root: Path) -> Iterator[Source]:
    closed: list[tuple[str, str, OSError]] = []
    waiting = [(str(root), "")]
    while waiting:
        folder, inside = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                there = [entry for entry in entries if not is_hidden(entry.name)]
        except OSError as error:
            closed.append((folder, inside, error))
            continue
        for entry in there:
            name, link, told = inside + readable(entry.name), entry.is_symlink(), _told(entry)
            if told is None or not stat.S_ISDIR(told.st_mode):
                suffix = _suffix(entry.name)
                if suffix in SUFFIXES:
                    yield _source(entry.path, told, name, root, link=link)
                else:
                    yield _of_another_kind(suffix, entry.path, told, name)
            elif not link:
                waiting.append((entry.path, f"{name}/"))
            elif source := _link(entry.path, name, root):
                yield source
    for folder, inside, refused in closed:
        if not inside:
            raise refused
        reason = f"The folder cannot be opened: {(refused.strerror or 'unknown error').lower()}."
        yield Source(folder, inside, "failed", reason)


def discover(given: Path) -> list[Source]:
    """The input files of a file or folder (searched with all below it), sorted by name.

    Every file that is not hidden is there: those of a kind that is not read with the status ``skipped``, and a folder
    that cannot be opened with ``failed``. Links to folders are not followed; links to files only inside the input
    folder. A single file is read whatever its name. Raises ``OSError`` where the input itself cannot be opened.
    """
    if not given.exists():
        raise FileNotFoundError(given)
    if not given.is_dir():
        told, name, root = given.stat(), readable(given.name), given.resolve().parent
        return [_source(str(given), told, name, root, link=given.is_symlink())]
    return sorted(_found(given.resolve()), key=lambda source: source.source_file)
