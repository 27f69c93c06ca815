"""Several items in one ruled cell, their units and targets beside them: which belongs to which.

A plan often prints all indicators of a project in one cell (``1. ผู้เข้าร่วมโครงการ``, ``2. กลุ่มเป้าหมาย``,
``- ความพึงพอใจ``) and their units and targets in the cells beside it, each at the height of its line. An item with a
value of its own is one indicator; a numbered line without one is the heading of the dashes below it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from phaen.extractors.tables.joined import JoinedCell
from phaen.normalizers.text import arabic_digits, flow

_NUMBERED = re.compile(
    r"^\s*([0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})*)(?:\s*[.)](?![0-9๐-๙])\s*|(?<=\.[0-9๐-๙])\s+|(?<=\.[0-9๐-๙]{2})\s+)(?=\S)"
)
"""``1.``, ``2)``, ``1.1.`` and, of two levels, also ``1.1`` before a space."""
_DASHED = re.compile(r"^\s*[-–•●▪*]\s*(?=\S)")
_INLINE = re.compile(r"(?:(?<=\s)|^)(?=[0-9๐-๙]{1,2}[.)]\s?[ก-๙A-Za-z(“\"])")
_LIST_NUMBER = re.compile(r"[0-9๐-๙]{1,2}[.)]")
_NUMBERED_VALUE = re.compile(r"(?:(?<=\s)|^)(?=[0-9๐-๙]{1,2}[.)](?:\s+\S|[^\s0-9๐-๙]))")
_FIGURE = re.compile(r"^\W*(?:ร้อยละ|ระดับ)?\s*[0-9๐-๙]")
_WORD = re.compile(
    r"(?:(?:[≥≤><=±~]+\s*|(?:ไม่น้อยกว่า|ไม่เกิน|อย่างน้อย|มากกว่า|น้อยกว่า|ไม่ต่ำกว่า|ร้อยละ|ระดับ)\s+)+(?=[0-9๐-๙≥≤><=]))?\S+"
)
"""One value in a line of several: a sign or word of comparison belongs to the figure behind it."""
_STROKE = re.compile(r"/\s+(?=[ก-๙])")
_STROKE_LINE = re.compile(r"/\s*\n")
SAME_HEIGHT = 5.0
"""Points: lines of two cells so near in height stand on one line of print."""


@dataclass(frozen=True, slots=True)
class LineItem:
    """One item: its printed number in Arabic digits, its text, and the texts beside it by role."""

    number: str | None
    text: str
    values: dict[str, str]


@dataclass(slots=True)
class _Printed:
    """A line of a cell: its height (``None`` where the source has none) and text."""

    text: str
    y: float | None
    page: int | None


@dataclass(slots=True)
class _Open:
    number: str | None
    lines: list[str]
    values: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LineItems:
    """The items of one cell; whether all values beside it found their item; the ``heading`` (number, text) under which
    dashes of the next row go on."""

    items: tuple[LineItem, ...]
    matched: bool = True
    heading: tuple[str | None, str] | None = None


def line_items(
    name: JoinedCell, beside: Mapping[str, JoinedCell], heading: tuple[str | None, str] | None = None
) -> LineItems:
    """The items of the cell ``name`` with the texts of the cells ``beside`` it, by role.

    A cell of one item gives it whole. Where heights are known they decide; else the items and the lines (or words)
    beside them are paired in order when there are as many of both. ``heading``: that of the row above, when this row
    goes on with the same project.
    """
    lines = _lines(name)
    others = {role: _lines(cell) for role, cell in beside.items()}
    filled = {role: [line for line in found if line.text] for role, found in others.items()}
    heads = [line for line in lines if _NUMBERED.match(line.text) or _DASHED.match(line.text)]
    if len(heads) <= 1 and len(_numbers(name)) <= 1 and all(_is_one_value(found) for found in filled.values()):
        if heading is not None and _DASHED.match(name.text):
            number, above = heading
            values = {role: cell.text for role, cell in beside.items()}
            return LineItems((LineItem(number, f"{above} {flow(name.text).strip()}", values),), heading=heading)
        return LineItems((_whole(name, beside),))
    numbers = [number for number, _ in _numbers(name)]
    if any(_by_number(cell, numbers) for cell in beside.values()):
        return _in_order(name, beside, filled)
    if all(line.y is not None for found in (lines, *filled.values()) for line in found):
        by_height = _by_height(lines, filled)
        if by_height is not None:
            return by_height
    return _in_order(name, beside, filled)


def _is_one_value(lines: Sequence[_Printed]) -> bool:
    """Do the lines of a cell hold one value, wrapped where it is long (``โครงการ/`` ``กิจกรรม``)?"""
    return len(lines) <= 1 or not all(_FIGURE.match(line.text) for line in lines)


def _whole(name: JoinedCell, beside: Mapping[str, JoinedCell]) -> LineItem:
    number, text = _numbered(_unbroken(name))
    return LineItem(number, flow(text).strip(), {role: _unbroken(cell) for role, cell in beside.items()})


def _unbroken(cell: JoinedCell) -> str:
    """The text of a cell; a line that ends in a stroke goes on without a space (``โครงการ/`` ``กิจกรรม``)."""
    return _STROKE.sub("/", cell.text) if _STROKE_LINE.search(cell.lines) else cell.text


def _numbered(text: str) -> tuple[str | None, str]:
    found = _NUMBERED.match(text)
    return (arabic_digits(found[1]), text[found.end() :]) if found else (None, text)


def _numbers(cell: JoinedCell) -> list[tuple[str | None, str]]:
    """The text of a cell cut before every ``2.`` in it: (number, rest) of each piece."""
    return [_numbered(piece.strip()) for piece in _INLINE.split(flow(cell.text)) if piece.strip()]


def _by_number(cell: JoinedCell, numbers: Sequence[str | None]) -> list[str]:
    """Values of a cell that numbers them as the items beside it are numbered (``1. ร้อยละ 95 2. ไม่เกิน 10 นาที``); none
    where their ``numbers`` are others."""
    pieces = [_numbered(piece.strip()) for piece in _NUMBERED_VALUE.split(flow(cell.text)) if piece.strip()]
    if len(numbers) < 2 or None in numbers or [number for number, _ in pieces] != list(numbers):
        return []
    return [text.strip() for _, text in pieces]


def _lines(cell: JoinedCell) -> list[_Printed]:
    """The printed lines of a cell, each with its height where the lines of the source and of the text are as many."""
    found: list[_Printed] = []
    for part in cell.parts:
        texts = JoinedCell(part.text, (part,)).lines.split("\n")
        known = len(texts) == len(part.baselines)
        page = part.place.page
        found += [_Printed(text.strip(), part.baselines[n] if known else None, page) for n, text in enumerate(texts)]
    return found or [_Printed(text.strip(), None, None) for text in cell.text.split("\n")]


def _by_height(lines: Sequence[_Printed], others: Mapping[str, Sequence[_Printed]]) -> LineItems | None:
    """Items by the heights of the values beside them; ``None`` where a value stands beside no line of the cell."""
    at: dict[int, dict[str, list[str]]] = {}
    for role, found in others.items():
        for value in found:
            near = [
                (abs((value.y or 0) - (line.y or 0)), number)
                for number, line in enumerate(lines)
                if line.page == value.page
            ]
            if not near or min(near)[0] > SAME_HEIGHT:
                return None
            at.setdefault(min(near)[1], {}).setdefault(role, []).append(value.text)
    items: list[_Open] = []
    heading: _Open | None = None
    for number, line in enumerate(lines):
        values = at.get(number, {})
        numbered, text = _numbered(line.text)
        opens = bool(numbered) or bool(_DASHED.match(line.text))
        if numbered is not None:
            heading = None
            current = _Open(numbered, [text], values)
            if values:
                items.append(current)
            else:
                heading = current
        elif values and (opens or heading is not None or not items):
            items.append(
                _Open(heading.number if heading else None, [*(heading.lines if heading else []), line.text], values)
            )
        elif values and items and not any(role in items[-1].values for role in values):
            items[-1].lines.append(line.text)
            items[-1].values.update(values)
        elif values:
            return None
        elif heading is not None and not _sub_items(items, heading):
            heading.lines.append(line.text)
        elif items:
            items[-1].lines.append(line.text)
    if not items or (heading is not None and not _sub_items(items, heading)):
        return None
    whole = tuple(
        LineItem(item.number, _joined(item.lines), {role: _joined(item.values.get(role, [])) for role in others})
        for item in items
    )
    return LineItems(whole, heading=(heading.number, _joined(heading.lines)) if heading else None)


def _sub_items(items: Sequence[_Open], heading: _Open) -> bool:
    return bool(items) and items[-1].lines[: len(heading.lines)] == heading.lines


def _joined(lines: Sequence[str]) -> str:
    """Lines of one item as one text: Thai wraps inside a sentence, so only a bullet and Latin letters keep a space."""
    text = ""
    for line in lines:
        bare = line.strip()
        glue = (
            " "
            if text[-1:] != "/" and (not text or _DASHED.match(bare) or not (_thai(text[-1]) and _thai(bare[:1])))
            else ""
        )
        text = f"{text}{glue}{bare}"
    return flow(text).strip()


def _thai(char: str) -> bool:
    return "ก" <= char <= "๎"


def _in_order(
    name: JoinedCell, beside: Mapping[str, JoinedCell], others: Mapping[str, Sequence[_Printed]]
) -> LineItems:
    """Items and values paired by their order: as many values (lines, else words) of each role as numbered items."""
    numbered = _numbers(name)
    if len(numbered) < 2 or any(number is None for number, _ in numbered):
        return LineItems((_whole(name, beside),), matched=not any(len(found) > 1 for found in others.values()))
    columns: dict[str, list[str]] = {}
    for role, found in others.items():
        values = _by_number(beside[role], [number for number, _ in numbered]) or [line.text for line in found]
        if len(values) != len(numbered):
            values = _WORD.findall(" ".join(values))
        listed = any(_LIST_NUMBER.fullmatch(value) for value in values)  # numbers of a list that is another one
        if values and (listed or len(values) != len(numbered)):
            return LineItems((_whole(name, beside),), matched=False)
        columns[role] = values
    return LineItems(
        tuple(
            LineItem(number, text.strip(), {role: values[n] if values else "" for role, values in columns.items()})
            for n, (number, text) in enumerate(numbered)
        )
    )
