"""Changes that real documents show, made to sample documents together with the rows that must then come out."""

from __future__ import annotations

from samples.changes import cells, digits, headings, layout, money, rows, targets
from samples.changes.model import Change, Changed

CHANGES: tuple[Change, ...] = (
    *money.CHANGES,
    *targets.CHANGES,
    *digits.CHANGES,
    *headings.CHANGES,
    *cells.CHANGES,
    *rows.CHANGES,
    *layout.CHANGES,
)
"""Every change, by the group that it belongs to."""

__all__ = ["CHANGES", "Change", "Changed"]
