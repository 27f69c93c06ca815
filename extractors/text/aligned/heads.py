"""Headings of tables whose cells stand apart by runs of spaces, and where the columns below them begin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from phaen.extractors.text.aligned.settings import (
    HEAD_LINES,
    HEADING,
    KNOWN,
    KNOWN_SHARE,
    LEAST_COLUMNS,
    LINE_OF_HEADINGS,
    SAMPLE,
    SNAP,
    SURE,
)
from phaen.extractors.wordings.catalogue import Catalogue, active
from phaen.extractors.wordings.matching import likely_roles
from phaen.extractors.wordings.subheads import is_subheader
from phaen.normalizers.text import arabic_digits

_PIECE = re.compile(r"\S+(?: \S+)*")
MARK = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
SERIAL = re.compile(r"\(?\d{1,3}(?:\.\d{1,3})*[.)]?")
_FIGURE = re.compile(r"\d+\.\d+|\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_AGAIN = re.compile(r"(\S.{3,}?)(?: \1)+")
_YEARS = re.compile(r"(?:ปี|พ\.ศ\.)?\s?25\d\d")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with single spaces between them: where it begins and ends in its line, and the line's index."""

    start: int
    end: int
    text: str
    line: int
    marks: bool = True
    """Does a mark above or below its letter take a place of its own?"""

    def place(self, at: int) -> int:
        """Where in the line the character ``at`` of the text stands."""
        return self.start + _length(self.text[:at], self.marks)


@dataclass(frozen=True, slots=True)
class Head:
    """The headings of a table: the places of its columns, their texts, those of the second row, the line behind."""

    starts: tuple[int, ...]
    tops: tuple[str, ...]
    subs: tuple[str, ...]
    end: int
    score: float = 0.0


def pieces_of(lines: Sequence[str]) -> list[list[Piece]]:
    """The pieces of every line, measured as the text was laid out.

    ``pdftotext`` counts the marks above and below letters, who types or pads by eye does not. That way is right in
    which more pieces begin one below the other.
    """
    counted, seen = _measured(lines, marks=True), _measured(lines, marks=False)
    return seen if _alignment(seen) > _alignment(counted) else counted


def _length(text: str, marks: bool) -> int:
    return len(text) if marks else len(MARK.sub("", text))


def _alignment(pieces: Sequence[Sequence[Piece]]) -> int:
    """How many pairs of pieces, not the first of their lines, begin at one place."""
    starts = Counter(piece.start for row in pieces for piece in row[1:])
    return sum(times * (times - 1) for times in starts.values())


def _measured(lines: Sequence[str], *, marks: bool) -> list[list[Piece]]:
    """The pieces of every line, marks that stand alone put back behind the letter above them."""
    out: list[list[Piece]] = []
    for number, line in enumerate(lines):
        text = arabic_digits(line.replace("\f", " "))
        row: list[Piece] = []
        for match in _PIECE.finditer(text):
            start = _length(text[: match.start()], marks)
            piece = Piece(start, start + _length(match.group(), marks), match.group(), number, marks)
            if not (MARK.match(piece.text) and _put_back(out, piece)):
                row.append(piece)
        out.append(row)
    return out


def _put_back(above: list[list[Piece]], mark: Piece) -> bool:
    """Adds what begins with a mark to the piece of the last filled line that ends there."""
    row = next((row for row in reversed(above[-3:]) if row), [])
    for at, piece in enumerate(row):
        if abs(piece.end - mark.start) <= 2 or piece.start < mark.start <= piece.end:
            row[at] = replace(piece, text=f"{piece.text}{mark.text}", end=max(piece.end, mark.end))
            return True
    return False


def begins_table(pieces: Sequence[Sequence[Piece]], at: int) -> Head | None:
    """The headings of a table that begin on line ``at``, not the end of something else above them."""
    head = _head(pieces, at)
    return None if head is None or _better_below(pieces, at, head) else head


def _better_below(pieces: Sequence[Sequence[Piece]], at: int, head: Head) -> bool:
    """Do the headings begin on a line further down, behind the end of something else?"""
    later = (_head(pieces, below) for below in range(at + 1, head.end))
    return any(other is not None and other.end >= head.end and other.score >= head.score for other in later)


def _head(pieces: Sequence[Sequence[Piece]], at: int) -> Head | None:
    """The headings that begin on line ``at``, as many lines of them as are best understood."""
    if len(pieces[at]) < 2 or SERIAL.fullmatch(pieces[at][0].text) or not _knows(pieces[at]):
        return None
    best: Head | None = None
    for end in range(at + 1, min(at + 1 + HEAD_LINES, len(pieces))):
        if not pieces[end - 1]:
            continue
        if end > at + 1 and _is_row(pieces[end - 1]):
            break
        head = _read_head(pieces, at, end)
        if head is None:
            continue
        known = [_likely(top, sub) for top, sub in zip(head.tops, head.subs, strict=True)]
        score = sum(known)
        if sum(one > 0 for one in known) < max(LEAST_COLUMNS, KNOWN_SHARE * len(known)):
            continue
        if any(len(top) > HEADING for top in head.tops):
            continue
        if best is None or score >= best.score:
            best = replace(head, score=score)
    return best


def _is_row(row: Sequence[Piece]) -> bool:
    """Does a line hold a figure as a row has, or begin with a row's number?"""
    return SERIAL.fullmatch(row[0].text) is not None or any(_FIGURE.fullmatch(piece.text) for piece in row)


def _knows(row: Sequence[Piece]) -> bool:
    """Are two of the pieces headings of some form's columns, or may they be the first lines of such?"""
    short = [piece for piece in row if len(piece.text) <= HEADING]
    return sum(_likely(piece.text, "") > 0 for piece in short) > 1


def _likely(top: str, sub: str) -> float:
    return _likeness(active(), top, sub)


@lru_cache(maxsize=4096)
def _likeness(catalogue: Catalogue, top: str, sub: str) -> float:
    """How like the wordings of ``catalogue``, which is the active one, a heading is: 0 for none of any form."""
    if not top and not sub:
        return 0.0
    roles = likely_roles([top, sub] if sub else [top])
    return roles[0][0] if roles else 0.0


def _read_head(pieces: Sequence[Sequence[Piece]], at: int, end: int) -> Head | None:
    heads = [_apart(row) for row in pieces[at:end]]
    starts = _starts(_sample(pieces, end), heads)
    if len(starts) < LEAST_COLUMNS:
        return None
    tops: list[list[str]] = [[] for _ in starts]
    subs: list[list[str]] = [[] for _ in starts]
    for row in heads:
        for piece in row:
            years = list(_YEARS.finditer(piece.text))
            if years and is_subheader([piece.text]):
                for year in years:
                    middle = piece.place((year.start() + year.end()) // 2)
                    subs[column_at(starts, middle)].append(year.group().strip())
            else:
                tops[column_at(starts, (piece.start + piece.end) // 2)].append(piece.text)
    for column in range(len(starts) - 1):  # the year of one heading, beside those below another
        if subs[column] and tops[column] and not (column and subs[column - 1]):
            end_of_run = next((at for at in range(column, len(subs)) if not subs[at]), len(subs))
            if any(tops[column + 1 : end_of_run]):
                tops[column] += subs[column]
                subs[column] = []
    for column, years_below in enumerate(subs):
        alone = not (column and subs[column - 1]) and not (column + 1 < len(subs) and subs[column + 1])
        if alone and years_below:  # the year of one heading, in its second line
            tops[column] += years_below
            subs[column] = []
    return Head(tuple(starts), tuple(map(joined, tops)), tuple(map(joined, subs)), end)


def _apart(row: Sequence[Piece]) -> list[Piece]:
    """Headings that only one space parts: each in brackets (``(60 คะแนน) (70 คะแนน)``), the same again and again, or
    two that are known each for itself."""
    out: list[Piece] = []
    for piece in row:
        at = 0
        for part in _parts(piece.text):
            out.append(replace(piece, start=piece.place(at), end=piece.place(at + len(part)), text=part))
            at += len(part) + 1
    return out


def _parts(text: str) -> list[str]:
    if len(text) > LINE_OF_HEADINGS:
        return [text]
    again = _AGAIN.fullmatch(text)
    if again is not None:
        return [again[1]] * ((len(text) + 1) // (len(again[1]) + 1))
    for space in re.finditer(" ", text):
        before, behind = text[: space.start()], text[space.end() :]
        if behind.startswith("("):
            continue  # a note to the heading before it, whose end stands in the next line
        if _likely(before, "") >= SURE and _likely(behind, "") >= KNOWN and _likely(text, "") < SURE:
            return [before, *_parts(behind)]
    return re.split(r"(?<=\)) (?=\()", text)


def _sample(pieces: Sequence[Sequence[Piece]], start: int) -> list[Sequence[Piece]]:
    """The lines below the headings that show where columns begin, as far as the next headings."""
    out: list[Sequence[Piece]] = []
    for row in pieces[start : start + SAMPLE]:
        known = sum(_likely(piece.text, "") >= SURE for piece in row)
        if known > 1 and known >= KNOWN_SHARE * len(row):
            break
        if len(row) > 1:
            out.append(row)
    return out


def joined(parts: Sequence[str]) -> str:
    """The lines of one cell as one text."""
    return "\n".join(parts)


def _starts(body: Sequence[Sequence[Piece]], heads: Sequence[Sequence[Piece]]) -> list[int]:
    """Where the columns begin: places at which pieces of two lines begin, or of the only one; and columns that hold
    nothing but their heading."""
    counted = Counter(piece.start for row in body for piece in row)
    often = [start for start, times in counted.items() if times > 1 or len(body) < LEAST_COLUMNS]
    kept: list[int] = []
    for start in sorted(often, key=lambda start: (-counted[start], start)):
        if all(abs(start - other) > SNAP // 2 for other in kept):
            kept.append(start)
    kept = sorted(start for start in kept if not _inside(body, start, counted[start]))
    for row in heads:
        for before, piece in pairwise(row):
            columns = [column_at(kept, (one.start + one.end) // 2) for one in (before, piece)]
            if not kept or columns[0] != columns[1]:
                continue  # two headings above one column: the second has one of its own
            near = [start for start in counted if before.start < start <= (piece.start + piece.end) // 2]
            place = min(near, key=lambda start: abs(start - piece.start), default=piece.start)
            place = place if all(abs(place - other) > SNAP // 2 for other in kept) else piece.start
            kept = sorted({*kept, place})
    return kept


def _inside(body: Sequence[Sequence[Piece]], start: int, times: int) -> bool:
    """Do more lines print through this place than begin a piece there? Then it is a chance, no column."""
    through = sum(any(piece.start < start < piece.end - SNAP for piece in row) for row in body)
    return through > times


def column_at(starts: Sequence[int], place: int) -> int:
    """The column in which ``place`` lies."""
    return max((at for at, start in enumerate(starts) if start <= place), default=0)
