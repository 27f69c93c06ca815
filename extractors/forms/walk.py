"""The walk through a document: headings set the context, tables go to the form that knows them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from phaen.extractors.forms import engine, evidence, prose
from phaen.extractors.forms.amendments import is_amendment
from phaen.extractors.forms.contents import contents_items
from phaen.extractors.forms.context import Context, Labelled, base_in
from phaen.extractors.forms.entering import enter, name_base, strategy_of_issue
from phaen.extractors.forms.headings import Heading, read_heading
from phaen.extractors.forms.hooks import report
from phaen.extractors.forms.identity import Identity
from phaen.extractors.forms.label_lines import Block, label_blocks
from phaen.extractors.forms.label_records import read_block
from phaen.extractors.forms.level_lines import level_lines, read_level_lines
from phaen.extractors.forms.levels import group_in
from phaen.extractors.forms.money_lines import MoneyLines
from phaen.extractors.forms.money_lists import money_items, read_money_item, read_money_table
from phaen.extractors.forms.own_year import tell_own_year
from phaen.extractors.forms.prior_year import PriorYear
from phaen.extractors.forms.project_sheets import project_sheets
from phaen.extractors.forms.records import Records
from phaen.extractors.forms.sections import SectionBuilder
from phaen.extractors.forms.spec import Form
from phaen.extractors.model import Document, Paragraph
from phaen.extractors.tables.ditto import fill_dittos
from phaen.extractors.tables.joined import Item, JoinedTable, is_furniture
from phaen.extractors.wordings.catalogue import active_folder
from phaen.normalizers.agencies import AgencyRegister
from phaen.normalizers.money import money_unit
from phaen.normalizers.text import clean, squash
from rapidfuzz import fuzz

_LINES_ABOVE = 4
"""So many lines above a table may name the unit of its money."""
_BASE_LINES = 3
"""So many lines may stand between an องค์ประกอบ heading and its (… Base) word."""
_AMOUNT_BEHIND = re.compile(r"[0-9๐-๙]\s*บาท\s*$")
_REST = re.compile(r"\s*(?:และ|หรือ|รวมทั้ง|ตลอดจน)(?=[ก-๙])")
"""And, or, as well as: what only the rest of a name begins with."""
_IN_LIST = ("component", "subcomponent", "base_line")
"""Headings that a list of key results goes on under."""
_AMENDED_ABOVE = 3
"""So many lines above a table may hold the heading that calls it an amendment."""
_FORMER = frozenset({"former_target", "former_budget"})
"""Roles of columns that print what an amendment replaces, beside what holds."""
_INDICATOR_LINE = re.compile(
    r"^\W*(?:[0-9๐-๙]+(?:\.[0-9๐-๙]+)*[.)]?\s*)?(?:ชื่อ)?ตัวชี้วัด\s*(?:ที่\s*[0-9๐-๙.]+)?\s*:?\s*(?P<name>\S.{8,})$", re.DOTALL
)
_LISTED_IN_TABLES = ("agreement_summary", "agreement_detail", "kpi_table", "strategy_table", "result_summary")
_SAME_INDICATOR = 0.8
"""Likeness from which a line names the indicator of a table above."""
_GROUP_LINE = re.compile(r"^\W*กลุ่ม(?:หน่วยงาน)?\s*(?:ที่)?\s*[A-Za-zก-ฮ0-9๐-๙](?![A-Za-zก-๙])")
"""A line that names the group of agencies whose rubric follows."""
_OTHER_LABEL = re.compile(
    r"^\W*(?:(?:ตัวชี้วัด|ตัววัดผล|เป้าประสงค์|เป้าหมาย|ค่าเป้าหมาย|วัตถุประสงค์|กลยุทธ์|แนวทาง|แผนงาน|ผลผลิต)(?:หลัก|ที่|การพัฒนา)?"
    r"|Objectives?|Key Results?|O?KRs?|KPIs?)\s*(?:[:：(]|[0-9]+(?:\.[0-9]+)*[.)]?\s)",
    re.IGNORECASE,
)
"""A line with a label of its own, known or not (``ตัวชี้วัด (KR) 1.1 …``): no words of the issue above it."""
_UNIT_LINE = re.compile(r"^\W*หน่วย\s*[:：]")
"""``หน่วย : พันบาท`` above a table is no rest of the text above it."""
_SIGNED = re.compile(r"^\W*(?:ลงชื่อ|ผู้(?:รับรอง|อนุมัติ|จัดทำ|รายงาน|ตรวจ|เห็นชอบ|เสนอ))")
"""Lines that sign a sheet end what it says."""
_BEFORE_PROJECTS = frozenset({"issue", "objective", "issue_objective", *prose.OF_AN_ISSUE})
_PROJECT_ROW = re.compile(r"^\W*[0-9๐-๙]{1,2}[.)]?\s+(?:โครงการ|กิจกรรม)")
"""A line of a table of projects that no reader found: its projects are no words of the issue above."""
_ITEM = re.compile(r"^\W*[0-9๐-๙]+[.)][0-9๐-๙]*\s")


def read_records(document: Document, items: Sequence[Item], identity: Identity, register: AgencyRegister) -> Records:
    """Run every form over ``items`` and give the raw records of the document, in printed order."""
    records = Records()
    ctx = Context(identity.fiscal_year, identity.agency, register, identity.doc_type, records, identity.owner.sector)
    sections = SectionBuilder(ctx)
    walk = _Walk(ctx, sections, engine.forms(active_folder()))
    listed = contents_items(items)
    sheets = {at: sheet for at, sheet in project_sheets(items).items() if at not in listed}
    of_sheets = {at for start, sheet in sheets.items() for at in range(start, sheet.end)}
    blocks = {at: found for at, found in label_blocks(items).items() if at not in listed and at not in of_sheets}
    blocks |= {at: [sheet.block] for at, sheet in sheets.items()}
    inside = {id(line) for found in blocks.values() for block in found for line in block.lines}
    money = money_items(items, {*listed, *blocks, *of_sheets}) if ctx.sector != "bma" else {}
    rubrics = {at: one for at, one in level_lines(items).items() if at not in listed}
    inside |= {id(line) for one in rubrics.values() for line in one.lines}
    inside |= {id(part) for one in money.values() for part in (*one.lines, *one.tables)}
    for index, item in enumerate(items):
        if index not in of_sheets:
            ctx.sheet = None
        if index in money:
            walk.close()
            read_money_item(ctx, money[index])
        elif index in listed:
            walk.contents(item)
        elif index in rubrics:
            walk.close()
            read_level_lines(ctx, rubrics[index])
        elif index in blocks:
            for block in blocks[index]:
                walk.block(block)
            if index in sheets:
                ctx.sheet = records.plans[-1]
        elif id(item) in inside:
            continue
        elif isinstance(item, JoinedTable):
            walk.table(item)
        elif is_furniture(item):
            walk.furniture(item)
        elif any(item is paragraph for paragraph in identity.title_paragraphs):
            ctx.claim(item)
        else:
            walk.paragraph(item)
    walk.close()
    sections.finish()
    return records


class _Walk:
    """Feeds items to the context, the forms and the sections."""

    def __init__(self, ctx: Context, sections: SectionBuilder, forms: dict[str, Form]) -> None:
        self.ctx = ctx
        self.sections = sections
        self.forms = forms
        self.open: Labelled | None = None
        self.list_open: list[Paragraph] | None = None
        self.headed: Labelled | None = None
        """The heading right above whose line ends in an amount: what is left of its name stands below."""
        self.prior = PriorYear(ctx)
        self.component_text: list[str] = []
        self.lines_above: list[str] = []
        self.money = MoneyLines()

    def table(self, table: JoinedTable) -> None:
        """Give a table to its form, or to the sections when no form knows it."""
        self.close()
        self.component_text = []
        tell_own_year(self.ctx, table)
        form = self.forms.get(table.kind or "")
        if form is None and self.ctx.sector != "bma" and read_money_table(self.ctx, table):
            return
        if form is None:
            self.sections.unknown_table(table)
            return
        for cell in table.header_cells:
            self.ctx.claim(cell)
        self.ctx.claim(*fill_dittos(table))
        self.ctx.amended = any(is_amendment(text) for text in self.lines_above[-_AMENDED_ABOVE:])
        self.ctx.amended |= not _FORMER.isdisjoint(table.roles)
        told = next((text for text in reversed(self.lines_above) if money_unit(text, line=True)), "")
        if told or table.header_cells:  # a part without headings of its own goes on in the unit of the one above
            self.ctx.money_line, self.ctx.money_doubt = self.money.holds_for(table, told)
        self.lines_above = []
        engine.read_table(self.ctx, form, table)
        evidence.weigh(self.ctx, form, table)
        self.sections.leftover_cells(table)

    def block(self, block: Block) -> None:
        """Give the lines of an indicator or a project, each with its label, to their reader."""
        self.close()
        read_block(self.ctx, block, self.forms)

    def contents(self, item: Item) -> None:
        """A line or a table of the list of contents: kept, and no heading of anything."""
        self.close()
        self.sections.contents(item)

    def furniture(self, paragraph: Paragraph) -> None:
        """Page numbers and running heads; a form's title at the top of every page still begins a new block."""
        self._keep_above(paragraph)
        if "contents" in paragraph.flags:
            self.sections.contents(paragraph)
            return
        if "running_head" in paragraph.flags:
            heading = read_heading(paragraph, self.ctx)
            if heading is not None and heading.name in ("agreement_head", "report_form"):
                self.paragraph(paragraph)
                return

    def paragraph(self, paragraph: Paragraph) -> None:
        """Read a paragraph as a heading, as the rest of a labelled text, as a list item or as prose."""
        self._keep_above(paragraph)
        heading = read_heading(paragraph, self.ctx)
        headed, self.headed = self.headed, None
        if heading is None and headed is not None and _REST.match(paragraph.text):
            headed.paragraphs.append(paragraph)
        if self._is_key_result(heading, paragraph):
            self.close()
            return
        if heading is None:
            if not self._rest_of_component(paragraph):
                self._prose(paragraph)
            return
        self.component_text = []
        in_list = self.list_open is not None and heading.name in _IN_LIST
        self.close()
        self._enter(heading, paragraph)
        if in_list:
            self.list_open = []

    def _is_key_result(self, heading: Heading | None, paragraph: Paragraph) -> bool:
        """A key result told in a line of its own, outside Bangkok, where ``ตัวชี้วัดที่`` heads no steps of a project."""
        if self.ctx.sector in ("bma", None) or (heading is not None and heading.name != "milestone_indicator"):
            return False
        return self.list_open is None and prose.key_result_line(self.ctx, paragraph)

    def _keep_above(self, paragraph: Paragraph) -> None:
        self.money.hear(paragraph.text)
        self.lines_above = [*self.lines_above, paragraph.text][-_LINES_ABOVE:]

    def _rest_of_component(self, paragraph: Paragraph) -> bool:
        """An องค์ประกอบ heading broken over lines: its (… Base) word may stand on a later one, or be cut itself."""
        if not self.component_text or self.ctx.base is not None or _ITEM.match(paragraph.text):
            self.component_text = []
            return False
        self.component_text.append(clean(paragraph.text))
        name_base(self.ctx, base_in(" ".join(self.component_text)), paragraph.place)
        if self.ctx.base is not None or len(self.component_text) > _BASE_LINES:
            self.component_text = []
        self.sections.text(paragraph)
        return True

    def close(self) -> None:
        """End the labelled text and the list that are open."""
        if self.open is not None:
            text, self.open = self.open, None
            if text.label in prose.OF_AN_ISSUE:
                prose.strategy_indicators(self.ctx, text)
            elif text.label == "data_source" and self.ctx.named.current is not None and text.text:
                self.ctx.named.current.raw.setdefault("evidence", text.text)
            elif text.label == "linkage":
                strategy_of_issue(self.ctx, clean(text.text))
        if self.list_open is not None:
            prose.kr_list(self.ctx, self.list_open)
            self.list_open = None
        self.prior.close()
        self._keep_prior()

    def _keep_prior(self) -> None:
        for paragraph in self.prior.given_up():
            self.sections.text(paragraph)

    def _prose(self, paragraph: Paragraph) -> None:
        self._names_indicator(paragraph)
        if self.ctx.named.current is not None and _GROUP_LINE.match(paragraph.text):
            group = Labelled("rubric_group", paragraph.text, paragraph.place, number=group_in(paragraph.text))
            self.ctx.set("rubric_group", group)
        if self.open is not None and _runs_on(self.open, paragraph):
            self.open.paragraphs.append(paragraph)
            if self.open.label not in ("rubric_heading", "data_source"):
                self.ctx.claim(paragraph)
            else:
                self.sections.text(paragraph)
            return
        if self.list_open is not None and paragraph.level is None:
            self.list_open.append(paragraph)
            return
        if self.ctx.get("prior_year") is not None:
            taken = self.prior.takes(paragraph)
            self._keep_prior()
            if taken:
                return
        if self.ctx.get("report_indicator") and _ITEM.match(paragraph.text):
            text = report.item_heading(self.ctx, paragraph)
            if text is not None:
                self.close()
                self.open = text
                self.ctx.claim(paragraph)
                return
        if not prose.weighted_line(self.ctx, paragraph):
            self.sections.text(paragraph)

    def _names_indicator(self, paragraph: Paragraph) -> None:
        """A line that names an indicator listed above (ตัวชี้วัดที่ 2 …): what follows speaks of it."""
        found = _INDICATOR_LINE.match(paragraph.text)
        if found is None:
            return
        name = squash(clean(found["name"]))
        known = [m for m in self.ctx.records.mentions if m.listing in _LISTED_IN_TABLES]
        best = max(known, key=lambda m: fuzz.ratio(name, squash(clean(m.name_raw))), default=None)
        if best is not None and fuzz.ratio(name, squash(clean(best.name_raw))) / 100 >= _SAME_INDICATOR:
            self.ctx.named.current = best

    def _enter(self, heading: Heading, paragraph: Paragraph) -> None:
        before = self.ctx.get("component")
        text = enter(self.ctx, heading, paragraph)
        if text is not None:
            self.open = text
        elif heading.label is not None and heading.label.sets and _AMOUNT_BEHIND.search(heading.text):
            self.headed = self.ctx.get(heading.label.sets)
        if heading.name == "kr_list":
            self.list_open = []
        elif heading.name == "narrative":
            self.sections.begin_narrative(report.narrative_target(self.ctx))
        if heading.name in ("component", "subcomponent"):
            entered = self.ctx.base is None and self.ctx.get("component") is not before
            self.component_text = [clean(paragraph.text)] if entered else []
        self.sections.heading(heading, paragraph)
        if heading.name == "narrative":
            self.sections.tell(heading.text.partition(":")[2].strip(), paragraph)


def _runs_on(text: Labelled, paragraph: Paragraph) -> bool:
    """Does an unlabelled paragraph go on with the labelled text above it?"""
    if paragraph.level is not None or _UNIT_LINE.match(paragraph.text):
        return False
    if text.label in _BEFORE_PROJECTS and _PROJECT_ROW.match(paragraph.text):
        return False
    if text.label in ("issue", "objective", "issue_objective") and _OTHER_LABEL.match(clean(paragraph.text)):
        return False
    if text.label == "data_source" and _SIGNED.match(paragraph.text):
        return False
    if text.label in ("report_indicator", "report_item"):
        return not _ITEM.match(paragraph.text)
    return True
