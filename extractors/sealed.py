"""Files that are kept from run to run carry a digest of their bytes: a file that has changed by itself is not believed.

A sealed file is its content, eight letters that say so, and the SHA-256 of the content.
"""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

_MARK = b"\nsealed\n"
_TAIL = len(_MARK) + 32
log = logging.getLogger("phaen.state")
"""Tells of damage that was found and mended, a line for each file."""


class Damaged(Exception):
    """A sealed file is there, and is not what was written."""


def seal(content: bytes) -> bytes:
    """The bytes of a sealed file."""
    return content + _MARK + hashlib.sha256(content).digest()


def unseal(data: bytes | memoryview) -> memoryview:
    """The content of a sealed file's bytes; raises :class:`Damaged`."""
    view = memoryview(data)
    content, tail = view[: max(0, len(view) - _TAIL)], bytes(view[-_TAIL:])
    if tail[: len(_MARK)] != _MARK or hashlib.sha256(content).digest() != tail[len(_MARK) :]:
        raise Damaged
    return content


def seal_file(path: Path) -> None:
    """Seal a file that was written without."""
    digest = hashlib.sha256()
    with path.open("rb+") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
        file.write(_MARK + digest.digest())


def tell_damage(path: Path) -> None:
    """Say that a kept file cannot be used."""
    log.warning("%s is damaged; what it held is made again", path)
