"""Layouts in the making: what is laid so far, which of two is kept, and what their difference leaves in doubt."""

from __future__ import annotations

from dataclasses import dataclass

from phaen.extractors.text.raw.settings import SEARCH

FULL, TOTAL_ROW, REOPENED = "full", "total", "reopened"
"""Kinds of rows; ``reopened`` goes on with the row of the table above."""
SECTION_COLUMN = -1
"""The column of a text across all columns."""
OUT = -2
"""The column of lines below the table."""


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One piece laid: ``column``, whether it opens a row or a cell, and its place."""

    before: Step | None
    column: int
    new_row: str
    new_cell: bool
    line: int
    low: int
    high: int
    unsure: bool


@dataclass(frozen=True, slots=True)
class State:
    """A layout of the lines so far: its score, the open cell, the kind of its row and the last step."""

    score: float
    column: int
    lines: int
    serial: int
    row: str
    steps: Step | None
    held: str = ""
    depth: int = 0


class Doubts:
    """Doubts of a layout count for every layout that goes on from it, known by its last step."""

    def __init__(self) -> None:
        self._found: dict[tuple[Step, bool], set[Step]] = {}

    def of(self, step: Step, *, out: bool = False) -> set[Step]:
        """Steps left in doubt by the layout that ends with ``step``; ``out``: with a line below the table."""
        return self._found.get((step, out), set())

    def keep(self, table: dict[tuple[int, int], State], state: State) -> None:
        """Puts ``state`` into ``table`` unless one like it is better."""
        key = (state.column, state.serial)
        known = table.get(key)
        if known is None:
            table[key] = state
            return
        winner, loser = (state, known) if state.score > known.score else (known, state)
        if winner.score - loser.score < SEARCH.doubt:
            self.add(winner, loser)
        table[key] = winner

    def add(self, winner: State, loser: State) -> None:
        """Marks the pieces of ``winner`` that ``loser``, nearly as good, lays otherwise."""
        mine, other = winner.steps, loser.steps
        ours: list[Step] = []
        theirs: set[tuple[int, int, int, int, bool]] = set()
        while mine is not other:
            if other is None or (mine is not None and (mine.line, mine.low) >= (other.line, other.low)):
                assert mine is not None
                ours.append(mine)
                mine = mine.before
            else:
                theirs.add((other.line, other.low, other.high, other.column, bool(other.new_row)))
                other = other.before
        unlike = {s for s in ours if (s.line, s.low, s.high, s.column, bool(s.new_row)) not in theirs}
        if unlike and winner.steps is not None:
            self._found.setdefault((winner.steps, winner.column == OUT), set()).update(unlike)


def pruned(states: list[State]) -> list[State]:
    """The best of ``states``, best first."""
    states.sort(key=lambda state: -state.score)
    floor = states[0].score - SEARCH.window if states else 0.0
    return [state for state in states[: SEARCH.beam] if state.score >= floor]
