"""The output folder as a whole: whose it is, the folder of work beside it, and the switch in one step."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from phaen.normalizers.told import ToldError
from phaen.pipeline.run.discover import is_hidden
from phaen.pipeline.schema.names import DATAPACKAGE, NAMES

MANIFEST = "manifest.json"
OWN_FILES = frozenset({MANIFEST, DATAPACKAGE})
PART = "part-0.parquet"
PREVIOUS = "previous"
_PART_PATH = re.compile(r"(?:fiscal_year=\d{1,6}/)?part-(?:0|\d{4,})\.parquet")
_RUN_KEY = re.compile(rb'\n "run_key": "[0-9a-f]{64}",?\n')
_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


class StoreError(ToldError):
    """The output folder cannot be used; the message says why and what to do."""


def must_hold_documents(output: Path) -> None:
    """Raise :class:`StoreError` where ``output`` is no output of ``phaen extract``."""
    if not (output / "documents").is_dir():
        raise StoreError("{output} has no documents dataset; run phaen extract first", output=output)


def work_folder(output: Path) -> Path:
    """The folder beside the output that holds its lock, cache and unfinished writes.

    One for all names of an output: links are followed first.
    """
    output = output.resolve()
    return output.parent / f".{output.name}.phaen"


def _strangers_inside(folder: Path) -> Iterator[Path]:
    """What a dataset's folder holds that phaen does not write."""
    if folder.is_symlink() or not folder.is_dir():
        yield folder
        return
    for path in sorted(folder.rglob("*")):
        known = path.is_dir() and not path.is_symlink() and path.parent == folder
        if not known and not _PART_PATH.fullmatch(path.relative_to(folder).as_posix()):
            yield path


def strangers(output: Path) -> list[str]:
    """Files in the folders of datasets that are not phaen's: a new output would take their place."""
    folders = [output / name for name in NAMES if os.path.lexists(output / name)]
    found = [path for folder in folders for path in _strangers_inside(folder)]
    return [path.relative_to(output).as_posix() for path in found if not is_hidden(path.name)]


def is_ours(output: Path) -> bool:
    """Whether phaen wrote a folder: its manifest has a run key, or its documents have phaen's schema.

    Any JSON file may be called ``manifest.json``, and any folder ``documents``.
    """
    try:
        text = (output / MANIFEST).read_bytes()
        if _RUN_KEY.match(text, max(0, text.rfind(b'\n "run_key": '))):
            return True  # as phaen writes it, behind the inputs: of many it takes long to read them all
        manifest = json.loads(text)
        if isinstance(manifest, dict) and isinstance(manifest.get("run_key"), str):
            return True
    except (OSError, ValueError):
        pass  # none, or a damaged one: what the datasets say counts
    return any(_has_our_schema(output / name / PART) for name in NAMES if (output / name / PART).exists())


def _has_our_schema(path: Path) -> bool:
    import pyarrow as pa  # only where there is no manifest
    import pyarrow.parquet as pq

    try:
        return b"phaen.schema_version" in (pq.read_schema(path).metadata or {})
    except (OSError, pa.ArrowException):
        return False


def check_output(output: Path) -> None:
    """Refuse an output folder that holds other people's files: the whole folder is going to be replaced."""
    if not output.exists():
        return
    if not output.is_dir():
        raise StoreError("{output} is a file: give a folder with --output", output=output)
    others = strangers(output)
    if not others and not is_ours(output):
        others = sorted(entry.name for entry in output.iterdir() if not entry.name.startswith("."))
    if others:
        raise StoreError(
            "{output} holds other files ({names}): give an empty folder or an earlier output",
            output=output,
            names=", ".join(others[:3]),
        )


def _exchange(one: Path, other: Path) -> bool:
    """Swap two existing folders in one step; false where the system or file system cannot."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    code: int = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return code == 0


def switch(new: Path, target: Path, previous: Path) -> None:
    """Put the folder ``new`` in the place of ``target``, and ``target`` in the place of ``previous``.

    In one step where the system can exchange two folders (Linux); elsewhere by two renames, whose middle state
    :func:`recover` undoes. What was there before is kept until the next switch, so that a reader in the middle of
    it does not lose files.
    """
    shutil.rmtree(previous, ignore_errors=True)
    if not target.exists():
        new.rename(target)
    elif _exchange(new, target):
        new.rename(previous)
    else:
        try:
            target.rename(previous)
        except OSError as error:
            if error.errno not in (errno.EBUSY, errno.EXDEV):
                raise
            raise StoreError(
                "{target} cannot be replaced (a mount point?): give a folder inside it", target=target
            ) from error
        new.rename(target)


def recover(output: Path) -> None:
    """Undo what a killed run left: an output caught between two renames, unfinished writes."""
    work = work_folder(output)
    unfinished = list(work.glob("staging-*"))
    if unfinished and (work / PREVIOUS).exists() and not output.exists():
        (work / PREVIOUS).rename(output)
    for left in unfinished:
        shutil.rmtree(left, ignore_errors=True)


def carry_over(output: Path, staging: Path) -> None:
    """Keep what stands in the output folder and is not phaen's (``.gitkeep``, notes)."""
    if not output.exists():
        return
    if others := strangers(output):
        raise StoreError(
            "{output} holds other files ({names}) since the run began: take them away",
            output=output,
            names=", ".join(others[:3]),
        )
    for entry in output.iterdir():
        if entry.name in NAMES or entry.name in OWN_FILES:
            continue
        copy = staging / entry.name
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, copy, symlinks=True, copy_function=link_or_copy)
        else:
            link_or_copy(entry, copy)


def link_or_copy(source: str | Path, target: str | Path) -> None:
    """Let a second name stand for a file, or copy it where the file system has no links."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)
