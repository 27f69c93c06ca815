"""Rows and cells of a raw table: the best way to lay its lines into the columns of its heading.

A raw text layer gives a table row by row and a row cell by cell. A cell that takes several lines begins and
mostly ends with whole lines; cells of one line stand on one line with the beginning of the next cell. So each
line either goes on with the open cell, or begins new cells, or stands below the table. A beam search over the
lines keeps the best layouts; a :class:`~phaen.extractors.text.raw.judging.Judge` says what each way to go on is worth.
A choice between two layouts that nothing but a hair decides makes the cells in question unsure.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from phaen.extractors.text.raw.cuts import cuts, goes_on
from phaen.extractors.text.raw.judging import Judge, Piece
from phaen.extractors.text.raw.known import Known
from phaen.extractors.text.raw.parts import Laid, RawCell, RawLine, RawRow, source_part
from phaen.extractors.text.raw.patterns import western
from phaen.extractors.text.raw.prices import Prices
from phaen.extractors.text.raw.settings import SEARCH
from phaen.extractors.text.raw.states import (
    FULL,
    OUT,
    REOPENED,
    SECTION_COLUMN,
    TOTAL_ROW,
    Doubts,
    State,
    Step,
    pruned,
)


class TableLayout:
    """Lays ``lines`` into columns of ``kinds``.

    ``open_row``: the row of the table above, which fills these columns, may go on here; ``serial``: the running number
    of the last row above.
    """

    def __init__(
        self,
        kinds: Sequence[str],
        lines: Sequence[RawLine],
        known: Known | None = None,
        *,
        prices: Prices | None = None,
        serial: int = 0,
        open_row: Collection[int] | None = None,
    ) -> None:
        prices = prices or Prices()
        self._lines = lines
        self._judge = Judge(kinds, lines, known or Known(prices.costs), prices, open_row)
        self._doubts = Doubts()
        # The rows below a repeated heading go on counting, or count from 1 again.
        self._states = [
            State(0.0, len(kinds), 0, last, FULL, None) for last in ({serial, 0} if open_row is None else {serial})
        ]

    def lay(self) -> Laid:
        """Lays line by line until all are laid or the table is surely over."""
        out = 0
        for index, line in enumerate(self._lines):
            self._states = self._next(western(line.text), index)
            leader = self._states[0]
            inside = max((s.score for s in self._states if s.column != OUT), default=float("-inf"))
            out = out + 1 if leader.column == OUT and leader.score - inside >= SEARCH.out_points else 0
            if out >= SEARCH.out_lines:
                break
        finals = [(state.score + self._judge.closing(state), state) for state in self._states]
        finals.sort(key=lambda pair: -pair[0])
        best = finals[0][1]
        for score, state in finals[1:]:
            if finals[0][0] - score < SEARCH.doubt:
                self._doubts.add(best, state)
        used = best.steps.line + 1 if best.steps is not None else 0
        return Laid(self._rows(best), used, best.serial)

    def _next(self, plain: str, index: int) -> list[State]:
        """The best layouts with line ``index`` laid too, from those of the lines above."""
        ends = [*cuts(plain), len(plain)]
        done: dict[tuple[int, int], State] = {}
        begun: dict[int, dict[tuple[int, int], State]] = {0: {}}
        forced = index > 0 and goes_on(western(self._lines[index - 1].text), plain)
        for state in self._states:
            self._doubts.keep(done, self._judge.leaves(state))
            if state.column == OUT:
                continue
            if state.steps is not None:
                self._continue(state, plain, index, ends, done, begun)
            if not forced or state.steps is None:
                self._doubts.keep(begun[0], state)
        pieces = {
            (low, high): Piece(plain[low:high].strip(), index, low, high, high == len(plain))
            for low in [0, *ends]
            for high in ends
            if low < high
        }
        for low in [0, *ends[:-1]]:
            for state in pruned(list(begun.get(low, {}).values())):
                for spot in self._judge.spots(state, low):
                    for high in ends:
                        following = self._judge.begins(state, pieces[low, high], spot) if high > low else None
                        if following is not None:
                            target = done if high == len(plain) else begun.setdefault(high, {})
                            self._doubts.keep(target, following)
        return pruned(list(done.values()))

    def _continue(
        self,
        state: State,
        plain: str,
        index: int,
        ends: Sequence[int],
        done: dict[tuple[int, int], State],
        begun: dict[int, dict[tuple[int, int], State]],
    ) -> None:
        """The open cell of ``state`` goes on with the line, or with its beginning."""
        self._doubts.keep(done, self._judge.goes_on(state, Piece(plain, index, 0, len(plain), last=True)))
        for cut in ends[:-1]:
            if self._judge.may_end_inside(state, plain, cut):
                piece = Piece(plain[:cut].strip(), index, 0, cut, last=False)
                self._doubts.keep(begun.setdefault(cut, {}), self._judge.goes_on(state, piece))

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
                section = step.column == SECTION_COLUMN
                rows.append(RawRow([], section, step.new_row == TOTAL_ROW, step.new_row == REOPENED))
            if step.new_cell or not rows[-1].cells:
                rows[-1].cells.append(RawCell(max(step.column, 0)))
            line = self._lines[step.line]
            source = source_part(line.text, line.raw, step.low, step.high)
            cell = rows[-1].cells[-1]
            cell.pieces.append((line.number, line.text[step.low : step.high].strip(), source))
            cell.unsure = cell.unsure or step.unsure or step in doubted
        return rows
