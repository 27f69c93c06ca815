"""The levels of a rubric: a row each, columns of their own, or a column for each group of agencies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from phaen.extractors.forms.context import Context, is_blank, row_confidence, row_flags
from phaen.extractors.forms.level_lists import levels_told
from phaen.extractors.forms.records import Mention, RubricLevel
from phaen.extractors.forms.spec import Give
from phaen.extractors.tables.joined import JoinedCell, JoinedRow, JoinedTable
from phaen.extractors.wordings.scales import LEAST_LEVELS, level_of
from phaen.normalizers.criteria import tells_work
from phaen.normalizers.targets import parse_threshold
from phaen.normalizers.text import arabic_digits, clean

_POINTS = re.compile(r"\(\s*([0-9]+)\s*(?:คะแนน)?\s*\)")
_BARE_THRESHOLD = re.compile(
    r"^[\W_]*(?:(?:น้อย|มาก|ต่ำ|สูง|เกิน)กว่า|เกิน|ไม่(?:เกิน|ต่ำกว่า|น้อยกว่า)|อย่างน้อย|ร้อยละ|ระดับ)*\s*[<>≤≥=]*\s*-?[0-9๐-๙]"
)
_BEHIND_LEVEL = re.compile(r"^\W*(?:ระดับ(?:ที่|คะแนน)?\s*)?[1-5๑-๕]\s+(?=[ก-๙<>≤≥0-9])([^()]*[0-9๐-๙][^()]*)$")
"""A figure behind the number of a level: the threshold of the column beside it, where nothing parts the two."""
_GROUP = re.compile(r"กลุ่ม(?:หน่วยงาน)?\s*(?:ที่)?\s*([A-Za-zก-ฮ0-9])(?![A-Za-zก-๙0-9])")
_STATES_FIGURE = re.compile(r"[0-9๐-๙]")
_LONGEST_THRESHOLD = 60
"""Letters of a cell that states a threshold; a longer one says what must be done."""


def rubric_rows(ctx: Context, table: JoinedTable, row: JoinedRow, give: Give, owner: Mention) -> None:
    """The level that ``row`` states, or the levels that stand in columns of their own, or all in one cell."""
    for field in give.fields:
        if field.parser in _ALL_LEVELS:
            for cell, level, raw in _ALL_LEVELS[field.parser](table, row, field.role):
                ctx.claim(cell)
                add_level(ctx, table, row, owner, level, raw)
            return
    cells: dict[str, JoinedCell] = {field.raw: table.cell(row, field.role) for field in give.fields}
    found = re.search(r"[1-5]", arabic_digits(clean(cells["level"].text))) if "level" in cells else None
    if found is None:
        return
    ctx.claim(*cells.values())
    raw = {key: cell.text for key, cell in cells.items()}
    if is_blank(raw.get("threshold", "")) and _states_thresholds(table, give):
        raw["threshold"] = raw.pop("criterion")
    spilled = _BEHIND_LEVEL.match(clean(cells["level"].text))
    if spilled is not None and is_blank(raw.get("threshold", "")):
        raw["threshold"] = spilled[1]
    across = next((field.role for field in give.fields if field.parser == "groups"), None)
    if across is None:
        added = add_level(ctx, table, row, owner, found.group(), raw)
        added.flags.extend(["run_over_rule"] if spilled is not None else [])
        return
    for index in table.columns(across):
        text, named = row.cells[index].text, group_in(" ".join(table.headings[index]))
        ctx.claim(row.cells[index])
        if not is_blank(text):
            scored = {"score": raw.get("score", ""), told_as(text): text}
            add_level(ctx, table, row, owner, found.group(), scored, named)


Told = Iterator[tuple[JoinedCell, str, dict[str, str]]]
"""Cell, level and texts by their raw key."""


def _target_columns(table: JoinedTable, row: JoinedRow, role: str) -> Told:
    columns = table.columns(role)
    for number, index in enumerate(columns if len(columns) >= LEAST_LEVELS else (), 1):
        cell = row.cells[index]
        if not is_blank(cell.text):
            told = "threshold" if is_bare_threshold(cell.text) else "criterion"  # "20 provinces surveyed" is work done
            yield cell, str(number), {told: cell.text, "score": points_in(" ".join(table.headings[index]))}


def _level_columns(table: JoinedTable, row: JoinedRow, role: str) -> Told:
    for index in table.columns(role):
        cell, level = row.cells[index], level_of(table.headings[index])
        if level is not None and not is_blank(cell.text):
            yield cell, level, told_texts(cell.text)


def _one_cell(table: JoinedTable, row: JoinedRow, role: str) -> Told:
    cell = table.cell(row, role)
    for level, text in levels_told(cell.text):
        yield cell, level, told_texts(text)


_ALL_LEVELS = {"target_levels": _target_columns, "levels": _level_columns, "level_list": _one_cell}
"""The parsers that find all levels of an indicator in its row."""


def told_as(text: str) -> str:
    """``threshold`` where the cell of a level states a figure, ``criterion`` where it says what must be done."""
    return "threshold" if _STATES_FIGURE.search(text) and len(text) <= _LONGEST_THRESHOLD else "criterion"


def told_texts(text: str) -> dict[str, str]:
    """The cell of a level by its raw keys: both where it says how much of what must be done (``ดำเนินการได้ร้อยละ 80
    และรายงานผล``)."""
    told = told_as(text)
    return {told: text, "criterion": text} if tells_work(text) else {told: text}


def _states_thresholds(table: JoinedTable, give: Give) -> bool:
    """Is the column of criteria, where no other one states thresholds, one of bare figures (``ร้อยละ 24``)?

    Most of them are enough: one that is told in words nobody reads is null and flagged.
    """
    if table.column("threshold") is not None:
        return False
    role = next((field.role for field in give.fields if field.raw == "criterion"), None)
    index = table.column(role) if role else None
    texts = [row.cells[index].text for row in table.rows if index is not None and not is_blank(row.cells[index].text)]
    bare = sum(map(is_bare_threshold, texts))
    return bool(texts) and 2 * bare >= len(texts) and all(told_as(text) == "threshold" for text in texts)


def is_bare_threshold(text: str) -> bool:
    """Does ``text`` say how much, and nothing else (``ไม่น้อยกว่าร้อยละ 24``)?"""
    read = parse_threshold(text)
    return read.value is not None and not read.flags and _BARE_THRESHOLD.match(clean(text)) is not None


def points_in(text: str) -> str:
    """The points of a level in brackets behind its name (``เป้าหมายขั้นสูง (100)``); empty where none stand there."""
    found = _POINTS.search(arabic_digits(clean(text)))
    return found[1] if found else ""


def group_in(text: str) -> str | None:
    """The letter or number of a group of agencies: ``กลุ่มหน่วยงานที่ 2``, ``กลุ่ม ก``."""
    found = _GROUP.search(arabic_digits(clean(text)))
    return found[1] if found else None


def add_level(
    ctx: Context,
    table: JoinedTable,
    row: JoinedRow,
    owner: Mention,
    level: str,
    raw: dict[str, str],
    group: str | None = None,
) -> RubricLevel:
    """One level of ``owner``, with the texts of its ``raw`` threshold, criterion and score."""
    found = RubricLevel(
        owner,
        level,
        row.place,
        group or ctx.number("rubric_group"),
        threshold_raw=raw.get("threshold", ""),
        criterion_raw=raw.get("criterion", ""),
        score_raw=raw.get("score", ""),
        threshold_heading=table.heading("threshold"),
        flags=[*row_flags(row), *table.flags],
        confidence=row_confidence(row, table.score),
    )
    ctx.records.rubrics.append(found)
    ctx.made.append((row, found))
    return found
