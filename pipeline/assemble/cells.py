"""Every printed table as data: the rows of the dataset ``cells``, after joining over pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from phaen.extractors.tables.joined import Item, JoinedCell, JoinedTable
from phaen.normalizers.text import clean
from phaen.pipeline.assemble.provenance import Provenance

Row = dict[str, Any]


def tables_of(items: Sequence[Item]) -> list[JoinedTable]:
    """The tables of a document in reading order; their index is ``table_no``."""
    return [item for item in items if isinstance(item, JoinedTable)]


def cell_rows(tables: Sequence[JoinedTable], provenance: Provenance) -> Iterator[Row]:
    """One row per cell that prints something; headings first, rows and columns counted from 0.

    A merged cell stands once, where it begins, with its spans. Empty cells give no row.
    """
    known: dict[str, str] = {}

    def normalised(text: str) -> str:
        if text not in known:
            known[text] = clean(text)
        return known[text]

    for number, table in enumerate(tables):
        paths = [[normalised(part) for part in path if part] for path in table.headings]
        for row_no, row in enumerate([*table.header_rows, *table.rows]):
            is_header = row_no < len(table.header_rows) + table.plain_headings
            for column_no, cell in enumerate(row.cells):
                if not cell or cell.inherited or not cell.parts:
                    continue
                known_column = column_no < len(table.roles)
                yield {
                    **provenance.row(cell.parts[0].place, _confidence(cell), list(cell.flags)),
                    "table_no": number,
                    "kind": table.kind,
                    "row_no": row_no,
                    "column_no": column_no,
                    "row_span": cell.row_span,
                    "column_span": cell.column_span,
                    "is_header": is_header,
                    "header_path": paths[column_no] if known_column and not is_header else [],
                    "role": table.roles[column_no] if known_column and not is_header else None,
                    "text": normalised(cell.text),
                    "text_raw": "\n".join(part.raw for part in cell.parts),
                }


def _confidence(cell: JoinedCell) -> float:
    return min((part.confidence for part in cell.parts), default=1.0)
