"""phaen export: every format opens in its own tool with every row; nothing runs as a formula; exports are replaced."""

from __future__ import annotations

import csv
import sqlite3
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pytest
from click.testing import CliRunner
from phaen.pipeline.cli.export import command
from phaen.pipeline.run.folder import StoreError
from phaen.pipeline.run.store import read_rows, replace_dataset
from phaen.pipeline.schema.as_text import csv_cell, flat, json_value
from phaen.pipeline.schema.datasets import DATASETS
from phaen.pipeline.views.export import FORMATS, export

from tests.audit_builders import UNJUDGED
from tests.people import SAMPLES, copy_of, output_of


@pytest.fixture(scope="module")
def data() -> Path:
    return output_of(SAMPLES)


def test_duckdb_keeps_types_and_descriptions(data: Path, tmp_path: Path) -> None:
    export(data, "duckdb", tmp_path / "phaen.duckdb")
    with duckdb.connect(str(tmp_path / "phaen.duckdb"), read_only=True) as connection:
        for name in DATASETS:
            assert connection.execute(f"SELECT count(*) FROM {name}").fetchone() == (len(read_rows(data, name)),)
        types = dict(connection.execute("SELECT column_name, column_type FROM (DESCRIBE plans)").fetchall())
        assert types["budget_baht"] == "DECIMAL(18,2)" and types["units"] == "VARCHAR[]"
        sums = connection.execute("SELECT sum(baht) FROM budget_by_agency").fetchone()
        assert sums == connection.execute("SELECT sum(budget_baht) FROM projects").fetchone()
        comments = connection.execute("SELECT comment FROM duckdb_columns() WHERE table_name = 'plans'").fetchall()
        assert len(comments) == len(DATASETS["plans"].columns) and all(comment for (comment,) in comments)


def test_sqlite_holds_every_row(data: Path, tmp_path: Path) -> None:
    export(data, "sqlite", tmp_path / "phaen.sqlite")
    connection = sqlite3.connect(tmp_path / "phaen.sqlite")
    for name in DATASETS:
        assert connection.execute(f'SELECT count(*) FROM "{name}"').fetchone() == (len(read_rows(data, name)),)
    total = sum(row["budget_baht"] or Decimal(0) for row in read_rows(data, "plans"))
    assert connection.execute("SELECT sum(budget_baht) FROM plans").fetchone() == (float(total),)
    assert connection.execute("SELECT typeof(reviewed), typeof(listings) FROM kpis").fetchone() == ("integer", "text")
    connection.close()


def test_csv_and_excel_hold_every_row_and_run_nothing(tmp_path: Path) -> None:
    data = copy_of(SAMPLES, tmp_path / "data")
    trap = '=HYPERLINK("http://127.0.0.1")'
    finding = {
        **UNJUDGED,
        "finding_id": "f",
        "rule": "r",
        "severity": "info",
        "message_th": trap,
        "message_en": "@SUM(1)",
    }
    replace_dataset(data, "findings", [finding])
    export(data, "csv", tmp_path / "csv")
    for name in DATASETS:
        raw = (tmp_path / "csv" / f"{name}.csv").read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(raw.decode("utf-8-sig").splitlines(keepends=True)))
        assert rows[0] == list(DATASETS[name].by_name) and len(rows) == 1 + len(read_rows(data, name)), name
    found = (tmp_path / "csv" / "findings.csv").read_text("utf-8-sig")
    assert "'=HYPERLINK" in found and "'@SUM" in found

    assert export(data, "xlsx", tmp_path / "phaen.xlsx", headings="th").shortened == 0
    book = openpyxl.load_workbook(tmp_path / "phaen.xlsx")
    assert [name for name in book.sheetnames if "." not in name] == ["summary", *DATASETS]
    assert book["kpis"]["A1"].value == "รหัสเอกสาร"
    assert {cell.data_type for sheet in book for row in sheet for cell in row}.isdisjoint({"f", "e"})
    assert trap in [cell.value for cell in book["findings"][2]]


@pytest.mark.parametrize("kind", FORMATS)
def test_an_export_is_replaced_and_nothing_else(data: Path, tmp_path: Path, kind: str) -> None:
    target = tmp_path / "made" / "out"
    export(data, kind, target)
    assert export(data, kind, target, ["kpis", "plans"]).rows.keys() == {"kpis", "plans"}
    assert [path.name for path in target.parent.iterdir()] == ["out"]
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("x", "utf-8")
    with pytest.raises(StoreError, match="other files"):
        export(data, kind, other)
    assert (other / "letter.txt").exists() and len(list(tmp_path.iterdir())) == 2


def test_cells() -> None:
    assert csv_cell(Decimal("3743000.00")) == "3743000.00"
    assert csv_cell("-") == "-" and csv_cell("-ไม่มี-") == "'-ไม่มี-" and csv_cell("+1") == "+1"
    assert flat(["ก", "ข"]) == "ก; ข" and flat([]) == ""
    assert flat([{"name": "ก", "budget_baht": Decimal("1.50")}]) == '[{"name": "ก", "budget_baht": 1.5}]'
    assert json_value(Decimal("2.00")) == 2


def test_the_command(data: Path, tmp_path: Path) -> None:
    runner = CliRunner()
    target = tmp_path / "x.sqlite"
    result = runner.invoke(command, [str(data), "--format", "sqlite", "-o", str(target), "--dataset", "kpis"])
    assert result.exit_code == 0 and "1 tables" in result.output and target.is_file()
    assert runner.invoke(command, [str(data), "--format", "sqlite", "--dataset", "nothing"]).exit_code == 2
    with pytest.raises(StoreError, match="phaen extract"):
        export(tmp_path, "csv", tmp_path / "y")
