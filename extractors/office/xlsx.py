"""Excel workbooks (.xlsx) → blocks: the tables of every sheet that is shown, with the texts above and below them.

Places say ``Sheet1!B7``. What is hidden (sheets, rows, columns) is no data and is kept apart with the flag ``hidden``.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import Any

import openpyxl
from phaen.extractors.model import Block, UnreadableDocument
from phaen.extractors.office.number_format import shown
from phaen.extractors.office.settings import SETTINGS
from phaen.extractors.office.sheets import NO_VALUE, Sheet, Shown, hidden_sheet, sheet_blocks, sheet_of, shown_cell
from phaen.extractors.text.mending import Mender


def xlsx_blocks(data: bytes) -> tuple[list[Block], Mender]:
    """The blocks of a workbook in the order of its sheets, and the mender that holds the repairs of its texts.

    Raises :class:`~phaen.extractors.model.UnreadableDocument` when the workbook is damaged or too large.
    """
    values, formulas = _load(data, data_only=True), _load(data, data_only=False)
    return sheet_blocks([_sheet(sheet, formulas[sheet.title]) for sheet in values.worksheets])


def _load(data: bytes, *, data_only: bool) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of pictures and extensions that it leaves out
            workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=data_only, keep_links=False)
    except MemoryError:
        raise
    except Exception as error:  # openpyxl raises whatever its parts raise on a damaged file
        raise UnreadableDocument(
            f"The workbook is damaged ({type(error).__name__}); open it in a spreadsheet program and save it again."
        ) from error
    filled = sum(len(sheet._cells) for sheet in workbook.worksheets)
    if filled > SETTINGS.cells:
        raise UnreadableDocument(f"The workbook holds {filled:,} cells, more than {SETTINGS.cells:,}; it is not read.")
    return workbook


def _texts(sheet: Any) -> Iterator[tuple[int, int, Any]]:
    """(row, column, cell), 1-based, of the cells with something in them."""
    for (row, column), cell in sorted(sheet._cells.items()):
        if cell.value is not None and str(cell.value).strip():
            yield row, column, cell


def _sheet(sheet: Any, formulas: Any) -> Sheet:
    if sheet.sheet_state != "visible":
        return hidden_sheet(sheet.title, ((row, column, str(cell.value)) for row, column, cell in _texts(sheet)))
    columns_hidden: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden and dimension.min:
            columns_hidden |= set(range(dimension.min, min(dimension.max or dimension.min, 16_384) + 1))
    return sheet_of(
        sheet.title,
        ((row, column, _made(sheet.cell(row, column), formula)) for row, column, formula in _texts(formulas)),
        rows_hidden={index for index, row in sheet.row_dimensions.items() if row.hidden},
        columns_hidden=columns_hidden,
        merged=[(area.min_row, area.min_col, area.max_row, area.max_col) for area in sheet.merged_cells.ranges],
        ruled=[place for place, cell in sheet._cells.items() if _has_rule(cell)],
    )


def _has_rule(cell: Any) -> bool:
    border = cell.border
    return border is not None and any(
        side is not None and side.style for side in (border.left, border.right, border.top, border.bottom)
    )


def _made(cell: Any, formula: Any) -> Shown:
    bold = bool(cell.font and cell.font.b)
    if formula.data_type == "f" and cell.value is None:
        return Shown("", str(getattr(formula.value, "text", formula.value)), bold, (NO_VALUE,))
    text = shown(cell.value, cell.number_format or "General")
    return shown_cell(cell.value, text, bold=bold, struck=bool(cell.font and cell.font.strike))
