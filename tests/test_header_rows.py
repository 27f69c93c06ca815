"""Headers of several rows, and those that a page end cuts."""

from __future__ import annotations

from phaen.extractors.model import Cell, Document, Place, Row, Table
from phaen.extractors.tables.header_rows import completed
from phaen.extractors.tables.join import join_tables
from phaen.extractors.tables.joined import JoinedTable

TOP = ["ขั้นตอนการปฏิบัติงาน", "เนื้องานรายขั้นตอน (ร้อยละ)", "คิดความก้าวหน้า (ร้อยละ)", "ระยะเวลาดำเนินการ", "", ""]
YEARS = ["", "", "", "พ.ศ. 2566", "", "พ.ศ. 2567"]
MONTHS = ["", "", "", "พ.ย.", "ธ.ค.", "ม.ค."]


def block(page: int, rows: list[list[str]]) -> Table:
    place = Place(page=page, bbox=(0.0, 0.0, 500.0, 100.0))
    made = tuple(Row(tuple(Cell(text, text, place) for text in texts), place) for texts in rows)
    return Table(made, place, len(rows[0]))


def joined(*parts: Table) -> list[JoinedTable]:
    found = join_tables(Document("0" * 16, "a.pdf", "pdf", parts))
    return [item for item in found if isinstance(item, JoinedTable)]


def test_lower_rows_fill_the_merged_headings_above() -> None:
    top = tuple((text,) for text in TOP)
    headings = completed(top, [YEARS, MONTHS])
    assert headings[4] == ("ระยะเวลาดำเนินการ", "พ.ศ. 2566", "ธ.ค.")
    assert headings[5] == ("ระยะเวลาดำเนินการ", "พ.ศ. 2567", "ม.ค.")
    assert headings[0] == ("ขั้นตอนการปฏิบัติงาน", "", "")
    assert completed(headings, [YEARS, MONTHS]) == headings


def test_a_header_cut_by_the_page_end_is_whole_again() -> None:
    whole = joined(block(1, [TOP, YEARS, MONTHS, ["1. ขออนุมัติ", "10", "10", "", "↔", ""]]))
    step = ["1. ขออนุมัติ", "10", "10", "", "↔", ""]
    for parts in (
        (block(1, [TOP, YEARS]), block(2, [MONTHS, step])),
        (block(1, [TOP]), block(2, [YEARS, MONTHS, step])),
        (block(1, [TOP, YEARS]), block(2, [TOP, MONTHS, step])),
    ):
        (table,) = joined(*parts)
        assert table.roles == whole[0].roles
        assert table.headings == whole[0].headings
        assert [[cell.text for cell in row.cells] for row in table.rows] == [step]


def test_a_third_page_goes_on_in_the_columns_of_the_second() -> None:
    head = ["ระดับความสำเร็จ", "เกณฑ์ร้อยละความสำเร็จ", "การดำเนินงาน", "คะแนนที่ได้รับ"]
    other = ["ระดับความสำเร็จ", "", "เกณฑ์ร้อยละความสำเร็จ", "การดำเนินงาน", "คะแนนที่ได้รับ"]
    (table,) = joined(
        block(1, [head, ["5", "ร้อยละ 100", "ครบ", "10"]]),
        block(2, [other, ["4", "", "ร้อยละ 80", "สี่ขั้น", "8"]]),
        block(3, [["3", "", "ร้อยละ 60", "สามขั้น", "6"]]),
    )
    assert [[cell.text for cell in row.cells] for row in table.rows][1:] == [
        ["4", "ร้อยละ 80", "สี่ขั้น", "8"],
        ["3", "ร้อยละ 60", "สามขั้น", "6"],
    ]
