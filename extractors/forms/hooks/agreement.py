"""Blocks of an agreement: which component an indicator stands under, which one a rubric scores."""

from __future__ import annotations

import re

from phaen.extractors.forms.context import Context, plain, restored_in
from phaen.extractors.forms.evidence import UNCLAIMED
from phaen.extractors.forms.records import Mention
from phaen.extractors.model import Place
from phaen.extractors.tables.joined import JoinedRow, JoinedTable
from phaen.normalizers.text import clean, squash
from rapidfuzz import fuzz

UNIT_OF_LEVELS = "unit_of_levels"
"""Key of a unit (หน่วยวัด) that lines state for an indicator without a target: that of its levels, where they follow."""
SAME_INDICATOR = 0.80
"""Likeness from which a rubric's quoted name is the indicator above it."""


def only_component(ctx: Context, table: JoinedTable, row: JoinedRow, mention: Mention) -> None:
    """An agreement names its components above the block: a single one is that of the indicator."""
    if ctx.doc_type != "kpi_agreement":
        return
    mention.component_no = mention.base = None
    if len(set(ctx.named.components_seen)) == 1:
        mention.component_no = ctx.named.components_seen[0]
        if mention.component_no == ctx.component_no:  # its heading was read, with its (… Base) word
            mention.base = ctx.base


def rubric_owner(ctx: Context, table: JoinedTable) -> Mention | None:
    """The indicator of a rubric in a table."""
    return owner_of_rubric(ctx, table.rows[0].place if table.rows else table.place)


def current_indicator(ctx: Context, table: JoinedTable) -> Mention | None:
    """The indicator that the lines above tell of; a next table is of another one, or of none that was read."""
    owner = ctx.named.current
    ctx.named.clear("current")
    return owner


def owner_of_rubric(ctx: Context, place: Place) -> Mention | None:
    """The indicator of the rubric at ``place``: a mention of its own under the quoted name, tied to the detail above.

    The quoted name often differs a little from the indicator's (another word, a dropped one); the detail table that
    stands directly above decides unless the quoted name is another indicator's.
    """
    quoted = quoted_name(ctx.text("rubric_heading") or "") or plain(ctx.text("report_indicator") or "")
    current = ctx.named.current
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
    mention = Mention("rubric", quoted or (current.name_raw if current else ""), place, heading_path=ctx.heading_path)
    mention.flags.extend(restored_in(ctx.get("rubric_heading")))
    if current is not None:
        mention.raw["same_as"] = "above"
        mention.item_no = current.item_no
        unit = current.raw.pop(UNIT_OF_LEVELS, "")
        if unit:
            mention.raw["count_unit"] = unit
            current.flags.remove(UNCLAIMED)
    ctx.records.mentions.append(mention)
    if current is not None:
        ctx.records.ties.append((mention, current))
        ctx.named.current = current
    else:
        ctx.named.current = mention
    return mention


def quoted_name(text: str) -> str:
    """The name in quotation marks of ``เกณฑ์การให้คะแนน “…”``; without marks, what follows ``ตัวชี้วัด :``."""
    found = re.search(r"[“\"‘'](.+?)[”\"’']\s*$", text.strip(), re.DOTALL)
    if found:
        return found.group(1).strip()
    bare = re.sub(r"^\s*(?:เกณฑ์การให้คะแนน)?\s*(?:ตัวชี้วัด)?\s*:?\s*", "", text.strip())
    return bare.strip("“”\"' ")
