"""Forty wrong calls: each ends with one sentence and exit code 2, never with a traceback or a log file."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from unittest.mock import patch

import pytest
from click.testing import CliRunner
from phaen.pipeline.cli import main as cli_main
from phaen.pipeline.cli.language import of_the_terminal
from phaen.pipeline.cli.main import COMMANDS, cli
from phaen.pipeline.run.folder import StoreError

from tests.people import output_of
from tests.states import Said, extract, phaen, plan

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "tests" / "fixtures" / "samples"

CALLS: list[tuple[int, str, str]] = [
    (2, "nonsense", "No such command"),
    (2, "extract", "Missing argument"),
    (2, "extract nowhere", "does not exist"),
    (2, "extract {raw} -o {file}", "is a file"),
    (2, "extract {raw} -o {strangers}", "holds other files"),
    (2, "extract {raw} -o {strange_manifest}", "holds other files"),
    (2, "extract {raw} -o {strange_documents}", "holds other files (documents/thesis.docx)"),
    (2, "extract {raw} -o {file}/below", "not a directory"),
    (2, "extract {raw} -o /proc/nothing", ""),
    (2, "extract {raw} -o {tmp}/o --jobs 0", "--jobs"),
    (2, "extract {raw} -o {tmp}/o --jobs two", "--jobs"),
    (2, "extract {raw} -o {tmp}/o --engine magic", "--engine"),
    (2, "extract {raw} -o {tmp}/o --engine dask", "--scheduler"),
    (2, "extract {raw} -o {tmp}/o --time-limit 0", "--time-limit"),
    (2, "extract {raw} -o {tmp}/o --memory-limit 1", "--memory-limit"),
    (2, "extract {raw} -o {tmp}/o --ocr maybe", "--ocr"),
    (2, "extract {raw} -o {tmp}/o --registers nowhere", "--registers"),
    (2, "extract {raw} -o {tmp}/o --registers {bad_registers} --engine serial", ""),
    (2, "extract {raw} -o {tmp}/o --decisions {file} --engine serial", ""),
    (2, "extract {raw} -o {tmp}/o --password-file {binary} --engine serial", ""),
    (2, "extract {raw} -o {tmp}/o --cache {file} --engine serial", ""),
    (2, "extract gopher://plans/raw -o {tmp}/o", "is not a place phaen can open"),
    (2, "extract {empty} -o {output}", "holds no document"),
    (2, "extract {other} -o {output}", "--allow-removals (make extract REMOVALS=1)"),
    (2, "doctor nowhere.pdf", "does not exist"),
    (2, "doctor {file}", ""),
    (2, "doctor {raw}", "is a directory"),
    (2, "show 0123 1 --bbox 1,2", "give four numbers"),
    (2, "show", "which document?"),
    (2, "show {output}", "which document?"),
    (2, "show {output} 0123", "which page?"),
    (2, "show 0123 1 --page 2", "which page?"),
    (2, "show nowhere 0123 1", "nowhere does not exist"),
    (2, "show {output} 0123456789abcdef 1 --input {raw}", "has no document"),
    (2, "show {output} {doc_id} 999 --input {samples} -o {tmp}/crop.png", "page 999 does not exist"),
    (2, "show {output} {doc_id} 1 --input {samples} -o {tmp}/nowhere/crop.png", "does not exist"),
    (2, "audit {empty}", "has no documents dataset"),
    (2, "audit nowhere", "does not exist"),
    (2, "audit {output} {empty}", "give one DATA"),
    (2, "audit {output} --data {output}", "give one DATA"),
    (2, "query nowhere SELECT+1", "has no documents dataset"),
    (2, "query", "Missing argument 'SQL'"),
    (2, "review findings {output} 0123 --status dismissed --by x", "has no finding"),
    (2, "report {empty}", "has no documents dataset"),
    (2, "report {output} -o {strangers}", ""),
    (2, "report {output} -o {file}/report", ""),
    (2, "dashboard nowhere --no-open", "does not exist"),
    (2, "dashboard {output} --port 0", "--port"),
    (2, "review apply --review {empty}", ""),
    (2, "registers check --registers nowhere", "does not exist"),
    (2, "registers learn {empty}", "has no kpis dataset"),
    (2, "query {output} SELEC", ""),
    (2, "query {empty} SELECT+1", "has no documents dataset"),
    (2, "query {output} DROP+TABLE+kpis", "is refused"),
    (2, "query {output} SELECT+*+FROM+read_csv('/etc/passwd')", "refused"),
    (2, "query {output} SELECT+count(*)+FROM+range(1000000000000) --time-limit 0.3", "longer than 0.3 seconds"),
    (2, "query {output} SELECT+*+FROM+range(300000000) --memory-limit 60", "needs more memory than 60 MB"),
    (2, "query {output} SELECT+1 -o {tmp}/rows.txt", "wants a name that ends in"),
    (2, "query {output} SELECT+1 -o {file}/rows.csv", ""),
    (2, "export {output} --format pdf", "--format"),
    (2, "export {output} --format csv --dataset nonsense", "is no dataset"),
    (2, "export {output} --format duckdb -o {file}/x.duckdb", ""),
    (2, "export {output} --format sqlite -o {strangers}", ""),
    (2, "export {empty} --format csv", "has no documents dataset"),
    (2, "diff {output} {empty}", "is not an output"),
    (2, "schema nonsense", "nonsense"),
]


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path | str]:
    """Folders and files that calls name."""
    tmp = tmp_path_factory.mktemp("calls")
    made = {
        name: tmp / name for name in ("raw", "strangers", "strange_manifest", "strange_documents", "empty", "other")
    }
    for folder in (*made.values(), tmp / "bad_registers", tmp / "strange_documents" / "documents"):
        folder.mkdir(exist_ok=True)
    (tmp / "raw" / "a.txt").write_text(plan(1), "utf-8")
    (tmp / "other" / "b.txt").write_text(plan(2), "utf-8")
    (tmp / "strangers" / "thesis.docx").write_text("x")
    (tmp / "strange_manifest" / "manifest.json").write_text('{"name": "a web application"}')
    (tmp / "strange_documents" / "documents" / "thesis.docx").write_text("x")
    (tmp / "bad_registers" / "agencies.csv").write_text("what,is,this\n1,2,3\n")
    (tmp / "file").write_text("no folder")
    (tmp / "binary").write_bytes(b"\xff\xfe\x00\x81" * 9)
    samples = tmp / "samples"
    shutil.copytree(SAMPLES / "pdf", samples)
    output = tmp / "output"
    shutil.copytree(output_of(samples), output)
    said = phaen("query", output, "SELECT doc_id FROM documents LIMIT 1", "--format", "csv")
    known = {"tmp": tmp, "file": tmp / "file", "binary": tmp / "binary", "bad_registers": tmp / "bad_registers"}
    return {**made, **known, "samples": samples, "output": output, "doc_id": said.out.split()[1]}


@pytest.mark.parametrize(("code", "call", "want"), CALLS, ids=[call for _, call, _ in CALLS])
def test_a_wrong_call_is_one_sentence(code: int, call: str, want: str, places: dict[str, Path | str]) -> None:
    words = [word.replace("+", " ").format(**places) for word in call.split()]
    said = phaen(*words)
    assert "Traceback" not in said.err + said.out
    assert want in said.err, said
    assert said.code == code, said
    assert not re.search(r"phaen-\d+-\d+-\d+\.log", said.err)
    lines = [line for line in said.err.splitlines() if line and not line.startswith(("Usage:", "Try "))]
    assert any(line.startswith("Error: ") for line in lines), said


def test_forty_calls() -> None:
    assert len(CALLS) >= 40


def test_help_lists_the_exit_codes() -> None:
    text = CliRunner().invoke(cli, ["--help"]).output
    for code in ("0", "1", "2", "3", "130"):
        assert re.search(rf"^ *{code}  ", text, re.MULTILINE), text


def uncaught(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Said:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_text(plan(1), "utf-8")
    with patch("phaen.pipeline.run.finish.link", side_effect=KeyError("x")):
        return extract(raw, tmp_path / "out")


def test_an_error_nobody_foresaw_has_its_own_exit_code_and_a_log(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said = uncaught(monkeypatch, tmp_path)
    assert said.code == 3 and "Traceback" not in said.err
    last = said.err.splitlines()[-1]
    assert last.startswith("Error: phaen stopped: an error inside it (KeyError in ")
    (log,) = tmp_path.glob("phaen-*.log")
    assert str(log) in last and "Traceback" in log.read_text()


def test_what_has_no_permission_is_said(tmp_path: Path, places: dict[str, Path | str]) -> None:
    """As after ``chmod``: the tests may run as root, for whom everything is open."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "/there")

    for target, words in (
        ("pathlib.Path.mkdir", ("export", places["output"], "--format", "csv", "-o", tmp_path / "x")),
        ("pathlib.Path.write_bytes", ("query", places["output"], "SELECT 1", "-o", tmp_path / "r.csv")),
    ):
        with patch(target, refuse):
            said = phaen(*words)
        assert said == Said(2, "", "Error: /there: permission denied\n")


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "dashboard"])
def test_ctrl_c_is_one_word(name: str, places: dict[str, Path | str]) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with patch.object(cli_main.LazyGroup, "get_command", interrupted):
        said = phaen(name)
    assert (said.code, said.err.strip()) == (130, "interrupted")


def test_a_closed_pipe_is_no_error() -> None:
    def closed() -> int:
        raise BrokenPipeError(32, "Broken pipe")

    with patch.object(os, "dup2"):
        assert cli_main.guarded(closed) == 0


def test_a_mistyped_command_is_answered_with_the_one_meant() -> None:
    result = CliRunner().invoke(cli, ["extrat"])
    assert result.exit_code == 2 and "Did you mean 'extract'?" in result.output
    assert "Did you mean" not in CliRunner().invoke(cli, ["zzz"]).output


@pytest.mark.parametrize(
    ("names", "language"),
    [({"LANG": "th_TH.UTF-8"}, "th"), ({"LANG": "th_TH.UTF-8", "LC_ALL": "C"}, "en"), ({}, "en")],
)
def test_the_language_is_that_of_the_terminal(
    names: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in names.items():
        monkeypatch.setenv(name, value)
    assert of_the_terminal() == language


def test_quiet_and_the_summary_for_programs(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "plan.txt").write_text("แผนปฏิบัติราชการประจำปี พ.ศ. 2568\nสำนักทดลอง\n", "utf-8")
    words = ["extract", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--engine", "serial", "--quiet"]
    assert CliRunner().invoke(cli, words).output == ""
    facts = json.loads(CliRunner().invoke(cli, [*words, "--summary", "json"]).stdout)
    assert facts["documents"] == 1 and facts["unchanged"] and facts["rows"]["documents"] == 1


def test_an_empty_folder_is_an_error_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    result = CliRunner().invoke(cli, ["extract", str(tmp_path / "in"), "-o", str(tmp_path / "out")])
    assert isinstance(result.exception, StoreError) and "holds no document" in str(result.exception)
    assert not (tmp_path / "out" / "documents").exists()
