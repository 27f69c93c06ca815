"""The output folder: one folder of Parquet files per dataset, written beside and then switched in one step.

Layout: ``<dataset>/fiscal_year=YYYY/part-0.parquet`` for partitioned datasets, ``<dataset>/part-0.parquet`` for
the others, ``manifest.json`` and ``datapackage.json``. The same tables always give the same bytes.

Rows whose year is not known stand in ``fiscal_year=0``: pandas cannot read hive's own null partition beside others.
A dataset without rows is one file with the whole schema, since a folder without partitions has no partition column.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
import uuid
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from phaen.pipeline.schema import datapackage
from phaen.pipeline.schema.datasets import DATASETS, Row, arrow_schema, to_table

MANIFEST = "manifest.json"
OWN_FILES = frozenset({MANIFEST, datapackage.DATAPACKAGE})
PART = "part-0.parquet"
PREVIOUS = "previous"
UNKNOWN_YEAR = 0
_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


class StoreError(Exception):
    """The output folder cannot be used; the message says why and what to do."""


def work_folder(output: Path) -> Path:
    """The folder beside the output that holds its lock, cache and unfinished writes."""
    output = output.absolute()
    return output.parent / f".{output.name}.phaen"


def _write_file(table: pa.Table, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(
        table,
        path,
        compression="zstd",
        compression_level=3,
        version="2.6",
        row_group_size=65536,
        write_page_checksum=True,
    )


def part_path(name: str, year: int | None = None) -> Path:
    """Where a dataset's file stands under the output folder; ``year`` for one file of a partitioned dataset."""
    return Path(name, PART) if year is None else Path(name, f"fiscal_year={year}", PART)


def write_part(folder: Path, name: str, year: int, table: pa.Table) -> None:
    """Write the rows of one year of a partitioned dataset; ``table`` has the dataset's whole schema."""
    inside = arrow_schema(name, in_partition=True)
    _write_file(table.select(inside.names).cast(inside), folder / part_path(name, year))


def write_dataset(folder: Path, name: str, table: pa.Table) -> None:
    """Write one dataset under ``folder/name``; ``table`` has the dataset's whole schema."""
    if not DATASETS[name].partitioned or not table.num_rows:
        _write_file(table, folder / part_path(name))
        return
    years = pc.fill_null(table["fiscal_year"], UNKNOWN_YEAR)
    for year in sorted(pc.unique(years).to_pylist()):
        write_part(folder, name, year, table.filter(pc.equal(years, year)).combine_chunks())


def _read_file(path: Path, schema: pa.Schema) -> pa.Table:
    # not pq.read_table: it would take the partition from the path a second time, as another type
    with pq.ParquetFile(path, page_checksum_verification=True) as file:
        table = file.read()
    if path.parent.name.startswith("fiscal_year="):
        year = int(path.parent.name.partition("=")[2]) or None
        table = table.append_column("fiscal_year", pa.array([year] * table.num_rows, pa.int32()))
    known = [field for field in schema if field.name in table.column_names]
    return table.select([field.name for field in known]).cast(pa.schema(known))


def read_part(output: Path, name: str, year: int) -> pa.Table:
    """The rows of one year of a partitioned dataset, with the dataset's whole schema; ``OSError`` if damaged."""
    return _read_file(output / part_path(name, year), arrow_schema(name))


def read_dataset(output: Path, name: str) -> pa.Table:
    """A dataset of an output folder as one table in the schema's column order; empty if it is not there."""
    schema = arrow_schema(name)
    parts = [_read_file(path, schema) for path in sorted((output / name).rglob("*.parquet"))]
    if not parts:
        return schema.empty_table()
    return pa.concat_tables(parts, promote_options="default")


def read_rows(output: Path, name: str) -> list[Row]:
    """A dataset of an output folder as rows."""
    rows: list[Row] = read_dataset(output, name).to_pylist()
    return rows


def read_manifest(output: Path) -> dict[str, Any] | None:
    """The manifest of an output folder; ``None`` if it has none that can be read."""
    try:
        manifest = json.loads((output / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) else None


def is_whole(output: Path, manifest: Mapping[str, Any]) -> bool:
    """Whether the files that a manifest names are all there, as long as they were when written."""
    try:
        return all((output / name).stat().st_size == size for name, size in manifest["files"].items())
    except (OSError, KeyError):
        return False


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
            raise StoreError(f"{target} cannot be replaced (a mount point?): give a folder inside it") from error
        new.rename(target)


def recover(output: Path) -> None:
    """Undo what a killed run left: an output caught between two renames, unfinished writes."""
    work = work_folder(output)
    if (work / PREVIOUS).exists() and not output.exists():
        (work / PREVIOUS).rename(output)
    for left in work.glob("staging-*"):
        shutil.rmtree(left, ignore_errors=True)


def check_output(output: Path) -> None:
    """Refuse an output folder that holds other people's files: the whole folder is going to be replaced."""
    if not output.exists():
        return
    if not output.is_dir():
        raise StoreError(f"{output} is a file: give a folder with --output")
    if (output / MANIFEST).exists():
        return
    others = sorted(
        entry.name
        for entry in output.iterdir()
        if not entry.name.startswith(".") and entry.name not in DATASETS and entry.name not in OWN_FILES
    )
    if others:
        raise StoreError(
            f"{output} holds other files ({', '.join(others[:3])}): give an empty folder or an earlier output"
        )


def _carry_over(output: Path, staging: Path) -> None:
    """Keep what stands in the output folder and is not phaen's (``.gitkeep``, notes)."""
    if not output.exists():
        return
    for entry in output.iterdir():
        if entry.name in DATASETS or entry.name in OWN_FILES:
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


def write_output(
    output: Path,
    tables: Mapping[str, pa.Table],
    manifest: Mapping[str, Any],
    parts: Callable[[Path], None] | None = None,
) -> None:
    """Write all datasets and the manifest, and switch them into place together.

    ``parts`` writes files of other datasets under the folder that it is given. A dataset of which there is no file
    then is written empty. Until the switch the earlier output stays as it is; the caller holds the output's lock.
    """
    staging = work_folder(output) / f"staging-{uuid.uuid4().hex[:12]}"
    staging.mkdir(parents=True)
    try:
        if parts is not None:
            parts(staging)
        for name in DATASETS:
            if name in tables or not (staging / name).exists():
                table = tables.get(name)
                write_dataset(staging, name, table if table is not None else arrow_schema(name).empty_table())
        files = sorted(staging.rglob("*.parquet"))
        sizes = {path.relative_to(staging).as_posix(): path.stat().st_size for path in files}
        (staging / MANIFEST).write_text(_readable({**manifest, "files": sizes}), "utf-8")
        datapackage.write(staging, manifest.get("inputs", []))
        _carry_over(output, staging)
        output.parent.mkdir(parents=True, exist_ok=True)
        switch(staging, output, work_folder(output) / PREVIOUS)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def replace_dataset(output: Path, name: str, rows: Sequence[Row]) -> None:
    """Put new rows in the place of one dataset of an output folder, in one step (``phaen audit`` does so)."""
    staging = work_folder(output) / f"staging-{uuid.uuid4().hex[:12]}"
    staging.mkdir(parents=True)
    write_dataset(staging, name, to_table(name, rows))
    switch(staging / name, output / name, staging / PREVIOUS)
    datapackage.write(output, (read_manifest(output) or {}).get("inputs", []))
    shutil.rmtree(staging, ignore_errors=True)
