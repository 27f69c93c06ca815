"""The Excel workbook that an auditor works in: a summary, a sheet per dataset, a sheet per list with parts.

Headings are Thai and English with the dictionary's words as comment; figures are figures, in their formats; what has
parts stands as readable text in its row and, part by part, in a sheet of its own. Links lead to the source files, page
by page, where their folder is known. Nothing runs: texts are stored as text, and there are no formulas.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from phaen.pipeline.schema.datasets import DATASETS, Row
from phaen.pipeline.schema.model import Column, Dataset
from phaen.pipeline.views.workbook import MAX_CELL, MAX_ROWS

Headings = Literal["names", "th", "en", "both"]
LINKS = 60_000
"""Links that one sheet of Excel can hold are 65,530; rows beyond have none."""
_TOP = Alignment(vertical="top", wrap_text=True)
_FILL = PatternFill("solid", fgColor="E8EDF5")
_BOLD = Font(bold=True)
_LINK = Font(color="0B4F9E", underline="single")
_WIDE = frozenset(
    {"name", "project", "kpi_name", "message_th", "message_en", "text", "title", "definition", "criterion"}
)
_KEYS = ("source_file", "row_key", "project_id", "indicator_id", "finding_id", "agency_code", "fiscal_year")
"""Columns that say in a sheet of parts which row they are of, as far as the dataset has them."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was written: rows by dataset, and how many cells and rows Excel cannot hold whole."""

    rows: Mapping[str, int]
    shortened: int


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a sheet: what it is called, how wide it is, how figures look, what the dictionary says."""

    name: str
    title: str
    comment: str
    width: float
    form: str | None = None


def has_parts(column: Column) -> bool:
    """Does a column hold a list whose items have parts?"""
    return bool(pa.types.is_list(column.type) and pa.types.is_struct(column.type.value_type))


def readable(value: Any, name: str = "") -> Any:
    """A value as a person reads it in one cell: parts with their names, boxes as corner to corner, yes and no."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "ใช่ / yes" if value else "ไม่ / no"
    if isinstance(value, Decimal):
        return float(value)
    if name == "bbox" and isinstance(value, list):
        return "{:.0f}, {:.0f} – {:.0f}, {:.0f}".format(*value) if len(value) == 4 else None
    if isinstance(value, list | tuple):
        items = [_item(one) for one in value]
        return (";\n" if any(isinstance(one, Mapping) for one in value) else "; ").join(items) or None
    if isinstance(value, Mapping):
        return _item(value)
    return value


def _item(value: Any) -> str:
    if isinstance(value, Mapping):
        said = [(key, part) for key, part in value.items() if part not in (None, "", [])]
        return " · ".join(f"{_part(part)}" if key in ("name", "raw") else f"{key} {_part(part)}" for key, part in said)
    return str(_part(value))


def _part(value: Any) -> str:
    if isinstance(value, Decimal | float):
        return f"{float(value):,.2f}".rstrip("0").rstrip(".")
    return str(readable(value))


def _format(column: Column) -> str | None:
    if pa.types.is_decimal(column.type):
        return "#,##0.00"
    if column.name in ("confidence", "coverage", "coverage_typed"):
        return "0.0%"
    if pa.types.is_floating(column.type):
        return "#,##0.##"
    return None


def _width(column: Column) -> float:
    if column.name in _WIDE or has_parts(column):
        return 48
    if pa.types.is_string(column.type):
        return 20
    return 28 if column.is_list else 13


def headings_of(dataset: Dataset, headings: Headings) -> list[Heading]:
    """The columns of a dataset's sheet."""
    return [_heading(column, headings) for column in dataset.columns]


def _heading(column: Column, headings: Headings) -> Heading:
    thai, english = column.title
    titles = {"names": column.name, "th": thai, "en": english, "both": f"{thai}\n{english}"}
    unit = f"\n[{column.unit}]" if column.unit else ""
    comment = f"{column.name}\n{column.th}\n{column.en}{unit}"
    return Heading(column.name, titles[headings], comment, _width(column), _format(column))


class _Sheet:
    """One sheet being written."""

    def __init__(self, book: Workbook, name: str, columns: Sequence[Heading], rows: int) -> None:
        self._sheet = book.create_sheet(name[:31])
        self._columns = columns
        self._left = LINKS
        self.shortened = max(0, rows - MAX_ROWS)
        self._sheet.freeze_panes = "A2"
        self._sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{min(rows, MAX_ROWS) + 1}"
        for index, column in enumerate(columns, 1):
            self._sheet.column_dimensions[get_column_letter(index)].width = column.width
        self._sheet.row_dimensions[1].height = 36
        self._sheet.append([self._head(column) for column in columns])

    def _head(self, column: Heading) -> Any:
        cell = self.cell(column.title)
        cell.font, cell.alignment, cell.fill = _BOLD, _TOP, _FILL
        if column.comment:
            cell.comment = Comment(column.comment, "phaen", width=320, height=140)
        return cell

    def cell(self, value: Any, form: str | None = None, link: str | None = None) -> Any:
        """A cell; a text stays a text whatever it begins with."""
        cell = WriteOnlyCell(self._sheet, value=None)
        if isinstance(value, str):
            self.shortened += len(value) > MAX_CELL
            cell._value = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)[:MAX_CELL]
            cell.data_type = "s"
            cell.alignment = _TOP
        else:
            cell.value = value
            if form:
                cell.number_format = form
        if link and self._left:
            self._left -= 1
            cell.hyperlink = link
            cell.font = _LINK
        return cell

    def add(self, values: Sequence[Any], links: Mapping[str, str] | None = None) -> None:
        """One row; ``links`` by column name."""
        told = links or {}
        pairs = zip(values, self._columns, strict=True)
        self._sheet.append([self.cell(value, column.form, told.get(column.name)) for value, column in pairs])


def _links(row: Row, source: Path | None) -> dict[str, str]:
    """Links of a row: its source file, and the page of it."""
    if source is None or not row.get("source_file"):
        return {}
    path = (source / row["source_file"]).resolve()
    if not path.is_relative_to(source.resolve()) or not path.is_file():
        return {}
    address = path.as_uri()
    return {"source_file": address} | ({"page": f"{address}#page={row['page']}"} if row.get("page") else {})


def write_book(
    path: Path,
    tables: Iterator[tuple[str, pa.Table]],
    summary: Sequence[tuple[str, Sequence[str], Sequence[Sequence[Any]]]],
    headings: Headings = "both",
    source: Path | None = None,
) -> Made:
    """Write the workbook. ``summary``: blocks of the first sheet (title, headings, rows); ``source``: the folder of the
    documents, for links."""
    book = Workbook(write_only=True)
    first = book.create_sheet("summary")
    shortened, counts, listed = 0, {}, []
    for name, table in tables:
        dataset = DATASETS[name]
        rows: list[Row] = table.to_pylist()
        counts[name] = len(rows)
        sheet = _Sheet(book, name, headings_of(dataset, headings), len(rows))
        for row in rows[:MAX_ROWS]:
            sheet.add([readable(row[column.name], column.name) for column in dataset.columns], _links(row, source))
        listed.append((name, f"{dataset.th} / {dataset.en}", len(rows)))
        shortened += sheet.shortened
        for column in dataset.columns:
            if has_parts(column):
                shortened += _parts(book, dataset, column, rows, headings, listed, source)
    _write_summary(first, summary, listed)
    book.save(path)
    return Made(counts, shortened)


def _parts(
    book: Workbook,
    dataset: Dataset,
    column: Column,
    rows: Sequence[Row],
    headings: Headings,
    listed: list[tuple[str, str, int]],
    source: Path | None,
) -> int:
    """The sheet of one list with parts, if any row has one; gives what Excel cannot hold."""
    made = [(row, one) for row in rows for one in row[column.name] or ()]
    if not made:
        return 0
    keys = [dataset.by_name[key] for key in _KEYS if key in dataset.by_name]
    labels = [dataset.by_name[key] for key in ("name", "project", "kpi_name") if key in dataset.by_name]
    fields = list(column.type.value_type)
    named = [_heading(one, headings) for one in (*keys, *labels)]
    comment = f"{column.name}\n{column.th}\n{column.en}"
    named += [
        Heading(one.name, one.name, comment, 20, "#,##0.00" if pa.types.is_decimal(one.type) else None)
        for one in fields
    ]
    name = f"{dataset.name}.{column.name}"
    sheet = _Sheet(book, name, named, len(made))
    for row, one in made[:MAX_ROWS]:
        own = [readable(row[key.name], key.name) for key in (*keys, *labels)]
        place = {**row, **{part: one[part] for part in ("page",) if part in one}}
        sheet.add([*own, *(readable(one[field.name], field.name) for field in fields)], _links(place, source))
    listed.append((name, f"{column.title[0]} / {column.title[1]}", len(made)))
    return sheet.shortened


def _write_summary(
    sheet: Any,
    blocks: Sequence[tuple[str, Sequence[str], Sequence[Sequence[Any]]]],
    listed: Sequence[tuple[str, str, int]],
) -> None:
    for index, width in enumerate((34, 44, 16, 16, 16, 16), 1):
        sheet.column_dimensions[get_column_letter(index)].width = width

    def line(values: Sequence[Any], *, bold: bool = False, link: str | None = None) -> None:
        cells = []
        for value in values:
            cell = WriteOnlyCell(sheet, value=None)
            value = readable(value)
            if isinstance(value, str):
                cell._value, cell.data_type, cell.alignment = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value), "s", _TOP
            else:
                cell.value = value
                cell.number_format = "#,##0.##" if isinstance(value, float) else "General"
            if bold:
                cell.font, cell.fill = _BOLD, _FILL
            cells.append(cell)
        if link and cells:
            cells[0].hyperlink, cells[0].font = link, _LINK
        sheet.append(cells)

    for title, names, rows in blocks:
        line([title], bold=True)
        line(names, bold=True)
        for row in rows:
            line(row)
        line([])
    line(["แผ่นงาน / Sheets"], bold=True)
    for name, what, count in listed:
        line([name, what, count], link=f"#'{name[:31]}'!A1")
