"""Tables that no form reads are named where people look; a few pages are read for a try; a page shows what is read."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from phaen.pipeline.cli.main import cli
from phaen.pipeline.cli.outputs import pages_of
from phaen.pipeline.run.manifest import read_manifest
from PIL import Image

from samples.elsewhere.development_plan import sample
from samples.pdf_writer import Style, write_pdf

ROSTER = "ตารางเวร ประจำปี 2568\n\nเวร\tวันจันทร์\tวันอังคาร\nเช้า\tสมชาย\tสมหญิง\nบ่าย\tมานะ\tมานี\n"


def run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    return result.exit_code, result.output


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.pdf"
    path.write_bytes(write_pdf(sample().sheet, Style(all_landscape=True), "plan"))
    return path


def test_the_summary_names_unread_tables_and_how_to_teach_one(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "roster.txt").write_text(ROSTER, "utf-8")
    _, said = run("extract", tmp_path / "in", "-o", tmp_path / "out", "--engine", "serial")
    assert "1 table that no form reads, in 1 document:" in said
    assert "เวร | วันจันทร์ | วันอังคาร" in said
    assert f"phaen forms draft {tmp_path / 'in' / 'roster.txt'} --table 1" in said
    (told,) = (read_manifest(tmp_path / "out") or {})["inputs"][0]["documents"]
    assert told["unread"] == [[0, None, ["เวร", "วันจันทร์", "วันอังคาร"]]]
    _, again = run("extract", tmp_path / "in", "-o", tmp_path / "out", "--engine", "serial")
    assert "nothing has changed" in again and "1 table that no form reads, in 1 document:" in again


def test_only_the_pages_asked_for_give_rows(plan: Path, tmp_path: Path) -> None:
    status, said = run("extract", plan, "-o", tmp_path / "all", "--engine", "serial", "--summary", "json")
    status, said = run("extract", plan, "-o", tmp_path / "some", "--engine", "serial", "--pages", "2")
    assert status == 1 and "Only pages 2 were read." in said
    _, asked = run("query", tmp_path / "some", "SELECT DISTINCT page FROM plans", "--format", "csv")
    assert asked.split() == ["page", "2"]
    _, known = run("query", tmp_path / "some", "SELECT agency_name FROM documents", "--format", "csv")
    assert "เทศบาลตำบลท่าหิน" in known  # its title stands on another page


def test_pages_are_written_as_people_write_them() -> None:
    assert pages_of("3-5,1") == (1, 3, 4, 5)
    for wrong in ("", "x", "5-3", "0", "1--2", "-3"):
        with pytest.raises(Exception, match="pages"):
            pages_of(wrong)


def test_a_page_shows_what_is_understood(plan: Path, tmp_path: Path) -> None:
    picture = tmp_path / "page.png"
    status, _ = run("show", plan, "--page", "1", "-o", tmp_path / "bare.png")
    status, said = run("show", plan, "--page", "1", "--overlay", "-o", picture)
    assert status == 0, said
    bare, drawn = Image.open(tmp_path / "bare.png"), Image.open(io.BytesIO(picture.read_bytes()))
    assert drawn.width > bare.width and drawn.height >= bare.height
    assert (40, 90, 200) in {colour for _, colour in drawn.getcolors(1 << 24) or []}  # the frame of a table
    assert run("show", plan, "--overlay")[0] == 2  # which page?
