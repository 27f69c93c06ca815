"""What is known of a document's tables without rules while its pages are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.pdf.lines import Line
from extractors.pdf.open_columns import Span
from extractors.pdf.open_rows import Pitch, fits, row_limit

_WIDE = 0.5
"""Share of the text's width that a line of a paragraph fills at least."""
_SEEN = 3


@dataclass(slots=True)
class OpenTables:
    """What is known of the tables without rules read so far.

    ``pitches``: the distance of lines within cells by type size (in halves of a point). ``leaves``: the columns of the
    table that the last page ended in, if any. ``guessed``: from where to where rows of this page are guesses.
    ``right``: how far its text reaches. ``lefts``: where wide lines begin, and how many.
    """

    pitches: dict[int, float] = field(default_factory=dict)
    leaves: list[Span] = field(default_factory=list)
    guessed: list[tuple[float, float]] = field(default_factory=list)
    right: float = 0.0
    lefts: Counter[int] = field(default_factory=Counter)

    def see(self, lines: Sequence[Line]) -> None:
        """Begin a page with ``lines``."""
        self.guessed.clear()
        self.right = max((n.x1 for n in lines), default=0.0)
        width = self.right - min((n.x0 for n in lines), default=0.0)
        self.lefts.update(round(n.x0) for n in lines if not n.cuts and n.x1 - n.x0 > _WIDE * width)

    @property
    def margin(self) -> float | None:
        """Where paragraphs begin on the left, where that is known."""
        return min((x for x, count in self.lefts.items() if count >= _SEEN), default=None)

    def pitch(self, lines: Sequence[Line], leaves: Sequence[Span]) -> Pitch:
        """The pitch of ``lines`` under the columns ``leaves``; what is sure of it is kept."""
        size = round(2 * lines[0].size)
        found = row_limit([n for n in lines if fits(n, leaves)], leaves, self.right, self.pitches.get(size))
        if found.sure:
            self.pitches[size] = found.pitch
        return found
