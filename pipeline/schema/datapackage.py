"""``datapackage.json`` of an output folder (Frictionless Data Package), and the rows of ``data_dictionary``.

Everything comes from the one schema: field types, descriptions in both languages, units, closed sets of values, keys.
A resource is a dataset; its ``path`` lists the Parquet parts, and ``fiscal_year`` of a partitioned dataset stands in
the folder names (``partition``). Bytes and SHA-256 of every part are in ``files``. The same output gives the same text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from phaen.pipeline.schema.datasets import DATASETS, Row
from phaen.pipeline.schema.model import Column, Dataset
from phaen.pipeline.schema.names import DATAPACKAGE, SCHEMA_VERSION
from phaen.pipeline.schema.values import usage

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCES = (
    {"name": "notspecified", "title": "Contents: the terms of the agencies that published the documents"},
    {"name": "Apache-2.0", "title": "Schema and descriptions: phaen, Apache License 2.0"},
)
UNIT_INTERVAL = "0–1"


def type_name(kind: pa.DataType) -> str:
    """An Arrow type in words: ``list<struct<name: string>>``, ``decimal(18,2)``."""
    if pa.types.is_list(kind):
        return f"list<{type_name(kind.value_type)}>"
    if pa.types.is_struct(kind):
        fields = (kind.field(i) for i in range(kind.num_fields))
        return f"struct<{', '.join(f'{field.name}: {type_name(field.type)}' for field in fields)}>"
    if pa.types.is_decimal(kind):
        return f"decimal({kind.precision},{kind.scale})"
    return str(kind)


def table_type(kind: pa.DataType) -> str:
    """The Table Schema type of an Arrow type; ``TypeError`` for a type that no column has."""
    checks = (
        (pa.types.is_string, "string"),
        (pa.types.is_boolean, "boolean"),
        (pa.types.is_integer, "integer"),
        (pa.types.is_floating, "number"),
        (pa.types.is_decimal, "number"),
        (pa.types.is_list, "array"),
        (pa.types.is_struct, "object"),
    )
    for check, name in checks:
        if check(kind):
            return name
    raise TypeError(f"{kind} has no Table Schema type")


def _constraints(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if not column.nullable:
        constraints["required"] = True
    if column.choices:
        constraints["enum"] = list(column.choices)
    if column.unit == UNIT_INTERVAL:
        constraints |= {"minimum": 0, "maximum": 1}
    return constraints


def field_descriptor(column: Column) -> dict[str, Any]:
    """A column as a Table Schema field, with ``title_th``, ``description_th``, ``unit`` and ``arrow_type`` beside."""
    title_th, title_en = column.title
    field: dict[str, Any] = {
        "name": column.name,
        "type": table_type(column.type),
        "title": title_en,
        "title_th": title_th,
        "description": column.en,
        "description_th": column.th,
        "arrow_type": type_name(column.type),
    }
    if column.is_list:
        field["arrayItem"] = {"type": table_type(column.type.value_type)}
    if column.unit:
        field["unit"] = column.unit
    if constraints := _constraints(column):
        field["constraints"] = constraints
    return field


def table_schema(dataset: Dataset) -> dict[str, Any]:
    """A dataset as a Table Schema with its keys."""
    schema: dict[str, Any] = {"fields": [field_descriptor(column) for column in dataset.columns]}
    if dataset.key:
        schema["primaryKey"] = list(dataset.key)
    if keys := dataset.foreign_keys:
        schema["foreignKeys"] = [
            {
                "fields": list(key.columns),
                "reference": {"resource": key.dataset, "fields": list(key.references)},
            }
            for key in keys
        ]
    return schema


def _file(folder: Path, path: Path, digests: Mapping[str, str], rows: Mapping[str, int]) -> dict[str, Any]:
    name = path.relative_to(folder).as_posix()
    file: dict[str, Any] = {
        "path": name,
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digests.get(name) or sha256(path.read_bytes()).hexdigest()}",
        "rows": rows[name] if name in rows else pq.read_metadata(path).num_rows,
    }
    name, equals, value = path.parent.name.partition("=")
    if equals:
        file["partition"] = {name: int(value)}
    return file


def resource(folder: Path, dataset: Dataset, digests: Mapping[str, str], rows: Mapping[str, int]) -> dict[str, Any]:
    """One dataset of an output folder as a resource; its files must be there. ``digests`` and ``rows``: path → SHA-256
    and number of rows, where they are known."""
    parts = [_file(folder, path, digests, rows) for path in sorted((folder / dataset.name).rglob("*.parquet"))]
    paths = [part["path"] for part in parts]
    described: dict[str, Any] = {
        "name": dataset.name,
        "type": "table",
        "title": dataset.name.replace("_", " "),
        "title_th": dataset.th,
        "description": dataset.en,
        "description_th": dataset.th,
        "usage": usage(dataset.name, "en"),
        "usage_th": usage(dataset.name, "th"),
        "path": paths[0] if len(paths) == 1 else paths,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "rows": sum(part["rows"] for part in parts),
        "files": parts,
        "schema": table_schema(dataset),
    }
    if dataset.partitioned:
        described["partitionedBy"] = ["fiscal_year"]
    return described


def descriptor(folder: Path, digests: Mapping[str, str], rows: Mapping[str, int]) -> dict[str, Any]:
    """The package of an output folder, without its ``sources``."""
    return {
        "$schema": PROFILE,
        "name": "phaen-output",
        "title": "Plan documents of Thai government offices as datasets",
        "title_th": "ชุดข้อมูลจากเอกสารแผนของหน่วยงานราชการไทย",
        "description": "Every value with the file, page and place it was read from, a confidence and flags. "
        "`fiscal_year=0` holds rows whose year is not known.",
        "version": SCHEMA_VERSION,
        "licenses": [dict(licence) for licence in LICENCES],
        "keywords": ["Thailand", "government plans", "KPI", "แผนปฏิบัติราชการ", "ตัวชี้วัด"],
        "sources": [],
        "resources": [
            resource(folder, dataset, digests, rows)
            for dataset in DATASETS.values()
            if any((folder / dataset.name).rglob("*.parquet"))
        ],
    }


def _sources(inputs: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The source files as JSON, line by line as the rest is: there are many, and nothing of them need be kept."""
    for one in inputs:
        if one.get("source_file") and one.get("sha256"):
            title = json.dumps(one["source_file"], ensure_ascii=False)
            yield f'  {{\n   "title": {title},\n   "hash": "sha256:{one["sha256"]}"\n  }}'


def write(
    folder: Path,
    inputs: Sequence[Mapping[str, Any]],
    digests: Mapping[str, str] | None = None,
    rows: Mapping[str, int] | None = None,
) -> Path:
    """Write ``datapackage.json`` of an output folder in one step and give its path.

    ``inputs`` are the source files (``source_file``, ``sha256``), ``digests`` and ``rows`` the SHA-256 and the number
    of rows of the files of which they are known (by path).
    """
    package = descriptor(folder, digests or {}, rows or {})
    sources = ",\n".join(_sources(inputs))
    before, _, after = json.dumps(package, ensure_ascii=False, indent=1).partition(' "sources": [],\n')
    text = f'{before} "sources": [\n{sources}\n ],\n{after}' if sources else before + after
    path = folder / DATAPACKAGE
    unfinished = folder / f".{DATAPACKAGE}.new"
    unfinished.write_text(text + "\n", "utf-8")
    unfinished.replace(path)
    return path


def dictionary_rows() -> list[Row]:
    """The rows of ``data_dictionary``: every column of every dataset, itself included."""
    rows: list[Row] = []
    for dataset in DATASETS.values():
        pointers = {
            column: f"{key.dataset}.{reference}"
            for key in dataset.foreign_keys
            for column, reference in zip(key.columns, key.references, strict=True)
        }
        for position, column in enumerate(dataset.columns, start=1):
            title_th, title_en = column.title
            rows.append(
                {
                    "dataset": dataset.name,
                    "column": column.name,
                    "position": position,
                    "type": type_name(column.type),
                    "nullable": column.nullable,
                    "unit": column.unit,
                    "choices": list(column.choices),
                    "title_th": title_th,
                    "title_en": title_en,
                    "description_th": column.th,
                    "description_en": column.en,
                    "key": "primary" if column.name in dataset.key else None,
                    "refers_to": pointers.get(column.name),
                }
            )
    return rows
