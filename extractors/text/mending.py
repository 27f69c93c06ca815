"""Repair of the texts of one document, with every change kept beside its place."""

from __future__ import annotations

import re

from phaen.extractors.model import Place, Repair
from phaen.normalizers.repair.dropped_marks import Dropped, marks_dropped
from phaen.normalizers.repair.repair import Repaired, am_exchanged, marks_displaced, repair

_THAI = re.compile("[\u0e00-\u0e7f\uf700-\uf71a\ufffd\u200b-\u200f]")


class Mender:
    """Repairs texts and collects the :class:`Repair` records in the order of the document.

    ``source`` is the text of the whole document: what damages it proves decides doubtful cases in its parts.
    """

    def __init__(self, source: str = "") -> None:
        self._exchanged = am_exchanged(source) or None
        self._damaged = marks_displaced(source) or None
        self._dropped = Dropped.NONE if self._damaged else marks_dropped(source)
        self.repairs: list[Repair] = []
        self._known: dict[str, Repaired] = {}

    def mend(self, text: str, place: Place) -> str:
        """``text`` as printed; each change is added to :attr:`repairs` at ``place``."""
        if not _THAI.search(text):
            return text
        done = self._known.get(text)
        if done is None:
            done = repair(text, exchanged=self._exchanged, damaged=self._damaged, dropped=self._dropped)
            if len(text) < 200:  # headings and labels come back on every page
                self._known[text] = done
        for step in done.steps:
            self.repairs.append(Repair(step.rule, step.before, step.after, place))
        return done.text
