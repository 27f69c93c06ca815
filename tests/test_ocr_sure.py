"""A line that is sure at the first reading is not read again; figures, Latin and unknown words always are."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy")
pytest.importorskip("cv2")
pytest.importorskip("tesserocr")

from phaen.extractors.ocr import reading  # noqa: E402
from phaen.extractors.ocr.engine import Word  # noqa: E402
from phaen.extractors.ocr.thai_digits import Digit  # noqa: E402


@pytest.mark.parametrize(
    ("text", "confidence", "languages"),
    [
        ("โครงการพัฒนาชุมชน", 0.9, ["tha+eng"]),
        ("โครงการพัฒนาชุมชน", 0.5, ["tha+eng", "tha"]),
        ("โครงการ 12", 0.9, ["tha+eng", "tha+eng"]),
        ("รองเท้าฆฌฎ", 0.9, ["tha+eng", "tha"]),
        ("งาน", 0.9, ["tha+eng", "tha"]),
    ],
)
def test_what_is_read_twice(
    text: str, confidence: float, languages: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def once(picture: object, language: str) -> list[Word]:
        asked.append(language)
        return [Word(word, 0.0, 1.0, confidence) for word in text.split()]

    monkeypatch.setattr(reading, "_read", once)
    monkeypatch.setattr(reading, "settle_scripts", lambda words, strip: words)
    monkeypatch.setattr(reading, "_settled_short", lambda words, pictures: words)
    found = reading.read_line(np.full((40, 300), 255, np.uint8), 30.0, 20.0)
    assert asked[: len(languages)] == languages
    assert len(asked) == len(languages)
    assert found.agreement == 1.0


def read_as(
    texts: dict[str, list[str]], thai: list[Digit], monkeypatch: pytest.MonkeyPatch, third: tuple[str, ...] = ()
) -> reading.Reading:
    """A line read as ``texts`` says, by languages, one after the other."""

    def once(picture: object, language: str) -> list[Word]:
        given = texts[language]
        return [Word(word, 0.0, 1.0, 0.5) for word in given.pop(0).split()]

    monkeypatch.setattr(reading, "_read", once)
    monkeypatch.setattr(reading, "_third", lambda *_: third)
    monkeypatch.setattr(reading, "settle_scripts", lambda words, strip: words)
    monkeypatch.setattr(reading, "_settled_short", lambda words, pictures: words)
    return reading.read_line(np.full((40, 300), 255, np.uint8), 30.0, 20.0, thai)


@pytest.mark.parametrize(("seen", "text"), [(["ปี", "ปี"], "ปี"), (["ป", "ปี"], "ปี"), (["ฌฆ", "ฌฆ"], "|")])
def test_what_both_models_take_for_strokes_is_read_in_thai(
    seen: list[str], text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_as({"tha+eng": ["|", "|"], "tha": seen}, [], monkeypatch).text == text


@pytest.mark.parametrize(
    ("text", "sure", "doubted"), [("10", True, False), ("10", False, True), ("1.0", True, True), ("100", True, True)]
)
def test_a_figure_of_thai_digits_that_are_all_told_needs_no_other_reading(
    text: str, sure: bool, doubted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    thai = [Digit(value, (0, 0, 1, 1), (value,), sure) for value in (1, 0)]
    left = {"tha+eng": [text, text], "eng": [text, text]}
    assert bool(read_as(left, thai, monkeypatch).doubtful) == doubted
    assert len(left["tha+eng"]) == (0 if doubted else 1)


@pytest.mark.parametrize(
    ("english", "doubted"), [(["20", "2"], False), (["2", "20"], False), (["2", "2"], True), (["200", ""], True)]
)
def test_a_third_reading_held_to_figures_is_outvoted_by_a_free_one(
    english: list[str], doubted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = read_as({"tha+eng": ["20", "20"], "eng": english}, [], monkeypatch)
    assert (found.text, bool(found.doubtful)) == ("20", doubted)


@pytest.mark.parametrize(
    ("texts", "third", "doubted"),
    [
        (["1", "4"], "4", True),
        (["4", "1"], "4", True),
        (["11", "14"], "14", False),
        (["ข้อ 1", "ข้อ 4"], "4", False),
        (["4", "4"], "4", False),
    ],
)
def test_a_lone_digit_that_two_readings_give_otherwise_is_doubtful_whatever_a_third_says(
    texts: list[str], third: str, doubted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = read_as({"tha+eng": [*texts], "eng": ["", ""]}, [], monkeypatch, third=(third,))
    assert bool(found.doubtful) == doubted


@pytest.mark.parametrize(("english", "doubted"), [(["4", "4"], False), (["4", "1"], True), (["1", "4"], True)])
def test_a_lone_digit_that_a_third_reading_denies_needs_every_other(
    english: list[str], doubted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bool(read_as({"tha+eng": ["4", "4"], "eng": english}, [], monkeypatch).doubtful) == doubted
