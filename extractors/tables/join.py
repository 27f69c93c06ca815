"""Table parts into whole tables: headers understood, parts joined over pages, cut rows put together.

Input is a :class:`~phaen.extractors.model.Document`; output is its paragraphs and :class:`JoinedTable`\\ s in reading
order. Every joined row keeps the place where it starts and the places of all its parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from phaen.extractors.model import Document, Paragraph, Row
from phaen.extractors.tables import interrupted
from phaen.extractors.tables.cell_roles import tell_roles
from phaen.extractors.tables.continued import repeated_heading, take_up
from phaen.extractors.tables.hanging import with_hanging_lines
from phaen.extractors.tables.header_rows import (
    is_header_again,
    numbers_columns,
)
from phaen.extractors.tables.joined import EMPTY, Item, JoinedCell, JoinedRow, JoinedTable, is_furniture
from phaen.extractors.tables.merged import (
    cover_page_end,
    cover_rows,
    doubt_empty,
    fill_grouped,
    fill_merged,
    fill_projects,
)
from phaen.extractors.tables.parts import Part, columns_of, complete_header, part_of
from phaen.extractors.tables.plain import plain_headings
from phaen.extractors.tables.row_begins import (
    HARD_KEYS,
    SOFT_KEYS,
    completes_figures,
    goes_on,
    is_guessed,
    mark_section,
    opens_no_name,
    opens_no_project,
    rest_of_heading,
)
from phaen.extractors.tables.widened import widen
from phaen.extractors.wordings.matching import Kinds
from phaen.extractors.wordings.subheads import is_subheader

FLAG = "row_cut_guess"
FOREIGN = "form_guess"
"""The table was read by a form of other organisations, because none of its own fits."""


def _joined(row: Row, mapping: Sequence[int | None], width: int) -> JoinedRow:
    cells: list[JoinedCell] = [EMPTY] * width
    filled = [cell for cell in row.cells if cell and cell.text.strip()]
    for index, cell in enumerate(row.cells):
        target = mapping[index] if index < len(mapping) else None
        if cell is None or target is None or not (cell.text.strip() or cell.flags):
            continue
        reach = [other for other in mapping[index : index + cell.colspan] if other is not None]
        span = max(1, max(reach) - target + 1)
        cells[target] = _append(cells[target], JoinedCell(cell.text, (cell,), cell.rowspan, span))
    whole = len(row.cells) == 1 or filled[0].colspan >= max(2, len(row.cells) - 1) if filled else False
    spanning = len(filled) == 1 and width > 1 and whole
    if spanning and not cells[0]:
        cells = [JoinedCell(filled[0].text, (filled[0],), column_span=width), *[EMPTY] * (width - 1)]
    return JoinedRow(tuple(cells), row.place, (row.place,), spanning)


def _append(above: JoinedCell, below: JoinedCell, glue: str = "\n") -> JoinedCell:
    if not above or not below:
        whole, empty = (above, below) if above else (below, above)
        # a place that nobody can read tells of itself by its flags alone
        return replace(whole, own_flags=(*whole.own_flags, *empty.flags)) if empty.flags else whole
    return replace(
        above,
        text=f"{above.text}{glue}{below.text}",
        parts=above.parts + below.parts,
        own_flags=above.own_flags + below.own_flags,
    )


def _merge(above: JoinedRow, below: JoinedRow, glue: str = "\n") -> JoinedRow:
    cells = tuple(_append(a, b, glue) for a, b in zip(above.cells, below.cells, strict=True))
    printed = (above.printed or (above.cells,)) + (below.printed or (below.cells,))
    return replace(above, cells=cells, places=above.places + below.places, printed=printed)


def _extend(
    table: JoinedTable,
    part: Part,
    mapping: Sequence[int | None],
    *,
    new_page: bool,
    before: Sequence[int | None] = (),
) -> None:
    """Add the rows of ``part``; ``mapping`` and ``before`` are its columns and those of the part above it."""
    width = len(table.roles)
    first = len(table.rows)
    table.ruled = table.ruled and part.table.ruled
    if not new_page:
        table.reaching = {}
        table.base_width = width
    key = next((role for role in SOFT_KEYS if table.column(role) is not None), None)
    body = part.body
    again_printed = [row for row in body if is_header_again(row, table.header_rows)]
    if body and not table.rows and numbers_columns(body[0]):
        again_printed.append(body[0])
    for row in again_printed:
        table.header_cells.extend(cell for cell in row.cells if cell)
    body = tuple(row for row in body if not any(row is other for other in again_printed))
    at_break = new_page
    for row in body:
        joined, again = take_up(table, mark_section(table, _joined(row, mapping, width)), key)
        if not any(joined.cells) and not again:
            cover_rows(table, row, mapping, len(table.rows) - 1, starts=False)
            continue
        starts = False
        if at_break and rest_of_heading(table, joined):
            joined = interrupted.flagged(joined, FLAG)
        if not again and table.rows and not at_break and is_guessed(table, joined):
            joined = interrupted.flagged(joined, FLAG)
        if at_break and table.rows and completes_figures(table.rows[-1], joined):
            table.rows[-1] = _merge(table.rows[-1], joined, glue="")
        elif again or (at_break and part.table.cut and table.rows) or goes_on(table, joined, at_break=at_break):
            table.rows[-1] = _merge(table.rows[-1], joined)
        elif at_break and (opens_no_name(table, joined) or opens_no_project(table, joined)):
            table.rows[-1] = _merge(table.rows[-1], interrupted.flagged(joined, FLAG))
        else:
            starts = True
            if at_break:
                cover_page_end(table, row, mapping, before)
            table.rows.append(joined)
        cover_rows(table, row, mapping, len(table.rows) - 1, starts=starts)
        at_break = False
    table.parts.append((first, len(table.rows)))


def _first_row_continues(table: JoinedTable, part: Part, mapping: Sequence[int | None]) -> bool:
    """Can the first row only be the rest of a cut one: its number and its name are empty?"""
    rows = [row for row in (_joined(row, mapping, len(table.roles)) for row in part.body) if any(row.cells)]
    soft = next((role for role in SOFT_KEYS if table.column(role) is not None), None)
    if not rows or any(table.cell(rows[0], role) for role in (*HARD_KEYS, soft) if role):
        return False
    return goes_on(table, mark_section(table, rows[0]), at_break=True)


def join_tables(document: Document, kinds: Kinds | None = None) -> list[Item]:
    """Paragraphs and joined tables of ``document`` in reading order; ``kinds``: those that its tables may have.

    A table part goes on with the table above when only page furniture stands between and its repeated header (or,
    without one, its width) is the same, or when its first row can only be the rest of a cut row.
    """
    items: list[Item] = []
    last: JoinedTable | None = None
    before: list[int | None] = []  # columns of the part above in terms of its table
    apart = False
    between: list[Paragraph] = []  # what stands between the table above and the next one
    printed: list[str] = []  # the paragraphs so far
    for block in with_hanging_lines(document.blocks):
        if isinstance(block, Paragraph):
            heading = repeated_heading(block, printed)
            items.append(heading)
            printed.append(block.text)
            if not is_furniture(heading):
                apart = True
                between.append(heading)
            continue
        part = part_of(block, kinds)
        if last is not None and not apart and part.match is None and widen(last, block):
            continue
        if last is not None and not apart and _goes_on_unread(last, part):
            continue
        mapping = columns_of(last, part) if last is not None else None
        if last is not None and part.match is None and len(before) == part.table.width:
            mapping = before  # a page goes on in the columns of the page above, whatever they were on the first
        if last is not None and mapping is not None:
            follows = not apart and (part.match is not None or last.kind is not None)
            if follows or (part.match is not None and _first_row_continues(last, part, mapping)):
                part = complete_header(last, part, mapping)
                last.header_cells.extend(part.header_cells)
                _extend(last, part, mapping, new_page=True, before=before)
                before = mapping
                apart, between = False, []
                continue
        if last is not None and part.match is None and interrupted.goes_on(last, block, between):
            last = _behind_line(last, part, between, items)
            before, apart, between = list(range(part.table.width)), False, []
            continue
        last = _new_table(part, elsewhere=kinds is None or kinds.elsewhere)
        before = list(range(part.table.width))
        items.append(last)
        apart, between = False, []
    for item in items:
        if isinstance(item, JoinedTable):
            fill_merged(item)
            fill_grouped(item)
            fill_projects(item)
            doubt_empty(item)
            tell_roles(item)
    return items


def _goes_on_unread(table: JoinedTable, part: Part) -> bool:
    """Add ``part`` to a ``table`` that no form knows, where it goes on with it on the next page: the headings are
    printed again, or there are none and as many columns."""
    depth = table.plain_headings
    if part.match is not None or table.kind is not None or not depth or part.table.width != len(table.roles):
        return False
    if part.table.place.page in (None, table.rows[-1].places[-1].page):
        return False
    body = part.body
    if is_header_again(body[0], table.rows[:1]):
        while body and is_header_again(body[0], table.rows[:depth]):
            table.header_cells.extend(cell for cell in body[0].cells if cell)
            body = body[1:]
    elif plain_headings(part.table, is_subheader)[0]:
        return False
    for number, row in enumerate(body):
        joined = _joined(row, range(part.table.width), part.table.width)
        if number == 0 and part.table.cut:
            table.rows[-1] = _merge(table.rows[-1], joined)
        else:
            table.rows.append(joined)
    return True


def _behind_line(table: JoinedTable, part: Part, between: Sequence[Paragraph], items: list[Item]) -> JoinedTable:
    """The table that ``part`` goes on with behind the lines ``between``: the one above, or one of its own below a
    heading, under the same columns."""
    sure = interrupted.counts_on(table, part.table) or not table.rows
    if any(interrupted.is_heading(line, table) for line in between):
        own = replace(
            table, place=part.table.place, rows=[], header_cells=[], header_rows=[], covered=[], reaching={}, parts=[]
        )
        own.flags = (*table.flags, *(() if sure else (interrupted.BORROWED,)))
        items.append(own)
        _extend(own, part, list(range(part.table.width)), new_page=False)
        return own
    if table.rows and not all(interrupted.is_note(line) for line in between):
        table.rows[-1] = interrupted.flagged(table.rows[-1], interrupted.FLAG)
    first = len(table.rows)
    _extend(table, part, list(range(part.table.width)), new_page=False)
    if not sure:
        table.rows[first:] = [interrupted.flagged(row, interrupted.FLAG) for row in table.rows[first:]]
    return table


def _new_table(part: Part, *, elsewhere: bool) -> JoinedTable:
    width = part.table.width
    if part.match is None:
        depth, headings = plain_headings(part.table, is_subheader)
        table = JoinedTable(None, (None,) * width, headings or ((),) * width, part.table.place, score=0.0)
        table.plain_headings = depth
        table.rows.extend(_joined(row, range(width), width) for row in part.body)
        return table
    table = JoinedTable(
        part.match.kind,
        part.match.roles,
        part.headings,
        part.table.place,
        header_cells=list(part.header_cells),
        score=part.match.weakest,
        elsewhere=elsewhere,
        flags=(FOREIGN,) if part.match.foreign else (),
        header_rows=[_joined(row, range(width), width) for row in part.header_rows],
    )
    _extend(table, part, list(range(width)), new_page=False)
    return table
