"""What a run keeps for the next one holds each text once, and none that no row has any more."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
from phaen.pipeline.run.kept import coded, in_order, read_table, write_table

ROWS = pa.list_(pa.struct({"name": pa.string(), "weight": pa.float64(), "flags": pa.list_(pa.string())}))
SCHEMA = pa.schema({"key": pa.string(), "rows": coded(ROWS)})
NAMES = {"a": ["ตลาด", "คลอง"], "b": ["ตลาด", None], "c": []}


def table(*keys: str) -> pa.Table:
    rows = [[{"name": name, "weight": 1.0, "flags": ["x"]} for name in NAMES[key]] for key in keys]
    plain = pa.table({"key": list(keys), "rows": pa.array(rows, ROWS)})
    return plain.cast(SCHEMA)


def texts(kept: pa.Table) -> list[str]:
    held: list[str] = kept["rows"].chunk(0).values.field("name").dictionary.to_pylist()
    return held


def test_rows_of_several_tables_are_kept_with_each_text_once(tmp_path: Path) -> None:
    whole = in_order(pa.concat_tables([table("a"), table("b", "c")]), [1, 0, 2]).combine_chunks()
    write_table(whole, tmp_path / "rows.arrow")
    kept = read_table(tmp_path / "rows.arrow", SCHEMA)
    assert kept.to_pylist() == table("b", "a", "c").to_pylist()
    assert sorted(texts(kept)) == ["คลอง", "ตลาด"]


def test_texts_of_rows_that_are_gone_are_not_kept(tmp_path: Path) -> None:
    write_table(in_order(table("a", "b"), [1]).combine_chunks(), tmp_path / "rows.arrow")
    kept = read_table(tmp_path / "rows.arrow", SCHEMA)
    assert kept.to_pylist() == table("b").to_pylist() and texts(kept) == ["ตลาด"]


def test_no_rows_are_kept_as_none(tmp_path: Path) -> None:
    write_table(table(), tmp_path / "rows.arrow")
    assert read_table(tmp_path / "rows.arrow", SCHEMA).num_rows == 0
