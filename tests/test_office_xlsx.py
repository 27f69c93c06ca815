"""Workbooks: what is shown is read, with the cell where it stands; what is hidden is no data."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Border, Font, Side
from phaen.extractors.model import Document, Paragraph, Table
from phaen.extractors.reader import read_document

Page = Any


def read(fill: Callable[[Page], None], *more: Callable[[Page], None]) -> Document:
    workbook = openpyxl.Workbook()
    fill(workbook.active)
    for number, one in enumerate(more):
        one(workbook.create_sheet(f"แผ่น{number + 2}"))
    out = io.BytesIO()
    workbook.save(out)
    return read_document(out.getvalue(), "x.xlsx")


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph) and not block.flags]


def tables(document: Document) -> list[list[list[str]]]:
    return [[row.texts() for row in block] for block in document.blocks if isinstance(block, Table)]


def put(page: Page, at: str, *rows: tuple[object, ...]) -> None:
    first = page[at]
    for down, row in enumerate(rows):
        for over, value in enumerate(row):
            page.cell(first.row + down, first.column + over, value)


def test_titles_tables_and_notes_are_told_apart() -> None:
    def fill(page: Page) -> None:
        page["A1"] = "แผนปฏิบัติการ"
        put(page, "A2", ("ที่", "โครงการ"), (1, "ก"), (2, "ข"))
        page["A5"] = "หมายเหตุ : ข้อมูลเบื้องต้น"

    document = read(fill)
    assert lines(document) == ["แผนปฏิบัติการ", "หมายเหตุ : ข้อมูลเบื้องต้น"]
    assert tables(document) == [[["ที่", "โครงการ"], ["1", "ก"], ["2", "ข"]]]


def test_an_empty_row_parts_tables() -> None:
    document = read(lambda page: (put(page, "A1", ("ก", "ข"), (1, 2)), put(page, "A4", ("ค", "ง"), (3, 4)))[0])
    assert tables(document) == [[["ก", "ข"], ["1", "2"]], [["ค", "ง"], ["3", "4"]]]


@pytest.mark.parametrize(
    "below", [(2, "โครงการ ข", 200), ("รวม", None, 300), (2, "โครงการ ข", "-"), (None, "โครงการ ข", 200)]
)
def test_an_empty_row_stands_inside_a_table_whose_figures_go_on(below: tuple[object, ...]) -> None:
    head = (("ที่", "โครงการ", "งบประมาณ"), (1, "โครงการ ก", 100))
    document = read(lambda page: put(page, "A1", *head, (None, None, None), below))
    assert len(tables(document)) == 1
    assert tables(document)[0][-1] == ["" if value is None else str(value) for value in below]


@pytest.mark.parametrize(
    "below", [("ไตรมาส", "แผน", "ผล"), (2567, 2568, 2569), (None, "สรุปผล", None), (None, None, None, 1, 2)]
)
def test_what_no_row_of_the_table_is_does_not_join_it(below: tuple[object, ...]) -> None:
    head = (("ที่", "โครงการ", "งบประมาณ"), (1, "โครงการ ก", 100))
    document = read(lambda page: put(page, "A1", *head, (None, None, None), below, (7, 8, 9)))
    assert len(tables(document)[0]) == 2


def test_an_empty_row_with_rules_is_a_row() -> None:
    def fill(page: Page) -> None:
        put(page, "A1", ("ก", "ข"), (1, 2), (None, None), (3, 4))
        side = Side(style="thin")
        for row in page["A1:B4"]:
            for cell in row:
                cell.border = Border(left=side, right=side, top=side, bottom=side)

    assert tables(read(fill)) == [[["ก", "ข"], ["1", "2"], ["", ""], ["3", "4"]]]


def test_tables_side_by_side_are_two() -> None:
    document = read(lambda page: (put(page, "A1", ("ก", "ข"), (1, 2)), put(page, "D1", ("ค", "ง"), (3, 4)))[0])
    assert tables(document) == [[["ก", "ข"], ["1", "2"]], [["ค", "ง"], ["3", "4"]]]


def test_a_total_alone_on_its_row_stays_in_the_table() -> None:
    document = read(lambda page: put(page, "A1", ("โครงการ", "งบประมาณ"), ("ก", "-"), ("รวม", None)))
    assert tables(document)[0][-1] == ["รวม", ""]


def test_hidden_rows_columns_and_sheets_are_no_data() -> None:
    def fill(page: Page) -> None:
        put(page, "A1", ("โครงการ", "เดิม", "งบประมาณ"), ("ก", 900, 500), ("ข", 800, 700))
        page.column_dimensions["B"].hidden = True
        page.row_dimensions[3].hidden = True

    def kept_back(page: Page) -> None:
        page["A1"] = "ร่าง"
        page.sheet_state = "hidden"

    document = read(fill, kept_back)
    assert tables(document) == [[["โครงการ", "งบประมาณ"], ["ก", "500"]]]
    hidden = [(part.place.where, part.text) for part in document.hidden]
    assert hidden == [("Sheet!B1", "เดิม"), ("Sheet!B2", "900"), ("Sheet!A3", "ข 800 700"), ("แผ่น2!A1", "ร่าง")]


def block_flags(block: object) -> tuple[str, ...]:
    return getattr(block, "flags", ())


def test_merged_cells_and_places() -> None:
    def fill(page: Page) -> None:
        put(page, "B2", ("ที่", "ค่าเป้าหมาย", None), (None, "2567", "2568"), (1, 80, 85))
        page.merge_cells("B2:B3")
        page.merge_cells("C2:D2")

    table = next(block for block in read(fill).blocks if isinstance(block, Table))
    number, target, covered = table.rows[0].cells
    assert number is not None and (number.rowspan, number.colspan) == (2, 1)
    assert target is not None and (target.rowspan, target.colspan) == (1, 2) and covered is None
    last = table.rows[2].cells[2]
    assert last is not None and last.place.where == "Sheet!D4" and last.text == "85"


def test_numbers_are_read_as_shown() -> None:
    def fill(page: Page) -> None:
        put(page, "A1", ("โครงการ", "ล้านบาท"), ("ก", 24_500_000))
        page["B2"].number_format = "#,##0.00,,"

    assert tables(read(fill))[0][1] == ["ก", "24.50"]


def test_a_formula_without_its_value_is_flagged() -> None:
    table = next(
        block
        for block in read(lambda page: put(page, "A1", ("โครงการ", "งบ"), ("ก", 5), ("รวม", "=SUM(B2:B2)"))).blocks
        if isinstance(block, Table)
    )
    total = table.rows[2].cells[1]
    assert total is not None and (total.text, total.raw) == ("", "=SUM(B2:B2)")
    assert total.flags == ("formula_without_value",)


def test_a_format_that_is_not_understood_is_flagged() -> None:
    def fill(page: Page) -> None:
        put(page, "A1", ("ก", "ข"), (1, 0.5))
        page["B2"].number_format = "# ?/?"

    table = next(block for block in read(fill).blocks if isinstance(block, Table))
    half = table.rows[1].cells[1]
    assert half is not None and half.flags == ("number_format_unknown",)


def test_struck_text_is_no_data() -> None:
    def fill(page: Page) -> None:
        put(page, "A1", ("โครงการ", "งบ"), ("ก", 900))
        page["B2"].font = Font(strike=True)

    table = next(block for block in read(fill).blocks if isinstance(block, Table))
    struck = table.rows[1].cells[1]
    assert struck is not None and struck.text == "" and struck.flags == ("hidden_text",)
