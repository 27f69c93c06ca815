"""What a change of a few documents among many leaves alone: files of the output, files of the input, the manifest."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest
from phaen.pipeline.result import ExtractOptions
from phaen.pipeline.run import parts, stamps
from phaen.pipeline.run.discover import discover
from phaen.pipeline.run.manifest import Inputs, read_manifest, write_manifest
from phaen.pipeline.run.stamps import Stamps
from phaen.pipeline.run.worker import Task, make_result

from tests.states import content, extract, plan

CODES = "code,name,aliases,measure,unit,valid_from,valid_to,lead_agency,checked,source\n"


@pytest.fixture
def small_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of an output that hold few documents."""
    monkeypatch.setattr(parts, "AT_LEAST", 2)
    monkeypatch.setattr(parts, "ONE_IN", 2)


def write(folder: Path, name: str, number: int) -> None:
    (folder / name).write_text(plan(number), "utf-8")


def inodes(output: Path) -> dict[str, int]:
    return {path.relative_to(output).as_posix(): path.stat().st_ino for path in output.rglob("*.parquet")}


def test_any_change_gives_what_a_fresh_run_gives(tmp_path: Path, small_files: None) -> None:
    raw, registers, output = tmp_path / "raw", tmp_path / "registers", tmp_path / "out"
    raw.mkdir()
    registers.mkdir()
    for number in range(14):
        write(raw, f"{number:02}.txt", number)

    def check(step: str) -> None:
        more = ("--registers", registers, "--cache", tmp_path / "cache", "--allow-removals")
        assert extract(raw, output, *more).code == 0
        assert extract(raw, tmp_path / step, *more).code == 0
        assert content(output) == content(tmp_path / step), step

    check("first")
    assert any(name.endswith("part-0001.parquet") for name in inodes(output))
    write(raw, "03.txt", 40)
    check("changed")
    for name in ("00a.txt", "07a.txt", "99.txt"):
        write(raw, name, len(name) + ord(name[1]))
    check("added")
    for number in (0, 5, 6, 13):
        (raw / f"{number:02}.txt").unlink()
    check("removed")
    (raw / "02.txt").rename(raw / "98.txt")
    check("renamed")
    (registers / "kr_codes.csv").write_text(CODES, "utf-8")
    check("register")


def test_files_without_a_changed_document_stay(tmp_path: Path, small_files: None) -> None:
    raw, output = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    for number in range(12):
        write(raw, f"{number:02}.txt", number)
    assert extract(raw, output).code == 0
    before = inodes(output)
    (raw / "04.txt").write_text(plan(4) + "\nหมายเหตุ\n", "utf-8")
    assert extract(raw, output).code == 0
    after = inodes(output)
    assert before.keys() == after.keys()
    changed = {name for name in before if name.startswith("cells/") and before[name] != after[name]}
    assert len(changed) <= 1 < len([name for name in before if name.startswith("cells/")])


def test_files_that_are_as_they_were_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw, kept = tmp_path / "raw", tmp_path / "kept"
    raw.mkdir()
    for number in range(3):
        write(raw, f"{number}.txt", number)
    read: list[str] = []
    digest = stamps.file_digest
    monkeypatch.setattr(stamps, "file_digest", lambda path: read.append(path.name) or digest(path))

    def look() -> list[str]:
        read.clear()
        known = Stamps(kept)
        told = [known.digest(source) for source in discover(raw)]
        known.save()
        assert told == [digest(path) for path in sorted(raw.iterdir())]
        return read

    everything = ["0.txt", "1.txt", "2.txt"]
    assert look() == everything
    assert look() == everything, "what has just changed may change again within a step of the clock"
    monkeypatch.setattr(stamps, "TOO_NEW", 0)
    assert look() == everything
    assert look() == []
    first, second = (raw / "0.txt").stat(), (raw / "1.txt").read_bytes()
    (raw / "0.txt").write_bytes((raw / "0.txt").read_bytes()[::-1])
    os.utime(raw / "0.txt", ns=(first.st_atime_ns, first.st_mtime_ns))
    assert look() == ["0.txt"], "neither size nor time of the bytes tells of it"
    (raw / "other").write_bytes(second[::-1])
    (raw / "other").replace(raw / "1.txt")
    assert look() == ["1.txt"]
    (kept / stamps.FILE).write_bytes(b"[]")
    assert look() == everything


def test_a_manifest_says_the_same_by_lines_and_by_values(tmp_path: Path) -> None:
    inputs = [{"source_file": "ก.txt", "documents": [{"error": '",\n  "'}]}, {"source_file": "b"}]
    for number, some in enumerate((inputs, [])):
        for kind in (list, lambda values: Inputs([Inputs.line(value) for value in values])):
            folder = tmp_path / str(number)
            folder.mkdir(exist_ok=True)
            write_manifest(folder, {"inputs": kind(some), "rows": {"kpis": 1}, "seconds": {}, "run_key": "x"})
            text = (folder / "manifest.json").read_bytes()
            manifest = read_manifest(folder)
            assert manifest is not None
            assert list(manifest["inputs"]) == some
            write_manifest(folder, {name: value for name, value in manifest.items() if name != "digest"})
            assert (folder / "manifest.json").read_bytes() == text


def test_documents_that_tell_the_same_share_it() -> None:
    """A worker's answer holds counts and names of its own; of many documents most are equal."""
    text = "แผนปฏิบัติราชการประจำปี พ.ศ. 2568\nสำนักสิ่งแวดล้อม\n\nลำดับ\tตัวชี้วัด\tค่าเป้าหมาย\n1\tร้อยละของคลองที่ขุดลอกแล้ว\tร้อยละ 90\n"
    tasks = [Task("", name, "", ExtractOptions(ocr="never"), "", "") for name in ("ก.txt", "ข.txt")]
    one, other = (make_result(text.encode(), task)[0] for task in tasks)
    again = [pickle.loads(pickle.dumps(outcome)) for outcome in (one, other)]
    assert again[0].rows is not again[1].rows
    first, second = (outcome.sharing() for outcome in again)
    assert (first, second) == (one, other)
    assert first.rows is second.rows and first.documents[0].rows is second.documents[0].rows
    assert all(first.years[name] is second.years[name] for name in first.years)
