"""Whether the cells of a rebuilt table are whole texts.

The layouts that are searched have cell behind cell, each with all its lines. Other programs print a row line by line
across its cells; the rest of a name then stands behind the first lines of all other cells, and every layout takes it
for theirs; that of the last row stands below the table as a few words of nothing. The same happens where a heading has
columns that nobody knows. Such a table shows itself: names end with "of" or "the … that", brackets close in another
cell, points stand among offices, figures of several columns in one cell. Two such rows are no misprint; nothing in the
document is then sure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from phaen.extractors.text.figure_rows import has_bare_amount, is_figure_row
from phaen.extractors.text.raw.parts import RawCell, RawLine, RawRow
from phaen.extractors.text.raw.patterns import western
from phaen.extractors.text.raw.prices import is_bare_number
from phaen.extractors.text.raw.settings import LIMITS, having
from phaen.extractors.wordings.labels import find_label
from phaen.normalizers.repair.segmentation import tokenise
from phaen.normalizers.target_words import op_words

_TEXT = having("text")
_SHORT_TEXT = _TEXT - having("long")
_SEVERAL = having("long") | {"baseline", "months"}
"""Kinds whose cells may hold several figures."""
_OFFICES = frozenset({"unit", "support"})
_ROLE_INSIDE = re.compile(r"(?:^|\s)[HR]\s?:")
"""Who leads and who supports (H : … R : …) has a column of its own."""
_VALUE = re.compile(r"(?:ร้อยละ|ระดับ|คะแนน|น้ำหนัก)\s*\d|\d\s*คะแนน")


@cache
def _open_ends() -> frozenset[str]:
    lines = Path(__file__).with_name("open_ends.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def ends_open(text: str) -> bool:
    """Is the last word of ``text`` one that needs another behind it?"""
    words = [word for word in tokenise(text) if word.strip()]
    return len(words) > 1 and words[-1] in _open_ends()


def mark_cut(kinds: Sequence[str], rows: Sequence[RawRow]) -> int:
    """Marks cells of ``rows`` (columns of ``kinds``) that cannot be whole as unsure; how many rows have such cells."""
    cut = 0
    for row in rows:
        if row.section or row.total:
            continue
        found = [cell for cell in row.cells if _is_cut(kinds[cell.column], cell)]
        for cell in (*found, *(cell for cell in row.cells if _holds_more(kinds[cell.column], cell))):
            cell.unsure = True
        cut += bool(found)
    return cut


def is_torn_off(line: RawLine) -> bool:
    """Is ``line``, the first one below a table that no heading ended, rather the rest of a cell?

    Programs that tear cells apart print block by block, each below a blank line. A paragraph begins with a label or
    is longer. A figure counts only alone: reports print ``50 คะแนนที่ได้`` (points given) below a table of scores.
    """
    text = line.text
    if not line.gap or len(text) > LIMITS.torn_off or find_label(text, elsewhere=True) is not None:
        return False
    return not text[0].isdigit() or is_bare_number(western(text))


def mark_last(kinds: Sequence[str], rows: Sequence[RawRow]) -> int:
    """Marks the texts of the last of ``rows`` as unsure, which a line below may end; how many rows that are."""
    found = [cell for cell in rows[-1].cells if kinds[cell.column] in _TEXT]
    for cell in found:
        cell.unsure = True
    return int(bool(found))


@cache
def _begun_target() -> re.Pattern[str]:
    words = [word for word, op in op_words("before") if op in _COMPARES]
    return re.compile(rf"(?:\s|^)(?:ครบ|{'|'.join(map(re.escape, words))}|\d+\s*[-–—])\s*(?:[1-9]\d{{3}}\s*)?$")


_COMPARES = frozenset({">=", "<=", "<", ">"})
"""What a target begins with; *risen* and *fallen* end names, too."""


def begins_target(text: str) -> bool:
    """Does ``text`` end in the beginning of a target: a comparison, ครบ (all of), a range without its end?
    The code of the column between them may stand behind it."""
    return _begun_target().search(text) is not None


def _holds_more(kind: str, cell: RawCell) -> bool:
    """Does a name end in the beginning of the next column, or hold the roles of another? One cell, not the table."""
    text = text_of(cell)
    return kind in _SHORT_TEXT and (begins_target(text) or _ROLE_INSIDE.search(text) is not None)


def text_of(cell: RawCell) -> str:
    """The text of a cell on one line, its figures in Arabic digits."""
    return western(" ".join(piece for _, piece, _ in cell.pieces))


def _is_cut(kind: str, cell: RawCell) -> bool:
    text = text_of(cell)
    if kind not in _SEVERAL and is_figure_row(text):
        return True
    if kind in _SHORT_TEXT and (ends_open(text) or has_bare_amount(text)):
        return True
    if kind in _OFFICES and _VALUE.search(text):
        return True
    return (kind == "budget" or kind in _SHORT_TEXT) and text.count("(") != text.count(")")
