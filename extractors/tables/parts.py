"""One table block: its header found and taken off, and its columns in terms of the table above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from phaen.extractors.model import Cell, Row, Table
from phaen.extractors.tables.header_rows import completed, goes_under, header_depth, spread
from phaen.extractors.tables.joined import JoinedTable
from phaen.extractors.wordings.matching import HeaderMatch, Kinds, match_header
from phaen.extractors.wordings.subheads import is_subheader
from phaen.normalizers.text import arabic_digits, squash
from phaen.normalizers.years import is_open_period, year_of_headings
from rapidfuzz.distance import Levenshtein

_SERIAL = re.compile(r"^\(?([0-9]{1,3})(?:\.([0-9]{1,2}))?[.)]*$")
_SERIAL_ROLES = frozenset({"seq", "item_no"})
_NUMBER_HEADING = "ที่"
"""What a column of running numbers is headed with where it has a heading of its own."""
_FIGURES = re.compile("[0-9๐-๙]+")
_ALIKE = 0.85
"""Of their letters, what headings have in common of which some were misread."""
_NAMED_ROLES = frozenset({"name", "project"})


@dataclass(frozen=True, slots=True)
class Part:
    """One table block with its header taken off."""

    match: HeaderMatch | None
    headings: tuple[tuple[str, ...], ...]
    header_cells: tuple[Cell, ...]
    header_rows: tuple[Row, ...]
    body: tuple[Row, ...]
    table: Table


def part_of(table: Table, kinds: Kinds | None) -> Part:
    """Find the header of one table block: its first row, or the second below a row of group headings."""
    best: tuple[float, Part] | None = None
    for start in (0, 1):
        if start >= len(table.rows):
            break
        stop = start + header_depth(table.rows[start:])
        while stop < len(table.rows) and (
            is_subheader(table.rows[stop].texts()) or goes_under(table.rows[start:stop], table.rows[stop])
        ):
            stop += 1
        rows = table.rows[start:stop]
        layers: list[list[str]] = []
        for row, above in zip(reversed(rows), (*(upper.texts() for upper in reversed(rows[:-1])), ()), strict=True):
            layers.insert(0, spread(row, layers[0] if layers else None, above))
        headings = tuple(tuple(layer[column] for layer in layers) for column in range(table.width))
        match = match_header(headings, kinds)
        numbered = _numbers_parted(rows, headings, table.rows[stop:])
        if numbered is not None and (parted := _with_numbers(numbered, kinds)) is not None:
            match, headings = parted, numbered[1]
        if match and (best is None or match.score > best[0] + 0.5):
            cells = tuple(cell for row in table.rows[:stop] for cell in row.cells if cell)
            best = (match.score, Part(match, headings, cells, table.rows[:stop], table.rows[stop:], table))
    return best[1] if best else Part(None, (), (), (), table.rows, table)


def _numbers_parted(
    header: Sequence[Row], headings: tuple[tuple[str, ...], ...], body: Sequence[Row]
) -> tuple[int, tuple[tuple[str, ...], ...]] | None:
    """The column under the left half of a heading that holds nothing but running numbers, the names standing under
    its right half, and the headings that say so; ``None`` where there is none."""
    for column in range(len(headings) - 1):
        heading, beside = headings[column], headings[column + 1]
        if not any(heading) or not (beside == heading or not any(beside)):
            continue
        upper = header[0].cells[column]
        if upper is None or (upper.colspan != 2 and any(beside)):
            continue
        if not _count_up(body, column):
            continue
        depth = len(heading)
        parted = [("",) * (depth - 1) + (_NUMBER_HEADING,), heading]
        return column, (*headings[:column], *parted, *headings[column + 2 :])
    return None


def _count_up(body: Sequence[Row], column: int) -> bool:
    """Does ``column`` hold nothing but numbers that count the texts beside them: each one more than the last, or one
    that begins anew?"""
    last: int | None = None
    for row in body:
        texts = row.texts()
        cell = row.cells[column]
        if cell is None or cell.colspan > 1 or not texts[column].strip():
            continue  # a total's label, or a line that goes on
        found = _SERIAL.match(arabic_digits(texts[column]).strip())
        if found is None and not texts[column + 1].strip():
            continue  # the same where no spans are known
        if found is None or not any(char.isalpha() for char in texts[column + 1]):
            return False
        number = int(found[1])
        if last is not None and number not in (1, last, last + 1):
            return False
        last = number
    return last is not None


def _with_numbers(numbered: tuple[int, tuple[tuple[str, ...], ...]], kinds: Kinds | None) -> HeaderMatch | None:
    """The kind of a table whose numbers stand under the left half of the heading of its names; beside another column
    of numbers no role takes them, which their rows say."""
    column, headings = numbered
    match = match_header(headings, kinds)
    if (
        match is None
        or match.roles[column] not in (*_SERIAL_ROLES, None)
        or match.roles[column + 1] not in _NAMED_ROLES
    ):
        return None
    return match


def columns_of(table: JoinedTable, part: Part) -> list[int | None] | None:
    """Columns of ``part`` in terms of ``table``, or ``None`` when the part belongs to another table."""
    width = len(table.roles)
    if part.match is None:
        if part.table.width == width:
            return list(range(width))
        if all(sum(1 for text in row.texts() if text.strip()) <= 1 for row in part.body):
            return [_single_target(table, part, index) for index in range(part.table.width)]
        return None
    own = set(table.roles[: table.base_width]) - {None}
    if part.match.kind != table.kind or set(part.match.roles) - {None} != own:
        return list(range(width)) if _misread_again(table, part) else None
    if not table.rows and part.table.width == width:
        return list(range(width))  # the header itself was cut: not all of its columns are known yet
    if any(_differ(table, part, role) for role in set(part.match.roles) - {None}):
        return None  # side by side its figures would stand under other years
    mapping: list[int | None] = []
    used: dict[str | None, int] = {}
    for index, role in enumerate(part.match.roles):
        same = table.columns(role) if role is not None else []
        seen = used.get(role, 0)
        used[role] = seen + 1
        if role is None:
            mapping.append(min(index, width - 1))
        else:
            mapping.append(same[min(seen, len(same) - 1)])
    return mapping


def _misread_again(table: JoinedTable, part: Part) -> bool:
    """Are the headings of a recognised ``part`` those of ``table``, one of them read in another way on one of both
    pages? There it says nothing; where what differs says something on both, they are two. Their figures are the
    same."""
    roles = part.match.roles if part.match else ()
    known = len(table.headings) == len(table.roles) == part.table.width
    if not known or all(cell.confidence == 1.0 for cell in part.header_cells):
        return False
    pairs = [
        (squash("".join(one)), squash("".join(other))) for one, other in zip(table.headings, part.headings, strict=True)
    ]
    told = zip(table.roles, roles, pairs, strict=True)
    if any(one != other and a != b and a is not None and b is not None for a, b, (one, other) in told):
        return False
    if any(_FIGURES.findall(one) != _FIGURES.findall(other) for one, other in pairs):
        return False
    above, below = ("\n".join(texts) for texts in zip(*pairs, strict=True))
    return bool(Levenshtein.normalized_similarity(above, below) >= _ALIKE)


def _differ(table: JoinedTable, part: Part, role: str | None) -> bool:
    """Has the part another number of columns of ``role`` than the table, or columns of other years in their places?"""
    assert part.match is not None and role is not None
    above = table.columns(role)
    below = [index for index, other in enumerate(part.match.roles) if other == role]
    if len(above) < 2 and len(below) < 2:
        return False
    if len(below) > len(above):
        return True
    years = [(_years_of(table.headings[a]), _years_of(part.headings[b])) for a, b in zip(above, below, strict=False)]
    return any(one is not None and other is not None and one != other for one, other in years)


def _years_of(headings: Sequence[str]) -> tuple[int, bool] | None:
    """The year that the headings of a column name, and whether it ends a span that is open on the other side."""
    year = year_of_headings(headings)
    return None if year is None else (year, any(is_open_period(part) for part in headings))


def _single_target(table: JoinedTable, part: Part, index: int) -> int | None:
    """Where a part with one text per row puts it: a box over all columns, or the last column gone on."""
    width = len(table.roles)
    if part.table.width == 1:
        return 0
    if index == part.table.width - 1:
        return width - 1
    return min(index, width - 1)


def complete_header(table: JoinedTable, part: Part, mapping: Sequence[int | None]) -> Part:
    """Give ``table`` the header rows that a page break left for ``part``; the part without them."""
    if table.rows or table.kind is None:
        return part
    rows = [list(layer) for layer in zip(*part.headings, strict=True)]
    body = part.body
    while part.match is None and body and is_subheader(body[0].texts()):
        rows.append(spread(body[0], None))
        body = body[1:]
    width = len(table.roles)
    if part.match is None and body and not rows and _rest_of_header(table, body[0], mapping):
        cells = tuple(cell for cell in body[0].cells if cell)
        return replace(part, body=body[1:], header_cells=part.header_cells + cells)
    placed = []
    for row in rows:
        texts = [""] * width
        for target, text in zip(mapping, row, strict=False):
            if target is not None and not texts[target]:
                texts[target] = text
        placed.append(texts)
    headings = completed(table.headings, placed)
    match = match_header(headings, Kinds(frozenset([table.kind])))
    if match is not None and match.kind == table.kind and headings != table.headings:
        table.headings, table.roles = headings, match.roles
    elif body is not part.body and match is None:
        return part
    cells = tuple(cell for row in part.body[: len(part.body) - len(body)] for cell in row.cells if cell)
    return replace(part, body=body, header_cells=part.header_cells + cells)


def _rest_of_header(table: JoinedTable, row: Row, mapping: Sequence[int | None]) -> bool:
    """Is ``row`` the rest of a header that the page end cut? Its wordings are known better with it; it is added."""
    lowest = [heading[-1] for heading in table.headings]
    for index, text in enumerate(row.texts()):
        target = mapping[index] if index < len(mapping) else None
        if target is not None and text.strip():
            lowest[target] += text
    whole = tuple((*heading[:-1], text) for heading, text in zip(table.headings, lowest, strict=True))
    before, after = match_header(table.headings), match_header(whole)
    if before is None or after is None or after.roles != before.roles or after.score <= before.score:
        return False
    table.headings = whole
    return True
