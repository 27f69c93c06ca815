"""``projects``: every project of a document once, made of its plan lines and of the projects beside indicators.

A plan prints one project in several tables and again beside its indicators; adding up the lines counts its money
several times. Here lines are put together (:mod:`phaen.pipeline.assemble.project_lines`), and what their figures say
is settled only where they agree: where they do not, ``budget_baht`` is null and ``budget_conflict`` true.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from phaen.normalizers.text import squash
from phaen.pipeline.assemble.project_lines import Line, Project, distinct_projects, plan_lines, sum_of
from phaen.pipeline.assemble.project_parts import PART, WHOLE, parts_of_others, spends_the_whole_budget

Row = dict[str, Any]
KPI_TABLE = "kpi_table"
TOLERANCE = Decimal("0.01")
"""Two figures of one project may differ by less than this (baht): rounding of satang."""
_DENIED = frozenset({"none", "not_funded"})
_PLACE = ("doc_id", "source_file", "fiscal_year", "agency_code", "page", "line", "bbox", "place")


def project_rows(plans: Sequence[Row], kpis: Sequence[Row]) -> list[Row]:
    """Rows of ``projects`` from one document's rows of ``plans`` and ``kpis``, both in reading order.

    ``budget_baht`` is null where the money is counted elsewhere: activities below a project whose amounts add up to
    its own (flag ``part_of_project``), and what is not a project but the spending of the office's whole budget (flag
    ``whole_budget``).
    """
    lines = plan_lines(plans)
    parts = parts_of_others([line.row for line in lines])
    return [_row(project, parts, number) for project, number in _numbered(distinct_projects(lines, kpis))]


def _numbered(projects: Iterable[Project]) -> Iterable[tuple[Project, int]]:
    """Projects with how many of their name came before: a plan by line holds several of one name."""
    seen: Counter[str] = Counter()
    for project in projects:
        key = squash(project.name)
        yield project, seen[key]
        seen[key] += 1


def _row(project: Project, parts: frozenset[int], number: int) -> Row:
    first = project.lines[0].row if project.lines else project.beside[0].row
    lines = [line.row for line in project.lines]
    told = lines or [beside.row for beside in project.beside]
    flags = {flag for row in told for flag in row["flags"]}
    baht, conflict = _budget(project)
    if any(id(line.row) in parts for line in project.lines if not line.activity):
        baht = None
        flags.add(PART)
    elif baht is not None and spends_the_whole_budget(project.name):
        baht = None
        flags.add(WHOLE)
    key = hashlib.sha256(f"{squash(project.name)}\x1f{number}".encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return {
        **{column: first.get(column) for column in _PLACE},
        "confidence": min(row["confidence"] for row in told),
        "flags": sorted(flags),
        "project_id": f"{first['doc_id']}-p{key}",
        "name": project.name,
        "kind": project.kind,
        "sections": sorted(_united(lines, "section")) if lines else [KPI_TABLE],
        "seqs": _united(lines, "seq"),
        "budget_baht": baht,
        "budget_conflict": conflict,
        "amounts": next((row["amounts"] for row in lines if row.get("amounts")), []),
        "programmes": _united(lines, "programme"),
        "outputs": _united(lines, "output"),
        "policy_codes": _united(told, "policy_codes"),
        "okr_codes": _united(lines, "okr_code"),
        "units": _united(told, "units"),
        "kpi_ids": list(dict.fromkeys(beside.row["kpi_id"] for beside in project.beside)),
    }


def _united(rows: Sequence[Mapping[str, Any]], column: str) -> list[str]:
    """The values of a column over rows, each once, in the order of their first appearance."""
    found: dict[str, None] = {}
    for row in rows:
        value = row.get(column)
        found |= dict.fromkeys(value if isinstance(value, list) else [value] if value else [])
    return list(found)


def _budget(project: Project) -> tuple[Decimal | None, bool]:
    """The budget that the lines agree on, and whether different ones are printed."""
    figures = [figure for listing in project.listings for figure in [_figure(listing)] if figure is not None]
    beside = [one.baht for one in project.beside if one.baht is not None]
    if project.lines:
        differ = _differ(figures) or _amounts_differ(project.lines)
        stated = any(line.row["budget_baht"] is not None for line in project.lines)
        baht = figures[0] if figures and stated and not differ else None
        against_lines = any(_differ([figure, other]) for figure in figures for other in beside)
        return baht if figures else _only(beside), differ or against_lines or _differ(beside)
    return _only(beside), _differ(beside)


def _only(figures: Sequence[Decimal]) -> Decimal | None:
    return None if not figures or _differ(figures) else figures[0]


def _figure(listing: Sequence[Line]) -> Decimal | None:
    """What one table says of a project's money: the sum of its lines; 0 where it is denied; null where it says none."""
    if (whole := sum_of(listing)) is not None:
        return whole
    return Decimal(0) if any(line.row["budget_status"] in _DENIED for line in listing) else None


def _differ(figures: Sequence[Decimal]) -> bool:
    return bool(figures) and max(figures) - min(figures) >= TOLERANCE


def _amounts_differ(lines: Sequence[Line]) -> bool:
    """Do two lines print different amounts for one year and source?"""
    said: dict[tuple[Any, Any, Any], set[Decimal]] = {}
    for line in lines:
        for amount in line.row.get("amounts") or ():
            if amount["baht"] is not None:
                key = (line.part, amount["fiscal_year"], squash(amount["source"] or ""))
                said.setdefault(key, set()).add(amount["baht"])
    return any(_differ(sorted(values)) for values in said.values())
