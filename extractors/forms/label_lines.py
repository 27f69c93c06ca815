"""Lines of a label and a value (``ผลการดำเนินงาน : ร้อยละ 82``) that tell an indicator or a project without a table.

A block begins with the line of its name and goes on while lines have labels of ``label_lines.csv``. It counts where its
labels state values enough to be one; a heading that only looks like a label stays a heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from phaen.extractors.forms.context import is_blank, plain, row_flags
from phaen.extractors.forms.label_sheets import Entry, enough_known, entries_of, figures_by_year, told_across
from phaen.extractors.forms.label_words import (
    LABEL_LINE,
    PARAGRAPHS,
    heads_text,
    label_roles,
    labelled,
    told_by,
    told_plainly,
)
from phaen.extractors.model import Paragraph
from phaen.extractors.tables.joined import Item, JoinedRow, JoinedTable, is_furniture
from phaen.extractors.wordings.labels import find_label
from phaen.normalizers.targets import unit_in_heading
from phaen.normalizers.text import arabic_digits, clean, squash
from phaen.normalizers.totals import says_total

_ITEM = re.compile(r"^\s*\(?[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})*[.)]*\s")
_BARE_NUMBER = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2})*\.?")
_NUMBER_ROW = "number"
"""The row of a sheet that holds nothing but the number of its indicator."""
_UNKNOWN_LINES = 3
"""So many lines with unknown labels may stand between two of known ones."""
_STATES = {
    "name": ("target", "weight", "count_unit", "achieved", "score", "definition", "calculation"),
    "project": ("budget", "units", "period"),
}
"""What a block states beside its name; two of them make it one."""

OF_INDICATOR = (
    "target",
    "count_unit",
    "weight",
    "units",
    "baseline",
    "policy",
    "definition",
    "calculation",
    "evidence",
)
"""What a block says of its indicator itself."""
MORE = "more"
"""The kind of a block that names nothing: it tells more of the indicator above."""
_SAID_BEHIND = frozenset({"units", "baseline", "definition", "calculation", "evidence", "weight", "target"})
"""What may be said of an indicator behind the tables of its sheet."""
_SAID_BELOW = frozenset({"baseline"})
"""Labels whose value may be a table of years below them."""
_OF_THE_INDICATOR = frozenset({"rubric_heading", "data_source", "scale_range"})
"""Headings that stand inside the sheet of an indicator."""
_OF_RESULT = ("achieved", "score", "narrative", "share")
"""What it says of what was reached."""
_SAID_ONCE = frozenset({"weight", "target", "achieved", "score"})
"""Roles of which an indicator has one; of two (half a year's result, the year's) nobody knows which is meant."""


@dataclass(slots=True)
class Block:
    """A block of label lines: what names it (``name`` or ``project``), its printed number, the texts by role, and the
    lines; ``rows`` where they are those of a table of two columns."""

    kind: str
    number: str | None
    texts: dict[str, str] = field(default_factory=dict)
    lines: list[Paragraph] = field(default_factory=list)
    rows: list[JoinedRow] = field(default_factory=list)
    targets: dict[int, str] = field(default_factory=dict)
    levels: dict[str, str] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    """Of a sheet the targets by year, the thresholds by level, the lines that no role takes."""
    unread: bool = False
    """Cells of it are not understood."""

    def tell(self, role: str, text: str) -> None:
        """Add what the label of ``role`` says; a second text of what is said once is in doubt."""
        self.unread |= role in _SAID_ONCE and role in self.texts
        self.texts[role] = f"{self.texts[role]}\n{text}".strip() if role in self.texts else text

    @property
    def is_one(self) -> bool:
        """Does it state enough?"""
        stated = [role for role in _STATES[self.kind] if not is_blank(self.texts.get(role, ""))]
        return len(stated) > 1 and not is_blank(self.texts.get(self.kind, ""))


def label_blocks(items: Sequence[Item]) -> dict[int, list[Block]]:
    """Every block, by the index of its first line in ``items``; its lines follow each other, page furniture apart. A
    table of two columns, labels and values, may hold several. What labels say of the indicator behind its tables is a
    block of the kind ``MORE``; a table that stands for the value of a label has no block of its own."""
    found: dict[int, list[Block]] = {}
    at = 0
    named = behind = False  # an indicator's block stands above; a table behind it
    alone: tuple[int, str] | None = None  # the line above is nothing but a label
    heading: int | None = None  # the line above names an indicator, and tells no more of it
    while at < len(items):
        item = items[at]
        end = at + 1
        if isinstance(item, JoinedTable):
            blocks = _table_blocks(item)
            more = _below_label(items, alone, item) if named and alone is not None and not blocks else None
            said = _said_in(item) if not blocks and more is None and (named or heading is not None) else None
            if blocks:
                found[at], named = blocks, blocks[-1].kind == "name"
            elif said is not None and heading is not None:
                block, _ = _block(items, heading)
                block.texts = said.texts | block.texts
                block.rows, block.lines = said.rows, [*block.lines, *said.lines]
                if block.is_one:
                    found[heading], found[at], named = [block], [], True
            elif said is not None:
                found[at] = [said]
            elif more is not None and alone is not None:
                found[alone[0]], found[at] = [more], []
            behind, alone, heading = True, None, None
        elif not is_furniture(item):
            told = told_by(item)
            block = None
            if told is not None and told[0] in _STATES:
                block, end = _block(items, at)
            if block is not None and block.is_one:
                found[at], named, behind, heading = [block], block.kind == "name", False, None
            elif named and behind and told is not None and told[0] in _SAID_BEHIND and not is_blank(told[2]):
                more, end = _block(items, at, MORE)
                found[at] = [more]
            else:
                end = at + 1
                named = named and not _ends(item)
                if block is not None and block.kind == "name" and block.number:
                    heading = at
                elif item.level is not None:
                    heading = None
            role = label_roles().get(squash(clean(item.text).rstrip(" :：")))
            alone = (at, role) if role in _SAID_BELOW else None
        at = end
    return found


def _ends(line: Paragraph) -> bool:
    """Is a line a heading under which another thing is told than the indicator above?"""
    label = find_label(line.text)
    return line.level is not None or (label is not None and label.label.name not in _OF_THE_INDICATOR)


def _said_in(table: JoinedTable) -> Block | None:
    """What a table that no form knows says of the indicator above it: labels and their texts, no name (นิยาม, วิธีคำนวณ);
    ``None`` where a row is anything else."""
    if table.kind is not None or len(table.roles) != 2 or len(table.rows) < 2:
        return None
    block = Block(MORE, None, rows=list(table.rows))
    for row in table.rows:
        label, value = row.cells
        told = labelled(f"{clean(label.text).rstrip(' :：')} : {value.text}")
        if told is None or told[0] not in _SAID_BEHIND or row.spanning:
            return None
        block.tell(told[0], told[2])
        block.lines.append(Paragraph(row.text, row.text, row.place, flags=tuple(row_flags(row))))
    return block


def _below_label(items: Sequence[Item], alone: tuple[int, str], table: JoinedTable) -> Block | None:
    """What a label says whose value is the table below it: years and their figures; ``None`` for any other table."""
    at, role = alone
    line = items[at]
    by_year = figures_by_year(table)
    if not by_year or isinstance(line, JoinedTable):
        return None
    rows = [Paragraph(row.text, row.text, row.place, flags=tuple(row_flags(row))) for row in table.rows]
    text = "\n".join(f"พ.ศ. {year} : {plain(told)}" for year, told in by_year.items())
    return Block(MORE, None, {role: text}, [line, *rows], list(table.rows))


def _table_blocks(table: JoinedTable) -> list[Block]:
    """The blocks of a table that no form knows: labels in its first column, values in its second; none where a row is
    anything else."""
    if table.kind is not None or len(table.roles) != 2:
        return _sheet(table)
    blocks: list[Block] = []
    for row in table.rows:
        label, value = row.cells
        told = labelled(f"{clean(label.text).rstrip(' :：')} : {value.text}")
        if told is None or row.spanning or (told[0] not in _STATES and not blocks):
            return _sheet(table)
        role, number, text = told
        if role in _STATES and not (blocks and role == "project" and blocks[-1].kind == "name"):
            blocks.append(Block(role, number))
        blocks[-1].tell(role, text)
        blocks[-1].rows.append(row)
        blocks[-1].lines.append(Paragraph(row.text, row.text, row.place, flags=tuple(row_flags(row))))
    return blocks if all(block.is_one for block in blocks) else _sheet(table)


def _sheet(table: JoinedTable) -> list[Block]:
    """The indicators of a table that is the sheet of one, or of several below each other; none where it is anything
    else. What stands above the first name belongs to it."""
    told: list[tuple[str | None, str | None, str, Entry]] = []
    numbered: str | None = None  # ตัวชี้วัดที่ | 3, and the name in a row of its own
    for entry in entries_of(table, lambda label: labelled(f"{label.rstrip(' :：')} : ") is not None):
        across = None if entry.text or len(entry.rows) > 1 else labelled(told_across(entry.rows[0]))
        beside = labelled(f"{entry.label.rstrip(' :：')} : {entry.text}")
        role, number, text = across or beside or (None, None, entry.text)
        if role == "name" and _BARE_NUMBER.fullmatch(said := arabic_digits(clean(text))):
            role, numbered = _NUMBER_ROW, said.rstrip(".")
        elif role == "name":
            number, numbered = number or numbered, None
        told.append((role, number, text, entry))
    if not enough_known([role for role, *_ in told]):
        return []
    blocks = [Block(role, number) for role, number, *_ in told if role == "name"]
    at = 0
    for role, _, text, entry in told:
        at += role == "name"
        block = blocks[max(at, 1) - 1]
        lines = [Paragraph(row.text, row.text, row.place, flags=tuple(row_flags(row))) for row in entry.rows]
        block.rows.extend(entry.rows)
        block.lines.extend(lines)
        if role == _NUMBER_ROW:
            continue
        if entry.by_level and role is None:
            block.levels |= entry.by_level
            if (unit := unit_in_heading(f"({entry.figures_label})")) is not None:
                block.texts.setdefault("count_unit", unit)
        elif role is None or role not in ("name", *OF_INDICATOR, *_OF_RESULT):
            block.left.extend(line.text for line in lines)
        else:
            _put(block, role, text, entry)
    sheets = all(not is_blank(block.texts.get("name", "")) and len(block.texts) > 1 for block in blocks)
    return blocks if sheets else []


def _put(block: Block, role: str, text: str, entry: Entry) -> None:
    """Give ``block`` what the label of ``role`` says."""
    block.unread |= entry.unread or bool(entry.by_level)
    for heading, told in entry.others.items():
        other = label_roles().get(squash(heading))
        if other == role and not any(char.isdigit() for char in told):
            continue  # what is counted, named again beside its figures
        if other in OF_INDICATOR:
            block.texts.setdefault(other, told)
        else:
            block.unread = True
    if role == "target" and entry.by_year:
        block.targets |= entry.by_year
        text = ""
    elif entry.by_year:
        text = "\n".join(f"พ.ศ. {year} : {plain(told)}" for year, told in entry.by_year.items())
    if text:
        block.tell(role, text)


def _block(items: Sequence[Item], start: int, kind: str = "") -> tuple[Block, int]:
    """The block whose name stands at ``start``, and the index behind it; of ``kind``, where its first line says more of
    the indicator above."""
    first = items[start]
    assert isinstance(first, Paragraph)
    role, number, value = told_by(first) or ("name", None, "")
    block = Block(kind or role, number, {role: value}, [first])
    at, last = start + 1, role
    unknown: list[Paragraph] = []
    plain_lines = 0
    marked = False  # a label stands before a colon or alone: then one that only a space follows may be a word of a text
    end = at
    while at < len(items) and len(unknown) <= _UNKNOWN_LINES:
        item = items[at]
        if isinstance(item, JoinedTable):
            break
        if is_furniture(item):
            at += 1
            continue
        told = told_by(item) or heads_text(item)
        marked = marked or told is not None
        if not marked and kind != MORE and (told := told_plainly(item, texts=plain_lines > 1)) is not None:
            plain_lines += 1
        if told is not None and told[0] in _STATES and (told[0] == block.kind or told[0] == "name"):
            break
        if kind == MORE and told is not None and told[0] not in _SAID_BEHIND:
            break
        if told is None and (unknown or not _goes_on(item) or _is_apart(item, block.lines[-1], last)):
            if not _is_unknown(item):
                break
            unknown.append(item)
            at += 1
            continue
        if told is None:
            block.texts[last] = f"{block.texts[last]}\n{item.text}".strip()
        else:
            last, _, value = told
            block.tell(last, value)
        block.left.extend(line.text for line in unknown)
        block.lines.extend((*unknown, item))
        unknown.clear()
        at = end = at + 1
    return block, end


def _is_unknown(line: Paragraph) -> bool:
    """Does a line begin with a label that nobody knows? Between lines of known ones it belongs to them."""
    found = LABEL_LINE.match(line.text)
    return line.level is None and found is not None and not found["before"] and find_label(line.text) is None


def _goes_on(line: Paragraph) -> bool:
    """Is a line without a label the rest of the value above it?"""
    return (
        line.level is None
        and not LABEL_LINE.match(line.text)
        and find_label(line.text) is None
        and not _ITEM.match(line.text)
        and not says_total(line.text)
    )


def _is_apart(line: Paragraph, above: Paragraph, role: str) -> bool:
    """Does a blank line of a text part ``line`` from a value that no paragraph follows: a name, a figure, a time?"""
    first, last = above.place.line, line.place.line
    if first is None or last is None or role in PARAGRAPHS:
        return False
    return last > first + above.raw.count("\n") + 1
