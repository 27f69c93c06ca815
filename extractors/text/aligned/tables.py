"""Tables whose cells stand apart by runs of spaces, line by line as on the page (``pdftotext -layout``).

Such a file keeps where each piece of a line begins: those of a table at few places, its columns. Headings are known by
their wordings, as everywhere. Marks that the tool put into a line of their own go back to their letter. Where a row
begins is told by its number, by a blank line, or by how many cells a line fills, and a long cell may touch the next:
so every cell is a guess and says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from phaen.extractors.model import LAID_OUT
from phaen.extractors.text.aligned.heads import MARK, SERIAL, Head, Piece, begins_table, joined, pieces_of
from phaen.extractors.text.aligned.settings import AHEAD, LAID_LINES, NEAR, SAMPLE, SNAP, TABLE_LINES
from phaen.extractors.text.grid import SourceCell
from phaen.extractors.wordings.labels import find_label
from phaen.normalizers.totals import names_total, says_total

_ITEM = re.compile(r"\d{1,2}(?:\.\d{1,2})+\s|\d{1,2}[.)]\s|[-–•]\s")
_NUMBER_OF = re.compile(r"จำนวน")
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{2,4}|-|ไม่ใช้งบประมาณ")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?|-")
_BASE = re.compile(r"(?:Base|KPIs?)\)", re.IGNORECASE)
"""A line of a component (``1.1 … (Agenda Base)``) is no cell."""
_PAGE = re.compile(r"[-–]?\s*\d{1,3}\s*[-–]?")
_GAPS = re.compile(r"\S {2,}\S.*\S {2,}\S")


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """One table: its rows, ``None`` under a merged heading, and the index of its last line."""

    rows: tuple[tuple[SourceCell | None, ...], ...]
    last: int


def aligned_tables(lines: Sequence[str]) -> dict[int, AlignedTable]:
    """The tables in ``lines`` by the index of the line where each begins."""
    if sum(_GAPS.search(line) is not None for line in lines) < LAID_LINES:
        return {}
    pieces = pieces_of(lines)
    found: dict[int, AlignedTable] = {}
    at = 0
    while at < len(pieces):
        head = begins_table(pieces, at)
        if head is None:
            at += 1
            continue
        rows, last = _body(pieces, lines, head)
        if rows:
            found[at] = AlignedTable((*_heading_rows(head, at), *rows), last)
        at = last + 1
    return found


def _heading_rows(head: Head, at: int) -> list[tuple[SourceCell | None, ...]]:
    """One row of headings, or two where years stand below a heading over several columns."""
    if not any(head.subs):
        return [tuple(SourceCell(top, at + 1) for top in head.tops)]
    top: list[SourceCell | None] = []
    column = 0
    while column < len(head.tops):
        end = column + 1
        while head.subs[column] and end < len(head.tops) and head.subs[end]:
            end += 1
        over = joined([text for text in head.tops[column:end] if text])
        top.append(SourceCell(over, at + 1, colspan=end - column))
        top += [None] * (end - column - 1)
        column = end
    return [tuple(top), tuple(SourceCell(sub, head.end) for sub in head.subs)]


def _body(
    pieces: Sequence[Sequence[Piece]], lines: Sequence[str], head: Head
) -> tuple[list[tuple[SourceCell | None, ...]], int]:
    """The rows below ``head`` and the index of the last line that is of the table."""
    rows: list[dict[int, list[Piece]]] = []
    across: list[Piece] = []
    last, blank, after_total = head.end - 1, True, False
    numbered = _is_numbered(pieces, head)
    spaced = not numbered and _is_spaced(pieces, head)
    for at in range(head.end, min(len(pieces), head.end + TABLE_LINES)):
        row = pieces[at]
        if not row:
            blank = True
            continue
        if len(row) == 1 and _PAGE.fullmatch(row[0].text) and _ends_page(pieces, lines, at):
            continue
        if begins_table(pieces, at) is not None:
            break
        if _runs_across(row, head.starts, blank=blank or after_total):
            across.append(row[0])
            if len(across) > AHEAD:
                break
            continue
        cells = _cells(row, head.starts)
        if across and (len(cells) < 2 or "\f" in "".join(lines[last + 1 : at + 1])):
            break
        rows += [{-1: [piece]} for piece in across]
        again = bool(rows) and _again(rows[-1], cells)
        begins = (
            again
            or bool(across)
            or not rows
            or _begins(cells, len(head.starts), numbered=numbered or spaced, blank=blank)
        )
        across = []
        if begins:
            rows.append({})
        for column, found in cells.items():
            rows[-1].setdefault(column, []).extend(found)
        last, blank = at, False
        after_total = 0 in rows[-1] and _is_total(rows[-1][0][0].text)
    return [_row(row, len(head.starts)) for row in rows], last


def _ends_page(pieces: Sequence[Sequence[Piece]], lines: Sequence[str], at: int) -> bool:
    following = next((spot for spot in range(at + 1, len(pieces)) if pieces[spot]), len(lines))
    return any("\f" in line for line in lines[at : following + 1])


def _is_total(text: str) -> bool:
    """Does the text open like a total, or like the number of what is summed up (จำนวน)?"""
    return says_total(text) or _NUMBER_OF.match(text) is not None


def _is_numbered(pieces: Sequence[Sequence[Piece]], head: Head) -> bool:
    """Do rows begin with a number in the first column?"""
    first = [
        row[0].text
        for row in pieces[head.end : head.end + SAMPLE]
        if len(row) > 1 and row[0].start <= head.starts[0] + 2
    ]
    return bool(first) and sum(SERIAL.fullmatch(text) is not None for text in first) * 2 > len(first)


def _is_spaced(pieces: Sequence[Sequence[Piece]], head: Head) -> bool:
    """Do blank lines part the rows?"""
    rows = pieces[head.end : head.end + SAMPLE]
    return any(len(a) > 1 and not b and len(c) > 1 for a, b, c in zip(rows, rows[1:], rows[2:], strict=False))


def _begins(cells: dict[int, list[Piece]], width: int, *, numbered: bool, blank: bool) -> bool:
    """Does a line begin a row?"""
    first = cells[0][0].text if 0 in cells else ""
    if _sums_up(cells):
        return True
    if first and (_is_total(first) or _ITEM.match(first) or (numbered and SERIAL.fullmatch(first))):
        return True
    if blank:
        return bool(first) or len(cells) > 1
    return not numbered and bool(first) and len(cells) >= max(2, NEAR * width)


def _sums_up(cells: dict[int, list[Piece]]) -> bool:
    """Is the line a total's label, in whichever column, and nothing but figures behind it?"""
    label, *figures = [cells[column] for column in sorted(cells)]
    return (
        bool(figures)
        and names_total(label[0].text)
        and all(_FIGURE.fullmatch(piece.text) for found in figures for piece in found)
    )


def _again(row: dict[int, list[Piece]], cells: dict[int, list[Piece]]) -> bool:
    """Has the row above an amount already where this line has one? No cell of an amount goes on with another."""
    return any(
        _AMOUNT.fullmatch(found[0].text) and any(_AMOUNT.fullmatch(piece.text) for piece in row.get(column, ()))
        for column, found in cells.items()
    )


def _runs_across(row: Sequence[Piece], starts: Sequence[int], *, blank: bool) -> bool:
    """Is the line one text that begins with the table, or before it, and runs over several columns or stands alone?"""
    piece = row[0]
    if len(row) > 1 or _is_total(piece.text):
        return False
    if piece.start <= starts[0] + SNAP and (_BASE.search(piece.text) or find_label(piece.text) is not None):
        return True
    if blank and piece.start <= starts[0] + 2 and not SERIAL.fullmatch(piece.text) and not _ITEM.match(piece.text):
        return True
    over = [start for start in starts[1:] if piece.start < start < piece.end - 2]
    return piece.start <= starts[0] + SNAP and len(over) > 1


def _cells(row: Sequence[Piece], starts: Sequence[int]) -> dict[int, list[Piece]]:
    """The pieces of a line by column; one that reaches over the next column, which is else empty, is two."""
    found: dict[int, list[Piece]] = {}
    taken = {_nearest(starts, piece.start) for piece in row}
    for piece in row:
        column = _nearest(starts, piece.start)
        while (cut := _cut(piece, column, starts, taken)) is not None:
            found.setdefault(column, []).append(cut[0])
            column, piece = cut[1], cut[2]
        found.setdefault(column, []).append(piece)
    return found


def _nearest(starts: Sequence[int], place: int) -> int:
    return min(range(len(starts)), key=lambda at: (abs(starts[at] - place), at))


def _cut(piece: Piece, column: int, starts: Sequence[int], taken: set[int]) -> tuple[Piece, int, Piece] | None:
    """``piece`` parted at the space nearest to where the next column begins: the part before, its column, the rest."""
    following = column + 1
    if following >= len(starts) or following in taken or _is_total(piece.text) or piece.end <= starts[following]:
        return None
    spaces = [at for at, char in enumerate(piece.text) if char == " " and not MARK.match(piece.text[at + 1 :])]
    near = [at for at in spaces if abs(piece.place(at + 1) - starts[following]) <= SNAP + 2]
    if not near:
        return None
    at = min(near, key=lambda at: (not _ITEM.match(piece.text[at + 1 :]), abs(piece.place(at + 1) - starts[following])))
    before = replace(piece, text=piece.text[:at], end=piece.place(at))
    return before, following, replace(piece, text=piece.text[at + 1 :], start=piece.place(at + 1))


def _row(row: dict[int, list[Piece]], width: int) -> tuple[SourceCell | None, ...]:
    if -1 in row:
        piece = row[-1][0]
        return (SourceCell(piece.text, piece.line + 1, colspan=width, flags=(LAID_OUT,)), *[None] * (width - 1))
    line = min(piece.line for found in row.values() for piece in found) + 1
    cells: list[SourceCell | None] = []
    for column in range(width):
        found = row.get(column, [])
        flags = (LAID_OUT,) if found else ()
        cells.append(SourceCell(joined([one.text for one in found]), found[0].line + 1 if found else line, flags=flags))
    return tuple(cells)
