"""Datasets as files for other tools: DuckDB, SQLite, CSV, Excel. Each is written beside and then put in place."""

from __future__ import annotations

import shutil
import sqlite3
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from phaen.pipeline.run.folder import StoreError, must_hold_documents
from phaen.pipeline.run.store import read_dataset
from phaen.pipeline.schema.as_text import csv_text, flat
from phaen.pipeline.schema.datasets import DATASETS
from phaen.pipeline.schema.model import Column
from phaen.pipeline.schema.names import SCHEMA_VERSION
from phaen.pipeline.views.book import Headings, write_book
from phaen.pipeline.views.book_summary import summary
from phaen.pipeline.views.flat import add_flat, item_names, item_tables
from phaen.pipeline.views.persons import leave_out_persons
from phaen.pipeline.views.query import add_figures

DEFAULT_NAMES = {"duckdb": "phaen.duckdb", "sqlite": "phaen.sqlite", "csv": "csv", "xlsx": "phaen.xlsx"}
FORMATS = tuple(DEFAULT_NAMES)


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: rows by dataset, what a format could not hold, and names of persons that were left out."""

    path: Path
    rows: Mapping[str, int]
    shortened: int = 0
    persons: int = 0


@dataclass(slots=True)
class _Source:
    """The datasets that an export writes, read one by one, and how."""

    output: Path
    names: Sequence[str]
    headings: Headings = "names"
    flat: bool = False
    no_persons: bool = False
    persons: int = 0

    def tables(self) -> Iterator[tuple[str, pa.Table]]:
        for name in self.names:
            table = read_dataset(self.output, name)
            if self.no_persons:
                table, found = leave_out_persons(table)
                self.persons += found
            yield name, table

    def with_items(self) -> Iterator[tuple[str, pa.Table]]:
        """The same, and behind each dataset the items of its lists with parts, where that was asked for."""
        for name, table in self.tables():
            yield name, table
            if self.flat:
                yield from item_tables(DATASETS[name], table)


def _heading(dataset: str, column: str, headings: Headings) -> str:
    if headings == "names" or dataset not in DATASETS:
        return column
    thai, english = DATASETS[dataset].by_name[column].title
    return {"th": thai, "en": english, "both": f"{thai} / {english}"}[headings]


def _rows(table: pa.Table) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in table.to_pylist()]


def _comment(column: Column) -> str:
    unit = f" [{column.unit}]" if column.unit else ""
    return f"{column.th} · {column.en}{unit}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def to_duckdb(source: _Source, target: Path) -> Exported:
    """A DuckDB database: types as in Parquet, every table and column with its description as comment.

    With all datasets it has the views of ``figures.sql`` too, with ``flat`` those of :mod:`phaen.pipeline.views.flat`.
    """
    counts = {}
    with duckdb.connect(str(target)) as connection:
        for name, table in source.tables():
            connection.register("_source", table)
            connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM _source')
            connection.unregister("_source")
            dataset = DATASETS[name]
            connection.execute(f'COMMENT ON TABLE "{name}" IS {_quoted(f"{dataset.th} · {dataset.en}")}')
            for column in dataset.columns:
                connection.execute(f'COMMENT ON COLUMN "{name}"."{column.name}" IS {_quoted(_comment(column))}')
            if source.flat:
                add_flat(connection, dataset)
            counts[name] = table.num_rows
        if counts.keys() == DATASETS.keys():
            add_figures(connection)
    return Exported(target, counts)


def _sqlite_type(kind: pa.DataType) -> str:
    if pa.types.is_boolean(kind) or pa.types.is_integer(kind):
        return "INTEGER"
    return "REAL" if pa.types.is_floating(kind) or pa.types.is_decimal(kind) else "TEXT"


def _sqlite_value(value: Any) -> Any:
    value = flat(value)
    return float(value) if isinstance(value, Decimal) else value


def to_sqlite(source: _Source, target: Path) -> Exported:
    """A SQLite database: lists of texts joined by ``; ``, other lists as JSON, keys indexed."""
    counts = {}
    connection = sqlite3.connect(target)
    try:
        for name, table in source.with_items():
            columns = table.schema
            declared = ", ".join(f'"{column.name}" {_sqlite_type(column.type)}' for column in columns)
            key = DATASETS[name].key if name in DATASETS else ()
            primary = f", PRIMARY KEY ({', '.join(map(_name, key))})" if key else ""
            connection.execute(f'CREATE TABLE "{name}" ({declared}{primary})')
            marks = ", ".join("?" * len(columns))
            rows = [[_sqlite_value(value) for value in row] for row in _rows(table)]
            connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
            for column in ("doc_id", "kpi_id", "indicator_id"):
                if column in columns.names:
                    connection.execute(f'CREATE INDEX "{name}_{column}" ON "{name}" ("{column}")')
            counts[name] = len(rows)
        connection.execute(f"PRAGMA user_version = {int(SCHEMA_VERSION.split('.')[0])}")
        connection.commit()
    finally:
        connection.close()
    return Exported(target, counts)


def _name(column: str) -> str:
    return f'"{column}"'


def to_csv(source: _Source, target: Path) -> Exported:
    """A folder of CSV files (UTF-8 with byte order mark), one per dataset; no cell runs as a formula."""
    target.mkdir()
    counts = {}
    for name, table in source.with_items():
        columns = [_heading(name, column, source.headings) for column in table.column_names]
        text = csv_text(columns, _rows(table))
        (target / f"{name}.csv").write_bytes(text.encode("utf-8-sig"))
        counts[name] = table.num_rows
    return Exported(target, counts)


def to_xlsx(source: _Source, target: Path, inputs: Path | None = None) -> Exported:
    """An Excel workbook (:mod:`phaen.pipeline.views.book`). ``shortened``: cells and rows that Excel cannot hold."""
    made = write_book(target, source.tables(), summary(source.output), source.headings, inputs)
    return Exported(target, made.rows, made.shortened)


_WRITERS: Mapping[str, Callable[[_Source, Path], Exported]] = {
    "duckdb": to_duckdb,
    "sqlite": to_sqlite,
    "csv": to_csv,
}


def _replace(new: Path, target: Path, kind: str) -> None:
    if target.is_dir():
        known = DATASETS.keys() | item_names()
        foreign = [entry.name for entry in target.iterdir() if entry.suffix != ".csv" or entry.stem not in known]
        if kind != "csv" or foreign:
            raise StoreError(
                "{target} is a folder that holds other files: give another name with --output", target=target
            )
        shutil.rmtree(target)
    elif kind == "csv" and target.exists():
        raise StoreError("{target} is a file: CSV wants a folder, give one with --output", target=target)
    new.replace(target)


def export(
    output: Path,
    kind: str,
    target: Path,
    names: Sequence[str] | None = None,
    headings: Headings | None = None,
    source: Path | None = None,
    *,
    flat: bool = False,
    no_persons: bool = False,
) -> Exported:
    """Write datasets of an output folder to ``target`` in one of :data:`FORMATS`; an earlier export is replaced.

    ``headings``: what columns of CSV and Excel are called; without it the schema's names, in Excel Thai and English.
    ``source``: the folder of the documents, to which the workbook's links lead. ``flat``: lists with parts as tables of
    their own (a workbook always has them as sheets); ``no_persons``: without names of persons
    (:mod:`phaen.pipeline.views.persons`).

    Raises :class:`StoreError` when the folder is no output, or ``target`` holds something else.
    """
    must_hold_documents(output)
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.parent / f".{target.name}.{uuid.uuid4().hex[:8]}"
    try:
        wanted = list(names or DATASETS)
        given = _Source(output, wanted, headings or ("both" if kind == "xlsx" else "names"), flat, no_persons)
        made = to_xlsx(given, unfinished, source) if kind == "xlsx" else _WRITERS[kind](given, unfinished)
        _replace(unfinished, target, kind)
    finally:
        if unfinished.is_dir():
            shutil.rmtree(unfinished)
        else:
            unfinished.unlink(missing_ok=True)
    return Exported(target, made.rows, made.shortened, given.persons)
