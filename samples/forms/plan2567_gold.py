"""The rows that an extraction of an annual plan in the form of 2567 must give."""

from __future__ import annotations

from typing import Any

from samples.content import (
    KPI_EMPTY,
    Budget,
    Indicator,
    Line,
    Rows,
    answers,
    plan_row,
    target_columns,
    total_row,
)
from samples.forms.agreement import detail_columns, rubric_rows
from samples.forms.plan2567 import REACHED
from samples.forms.plan2567_content import Plan2567


def milestone_rows(indicator: Indicator, year: int) -> Rows:
    """ตาราง จ as an extraction must give it; Buddhist years, October belongs to the year before."""
    rows: Rows = []
    common = {"kpi_name": indicator.name, "item_no": indicator.item_no, "project": indicator.steps_project}
    for n, step in enumerate(indicator.steps, 1):
        months = [f"{year - 1 if m < 3 else year}-{(m + 9) % 12 + 1:02d}" for m in (step.start, step.end)]
        rows.append(
            common
            | {
                "step_no": n,
                "step": step.text,
                "weight_pct": step.weight,
                "cumulative_pct": step.cumulative,
                "start_month": months[0],
                "end_month": months[1],
                "row_kind": "item",
            }
        )
    rows.append(
        common
        | {
            "step_no": None,
            "step": f"รวม {len(indicator.steps)} ขั้นตอน คิดเป็นร้อยละ",
            "weight_pct": sum(step.weight for step in indicator.steps),
            "cumulative_pct": None,
            "start_month": None,
            "end_month": None,
            "row_kind": "total",
        }
    )
    return rows


def gold(plan: Plan2567) -> dict[str, Any]:
    """The rows that an extraction of this document must give."""
    year = plan.meta.year
    rubrics = [row for i in plan.indicators for row in rubric_rows(i, "{} คะแนน")]
    milestones = [row for i in plan.indicators for row in milestone_rows(i, year)]
    return answers(
        plan.meta,
        "annual_plan",
        kpis=_kpis(plan),
        rubrics=rubrics,
        plans=_plans(plan),
        results=_results(plan),
        milestones=milestones,
    )


def _kpis(plan: Plan2567) -> Rows:
    rows: Rows = []
    served = {link.name: link.key_result for link in plan.links}
    for strategy, i in zip(plan.issue_strategies, plan.indicators, strict=True):
        rows.append(
            KPI_EMPTY
            | target_columns(i.target)
            | detail_columns(i)
            | {
                "item_no": i.item_no,
                "name": i.name,
                "weight": i.weight,
                "units": list(i.units),
                "objective": i.objective,
                "key_result": served.get(i.name),
                "strategy_no": strategy,
                "projects": [p.row() for p in i.projects],
                "listings": ["agreement_detail", "kr_list", "milestones", "rubric", "strategy_table"],
            }
        )
    supports = [("innovation", "2", plan.innovation), *[("potential", "3", s) for s in plan.potential]]
    for base, component, s in supports:
        rows.append(
            KPI_EMPTY
            | {
                "base": base,
                "component_no": component,
                "item_no": s.no,
                "name": s.name,
                "units": [s.unit],
                "projects": [{"name": s.project, "budget_baht": None, "repeated": False}],
                "definition": f"ตามที่ {s.keeper} กำหนด",
                "listings": ["kpi_table"],
            }
        )
    city = plan.city
    numbers = {
        "objective": city.objective,
        "strategy_no": city.strategy[0],
        "substrategy_no": city.substrategy[0],
        "base": "bma_plan",
        "listings": ["bma_plan"],
    }
    agencies = {"role": city.role, "lead_agencies": list(city.lead), "support_agencies": list(city.support)}
    rows.append(KPI_EMPTY | target_columns(city.target) | numbers | agencies | {"item_no": city.kr_no, "name": city.kr})
    for no, name, _, target in city.kpis:
        rows.append(KPI_EMPTY | target_columns(target) | numbers | {"item_no": no, "name": name})
    for strategy, issue in zip(plan.issue_strategies, plan.issues, strict=True):
        columns = {"base": "strategy", "name": issue.key_result, "objective": issue.objective}
        rows.append(
            KPI_EMPTY | target_columns(issue.target) | columns | {"strategy_no": strategy, "listings": ["strategy"]}
        )
    return rows


def _plans(plan: Plan2567) -> Rows:
    rows = [plan_row("part1", line) for line in plan.city.lines]
    rows += [plan_row("part1_summary", x, seq=f"{n}", strategy_code=None) for n, x in enumerate(plan.city_summary, 1)]
    rows.append(total_row("part1_summary", plan.city_total))
    for issue in plan.issues:
        printed = {"issue_no": issue.no, "issue": issue.text, "objective": issue.objective}
        rows += [
            plan_row("part2_issue", x, seq=f"{n}", key_result=issue.printed_key_result, **printed)
            for n, x in enumerate(issue.lines, 1)
        ]
    for programme in plan.programmes:
        grouped = {"programme": f"แผนงาน{programme.name}", "output": f"ผลผลิต{programme.output}"}
        rows += [plan_row("part3", x, **grouped) for x in programme.lines]
    rows.append(total_row("part3", plan.routine_total))
    for s in plan.potential:
        rows.append(plan_row("potential", Line(s.project, Budget("", None, "unstated"), (s.unit,))))
    return rows


def _results(plan: Plan2567) -> Rows:
    rows: Rows = []
    for r in plan.prior:
        goal = r.target
        rows.append(
            {
                "kpi_name": r.name,
                "base": r.base,
                "component_no": r.component,
                "item_no": r.item_no,
                "source": "prior_year",
                "fiscal_year": plan.meta.year - 1,
                "target_raw": goal.raw if goal else None,
                "target_value": goal.value if goal else None,
                "target_unit": goal.unit if goal else None,
                "achieved_raw": r.achieved.raw,
                "achieved_value": r.achieved.value,
                "achieved_unit": r.achieved.unit,
                "weight": None,
                "score_raw": None,
                "score": None,
                "project": None,
                # without a target clause the narrative starts right after the name
                "narrative": r.narrative if goal else f"{REACHED} {r.achieved.raw} {r.narrative}",
            }
        )
    return rows
