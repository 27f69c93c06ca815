"""Files of native and scanned pages: tables go on from one kind to the other; skipped without recognition."""

# ruff: noqa: E402 - what needs Tesseract is imported after it was found
from __future__ import annotations

from functools import cache

import pytest
from phaen.extractors.model import Document
from phaen.extractors.ocr import OcrOptions
from phaen.extractors.ocr.installed import MISSING, available
from phaen.extractors.pdf.reader import read_pdf

if not available():
    pytest.skip(f"scans: {MISSING}", allow_module_level=True)
for library in ("numpy", "pikepdf", "reportlab", "PIL"):
    pytest.importorskip(library)

from phaen.extractors.tables.join import join_tables
from phaen.extractors.tables.joined import JoinedTable
from phaen.pipeline.extract import ExtractOptions, extract_document

from samples.documents import hand_written
from samples.pdf_writer import Style, write_pdf
from samples.scans import SCANS, scan
from samples.scoring import squash
from tests.shared import recognised
from tests.states import part

CUT_ROW = ("sno_plan_2568", 8, 9)
"""A sample whose table of indicators runs over these pages, one row cut inside its cells."""
CUT_TABLE = ("snk_agreement_2567", 2, 3)
"""A sample whose rubric goes on between two rows."""
KINDS = [
    pytest.param(CUT_ROW, 8, True, id="cut row, first page scanned"),
    pytest.param(CUT_ROW, 9, True, id="cut row, second page scanned"),
    pytest.param(CUT_ROW, 9, False, id="cut row, no header on the second page"),
    pytest.param(CUT_TABLE, 2, True, id="between rows, first page scanned"),
    pytest.param(CUT_TABLE, 3, False, id="between rows, no header on the second page"),
]


@cache
def native(stem: str, repeat_header: bool) -> bytes:
    sample = next(one for one in hand_written() if one.meta.stem == stem)
    return write_pdf(sample.sheet, Style(size=14, table_size=12, repeat_header=repeat_header))


@cache
def mixed(stem: str, page: int, repeat_header: bool) -> bytes:
    return scan(native(stem, repeat_header), SCANS["scan-200"], pages=[page - 1])


def over(document: Document, first: int, second: int) -> JoinedTable:
    """The table that stands on both pages."""
    tables = [item for item in join_tables(document) if isinstance(item, JoinedTable)]
    found = [t for t in tables if {first, second} <= {place.page for row in t.rows for place in row.places}]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(("where", "scanned", "repeat_header"), part(KINDS, 2))
def test_a_table_goes_on_from_one_kind_of_page_to_the_other(
    where: tuple[str, int, int], scanned: int, repeat_header: bool
) -> None:
    stem, first, second = where
    truth = over(read_pdf(native(stem, repeat_header), "native.pdf"), first, second)
    document = read_pdf(mixed(stem, scanned, repeat_header), "mixed.pdf", ocr=OcrOptions(cache=recognised()))
    found = over(document, first, second)
    assert [page.ocr for page in document.pages] == [page.page == scanned for page in document.pages]
    assert found.kind == truth.kind and found.roles == truth.roles
    assert [[p.page for p in row.places] for row in found.rows] == [[p.page for p in row.places] for row in truth.rows]
    for row, wanted in zip(found.rows, truth.rows, strict=True):
        for cell, true in zip(row.cells, wanted.cells, strict=True):
            flagged = any(flag.startswith("ocr_") for flag in cell.flags)
            assert squash(cell.text) == squash(true.text) or flagged


def test_a_row_cut_between_both_kinds_is_one_row() -> None:
    """Its cells hold what stands on either page; its confidence is that of the recognised part."""
    stem, first, second = CUT_ROW
    table = over(read_pdf(mixed(stem, second, True), "mixed.pdf", ocr=OcrOptions(cache=recognised())), first, second)
    cut = [row for row in table.rows if len({place.page for place in row.places}) > 1]
    assert len(cut) == 1
    parts = [part for cell in cut[0].cells for part in cell.parts]
    assert {part.place.page for part in parts} == {first, second}
    assert all((part.confidence < 1.0) == (part.place.page == second) for part in parts)


@pytest.mark.parametrize("scanned", [8, 9])
def test_rows_of_both_kinds_are_extracted(scanned: int) -> None:
    """The indicators of the cut table are those of the native file, names, targets and codes alike."""
    stem, *_ = CUT_ROW
    options = ExtractOptions(ocr_cache=recognised())
    truth = extract_document(native(stem, True), "native.pdf", options).tables
    found = extract_document(mixed(stem, scanned, True), "mixed.pdf", options).tables
    assert found["documents"][0]["text_source"] == "ocr" and truth["documents"][0]["text_source"] != "ocr"
    columns = ("name", "kr_code_printed", "target_value", "weight", "lead_agencies")

    def listed(rows: list[dict[str, object]]) -> list[tuple[object, ...]]:
        return [tuple(squash(str(row[column])) for column in columns) for row in rows if not row["flags"]]

    both = [row for row in listed(found["kpis"]) if row in listed(truth["kpis"])]
    assert listed(found["kpis"]) == both
    assert len(found["kpis"]) == len(truth["kpis"]) and len(both) >= 0.6 * len(truth["kpis"])
    everything = [row for rows in found.values() for row in rows if "confidence" in row]
    assert all(row["confidence"] < 1.0 for row in everything if row["page"] == scanned)
    assert min(row["confidence"] for row in found["kpi_mentions"]) < 1.0
