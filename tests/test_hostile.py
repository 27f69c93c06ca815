"""Files from strangers: a folder of hostile PDFs, passwords, and seeded mutations of the samples."""

from __future__ import annotations

import csv
import os
import random
import re
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from phaen.extractors.model import UnreadableDocument
from phaen.extractors.pdf.source.render import crop
from phaen.pipeline.extract import ExtractOptions, extract_document
from phaen.pipeline.run.driver import run
from phaen.pipeline.run.executors import processes
from phaen.pipeline.run.job import RunOptions, RunReport
from phaen.pipeline.run.pool import Limits
from phaen.pipeline.run.progress import PlainReporter
from phaen.pipeline.run.store import read_rows
from phaen.pipeline.schema.names import PER_DOCUMENT

from tests.states import DEEP

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "tests" / "fixtures" / "samples"
HOSTILE = Path(os.environ.get("PHAEN_HOSTILE") or ROOT.parent / "shared" / "hostile")
LIMITS = Limits(seconds=30, megabytes=1000)
MUTATIONS = 520 if DEEP else 52
SEED = 2568


def do(given: Path, output: Path, passwords: tuple[str, ...] = ()) -> RunReport:
    with Path(os.devnull).open("w") as quiet:
        extract = ExtractOptions(passwords=passwords)
        options = RunOptions(given, output, extract, processes(2, LIMITS))
        return run(options, PlainReporter(quiet))


def check_outcomes(report: RunReport) -> None:
    """Every document has a status; a failure is one clear sentence; nothing is ok without a page or a row."""
    for outcome in report.outcomes:
        assert outcome.status in ("ok", "partial", "failed"), outcome
        if outcome.status == "failed":
            assert outcome.error and re.fullmatch(r"[A-Z][^\n]{15,}[.]", outcome.error), outcome
            assert "An error inside phaen" not in outcome.error, outcome
            assert not outcome.retry, outcome
        else:
            assert outcome.pages or not outcome.source_file.endswith(".pdf"), outcome
            assert outcome.status == "partial" or sum(outcome.rows.values()) > 1, outcome


LINKED = ("kr_code", "kr_code_source", "kr_match_score", "indicator_id", "flags")


def same_rows(mixed: Path, usual: Path, names: set[str]) -> None:
    """The good documents' rows are as usual, but for links, which rest on all documents: beside damaged copies a
    measure may get another ``indicator_id``, and a code may be given up, with a flag; it never becomes another code."""
    for dataset in PER_DOCUMENT:
        rows, wanted = ([r for r in read_rows(out, dataset) if r["source_file"] in names] for out in (mixed, usual))
        assert len(rows) == len(wanted), dataset
        for row, want in zip(rows, wanted, strict=True):
            if dataset == "kpis":
                unsure = row["kr_code"] is None and row["flags"] == sorted({*want["flags"], "kr_code_unsure"})
                assert unsure or (row["kr_code"], row["flags"]) == (want["kr_code"], want["flags"]), row
                row, want = ({k: v for k, v in one.items() if k not in LINKED} for one in (row, want))
            assert row == want, dataset


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="no folder of hostile PDFs: set PHAEN_HOSTILE")
def test_hostile_folder_ends_clearly_and_leaves_the_samples_alone(tmp_path: Path) -> None:
    mixed, clean = tmp_path / "mixed", tmp_path / "clean"
    shutil.copytree(SAMPLES / "pdf", clean)
    shutil.copytree(SAMPLES / "pdf", mixed)
    for path in HOSTILE.glob("*.pdf"):
        shutil.copy(path, mixed)
    with (HOSTILE / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        told = {row["file"]: row for row in csv.DictReader(file, delimiter="\t")}
    passwords = tuple(sorted({row["password"] for row in told.values() if row["password"]}))
    report = do(mixed, tmp_path / "out", passwords)
    do(clean, tmp_path / "usual")
    check_outcomes(report)
    same_rows(tmp_path / "out", tmp_path / "usual", {path.name for path in clean.iterdir()})
    by_name = {outcome.source_file: outcome for outcome in report.outcomes}
    for name, row in told.items():
        wanted, error = row["good_tool_should"], by_name[name].error
        if wanted.startswith("refuse: ") or "refuse with clear error (or recover" in wanted:
            assert by_name[name].status == "failed", (name, wanted)
        # one file has no page at all, which is an error for us whatever its manifest wishes
        if wanted.startswith("parse") and "refuse" not in wanted and "no readable page tree" not in str(error):
            assert by_name[name].status != "failed", (name, wanted, error)


def encrypted(password: str) -> bytes:
    with pikepdf.open(min((SAMPLES / "pdf").iterdir(), key=lambda path: path.stat().st_size)) as pdf:
        buffer = BytesIO()
        pdf.save(buffer, encryption=pikepdf.Encryption(user=password, owner="owner"))
        return buffer.getvalue()


def test_passwords_are_tried_in_turn() -> None:
    data = encrypted("รหัสผ่าน")
    none = extract_document(data, "a.pdf", ExtractOptions())
    assert none.document["status"] == "failed" and "--password-file" in none.document["error"]
    wrong = extract_document(data, "a.pdf", ExtractOptions(passwords=("a", "b")))
    assert wrong.document["error"] == "The PDF is encrypted and no password of --password-file opens it."
    right = extract_document(data, "a.pdf", ExtractOptions(passwords=("a", "รหัสผ่าน", "b")))
    assert right.document["status"] != "failed" and right.tables["sections"]
    named = extract_document(data, "in/a.pdf", ExtractOptions(passwords=("b.pdf\tx", "a.pdf\tรหัสผ่าน")))
    assert named.document["status"] != "failed"
    others = extract_document(data, "in/a.pdf", ExtractOptions(passwords=("b.pdf\tรหัสผ่าน", "b_*.pdf\tรหัสผ่าน")))
    assert others.document["status"] == "failed"
    assert "รหัสผ่าน" not in repr(ExtractOptions(passwords=("รหัสผ่าน",)))


def flip(data: bytes, chance: random.Random) -> bytes:
    """Some bits turned."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 8, 64, 512))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut(data: bytes, chance: random.Random) -> bytes:
    """The end missing."""
    return data[: chance.randrange(1, len(data))]


def swap(data: bytes, chance: random.Random) -> bytes:
    """Two PDF objects, or two lines, in each other's place."""
    parts = re.split(rb"(?<=endobj)" if data.startswith(b"%PDF") else rb"(?<=\n)", data)
    one, other = chance.randrange(len(parts)), chance.randrange(len(parts))
    parts[one], parts[other] = parts[other], parts[one]
    return b"".join(parts)


def renumber(data: bytes, chance: random.Random) -> bytes:
    """Numbers of the file replaced: object references, lengths, boxes."""
    numbers = list(re.finditer(rb"\d+", data))
    changed = bytearray(data)
    for match in chance.sample(numbers, min(len(numbers), 20)):
        changed[match.start() : match.end()] = str(chance.randrange(10 ** len(match[0]))).rjust(len(match[0])).encode()
    return bytes(changed)


def double(data: bytes, chance: random.Random) -> bytes:
    """A piece repeated many times."""
    start = chance.randrange(len(data))
    piece = data[start : start + chance.choice((1, 30, 1000))]
    return data[:start] + piece * chance.choice((2, 50)) + data[start:]


CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (flip, cut, swap, renumber, double)


def test_mutated_samples_never_harm_a_run(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    mixed, clean = tmp_path / "mixed", tmp_path / "clean"
    shutil.copytree(SAMPLES / "pdf", clean)
    shutil.copytree(SAMPLES / "text-plain", clean, dirs_exist_ok=True)
    shutil.copytree(clean, mixed)
    sources = sorted(clean.iterdir())
    for i in range(MUTATIONS):
        source = sources[i % len(sources)]
        change = CHANGES[i // len(sources) % len(CHANGES)]
        # behind the good ones in the order of names: of two versions of a document the first is the original
        (mixed / f"zz-fuzz-{i:03}-{change.__name__}{source.suffix}").write_bytes(change(source.read_bytes(), chance))
    report = do(mixed, tmp_path / "out")
    assert len(report.outcomes) == MUTATIONS + len(sources)
    check_outcomes(report)
    do(clean, tmp_path / "usual")
    same_rows(tmp_path / "out", tmp_path / "usual", {path.name for path in sources})


FOUND = Path(os.environ.get("PHAEN_CASES") or ROOT.parent / "shared" / "cases") / "hostile"


@pytest.mark.skipif(not FOUND.is_dir(), reason="no folder of cases: set PHAEN_CASES")
def test_files_that_once_broke_the_reader_end_clearly_and_can_be_shown() -> None:
    for path in sorted(FOUND.glob("*.pdf")):
        data = path.read_bytes()
        document = extract_document(data, path.name, ExtractOptions(ocr="never")).document
        assert "inside phaen" not in str(document["error"]), path.name
        for page in (1, document["page_count"] or 1):
            try:
                assert crop(data, page, scale=0.2).startswith(b"\x89PNG")
            except UnreadableDocument as error:
                assert "Page" in str(error)
