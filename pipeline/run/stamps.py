"""Digests of input files by what the file system tells of them, so that only new and changed files are read again.

A file that has neither another size nor another time, nor stands in another place of the disk, has the bytes that it
had. Times have steps, so what changed just before it was read may change again unseen: it is read again the next time.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable
from pathlib import Path

from phaen.extractors.sealed import Damaged, seal, tell_damage, unseal
from phaen.extractors.whole_file import whole_file
from phaen.pipeline.run.digests import file_digest
from phaen.pipeline.run.discover import Source, Stamp

FILE = "stamps.json"
TOO_NEW = 2_000_000_000
"""Nanoseconds that must have passed since a file changed when it is read: no file system's clock has longer steps."""


_TELLING = os.name == "posix"
"""Elsewhere the system does not tell when a file was last changed, whatever programs say of it."""


class Stamps:
    """The digests of the run before by stamp, kept in a folder: they can be lost, never wrong."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._known = _read(self.path)
        self._seen: dict[Stamp, str] = {}

    def digest(self, source: Source) -> str:
        """The SHA-256 of a file; raises ``OSError``."""
        stamp = source.stamp if _TELLING else None
        sha256 = self._known.get(stamp) if stamp else None
        if sha256 is None:
            before = time.time_ns()
            sha256 = file_digest(source.path)
            if stamp is None or max(stamp[-2:]) > before - TOO_NEW:
                return sha256
        if stamp is not None:
            self._seen[stamp] = sha256
        return sha256

    def save(self) -> None:
        """Keep what was seen, if anything is new; here it is forgotten, because files are many."""
        if self._seen != self._known:
            with whole_file(self.path) as unfinished:
                unfinished.write_bytes(seal(_text(self._seen.items()).encode()))
        self._seen, self._known = {}, {}


def _text(known: Iterable[tuple[Stamp, str]]) -> str:
    return json.dumps([[*stamp, sha256] for stamp, sha256 in known])


def _read(path: Path) -> dict[Stamp, str]:
    try:
        told = json.loads(bytes(unseal(path.read_bytes())))
        return {tuple(stamp): sha256 for *stamp, sha256 in told}
    except FileNotFoundError:
        return {}
    except (OSError, Damaged, ValueError, TypeError):
        tell_damage(path)
        return {}
