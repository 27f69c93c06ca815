"""Project tables: ส่วนที่ 1 and 2 with their summaries, ส่วนที่ 3 (routine work), ตาราง ง (linkage)."""

from __future__ import annotations

import re

from phaen.extractors.forms.context import Context, amounts_of, is_blank, plain, restored_in, row_confidence, row_flags
from phaen.extractors.forms.records import PlanLine
from phaen.extractors.restored import FLAG as RESTORED
from phaen.extractors.tables.joined import JoinedRow, JoinedTable
from phaen.normalizers.text import clean

_ETCETERA = re.compile(r"^\W*ฯลฯ\W*$")
_OUTPUT = re.compile(r"^\W*ผลผลิต")
_PROGRAMME = re.compile(r"^\W*(?:[0-9๐-๙]+[.)]\s*)?แผนงาน")
_MONEY_TOTAL = re.compile(r"จำนวนเงินทั้งสิ้น")


def _section(ctx: Context, table: JoinedTable) -> str:
    if ctx.part == "1" or (ctx.part is None and (table.column("okr") or table.column("strategy_code")) is not None):
        return "part1_summary" if ctx.summary == "part1" else "part1"
    if ctx.summary == "part1":
        return "part1_summary"
    if ctx.summary == "part2":
        return "part2_summary"
    return "part2_issue"


def _line(ctx: Context, table: JoinedTable, row: JoinedRow, section: str, roles: tuple[str, ...]) -> PlanLine:
    line = PlanLine(
        section,
        row.is_total,
        row.place,
        flags=row_flags(row),
        confidence=row_confidence(row, table.score),
    )
    for role in roles:
        if table.column(role) is not None:
            cell = table.cell(row, role)
            line.raw[role] = cell.lines if role == "units" else cell.text
            line.headings[role] = table.heading(role)
            ctx.claim(cell)
    line.amounts = amounts_of(ctx, table, row)
    line.money_line = ctx.money_line
    ctx.records.plans.append(line)
    return line


def project_table(ctx: Context, table: JoinedTable) -> None:
    """Projects of ส่วนที่ 1 or 2, one row per printed line, with the issue, Objective and KR above them."""
    section = _section(ctx, table)
    roles = ("seq", "project", "budget", "units", "policy", "okr", "strategy_code")
    for row in table.rows:
        name = table.cell(row, "project").text
        if row.is_total:
            line = _line(ctx, table, row, section, ("budget",))
            ctx.claim(*(cell for cell in row.cells if re.match(r"^\W*รวม", cell.text)))
            del line
            continue
        if is_blank(name) or _ETCETERA.match(name) or row.spanning:
            if not any(not is_blank(cell.text) for cell in row.cells if cell.text != table.cell(row, "seq").text):
                ctx.claim(row)
            continue
        line = _line(ctx, table, row, section, roles)
        if section == "part2_issue":
            line.issue_no = ctx.issue_no
            line.issue = ctx.issue.text if ctx.issue else None
            line.objective = ctx.objective.text if ctx.objective else None
            line.key_result = ctx.agency_kr.text if ctx.agency_kr else None
            line.flags.extend(restored_in(ctx.issue, ctx.objective, ctx.agency_kr))


def routine_table(ctx: Context, table: JoinedTable) -> None:
    """ส่วนที่ 3: แผนงาน (programme) and ผลผลิต (output) group the projects below them."""
    programme: str | None = None
    output: str | None = None
    page: int | None = None
    hyphen = False
    doubts: list[str] = []
    for row in table.rows:
        turned, page = page is not None and row.place.page != page, row.place.page
        group, name = table.cell(row, "programme_output"), table.cell(row, "project").text
        text = clean(group.text)
        if row.is_total:
            _line(ctx, table, row, "part3", ("budget",))
            ctx.claim(*(cell for cell in row.cells if re.match(r"^\W*(?:รวม|จำนวน)", cell.text)))
            continue
        if _ETCETERA.match(text) or _ETCETERA.match(name):
            ctx.claim(row)
            continue
        if text and not is_blank(text):
            ctx.claim(group, table.cell(row, "seq"))
            lines = [part for part in group.text.split("\n") if part.strip()]
            beside = (*group.flags, *table.cell(row, "project").flags)
            guessed = [flag for flag in beside if flag.endswith("_guess")]
            own = [*guessed, *(flag for flag in group.flags if flag == RESTORED)]
            doubts = [*doubts, *own] if _OUTPUT.match(text) else own
            goes_on, hyphen = turned or hyphen or bool(set(guessed) & set(group.flags)), text.endswith("-")
            if goes_on and not _OUTPUT.match(text) and not _PROGRAMME.match(text) and not table.cell(row, "seq"):
                # the cell of the group was cut by the page end, a new project may begin beside its rest
                before = (programme, output)
                if output is not None:
                    output = plain(f"{output}\n{group.text}")
                elif programme is not None:
                    programme = plain(f"{programme}\n{group.text}")
                for line in ctx.records.plans:
                    if line.section == "part3" and (line.programme, line.output) == before != (None, None):
                        line.programme, line.output = programme, output
            elif _OUTPUT.match(text):
                output = plain(group.text)
            elif len(lines) > 1 and any(_OUTPUT.match(part) for part in lines[1:]):
                cut = next(index for index, part in enumerate(lines) if _OUTPUT.match(part))
                programme, output = plain("\n".join(lines[:cut])), plain("\n".join(lines[cut:]))
            elif _PROGRAMME.match(text) or is_blank(name):
                programme, output = plain(group.text), None
            else:
                output = plain(group.text)
        if is_blank(name):
            continue
        line = _line(ctx, table, row, "part3", ("project", "budget", "units", "policy"))
        line.programme, line.output = programme, output
        line.flags.extend(flag for flag in doubts if flag not in line.flags)


def linkage_table(ctx: Context, table: JoinedTable) -> None:
    """ตาราง ง: the KR that a supporting project, and so its indicator, serves."""
    objective = ""
    for row in table.rows:
        key_result, project = table.cell(row, "key_result").text, table.cell(row, "project").text
        objective = table.cell(row, "objective").text or objective
        if is_blank(key_result):
            continue
        ctx.records.linkages.append((plain(key_result), plain(project), plain(table.cell(row, "project_kpi").text)))
        ctx.claim(table.cell(row, "key_result"), table.cell(row, "project_kpi"))
