"""Performance report (รายงานผลตามคำรับรอง): scoring scale, result box, summary and detail tables per องค์ประกอบ."""

from __future__ import annotations

import re

from phaen.extractors.forms.context import Context, Field, is_blank, plain, restored_in, row_confidence, row_flags
from phaen.extractors.forms.records import Mention, ResultLine, RubricLevel, SectionText
from phaen.extractors.forms.sections import OWNED
from phaen.extractors.model import Paragraph
from phaen.extractors.tables.joined import JoinedRow, JoinedTable
from phaen.extractors.wordings.matching import find_label
from phaen.normalizers.text import arabic_digits, clean, squash
from rapidfuzz import fuzz

_ITEM = re.compile(r"^\s*([0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})*)[.)]?\s*(?=\S)")
_SUB_ITEM = re.compile(r"^\W*([0-9๐-๙]{1,2}\.[0-9๐-๙]{1,2})[.)]?\s+(?=\S)")
_GROUP = re.compile(r"กลุ่ม(?:หน่วยงาน)?\s*(?:ที่)?\s*([A-Za-zก-ฮ0-9])\b")
_LEVEL = re.compile(r"ระดับ(?:ที่)?\s*([1-5])")
_POINTS = re.compile(r"\(?\s*([0-9]+(?:\.[0-9]+)?)\s*คะแนน\s*\)?")
SAME_NAME = 0.85


def item_heading(ctx: Context, paragraph: Paragraph) -> Field | None:
    """``5.1 …`` below ตัวชี้วัด : the umbrella's own indicator; its text may run on over the next lines."""
    found = _SUB_ITEM.match(arabic_digits(paragraph.text))
    if found is None or ctx.component_no is None:
        return None
    field = Field("report_item", paragraph.text[found.end() :].strip(), paragraph.place, paragraph.flags)
    ctx.report_item, ctx.report_item_no, ctx.current = field, found.group(1), None
    return field


def _numbered(text: str) -> tuple[str | None, str]:
    found = _ITEM.match(text)
    if found is None:
        return None, plain(text)
    return arabic_digits(found.group(1)), plain(text[found.end() :])


def _mention(ctx: Context, listing: str, name: str, item_no: str | None, row: JoinedRow, score: float) -> Mention:
    mention = Mention(listing, name, row.place, row.places, ctx.base, ctx.component_no, item_no)
    mention.heading_path = ctx.heading_path
    mention.flags = [*row_flags(row), *restored_in(ctx.report_item or ctx.report_indicator)]
    mention.confidence = row_confidence(row, score)
    ctx.records.mentions.append(mention)
    return mention


def _single(ctx: Context) -> tuple[str | None, str]:
    """Number and name of the one indicator that this report page is about."""
    if ctx.report_item is not None:
        return ctx.report_item_no, plain(ctx.report_item.text)
    return None, plain(ctx.report_indicator.text) if ctx.report_indicator is not None else ""


def score_scale(ctx: Context, table: JoinedTable) -> None:
    """เกณฑ์การให้คะแนน: an indicator (or a group of agencies) per row, levels 1–5 across."""
    levels: dict[int, tuple[str, str]] = {}
    for index in table.columns("level_column"):
        heading = clean(" ".join(table.headings[index]))
        level, points = _LEVEL.search(heading), _POINTS.search(heading)
        if level is not None:
            levels[index] = (level.group(1), points.group(1) if points else "")
    number, single = _single(ctx)
    shared: Mention | None = None
    for row in table.rows:
        name_cell = table.cell(row, "name")
        group = _GROUP.search(clean(name_cell.text))
        if row.spanning or not any(row.cells[index] for index in levels):
            continue
        if group is not None:
            if shared is None:
                shared = _mention(ctx, "rubric", single, number, row, table.score)
            owner = shared
        else:
            own_no, name = _numbered(name_cell.text)
            alike = fuzz.ratio(squash(clean(name)), squash(clean(single))) / 100 if single else 0.0
            if own_no is None and single and (number is not None or alike >= SAME_NAME or not name):
                own_no, name = number, single
            owner = _mention(ctx, "rubric", name, own_no, row, table.score)
        ctx.claim(name_cell)
        if owner.item_no is not None:
            ctx.scale[owner.item_no] = owner
        ctx.current = owner
        for index, (level_no, scale) in levels.items():
            cell = row.cells[index]
            ctx.claim(cell)
            if is_blank(cell.text):
                continue
            scored = "คะแนน" in clean(cell.text)
            ctx.records.rubrics.append(
                RubricLevel(
                    owner,
                    level_no,
                    row.place,
                    group.group(1) if group else None,
                    threshold_raw="" if scored else cell.text,
                    score_raw=cell.text if scored else "",
                    scale_raw=scale,
                    flags=row_flags(row),
                    confidence=row_confidence(row, table.score),
                )
            )
    if len(ctx.scale) > 1:
        ctx.current = None


def _result(
    ctx: Context, source: str, owner: Mention, table: JoinedTable, row: JoinedRow, roles: tuple[str, ...]
) -> None:
    raw = {role: table.cell(row, role).text for role in roles if table.column(role) is not None}
    for role in roles:
        ctx.claim(table.cell(row, role))
    line = ResultLine(source, owner, owner.name_raw, row.place, ctx.base, ctx.component_no, owner.item_no, raw)
    line.headings = {role: table.heading(role) for role in roles if table.column(role) is not None}
    line.flags, line.confidence = row_flags(row), row_confidence(row, table.score)
    owner.raw.update({role: raw[role] for role in ("target", "weight") if role in raw})
    ctx.records.results.append(line)


def score_table(ctx: Context, table: JoinedTable) -> None:
    """ผลการดำเนินงาน box: weight, level reached, score; indicators by their number only."""
    number, single = _single(ctx)
    for row in table.rows:
        item = arabic_digits(clean(table.cell(row, "item_no").text)).rstrip(".")
        achieved = table.cell(row, "achieved").text
        if "คะแนนที่ได้" in squash(row.text) or row.is_total or is_blank(achieved):
            ctx.claim(row)
            continue
        known = ctx.scale.get(item)
        if known is not None:
            name, item_no = known.name_raw, known.item_no
        elif not item and single:
            current = ctx.current
            name, item_no = (current.name_raw, current.item_no) if current is not None else (single, number)
        else:
            parsed, rest = _numbered(table.cell(row, "item_no").text)
            name, item_no = rest, parsed
        owner = _mention(ctx, "score_table", name, item_no, row, table.score)
        if known is not None:
            ctx.records.ties.append((owner, known))
        elif not item and ctx.current is not None:
            ctx.records.ties.append((owner, ctx.current))
        if not name:
            owner.flags.append("name_unread")
        ctx.claim(table.cell(row, "item_no"), table.cell(row, "weighted"))
        _result(ctx, "score_table", owner, table, row, ("weight", "achieved", "score"))


def narrative_target(ctx: Context) -> ResultLine | None:
    """The result that คำชี้แจงรายละเอียดการดำเนินงาน (explanation of the work) belongs to: the box above it."""
    results = ctx.records.results
    return results[-1] if results and results[-1].source == "score_table" else None


def result_summary(ctx: Context, table: JoinedTable) -> None:
    """สรุปผลการดำเนินงานตัวชี้วัด: one row per indicator, a total row at the end."""
    for row in table.rows:
        if row.is_total or is_blank(table.cell(row, "name").text) or row.spanning:
            ctx.claim(row)
            continue
        item = arabic_digits(clean(table.cell(row, "item_no").text)).rstrip(".")
        number, name = (
            _numbered(table.cell(row, "name").text) if not item else (item, plain(table.cell(row, "name").text))
        )
        owner = _mention(ctx, "result_summary", name, item or number, row, table.score)
        ctx.claim(table.cell(row, "item_no"), table.cell(row, "name"))
        _result(ctx, "result_summary", owner, table, row, ("target", "weight", "achieved", "narrative", "score"))


def result_detail(ctx: Context, table: JoinedTable) -> None:
    """รายละเอียด (รายตัวชี้วัด): supporting project and narrative; factors, obstacles and evidence across the table."""
    section: SectionText | None = None
    for row in table.rows:
        if row.spanning:
            section = _across(ctx, row, section)
            continue
        name_text = table.cell(row, "name").text
        if is_blank(name_text):
            continue
        section = None
        number, name = _numbered(name_text)
        owner = _mention(ctx, "result_detail", name, number, row, table.score)
        ctx.current = owner
        ctx.claim(table.cell(row, "name"), table.cell(row, "note") or None)
        _result(ctx, "result_detail", owner, table, row, ("target", "achieved", "project", "narrative"))
        if table.cell(row, "note"):
            note = table.cell(row, "note")
            flags = restored_in(note)
            ctx.records.sections.append(SectionText(ctx.heading_path, "other", note.text, row.place, owner, flags))


def _across(ctx: Context, row: JoinedRow, section: SectionText | None) -> SectionText | None:
    """A row over all columns of a detail table: a heading (ปัญหา อุปสรรค …) or the text under it."""
    ctx.claim(row)
    text = row.text
    first, _, rest = text.partition("\n")
    label = find_label(first)
    if label is not None and label.label.section in OWNED:
        path = (*ctx.heading_path, clean(first))
        section = SectionText(path, label.label.section, f"{label.value}\n{rest}".strip(), row.place, ctx.current)
        ctx.records.sections.append(section)
    elif section is not None:
        section.text = f"{section.text}\n{text}".strip()
    else:
        section = SectionText(ctx.heading_path, "other", text, row.place, ctx.current)
        ctx.records.sections.append(section)
    section.flags.extend(flag for flag in restored_in(*row.cells) if flag not in section.flags)
    return section
