"""``export --flat`` gives tables without nested types, ``--no-persons`` tables without names of persons."""

from __future__ import annotations

import csv
import sqlite3
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from click.testing import CliRunner
from phaen.pipeline.cli.export import command
from phaen.pipeline.run.store import read_rows
from phaen.pipeline.schema.datasets import DATASETS
from phaen.pipeline.views.export import export
from phaen.pipeline.views.flat import item_names, item_selects, naming
from phaen.pipeline.views.persons import MARK, leave_out_persons, without_names

from tests.people import SAMPLES, output_of


@pytest.fixture(scope="module")
def data() -> Path:
    return output_of(SAMPLES)


def test_duckdb_has_no_nested_type_in_flat_views(data: Path, tmp_path: Path) -> None:
    export(data, "duckdb", tmp_path / "phaen.duckdb", flat=True)
    with duckdb.connect(str(tmp_path / "phaen.duckdb"), read_only=True) as connection:
        for name in [*(f"{name}_flat" for name in DATASETS), *item_names()]:
            for column, kind in connection.sql(f"SELECT column_name, column_type FROM (DESCRIBE {name})").fetchall():
                assert not kind.endswith("[]") and not kind.startswith("STRUCT"), (name, column, kind)
        for name in DATASETS:
            rows = connection.execute(f"SELECT count(*) FROM {name}_flat").fetchone()
            assert rows == connection.execute(f"SELECT count(*) FROM {name}").fetchone()


def test_items_are_those_of_the_lists_and_find_their_row(data: Path, tmp_path: Path) -> None:
    export(data, "sqlite", tmp_path / "phaen.sqlite", flat=True)
    export(data, "csv", tmp_path / "csv", flat=True)
    export(data, "csv", tmp_path / "csv", flat=True)  # over an earlier one
    connection = sqlite3.connect(tmp_path / "phaen.sqlite")
    seen = 0
    for dataset in DATASETS.values():
        for name, _ in item_selects(dataset):
            items = [item for row in read_rows(data, dataset.name) for item in row[name[len(dataset.name) + 1 :]] or ()]
            with (tmp_path / "csv" / f"{name}.csv").open(encoding="utf-8-sig") as file:
                assert len(list(csv.reader(file))) == 1 + len(items), name
            on = " AND ".join(f"i.{key} IS d.{key}" for key in naming(dataset))
            joined = f"SELECT count(*) FROM {name} i JOIN {dataset.name} d ON {on}"
            assert connection.execute(joined).fetchone() == (len(items),), name
            seen += len(items)
    connection.close()
    assert seen > 100


@pytest.mark.parametrize(
    ("text", "told", "count"),
    [
        ("ผู้จัดทำ นางสาวสมหญิง ใจดี กองแผนงาน", f"ผู้จัดทำ {MARK} กองแผนงาน", 1),
        ("(นายสมชาย รักงาน) ผู้อำนวยการ (นาง กานดา มีสุข)", f"({MARK}) ผู้อำนวยการ ({MARK})", 2),
        ("พ.ต.อ. วิชัย ณ บางช้าง", MARK, 1),
        ("ลงชื่อ ....... สมชาย รักงาน", f"ลงชื่อ ....... {MARK}", 1),
        ("ชื่อผู้รับผิดชอบการรายงาน : วิภา ตั้งใจ", f"ชื่อผู้รับผิดชอบการรายงาน : {MARK}", 1),
        ("ลงชื่อ ..................", "ลงชื่อ ..................", 0),
        ("ลงชื่อ เข้าร่วมประชุม และลงนามความร่วมมือ", "ลงชื่อ เข้าร่วมประชุม และลงนามความร่วมมือ", 0),
        ("นายกเทศมนตรี ลงนามในประกาศ", "นายกเทศมนตรี ลงนามในประกาศ", 0),
        ("แขวงวัดโสมนัส ย่านนางเลิ้ง เขตป้อมปราบ", "แขวงวัดโสมนัส ย่านนางเลิ้ง เขตป้อมปราบ", 0),
        ("นายทะเบียนท้องถิ่น เขตบางรัก", "นายทะเบียนท้องถิ่น เขตบางรัก", 0),
        ("กิจกรรมบางนาย ทดลอง ระบบ", "กิจกรรมบางนาย ทดลอง ระบบ", 0),
        ("ผู้รับผิดชอบ ฝ่ายการคลัง สำนักงานเขต", "ผู้รับผิดชอบ ฝ่ายการคลัง สำนักงานเขต", 0),
    ],
)
def test_names_of_persons(text: str, told: str, count: int) -> None:
    assert without_names(text) == (told, count)


def test_lists_parts_and_reviewers_too_and_the_schema_stays() -> None:
    table = pa.table(
        {
            "source_file": ["นายสมชาย รักงาน.pdf"],
            "decided_by": ["Somchai"],
            "units": [["กองคลัง", "นายสมชาย รักงาน"]],
            "evidence": [[{"doc_id": "d", "raw": "ลงชื่อ นายสมชาย รักงาน"}]],
        }
    )
    told, count = leave_out_persons(table)
    assert told.schema == table.schema and count == 3
    (row,) = told.to_pylist()
    assert row["decided_by"] is None and row["units"] == ["กองคลัง", MARK]
    assert row["evidence"] == [{"doc_id": "d", "raw": f"ลงชื่อ {MARK}"}]
    assert row["source_file"] == "นายสมชาย รักงาน.pdf"


def test_the_command_leaves_them_out_and_says_how_many(data: Path, tmp_path: Path) -> None:
    words = [str(data), "--format", "csv", "--no-persons", "-o", str(tmp_path / "csv")]
    done = CliRunner().invoke(command, words)
    assert done.exit_code == 0 and "Names of persons left out" in done.output
    assert MARK in (tmp_path / "csv" / "sections.csv").read_text("utf-8-sig")
    plain = CliRunner().invoke(command, [*words[:3], "-o", str(tmp_path / "whole")])
    assert plain.exit_code == 0
    name = "นางสาวตัวอย่าง"
    assert name in (tmp_path / "whole" / "sections.csv").read_text("utf-8-sig")
    assert not [path for path in (tmp_path / "csv").iterdir() if name in path.read_text("utf-8-sig")]
