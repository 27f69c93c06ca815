"""Where the text that a finding cites stands: the place of the value itself (``statements``), not of its row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from phaen.normalizers.text import squash
from phaen.pipeline.audit.model import Evidence, Finding, Row

Stated = Callable[[frozenset[str]], Iterable[Row]]
"""Gives the rows of ``statements`` of the rows with these keys."""


def placed(findings: Sequence[Finding], stated: Stated) -> list[Finding]:
    """The findings with evidence at the place of the cited value, where ``statements`` hold it letter for letter.

    Evidence put together from several values, or cut from a longer text, keeps the place of its row.
    """
    keys = frozenset(item.row_key for one in findings for item in one.evidence if item.row_key is not None)
    places: dict[tuple[str, str, str], Row] = {}
    by_row: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in stated(keys) if keys else ():
        by_row[(row["doc_id"], row["row_key"])].append(row)
    for (doc_id, key), rows in by_row.items():
        for row in sorted(rows, key=lambda row: (row.get("page") or 0, row.get("line") or 0)):
            for text in (row.get("raw"), row.get("value")):
                if text:
                    places.setdefault((doc_id, key, squash(str(text))), row)
    return [replace(one, evidence=tuple(_at(item, places) for item in one.evidence)) for one in findings]


def _at(item: Evidence, places: dict[tuple[str, str, str], Row]) -> Evidence:
    row = places.get((item.doc_id, item.row_key or "", squash(item.raw)))
    if row is None or (row.get("page") is None and row.get("line") is None):
        return item
    bbox = tuple(float(value) for value in row["bbox"]) if row.get("bbox") else item.bbox
    return replace(item, page=row.get("page"), line=row.get("line"), bbox=bbox)
