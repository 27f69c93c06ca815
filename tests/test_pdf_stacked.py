"""One grid of rules that holds several tables."""

from __future__ import annotations

from collections.abc import Sequence

from phaen.extractors.model import Cell, Place, Row, Table
from phaen.extractors.pdf.glyphs.stacked import split_stacked


def row(number: int, width: int, cells: Sequence[tuple[int, str, int]], rowspan: int = 1) -> Row:
    """A row of ``cells`` (column, text, colspan); other positions are covered."""
    place = Place(page=1, bbox=(0.0, 20.0 * number, 500.0, 20.0 * number + 20))
    filled: list[Cell | None] = [None] * width
    for column, text, colspan in cells:
        filled[column] = Cell(text, text, place, colspan=colspan, rowspan=rowspan)
    return Row(tuple(filled), place)


def table(rows: list[Row]) -> Table:
    return Table(tuple(rows), Place(page=1, bbox=(0.0, 0.0, 500.0, 20.0 * len(rows))), len(rows[0].cells))


def texts(part: Table) -> list[list[str]]:
    return [one.texts() for one in part]


def test_a_repeated_first_row_begins_a_table() -> None:
    head = [(0, "ที่", 1), (1, "ตัวชี้วัด", 1), (2, "เป้าหมาย", 1)]
    whole = table(
        [
            row(0, 3, head),
            row(1, 3, [(0, "1.", 1), (1, "ร้อยละของเรื่องที่ตอบ", 1), (2, "80", 1)]),
            row(2, 3, head),
            row(3, 3, [(0, "", 1), (1, "ภายในสามวัน", 1), (2, "", 1)]),
        ]
    )
    parts = split_stacked(whole)
    assert [start for start, _ in parts] == [0, 2]
    assert texts(parts[1][1]) == [["ที่", "ตัวชี้วัด", "เป้าหมาย"], ["", "ภายในสามวัน", ""]]
    assert parts[1][1].place.bbox == (0.0, 40.0, 500.0, 80.0)


def test_columns_in_other_places_are_another_table_with_its_own_columns() -> None:
    whole = table(
        [
            row(0, 6, [(0, "ก", 1), (1, "ข", 2), (3, "ค", 3)]),
            row(1, 6, [(0, "1", 1), (1, "2", 2), (3, "3", 3)]),
            row(2, 6, [(0, "ง", 2), (2, "จ", 2), (4, "ฉ", 1), (5, "ช", 1)]),
            row(3, 6, [(0, "หัวข้อ", 6)]),
        ]
    )
    (_, above), (start, below) = split_stacked(whole)
    assert start == 2
    assert (above.width, below.width) == (3, 4)
    assert texts(above) == [["ก", "ข", "ค"], ["1", "2", "3"]]
    section = below.rows[1].cells[0]
    assert section is not None and section.colspan == 4


def test_a_known_header_over_partly_moved_columns_begins_a_table() -> None:
    whole = table(
        [
            row(0, 5, [(0, "ลำดับ", 1), (1, "รายการ", 1), (2, "ชั้น", 1), (3, "ตู้", 2)]),
            row(
                1,
                5,
                [(0, "ระดับความสำเร็จ", 1), (1, "เกณฑ์ร้อยละความสำเร็จ", 2), (3, "การดำเนินงาน", 1), (4, "คะแนนที่ได้รับ", 1)],
            ),
            row(2, 5, [(0, "5", 1), (1, "ร้อยละ 100", 2), (3, "ครบทุกขั้น", 1), (4, "10", 1)]),
        ]
    )
    assert [start for start, _ in split_stacked(whole)] == [0, 1]


def test_headers_of_two_rows_and_sections_stay_whole() -> None:
    whole = table(
        [
            row(0, 4, [(0, "ขั้นตอน", 1), (1, "น้ำหนัก", 1), (2, "ปี 2567", 2)]),
            row(1, 4, [(0, "", 1), (1, "", 1), (2, "ต.ค.", 1), (3, "พ.ย.", 1)]),
            row(2, 4, [(0, "องค์ประกอบที่ 1", 4)]),
            row(3, 4, [(0, "1. ขออนุมัติ", 1), (1, "10", 1), (2, "", 1), (3, "", 1)]),
        ]
    )
    assert split_stacked(whole) == [(0, whole)]


def test_no_cut_through_a_merged_cell() -> None:
    head = [(0, "ที่", 1), (1, "ชื่อ", 1)]
    tall = [row(0, 2, head, rowspan=2), row(1, 2, head)]
    assert len(split_stacked(table(tall))) == 1
