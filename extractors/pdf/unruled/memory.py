"""What is known of a document's tables without rules while its pages are read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from phaen.extractors.pdf.glyphs.lines import Line
from phaen.extractors.pdf.unruled.columns import Span
from phaen.extractors.pdf.unruled.rows import Pitch, fits, row_limit
from phaen.extractors.pdf.unruled.settings import KNOWN, OPEN_HEADERS

_DIGITS = re.compile("[0-9๐-๙]+")
_PAGE_NUMBER = re.compile(r"[-–(\[\s]*(?:หน้า(?:ที่)?\s*)?(?:[0-9๐-๙]{1,4}|[ก-ฮ])[-–)\]\s]*$")


_Key = tuple[tuple[int, str], ...]


@dataclass(slots=True)
class OpenTables:
    """What is known of the tables without rules read so far.

    ``pitches``: the distance of lines within cells by type size (in halves of a point). ``row_steps``: those from row
    to row. ``columns``: those of the last table, kept over the page's end if that is in the table; ``texts``: from
    where to where what stands in its rows reaches. ``behind``: the index of the line behind it. ``guessed``: from
    where to where rows of this page are guesses. ``ended_open``: the page before ended in a table. ``cut``: the height
    of the row that goes on with its last. ``right``: how far the page's text reaches. ``lefts``: where wide lines
    begin, and how many. ``heads``: what stands at the top of the last page, with its height. ``bodies`` and
    ``leaves``: lines by the header, and columns by the header's first row, that they stood under.
    """

    pitches: dict[int, Pitch] = field(default_factory=dict)
    columns: list[Span] = field(default_factory=list)
    texts: list[Span] = field(default_factory=list)
    guessed: list[tuple[float, float]] = field(default_factory=list)
    behind: int = 0
    cut: float | None = None
    ended_open: bool = False
    row_steps: dict[int, list[float]] = field(default_factory=dict)
    right: float = 0.0
    lefts: Counter[int] = field(default_factory=Counter)
    heads: frozenset[tuple[int, str]] = frozenset()
    bodies: dict[_Key, list[Line]] = field(default_factory=dict)
    leaves: dict[_Key, list[Span]] = field(default_factory=dict)

    def see(self, lines: Sequence[Line]) -> None:
        """Begin a page with ``lines``."""
        self.guessed.clear()
        self.behind = 0
        self.cut = None
        self.ended_open = bool(self.columns)
        self.right = max((n.x1 for n in lines), default=0.0)
        width = self.right - min((n.x0 for n in lines), default=0.0)
        self.lefts.update(round(n.x0) for n in lines if not n.cuts and n.x1 - n.x0 > KNOWN.wide * width)

    def known_lines(self, head: Sequence[Line], body: Sequence[Line]) -> list[Line]:
        """``body`` with lines of tables before under the same printed ``head``: their columns are the same."""
        known = self.bodies.setdefault(_key(head), [])
        lines = [*known, *body]
        known += body[: KNOWN.kept - len(known)]
        return lines

    def known_leaves(self, first: Sequence[Line], leaves: list[Span]) -> list[Span]:
        """``leaves``, or more of a table before whose header began with the same printed row ``first``.

        A program may print only that row of a header again on the next page.
        """
        known = self.leaves.get(_key(first), [])
        if len(known) > len(leaves):
            return known
        self.leaves[_key(first)] = leaves
        return leaves

    def is_furniture(self, line: Line) -> bool:
        """Is ``line``, the first or last of a page, its number, or printed there on the last page too?"""
        return bool(_PAGE_NUMBER.match(line.text)) or _head(line) in self.heads

    def is_placed(self, line: Line) -> bool:
        """Does ``line``, the first of a page, stand in the columns as the rows of the page before do?

        A line of several parts fits them or not; of one part, it begins, ends or has its middle where theirs do: the
        title of what comes next, in the middle of the page, does not.
        """
        if line.cuts or not self.texts:
            return True
        near = OPEN_HEADERS.aligned
        return any(
            abs(a - line.x0) <= near or abs(b - line.x1) <= near or abs(a + b - line.x0 - line.x1) <= 2 * near
            for a, b in self.texts
        )

    def see_rows(self, head: Sequence[Line], rows: Sequence[Sequence[Line]], pitch: Pitch, *, at_top: bool) -> None:
        """Learn the steps from row to row; find a first row that goes on with one of the page before.

        Browsers print the padding of a cell that a page break cuts at its two ends only, so that its rest stands
        nearer to the header.
        """
        steps = self.row_steps.setdefault(round(2 * head[0].size), [])
        goes_on = at_top and self.ended_open
        found = [low[0].base - high[-1].base for high, low in pairwise(rows if goes_on else [head, *rows])]
        steps += found[: KNOWN.kept - len(steps)]
        if not goes_on or not rows or len(steps) < KNOWN.fewest:
            return
        usual = sorted(steps)[len(steps) // 2]
        first, room = rows[0][0].base - head[-1].base, usual - pitch.pitch
        if room > KNOWN.room and abs(first - pitch.pitch - room / 2) < room / 4:
            self.cut = rows[0][0].base

    def turn(self, lines: Sequence[Line]) -> None:
        """End a page with ``lines``."""
        self.heads = frozenset(_head(line) for line in lines[: KNOWN.heads])

    @property
    def margin(self) -> float | None:
        """Where paragraphs begin on the left, where that is known."""
        return min((x for x, count in self.lefts.items() if count >= KNOWN.seen), default=None)

    def pitch(self, lines: Sequence[Line], leaves: Sequence[Span]) -> Pitch:
        """The pitch of ``lines`` under the columns ``leaves``; where full lines tell it, it is kept."""
        size = round(2 * lines[0].size)
        known = self.pitches.get(size)
        found = row_limit([n for n in lines if fits(n, leaves)], leaves, self.right, known)
        if found.wrapped >= (KNOWN.fewest if known is None else min(known.wrapped, KNOWN.enough)):
            self.pitches[size] = found
        return found


def _head(line: Line) -> tuple[int, str]:
    return round(line.base / 2), _DIGITS.sub("0", line.text.strip())


def _key(head: Sequence[Line]) -> _Key:
    return tuple((round(x0), text) for line in head for x0, _, text in line.segments())
