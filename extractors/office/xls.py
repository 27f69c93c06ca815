"""Old Excel workbooks (.xls) → blocks, like those of :mod:`phaen.extractors.office.xlsx`.

The reader (xlrd) gives the values that the program stored with formulas and not the formulas themselves.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import xlrd
from phaen.extractors.model import Block, UnreadableDocument
from phaen.extractors.office.number_format import shown
from phaen.extractors.office.settings import SETTINGS
from phaen.extractors.office.sheets import (
    NO_VALUE,
    Filled,
    Sheet,
    Shown,
    hidden_sheet,
    sheet_blocks,
    sheet_of,
    shown_cell,
)
from phaen.extractors.text.mending import Mender

_LOCKED = "EncryptedPackage".encode("utf-16-le")
_WORD = "WordDocument".encode("utf-16-le")
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


def xls_blocks(data: bytes) -> tuple[list[Block], Mender]:
    """The blocks of an old workbook in the order of its sheets, and the mender that holds the repairs of its texts.

    Raises :class:`~phaen.extractors.model.UnreadableDocument` for what is no workbook (Word and other programs kept
    their files in the same container), is locked, damaged or too large.
    """
    if _LOCKED in data:
        raise UnreadableDocument("The file is protected with a password; save a copy without one.")
    if _WORD in data:
        raise UnreadableDocument("The file is an old Word document (.doc); save it as .docx or PDF.")
    try:
        return sheet_blocks(_sheets(data))
    except (UnreadableDocument, MemoryError):
        raise
    except Exception as error:  # xlrd raises whatever its parts raise on a damaged file, and gives back broken tables
        if "encrypted" in str(error).lower():
            raise UnreadableDocument("The workbook is protected with a password; save a copy without one.") from error
        raise UnreadableDocument(
            f"The old Office file cannot be read ({type(error).__name__}); save it as .xlsx or PDF."
        ) from error


def _sheets(data: bytes) -> list[Sheet]:
    workbook = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    filled = sum(sheet.nrows * sheet.ncols for sheet in workbook.sheets())
    if filled > SETTINGS.cells:
        raise UnreadableDocument(f"The workbook holds {filled:,} cells, more than {SETTINGS.cells:,}; it is not read.")
    return [_sheet(workbook, sheet) for sheet in workbook.sheets()]


def _sheet(workbook: Any, sheet: Any) -> Sheet:
    cells = list(_cells(workbook, sheet))
    if sheet.visibility:
        return hidden_sheet(sheet.name, ((row, column, made.text or made.raw) for row, column, made in cells))
    merged = [(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
    return sheet_of(
        sheet.name,
        cells,
        rows_hidden={number + 1 for number, row in sheet.rowinfo_map.items() if row.hidden},
        columns_hidden={number + 1 for number, column in sheet.colinfo_map.items() if column.hidden},
        merged=[tuple(at + 1 for at in area) for area in merged],
        ruled=_ruled(workbook, sheet),
    )


def _cells(workbook: Any, sheet: Any) -> Iterator[Filled]:
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            cell = sheet.cell(row, column)
            if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) or not str(cell.value).strip():
                continue
            look = workbook.xf_list[cell.xf_index]
            font = workbook.font_list[look.font_index]
            number_format = workbook.format_map[look.format_key].format_str
            yield row + 1, column + 1, _made(workbook, cell, number_format, font)


def _made(workbook: Any, cell: Any, number_format: str, font: Any) -> Shown:
    value = cell.value
    bold = bool(font.bold or font.weight >= 700)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return Shown("", _ERRORS.get(value, "#ERROR"), bold, (NO_VALUE,))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        value = bool(value)
    elif cell.ctype == xlrd.XL_CELL_DATE:
        try:
            value = xlrd.xldate_as_datetime(value, workbook.datemode)
        except (xlrd.xldate.XLDateError, OverflowError, ValueError):
            number_format = "General"
    elif cell.ctype == xlrd.XL_CELL_NUMBER and value == int(value):
        value = int(value)
    return shown_cell(value, shown(value, number_format), bold=bold, struck=bool(font.struck_out))


def _ruled(workbook: Any, sheet: Any) -> Iterator[tuple[int, int]]:
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            index = sheet.cell_xf_index(row, column)
            border = workbook.xf_list[index].border
            if any((border.left_line_style, border.right_line_style, border.top_line_style, border.bottom_line_style)):
                yield row + 1, column + 1
