"""Records made from the row of a table, as a form's spec says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from phaen.extractors.forms.context import Context, amounts_of, is_blank, plain, restored_in, row_confidence, row_flags
from phaen.extractors.forms.details import split_details
from phaen.extractors.forms.money_lines import without_unit
from phaen.extractors.forms.months import has_gap, is_arrow, is_marked, is_overlong, month_columns, span
from phaen.extractors.forms.records import Mention, MilestoneStep, PlanLine
from phaen.extractors.forms.spec import Case, Field, Give
from phaen.extractors.tables.joined import JoinedRow, JoinedTable
from phaen.normalizers.names import item_number
from phaen.normalizers.text import arabic_digits, clean, squash
from phaen.normalizers.totals import says_total
from phaen.normalizers.years import is_open_period, year_of_headings, years_in

_ITEM = re.compile(r"^\s*\(?([0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})*)[.)]*+\s*(?=\S)")
_LABELLED = re.compile(r"^\W*(?:ตัวชี้วัด|ตัวบ่งชี้|เกณฑ์)ที่\s*([0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})*)\s*[.):]*\s*(?=\S)")
_OF_A_PLAN = frozenset({"code", "responsibility", "lead", "support", "project", "budget"})
"""What a plan says of an indicator and the summary of an agreement does not."""
_TICK = re.compile(r"^[✓✔✅☑☒√●■◉/xX]$")
_INNER_ITEM = re.compile(r"\n\s*[-–•]\s*[ก-๙]")
_REMARK = re.compile(r"\([^()]*\)")
_FIGURE = re.compile(r"[0-9]+(?:[,.][0-9]+)*")
_RANGE = re.compile(r"[0-9]\s*(?:[-–/:]|ถึง|ใน|จาก)\s*[0-9]")
ATTRIBUTES = ("strategy_no", "substrategy_no", "issue_no")
"""What a mention of an indicator keeps beside its printed texts."""


def numbered(text: str) -> tuple[str | None, str]:
    """(number in Arabic digits, rest) of a name that opens with its item number, alone or as ``ตัวบ่งชี้ที่ 1.1``."""
    found = _ITEM.match(text) or _LABELLED.match(text)
    if found is None:
        return None, plain(text)
    return arabic_digits(found.group(1)), plain(text[found.end() :])


def case_of(cases: tuple[Case, ...], ctx: Context, table: JoinedTable) -> str | None:
    """The value of the first case that holds here; ``None`` where none does."""
    return next((case.value for case in cases if all(_holds(name, want, ctx, table) for name, want in case.when)), None)


def _holds(name: str, want: tuple[str, ...] | bool, ctx: Context, table: JoinedTable) -> bool:
    if name == "columns":
        return any(role in table.roles for role in want) if isinstance(want, tuple) else True
    if name == "doc_type":
        return ctx.doc_type in want if isinstance(want, tuple) else (ctx.doc_type is not None) == want
    found = ctx.get(name)
    if isinstance(want, bool):
        return (found is not None) == want
    return found is not None and bool({found.number, found.label} & set(want))


def fields_of(give: Give, table: JoinedTable) -> list[Field]:
    """The fields of ``give`` whose column ``table`` has, without those that mean something else beside its others."""
    here = [field for field in give.fields if table.column(field.role) is not None]
    return [field for field in here if not any(table.column(role) is not None for role in field.unless)]


def taken_from_above(ctx: Context, give: Give) -> tuple[dict[str, str], list[str]]:
    """The texts that the headings above give to a record, by raw key, and their flags."""
    texts: dict[str, str] = {}
    flags: list[str] = []
    for raw, sources in give.above:
        for source in sources:
            heading = source.removesuffix(".number")
            text = ctx.number(heading) if source.endswith(".number") else ctx.text(heading)
            if text:
                texts[raw] = text
                if not source.endswith(".number"):
                    flags.extend(restored_in(ctx.get(heading)))
                break
    return texts, flags


_PIECE = re.compile(r"(?:^|\n)[ \t]*(?=(?:\(?[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})*[.)]|[-–•])\s*\S)")


def pieces_of(text: str) -> list[str]:
    """The numbered or bulleted items of a cell; a text without two of them is one."""
    parts = [part.strip() for part in _PIECE.split(text) if part.strip()]
    starts = len(_PIECE.findall(text))
    return parts if starts > 1 and starts == len(parts) else [text]


def mentions(ctx: Context, table: JoinedTable, row: JoinedRow, give: Give) -> list[Mention]:
    """The indicators of a line that may name several, each with its own target where as many are printed.

    Where they are not as many, nobody can say whose a target is: the first indicator carries the text, all a flag.
    """
    first = mention(ctx, table, row, give)
    first.raw["of_project"] = table.cell(row, "project").text
    names = pieces_of(first.name_raw)
    if len(names) < 2:
        return [first]
    found = [first, *(replace(first, raw=dict(first.raw), flags=list(first.flags)) for _ in names[1:])]
    for text, one in zip(names, found, strict=True):
        one.name_raw = text
    for raw in ("target", "count_unit"):
        texts = pieces_of(first.raw.get(raw, ""))
        if len(texts) != len(names):
            lines = [line.strip() for line in first.raw.get(raw, "").split("\n") if line.strip()]
            texts = lines if len(lines) == len(names) else texts
        if len(texts) == len(names):
            for text, one in zip(texts, found, strict=True):
                one.raw[raw] = text
        elif raw == "target" and not is_blank(first.raw.get(raw, "")):
            for number, one in enumerate(found):
                one.flags.append("shared_target")
                one.raw[raw] = first.raw[raw] if not number else ""
    ctx.records.mentions.extend(found[1:])
    ctx.made.extend((row, one) for one in found[1:])
    return found


def mention(ctx: Context, table: JoinedTable, row: JoinedRow, give: Give) -> Mention:
    """The indicator that ``row`` lists, with the printed texts of its columns; claims the cells used."""
    found = Mention(
        give.listing,
        "",
        row.place,
        row.places,
        heading_path=ctx.heading_path,
        flags=[*row_flags(row), *table.flags],
        confidence=row_confidence(row, table.score),
    )
    found.money_line, found.amended = ctx.money_line, ctx.amended
    name_parser = "indicator"
    for field in fields_of(give, table):
        cell = table.cell(row, field.role)
        ctx.claim(cell)
        found.headings[field.raw] = table.heading(field.role)
        if cell.inherited:
            found.inherited.add(field.raw)
        if field.column == "name":
            found.name_raw, name_parser = cell.text, field.parser
        elif field.parser == "target":
            targets(ctx, table, row, field.role, found)
        elif field.parser == "details":
            found.raw.update(split_details(cell.text))
        else:
            before = found.raw.get(field.raw, "")
            found.raw[field.raw] = cell.text
            if field.parser == "responsibility" and len(table.columns(field.role)) > 1:
                found.raw[field.raw] = _ticks(ctx, table, row, field.role)
            elif field.parser == "budget":
                found.amounts = amounts_of(ctx, table, row, field.role)
                if ctx.money_doubt and without_unit(cell.text):
                    found.flags.append(ctx.money_doubt)
            elif field.parser == "projects_with_unit":
                found.raw["project_unit"] = "in_brackets"
            elif field.parser == "baseline_years":
                found.raw[field.raw] = _behind(found, before, _by_year(ctx, table, row, field.role))
                _doubt_run_together(table, {at: row.cells[at].text for at in table.columns(field.role)}, found)
            elif field.parser == "baseline":
                indexes = table.columns(field.role)
                ctx.claim(*(row.cells[index] for index in indexes))
                baselines_in(table, field.role, {index: row.cells[index].text for index in indexes}, found)
    number = found.item_no = item_number(found.raw.pop("item_no", ""))
    if name_parser == "numbered" and _INNER_ITEM.search(found.name_raw.strip()):
        found.flags.append("items_unmatched")  # a cell of several indicators that nothing parts
    if name_parser == "numbered":
        own, name = (None, plain(found.name_raw)) if number else numbered(found.name_raw)
        found.item_no, found.name_raw = number or own, name
    texts, flags = taken_from_above(ctx, give)
    # ตาราง ฉ (of a component) may have the columns of ตาราง ข (of an issue)
    as_component = give.listing == "strategy_table" and ctx.get("component") is not None and ctx.get("issue") is None
    if texts.pop("component_no", None) or any(raw == "component_no" for raw, _ in give.above) or as_component:
        found.component_no, found.base = ctx.component_no, ctx.base
    found.base = give.base or found.base
    found.listing = _listing(ctx, give, found)
    if ctx.sheet is not None and found.base == "goal":
        _of_sheet(found, ctx.sheet)
    if found.listing != give.listing == "kpi_table" and ctx.get("issue") is not None:
        texts = {"objective": ctx.text("objective") or "", "key_result": ctx.text("agency_kr") or ""} | texts
        found.issue_no = ctx.number("issue")
    if found.listing == "bma_plan" != give.listing:
        stated = {"strategy_no": ctx.number("strategy"), "substrategy_no": ctx.number("substrategy")}
        texts = {name: number for name, number in stated.items() if number} | texts
    for name in ATTRIBUTES:
        setattr(found, name, texts.pop(name, None))
    found.raw.update(texts)
    found.flags.extend(flags)
    ctx.records.mentions.append(found)
    ctx.made.append((row, found))
    if give.current:
        ctx.named.current = found
    return found


def _of_sheet(found: Mention, project: PlanLine) -> None:
    """An indicator in the sheet of a project measures that project."""
    found.base, found.listing = "project", "project_table"
    found.raw.setdefault("project", project.raw.get("project", ""))
    told = project.raw.get("success_measure", "")
    name = " ".join(filter(None, (found.item_no, plain(found.name_raw))))
    project.raw["success_measure"] = f"{told} {name}".strip()


def _heading_over(table: JoinedTable, role: str) -> str:
    """The heading of the columns of ``role``: what all of them print, without the years that tell them apart."""
    columns = table.columns(role)
    if len(columns) < 2:
        return table.heading(role)
    layers = zip(*(table.headings[index] for index in columns), strict=True)
    return plain(" ".join(layer[0] for layer in layers if len({squash(part) for part in layer}) == 1))


def _listing(ctx: Context, give: Give, found: Mention) -> str:
    """The listing of an indicator: a table of weights in an agreement is its summary, whoever answers for the lines;
    a table of indicators outside any องค์ประกอบ (component) is the city plan's in ส่วนที่ 1 (part 1) and ตาราง ก (table A),
    the agency's own strategy's under an issue; one with definitions inside a component is that component's."""
    if give.listing == "kpi_table" and ctx.doc_type == "kpi_agreement" and _is_summed_up(found):
        return "agreement_summary"
    if give.listing == "strategy_table" and (found.component_no or found.base):
        return "kpi_table"
    if give.listing != "kpi_table" or found.component_no or found.base:
        return give.listing
    if ctx.number("part") == "1" or ctx.number("table_letter") == "ก":
        return "bma_plan"
    return "strategy_table" if ctx.get("issue") is not None or ctx.number("part") == "2" else give.listing


def _is_summed_up(found: Mention) -> bool:
    """Are an indicator's target and weight stated, and neither code, role nor project as in a plan's table?"""
    return {"target", "weight"} <= found.raw.keys() and not found.raw.keys() & _OF_A_PLAN


def _ticks(ctx: Context, table: JoinedTable, row: JoinedRow, role: str) -> str:
    """Responsibility told in several columns, one for each role: ``☑ H ☐ R``, or ``H : สยป.`` where agencies stand."""
    told = []
    for index in table.columns(role):
        cell, heading = row.cells[index], table.headings[index][-1].strip("() ")
        ctx.claim(cell)
        if _TICK.match(cell.text.strip()):
            told.append(f"☑ {heading}")
        else:
            told.append(f"☐ {heading}" if is_blank(cell.text) else f"{heading} : {plain(cell.text)}")
    return " ".join(told)


def _behind(found: Mention, first: str, by_year: str) -> str:
    """Results in columns of bare years behind the column of the first year (ข้อมูลพื้นฐาน 2565 | 2566)."""
    if by_year and not is_blank(first) and not years_in(first):
        found.flags.append("baseline_unread")
    return "\n".join(text for text in (first, by_year) if not is_blank(text))


def _year_of(table: JoinedTable, column: int) -> int | None:
    return year_of_headings(table.headings[column])


def _by_year(ctx: Context, table: JoinedTable, row: JoinedRow, role: str) -> str:
    """Results in columns of their years as the lines of one text (``ปี 2565 : 85.2``)."""
    lines = []
    for index in table.columns(role):
        ctx.claim(row.cells[index])
        year = _year_of(table, index)
        if year is not None and not is_blank(row.cells[index].text):
            lines.append(f"พ.ศ. {year} : {plain(row.cells[index].text)}")
    return "\n".join(lines)


def baselines_in(table: JoinedTable, role: str, texts: dict[int, str], owner: Mention) -> None:
    """Earlier results, from the ``texts`` of their columns by index: each with the year that its heading names."""
    owner.baseline_heading = _heading_over(table, role) or None
    years = {index: _year_of(table, index) for index in texts}
    first = min(texts)
    if len(texts) == 1 and (years[first] is None or years_in(texts[first])):
        owner.raw["baseline"] = texts[first]
        return
    dated = [(year, plain(texts[index])) for index, year in years.items() if year is not None]
    owner.raw["baseline"] = "\n".join(f"พ.ศ. {year} : {text}" for year, text in dated)
    if any(year is None and not is_blank(texts[index]) for index, year in years.items()):
        owner.flags.append("baseline_unread")
    _doubt_run_together(table, texts, owner)


def _doubt_run_together(table: JoinedTable, texts: dict[int, str], owner: Mention) -> None:
    """Where no rules part columns of years, a cell with a figure too many beside an empty one holds that one's."""
    if table.ruled:
        return
    for index, text in texts.items():
        told = _REMARK.sub("", arabic_digits(text))
        beside = [texts[at] for at in (index - 1, index + 1) if at in texts]
        if len(_FIGURE.findall(told)) > 1 and not _RANGE.search(told) and not all(other.strip() for other in beside):
            owner.flags.append("baseline_unread")
            return


def targets(ctx: Context, table: JoinedTable, row: JoinedRow, role: str, owner: Mention) -> None:
    """The target of the document's year, and every year's where the table prints several."""
    indexes = table.columns(role)
    ctx.claim(*(row.cells[index] for index in indexes))
    targets_in(ctx, table, {index: row.cells[index].text for index in indexes}, owner)


def targets_in(ctx: Context, table: JoinedTable, texts: dict[int, str], owner: Mention) -> None:
    """The target of the document's year and every year's, from the ``texts`` of the target columns by their index; that
    of a span of years with an open end without a year."""
    by_year: dict[int, str] = {}
    spans: list[tuple[int | None, str]] = []
    for index, text in texts.items():
        parts = table.headings[index]
        year = year_of_headings(parts)
        if year is not None and len(texts) > 1 and any(is_open_period(part) for part in parts):
            spans.append((None, text))
        elif year is not None and (len(texts) > 1 or len(set(filter(None, parts))) > 1):
            by_year[year] = text
        elif year is None and not is_blank(text) and _is_broken_year(parts):
            owner.flags.append("figure_unread")
    if by_year:
        year = ctx.fiscal_year if ctx.fiscal_year in by_year else max(by_year)
        if len(by_year) > 1 or year != ctx.fiscal_year or spans:
            owner.targets_by_year = [*sorted(by_year.items()), *spans]
        owner.raw["target"] = by_year[year]
        if year != ctx.fiscal_year:
            owner.flags.append("target_year_guess")
    elif texts:
        owner.raw["target"] = texts[min(texts)]


def _is_broken_year(parts: Sequence[str]) -> bool:
    """Is a column headed by a figure without a word, from which no year is read (``062`` for ``ปี 62``)? What stands
    under it is of a year that is not known."""
    last = next((clean(part) for part in reversed(parts) if not is_blank(part)), "")
    return re.search("[0-9๐-๙]{2}", last) is not None and re.search("[ก-ฮ]", last) is None


def milestone_step(ctx: Context, table: JoinedTable, row: JoinedRow, give: Give, owner: Mention) -> MilestoneStep:
    """One step of a project with its share of the work and its months."""
    texts = {field.raw: table.cell(row, field.role) for field in give.fields if field.parser != "months"}
    months = month_columns(table, "months", ctx.fiscal_year)
    ticked = [row.cells[index] for index in months if is_marked(row.cells[index].text)]
    ctx.claim(*texts.values(), *ticked, *(cell for cell in row.cells if not cell or is_arrow(cell.text)))
    project = ctx.get("milestone_project")
    step = MilestoneStep(
        owner,
        ctx.number("milestone_indicator"),
        project.text if project is not None else "",
        "step" in texts and says_total(texts["step"].text),
        row.place,
        {raw: cell.text for raw, cell in texts.items()},
        flags=[*row_flags(row), *table.flags, *restored_in(project)],
        confidence=row_confidence(row, table.score),
    )
    if not (overlong := is_overlong(row, months)):
        step.start_month, step.end_month = span(table, row, months)
    if has_gap(row, months):
        step.flags.append("months_with_gaps")
    if overlong or not months:
        step.flags.append("months_unread")
    ctx.records.milestones.append(step)
    ctx.made.append((row, step))
    return step
