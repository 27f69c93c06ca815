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
            made = marshal.dumps(value)
            put_file(path, key + hashlib.sha256(made).digest() + made, like=module)
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


def put_file(path: Path | str, content: bytes, *, like: str) -> None:
    """Put a file in its place when it is whole: others may read and write it at the same time. Who may read the code
    ``like`` may read what it made."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        shutil.copymode(like, unfinished)
        Path(unfinished).replace(path)
    except OSError:
        Path(unfinished).unlink(missing_ok=True)
        raise
