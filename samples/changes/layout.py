"""The same document in other prints: what a PDF shows differently and a text does not."""

from __future__ import annotations

import random

from samples.blocks import Sheet
from samples.changes.model import Change, Changed, Gold, Make
from samples.pdf_writer import Style


def printed(style: Style) -> Make:
    """The document in another print."""

    def make(sheet: Sheet, gold: Gold, rng: random.Random) -> Changed | None:
        return Changed(sheet, gold, style)

    return make


_PDF = ("pdf",)

CHANGES: tuple[Change, ...] = (
    Change("horizontal rules only", "layout", printed(Style(rules="horizontal")), _PDF),
    Change("no rules", "layout", printed(Style(rules="none")), _PDF),
    Change("filled rectangles as rules", "layout", printed(Style(rules="filled")), _PDF),
    Change("cells merged downwards", "layout", printed(Style(merge_down=True)), _PDF),
    Change("large type, rows cut by pages", "layout", printed(Style(size=16, table_size=15)), _PDF),
    Change("headings on the first page only", "layout", printed(Style(table_size=14, repeat_header=False)), _PDF),
    Change("landscape", "layout", printed(Style(all_landscape=True)), _PDF),
)
