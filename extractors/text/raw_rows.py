"""Rows and cells of a raw table: the best way to lay its lines into the columns of its heading.

A raw text layer gives a table row by row and a row cell by cell. A cell that takes several lines begins and ends
with whole lines; cells of one line stand on one line with the beginning of the next cell. So each line either goes
on with the open cell, or begins one or more new cells. A beam search over the lines keeps the best layouts; scores
come from :mod:`extractors.text.raw_kinds`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.text.raw_kinds import (
    MISSING,
    SECTION,
    TEXT,
    TOTAL,
    continue_score,
    cuts,
    item_number,
    start_score,
    western,
)

_BEAM = 14
_WINDOW = 14.0
_HOPELESS = -5.0
_SECTION_COLUMN = -1


@dataclass(frozen=True, slots=True)
class RawLine:
    """One line of the table: 1-based number, text as printed, text of the source."""

    number: int
    text: str
    raw: str


@dataclass(slots=True)
class RawCell:
    """Pieces of one cell, each with its line; ``unsure`` when only position speaks for the cell."""

    column: int
    pieces: list[tuple[int, str]] = field(default_factory=list)
    unsure: bool = False


@dataclass(slots=True)
class RawRow:
    """Cells of one row by column; ``section`` for a row over all columns."""

    cells: list[RawCell]
    section: bool = False


@dataclass(frozen=True, slots=True)
class _Step:
    """One piece laid: ``column``, whether it opens a row or a cell, and its score."""

    before: _Step | None
    column: int
    new_row: bool
    new_cell: bool
    line: int
    low: int
    high: int
    unsure: bool


@dataclass(frozen=True, slots=True)
class _State:
    score: float
    column: int
    lines: int
    serial: int
    row_start: int
    steps: _Step | None


class TableLayout:
    """Lays lines into columns of ``kinds``; :meth:`feed` line by line, then :meth:`rows`."""

    def __init__(self, kinds: Sequence[str], *, serial: int = 0, open_row: bool = False) -> None:
        self._kinds = tuple(kinds)
        self._has_serial = "serial" in kinds or "level_no" in kinds
        self._texts: list[str] = []
        self._numbers: list[int] = []
        self._open_row = open_row
        self._states = [_State(0.0, len(kinds), 0, serial, 0, None)]

    @property
    def serial(self) -> int:
        """The running number of the last row."""
        return self._best().serial

    def feed(self, line: RawLine) -> bool:
        """Lays one more line; ``False`` (and nothing changed) when the line does not belong to the table."""
        text = line.text.strip()
        before = self._best().score
        self._texts.append(text)
        self._numbers.append(line.number)
        states = self._next(text, len(self._texts) - 1)
        best = max((state.score for state in states), default=float("-inf"))
        if best - before < _HOPELESS:
            self._texts.pop()
            self._numbers.pop()
            return False
        self._states = states
        return True

    def rows(self) -> list[RawRow]:
        """The rows of the best layout."""
        steps: list[_Step] = []
        best = max(self._states, key=lambda state: state.score - self._missing(state.column + 1, len(self._kinds)))
        step = best.steps
        while step is not None:
            steps.append(step)
            step = step.before
        rows: list[RawRow] = []
        for step in reversed(steps):
            if step.new_row or not rows:
                rows.append(RawRow([], section=step.column == _SECTION_COLUMN))
            if step.new_cell or not rows[-1].cells:
                rows[-1].cells.append(RawCell(max(step.column, 0), unsure=step.unsure))
            piece = self._texts[step.line][step.low : step.high].strip()
            rows[-1].cells[-1].pieces.append((self._numbers[step.line], piece))
        return rows

    def _best(self) -> _State:
        return max(self._states, key=lambda state: state.score)

    def _next(self, text: str, index: int) -> list[_State]:
        plain = western(text)
        done: dict[tuple[int, int], _State] = {}
        for state in self._states:
            if state.steps is not None:
                self._keep(done, self._continued(state, plain, index, len(text)))
        ends = [*cuts(plain), len(text)]
        begun: dict[int, dict[tuple[int, int], _State]] = {0: {}}
        for state in self._states:
            self._keep(begun[0], state)
        for low in [0, *ends[:-1]]:
            for state in list(begun.get(low, {}).values()):
                for column, new_row, cost in self._places(state, low):
                    for high in ends:
                        if high <= low:
                            continue
                        piece = plain[low:high].strip()
                        following = self._begun(state, piece, (column, new_row, cost), (index, low, high))
                        if following is not None:
                            target = done if high == len(text) else begun.setdefault(high, {})
                            self._keep(target, following)
        return _pruned(list(done.values()))

    def _continued(self, state: _State, plain: str, index: int, length: int) -> _State:
        if state.column == _SECTION_COLUMN:
            gain = -1.0
        else:
            gain = continue_score(self._kinds[state.column], plain, state.lines)
        step = _Step(state.steps, state.column, False, False, index, 0, length, False)
        return _State(state.score + gain, state.column, state.lines + 1, state.serial, state.row_start, step)

    def _places(self, state: _State, low: int) -> Iterator[tuple[int, bool, float]]:
        """Columns where the next cell may stand: column, whether in a new row, cost of the columns left out."""
        count = len(self._kinds)
        if state.column != _SECTION_COLUMN:
            for column in range(state.column + 1, count):
                yield column, False, self._missing(state.column + 1, column)
        if low:
            return  # a row begins at the beginning of a line
        rest = 0.0 if state.column == _SECTION_COLUMN else self._missing(state.column + 1, count)
        if state.steps is None and self._open_row:
            for column in range(count):
                if self._kinds[column] in TEXT:
                    yield column, True, _reopened(self._kinds, column)
        for column in range(count):
            cost = self._missing(0, column)
            if column and cost > 6.0:
                break
            yield column, True, rest + cost
        yield _SECTION_COLUMN, True, rest

    def _begun(
        self, state: _State, piece: str, place: tuple[int, bool, float], span: tuple[int, int, int]
    ) -> _State | None:
        column, new_row, cost = place
        index, low, high = span
        serial, bonus = state.serial, 0.0
        if column == _SECTION_COLUMN:
            if high != len(self._texts[index]) or not SECTION.match(piece):
                return None
            gain: float | None = 4.0
        elif new_row and TOTAL.fullmatch(piece):
            gain, cost = 6.0, 0.0
        else:
            kind = self._kinds[column]
            gain = start_score(kind, piece)
            if gain is None and kind == "name" and item_number(piece) is not None:
                gain = 0.0
            numbered = kind in ("serial", "level_no") or (kind == "name" and not self._has_serial)
            if numbered and new_row:
                number = item_number(piece)
                bonus, serial = _sequence(number, state.serial, kind)
                if kind == "name" and number is not None and piece.rstrip(".)").replace(".", "").isdigit():
                    gain = 1.0
        if gain is None:
            return None
        step = _Step(state.steps, column, new_row, True, index, low, high, gain < 0)
        start = index if new_row else state.row_start
        return _State(state.score + gain + bonus - cost, column, 1, serial, start, step)

    def _missing(self, low: int, high: int) -> float:
        return sum(MISSING.get(kind, 1.0) for kind in self._kinds[low:high])

    @staticmethod
    def _keep(table: dict[tuple[int, int], _State], state: _State) -> None:
        key = (state.column, state.serial)
        known = table.get(key)
        if known is None or state.score > known.score:
            table[key] = state


def _sequence(number: int | None, last: int, kind: str) -> tuple[float, int]:
    """Bonus of a row's running number after ``last``, and the new last number."""
    if number is None:
        return (0.0 if kind == "name" else -4.0), last
    if kind == "level_no":
        return (3.0 if last == 0 or abs(number - last) == 1 else -3.0), number
    if number == last + 1:
        return 5.0, number
    if number == 1:
        return 3.0, number
    return (0.0 if number > last else -3.0), number


def _reopened(kinds: Sequence[str], column: int) -> float:
    """Cost of going on in ``column`` after a repeated heading: the long column first, then from the left."""
    if kinds[column] in ("narrative", "definition", "criterion"):
        return -1.5
    has_long = any(kind in ("narrative", "definition", "criterion") for kind in kinds)
    return (2.0 if has_long else 0.0) + 0.4 * column


def _pruned(states: list[_State]) -> list[_State]:
    states.sort(key=lambda state: -state.score)
    floor = states[0].score - _WINDOW if states else 0.0
    return [state for state in states[:_BEAM] if state.score >= floor]
