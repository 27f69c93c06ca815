"""What PDFium and NumPy give in bulk is what they give one by one."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from phaen.extractors.pdf.sorted_values import distinct, is_in, median, quantile
from phaen.extractors.pdf.source import pdfium as source

SAMPLES = Path(__file__).resolve().parent / "fixtures" / "samples"
_NUMBERS = st.lists(st.integers(-3, 9), max_size=30)


@given(_NUMBERS, _NUMBERS)
def test_sorting_tells_what_numpy_does(values: list[int], wanted: list[int]) -> None:
    array = np.array(values, np.int64)
    assert distinct(array).tolist() == np.unique(array).tolist()
    assert is_in(array, wanted).tolist() == np.isin(array, wanted).tolist()
    assert not values or median(array) == np.median(array)


def test_reading_a_page_loads_no_masked_arrays() -> None:
    path = next(iter(sorted(SAMPLES.glob("pdf/*.pdf"))))
    code = (
        "import sys; from pathlib import Path; from phaen.extractors.pdf.reader import read_pdf;"
        "read_pdf(Path(sys.argv[1]).read_bytes(), 'a'); print('numpy.ma' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    "path", sorted(SAMPLES.glob("*/*.pdf"))[::4], ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_codes_of_a_page_are_those_of_its_characters(path: Path) -> None:
    document = pdfium.PdfDocument(path)
    for number in range(min(len(document), 3)):
        page = document[number]
        text = page.get_textpage()
        at = source.page_address(text.raw)
        count = text.count_chars()
        alone = [source._unicode(at, index) for index in range(count)]
        assert source._codes(at, count).tolist() == alone


def test_codes_are_asked_one_by_one_where_the_text_is_shorter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "_text", lambda _page, _start, count, _at: count)
    monkeypatch.setattr(source, "_unicode", lambda _page, index: 0xE01 + index)
    assert source._codes(0, 3).tolist() == [0xE01, 0xE02, 0xE03]


def test_what_only_stands_in_for_a_code_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hyphen at a line end, and a glyph without Unicode, of which a span's /ActualText may tell."""

    def text(_page: int, _start: int, count: int, at: int) -> int:
        (ctypes.c_uint16 * 3).from_address(at)[:] = [0xFFFE, 0x61, 0xFFFE]
        return count + 1

    monkeypatch.setattr(source, "_text", text)
    monkeypatch.setattr(source, "_unicode", lambda _page, index: index)
    assert source._codes(0, 3).tolist() == [0, 0x61, 2]


def test_surrogates_are_asked_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def text(_page: int, _start: int, count: int, at: int) -> int:
        (ctypes.c_uint16 * 3).from_address(at)[:] = [0xD83D, 0xDE00, 0x61]
        return count + 1

    monkeypatch.setattr(source, "_text", text)
    monkeypatch.setattr(source, "_unicode", lambda _page, index: 0xE01 + index)
    assert source._codes(0, 3).tolist() == [0xE01, 0xE02, 0xE03]


def test_quantiles_are_those_of_numpy_to_the_last_bit() -> None:
    rng = np.random.default_rng(1)
    for count in (*range(1, 30), 200):
        values = rng.random(count) * 100
        for share in (0.0, 0.2, 0.5, 0.77, 1.0):
            assert quantile(values, share) == float(np.quantile(values, share))
