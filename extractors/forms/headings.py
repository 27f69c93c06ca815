"""Is a paragraph a heading, and which: labels from the wordings, component lines, Markdown headings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from phaen.extractors.forms.context import Context, base_in
from phaen.extractors.model import Paragraph
from phaen.extractors.wordings.catalogue import Label
from phaen.extractors.wordings.labels import find_label
from phaen.normalizers.text import clean

_SUBCOMPONENT = re.compile(r"^\W*([0-9]+\.[0-9]+)\s*(ประสิทธิ\S.*)$", re.DOTALL)
_NUMBERED = re.compile(r"^\W*([0-9]+\.[0-9]+)[.)]?\s+(\S.*)$", re.DOTALL)
_BASE_LINE = re.compile(r"^\W*\(?\s*(?:[A-Za-z]+\s*-?\s*Base|Joint\s*KPIs?)\s*\)?", re.IGNORECASE)
_OWN_NUMBER = re.compile(r"^\W*(?:อง(?:ค์|ค์กร)ประกอบ|[0-9])")
_FOOTNOTE = re.compile(r"^\s*[¹²³⁴⁵⁶⁷⁸⁹]")
_EXPLAINED = re.compile(r"^.{0,40}หมายถึง")
"""A phrase that is explained (X หมายถึง …) is a note about the form, not a heading."""
_SENTENCE = 160
"""A paragraph longer than this that merely opens like a heading is prose."""
MARKDOWN_RANK = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its label name, printed number, the text after it, its depth and what kind of text follows.

    ``label`` says what it sets and clears, where the heading is one of ``labels.csv``.
    """

    name: str
    number: str | None
    value: str
    rank: int
    section: str
    text: str
    label: Label | None = None


def read_heading(paragraph: Paragraph, ctx: Context) -> Heading | None:
    """The heading that ``paragraph`` is, or ``None`` for running text."""
    text = clean(paragraph.text)
    if not text:
        return None
    if _FOOTNOTE.match(paragraph.text):
        return Heading("footnote", None, "", 9, "other", text)
    sub = _SUBCOMPONENT.match(text) or (_NUMBERED.match(text) if len(text) < _SENTENCE and base_in(text) else None)
    if sub and (base_in(text) or ctx.component_no is not None):
        return Heading("subcomponent", sub.group(1), sub.group(2), 3, "other", text)
    wrapped = ctx.component_no is not None and ctx.base is None and not _OWN_NUMBER.match(text)
    if len(text) < _SENTENCE and base_in(text) and (_BASE_LINE.match(text) or wrapped):
        return Heading("base_line", None, "", 3, "other", text)
    bangkok = ctx.sector == "bma"
    match = find_label(paragraph.text, elsewhere=not bangkok, under_issue=bangkok and ctx.get("issue") is not None)
    if match is not None and not _EXPLAINED.match(match.value) and _counts_here(match.label, match.number, text, ctx):
        label = match.label
        return Heading(label.name, match.number, match.value, label.rank, label.section, text, label)
    if paragraph.level is not None:
        return Heading("markdown", None, "", MARKDOWN_RANK + paragraph.level, "other", text)
    return None


def _counts_here(label: Label, number: str | None, text: str, ctx: Context) -> bool:
    """Does the label count in these surroundings: a paragraph of this length, with this number, in this document?"""
    if len(text) > _SENTENCE and not label.long:
        return False
    if label.number and (number is None or (label.number == "integer" and not number.isdecimal())):
        return False
    if any((ctx.get(name.lstrip("!")) is None) != name.startswith("!") for name in label.needs):
        return False
    kinds, others = _split(label.doc_types)
    return (not kinds or ctx.doc_type in kinds) and ctx.doc_type not in others


def _split(names: tuple[str, ...]) -> tuple[set[str], set[str]]:
    """Names that must hold, and names marked with ``!`` that must not."""
    return {n for n in names if not n.startswith("!")}, {n[1:] for n in names if n.startswith("!")}
