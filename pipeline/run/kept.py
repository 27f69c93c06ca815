"""Tables that a run keeps in the work folder for the next one: they can be lost, never half there, never wrong."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
from phaen.extractors.sealed import Damaged, seal_file, tell_damage
from phaen.extractors.whole_file import whole_file
from phaen.pipeline.run.packed import sealed_arrow


def write_table(table: pa.Table, path: Path) -> None:
    """Keep a table, sealed."""
    with whole_file(path) as unfinished:
        with pa.OSFile(str(unfinished), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
            writer.write_table(table)
        seal_file(unfinished)


def read_table(path: Path, schema: pa.Schema) -> pa.Table:
    """A table that was kept; empty if there is none of this schema that can be read."""
    try:
        table = sealed_arrow(path).read_all()
    except OSError:
        if path.exists():
            tell_damage(path)
        return schema.empty_table()
    except (Damaged, pa.ArrowException):
        tell_damage(path)
        return schema.empty_table()
    return table if table.schema.equals(schema) else schema.empty_table()


def in_order(table: pa.Table, places: Sequence[int]) -> pa.Table:
    """Rows of a table by their places; what stands in a row there is not copied."""
    slices: list[pa.Table] = []
    begin = end = 0
    for place in places:
        if place != end:
            slices.append(table.slice(begin, end - begin))
            begin = place
        end = place + 1
    slices.append(table.slice(begin, end - begin))
    return pa.concat_tables(slices)
