"""Several documents bound in one file are several documents; one document is never split."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from phaen.extractors.forms.bundles import FLAG, split_bundle
from phaen.extractors.reader import read_document
from phaen.normalizers.agencies import AgencyRegister
from phaen.pipeline.extract import ExtractOptions, extract_document
from phaen.pipeline.schema.names import PER_DOCUMENT
from states import DEEP

from samples.blocks import Break, Para, Sheet
from samples.documents import hand_written
from samples.elsewhere import other_samples
from samples.office_writers import write_docx, write_html
from samples.pdf_writer import Style, write_pdf
from samples.text_writers import write_plain

ROOT = Path(__file__).resolve().parents[1]
NEVER = ExtractOptions(ocr="never")
NOT_COMPARED = frozenset(
    {
        *("doc_id", "source_file", "page", "line", "bbox", "place", "page_count", "kpi_id", "kpi_ids", "project_id"),
        *("row_key", "confidence", "coverage", "coverage_typed"),
    }
)
"""Columns that say where a row stands, and what is measured over them."""


@cache
def sheets() -> dict[str, Sheet]:
    return {**{one.meta.stem: one.sheet for one in hand_written()}, **{one.stem: one.sheet for one in other_samples()}}


def written(sheet: Sheet, kind: str) -> bytes:
    return write_plain(sheet).encode() if kind == "txt" else write_pdf(sheet, Style(all_landscape=True))


def bound(files: Sequence[bytes], kind: str) -> bytes:
    """The files one behind the other in one."""
    if kind == "txt":
        return b"\n\n".join(files)
    volume, out = pikepdf.new(), io.BytesIO()
    for file in files:
        volume.pages.extend(pikepdf.open(io.BytesIO(file)).pages)
    volume.save(out)
    return out.getvalue()


def joined(*parts: Sheet | Para | Break) -> Sheet:
    """One sheet of several, and of lines between them."""
    blocks: list[Any] = []
    for part in parts:
        blocks += part.blocks if isinstance(part, Sheet) else [part]
    return Sheet(tuple(blocks))


def comparable(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    def kept(column: str, value: object) -> object:
        return (
            [flag for flag in value if flag != "running_head"]
            if isinstance(value, list) and column == "flags"
            else value
        )

    return [
        {column: kept(column, value) for column, value in row.items() if column not in NOT_COMPARED} for row in rows
    ]


BUNDLES = {
    "two plans": ("snp_plan_2568", "sno_plan_2568"),
    "plan, agreement and report": ("ssl_plan_2567", "snk_agreement_2567", "bangrak_report_2566"),
    "plans outside Bangkok": ("town_development_2566", "subdistrict_operations_2567"),
}


@pytest.mark.parametrize("kind", ["txt", "pdf"])
@pytest.mark.parametrize("name", BUNDLES if DEEP else [*BUNDLES][1:])
def test_a_bundle_gives_the_rows_of_its_documents(name: str, kind: str) -> None:
    files = [written(sheets()[stem], kind) for stem in BUNDLES[name]]
    data = bound(files, kind)
    tables = extract_document(data, f"x.{kind}", NEVER).tables
    names = [f"x.{kind}", *(f"x.{kind}#{number}" for number in range(2, len(files) + 1))]
    keys = [data, *(data + f"#{number}".encode() for number in range(2, len(files) + 1))]
    assert [(row["source_file"], row["doc_id"]) for row in tables["documents"]] == [
        (name, hashlib.sha256(key).hexdigest()[:16]) for name, key in zip(names, keys, strict=True)
    ]
    pages = 0
    for source, file in zip(names, files, strict=True):
        alone = extract_document(file, f"x.{kind}", NEVER).tables
        for dataset in PER_DOCUMENT:
            mine = [row for row in tables[dataset] if row["source_file"] == source]
            if dataset == "sections" and name == "plans outside Bangkok":
                continue  # in running text a line above the title may be the last of the document before
            assert comparable(mine) == comparable(alone[dataset]), (source, dataset)
            if kind == "pdf" and dataset == "cells":
                assert [row["page"] - pages for row in mine] == [row["page"] for row in alone[dataset]]
        pages += alone["documents"][0]["page_count"] or 0


PLAN = sheets()["snp_plan_2568"]
REPORT = sheets()["bangrak_report_2566"]
NEXT = Break(wide=False)
INSIDE: dict[str, Callable[[], Sheet]] = {
    "an appendix": lambda: joined(REPORT, NEXT, Para("ภาคผนวก", bold=True), NEXT, PLAN),
    "an appendix on the title's page": lambda: joined(REPORT, NEXT, Para("ภาคผนวก ก", bold=True), PLAN),
    "a chapter": lambda: joined(PLAN, NEXT, Para("ส่วนที่ 5", bold=True), REPORT),
    "chapters that go on": lambda: joined(
        Sheet(PLAN.blocks), NEXT, REPORT, NEXT, Para("ส่วนที่ 5 การติดตามและประเมินผล", bold=True, level=1)
    ),
    "the same title again": lambda: joined(PLAN, NEXT, *PLAN.blocks[:2], *PLAN.blocks[2:6]),
}


@pytest.mark.parametrize("kind", ["txt", "pdf", "docx", "html"])
@pytest.mark.parametrize("name", INSIDE)
def test_what_stands_inside_a_document_is_no_document(name: str, kind: str) -> None:
    sheet = INSIDE[name]()
    data = {"docx": write_docx, "html": write_html}[kind](sheet) if kind in ("docx", "html") else written(sheet, kind)
    assert len(split(data, f"x.{kind}")) == 1


def split(data: bytes, name: str) -> list[Any]:
    return split_bundle(read_document(data, name), AgencyRegister.load(None), data)


def test_a_title_behind_an_appendix_is_a_guess() -> None:
    sheet = joined(REPORT, NEXT, Para("ภาคผนวก", bold=True), Para("ภาพกิจกรรมของปี"), NEXT, PLAN)
    (document,) = split(written(sheet, "pdf"), "x.pdf")
    assert FLAG in document.flags


APPENDED = [
    Para("รายชื่อคณะทำงานติดตามและประเมินผล"),
    Para("๑. ผู้อำนวยการเขต ประธานคณะทำงาน"),
    Para("๒. หัวหน้าฝ่ายปกครอง คณะทำงานและเลขานุการ"),
]
"""What an office appends to its report."""


@pytest.mark.parametrize("kind", ["txt", "pdf", "docx"])
@pytest.mark.parametrize(
    ("appendix", "behind", "documents"),
    [
        ([Para("ภาคผนวก", bold=True), *APPENDED], PLAN, 2),
        ([Para("ภาคผนวก ก", bold=True), *APPENDED], joined(PLAN, NEXT, Para("ภาคผนวก ก", bold=True), *APPENDED), 2),
        # the letters go on behind it: it stands inside the appendix
        ([Para("ภาคผนวก ก", bold=True), *APPENDED], joined(PLAN, NEXT, Para("ภาคผนวก ข", bold=True), *APPENDED), 1),
        # the office appends the plan of one that its appendix names
        ([Para("ภาคผนวก", bold=True), *APPENDED, Para("แผนของสำนักการแพทย์ที่เกี่ยวข้อง")], PLAN, 1),
        # no preface, no list of contents
        ([Para("ภาคผนวก", bold=True), *APPENDED], sheets()["ssl_plan_2567"], 1),
    ],
)
def test_a_document_behind_the_contents_of_an_appendix(
    appendix: list[Para], behind: Sheet, documents: int, kind: str
) -> None:
    sheet = joined(REPORT, NEXT, *appendix, NEXT, behind)
    found = split(write_docx(sheet) if kind == "docx" else written(sheet, kind), f"x.{kind}")
    assert len(found) == documents
    assert all((FLAG in document.flags) == (documents == 1) for document in found)


@pytest.mark.parametrize("kind", ["docx", "html"])
def test_bundles_of_other_kinds(kind: str) -> None:
    sheet = joined(sheets()["sno_plan_2568"], NEXT, sheets()["snk_agreement_2567"])
    data = {"docx": write_docx, "html": write_html}[kind](sheet)
    found = extract_document(data, f"x.{kind}", NEVER).tables["documents"]
    assert [(row["source_file"], row["doc_type"]) for row in found] == [
        (f"x.{kind}", "annual_plan"),
        (f"x.{kind}#2", "kpi_agreement"),
    ]


@pytest.mark.parametrize("kind", ["txt", "pdf", "docx"])
def test_no_sample_is_split(kind: str) -> None:
    stems = sorted(sheets()) if DEEP else sorted(sheets())[:: 2 if kind == "txt" else 6]
    for stem in stems:
        sheet = sheets()[stem]
        data = write_docx(sheet) if kind == "docx" else written(sheet, kind)
        (document,) = split(data, f"{stem}.{kind}")
        assert FLAG not in document.flags, stem


def others() -> list[Path]:
    """Real documents where they are at hand: the folders that the environment names, or those beside the repository."""
    found: list[Path] = []
    for variable, folder in (("PHAEN_CORPUS", "corpus"), ("PHAEN_REAL", "realpdf")):
        home = Path(os.environ.get(variable) or ROOT.parent / "shared" / folder)
        found += sorted(path for path in home.rglob("*") if path.suffix in (".pdf", ".txt"))
    return found


@pytest.mark.skipif(not DEEP or not others(), reason="long: PHAEN_DEEP=1, and PHAEN_CORPUS or PHAEN_REAL")
def test_no_real_document_is_split() -> None:
    for path in others():
        assert len(split(path.read_bytes(), path.name)) == 1, path.name
