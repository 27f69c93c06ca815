"""Ruled boxes round a form or a page: they hold tables and headings, and are no tables of one column themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from phaen.extractors.model import BBox
from phaen.extractors.pdf.ruled.rules import Grid
from phaen.extractors.pdf.settings import FRAMES


@dataclass(slots=True)
class Frames:
    """The boxes that framed something on the pages read so far: they frame what stands in them on other pages too."""

    seen: list[BBox] = field(default_factory=list)

    def without(self, grids: Sequence[Grid]) -> list[Grid]:
        """``grids`` of a page without those that are frames. (A lone box has one cell and is no grid.)"""
        kept = []
        for grid in grids:
            if len(grid.xs) == 2 and (_holds_a_grid(grid, grids) or self._is_known(grid.box)):
                self.seen.append(grid.box)
            else:
                kept.append(grid)
        return kept

    def _is_known(self, box: BBox) -> bool:
        return any(all(abs(a - b) <= FRAMES.same for a, b in zip(box, other, strict=True)) for other in self.seen)


def _holds_a_grid(frame: Grid, grids: Sequence[Grid]) -> bool:
    """Does another grid stand inside one of the cells of ``frame``?"""
    return any(
        other is not frame
        and box[0] - FRAMES.slack <= other.box[0]
        and other.box[2] <= box[2] + FRAMES.slack
        and box[1] - FRAMES.slack <= other.box[1]
        and other.box[3] <= box[3] + FRAMES.slack
        for *_, box in frame.cells
        for other in grids
    )
