"""Rows of dots for a signature, an entry or a page number: counted in the ink, and nothing beside them is read with
them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

cv2 = pytest.importorskip("cv2")
np = pytest.importorskip("numpy")
PIL = pytest.importorskip("PIL")

from phaen.extractors.ocr.engine import Word  # noqa: E402
from phaen.extractors.ocr.leaders import Part, between, find_leaders, joined, leader_dots  # noqa: E402
from phaen.extractors.ocr.reading import Reading  # noqa: E402
from phaen.extractors.ocr.segments import Piece, find_pieces  # noqa: E402
from PIL import Image, ImageDraw, ImageFont  # noqa: E402

FONTS = sorted((Path(__file__).resolve().parent.parent / "samples" / "fonts").glob("*.ttf"))


def drawn(text: str, font: Path, grain: float = 0.0) -> tuple[object, object, list[Piece]]:
    """The boxes of the ink of ``text``, which of it are dots of leaders, and its stretches; ``grain`` is the standard
    deviation of the grey at which ink is told from paper, as a fax tells it."""
    face = ImageFont.truetype(str(font), 44)
    picture = Image.new("L", (1800, 120), 255)
    ImageDraw.Draw(picture).text((20, 80), text, font=face, fill=0, anchor="ls")
    level = 150 + np.random.default_rng(5).normal(0, grain, (120, 1800))
    ink = (np.asarray(picture) < level).astype(np.uint8)
    boxes = cv2.connectedComponentsWithStats(ink)[2].astype(np.int32)
    _, top, _, bottom = face.getbbox("ก")
    body = float(bottom - top)
    ids = np.arange(1, len(boxes), dtype=np.int32)
    dots = leader_dots(boxes, body)
    return boxes, dots, find_pieces(boxes, ids, body, np.arange(len(boxes), dtype=np.int32), dots)


@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("grain", [0.0, 25.0])
@pytest.mark.parametrize(
    ("text", "counts", "parts"),
    [
        ("ลงนาม ................ ผู้อำนวยการ", [16], 2),
        ("รวม...12...รายการ เป็นเงิน.....บาท", [3, 3, 5], 4),
        ("บทนำ . . . . . . . . . 7", [9], 2),
        ("(............................)", [28], 2),
        ("พ.ศ. 2567 - พ.ศ. 2570", [], 1),
        ("1.2.3.4 ข้อย่อย", [], 1),
        ("1,250,000.00 บาท", [], 1),
        ("ฯลฯ : ก.พ. มี.ค. เม.ย.", [], 1),
    ],
)
def test_leaders_of_a_line(text: str, counts: list[int], parts: int, grain: float, font: Path) -> None:
    boxes, dots, pieces = drawn(text, font, grain)
    found = [(piece, find_leaders(piece, boxes, dots)) for piece in pieces]  # type: ignore[arg-type]
    assert [len(one.dots) for _, leaders in found for one in leaders] == counts
    stretches = [part for piece, leaders in found for part in between(piece, boxes, leaders)]  # type: ignore[arg-type]
    assert len(stretches) == parts
    assert all(left.x1 < right.x0 for left, right in pairwise(stretches))


def test_a_leader_far_from_letters_is_no_speck() -> None:
    boxes, dots, pieces = drawn("ลงชื่อ" + " " * 12 + "." * 20, FONTS[0])
    assert [len(find_leaders(piece, boxes, dots)) for piece in pieces] == [0, 1]  # type: ignore[arg-type]


def test_parts_of_a_line_are_one_line_as_sure_as_the_least_sure() -> None:
    def part(text: str, x0: float, x1: float, **others: object) -> Part:
        word = Word(text, x0 + 1, x1 - 8, 0.9)  # Tesseract sees a word end too early
        return Part(Reading((word,), text, 0.9, 1.0, **others), x0, x1)  # type: ignore[arg-type]

    dots = [part("...", 52, 60), part(".....", 80, 95)]
    found = joined(
        [part("รวม", 10, 50), part("12", 62, 70, doubtful=("12",)), part("บาท", 96, 110, lost=1), *dots], 8.0
    )
    assert found.text == "รวม...12 .....บาท"
    assert (found.doubtful, found.lost) == (("12",), 1)
    assert [word.x1 for word in found.words] == [70, 110]
