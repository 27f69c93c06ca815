"""Headers of several rows: merged headings spread over their columns, rows that a page break cut off put back."""

from __future__ import annotations

from collections.abc import Sequence

from phaen.extractors.model import Row
from phaen.extractors.tables.joined import JoinedRow
from phaen.normalizers.text import arabic_digits, squash
from phaen.normalizers.years import column_year

Headings = tuple[tuple[str, ...], ...]
"""For every column its printed headings from the top row down."""


def spread(row: Row, below: Sequence[str] | None, above: Sequence[str] = ()) -> list[str]:
    """Header texts per column: a merged heading counts for all columns under it.

    Text input knows no spans; there an empty position beside a heading takes it when something stands below, and no
    other heading ``above`` (รวมทั้งปี, the year, behind the quarters).
    """
    texts = row.texts()
    for index, cell in enumerate(row.cells):
        if cell is not None and cell.colspan > 1:
            for offset in range(index + 1, min(index + cell.colspan, len(texts))):
                texts[offset] = cell.text
    if below is not None and row.place.page is not None:
        _centre(texts, below)
    return fill(texts, below, above)


def _centre(texts: list[str], below: Sequence[str]) -> None:
    """Spread headings that stand in the middle of the columns under them, as a page centres them where no rule tells
    how far they reach: as many open places on the left as on the right, all with years below."""
    years = [column_year(text) is not None for text in below]
    for index, text in enumerate(list(texts)):
        if not text.strip():
            continue
        reach = 0
        while _is_open(texts, years, index - reach - 1) and _is_open(texts, years, index + reach + 1):
            reach += 1
        if reach and not _is_open(texts, years, index + reach + 1) and not _is_open(texts, years, index - reach - 1):
            texts[index - reach : index + reach + 1] = [text] * (2 * reach + 1)


def _is_open(texts: Sequence[str], years: Sequence[bool], index: int) -> bool:
    return 0 <= index < min(len(texts), len(years)) and not texts[index].strip() and years[index]


def fill(texts: Sequence[str], below: Sequence[str] | None, above: Sequence[str] = ()) -> list[str]:
    """``texts`` where an empty place takes what stands left of it, as far as something stands ``below`` and no other
    heading begins ``above``."""
    filled = list(texts)
    for index in range(1, len(filled)):
        if index < len(above) and above[index].strip():
            continue
        if below is not None and not filled[index].strip() and index < len(below) and below[index].strip():
            filled[index] = filled[index - 1]
    return filled


def header_depth(rows: Sequence[Row]) -> int:
    """How many of ``rows`` the header is that begins with the first: as many as its tallest cell covers.

    The rows below must hold nothing but headings under its wide cells.
    """
    depth = min(max((cell.rowspan for cell in rows[0].cells if cell), default=1), len(rows))
    wide = {
        column + step
        for column, cell in enumerate(rows[0].cells)
        if cell is not None and cell.colspan > 1
        for step in range(cell.colspan)
    }
    under = {column for row in rows[1:depth] for column, cell in enumerate(row.cells) if cell is not None}
    return depth if wide and under and under <= wide else 1


def is_header_again(row: Row, header: Sequence[JoinedRow]) -> bool:
    """Does ``row`` print one of the rows of ``header`` again, cell by cell?"""
    texts = [squash(text) for text in row.texts() if text.strip()]
    return len(texts) > 1 and any(texts == [squash(cell.text) for cell in known.cells if cell] for known in header)


def numbers_columns(row: Row) -> bool:
    """Does ``row`` only count the columns, as forms do below their headings: ``(1) (2) (3)``?"""
    texts = [arabic_digits(text).strip(" ().") for text in row.texts()]
    return len(texts) > 2 and texts == [str(number) for number in range(1, len(texts) + 1)]


def goes_under(header: Sequence[Row], row: Row) -> bool:
    """Is ``row`` a further row of a header without spans: does it fill exactly the columns that the headings above
    leave open for their parts (งบประมาณ over แผ่นดิน and รายได้)? A heading over numbers and names has no parts."""
    if any(cell is not None and (cell.colspan > 1 or cell.rowspan > 1) for upper in header for cell in upper.cells):
        return False
    texts, own = header[-1].texts(), row.texts()
    for upper in header[-2::-1]:  # a heading without parts keeps its column to itself
        texts = [text if text.strip() else over for text, over in zip(texts, upper.texts(), strict=True)]
    groups: list[set[int]] = []
    for index in range(1, len(texts)):
        if texts[index].strip() or (not texts[index - 1].strip() and not (groups and index - 1 in groups[-1])):
            continue
        if groups and index - 1 in groups[-1]:
            groups[-1].add(index)
        else:
            groups.append({index - 1, index})
    filled = {index for index, text in enumerate(own) if text.strip()}
    if not groups or 0 in filled:
        return False
    if filled == set().union(*groups):
        return True
    parted = [group for group in groups if group & filled]
    words = all(any(char.isalpha() for char in own[index]) for index in filled)
    return len(groups[0]) == 2 and parted == groups[1:] != [] and filled == set().union(*parted) and words


def completed(headings: Headings, rows: Sequence[Sequence[str]]) -> Headings:
    """``headings`` with further header ``rows`` (one text per column) below, without those that they hold already."""
    layers = [list(layer) for layer in zip(*headings, strict=True)]
    for row in rows:
        if any(_same(layer, row) for layer in layers):
            continue
        layers.append(list(row))
    for above in range(len(layers) - 2, -1, -1):
        layers[above] = fill(layers[above], layers[above + 1])
    return tuple(tuple(layer[column] for layer in layers) for column in range(len(headings)))


def _same(layer: Sequence[str], row: Sequence[str]) -> bool:
    """Do two header rows print the same? A merged heading may be spread in one of them."""
    pairs = [(squash(a), squash(b)) for a, b in zip(layer, row, strict=True)]
    return all(a == b or not a or not b for a, b in pairs) and any(a == b and a for a, b in pairs)
