"""Arabic figures among Thai digits are doubtful: they may be a likeness of one."""

from __future__ import annotations

import pytest

pytest.importorskip("cv2")
pytest.importorskip("tesserocr")

from phaen.extractors.ocr.engine import Word
from phaen.extractors.ocr.page import SeenLine
from phaen.extractors.ocr.reading import Reading
from phaen.extractors.ocr.strangers import doubting_strangers


def seen(text: str, doubtful: tuple[str, ...] = ()) -> SeenLine:
    words = tuple(Word(word, 0.0, 10.0, 0.9) for word in text.split())
    return SeenLine((0.0, 0.0, 90.0, 12.0), 11.0, 7.0, 0.1, Reading(words, text, 0.9, 1.0, doubtful=doubtful))


def doubtful(*texts: str) -> list[tuple[str, ...]]:
    return [line.reading.doubtful for line in doubting_strangers([seen(text) for text in texts])]


def test_in_a_line_with_thai_digits() -> None:
    assert doubtful("๒.๑ (9) โครงการปลูกต้นไม้", "12 แห่ง", "30 คน") == [("9",), (), ()]


def test_on_a_page_of_thai_digits() -> None:
    assert doubtful("๑๒,๕๐๐", "๓๐,๐๐๐", "9 แห่ง") == [(), (), ("9",)]


@pytest.mark.parametrize("text", ["รหัส P103 ปี ๒๕๖๗", "COVID-19 ระลอก ๒", "ปี ๒๕๖๗"])
def test_figures_of_latin_words_are_none(text: str) -> None:
    assert doubtful(text) == [()]


def test_tables_in_arabic_digits_under_thai_numbers_are_believed() -> None:
    assert doubtful("ตารางที่ ๑๒ พ.ศ. ๒๕๖๗", "12,500", "30,000") == [(), (), ()]


def test_what_was_doubtful_stays() -> None:
    (line,) = doubting_strangers([seen("๒.๑ (9)", doubtful=("2.1",))])
    assert line.reading.doubtful == ("2.1", "9")
