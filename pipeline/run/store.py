"""The output folder: one folder of Parquet files per dataset, written beside and then switched in one step.

Layout: ``<dataset>/fiscal_year=YYYY/part-0.parquet`` for partitioned datasets, where there are many documents followed
by ``part-0001.parquet`` …, ``<dataset>/part-0.parquet`` for the others, ``manifest.json`` and ``datapackage.json``. The
same tables always give the same bytes.

Rows whose year is not known stand in ``fiscal_year=0``: pandas cannot read hive's own null partition beside others.
A dataset without rows is one file with the whole schema, since a folder without partitions has no partition column.
"""

from __future__ import annotations

import shutil
import uuid
from collections import Counter
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from phaen.pipeline.assemble.flags import OF_DOCUMENTS
from phaen.pipeline.run.digests import file_digest
from phaen.pipeline.run.folder import PART, PREVIOUS, carry_over, link_or_copy, switch, work_folder
from phaen.pipeline.run.heap import trim
from phaen.pipeline.run.manifest import read_manifest, write_manifest
from phaen.pipeline.schema import datapackage
from phaen.pipeline.schema.datasets import DATASETS, Row, arrow_schema, to_table
from phaen.pipeline.schema.names import COUNTED

UNKNOWN_YEAR = 0


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


def part_path(name: str, year: int | None = None, number: int = 0) -> Path:
    """Where a dataset's file stands under the output folder; ``year`` for one file of a partitioned dataset, whose
    files are counted from 0 and named in their order."""
    file = f"part-{number:04}.parquet" if number else PART
    return Path(name, file) if year is None else Path(name, f"fiscal_year={year}", file)


def write_part(folder: Path, name: str, year: int, number: int, table: pa.Table) -> None:
    """Write rows of one year of a partitioned dataset; ``table`` has the dataset's whole schema."""
    inside = arrow_schema(name, in_partition=True)
    _write_file(table.select(inside.names).cast(inside), folder / part_path(name, year, number))


class InOrder(NamedTuple):
    """Rows of ``table`` in the order of ``places``; they are put in order when they are written, year by year.

    Its texts may be coded.
    """

    table: pa.Table
    places: pa.Array

    @property
    def num_rows(self) -> int:
        """How many rows there are."""
        return len(self.places)

    def of_year(self, year: int) -> pa.Table:
        """The rows of one year."""
        years = pc.fill_null(self.table["fiscal_year"], UNKNOWN_YEAR).take(self.places)
        return self.table.take(self.places.filter(pc.equal(years, year).combine_chunks()))


def write_dataset(folder: Path, name: str, rows: pa.Table | InOrder) -> None:
    """Write one dataset under ``folder/name``; ``rows`` have the dataset's whole schema."""
    table = rows.table if isinstance(rows, InOrder) else rows
    if not DATASETS[name].partitioned or not rows.num_rows:
        whole = table.take(rows.places).combine_chunks() if isinstance(rows, InOrder) else table
        _write_file(whole.cast(arrow_schema(name)), folder / part_path(name))
        return
    years = pc.fill_null(table["fiscal_year"], UNKNOWN_YEAR)
    for year in sorted(pc.unique(years).to_pylist()):
        own = rows.of_year(year) if isinstance(rows, InOrder) else table.filter(pc.equal(years, year))
        write_part(folder, name, year, 0, own.combine_chunks())


def _read_file(path: Path, schema: pa.Schema) -> pa.Table:
    # not pq.read_table: it would take the partition from the path a second time, as another type
    with pq.ParquetFile(path, page_checksum_verification=True) as file:
        table = file.read([name for name in file.schema_arrow.names if name in schema.names])
    if path.parent.name.startswith("fiscal_year=") and "fiscal_year" in schema.names:
        year = int(path.parent.name.partition("=")[2]) or None
        table = table.append_column("fiscal_year", pa.array([year] * table.num_rows, pa.int32()))
    known = [field for field in schema if field.name in table.column_names]
    return table.select([field.name for field in known]).cast(pa.schema(known))


def read_part(output: Path, name: str, year: int, number: int) -> pa.Table:
    """A file of one year of a partitioned dataset, with the dataset's whole schema; ``OSError`` if damaged."""
    return _read_file(output / part_path(name, year, number), arrow_schema(name))


def read_dataset(output: Path, name: str, columns: Sequence[str] | None = None) -> pa.Table:
    """A dataset of an output folder as one table in the schema's column order; empty if it is not there."""
    schema = arrow_schema(name)
    if columns is not None:
        schema = pa.schema([schema.field(column) for column in columns])
    parts = [_read_file(path, schema) for path in sorted((output / name).rglob("*.parquet"))]
    if not parts:
        return schema.empty_table()
    return pa.concat_tables(parts, promote_options="default")


def read_rows(output: Path, name: str) -> list[Row]:
    """A dataset of an output folder as rows."""
    rows: list[Row] = read_dataset(output, name).to_pylist()
    return rows


def flagged_rows(
    output: Path, paths: Sequence[Path] | None = None, sources: Sequence[str] | None = None
) -> dict[str, int]:
    """How many rows of each document (its ``source_file``) have a doubt, in the datasets that are counted.

    What linking flags counts too, so this is what dashboard and report say. A document whose very bytes were given
    before says nothing new and has none. ``paths`` are the files that hold rows of ``sources``, else all are looked at.
    """
    found: Counter[str] = Counter()
    if paths is None:
        paths = [path for name in COUNTED for path in sorted((output / name).rglob("*.parquet"))]
    for path in paths:
        with pq.ParquetFile(path) as file:
            table = file.read(columns=["source_file", "flags"])
        if sources is not None:
            table = table.filter(pc.is_in(table["source_file"], pa.array(sources, pa.string())))
        flags = table["flags"].combine_chunks()
        doubts = pc.invert(pc.is_in(pc.list_flatten(flags), pa.array(sorted(OF_DOCUMENTS))))
        with_flags = table.take(pc.unique(pc.list_parent_indices(flags).filter(doubts)))
        for row in with_flags["source_file"].value_counts().to_pylist():
            found[row["values"]] += row["counts"]
    documents = read_dataset(output, "documents", ("source_file", "doc_id", "duplicate_of"))
    again = documents.filter(pc.equal(documents["duplicate_of"], documents["doc_id"]))
    for source in again["source_file"].to_pylist():
        found.pop(source, None)
    return dict(found)


class TakenOver(NamedTuple):
    """What is known of a new output by the one before: files taken over as they are (path → SHA-256), how many rows of
    documents' files (by path), the source files as the manifest has them, and how to count flagged rows."""

    digests: Mapping[str, str]
    rows: Mapping[str, int]
    sources: Sequence[Mapping[str, str]]
    flagged: Callable[[], Mapping[str, int]]


def write_output(
    output: Path,
    tables: MutableMapping[str, pa.Table | InOrder],
    manifest: Mapping[str, Any],
    parts: Callable[[Path], TakenOver] | None = None,
) -> dict[str, Any]:
    """Write all datasets and the manifest, and switch them into place together; gives the manifest as it was written.

    ``tables`` is emptied: what is written is no longer held. ``parts`` then writes files of other datasets under the
    folder that it is given, and a dataset of which there is no file is written empty. Until the switch the earlier
    output stays as it is; the caller holds the output's lock.
    """

    def fill(staging: Path) -> TakenOver | None:
        for name in list(tables):
            write_dataset(staging, name, tables.pop(name))
        trim()
        taken = parts(staging) if parts is not None else None
        for name in DATASETS:
            if not (staging / name).exists():
                write_dataset(staging, name, arrow_schema(name).empty_table())
        return taken

    return _replace(output, fill, manifest)


def replace_dataset(output: Path, name: str, rows: Sequence[Row]) -> None:
    """Put new rows in the place of one dataset of an output folder, in one step (``phaen audit`` does so).

    The caller holds the output's lock.
    """

    def fill(staging: Path) -> None:
        for other in DATASETS:
            if other != name and (output / other).exists():
                shutil.copytree(output / other, staging / other, copy_function=link_or_copy)
        write_dataset(staging, name, to_table(name, rows))

    manifest = read_manifest(output) or {}
    counts = {"rows": {**manifest["rows"], name: len(rows)}} if "rows" in manifest else {}
    _replace(output, fill, {**manifest, **counts})


def _replace(output: Path, fill: Callable[[Path], TakenOver | None], manifest: Mapping[str, Any]) -> dict[str, Any]:
    output = output.resolve()
    staging = work_folder(output) / f"staging-{uuid.uuid4().hex[:12]}"
    staging.mkdir(parents=True)
    try:
        taken = fill(staging)
        digests = dict(taken.digests) if taken else {}
        for path in sorted(staging.rglob("*.parquet")):
            name = path.relative_to(staging).as_posix()
            digests[name] = digests.get(name) or file_digest(path)
        sources = taken.sources if taken else manifest.get("inputs", [])
        package = datapackage.write(staging, sources, digests, taken.rows if taken else None)
        digests[package.name] = file_digest(package)
        flagged = taken.flagged() if taken else flagged_rows(staging)
        told = {name: value for name, value in manifest.items() if name != "digest"}
        told |= {"files": digests, "flagged": dict(sorted(flagged.items()))}
        write_manifest(staging, told)
        carry_over(output, staging)
        output.parent.mkdir(parents=True, exist_ok=True)
        switch(staging, output, work_folder(output) / PREVIOUS)
        return told
    finally:
        shutil.rmtree(staging, ignore_errors=True)
