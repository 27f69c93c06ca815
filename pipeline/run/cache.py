"""Results of single files, kept under a key made of everything that they depend on.

A file per input file (:mod:`phaen.pipeline.run.packed`). Whether a result is there can be asked without loading Arrow.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from phaen.extractors.sealed import Damaged, tell_damage
from phaen.extractors.whole_file import whole_file
from phaen.pipeline.result import DocumentTables
from phaen.pipeline.schema.names import PER_DOCUMENT

if TYPE_CHECKING:
    import pyarrow as pa

KEEP_DAYS = 30
_DAY = 86400
OPENED_AT_ONCE = 50
"""Results that are mapped into memory together, before what is needed of them is copied."""
_OWN = re.compile(r"[0-9a-f]{64}\.(?:arrow|ocr|ocr\.json)(?:\.[0-9a-f]{8}\.part)?")
"""Names of files that a cache makes, and may remove."""


class DamagedResult(Exception):
    """The cached result of a key cannot be read; its document has to be extracted anew."""


class Cache:
    """A folder of results; safe for several writers: a file appears under its name when it is whole."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, key: str) -> Path:
        """Where the result of a key stands or would stand."""
        return self.folder / key[:2] / f"{key}.arrow"

    def put(self, key: str, payload: bytes) -> None:
        """Keep a packed result."""
        with whole_file(self.path(key)) as unfinished:
            unfinished.write_bytes(payload)

    def store(self, key: str, result: DocumentTables, facts: Mapping[str, Any]) -> None:
        """Pack and keep a result."""
        from phaen.pipeline.run.packed import pack

        self.put(key, pack(result, facts))

    def facts(self, key: str) -> dict[str, Any] | None:
        """The facts kept with a result; ``None`` if there is no readable result."""
        from phaen.pipeline.run.packed import facts_of

        try:
            facts = facts_of(self._open(key))
        except (DamagedResult, ValueError):
            return None
        return facts if isinstance(facts, dict) else None

    def load(self, key: str, names: Iterable[str] = PER_DOCUMENT) -> dict[str, pa.Table]:
        """Tables of a result; :class:`DamagedResult` if there is no readable one."""
        from phaen.pipeline.run.packed import table_of

        return {name: table_of(name, rows) for name, rows in self.lists(key, names).items()}

    def lists(self, key: str, names: Iterable[str]) -> dict[str, pa.ListArray]:
        """The rows of some datasets of a result as one list each, mapped and not copied.

        Raises :class:`DamagedResult` if there is no readable result.
        """
        result = self._open(key)
        return {name: result.column(name) for name in names}

    def _open(self, key: str) -> pa.RecordBatch:
        from phaen.pipeline.run.packed import ArrowError, unpack

        path = self.path(key)
        try:
            return unpack(path)
        except FileNotFoundError as error:
            raise DamagedResult(key) from error
        except (OSError, Damaged, ArrowError) as error:
            tell_damage(path)
            with suppress(OSError):
                path.unlink()  # said once, and not met again
            raise DamagedResult(key) from error

    def is_readable(self, key: str) -> bool:
        """Whether there is a result that can be read."""
        try:
            self.load(key)
        except DamagedResult:
            return False
        return True

    def keys(self) -> frozenset[str]:
        """The keys of all results, whether they can be read or not."""
        return frozenset(entry.name.removesuffix(".arrow") for entry in self._own() if entry.name.endswith(".arrow"))

    def prune(self, used: Collection[str]) -> None:
        """Mark results as used now, and remove those that no run has used for :data:`KEEP_DAYS` days.

        Whatever else stands in the folder is left alone: somebody may have named a folder of their own.
        """
        now = time.time()
        for entry in self._own():
            with suppress(OSError):
                age = now - entry.stat().st_mtime
                if entry.name.removesuffix(".arrow") in used:
                    if age > _DAY:  # a mark for every run would touch every file every time
                        os.utime(entry)
                elif age > KEEP_DAYS * _DAY:
                    Path(entry).unlink()

    def _own(self) -> Iterator[os.DirEntry[str]]:
        """The files that a cache made; raises ``OSError`` for a folder that cannot be opened."""
        if not self.folder.is_dir():
            return
        with os.scandir(self.folder) as folders:
            inside = [folder.path for folder in folders if len(folder.name) == 2 and folder.is_dir()]
        for folder in inside:
            with os.scandir(folder) as entries:
                yield from (entry for entry in entries if _OWN.fullmatch(entry.name))
