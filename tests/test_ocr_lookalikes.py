"""Words that look like other words: written as forms print them, and no others touched."""

from __future__ import annotations

import pytest

pytest.importorskip("cv2")
pytest.importorskip("tesserocr")

from phaen.extractors.ocr.engine import Word
from phaen.extractors.ocr.lookalikes import mended, mended_text
from phaen.extractors.ocr.page import SeenLine
from phaen.extractors.ocr.reading import Reading


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("สวม", "รวม"),
        ("สวมทั้งสิ้น", "รวมทั้งสิ้น"),
        ("รวมทั้งอื่น", "รวมทั้งสิ้น"),
        ("เครงการค่ายฤดูร้อน", "โครงการค่ายฤดูร้อน"),
        ("ยี ๒๕๖๔", "ปี ๒๕๖๔"),
        ("๐ ๒๕๖๔", "ปี ๒๕๖๔"),
        ("02565", "ปี2565"),
        ("by 2567", "ปี 2567"),
        ("i) ๒๕๖๗ (ล้านบาท)", "ปี ๒๕๖๗ (ล้านบาท)"),
        ("ขิ ๖๖", "ปี ๖๖"),
        ("u63", "ปี63"),
        ("i! 70", "ปี 70"),
        ("|๖๗", "ปี๖๗"),
        ("มี.ย. 68", "มิ.ย. 68"),
        ("มมี.ย.68", "มิ.ย.68"),
        ("พุ.ย.", "พ.ย."),
        ("กพ. ๖๗", "ก.พ. ๖๗"),
        ("กย.67", "ก.ย.67"),
        ("มค. 67", "ม.ค. 67"),
        ("มีค. 67", "มี.ค. 67"),
        ("มิค. 67", "มิค. 67"),
        ("กพ", "กพ"),
        ("งบดำเนิน3น", "งบดำเนินงาน"),
        ("การปฏิบัติ.3น", "การปฏิบัติงาน"),
        ("พศ. 2564 : 12", "พ.ศ. 2564 : 12"),
        ("พพ.ศ, ๒๕๖๘", "พ.ศ. ๒๕๖๘"),
    ],
)
def test_lookalikes(read: str, printed: str) -> None:
    assert mended_text(read) == printed


@pytest.mark.parametrize(
    "text",
    [
        "รวม",
        "การสวมหมวก",
        "ปี ๒๕๖๗",
        "ที่ 2567",
        "ปี ๖๖",
        "1) 2567",
        "P65",
        "u12",
        "1) 65",
        "025650",
        "0.2565",
        "ข้อ 12",
        "มี.ค. 68",
        "ม.ค. 68",
        "ก.ย. 67",
        "ผ.อ.",
        "ซ้ำ 2567",
        "โครงการ",
        "ติดตรงการ์ด",
    ],
)
def test_what_is_no_lookalike_stays(text: str) -> None:
    assert mended_text(text) == text


def test_a_line_keeps_its_places_and_counts_the_slip() -> None:
    words = (Word("ยี", 10.0, 20.0, 0.6), Word("๒๕๖๗", 24.0, 50.0, 0.9))
    line = SeenLine((10.0, 0.0, 50.0, 12.0), 11.0, 7.0, 0.1, Reading(words, "ยี 2567", 0.6, 1.0))
    after = mended(line).reading
    assert [(word.text, word.x0, word.x1) for word in after.words] == [("ปี", 10.0, 20.0), ("๒๕๖๗", 24.0, 50.0)]
    assert after.slips == 1
