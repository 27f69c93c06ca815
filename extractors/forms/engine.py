"""The one reader of tables: it goes through the rows of a joined table as the form's spec says."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from phaen.extractors.forms import building, levels
from phaen.extractors.forms.context import Context, Labelled, is_blank, plain, restored_in
from phaen.extractors.forms.details import split_details
from phaen.extractors.forms.headings import Heading, read_heading
from phaen.extractors.forms.hooks import AFTER, GROUPS, NAMES, OWNERS, TABLES, TEXT_ROWS
from phaen.extractors.forms.plan_lines import plan_line
from phaen.extractors.forms.project_rows import ProjectItems
from phaen.extractors.forms.records import Mention, PlanLine, SectionText
from phaen.extractors.forms.result_lines import result_line
from phaen.extractors.forms.rows_between import RowsBetween, number_of
from phaen.extractors.forms.spec import Form, Give, load_forms
from phaen.extractors.model import Paragraph
from phaen.extractors.tables.joined import JoinedCell, JoinedRow, JoinedTable
from phaen.extractors.wordings.matching import Kinds
from phaen.normalizers.names import parse_indicator
from phaen.normalizers.text import arabic_digits

_NUMBERED_ISSUE = re.compile(r"([0-9๐-๙]{1,2})[.)]\s+(?=[^\d๐-๙])(.+)", re.DOTALL)
"""An issue with its number before it, without the word ประเด็น (issue)."""
_ONE_NUMBER = re.compile(r"([0-9๐-๙]{1,2})[.)]\s*(?:(?!\n\s*[0-9๐-๙]{1,2}[.)])[\s\S])+")
"""A text that its number opens, with no further numbered line."""
_ETCETERA = re.compile(r"^\W*ฯลฯ\W*$")


@lru_cache(maxsize=8)
def forms(folder: Path | None = None) -> dict[str, Form]:
    """Every form by the kind of table that it reads: the built-in ones and those of the user's ``folder``."""
    return load_forms(folder, NAMES)


@lru_cache(maxsize=128)
def kinds_for(sector: str | None, folder: Path | None = None, doc_type: str | None = None) -> Kinds:
    """The kinds of table that a document of ``sector`` and ``doc_type`` may have: those of its own forms; when none
    fits, those of other organisations. A table of Bangkok's may be of another's form, too, where that fits much better.
    Where the ``sector`` is unknown, Bangkok's forms count first, the others where they fit clearly better.
    """
    known = {
        kind: form
        for kind, form in forms(folder).items()
        if doc_type is None or not form.documents or doc_type in form.documents
    }
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
        measure = next((give for give in form.gives if give.base == "project" and not give.each), None)
        self.measured_by = self._role_of(measure, "name") if measure is not None else None
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
        between = RowsBetween(self.ctx, self.form, self.table, self.text_rows)
        for at, row in enumerate(self.table.rows):
            if not between.read(row, at):
                self._row(row)
        self.ctx.clear(*self.form.clears)
        between.end()

    def _row(self, row: JoinedRow) -> None:
        form, table = self.form, self.table
        self._sets(row)
        self._keep(row)
        if self.items.goes_on(row, table.cell(row, form.name)):
            self.ctx.claim(table.cell(row, form.name))
            self.items.read(row)
            return
        name = table.cell(row, form.name).text
        is_measure = self._is_measure(row)
        if (self._is_nameless(name) or row.spanning) and not (is_measure and self.beside is not None):
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
                owner = self._give(give, row, owner, is_measure=is_measure)

    def _is_measure(self, row: JoinedRow) -> bool:
        """Does a row name an indicator of its own, with no project and no money? It measures the project above."""
        if self.measured_by is None or row.spanning:
            return False
        project, measure = self.table.cell(row, self.form.name), self.table.cell(row, self.measured_by)
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
        name, number = self.table.cell(row, self.form.name), number_of(self.table, row)
        if give is None or row.spanning or _ETCETERA.match(name.text) or not (name or number):
            return False
        budget = any(not is_blank(row.cells[at].text) for at in self.table.columns("budget"))
        others = [c for c in row.cells if not is_blank(c.text) and not c.inherited and c is not number]
        if not others or not (budget or len(others) > 1):
            return False
        plan_line(self.ctx, self.table, row, give, is_total=False)
        self.ctx.claim(name)
        return True

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

    def _give(self, give: Give, row: JoinedRow, owner: Mention | None, *, is_measure: bool) -> Mention | None:
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
            is_total = self.form.total == "every_row"
            if is_total or not self._has_no_project(give, row, is_measure=is_measure):
                self.beside = plan_line(ctx, table, row, give, is_total=is_total)
            self._measured(give, row, is_measure=is_measure)
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

    def _has_no_project(self, give: Give, row: JoinedRow, *, is_measure: bool) -> bool:
        """No project is named, or it is the one of a merged cell whose line stands above already."""
        role = self._role_of(give, "project")
        cell = self.table.cell(row, role)
        if is_blank(cell.text) or (is_measure and self.beside is not None):
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

    def _measured(self, give: Give, row: JoinedRow, *, is_measure: bool) -> None:
        """A line of an indicator names the project that serves it: the indicator measures the project, and so do those
        of the rows below that name none."""
        role = self.form.name
        if self._role_of(give, "project") == role:
            role = self._role_of(give, "success_measure") if is_measure else ""
        if self.beside is None or give.only_base or not role:
            return
        told, name = self.beside.raw.get("success_measure", ""), self.table.cell(row, role)
        if plain(name.text) not in told:
            self.beside.raw["success_measure"] = f"{told}\n{name.text}".strip()

    def _keep(self, row: JoinedRow) -> None:
        """Texts of columns that are understood and belong to no dataset (เป้าประสงค์ of the city's plan, a note)."""
        for _, at in self.kept:
            cell = row.cells[at]
            if cell and not cell.inherited and not is_blank(cell.text):
                heading = " ".join(filter(None, self.table.headings[at]))  # the column's own: a role may have several
                path = (*self.ctx.heading_path, heading)
                section = SectionText(path, "other", cell.text, row.place, flags=restored_in(cell))
                self.ctx.records.sections.append(section)
            self.ctx.claim(cell)

    def _labelled(self, heading: str, role: str, cell: JoinedCell, row: JoinedRow) -> Labelled:
        """What a cell sets; one that prints the label and number too (ประเด็นการพัฒนาที่ 1 …) is read like a heading."""
        found = read_heading(Paragraph(cell.text, cell.text, row.place), self.ctx)
        if found is not None and found.number is not None and _is_of(found, heading):
            return Labelled(role, plain(found.value), row.place, cell.flags, found.number)
        if heading == "issue" and (numbered := _NUMBERED_ISSUE.match(plain(cell.text))) is not None:
            return Labelled(role, numbered[2], row.place, cell.flags, arabic_digits(numbered[1]))
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
