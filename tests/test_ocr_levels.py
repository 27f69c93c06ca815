"""A mark that the ink shows and the text lacks: put in where the dictionary knows one, else counted."""

from __future__ import annotations

from pathlib import Path

import pytest

cv2 = pytest.importorskip("cv2")
np = pytest.importorskip("numpy")
PIL = pytest.importorskip("PIL")

from phaen.extractors.ocr.engine import Word  # noqa: E402
from phaen.extractors.ocr.levels import Column, Stack, checked, ink_stacks, lost_columns, with_lost_marks  # noqa: E402
from phaen.extractors.ocr.reading import Reading  # noqa: E402
from phaen.extractors.ocr.stacks import carriers  # noqa: E402
from phaen.extractors.ocr.trust import line_confidence  # noqa: E402
from PIL import Image, ImageDraw, ImageFont, features  # noqa: E402

FONTS = sorted((Path(__file__).resolve().parent.parent / "samples" / "fonts").glob("*.ttf"))
shaped = pytest.mark.skipif(not features.check("raqm"), reason="Pillow cannot place marks: built without raqm")


def drawn(printed: str, font: Path) -> tuple[list[Stack], list[tuple[float, float]], float]:
    """The stacks of the ink of ``printed``, the extents of its words, and the height of a consonant."""
    face = ImageFont.truetype(str(font), 60)
    picture = Image.new("L", (1800, 200), 0)
    ImageDraw.Draw(picture).text((20, 60), printed, font=face, fill=255)
    ink = (np.asarray(picture) > 128).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    stats = stats.astype(np.int32)
    _, top, _, bottom = face.getbbox("ก")
    body = float(bottom - top)
    extents, words = [], printed.split()
    for number, word in enumerate(words):
        x0 = 20 + face.getlength(" ".join(words[:number]) + " " * bool(number))
        extents.append((x0, x0 + face.getlength(word)))
    ids = np.arange(1, len(stats), dtype=np.int32)
    carried = carriers(np.vstack([[[0, 0, 1, 1, 0]], stats[1:]]).astype(np.int32), body)
    return ink_stacks(stats, ids, carried, body), extents, body


def read(printed: str, seen: str, font: Path) -> Reading:
    """What is made of ``seen`` where ``printed`` stands."""
    stacks, extents, body = drawn(printed, font)
    words = [Word(word, x0, x1, 0.99) for word, (x0, x1) in zip(seen.split(), extents, strict=True)]
    return checked(Reading(tuple(words), seen, 0.99, 1.0), stacks, body)


@shaped
@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
@pytest.mark.parametrize(
    ("printed", "seen"),
    [
        ("เรื่องร้องเรียนของประชาชน", "เรืองร้องเรียนของประชาชน"),
        ("ผู้ที่มาใช้บริการ", "ผู้ทีมาใช้บริการ"),
        ("จำนวนพื้นที่สีเขียว", "จำนวนพื้นทีสีเขียว"),
        ("การบริหารน้ำเสีย", "การบริหารนำเสีย"),
        ("เครื่องมือ 12 ชิ้น", "เครืองมือ 12 ชิ้น"),
        ("ครั้งที่ 2", "ครังที่ 2"),
    ],
)
def test_a_lost_tone_comes_back(printed: str, seen: str, font: Path) -> None:
    found = read(printed, seen, font)
    assert (found.text, found.slips, found.lost) == (printed, 1, 0)


@shaped
@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
@pytest.mark.parametrize(
    "printed",
    [
        "เรื่องร้องเรียนของประชาชน",
        "ผู้ที่มาใช้บริการมีความพึงพอใจ",
        "จำนวนพื้นที่สีเขียว 25 ไร่",
        "ป้ายฝ่าฟื้นฟู ปี่ ฝี ฟัน ฬี",
        "ญี่ปุ่น ฐิติ ฎีกา กตัญญู",
        "ร้อยละ 80 ขึ้นไป",
        "ผู้สูงอายุ อยู่ ดู ครู",
        "น้ำหนัก กำหนด ทำ ค่ำ",
        "เป็น เก็บ สัตว์ สิทธิ์",
        "Smart City ระยะที่ 2",
    ],
)
def test_a_text_that_lacks_nothing_stays(printed: str, font: Path) -> None:
    found = read(printed, printed, font)
    assert (found.text, found.slips, found.lost) == (printed, 0, 0)


@pytest.mark.parametrize(
    ("seen", "at", "vowel", "mended"),
    [
        ("ที", 2, True, ("ที่", 1, 0)),
        ("นี", 2, True, ("นี", 0, 1)),  # นี่ and นี้ are words
        ("หญ่ง", 2, False, ("หญิ่ง", 0, 0)),  # a vowel lost: whatever comes back is a word, or it is counted
        ("ฆฬี", 3, True, ("ฆฬี", 0, 1)),  # no word at all
    ],
)
def test_only_the_one_mark_that_makes_a_word_is_put_in(
    seen: str, at: int, vowel: bool, mended: tuple[str, int, int]
) -> None:
    text, put, unknown = with_lost_marks(seen, [Column(at, 1, vowel, 0.0)])
    if mended[1] + mended[2]:
        assert (text, put, unknown) == mended
    else:
        assert put + unknown == 1 and (text == seen) == bool(unknown)


@pytest.mark.parametrize("carrier", [1, 2])
def test_marks_beside_each_other_are_two_stacks(carrier: int) -> None:
    """A low mark and a high one, grown together, over two letters that stand close: one may be found to carry both."""
    boxes = np.array(
        [
            [0, 0, 0, 0, 0],
            [100, 80, 30, 28, 400],
            [131, 80, 27, 28, 395],
            [106, 63, 22, 14, 176],
            [136, 57, 22, 20, 202],
        ],
        np.int32,
    )
    carried = np.array([0, 1, 2, 1, carrier], np.int32)
    found = ink_stacks(boxes, np.arange(1, 5, dtype=np.int32), carried, 28.0)
    assert [stack.levels for stack in found] == [1, 2]


ONE, TWO, FAR = Column(1, 1, True, 100.0), Column(3, 2, True, 104.0), Column(9, 1, True, 180.0)


@pytest.mark.parametrize(
    ("columns", "stacks", "lost"),
    [
        ([ONE, TWO], [Stack(2, 101.0), Stack(2, 105.0)], [ONE]),  # in order
        ([ONE, TWO], [Stack(1, 101.0), Stack(2, 105.0)], []),
        ([ONE, TWO], [Stack(2, 101.0)], []),  # either's
        ([ONE, FAR], [Stack(2, 101.0)], [ONE]),
        ([ONE], [Stack(1, 101.0)], []),
        ([ONE], [Stack(2, 160.0)], []),  # nobody's
        ([ONE], [Stack(2, 99.0), Stack(2, 101.0)], [ONE]),  # once
        ([], [Stack(2, 99.0)], []),
    ],
)
def test_stacks_are_those_of_the_letters_under_them(
    columns: list[Column], stacks: list[Stack], lost: list[Column]
) -> None:
    assert lost_columns(columns, stacks, 20.0) == lost


def test_a_mark_that_could_not_be_told_asks_for_a_second_look() -> None:
    reading = Reading((Word("นี", 90.0, 110.0, 0.99),), "นี", 0.99, 1.0)
    found = checked(reading, [Stack(2, 104.0)], 20.0)
    assert (found.text, found.lost) == ("นี", 1)
    assert line_confidence(found) < 0.9 < line_confidence(reading)


@shaped
@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
@pytest.mark.parametrize(
    ("printed", "seen"), [("กรมป่าไม้", "กรมปาไม้"), ("ต่างประเทศ", "ตางประเทศ"), ("เวียงน้ำ", "เวียงน้า")]
)
def test_a_lone_mark_or_ring_is_put_back(printed: str, seen: str, font: Path) -> None:
    assert read(printed, seen, font).text == printed


@shaped
@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("printed", ["กรมป่าไม้", "ปลาในบ่อ", "ต่างประเทศ", "การเงินการคลัง", "ฝายน้ำล้น", "ฟ้าใส"])
def test_no_mark_is_put_where_none_is_lost(printed: str, font: Path) -> None:
    assert read(printed, printed, font).text == printed


@shaped
@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
def test_one_of_several_tones_is_told_by_its_shape(font: Path) -> None:
    """ค่ำ (evening) and ค้ำ (to prop) are words, คำ (word) is another."""
    assert read("ยามค่ำ", "ยามคำ", font).text == "ยามค่ำ"
    assert read("ค้ำ", "คำ", font).text != "ค่ำ"
    assert [drawn(text, font)[0][0].tones for text in ("ค่ำ", "ค้ำ", "ที่", "ขั้น")] == ["่", "้๊๋์", "่", "้๊๋์"]


@pytest.mark.parametrize(("over", "levels", "tones"), [(True, 2, "้๊๋์"), (False, 1, "่้๊๋์")])
def test_what_is_left_of_a_tone_under_ink_of_another_line_is_a_mark(over: bool, levels: int, tones: str) -> None:
    """Flat ink alone over a mark is a speck."""
    boxes = np.array(
        [
            [0, 0, 0, 0, 0],
            [100, 80, 30, 28, 400],
            [112, 62, 10, 10, 60],
            [108, 57, 14, 3, 36],
            [105, 30, 26, 26 if over else 20, 400],
        ],
        np.int32,
    )
    carried = np.array([0, 1, 1, 1, 4], np.int32)
    (stack,) = ink_stacks(boxes, np.arange(1, 4, dtype=np.int32), carried, 28.0)
    assert (stack.levels, stack.tones) == (levels, tones)
