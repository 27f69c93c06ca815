"""The printed tables of one document as grids: rows of text with their headings, for ``phaen tables``."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from phaen.pipeline.schema.as_text import csv_text
from phaen.pipeline.views.workbook import Sheet

Cell = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """One table after joining over pages: its rows of ``cells``, how many of them are headings, and its pages."""

    number: int
    kind: str | None
    pages: tuple[int, ...]
    width: int
    headings: int
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def name(self) -> str:
        """A name for a file or a sheet."""
        return f"table_{self.number + 1}"

    @property
    def label(self) -> str:
        """What is said of the table above it."""
        pages = f", page {'–'.join(str(page) for page in _ends(self.pages))}" if self.pages else ""
        return f"table {self.number + 1}{pages}: {self.kind or 'no form reads it'}"

    def columns(self) -> list[str]:
        """One heading a column: the printed ones from the top row down; ``column N`` where none is printed."""
        paths: list[list[str]] = [[] for _ in range(self.width)]
        for row in self.rows[: self.headings]:
            for cell in row:
                for column in range(cell["column_no"], min(cell["column_no"] + cell["column_span"], self.width)):
                    if cell["text"] and cell["text"] not in paths[column]:
                        paths[column].append(cell["text"])
        return [" / ".join(path) or f"column {number}" for number, path in enumerate(paths, 1)]

    def body(self) -> Iterator[list[str]]:
        """The rows below the headings, one text a column; a merged cell stands in its first place."""
        for row in self.rows[self.headings :]:
            texts = [""] * self.width
            for cell in row:
                texts[cell["column_no"]] = cell["text"] or ""
            yield texts


def _ends(pages: Sequence[int]) -> tuple[int, ...]:
    return (pages[0],) if pages[0] == pages[-1] else (pages[0], pages[-1])


def printed_tables(cells: Sequence[Cell], page: int | None = None) -> list[PrintedTable]:
    """The tables that the rows of the dataset ``cells`` of one document hold; with ``page`` those that touch it."""
    by_table: dict[int, list[Cell]] = {}
    for cell in cells:
        by_table.setdefault(cell["table_no"], []).append(cell)
    found = []
    for number, own in sorted(by_table.items()):
        pages = tuple(sorted({cell["page"] for cell in own if cell["page"] is not None}))
        if page is not None and page not in pages:
            continue
        height = max(cell["row_no"] for cell in own) + 1
        rows: list[list[Cell]] = [[] for _ in range(height)]
        for cell in own:
            rows[cell["row_no"]].append(cell)
        for row in rows:
            row.sort(key=lambda cell: cell["column_no"])
        width = max(cell["column_no"] + cell["column_span"] for cell in own)
        headings = max((cell["row_no"] + 1 for cell in own if cell["is_header"]), default=0)
        found.append(PrintedTable(number, own[0]["kind"], pages, width, headings, tuple(map(tuple, rows))))
    return found


def as_csv(table: PrintedTable) -> str:
    """The table as CSV, one row of headings; no cell runs as a formula."""
    return csv_text(table.columns(), table.body(), newline="\n")


def as_sheet(table: PrintedTable) -> Sheet:
    """The table as a sheet of a workbook."""
    return Sheet(table.name, table.columns(), list(table.body()))


def as_html(tables: Sequence[PrintedTable], title: str) -> str:
    """A page with every table as printed: headings and merged cells over their rows and columns."""
    parts = [
        "<!doctype html><html lang=th><meta charset=utf-8>",
        f"<title>{html.escape(title)}</title>",
        "<style>table{border-collapse:collapse;margin:1em 0}td,th{border:1px solid #888;padding:.2em .4em;"
        "vertical-align:top;white-space:pre-line}</style>",
    ]
    for table in tables:
        parts.append(f"<h2>{html.escape(table.label)}</h2><table>")
        for row in table.rows:
            parts.append("<tr>" + "".join(map(_html_cell, row)) + "</tr>")
        parts.append("</table>")
    return "\n".join(parts) + "\n"


def _html_cell(cell: Cell) -> str:
    tag = "th" if cell["is_header"] else "td"
    spans = "".join(
        f" {name}={cell[column]}"
        for name, column in (("rowspan", "row_span"), ("colspan", "column_span"))
        if cell[column] > 1
    )
    return f"<{tag}{spans}>{html.escape(cell['text'] or '')}</{tag}>"
