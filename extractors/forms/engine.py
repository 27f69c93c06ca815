"""The one reader of tables: it goes through the rows of a joined table as the form's spec says."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from phaen.extractors.forms import building, levels, prose
from phaen.extractors.forms.context import Context, Labelled, base_in, component_no_in, is_blank, plain, restored_in
from phaen.extractors.forms.details import split_details
from phaen.extractors.forms.entering import enter
from phaen.extractors.forms.headings import Heading, read_heading
from phaen.extractors.forms.hooks import AFTER, GROUPS, NAMES, OWNERS, TABLES, TEXT_ROWS
from phaen.extractors.forms.level_sums import sums_lines_below, sums_of_levels
from phaen.extractors.forms.plan_lines import plan_line
from phaen.extractors.forms.project_rows import ProjectItems
from phaen.extractors.forms.records import Mention, PlanLine, SectionText
from phaen.extractors.forms.result_lines import result_line
from phaen.extractors.forms.spec import Form, Give, load_forms
from phaen.extractors.model import Paragraph
from phaen.extractors.tables.joined import JoinedCell, JoinedRow, JoinedTable
from phaen.extractors.tables.merged import FLAG_MAYBE
from phaen.extractors.tables.row_begins import STATED, is_alone, is_note
from phaen.extractors.wordings.matching import Kinds
from phaen.normalizers.names import parse_indicator
from phaen.normalizers.text import arabic_digits, clean

_KEY_RESULT = re.compile(
    r"^\W*(?:(?:ตัววัดผล|ตัวชี้วัดผล|ตัวชี้วัด)หลัก\s*\(\s*)?(?:O?KRs?|KPIs?)\s*\)?\s*(?:ที่\s*)?([0-9.]*)\s*\)?\s*:\s*(?=\S)"
)
_ONE_NUMBER = re.compile(r"([0-9๐-๙]{1,2})[.)]\s*(?:(?!\n\s*[0-9๐-๙]{1,2}[.)])[\s\S])+")
"""A text that its number opens, with no further numbered line."""
_OPENING_NUMBER = re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,2})*)(?:[.)]?\s|[.)]?$)")
_OF_A_GROUP = frozenset({"item_no", "seq", "code", "name", "weight", "perspective"})
"""What may stand beside the name of a group of indicators."""
_ETCETERA = re.compile(r"^\W*ฯลฯ\W*$")


@lru_cache(maxsize=8)
def forms(folder: Path | None = None) -> dict[str, Form]:
    """Every form by the kind of table that it reads: the built-in ones and those of the user's ``folder``."""
    return load_forms(folder, NAMES)


@lru_cache(maxsize=32)
def kinds_for(sector: str | None, folder: Path | None = None) -> Kinds:
    """The kinds of table that a document of ``sector`` may have: those of its own forms; when none fits, those of other
    organisations. A table of Bangkok's may be of another's form, too, where that fits much better. Where the ``sector``
    is unknown, Bangkok's forms count first, the others where they fit clearly better.
    """
    known = forms(folder)
    own = frozenset(kind for kind, form in known.items() if not form.holds_for or (sector or "bma") in form.holds_for)
    others = frozenset(kind for kind, form in known.items() if kind not in own and form.elsewhere)
    return Kinds(own, others, elsewhere=sector != "bma", unsure=sector is None)


def read_table(ctx: Context, form: Form, table: JoinedTable) -> None:
    """Read every row of ``table`` into records of ``ctx``; cells that no role takes stay unclaimed."""
    if form.hook:
        TABLES[form.hook](ctx, form, table)
    elif form.grouped and GROUPS[form.grouped](ctx, form, table):
        TABLES[form.grouped](ctx, form, table)
    else:
        _Rows(ctx, form, table).read()


def _is_of(found: Heading, heading: str) -> bool:
    """Is a text read as a heading one of those that set ``heading``, in running text or in a column of its own?"""
    sets = found.label.sets if found.label is not None else ""
    return heading in (found.name, f"{sets}_column")


def _says_nothing(text: str) -> bool:
    """An empty cell, or a template that prints its inner headings (นิยาม, วิธีคำนวณ) and nothing under them."""
    return is_blank(text) or not split_details(text)


class _Rows:
    """One table under one form."""

    def __init__(self, ctx: Context, form: Form, table: JoinedTable) -> None:
        self.ctx = ctx
        self.form = form
        self.table = table
        self.owners: dict[str, Mention | None] = {}
        self.text_rows = TEXT_ROWS[form.text_rows](ctx) if form.text_rows else None
        self.items = ProjectItems(ctx, form, table)
        self.beside: PlanLine | None = None
        self.across: dict[str, int] = {}
        read = {field.role for give in form.gives for field in building.fields_of(give, table) if field.unless}
        self.kept = [(role, at) for role in form.kept if role not in read for at in table.columns(role)]

    def read(self) -> None:
        """Read every row."""
        self.ctx.leave_columns(
            self.form.kind, [name for role, name in self.form.sets if self.table.column(role) is None]
        )
        for give in self.form.gives:
            if give.owner and give.owner not in self.owners:
                self.owners[give.owner] = OWNERS[give.owner](self.ctx, self.table)
        sums = sums_of_levels(self.table, self.form.name) if "programme" in self.form.across else {}
        for at, row in enumerate(self.table.rows):
            if at in sums:
                self._level_sum(row, sums[at])
            elif self._is_umbrella(row, at):
                self._keep_heading(row)
            elif not self._heads_its_lines(row, at):
                self._row(row)
        self.ctx.clear(*self.form.clears)
        # of several groups in one table the last holds no longer than its table
        self.ctx.set_by_columns |= {name: self.form.kind for name, times in self.across.items() if times > 1}

    def _is_umbrella(self, row: JoinedRow, at: int) -> bool:
        """An indicator's number and name over the numbers that part it (1 over 1.1, 1.2), with nothing beside but what
        they count together: the name of a group, no indicator."""
        lists = any(give.dataset == "kpis" and not give.each and give.base != "project" for give in self.form.gives)
        if not (lists and self.table.elsewhere) or row.is_total or at + 1 >= len(self.table.rows):
            return False
        number, below = self._printed_number(row), self._printed_number(self.table.rows[at + 1])
        if not number or not below.startswith(f"{number}."):
            return False
        return self._says_a_group(row)

    def _says_a_group(self, row: JoinedRow) -> bool:
        """Does a row say no more than a group of indicators has: number, name, and what they count together?"""
        said = zip(row.cells, self.table.roles, strict=False)
        return all(role in _OF_A_GROUP or is_blank(cell.text) for cell, role in said)

    def _printed_number(self, row: JoinedRow) -> str:
        cell = self._number(row)
        found = _OPENING_NUMBER.match(arabic_digits(clean((cell or self.table.cell(row, self.form.name)).text)))
        return found[1] if found else ""

    def _heads_its_lines(self, row: JoinedRow, at: int) -> bool:
        """A heading with its number in the column of names (ประเด็นการพัฒนาที่ 2 …), and beside it the sum of the lines
        below: it is both the heading and a total."""
        cell = self.table.cell(row, self.form.name)
        if self.form.total != "read" or not self.table.elsewhere or not cell or not sums_lines_below(self.table, at):
            return False
        paragraph = Paragraph(cell.text, cell.text, row.place, flags=cell.flags)
        heading = read_heading(paragraph, self.ctx)
        if heading is None or heading.number is None or heading.name not in self.form.across:
            return False
        enter(self.ctx, heading, paragraph)
        self._total(row)
        self.ctx.claim(cell)
        for line in self.ctx.records.plans[-1:]:  # what a cell from above would say of a line, it does not of a sum
            line.flags = [flag for flag in line.flags if flag != FLAG_MAYBE]
        return True

    def _row(self, row: JoinedRow) -> None:
        form, table = self.form, self.table
        if self._is_heading(row) or self._is_group(row):
            return
        if self.text_rows is not None and row.spanning:
            self.text_rows.across(row)
            return
        if self._is_note(row):
            self._keep_heading(row)
            return
        if row.is_total and form.total != "line":
            self._total(row)
            return
        self._sets(row)
        self._keep(row)
        if self.items.goes_on(row, table.cell(row, form.name)):
            self.ctx.claim(table.cell(row, form.name))
            self.items.read(row)
            return
        name = table.cell(row, form.name).text
        if (self._is_nameless(name) or row.spanning) and not self._measures_line_above(row):
            if not self._line_without_name(row):
                self._unnamed(row)
            return
        if self.text_rows is not None:
            self.text_rows.line(row)
        owner: Mention | None = None
        lines = len(self.ctx.records.plans)
        for give in form.gives:
            if give.each == "items":
                self.items.begin(self.ctx.records.plans[-1] if len(self.ctx.records.plans) > lines else None)
                self.items.read(row)
            else:
                owner = self._give(give, row, owner, is_total=form.total == "every_row")

    def _measures_line_above(self, row: JoinedRow) -> bool:
        """Does a row name one more indicator of the project above: its own, with no project and no money of its own?"""
        give = next((give for give in self.form.gives if give.base == "project" and not give.each), None)
        if give is None or self.beside is None or row.spanning:
            return False
        project, measure = self.table.cell(row, self.form.name), self.table.cell(row, self._role_of(give, "name"))
        if measure is project or measure.inherited or is_blank(measure.text):
            return False
        amounts = [row.cells[at] for at in self.table.columns("budget")]
        return (project.inherited or is_blank(project.text)) and all(
            cell.inherited or is_blank(cell.text) for cell in amounts
        )

    def _is_nameless(self, name: str) -> bool:
        """An empty cell, the dots of a template (``KR 1 : .....``) or ฯลฯ (et cetera)."""
        if is_blank(name) or _ETCETERA.match(name):
            return True
        return any(give.dataset == "kpis" and not give.each for give in self.form.gives) and is_blank(
            parse_indicator(name).name
        )

    def _line_without_name(self, row: JoinedRow) -> bool:
        """Read a line of a plan that has a number or signs where its name should stand, and an amount or several other
        cells: the line is there, whatever it is called. The record says that it has no name."""
        give = next((give for give in self.form.gives if give.dataset == "plans" and not give.only_base), None)
        name, number = self.table.cell(row, self.form.name), self._number(row)
        if give is None or row.spanning or _ETCETERA.match(name.text) or not (name or number):
            return False
        budget = any(not is_blank(row.cells[at].text) for at in self.table.columns("budget"))
        others = [c for c in row.cells if not is_blank(c.text) and not c.inherited and c is not number]
        if not others or not (budget or len(others) > 1):
            return False
        plan_line(self.ctx, self.table, row, give, is_total=False)
        self.ctx.claim(name)
        return True

    def _number(self, row: JoinedRow) -> JoinedCell | None:
        cells = [self.table.cell(row, role) for role in ("item_no", "seq")]
        return next((cell for cell in cells if cell and not is_blank(cell.text)), None)

    def _unnamed(self, row: JoinedRow) -> None:
        """A row that names nothing: claimed as far as nothing is printed in it."""
        if self.form.nameless == "claim":
            self.ctx.claim(row)
            return
        numbers = [self.table.cell(row, role) for role in ("item_no", "seq")]
        name = self.table.cell(row, self.form.name)
        if name and not row.spanning and not _ETCETERA.match(name.text):
            self.ctx.claim(name, *(cell for cell in row.cells if is_blank(cell.text)))
        elif all(
            _says_nothing(cell.text) or (not row.spanning and any(cell is number for number in numbers))
            for cell in row.cells
        ):
            self.ctx.claim(row)

    def _give(self, give: Give, row: JoinedRow, owner: Mention | None, *, is_total: bool) -> Mention | None:
        ctx, table = self.ctx, self.table
        if give.only_base and (owner is None or owner.base != give.only_base):
            return owner
        if any(table.column(role) is not None for role in give.without) or self._names_nothing(give, row):
            return owner
        if give.needs and all(is_blank(table.cell(row, role).text) for role in give.needs):
            return owner
        if give.dataset == "kpis":
            if give.base == "project":
                if all(is_blank(table.cell(row, self._role_of(give, told)).text) for told in ("name", "target_raw")):
                    return None  # a project without an indicator
                return building.mentions(ctx, table, row, give)[0]
            owner = building.mention(ctx, table, row, give)
            if give.after:
                AFTER[give.after](ctx, table, row, owner)
        elif give.dataset == "plans":
            if is_total or not self._has_no_project(give, row):
                self.beside = plan_line(ctx, table, row, give, is_total=is_total)
            self._measured(give, row)
            return owner
        else:
            owner = self.owners[give.owner] if give.owner else owner
            if owner is None:
                return None
            if give.dataset == "results":
                result_line(ctx, table, row, give, owner)
            elif give.dataset == "rubrics":
                levels.rubric_rows(ctx, table, row, give, owner)
            else:
                building.milestone_step(ctx, table, row, give, owner)
        return owner

    def _has_no_project(self, give: Give, row: JoinedRow) -> bool:
        """No project is named, or it is the one of a merged cell whose line stands above already."""
        role = self._role_of(give, "project")
        cell = self.table.cell(row, role)
        if is_blank(cell.text) or self._measures_line_above(row):
            return True
        return cell.inherited and (give.only_base != "" or role != self.form.name)

    def _names_nothing(self, give: Give, row: JoinedRow) -> bool:
        """Is the indicator named in a column of its own, and this row is below the one that names it?"""
        role = self._role_of(give, "name")
        if give.dataset != "kpis" or give.each or give.base == "project" or role == self.form.name:
            return False
        cell = self.table.cell(row, role)
        return cell.inherited or is_blank(cell.text)

    def _role_of(self, give: Give, column: str) -> str:
        """The role that fills ``column``; that of the row's name where the spec says none."""
        return next((field.role for field in give.fields if field.column == column), self.form.name)

    def _measured(self, give: Give, row: JoinedRow) -> None:
        """A line of an indicator names the project that serves it: the indicator measures the project, and so do those
        of the rows below that name none."""
        role = self.form.name
        if self._role_of(give, "project") == role:
            role = self._role_of(give, "success_measure") if self._measures_line_above(row) else ""
        if self.beside is None or give.only_base or not role:
            return
        told, name = self.beside.raw.get("success_measure", ""), self.table.cell(row, role)
        if plain(name.text) not in told:
            self.beside.raw["success_measure"] = f"{told}\n{name.text}".strip()

    # -- rows that are no lines

    def _is_heading(self, row: JoinedRow) -> bool:
        """A row across the table that is a heading (องค์ประกอบที่ 1 …, ประเด็นการพัฒนาที่ 2 …) moves the context."""
        filled = [(cell, role) for cell, role in zip(row.cells, self.table.roles, strict=False) if cell]
        named = bool(filled) and filled[0][0] is self.table.cell(row, self.form.name)
        alone = (self.table.elsewhere and is_alone(row)) or (named and self._says_a_group(row))
        if not (row.spanning or alone) or not self.form.across:
            return False
        cells = [cell for cell, _ in sorted(filled, key=lambda one: one[1] in STATED)]  # its figure may stand first
        text = clean(cells[0].text) if cells else ""
        if "component" in self.form.across:
            number, base = component_no_in(text), base_in(text)
            if number is not None or base is not None:
                self.ctx.enter_component(number or self.ctx.component_no, base, row.place)
                self._keep_heading(row)
                return True
        if "agency_kr" in self.form.across and (found := _KEY_RESULT.match(text)) is not None:
            key_result = Labelled("agency_kr", text[found.end() :], row.place, number=found[1])
            self.ctx.set("agency_kr", key_result)
            self._stated(key_result)
            self._keep_heading(row)
            return True
        flags = tuple(flag for cell in cells for flag in cell.flags)
        paragraph = Paragraph(cells[0].text, cells[0].text, row.place, flags=flags) if cells else None
        heading = read_heading(paragraph, self.ctx) if paragraph is not None else None
        if heading is None or paragraph is None or heading.name not in self.form.across:
            return False
        if not row.spanning and heading.number is None:
            return False  # a name that begins like a heading, in a row that lost its other cells
        entered = enter(self.ctx, heading, paragraph)
        if self.table.elsewhere and heading.label is not None and heading.label.sets:
            self.across[heading.label.sets] = self.across.get(heading.label.sets, 0) + 1
        if entered is not None and entered.label == "agency_kr":
            prose.strategy_indicators(self.ctx, entered)
        elif entered is not None and entered.label == "key_result":
            self._stated(entered)
        self._keep_heading(row)
        return True

    def _stated(self, key_result: Labelled) -> None:
        """A key result that a row of a table of projects states for the issue above is an indicator, stated nowhere
        else; a table that lists indicators says itself which."""
        if self.ctx.get("issue") is not None and not any(give.dataset == "kpis" for give in self.form.gives):
            prose.strategy_indicators(self.ctx, key_result)

    def _is_note(self, row: JoinedRow) -> bool:
        """A remark in the column of names, with nothing beside it."""
        return is_alone(row) and is_note(row.text)

    def _is_group(self, row: JoinedRow) -> bool:
        """A row of a rubric that names the group of agencies whose levels follow (กลุ่ม ก)."""
        filled = [cell for cell in row.cells if cell]
        rubric = any(give.dataset == "rubrics" and give.owner for give in self.form.gives)
        group = levels.group_in(filled[0].text) if rubric and len(filled) == 1 else None
        if group is None:
            return False
        self.ctx.set("rubric_group", Labelled("rubric_group", plain(filled[0].text), row.place, number=group))
        self._keep_heading(row)
        return True

    def _keep_heading(self, row: JoinedRow) -> None:
        """The heading is text of the document; a figure beside it says what the whole counts (น้ำหนัก : 70)."""
        said: list[str] = []
        for cell, role in zip(row.cells, self.table.roles, strict=False):
            if cell:
                said.append(f"{self.table.heading(role or '')} : {plain(cell.text)}" if said else plain(cell.text))
        section = SectionText(self.ctx.heading_path, "other", " ".join(said), row.place, flags=restored_in(*row.cells))
        self.ctx.records.sections.append(section)
        self.ctx.claim(row)

    def _total(self, row: JoinedRow) -> None:
        if self.form.total == "claim":
            self.ctx.claim(row)
        elif self.form.total in ("read", "every_row"):
            self.ctx.claim(*(self.table.cell(row, role) for role, _ in self.form.sets))  # its label
            for give in self.form.gives:
                if give.dataset == "plans" and not give.only_base:
                    plan_line(self.ctx, self.table, row, give, is_total=True)

    def _level_sum(self, row: JoinedRow, level: str) -> None:
        """The sum of a programme or an output, which the lines below it are of."""
        cell = self.table.cell(row, self.form.name)
        paragraph = Paragraph(cell.text, cell.text, row.place, flags=cell.flags)
        heading = read_heading(paragraph, self.ctx)
        if heading is not None and heading.name == level:
            enter(self.ctx, heading, paragraph)
        elif level == "output":
            self.ctx.set("output", Labelled("output", plain(cell.text), row.place, cell.flags))
        self._total(row)
        self.ctx.claim(cell)

    def _keep(self, row: JoinedRow) -> None:
        """Texts of columns that are understood and belong to no dataset (เป้าประสงค์ of the city's plan, a note)."""
        for role, at in self.kept:
            cell = row.cells[at]
            if cell and not cell.inherited and not is_blank(cell.text):
                path = (*self.ctx.heading_path, self.table.heading(role))
                section = SectionText(path, "other", cell.text, row.place, flags=restored_in(cell))
                self.ctx.records.sections.append(section)
            self.ctx.claim(cell)

    def _labelled(self, heading: str, role: str, cell: JoinedCell, row: JoinedRow) -> Labelled:
        """What a cell sets; one that prints the label and number too (ประเด็นการพัฒนาที่ 1 …) is read like a heading."""
        found = read_heading(Paragraph(cell.text, cell.text, row.place), self.ctx)
        if found is not None and found.number is not None and _is_of(found, heading):
            return Labelled(role, plain(found.value), row.place, cell.flags, found.number)
        only = _ONE_NUMBER.fullmatch(cell.text.strip()) if heading == "strategy_column" else None
        return Labelled(role, plain(cell.text), row.place, cell.flags, arabic_digits(only[1]) if only else None)

    def _sets(self, row: JoinedRow) -> None:
        """Columns that hold for the rows below until another text stands in them, or in one before them."""
        for number, (role, heading) in enumerate(self.form.sets):
            cell = self.table.cell(row, role)
            if cell and not is_blank(cell.text):
                text = self._labelled(heading, role, cell, row)
                if text.text != (self.ctx.text(heading) or ""):
                    self.ctx.clear(*(below for _, below in self.form.sets[number + 1 :]))
                    self.beside = None
                self.ctx.set(heading, text)
                if "bma" not in self.form.holds_for:  # Bangkok's objectives go on over tables of several kinds
                    self.ctx.set_by_columns[heading] = self.form.kind
            self.ctx.claim(cell)
