"""Printed tables that no form reads: where they stand, what they are called, and the command that drafts a form."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.dataset as ds

SMALLEST = 2
"""Rows and columns of a table; what has fewer is a box round a text."""
_COLUMNS = ("doc_id", "source_file", "table_no", "page", "row_no", "column_no", "is_header", "text", "bbox")


@dataclass(frozen=True, slots=True)
class UnreadTable:
    """A table of ``rows`` × ``columns`` cells; ``page`` its first page (``None`` for text), ``bbox`` its part there.

    ``headings``: its headings, or the texts of its first row where none look like headings.
    """

    doc_id: str
    source_file: str
    table_no: int
    page: int | None
    rows: int
    columns: int
    headings: tuple[str, ...]
    bbox: tuple[float, float, float, float] | None

    def draft(self, folder: str = "") -> str:
        """The command that drafts a form from it; ``folder``: where the source files stand."""
        path = f"{folder.rstrip('/')}/{self.source_file}" if folder else self.source_file
        return draft_command(path, self.page, self.table_no)


def draft_command(path: str, page: int | None, table_no: int) -> str:
    """The command that drafts a form from the table ``table_no`` (from 0, as in ``cells``) of the file ``path``."""
    on_page = f" --page {page}" if page else ""
    return f"phaen forms draft {shlex.quote(path)}{on_page} --table {table_no + 1}"


def unread_tables(output: Path) -> list[UnreadTable]:
    """The tables without a form in the dataset ``cells`` of ``output``, by file; none where it was not made."""
    folder = output / "cells"
    if not folder.exists():
        return []
    cells = ds.dataset(folder, format="parquet", partitioning="hive").to_table(
        columns=list(_COLUMNS), filter=pc.is_null(ds.field("kind"))
    )
    by_table: dict[tuple[str, str, int], list[dict[str, Any]]] = {}
    for cell in cells.to_pylist():
        by_table.setdefault((cell["source_file"], cell["doc_id"], cell["table_no"]), []).append(cell)
    found = []
    for (source_file, doc_id, number), own in sorted(by_table.items()):
        rows, columns = len({cell["row_no"] for cell in own}), len({cell["column_no"] for cell in own})
        if rows < SMALLEST or columns < SMALLEST:
            continue
        pages = [cell["page"] for cell in own if cell["page"] is not None]
        page = min(pages) if pages else None
        boxes = [cell["bbox"] for cell in own if cell["page"] == page and cell["bbox"]]
        box = None
        if boxes:
            box = (
                min(b[0] for b in boxes),
                min(b[1] for b in boxes),
                max(b[2] for b in boxes),
                max(b[3] for b in boxes),
            )
        first = min(cell["row_no"] for cell in own)
        heads = [cell for cell in own if cell["is_header"]] or [cell for cell in own if cell["row_no"] == first]
        heads.sort(key=lambda cell: (cell["row_no"], cell["column_no"]))
        texts = tuple(str(cell["text"]) for cell in heads if cell["text"])
        found.append(UnreadTable(doc_id, source_file, number, page, rows, columns, texts, box))
    return found
