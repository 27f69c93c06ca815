"""``phaen show``: the place of a row in any kind of file, also inside archives and bundles."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from phaen.extractors.office import rendering
from phaen.pipeline.cli.show import command
from phaen.pipeline.extract import ExtractOptions
from phaen.pipeline.run.driver import run
from phaen.pipeline.run.executors import serial
from phaen.pipeline.run.job import RunOptions
from phaen.pipeline.run.originals import original
from phaen.pipeline.run.progress import QuietReporter
from phaen.pipeline.run.store import read_rows

from samples.documents import hand_written
from samples.elsewhere import hospital_plan, operations_plan
from samples.office_writers import write_docx, write_xlsx
from samples.pdf_writer import write_pdf


@cache
def bundle() -> bytes:
    volume, out = pikepdf.new(), io.BytesIO()
    for sheet in (hospital_plan.sample().sheet, hand_written()[1].sheet):
        volume.pages.extend(pikepdf.open(io.BytesIO(write_pdf(sheet))).pages)
    volume.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("show")
    raw = folder / "raw"
    raw.mkdir()
    raw.joinpath("plan.docx").write_bytes(write_docx(operations_plan.sample().sheet))
    raw.joinpath("plan.xlsx").write_bytes(write_xlsx(hospital_plan.sample().sheet))
    with zipfile.ZipFile(raw / "a.zip", "w") as archive:
        archive.writestr("in/bound.pdf", bundle())
    options = RunOptions(raw, folder / "out", ExtractOptions(ocr="never"), serial())
    run(options, QuietReporter())
    return folder


def show(home: Path, doc_id: str, place: str) -> tuple[int, str]:
    where = ["--input", str(home / "raw"), "-o", str(home / "crop.png")]
    done = CliRunner().invoke(command, [str(home / "out"), doc_id, place, *where])
    return done.exit_code, done.output


def documents(home: Path) -> dict[str, str]:
    return {row["source_file"]: row["doc_id"] for row in read_rows(home / "out", "documents")}


def test_a_bundle_in_an_archive_is_found_again(home: Path) -> None:
    keys = documents(home)
    names = ["a.zip#in/bound.pdf", "a.zip#in/bound.pdf#2"]
    assert {*names} <= keys.keys()
    for name in names:
        assert original(home / "raw", name, keys[name]) == bundle()
    page = max(row["page"] for row in read_rows(home / "out", "kpis") if row["source_file"] == names[1])
    status, said = show(home, keys[names[1]], str(page))
    assert (status, said.count("bound.pdf#2")) == (0, 1)


def test_a_file_that_has_changed_is_no_original(home: Path) -> None:
    assert original(home / "raw", "plan.docx", "0" * 16) is None
    assert original(home / "raw", "../out/manifest.json", "0" * 16) is None


def test_without_an_office_program_the_text_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "PROGRAMS", ())
    row = next(row for row in read_rows(home / "out", "cells") if row["source_file"] == "plan.docx" and row["text"])
    status, said = show(home, documents(home)["plan.docx"], row["place"])
    assert status == 1 and "LibreOffice is not installed" in said and row["text"][:10] in said


def test_a_place_that_is_not_there(home: Path) -> None:
    assert "has no place" in show(home, documents(home)["plan.docx"], "table 99 r1 c1")[1]
    assert "has no pages" in show(home, documents(home)["plan.xlsx"], "1")[1]


@pytest.mark.skipif(rendering.program() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", ["plan.docx", "plan.xlsx"])
def test_a_place_of_an_office_file_is_drawn(name: str, home: Path) -> None:
    rows = [row for row in read_rows(home / "out", "cells") if row["source_file"] == name and len(row["text"]) > 8]
    status, said = show(home, documents(home)[name], rows[-1]["place"])
    if name == "plan.xlsx" and "could not print" in said:
        pytest.skip("LibreOffice is installed without Calc")
    assert status == 0 and "as printed" in said and "not found" not in said
    assert (home / "crop.png").read_bytes().startswith(b"\x89PNG")
