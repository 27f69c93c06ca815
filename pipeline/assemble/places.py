"""Where the values of a document stand: its printed texts, asked by the row and column of a value.

A value is looked for where it was read: in the cells of its own printed row (by the role that the column is read
from, then in any cell that prints it), in headings and cells above, in the running text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from string import ascii_letters, digits
from typing import Any

from phaen.extractors.model import Paragraph, Place
from phaen.extractors.tables.joined import Item, JoinedRow, JoinedTable, is_furniture
from phaen.normalizers.text import arabic_digits
from phaen.pipeline.assemble.coverage import GRAM, ink
from phaen.pipeline.assemble.signals import Evidence, Key, place_key
from phaen.pipeline.assemble.signals import key as row_place

Row = Mapping[str, Any]

FROM_RAW = {
    "target_value": "target_raw",
    "target_max": "target_raw",
    "target_op": "target_raw",
    "target_unit": "target_raw",
    "target_date": "target_raw",
    "threshold_value": "threshold_raw",
    "threshold_max": "threshold_raw",
    "threshold_op": "threshold_raw",
    "threshold_unit": "threshold_raw",
    "threshold_date": "threshold_raw",
    "budget_baht": "budget_raw",
    "budget_unit_baht": "budget_raw",
    "score": "score_raw",
    "achieved_value": "achieved_raw",
    "achieved_unit": "achieved_raw",
}
"""Values that are made of another column's text: their place is that text's."""
READ = ", read"
"""Ends the rule of a value that its cell does not print so: a parser made it, or it stands elsewhere."""
_NAME = 20
"""Letters of a text from which it is no figure that a parser wrote otherwise, but stands as it is where it stands."""
UNITS_OF_MONEY = {1.0: "บาท", 1e3: "พันบาท", 1e5: "แสนบาท", 1e6: "ล้านบาท"}
"""Units of amounts as headings and captions print them: baht, thousand, hundred thousand, million baht."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A printed text with its place, and its coordinates in ``cells`` where it is a cell."""

    raw: str
    place: Place
    table_no: int | None = None
    row_no: int | None = None
    column_no: int | None = None


@lru_cache(maxsize=1)
def column_roles() -> dict[str, tuple[str, ...]]:
    """The roles that a column is read from, from ``column_roles.csv``."""
    text = files("phaen.pipeline.assemble").joinpath("column_roles.csv").read_text("utf8")
    pairs = (line.split(",", 1) for line in text.splitlines()[1:] if line)
    return {column: tuple(roles.split("|")) for column, roles in pairs}


class Finder:
    """The printed texts of a document, asked where a value stands. Page numbers and running heads print no value."""

    def __init__(self, items: Sequence[Item], evidence: Evidence) -> None:
        self._evidence = evidence
        self._exact: dict[str, Spot] = {}
        self._spots: list[Spot] = []
        self._plain: list[str] = []
        self._starts: list[int] = []
        self._rows: dict[int, list[_Cell]] = {}
        self._index: dict[Key, int] = {}
        self._heads: dict[int, list[Spot]] = {}
        self._alone: set[int] = set()
        texts: list[str] = []
        at = 0
        for key, spot in self._printed(items):
            self._exact.setdefault(key, spot)
            self._index.setdefault(place_key(spot.place), len(self._spots))
            self._spots.append(spot)
            self._plain.append(arabic_digits(spot.raw))
            self._starts.append(at)
            texts.append(key)
            at += len(key) + 1
        self._joined = "\n".join(texts)

    def _printed(self, items: Sequence[Item]) -> Iterator[tuple[str, Spot]]:
        number = -1
        for item in items:
            if isinstance(item, Paragraph):
                key = ink(item.text)
                if key and not is_furniture(item):
                    self._alone.add(len(self._spots))
                    yield key, Spot(item.text, item.place)
                continue
            number += 1
            yield from self._cells(item, number)

    def _cells(self, table: JoinedTable, number: int) -> Iterator[tuple[str, Spot]]:
        headings = [arabic_digits(" ".join(path)) for path in table.headings]
        heads = self._heads.setdefault(id(table), [])
        for row_no, row in enumerate([*table.header_rows, *table.rows]):
            own: list[_Cell] = []
            self._index.setdefault(place_key(row.place), len(self._spots))
            if sum(bool(cell) for cell in row.cells) == 1:
                self._alone.add(len(self._spots))
            for column_no, cell in enumerate(row.cells):
                key = ink(cell.text)
                if not key or not cell.parts:
                    continue
                spot = Spot(cell.text, cell.parts[0].place, number, row_no, column_no)
                if row_no < len(table.header_rows):
                    heads.append(spot)
                role = table.roles[column_no] if column_no < len(table.roles) else None
                own.append(_Cell(role, key, spot, headings[column_no] if column_no < len(headings) else ""))
                if not cell.inherited:
                    yield key, spot
            self._rows[id(row)] = own

    def find(self, row: Row, column: str, texts: Sequence[str], under: str = "") -> tuple[Spot, str] | None:
        """Where the first of ``texts`` stands that is found, and how: by role, in the row, above, or in the text.

        ``under``: a year or a source that the heading of its column names.
        """
        printed = self._evidence.printed(row)
        texts = [text for text in texts if ink(text)]
        if not texts:
            return None
        if is_unit(column):
            return self._unit(row, column, texts[0], with_figure=len(texts) > 1 or texts[0] == _raw(row, column))
        if printed is not None:
            found = (
                self._by_role(printed[1], column, texts, under)
                or self._in_heading(printed[0], column, texts[0])
                or self._caption(row, column, texts[0])
                or (None if column in _FROM_ABOVE else self._in_row(printed[1], texts))
            )
            if found:
                return found if not found[1].endswith(READ) else self._in_text(row, texts, least=_NAME) or found
        if all(len(ink(text)) < GRAM for text in texts):
            figure = any(char.isdigit() for char in texts[0]) and not column.endswith(("_no", "_code", "_codes"))
            return None if figure else self._before(row, column, texts)
        return self._in_text(row, texts, least=GRAM)

    def _in_text(self, row: Row, texts: Sequence[str], *, least: int) -> tuple[Spot, str] | None:
        """Where a text of at least ``least`` letters stands anywhere, or the first of several that it was joined of."""
        keys = [ink(text) for text in texts]
        for key in keys:
            if key in self._exact and (least <= GRAM or len(key) >= least):
                return self._exact[key], "text"
        keys = [key for key in keys if len(key) >= least]
        for key in keys:
            at = self._joined.find(key)
            if at >= 0:
                return self._spots[bisect_right(self._starts, at) - 1], "part of text"
        start = self._index.get(row_place(row), 0)
        for at in range(start, min(start + _NEAR, len(self._spots))):
            first = ink(self._spots[at].raw)
            if len(first) >= GRAM and any(key.startswith(first) for key in keys):
                return self._spots[at], "first part"
        return None

    def _unit(self, row: Row, column: str, unit: str, *, with_figure: bool) -> tuple[Spot, str] | None:
        """Where a unit is stated: in a column of its own, the heading of its figure, a line above, or ``with_figure``
        where the text of the figure says more than a number."""
        printed, raw = self._evidence.printed(row), _raw(row, column)
        if printed is not None and unit != raw:
            found = (
                self._by_role(printed[1], column, [unit], "")
                or self._in_heading(printed[0], column, unit)
                or self._caption(row, column, unit)
                or next(
                    ((cell.spot, "row") for cell in self._rows.get(id(printed[1]), []) if cell.key == ink(unit)), None
                )
            )
            if found:
                return found
        return self.find(row, FROM_RAW[column], [raw]) if with_figure else None

    def _by_role(self, row: JoinedRow, column: str, texts: Sequence[str], under: str) -> tuple[Spot, str] | None:
        cells = self._rows.get(id(row), [])
        wanted = column_roles().get(column, (column,))
        mine = [cell for cell in cells if cell.role is not None and cell.role in wanted]
        if under and (below := [cell for cell in mine if under in cell.heading]):
            mine = below
        for cell in mine:
            if any(cell.holds(text) for text in texts):
                return cell.spot, f"role {cell.role}"
        if mine and not column.endswith("_no"):  # a number that a cell does not print stands elsewhere
            return mine[0].spot, f"role {mine[0].role}{READ}"
        return None

    def _in_row(self, row: JoinedRow, texts: Sequence[str]) -> tuple[Spot, str] | None:
        for text in texts:
            for cell in self._rows.get(id(row), []):
                if ink(text) == cell.key or (len(ink(text)) >= 2 and cell.holds(text)):
                    return cell.spot, "row"
        return None

    def _in_heading(self, table: JoinedTable, column: str, text: str) -> tuple[Spot, str] | None:
        """A level, its scale or a group that stands in the heading of a column."""
        pattern = _IN_HEADINGS.get(column)
        if pattern is None:
            return None
        mine = column_roles().get(FROM_RAW[column]) if column in _OF_FIGURES else None
        for spot in self._heads.get(id(table), []):
            if mine and (spot.column_no is None or table.roles[spot.column_no] not in mine):
                continue
            if re.search(pattern.format(re.escape(text)), arabic_digits(spot.raw)):
                return spot, "heading"
        return None

    def _caption(self, row: Row, column: str, unit: str) -> tuple[Spot, str] | None:
        """A unit of money that the nearest line above a table states, such as (หน่วย : ล้านบาท)."""
        if column != "budget_unit_baht" or unit not in UNITS_OF_MONEY.values() or unit == "บาท":
            return None
        start = self._index.get(row_place(row), 0)
        for at in range(start, max(-1, start - _NEAR), -1):
            if at in self._alone and unit in self._spots[at].raw:
                return self._spots[at], "above"
        return None

    def _before(self, row: Row, column: str, texts: Sequence[str]) -> tuple[Spot, str] | None:
        """The nearest line, or row of one cell, at or before a row that prints a short value (a number, a code) as a
        word of its own: the same letters stand in many places."""
        start = self._index.get(row_place(row))
        if start is None:
            return None
        pattern = _FROM_ABOVE.get(column)
        for at in range(start, max(-1, start - _NEAR), -1):
            for text in texts:
                if at not in self._alone or text not in self._plain[at]:
                    continue
                if (
                    re.search(pattern.format(re.escape(text)), self._plain[at])
                    if pattern
                    else _is_word(text, self._plain[at])
                ):
                    return self._spots[at], "above" if at < start else "text"
        return None


_FROM_ABOVE = {
    "component_no": r"องค์(?:กร)?ประกอบ(?:ที่)?\s*{0}(?![0-9]|\.[0-9])"
    r"|^\W*{0}[.)]?\s.*(?:Base|ประสิทธิภาพ|ศักยภาพ|การประเมิน)",
    "issue_no": r"ประเด็น\S*\s*{0}(?![0-9]|\.[0-9])",
    "strategy_no": r"ยุทธศาสตร์(?:ที่)?\s*{0}(?![0-9]|\.[0-9])",
    "substrategy_no": r"ยุทธศาสตร์ย่อย(?:ที่)?\s*{0}(?![0-9]|\.[0-9])",
}
"""Numbers that headings state behind their word; the same figure in a row or a line is another number."""
_NEAR = 150
"""So many printed texts before a row may say a short value of it, such as the number of its component."""
_IN_HEADINGS = {
    "level": r"(?:ระดับ(?:ที่)?\s*|^\s*){}(?![0-9])",
    "scale_score": r"(?<![0-9]){}\s*คะแนน",
    "group": r"กลุ่ม\D*{}",
    "budget_unit_baht": r"(?<![ก-๎]){}",
    "target_unit": "{}",
    "threshold_unit": "{}",
    "achieved_unit": "{}",
}
_OF_FIGURES = ("target_unit", "threshold_unit", "achieved_unit")
"""Units that only the heading of their own figure states."""


def is_unit(column: str) -> bool:
    """Does a column hold the unit of another column's figure?"""
    return column in FROM_RAW and column.endswith(("_unit", "_unit_baht"))


def _raw(row: Row, column: str) -> str:
    """The text that a value was made of."""
    return str(row.get(FROM_RAW[column]) or "")


def _is_word(text: str, printed: str) -> bool:
    """Do no digits, and no Latin letters (the B of Base), go on before or behind a text in what is printed?"""
    at = printed.find(text)
    while at >= 0:
        behind = at + len(text)
        if not (at and printed[at - 1] in _GOES_ON_BEFORE) and not _GOES_ON.match(printed, behind):
            return True
        at = printed.find(text, at + 1)
    return False


_GOES_ON_BEFORE = frozenset(digits + ascii_letters + ".,")
_GOES_ON = re.compile("[0-9A-Za-z]|[.,][0-9]")


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of a printed row: its role, its letters, its place, the headings above it."""

    role: str | None
    key: str
    spot: Spot
    heading: str

    def holds(self, text: str) -> bool:
        """Does the cell print ``text``, a number as a whole one?"""
        key = ink(text)
        if key == self.key:
            return True
        if text[:1].isdigit() and text[-1:].isdigit():
            return _is_word(arabic_digits(text), arabic_digits(self.spot.raw))
        return key in self.key
