"""Tables that a run keeps in the work folder for the next one: they can be lost, never half there."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
from phaen.extractors.whole_file import whole_file


def write_table(table: pa.Table, path: Path) -> None:
    """Keep a table."""
    with (
        whole_file(path) as unfinished,
        pa.OSFile(str(unfinished), "wb") as sink,
        pa.ipc.new_file(sink, table.schema) as writer,
    ):
        writer.write_table(table)


def read_table(path: Path, schema: pa.Schema) -> pa.Table:
    """A table that was kept; empty if there is none of this schema that can be read."""
    try:
        with pa.memory_map(str(path)) as file:
            table = pa.ipc.open_file(file).read_all()
    except (OSError, pa.ArrowInvalid):
        return schema.empty_table()
    return table if table.schema.equals(schema) else schema.empty_table()
