"""Whether the rows of a rebuilt table agree with one another; rows that do not are marked as unsure.

A performance report says most figures twice: the scores of a table and its total row, the weight of an indicator
and the best score of its scale, running numbers. A layout that breaks one of these may have taken a number of
the running text for a value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from phaen.extractors.text.raw.known import Known
from phaen.extractors.text.raw.parts import RawCell, RawRow
from phaen.extractors.text.raw.patterns import is_measure, western
from phaen.extractors.text.raw.prices import MEASURED, SUMMED, item_number
from phaen.extractors.text.raw.settings import LIMITS, having

_FIGURE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_NEEDED = having("needed")


def check_rows(kinds: Sequence[str], rows: Sequence[RawRow], known: Known) -> None:
    """Marks cells of ``rows`` (columns of ``kinds``) as unsure where figures, numbers or names disagree."""
    body = [row for row in rows if not row.section and not row.total and not row.reopened]
    totals = [row for row in rows if row.total]
    for row in body:
        if _lacks_value(kinds, row):
            _mark(row)
        for cell in row.cells:
            if kinds[cell.column] in MEASURED and not is_measure(western(text_of(cell))):
                cell.unsure = True
    _check_groups(kinds, body)
    _check_sums(kinds, body, totals)
    if "level" in kinds or "level_no" in kinds:
        return
    if known.rows and "score" in kinds and ("serial" in kinds or "name" in kinds):
        _check_against_scale(kinds, body, known)


def _lacks_value(kinds: Sequence[str], row: RawRow) -> bool:
    filled = {kinds[cell.column] for cell in row.cells}
    return any(kind in _NEEDED and kind not in filled for kind in kinds)


def _check_groups(kinds: Sequence[str], body: Sequence[RawRow]) -> None:
    """A project that nothing but its place makes one may be the rest of the programme or output above it."""
    above: RawCell | None = None
    for row in body:
        for cell in row.cells:
            if cell.unsure and kinds[cell.column] == "project" and above and kinds[above.column] == "programme":
                above.unsure = True
            above = cell


def _check_sums(kinds: Sequence[str], body: Sequence[RawRow], totals: Sequence[RawRow]) -> None:
    """A total row must be the sum of the rows above it, column by column."""
    if len(totals) != 1:
        return
    for cell in totals[0].cells:
        if kinds[cell.column] not in SUMMED or kinds[cell.column] == "budget":
            continue
        printed = _figure(cell)
        parts = [_figure(part) for row in body for part in row.cells if part.column == cell.column]
        figures = [part for part in parts if part is not None]
        if printed is not None and (len(figures) != len(body) or abs(sum(figures) - printed) > LIMITS.close):
            for row in [*body, totals[0]]:
                _mark(row, cell.column)


def _check_against_scale(kinds: Sequence[str], body: Sequence[RawRow], known: Known) -> None:
    numbers = [_number(kinds, row) for row in body]
    if set(numbers) != set(known.rows):
        for row in body:
            _mark(row)
        return
    for number, row in zip(numbers, body, strict=True):
        scaled = known.rows.get(number) if number is not None else None
        if scaled is None or not scaled.points:
            continue
        for cell in row.cells:
            figure, kind = _figure(cell), kinds[cell.column]
            wrong_score = (
                kind == "score" and figure is not None and not 0 <= figure <= max(scaled.points) + LIMITS.close
            )
            wrong_weight = kind == "weight" and figure is not None and abs(figure - max(scaled.points)) > LIMITS.close
            if wrong_score or wrong_weight:
                cell.unsure = True


def _number(kinds: Sequence[str], row: RawRow) -> int | None:
    kind = "serial" if "serial" in kinds else "name"
    cell = next((cell for cell in row.cells if kinds[cell.column] == kind), None)
    return item_number(western(text_of(cell))) if cell is not None else None


def _figure(cell: RawCell) -> float | None:
    found = _FIGURE.search(western(text_of(cell)))
    return float(found.group().replace(",", "")) if found else None


def text_of(cell: RawCell) -> str:
    """The text of a cell on one line."""
    return " ".join(piece for _, piece, _ in cell.pieces)


def _mark(row: RawRow, column: int | None = None) -> None:
    for cell in row.cells:
        if column is None or cell.column == column:
            cell.unsure = True
