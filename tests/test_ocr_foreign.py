"""Ink of pens and stamps: taken off where it is paler than print, never with print; figures under it are doubted."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

cv2 = pytest.importorskip("cv2")
np = pytest.importorskip("numpy")
PIL = pytest.importorskip("PIL")

from phaen.extractors.ocr.engine import Word  # noqa: E402
from phaen.extractors.ocr.foreign import Foreign, find_foreign, without_foreign  # noqa: E402
from phaen.extractors.ocr.reading import Reading  # noqa: E402
from phaen.extractors.ocr.segments import Piece  # noqa: E402
from phaen.extractors.ocr.strokes import doubting_foreign  # noqa: E402
from PIL import Image, ImageDraw, ImageFilter, ImageFont  # noqa: E402

FONT = Path(__file__).resolve().parent.parent / "samples" / "fonts" / "Sarabun-Regular.ttf"
SCALE = 300 / 72
SIZE = (1700, 1300)
LINE = "จำนวนครัวเรือนที่เข้าร่วมโครงการ 1,250 ครัวเรือน"
Grey = np.ndarray


@cache
def print_alone(ink: int = 30) -> Grey:
    sheet = Image.new("L", SIZE, 250)
    font = ImageFont.truetype(str(FONT), 58)
    for row in range(12):
        ImageDraw.Draw(sheet).text((120, 60 + 95 * row), LINE, font=font, fill=ink)
    return np.asarray(sheet.filter(ImageFilter.GaussianBlur(0.8)))


def drawn(pen: int, stamp: int) -> Grey:
    """A signature and a round stamp with a word in it, on white paper."""
    sheet = Image.new("L", SIZE, 255)
    draw = ImageDraw.Draw(sheet)
    t = np.linspace(0, 1, 300)
    x, y = 300 + 600 * t + 60 * np.cos(22 * t), 520 + 130 * np.sin(31 * t)
    draw.line(list(zip(x.tolist(), y.tolist(), strict=True)), fill=pen, width=6)
    for inset in (0, 60):
        draw.ellipse((950 + inset, 700 + inset, 1400 - inset, 1150 - inset), outline=stamp, width=7)
    draw.text((1175, 925), "รับแล้ว", font=ImageFont.truetype(str(FONT), 60), fill=stamp, anchor="mm")
    return np.asarray(sheet.filter(ImageFilter.GaussianBlur(0.8)))


def worn(pen: int, stamp: int) -> Grey:
    rng = np.random.default_rng(3)
    return np.clip(np.minimum(print_alone(), drawn(pen, stamp)) + rng.normal(0, 5, SIZE[::-1]), 0, 255).astype(np.uint8)


@pytest.mark.parametrize(("pen", "stamp"), [(100, 120), (115, 145), (130, 110)])
def test_strokes_are_taken_off_and_print_stays(pen: int, stamp: int) -> None:
    grey = worn(pen, stamp)
    foreign = find_foreign(grey, SCALE)
    assert foreign is not None
    cleaned = without_foreign(grey, grey, foreign)
    ink, print_ink = drawn(pen, stamp) < 170, print_alone() < 110
    bare = ink & ~(cv2.dilate((print_alone() < 200).astype(np.uint8), np.ones((9, 9), np.uint8)) > 0)
    assert (cleaned[bare] > 170).mean() > 0.9
    assert (cleaned[print_ink] < 170).mean() > 0.99


def test_pages_without_such_ink_have_none() -> None:
    assert find_foreign(print_alone(), SCALE) is None
    assert find_foreign(print_alone(120), SCALE) is None  # printed in colour, all of it
    assert find_foreign(np.full(SIZE[::-1], 255, np.uint8), SCALE) is None
    black = np.where(np.minimum(print_alone(), drawn(0, 0)) < 150, 0, 255).astype(np.uint8)
    assert find_foreign(black, SCALE) is None  # nothing tells them apart


def test_large_type_in_colour_is_print() -> None:
    sheet = Image.fromarray(print_alone())
    ImageDraw.Draw(sheet).text((100, 560), "แผนปฏิบัติการ", font=ImageFont.truetype(str(FONT), 240), fill=120)
    assert find_foreign(np.asarray(sheet), SCALE) is None


def test_rules_stay() -> None:
    grey = worn(100, 120)
    ruled = grey.copy()
    ruled[560:564, 100:1600] = np.minimum(ruled[560:564, 100:1600], 60)
    foreign = find_foreign(grey, SCALE)
    assert foreign is not None
    cleaned = without_foreign(ruled, grey, foreign)
    assert (cleaned[560:564, 100:1600] < 170).mean() > 0.99


def test_figures_under_foreign_ink_are_doubted() -> None:
    words = (Word("จำนวน", 0.0, 100.0, 0.9), Word("1,250", 120.0, 200.0, 0.9), Word("18", 300.0, 340.0, 0.9))
    reading = Reading(words, "จำนวน 1,250 18", 0.9, 1.0)
    piece = Piece(np.array([1], np.int32), 0, 70, 340, 110, 100.0, 25.0)
    mask = np.zeros((60, 40), np.uint8)
    mask[:, 20:26] = 1
    touched = doubting_foreign(reading, Foreign(60, 130, mask, 90), piece)
    assert touched.doubtful == ("1,250",)
    assert doubting_foreign(reading, Foreign(130, 130, mask, 90), piece).doubtful == ()
    assert doubting_foreign(reading, None, piece) == reading
