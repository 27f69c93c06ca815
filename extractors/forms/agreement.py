"""KPI agreement (แบบสรุปตัวชี้วัดเจรจาตกลง) and ตาราง ค: summary, detail per indicator, five-level rubric."""

from __future__ import annotations

import re

from phaen.extractors.forms.context import Context, is_blank, restored_in, row_confidence, row_flags
from phaen.extractors.forms.details import split_details
from phaen.extractors.forms.indicator_tables import new_mention, section_row
from phaen.extractors.forms.records import Mention, RubricLevel
from phaen.extractors.tables.joined import JoinedTable
from phaen.normalizers.text import arabic_digits, clean, squash
from rapidfuzz import fuzz

SAME_INDICATOR = 0.80
"""Likeness from which a rubric's quoted name is the indicator above it."""


def summary_table(ctx: Context, table: JoinedTable) -> None:
    """Summary: indicator, results of earlier years, target, weight; components as rows across the table."""
    for row in table.rows:
        if section_row(ctx, row) or is_blank(table.cell(row, "name").text) or row.is_total:
            continue
        mention = new_mention(ctx, table, row, "agreement_summary", ("baseline", "target", "weight"))
        mention.component_no, mention.base = ctx.component_no, ctx.base
        mention.baseline_heading = table.heading("baseline")
        ctx.records.mentions.append(mention)


def detail_table(ctx: Context, table: JoinedTable) -> None:
    """Detail: baseline, target, weight, definition, calculation, evidence of one or more indicators."""
    for row in table.rows:
        if section_row(ctx, row) or is_blank(table.cell(row, "name").text):
            continue
        mention = new_mention(ctx, table, row, "agreement_detail", ("baseline", "target", "weight", "details"))
        mention.raw.update(split_details(mention.raw.pop("details", "")))
        mention.baseline_heading = table.heading("baseline") or None
        _headings(ctx, mention)
        ctx.records.mentions.append(mention)
        ctx.current = mention


def _headings(ctx: Context, mention: Mention) -> None:
    """What the block above a detail table says: policy, strategy, Objective, KR, and a single component."""
    if ctx.objective is not None:
        mention.raw["objective"] = ctx.objective.text
    if ctx.key_result is not None:
        mention.raw["key_result"] = ctx.key_result.text
    if ctx.policy is not None:
        mention.raw["policy"] = ctx.policy.text
    mention.flags.extend(restored_in(ctx.objective, ctx.key_result, ctx.policy))
    mention.strategy_no, mention.substrategy_no = ctx.strategy_no, ctx.substrategy_no
    if ctx.doc_type != "kpi_agreement":
        mention.component_no, mention.base = ctx.component_no, ctx.base
    elif len(set(ctx.components_seen)) == 1:
        mention.component_no = ctx.components_seen[0]


def rubric_table(ctx: Context, table: JoinedTable) -> None:
    """Rubric: level, threshold, what must be done, score; levels may stand in either order."""
    owner = rubric_owner(ctx, table)
    if owner is None:
        return
    for row in table.rows:
        level = arabic_digits(clean(table.cell(row, "level").text))
        found = re.search(r"[1-5]", level)
        if found is None:
            continue
        for role in ("level", "threshold", "criterion", "score"):
            ctx.claim(table.cell(row, role))
        ctx.records.rubrics.append(
            RubricLevel(
                owner,
                found.group(),
                row.place,
                threshold_raw=table.cell(row, "threshold").text,
                criterion_raw=table.cell(row, "criterion").text,
                score_raw=table.cell(row, "score").text,
                threshold_heading=table.heading("threshold"),
                flags=row_flags(row),
                confidence=row_confidence(row, table.score),
            )
        )
    ctx.rubric_heading = None


def rubric_owner(ctx: Context, table: JoinedTable) -> Mention | None:
    """The indicator of a rubric: a mention of its own under the quoted name, tied to the detail above it.

    The quoted name often differs a little from the indicator's (another word, a dropped one); the detail table that
    stands directly above decides unless the quoted name is another indicator's.
    """
    quoted = quoted_name(ctx.rubric_heading.text if ctx.rubric_heading else "")
    current = ctx.current
    others = [m for m in ctx.records.mentions if m.listing in ("agreement_detail", "agreement_summary")]
    if quoted:
        key = squash(clean(quoted))
        best = max(others, key=lambda m: fuzz.ratio(key, squash(clean(m.name_raw))), default=None)
        score = fuzz.ratio(key, squash(clean(best.name_raw))) / 100 if best else 0.0
        own = fuzz.ratio(key, squash(clean(current.name_raw))) / 100 if current else 0.0
        if best is not None and score >= SAME_INDICATOR and score > own + 0.1:
            current = best
    if current is None and not quoted:
        return None
    place = table.rows[0].place if table.rows else table.place
    mention = Mention("rubric", quoted or (current.name_raw if current else ""), place, heading_path=ctx.heading_path)
    mention.flags.extend(restored_in(ctx.rubric_heading))
    if current is not None:
        mention.raw["same_as"] = "above"
        mention.item_no = current.item_no
    ctx.records.mentions.append(mention)
    if current is not None:
        ctx.records.ties.append((mention, current))
        ctx.current = current
    else:
        ctx.current = mention
    return mention


def quoted_name(text: str) -> str:
    """The name in quotation marks of ``เกณฑ์การให้คะแนน “…”``; without marks, what follows ``ตัวชี้วัด :``."""
    found = re.search(r"[“\"‘'](.+?)[”\"’']\s*$", text.strip(), re.DOTALL)
    if found:
        return found.group(1).strip()
    bare = re.sub(r"^\s*(?:เกณฑ์การให้คะแนน)?\s*(?:ตัวชี้วัด)?\s*:?\s*", "", text.strip())
    return bare.strip("“”\"' ")
