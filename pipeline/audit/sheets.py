"""Plan lines that a list prints, and the sheets (รายละเอียดโครงการ) of the same projects further on or before."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from phaen.pipeline.audit.model import Row
from phaen.pipeline.audit.names import name_key


def sheet_rows(rows: Sequence[Row]) -> Collection[int]:
    """``id`` of the rows of one document's ``plans`` that tell a listed project again: without a number, with what the
    project is for, where the list's own line says no such thing. A list's total does not count them."""
    listed = {_key(row) for row in rows if row.get("row_kind") == "item" and not row.get("purpose")}
    return {
        id(row)
        for row in rows
        if row.get("row_kind") == "item" and row.get("purpose") and not row.get("seq") and _key(row) in listed
    }


def _key(row: Row) -> tuple[str, str]:
    return str(row.get("section")), name_key(str(row.get("project") or ""))
