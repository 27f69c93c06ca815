"""Figures that are doubted for their ink: digits that enclose something else, strokes of a pen that run into them."""

from __future__ import annotations

from pathlib import Path

import pytest

cv2 = pytest.importorskip("cv2")
np = pytest.importorskip("numpy")
PIL = pytest.importorskip("PIL")

from phaen.extractors.ocr.counters import doubting_counters, fits  # noqa: E402
from phaen.extractors.ocr.engine import Word  # noqa: E402
from phaen.extractors.ocr.reading import Reading  # noqa: E402
from phaen.extractors.ocr.segments import Piece  # noqa: E402
from phaen.extractors.ocr.strokes import doubting_strokes  # noqa: E402
from PIL import Image, ImageDraw, ImageFont  # noqa: E402

FONTS = sorted((Path(__file__).resolve().parent.parent / "samples" / "fonts").glob("*.ttf"))
SIZE = 50
"""Pixels: 12 point type at 300 dpi."""


def ink_of(text: str, font: Path, thicker: int = 0) -> np.ndarray:
    """Where the ink of ``text`` is, some pixels thicker than the font draws it."""
    picture = Image.new("L", (500, 160), 0)
    ImageDraw.Draw(picture).text((30, 30), text, font=ImageFont.truetype(str(font), SIZE), fill=255)
    ink = (np.asarray(picture) > 128).astype(np.uint8)
    return cv2.dilate(ink, np.ones((thicker + 1, thicker + 1), np.uint8)) if thicker else ink


def of_a_digit(digit: str, font: Path, thicker: int = 0) -> np.ndarray:
    ink = ink_of(digit, font, thicker)
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] > 0


@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("thicker", [0, 1, 2])
def test_every_digit_fits_its_own_ink(font: Path, thicker: int) -> None:
    assert [digit for digit in "0123456789" if not fits(digit, of_a_digit(digit, font, thicker))] == []


@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("thicker", [0, 1, 2])
@pytest.mark.parametrize(("printed", "read"), ["46", "64", "69", "96", "06", "60", "08", "80", "95", "63", "90"])
def test_other_digits_do_not(font: Path, thicker: int, printed: str, read: str) -> None:
    assert not fits(read, of_a_digit(printed, font, thicker))


def test_nothing_is_told_where_nothing_is_enclosed() -> None:
    filled = np.ones((30, 20), np.bool_)
    assert all(fits(digit, filled) for digit in "0123456789")


def test_a_lone_digit_that_encloses_nothing_is_none_of_those_that_do() -> None:
    filled = np.ones((30, 20), np.bool_)
    assert [digit for digit in "0123456789" if fits(digit, filled, lone=True)] == list("12357")


@pytest.mark.parametrize(("text", "doubtful"), [("4", ("4",)), ("4.", ("4",)), ("1", ()), ("ข้อ 4", ()), ("14", ())])
def test_a_lone_one_read_as_a_four_is_doubtful(text: str, doubtful: tuple[str, ...]) -> None:
    ink = ink_of("11" if text == "14" else "1", FONTS[-1])
    boxes, labels, ids, body = a_line(ink)
    columns = np.flatnonzero(ink.any(axis=0))
    reading = read_as(*((word, float(columns[0]), float(columns[-1])) for word in text.split()))
    assert doubting_counters(reading, boxes, ids, labels, body).doubtful == doubtful


def a_line(ink: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """Boxes and labels of pieces of ``ink``, their numbers, and the height of a consonant."""
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    _, top, _, bottom = ImageFont.truetype(str(FONTS[-1]), SIZE).getbbox("ก")
    numbers = np.arange(1, len(boxes), dtype=np.int32)
    return boxes.astype(np.int32), labels.astype(np.int32), numbers, float(bottom - top)


def read_as(*words: tuple[str, float, float]) -> Reading:
    texts = tuple(Word(text, x0, x1, 0.99) for text, x0, x1 in words)
    return Reading(texts, " ".join(text for text, _, _ in words), 0.99, 1.0)


@pytest.mark.parametrize(
    ("printed", "read", "doubtful"),
    [
        ("1,480", "1,480", ()),
        ("1,480", "1,680", ("1,680",)),
        ("4.", "6.", ("6",)),
        ("4.กข", "6.กข", ("6",)),  # no space was seen
        ("4.กข", "4.กข", ()),
        ("148", "16", ()),  # not as many pieces as digits: which is which is not known
    ],
)
def test_figures_whose_ink_does_not_fit_are_doubtful(printed: str, read: str, doubtful: tuple[str, ...]) -> None:
    ink = ink_of(printed, FONTS[-1], 1)
    boxes, labels, ids, body = a_line(ink)
    columns = np.flatnonzero(ink.any(axis=0))
    reading = read_as((read, float(columns[0]), float(columns[-1])))
    assert doubting_counters(reading, boxes, ids, labels, body).doubtful == doubtful


def test_only_the_figure_that_does_not_fit_is_doubtful() -> None:
    boxes, labels, ids, body = a_line(ink_of("46", FONTS[-1]) | np.roll(ink_of("45", FONTS[-1]), 200, axis=1))
    middle = 180.0
    reading = read_as(("46", 28.0, middle), ("65", middle + 20, 330.0))
    assert doubting_counters(reading, boxes, ids, labels, body).doubtful == ("65",)


@pytest.mark.parametrize(
    ("height", "gap", "doubtful"),
    [(100, 8, ("24",)), (100, 40, ()), (30, 8, ())],
    ids=["a stroke beside it", "a stroke farther off", "a letter of another line"],
)
def test_a_figure_that_a_stroke_runs_into_is_doubtful(height: int, gap: int, doubtful: tuple[str, ...]) -> None:
    ink = ink_of("24", FONTS[-1])
    columns, rows = np.flatnonzero(ink.any(axis=0)), np.flatnonzero(ink.any(axis=1))
    x0, x1, top, bottom = int(columns[0]), int(columns[-1]) + 1, int(rows[0]), int(rows[-1]) + 1
    ink[bottom - height + 20 : bottom + 20, x1 + gap : x1 + gap + 4] = 1
    boxes, labels, ids, body = a_line(ink)
    own = ids[boxes[ids, 0] < x1]
    piece = Piece(own, x0, top, x1, bottom, float(bottom), body)
    assert doubting_strokes(read_as(("24", float(x0), float(x1))), boxes, labels, piece).doubtful == doubtful
