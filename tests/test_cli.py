"""The command line as people use it: help, exit codes, one-line errors, summaries, logs, Ctrl-C."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from phaen.pipeline.cli import extract_summary
from phaen.pipeline.cli.main import COMMANDS, cli
from phaen.pipeline.run.store import read_rows

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "tests" / "fixtures" / "samples" / "text-plain"
PHAEN = [sys.executable, "-m", "phaen"]


def phaen(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


def shell(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*PHAEN, *map(str, words)], capture_output=True, text=True, cwd=ROOT, check=False)


def sample() -> Path:
    return min(TEXTS.iterdir())


def test_help_lists_every_command_with_a_line() -> None:
    text = phaen("--help").output
    for name in cli.list_commands(click.Context(cli)):
        assert f"{name} " in text and COMMANDS[name] in text


@pytest.mark.parametrize("name", cli.list_commands(click.Context(cli)))
def test_every_help_explains_itself_with_an_example(name: str) -> None:
    result = phaen(name, "--help")
    assert result.exit_code == 0, result.output
    texts = [result.output]
    if "COMMAND" in result.output:
        commands = re.findall(r"^  (\w+)  ", result.output.split("Commands:")[-1], re.MULTILINE)
        texts += [phaen(name, command, "--help").output for command in commands]
    assert any("Example" in text and f"phaen {name}" in text for text in texts), result.output


def test_extract_summary_and_exit_codes(tmp_path: Path) -> None:
    folder, output = tmp_path / "raw", tmp_path / "out"
    folder.mkdir()
    shutil.copy(sample(), folder)
    result = phaen("extract", folder, "--output", output, "--engine", "serial")
    assert result.exit_code == 0, result.output
    assert sample().name in result.output and "1 document (1 ok)" in result.output and "kpis" in result.output
    assert "nothing has changed" in phaen("extract", folder, "-o", output, "--engine", "serial").output

    (folder / "page.pdf").write_text("<html></html>")
    result = phaen("extract", folder, "--output", output, "--engine", "serial", "--verbose")
    assert result.exit_code == 1
    assert "page.pdf: The file is named .pdf but is an HTML page" in result.output
    assert len(read_rows(output, "documents")) == 2


def test_of_many_documents_those_that_are_ok_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract_summary, "MANY", 1)
    folder, words = tmp_path / "raw", ("--output", tmp_path / "out", "--engine", "serial")
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        shutil.copy(sample(), folder / name)
    (folder / "bad.txt").touch()
    for _ in range(2):
        told = phaen("extract", folder, *words).output
        assert "a.txt" not in told and "bad.txt" in told and "2 more documents are ok" in told
    assert "a.txt" in phaen("extract", folder, *words, "--verbose").output


def test_what_is_said_alike_of_many_documents_is_said_once(tmp_path: Path) -> None:
    folder, words = tmp_path / "raw", ("--output", tmp_path / "out", "--engine", "serial")
    folder.mkdir()
    for number in range(9):
        (folder / f"{number}.txt").touch()
    (folder / "blank.txt").write_text("  \n")
    told = phaen("extract", folder, *words).output
    assert "9 documents, such as 0.txt, 1.txt, 2.txt: The file is empty (0 bytes)" in told and "--verbose" in told
    assert told.count("The file is empty") == 1 and "blank.txt: The text file is empty" in told
    assert phaen("extract", folder, *words, "--verbose").output.count("The file is empty") == 9
    thai = phaen("extract", folder, *words, "--language", "th").output
    assert "เอกสาร 9 ฉบับ เช่น 0.txt, 1.txt, 2.txt: ไฟล์ว่าง" in thai and "empty" not in thai


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["extract", "nowhere"], "'nowhere' does not exist"),
        (["extract", "data/raw", "--jobs", "0"], "--jobs"),
        (["extract", "data/raw", "--output", "Makefile"], "Makefile is a file: give a folder"),
        (["extract", "data/raw", "--output", "docs"], "docs holds other files"),
        (["extract"], "Missing argument 'INPUT'"),
        (["nonsense"], "No such command 'nonsense'"),
        (["show", "0123", "1", "--bbox", "1,2"], "give four numbers"),
        (["diff", "docs", "docs"], "docs is not an output of phaen extract"),
    ],
)
def test_usage_errors_are_one_line_and_exit_2(words: list[str], said: str) -> None:
    result = shell(*words)
    assert result.returncode == 2, result.stderr
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert not result.stdout


def test_names_from_strangers_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a\x1b[31m[red]\nb.txt").touch()
    result = shell("extract", tmp_path / "raw", "--output", tmp_path / "out", "--engine", "serial")
    assert "\x1b" not in result.stdout + result.stderr
    assert "[red]" in re.sub(r"\s", "", result.stdout)


def test_log_json_is_one_object_per_line(tmp_path: Path) -> None:
    result = shell("extract", sample(), "--output", tmp_path / "out", "--log-json", "--jobs", 1)
    events = [json.loads(line) for line in result.stderr.splitlines()]
    assert [event["event"] for event in events if event["event"] != "phase"] == ["start", "document", "end"]
    assert events[-1]["documents"] == 1 and events[-1]["rows"]["documents"] == 1
    assert not result.stdout


def test_schema_prints_the_dictionary() -> None:
    assert "| `kr_code_printed` | string | yes |" in phaen("schema", "kpis").output
    assert phaen("schema").output == (ROOT / "docs/data-dictionary.md").read_text("utf-8")


def test_diff_names_rows_and_cells(tmp_path: Path) -> None:
    folder = tmp_path / "raw"
    folder.mkdir()
    path = folder / "plan.txt"
    text = sample().read_text("utf-8")
    path.write_text(text, "utf-8")
    phaen("extract", folder, "-o", tmp_path / "old", "--engine", "serial")
    path.write_text(text + "\nภาคผนวก\nข้อความที่เพิ่มเข้ามาใหม่\n", "utf-8")
    phaen("extract", folder, "-o", tmp_path / "new", "--engine", "serial")

    same = phaen("diff", tmp_path / "old", tmp_path / "old")
    assert same.exit_code == 0 and "kpis:" in same.output and "removed" not in same.output
    other = phaen("diff", tmp_path / "old", tmp_path / "new")
    assert other.exit_code == 1
    assert re.search(r"sections: \d+ → \d+ rows", other.output)
    assert re.search(r"kpis: (\d+) → \1 rows, the same", other.output)


def test_interrupt_tells_what_is_done_and_the_rerun_goes_on(tmp_path: Path) -> None:
    folder, output = tmp_path / "raw", tmp_path / "out"
    folder.mkdir()
    text = sample().read_text("utf-8")
    for i in range(60):
        (folder / f"{i:02}.txt").write_text(text + f"\nหมายเหตุ {i}\n", "utf-8")
    words = [*PHAEN, "extract", str(folder), "--output", str(output), "--log-json", "--jobs", "2"]
    process = subprocess.Popen(words, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stderr is not None
    while '"document"' not in process.stderr.readline():
        pass
    os.kill(process.pid, signal.SIGINT)
    said = process.stderr.read()
    assert process.wait(60) == 130
    told = re.search(r"Interrupted: (\d+) of 60 documents are done and kept", said)
    assert told and int(told[1]) < 60, said  # it does not go on to the end first
    assert not output.exists()
    rerun = shell("extract", folder, "--output", output, "--log-json", "--jobs", 2)
    start = json.loads(rerun.stderr.splitlines()[0])
    assert start["cached"] >= 1
    assert len(read_rows(output, "documents")) == 60


def test_one_file_as_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = phaen("extract", sample(), "--format", "json")
    assert result.exit_code == 0 and [*tmp_path.iterdir()] == []
    rows = json.loads(result.stdout)
    assert rows["documents"][0]["status"] == "ok" and rows["kpis"] and all("name" in row for row in rows["kpis"])
    (tmp_path / "bad.pdf").write_text("no pdf")
    assert phaen("extract", tmp_path / "bad.pdf", "--format", "json").exit_code == 1
    assert phaen("extract", tmp_path, "--format", "json").exit_code == 2


def test_open_questions_are_counted_also_where_nothing_changed(tmp_path: Path) -> None:
    folder, output = tmp_path / "raw", tmp_path / "out"
    shutil.copytree(Path("data/raw"), folder)
    counts = []
    for _ in range(2):
        result = phaen("extract", folder, "-o", output, "--engine", "serial", "--summary", "json")
        told = json.loads(result.stdout.splitlines()[-1])
        counts.append((told["unchanged"], told["questions"]))
    queue = (tmp_path / "out-review" / "queue.csv").read_text("utf-8-sig").splitlines()
    assert counts == [(False, len(queue) - 1), (True, len(queue) - 1)] and len(queue) > 1


def test_flagged_rows_are_counted_as_the_figures_count_them(tmp_path: Path) -> None:
    folder, output = tmp_path / "raw", tmp_path / "out"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):  # the second says nothing new
        shutil.copy(sample(), folder / name)
    # the same document, other bytes: what stands twice is no doubt, a figure with a letter in it is
    text = (sample().parent.parent / "text-crlf" / sample().name).read_bytes().decode("utf-8")
    (folder / "c.txt").write_bytes(text.replace("ร้อยละ 85", "ร้อยละ 8O").encode("utf-8"))
    result = phaen("extract", folder, "-o", output, "--engine", "serial", "--summary", "json")
    told = json.loads(result.stdout.splitlines()[-1])["flagged"]
    counted = phaen("query", output, "SELECT sum(flagged) FROM dataset_counts", "--format", "csv").output
    assert told == int(float(counted.split()[1])) > 0
    rows = phaen("query", output, "SELECT flagged FROM document_counts WHERE source_file = 'c.txt'")
    assert re.search(
        rf"^c\.txt .* {rows.output.split()[1]} +[\d.]+$", phaen("extract", folder, "-o", output).output, re.M
    )
