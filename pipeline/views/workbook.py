"""Tables as CSV and as one Excel workbook; nothing that a document holds can run as a formula.

CSV has a byte order mark (Excel reads Thai right), comma, CRLF. A text that a spreadsheet would take for a formula
gets an apostrophe in front, as OWASP advises for CSV injection; in the workbook such texts are stored as text.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from phaen.pipeline.schema.as_text import defused, plain

MAX_CELL = 32_767
"""Characters that a cell of an Excel sheet can hold."""
MAX_ROWS = 1_048_575
"""Rows of an Excel sheet, the heading left out."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: a file name without ending, column names, rows."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]


def write_csv(folder: Path, sheet: Sheet) -> Path:
    """``folder/name.csv``."""
    path = folder / f"{sheet.name}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(sheet.columns)
        writer.writerows([defused(value) for value in row] for row in sheet.rows)
    return path


def _cells(target: Any, row: Iterable[Any]) -> list[Any]:
    cells: list[Any] = []
    for value in row:
        value = plain(value)
        if isinstance(value, str):
            cell = WriteOnlyCell(target, value=None)
            cell._value = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)[:MAX_CELL]
            cell.data_type = "s"  # never "f": a text that begins with = stays a text
            cells.append(cell)
        else:
            cells.append(value)
    return cells


def write_workbook(path: Path, sheets: Sequence[Sheet]) -> Path:
    """All tables as sheets of one workbook, headings bold and frozen, with filters."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        target = book.create_sheet(sheet.name[:31])
        target.freeze_panes = "A2"
        target.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{min(len(sheet.rows), MAX_ROWS) + 1}"
        for index, name in enumerate(sheet.columns, 1):
            target.column_dimensions[get_column_letter(index)].width = (
                40 if name.startswith(("name", "message")) else 16
            )
        heading = []
        for name in sheet.columns:
            cell = WriteOnlyCell(target, value=name)
            cell.font = Font(bold=True)
            cell.alignment = Alignment(vertical="top")
            heading.append(cell)
        target.append(heading)
        for row in sheet.rows[:MAX_ROWS]:
            target.append(_cells(target, row))
    book.save(path)
    return path
