"""How results and what a run keeps stand in Arrow files.

A result is one sealed Arrow IPC stream: one record batch of one row, with one list column per dataset. It opens by
memory map and executes nothing, whoever wrote it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
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
_FACTS = "facts"


def nested(table: pa.Table) -> pa.ListArray:
    """A table as one list of rows; descriptions of columns are left out (reading them takes longer than the rows)."""
    table = table.combine_chunks()
    columns = [column.chunk(0) if column.num_chunks else pa.array([], column.type) for column in table.columns]
    fields = [field.remove_metadata() for field in table.schema]
    structs = pa.StructArray.from_arrays(columns, fields=fields)
    return pa.ListArray.from_arrays(pa.array([0, table.num_rows], pa.int32()), structs)


@cache
def _schema() -> pa.Schema:
    """The columns of a result: a list of rows for each dataset, and what is told about it."""
    lists = [pa.field(name, nested(arrow_schema(name).empty_table()).type) for name in PER_DOCUMENT]
    return pa.schema([*lists, pa.field(_FACTS, pa.string())])


def _messages(stream: pa.Buffer) -> tuple[pa.Message, pa.Message]:
    """The message of a stream that tells its columns, and the one that holds their values."""
    reader = pa.ipc.MessageReader.open_stream(pa.BufferReader(stream))
    try:
        return reader.read_next_message(), reader.read_next_message()
    except StopIteration as error:
        raise pa.ArrowInvalid("the stream ends before its values") from error


def _stream(batch: pa.RecordBatch) -> pa.Buffer:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, _schema()) as writer:
        writer.write_batch(batch)
    return sink.getvalue()


@cache
def _columns() -> pa.Buffer:
    """How every result of this program tells its columns: reading it again takes longer than reading the rows."""
    return _messages(_stream(pa.RecordBatch.from_pylist([], _schema())))[0].metadata


def pack(result: DocumentTables, facts: Mapping[str, Any]) -> bytes:
    """A result with small ``facts`` about it (JSON values) as the bytes of a cache file."""
    lists = [nested(pa.Table.from_pylist(result.tables[name], schema=arrow_schema(name))) for name in PER_DOCUMENT]
    told = pa.array([json.dumps(facts, ensure_ascii=False)])
    return seal(_stream(pa.record_batch([*lists, told], schema=_schema())).to_pybytes())


def unpack(path: Path) -> pa.RecordBatch:
    """A result, mapped into memory: a row of lists, nothing copied; raises ``OSError``, ``Damaged`` and ``ArrowError``
    (also for columns that are not those of this program)."""
    columns, values = _messages(_sealed(path))
    if not columns.metadata.equals(_columns()):
        raise pa.ArrowInvalid("other columns")
    return pa.ipc.read_record_batch(values, _schema())


def facts_of(result: pa.RecordBatch) -> Any:
    """What is told about a result; ``ValueError`` if it is no JSON."""
    return json.loads(result.column(_FACTS)[0].as_py())


def table_of(name: str, rows: pa.ListArray) -> pa.Table:
    """All rows of lists of a dataset's as its table."""
    return pa.Table.from_arrays(rows.flatten().flatten(), schema=arrow_schema(name))


def _sealed(path: Path) -> pa.Buffer:
    """The content of a sealed file, mapped into memory; raises ``OSError`` and ``Damaged``."""
    with pa.memory_map(str(path)) as file:
        whole = file.read_buffer()
    return whole.slice(0, len(unseal(memoryview(whole))))


def sealed_arrow(path: Path) -> pa.RecordBatchFileReader:
    """A reader of a sealed Arrow file, mapped into memory; raises ``OSError``, ``Damaged`` and ``ArrowError``."""
    return pa.ipc.open_file(pa.BufferReader(_sealed(path)))
