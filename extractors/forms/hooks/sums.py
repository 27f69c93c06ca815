"""Tables of sums: how many projects and how much money each strategy, programme, output or source of money has."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from phaen.extractors.forms.building import targets_in
from phaen.extractors.forms.context import Context, is_blank, plain, row_confidence, row_flags
from phaen.extractors.forms.plan_lines import plan_line
from phaen.extractors.forms.records import Mention, PlanLine, SectionText
from phaen.extractors.forms.spec import Form, Give
from phaen.extractors.tables.joined import JoinedRow, JoinedTable
from phaen.normalizers.text import clean, squash
from phaen.normalizers.totals import says_total

_NUMBER = re.compile(r"^\W*(?:[0-9๐-๙]+(?:\.[0-9๐-๙]+)*[.)]?|\([0-9๐-๙]+\))?\s*[-–]?\s*")
_OF_STRATEGIES = re.compile(r"(?:(?:ประเด็น)?ยุทธศาสตร์|ประเด็นการพัฒนา)(?:ที่|การพัฒนา|ด้าน)*")
"""The heading of a column that names nothing but strategies, each with its sums."""
_NAMES_STRATEGIES = re.compile("ยุทธศาสตร์|ประเด็นการพัฒนา")
_BELOW_STRATEGY = re.compile("แผนงาน|ผลผลิต|โครงการ|กิจกรรม|แนวทาง|กลยุทธ์|เป้า|หมายเหตุ")
"""What stands below a strategy, or beside the table, and is none."""
_OF_PROGRAMMES = "แผนงาน"
"""The heading of a column that names nothing but programmes."""
_GRAND = re.compile(r"ทั้งสิ้น|ทั้งหมด")
_STRATEGY = re.compile(r"^(?:(?:ประเด็น)?ยุทธศาสตร์|ประเด็นการพัฒนา)")
_STRATEGY_THEN = r"(?P<strategy>(?:(?:ประเด็น)?ยุทธศาสตร์|ประเด็นการพัฒนา)(?:ที่)?+\s*[0-9๐-๙]*+[.:]?\s*[ก-๙].*?[^\s0-9๐-๙.])"
_PROGRAMME_BEHIND = r"(?:[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})*[.)]?)?\s*(?P<programme>แผนงาน\s*\S.*)"
_BOTH = re.compile(rf"{_STRATEGY_THEN}\s*(?:\n\s*|(?=[0-9๐-๙])){_PROGRAMME_BEHIND}", re.DOTALL)
"""A cell that names a strategy and, on a line or behind a number of its own, the programme that the sums are of."""
_STRATEGY_ALONE = re.compile(r"(?:(?:ประเด็น)?ยุทธศาสตร์|ประเด็นการพัฒนา)(?:ที่)?\s*[0-9๐-๙]*\s*[:.]?\s*")
_BOTH_HEADED = re.compile(rf"{_STRATEGY_THEN}\s+{_PROGRAMME_BEHIND}", re.DOTALL)
"""The same in a column whose heading names both."""
_PROGRAMME = re.compile(r"^แผนงาน")
_OUTPUT = re.compile(r"^ผลผลิต(?:ที่\s*[0-9๐-๙]+)?\s*:?\s*")
_PROJECT = re.compile(r"^โครงการที่\s*[0-9๐-๙]+\s*:?\s*")
_ACTIVITY = re.compile(r"^(?=กิจกรรม)")
_TACTIC = re.compile(r"^แนวทางการดำเนินงาน|^เป้าหมาย")
_TACTIC_LABEL = re.compile(r"^(?:แนวทางการดำเนินงาน|เป้าหมาย)(?:(?:ที่)?\s*[0-9]+(?:\.[0-9]+)*\s*:?|\s*:)\s*")
_MONEY = re.compile(r"บาท")
_INDICATOR = re.compile(r"^\W*(?:ตัวชี้วัด|ตัวบ่งชี้)")
"""How the name of an indicator opens, which may be counted in baht: it is no sum."""
_MEASURE = re.compile(
    r"^\W*(?:ตัวชี้วัด(?:กิจกรรม|โครงการ)?)?\s*(?:เชิง(?:ปริมาณ|คุณภาพ|เวลา|ต้นทุน))?\s*:\s*|^\W*ตัวชี้วัด(?:ที่\s*[0-9๐-๙]+)?\s*:?\s*|^\W*[-–]\s*"
)


def sum_table(ctx: Context, form: Form, table: JoinedTable) -> None:
    """Every row of the table as a total, with what its first column names; strategies hold for the rows below them."""
    give = form.gives[0]
    first = next(role for role in table.roles if role in ("strategy_programme", "programme"))
    strategy: str | None = None
    seen: set[str | None] = set()
    last, summed = table.rows[-1] if table.rows else None, False
    for row in table.rows:
        cell = table.cell(row, first)
        name = _NUMBER.sub("", clean(cell.text), count=1)
        figures = [other for other in row.cells if other is not cell and not is_blank(other.text)]
        if is_blank(cell.text) and not figures:
            continue
        ctx.claim(cell)
        if not figures:
            if _STRATEGY.match(name) or _is_headed(table, row, first, name):
                strategy = plain(cell.text)
                seen.add(strategy)
            elif not says_total(name) and not _BELOW_STRATEGY.match(name):
                strategy = None  # with dashes for its money it may be the next strategy, or a line of this one
            continue
        if row is last and not summed and len(seen) > 1 and says_total(name):
            strategy = None  # the only sum of several strategies is that of them all
        line = plan_line(ctx, table, row, give, is_total=not _PROJECT.match(name))
        heading = squash(table.heading(first))
        both = _strategy_and_programme(cell.text, heading) if _STRATEGY.match(name) else None
        if both is not None:
            line.raw["strategy"], line.raw["programme"] = both
        elif _OF_STRATEGIES.fullmatch(heading) and not says_total(name) and not _PROGRAMME.match(name):
            line.raw["strategy"] = plain(cell.text)
        else:
            _name_of(line, name, cell.text, strategy, heading == _OF_PROGRAMMES)
        _keep(ctx, table, row, "share", cell.text)
        summed |= says_total(name)
        if _STRATEGY.match(name):
            strategy = both[0] if both is not None else plain(cell.text)
            seen.add(strategy)


def _is_headed(table: JoinedTable, row: JoinedRow, first: str, name: str) -> bool:
    """Is a row that holds nothing but a name a strategy without its label (``1. ด้านเศรษฐกิจ``), as the heading says?

    A row with a dash for its money is a line, if one without money.
    """
    if sum(bool(cell.text.strip()) for cell in row.cells) > 1 or says_total(name):
        return False
    return bool(_NAMES_STRATEGIES.search(squash(table.heading(first)))) and not _BELOW_STRATEGY.match(name)


@cache
def _programmes() -> frozenset[str]:
    text = files("phaen.extractors.wordings").joinpath("local_programmes.txt").read_text("utf-8")
    return frozenset(map(squash, text.split("\n"))) - {""}


def _strategy_and_programme(text: str, heading: str) -> tuple[str, str] | None:
    """The strategy and the programme that one cell names; ``None`` for a strategy alone. Where lines ran together, the
    names of programmes that every local government has tell them apart."""
    headed = _OF_PROGRAMMES in heading and not heading.startswith(_OF_PROGRAMMES)
    both = (_BOTH_HEADED if headed else _BOTH).fullmatch(text.strip())
    if both is not None:
        return plain(both["strategy"]), clean(both["programme"])
    at = text.rfind(_OF_PROGRAMMES)
    if headed and at > 0 and squash(clean(text[at:])) in _programmes() and (own := plain(text[:at])):
        return (own, clean(text[at:])) if not _STRATEGY_ALONE.fullmatch(own) else None
    return None


def _name_of(line: PlanLine, name: str, printed: str, strategy: str | None, programmes: bool) -> None:
    """Put what a row names where it belongs; a source of money is named with the row's amounts."""
    if _STRATEGY.match(name):
        line.raw["strategy"] = plain(printed)
        return
    if strategy is not None and not _GRAND.search(name):
        line.raw["strategy"] = strategy
    if says_total(name):
        return
    if programmes or _PROGRAMME.match(name):
        line.raw["programme"] = name
    elif (found := _OUTPUT.match(name)) is not None:
        line.raw["output"] = name[found.end() :]
    elif (found := _PROJECT.match(name)) is not None:
        line.raw["project"] = name[found.end() :]
    else:
        line.source = name


def measure_table(ctx: Context, form: Form, table: JoinedTable) -> None:
    """Rows counted in money are sums by source; the others indicators with the targets of the same columns."""
    measure, sums = form.gives
    for row in table.rows:
        name, unit = table.cell(row, "name"), table.cell(row, "count_unit")
        figures = [row.cells[column] for column in table.columns("figures")]
        if is_blank(name.text) or all(is_blank(cell.text) for cell in figures):
            if _MONEY.search(unit.text):
                ctx.claim(name, unit)  # a source of money that gives nothing
            continue
        if _MONEY.search(unit.text) and not _INDICATOR.match(name.text):
            _sum(ctx, table, row, sums, clean(name.text), unit.text)
        elif not is_blank(unit.text):
            _indicator(ctx, table, row, measure)
        else:
            continue
        ctx.claim(name, unit)


def _sum(ctx: Context, table: JoinedTable, row: JoinedRow, give: Give, name: str, unit: str) -> None:
    line = plan_line(ctx, table, row, give, is_total=True)
    line.money_line = f"หน่วย : {clean(unit)}"
    label = _NUMBER.sub("", name, count=1)
    if not says_total(label):
        line.source = label


def _indicator(ctx: Context, table: JoinedTable, row: JoinedRow, give: Give, role: str = "figures") -> None:
    mention = Mention(
        give.listing,
        _MEASURE.sub("", plain(table.cell(row, "name").text), count=1),
        row.place,
        row.places,
        base=give.base,
        heading_path=ctx.heading_path,
        flags=[*row_flags(row), *table.flags],
        confidence=row_confidence(row, table.score),
    )
    mention.raw["count_unit"] = table.cell(row, "count_unit").text
    columns = table.columns(role)
    ctx.claim(*(row.cells[column] for column in columns))
    targets_in(ctx, table, {column: row.cells[column].text for column in columns}, mention)
    ctx.records.mentions.append(mention)
    ctx.made.append((row, mention))


def tree_table(ctx: Context, form: Form, table: JoinedTable) -> None:
    """Offices, projects, activities and indicators in one column: rows without a unit have money, others targets."""
    measure, give = form.gives
    tactic: str | None = None
    for row in table.rows:
        name, unit = table.cell(row, "name"), table.cell(row, "count_unit")
        if is_blank(name.text):
            continue
        ctx.claim(name, unit)
        if not is_blank(unit.text):
            _indicator(ctx, table, row, measure, "target")
            continue
        text = plain(name.text)
        project = _PROJECT.match(text) or _ACTIVITY.match(text)
        line = plan_line(ctx, table, row, give, is_total=project is None)
        if _TACTIC.match(text):
            tactic = _TACTIC_LABEL.sub("", text)
        if tactic is not None:
            line.raw["tactic"] = tactic
        if project is not None:
            line.raw["project"] = text[project.end() :]
        elif not _TACTIC.match(text):
            line.raw["units"] = _NUMBER.sub("", text, count=1)
        _keep(ctx, table, row, "change", row.text)


def _keep(ctx: Context, table: JoinedTable, row: JoinedRow, role: str, named: str) -> None:
    """How much more or less than the year before, or the share of the whole: kept as text, it is no budget."""
    columns = table.columns(role)
    ctx.claim(*(row.cells[column] for column in columns))
    told = [
        f"{plain(table.headings[column][-1])} {plain(row.cells[column].text)}"
        for column in columns
        if not is_blank(row.cells[column].text)
    ]
    if told:
        path = (*ctx.heading_path, plain(named)[:80], table.heading(role))
        ctx.records.sections.append(SectionText(path, "other", " ".join(told), row.place))
