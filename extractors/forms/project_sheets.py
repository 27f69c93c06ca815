"""Sheets of one project (รายละเอียดโครงการ): its name, then headings with text below, reasons among them.

What makes a sheet is the heading of the reasons (หลักการและเหตุผล) between a line that names a project and further
headings of ``sheet_heads.csv``. Headings may be numbered, and their text stands behind or below them. Tables inside go
to their own forms; the indicators among them are the project's.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from phaen.extractors.forms.context import row_flags
from phaen.extractors.forms.label_lines import Block
from phaen.extractors.model import Paragraph
from phaen.extractors.tables.joined import Item, JoinedTable, is_furniture
from phaen.extractors.wordings.labels import find_label
from phaen.normalizers.text import arabic_digits, clean

REASON = "reason"
TYPED = frozenset(
    {"purpose", "output_target", "period", "location", "budget", "units", "success", "expected_result"}
    | {"programme", "strategy", "tactic"}
)
"""Roles whose text goes into the line of the project; that of the others stays text of the document."""
FEWEST = 2
"""So many headings of the project's aim, means or use stand below its reasons at least."""
FEWEST_IN_TABLE = 3
"""So many where a table that begins with the project's name gives no reasons."""
_AIMS = frozenset({"purpose", "output_target", "steps", "period", "budget", "success", "expected_result"})
_ABOVE = 16
"""So many lines may stand between the name of a project and its reasons."""
_HEAD = re.compile(r"^\W*(?:(?P<number>[0-9]{1,2})(?:[.)]\s*|\s+)(?![0-9]))?(?P<rest>\S.*)$", re.DOTALL)
_NAME = re.compile(
    r"^\W*(?:[0-9]{1,2}[.)]\s*)?(?:ชื่อ)?(?:โครงการ|กิจกรรม)\s*(?:ที่\s*[0-9.]+)?\s*[:：]\s*(?P<name>\S.*)$", re.DOTALL
)
_LABELLED_NAME = re.compile(r"^\W*(?:[0-9]{1,2}[.)]?\s*)?ชื่อ(?:โครงการ|กิจกรรม)(?:/กิจกรรม)?\s+(?P<name>\S.*)$", re.DOTALL)
_TITLE = re.compile(
    r"^\W*(?:(?:[0-9]{1,2}[.)]|โครงการที่\s*[0-9.]+\s*[:.]?)\s*)?(?P<name>(?:โครงการ|กิจกรรม)(?!นี้|ใหม่|ต่อเนื่อง|ที่\s*[0-9]|\s*[:：])\S.{3,})$",
    re.DOTALL,
)
_NAME_HEAD = re.compile(r"\W*(?:[0-9]{1,2}[.)]?\s*)?(?:ชื่อ)?(?:โครงการ|กิจกรรม)(?:/กิจกรรม)?\s*[:：]?\s*")
_LONGEST_TITLE = 220
"""Letters of a line that names a project; what is longer is prose."""
_NO_TITLE = re.compile("(?:จึง|ได้จัดทำ|ดังนั้น|เพื่อให้โครงการ|ตามที่)")
_ITEM = re.compile(r"^\W*[0-9]{1,2}\.[0-9]")
_SIGNED = re.compile(r"^\W*(?:ลงชื่อ|\(ลงชื่อ\)|ผู้(?:รับรอง|อนุมัติ|จัดทำ|ตรวจ|เห็นชอบ|เสนอ))")
_MONEY_BEHIND = re.compile(r"^(?:จำนวน|รวม|ทั้งสิ้น|ประมาณ|[0-9])")
_BAHT = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)\s*(?:\.-)?\s*บาท")
_OUTER_RANK = 1
"""Depth of headings that end a sheet (ส่วนที่, บทที่)."""


@dataclass(slots=True)
class Sheet:
    """The lines that tell of one project, with its texts by role, and the index behind its last one."""

    block: Block
    end: int


@cache
def _heads() -> tuple[tuple[str, str], ...]:
    """(wording, role), the longest wordings first."""
    text = files("phaen.extractors.wordings").joinpath("sheet_heads.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    found = [(word, row["role"]) for row in rows for word in row["wordings"].split("|")]
    return tuple(sorted(found, key=lambda one: -len(one[0])))


def head_of(text: str) -> tuple[str, str] | None:
    """(role, what stands behind) of a line that a heading of ``sheet_heads.csv`` opens; ``None`` for any other line."""
    found = _HEAD.match(arabic_digits(clean(text)))
    if found is None or _ITEM.match(arabic_digits(clean(text))):
        return None
    rest = found["rest"]
    for word, role in _heads():
        if not rest.startswith(word):
            continue
        behind = rest[len(word) :]
        if role in ("strategy", "tactic"):
            behind = re.sub(r"^\s*(?:ที่)?\s*[0-9.]*(?=\s*[:：]|\s*$)", "", behind)
        if not behind.strip(" :："):
            return role, ""
        if behind.lstrip()[:1] in (":", "："):
            return role, behind.lstrip()[1:].strip()
        if behind[:1] == "(" or not behind[:1].isspace():
            note = re.fullmatch(r"\s*\([^()]*\)\s*[:：]?\s*(.*)", behind, re.DOTALL)
            return (role, note[1].strip()) if note is not None and (found["number"] or not note[1]) else None
        if found["number"] or (role == "budget" and _MONEY_BEHIND.match(behind.strip())):
            return role, behind.strip()
        return None
    return None


def _table_sheet(table: JoinedTable) -> Block | None:
    """The project of a table that is its sheet: headings in the first of two columns, their texts in the second, the
    name first; ``None`` for any other table."""
    if table.kind is not None or len(table.roles) != 2 or not table.rows:
        return None
    first, name = (cell.text for cell in table.rows[0].cells)
    if _NAME_HEAD.fullmatch(arabic_digits(clean(first))) is None or not name.strip():
        return None
    block = Block("project", None, {"project": clean(name)})
    heads: set[str] = set()
    role = ""
    for number, row in enumerate(table.rows):
        label, value = row.cells
        line = Paragraph(row.text, row.text, row.place, flags=tuple(row_flags(row)))
        block.rows.append(row)
        block.lines.append(line)
        if number == 0:
            continue
        head = head_of(f"{clean(label.text).rstrip(' :：')} :") if label.text.strip() else (role, "")
        role = head[0] if head is not None else "other"
        heads.add(role)
        if role in TYPED:
            block.tell(role, value.text)
        else:
            block.left.append(row.text)
    if not is_whole(heads) and len(heads & _AIMS) < FEWEST_IN_TABLE:
        return None
    return _settled(block, heads)


def is_whole(heads: set[str]) -> bool:
    """Do these headings make the sheet of a project?"""
    return REASON in heads and len(heads & _AIMS) >= FEWEST


def _settled(block: Block, heads: set[str]) -> Block:
    """``block`` with the money that is meant; a heading of money over nothing has a table that is not read."""
    money = block.texts.get("budget", "")
    block.unread = "budget" in heads and not money.strip()
    block.texts["budget"] = money_of(money)
    return block


def project_sheets(items: Sequence[Item]) -> dict[int, Sheet]:
    """Every sheet of a project, by the index of the line that names it or of its table."""
    tables = ((at, _table_sheet(item)) for at, item in enumerate(items) if isinstance(item, JoinedTable))
    found = {at: Sheet(block, at + 1) for at, block in tables if block is not None}
    return found | _sheets_in_lines(items)


def _sheets_in_lines(items: Sequence[Item]) -> dict[int, Sheet]:
    reasons_called = [word for word, role in _heads() if role == REASON]
    reasons = [
        at
        for at, item in enumerate(items)
        if not isinstance(item, JoinedTable)
        and any(word in item.text for word in reasons_called)  # most lines need no closer look
        and not is_furniture(item)
        and (head := head_of(item.text)) is not None
        and head[0] == REASON
    ]
    named: dict[int, tuple[int, str]] = {}
    last = -1
    for at in reasons:
        if (found := _name_above(items, at, last)) is not None:
            named[found[0]] = (at, found[1])
        last = at
    sheets: dict[int, Sheet] = {}
    starts = sorted(named)
    for number, start in enumerate(starts):
        stop = starts[number + 1] if number + 1 < len(starts) else len(items)
        reason, name = named[start]
        if (sheet := _sheet(items, start, reason, stop, name)) is not None:
            sheets[start] = sheet
    return sheets


def _name_above(items: Sequence[Item], reason: int, last: int) -> tuple[int, str] | None:
    """The index and the name of the line above ``reason`` that names its project: one that says so, else the nearest
    that reads like a title. No table stands between, nor the reasons of another (``last``)."""
    titles: list[tuple[int, str]] = []
    lines = 0
    for at in range(reason - 1, last, -1):
        item = items[at]
        if isinstance(item, JoinedTable) or lines > _ABOVE:
            break
        if is_furniture(item):
            continue
        lines += 1
        text = clean(item.text)
        if len(text) > _LONGEST_TITLE:
            continue
        plain = arabic_digits(text)
        for pattern in (_NAME, _LABELLED_NAME):
            if (found := pattern.match(plain)) is not None:
                return at, text[found.start("name") :].strip()
        if (found := _TITLE.match(plain)) is not None and not _NO_TITLE.search(plain) and head_of(text) is None:
            titles.append((at, text[found.start("name") :].strip()))
    return titles[0] if titles else None


def _sheet(items: Sequence[Item], start: int, reason: int, stop: int, name: str) -> Sheet | None:
    first = items[start]
    assert isinstance(first, Paragraph)
    block = Block("project", None, {"project": name}, [first])
    sheet = Sheet(block, start + 1)
    role, heads = "", set[str]()
    at = start + 1
    while at < stop:
        item = items[at]
        at += 1
        if isinstance(item, JoinedTable):
            sheet.end = at
            continue
        if is_furniture(item):
            continue
        head = head_of(item.text)
        if head is None and at > reason + 1 and _ends(item):
            break
        sheet.end = at
        if head is not None:
            role, behind = head
            if role in heads and at > reason + 1 and role in TYPED:
                role = "other"  # said already: the text goes on under a heading of the same words
            heads.add(role)
            if role in TYPED:
                block.tell(role, behind)
                block.lines.append(item)
                if not behind:
                    block.left.append(item.text)  # nothing but the heading
        elif role in TYPED:
            block.tell(role, item.text)
            block.lines.append(item)
    if not is_whole(heads):
        return None
    _settled(block, heads)
    return sheet


def _ends(line: Paragraph) -> bool:
    """Does a line end the sheet: signatures, a part of the document, the title of another project?"""
    label = find_label(line.text, elsewhere=True)
    outer = label is not None and label.label.rank <= _OUTER_RANK
    text = clean(line.text)
    title = _TITLE.match(arabic_digits(text)) is not None and len(text) < _LONGEST_TITLE and line.bold
    return bool(_SIGNED.match(text)) or outer or title


def money_of(text: str) -> str:
    """Of the lines below a heading of money the one that tells all of it: the sum of the others, or one that says so;
    else all lines."""
    lines = [line for line in text.split("\n") if line.strip()]
    last = [(line, found[-1]) for line in lines if (found := _BAHT.findall(arabic_digits(line)))]
    figures = [Decimal(figure.replace(",", "")) for _, figure in last]
    for at, (line, _) in enumerate(last):
        others = [figure for place, figure in enumerate(figures) if place != at]
        if len(_BAHT.findall(arabic_digits(line))) == 1 and len(others) > 1 and sum(others) == figures[at]:
            return line
    return text
