"""The rows between the lines of a table: headings, groups, remarks and sums."""

from __future__ import annotations

import re

from phaen.extractors.forms import levels, prose
from phaen.extractors.forms.context import Context, Labelled, base_in, component_no_in, is_blank, plain, restored_in
from phaen.extractors.forms.entering import enter
from phaen.extractors.forms.headings import read_heading
from phaen.extractors.forms.hooks.report import DetailTexts
from phaen.extractors.forms.level_sums import sums_lines_below, sums_of_levels
from phaen.extractors.forms.plan_lines import plan_line
from phaen.extractors.forms.records import SectionText
from phaen.extractors.forms.spec import Form
from phaen.extractors.model import Paragraph
from phaen.extractors.tables.joined import JoinedCell, JoinedRow, JoinedTable
from phaen.extractors.tables.merged import FLAG_MAYBE
from phaen.extractors.tables.row_begins import STATED, is_alone, is_note
from phaen.normalizers.text import arabic_digits, clean

_KEY_RESULT = re.compile(
    r"^\W*(?:(?:ตัววัดผล|ตัวชี้วัดผล|ตัวชี้วัด)หลัก\s*\(\s*)?(?:O?KRs?|KPIs?)\s*\)?\s*(?:ที่\s*)?([0-9.]*)\s*\)?\s*:\s*(?=\S)"
)
_OPENING_NUMBER = re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,2})*)(?:[.)]?\s|[.)]?$)")
_OF_A_GROUP = frozenset({"item_no", "seq", "code", "name", "weight", "perspective"})
"""What may stand beside the name of a group of indicators."""


def number_of(table: JoinedTable, row: JoinedRow) -> JoinedCell | None:
    """The cell that holds a row's printed number; none where nothing is printed there."""
    cells = [table.cell(row, role) for role in ("item_no", "seq")]
    return next((cell for cell in cells if cell and not is_blank(cell.text)), None)


class RowsBetween:
    """What the rows of one table say that are no lines of it. ``texts`` takes those that run over all columns."""

    def __init__(self, ctx: Context, form: Form, table: JoinedTable, texts: DetailTexts | None) -> None:
        self.ctx = ctx
        self.form = form
        self.table = table
        self.texts = texts
        self.across: dict[str, int] = {}
        self.sums = sums_of_levels(table, form.name) if "programme" in form.across else {}

    def read(self, row: JoinedRow, at: int) -> bool:
        """Read row number ``at`` of the table (from 0) if it is no line; was it none?"""
        if at in self.sums:
            self._level_sum(row, self.sums[at])
        elif self._is_umbrella(row, at):
            self._keep_heading(row)
        elif self._heads_its_lines(row, at) or self._is_heading(row) or self._is_group(row):
            pass  # read by the question
        elif self.texts is not None and row.spanning:
            self.texts.across(row)
        elif is_alone(row) and is_note(row.text):  # a remark in the column of names
            self._keep_heading(row)
        elif row.is_total and self.form.total != "line":
            self._total(row)
        else:
            return False
        return True

    def end(self) -> None:
        """Of several groups in one table the last holds no longer than its table."""
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
        cell = number_of(self.table, row)
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
        if entered is not None and entered.label in prose.OF_AN_ISSUE:
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
