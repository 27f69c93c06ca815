"""Signs in a line that recognition takes for dirt or digits, told by their ink: the dash of a list, ≤ and ≥."""

from __future__ import annotations

from pathlib import Path

import pytest

cv2 = pytest.importorskip("cv2")
np = pytest.importorskip("numpy")
PIL = pytest.importorskip("PIL")

from phaen.extractors.ocr.engine import Word  # noqa: E402
from phaen.extractors.ocr.signs import Inline, find_inline, with_inline  # noqa: E402
from PIL import Image, ImageDraw, ImageFont  # noqa: E402

FONTS = sorted((Path(__file__).resolve().parent.parent / "samples" / "fonts").glob("*.ttf"))


def found(text: str, font: Path) -> list[Inline]:
    """The signs in the ink of ``text``."""
    face = ImageFont.truetype(str(font), 40)
    picture = Image.new("L", (1200, 100), 0)
    ImageDraw.Draw(picture).text((10, 70), text, font=face, fill=255, anchor="ls")
    _, labels, stats, _ = cv2.connectedComponentsWithStats((np.asarray(picture) > 128).astype(np.uint8))
    _, top, _, bottom = face.getbbox("ก")
    ids = np.arange(1, len(stats), dtype=np.int32)
    return find_inline(stats.astype(np.int32), ids, labels, 70.0, float(bottom - top))


@pytest.mark.parametrize("font", FONTS, ids=lambda path: path.stem)
@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("- รายงานผลทุกเดือน", "-"),
        ("– เปิดให้บริการ", "-"),
        ("≤ 30", "≤"),
        ("≥ ร้อยละ 80", "≥"),
        ("ลดลง ≤ 5 วัน", "≤"),
        ("-1-", ""),
        ("-5", ""),
        ("< 30", ""),
        ("= 4", ""),
        ("1 - 5", ""),
        ("ปู่ย่าตายายกุ้งปู 1234567890", ""),
        ("๑๒๓๔๕๖๗๘๙๐ ฐานญาณ", ""),
        ("-", ""),
    ],
)
def test_signs_of_a_line(text: str, signs: str, font: Path) -> None:
    if signs in "≤≥" and "Bold" in font.stem:
        signs = ""  # the bar has grown onto the angle: recognition is left to it
    assert "".join(sign.sign for sign in found(text, font)) == signs


def test_signs_stand_among_the_words() -> None:
    words = [Word("ลดลง", 10.0, 60.0, 0.9), Word("5", 100.0, 110.0, 0.9)]
    placed = with_inline(words, [Inline("≤", (1, 2), 70, 90), Inline("-", (3,), 0, 6)])
    assert [word.text for word in placed] == ["-", "ลดลง", "≤", "5"]
