"""What it is worth to go on with a layout: each way to lay the next piece, as the layout that comes of it.

A layout goes on with its open cell (:meth:`Judge.goes_on`), begins a further cell (:meth:`Judge.begins`) in one of the
spots that the table's columns leave (:meth:`Judge.spots`), or ends the table (:meth:`Judge.leaves`). The points of a
way are those of the piece (:mod:`phaen.extractors.text.raw.prices`) and of what it means for the row.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from phaen.extractors.text.raw.cuts import strong_cut
from phaen.extractors.text.raw.known import Known, prints_points
from phaen.extractors.text.raw.parts import RawLine
from phaen.extractors.text.raw.patterns import AMOUNT, SECTION, TOTAL, is_begun
from phaen.extractors.text.raw.prices import (
    GROWING,
    HELD,
    LONG,
    NAMED,
    SUMMED,
    TEXT,
    Prices,
    brackets_open,
    closes_bracket,
    is_bare_number,
    item_number,
)
from phaen.extractors.text.raw.settings import LIMITS
from phaen.extractors.text.raw.states import FULL, OUT, REOPENED, SECTION_COLUMN, TOTAL_ROW, State, Step

_NUMBERS = frozenset({"serial", "level_no", "step"})
_RUNNING = frozenset({"narrative", "definition", "criterion"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of line ``line`` (0-based) from ``low`` to ``high``; ``last``: it ends the line."""

    text: str
    line: int
    low: int
    high: int
    last: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the next cell may stand: its column, the kind of row that it opens (``""``: the open one goes on), and
    points for what ends or is left out there."""

    column: int
    opens: str
    points: float


class Judge:
    """Judges layouts of ``lines`` into columns of ``kinds``.

    ``open_row``: the columns that the row of the table above fills, when it may go on here.
    """

    def __init__(
        self,
        kinds: Sequence[str],
        lines: Sequence[RawLine],
        known: Known,
        prices: Prices,
        open_row: Collection[int] | None,
    ) -> None:
        self.kinds = tuple(kinds)
        self._lines = lines
        self._known = known
        self._prices = prices
        self._costs = prices.costs
        self._has_serial = "serial" in kinds or "level_no" in kinds
        self._has_sums = bool(SUMMED & set(kinds))
        # Below a programme and its outputs projects follow, each a row with its own number.
        self._is_grouped = "programme" in kinds and "project" in kinds
        self._is_wordy = any(kind in LONG and kind != "remark" for kind in kinds)
        self._has_points = "score" in kinds and prints_points([line.text for line in lines])
        if open_row is not None and self._is_grouped:  # what a group has filled is whole once its projects begin
            open_row = [max((column for column in open_row if self._is_text(column)), default=-1)]
        self._open_row = open_row

    # -- the open cell goes on, or the table ends

    def goes_on(self, state: State, piece: Piece) -> State:
        """``state`` with ``piece`` in its open cell; a piece that ends inside its line ends the cell."""
        held = f"{state.held} {piece.text}" if state.held else ""
        points = self._costs.section_on
        if state.column != SECTION_COLUMN:
            kind = self.kinds[state.column]
            points = self._prices.goes_on(kind, piece.text, state.lines, state.held)
            points += self._line_on(kind, piece) + (0.0 if piece.last else self._ends_inside(kind))
        step = Step(state.steps, state.column, "", False, piece.line, piece.low, piece.high, False)
        depth = brackets_open(piece.text, state.depth)
        return State(state.score + points, state.column, state.lines + 1, state.serial, state.row, step, held, depth)

    def _line_on(self, kind: str, piece: Piece) -> float:
        """Points for the blank line above ``piece``, or its indent."""
        line, points = self._lines[piece.line], 0.0
        if line.gap:
            points += (self._costs.gap_in_long if kind in LONG else self._costs.gap_in_short) * self._known.gaps
        if line.indented and kind not in LONG:
            points += self._costs.indent_in_short
        return points

    def _ends_inside(self, kind: str) -> float:
        c = self._costs
        return c.ends_inside if kind in GROWING else c.ends_inside_held if kind in HELD else c.ends_inside_other

    def may_end_inside(self, state: State, plain: str, cut: int) -> bool:
        """Whether the open cell of ``state`` may end inside the line ``plain``, at ``cut``."""
        if state.column < 0:
            return False
        kind = self.kinds[state.column]
        return kind in HELD or strong_cut(plain, cut, last=kind in LONG)

    def leaves(self, state: State) -> State:
        """``state`` with the next line below the table."""
        if state.column == OUT:
            return state
        c = self._costs
        points = c.below_table if state.steps is None else 0.0 if self._is_complete(state) else c.ends_table
        return State(state.score + self.closing(state) + points, OUT, 0, state.serial, state.row, state.steps)

    def closing(self, state: State) -> float:
        """Points for ending the table with ``state``."""
        return 0.0 if state.column == OUT else self._row_end(state) + self._cell_end(state)

    # -- where a further cell may stand

    def spots(self, state: State, low: int) -> Iterator[Spot]:
        """Where the cell may stand that begins at offset ``low`` of a line."""
        ended = self._cell_end(state)
        if state.column >= 0:
            yield from self._spots_of_row(state, ended)
        if low == 0:  # a row begins at the beginning of a line
            yield from self._spots_of_reopened(state)
            yield from self._spots_of_new_row(state, self._row_end(state) + ended)

    def _spots_of_row(self, state: State, ended: float) -> Iterator[Spot]:
        # the number of a group: a programme follows, no project
        open_kind = self.kinds[state.column] if state.column < len(self.kinds) else ""
        group_only = self._is_grouped and open_kind == "serial" and state.row == FULL
        for column in range(state.column + 1, len(self.kinds)):
            if not group_only or self.kinds[column] == "programme":
                left_out = self._missing(state.column + 1, column) if state.row == FULL else 0.0
                yield Spot(column, "", left_out + ended)

    def _spots_of_reopened(self, state: State) -> Iterator[Spot]:
        if state.steps is not None or self._open_row is None:
            return
        c = self._costs
        has_running = not _RUNNING.isdisjoint(self.kinds)
        for column, kind in enumerate(self.kinds):
            if kind in _RUNNING:
                yield Spot(column, REOPENED, c.reopened_long)
            elif kind in TEXT:
                yield Spot(column, REOPENED, (c.reopened_other if has_running else 0.0) + c.reopened_column * column)

    def _spots_of_new_row(self, state: State, ended: float) -> Iterator[Spot]:
        c = self._costs
        if self._is_grouped and state.steps is not None:
            # right below its group a project may as well stand in the row of the group
            in_group = state.column >= 0 and self.kinds[state.column] == "programme"
            yield Spot(self.kinds.index("project"), FULL, ended + (c.in_group if in_group else c.grouped))
            yield Spot(self.kinds.index("programme"), FULL, ended + c.grouped)
        for column in range(len(self.kinds)):
            left_out = self._missing(0, column)
            if column and left_out < -LIMITS.too_dear:
                break
            yield Spot(column, FULL, ended + left_out)
        yield Spot(SECTION_COLUMN, FULL, ended)

    # -- a further cell begins

    def begins(self, state: State, piece: Piece, spot: Spot) -> State | None:
        """``state`` with ``piece`` as a further cell at ``spot``; ``None`` where it cannot stand there."""
        row = self._row(state, piece, spot)
        gain = self._gain(state, piece, spot, row) if row else None
        if row is None or gain is None:
            return None
        points, serial = self._numbering(state, piece, spot, row)
        if row == REOPENED:
            gain, more = self._reopened(piece, spot, gain)
            points += more
        points += self._figure(piece, spot, row, serial) + self._line_begins(state, piece, spot)
        column = spot.column
        unsure = self._is_unsure(state, column, gain, row) or self._cuts_text(state, column, piece)
        held = piece.text if column >= 0 and self.kinds[column] in HELD else ""
        opens = row if spot.opens else ""
        step = Step(state.steps, column, opens, True, piece.line, piece.low, piece.high, unsure)
        score = state.score + gain + points + spot.points
        return State(score, column, 1, serial, row, step, held, brackets_open(piece.text, 0))

    def _row(self, state: State, piece: Piece, spot: Spot) -> str | None:
        """The kind of the row that ``piece`` stands in at ``spot``; ``None`` where no row has it there."""
        column = spot.column
        if column == SECTION_COLUMN:
            return spot.opens if piece.last and SECTION.match(piece.text) else None
        if spot.opens:
            if column == 0 and self._has_sums and TOTAL.fullmatch(piece.text):
                return TOTAL_ROW
            numbered = self.kinds[column] in ("name", "step") and item_number(piece.text) is not None
            return None if spot.opens == REOPENED and numbered else spot.opens
        fits = {
            TOTAL_ROW: self.kinds[column] in SUMMED,
            REOPENED: self._is_text(column),
        }
        return state.row if fits.get(state.row, True) else None

    def _gain(self, state: State, piece: Piece, spot: Spot, row: str) -> float | None:
        """What ``piece`` is worth as the beginning of its cell."""
        if spot.column == SECTION_COLUMN:
            return self._costs.section
        if spot.opens and row == TOTAL_ROW:
            return self._costs.total
        kind = self.kinds[spot.column]
        if kind == "name" and spot.opens and self._is_number(kind) and is_bare_number(piece.text):
            return None if self._is_wordy else self._costs.number_alone
        return self._prices.begins(kind, piece.text)

    def _is_number(self, kind: str) -> bool:
        """Whether cells of ``kind`` carry the running numbers of the rows."""
        return kind in _NUMBERS or (kind == "name" and not self._has_serial)

    def _numbering(self, state: State, piece: Piece, spot: Spot, row: str) -> tuple[float, int]:
        """Points for a new row, by its running number, and the number of the last row."""
        if not spot.opens or row == TOTAL_ROW or spot.column == SECTION_COLUMN:
            return 0.0, state.serial
        c, kind, number = self._costs, self.kinds[spot.column], item_number(piece.text)
        points, serial = 0.0, state.serial
        if self._is_wordy and state.steps is not None:
            points += c.wordy
        if self._is_number(kind):
            # below a section the rows go on counting, or count from 1 again
            again = state.column == SECTION_COLUMN and number == 1
            gained, serial = self._prices.number(number, 0 if again else state.serial, kind)
            points += max(gained, c.first) if state.steps is None and number is not None else gained
        if self._is_grouped and kind == "project" and number is not None:
            points += c.numbered_project
        return points, serial

    def _reopened(self, piece: Piece, spot: Spot, gain: float) -> tuple[float, float]:
        """What the beginning is worth in a row of the table above, and points for that."""
        c, kind = self._costs, self.kinds[spot.column]
        points = 0.0 if spot.opens else c.reopened_more
        if kind == "project" and gain >= c.plausible:
            points += c.reopened_project
        if self._open_row is not None and spot.column not in self._open_row:
            points += c.reopened_closed
        elif spot.opens and not (kind in NAMED and AMOUNT.search(piece.text)):  # money stands behind a project
            gain = max(gain, c.reopened_text)
        return gain, points

    def _figure(self, piece: Piece, spot: Spot, row: str, serial: int) -> float:
        """How well a score or weight agrees with the scoring scale and with how the table prints scores."""
        kind = self.kinds[spot.column] if spot.column >= 0 else ""
        if spot.opens and row == TOTAL_ROW:
            return 0.0
        if kind == "weight":
            return self._known.weight_agreement(serial, piece.text)
        if kind != "score":
            return 0.0
        unlike = self._costs.lacks_points if self._has_points and "คะแนน" not in piece.text else 0.0
        return unlike + self._known.score_agreement(serial, piece.text)

    def _line_begins(self, state: State, piece: Piece, spot: Spot) -> float:
        """Points for blank lines, indents and brackets where the cell begins."""
        c, line, points = self._costs, self._lines[piece.line], 0.0
        if piece.low == 0 and state.lines > 1 and not line.gap:
            points += c.gap_in_short * self._known.gaps
        if spot.column < 0:
            return points
        if self.kinds[spot.column] in LONG:
            return points + (c.indent_begins if line.indented and piece.low == 0 else 0.0)
        return points + (c.bracket if closes_bracket(piece.text) else 0.0)

    # -- what ends

    def _cell_end(self, state: State) -> float:
        """What the cell that ends with ``state`` is worth as a whole: a known name, a value that is complete."""
        if not 0 <= state.column < len(self.kinds):
            return 0.0
        kind = self.kinds[state.column]
        points = self._costs.bracket if state.depth and kind not in LONG else 0.0
        if kind in GROWING and is_begun(kind, state.held):
            return points + self._costs.value_open
        if kind == "name" and state.row == FULL:
            points += self._known.agreement(state.serial, state.held)
        return points

    def _row_end(self, state: State) -> float:
        """Points for ending the row of ``state`` where it stands."""
        if state.row != FULL or state.column < 0:
            return 0.0
        if self._is_grouped and state.steps is not None and self.kinds[state.column] == "programme":
            return 0.0
        return self._missing(state.column + 1, len(self.kinds))

    def _missing(self, low: int, high: int) -> float:
        return sum(self._costs.missing[kind] for kind in self.kinds[low:high])

    def _is_complete(self, state: State) -> bool:
        if state.steps is None or not 0 <= state.column < len(self.kinds):
            return False
        return self.kinds[state.column] not in TEXT and self._row_end(state) > -LIMITS.complete

    def _is_unsure(self, state: State, column: int, gain: float, row: str) -> bool:
        """Whether nothing but its position speaks for a cell."""
        if column < 0:
            return False
        if self.kinds[column] in LONG:
            # behind a typed value a long text begins for certain, behind another text it may not
            return gain < 0 and row == FULL and self._is_text(state.column)
        return gain < 0 or row == REOPENED

    def _cuts_text(self, state: State, column: int, piece: Piece) -> bool:
        """Does a long text begin within a line, behind another text? Which words are the first one's nobody knows."""
        return column >= 0 and piece.low > 0 and self.kinds[column] in LONG and self._is_text(state.column)

    def _is_text(self, column: int) -> bool:
        return 0 <= column < len(self.kinds) and self.kinds[column] in TEXT
