"""Cells merged downwards: what they say holds for every row beside them, over page ends too; an amount counts once."""

from __future__ import annotations

import pytest
from phaen.extractors.model import Cell, Document, Place, Row, Table
from phaen.extractors.tables.join import join_tables
from phaen.extractors.tables.joined import JoinedTable

KR = ["ที่", "รหัส KRs", "ชื่อตัวชี้วัด", "ค่าเป้าหมาย", "ความรับผิดชอบ (H/R)", "ส่วนราชการที่รับผิดชอบ"]
PLAN = ["ลำดับที่", "โครงการ/กิจกรรมสำคัญ", "งบประมาณ", "ส่วนราชการ"]


def table(*rows: list[str | tuple[str, int] | None], page: int = 1, cut: bool = False) -> Table:
    """A part of a table: a text, (text, row span), or ``None`` under a cell from above."""
    made = []
    for number, row in enumerate(rows):
        place = Place(page=page, bbox=(0.0, 20.0 * number, 100.0, 20.0 * number + 20))
        cells = []
        for item in row:
            text, span = item if isinstance(item, tuple) else (item, 1)
            cells.append(None if text is None else Cell(text, text, place, rowspan=span))
        made.append(Row(tuple(cells), place))
    return Table(tuple(made), Place(page=page), len(rows[0]), cut=cut)


def joined(*parts: Table) -> JoinedTable:
    (whole,) = (t for t in join_tables(Document("0" * 16, "x.pdf", "pdf", parts)) if isinstance(t, JoinedTable))
    return whole


def column(whole: JoinedTable, role: str) -> list[str]:
    return [whole.cell(row, role).text for row in whole.rows]


@pytest.mark.parametrize(
    ("at", "role"), [(1, "code"), (3, "target"), (4, "responsibility"), (5, "units")], ids=lambda v: str(v)
)
def test_a_merged_cell_speaks_for_every_row_beside_it(at: int, role: str) -> None:
    rows: list[list[str | tuple[str, int] | None]] = [
        [str(n), f"310{n}", f"ร้อยละของงานที่ {n}", f"ร้อยละ 8{n}", "H", f"ฝ่าย {n}"] for n in (1, 2, 3, 4)
    ]
    text = rows[0][at]
    assert isinstance(text, str)
    rows[0][at], rows[1][at], rows[2][at] = (text, 3), None, None
    whole = joined(table(list(KR), *rows))
    assert column(whole, role)[:3] == [text] * 3
    assert column(whole, role)[3] not in (text, "") or role == "responsibility"
    cells = [whole.cell(row, role) for row in whole.rows]
    assert [cell.inherited for cell in cells] == [False, True, True, False]
    assert [cell.row_span for cell in cells[:1]] == [3]
    assert not any(cell.flags for cell in cells)


def test_an_empty_cell_that_is_not_merged_stays_empty() -> None:
    rows = [[str(n), "", f"ร้อยละของงานที่ {n}", "ร้อยละ 80", "H", "ฝ่าย ก" if n == 1 else ""] for n in (1, 2, 3)]
    assert column(joined(table(list(KR), *rows)), "units") == ["ฝ่าย ก", "", ""]


def test_a_merged_amount_stands_on_its_first_row_and_every_row_says_so() -> None:
    whole = joined(
        table(
            list(PLAN),
            ["1", "โครงการหนึ่ง", ("1,250,000 บาท", 2), "กอง ก"],
            ["2", "โครงการสอง", None, "กอง ข"],
            ["3", "โครงการสาม", "90,000 บาท", "กอง ค"],
        )
    )
    assert column(whole, "budget") == ["1,250,000 บาท", "", "90,000 บาท"]
    assert [whole.cell(row, "budget").flags for row in whole.rows] == [("merged_amount",), ("merged_amount",), ()]


def test_a_merged_cell_goes_on_over_the_page_end() -> None:
    whole = joined(
        table(
            list(KR),
            ["1", "3101", "ร้อยละของงานที่หนึ่ง", "ร้อยละ 80", "H", ("กองพัฒนาชุมชน", 2)],
            ["2", "3102", "ร้อยละของงานที่สอง", "ร้อยละ 70", "H", None],
        ),
        table(
            list(KR),
            ["3", "3103", "ร้อยละของงานที่สาม", "ร้อยละ 60", "H", ("", 2)],
            ["4", "3104", "ร้อยละของงานที่สี่", "ร้อยละ 50", "H", None],
            page=2,
        ),
        table(list(KR), ["5", "3105", "ร้อยละของงานที่ห้า", "ร้อยละ 40", "H", ""], page=3),
    )
    assert column(whole, "units") == ["กองพัฒนาชุมชน"] * 4 + [""]
    assert whole.cell(whole.rows[0], "units").row_span == 4
    assert not any(cell.flags for row in whole.rows for cell in row.cells)


def test_text_in_the_middle_of_a_cell_over_the_page_end_holds_for_the_rows_before_it() -> None:
    whole = joined(
        table(
            list(KR),
            ["1", "3101", "ร้อยละของงานที่หนึ่ง", "ร้อยละ 80", "H", ("", 2)],
            ["2", "3102", "ร้อยละของงานที่สอง", "ร้อยละ 70", "H", None],
        ),
        table(
            list(KR),
            ["3", "3103", "ร้อยละของงานที่สาม", "ร้อยละ 60", "H", ("กองพัฒนาชุมชน", 2)],
            ["4", "3104", "ร้อยละของงานที่สี่", "ร้อยละ 50", "H", None],
            page=2,
        ),
    )
    assert column(whole, "units") == ["กองพัฒนาชุมชน"] * 4


def test_where_cells_stand_empty_on_their_own_one_at_the_top_of_a_page_is_a_guess() -> None:
    whole = joined(
        table(
            list(KR),
            ["1", "3101", "ร้อยละของงานที่หนึ่ง", "ร้อยละ 80", "H", ""],
            ["2", "3102", "ร้อยละของงานที่สอง", "ร้อยละ 70", "H", ("กองพัฒนาชุมชน", 2)],
            ["3", "3103", "ร้อยละของงานที่สาม", "ร้อยละ 60", "H", None],
        ),
        table(list(KR), ["4", "3104", "ร้อยละของงานที่สี่", "ร้อยละ 50", "H", ""], page=2),
    )
    assert column(whole, "units") == ["", *["กองพัฒนาชุมชน"] * 3]
    assert [whole.cell(row, "units").flags for row in whole.rows] == [(), (), (), ("merged_guess",)]


def test_a_row_cut_by_the_page_end_counts_once_in_a_merged_cell() -> None:
    whole = joined(
        table(
            list(KR),
            ["1", "3101", "ร้อยละของเรื่องที่ได้รับการ", ("ร้อยละ 80", 1), "H", "กอง ก"],
        ),
        table(
            list(KR),
            ["", "", "แก้ไข", "", "", ""],
            ["2", "3102", "ร้อยละของงาน", ("ร้อยละ 70", 2), "H", "กอง ข"],
            ["3", "3103", "ร้อยละของคน", None, "H", "กอง ค"],
            page=2,
        ),
    )
    assert column(whole, "name") == ["ร้อยละของเรื่องที่ได้รับการ\nแก้ไข", "ร้อยละของงาน", "ร้อยละของคน"]
    assert column(whole, "target") == ["ร้อยละ 80", "ร้อยละ 70", "ร้อยละ 70"]


def test_spans_and_header_rows_are_kept_for_the_table_as_data() -> None:
    whole = joined(
        table(
            list(KR),
            ["1", ("3101", 2), "ร้อยละของงาน", "ร้อยละ 80", "H", "กอง ก"],
            ["2", None, "ร้อยละของคน", "ร้อยละ 70", "H", "กอง ข"],
        )
    )
    assert [cell.text for cell in whole.header_rows[0].cells] == KR
    assert whole.rows[0].cells[1].row_span == 2 and whole.rows[1].cells[1].inherited
    assert all(cell.column_span == 1 for row in whole.rows for cell in row.cells)


def test_a_row_put_together_keeps_the_rows_that_it_was_printed_in() -> None:
    whole = joined(
        table(
            list(KR),
            [("1", 2), ("3101", 2), "ร้อยละของงาน", ("ร้อยละ 80", 2), ("H", 2), "กอง ก"],
            [None, None, "", None, None, "กอง ข"],
        )
    )
    (row,) = whole.rows
    assert whole.cell(row, "units").text == "กอง ก\nกอง ข"
    assert [part[5].text for part in row.printed] == ["กอง ก", "กอง ข"]
