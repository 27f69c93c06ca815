"""Raw records into rows: rubrics, plans, results, milestones, sections."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from phaen.extractors.forms.context import is_blank
from phaen.extractors.forms.records import Mention, MilestoneStep, PlanLine, ResultLine, RubricLevel, SectionText
from phaen.extractors.forms.spec import columns
from phaen.normalizers.budgets import parse_budget
from phaen.normalizers.codes import code_left, okr_code, policy_codes, strategy_code
from phaen.normalizers.criteria import split_criteria
from phaen.normalizers.ditto import is_ditto
from phaen.normalizers.figures import parse_figure
from phaen.normalizers.name_notes import unit_of_name
from phaen.normalizers.names import item_number, strip_label
from phaen.normalizers.projects import project_kind, project_name, split_projects
from phaen.normalizers.targets import PERCENT, Target, parse_target, parse_threshold, share_told, unit_in_heading
from phaen.normalizers.text import clean, without_footnotes
from phaen.normalizers.units import offices_in
from phaen.pipeline.assemble.amounts import line_budget
from phaen.pipeline.assemble.provenance import Provenance
from phaen.pipeline.schema.datasets import DATASETS

Row = dict[str, Any]
Names = dict[int, tuple[str, str]]
"""id of a mention → (kpi_id, indicator name)."""

_HEADED = re.compile(
    r"^\W*(?:[0-9]+(?:\.[0-9]+)+\s+|[0-9]+(?:\.[0-9]+)*[.)]\s*)?"
    r"(?:(?:(?:ประเด็น)?ยุทธศาสตร์|กลยุทธ์)(?:ที่)?\s*(?:[0-9]+(?:\.[0-9]+)*)?[\s:.)]*)?"
)
_NUMBERED_ITEM = re.compile(r"(?:^|\s)[0-9]{1,2}[.)]\s")
_STEP = re.compile(r"^\W*([0-9]{1,2})\s*[.)]\s*")
_STEP_NUMBER = re.compile(r"([0-9]{1,2})[.)]?")
_PROJECT_UNIT = re.compile(r"\s*\((?:ฝ่าย|ส่วน|กลุ่มงาน|กลุ่ม|ศูนย์|กอง|สำนัก|งาน)[^()]*\)\s*$")
_PROJECT_LABEL = re.compile(r"^\s*(?:ชื่อ)(?:โครงการ/กิจกรรม|กิจกรรม|โครงการ)\s*:?\s*")
NO_MONEY = ("none", "not_funded", "shared")
"""Statuses of a budget that words alone give."""
HIGHEST_LEVEL = 5
_BARE_FIGURE = re.compile(r"[0-9๐-๙][0-9๐-๙,]*(?:\.[0-9๐-๙]+)?")
NUMBERED_SECTIONS = ("action", "strategy", "development", "operation", None)
"""Sections whose projects print their running number before the name where no column has it."""
_SUB_NUMBER = re.compile(r"^\(([0-9]{1,2})\)\s*")
"""The second number of a line of a plan against corruption: ``1.1.1 (2) มาตรการ…``."""


def text_or_none(text: str | None) -> str | None:
    """The normalised text of a column; ``None`` for an empty cell or a dash."""
    if text is None or is_blank(text):
        return None
    return clean(text) or None


def printed(text: str | None) -> str | None:
    """A ``*_raw`` column: as printed, lines joined; ``None`` when the cell is empty."""
    if text is None:
        return None
    return re.sub(r"\s+", " ", text).strip() or None


def printed_target(text: str | None) -> str | None:
    """``target_raw``: as printed, without the raised number of a footnote."""
    return printed(without_footnotes(text) if text else text)


def unlabelled(text: str | None) -> str | None:
    """A text without the label before its colon (``ผลผลิต :``, ``KR 2 :``); list numbers stay."""
    cleaned = text_or_none(text)
    return (strip_label(cleaned) or None) if cleaned else None


def unread_dittos(*texts: str) -> list[str]:
    """A flag where a cell holds a ditto mark for which nothing stands above."""
    return ["ditto_unread"] if any(is_ditto(text) for text in texts) else []


def unheaded(text: str | None) -> str | None:
    """A strategy or tactic without its label and number (``กลยุทธ์ที่ 1.2 …``)."""
    cleaned = text_or_none(text)
    if cleaned is None or len(_NUMBERED_ITEM.findall(cleaned)) > 1:
        return cleaned  # a list of several keeps its numbers
    return _HEADED.sub("", cleaned, count=1) or None


@cache
def text_columns(dataset: str) -> tuple[tuple[str, str], ...]:
    """The columns of ``dataset`` that hold the text of a cell and nothing else, each with its key in records."""
    fillers = columns()
    return tuple(
        (column.name, fillers[dataset, column.name].raw)
        for column in DATASETS[dataset].columns
        if (dataset, column.name) in fillers and fillers[dataset, column.name].parsers == ("text",)
    )


def _texts(dataset: str, raw: Mapping[str, str]) -> Row:
    return {column: text_or_none(raw.get(key)) for column, key in text_columns(dataset)}


def _owner(names: Names, owner: Mention | None) -> tuple[str | None, str | None]:
    return names[id(owner)] if owner is not None and id(owner) in names else (None, None)


_SAID = (
    *("threshold_value", "threshold_max", "threshold_op", "threshold_date", "threshold_unit"),
    *("criterion", "score", "scale_score"),
)
"""What a level says, beside whose and which level it is."""
LEVEL_TWICE = "level_twice"


def rubric_row(level: RubricLevel, provenance: Provenance, names: Names) -> Row:
    """One row of ``rubrics``."""
    kpi_id, name = _owner(names, level.owner)
    counted = text_or_none(level.owner.raw.get("count_unit"))  # the หน่วยวัด column beside the levels
    unit = unit_in_heading(level.threshold_heading) or counted or unit_of_name(level.owner.name_raw)
    threshold = parse_threshold(level.threshold_raw, unit)
    criterion = text_or_none(level.criterion_raw)
    score = parse_figure(level.score_raw, "score_unread")
    scale = parse_figure(level.scale_raw, "score_unread")
    flags = [*level.flags, *threshold.flags, *score.flags, *scale.flags, *unread_dittos(level.threshold_raw)]
    if score.value is None and printed(level.score_raw) and not is_blank(level.score_raw):
        flags.append("score_unread")
    return {
        **provenance.row(level.place, level.confidence, flags),
        "kpi_id": kpi_id,
        "kpi_name": name,
        "level": int(level.level),
        "group": level.group,
        "threshold_raw": printed(level.threshold_raw),
        "threshold_value": threshold.value,
        "threshold_max": threshold.max,
        "threshold_op": threshold.op,
        "threshold_date": threshold.date,
        "threshold_unit": threshold.unit,
        "criterion": criterion,
        "criteria": split_criteria(level.criterion_raw) if criterion else [],
        "score_raw": printed(level.score_raw),
        "score": score.value,
        "scale_score": scale.value,
    }


def without_repeated_levels(rows: Sequence[Row]) -> list[Row]:
    """``rubrics`` without the rows that say nothing which another of the same indicator, level and group does not.

    An agreement prints the levels in its summary and again on the indicator's own sheet. Levels that differ both stay,
    flagged: which one counts, or what they say together, is not printed.
    """
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        if row["kpi_id"] is not None:
            groups.setdefault((row["kpi_id"], row["level"], row["group"]), []).append(row)
    repeated: set[int] = set()
    twice: set[int] = set()
    for group in groups.values():
        kept: list[Row] = []
        for row in sorted(group, key=lambda row: -len(_said(row))) if len(group) > 1 else ():
            if any(_said(row).items() <= _said(other).items() for other in kept):
                repeated.add(id(row))
            else:
                kept.append(row)
        twice.update(map(id, kept if len(kept) > 1 else ()))
    return [
        {**row, "flags": sorted({*row["flags"], LEVEL_TWICE})} if id(row) in twice else row
        for row in rows
        if id(row) not in repeated
    ]


def _said(row: Row) -> dict[str, Any]:
    """What a level says; nothing where it is only called by its own number (ระดับ 3 under 3)."""
    said = {column: row[column] for column in _SAID if row[column] is not None}
    if said.keys() <= {"threshold_value", "threshold_unit"} and said.get("threshold_value") == row["level"]:
        return {} if said.get("threshold_unit") in (None, "ระดับ") else said
    return said


def plan_row(line: PlanLine, provenance: Provenance) -> Row:
    """One row of ``plans``."""
    raw = line.raw
    money = line_budget(
        raw.get("budget", ""),
        line.amounts,
        line.headings.get("budget", ""),
        line.money_line,
        provenance.fiscal_year,
        provenance.several_years,
        line.source,
    )
    budget, by_year = money.budget, money.by_year and bool(money.amounts)
    flags = [*line.flags, *money.flags, *unread_dittos(*raw.values())]
    codes = [] if line.is_total else policy_codes(raw.get("policy", ""), bare=True)
    okr, strategy = okr_code(raw.get("okr", "")), strategy_code(raw.get("strategy_code", ""))
    if not line.is_total and (
        code_left(raw.get("policy", ""), codes)
        or code_left(raw.get("okr", ""), [okr])
        or code_left(raw.get("strategy_code", ""), [strategy])
    ):
        flags.append("code_unread")
    count = parse_figure(raw.get("count", ""), "count_unread")
    if count.value is not None and count.value % 1:
        count = replace(count, value=None, flags=(*count.flags, "count_unread"))
    flags += count.flags
    seq, project, units, kind = None, None, [], None
    if not line.is_total:
        if line.section == "potential":
            pieces = split_projects(raw.get("project", ""), unit_in_brackets="units" not in raw)
            project = pieces[0].name if len(pieces) == 1 else text_or_none(raw.get("project"))
            units = list(pieces[0].units) if len(pieces) == 1 else []
        else:
            number, project = project_name(raw.get("project", ""))
            if (
                "units" not in raw
                and len(pieces := split_projects(project, unit_in_brackets=True)) == 1
                and pieces[0].units
            ):
                project, units = pieces[0].name, list(pieces[0].units)
            unnumbered = line.section in NUMBERED_SECTIONS and is_blank(raw.get("seq", ""))
            unnumbered |= line.section == "part2_issue" and "seq" not in raw  # no column of numbers
            own_number = (line.section == "part3" and number is not None) or unnumbered
            seq = number if own_number else text_or_none(raw.get("seq"))
            seq = item_number(seq) if seq else None
        if line.section in NUMBERED_SECTIONS and (item := _SUB_NUMBER.match(project or "")) is not None and seq:
            seq, project = f"{seq} ({item[1]})", (project or "")[item.end() :]
        project = None if is_blank(project or "") else project  # signs where a name should stand
        kind = project_kind(project or "")
        kind = project_kind(raw.get("project", "")) if kind == "other" and project else kind
    noted = parse_budget(raw.get("units", "")).status  # a note where the office stands elsewhere: ไม่ใช้งบประมาณ
    if noted in NO_MONEY:
        budget = replace(budget, status=noted) if budget.status == "unstated" else budget
        money = replace(money, raw=f"{money.raw} {raw['units']}".strip())
        raw = raw | {"units": ""}
    units, unread = offices_in(raw.get("units", ""), units)
    if unread:
        flags = [*flags, "figure_unread"]  # an amount of the next column
    return {
        **_texts("plans", raw),
        **provenance.row(line.place, line.confidence, flags),
        "section": line.section,
        "row_kind": "total" if line.is_total else "item",
        "seq": seq,
        "issue_no": raw.get("issue_no"),
        "issue": text_or_none(raw.get("issue")),
        "objective": unlabelled(raw.get("objective")),
        "key_result": unlabelled(raw.get("key_result")),
        "programme": unlabelled(raw.get("programme")),
        "output": unlabelled(raw.get("output")),
        "project": project,
        "kind": kind,
        "budget_raw": printed(money.raw),
        "budget_baht": None if by_year else budget.baht,
        "budget_status": "by_year" if by_year else budget.status,
        "budget_unit_baht": money.unit_baht if by_year else None if budget.baht is None else budget.unit_baht,
        "amounts": list(money.amounts),
        "units": units,
        "policy_codes": codes,
        "okr_code": okr,
        "strategy_code": strategy,
        "strategy": unheaded(raw.get("strategy")),
        "tactic": unheaded(raw.get("tactic")),
        "count": int(count.value) if count.value is not None and count.value.is_integer() else None,
        "start_month": line.start_month,
        "end_month": line.end_month,
    }


def _is_no_level(text: str) -> bool:
    """Is a result a bare figure too great for a level, so that it can only be counted in the unit of its row?"""
    figure = parse_figure(text, "")
    return bool(_BARE_FIGURE.fullmatch(text.strip())) and figure.value is not None and figure.value > HIGHEST_LEVEL


def result_row(line: ResultLine, provenance: Provenance, names: Names) -> Row:
    """One row of ``results``; ``fiscal_year`` is the year that the result is of."""
    kpi_id, name = _owner(names, line.owner)
    raw = line.raw
    counted = text_or_none(raw.get("count_unit"))  # the หน่วยนับ column; what was reached may be a level of its own
    units = {role: unit_in_heading(line.headings.get(role, "")) for role in ("target", "achieved")}
    units["target"] = counted or units["target"] or unit_of_name(line.name_raw)
    if line.base in ("goal", "project"):  # outside Bangkok the unit of a row is that of both its figures
        units["achieved"] = units["achieved"] or units["target"]
    target = parse_target(raw.get("target", ""), units["target"])
    if not units["achieved"] and counted and _is_no_level(raw.get("achieved", "")):
        units["achieved"] = counted
    achieved = parse_target(raw.get("achieved", ""), units["achieved"], flag="achieved_unread")
    if achieved.flags and target.unit == PERCENT and (share := share_told(raw.get("achieved", ""))) is not None:
        achieved = Target(None, share, PERCENT)
    weight = parse_figure(raw.get("weight", ""), "weight_unread")
    score = parse_figure(raw.get("score", ""), "score_unread")
    flags = [*line.flags, *target.flags, *achieved.flags, *weight.flags, *score.flags, *unread_dittos(*raw.values())]
    row = provenance.row(line.place, line.confidence, flags)
    if line.fiscal_year is not None:
        row["fiscal_year"] = line.fiscal_year
    return {
        **row,
        "kpi_id": kpi_id,
        "kpi_name": name or text_or_none(line.name_raw),
        "base": line.base,
        "component_no": line.component_no,
        "item_no": line.item_no,
        "source": line.source,
        "target_raw": printed_target(raw.get("target")),
        "target_value": target.value,
        "target_unit": target.unit,
        "achieved_raw": printed(raw.get("achieved")),
        "achieved_value": achieved.value,
        "achieved_unit": achieved.unit,
        "weight": weight.value,
        "score_raw": printed(raw.get("score")),
        "score": score.value,
        "project": text_or_none(raw.get("project")),
        "narrative": text_or_none(raw.get("narrative")),
    }


def milestone_row(step: MilestoneStep, provenance: Provenance, names: Names) -> Row:
    """One row of ``milestones``."""
    kpi_id, name = _owner(names, step.owner)
    text = clean(step.raw.get("step", ""))
    number = None if step.is_total else _STEP.match(text)
    own = None if step.is_total else _STEP_NUMBER.fullmatch(clean(step.raw.get("step_no", "")))
    project = _PROJECT_UNIT.sub("", _PROJECT_LABEL.sub("", clean(step.project_raw)))
    weight = parse_figure(step.raw.get("weight", ""), "weight_unread")
    cumulative = parse_figure(step.raw.get("cumulative", ""), "weight_unread")
    return {
        **provenance.row(step.place, step.confidence, [*step.flags, *weight.flags, *cumulative.flags]),
        "kpi_id": kpi_id,
        "kpi_name": name,
        "item_no": step.item_no,
        "project": project or None,
        "step_no": int(told.group(1)) if (told := number or own) else None,
        "step": text[number.end() :] if number else text,
        "weight_pct": weight.value,
        "cumulative_pct": cumulative.value,
        "start_month": step.start_month,
        "end_month": step.end_month,
        "row_kind": "total" if step.is_total else "item",
    }


def flag_unread_months(rows: Sequence[Row]) -> None:
    """Flag the steps of a plan of which none has a month, in place: arrows were printed and none could be placed.

    A single step without an arrow is what some plans print (the audit speaks of it).
    """
    plans: dict[tuple[Any, Any], list[Row]] = {}
    for row in rows:
        if row["row_kind"] == "item":
            plans.setdefault((row["kpi_id"], row["project"]), []).append(row)
    for steps in plans.values():
        if all(row["start_month"] is None for row in steps):
            for row in steps:
                row["flags"] = sorted({*row["flags"], "months_unread"})


def section_row(section: SectionText, provenance: Provenance, names: Names) -> Row:
    """One row of ``sections``."""
    kpi_id, _ = _owner(names, section.owner)
    return {
        **provenance.row(section.place, section.confidence, section.flags),
        "heading_path": list(section.heading_path),
        "kind": section.kind,
        "text": clean(section.text),
        "kpi_id": kpi_id,
    }
