"""Rows that hold, or hang under, characters the text layer has lost (U+FFFD), and rows of documents whose lines do not
follow their cells: never guessed, always flagged.

A lost character in a cell is the row's own. One in a line above a table may have hidden a heading, so that the rows
below it hang under the wrong one: they carry the flag too, until lines without such a character follow.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from phaen.extractors.model import ACROSS, LAID_OUT, Document, Paragraph, Place, Table
from phaen.extractors.tables.joined import FURNITURE_FLAGS

FLAG = "replacement_character"
LOST = "\ufffd"
_WITHOUT_FLAGS = frozenset({"repairs"})
Rows = dict[str, list[dict[str, Any]]]
_Key = tuple[int, float]


def flag_lost_characters(rows: Rows, document: Document) -> Rows:
    """``rows``, changed in place: those with a lost character in or above them are flagged."""
    below = _tables_below_lost(document)
    starts = [key for key, _ in below]
    for name, dataset in rows.items():
        if name in _WITHOUT_FLAGS:
            continue
        for row in dataset:
            if FLAG in row["flags"]:
                continue
            at = bisect_right(starts, _key(row.get("page"), row.get("line"), row.get("bbox"))) if starts else 0
            if (at and below[at - 1][1]) or _holds_lost(row):
                row["flags"] = sorted([*row["flags"], FLAG])
    return rows


def flag_laid_out(rows: Rows, document: Document) -> None:
    """Flag, in place, every row of a document all of whose tables were parted by the layout of its text alone.

    Rows of tables and of lines are matched with one another: a name that the layout cut makes two of one indicator.
    """
    told = {flag for flag in (ACROSS, LAID_OUT) if flag in document.flags}
    if not told:
        return
    for name, dataset in rows.items():
        if name in _WITHOUT_FLAGS:
            continue
        for row in dataset:
            row["flags"] = sorted({*row["flags"], *told})


def _tables_below_lost(document: Document) -> list[tuple[_Key, bool]]:
    """Where each block starts, in reading order, and whether it is a table below a line with a lost character."""
    found: list[tuple[_Key, bool]] = []
    lost = open_lines = False
    for block in document.blocks:
        if isinstance(block, Paragraph) and FURNITURE_FLAGS & set(block.flags):
            continue
        if isinstance(block, Paragraph):
            lost = LOST in block.text or (lost and open_lines)
            open_lines = True
        else:
            open_lines = False
        found.append((_place_key(block.place), lost and isinstance(block, Table)))
    return sorted(found) if any(under for _, under in found) else []


def _place_key(place: Place) -> _Key:
    return _key(place.page, place.line, place.bbox)


def _key(page: int | None, line: int | None, bbox: Any) -> _Key:
    """Reading order: the page and the top of the box, or the line."""
    return (page, float(bbox[1]) if bbox else 0.0) if page else (0, float(line or 0))


def _holds_lost(value: Any) -> bool:
    if isinstance(value, str):
        return LOST in value
    if isinstance(value, dict):
        return any(_holds_lost(item) for item in value.values())
    return isinstance(value, (list, tuple)) and any(_holds_lost(item) for item in value)
