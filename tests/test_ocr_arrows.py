"""Arrows in cells of a time plan are told by their shape, also where they are as high as letters."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy")
cv2 = pytest.importorskip("cv2")
pytest.importorskip("tesserocr")

from phaen.extractors.ocr import page as pages  # noqa: E402
from phaen.extractors.ocr.engine import Word  # noqa: E402
from phaen.extractors.ocr.page import lay_out, see_lines  # noqa: E402
from phaen.extractors.ocr.picture import Picture  # noqa: E402
from phaen.extractors.ocr.reading import Reading  # noqa: E402

SCALE, BODY = 300 / 72, 28


@pytest.mark.parametrize(("heads", "seen"), [("l", "←"), ("r", "→"), ("lr", "↔"), ("", "x")])
def test_an_arrow_as_high_as_a_letter(heads: str, seen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bar of the same size without heads is read."""
    grey = np.full((400, 900), 255, np.uint8)
    for y in (100, 250):
        grey[y : y + 4, 100:804] = 0
    for x in (100, 500, 800):
        grey[100:254, x : x + 4] = 0
    for x in range(130, 470, 40):
        grey[160 : 160 + BODY, x : x + 22] = 0
    high = round(0.64 * BODY)
    x0, x1, middle = 600, 600 + round(1.2 * BODY), 175
    grey[middle - 2 : middle + 2, x0:x1] = 0
    for head in heads:
        tip, foot = (x0, x0 + 9) if head == "l" else (x1, x1 - 9)
        corners = np.array([(tip, middle), (foot, middle - high // 2), (foot, middle + high // 2)], np.int32)
        cv2.fillPoly(grey, [corners], 0)
    if not heads:
        grey[middle - high // 2 : middle + high // 2, x0:x1] = 0
    monkeypatch.setattr(pages, "read_line", lambda *_: Reading((Word("x", 0.0, 10.0, 0.9),), "x", 0.9, 1.0))
    monkeypatch.setattr(pages, "find_digits", lambda *_: [])
    layout = lay_out(Picture(grey, SCALE, 900 / SCALE, 400 / SCALE, 0.0), 1)
    assert [line.reading.text for line in see_lines(layout) if line.box[0] > 500 / SCALE] == [seen]
