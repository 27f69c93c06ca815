"""The schema, written once: every dataset's columns, their Arrow form, and the check before writing.

The same definitions give the Arrow schemas, the validation, ``phaen schema`` and ``docs/data-dictionary.md``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa

from pipeline.schema_dictionary import DATA_DICTIONARY
from pipeline.schema_documents import AGENCIES, DOCUMENTS, FINDINGS, INDICATORS, REPAIRS, SECTIONS
from pipeline.schema_kpis import KPI_MENTIONS, KPIS, RUBRICS
from pipeline.schema_model import Column, Dataset
from pipeline.schema_work import MILESTONES, PLANS, RESULTS

SCHEMA_VERSION = "1"
"""Raised with every change of a column's name, type or meaning; stands in every file's metadata."""

DATASETS: dict[str, Dataset] = {
    dataset.name: dataset
    for dataset in (
        DOCUMENTS,
        KPIS,
        KPI_MENTIONS,
        RUBRICS,
        PLANS,
        RESULTS,
        MILESTONES,
        SECTIONS,
        REPAIRS,
        INDICATORS,
        AGENCIES,
        FINDINGS,
        DATA_DICTIONARY,
    )
}

PER_DOCUMENT: tuple[str, ...] = tuple(name for name, dataset in DATASETS.items() if dataset.per_document)
"""The datasets that one document's extraction gives; the others are made over all documents."""

Row = dict[str, Any]
_MAX_BAHT = Decimal(10) ** 16


class SchemaError(Exception):
    """A row that breaks the schema; the message names the dataset, the row and the column."""


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


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _fits(value: object, kind: pa.DataType) -> str | None:
    """Why a non-null value does not belong in an Arrow type; ``None`` if it does."""
    if pa.types.is_string(kind):
        if not isinstance(value, str):
            return f"wants text, has {_shown(value)}"
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            return f"holds characters that UTF-8 cannot write: {_shown(value)}"
        return None
    if pa.types.is_boolean(kind):
        return None if isinstance(value, bool) else f"wants true or false, has {_shown(value)}"
    if pa.types.is_integer(kind):
        if isinstance(value, bool) or not isinstance(value, int):
            return f"wants a whole number, has {_shown(value)}"
        return None if -(2**31) <= value < 2**31 else f"is too large: {value}"
    if pa.types.is_floating(kind):
        if isinstance(value, bool) or not isinstance(value, int | float):
            return f"wants a number, has {_shown(value)}"
        return None if math.isfinite(value) else f"is not a finite number: {value}"
    if pa.types.is_decimal(kind):
        if not isinstance(value, Decimal):
            return f"wants a Decimal, has {_shown(value)}"
        if not value.is_finite() or abs(value) >= _MAX_BAHT:
            return f"is too large: {value}"
        exponent = value.as_tuple().exponent
        if isinstance(exponent, int) and exponent < -2 and value != value.quantize(Decimal("0.01")):
            return f"has more than two decimals: {value}"
        return None
    if pa.types.is_list(kind):
        if not isinstance(value, list | tuple):
            return f"wants a list, has {_shown(value)}"
        for item in value:
            why = "holds a null" if item is None else _fits(item, kind.value_type)
            if why:
                return why
        return None
    if pa.types.is_struct(kind):
        if not isinstance(value, Mapping):
            return f"wants fields by name, has {_shown(value)}"
        names = {kind.field(i).name for i in range(kind.num_fields)}
        if set(value) != names:
            return f"wants the fields {sorted(names)}, has {sorted(map(str, value))}"
        for i in range(kind.num_fields):
            field = kind.field(i)
            item = value[field.name]
            why = None if item is None else _fits(item, field.type)
            if why:
                return f"field {field.name} {why}"
        return None
    return f"has a type that the check does not know: {kind}"


def _checked(dataset: Dataset, index: int, column: Column, row: Mapping[str, Any]) -> Any:
    value = row.get(column.name)
    if value is None:
        if column.nullable:
            return None
        if column.is_list:
            return []
        raise _broken(dataset.name, index, column.name, "must not be null")
    why = _fits(value, column.type)
    if why:
        raise _broken(dataset.name, index, column.name, why)
    if column.choices and value not in column.choices:
        raise _broken(dataset.name, index, column.name, f"is {_shown(value)}, not one of {', '.join(column.choices)}")
    return value


def validate(name: str, rows: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Rows of a dataset, checked, with exactly its columns in their order.

    A nullable column that a row does not mention is null, a list column that may not be null is empty.
    Nothing is cast: a value of another type, a null where none may be, a value outside the column's choices
    and an unknown column raise :class:`SchemaError`.
    """
    dataset = DATASETS.get(name)
    if dataset is None:
        raise SchemaError(f"{name} is not a dataset of the schema")
    checked: list[Row] = []
    for index, row in enumerate(rows):
        unknown = [key for key in row if key not in dataset.by_name]
        if unknown:
            raise _broken(name, index, str(unknown[0]), "is not a column of the dataset")
        checked.append({column.name: _checked(dataset, index, column, row) for column in dataset.columns})
    return checked


def to_table(name: str, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Rows as an Arrow table of the dataset's schema, after :func:`validate`."""
    return pa.Table.from_pylist(validate(name, rows), schema=arrow_schema(name))
