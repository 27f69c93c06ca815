"""How sure the blocks of a recognised page are: each takes the least sure of the lines that stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from phaen.extractors.model import BBox, Block, Cell, Paragraph, Place, Row, Table
from phaen.extractors.ocr.page import SeenLine
from phaen.extractors.ocr.picture import Picture
from phaen.extractors.ocr.trust import confidence

DISAGREES, UNSURE = "ocr_disagrees", "ocr_unsure"
SURE = 0.9
"""Confidence below which a row asks for a second look."""


def judge(blocks: Sequence[Block], lines: Sequence[SeenLine], picture: Picture) -> list[Block]:
    """``blocks`` with confidence, flags, raw text and their place on the page as it was scanned."""
    return [_block(block, lines, picture) for block in blocks]


def doubtful_figures(lines: Sequence[SeenLine]) -> tuple[str, ...]:
    """Every figure of a page that was read in two ways, each way once."""
    return tuple(dict.fromkeys(figure for line in lines for figure in line.reading.doubtful if figure))


def _block(block: Block, lines: Sequence[SeenLine], picture: Picture) -> Block:
    if isinstance(block, Paragraph):
        sure, flags = _trust(block.place.bbox, lines, bool(block.text))
        return replace(block, confidence=sure, flags=(*block.flags, *flags), place=_place(block.place, picture))
    rows = tuple(
        Row(tuple(cell and _cell(cell, lines, picture) for cell in row.cells), _place(row.place, picture))
        for row in block
    )
    return Table(rows, _place(block.place, picture), block.width)


def _cell(cell: Cell, lines: Sequence[SeenLine], picture: Picture) -> Cell:
    sure, flags = _trust(cell.place.bbox, lines, bool(cell.text))
    return replace(cell, confidence=sure, flags=(*cell.flags, *flags), place=_place(cell.place, picture))


def _trust(box: BBox | None, lines: Sequence[SeenLine], filled: bool) -> tuple[float, tuple[str, ...]]:
    """Confidence and flags of what stands in ``box``; an empty cell is sure to be empty."""
    inside = [line for line in lines if box is not None and _stands_in(line, box)]
    if not inside:
        return (0.5, (UNSURE,)) if filled else (1.0, ())
    sure = confidence(line.reading for line in inside)
    flags = []
    if any(line.reading.doubtful for line in inside):
        flags.append(DISAGREES)
    if sure < SURE:
        flags.append(UNSURE)
    return sure, tuple(flags)


def _stands_in(line: SeenLine, box: BBox) -> bool:
    x, y = (line.box[0] + line.box[2]) / 2, line.base - line.body / 2
    return box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1


def _place(place: Place, picture: Picture) -> Place:
    return replace(place, bbox=picture.on_page(place.bbox)) if place.bbox else place
