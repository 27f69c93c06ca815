"""``phaen tables``: every printed table of a file as data, in each format."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from phaen.pipeline.cli.main import cli

from samples.elsewhere import faculty_plan
from samples.pdf_writer import Style, write_pdf

UNREAD = "บันทึก\n\nสถานี\tระดับน้ำ\tสี\nท่าหิน\t1.25\tเขียว\nบ้านใต้\t=2\tแดง\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    sample = faculty_plan.sample()
    path = tmp_path / "plan.pdf"
    path.write_bytes(write_pdf(sample.sheet, Style(all_landscape=True, merge_down=True), sample.title))
    return path


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["tables", *arguments])
    return result.exit_code, result.output


def test_a_table_that_no_form_reads_is_data_too(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text(UNREAD, "utf-8")
    status, said = run(str(path))
    assert status == 0
    assert "# table 1: no form reads it" in said
    assert "ท่าหิน,1.25,เขียว" in said
    assert "\nบ้านใต้,=2" not in said  # no cell runs as a formula


def test_headings_stand_over_their_columns(plan: Path) -> None:
    status, said = run(str(plan))
    assert status == 0
    assert "งบประมาณ / แผ่นดิน,งบประมาณ / รายได้" in said
    assert "plan_projects" in said


def test_every_format(plan: Path, tmp_path: Path) -> None:
    for kind, name in (("csv", "tables"), ("xlsx", "t.xlsx"), ("html", "t.html"), ("parquet", "t.parquet")):
        assert run(str(plan), "--format", kind, "-o", str(tmp_path / name))[0] == 0
    assert {path.name for path in (tmp_path / "tables").iterdir()} == {"table_1.csv", "table_2.csv"}
    assert load_workbook(tmp_path / "t.xlsx").sheetnames == ["table_1", "table_2"]
    assert "colspan=2>งบประมาณ</th>" in (tmp_path / "t.html").read_text("utf-8")
    assert set(pq.read_table(tmp_path / "t.parquet")["table_no"].to_pylist()) == {0, 1}


@pytest.mark.parametrize(("arguments", "status"), [(("--page", "99"), 1), (("--format", "html"), 2)])
def test_what_cannot_be_given_is_said(plan: Path, arguments: tuple[str, ...], status: int) -> None:
    found, said = run(str(plan), *arguments)
    assert found == status
    assert said.strip()
