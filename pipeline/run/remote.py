"""Input and output at an fsspec URL (``s3://bucket/path`` …): copied to and from a local folder.

The run itself only ever sees local folders: its workers need no credentials, its switch stays one step, and only
objects that changed travel.
"""

from __future__ import annotations

import hashlib
import importlib
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any

from phaen.pipeline.run.digests import file_digest
from phaen.pipeline.run.discover import SUFFIXES
from phaen.pipeline.run.folder import MANIFEST, StoreError
from phaen.pipeline.schema.datasets import DATASETS

STATE = ".objects.json"
_VERSION_KEYS = ("ETag", "etag", "md5Hash", "checksum", "LastModified", "mtime", "last_modified", "size")


def is_url(place: str) -> bool:
    """Whether a place is an fsspec URL and not a local path."""
    return "://" in place


def local_home(url: str) -> Path:
    """The folder of this machine that stands for a URL: copies, cache and lock."""
    return Path.home() / ".cache" / "phaen" / hashlib.sha256(url.rstrip("/").encode()).hexdigest()[:16]


def _file_system(url: str) -> tuple[Any, str]:
    try:
        fsspec: Any = importlib.import_module("fsspec")
        fs, root = fsspec.core.url_to_fs(url)
    except ImportError as error:
        raise StoreError(f"{url} needs more libraries: pip install 'phaen[s3]'") from error
    except ValueError as error:
        raise StoreError(f"{url} is not a place phaen can open: {error}") from error
    return fs, str(root)


def _read_state(path: Path) -> dict[str, str]:
    with suppress(OSError, ValueError):
        state = json.loads(path.read_text("utf-8"))
        if isinstance(state, dict):
            return state
    return {}


def _safe(name: str) -> Path:
    """An object's name as a path that stays inside a folder: ``..`` and the like are quoted."""
    parts = [part.replace(".", "%2E") if set(part) <= {"."} else part for part in name.split("/")]
    return Path(*(part.replace("\\", "%5C").replace("\0", "%00") for part in parts if part))


def _version(info: dict[str, Any]) -> str:
    """What changes when an object changes."""
    return json.dumps([str(info[key]) for key in _VERSION_KEYS if key in info])


def _objects(fs: Any, root: str) -> Iterator[tuple[str, str, str]]:
    """Input objects under a root, or the object itself: full name, name below the root, version."""
    for full, info in sorted(fs.find(root, detail=True).items()):
        below = full.removeprefix(root).lstrip("/") or PurePosixPath(full).name
        if below.lower().endswith(SUFFIXES):
            yield full, below, _version(info)


def fetch(url: str) -> Path:
    """Bring the input objects of a URL into a local folder, and take away what is gone; gives the folder.

    Only objects whose version changed are read. Raises :class:`~phaen.pipeline.run.store.StoreError`.
    """
    fs, root = _file_system(url)
    root = root.rstrip("/")
    folder = local_home(url) / "input"
    folder.mkdir(parents=True, exist_ok=True)
    state_path = folder.parent / f"input{STATE}"
    before, state = _read_state(state_path), {}
    try:
        for full, below, version in _objects(fs, root):
            target = folder / _safe(below)
            state[str(target.relative_to(folder))] = version
            if before.get(str(target.relative_to(folder))) == version and target.exists():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            fs.get_file(full, str(target))
    except Exception as error:  # each file system has errors of its own
        raise StoreError(f"{url} cannot be read: {error}") from error
    if not state and not fs.exists(root):
        raise StoreError(f"{url} does not exist, or is empty")
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and str(path.relative_to(folder)) not in state:
            path.unlink()
    state_path.write_text(json.dumps(state), "utf-8")
    return folder


def publish(folder: Path, url: str) -> int:
    """Bring an output folder to a URL; gives the number of files written.

    An object store switches single objects only: data files first, then what is no longer there is removed, the
    manifest comes last. Files that this machine wrote before and that did not change do not travel again.
    """
    fs, root = _file_system(url)
    root = root.rstrip("/")
    state_path = local_home(url) / f"output{STATE}"
    files = {path.relative_to(folder).as_posix(): file_digest(path) for path in folder.rglob("*") if path.is_file()}
    try:
        there = {full.removeprefix(root).lstrip("/") for full in fs.find(root)}
        ours = _read_state(state_path) if _same_run(fs, root, state_path) else {}
        changed = [name for name, digest in files.items() if ours.get(name) != digest or name not in there]
        for name in sorted(changed, key=lambda name: (name == MANIFEST, name)):
            if name == MANIFEST:
                for stale in sorted(there - files.keys()):
                    if stale.split("/")[0] in DATASETS:
                        fs.rm_file(f"{root}/{stale}")
            fs.makedirs(f"{root}/{PurePosixPath(name).parent}", exist_ok=True)
            fs.put_file(str(folder / name), f"{root}/{name}")
    except Exception as error:  # each file system has errors of its own
        raise StoreError(f"{url} cannot be written: {error}") from error
    state_path.parent.mkdir(parents=True, exist_ok=True)
    state_path.write_text(json.dumps(files), "utf-8")
    return len(changed)


def _same_run(fs: Any, root: str, state_path: Path) -> bool:
    """Whether the manifest at the URL is the one that this machine wrote last."""
    told = _read_state(state_path).get(MANIFEST)
    try:
        return told is not None and hashlib.sha256(fs.cat_file(f"{root}/{MANIFEST}")).hexdigest() == told
    except (OSError, ValueError):
        return False
