"""Rows and cells of a raw table: the best way to lay its lines into the columns of its heading.

A raw text layer gives a table row by row and a row cell by cell. A cell that takes several lines begins and
ends with whole lines; cells of one line stand on one line with the beginning of the next cell. So each line
either goes on with the open cell, or begins new cells. A beam search over the lines keeps the best layouts;
scores come from :mod:`extractors.text.raw_kinds`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.text.raw_kinds import (
    LONG,
    MISSING,
    SECTION,
    TEXT,
    TOTAL,
    continue_score,
    cuts,
    goes_on,
    item_number,
    start_score,
    strong_cut,
    western,
)

_BEAM = 14
_WINDOW = 14.0
_HOPELESS = -5.0
_HOPELESS_ROW = -2.5
_SECTION_COLUMN = -1
_FULL, _TOTAL, _REOPENED = "full", "total", "reopened"


@dataclass(frozen=True, slots=True)
class RawLine:
    """One line of the table: 1-based number, text as printed, text of the source."""

    number: int
    text: str
    raw: str


@dataclass(slots=True)
class RawCell:
    """Pieces of one cell (line, text, source); ``unsure`` when only position speaks for the cell."""

    column: int
    pieces: list[tuple[int, str, str]] = field(default_factory=list)
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
    row: str
    steps: _Step | None


class TableLayout:
    """Lays lines into columns of ``kinds``; :meth:`feed` line by line, then :meth:`rows`."""

    def __init__(self, kinds: Sequence[str], *, serial: int = 0, open_row: bool = False) -> None:
        self._kinds = tuple(kinds)
        self._has_serial = "serial" in kinds or "level_no" in kinds
        self._is_wordy = any(kind in LONG and kind != "remark" for kind in kinds)
        self._texts: list[str] = []
        self._sources: list[str] = []
        self._numbers: list[int] = []
        self._open_row = open_row
        # The rows below a repeated heading go on counting, or count from 1 again.
        self._states = [
            _State(0.0, len(kinds), 0, last, _FULL, None) for last in ({serial} if open_row else {serial, 0})
        ]

    @property
    def serial(self) -> int:
        """The running number of the last row."""
        return self._best().serial

    def feed(self, line: RawLine) -> bool:
        """Lays one more line; ``False`` (and nothing changed) when the line does not belong to the table."""
        text = line.text.strip()
        leader = self._best()
        # Behind a row that is complete only a line that begins a row well belongs to the table.
        lowest = _HOPELESS if not self._is_complete(leader) else _HOPELESS_ROW
        self._texts.append(text)
        self._sources.append(line.raw)
        self._numbers.append(line.number)
        states = self._next(text, len(self._texts) - 1)
        best = max((state.score for state in states), default=float("-inf"))
        if best - leader.score < lowest:
            self._texts.pop()
            self._sources.pop()
            self._numbers.pop()
            return False
        self._states = states
        return True

    def rows(self) -> list[RawRow]:
        """The rows of the best layout."""
        steps: list[_Step] = []
        best = max(self._states, key=lambda state: state.score - self._left_out(state))
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
            text = self._texts[step.line]
            source = source_part(text, self._sources[step.line], step.low, step.high)
            piece = text[step.low : step.high].strip()
            rows[-1].cells[-1].pieces.append((self._numbers[step.line], piece, source))
        return rows

    def _is_complete(self, state: _State) -> bool:
        if state.steps is None or not 0 <= state.column < len(self._kinds):
            return False
        return self._kinds[state.column] not in TEXT and self._left_out(state) < 1.0

    def _best(self) -> _State:
        return max(self._states, key=lambda state: state.score)

    def _next(self, text: str, index: int) -> list[_State]:
        plain = western(text)
        done: dict[tuple[int, int], _State] = {}
        for state in self._states:
            if state.steps is not None:
                self._keep(done, self._continued(state, plain, index, len(text)))
        if index and done and goes_on(western(self._texts[index - 1]), plain):
            return _pruned(list(done.values()))
        ends = [*cuts(plain), len(text)]
        begun: dict[int, dict[tuple[int, int], _State]] = {0: {}}
        for state in self._states:
            self._keep(begun[0], state)
        for state in self._states:
            if state.steps is not None and state.column >= 0 and self._kinds[state.column] not in LONG:
                for cut in ends[:-1]:
                    if strong_cut(plain, cut):
                        going_on = self._continued(state, plain[:cut], index, cut, -2.0)
                        self._keep(begun.setdefault(cut, {}), going_on)
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

    def _continued(self, state: _State, plain: str, index: int, length: int, extra: float = 0.0) -> _State:
        if state.column == _SECTION_COLUMN:
            gain = -1.0
        else:
            gain = continue_score(self._kinds[state.column], plain, state.lines)
        step = _Step(state.steps, state.column, False, False, index, 0, length, False)
        return _State(state.score + gain + extra, state.column, state.lines + 1, state.serial, state.row, step)

    def _places(self, state: _State, low: int) -> Iterator[tuple[int, str, float]]:
        """Where the next cell may stand: column, the kind of new row or "", cost of the columns left out."""
        count = len(self._kinds)
        if state.column != _SECTION_COLUMN:
            for column in range(state.column + 1, count):
                yield column, "", 0.0 if state.row != _FULL else self._missing(state.column + 1, column)
        if low:
            return  # a row begins at the beginning of a line
        rest = self._left_out(state)
        if state.steps is None and self._open_row:
            for column in range(count):
                if self._kinds[column] in TEXT:
                    yield column, _REOPENED, _reopened(self._kinds, column)
        if "programme" in self._kinds and "project" in self._kinds and state.steps is not None:
            # Below one programme its projects follow, each a row of its own with its own number.
            yield self._kinds.index("project"), _FULL, rest + 0.5
        for column in range(count):
            cost = self._missing(0, column)
            if column and cost > 6.0:
                break
            yield column, _FULL, rest + cost
        yield _SECTION_COLUMN, _FULL, rest

    def _begun(
        self, state: _State, piece: str, place: tuple[int, str, float], span: tuple[int, int, int]
    ) -> _State | None:
        column, new_row, cost = place
        index, low, high = span
        serial, bonus = state.serial, 0.0
        if column == _SECTION_COLUMN:
            if high != len(self._texts[index]) or not SECTION.match(piece):
                return None
            gain: float | None = 4.0
            serial = 0
        elif new_row and column == 0 and TOTAL.fullmatch(piece):
            gain = 6.0
        else:
            kind = self._kinds[column]
            gain = start_score(kind, piece)
            if new_row and self._is_wordy and state.steps is not None:
                bonus = -8.0
            numbered = kind in ("serial", "level_no") or (kind == "name" and not self._has_serial)
            if numbered and new_row:
                number = item_number(piece)
                gained, serial = _sequence(number, state.serial, kind)
                if state.steps is None and number is not None:
                    gained = max(gained, 3.0)
                bonus += gained
                if kind == "name" and _bare_number(piece):
                    gain = None if self._is_wordy else 1.0
        if gain is None:
            return None
        row = state.row
        if new_row:
            row = _TOTAL if column >= 0 and TOTAL.fullmatch(piece) else new_row
            if row == _REOPENED and self._kinds[column] == "name" and item_number(piece) is not None:
                return None
        elif row == _REOPENED:
            if not self._is_text(column):
                return None
            bonus -= 1.0
        unsure = self._is_unsure(state, column, gain, row)
        step = _Step(state.steps, column, bool(new_row), True, index, low, high, unsure)
        return _State(state.score + gain + bonus - cost, column, 1, serial, row, step)

    def _is_unsure(self, state: _State, column: int, gain: float, row: str) -> bool:
        """Whether nothing but its position speaks for a cell."""
        if column < 0:
            return False
        if self._kinds[column] in LONG:
            # Behind a typed value a long text begins for certain, behind another text it may not.
            return gain < 0 and row == _FULL and self._is_text(state.column)
        return gain < 0 or row == _REOPENED

    def _is_text(self, column: int) -> bool:
        return 0 <= column < len(self._kinds) and self._kinds[column] in TEXT

    def _left_out(self, state: _State) -> float:
        """Cost of ending the row of ``state`` where it stands."""
        if state.row != _FULL or state.column == _SECTION_COLUMN:
            return 0.0
        return self._missing(state.column + 1, len(self._kinds))

    def _missing(self, low: int, high: int) -> float:
        return sum(MISSING.get(kind, 1.0) for kind in self._kinds[low:high])

    @staticmethod
    def _keep(table: dict[tuple[int, int], _State], state: _State) -> None:
        key = (state.column, state.serial)
        known = table.get(key)
        if known is None or state.score > known.score:
            table[key] = state


def source_part(text: str, raw: str, low: int, high: int) -> str:
    """The part of the source line ``raw`` behind ``text[low:high]``; cells part at white space."""
    if low == 0 and high == len(text):
        return raw.strip()
    words = raw.split()
    first, count = len(text[:low].split()), len(text[low:high].split())
    return " ".join(words[first : first + count]) if len(words) == len(text.split()) else text[low:high].strip()


def _bare_number(piece: str) -> bool:
    return piece.rstrip(".)").replace(".", "").isdigit()


def _sequence(number: int | None, last: int, kind: str) -> tuple[float, int]:
    """Bonus of a row's running number after ``last``, and the new last number."""
    if number is None:
        return (-4.0 if last or kind != "name" else 0.0), last
    if kind == "level_no":
        return (3.0 if last == 0 or abs(number - last) == 1 else -3.0), number
    if number == last + 1:
        return 5.0, number
    return (-1.0 if number > last else -3.0), number


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
