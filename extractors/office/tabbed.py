"""Tables that a Word document draws with tabs: lines of equally many tabs under each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from phaen.extractors.model import Block, Cell, Paragraph, Row, Table
from phaen.extractors.office.settings import SETTINGS
from phaen.extractors.text.markup import printed
from phaen.extractors.text.mending import Mender

FEWEST_COLUMNS = 3
"""Columns that make a table: one tab alone sets off a number or a page of a list of contents."""


def with_tab_tables(blocks: Iterable[Block], mender: Mender) -> Iterator[Block]:
    """The blocks with every run of two or more tabbed lines of one width as a table."""
    run: list[Paragraph] = []
    for block in blocks:
        columns = _columns(block)
        if run and columns != _columns(run[-1]):
            yield from _ended(run, mender)
            run = []
        if columns and isinstance(block, Paragraph):
            run.append(block)
        else:
            yield block
    yield from _ended(run, mender)


def _columns(block: Block) -> int:
    """The columns of a tabbed line; 0 for anything else."""
    if not isinstance(block, Paragraph) or block.flags or block.level is not None:
        return 0
    columns = block.raw.strip("\n").count("\t") + 1
    return columns if FEWEST_COLUMNS <= columns <= SETTINGS.columns else 0


def _ended(run: list[Paragraph], mender: Mender) -> Iterator[Block]:
    if len(run) < 2:
        yield from run
        return
    rows = []
    for line in run:
        parts = [part.strip() for part in line.raw.split("\t")]
        cells = tuple(
            Cell(mender.mend(printed(part).text, line.place), part, line.place, bold=line.bold) for part in parts
        )
        rows.append(Row(cells, line.place))
    yield Table(tuple(rows), run[0].place, len(rows[0].cells))
