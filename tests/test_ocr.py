"""Scanned pages of the samples, read with Tesseract; skipped where it is not installed."""

# ruff: noqa: E402 - what needs Tesseract is imported after it was found
from __future__ import annotations

import shutil
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from phaen.extractors.model import Cell, Document, Table
from phaen.extractors.ocr import OUT_OF_TIME, OcrOptions
from phaen.extractors.ocr.installed import MISSING, available
from phaen.extractors.pdf.reader import read_pdf

if not available():
    pytest.skip(f"scans: {MISSING}", allow_module_level=True)
for library in ("numpy", "pikepdf", "reportlab", "PIL"):
    pytest.importorskip(library)

import pikepdf
from phaen.extractors.ocr.figures import figures
from phaen.extractors.ocr.picture import clean, render
from phaen.extractors.ocr.rulings import find_rulings
from phaen.extractors.sealed import seal, unseal
from phaen.pipeline.extract import ExtractOptions, extract_document

from samples.documents import hand_written
from samples.pdf_writer import Style, write_pdf
from samples.scans import SCANS, Scanner, scan
from tests.shared import made_once, recognised

STEM = "sno_plan_2568"
PAGE = 6
"""A page with a table of projects and budgets."""


@cache
def native() -> bytes:
    sample = next(one for one in hand_written() if one.meta.stem == STEM)
    return write_pdf(sample.sheet, Style(size=14, table_size=12))


def one_page(data: bytes, number: int) -> bytes:
    with pikepdf.open(BytesIO(data)) as pdf:
        for index in reversed(range(len(pdf.pages))):
            if index != number - 1:
                del pdf.pages[index]
        out = BytesIO()
        pdf.save(out)
        return out.getvalue()


@cache
def scan_of(name: str) -> bytes:
    return scan(one_page(native(), PAGE), SCANS[name])


@cache
def scanned(name: str) -> Document:
    return read_pdf(scan_of(name), "scan.pdf", ocr=OcrOptions(cache=str(kept_of(name))))


def kept_of(name: str) -> Path:
    """The folder in which the recognised page of a scan is kept."""
    return made_once(f"recognised-{name}", lambda folder: None)


def table_cells(document: Document) -> list[list[Cell | None]]:
    return [list(row.cells) for block in document.blocks if isinstance(block, Table) for row in block]


@pytest.mark.parametrize("name", ["scan-200", "scan-rubbish"])
def test_a_table_of_a_scan_is_the_table_of_the_text_layer(name: str) -> None:
    truth = table_cells(read_pdf(one_page(native(), PAGE), "native.pdf"))
    found = table_cells(scanned(name))
    assert [len(row) for row in found] == [len(row) for row in truth]
    assert [[cell and cell.colspan for cell in row] for row in found] == [
        [cell and cell.colspan for cell in row] for row in truth
    ]
    for mine, wanted in zip(found, truth, strict=True):
        for cell, true in zip(mine, wanted, strict=True):
            if cell and true and figures(true.text) and "ocr_disagrees" not in cell.flags:
                assert figures(cell.text) == figures(true.text)
    assert scanned(name).pages[0].ocr


def test_places_are_those_of_the_page_as_scanned() -> None:
    """The page was turned by 0.4°: the table's corner moves by less than 4 points, and back."""
    truth = next(block for block in read_pdf(one_page(native(), PAGE), "native.pdf").blocks if isinstance(block, Table))
    found = next(block for block in scanned("scan-200").blocks if isinstance(block, Table))
    assert found.place.bbox and truth.place.bbox
    assert found.place.bbox == pytest.approx(truth.place.bbox, abs=4.5)


def test_every_recognised_cell_says_how_sure_it_is() -> None:
    cells = [cell for row in table_cells(scanned("scan-200")) for cell in row if cell and cell.text]
    assert cells and all(0 < cell.confidence < 1 for cell in cells)


def test_a_turned_page_is_levelled() -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(scan(one_page(native(), PAGE), Scanner(turn=0.9)))
    picture = clean(*render(document, 0))
    assert abs(abs(picture.turn) - 0.9) <= 0.1
    shapes = find_rulings(picture.ink(), picture.scale).shapes
    across = [shape for shape in shapes.tolist() if shape[2] - shape[0] > 400]
    assert len(across) >= 6
    document.close()


def test_recognised_pages_are_kept(tmp_path: Path) -> None:
    data, first = scan_of("scan-200"), scanned("scan-200")
    shutil.copytree(kept_of("scan-200"), tmp_path, dirs_exist_ok=True)
    kept = list(tmp_path.glob("*/*.ocr"))
    assert len(kept) == 1
    sealed = kept[0].read_bytes()
    changed = bytes(unseal(sealed)).replace(b"22,500,000", b"22,500,001")
    kept[0].write_bytes(seal(changed))
    again = read_pdf(data, "scan.pdf", ocr=OcrOptions(cache=str(tmp_path)))
    assert "22,500,000" in str(first.blocks) and "22,500,001" in str(again.blocks)
    kept[0].write_bytes(sealed.replace(b"22,500,000", b"22,500,001"))
    assert read_pdf(data, "scan.pdf", ocr=OcrOptions(cache=str(tmp_path))).blocks == first.blocks
    assert kept[0].read_bytes() == sealed


def test_a_page_has_so_much_time() -> None:
    data = scan_of("scan-200")
    document = read_pdf(data, "scan.pdf", ocr=OcrOptions(page_seconds=0.001))
    assert OUT_OF_TIME in document.flags
    assert "22,500,000" not in str(document.blocks)


def test_native_and_scanned_pages_of_one_file_give_rows() -> None:
    """The pages of the summary of projects and of the routine work are pictures, the others have text."""
    data = scan(native(), SCANS["scan-200"], pages=[PAGE - 1, PAGE])
    tables = extract_document(data, "mixed.pdf", ExtractOptions(ocr_cache=recognised())).tables
    assert tables["documents"][0]["text_source"] == "ocr"
    pages = {row["page"]: row for row in tables["plans"]}
    assert {PAGE, PAGE + 1} <= set(pages) and min(pages) < PAGE
    assert all(row["confidence"] < 1 for row in tables["plans"] if row["page"] in (PAGE, PAGE + 1))
    budgets = {row["budget_raw"] for row in tables["plans"] if row["page"] == PAGE}
    assert {"22,500,000", "6,300,000", "28,800,000"} <= budgets


def test_without_recognition_the_page_stays_unreadable() -> None:
    data = scan_of("scan-200")
    document = read_pdf(data, "scan.pdf", ocr=OcrOptions("never"))
    assert "page_unreadable" in document.flags and not document.pages[0].readable
