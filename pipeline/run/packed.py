"""How results and what a run keeps stand in Arrow files.

A result is one sealed Arrow IPC file: one record batch of one row, with one list column per dataset. It opens by memory
map and executes nothing, whoever wrote it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from phaen.pipeline.run import lean

lean.without_pandas()  # a run loads Arrow here first, and makes its first arrays

import pyarrow as pa  # noqa: E402
from phaen.extractors.sealed import seal, unseal  # noqa: E402
from phaen.pipeline.result import DocumentTables  # noqa: E402
from phaen.pipeline.schema.datasets import arrow_schema  # noqa: E402
from phaen.pipeline.schema.names import PER_DOCUMENT  # noqa: E402

ArrowError = pa.ArrowException


def nested(table: pa.Table) -> pa.ListArray:
    """A table as one list of rows; descriptions of columns are left out (reading them takes longer than the rows)."""
    table = table.combine_chunks()
    columns = [column.chunk(0) if column.num_chunks else pa.array([], column.type) for column in table.columns]
    fields = [field.remove_metadata() for field in table.schema]
    structs = pa.StructArray.from_arrays(columns, fields=fields)
    return pa.ListArray.from_arrays(pa.array([0, table.num_rows], pa.int32()), structs)


def pack(result: DocumentTables, facts: Mapping[str, Any]) -> bytes:
    """A result with small ``facts`` about it (JSON values) as the bytes of a cache file."""
    fields, columns = [], []
    for name in PER_DOCUMENT:
        column = nested(pa.Table.from_pylist(result.tables[name], schema=arrow_schema(name)))
        columns.append(column)
        fields.append(pa.field(name, column.type))
    schema = pa.schema(fields, metadata={"facts": json.dumps(facts, ensure_ascii=False)})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, schema) as writer:
        writer.write_batch(pa.record_batch(columns, schema=schema))
    return seal(sink.getvalue().to_pybytes())


@cache
def _type(name: str) -> pa.ListType:
    """The type of a dataset's rows as one list."""
    return nested(arrow_schema(name).empty_table()).type


def lists_of(file: pa.RecordBatchFileReader, names: Iterable[str]) -> dict[str, pa.ListArray]:
    """The rows of some of a result's tables as one list each, nothing copied; raises ``ArrowError``, and ``KeyError``
    where one is missing or has other columns."""
    batch = file.get_batch(0)
    lists = {name: batch.column(name) for name in names}
    for name, rows in lists.items():
        if not rows.type.equals(_type(name)):
            raise KeyError(name)
    return lists


def table_of(name: str, rows: pa.ListArray) -> pa.Table:
    """All rows of lists of a dataset's as its table."""
    return pa.Table.from_arrays(rows.flatten().flatten(), schema=arrow_schema(name))


def sealed_arrow(path: Path) -> pa.RecordBatchFileReader:
    """A reader of a sealed Arrow file, mapped into memory; raises ``OSError``, ``Damaged`` and ``ArrowError``."""
    with pa.memory_map(str(path)) as file:
        whole = file.read_buffer()
    content = unseal(memoryview(whole))
    return pa.ipc.open_file(pa.BufferReader(whole.slice(0, len(content))))
