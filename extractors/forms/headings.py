"""Is a paragraph a heading, and which: labels from the wordings, component lines, Markdown headings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from phaen.extractors.forms.context import Context, base_in
from phaen.extractors.model import Paragraph
from phaen.extractors.wordings.matching import find_label
from phaen.normalizers.text import clean

_SUBCOMPONENT = re.compile(r"^\W*([0-9]+\.[0-9]+)\s*(ประสิทธิ\S.*)$", re.DOTALL)
_BASE_LINE = re.compile(r"^\W*\(?\s*(?:[A-Za-z]+\s*-?\s*Base|Joint\s*KPIs?)\s*\)?", re.IGNORECASE)
_OWN_NUMBER = re.compile(r"^\W*(?:อง(?:ค์|ค์กร)ประกอบ|[0-9])")
_FOOTNOTE = re.compile(r"^\s*[¹²³⁴⁵⁶⁷⁸⁹]")
_EXPLAINED = re.compile(r"^.{0,40}หมายถึง")
"""A phrase that is explained (X หมายถึง …) is a note about the form, not a heading."""
_INTEGER = re.compile(r"^[0-9]+$")
_SENTENCE = 160
"""A paragraph longer than this that merely opens like a heading is prose."""
LONG_LABELS = {
    "objective", "key_result", "agency_kr", "policy", "issue", "linkage", "milestone_indicator", "milestone_project",
    "rubric_heading", "component", "outputs", "conditions", "part", "strategy", "report_indicator", "goal", "tactic",
    "note", "factors", "obstacles", "evidence", "explanation", "narrative", "summary_heading", "reporter", "position",
    "prior_year", "project_count", "bma_to_unit",
}  # fmt: skip
MARKDOWN_RANK = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its label name, printed number, the text after it, its depth and what kind of text follows."""

    name: str
    number: str | None
    value: str
    rank: int
    section: str
    text: str


def read_heading(paragraph: Paragraph, ctx: Context) -> Heading | None:
    """The heading that ``paragraph`` is, or ``None`` for running text."""
    text = clean(paragraph.text)
    if not text:
        return None
    if _FOOTNOTE.match(paragraph.text):
        return Heading("footnote", None, "", 9, "other", text)
    sub = _SUBCOMPONENT.match(text)
    if sub and (base_in(text) or ctx.component_no is not None):
        return Heading("subcomponent", sub.group(1), sub.group(2), 3, "other", text)
    wrapped = ctx.component_no is not None and ctx.base is None and not _OWN_NUMBER.match(text)
    if len(text) < _SENTENCE and base_in(text) and (_BASE_LINE.match(text) or wrapped):
        return Heading("base_line", None, "", 3, "other", text)
    match = find_label(paragraph.text)
    if (
        match is not None
        and not _EXPLAINED.match(match.value)
        and _plausible(match.label.name, match.number, text, ctx)
    ):
        label = match.label
        return Heading(label.name, match.number, match.value, label.rank, label.section, text)
    if paragraph.level is not None:
        return Heading("markdown", None, "", MARKDOWN_RANK + paragraph.level, "other", text)
    return None


def _plausible(name: str, number: str | None, text: str, ctx: Context) -> bool:
    """Labels that only count in the right surroundings."""
    if len(text) > _SENTENCE and name not in LONG_LABELS:
        return False
    if name == "issue":
        return number is not None and bool(_INTEGER.match(number)) and not _in_linkage(ctx, number)
    if name == "linkage":
        return ctx.issue is not None
    if name == "milestone_indicator":
        return ctx.doc_type == "annual_plan"
    if name in ("report_agency", "report_form", "report_indicator", "result_box", "narrative", "report_groups"):
        return ctx.doc_type != "annual_plan"
    if name == "component" and number is None:
        return False
    return not (name in ("goals", "opportunities") and ctx.part is not None)


def _in_linkage(ctx: Context, number: str) -> bool:
    """``ประเด็นการพัฒนา 9.1`` below ความเชื่อมโยง names the city plan's issue, not one of the agency's own."""
    return "." in number
