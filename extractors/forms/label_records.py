"""The records of indicators and projects that are told in lines of labels and values."""

from __future__ import annotations

from phaen.extractors.forms.building import case_of, taken_from_above
from phaen.extractors.forms.context import Context, is_blank, plain, restored_in
from phaen.extractors.forms.evidence import UNCLAIMED
from phaen.extractors.forms.hooks.agreement import UNIT_OF_LEVELS
from phaen.extractors.forms.label_lines import MORE, OF_INDICATOR, Block
from phaen.extractors.forms.levels import told_texts
from phaen.extractors.forms.records import Mention, PlanLine, ResultLine, RubricLevel, SectionText
from phaen.extractors.forms.spec import Form
from phaen.extractors.tables.joined import JoinedTable
from phaen.normalizers.periods import period

_OF_PROJECT = (
    *("project", "budget", "units", "policy", "purpose", "output_target", "location", "expected_result"),
    *("programme", "strategy", "tactic"),
)
"""What a block says of its project itself."""


def read_block(ctx: Context, block: Block, forms: dict[str, Form]) -> None:
    """The records of a block: an indicator with its result where one is told, or a line of the plan."""
    ctx.claim(*block.lines, *block.rows)
    flags = [*dict.fromkeys(flag for line in block.lines for flag in line.flags), *restored_in(*block.lines)]
    if block.kind == MORE:
        _more(ctx, block, flags)
    elif block.kind == "project":
        _plan(ctx, block, forms, flags)
    else:
        _indicator(ctx, block, flags)
    if block.left:
        text = "\n".join(block.left)
        ctx.records.sections.append(
            SectionText(ctx.heading_path, "other", text, block.lines[0].place, ctx.named.current)
        )
    told = {"narrative"} if block.kind == "name" and "achieved" in block.texts else {"success"}
    for role in sorted({"share", "success", "narrative"} & block.texts.keys() - told):
        ctx.records.sections.append(
            SectionText(ctx.heading_path, "other", block.texts[role], block.lines[0].place, ctx.named.current)
        )


def _more(ctx: Context, block: Block, flags: list[str]) -> None:
    """Give the indicator above what it does not say yet; what it says already, or has none to belong to, stays text."""
    owner = ctx.named.current
    for role, text in block.texts.items():
        if owner is not None and is_blank(owner.raw.get(role, "")):
            owner.raw[role] = text
            owner.flags.extend(flag for flag in flags if flag not in owner.flags)
        else:
            ctx.records.sections.append(SectionText(ctx.heading_path, "other", text, block.lines[0].place, owner))


def _indicator(ctx: Context, block: Block, flags: list[str]) -> None:
    name, place = plain(block.texts["name"]), block.lines[0].place
    achieved = not is_blank(block.texts.get("achieved", ""))
    listing = "result_detail" if achieved else "agreement_detail" if ctx.doc_type == "kpi_agreement" else "kpi_table"
    mention = Mention(
        listing, name, place, tuple(line.place for line in block.lines), ctx.base, ctx.component_no, block.number
    )
    mention.heading_path, mention.flags = ctx.heading_path, list(flags)
    mention.raw = {role: block.texts[role] for role in OF_INDICATOR if role in block.texts}
    _targets(ctx, block, mention)
    if block.unread:
        flags.append(UNCLAIMED)
        mention.flags.append(UNCLAIMED)
    if (
        "count_unit" in mention.raw and "target" not in mention.raw and not block.levels
    ):  # a unit is written with its target, with the levels of a rubric further on, or nowhere
        mention.raw[UNIT_OF_LEVELS] = mention.raw.pop("count_unit")
        mention.flags.append(UNCLAIMED)
    mention.confidence = min(line.confidence for line in block.lines)
    ctx.records.mentions.append(mention)
    ctx.named.current = mention
    if achieved:
        raw: dict[str, str] = {
            role: block.texts[role]
            for role in ("target", "weight", "achieved", "score", "narrative")
            if role in block.texts
        }
        line = ResultLine("result_detail", mention, name, place, ctx.base, ctx.component_no, block.number, raw)
        line.flags, line.confidence = list(flags), mention.confidence
        ctx.records.results.append(line)


def _targets(ctx: Context, block: Block, mention: Mention) -> None:
    """The targets by year and the levels of a sheet; the target is that of the document's year."""
    if block.targets:
        year = ctx.fiscal_year if ctx.fiscal_year in block.targets else max(block.targets)
        mention.raw["target"] = block.targets[year]
        if len(block.targets) > 1 or year != ctx.fiscal_year:
            mention.targets_by_year = sorted(block.targets.items())
        if year != ctx.fiscal_year:
            mention.flags.append("target_year_guess")
    for level, text in block.levels.items():
        if not is_blank(text):
            told = told_texts(text)
            one = RubricLevel(mention, level, mention.place, flags=list(mention.flags))
            one.threshold_raw, one.criterion_raw = told.get("threshold", ""), told.get("criterion", "")
            ctx.records.rubrics.append(one)


def _plan(ctx: Context, block: Block, forms: dict[str, Form], flags: list[str]) -> None:
    give = next(
        give
        for give in forms["project_table" if ctx.sector == "bma" else "plan_projects"].gives
        if give.dataset == "plans"
    )
    empty = JoinedTable(None, (), (), block.lines[0].place)
    line = PlanLine(case_of(give.section, ctx, empty), False, block.lines[0].place, flags=list(flags))
    if line.section is None:
        line.flags.append("section_unknown")
    line.raw = {role: block.texts[role] for role in _OF_PROJECT if role in block.texts}
    if not give.above_in or line.section in give.above_in:
        above, more = taken_from_above(ctx, give)
        line.raw = above | line.raw
        line.flags.extend(more)
    if block.unread:
        line.flags.append("figure_unread")
    line.raw["seq"] = block.number or ""
    if block.texts.get("success"):
        line.raw["success_measure"] = block.texts["success"]
    line.start_month, line.end_month = period(block.texts.get("period", ""), ctx.fiscal_year)
    if line.end_month is None and not is_blank(block.texts.get("period", "")):
        line.flags.append("months_unread")
    line.money_line = ctx.money_line
    line.confidence = min(one.confidence for one in block.lines)
    ctx.records.plans.append(line)
