"""A line that hangs out of its cell at the foot of a page."""

from __future__ import annotations

import pytest
from phaen.extractors.model import BBox, Cell, Paragraph, Place, Row, Table
from phaen.extractors.tables.hanging import FLAG, with_hanging_lines

EDGE, MIDDLE, END = 50.0, 200.0, 400.0


def grid(page: int, bottom: float = 500.0) -> Table:
    boxes: list[BBox] = [(EDGE, bottom - 40, MIDDLE, bottom), (MIDDLE, bottom - 40, END, bottom)]
    cells = tuple(
        Cell(text, text, Place(page, bbox=box)) for text, box in zip(("คลองที่ลอก", "ร้อยละ 60"), boxes, strict=True)
    )
    place = Place(page, bbox=(EDGE, bottom - 40, END, bottom))
    return Table((Row(cells, place),), place, width=2)


def line(top: float, left: float, page: int = 1) -> Paragraph:
    return Paragraph("ของคลองทั้งหมด", "ของคลองทั้งหมด", Place(page, bbox=(left, top, left + 60, top + 14)))


def test_the_line_goes_back_into_its_cell_with_a_flag() -> None:
    above, below = with_hanging_lines([grid(1), line(501, MIDDLE + 5), grid(2)])
    assert isinstance(above, Table) and isinstance(below, Table)
    cell = above.rows[0].cells[1]
    assert cell is not None and (cell.text, cell.flags) == ("ร้อยละ 60\nของคลองทั้งหมด", (FLAG,))


@pytest.mark.parametrize(
    "blocks",
    [
        [grid(1), line(520, MIDDLE + 5), grid(2)],  # stands apart
        [grid(1), line(501, EDGE + 5), grid(2)],  # begins where the table does
        [grid(1), line(501, END - 20), grid(2)],  # wider than its column
        [grid(1), line(501, MIDDLE + 5), grid(1)],  # the page goes on
        [grid(1), line(501, MIDDLE + 5)],
    ],
)
def test_other_lines_stay_where_they_are(blocks: list[Table | Paragraph]) -> None:
    assert with_hanging_lines(blocks) == blocks
