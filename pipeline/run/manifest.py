"""The manifest of an output folder: what it was made from, and a digest of every file in it, its own included."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from phaen.extractors.sealed import tell_damage
from phaen.pipeline.run.digests import file_digest
from phaen.pipeline.run.folder import MANIFEST, StoreError
from phaen.pipeline.schema.names import NAMES

_DIGEST = re.compile(r'\{\n "digest": "([0-9a-f]{64})",\n')


def _readable(manifest: Mapping[str, Any]) -> str:
    """A manifest as JSON with a line for each entry and for each input."""

    def line(value: object) -> str:
        return json.dumps(value, ensure_ascii=False, sort_keys=True)

    lines = []
    for name, value in sorted(manifest.items()):
        if isinstance(value, list):
            shown = "[\n  " + ",\n  ".join(map(line, value)) + "\n ]" if value else "[]"
        elif isinstance(value, dict):
            shown = "{\n  " + ",\n  ".join(f"{line(key)}: {line(value[key])}" for key in sorted(value)) + "\n }"
        else:
            shown = line(value)
        lines.append(f" {line(name)}: {shown}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write a manifest; its first entry is the digest of the text without that entry."""
    text = _readable(manifest)
    told = hashlib.sha256(text.encode()).hexdigest()
    (folder / MANIFEST).write_text(text.replace("{\n", f'{{\n "digest": "{told}",\n', 1), "utf-8")


def read_manifest(output: Path, tell: Callable[[Path], None] = tell_damage) -> dict[str, Any] | None:
    """The manifest of an output folder; ``None`` if it has none that can be believed: of a damaged one ``tell`` is
    told."""
    path = output / MANIFEST
    try:
        text = path.read_bytes().decode("utf-8")
        manifest = json.loads(text)
    except OSError:
        return None
    except ValueError:
        tell(path)
        return None
    if not isinstance(manifest, dict) or "digest" not in manifest:
        return None  # of an earlier version
    match = _DIGEST.match(text)
    rest = "{\n" + text[match.end() :] if match else text
    if match is None or hashlib.sha256(rest.encode()).hexdigest() != match[1]:
        tell(path)
        return None
    return manifest


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
