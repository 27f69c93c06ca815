"""Running heads: what stands on many pages, or on a few with their own numbers."""

from __future__ import annotations

from phaen.extractors.model import BBox, Paragraph, Place
from phaen.extractors.pdf.glyphs.furniture import mark_furniture

TOP: BBox = (56.0, 21.0, 440.0, 38.0)
MIDDLE: BBox = (56.0, 400.0, 440.0, 420.0)


def line(text: str, page: int, box: BBox = TOP) -> Paragraph:
    return Paragraph(text, text, Place(page=page, bbox=box))


def flags(*blocks: Paragraph, pages: int) -> list[tuple[str, ...]]:
    marked = mark_furniture(list(blocks), dict.fromkeys(range(1, pages + 1), 842.0))
    return [block.flags for block in marked if isinstance(block, Paragraph)]


def test_a_head_of_most_pages_is_one() -> None:
    heads = [line("แผนปฏิบัติราชการ สำนักการแพทย์", page) for page in range(1, 5)]
    assert flags(*heads, pages=6) == [("running_head",)] * 4
    assert flags(*heads, pages=20) == [()] * 4


def test_a_head_with_the_pages_number_is_one_on_few_pages_too() -> None:
    heads = [line(f"แผนปฏิบัติราชการ พ.ศ. ๒๕๖๙ - {page - 1} -", page) for page in (9, 10, 11)]
    assert flags(*heads, pages=30) == [("running_head",)] * 3
    assert flags(*heads[:2], pages=30) == [()] * 2


def test_headings_that_count_something_else_are_none() -> None:
    headings = [line(f"ตัวชี้วัดที่ {number} ระดับ 5", page) for number, page in ((1, 3), (2, 7), (3, 8))]
    assert flags(*headings, pages=30) == [()] * 3
    assert flags(*(line(f"ตัวชี้วัดที่ {page - 3}", page) for page in (4, 5, 6)), pages=30) == [()] * 3
    assert flags(*(line(f"หน้า {page}", page, MIDDLE) for page in (2, 3, 4)), pages=30) == [()] * 3


def test_parts_that_begin_on_pages_of_their_own_are_headings() -> None:
    parts = [line(f"ส่วนที่ {number}", page) for number, page in ((1, 4), (2, 5), (3, 7), (4, 8))]
    assert flags(*parts, pages=9) == [()] * 4
    heads = [line("ส่วนที่ 1", page) for page in (4, 5, 7, 8)]
    assert flags(*heads, pages=9) == [("running_head",)] * 4
