"""ส่วนที่ 3 (routine work): แผนงาน (programme) and ผลผลิต (output) in one column group the projects below them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from phaen.extractors.forms.context import Context, is_blank, plain
from phaen.extractors.forms.plan_lines import plan_line
from phaen.extractors.forms.records import PlanLine
from phaen.extractors.forms.spec import Form
from phaen.extractors.restored import FLAG as RESTORED
from phaen.extractors.tables.joined import JoinedRow, JoinedTable
from phaen.extractors.tables.row_begins import is_alone
from phaen.normalizers.text import clean

_ETCETERA = re.compile(r"^\W*ฯลฯ\W*$")
_OUTPUT = re.compile(r"^\W*ผลผลิต")
_PROGRAMME = re.compile(r"^\W*(?:[0-9๐-๙]+[.)]\s*)?แผนงาน")
_OUTPUT_INSIDE = re.compile(r"(?<=\S)(?:\s+(?=ผลผลิต)|\s*(?=ผลผลิต\s*(?:ที่\s*[0-9๐-๙]+\s*)?:))")
"""Where the output begins behind its programme in one line: a space before ผลผลิต, or ``ผลผลิต :`` wherever."""
_OUTPUT_GLUED = re.compile(
    r"(?<=[ก-๙]{3})(?<!เพิ่ม)(?<!ประกัน)(?<!แปรรูป)(?<!ต้นทุน)(?<!คุณภาพ)(?<!พัฒนา)(?<!ส่งเสริม)(?<!ราคา)(?<!ของ)(?<!และ)(?<!การ)(?<!จาก)(?=ผลผลิต)"
)
"""Where it may begin without one: the line's end before it was taken for one inside a word; behind เพิ่ม (raise) and the
like ผลผลิต is a word of the programme's own name."""
_GLUED = "name_end_guess"
_CUT = "row_cut_guess"
_OWN_NUMBER = re.compile(r"^\s*[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})*[.)]?\s*")


@dataclass(slots=True)
class _Group:
    """A programme with its output, and the lines that stand under it; they get its texts when it is complete."""

    programme: str | None = None
    output: str | None = None
    doubts: list[str] = field(default_factory=list)
    lines: list[PlanLine] = field(default_factory=list)

    def close(self) -> None:
        for line in self.lines:
            if self.programme is not None:
                line.raw["programme"] = self.programme
            if self.output is not None:
                line.raw["output"] = self.output
            line.flags.extend(flag for flag in self.doubts if flag not in line.flags)

    def goes_on(self, text: str) -> None:
        """The cell of the group was cut by the page end; this is its rest."""
        if self.output is not None:
            self.output = plain(f"{self.output}\n{text}")
        elif self.programme is not None:
            self.programme = plain(f"{self.programme}\n{text}")

    def parts(self, text: str, *, alone: bool) -> tuple[str | None, str | None]:
        """(programme, output) after a cell with ``text``; ``alone``: no project stands beside it."""
        lines = [part for part in text.split("\n") if part.strip()]
        if _OUTPUT.match(clean(text)):
            return self.programme, plain(text)
        cut = next((index for index, part in enumerate(lines) if index and _OUTPUT.match(part)), None)
        if cut is not None:
            return plain("\n".join(lines[:cut])), plain("\n".join(lines[cut:]))
        if _PROGRAMME.match(clean(text)) and (inside := _OUTPUT_INSIDE.search(text)) is not None:
            return plain(text[: inside.start()]), plain(text[inside.end() :])
        if _PROGRAMME.match(clean(text)) and len(glued := list(_OUTPUT_GLUED.finditer(text))) == 1:
            self.doubts.append(_GLUED)
            return plain(text[: glued[0].start()]), plain(text[glued[0].start() :])
        if _PROGRAMME.match(clean(text)) or alone:
            return plain(text), None
        return self.programme, plain(text)


def routine_table(ctx: Context, form: Form, table: JoinedTable) -> None:
    """Read the groups and the projects under them; the columns are those of the spec."""
    give = form.gives[0]
    group = _Group()
    page: int | None = None
    cut = False
    counts = _counts_projects(table)
    for row in table.rows:
        turned, page = page is not None and row.place.page != page, row.place.page
        if row.is_total:
            plan_line(ctx, table, row, give, is_total=True)
            continue
        cell, name = table.cell(row, "programme_output"), table.cell(row, "project").text
        if _ETCETERA.match(clean(cell.text)) or _ETCETERA.match(name):
            ctx.claim(row)
            continue
        if cell and not is_blank(cell.text):
            guessed = [flag for flag in (*cell.flags, *table.cell(row, "project").flags) if flag.endswith("_guess")]
            may_go_on = turned or cut or bool(set(guessed) & set(cell.flags))
            cut = clean(cell.text).endswith("-")
            group = _next_group(ctx, table, row, group, guessed, may_go_on=may_go_on)
        if not is_blank(name):
            line = plan_line(ctx, table, row, give, is_total=False)
            group.lines.append(line)
            if counts:
                line.raw["seq"] = table.cell(row, "seq").text
                ctx.claim(table.cell(row, "seq"))
    group.close()


def _counts_projects(table: JoinedTable) -> bool:
    """Does the column of numbers count the projects, not their groups? Then it goes on where the group's cell stays
    empty, and no group that stands alone in its row has a number."""
    goes_on = False
    for row in table.rows:
        if row.is_total or row.spanning or is_blank(table.cell(row, "seq").text):
            continue
        cell, name = table.cell(row, "programme_output"), table.cell(row, "project").text
        if is_blank(name):
            return False
        goes_on |= cell.inherited or is_blank(cell.text)
    return goes_on


def _next_group(
    ctx: Context, table: JoinedTable, row: JoinedRow, group: _Group, guessed: list[str], *, may_go_on: bool
) -> _Group:
    """The group that holds from ``row`` on: the one above with the rest of its cell, or a new one."""
    cell = table.cell(row, "programme_output")
    text = clean(cell.text)
    ctx.claim(cell, table.cell(row, "seq"))
    own = [*guessed, *(flag for flag in cell.flags if flag == RESTORED)]
    is_output = bool(_OUTPUT.match(text))
    doubts = [*group.doubts, *own] if is_output else own
    if may_go_on and not is_output and not _PROGRAMME.match(text) and not table.cell(row, "seq"):
        group.goes_on(cell.text)
        rest = _Group(group.programme, group.output, doubts)
        for line in group.lines:  # the lines above get the whole text, but not the doubts about its rest
            line.flags.extend(flag for flag in group.doubts if flag not in line.flags)
        group.doubts = []
        group.close()
        return rest
    if may_go_on and is_output and group.lines and group.programme and group.output is None:
        # at a page end: the output of the lines above whose cell was cut, or that of the lines below
        group.output = plain(cell.text)
        group.doubts = [*group.doubts, _CUT]
    group.close()
    begun = _Group(group.programme, group.output, doubts)
    begun.programme, begun.output = begun.parts(cell.text, alone=is_blank(table.cell(row, "project").text))
    return begun


def routine_tree(ctx: Context, form: Form, table: JoinedTable) -> None:
    """Read programmes, outputs and projects that stand below each other in one column.

    A row without money that names a แผนงาน or ผลผลิต, in whichever cell, heads those below it; beside money it is the
    sum of them where its lines follow, which nobody can tell from a line: it stays one and is flagged.
    """
    give = form.gives[0]
    programme = output = None
    for row in table.rows:
        if row.is_total:
            plan_line(ctx, table, row, give, is_total=True)
            continue
        filled = [cell for cell in row.cells if not is_blank(cell.text) and not cell.inherited]
        money = any(not is_blank(row.cells[index].text) for index in table.columns("budget"))
        named = next((text for cell in filled if _heads(text := _unnumbered(cell.text))), None)
        if named is not None and not money:
            text = plain(named)
            programme, output = (programme, text) if _OUTPUT.match(text) else (text, None)
            ctx.claim(row)
            continue
        if not filled or _ETCETERA.match(table.cell(row, "project").text):
            ctx.claim(row)
            continue
        line = plan_line(ctx, table, row, give, is_total=False)
        line.raw |= {key: text for key, text in (("programme", programme), ("output", output)) if text}
        if named is not None or programme is None:
            line.flags.append("items_unmatched")


def groups_of_routine(ctx: Context, form: Form, table: JoinedTable) -> bool:
    """Do rows across a table of ส่วนที่ 3 (part 3) name the แผนงาน and ผลผลิต of the projects below them?"""
    if ctx.number("part") != "3":
        return False
    alone = (row for row in table.rows if row.spanning or is_alone(row))
    return any(_heads(_unnumbered(row.text)) for row in alone)


def _unnumbered(text: str) -> str:
    return _OWN_NUMBER.sub("", clean(text), count=1)


def _heads(text: str) -> bool:
    return bool(_OUTPUT.match(text) or _PROGRAMME.match(text))
