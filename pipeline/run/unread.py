"""Printed tables that no form reads: where they stand, what they are called, and the command that drafts a form."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

SMALLEST = 2
"""Rows and columns of a table; what has fewer is a box round a text."""


class UnreadTable(NamedTuple):
    """A table: its number in the document, its first page (``None`` for text), its headings, or the texts of its first
    row where none look like headings."""

    table_no: int
    page: int | None
    headings: tuple[str, ...]

    @classmethod
    def of(cls, told: Sequence[Any]) -> UnreadTable:
        """A table as it was kept in JSON."""
        number, page, headings = told
        return cls(number, page, tuple(headings))

    def draft(self, path: str) -> str:
        """The command that drafts a form from it; ``path``: its file."""
        return draft_command(path, self.page, self.table_no)


def draft_command(path: str, page: int | None, table_no: int) -> str:
    """The command that drafts a form from the table ``table_no`` (from 0, as in ``cells``) of the file ``path``."""
    on_page = f" --page {page}" if page else ""
    return f"phaen forms draft {shlex.quote(path)}{on_page} --table {table_no + 1}"


def unread_tables(cells: Iterable[Mapping[str, Any]]) -> dict[str, list[UnreadTable]]:
    """Source file → its tables without a form, in order; ``cells`` are rows of that dataset."""
    by_table: dict[tuple[str, int], list[Mapping[str, Any]]] = {}
    for cell in cells:
        if cell["kind"] is None:
            by_table.setdefault((cell["source_file"], cell["table_no"]), []).append(cell)
    found: dict[str, list[UnreadTable]] = {}
    for (source_file, number), own in sorted(by_table.items()):
        if min(len({cell[name] for cell in own}) for name in ("row_no", "column_no")) < SMALLEST:
            continue
        first = min(cell["row_no"] for cell in own)
        heads = [cell for cell in own if cell["is_header"]] or [cell for cell in own if cell["row_no"] == first]
        heads.sort(key=lambda cell: (cell["row_no"], cell["column_no"]))
        page = min((cell["page"] for cell in own if cell["page"] is not None), default=None)
        texts = tuple(str(cell["text"]) for cell in heads if cell["text"])
        found.setdefault(source_file, []).append(UnreadTable(number, page, texts))
    return found
