"""``phaen forms``: the built-in forms are shown, a folder of one's own is checked before a run."""

from __future__ import annotations

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
