"""Whole runs on small folders: statuses, the cache, nothing lost, the same bytes whoever does the work."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from phaen.pipeline.audit import run_rules
from phaen.pipeline.result import UNOPENED_DOC_ID, ExtractOptions
from phaen.pipeline.run.cache import Cache, DamagedResult
from phaen.pipeline.run.driver import run
from phaen.pipeline.run.executors import Executor, processes, serial
from phaen.pipeline.run.folder import work_folder
from phaen.pipeline.run.job import RunOptions, RunReport
from phaen.pipeline.run.manifest import read_manifest
from phaen.pipeline.run.pool import Limits
from phaen.pipeline.run.progress import PlainReporter
from phaen.pipeline.run.store import read_rows
from phaen.pipeline.run.worker import DocumentOutcome, Task, work
from phaen.pipeline.schema.datasets import DATASETS
from phaen.pipeline.schema.names import PER_DOCUMENT

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "tests" / "fixtures" / "samples" / "text-plain"
PLAN = "แผนปฏิบัติการประจำปี พ.ศ. 2568\nสำนักงานการเจ้าหน้าที่\nสำนักปลัดกรุงเทพมหานคร\n\nวิสัยทัศน์\nเป็นองค์กรที่ทันสมัย\n"


class Counting:
    """A serial executor that remembers which files it was given."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def __call__(self, tasks: Sequence[Task]) -> Any:
        self.given += [task.source_file for task in tasks]
        yield from map(work, tasks)


def do(given: Path, output: Path, executor: Executor | None = None, **options: Any) -> RunReport:
    extract = options.pop("extract", ExtractOptions())
    with Path(os.devnull).open("w") as quiet:
        return run(RunOptions(given, output, extract, executor or serial(), **options), PlainReporter(quiet))


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*.parquet"))}


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """The text samples, copied."""
    folder = tmp_path / "raw"
    folder.mkdir()
    for path in TEXTS.iterdir():
        shutil.copy(path, folder)
    return folder


def outcome_of(report: RunReport, name: str) -> DocumentOutcome:
    return next(outcome for outcome in report.documents if outcome.source_file == name)


def test_samples_fill_every_dataset(raw: Path, tmp_path: Path) -> None:
    report = do(raw, tmp_path / "out")
    assert report.exit_code == 0, [(o.source_file, o.status, o.error) for o in report.outcomes]
    assert {name for name in PER_DOCUMENT if not report.rows[name]} <= {"repairs", "projects", "cells", "statements"}
    for name in DATASETS:
        assert len(read_rows(tmp_path / "out", name)) == report.rows[name], name
    manifest = read_manifest(tmp_path / "out")
    assert manifest is not None
    assert [one["source_file"] for one in manifest["inputs"]] == sorted(path.name for path in raw.iterdir())
    assert manifest["rows"] == report.rows


def test_serial_and_processes_give_the_same_bytes_twice(raw: Path, tmp_path: Path) -> None:
    do(raw, tmp_path / "serial")
    do(raw, tmp_path / "again")
    do(raw, tmp_path / "processes", processes(2, Limits()))
    want = files(tmp_path / "serial")
    assert files(tmp_path / "again") == want
    assert files(tmp_path / "processes") == want


def test_only_what_changed_is_done_again(raw: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    do(raw, output)
    before = (output / "manifest.json").stat()

    nothing = Counting()
    report = do(raw, output, nothing)
    assert report.unchanged and nothing.given == []
    assert (output / "manifest.json").stat().st_ino == before.st_ino, "a no-op run writes nothing"

    changed = sorted(raw.iterdir())[0]
    changed.write_bytes(changed.read_bytes() + "\nหมายเหตุ\n".encode())
    one = Counting()
    assert not do(raw, output, one).unchanged
    assert one.given == [changed.name]

    changed.unlink()
    none = Counting()
    do(raw, output, none)
    assert none.given == []
    for name in ("documents", *PER_DOCUMENT):
        assert changed.name not in {row["source_file"] for row in read_rows(output, name)}


def forget(output: Path) -> None:
    """Let a run find nothing of the run before but its output and the results of single documents."""
    for path in work_folder(output).glob("*.arrow"):
        path.unlink()
    manifest = read_manifest(output)
    assert manifest is not None
    text = json.dumps(manifest | {"program": "another", "inputs": list(manifest["inputs"])})
    (output / "manifest.json").write_text(text, "utf-8")


def renamed(text: str) -> str:
    return text.replace("ร้อยละ", "จำนวน")


def test_what_is_kept_between_runs_never_changes_the_bytes(raw: Path, tmp_path: Path) -> None:
    """Every step is run twice: on what the step before left, and with all that forgotten."""
    names = sorted(path.name for path in raw.iterdir())
    texts = {name: (raw / name).read_text("utf-8") for name in names}
    steps: list[dict[str, str | None]] = [
        {names[0]: texts[names[0]] + "\nหมายเหตุ\n"},
        {names[1]: renamed(texts[names[1]]), names[2]: renamed(texts[names[2]])},
        {names[0]: None, names[3]: None},
        {"a-copy.txt": texts[names[4]], "z-copy.txt": texts[names[4]] + "\nฉบับแก้ไข\n"},
        {names[0]: texts[names[0]], "a-copy.txt": None, "empty.txt": ""},
        {names[1]: texts[names[1]], names[2]: texts[names[2]], names[3]: texts[names[3]]},
    ]
    kept, fresh = tmp_path / "kept", tmp_path / "fresh"
    for output in (kept, fresh):
        do(raw, output)
    for step in steps:
        for name, text in step.items():
            if text is None:
                (raw / name).unlink()
            else:
                (raw / name).write_text(text, "utf-8")
        forget(fresh)
        one, other = do(raw, kept), do(raw, fresh)
        assert one.rows == other.rows
        assert files(kept) == files(fresh), step.keys()
        assert run_rules(kept) == read_rows(kept, "findings"), "the audit of the folder finds the same"


def test_a_folder_that_keeps_no_results_is_named(raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(self: Cache, key: str, names: object = ()) -> dict[str, object]:
        raise DamagedResult(key)

    do(raw, tmp_path / "out")
    want = files(tmp_path / "out")
    min(raw.iterdir()).unlink()
    for path in work_folder(tmp_path / "out").glob("*.arrow"):
        path.unlink()
    monkeypatch.setattr(Cache, "lists", damaged)
    with pytest.raises(OSError, match="cannot be kept") as error:
        do(raw, tmp_path / "out")
    assert str(error.value.filename).endswith("cache")
    assert files(tmp_path / "out") == want
    assert not list(work_folder(tmp_path / "out").glob("staging-*"))


def test_damage_in_a_file_of_the_last_output_is_not_taken_over(raw: Path, tmp_path: Path) -> None:
    folder, output = tmp_path / "two", tmp_path / "out"
    folder.mkdir()
    first = shutil.copy(min(raw.iterdir()), folder / "first.txt")
    second = shutil.copy(first, folder / "second.txt")
    do(folder, output)
    for path in output.rglob("*.parquet"):
        data = bytearray(path.read_bytes())
        for place in range(40, len(data) * 2 // 3, 40):
            data[place] ^= 255
        path.write_bytes(data)
    second.write_bytes(second.read_bytes() + "\nหมายเหตุ\n".encode())
    do(folder, output)
    do(folder, tmp_path / "fresh")
    assert files(output) == files(tmp_path / "fresh")


def test_changed_registers_and_decisions_redo_linking_without_reading(raw: Path, tmp_path: Path) -> None:
    output, registers, decisions = tmp_path / "out", tmp_path / "registers", tmp_path / "decisions.csv"
    registers.mkdir()
    options = {"extract": ExtractOptions(registers=str(registers)), "registers": registers, "decisions": decisions}
    do(raw, output, **options)
    header = (ROOT / "normalizers/registers/kr_codes.csv").read_text("utf-8-sig").splitlines()[0]
    (registers / "kr_codes.csv").write_text(header + "\n", "utf-8")
    again = Counting()
    report = do(raw, output, again, **options)
    assert not report.unchanged and again.given == []
    assert do(raw, output, again, **options).unchanged


def test_changed_options_extract_again(raw: Path, tmp_path: Path) -> None:
    do(raw, tmp_path / "out")
    again = Counting()
    do(raw, tmp_path / "out", again, extract=ExtractOptions(backend="pdfplumber"))
    assert len(again.given) == len(list(raw.iterdir()))


def test_a_damaged_cache_or_output_is_made_again(raw: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    do(raw, output)
    want = files(output)
    cached = sorted((work_folder(output) / "cache").glob("*/*.arrow"))
    cached[0].write_bytes(b"rubbish")
    cached[1].write_bytes(cached[1].read_bytes()[:1000])
    for kept in work_folder(output).glob("*.arrow"):
        kept.write_bytes(kept.read_bytes()[:-100])
    shutil.rmtree(output / "kpis")
    counting = Counting()
    do(raw, output, counting)
    assert len(counting.given) == 2
    assert files(output) == want


def test_strange_files_have_clear_outcomes_and_leave_the_rest_unharmed(raw: Path, tmp_path: Path) -> None:
    do(raw, tmp_path / "clean")
    shutil.copytree(raw, tmp_path / "mixed")
    mixed = tmp_path / "mixed"
    (mixed / "empty.txt").touch()
    (mixed / "empty.pdf").touch()
    (mixed / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (mixed / "archive.txt").write_bytes(b"PK\x03\x04" + bytes(100))
    (mixed / "page.pdf").write_text("<!DOCTYPE html><html><body>404</body></html>")
    (mixed / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    (mixed / "huge.txt").write_bytes(b"0123456789abcde\n" * (50 * 2**16))
    (mixed / "unknown.txt").write_text("สูตรแกงเขียวหวาน\nกะทิ 2 ถ้วย\nพริกแกง 3 ช้อนโต๊ะ\n", "utf-8")
    (mixed / "thai874.txt").write_bytes(PLAN.encode("cp874"))
    (mixed / "line\nbreak.txt").write_text(PLAN, "utf-8")
    (mixed / "gone.txt").symlink_to(mixed / "nowhere")
    (mixed / "out.txt").symlink_to("/etc/hostname")
    os.mkfifo(mixed / "pipe.txt")
    (mixed / "picture.png").write_bytes(b"\x89PNG")
    (mixed / "drawing.dwg").write_bytes(b"AC1032")
    report = do(mixed, tmp_path / "out", processes(2, Limits(60, 2000)))
    said = {outcome.source_file: outcome.error for outcome in report.outcomes if outcome.status == "failed"}
    assert said.keys() == {
        "empty.txt", "empty.pdf", "binary.txt", "archive.txt", "page.pdf", "cut.pdf", "huge.txt", "gone.txt",
        "out.txt", "pipe.txt", "picture.png",
    }  # fmt: skip
    for name, error in said.items():
        assert error and error[0].isupper() and error.endswith(".") and "\n" not in error, (name, error)
        assert "Error" not in error and "please report" not in error, (name, error)
    assert "is an HTML page" in str(said["page.pdf"])
    assert "empty" in str(said["empty.pdf"])
    assert "leaves the input folder" in str(said["out.txt"])
    skipped = outcome_of(report, "drawing.dwg")
    assert skipped.status == "skipped" and str(skipped.error).startswith("Files of this kind (.dwg) are not read")
    assert outcome_of(report, "out.txt").doc_id == UNOPENED_DOC_ID
    assert outcome_of(report, "thai874.txt").fiscal_year == 2568
    assert outcome_of(report, "thai874.txt").agency_code == "สกจ."
    assert outcome_of(report, "line\nbreak.txt").status != "failed"
    unknown = outcome_of(report, "unknown.txt")
    assert unknown.doc_type is None and unknown.status == "partial" and unknown.flags
    assert report.exit_code == 1
    names = {path.name for path in raw.iterdir()}
    for name in PER_DOCUMENT:
        rows = [row for row in read_rows(tmp_path / "out", name) if row["source_file"] in names]
        assert rows == read_rows(tmp_path / "clean", name), name


def test_one_file_as_input(raw: Path, tmp_path: Path) -> None:
    path = sorted(raw.iterdir())[0]
    report = do(path, tmp_path / "out")
    assert [outcome.source_file for outcome in report.outcomes] == [path.name]


def test_files_in_folders_are_found_and_named_by_their_path(raw: Path, tmp_path: Path) -> None:
    (raw / "2568" / "สนพ").mkdir(parents=True)
    (raw / "2568" / "สนพ" / "แผน.TXT").write_text(PLAN, "utf-8")
    (raw / "loop").symlink_to(raw)
    report = do(raw, tmp_path / "out")
    assert "2568/สนพ/แผน.TXT" in {outcome.source_file for outcome in report.outcomes}
    assert not any(outcome.source_file.startswith("loop") for outcome in report.outcomes)
