"""The manifest of an output folder: what it was made from, and a digest of every file in it, its own included."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from phaen.extractors.sealed import tell_damage
from phaen.pipeline.run.digests import file_digest
from phaen.pipeline.run.folder import MANIFEST, StoreError
from phaen.pipeline.schema.names import NAMES

_DIGEST = re.compile(rb'\{\n "digest": "([0-9a-f]{64})",\n')
_FIRST = b'{\n "digest": "%s",\n'
_INPUTS = b'\n "inputs": [\n  '


class Inputs(Sequence[Any]):
    """The inputs of a manifest, each a line of JSON that is read when it is asked for: as objects, those of many
    documents take several times the memory."""

    def __init__(self, lines: Sequence[bytes] = ()) -> None:
        self.lines = lines

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, place: Any) -> Any:
        return json.loads(self.lines[place])

    def __iter__(self) -> Iterator[Any]:
        return map(json.loads, self.lines)

    @staticmethod
    def line(value: object) -> bytes:
        """A value as a manifest writes it."""
        return json.dumps(value, ensure_ascii=False, sort_keys=True).encode()


Manifest = dict[str, Any]
"""Entries by name, as JSON holds them; of a run ``inputs`` are :class:`Inputs`."""


def _readable(manifest: Mapping[str, Any]) -> Iterator[bytes]:
    """What follows a manifest's first brace, as JSON with a line for each entry and for each input."""
    line = Inputs.line
    for place, (name, value) in enumerate(sorted(manifest.items())):
        yield (b",\n " if place else b" ") + line(name) + b": "
        if isinstance(value, (Inputs, list)) and value:
            before = b"[\n  "
            for one in value.lines if isinstance(value, Inputs) else map(line, value):
                yield before
                yield one
                before = b",\n  "
            yield b"\n ]"
        elif isinstance(value, dict):
            shown = (line(key) + b": " + line(value[key]) for key in sorted(value))
            yield b"{\n  " + b",\n  ".join(shown) + b"\n }"
        else:
            yield line(list(value) if isinstance(value, Inputs) else value)
    yield b"\n}\n"


def write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write a manifest; its first entry is the digest of the text without that entry."""
    told = hashlib.sha256(b"{\n")
    with (folder / MANIFEST).open("wb") as file:
        file.write(_FIRST % told.hexdigest().encode())  # another as long comes in its place: nothing is held as a whole
        for piece in _readable(manifest):
            told.update(piece)
            file.write(piece)
        file.seek(0)
        file.write(_FIRST % told.hexdigest().encode())


def read_manifest(output: Path, tell: Callable[[Path], None] = tell_damage) -> Manifest | None:
    """The manifest of an output folder; ``None`` if it has none that can be believed: of a damaged one ``tell`` is
    told."""
    path = output / MANIFEST
    try:
        text = path.read_bytes()
    except OSError:
        return None
    try:
        match = _DIGEST.match(text)
        digest = hashlib.sha256(b"{\n")
        digest.update(memoryview(text)[match.end() if match else 0 :])
        whole = match is not None and digest.hexdigest().encode() == match[1]
        begin, end = _inputs(text) if whole else (0, 0)
        manifest = json.loads(text[:begin] + text[end:] if end else text)
    except ValueError:
        tell(path)
        return None
    if not isinstance(manifest, dict) or "digest" not in manifest:
        return None  # of an earlier version
    if not whole:
        tell(path)
        return None
    if end:
        manifest["inputs"] = Inputs(text[begin:end].split(b",\n  "))
    return manifest


def _inputs(text: bytes) -> tuple[int, int]:
    """Where the lines of the inputs begin and end in the text of a manifest: no text in JSON holds a line break as
    such."""
    found = text.find(_INPUTS)
    return (found + len(_INPUTS), text.index(b"\n ]", found)) if found >= 0 else (0, 0)


def damaged_files(output: Path, manifest: Mapping[str, Any]) -> list[str]:
    """Files of an output folder that are not what its manifest says: changed, missing, or of no run."""
    told: Mapping[str, str] = manifest["files"]
    there = {path.relative_to(output).as_posix() for name in NAMES for path in (output / name).rglob("*.parquet")}
    return sorted({*there} - {*told} | {name for name in told if not _is_whole(output / name, told[name])})


def _is_whole(path: Path, digest: str) -> bool:
    try:
        return file_digest(path) == digest
    except OSError:
        return False


def check_whole(output: Path) -> None:
    """Refuse to read an output folder in which something has changed since it was written.

    A folder without a manifest, or with one of an earlier version, has no digests to go by. Raises ``StoreError``.
    """
    if not (output / MANIFEST).exists():
        return
    manifest = read_manifest(output, tell=lambda path: None)
    if manifest is None and not _is_earlier(output):
        raise StoreError(
            "{path} is damaged: run phaen extract again, which makes the output anew", path=output / MANIFEST
        )
    damaged = damaged_files(output, manifest) if manifest else []
    if damaged:
        raise StoreError(
            "{path} has changed since it was written: run phaen extract again, which makes it anew",
            path=output / damaged[0],
        )


def _is_earlier(output: Path) -> bool:
    try:
        manifest = json.loads((output / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(manifest, dict) and "digest" not in manifest
