"""The rows that an extraction of an annual plan in the form of 2568 must give."""

from __future__ import annotations

from typing import Any

from samples.content import (
    KPI_EMPTY,
    PLAN_EMPTY,
    Rows,
    answers,
    plan_row,
    target_columns,
    total_row,
)
from samples.forms.plan2568_content import Plan2568


def gold(plan: Plan2568) -> dict[str, Any]:
    """The rows that an extraction of this document must give."""
    return answers(plan.meta, "annual_plan", kpis=_kpis(plan), plans=_plans(plan))


def _kpis(plan: Plan2568) -> Rows:
    rows: Rows = []
    by_name: dict[str, dict[str, Any]] = {}

    def add(row: dict[str, Any]) -> None:
        rows.append(row)
        by_name[str(row["name"])] = row

    for i in plan.indicators:
        listings = ["kpi_table"] if i.list_name == "" else ["kpi_table", "kr_list"]
        add(
            KPI_EMPTY
            | target_columns(i.target)
            | {
                "base": i.base,
                "component_no": i.component,
                "item_no": i.item_no,
                "name": i.name,
                "kr_code_printed": i.code,
                "kr_code": i.code or i.kr_code,
                "role": i.role,
                "lead_agencies": list(i.lead),
                "support_agencies": list(i.support),
                "units": list(i.units),
                "projects": [p.row() for p in i.projects],
                "listings": listings,
            }
        )
    for p in plan.potential:
        project = {"name": p.line.project, "budget_baht": p.line.budget.baht, "repeated": False}
        add(
            KPI_EMPTY
            | {
                "base": "potential",
                "component_no": "2",
                "item_no": p.no,
                "name": p.name,
                "weight": p.weight,
                "units": list(p.line.units),
                "projects": [project],
                "listings": ["kpi_table"],
            }
        )
    for issue in plan.issues:
        known = by_name.get(issue.key_result)
        if known is not None:
            known["listings"] = sorted({*known["listings"], "strategy"})
            known["objective"] = known["objective"] or issue.objective
            continue
        columns = {"base": "strategy", "name": issue.key_result, "objective": issue.objective}
        add(KPI_EMPTY | target_columns(issue.target) | columns | {"listings": ["strategy"]})
    for city in plan.city:
        for code, name, target, lead, support in city.krs:
            known = by_name.get(name)
            if known is not None:
                known["listings"] = sorted({*known["listings"], "bma_plan"})
                known["objective"] = known["objective"] or city.issue
                continue
            columns = {"base": "bma_plan", "name": name, "kr_code_printed": code, "kr_code": code}
            agencies = {
                "lead_agencies": list(lead),
                "support_agencies": list(support),
                "objective": city.issue,
            }
            add(KPI_EMPTY | target_columns(target) | columns | agencies | {"listings": ["bma_plan"]})
        for kpi in city.kpis:
            numbers = {"strategy_no": city.strategy[0], "substrategy_no": city.substrategy[0]}
            add(
                KPI_EMPTY
                | target_columns(kpi.target)
                | {"base": "bma_plan", "name": kpi.name, "listings": ["bma_plan"]}
                | numbers
            )
    return rows


def _plans(plan: Plan2568) -> Rows:
    rows: Rows = []
    for city in plan.city:
        rows += [plan_row("part1", line) for line in city.lines]
    if plan.city:
        lines = [line for city in plan.city for line in city.lines]
        rows += [plan_row("part1_summary", x, seq=f"{n}", policy_codes=[]) for n, x in enumerate(lines, 1)]
        rows.append(total_row("part1_summary", plan.city_total))
    for issue in plan.issues:
        printed = {"issue_no": issue.no, "issue": issue.text, "objective": issue.objective}
        rows += [
            plan_row("part2_issue", x, seq=f"{n}", key_result=issue.printed_key_result, **printed)
            for n, x in enumerate(issue.lines, 1)
        ]
    lines = [line for issue in plan.issues for line in issue.lines]
    rows += [plan_row("part2_summary", x, seq=f"{n}") for n, x in enumerate(lines, 1)]
    rows.append(total_row("part2_summary", plan.summary_total))
    for programme in plan.programmes:
        grouped = {"programme": f"แผนงาน{programme.name}", "output": f"ผลผลิต{programme.output}"}
        rows += [plan_row("part3", x, **grouped) for x in programme.lines]
    rows.append(total_row("part3", plan.routine_total))
    rows += [plan_row("potential", p.line) for p in plan.potential]
    assert all(row.keys() == PLAN_EMPTY.keys() for row in rows)
    return rows
