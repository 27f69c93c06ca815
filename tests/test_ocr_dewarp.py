"""Bent pages: lines that paper bends are made level, level pages stay as they are, places are those of the scan."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

cv2 = pytest.importorskip("cv2")
np = pytest.importorskip("numpy")
PIL = pytest.importorskip("PIL")

from phaen.extractors.ocr.dewarp import find_bend, line_heights  # noqa: E402
from phaen.extractors.ocr.picture import clean  # noqa: E402
from PIL import Image, ImageDraw, ImageFont  # noqa: E402

FONT = Path(__file__).resolve().parent.parent / "samples" / "fonts" / "Sarabun-Regular.ttf"
SCALE = 300 / 72
WIDTH, HEIGHT = 520, 420
"""Points."""
LINE = "จำนวนครัวเรือนที่เข้าร่วมโครงการพัฒนาคุณภาพชีวิตของประชาชนในพื้นที่เป้าหมายตามแผนงาน"
Grey = np.ndarray


@cache
def page(rules: bool = True, text: bool = True) -> Grey:
    """A page with lines of text over a table."""
    picture = Image.new("L", (round(WIDTH * SCALE), round(HEIGHT * SCALE)), 245)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(FONT), round(12 * SCALE))
    for row in range(20 if text else 0):
        draw.text((round(40 * SCALE), round((30 + 18 * row) * SCALE)), LINE, font=font, fill=30)
    for row in range(6 if rules else 0):
        y = round((220 + 30 * row) * SCALE)
        draw.line((round(35 * SCALE), y, round(490 * SCALE), y), fill=30, width=3)
    return np.asarray(picture)


def bent(grey: Grey, lower: Callable[[Any, Any], Any]) -> Grey:
    """``grey`` as a page whose paper hangs ``lower(x, y)`` points lower at every place of the level page."""
    x, y = np.meshgrid(np.arange(grey.shape[1], dtype=np.float32), np.arange(grey.shape[0], dtype=np.float32))
    level = y.copy()
    for _ in range(6):
        level = y - lower(x / SCALE, level / SCALE) * SCALE
    return cv2.remap(grey, x, level.astype(np.float32), cv2.INTER_CUBIC, borderValue=245)


BENDS: dict[str, Callable[[Any, Any], Any]] = {
    "curl to the right": lambda x, y: -9 * np.exp((x - WIDTH) / 80) + 0 * y,
    "curl to the left, a parabola": lambda x, y: 8 * np.clip(1 - x / 180, 0, None) ** 2 + 0 * y,
    "loose paper, a wave": lambda x, y: 3 * np.sin(2 * np.pi * x / WIDTH) + 0 * y,
    "a fold": lambda x, y: 0.02 * np.abs(x - 300) + 0 * y,
    "keystone": lambda x, y: 3e-4 * (x - WIDTH / 2) * (y - HEIGHT / 2) * 0.25,
    "curl of the lower corner": lambda x, y: 7 * np.clip((x - 250) / 250, 0, None) ** 2 * np.clip(y / HEIGHT, 0, 1),
}


def crookedness(grey: Grey) -> float:
    """Points that the lines of a picture usually rise or fall over their length."""
    heights = line_heights(grey, SCALE)
    spans = [np.ptp(heights.y[heights.line == line]) for line in np.unique(heights.line)]
    return float(np.percentile(spans, 75))


@pytest.mark.parametrize("kind", BENDS)
@pytest.mark.parametrize("shown", ["both", "text alone", "rules alone"])
def test_bent_lines_are_made_level(kind: str, shown: str) -> None:
    level = page(rules=shown != "text alone", text=shown != "rules alone")
    picture = clean(bent(level, BENDS[kind]), SCALE, WIDTH, HEIGHT)
    assert picture.bend is not None
    assert crookedness(picture.grey) < max(0.6, crookedness(level) + 0.3)


@pytest.mark.parametrize("turn", [0.0, 0.02])
def test_level_pages_stay_as_they_are(turn: float) -> None:
    level = bent(page(), lambda x, y: turn * x / 10 + 0 * y)
    picture = clean(level, SCALE, WIDTH, HEIGHT)
    assert picture.bend is None
    rng = np.random.default_rng(1)
    noisy = np.clip(level + rng.normal(0, 9, level.shape), 0, 255).astype(np.uint8)
    assert clean(noisy, SCALE, WIDTH, HEIGHT).bend is None


def test_nothing_is_told_by_pages_without_lines() -> None:
    white = np.full_like(page(), 255)
    rng = np.random.default_rng(2)
    specks = np.where(rng.random(white.shape) < 0.01, 0, 255).astype(np.uint8)
    assert find_bend(white, SCALE) is None
    assert find_bend(specks, SCALE) is None
    assert find_bend(np.ascontiguousarray(np.rot90(page(rules=False))), SCALE) is None


@pytest.mark.parametrize("kind", BENDS)
def test_places_are_those_of_the_scan(kind: str) -> None:
    level = page().copy()
    spots = [(90.0, 205.0), (300.0, 205.0), (470.0, 205.0)]
    for x, y in spots:
        level[round((y - 2) * SCALE) : round((y + 2) * SCALE), round((x - 2) * SCALE) : round((x + 2) * SCALE)] = 140
    scanned = bent(level, BENDS[kind])
    picture = clean(scanned, SCALE, WIDTH, HEIGHT)

    def middles(grey: Grey) -> list[tuple[float, float]]:
        solid = cv2.erode(((grey > 100) & (grey < 190)).astype(np.uint8), np.ones((9, 9), np.uint8))
        _, _, _, centres = cv2.connectedComponentsWithStats(solid)
        return sorted((float(x) / SCALE, float(y) / SCALE) for x, y in centres[1:])

    found, wanted = middles(picture.grey), middles(scanned)
    assert len(found) == len(wanted) == len(spots)
    for (x, y), (there_x, there_y) in zip(found, wanted, strict=True):
        x0, top, x1, bottom = picture.on_page((x - 1, y - 1, x + 1, y + 1))
        assert abs((x0 + x1) / 2 - there_x) < 0.5
        assert abs((top + bottom) / 2 - there_y) < 0.5
