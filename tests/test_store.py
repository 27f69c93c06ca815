"""The output folder: what pandas, DuckDB and Polars see, the same bytes every time, and the switch."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from phaen.pipeline.run import folder, store
from phaen.pipeline.run.folder import StoreError, check_output, recover, work_folder
from phaen.pipeline.run.lock import locked
from phaen.pipeline.run.store import UNKNOWN_YEAR, read_dataset, read_rows, write_output
from phaen.pipeline.schema.datasets import DATASETS, to_table
from phaen.pipeline.schema.names import SCHEMA_VERSION

from tests.audit_builders import UNJUDGED


def section(text: str, year: int | None, doc_id: str = "0" * 16) -> dict[str, Any]:
    return {
        "doc_id": doc_id, "source_file": "a.txt", "fiscal_year": year, "confidence": 0.5, "flags": [],
        "kind": "other", "text": text,
    }  # fmt: skip


def write(output: Path, *rows: dict[str, Any], manifest: dict[str, Any] | None = None) -> None:
    write_output(output, {"sections": to_table("sections", rows)}, manifest or {})


def every_file(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


ROWS = [section("หนึ่ง", 2568), section("สอง", None), section("สาม", 2567), section("สี่", 2568)]


@pytest.mark.parametrize(
    "rows", [ROWS, ROWS[:1], [ROWS[1]], []], ids=["years and none", "one year", "no year", "no rows"]
)
def test_every_reader_sees_the_same_rows(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    output = tmp_path / "out"
    write(output, *rows)
    folder = output / "sections"
    want = sorted((row["text"], row["fiscal_year"] or UNKNOWN_YEAR) for row in rows)

    frame = pd.read_parquet(folder)
    assert sorted(zip(frame["text"], map(int, frame["fiscal_year"]), strict=True)) == want

    query = f"SELECT text, fiscal_year FROM read_parquet('{folder}/**/*.parquet', hive_partitioning = true)"
    with duckdb.connect() as connection:
        assert sorted(connection.sql(query).fetchall()) == want

    lazy = pl.scan_parquet(folder, hive_partitioning=True).select("text", "fiscal_year").collect()
    assert sorted(lazy.rows()) == want

    table = ds.dataset(folder, format="parquet", partitioning="hive").to_table()
    assert sorted(zip(table["text"].to_pylist(), table["fiscal_year"].to_pylist(), strict=True)) == want

    own = read_rows(output, "sections")
    assert sorted((row["text"], row["fiscal_year"] or UNKNOWN_YEAR) for row in own) == want
    assert list(own[0] if own else {}) in ([], [column.name for column in DATASETS["sections"].columns])


def test_layout_and_metadata(tmp_path: Path) -> None:
    output = tmp_path / "out"
    write(output, *ROWS)
    assert {path.name for path in output.iterdir()} == {*DATASETS, "manifest.json", "datapackage.json"}
    assert (output / "sections/fiscal_year=2568/part-0.parquet").exists()
    for path in output.rglob("*.parquet"):
        metadata = pq.read_schema(path).metadata
        assert metadata[b"phaen.schema_version"] == SCHEMA_VERSION.encode(), path
    for name in DATASETS:
        assert read_dataset(output, name).schema.names == [column.name for column in DATASETS[name].columns]


def test_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    write(tmp_path / "one", *ROWS)
    write(tmp_path / "two", *ROWS)
    assert every_file(tmp_path / "one") == every_file(tmp_path / "two")


@pytest.mark.parametrize("exchange", [True, False], ids=["exchange", "two renames"])
def test_a_new_output_takes_the_place_of_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool
) -> None:
    if not exchange:
        monkeypatch.setattr(folder, "_exchange", lambda one, other: False)
    output = tmp_path / "out"
    write(output, section("เก่า", 2567))
    (output / "notes.txt").write_text("mine")
    write(output, section("ใหม่", 2568))
    assert [row["text"] for row in read_rows(output, "sections")] == ["ใหม่"]
    assert not (output / "sections/fiscal_year=2567").exists()
    assert (output / "notes.txt").read_text() == "mine"
    assert [path.name for path in work_folder(output).iterdir()] == ["previous"]


def test_readers_never_see_half_a_dataset(tmp_path: Path) -> None:
    output = tmp_path / "out"
    years = range(2560, 2570)
    write(output, *(section("a", year) for year in years))
    seen: list[int] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                files = [path.open("rb") for path in output.rglob("sections/*/*.parquet")]
                seen.append(len([pq.read_table(file) for file in files]))
            except OSError:  # a reader may have to start again, but must not get less
                continue

    thread = threading.Thread(target=read)
    thread.start()
    for letter in "bcdefgh":
        write(output, *(section(letter, year) for year in years))
    stop.set()
    thread.join()
    assert set(seen) == {len(years)}


def test_a_run_killed_between_two_renames_is_undone(tmp_path: Path) -> None:
    output = tmp_path / "out"
    write(output, section("เก่า", 2567))
    work = work_folder(output)
    (work / "staging-half").mkdir(parents=True)
    output.rename(work / "previous")
    recover(output)
    assert [row["text"] for row in read_rows(output, "sections")] == ["เก่า"]
    assert not list(work.iterdir())  # neither the unfinished write nor the old output is left


def test_other_peoples_folders_are_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("x")
    with pytest.raises(StoreError, match=r"holds other files \(thesis.docx\)"):
        check_output(tmp_path)
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="is a file"):
        check_output(tmp_path / "file")
    keep = tmp_path / "empty"
    keep.mkdir()
    (keep / ".gitkeep").touch()
    check_output(keep)


def test_replace_dataset_leaves_the_others(tmp_path: Path) -> None:
    output = tmp_path / "out"
    write(output, *ROWS)
    before = every_file(output)
    finding = {**UNJUDGED, "finding_id": "f", "rule": "r", "severity": "info", "message_th": "ก", "message_en": "a"}
    store.replace_dataset(output, "findings", [finding])
    assert [row["rule"] for row in read_rows(output, "findings")] == ["r"]
    after = every_file(output)
    assert {name for name in before if before[name] != after[name]} == {
        "findings/part-0.parquet",
        "datapackage.json",
        "manifest.json",
    }


def test_second_run_on_one_folder_is_refused(tmp_path: Path) -> None:
    output = tmp_path / "out"
    with locked(output), pytest.raises(StoreError, match=r"another run \(process \d+\) is writing to"), locked(output):
        pass
    with locked(output):
        pass
