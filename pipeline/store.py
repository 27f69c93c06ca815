"""The output folder: one folder of Parquet files per dataset, written beside and then switched in one step.

Layout: ``<dataset>/fiscal_year=YYYY/part-0.parquet`` for partitioned datasets, ``<dataset>/part-0.parquet``
for the others, and ``manifest.json``. Rows without a year stand in hive's ``__HIVE_DEFAULT_PARTITION__``; a
dataset none of whose rows has a year is one file that holds the ``fiscal_year`` column itself, since no
reader can tell the type of a partition key from nulls alone. The same tables always give the same bytes.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.schema import DATASETS, Row, arrow_schema, to_table

MANIFEST = "manifest.json"
PART = "part-0.parquet"
NULL_PARTITION = "__HIVE_DEFAULT_PARTITION__"
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
    pq.write_table(table, path, compression="zstd", compression_level=3, version="2.6", row_group_size=65536)


def write_dataset(folder: Path, name: str, table: pa.Table) -> None:
    """Write one dataset under ``folder/name``; ``table`` has the dataset's whole schema."""
    target = folder / name
    years = [] if not DATASETS[name].partitioned else pc.unique(table["fiscal_year"]).to_pylist()
    if not any(year is not None for year in years):
        _write_file(table, target / PART)
        return
    inside = arrow_schema(name, in_partition=True)
    for year in sorted(years, key=lambda year: (year is None, year or 0)):
        column = table["fiscal_year"]
        rows = table.filter(pc.is_null(column) if year is None else pc.equal(column, year))
        label = NULL_PARTITION if year is None else str(year)
        _write_file(rows.select(inside.names).cast(inside), target / f"fiscal_year={label}" / PART)


def read_dataset(output: Path, name: str) -> pa.Table:
    """A dataset of an output folder as one table in the schema's column order; empty if it is not there."""
    schema = arrow_schema(name)
    parts = []
    for path in sorted((output / name).rglob("*.parquet")):
        # not through a path: pyarrow would take the partition from it a second time, as another type
        with path.open("rb") as file:
            table = pq.read_table(file)
        if path.parent.name.startswith("fiscal_year="):
            label = path.parent.name.partition("=")[2]
            year = None if label == NULL_PARTITION else int(label)
            table = table.append_column("fiscal_year", pa.array([year] * table.num_rows, pa.int32()))
        known = [field for field in schema if field.name in table.column_names]
        parts.append(table.select([field.name for field in known]).cast(pa.schema(known)))
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


def _exchange(one: Path, other: Path) -> bool:
    """Swap two existing folders in one step; false where the system or file system cannot."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    code: int = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return code == 0


def switch(new: Path, target: Path) -> None:
    """Put the folder ``new`` in the place of ``target``; afterwards ``new`` is gone.

    In one step where the system can exchange two folders (Linux); elsewhere by two renames, whose middle
    state :func:`recover` undoes.
    """
    if not target.exists():
        new.rename(target)
        return
    if _exchange(new, target):
        shutil.rmtree(new, ignore_errors=True)
        return
    previous = new.with_name("previous")
    shutil.rmtree(previous, ignore_errors=True)
    try:
        target.rename(previous)
    except OSError as error:
        if error.errno in (errno.EBUSY, errno.EXDEV):
            raise StoreError(
                f"{target} cannot be replaced as a whole (a mount point?): give a folder inside it"
            ) from error
        raise
    new.rename(target)
    shutil.rmtree(previous, ignore_errors=True)


def recover(output: Path) -> None:
    """Undo what a killed run left: an output caught between two renames, unfinished writes."""
    work = work_folder(output)
    previous = work / "previous"
    if previous.exists() and not output.exists():
        previous.rename(output)
    for left in [previous, *work.glob("staging-*")]:
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
        if not entry.name.startswith(".") and entry.name not in DATASETS
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
        if entry.name in DATASETS or entry.name == MANIFEST:
            continue
        copy = staging / entry.name
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, copy, symlinks=True, copy_function=_link)
        else:
            _link(str(entry), str(copy))


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def write_output(output: Path, tables: Mapping[str, pa.Table], manifest: Mapping[str, Any]) -> None:
    """Write all datasets and the manifest, and switch them into place together.

    A dataset that ``tables`` does not hold is written empty. Until the switch the earlier output stays as
    it is; the caller holds the output's lock.
    """
    staging = work_folder(output) / f"staging-{uuid.uuid4().hex[:12]}"
    staging.mkdir(parents=True)
    for name in DATASETS:
        table = tables.get(name)
        write_dataset(staging, name, table if table is not None else arrow_schema(name).empty_table())
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    (staging / MANIFEST).write_text(text + "\n", "utf-8")
    _carry_over(output, staging)
    output.parent.mkdir(parents=True, exist_ok=True)
    switch(staging, output)


def replace_dataset(output: Path, name: str, rows: Sequence[Row]) -> None:
    """Put new rows in the place of one dataset of an output folder, in one step (``phaen audit`` does so)."""
    staging = work_folder(output) / f"staging-{uuid.uuid4().hex[:12]}"
    staging.mkdir(parents=True)
    write_dataset(staging, name, to_table(name, rows))
    switch(staging / name, output / name)
    shutil.rmtree(staging, ignore_errors=True)
