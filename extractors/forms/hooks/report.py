"""Performance report (รายงานผลตามคำรับรอง): scoring scale, result box, summary and detail tables per องค์ประกอบ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from phaen.extractors.forms.building import numbered
from phaen.extractors.forms.context import (
    Context,
    Labelled,
    is_blank,
    plain,
    restored_in,
    row_confidence,
    row_flags,
)
from phaen.extractors.forms.hooks.agreement import rubric_owner
from phaen.extractors.forms.levels import group_in, told_as
from phaen.extractors.forms.records import Mention, ResultLine, RubricLevel, SectionText
from phaen.extractors.forms.result_lines import result_line
from phaen.extractors.forms.sections import OWNED
from phaen.extractors.forms.spec import Form
from phaen.extractors.model import Paragraph
from phaen.extractors.tables.joined import JoinedRow, JoinedTable
from phaen.extractors.wordings.labels import find_label
from phaen.extractors.wordings.scales import LEVEL_ROLE, level_of
from phaen.normalizers.names import item_number
from phaen.normalizers.text import arabic_digits, clean, squash
from rapidfuzz import fuzz

_SUB_ITEM = re.compile(r"^\W*([0-9๐-๙]{1,2}\.[0-9๐-๙]{1,2})[.)]?\s+(?=\S)")
_BARE_NUMBER = re.compile(r"^\W*[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})*\W*$")
_POINTS = re.compile(r"\(?\s*([0-9]+(?:\.[0-9]+)?)\s*คะแนน\s*\)?|\(\s*([0-9]{1,3})\s*\)")
SAME_NAME = 0.85
FULL_SCALE = Decimal(100)
"""Points of the highest level of a scale (60–100, 20–100)."""
HIGHEST_LEVEL = 5
DETAIL = "result_detail"


def item_heading(ctx: Context, paragraph: Paragraph) -> Labelled | None:
    """``5.1 …`` below ตัวชี้วัด : the umbrella's own indicator; its text may run on over the next lines."""
    found = _SUB_ITEM.match(arabic_digits(paragraph.text))
    if found is None or ctx.component_no is None:
        return None
    text = Labelled(
        "report_item", paragraph.text[found.end() :].strip(), paragraph.place, paragraph.flags, found.group(1)
    )
    ctx.set("report_item", text)
    ctx.clear("current")
    return text


def _mention(ctx: Context, listing: str, name: str, item_no: str | None, row: JoinedRow, score: float) -> Mention:
    mention = Mention(listing, name, row.place, row.places, ctx.base, ctx.component_no, item_no)
    mention.heading_path = ctx.heading_path
    mention.flags = [*row_flags(row), *restored_in(ctx.get("report_item") or ctx.get("report_indicator"))]
    mention.confidence = row_confidence(row, score)
    ctx.records.mentions.append(mention)
    ctx.made.append((row, mention))
    return mention


def _single(ctx: Context) -> tuple[str | None, str]:
    """Number and name of the one indicator that this report page is about."""
    item = ctx.get("report_item")
    if item is not None:
        return item.number, plain(item.text)
    return None, plain(ctx.text("report_indicator") or "")


def result_below(ctx: Context, form: Form, table: JoinedTable) -> None:
    """One result, of the indicator that a line above the table names; of none or of several rows nothing is read."""
    named = ctx.named.current
    reported = [row for row in table.rows if not is_blank(table.cell(row, "achieved").text)]
    if named is None or named.listing == DETAIL or len(reported) != 1:
        return
    row = reported[0]
    mention = Mention(DETAIL, named.name_raw, row.place, row.places, named.base, named.component_no, named.item_no)
    mention.heading_path = ctx.heading_path
    mention.flags, mention.confidence = [*row_flags(row), *table.flags], row_confidence(row, table.score)
    mention.raw["same_as"] = "above"
    mention.raw["target"] = table.cell(row, "target").text
    mention.headings["target"] = table.heading("target")
    ctx.records.mentions.append(mention)
    ctx.records.ties.append((mention, named))
    ctx.named.current = mention
    line = result_line(ctx, table, row, form.gives[0], mention)
    line.base, line.component_no = named.base, named.component_no


def score_scale(ctx: Context, form: Form, table: JoinedTable) -> None:
    """เกณฑ์การให้คะแนน: an indicator (or a group of agencies) per row, levels 1–5 across."""
    levels = _levels_across(table)
    if table.column("name") is None and table.column("item_no") is None:
        _scale_of_one(ctx, table, levels)
        return
    number, single = _single(ctx)
    shared: Mention | None = None
    for row in table.rows:
        name_cell = table.cell(row, "name")
        group = group_in(name_cell.text)
        if row.spanning or not any(row.cells[index] for index in levels):
            continue
        if group is not None:
            if shared is None and not single:
                shared = rubric_owner(ctx, table)
            if shared is None:
                shared = _mention(ctx, "rubric", single, number, row, table.score)
            owner = shared
        else:
            owner = _owner_named_in(ctx, table, row, number, single)
        beside = ("target", "count_unit", "weight")
        ctx.claim(name_cell, *(table.cell(row, role) for role in ("item_no", *beside)))
        for role in beside:
            if group is None and table.cell(row, role):
                owner.raw[role], owner.headings[role] = table.cell(row, role).text, table.heading(role)
        if owner.item_no is not None:
            ctx.named.scale[owner.item_no] = owner
        ctx.named.current = owner
        for text, level_no, points in _filled_levels(ctx, row, levels):
            scored = "คะแนน" in clean(text)
            worded = not scored and told_as(text) == "criterion"
            is_scale = scored or _is_scale(levels)
            ctx.records.rubrics.append(
                RubricLevel(
                    owner,
                    level_no,
                    row.place,
                    group,
                    threshold_raw="" if scored or worded else text,
                    criterion_raw=text if worded else "",
                    score_raw=text if scored else "" if is_scale else points,
                    scale_raw=points if is_scale else "",
                    flags=row_flags(row),
                    confidence=row_confidence(row, table.score),
                )
            )
    if len(ctx.named.scale) > 1:
        ctx.named.current = None


def _levels_across(table: JoinedTable) -> dict[int, tuple[str, str]]:
    """The columns of levels: the number of each, and the points that its heading gives it (``""`` where none)."""
    levels: dict[int, tuple[str, str]] = {}
    for index in table.columns(LEVEL_ROLE):
        level = level_of(table.headings[index])
        if level is not None:
            points = _POINTS.search(clean(" ".join(table.headings[index])))
            levels[index] = (level, points[1] or points[2] if points else "")
    return levels


def _filled_levels(ctx: Context, row: JoinedRow, levels: dict[int, tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Text, level and points of the level cells of ``row`` that say something; all of them are claimed."""
    for index, (level_no, scale) in levels.items():
        ctx.claim(row.cells[index])
        if not is_blank(row.cells[index].text):
            yield row.cells[index].text, level_no, scale


def _owner_named_in(ctx: Context, table: JoinedTable, row: JoinedRow, number: str | None, single: str) -> Mention:
    """The indicator that ``row`` names; ``number`` and ``single`` are those of the one this page is about, if any."""
    own_no, name = numbered(table.cell(row, "name").text)
    own_no = arabic_digits(clean(table.cell(row, "item_no").text)).rstrip(".") or own_no
    alike = fuzz.ratio(squash(clean(name)), squash(clean(single))) / 100 if single else 0.0
    if own_no is None and single and (number is not None or alike >= SAME_NAME or not name):
        own_no, name = number, single
    named = None if name or own_no else rubric_owner(ctx, table)  # the indicator that a line above names
    return named or _mention(ctx, "rubric", name, own_no, row, table.score)


def _scale_of_one(ctx: Context, table: JoinedTable, levels: dict[int, tuple[str, str]]) -> None:
    """Levels across, of the indicator named above the table; each row is thresholds, scores or work."""
    number, single = _single(ctx)
    owner: Mention | None = None
    made: dict[str, RubricLevel] = {}
    for row in table.rows:
        if row.spanning or not any(row.cells[index] for index in levels):
            continue
        if owner is None:
            owner = rubric_owner(ctx, table)
            if owner is None:
                owner = _mention(ctx, "rubric", single, number, row, table.score)
        beside = [cell for index, cell in enumerate(row.cells) if index not in levels]
        label = squash(" ".join(cell.text for cell in beside if cell))
        scores = "คะแนน" in label and "เกณฑ์" not in label
        ctx.claim(*beside)
        for text, level_no, points in _filled_levels(ctx, row, levels):
            level = made.get(level_no)
            if level is None:
                level = made[level_no] = RubricLevel(
                    owner, level_no, row.place, scale_raw=points, confidence=row_confidence(row, table.score)
                )
                ctx.records.rubrics.append(level)
            level.flags.extend(flag for flag in row_flags(row) if flag not in level.flags)
            if (scores or "คะแนน" in clean(text)) and not level.score_raw:
                level.score_raw = text
            elif told_as(text) == "threshold" and not level.threshold_raw:
                level.threshold_raw = text
            else:
                level.criterion_raw = f"{level.criterion_raw}\n{text}".strip()
    if not _is_scale(levels):
        for level in made.values():
            if not level.score_raw:
                level.score_raw, level.scale_raw = level.scale_raw, ""


def _is_scale(levels: dict[int, tuple[str, str]]) -> bool:
    """Are the points above the levels a scale up to 100, and not what the indicator itself earns at each level?

    Where levels are missing, the steps between the others tell what the highest is worth (60, 70, 80, 90: 100).
    """
    told = sorted((int(level), Decimal(points)) for level, points in levels.values() if points)
    if not told or FULL_SCALE in (points for _, points in told):
        return True
    if len(told) == HIGHEST_LEVEL:
        return False
    steps = {(second - first) / (above - level) for (level, first), (above, second) in pairwise(told)}
    highest, points = told[-1]
    return len(steps) != 1 or points + steps.pop() * (HIGHEST_LEVEL - highest) == FULL_SCALE


def _result(
    ctx: Context, source: str, owner: Mention, table: JoinedTable, row: JoinedRow, roles: tuple[str, ...]
) -> ResultLine:
    raw = {role: table.cell(row, role).text for role in roles if table.column(role) is not None}
    for role in roles:
        ctx.claim(table.cell(row, role))
    line = ResultLine(source, owner, owner.name_raw, row.place, ctx.base, ctx.component_no, owner.item_no, raw)
    line.headings = {role: table.heading(role) for role in roles if table.column(role) is not None}
    line.flags, line.confidence = row_flags(row), row_confidence(row, table.score)
    owner.raw.update({role: raw[role] for role in ("target", "weight") if role in raw})
    ctx.records.results.append(line)
    return line


def score_table(ctx: Context, form: Form, table: JoinedTable) -> None:
    """ผลการดำเนินงาน box: weight, level reached, score; indicators by their number only."""
    number, single = _single(ctx)
    score = "score" if table.column("score") is not None else "weighted"  # one column of points may be called either
    numbers = {item_number(table.cell(row, "item_no").text) for row in table.rows} - {None, ""}
    for row in table.rows:
        item = item_number(table.cell(row, "item_no").text) or ""
        achieved = table.cell(row, "achieved").text
        if "คะแนนที่ได้" in squash(row.text) or row.is_total or is_blank(achieved):
            ctx.claim(row)
            continue
        known = ctx.named.scale.get(item)
        if known is not None:
            name, item_no = known.name_raw, known.item_no
        elif single and (not item or (len(numbers) < 2 and _BARE_NUMBER.match(table.cell(row, "item_no").text))):
            current = ctx.named.current
            name, item_no = (current.name_raw, current.item_no) if current is not None else (single, number)
            item_no = item_no or (numbered(name)[0] if numbered(name)[0] == item else None)
        else:
            number_cell = table.cell(row, "item_no").text
            parsed, rest = numbered(number_cell)
            name, item_no = ("", item or None) if _BARE_NUMBER.match(number_cell) else (rest, parsed)
        owner = _mention(ctx, "score_table", name, item_no, row, table.score)
        if known is not None:
            ctx.records.ties.append((owner, known))
        elif name == getattr(ctx.named.current, "name_raw", None) and ctx.named.current is not None:
            ctx.records.ties.append((owner, ctx.named.current))
        if not name and not item_no:
            owner.flags.append("name_unread")
        ctx.claim(table.cell(row, "item_no"), table.cell(row, "weighted"))
        line = _result(ctx, "score_table", owner, table, row, ("weight", "achieved", score))
        line.raw["score"] = line.raw.pop(score)
        line.headings["score"] = line.headings.pop(score)


def narrative_target(ctx: Context) -> ResultLine | None:
    """The result that คำชี้แจงรายละเอียดการดำเนินงาน (explanation of the work) belongs to: the box above it."""
    results = ctx.records.results
    return results[-1] if results and results[-1].source == "score_table" else None


def detail_note(ctx: Context, table: JoinedTable, row: JoinedRow, mention: Mention) -> None:
    """The หมายเหตุ (note) beside an indicator is text of its own."""
    note = table.cell(row, "note")
    if note:
        ctx.claim(note)
        ctx.records.sections.append(
            SectionText(ctx.heading_path, "other", note.text, row.place, mention, restored_in(note))
        )


class DetailTexts:
    """Rows over all columns of a detail table: headings (ปัญหา อุปสรรค …) and the texts under them."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.section: SectionText | None = None

    def line(self, row: JoinedRow) -> None:
        """A line of the table ends the text above it."""
        self.section = None

    def across(self, row: JoinedRow) -> None:
        """A row over all columns."""
        self.section = _across(self.ctx, row, self.section)


def _across(ctx: Context, row: JoinedRow, section: SectionText | None) -> SectionText | None:
    """A row over all columns of a detail table: a heading (ปัญหา อุปสรรค …) or the text under it."""
    ctx.claim(row)
    text = row.text
    first, _, rest = text.partition("\n")
    label = find_label(first)
    if label is not None and label.label.section in OWNED:
        path = (*ctx.heading_path, clean(first))
        section = SectionText(path, label.label.section, f"{label.value}\n{rest}".strip(), row.place, ctx.named.current)
        ctx.records.sections.append(section)
    elif section is not None:
        section.text = f"{section.text}\n{text}".strip()
    else:
        section = SectionText(ctx.heading_path, "other", text, row.place, ctx.named.current)
        ctx.records.sections.append(section)
    section.flags.extend(flag for flag in restored_in(*row.cells) if flag not in section.flags)
    return section
