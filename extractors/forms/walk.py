"""The walk through a document: headings set the context, tables go to the form that knows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from phaen.extractors.forms import agreement, city_plan, indicator_tables, milestones, projects, prose, report
from phaen.extractors.forms.contents import Contents
from phaen.extractors.forms.context import Context, Field, base_in, component_no_in
from phaen.extractors.forms.headings import Heading, read_heading
from phaen.extractors.forms.identity import Identity
from phaen.extractors.forms.records import Records
from phaen.extractors.forms.sections import SectionBuilder
from phaen.extractors.model import Document, Paragraph
from phaen.extractors.tables.ditto import fill_dittos
from phaen.extractors.tables.joined import Item, JoinedTable, is_furniture
from phaen.normalizers.agencies import AgencyRegister
from phaen.normalizers.money import money_unit
from phaen.normalizers.text import clean

TableForm = Callable[[Context, JoinedTable], None]

FORMS: dict[str, TableForm] = {
    "kr_table": indicator_tables.kr_table,
    "component_table": indicator_tables.component_table,
    "component_definition": indicator_tables.component_definition,
    "strategy_definition": indicator_tables.strategy_definition,
    "bma_definition": city_plan.definition_table,
    "bma_objective": city_plan.objective_table,
    "bma_targets": city_plan.target_table,
    "agreement_summary": agreement.summary_table,
    "agreement_detail": agreement.detail_table,
    "rubric": agreement.rubric_table,
    "project_table": projects.project_table,
    "routine_table": projects.routine_table,
    "linkage": projects.linkage_table,
    "milestones": milestones.month_table,
    "score_scale": report.score_scale,
    "score_table": report.score_table,
    "result_summary": report.result_summary,
    "result_detail": report.result_detail,
}

_LINES_ABOVE = 4
"""So many lines above a table may name the unit of its money."""
_RESULT_LINES = 5
"""So many lines may stand before the value that a result of the year before reached."""
_EVALUATION_PART = re.compile(r"สำหรับทุกหน่วยงาน|กำหนดค่าน้ำหนัก")
_STRATEGY = re.compile(r"ยุทธศาสตร์ที่\s*([0-9]+)")
FIELD_LABELS = {
    "objective",
    "key_result",
    "agency_kr",
    "policy",
    "issue",
    "linkage",
    "milestone_indicator",
    "milestone_project",
    "rubric_heading",
    "report_indicator",
}
"""Labels whose text runs on until the next label or table."""
_ITEM = re.compile(r"^\W*[0-9๐-๙]+[.)][0-9๐-๙]*\s")


def read_records(document: Document, items: Sequence[Item], identity: Identity, register: AgencyRegister) -> Records:
    """Run every form over ``items`` and give the raw records of the document, in printed order."""
    records = Records()
    ctx = Context(identity.fiscal_year, identity.agency, register, identity.doc_type, records)
    sections = SectionBuilder(ctx)
    walk = _Walk(ctx, sections)
    for item in items:
        if isinstance(item, JoinedTable):
            walk.table(item)
        elif is_furniture(item):
            walk.furniture(item)
        elif any(item is paragraph for paragraph in identity.title_paragraphs):
            ctx.claim(item)
        else:
            walk.paragraph(item)
    walk.close()
    sections.finish(document)
    return records


class _Walk:
    """Feeds items to the context, the forms and the sections."""

    def __init__(self, ctx: Context, sections: SectionBuilder) -> None:
        self.ctx = ctx
        self.sections = sections
        self.open: Field | None = None
        self.list_open: list[Paragraph] | None = None
        self.prior_open: list[Paragraph] = []
        self.contents: Contents | None = None
        self.component_text: list[str] = []
        self.above: list[str] = []

    def table(self, table: JoinedTable) -> None:
        """Give a table to its form, or to the sections when no form knows it."""
        self.close()
        if self.contents is not None:
            if table.kind is None:
                for row in table.rows:
                    self.contents.takes(row.text)
                    self.ctx.claim(row)
                return
            self.contents = None
        form = FORMS.get(table.kind or "")
        if form is None:
            self.sections.unknown_table(table)
            return
        for cell in table.header_cells:
            self.ctx.claim(cell)
        self.ctx.claim(*fill_dittos(table))
        self.ctx.money_line = next((text for text in reversed(self.above) if money_unit(text, line=True)), "")
        self.above = []
        form(self.ctx, table)
        self.sections.leftover_cells(table)

    def furniture(self, paragraph: Paragraph) -> None:
        """Page numbers and running heads; a form's title at the top of every page still begins a new block."""
        self._keep_above(paragraph)
        if "running_head" in paragraph.flags:
            heading = read_heading(paragraph, self.ctx)
            if heading is not None and heading.name in ("agreement_head", "report_form"):
                self.paragraph(paragraph)
                return
        self.sections.furniture(paragraph)

    def paragraph(self, paragraph: Paragraph) -> None:
        """Read a paragraph as a heading, as the rest of a labelled text, as a list item or as prose."""
        self._keep_above(paragraph)
        if self.contents is not None:
            if self.contents.takes(paragraph.text):
                self.sections.furniture(paragraph)
                return
            self.contents = None
        heading = read_heading(paragraph, self.ctx)
        if heading is None:
            if not self._rest_of_component(paragraph):
                self._prose(paragraph)
            return
        self.component_text = []
        in_list = self.list_open is not None and heading.name in ("component", "subcomponent", "base_line")
        self.close()
        self._enter(heading, paragraph)
        if in_list:
            self.list_open = []

    def _keep_above(self, paragraph: Paragraph) -> None:
        self.above = [*self.above, paragraph.text][-_LINES_ABOVE:]

    def _rest_of_component(self, paragraph: Paragraph) -> bool:
        """An องค์ประกอบ heading broken over lines: its (… Base) word may stand on a later one, or be cut itself."""
        if not self.component_text or self.ctx.base is not None or _ITEM.match(paragraph.text):
            self.component_text = []
            return False
        self.component_text.append(clean(paragraph.text))
        self.ctx.base = base_in(" ".join(self.component_text))
        if self.ctx.base is not None or len(self.component_text) > 3:
            self.component_text = []
        self.sections.text(paragraph)
        return True

    def close(self) -> None:
        """End the labelled text and the list that are open."""
        if self.open is not None:
            field, self.open = self.open, None
            if field.label == "agency_kr":
                prose.strategy_indicators(self.ctx, field)
            elif field.label == "linkage":
                self._strategy_of_issue(clean(field.text))
        if self.list_open is not None:
            prose.kr_list(self.ctx, self.list_open)
            self.list_open = None
        self._close_prior_year()

    def _prior_year(self, paragraph: Paragraph) -> bool:
        """A result of the year before; where lines are paragraphs, what it reached may stand on a later line."""
        numbered = prose.is_numbered(paragraph, self.prior_open[-1] if self.prior_open else None)
        if self.prior_open and not numbered:
            lines = [*self.prior_open, paragraph]
            if prose.prior_year(self.ctx, lines):
                self.prior_open = []
                return True
            if len(lines) < _RESULT_LINES:
                self.prior_open = lines
                return True
        self._close_prior_year()
        if prose.prior_year(self.ctx, [paragraph]):
            return True
        if (numbered or prose.names_subject(paragraph)) and self.ctx.component_no is not None:
            self.prior_open = [paragraph]
        return bool(self.prior_open)

    def _close_prior_year(self) -> None:
        for paragraph in self.prior_open:
            self.sections.text(paragraph)
        self.prior_open = []

    def _prose(self, paragraph: Paragraph) -> None:
        if self.open is not None and _runs_on(self.open, paragraph):
            self.open.paragraphs.append(paragraph)
            if self.open.label != "rubric_heading":
                self.ctx.claim(paragraph)
            else:
                self.sections.text(paragraph)
            return
        if self.list_open is not None and paragraph.level is None:
            self.list_open.append(paragraph)
            return
        if self.ctx.in_prior_year is not None and self._prior_year(paragraph):
            return
        if self.ctx.report_indicator and _ITEM.match(paragraph.text):
            field = report.item_heading(self.ctx, paragraph)
            if field is not None:
                self.close()
                self.open = field
                self.ctx.claim(paragraph)
                return
        self.sections.text(paragraph)

    def _enter(self, heading: Heading, paragraph: Paragraph) -> None:
        if heading.name in FIELD_LABELS:
            self._field(heading, paragraph)
        else:
            handler = getattr(self, f"_on_{heading.name}", None)
            if handler is not None:
                handler(heading, paragraph)
        self.sections.heading(heading, paragraph)

    # -- labelled texts ------------------------------------------------------------------------------------------

    def _field(self, heading: Heading, paragraph: Paragraph) -> None:
        ctx, name = self.ctx, heading.name
        if name == "milestone_project" and not ctx.milestone_no:
            return
        field = Field(name, heading.value, paragraph.place, paragraph.flags)
        self.open = field
        if name != "rubric_heading":
            ctx.claim(paragraph)
        if name == "issue":
            ctx.reset_under_issue()
            ctx.summary = None
            ctx.issue_no, ctx.issue = heading.number, field
        elif name == "objective":
            ctx.objective, ctx.key_result, ctx.agency_kr = field, None, None
        elif name == "key_result":
            ctx.key_result = field
        elif name == "agency_kr":
            ctx.agency_kr = field
        elif name == "policy":
            ctx.policy = field
        elif name == "milestone_indicator":
            ctx.milestone_no, ctx.milestone_name, ctx.milestone_project = heading.number, field, None
        elif name == "milestone_project":
            ctx.milestone_project = field
        elif name == "rubric_heading":
            ctx.rubric_heading = field
        elif name == "report_indicator":
            ctx.report_indicator, ctx.report_item, ctx.report_item_no, ctx.current = field, None, None, None

    def _strategy_of_issue(self, text: str) -> None:
        """ความเชื่อมโยง (linkage) of an issue: the ยุทธศาสตร์ that its indicators serve."""
        found = _STRATEGY.search(text)
        if found is not None:
            self.ctx.strategy_no = found.group(1)
            prose.strategy_of_issue(self.ctx, found.group(1))

    # -- headings that only move the context ---------------------------------------------------------------------

    def _on_contents(self, heading: Heading, paragraph: Paragraph) -> None:
        self.contents = Contents()

    def _on_part(self, heading: Heading, paragraph: Paragraph) -> None:
        if _EVALUATION_PART.search(heading.value):
            return
        ctx = self.ctx
        ctx.part, ctx.summary, ctx.table_letter, ctx.in_prior_year = heading.number, None, None, None
        ctx.issue = ctx.issue_no = None
        ctx.reset_under_issue()
        ctx.component_no = ctx.base = None

    def _on_table_letter(self, heading: Heading, paragraph: Paragraph) -> None:
        ctx = self.ctx
        ctx.table_letter, ctx.summary = heading.number, None
        ctx.issue = ctx.issue_no = None
        ctx.reset_under_issue()
        ctx.component_no = ctx.base = None

    def _on_part1_summary(self, heading: Heading, paragraph: Paragraph) -> None:
        self.ctx.summary = "part1"

    def _on_part2_summary(self, heading: Heading, paragraph: Paragraph) -> None:
        self.ctx.summary = "part2"

    def _on_dimension(self, heading: Heading, paragraph: Paragraph) -> None:
        self.ctx.strategy_no = self.ctx.substrategy_no = self.ctx.bma_objective = None

    _on_aspect = _on_dimension

    def _on_strategy(self, heading: Heading, paragraph: Paragraph) -> None:
        ctx = self.ctx
        if ctx.issue is not None and ctx.part == "2":
            self._strategy_of_issue(clean(paragraph.text))
            return
        ctx.strategy_no, ctx.substrategy_no, ctx.bma_objective = heading.number, None, None
        ctx.claim(paragraph)

    def _on_substrategy(self, heading: Heading, paragraph: Paragraph) -> None:
        self.ctx.substrategy_no = heading.number
        self.ctx.claim(paragraph)

    def _on_component(self, heading: Heading, paragraph: Paragraph) -> None:
        ctx = self.ctx
        text = clean(paragraph.text)
        numbers = re.findall(r"อง(?:ค์|ค์กร)ประกอบที่\s*([0-9.]+)", text)
        ctx.components_seen.extend(number.rstrip(".") for number in numbers)
        if ctx.doc_type == "kpi_agreement" and not base_in(text) and len(text) < 60 * max(1, len(numbers)):
            return
        ctx.component_no, ctx.base = component_no_in(text), base_in(text)
        ctx.report_indicator = ctx.report_item = ctx.report_item_no = ctx.current = None
        ctx.scale = {}
        ctx.issue = ctx.issue_no = None
        self.component_text = [text] if ctx.base is None else []

    def _on_subcomponent(self, heading: Heading, paragraph: Paragraph) -> None:
        text = clean(paragraph.text)
        self.ctx.component_no, self.ctx.base = heading.number, base_in(text)
        self.component_text = [text] if self.ctx.base is None else []

    def _on_base_line(self, heading: Heading, paragraph: Paragraph) -> None:
        """The (… Base) word of a component heading that wrapped onto a line of its own."""
        self.ctx.base = base_in(clean(paragraph.text)) or self.ctx.base

    def _on_agreement_head(self, heading: Heading, paragraph: Paragraph) -> None:
        self.ctx.reset_block()

    def _on_kr_list(self, heading: Heading, paragraph: Paragraph) -> None:
        self.list_open = []
        self.ctx.component_no = self.ctx.base = None

    def _on_prior_year(self, heading: Heading, paragraph: Paragraph) -> None:
        self.ctx.in_prior_year = prose.year_of_heading(self.ctx, clean(paragraph.text))

    def _leave_prior_year(self, heading: Heading, paragraph: Paragraph) -> None:
        self.ctx.in_prior_year = None

    _on_vision = _on_mission = _on_statistics = _on_essence = _leave_prior_year

    def _on_report_form(self, heading: Heading, paragraph: Paragraph) -> None:
        ctx = self.ctx
        ctx.report_indicator = ctx.report_item = ctx.report_item_no = ctx.current = None
        ctx.scale = {}

    def _on_narrative(self, heading: Heading, paragraph: Paragraph) -> None:
        self.sections.begin_narrative(report.narrative_target(self.ctx))


def _runs_on(field: Field, paragraph: Paragraph) -> bool:
    """Does an unlabelled paragraph go on with the labelled text above it?"""
    if paragraph.level is not None:
        return False
    if field.label in ("report_indicator", "report_item"):
        return not _ITEM.match(paragraph.text)
    return True
