"""Table parts into whole tables: headers understood, parts joined over pages, cut rows put together.

Input is a :class:`~phaen.extractors.model.Document`; output is its paragraphs and :class:`JoinedTable`\\ s in reading
order. Every joined row keeps the place where it starts and the places of all its parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from phaen.extractors.model import Block, Cell, Document, Paragraph, Row, Table
from phaen.extractors.tables import interrupted
from phaen.extractors.tables.continued import repeated_heading, take_up
from phaen.extractors.tables.hanging import with_hanging_lines
from phaen.extractors.tables.header_rows import (
    completed,
    goes_under,
    header_depth,
    is_header_again,
    numbers_columns,
    spread,
)
from phaen.extractors.tables.joined import EMPTY, Item, JoinedCell, JoinedRow, JoinedTable, is_furniture
from phaen.extractors.tables.merged import cover_page_end, cover_rows, fill_merged
from phaen.extractors.tables.plain import plain_headings
from phaen.extractors.tables.widened import widen
from phaen.extractors.wordings.catalogue import active
from phaen.extractors.wordings.labels import find_label
from phaen.extractors.wordings.matching import HeaderMatch, Kinds, is_subheader, match_header
from phaen.normalizers.text import squash

HARD_KEYS = ("item_no", "seq", "level")
"""Columns that hold a number in every row of their own: an empty one means that the row above goes on."""
STATED = ("weight", "score", "target")
"""Columns whose figure may stand beside the heading of a component: what it counts as a whole."""
GROUPS = (
    "component", "part", "issue", "strategy", "substrategy", "objective", "agency_kr", "key_result", "goal", "tactic",
    "programme",
)  # fmt: skip
"""Labels of headings that may stand in a row across a table."""
SOFT_KEYS = ("name", "step", "project")

FLAG = "row_cut_guess"
FOREIGN = "form_guess"
"""The table was read by a form of other organisations, because none of its own fits."""
_THAI = re.compile("[ก-๛]")
_NUMBERED = re.compile(r"^\W*[0-9๐-๙]{1,2}(?:[.)]|\s)")
_LABELLED = re.compile(r"^\W*(?:O?KRs?|KPIs?)\s*[0-9๐-๙.]*\s*:", re.IGNORECASE)
_OPENS_ITEM = re.compile(r"^\W*(?:[0-9๐-๙]{1,2}[.)]|[-–•])")
_PROJECT = re.compile(r"^\W*(?:โครงการ|กิจกรรม)")


@dataclass(frozen=True, slots=True)
class _Part:
    """One table block with its header taken off."""

    match: HeaderMatch | None
    headings: tuple[tuple[str, ...], ...]
    header_cells: tuple[Cell, ...]
    header_rows: tuple[Row, ...]
    body: tuple[Row, ...]
    table: Table


def _header(table: Table, kinds: Kinds | None) -> _Part:
    """Find the header of one table block: its first row, or the second below a row of group headings."""
    best: tuple[float, _Part] | None = None
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
        for row in reversed(rows):
            layers.insert(0, spread(row, layers[0] if layers else None))
        headings = tuple(tuple(layer[column] for layer in layers) for column in range(table.width))
        match = match_header(headings, kinds)
        if match and (best is None or match.score > best[0] + 0.5):
            cells = tuple(cell for row in table.rows[:stop] for cell in row.cells if cell)
            best = (match.score, _Part(match, headings, cells, table.rows[:stop], table.rows[stop:], table))
    return best[1] if best else _Part(None, (), (), (), table.rows, table)


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


def _append(above: JoinedCell, below: JoinedCell) -> JoinedCell:
    if not above or not below:
        whole, empty = (above, below) if above else (below, above)
        # a place that nobody can read tells of itself by its flags alone
        return replace(whole, own_flags=(*whole.own_flags, *empty.flags)) if empty.flags else whole
    return replace(above, text=f"{above.text}\n{below.text}", parts=above.parts + below.parts)


def _merge(above: JoinedRow, below: JoinedRow) -> JoinedRow:
    cells = tuple(_append(a, b) for a, b in zip(above.cells, below.cells, strict=True))
    printed = (above.printed or (above.cells,)) + (below.printed or (below.cells,))
    return replace(above, cells=cells, places=above.places + below.places, printed=printed)


def _wraps_on(table: JoinedTable, row: JoinedRow) -> bool:
    """In a sheet that gives every printed line a row: is ``row`` one more line of the project above? It has neither a
    running number, as the one above has, nor money, and does not open like a project."""
    above, name = table.rows[-1], table.cell(row, "project")
    if not table.cell(above, "seq") or any(table.cell(row, role) for role in ("budget", "seq")):
        return False
    return bool(name) and not _PROJECT.match(name.text) and not _OPENS_ITEM.match(name.text)


def _key(table: JoinedTable) -> str | None:
    """The column that every entry fills: of a project table with indicators beside its projects the project."""
    needs = {role.name: role.is_needed for role in active().kinds.get(table.kind or "", ())}
    if needs.get("project") and not needs.get("name", True):
        return "project"
    return next((role for role in SOFT_KEYS if table.column(role) is not None), None)


def _continues(table: JoinedTable, row: JoinedRow, at_break: bool) -> bool:
    """Does ``row`` go on with the row above? ``at_break``: it is the first one after a page break."""
    if not table.rows or row.is_total or _is_section(table, row):
        return False
    above = table.rows[-1]
    if above.spanning != row.spanning or (row.spanning and _opens_heading(table, row)):
        return False
    if above.is_total:
        return at_break and _rest_of_total(above, row)
    hard = [role for role in HARD_KEYS if table.column(role) is not None]
    soft = _key(table)
    name = table.cell(row, soft) if soft else EMPTY
    if soft == "project" and not name and table.cell(row, "name") and not any(table.cell(row, role) for role in hard):
        # an indicator more of the project above, or the rest of one that the page end cut
        return at_break and not _OPENS_ITEM.match(table.cell(row, "name").text)
    if table.kind == "routine_table":
        own = table.cell(row, "seq") or table.cell(row, "programme_output")
        starts = _NUMBERED.match(name.text) or _PROJECT.match(name.text)
        return not own and not starts and (at_break or not name)
    if table.kind == "milestones":
        return not _NUMBERED.match(name.text) and (at_break or not name)
    if hard:
        if any(table.cell(row, role) for role in hard):
            return False
        if table.elsewhere and soft == "project" and _wraps_on(table, row):
            return True
        return at_break or (soft is not None and not name) or _completes(table, above, row, soft)
    if soft is None:
        return not row.cells[0]
    if not name:
        return True
    if _LABELLED.match(name.text):
        return False
    if at_break and (_lacks_required(table, row, above, soft) or _lacks_number(table, row, soft)):
        return True
    others = [cell for index, cell in enumerate(row.cells) if cell and index != table.column(soft or "")]
    return at_break and not others and not _PROJECT.match(name.text)


def _completes(table: JoinedTable, above: JoinedRow, row: JoinedRow, key: str | None) -> bool:
    """Is a row without a number the rest of one above that has nothing but its number and the beginning of its name,
    where the entries before have more?"""
    if key is None or above.spanning or row.spanning or not _NUMBERED.match(_number_text(table, above)):
        return False
    named = table.column(key)
    hard = [table.column(role) for role in HARD_KEYS if table.column(role) is not None]
    rest = [at for at, cell in enumerate(row.cells) if cell and at != named]
    full = [at for at, cell in enumerate(above.cells) if cell and at != named and at not in hard]
    return bool(rest) and not full and bool(row.cells[named or 0]) and not _PROJECT.match(table.cell(row, key).text)


def _is_completed(table: JoinedTable, row: JoinedRow) -> bool:
    above, key = table.rows[-1], _key(table)
    return not any(table.cell(row, role) for role in HARD_KEYS) and _completes(table, above, row, key)


def _number_text(table: JoinedTable, row: JoinedRow) -> str:
    return next((f"{table.cell(row, role).text} " for role in HARD_KEYS if table.cell(row, role)), "")


def _opens_heading(table: JoinedTable, row: JoinedRow) -> bool:
    """Does a row across the table begin as a heading of its own, and not as the rest of the one above?"""
    text = next((cell.text for cell in row.cells if cell), "")
    known = find_label(text, elsewhere=table.elsewhere)
    return known is not None or bool(_LABELLED.match(text) or interrupted.COMPONENT.search(text))


def _rest_of_total(above: JoinedRow, row: JoinedRow) -> bool:
    """Is a row that holds nothing but words below the label of the total above the rest of that label?"""
    label = next((index for index, cell in enumerate(above.cells) if cell), None)
    filled = [index for index, cell in enumerate(row.cells) if cell]
    return filled == [label] and not any(char.isdigit() for char in row.text)


def _lacks_number(table: JoinedTable, row: JoinedRow, key: str | None) -> bool:
    """Has a text no number where every entry above has one, in the column of names or one before it?"""
    last = table.column(key) if key else None
    return any(
        row.cells[index]
        and not _NUMBERED.match(row.cells[index].text)
        and all(_NUMBERED.match(other.cells[index].text) for other in table.rows)
        for index in range(last + 1 if last is not None else 0)
    )


def _lacks_required(table: JoinedTable, row: JoinedRow, above: JoinedRow, key: str | None) -> bool:
    """Is a column empty that every entry fills, and that the row above has filled already?"""
    required = [role.name for role in active().kinds.get(table.kind or "", ()) if role.is_needed]
    return any(
        role not in (key, "details", "project") and table.cell(above, role) and not table.cell(row, role)
        for role in required
        if table.column(role) is not None
    )


def _is_section(table: JoinedTable, row: JoinedRow) -> bool:
    """A row across all columns that names a group (องค์ประกอบที่ 1 …) rather than an entry."""
    if row.spanning:
        return False
    filled = [index for index, cell in enumerate(row.cells) if cell]
    if not filled:
        return False
    said = next((index for index in filled if table.roles[index] not in STATED), filled[0])
    text = row.cells[said].text
    label = find_label(text, elsewhere=table.elsewhere)
    if label and label.label.name == "component":
        return all(table.roles[index] in STATED for index in filled if index != said)
    if filled != [0]:
        return False
    if label and (label.label.name in GROUPS or label.label.elsewhere):
        return True
    if interrupted.COMPONENT.search(text) or (_LABELLED.match(text) and table.roles[0] not in ("name", "key_result")):
        return True
    return table.roles[0] in (*HARD_KEYS, "weight", "score") and len(squash(text)) > 8


def _mark_section(table: JoinedTable, row: JoinedRow) -> JoinedRow:
    return replace(row, spanning=True) if _is_section(table, row) else row


@cache
def _name_starts() -> tuple[str, ...]:
    lines = files("phaen.extractors.wordings").joinpath("name_starts.txt").read_text("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def _opens_no_name(table: JoinedTable, row: JoinedRow) -> bool:
    """Does the first row of a page begin as no indicator's name does, though the one above it did?"""
    name, above = table.cell(row, "name"), table.rows[-1] if table.rows else None
    if not name or above is None or above.is_total or row.is_total or above.spanning or row.spanning:
        return False
    if any(table.cell(row, role) for role in HARD_KEYS):
        return False
    text = name.text.lstrip()
    opens = _NUMBERED.match(text) or _LABELLED.match(text) or _PROJECT.match(text) or text.startswith(_name_starts())
    return not opens and bool(_THAI.match(text)) and table.cell(above, "name").text.lstrip().startswith(_name_starts())


def _flagged(row: JoinedRow) -> JoinedRow:
    cells = (
        replace(cell, parts=tuple(replace(part, flags=(*part.flags, FLAG)) for part in cell.parts))
        for cell in row.cells
    )
    return replace(row, cells=tuple(cells))


def _extend(
    table: JoinedTable,
    part: _Part,
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
    for number, row in enumerate(body):
        joined, again = take_up(table, _mark_section(table, _joined(row, mapping, width)), key)
        if not any(joined.cells) and not again:
            cover_rows(table, row, mapping, len(table.rows) - 1, starts=False)
            continue
        at_break = new_page and number == 0
        starts = False
        if not again and table.rows and not at_break and _is_completed(table, joined):
            joined = interrupted.flagged(joined, FLAG)
        if again or (at_break and part.table.cut and table.rows) or _continues(table, joined, at_break=at_break):
            table.rows[-1] = _merge(table.rows[-1], joined)
        elif at_break and _opens_no_name(table, joined):
            table.rows[-1] = _merge(table.rows[-1], _flagged(joined))
        else:
            starts = True
            if at_break:
                cover_page_end(table, row, mapping, before)
            table.rows.append(joined)
        cover_rows(table, row, mapping, len(table.rows) - 1, starts=starts)
    table.parts.append((first, len(table.rows)))


def _complete_header(table: JoinedTable, part: _Part, mapping: Sequence[int | None]) -> _Part:
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


def _mapping(table: JoinedTable, part: _Part) -> list[int | None] | None:
    """Columns of ``part`` in terms of ``table``, or ``None`` when the part belongs to another table."""
    width = len(table.roles)
    if part.match is None:
        if part.table.width == width:
            return list(range(width))
        if all(sum(1 for text in row.texts() if text.strip()) <= 1 for row in part.body):
            return [_single_target(table, part, index) for index in range(part.table.width)]
        return None
    if part.match.kind != table.kind or set(part.match.roles) - {None} != set(table.roles[: table.base_width]) - {None}:
        return None
    if not table.rows and part.table.width == width:
        return list(range(width))  # the header itself was cut: not all of its columns are known yet
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


def _single_target(table: JoinedTable, part: _Part, index: int) -> int | None:
    """Where a part with one text per row puts it: a box over all columns, or the last column gone on."""
    width = len(table.roles)
    if part.table.width == 1:
        return 0
    if index == part.table.width - 1:
        return width - 1
    return min(index, width - 1)


def _first_row_continues(table: JoinedTable, part: _Part, mapping: Sequence[int | None]) -> bool:
    """Can the first row only be the rest of a cut one: its number and its name are empty?"""
    rows = [row for row in (_joined(row, mapping, len(table.roles)) for row in part.body) if any(row.cells)]
    soft = next((role for role in SOFT_KEYS if table.column(role) is not None), None)
    if not rows or any(table.cell(rows[0], role) for role in (*HARD_KEYS, soft) if role):
        return False
    return _continues(table, _mark_section(table, rows[0]), at_break=True)


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
        part = _header(block, kinds)
        if last is not None and not apart and part.match is None and widen(last, block):
            continue
        if last is not None and not apart and _goes_on_unread(last, part):
            continue
        mapping = _mapping(last, part) if last is not None else None
        if last is not None and part.match is None and len(before) == part.table.width:
            mapping = before  # a page goes on in the columns of the page above, whatever they were on the first
        if last is not None and mapping is not None:
            follows = not apart and (part.match is not None or last.kind is not None)
            if follows or (part.match is not None and _first_row_continues(last, part, mapping)):
                part = _complete_header(last, part, mapping)
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
    return items


def _goes_on_unread(table: JoinedTable, part: _Part) -> bool:
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


def _behind_line(table: JoinedTable, part: _Part, between: Sequence[Paragraph], items: list[Item]) -> JoinedTable:
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


def _new_table(part: _Part, *, elsewhere: bool) -> JoinedTable:
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


def block_cells(block: Block) -> Iterator[Cell]:
    """All cells of a table block, none for a paragraph."""
    if isinstance(block, Table):
        for row in block.rows:
            yield from (cell for cell in row.cells if cell)
