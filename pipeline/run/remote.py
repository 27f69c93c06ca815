"""Input and output at an fsspec URL (``s3://bucket/path`` …): copied to and from a local folder.

The run itself only ever sees local folders: its workers need no credentials, its switch stays one step, and only
objects that changed travel.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any

from phaen.extractors.whole_file import whole_file
from phaen.pipeline.run.digests import file_digest
from phaen.pipeline.run.discover import is_hidden
from phaen.pipeline.run.folder import MANIFEST, StoreError

STATE = ".objects.json"
_PREFIX = "data-"
_OWN_PREFIX = re.compile(r"data-[0-9a-f]{16}")
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
        raise StoreError("{url} needs more libraries: pip install 'phaen[s3]'", url=url) from error
    except ValueError as error:
        raise StoreError("{url} is not a place phaen can open: {error}", url=url, error=error) from error
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
    """Objects under a root that are not hidden, or the object itself: full name, name below the root, version."""
    for full, info in sorted(fs.find(root, detail=True).items()):
        below = full.removeprefix(root).lstrip("/") or PurePosixPath(full).name
        if not any(is_hidden(part) for part in below.split("/") if part.strip(".")):
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
        raise StoreError("{url} cannot be read: {error}", url=url, error=error) from error
    if not state and not fs.exists(root):
        raise StoreError("{url} does not exist, or is empty", url=url)
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and str(path.relative_to(folder)) not in state:
            path.unlink()
    with whole_file(state_path) as unfinished:
        unfinished.write_text(json.dumps(state), "utf-8")
    return folder


def reach(url: str) -> None:
    """Raise :class:`StoreError` where a URL that will be written to cannot even be asked: no library, no permission.

    Called before a run, which would tell it only at its end.
    """
    fs, root = _file_system(url)
    try:
        _pointer(fs, root.rstrip("/"))
    except Exception as error:  # each file system has errors of its own
        raise StoreError("{url} cannot be read: {error}", url=url, error=error) from error


def publish(folder: Path, url: str) -> int:
    """Bring an output folder to a URL; gives the number of files that travelled.

    An object store switches single objects only. So all files go under a prefix of their own, ``data-<digest>``; then
    ``manifest.json`` at the URL, which names the prefix, is switched: who reads by it sees one whole output, however
    this ends. Only then goes what no manifest names, but for the output before, which somebody may be reading. Files
    that this machine wrote before and that did not change are copied where they are.
    """
    fs, root = _file_system(url)
    root = root.rstrip("/")
    state_path = local_home(url) / f"output{STATE}"
    files = {path.relative_to(folder).as_posix(): file_digest(path) for path in folder.rglob("*") if path.is_file()}
    prefix = _PREFIX + hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()[:16]
    try:
        pointer = _pointer(fs, root)
        state = _read_state(state_path)
        before = pointer.get("prefix")
        ours = state if before and state.get("prefix") == before else {}
        if before == prefix and ours:
            return 0
        changed = 0
        for name, digest in sorted(files.items()):
            fs.makedirs(f"{root}/{PurePosixPath(prefix, name).parent}", exist_ok=True)
            if ours.get(name) == digest and fs.exists(f"{root}/{before}/{name}"):
                fs.cp_file(f"{root}/{before}/{name}", f"{root}/{prefix}/{name}")
            else:
                fs.put_file(str(folder / name), f"{root}/{prefix}/{name}")
                changed += 1
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        fs.pipe_file(f"{root}/{MANIFEST}", json.dumps({**manifest, "prefix": prefix}, ensure_ascii=False).encode())
        _clean(fs, root, {prefix, before}, pointer)
    except Exception as error:  # each file system has errors of its own
        raise StoreError("{url} cannot be written: {error}", url=url, error=error) from error
    state_path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(state_path) as unfinished:
        unfinished.write_text(json.dumps({**files, "prefix": prefix}), "utf-8")
    return changed


def _pointer(fs: Any, root: str) -> dict[str, Any]:
    """The manifest at a URL; nothing if there is none of ours."""
    try:
        manifest = json.loads(fs.cat_file(f"{root}/{MANIFEST}"))
    except (FileNotFoundError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) and "run_key" in manifest else {}


def _clean(fs: Any, root: str, kept: set[str | None], pointer: dict[str, Any]) -> None:
    """Remove outputs that no manifest names any more, and the files of one without prefix (of an earlier version)."""
    earlier = set(pointer.get("files", ())) if "prefix" not in pointer else set()
    for full in sorted(fs.find(root)):
        below = full.removeprefix(root).lstrip("/")
        first = below.split("/")[0]
        if (_OWN_PREFIX.fullmatch(first) and first not in kept) or below in earlier:
            fs.rm_file(full)
