"""What a heading does to the context: the rules of ``labels.csv``, and the few that need more than a table."""

from __future__ import annotations

import re
from collections.abc import Callable

from phaen.extractors.forms import prose
from phaen.extractors.forms.amendments import without_remark
from phaen.extractors.forms.context import Context, Labelled, base_in, component_no_in
from phaen.extractors.forms.headings import Heading
from phaen.extractors.model import Paragraph, Place
from phaen.normalizers.text import clean

_EVALUATION_PART = re.compile(r"สำหรับทุกหน่วยงาน|กำหนดค่าน้ำหนัก")
_STRATEGY = re.compile(r"ยุทธศาสตร์ที่\s*([0-9]+)")
_COMPONENT = re.compile(r"อง(?:ค์|ค์กร)ประกอบที่\s*([0-9.]+)")
_LONG_ENOUGH = 60
"""Characters per named component; an agreement's list of components is shorter than the heading of one."""

Rule = Callable[[Context, Heading, Paragraph], bool]


def enter(ctx: Context, heading: Heading, paragraph: Paragraph) -> Labelled | None:
    """Let a heading take effect; the labelled text that runs on below it, if its label begins one."""
    label = heading.label
    if label is None:
        if heading.name == "subcomponent":
            ctx.enter_component(heading.number, base_in(clean(paragraph.text)), paragraph.place)
        elif heading.name == "base_line":  # the (… Base) word of a component heading that wrapped
            name_base(ctx, base_in(clean(paragraph.text)), paragraph.place)
        return None
    rule = RULES.get(label.hook)
    if rule is not None and not rule(ctx, heading, paragraph):
        return None
    ctx.clear(*label.clears)
    text = Labelled(label.name, without_remark(heading.value), paragraph.place, paragraph.flags, heading.number)
    if label.sets:
        ctx.set(label.sets, text)
    if label.text in ("line", "runs_on"):
        ctx.claim(paragraph)
    return text if label.text.startswith("runs_on") else None


def name_base(ctx: Context, base: str | None, place: Place) -> None:
    """The (… Base) word that a later line adds to the component heading above."""
    if base is not None:
        ctx.enter_component(ctx.component_no, base, place)


def strategy_of_issue(ctx: Context, text: str) -> None:
    """ความเชื่อมโยง (linkage) of an issue: the ยุทธศาสตร์ (strategy) that its indicators serve."""
    found = _STRATEGY.search(text)
    if found is not None:
        ctx.set("strategy", Labelled("strategy", "", Place(), number=found.group(1)))
        prose.strategy_of_issue(ctx, found.group(1))


def _part(ctx: Context, heading: Heading, paragraph: Paragraph) -> bool:
    """``ส่วนที่ 1 สำหรับทุกหน่วยงาน`` (for all agencies) is a part of the evaluation, not of the plan."""
    return not _EVALUATION_PART.search(heading.value)


def _strategy(ctx: Context, heading: Heading, paragraph: Paragraph) -> bool:
    """Under an issue of ส่วนที่ 2 (part 2) the line only says which strategy of the city the issue serves."""
    if ctx.get("issue") is None or ctx.number("part") != "2":
        return True
    strategy_of_issue(ctx, clean(paragraph.text))
    return False


def _component(ctx: Context, heading: Heading, paragraph: Paragraph) -> bool:
    text = clean(paragraph.text)
    numbers = _COMPONENT.findall(text)
    ctx.named.components_seen.extend(number.rstrip(".") for number in numbers)
    if ctx.doc_type == "kpi_agreement" and not base_in(text) and len(text) < _LONG_ENOUGH * max(1, len(numbers)):
        return False
    ctx.clear("report_indicator", "report_item", "current", "scale", "issue")
    ctx.enter_component(component_no_in(text), base_in(text), paragraph.place)
    return True


def _prior_year(ctx: Context, heading: Heading, paragraph: Paragraph) -> bool:
    year = prose.year_of_heading(ctx, clean(paragraph.text))
    ctx.clear("prior_year")
    if year is not None:
        ctx.set("prior_year", Labelled("prior_year", "", paragraph.place, number=str(year)))
    return True


def _milestone_project(ctx: Context, heading: Heading, paragraph: Paragraph) -> bool:
    return bool(ctx.number("milestone_indicator"))


RULES: dict[str, Rule] = {
    "part": _part,
    "strategy": _strategy,
    "component": _component,
    "prior_year": _prior_year,
    "milestone_project": _milestone_project,
}
"""Rules by the ``hook`` of a label; one that gives false leaves the label without effect."""
