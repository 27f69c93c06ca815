"""Results of the year before, told in prose that may be parted into several lines."""

from __future__ import annotations

from phaen.extractors.forms import prose
from phaen.extractors.forms.context import Context
from phaen.extractors.model import Paragraph

LINES = 5
"""So many lines may stand before the value that a result of the year before reached."""


class PriorYear:
    """Collects the lines of one result until they tell what was reached."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.open: list[Paragraph] = []
        self._given_up: list[Paragraph] = []

    def takes(self, paragraph: Paragraph) -> bool:
        """Is the paragraph (part of) a result? What it reached may stand on a later line."""
        numbered = prose.is_numbered(paragraph, self.open[-1] if self.open else None)
        if self.open and not numbered:
            lines = [*self.open, paragraph]
            if prose.prior_year(self.ctx, lines):
                self.open = []
                return True
            if len(lines) < LINES:
                self.open = lines
                return True
        self._given_up, self.open = [*self._given_up, *self.open], []
        if prose.prior_year(self.ctx, [paragraph]):
            return True
        if (numbered or prose.names_subject(paragraph)) and self.ctx.component_no is not None:
            self.open = [paragraph]
        return bool(self.open)

    def given_up(self) -> list[Paragraph]:
        """Lines that turned out to tell no result; those still open too once the text has ended."""
        lines, self._given_up = self._given_up, []
        return lines

    def close(self) -> None:
        """The text has ended: what is still open tells no result."""
        self._given_up, self.open = [*self._given_up, *self.open], []
