"""Tables that are dear to make and always the same, kept beside Python's own compiled modules.

They stand where Python keeps the compiled code of the module that makes them (``__pycache__``, or the folder that
``PYTHONPYCACHEPREFIX`` names), in the same form (marshal), and are as much to be trusted. Where Python writes no
compiled code (``PYTHONDONTWRITEBYTECODE``, a folder without write permission) they are made anew.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

_DIGEST = 32


def compiled(module: str, name: str, sources: Iterable[bytes], make: Callable[[], Any]) -> Any:
    """What ``make()`` gives (anything that marshal writes), read from disk where it was made from the same before.

    ``module``: the file of the code that makes it. ``sources``: all that it is made from, the code aside.
    """
    made_from = hashlib.sha256(Path(module).read_bytes())
    for source in sources:
        made_from.update(hashlib.sha256(source).digest())
    key = made_from.digest()
    path = Path(cache_from_source(module)).with_suffix(f".{name}")
    with suppress(OSError, ValueError, EOFError, TypeError):
        kept = path.read_bytes()
        payload = memoryview(kept)[2 * _DIGEST :]
        if kept[:_DIGEST] == key and kept[_DIGEST : 2 * _DIGEST] == hashlib.sha256(payload).digest():
            return marshal.loads(payload)
    value = make()
    if not sys.dont_write_bytecode:
        with suppress(OSError):
            _write(path, key, marshal.dumps(value), like=Path(module))
    return value


def installed_versions() -> bytes:
    """What tells which versions of libraries are installed here: the names of the folders that say so."""
    found = []
    for place in map(Path, dict.fromkeys(sys.path)):
        with suppress(OSError):
            if place.is_file():
                told = place.stat()
                found.append((place.name, f"{told.st_size} {told.st_mtime_ns}"))
            else:
                names = (one.name for one in place.iterdir() if one.suffix in (".dist-info", ".egg-info", ".egg-link"))
                found += ((str(place), name) for name in sorted(names))
    return repr(found).encode()


def _write(path: Path, key: bytes, payload: bytes, *, like: Path) -> None:
    """Put a file in its place when it is whole: others may read and write it at the same time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(key + hashlib.sha256(payload).digest() + payload)
        shutil.copymode(like, unfinished)  # who may read the code may read what it made
        Path(unfinished).replace(path)
    except OSError:
        Path(unfinished).unlink(missing_ok=True)
        raise
