"""The sample documents printed as careless programs print them, scored cell by cell; made here, not kept."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("reportlab", reason="the sample writers need the 'samples' extra")

from phaen.extractors.model import Table
from phaen.extractors.pdf.reader import read_pdf

from samples.documents import hand_written
from samples.pdf_writer import Style, write_pdf
from samples.printed_html import Look, chromium, libreoffice_all, write_page
from samples.scoring import score
from tests.states import extract, part

GOLD = Path(__file__).resolve().parent / "fixtures" / "samples" / "gold"
LAYOUTS: dict[str, tuple[Style, float, int]] = {
    "every table in a box": (Style(boxed="grid"), 0.995, 1),
    "every form in a box": (Style(boxed="form"), 0.995, 1),
    "every form in a box, large type": (Style(boxed="form", size=15, table_size=14), 0.995, 1),
    "a border round every page": (Style(boxed="page"), 0.995, 1),
    "vertical rules only": (Style(rules="vertical"), 0.99, 2),
}
"""The style, the lowest cell F1, and the most cells that may be wrong without a flag."""


PRINTED: dict[str, tuple[Look, float, int]] = {
    "browser, equal cells merged, text in their middle": (Look(merged=True, middle=True), 0.995, 2),
    "browser, every form in a box": (Look(boxed=True), 0.995, 2),
    "browser, vertical rules only": (Look(rules="vertical"), 0.985, 3),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_reaches_its_floor(name: str, tmp_path: Path) -> None:
    style, floor, most = LAYOUTS[name]
    (tmp_path / "in").mkdir()
    for sample in hand_written():
        (tmp_path / "in" / f"{sample.meta.stem}.pdf").write_bytes(write_pdf(sample.sheet, style, sample.meta.title))
    _scored(tmp_path, floor, most)


@pytest.mark.parametrize("name", part(PRINTED, 3, of=3))
def test_every_print_of_a_browser_reaches_its_floor(name: str, tmp_path: Path) -> None:
    look, floor, most = PRINTED[name]
    (tmp_path / "in").mkdir()
    for sample in hand_written():
        if not chromium(write_page(sample.sheet, look), tmp_path / "in" / f"{sample.meta.stem}.pdf"):
            pytest.skip("no Chromium here: apt-get install chromium")
    _scored(tmp_path, floor, most)


def test_word_documents_printed_by_libreoffice_reach_their_floor(tmp_path: Path) -> None:
    office_writers = pytest.importorskip("samples.office_writers", reason="Word documents need the 'samples' extra")
    (tmp_path / "in").mkdir()
    documents = {
        tmp_path / "in" / f"{sample.meta.stem}.pdf": office_writers.write_docx(sample.sheet, sample.meta.title)
        for sample in hand_written()
    }
    if not libreoffice_all(documents):
        pytest.skip("no LibreOffice here: apt-get install libreoffice-writer-nogui")
    _scored(tmp_path, 0.995, 1)


def _scored(folder: Path, floor: float, most: int) -> None:
    """Extract ``folder``/in and compare with the samples' gold."""
    said = extract(folder / "in", folder / "out")
    assert (folder / "out" / "documents").exists(), said.err
    cells = [tally for dataset, tally in score(folder / "out", GOLD).items() if dataset != "findings"]
    right, missing, extra = (sum(getattr(t, part) for t in cells) for part in ("right", "missing", "extra"))
    errors = [error for tally in cells for error in tally.errors][:10]
    assert 2 * right / (2 * right + missing + extra) >= floor, errors
    assert sum(tally.silent for tally in cells) <= most, errors


@pytest.mark.parametrize("name", part(LAYOUTS, 5))
def test_both_backends_give_the_same_cells(name: str) -> None:
    style, _, _ = LAYOUTS[name]
    sample = next(sample for sample in hand_written() if sample.meta.stem == "sno_plan_2568")
    data = write_pdf(sample.sheet, style, sample.meta.title)
    assert _cells(data, "pdfium") == _cells(data, "pdfplumber")


def _cells(data: bytes, backend: str) -> list[list[list[str]]]:
    blocks = read_pdf(data, "x.pdf", backend=backend).blocks
    return [[row.texts() for row in block.rows] for block in blocks if isinstance(block, Table)]
