"""Rows of cells → :class:`Table` blocks: padding, places, repair."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from phaen.extractors.model import Cell, Place, Row, Table
from phaen.extractors.text.markup import printed
from phaen.extractors.text.mending import Mender


@dataclass(frozen=True, slots=True)
class SourceCell:
    """One cell as the source holds it; ``line`` is 1-based, ``flags`` go to the :class:`Cell`."""

    raw: str
    line: int
    colspan: int = 1
    rowspan: int = 1
    bold: bool = False
    flags: tuple[str, ...] = ()


def build_table(rows: Iterable[Sequence[SourceCell | None]], mender: Mender, *, markdown: bool) -> Table | None:
    """A table of ``rows``, short rows padded with empty cells; ``None`` without rows."""
    source = [list(row) for row in rows if row]
    if not source:
        return None
    width = max(len(row) for row in source)
    built: list[Row] = []
    for row in source:
        line = next((cell.line for cell in row if cell is not None), 1)
        cells = [_cell(cell, mender, markdown) if cell else None for cell in row]
        place = Place(line=line)
        cells += [Cell("", "", place) for _ in range(width - len(cells))]
        built.append(Row(tuple(cells), place))
    return Table(tuple(built), built[0].place, width)


def _cell(source: SourceCell, mender: Mender, markdown: bool) -> Cell:
    place = Place(line=source.line)
    words = printed(source.raw, markdown=markdown)
    return Cell(
        mender.mend(words.text, place),
        source.raw,
        place,
        colspan=source.colspan,
        rowspan=source.rowspan,
        bold=words.bold or source.bold,
        flags=source.flags,
    )
