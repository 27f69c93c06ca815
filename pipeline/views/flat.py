"""Datasets without nested types, for tools that have none: lists as text, and each list with parts as rows of its own.

``kpis_flat`` is ``kpis`` with every list as one text (as in CSV); ``kpis_baseline`` has a row for each item of the list
``kpis.baseline``, with the columns that name its row in ``kpis``.
"""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pyarrow as pa
from phaen.pipeline.schema.datasets import DATASETS
from phaen.pipeline.schema.model import Dataset
from phaen.pipeline.views.book import has_parts

PLACE = "item_place"
"""The column of an item's place in its list, from 1."""


def naming(dataset: Dataset) -> tuple[str, ...]:
    """Columns by which an item's row is found in its dataset: its key, file and ``row_key``, or ``named_by``."""
    if dataset.key:
        return dataset.key
    return ("source_file", "row_key") if "row_key" in dataset.by_name else dataset.named_by


def _quoted(name: str) -> str:
    return f'"{name}"'


def flat_select(dataset: Dataset) -> str:
    """The statement of ``<dataset>_flat``: every column in its place, none with parts."""
    columns = []
    for column in dataset.columns:
        name = _quoted(column.name)
        if has_parts(column):
            columns.append(f"CASE WHEN len({name}) = 0 THEN '[]' ELSE to_json({name})::VARCHAR END AS {name}")
        elif pa.types.is_list(column.type) and pa.types.is_string(column.type.value_type):
            columns.append(f"array_to_string({name}, '; ') AS {name}")
        elif pa.types.is_list(column.type):
            columns.append(f"to_json({name})::VARCHAR AS {name}")
        else:
            columns.append(name)
    return f"SELECT {', '.join(columns)} FROM {_quoted(dataset.name)}"


def item_selects(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Name and statement of each list's items. A part named as a naming column gets ``item_`` before it."""
    named = naming(dataset)
    for column in dataset.columns:
        if not has_parts(column):
            continue
        parts = ", ".join(
            f"{_part(part)} AS {_quoted(f'item_{part.name}' if part.name in named else part.name)}"
            for part in column.type.value_type
        )
        keys = ", ".join(map(_quoted, named))
        items = f"unnest(range(1, len({_quoted(column.name)}) + 1)) AS {PLACE}, unnest({_quoted(column.name)}) AS item"
        each = f"SELECT {keys}, {items} FROM {_quoted(dataset.name)}"
        yield f"{dataset.name}_{column.name}", f"SELECT {keys}, {PLACE}, {parts} FROM ({each}) AS items"


def _part(part: pa.Field) -> str:
    found = f"struct_extract(item, '{part.name}')"
    return f"to_json({found})::VARCHAR" if pa.types.is_nested(part.type) else found


def add_flat(connection: duckdb.DuckDBPyConnection, dataset: Dataset) -> None:
    """Views of a dataset that ``connection`` holds as a table: without nested types, and one of each list's items."""
    connection.execute(f"CREATE VIEW {_quoted(f'{dataset.name}_flat')} AS {flat_select(dataset)}")
    for name, statement in item_selects(dataset):
        connection.execute(f"CREATE VIEW {_quoted(name)} AS {statement}")


def item_tables(dataset: Dataset, table: pa.Table) -> Iterator[tuple[str, pa.Table]]:
    """The items of each list with parts as a table."""
    with duckdb.connect() as connection:
        connection.register(dataset.name, table)
        for name, statement in item_selects(dataset):
            found = connection.sql(f"{statement} ORDER BY ALL").to_arrow_table()
            yield name, found


def item_names() -> frozenset[str]:
    """The names of all tables of items."""
    return frozenset(name for dataset in DATASETS.values() for name, _ in item_selects(dataset))
