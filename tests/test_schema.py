"""The schema: every kind of broken row is refused with its place, and the dictionary in docs is current."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from phaen.pipeline.cli.schema import dictionary
from phaen.pipeline.schema.datasets import DATASETS, SchemaError, arrow_schema, to_table, validate
from phaen.pipeline.schema.names import PER_DOCUMENT, SCHEMA_VERSION
from phaen.pipeline.schema.values import explained, meaning, usage

ROOT = Path(__file__).resolve().parent.parent
PROVENANCE = {"doc_id": "0" * 16, "source_file": "a.txt", "confidence": 1.0, "flags": []}
PLAN = {**PROVENANCE, "row_key": "r", "section": "part1", "row_kind": "item"}
KPI = {**PROVENANCE, "row_key": "r", "kpi_id": "k", "name": "ตัวชี้วัด", "kr_code_source": "none", "reviewed": False}


def test_every_dataset_of_the_contract_is_there() -> None:
    assert set(DATASETS) == {
        "documents", "kpis", "kpi_mentions", "rubrics", "plans", "projects", "results", "milestones", "sections",
        "cells", "statements", "repairs", "outcomes", "indicators", "agencies", "findings", "data_dictionary",
    }  # fmt: skip
    assert {"outcomes", "indicators", "agencies", "findings"}.isdisjoint(PER_DOCUMENT)


@pytest.mark.parametrize("name", DATASETS)
def test_columns_are_described_in_both_languages(name: str) -> None:
    for column in DATASETS[name].columns:
        assert any("\u0e00" <= c <= "\u0e7f" for c in column.th), column.name
        assert len(column.en) > 3, column.name
        if column.is_list and column.nullable:
            assert column.name == "bbox", "in a list column not stated is the empty list"


def test_arrow_schema_carries_version_and_descriptions() -> None:
    schema = arrow_schema("plans")
    assert schema.metadata[b"phaen.schema_version"] == SCHEMA_VERSION.encode()
    assert schema.field("budget_baht").type == pa.decimal128(18, 2)
    assert schema.field("budget_baht").metadata[b"unit"] == b"baht"
    assert not schema.field("row_kind").nullable
    assert "fiscal_year" not in arrow_schema("plans", in_partition=True).names


def test_what_a_row_does_not_mention_is_null_or_empty() -> None:
    (row,) = validate("plans", [PLAN])
    assert list(row) == [column.name for column in DATASETS["plans"].columns]
    assert row["project"] is None and row["units"] == [] and row["bbox"] is None


@pytest.mark.parametrize(
    ("dataset", "row", "why"),
    [
        ("plans", {**PLAN, "row_kind": None}, "row_kind: must not be null"),
        ("plans", {**PLAN, "section": "part9"}, "section: is 'part9', not one of"),
        ("plans", {**PLAN, "budget_baht": 3743000.0}, "budget_baht: wants a Decimal"),
        ("plans", {**PLAN, "budget_baht": Decimal("0.125")}, "more than two decimals"),
        ("plans", {**PLAN, "budget_baht": Decimal(10) ** 17}, "too large"),
        ("plans", {**PLAN, "seq": 1}, "seq: wants text"),
        ("plans", {**PLAN, "page": "1"}, "page: wants a whole number"),
        ("plans", {**PLAN, "page": True}, "page: wants a whole number"),
        ("plans", {**PLAN, "page": 2**31}, "page: is too large"),
        ("plans", {**PLAN, "units": "ฝ่าย"}, "units: wants a list"),
        ("plans", {**PLAN, "units": [None]}, "units: holds a null"),
        ("plans", {**PLAN, "project": "\ud800"}, "UTF-8 cannot write"),
        ("plans", {**PLAN, "projct": "x"}, "projct: is not a column"),
        ("kpis", {**KPI, "weight": float("nan")}, "weight: is not a finite number"),
        ("kpis", {**KPI, "weight": "20"}, "weight: wants a number"),
        ("kpis", {**KPI, "reviewed": 0}, "reviewed: wants true or false"),
        ("kpis", {**KPI, "baseline": [{"fiscal_year": 2566, "raw": "1"}]}, "wants the fields"),
        ("kpis", {**KPI, "projects": [{"name": 1, "budget_baht": None, "repeated": False}]}, "field name wants text"),
    ],
)
def test_broken_rows_are_refused_with_dataset_row_and_column(dataset: str, row: dict[str, Any], why: str) -> None:
    good = PLAN if dataset == "plans" else KPI
    with pytest.raises(SchemaError) as caught:
        validate(dataset, [good, row])
    assert f"{dataset}, row 1, column" in str(caught.value)
    assert why in str(caught.value)


def test_unknown_dataset_is_refused() -> None:
    with pytest.raises(SchemaError, match="plan is not a dataset"):
        validate("plan", [])


def test_values_come_back_from_arrow_as_they_went_in() -> None:
    row = {
        **KPI,
        "fiscal_year": 2568,
        "bbox": [1.5, 2.0, 3.25, 4.0],
        "weight": 20,
        "units": ["ฝ่ายบริหารงานทั่วไป"],
        "baseline": [{"fiscal_year": 2566, "raw": "ร้อยละ 80", "value": 80.0}],
        "projects": [{"name": "โครงการ", "budget_baht": Decimal("3743000.00"), "repeated": True}],
    }
    (back,) = to_table("kpis", [row]).to_pylist()
    for name, value in row.items():
        assert back[name] == value, name


def test_every_coded_value_has_a_meaning() -> None:
    known = explained()
    wanted = {
        (name, value)
        for dataset in DATASETS.values()
        for column in dataset.columns
        for value in column.choices
        for name in (f"{dataset.name}.{column.name}",)
    }
    plain = {(name.partition(".")[2], value) for name, value in wanted}
    assert {one for one in wanted if one not in known and (one[0].partition(".")[2], one[1]) not in known} == set()
    assert known <= wanted | plain, "values.csv explains a value that no column has"
    for name, value in wanted:
        for language in ("en", "th"):
            assert meaning(*name.split("."), value, language)


@pytest.mark.parametrize("name", [*DATASETS])
def test_usage_is_told_in_both_languages(name: str) -> None:
    assert len(usage(name, "en")) > 20 and re.search("[\u0e01-\u0e5b]{5}", usage(name, "th"))


def test_the_thai_dictionary_is_thai() -> None:
    text = dictionary("th")
    assert text.startswith("# พจนานุกรมข้อมูล")
    for line in text.splitlines():
        cells = line.split(" | ")
        if line.startswith("| `") and len(cells) == 5:
            assert re.search("[\u0e01-\u0e5b]", cells[4]), line
            assert cells[3].strip() in {"", "0–1", "1–5"} or re.search("[\u0e01-\u0e5b]", cells[3]), line
    assert not re.search("[\u0e01-\u0e5b]{4}", "".join(dictionary("en").split("\n")[4:9]).replace("คอลัมน์", ""))


def test_data_dictionary_is_current() -> None:
    assert (ROOT / "docs" / "data-dictionary.md").read_text("utf-8") == dictionary(), "run: make dictionary"
