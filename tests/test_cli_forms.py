"""``phaen forms``: the built-in forms are shown, a folder of one's own is checked before a run."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner
from phaen.extractors.forms.engine import forms
from phaen.pipeline.cli.main import cli


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["forms", *arguments])
    return result.exit_code, result.output


def test_every_form_is_listed() -> None:
    status, said = run("list")
    assert status == 0
    assert {line.split()[0] for line in said.splitlines()} == set(forms())
    assert "Bangkok" in said and "elsewhere" in said


def test_a_form_is_shown_with_its_wordings_and_spec() -> None:
    status, said = run("show", "local_projects")
    assert status == 0
    assert "วัตถุประสงค์" in said and "[[give]]" in said


def test_an_unknown_form_is_wrong_usage() -> None:
    assert run("show", "no_such_form")[0] == 2


SPEC = '[rows]\nname = "{name}"\n[[give]]\ndataset = "plans"\n[give.columns]\nproject = "project"\n'


def folder_of(path: Path, name: str) -> Path:
    (path / "specs").mkdir(parents=True)
    (path / "kinds.csv").write_text("kind,role,need,printed_as\nown,project,required,project_name\n", "utf-8")
    (path / "specs" / "own.toml").write_text(SPEC.format(name=name), "utf-8")
    return path


def test_a_folder_is_checked(tmp_path: Path) -> None:
    status, said = run("check", str(folder_of(tmp_path / "sound", "project")))
    assert (status, "1 forms load" in said) == (0, True)
    status, said = run("check", str(folder_of(tmp_path / "wrong", "projcet")))
    assert status == 1
    assert "own.toml" in said and "projcet" in said


LINES = (
    "แผนพัฒนาบุคลากร ประจำปีงบประมาณ พ.ศ. 2568\n\nเทศบาลตำบลบ้านใหม่\n\n"
    "ที่\tชื่อหลักสูตร\tรุ่นที่\tวันที่อบรม\tงบประมาณ (บาท)\tผู้รับผิดชอบ\n"
    "1\tหลักสูตรงานพัสดุ\t2\t12 พ.ย. 67\t18,000\tกองคลัง\n"
    "2\tหลักสูตรช่างสำรวจ\t1\t20 ม.ค. 68\t9,500\tกองช่าง\n"
    "รวม\t\t\t\t27,500\t\n"
)


def test_a_draft_of_a_table_is_a_form_that_reads_it(tmp_path: Path) -> None:
    source, spec = tmp_path / "roster.txt", tmp_path / "own" / "specs" / "roster.toml"
    source.write_text(LINES, "utf-8")
    status, said = run("draft", str(source), "--output", str(spec))
    assert status == 0 and "not known: รุ่นที่ (it holds: 2 · 1)" in said
    assert run("check", str(tmp_path / "own"))[0] == 0
    status, said = run("try", str(spec), str(source))
    assert status == 0, said
    assert "plans: 3 rows" in said and "project = หลักสูตรงานพัสดุ; budget_baht = 18000.00" in said
    assert "left over: nothing" in said
    assert run("draft", str(source), "--output", str(spec))[0] == 2  # a draft replaces nothing


def test_a_try_says_what_keeps_a_form_from_reading(tmp_path: Path) -> None:
    source, spec = tmp_path / "roster.txt", tmp_path / "roster.toml"
    source.write_text(LINES, "utf-8")
    assert run("draft", str(source), "--output", str(spec))[0] == 0
    source.write_text(LINES.replace("รุ่นที่", "ครั้งที่จัด"), "utf-8")
    status, said = run("try", str(spec), str(source))
    assert status == 1 and "no heading is called so: column_3 (รุ่นที่)" in said
    assert "a heading that no column has: ครั้งที่จัด" in said


def test_a_try_names_what_is_left_over(tmp_path: Path) -> None:
    source, spec = tmp_path / "roster.txt", tmp_path / "roster.toml"
    source.write_text(LINES, "utf-8")
    assert run("draft", str(source), "--output", str(spec))[0] == 0
    spec.write_text(re.sub(r"(?m)^kept = .*", "kept = []", spec.read_text("utf-8")), "utf-8")
    status, said = run("try", str(spec), str(source))
    assert status == 1 and "left over: 2 texts" in said


def test_columns_of_a_spec_are_checked(tmp_path: Path) -> None:
    spec = tmp_path / "own" / "specs" / "own.toml"
    spec.parent.mkdir(parents=True)
    for wrong in ("columns.name = 3", 'columns.name = { need = "always", headings = ["x"] }', "columns.name = []"):
        spec.write_text(wrong, "utf-8")
        status, said = run("check", str(tmp_path / "own"))
        assert status == 1 and "own.toml" in said and "name" in said, wrong
