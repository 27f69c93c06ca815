"""Indicators of one document into rows of ``kpis`` and ``kpi_mentions``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from phaen.extractors.forms.context import is_blank
from phaen.extractors.forms.identity import Identity
from phaen.extractors.forms.records import Mention, Records, SectionText
from phaen.normalizers.agencies import AgencyRegister, Responsibility, parse_responsibility, role_for, split_agencies
from phaen.normalizers.codes import code_left, policy_codes
from phaen.normalizers.figures import Parsed, parse_figure
from phaen.normalizers.name_notes import unit_of_name
from phaen.normalizers.names import parse_indicator
from phaen.normalizers.projects import Project, split_projects
from phaen.normalizers.targets import Target, may_hold_target, parse_target, split_trailing_target, unit_in_heading
from phaen.normalizers.text import squash
from phaen.normalizers.units import offices_in
from phaen.normalizers.years import Baseline, parse_baseline
from phaen.pipeline.assemble.amounts import LineBudget, line_budget, unit_of_money
from phaen.pipeline.assemble.merge import Indicator, Named
from phaen.pipeline.assemble.provenance import Provenance
from phaen.pipeline.assemble.rows import Names, Row, printed, printed_target, text_or_none, unlabelled, unread_dittos
from rapidfuzz import fuzz

PLACED = {
    "kpi_table",
    "agreement_detail",
    "agreement_summary",
    "result_summary",
    "result_detail",
    "score_table",
    "rubric",
}
"""Listings that stand under an องค์ประกอบ (component), or in ตาราง ค, which names none."""
_BARE = re.compile(r"[0-9๐-๙][0-9๐-๙.,]*")
KR_LIKENESS = 0.85
KEPT = ("definition", "calculation", "evidence", "objective", "key_result", "units", "project", "baseline", "policy")
"""Columns whose text from a less authoritative listing is kept as a section: it says something of its own."""


def indicator_rows(
    indicators: Sequence[Indicator],
    records: Records,
    provenance: Provenance,
    identity: Identity,
    register: AgencyRegister,
) -> tuple[list[Row], list[Row], Names]:
    """Rows of ``kpis`` and ``kpi_mentions``, and the key and name of the indicator of every mention."""
    kpis: list[Row] = []
    mentions: list[Row] = []
    names: Names = {}
    for number, indicator in enumerate(indicators, 1):
        kpi_id = f"{provenance.base['doc_id']}-k{number:03d}"
        row = _kpi_row(kpi_id, indicator, records, provenance, identity, register)
        kpis.append(row)
        for named in indicator.named:
            names[id(named.mention)] = (kpi_id, row["name"])
            mentions.append(_mention_row(kpi_id, named, provenance, identity, register))
    return kpis, mentions, names


def overruled_texts(indicators: Sequence[Indicator]) -> list[SectionText]:
    """Texts of listings that another, more authoritative listing overrules: kept, so that nothing is lost."""
    kept = []
    for indicator in indicators:
        for role in KEPT:
            chosen = _first(indicator, role, blank=role == "baseline")
            for named in indicator.named:
                text = named.mention.raw.get(role, "")
                if chosen is None or named is chosen[1] or is_blank(text) or squash(text) == squash(chosen[0]):
                    continue
                mention = named.mention
                path = (*mention.heading_path, f"{mention.listing}: {role}")
                kept.append(SectionText(path, "other", text, mention.place, mention))
    return kept


def _first(indicator: Indicator, role: str, *, blank: bool = False) -> tuple[str, Named] | None:
    """The printed text of ``role`` from the most authoritative mention that states it."""
    for named in indicator.named:
        text = named.mention.raw.get(role)
        if text is not None and text.strip() and (blank or not is_blank(text)):
            return text, named
    return None


def _text(indicator: Indicator, role: str) -> str | None:
    found = _first(indicator, role)
    return found[0] if found else None


def _name_and_target(indicator: Indicator) -> tuple[str, str | None]:
    """The name from the most authoritative mention, and the target: a column, a list's tail or a KR name's end."""
    head = next((named for named in indicator.named if named.key), indicator.named[0])
    name, trailing = head.parsed.name, None
    if head.mention.listing in ("strategy", "bma_plan"):
        name, trailing = split_trailing_target(name)
    target = _text(indicator, "target") or next((n.parsed.target for n in indicator.named if n.parsed.target), None)
    return name, target or trailing


def _base(indicator: Indicator) -> tuple[str | None, str | None]:
    """(base, component_no): from the listings under a component, else the listing that states it alone."""
    placed = [named.mention for named in indicator.named if named.mention.listing in PLACED]
    if any(mention.listing != "rubric" or mention.component_no for mention in placed):
        base = next((mention.base for mention in placed if mention.base), None)
        number = next((mention.component_no for mention in placed if mention.component_no), None)
        within = (m.component_no for m in placed if number and (m.component_no or "").startswith(f"{number}."))
        return base, next(within, number)  # a listing under 1.1 says more than one that names the component 1 alone
    listings = indicator.listings
    if "bma_plan" in listings:
        return "bma_plan", None
    if listings & {"strategy", "strategy_table"}:
        return "strategy", None
    return next((named.mention.base for named in indicator.named if named.mention.base), None), None


def _responsibility(indicator: Indicator, identity: Identity, register: AgencyRegister) -> Responsibility:
    unread: tuple[str, ...] = ()
    own: Responsibility | None = None  # a plain H or R: which agencies lead and support, a further listing may say
    for named in indicator.named:
        found = _responsibility_of(named.mention, identity, register)
        if found is not None and (found.lead or found.support):
            if own is None:
                return found
            if found.role in (None, own.role):
                return replace(own, lead=found.lead, support=found.support)
        elif found is not None and found.role:
            own = own or found
        unread = unread or (found.flags if found else ())
    return own or Responsibility(None, flags=unread)


def _responsibility_of(mention: Mention, identity: Identity, register: AgencyRegister) -> Responsibility | None:
    code = identity.agency.code if identity.agency else None
    name = identity.agency.name if identity.agency else None
    text = mention.raw.get("responsibility")
    if text is not None and not is_blank(text):
        return parse_responsibility(text, code, name, register)
    lead, support = mention.raw.get("lead"), mention.raw.get("support")
    if lead is None and support is None:
        return None
    leads, supports = split_agencies(lead or ""), split_agencies(support or "")
    return Responsibility(role_for(leads, supports, code, register), tuple(leads), tuple(supports))


def _units(indicator: Indicator, projects: Sequence[Project]) -> list[str]:
    text = _text(indicator, "units")
    if text:
        return offices_in(text)[0]
    bracketed = [unit for project in projects for unit in project.units]
    if bracketed and any("project_unit" in named.mention.raw for named in indicator.named):
        return list(dict.fromkeys(bracketed))
    listed = [unit for named in indicator.named for unit in named.parsed.units]
    return list(dict.fromkeys(listed))


def _projects(indicator: Indicator) -> list[Project]:
    found = _first(indicator, "project")
    if found is None:
        return []
    mention = found[1].mention
    # without a column of units, brackets may hold one; see the heading of the table of definitions (project_unit)
    brackets = "project_unit" in mention.raw or (mention.listing == "kpi_table" and "units" not in mention.raw)
    unit = unit_of_money(mention.headings.get("project", ""), mention.money_line)
    return split_projects(found[0], brackets, unit)


def _line_budget(mention: Mention, provenance: Provenance) -> LineBudget:
    """What the budget column (or columns) of a listing says."""
    heading = mention.headings.get("budget", "")
    year, several = provenance.fiscal_year, provenance.several_years
    return line_budget(mention.raw.get("budget", ""), mention.amounts, heading, mention.money_line, year, several)


def _project_structs(indicator: Indicator, projects: Sequence[Project], provenance: Provenance) -> list[dict[str, Any]]:
    found = _first(indicator, "project")
    budget = _line_budget(found[1].mention, provenance).budget if found else None
    above = found is not None and "project" in found[1].mention.inherited  # the amount counts where it is printed
    structs = []
    for project in projects:
        baht = project.baht
        if baht is None and budget is not None and len(projects) == 1:
            baht = budget.baht
        structs.append(
            {
                "name": project.name,
                "budget_baht": None if above else baht,
                "repeated": project.repeated or above,
            }
        )
    return structs


def _key_result(indicator: Indicator, records: Records, name: str) -> str | None:
    """Agreement documents print it above the indicator; a plan's agreement indicators have it from ตาราง ง only."""
    own = unlabelled(_text(indicator, "key_result"))
    if own is not None:
        return own
    if not indicator.listings & {"agreement_detail", "kpi_table"}:
        return None
    for key_result, _, project_kpi in records.linkages:
        if project_kpi and fuzz.ratio(squash(parse_indicator(project_kpi).name), squash(name)) / 100 >= KR_LIKENESS:
            return unlabelled(key_result)
    return None


def _strategy(indicator: Indicator, records: Records) -> tuple[str | None, str | None]:
    for named in indicator.named:
        mention = named.mention
        strategy = mention.strategy_no
        if strategy is None and mention.listing == "strategy_table" and mention.issue_no is not None:
            strategy = records.issue_strategies.get(mention.issue_no)
        if strategy is not None:
            sub = next((n.mention.substrategy_no for n in indicator.named if n.mention.substrategy_no), None)
            return strategy, sub
    return None, None


def _baseline(indicator: Indicator) -> list[Baseline]:
    found = _first(indicator, "baseline", blank=True)
    if found is None:
        return []
    unit = text_or_none(found[1].mention.raw.get("count_unit")) or unit_of_name(found[1].mention.name_raw)
    return [_scaled(one, unit) if unit else one for one in parse_baseline(found[0])]


def _scaled(one: Baseline, unit: str) -> Baseline:
    """A bare figure in the scale of the unit column (ล้านบาท)."""
    if one.value is None or not _BARE.fullmatch(one.raw.strip()):
        return one
    read = parse_target(one.raw, unit)
    return replace(one, value=read.value) if read.value is not None else one


def _target(indicator: Indicator, text: str) -> Target:
    """The target; a bare figure takes its unit from the หน่วยนับ (unit) column, else from the heading of its own, else
    from the brackets behind the name."""
    found = _first(indicator, "target")
    if found is None:
        return parse_target(text)
    mention = found[1].mention
    unit = text_or_none(mention.raw.get("count_unit")) or unit_in_heading(mention.headings.get("target", ""))
    return parse_target(text, unit or unit_of_name(mention.name_raw))


def _weight(text: str | None, parsed: float | None) -> Parsed:
    return parse_figure(text, "weight_unread") if text else Parsed(parsed)


def _doubts(indicator: Indicator, responsibility: Responsibility, provenance: Provenance) -> list[str]:
    """Flags of values that a listing prints and that could not be read."""
    found = [*responsibility.flags]
    for named in indicator.named:
        raw = named.mention.raw
        if "budget" in raw:
            found += _line_budget(named.mention, provenance).flags
        if code_left(raw.get("code", ""), [named.code]):
            found.append("code_unread")
        found += unread_dittos(*raw.values())
    return found


def _kpi_row(
    kpi_id: str,
    indicator: Indicator,
    records: Records,
    provenance: Provenance,
    identity: Identity,
    register: AgencyRegister,
) -> Row:
    head = indicator.named[0].mention
    name, target_text = _name_and_target(indicator)
    base, component_no = _base(indicator)
    target = _target(indicator, target_text or "")
    responsibility = _responsibility(indicator, identity, register)
    projects = _projects(indicator)
    strategy_no, substrategy_no = _strategy(indicator, records)
    listed = next((named.parsed.weight for named in indicator.named if named.parsed.weight is not None), None)
    weight = _weight(_text(indicator, "weight"), listed)
    baseline = _baseline(indicator)
    by_year = next((n.mention.targets_by_year for n in indicator.named if n.mention.targets_by_year), [])
    flags = [flag for named in indicator.named for flag in named.mention.flags]
    flags += [*target.flags, *weight.flags, *(flag for project in projects for flag in project.flags)]
    if not baseline and re.search(r"[0-9๐-๙]", _text(indicator, "baseline") or ""):
        flags.append("baseline_unread")
    flags += [
        *_doubts(indicator, responsibility, provenance),
        *(flag for entry in baseline for flag in entry.flags),
    ]
    if not name:
        flags.append("name_unread")
    if offices_in(_text(indicator, "units") or "")[1]:
        flags.append("figure_unread")
    if not target_text and may_hold_target(name):
        flags.append("target_in_name")
    confidence = min(named.mention.confidence for named in indicator.named)
    return {
        **provenance.row(head.place, confidence, flags),
        "kpi_id": kpi_id,
        "base": base,
        "component_no": component_no,
        "item_no": next((named.item_no for named in indicator.named if named.item_no), None),
        "name": name,
        "kr_code_printed": indicator.code,
        "target_raw": printed_target(target_text),
        "targets_by_year": [{"fiscal_year": year, "raw": printed_target(raw) or ""} for year, raw in by_year],
        "target_op": target.op,
        "target_value": target.value,
        "target_max": target.max,
        "target_date": target.date,
        "target_unit": target.unit,
        "weight": weight.value,
        "role": responsibility.role,
        "lead_agencies": list(responsibility.lead),
        "support_agencies": list(responsibility.support),
        "units": _units(indicator, projects),
        "baseline": [{"fiscal_year": one.fiscal_year, "raw": one.raw, "value": one.value} for one in baseline],
        "definition": text_or_none(_text(indicator, "definition")),
        "calculation": text_or_none(_text(indicator, "calculation")),
        "evidence": text_or_none(_text(indicator, "evidence")),
        "objective": unlabelled(_text(indicator, "objective")),
        "key_result": _key_result(indicator, records, name),
        "strategy_no": strategy_no,
        "substrategy_no": substrategy_no,
        "policy_codes": policy_codes(_text(indicator, "policy") or ""),
        "projects": _project_structs(indicator, projects, provenance),
        "listings": sorted(indicator.listings),
    }


def _mention_row(
    kpi_id: str, named: Named, provenance: Provenance, identity: Identity, register: AgencyRegister
) -> Row:
    mention = named.mention
    responsibility = _responsibility_of(mention, identity, register)
    weight = _weight(mention.raw.get("weight"), named.parsed.weight)
    baseline = parse_baseline(mention.raw.get("baseline", ""))
    return {
        **provenance.row(mention.place, mention.confidence, [*mention.flags, *weight.flags]),
        "kpi_id": kpi_id,
        "listing": mention.listing,
        "name_raw": printed(mention.name_raw) or "",
        "name": named.parsed.name,
        "target_raw": printed_target(mention.raw.get("target")) or named.parsed.target,
        "kr_code_printed": named.code,
        "base": mention.base,
        "component_no": mention.component_no,
        "item_no": named.item_no,
        "role": responsibility.role if responsibility else None,
        "weight": weight.value,
        "baseline_heading": mention.baseline_heading,
        "baseline_years": [entry.fiscal_year for entry in baseline],
        "heading_path": list(mention.heading_path),
    }
