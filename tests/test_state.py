"""What must hold of kept state and folders: reruns after every kind of failure, strangers' files, links, removals."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from phaen.pipeline import extract as reading
from phaen.pipeline.cli import extract_run
from phaen.pipeline.result import ExtractOptions
from phaen.pipeline.run import digests
from phaen.pipeline.run.discover import discover
from phaen.pipeline.run.driver import run
from phaen.pipeline.run.executors import Executor, serial
from phaen.pipeline.run.folder import StoreError, work_folder
from phaen.pipeline.run.guard import bundled_samples
from phaen.pipeline.run.job import RunOptions, RunReport
from phaen.pipeline.run.progress import PlainReporter
from phaen.pipeline.run.store import read_rows
from phaen.pipeline.run.worker import Outcome, Task, keep_failure, opening_failure, work

from tests.states import content, extract, phaen, plan

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.txt").write_text(plan(number), "utf-8")
    return folder


def do(raw: Path, output: Path, executor: Executor | None = None, **more: Any) -> RunReport:
    with Path(os.devnull).open("w") as quiet:
        return run(RunOptions(raw, output, ExtractOptions(), executor or serial(), **more), PlainReporter(quiet))


def fails(way: str) -> Executor:
    """An executor in which one document (or all) fails for a reason that may pass."""

    def execute(tasks: Sequence[Task]) -> Iterator[Outcome]:
        for number, task in enumerate(tasks):
            if way == "time":
                yield keep_failure(task, "It took longer than the limit of 1 seconds (--time-limit).", 1.0)
            elif way == "killed" and number == 0:
                yield keep_failure(task, "The process reading it crashed (SIGKILL).", 1.0)
            elif way == "gone" and number == 0:
                yield opening_failure(task, FileNotFoundError(2, "No such file or directory"))
            else:
                yield work(task)

    return execute


@pytest.mark.parametrize("way", ["time", "killed", "gone"])
@pytest.mark.parametrize("first", [True, False], ids=["at once", "later"])
def test_a_failure_that_passes_leaves_no_trace(raw: Path, tmp_path: Path, way: str, first: bool) -> None:
    output = tmp_path / "out"
    if not first:
        do(raw, output)
        for path in raw.iterdir():
            path.write_text(path.read_text("utf-8") + "\nหมายเหตุ\n", "utf-8")
    report = do(raw, output, fails(way))
    assert report.exit_code == 1
    failed = {one.source_file for one in report.documents if one.status == "failed"}
    assert {row["source_file"] for row in read_rows(output, "kpis")} == {path.name for path in raw.iterdir()} - failed
    do(raw, output, fails(way))
    assert do(raw, output).exit_code == 0
    do(raw, tmp_path / "fresh")
    assert content(output) == content(tmp_path / "fresh")
    assert do(raw, output).unchanged


def test_failures_on_the_command_line(raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "out"
    with monkeypatch.context() as patch:
        patch.setattr(extract_run, "serial", lambda: fails("time"))
        assert extract(raw, output).code == 1
    said = extract(raw, output)
    assert said.code == 0 and "Traceback" not in said.err
    assert {row["status"] for row in read_rows(output, "documents")} == {"ok"}


def test_files_of_other_kinds_are_rows_and_no_error(raw: Path, tmp_path: Path) -> None:
    for name in ("แผน.rtf", "ภาพ.psd", "no_ending", ".DS_Store", "Thumbs.db", "~$1.docx", ".hidden.txt"):
        (raw / name).write_bytes(b"bytes of " + name.encode())
    (raw / ".git").mkdir()
    (raw / ".git" / "x.txt").write_text(plan(9), "utf-8")
    said = extract(raw, tmp_path / "out")
    assert said.code == 0
    assert "3 files of a kind that is not read" in said.out and "ภาพ.psd" in said.out
    rows = {row["source_file"]: row for row in read_rows(tmp_path / "out", "documents")}
    assert rows.keys() == {*(f"{number}.txt" for number in range(4)), "แผน.rtf", "ภาพ.psd", "no_ending"}
    assert rows["แผน.rtf"]["status"] == "skipped" and "(.rtf)" in rows["แผน.rtf"]["error"]
    assert rows["แผน.rtf"]["doc_id"] == digests.file_digest(raw / "แผน.rtf")[:16]
    assert rows["แผน.rtf"]["flags"] == [] and rows["no_ending"]["error"].startswith("Files without a name ending")


def test_a_folder_that_cannot_be_opened_is_a_failed_row(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (raw / "closed").mkdir()
    (raw / "away").symlink_to(tmp_path.parent)
    (raw / "inside").symlink_to(raw)
    scandir = os.scandir

    def refuse(path: Any) -> Any:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    report = do(raw, tmp_path / "out")
    monkeypatch.undo()
    failed = {one.source_file: one.error for one in report.documents if one.status == "failed"}
    assert failed == {
        "away/": "The folder is a link that leaves the input folder; put the folder itself there.",
        "closed/": "The folder cannot be opened: permission denied.",
    }
    assert report.exit_code == 1


@pytest.mark.parametrize(
    "names", [["documents/thesis.docx"], ["kpis/mine.parquet"], ["kpis/fiscal_year=2568/notes.txt"]]
)
@pytest.mark.parametrize("ours", [True, False], ids=["in our output", "in a folder of theirs"])
def test_strangers_files_are_never_touched(raw: Path, tmp_path: Path, names: list[str], ours: bool) -> None:
    output = tmp_path / "out"
    if ours:
        do(raw, output)
    for name in names:
        (output / name).parent.mkdir(parents=True, exist_ok=True)
        (output / name).write_bytes(b"years of work")
    said = extract(raw, output)
    assert said.code == 2 and f"holds other files ({names[0]})" in said.err
    assert (output / names[0]).read_bytes() == b"years of work"


@pytest.mark.parametrize("text", ['{"name": "app"}', "[]", "no JSON", '{"run_key": 1}'])
def test_a_manifest_of_somebody_else_does_not_make_a_folder_ours(raw: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "manifest.json").write_text(text)
    (tmp_path / "out" / "thesis.docx").write_bytes(b"x")
    assert extract(raw, tmp_path / "out").code == 2
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["manifest.json", "thesis.docx"]


def test_strangers_files_that_come_during_the_run_stay(raw: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    do(raw, output)
    (raw / "0.txt").unlink()

    def intrude(tasks: Sequence[Task]) -> Iterator[Outcome]:
        (output / "documents" / "thesis.docx").write_bytes(b"x")
        yield from map(work, tasks)

    with pytest.raises(StoreError, match=r"other files \(documents/thesis.docx\) since the run began"):
        do(raw, output, intrude)
    assert (output / "documents" / "thesis.docx").exists()


def test_a_cache_folder_may_hold_other_things(raw: Path, tmp_path: Path) -> None:
    cache = tmp_path / "home"
    old = cache / "ab" / "thesis.docx"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"x")
    os.utime(old, (0, 0))
    do(raw, tmp_path / "out", cache=cache)
    assert old.exists()


def test_an_empty_input_never_replaces_an_output(raw: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    do(raw, output)
    want = content(output)
    (tmp_path / "empty").mkdir()
    for more in ((), ("--allow-removals",)):
        said = extract(tmp_path / "empty", output, *more)
        assert said.code == 2 and "holds no document (is a drive missing?)" in said.err
    assert content(output) == want
    assert extract(tmp_path / "empty", tmp_path / "first").code == 2
    assert not (tmp_path / "first").exists()


def test_most_documents_go_only_when_it_is_said(raw: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    do(raw, output)
    for number in range(2):
        (raw / f"{number}.txt").unlink()
    assert extract(raw, output).code == 0, "half may go"
    (raw / "2.txt").rename(raw / "renamed.txt")
    (raw / "3.txt").write_text(plan(30), "utf-8")
    assert extract(raw, output).code == 0, "renamed and changed documents are there"
    for path in raw.iterdir():
        path.unlink()
    (raw / "other.txt").write_text(plan(5), "utf-8")
    want = content(output)
    said = extract(raw, output)
    assert said.code == 2 and "--allow-removals (make extract REMOVALS=1)" in said.err
    assert content(output) == want
    assert extract(raw, output, "--allow-removals").code == 0


def test_the_samples_may_go(raw: Path, tmp_path: Path) -> None:
    samples = sorted((ROOT / "data" / "raw").iterdir())
    known = {digests.file_digest(path)[:16] for path in samples if not path.name.startswith(".")}
    assert known <= bundled_samples(), "make samples writes their digests too"
    first = tmp_path / "samples"
    first.mkdir()
    for path in samples:
        if path.suffix in (".md", ".txt"):
            shutil.copy(path, first)
    do(first, tmp_path / "out")
    assert extract(raw, tmp_path / "out").code == 0


def test_an_input_that_goes_away_changes_nothing(raw: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    do(raw, output)
    want = content(output)
    for path in raw.iterdir():
        path.write_text(path.read_text("utf-8") + "\nหมายเหตุ\n", "utf-8")

    def unmounted(tasks: Sequence[Task]) -> Iterator[Outcome]:
        yield work(tasks[0])
        shutil.move(raw, tmp_path / "elsewhere")
        yield from map(work, tasks[1:])

    with pytest.raises(StoreError, match=r"went away while it was read \(4 of 4 files are gone\): nothing was written"):
        do(raw, output, unmounted)
    assert content(output) == want


def test_links_to_an_output_are_the_output(raw: Path, tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    do(raw, real)
    link.symlink_to(real)
    (raw / "0.txt").write_text(plan(20), "utf-8")
    assert work_folder(link) == work_folder(real)
    assert extract(raw, link).code == 0
    assert link.is_symlink() and not real.is_symlink()
    do(raw, tmp_path / "fresh")
    assert content(real) == content(tmp_path / "fresh")
    assert do(raw, real).unchanged

    def second(tasks: Sequence[Task]) -> Iterator[Outcome]:
        said = extract(raw, link)
        assert said.code == 2 and "another run" in said.err
        yield from map(work, tasks)

    (raw / "0.txt").write_text(plan(21), "utf-8")
    do(raw, real, second)


def test_audit_leaves_an_output_that_is_whole(raw: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    do(raw, output)
    want = content(output)
    assert phaen("audit", output).code == 0
    assert content(output) == want
    assert do(raw, output).unchanged


def test_the_version_of_extraction_is_what_it_imports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closure = digests.import_closure(digests.RESULT)
    assert {"phaen.pipeline.extract", "phaen.extractors.text.raw.reader", "phaen.pipeline.assemble.merge"} <= set(
        closure
    )
    assert not {name for name in closure if name.startswith(("phaen.pipeline.audit", "phaen.pipeline.cli"))}
    # whatever a process that extracts has loaded stands in it
    code = (
        "import sys; from pathlib import Path; from phaen.pipeline.run.worker import Task; "
        "from phaen.pipeline.extract import *; "
        f"[extract_document(p.read_bytes(), p.name, ExtractOptions(ocr='never')) for p in {[*map(str, _samples())]!r} "
        "for p in [Path(p)]]; print(*(m for m in sys.modules if m.startswith('phaen.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    loaded = {name for name in done.stdout.split() if digests.module_file(name)}
    assert "phaen.extractors.pdf.reader" in loaded
    assert loaded <= set(closure), loaded - set(closure)
    files = {path.name for path in digests.closure_files(digests.RESULT)}
    assert {"columns.csv", "agencies.csv", "domain_words.txt", "flags.csv"} & files >= {
        "agencies.csv",
        "domain_words.txt",
    }


def _samples() -> list[Path]:
    return [path for path in sorted((ROOT / "data" / "raw").iterdir()) if path.suffix in (".md", ".pdf")]


def test_a_changed_file_of_the_closure_changes_the_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In any place that phaen may stand in: here a copy, as a wheel installs it."""
    copy = tmp_path / "phaen"
    for name in ("pipeline", "extractors", "normalizers"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(digests, "_roots", lambda: {name: copy / name for name in digests._PACKAGES})
    versions = []

    def version() -> str:
        for function in (digests._look, digests._modules, digests._digests):
            function.cache_clear()
        digests.import_closure.cache_clear()
        digests.extraction_version.cache_clear()
        return digests.extraction_version()

    try:
        for changed in (
            None, "pipeline/assemble/merge.py", "extractors/ocr/reading.py", "normalizers/data/domain_words.txt",
        ):  # fmt: skip
            if changed:
                with (copy / changed).open("a") as file:
                    file.write("\n# changed\n")
            versions.append(version())
        assert len(set(versions)) == 4
        with (copy / "pipeline/audit/engine.py").open("a") as file:
            file.write("\n# changed\n")
        assert version() == versions[-1]
    finally:
        monkeypatch.undo()
        version()


def test_what_is_kept_of_the_program_holds_until_a_file_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where the change leaves size and time of change as they were."""
    for name in digests._PACKAGES:
        (tmp_path / name).mkdir()
        (tmp_path / name / "one.py").write_text("VALUE = 1\n")
    monkeypatch.setattr(digests, "_roots", lambda: {name: tmp_path / name for name in digests._PACKAGES})
    monkeypatch.setattr(digests, "closure_files", lambda _root: set())
    monkeypatch.setattr(digests, "_TOO_NEW", -(10**18))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    read = []
    look = digests._files_digest
    monkeypatch.setattr(digests, "_files_digest", lambda files: read.append(1) or look(files))

    def program() -> str:
        digests._digests.cache_clear()
        digests._look.cache_clear()
        return digests._digests()[1]

    try:
        first = program()
        assert program() == first and len(read) == 2
        changed = tmp_path / "pipeline" / "one.py"
        before = changed.stat()
        changed.write_text("VALUE = 2\n")
        os.utime(changed, ns=(before.st_atime_ns, before.st_mtime_ns))
        second = program()
        assert second != first and program() == second and len(read) == 4
        (tmp_path / "pipeline" / "two.csv").write_text("a,b\n")
        assert program() not in (first, second)
        monkeypatch.setattr(digests, "_TOO_NEW", 10**18)  # as if it had changed this very moment
        assert program() and program() and len(read) == 10
    finally:
        monkeypatch.undo()
        program()


def inner(result: Any, name: str) -> Any:
    """A result with a second document: what an attached file gives."""
    tables = {key: [dict(row) for row in rows] for key, rows in result.tables.items()}
    for rows in tables.values():
        for row in list(rows):
            rows.append(row | {"source_file": f"{row['source_file']}#{name}", "doc_id": "1" * 16})
    return type(result)(tables, result.recognised)


def test_one_file_may_give_several_documents(raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = reading.extract_document

    def with_attachment(data: bytes, source_file: str, options: ExtractOptions) -> Any:
        result = real(data, source_file, options)
        return inner(result, "inner.pdf") if source_file == "1.txt" else result

    monkeypatch.setattr(reading, "extract_document", with_attachment)
    output = tmp_path / "out"
    report = do(raw, output)
    assert [one.source_file for one in report.documents] == ["0.txt", "1.txt", "1.txt#inner.pdf", "2.txt", "3.txt"]
    rows = {row["source_file"]: row for row in read_rows(output, "documents")}
    assert len(rows) == 5
    repeat = rows["1.txt#inner.pdf"]
    assert repeat["duplicate_of"] == rows["1.txt"]["doc_id"] and "duplicate_document" in repeat["flags"]
    flagged = {row["source_file"] for row in read_rows(output, "kpis") if "duplicate_document" in row["flags"]}
    assert flagged == {"1.txt#inner.pdf"}
    assert do(raw, output).unchanged
    (raw / "0.txt").write_text(plan(33), "utf-8")
    do(raw, output)
    do(raw, tmp_path / "fresh")
    assert content(output) == content(tmp_path / "fresh")
    (raw / "1.txt").rename(raw / "moved.txt")
    do(raw, output)
    assert not any("inner" in row["source_file"] for row in read_rows(output, "documents"))


def test_a_run_in_which_nothing_has_changed_loads_no_library_of_data(raw: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    do(raw, output)
    code = (
        "import sys; from phaen.pipeline.cli.main import cli; "
        f"cli.main(['extract', {str(raw)!r}, '-o', {str(output)!r}], standalone_mode=False); "
        "print(*({'pyarrow', 'numpy', 'pandas', 'rapidfuzz', 'pythainlp', 'multiprocessing'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert "nothing has changed" in done.stdout and not done.stdout.splitlines()[-1].strip(), done.stdout


def test_single_files_are_read_whatever_their_name(tmp_path: Path) -> None:
    (tmp_path / "plan.text").write_text(plan(1), "utf-8")
    (source,) = discover(tmp_path / "plan.text")
    assert source.status is None


@pytest.mark.skipif(sys.platform != "linux", reason="children of a process are listed in /proc")
@pytest.mark.parametrize("moment", ["idle", "busy"])
def test_workers_killed_by_the_system_do_not_end_the_run(raw: Path, tmp_path: Path, moment: str) -> None:
    output = tmp_path / "out"
    words = [sys.executable, "-m", "phaen", "extract", str(raw), "-o", str(output), "-j", "2", "--log-json"]
    process = subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, cwd=ROOT)
    assert process.stderr is not None
    if moment == "idle":  # the parent is stopped while the workers come to their end, and wait
        process.stderr.readline()
        while not _grandchildren(process.pid):
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGSTOP)
        _wait_until_idle(_grandchildren(process.pid))
    killed = 0
    while not killed and process.poll() is None:
        for worker_pid in _grandchildren(process.pid):
            os.kill(worker_pid, signal.SIGKILL)
            killed += 1
        time.sleep(0.002)
    assert killed
    os.kill(process.pid, signal.SIGCONT)
    process.stderr.read()
    assert process.wait() in (0, 1)
    extract(raw, output)
    do(raw, tmp_path / "fresh")
    assert content(output) == content(tmp_path / "fresh")


def _wait_until_idle(pids: list[int]) -> None:
    """Until processes have used no more computing time for a while."""
    used: list[int] = []
    while used != (used := [_ticks(pid) for pid in pids]):
        time.sleep(1)


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def _grandchildren(pid: int) -> list[int]:
    def children(of: int) -> list[int]:
        try:
            return [int(one) for one in Path(f"/proc/{of}/task/{of}/children").read_text().split()]
        except OSError:
            return []

    return [grandchild for child in children(pid) for grandchild in children(child)]
