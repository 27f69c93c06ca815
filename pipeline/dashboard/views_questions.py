"""The views that answer an analyst's questions: budget by policy, agency and year; targets that moved; results."""

from __future__ import annotations

from typing import Any

from phaen.pipeline.dashboard.data import Data, Row, Select
from phaen.pipeline.dashboard.page import Column, Filter, NotFound, Query, Table, View, choice, segment, words_filter
from phaen.pipeline.dashboard.views import agencies, places, where, years
from phaen.pipeline.dashboard.words import title, word
from phaen.pipeline.report import charts
from phaen.pipeline.run.heap import trim
from phaen.pipeline.views.query import QueryError, QueryLimits
from phaen.pipeline.views.query import query as run_sql

VERDICTS = {"yes": "met", "no": "missed", "unknown": "unknown"}
WEIGHTS = (5, 10, 15, 20)
LIMITS = QueryLimits(seconds=5.0, megabytes=300)
MOST_ROWS = 500
"""Rows of the SQL box that are shown; ``phaen query`` gives all."""
EXAMPLE = "SELECT policy_code, agency_code, fiscal_year, projects, baht FROM budget_by_policy"


def _measure_link(query: Query, row: Row) -> str | None:
    return query.link(f"/indicator/{segment(row['indicator_id'])}") if row.get("indicator_id") else None


def policies(data: Data, query: Query) -> View:
    """Budget by policy, agency and year; a project of two policies stands under both."""
    agency, year, parameters = places(query)
    policy = "policy_code = $policy" if query.get("policy") else None
    if policy:
        parameters["policy"] = query.get("policy")
    language = query.language

    def details(row: Row) -> str:
        return query.link("/projects", policy=row["policy_code"], agency=row["agency_code"], year=row["fiscal_year"])

    table = Table(
        (
            Column("policy_code", word("by_policy", language), "policy", details),
            Column("agency", word("agency", language), "agency"),
            Column("fiscal_year", word("year", language), "code"),
            Column("projects", word("projects", language), "figure"),
            Column("with_budget", word("with_amount", language), "figure"),
            Column("baht", word("amount", language), "baht"),
        ),
        Select(
            f"""SELECT policy_code, agency, agency_code, fiscal_year, projects, with_budget, baht
            FROM budget_by_policy {where(agency, year, policy)}
            ORDER BY policy_code, agency_code, fiscal_year""",
            parameters,
        ),
        ("agency_code",),
    )
    known = data.values("SELECT DISTINCT policy_code FROM budget_by_policy ORDER BY 1")
    filters = [
        choice(query, "policy", "by_policy", known),
        choice(query, "agency", "agency", agencies(data)),
        choice(query, "year", "year", years(data)),
    ]
    return View("list.html", word("policies", language), "/budgets", filters, table, {"note": "policy_note"})


def targets(data: Data, query: Query) -> View:
    """Targets that changed between two years; without a choice, from each year to the next that has a target."""
    given = data.values("SELECT DISTINCT fiscal_year FROM outcomes_told WHERE target_raw IS NOT NULL ORDER BY 1")
    first, second = query.number("from"), query.number("to")
    parameters: dict[str, Any] = {}
    conditions: list[str] = []
    for name, column in (("agency", "agency_code"), ("from", "from_year"), ("to", "to_year")):
        value = query.get(name) if name == "agency" else query.number(name)
        if value:
            conditions.append(f"{column} = ${name}")
            parameters[name] = value
    if first is None or second is None:
        conditions.append("next")
    language = query.language
    table = Table(
        (
            Column("name", word("name", language), "wide", lambda row: _measure_link(query, row)),
            Column("agency_code", word("agency", language), "agency"),
            Column("from_year", word("from_year", language), "code"),
            Column("to_year", word("to_year", language), "code"),
            Column("before", word("before", language)),
            Column("after", word("after", language)),
            Column("difference", word("difference", language), "figure"),
        ),
        Select(
            f"""SELECT name, agency_code, from_year, to_year, before, after, difference, indicator_id
            FROM target_changes
            {where(*conditions)} ORDER BY name, agency_code, from_year, to_year""",
            parameters,
        ),
        ("indicator_id",),
    )
    filters = [
        choice(query, "agency", "agency", agencies(data)),
        choice(query, "from", "from_year", [one for one in given if one]),
        choice(query, "to", "to_year", [one for one in given if one]),
    ]
    return View("list.html", word("targets_view", language), "/targets", filters, table, {"note": "targets_note"})


def results(data: Data, query: Query) -> View:
    """Results against targets: one row per indicator, agency and year with a reported result."""
    agency, year, parameters = places(query)
    conditions = [agency, year, "achieved_raw IS NOT NULL"]
    told = {"yes": "met", "no": "NOT met", "unknown": "met IS NULL"}  # the keys of VERDICTS
    if query.get("met") in told:
        conditions.append(told[query.get("met")])
    weight = query.number("weight")
    if weight is not None:
        conditions.append("weight > $weight")
        parameters["weight"] = weight
    for index, part in enumerate(query.get("q").split()):
        conditions.append(f"contains(lower(name), $q{index})")
        parameters[f"q{index}"] = part.lower()
    language = query.language
    table = Table(
        (
            Column("name", word("name", language), "wide", lambda row: _measure_link(query, row)),
            Column("agency_code", word("agency", language), "agency"),
            Column("fiscal_year", word("year", language), "code"),
            Column("weight", word("weight", language), "figure"),
            Column("target_raw", word("target", language)),
            Column("achieved_raw", word("result", language)),
            Column("met", word("met", language), "met"),
            Column("met_reason", title("outcomes", "met_reason", language), "word"),
            Column("score", word("score", language), "figure"),
        ),
        Select(
            f"""SELECT name, agency_code, fiscal_year, weight, target_raw, achieved_raw, met, met_reason, score,
                conflicts, indicator_id
            FROM outcomes_told {where(*conditions)}
            ORDER BY fiscal_year DESC, agency_code, weight DESC NULLS LAST, name""",
            parameters,
        ),
        ("conflicts", "indicator_id"),
    )
    verdicts = [(key, word(name, language)) for key, name in VERDICTS.items()]
    weights = [(str(one), f"> {one}") for one in WEIGHTS]
    filters = [
        words_filter(query, "search_words"),
        choice(query, "agency", "agency", agencies(data)),
        choice(query, "year", "year", years(data)),
        Filter("met", word("met", language), query.get("met"), verdicts),
        Filter("weight", word("weight_above", language), query.get("weight"), weights),
    ]
    return View("list.html", word("results_view", language), "/results", filters, table, {"note": "results_note"})


def agency(data: Data, query: Query, key: str) -> View:
    """One office over all its years: documents, indicators, budget, findings, results."""
    named = data.one("SELECT * FROM agency_told WHERE agency_code = $key", {"key": key})
    told = data.rows(
        """SELECT d.fiscal_year, count(*) AS documents, any_value(k.n) AS kpis, any_value(b.projects) AS projects,
            any_value(b.baht) AS budget_baht, any_value(f.n) AS findings, any_value(o.met) AS met,
            any_value(o.missed) AS missed, any_value(o.unknown) AS unknown
        FROM document d
        LEFT JOIN (SELECT fiscal_year, count(*) AS n FROM panel WHERE agency_code = $key GROUP BY 1) k
            ON k.fiscal_year IS NOT DISTINCT FROM d.fiscal_year
        LEFT JOIN (FROM budget_by_agency WHERE agency_code = $key) b ON b.fiscal_year IS NOT DISTINCT FROM d.fiscal_year
        LEFT JOIN (FROM outcome_counts WHERE agency_code = $key) o ON o.fiscal_year IS NOT DISTINCT FROM d.fiscal_year
        LEFT JOIN (SELECT l.fiscal_year, count(DISTINCT finding_id) AS n
            FROM (SELECT finding_id, unnest(doc_ids) AS doc_id FROM findings_told) JOIN label l USING (doc_id)
            WHERE l.agency_code = $key GROUP BY 1) f ON f.fiscal_year IS NOT DISTINCT FROM d.fiscal_year
        WHERE d.live AND d.agency_code = $key GROUP BY d.fiscal_year ORDER BY d.fiscal_year DESC NULLS LAST""",
        {"key": key},
    )
    if not told and named is None:
        raise NotFound(key)
    language = query.language

    def to(path: str) -> Any:
        return lambda row: query.link(path, agency=key, year=row["fiscal_year"])

    table = Table(
        (
            Column("fiscal_year", word("year", language), "code"),
            Column("documents", word("documents", language), "figure", to("/documents")),
            Column("kpis", word("kpis", language), "figure", to("/indicators")),
            Column("projects", word("projects", language), "figure", to("/projects")),
            Column("budget_baht", word("budget_total", language), "baht"),
            Column("met", word("met", language), "figure", to("/results")),
            Column("missed", word("missed", language), "figure"),
            Column("unknown", word("unknown", language), "figure"),
            Column("findings", word("findings", language), "figure", to("/findings")),
        ),
        told,
    )
    paid = [row for row in told if row["budget_baht"]]
    bars = [charts.Bar(str(row["fiscal_year"] or "–"), (float(row["budget_baht"]),)) for row in paid]
    under = data.rows("SELECT agency_code FROM agency_told WHERE parent_code = $key ORDER BY 1", {"key": key})
    values = {
        "named": named,
        "chart": charts.bars(bars, ("budget",), word("budget_total", language), "chart-budget"),
        "offices": [row["agency_code"] for row in under],
    }
    heading = f"{key} · {named['agency_name']}" if named and named["agency_name"] else key
    return View("agency.html", heading, "/", [], table, values)


def sql(data: Data, query: Query) -> View:
    """A statement of the reader over the datasets: it can read them and nothing else."""
    statement = query.get("sql").strip() or EXAMPLE
    problem, table = "", None
    try:
        found = run_sql(data.folder, statement, limits=LIMITS)
    except QueryError as error:
        problem = str(error)
    else:
        rows = [{f"c{at}": value for at, value in enumerate(row)} for row in found.rows[:MOST_ROWS]]
        table = Table([Column(f"c{at}", name) for at, name in enumerate(found.columns)], rows)
    values = {"statement": statement, "failed": problem}
    trim()
    return View("sql.html", word("sql_box", query.language), "/sql", [], table, values)
