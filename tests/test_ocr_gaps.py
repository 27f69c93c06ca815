"""A point or comma that recognition lost between two digits, told from the room that digits leave by themselves."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

cv2 = pytest.importorskip("cv2")
np = pytest.importorskip("numpy")
PIL = pytest.importorskip("PIL")

from phaen.extractors.ocr.engine import Word  # noqa: E402
from phaen.extractors.ocr.gaps import doubting_gaps, told_by_ink, with_commas, with_item_point  # noqa: E402
from phaen.extractors.ocr.reading import Reading  # noqa: E402
from phaen.extractors.ocr.thai_digits import Digit  # noqa: E402
from PIL import Image, ImageDraw, ImageFont  # noqa: E402

FONTS = sorted((Path(__file__).resolve().parent.parent / "samples" / "fonts").glob("*.ttf"))
THAI, ARABIC = "๐๑๒๓๔๕๖๗๘๙", "0123456789"


def drawn(text: str, font: Path, *, hidden: str = "") -> tuple[object, float]:
    """Boxes of the ink of ``text``, without that of the signs ``hidden``, and the height of a consonant."""
    face = ImageFont.truetype(str(font), 60)
    picture = Image.new("L", (600, 140), 0)
    pen = ImageDraw.Draw(picture)
    x = 20.0
    for sign in text:
        if sign not in hidden:
            pen.text((x, 20), sign, font=face, fill=255)
        x += face.getlength(sign)
    _, _, stats, _ = cv2.connectedComponentsWithStats((np.asarray(picture) > 128).astype(np.uint8), connectivity=8)
    _, top, _, bottom = face.getbbox("ก")
    return stats[1:].astype(np.int32), float(bottom - top)


def doubted(text: str, font: Path, read_as: str, *, hidden: str = "") -> bool:
    boxes, body = drawn(text, font, hidden=hidden)
    reading = Reading((Word(read_as, 0.0, 1.0, 0.99),), read_as, 0.99, 1.0)
    return bool(doubting_gaps(reading, boxes, body).doubtful)  # type: ignore[arg-type]


@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("digits", [THAI, ARABIC])
def test_no_pair_of_digits_is_doubted_for_its_own_shape(font: Path, digits: str) -> None:
    pairs = ["".join(pair) for pair in product(digits, repeat=2)]
    assert [pair for pair in pairs if doubted(pair, font, pair)] == []


@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("digits", [THAI, ARABIC])
@pytest.mark.parametrize("sign", [".", ","])
def test_every_pair_with_a_lost_sign_is_doubted(font: Path, digits: str, sign: str) -> None:
    pairs = ["".join(pair) for pair in product(digits, repeat=2)]
    assert [p for p in pairs if not doubted(f"{p[0]}{sign}{p[1]}", font, p, hidden=sign)] == []


@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("text", ["๑๐", "๑๒.๕", "๑,๐๐๐,๐๐๐", "11.5", "1,110", "๑๐๐"])
def test_signs_that_are_read_leave_no_doubt_and_lost_ones_do(font: Path, text: str) -> None:
    assert not doubted(text, font, text)
    bare = text.replace(".", "").replace(",", "")
    if bare != text:
        assert doubted(text, font, bare)


@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("text", ["15,000", "๑๕,๐๐๐", "1,250,000", "12,500.50"])
def test_commas_read_as_points_are_told_by_their_ink(font: Path, text: str) -> None:
    boxes, body = drawn(text, font)
    read_as = text.replace(",", ".")
    plain = text.translate(str.maketrans(THAI, ARABIC))
    reading = Reading((Word(read_as, 0.0, 1.0, 0.99),), read_as, 0.99, 1.0, doubtful=(plain.replace(",", "."), plain))
    after = with_commas(reading, boxes, body)  # type: ignore[arg-type]
    assert (after.text, after.doubtful) == (text, ())


@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
@pytest.mark.parametrize(
    ("text", "doubtful"),
    [("15.000", ()), ("90.25", ()), ("1.2.3", ()), ("15,000", ("15.000", "16,000")), ("15,000", ("15,000",))],
)
def test_points_stay_points_and_other_doubts_doubts(font: Path, text: str, doubtful: tuple[str, ...]) -> None:
    boxes, body = drawn(text, font)
    reading = Reading((Word(text, 0.0, 1.0, 0.99),), text, 0.99, 1.0, doubtful=doubtful)
    after = with_commas(reading, boxes, body)  # type: ignore[arg-type]
    assert (after.text, after.doubtful) == (text, doubtful)


@pytest.mark.parametrize(("gap", "doubted"), [(0.41, False), (0.6, True)])
@pytest.mark.parametrize("trace", [None, 200])
def test_wide_gaps_of_thin_type_are_doubted_where_the_paper_shows_a_trace(
    gap: float, doubted: bool, trace: int | None
) -> None:
    body = 30.0
    boxes = np.array([[10, 10, 24, 24, 200], [10 + 24 + round(gap * body), 10, 24, 24, 200]], np.int32)
    grey = np.full((50, 120), 252, np.uint8)
    for x, y, w, h, _ in boxes.tolist():
        grey[y : y + h, x : x + w] = 0
    if trace:
        grey[28:32, 38:42] = trace
    reading = Reading((Word("60", 0.0, 1.0, 0.99),), "60", 0.99, 1.0)
    assert bool(doubting_gaps(reading, boxes, body, grey).doubtful) == (doubted or bool(trace))


def told(text: str, font: Path, *, unsure: bool = False, pale: int = 0) -> str | None:
    """What the ink of ``text`` (Thai digits, points and commas) tells; ``pale`` rows of every sign's foot are faint."""
    boxes, body = drawn(text, font)
    face = ImageFont.truetype(str(font), 60)
    picture = Image.new("L", (600, 140), 255)
    pen = ImageDraw.Draw(picture)
    x, digits, left = 20.0, [], list(boxes)  # type: ignore[call-overload]
    for sign in text:
        pen.text((x, 20), sign, font=face, fill=0)
        x += face.getlength(sign)
    left.sort(key=lambda box: int(box[0]))
    for number, (sign, (bx, by, w, h, _)) in enumerate(zip(text, left, strict=True)):
        if sign in THAI:
            box = (int(bx), int(by), int(bx + w), int(by + h))
            digits.append(Digit(THAI.index(sign), box, (number,), not (unsure and not digits)))
    grey = np.asarray(picture).copy()
    boxes = np.array(left, np.int32)
    for number, sign in enumerate(text):
        if pale and sign == ",":
            bx, by, w, h, _ = boxes[number].tolist()
            grey[by + h - pale : by + h, bx : bx + w] = np.maximum(grey[by + h - pale : by + h, bx : bx + w], 200)
            boxes[number, 3] -= pale
    return told_by_ink(digits, boxes, body, grey)


@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("text", ["๑๕,๐๐๐", "๑,๒๓๔,๕๖๗", "๙๐.๒๕", "๘", "๗๖๕", "๑.๑.๒", "๒,๐๐๐.๕๐"])
def test_figures_of_sure_thai_digits_are_told_by_their_ink(font: Path, text: str) -> None:
    assert told(text, font) == text
    assert told(text, font, unsure=True) is None


@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("text", ["๑๕.๐๐๐", "๑,๕๐", "๑๕,๐๐", "๒๓๔๕,๖๗๘"])
def test_figures_whose_signs_make_no_number_are_not_told(font: Path, text: str) -> None:
    assert told(text, font) is None


@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
def test_the_faint_tail_of_a_comma_is_its_tail(font: Path) -> None:
    assert told("๑๕,๐๐๐", font, pale=8) == "๑๕,๐๐๐"


def test_what_broke_off_a_digit_is_no_point_between_digits() -> None:
    digits = [Digit(6, (10, 10, 36, 42), (1,), True), Digit(6, (45, 10, 71, 42), (2,), True)]
    boxes = np.array([[10, 10, 26, 32, 200], [45, 10, 26, 32, 200], [48, 29, 8, 12, 70]], np.int32)
    grey = np.full((80, 100), 255, np.uint8)
    assert told_by_ink(digits, boxes, 30.0, grey) is None
    boxes[2, 0] = 36
    boxes[2, 1:4] = 36, 6, 6
    assert told_by_ink(digits, boxes, 30.0, grey) == "๖.๖"


@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
@pytest.mark.parametrize(
    ("text", "doubtful", "left"),
    [
        ("5.41", ("5.41", "541"), ()),
        ("15.7500", ("15.7500", "157500"), ()),
        ("5.41", ("5.41", "641"), ("5.41", "641")),
        ("5.41", ("5.41",), ("5.41",)),
    ],
)
def test_a_reading_without_the_point_that_the_ink_shows_is_refuted(
    font: Path, text: str, doubtful: tuple[str, ...], left: tuple[str, ...]
) -> None:
    boxes, body = drawn(text, font)
    reading = Reading((Word(text, 0.0, 1.0, 0.99),), text, 0.99, 1.0, doubtful=doubtful)
    after = with_commas(reading, boxes, body)  # type: ignore[arg-type]
    assert (after.text, after.doubtful) == (text, left)


@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
@pytest.mark.parametrize(
    ("printed", "seen", "text"),
    [
        ("2. การเงิน", "2 การเงิน", "2. การเงิน"),
        ("12. ระบบงาน", "12 ระบบงาน", "12. ระบบงาน"),
        ("๒. ระบบงาน", "๒ ระบบงาน", "๒. ระบบงาน"),
        ("2 ระบบงาน", "2 ระบบงาน", "2 ระบบงาน"),
        ("2, ระบบงาน", "2 ระบบงาน", "2 ระบบงาน"),
        ("2. การเงิน", "2. การเงิน", "2. การเงิน"),
        ("2. การเงิน", "2, การเงิน", "2. การเงิน"),
        ("2, ระบบงาน", "2, ระบบงาน", "2, ระบบงาน"),
    ],
)
def test_the_point_behind_the_number_of_an_item_is_seen_in_the_ink(
    font: Path, printed: str, seen: str, text: str
) -> None:
    boxes, body = drawn(printed, font)
    words = tuple(Word(word, 0.0, 1.0, 0.99) for word in seen.split())
    assert with_item_point(Reading(words, seen, 0.99, 1.0), boxes, body).text == text  # type: ignore[arg-type]
