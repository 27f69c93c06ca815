"""The schema, written once: every dataset's columns, their Arrow form, and the check before writing.

The same definitions give the Arrow schemas, the validation, ``phaen schema`` and ``docs/data-dictionary.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import islice
from typing import Any

import pyarrow as pa
from phaen.pipeline.schema.check import Check, check_of, shown
from phaen.pipeline.schema.derived import OUTCOMES, PROJECTS
from phaen.pipeline.schema.dictionary import DATA_DICTIONARY
from phaen.pipeline.schema.documents import AGENCIES, DOCUMENTS, FINDINGS, INDICATORS, REPAIRS, SECTIONS
from phaen.pipeline.schema.kpis import KPI_MENTIONS, KPIS, RUBRICS
from phaen.pipeline.schema.model import Column, Dataset
from phaen.pipeline.schema.names import NAMES, PER_DOCUMENT, SCHEMA_VERSION
from phaen.pipeline.schema.places import CELLS, STATEMENTS
from phaen.pipeline.schema.work import MILESTONES, PLANS, RESULTS

DATASETS: dict[str, Dataset] = {
    dataset.name: dataset
    for dataset in (
        DOCUMENTS,
        KPIS,
        KPI_MENTIONS,
        RUBRICS,
        PLANS,
        PROJECTS,
        RESULTS,
        MILESTONES,
        SECTIONS,
        CELLS,
        STATEMENTS,
        REPAIRS,
        OUTCOMES,
        INDICATORS,
        AGENCIES,
        FINDINGS,
        DATA_DICTIONARY,
    )
}

if tuple(DATASETS) != NAMES:
    raise ValueError("datasets and their names differ: pipeline/schema/names.py")
for _dataset in DATASETS.values():
    for _key in _dataset.foreign_keys:
        if not set(_key.references) <= DATASETS[_key.dataset].by_name.keys():
            raise ValueError(
                f"dataset {_dataset.name} refers to columns that {_key.dataset} has not: {_key.references}"
            )

OF_DOCUMENTS: tuple[str, ...] = tuple(
    name for name in PER_DOCUMENT if name != "documents" and {"agency_code", "flags"} <= DATASETS[name].by_name.keys()
)
"""The datasets whose rows have the agency of their document, and are flagged with it."""

TYPED_DATASETS: tuple[str, ...] = tuple(name for name, dataset in DATASETS.items() if "corrected" in dataset.by_name)
"""The datasets whose rows hold values with a place each (``statements``) that a person may correct."""

Row = dict[str, Any]


class SchemaError(Exception):
    """A row that breaks the schema; the message names the dataset, the row and the column."""


@cache
def arrow_schema(name: str, *, in_partition: bool = False) -> pa.Schema:
    """The Arrow schema of a dataset, with its version and descriptions as metadata.

    ``in_partition`` leaves ``fiscal_year`` out, which stands in the folder's name there.
    """
    dataset = DATASETS[name]
    fields = [
        pa.field(
            column.name,
            column.type,
            nullable=column.nullable,
            metadata={"description": column.en, "description_th": column.th}
            | ({"unit": column.unit} if column.unit else {}),
        )
        for column in dataset.columns
        if not (in_partition and column.name == "fiscal_year")
    ]
    return pa.schema(fields, metadata={"phaen.dataset": name, "phaen.schema_version": SCHEMA_VERSION})


def _broken(dataset: str, index: int, column: str, why: str) -> SchemaError:
    return SchemaError(f"{dataset}, row {index}, column {column}: {why}")


HELD = 4096
"""Rows that are held as Python values before they become a piece of a table."""


@cache
def _checks(name: str) -> tuple[tuple[str, bool, Column, Check], ...]:
    return tuple((column.name, column.nullable, column, check_of(column.type)) for column in DATASETS[name].columns)


def _checked(dataset: str, index: int, column: Column, check: Check, value: Any) -> Any:
    if value is None:
        if column.nullable:
            return None
        if column.is_list:
            return []
        raise _broken(dataset, index, column.name, "must not be null")
    why = check(value)
    if why:
        raise _broken(dataset, index, column.name, why)
    if column.choices and value not in column.choices:
        raise _broken(dataset, index, column.name, f"is {shown(value)}, not one of {', '.join(column.choices)}")
    return value


def validate(name: str, rows: Iterable[Mapping[str, Any]], first: int = 0) -> list[Row]:
    """Rows of a dataset, checked, with exactly its columns in their order; ``first`` is the number of the first.

    A nullable column that a row does not mention is null, a list column that may not be null is empty.
    Nothing is cast: a value of another type, a null where none may be, a value outside the column's choices
    and an unknown column raise :class:`SchemaError`.
    """
    dataset = DATASETS.get(name)
    if dataset is None:
        raise SchemaError(f"{name} is not a dataset of the schema")
    columns, checks = dataset.by_name.keys(), _checks(name)
    checked: list[Row] = []
    for index, row in enumerate(rows, first):
        if not row.keys() <= columns:
            unknown = next(key for key in row if key not in columns)
            raise _broken(name, index, str(unknown), "is not a column of the dataset")
        kept: Row = {}
        for column_name, nullable, column, check in checks:
            value = row.get(column_name)
            if value is None:
                kept[column_name] = None if nullable else _checked(name, index, column, check, value)
            elif column.choices or check(value):
                kept[column_name] = _checked(name, index, column, check, value)
            else:  # as almost everywhere: no second call
                kept[column_name] = value
        checked.append(kept)
    return checked


def checked_array(name: str, column: str, values: Iterable[Any]) -> pa.Array:
    """Values of one column as an Arrow array, checked as by :func:`validate`."""
    found = DATASETS[name].by_name[column]
    check = check_of(found.type)
    checked = [_checked(name, index, found, check, value) for index, value in enumerate(values)]
    return pa.array(checked, type=found.type)


def to_table(name: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Rows as an Arrow table of the dataset's schema, after :func:`validate`; of rows that come one by one few are held
    at a time."""
    coming, schema, done = iter(rows), arrow_schema(name), 0
    pieces = [schema.empty_table()]
    while some := validate(name, islice(coming, HELD), done):
        pieces.append(pa.Table.from_pylist(some, schema=schema))
        done += len(some)
    return pa.concat_tables(pieces).combine_chunks()
