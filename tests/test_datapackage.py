"""The data package: valid by frictionless, readable by what analysts use, and broken where it should break."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from phaen.pipeline.run.manifest import read_manifest
from phaen.pipeline.run.store import read_rows, replace_dataset, write_output
from phaen.pipeline.schema import datapackage
from phaen.pipeline.schema.datasets import DATASETS, to_table
from phaen.pipeline.schema.model import TO_KPIS, Dataset, text
from phaen.pipeline.schema.names import SCHEMA_VERSION
from phaen.pipeline.views.datapackage_check import check

from tests.audit_builders import UNJUDGED
from tests.people import CORPUS, NO_CORPUS, SAMPLES, copy_of, output_of

COLUMNS = [(dataset.name, column.name) for dataset in DATASETS.values() for column in dataset.columns]


def package_of(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return found


def test_the_package_of_the_sample_run_is_valid() -> None:
    assert check(output_of(SAMPLES)) == []


@pytest.mark.skipif(not CORPUS.is_dir(), reason=NO_CORPUS)
def test_the_package_of_the_corpus_run_is_valid() -> None:
    assert check(output_of(CORPUS)) == []


def test_the_package_names_every_dataset_column_key_and_source() -> None:
    package = package_of(output_of(SAMPLES))
    manifest = read_manifest(output_of(SAMPLES))
    assert manifest is not None
    assert package["version"] == SCHEMA_VERSION
    assert {one["hash"] for one in package["sources"]} == {f"sha256:{one['sha256']}" for one in manifest["inputs"]}
    assert [resource["name"] for resource in package["resources"]] == list(DATASETS)
    for resource in package["resources"]:
        schema = resource["schema"]
        assert [field["name"] for field in schema["fields"]] == list(DATASETS[resource["name"]].by_name)
        assert all(field[key] for field in schema["fields"] for key in ("title", "title_th", "description_th"))
        assert schema.get("primaryKey", []) == list(DATASETS[resource["name"]].key)
        assert resource["rows"] == manifest["rows"][resource["name"]] == sum(f["rows"] for f in resource["files"])


def described(column: str, thai: str, english: str) -> None:
    assert any("\u0e00" <= c <= "\u0e7f" for c in thai), column
    assert english.isascii() and english[0].isupper(), column


@pytest.mark.parametrize("dataset", DATASETS)
def test_every_column_has_titles_in_both_languages(dataset: str) -> None:
    for column in DATASETS[dataset].columns:
        described(column.name, *column.title)


NOTE = text("note", "หมายเหตุ", "A note", title=("หมายเหตุ", "Note"))


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ({"named_by": ("nothing",)}, "dataset notes has no column nothing"),
        ({"named_by": ("note",), "key": ("nothing",)}, "dataset notes has no column nothing"),
        ({"named_by": ("note",), "key": ("note",)}, "note is part of the key and must not be nullable"),
        ({"named_by": ("note",), "foreign_keys": (TO_KPIS,)}, "dataset notes has no column kpi_id"),
    ],
)
def test_keys_that_are_no_columns_are_refused(keys: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Dataset("notes", "หมายเหตุ", "Notes", (NOTE,), **keys)


def test_every_foreign_key_leads_to_columns() -> None:
    for dataset in DATASETS.values():
        for key in dataset.foreign_keys:
            assert set(key.references) <= DATASETS[key.dataset].by_name.keys()


def test_units_are_unit_intervals_where_said() -> None:
    field = datapackage.field_descriptor(DATASETS["kpis"].by_name["confidence"])
    assert field["constraints"] == {"required": True, "minimum": 0, "maximum": 1}
    assert datapackage.field_descriptor(DATASETS["kpis"].by_name["base"])["constraints"]["enum"]
    with pytest.raises(TypeError, match="no Table Schema type"):
        datapackage.table_type(pa.date32())


def rewrite(folder: Path, name: str, change: Any) -> None:
    """Change the first file of a dataset and bring the hash of the package up to it."""
    path = sorted((folder / name).rglob("*.parquet"))[0]
    with path.open("rb") as file:
        table = pq.read_table(file)
    pq.write_table(change(table), path)
    manifest = read_manifest(folder)
    assert manifest is not None
    datapackage.write(folder, manifest["inputs"])


def set_column(name: str, values: Any) -> Any:
    def change(table: pa.Table) -> pa.Table:
        index = table.schema.get_field_index(name)
        changed = pa.array(values(table[name].to_pylist()), table.schema.field(name).type)
        return table.set_column(index, pa.field(name, changed.type), changed)

    return change


def test_broken_values_are_found(tmp_path: Path) -> None:
    folder = copy_of(SAMPLES, tmp_path / "out")
    broken = [
        ("rubrics", set_column("kpi_id", lambda v: ["nowhere", *v[1:]]), "violates the foreign key", "nowhere"),
        ("plans", set_column("section", lambda v: ["part9", *v[1:]]), "enum", "part9"),
        ("kpis", set_column("confidence", lambda v: [1.5, *v[1:]]), "maximum", "1.5"),
    ]
    for dataset, change, *_ in broken:
        rewrite(folder, dataset, change)
    errors = check(folder)
    for dataset, _, error, value in broken:
        assert any(line.startswith(f"{dataset}: ") and error in line and value in line for line in errors), errors


def test_a_key_given_twice_a_missing_column_and_a_null_are_found(tmp_path: Path) -> None:
    folder = copy_of(SAMPLES, tmp_path / "out")
    rewrite(folder, "kpis", set_column("kpi_id", lambda v: [v[1], *v[1:]]))
    rewrite(folder, "documents", lambda table: table.drop_columns(["status"]))
    rewrite(folder, "rubrics", set_column("kpi_id", lambda v: [None, *v[1:]]))
    errors = check(folder)
    assert any(line.startswith("rubrics: ") and "null values to non-nullable" in line for line in errors), errors
    assert any(line.startswith("kpis: ") and "primary" in line for line in errors), errors
    assert any(line.startswith("documents: ") and "status" in line for line in errors), errors


def test_changed_missing_and_foreign_files_are_found(tmp_path: Path) -> None:
    folder = copy_of(SAMPLES, tmp_path / "out")
    part = folder / "findings" / "part-0.parquet"
    part.rename(folder / "findings" / "other.parquet")
    assert {"findings/part-0.parquet: is not there", "findings/other.parquet: is not in datapackage.json"} <= set(
        check(folder)
    )
    (folder / "findings" / "other.parquet").rename(part)
    pq.write_table(to_table("findings", []), part, compression="none")
    assert "findings/part-0.parquet: differs from its hash" in check(folder)
    (folder / "datapackage.json").unlink()
    assert check(folder) == [f"{folder} has no datapackage.json"]


def test_a_new_dataset_of_findings_is_described(tmp_path: Path) -> None:
    folder = copy_of(SAMPLES, tmp_path / "out")
    finding = {**UNJUDGED, "finding_id": "f", "rule": "r", "severity": "info", "message_th": "ก", "message_en": "a"}
    replace_dataset(folder, "findings", [finding])
    assert check(folder) == []
    assert package_of(folder)["sources"] == package_of(output_of(SAMPLES))["sources"]


def test_the_same_output_gives_the_same_package(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_output(tmp_path / name, {}, {"inputs": [{"source_file": "a.txt", "sha256": "0" * 64}]})
    assert package_of(tmp_path / "one") == package_of(tmp_path / "two")
    assert check(tmp_path / "one") == []


def test_the_dictionary_is_a_dataset() -> None:
    rows = read_rows(output_of(SAMPLES), "data_dictionary")
    assert [(row["dataset"], row["column"]) for row in rows] == COLUMNS
    kpi_id = next(row for row in rows if (row["dataset"], row["column"]) == ("rubrics", "kpi_id"))
    assert (kpi_id["refers_to"], kpi_id["key"], kpi_id["nullable"]) == ("kpis.kpi_id", None, False)


def test_pandas_polars_duckdb_and_arrow_read_the_same_rows() -> None:
    folder = output_of(SAMPLES)
    for name, dataset in DATASETS.items():
        rows = read_rows(folder, name)
        assert len(pd.read_parquet(folder / name)) == len(rows), name
        assert pl.scan_parquet(folder / name).select(pl.len()).collect().item() == len(rows), name
        path = str(folder / name / ("*/*.parquet" if dataset.partitioned and rows else "*.parquet"))
        with duckdb.connect() as connection:
            counted = connection.execute("SELECT count(*) FROM read_parquet(?, hive_partitioning = true)", [path])
            assert counted.fetchall() == [(len(rows),)], name
    total = sum((row["budget_baht"] or Decimal(0) for row in read_rows(folder, "plans")), Decimal(0))
    path = str(folder / "plans" / "*" / "*.parquet")
    with duckdb.connect() as connection:
        assert connection.execute("SELECT sum(budget_baht) FROM read_parquet(?)", [path]).fetchall() == [(total,)]
    assert pd.read_parquet(folder / "plans")["budget_baht"].dropna().sum() == total
