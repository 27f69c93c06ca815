"""Rows of few columns behave like dictionaries, and refuse the columns that they do not hold."""

from __future__ import annotations

import pyarrow as pa
import pytest
from phaen.pipeline.run.slim import slim_rows, whole_rows

TABLE = pa.table(
    {
        "name": ["ตลาด", "ตลาด", None],
        "flags": pa.array([["a"], ["a"], []], pa.list_(pa.string())),
        "weight": [1.5, None, 2.0],
    }
).to_struct_array()


def test_slim_rows_hold_what_whole_rows_hold() -> None:
    structs = TABLE.combine_chunks()
    rows = slim_rows(structs, ("name", "flags"), ("found",))
    for row, whole in zip(rows, whole_rows(structs), strict=True):
        assert {name: row[name] for name in ("name", "flags")} == {name: whole[name] for name in ("name", "flags")}
        assert row["found"] is None
        row["found"] = whole["weight"]
        assert row.get("found") == whole["weight"]


def test_equal_texts_and_lists_are_one_object() -> None:
    first, second, _ = slim_rows(TABLE.combine_chunks(), ("name", "flags"), ())
    assert first["name"] is second["name"] and first["flags"] is second["flags"]


def test_a_column_that_a_slim_row_does_not_hold_is_never_taken_as_empty() -> None:
    (row, *_) = slim_rows(TABLE.combine_chunks(), ("name",), ())
    with pytest.raises(AttributeError):
        row.get("weight")
    with pytest.raises(AttributeError):
        row["weight"]
