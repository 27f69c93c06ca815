"""Tables that a run keeps in the work folder for the next one: they can be lost, never half there, never wrong."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from phaen.extractors.sealed import Damaged, seal_file, tell_damage
from phaen.extractors.whole_file import whole_file
from phaen.pipeline.run.packed import sealed_arrow


def coded(rows: pa.ListType) -> pa.ListType:
    """The type of lists of the same rows whose columns of text hold each text once: most stand in many rows."""
    fields = [
        field.with_type(pa.dictionary(pa.int32(), field.type)) if pa.types.is_string(field.type) else field
        for field in rows.value_type
    ]
    return pa.list_(pa.struct(fields))


def _without_unused(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Lists of coded rows without the texts that only rows of runs before had."""
    if not (pa.types.is_list(column.type) and pa.types.is_struct(column.type.value_type)) or not column.num_chunks:
        return column
    lists = column.chunk(0)
    fields = list(column.type.value_type)
    rows = pa.StructArray.from_arrays([_used(one) for one in lists.values.flatten()], fields=fields)
    return pa.chunked_array([pa.ListArray.from_arrays(lists.offsets, rows)], column.type)


def _used(column: pa.Array) -> pa.Array:
    if not pa.types.is_dictionary(column.type):
        return column
    used = pc.unique(column.indices).drop_null()
    if len(used) == len(column.dictionary):
        return column
    return pa.DictionaryArray.from_arrays(pc.index_in(column.indices, used), column.dictionary.take(used))


def write_table(table: pa.Table, path: Path) -> None:
    """Keep a table of one piece, sealed."""
    table = pa.Table.from_arrays([_without_unused(column) for column in table.columns], schema=table.schema)
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
    table = table.unify_dictionaries()  # else every slice would bring all texts of its own
    slices: list[pa.Table] = []
    begin = end = 0
    for place in places:
        if place != end:
            slices.append(table.slice(begin, end - begin))
            begin = place
        end = place + 1
    slices.append(table.slice(begin, end - begin))
    return pa.concat_tables(slices)
