"""A line that is sure at the first reading is not read again; figures, Latin and unknown words always are."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy")
pytest.importorskip("cv2")
pytest.importorskip("tesserocr")

from phaen.extractors.ocr import reading  # noqa: E402
from phaen.extractors.ocr.engine import Word  # noqa: E402


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
