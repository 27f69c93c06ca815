"""Does a row of a table go on with the row above, or begin an entry, a group or a total of its own?"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from importlib.resources import files

from phaen.extractors.tables import interrupted
from phaen.extractors.tables.joined import EMPTY, JoinedRow, JoinedTable
from phaen.extractors.tables.page_heads import begins_anew
from phaen.extractors.wordings.catalogue import active
from phaen.extractors.wordings.labels import find_label
from phaen.normalizers.text import arabic_digits, squash

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

_THAI = re.compile("[ก-๛]")
_NUMBERED = re.compile(r"^\W*[0-9๐-๙]{1,2}(?:[.)]|\s)")
_LABELLED = re.compile(r"^\W*(?:O?KRs?|KPIs?)\s*[0-9๐-๙.]*\s*:", re.IGNORECASE)
_OPENS_ITEM = re.compile(r"^\W*(?:[0-9๐-๙]{1,2}[.)]|[-–•])")
_PROJECT = re.compile(r"^\W*(?:โครงการ|กิจกรรม)")
_GROUP = re.compile(r"^\W*(?:ด้าน|แผนงาน|ยุทธศาสตร์|กลยุทธ์|แนวทาง|หมวด|กลุ่ม|ส่วนที่|ประเภท|งาน|ฝ่าย|กอง|สำนัก)")
"""Aspect, programme, strategy, tactic, way, chapter, group, part, kind, work, division, bureau: words of headings."""
_TOGETHER = re.compile(r"\W*(?:ยอด|ผล)?รวม")
"""How a total opens; ทั้งสิ้น (all of it) is one too, but may be the rest of รวมทั้งสิ้น."""
_NOTE = re.compile(r"^\s*(?:\*+|\W*(?:หมายเหตุ|ที่มา\s*:))")
_CUT_GROUP = re.compile(r"(?:^|\s)[0-9]{1,3}(?:,[0-9]{3})*,[0-9]{0,2}$")
_GROUPED = re.compile(r"(?:^|\s)[0-9]{1,3}(?:,[0-9]{3})+$")


def _wraps_on(table: JoinedTable, row: JoinedRow) -> bool:
    """In a sheet that gives every printed line a row: is ``row`` one more line of the project above? It has neither a
    running number, as the one above has, nor money, and does not open like a project."""
    above, name = table.rows[-1], table.cell(row, "project")
    if not table.cell(above, "seq") or any(table.cell(row, role) for role in ("budget", "seq")):
        return False
    if not name or _PROJECT.match(name.text) or _OPENS_ITEM.match(name.text) or is_note(name.text):
        return False
    return not (is_alone(row) and _GROUP.match(name.text)) and find_label(name.text, elsewhere=table.elsewhere) is None


def is_note(text: str) -> bool:
    """Does the text open like a note (หมายเหตุ, ที่มา : source, *)?"""
    return _NOTE.match(text) is not None


def opens_line(name: str, *, of_indicator: bool) -> bool:
    """Does a name open like that of a line: a project, an activity, an item with a number or a dash, an indicator?"""
    opens = _NUMBERED.match(name) or _LABELLED.match(name) or _OPENS_ITEM.match(name) or _PROJECT.match(name)
    return opens is not None or (of_indicator and name.lstrip().startswith(_name_starts()))


def _key(table: JoinedTable) -> str | None:
    """The column that every entry fills: of a project table with indicators beside its projects the project."""
    needs = {role.name: role.is_needed for role in active().kinds.get(table.kind or "", ())}
    if needs.get("project") and not needs.get("name", True):
        return "project"
    return next((role for role in SOFT_KEYS if table.column(role) is not None), None)


_AMOUNT = re.compile(r"[0-9๐-๙]{1,3}(?:,?[0-9๐-๙]{3})*(?:\.[0-9๐-๙]{1,4})?(?:\s*บาท)?")


def goes_on(table: JoinedTable, row: JoinedRow, at_break: bool) -> bool:
    """Does ``row`` go on with the row above? ``at_break``: it is the first one after a page break."""
    if not table.rows or _is_section(table, row):
        return False
    above = table.rows[-1]
    if row.is_total:
        return at_break and above.is_total and not _TOGETHER.match(row.text) and _rest_of_total(above, row)
    if above.spanning != row.spanning or (row.spanning and _opens_heading(table, row)):
        return False
    if above.is_total:
        return at_break and _rest_of_total(above, row)
    if at_break and rest_of_heading(table, row):
        return True
    hard = [role for role in HARD_KEYS if table.column(role) is not None]
    soft = _key(table)
    name = table.cell(row, soft) if soft else EMPTY
    if at_break and name and begins_anew(table, row, soft):
        return False
    if not any(table.cell(row, role) for role in hard) and _closes_bracket(above, row):
        return True
    if soft == "project" and not name and table.cell(row, "name") and not any(table.cell(row, role) for role in hard):
        # an indicator more of the project above, or the rest of one that the page end cut
        return at_break and not _OPENS_ITEM.match(table.cell(row, "name").text)
    if soft == "project" and not name and _has_details_and_money(table, above) and _has_details_and_money(table, row):
        return False  # an activity more of the project above, with its own money
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


def _has_details_and_money(table: JoinedTable, row: JoinedRow) -> bool:
    """Does a row say what is done and print a whole amount for it?"""
    money = [row.cells[column] for column in table.columns("budget")]
    return bool(table.cell(row, "details")) and any(_AMOUNT.fullmatch(cell.text.strip()) for cell in money)


def _closes_bracket(above: JoinedRow, row: JoinedRow) -> bool:
    """Does a row close a bracket that the cell above it leaves open, and bring no figure of its own?"""
    closed = False
    for old, cell in zip(above.cells, row.cells, strict=True):
        if not cell:
            continue
        if old.text.count("(") > old.text.count(")") and cell.text.count(")") > cell.text.count("("):
            closed = True
        elif not old or not _THAI.search(cell.text) or any(char.isdigit() for char in cell.text):
            return False
    return closed and not row.spanning


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


def is_guessed(table: JoinedTable, row: JoinedRow) -> bool:
    """Is it a guess that ``row`` goes on with the row above: that one has nothing but the beginning of its name, or
    this one nothing but what may be a heading?"""
    if not table.rows or any(table.cell(row, role) for role in HARD_KEYS):
        return False
    alone = is_alone(row) and bool(table.cell(row, "project")) and not row.spanning
    return _completes(table, table.rows[-1], row, _key(table)) or (alone and goes_on(table, row, at_break=False))


def is_alone(row: JoinedRow) -> bool:
    """Has the row a single cell with text?"""
    return sum(map(bool, row.cells)) == 1


def _number_text(table: JoinedTable, row: JoinedRow) -> str:
    return next((f"{table.cell(row, role).text} " for role in HARD_KEYS if table.cell(row, role)), "")


def _opens_heading(table: JoinedTable, row: JoinedRow) -> bool:
    """Does a row across the table begin as a heading of its own, and not as the rest of the one above?"""
    text = next((cell.text for cell in row.cells if cell), "")
    known = find_label(text, elsewhere=table.elsewhere)
    return known is not None or bool(_LABELLED.match(text) or interrupted.COMPONENT.search(text))


def rest_of_heading(table: JoinedTable, row: JoinedRow) -> bool:
    """May a row across the table be the rest of the heading across it above: it opens as no heading, group or line?"""
    if not (row.spanning and table.rows and table.rows[-1].spanning) or _opens_heading(table, row):
        return False
    return not any(opens.match(row.text) for opens in (_GROUP, _PROJECT, _OPENS_ITEM, _NOTE))


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


def mark_section(table: JoinedTable, row: JoinedRow) -> JoinedRow:
    return replace(row, spanning=True) if _is_section(table, row) else row


@cache
def _name_starts() -> tuple[str, ...]:
    lines = files("phaen.extractors.wordings").joinpath("name_starts.txt").read_text("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def opens_no_name(table: JoinedTable, row: JoinedRow) -> bool:
    """Does the first row of a page begin as no indicator's name does, though the one above it did?"""
    name, above = table.cell(row, "name"), table.rows[-1] if table.rows else None
    if not name or above is None or above.is_total or row.is_total or above.spanning or row.spanning:
        return False
    if any(table.cell(row, role) for role in HARD_KEYS):
        return False
    text = name.text.lstrip()
    if begins_anew(table, row, "name"):
        return False
    opens = _NUMBERED.match(text) or _LABELLED.match(text) or _PROJECT.match(text) or text.startswith(_name_starts())
    return not opens and bool(_THAI.match(text)) and table.cell(above, "name").text.lstrip().startswith(_name_starts())


def opens_no_project(table: JoinedTable, row: JoinedRow) -> bool:
    """Does the first row of a page begin as no project does, though the one above it did, and say nothing of its own?

    It has text only where the row above has, and less than that.
    """
    above = table.rows[-1] if table.rows else None
    if above is None or above.is_total or row.is_total or above.spanning or row.spanning:
        return False
    name = table.cell(row, "project")
    if not name or _PROJECT.match(name.text) or not _PROJECT.match(table.cell(above, "project").text):
        return False
    if any(
        cell and (not old or _OPENS_ITEM.match(cell.text)) for cell, old in zip(row.cells, above.cells, strict=True)
    ):
        return False
    return any(old and not cell for cell, old in zip(row.cells, above.cells, strict=True))


def completes_figures(above: JoinedRow, row: JoinedRow) -> bool:
    """Does ``row``, the first of a page, hold the last digits of figures that a narrow column and the page end cut?

    ``40,00`` above ``0``: each figure of the row completes one, and all other text stands below text.
    """
    completed = 0
    for old, cell in zip(above.cells, row.cells, strict=True):
        if not cell:
            continue
        text, rest = arabic_digits(old.text).rstrip(), arabic_digits(cell.text).strip()
        if not old or (rest.isdigit() and not (_CUT_GROUP.search(text) and _GROUPED.search(text + rest))):
            return False
        completed += rest.isdigit()
    return completed > 0
