"""Rows and cells of a raw table: the best way to lay its lines into the columns of its heading.

A raw text layer gives a table row by row and a row cell by cell. A cell that takes several lines begins and
mostly ends with whole lines; cells of one line stand on one line with the beginning of the next cell. So each
line either goes on with the open cell, or begins new cells, or stands below the table. A beam search over the
lines keeps the best layouts; scores come from :mod:`phaen.extractors.text.raw.kinds` and, where the document has
named its indicators before, from :mod:`phaen.extractors.text.raw.known`. A choice between two layouts that nothing but
a hair decides makes the cells in question unsure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from phaen.extractors.text.raw.kinds import (
    AMOUNT,
    GROWING,
    HELD,
    LONG,
    MISSING,
    NAMES,
    PLAUSIBLE,
    SECTION,
    SUMMED,
    TEXT,
    TOTAL,
    brackets_open,
    closes_bracket,
    continue_score,
    cuts,
    goes_on,
    is_bare_number,
    is_begun,
    item_number,
    sequence_score,
    start_score,
    strong_cut,
    western,
)
from phaen.extractors.text.raw.known import Known, prints_points
from phaen.extractors.text.raw.parts import Laid, RawCell, RawLine, RawRow, source_part
from phaen.extractors.text.raw.states import DOUBT, OUT, Doubts, State, Step, pruned

_SECTION_COLUMN = -1
_ENOUGH_OUT, _SURELY_OUT = 14, 3.0
_BRACKET = 2.5
"""Cost of a cell that ends inside brackets, or begins with the end of some."""
_FULL, _TOTAL, _REOPENED = "full", "total", "reopened"


class TableLayout:
    """Lays ``lines`` into columns of ``kinds``.

    ``open_row``: the row of the table above, which fills these columns, may go on here.
    """

    def __init__(
        self,
        kinds: Sequence[str],
        lines: Sequence[RawLine],
        known: Known | None = None,
        *,
        serial: int = 0,
        open_row: Collection[int] | None = None,
    ) -> None:
        self._kinds = tuple(kinds)
        self._lines = lines
        self._texts = [line.text for line in lines]
        self._known = known or Known()
        self._has_serial = "serial" in kinds or "level_no" in kinds
        self._has_sums = bool(SUMMED & set(kinds))
        # Below a programme and its outputs projects follow, each a row with its own number.
        self._is_grouped = "programme" in kinds and "project" in kinds
        self._is_wordy = any(kind in LONG and kind != "remark" for kind in kinds)
        self._points = "score" in kinds and prints_points(self._texts)
        if open_row is not None and self._is_grouped:  # what a group has filled is whole once its projects begin
            open_row = [max((column for column in open_row if self._is_text(column)), default=-1)]
        self._open_row = open_row
        self._doubts = Doubts()
        # The rows below a repeated heading go on counting, or count from 1 again.
        self._states = [
            State(0.0, len(kinds), 0, last, _FULL, None) for last in ({serial, 0} if open_row is None else {serial})
        ]

    def lay(self) -> Laid:
        """Lays line by line until all are laid or the table is surely over."""
        out = 0
        for index, text in enumerate(self._texts):
            self._states = self._next(text, index)
            leader = self._states[0]
            inside = max((s.score for s in self._states if s.column != OUT), default=float("-inf"))
            out = out + 1 if leader.column == OUT and leader.score - inside >= _SURELY_OUT else 0
            if out >= _ENOUGH_OUT:
                break
        finals = [(state.score - self._closing(state), state) for state in self._states]
        finals.sort(key=lambda pair: -pair[0])
        best = finals[0][1]
        for score, state in finals[1:]:
            if finals[0][0] - score < DOUBT:
                self._doubts.add(best, state)
        used = best.steps.line + 1 if best.steps is not None else 0
        return Laid(self._rows(best), used, best.serial)

    def _rows(self, best: State) -> list[RawRow]:
        steps: list[Step] = []
        step = best.steps
        while step is not None:
            steps.append(step)
            step = step.before
        doubted = set(self._doubts.of(steps[0], out=True)) if steps and best.column == OUT else set()
        for step in steps:
            doubted |= self._doubts.of(step)
        rows: list[RawRow] = []
        for step in reversed(steps):
            if step.new_row or not rows:
                section = step.column == _SECTION_COLUMN
                rows.append(RawRow([], section, step.new_row == _TOTAL, step.new_row == _REOPENED))
            if step.new_cell or not rows[-1].cells:
                rows[-1].cells.append(RawCell(max(step.column, 0)))
            line = self._lines[step.line]
            source = source_part(line.text, line.raw, step.low, step.high)
            cell = rows[-1].cells[-1]
            cell.pieces.append((line.number, line.text[step.low : step.high].strip(), source))
            cell.unsure = cell.unsure or step.unsure or step in doubted
        return rows

    # -- search

    def _next(self, text: str, index: int) -> list[State]:
        plain = western(text)
        ends = [*cuts(plain), len(text)]
        done: dict[tuple[int, int], State] = {}
        begun: dict[int, dict[tuple[int, int], State]] = {0: {}}
        forced = index > 0 and goes_on(western(self._texts[index - 1]), plain)
        for state in self._states:
            self._doubts.keep(done, self._left(state))
            if state.column == OUT:
                continue
            if state.steps is not None:
                self._doubts.keep(done, self._continued(state, plain, (index, 0, len(text))))
                for cut in ends[:-1]:
                    if self._may_end_inside(state, plain, cut):
                        going_on = self._continued(state, plain[:cut].strip(), (index, 0, cut), 0.5)
                        self._doubts.keep(begun.setdefault(cut, {}), going_on)
            if not forced or state.steps is None:
                self._doubts.keep(begun[0], state)
        pieces = {(low, high): plain[low:high].strip() for low in [0, *ends] for high in ends if low < high}
        for low in [0, *ends[:-1]]:
            for state in pruned(list(begun.get(low, {}).values())):
                for place in self._places(state, low):
                    for high in ends:
                        if high <= low:
                            continue
                        following = self._begun(state, pieces[low, high], place, (index, low, high))
                        if following is not None:
                            target = done if high == len(text) else begun.setdefault(high, {})
                            self._doubts.keep(target, following)
        return pruned(list(done.values()))

    def _may_end_inside(self, state: State, plain: str, cut: int) -> bool:
        """Whether the open cell of ``state`` may end inside a line, at ``cut``."""
        if state.column < 0:
            return False
        kind = self._kinds[state.column]
        if kind in HELD:
            return True
        return strong_cut(plain, cut, last=kind in LONG)

    def _left(self, state: State) -> State:
        """``state`` with the line below the table."""
        if state.column == OUT:
            return state
        cost = 4.0 if state.steps is None else 0.0 if self._is_complete(state) else 2.0
        score = state.score - self._closing(state) - cost
        return State(score, OUT, 0, state.serial, state.row, state.steps)

    def _continued(self, state: State, piece: str, span: tuple[int, int, int], cost: float = 0.0) -> State:
        index, low, high = span
        held = f"{state.held} {piece}" if state.held else ""
        if state.column == _SECTION_COLUMN:
            gain = -1.0
        else:
            kind = self._kinds[state.column]
            gain = continue_score(kind, piece, state.lines, state.held)
            if low == 0 and self._lines[index].gap:
                gain -= (0.8 if kind in LONG else 2.5) * self._known.gaps
            if low == 0 and kind not in LONG and self._lines[index].indented:
                gain -= 1.0
            if cost and kind not in GROWING:
                cost = 1.0 if kind in HELD else 2.5
        step = Step(state.steps, state.column, "", False, index, low, high, False)
        depth = brackets_open(piece, state.depth)
        return State(
            state.score + gain - cost, state.column, state.lines + 1, state.serial, state.row, step, held, depth
        )

    def _places(self, state: State, low: int) -> Iterator[tuple[int, str, float]]:
        """Where the next cell may stand: column, the kind of new row or "", cost of what ends there."""
        count = len(self._kinds)
        closed = self._worth(state)
        if state.column >= 0:
            for column in range(state.column + 1, count):
                numbers_group = self._is_grouped and self._kinds[state.column] == "serial" and state.row == _FULL
                if numbers_group and self._kinds[column] != "programme":
                    continue
                left_out = 0.0 if state.row != _FULL else self._missing(state.column + 1, column)
                yield column, "", left_out - closed
        if low:
            return  # a row begins at the beginning of a line
        rest = self._left_out(state) - closed
        if state.steps is None and self._open_row is not None:
            for column in range(count):
                if self._kinds[column] in TEXT:
                    yield column, _REOPENED, _reopened(self._kinds, column)
        if self._is_grouped and state.steps is not None:
            # Right below its group a project may as well stand in the row of the group.
            in_group = state.column >= 0 and self._kinds[state.column] == "programme"
            yield self._kinds.index("project"), _FULL, rest + (4.0 if in_group else 0.5)
            yield self._kinds.index("programme"), _FULL, rest + 0.5
        for column in range(count):
            cost = self._missing(0, column)
            if column and cost > 6.0:
                break
            yield column, _FULL, rest + cost
        yield _SECTION_COLUMN, _FULL, rest

    def _begun(
        self, state: State, piece: str, place: tuple[int, str, float], span: tuple[int, int, int]
    ) -> State | None:
        column, new_row, cost = place
        index, low, high = span
        serial, bonus = state.serial, 0.0
        if column == _SECTION_COLUMN:
            if high != len(self._texts[index]) or not SECTION.match(piece):
                return None
            gain: float | None = 4.0
        elif new_row and column == 0 and self._has_sums and TOTAL.fullmatch(piece):
            gain = 6.0
        elif state.row == _TOTAL and not new_row and self._kinds[column] not in SUMMED:
            return None
        else:
            kind = self._kinds[column]
            gain = start_score(kind, piece)
            if new_row and self._is_wordy and state.steps is not None:
                bonus = -8.0
            numbered = kind in ("serial", "level_no", "step") or (kind == "name" and not self._has_serial)
            if numbered and new_row:
                number = item_number(piece)
                # Below a section the rows go on counting, or count from 1 again.
                again = state.column == _SECTION_COLUMN and number == 1
                gained, serial = sequence_score(number, 0 if again else state.serial, kind)
                if state.steps is None and number is not None:
                    gained = max(gained, 3.0)
                bonus += gained
                if kind == "name" and is_bare_number(piece):
                    gain = None if self._is_wordy else 1.0
            if gain is not None and kind in ("score", "weight"):
                bonus += self._figure(kind, piece, serial)
        if gain is None:
            return None
        row = state.row
        if new_row:
            total = column == 0 and self._has_sums and TOTAL.fullmatch(piece) is not None
            row = new_row = _TOTAL if total else new_row
            if row == _REOPENED and self._kinds[column] in ("name", "step") and item_number(piece) is not None:
                return None
        elif row == _REOPENED:
            if not self._is_text(column):
                return None
            bonus -= 1.0
        if row == _REOPENED and self._kinds[column] == "project" and gain >= PLAUSIBLE:
            bonus -= 3.0  # a project of its own
        if row == _REOPENED and self._open_row is not None and column not in self._open_row:
            bonus -= 1.5
        if new_row == _REOPENED and self._open_row is not None and column in self._open_row:
            # A text that goes on needs no beginning, but an amount stands behind a project.
            gain = max(gain, -1.0) if self._kinds[column] not in NAMES or not AMOUNT.search(piece) else gain
        if low == 0 and state.lines > 1 and not self._lines[index].gap:
            bonus -= 2.5 * self._known.gaps
        if column >= 0 and self._kinds[column] in LONG and self._lines[index].indented and low == 0:
            bonus += 1.0
        if column >= 0 and self._kinds[column] not in LONG and closes_bracket(piece):
            bonus -= _BRACKET
        if self._is_grouped and new_row and self._kinds[column] == "project" and item_number(piece) is not None:
            bonus += 1.0
        unsure = self._is_unsure(state, column, gain, row)
        held = piece if column >= 0 and self._kinds[column] in HELD else ""
        step = Step(state.steps, column, new_row, True, index, low, high, unsure)
        depth = brackets_open(piece, 0)
        return State(state.score + gain + bonus - cost, column, 1, serial, row, step, held, depth)

    # -- scores

    def _figure(self, kind: str, piece: str, serial: int) -> float:
        """How well a score or weight agrees with the scoring scale and with how the table prints scores."""
        if kind == "weight":
            return self._known.weight_agreement(serial, piece)
        unlike = -3.5 if self._points and "คะแนน" not in piece else 0.0
        return unlike + self._known.score_agreement(serial, piece)

    def _worth(self, state: State) -> float:
        """What the cell that ends with ``state`` is worth as a whole: a known name, a value that is complete."""
        if not 0 <= state.column < len(self._kinds):
            return 0.0
        kind = self._kinds[state.column]
        broken = -_BRACKET if state.depth and kind not in LONG else 0.0
        if kind in GROWING and is_begun(kind, state.held):
            return broken - 4.0
        known = self._known.agreement(state.serial, state.held) if kind == "name" and state.row == _FULL else 0.0
        return broken + known

    def _is_complete(self, state: State) -> bool:
        if state.steps is None or not 0 <= state.column < len(self._kinds):
            return False
        return self._kinds[state.column] not in TEXT and self._left_out(state) < 1.0

    def _is_unsure(self, state: State, column: int, gain: float, row: str) -> bool:
        """Whether nothing but its position speaks for a cell."""
        if column < 0:
            return False
        if self._kinds[column] in LONG:
            # Behind a typed value a long text begins for certain, behind another text it may not.
            return gain < 0 and row == _FULL and self._is_text(state.column)
        return gain < 0 or row == _REOPENED

    def _is_text(self, column: int) -> bool:
        return 0 <= column < len(self._kinds) and self._kinds[column] in TEXT

    def _closing(self, state: State) -> float:
        """Cost of ending the table with ``state``."""
        return 0.0 if state.column == OUT else self._left_out(state) - self._worth(state)

    def _left_out(self, state: State) -> float:
        """Cost of ending the row of ``state`` where it stands."""
        if state.row != _FULL or state.column < 0:
            return 0.0
        if self._is_grouped and state.steps is not None and self._kinds[state.column] == "programme":
            return 0.0
        return self._missing(state.column + 1, len(self._kinds))

    def _missing(self, low: int, high: int) -> float:
        return sum(MISSING.get(kind, 1.0) for kind in self._kinds[low:high])


def _reopened(kinds: Sequence[str], column: int) -> float:
    """Cost of going on in ``column`` after a repeated heading: the long column first, then from the left."""
    if kinds[column] in ("narrative", "definition", "criterion"):
        return -1.5
    has_long = any(kind in ("narrative", "definition", "criterion") for kind in kinds)
    return (2.0 if has_long else 0.0) + 0.4 * column
