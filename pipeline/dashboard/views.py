"""The views that list: overview, indicators, projects, findings, dictionary."""

from __future__ import annotations

from typing import Any

from phaen.pipeline.audit import RULES
from phaen.pipeline.audit.model import SEVERITIES
from phaen.pipeline.dashboard.data import Data, Row, Select, chosen
from phaen.pipeline.dashboard.page import Column, Query, Table, View, choice, segment, words_filter
from phaen.pipeline.dashboard.words import title, word
from phaen.pipeline.schema.datasets import DATASETS

RULE = {rule.name: rule for rule in RULES}
STATUSES = ("open", "accepted", "dismissed", "fixed")
DOC_TYPES = ("annual_plan", "kpi_agreement", "performance_report")


def rule_title(name: str, language: str) -> str:
    """A rule's title; its name where the rule is not known."""
    rule = RULE.get(name)
    return name if rule is None else rule.title_en if language == "en" else rule.title_th


def agencies(data: Data) -> list[str]:
    """Agencies that own documents."""
    return chosen(data.values("SELECT DISTINCT agency_code FROM document"))


def years(data: Data) -> list[int]:
    """Fiscal years of the documents, the newest first."""
    return chosen(data.values("SELECT DISTINCT fiscal_year FROM document"))[::-1]


def where(*conditions: str | None) -> str:
    """Conditions that are there, as a WHERE clause."""
    kept = [condition for condition in conditions if condition]
    return f"WHERE {' AND '.join(kept)}" if kept else ""


def places(query: Query) -> tuple[str | None, str | None, dict[str, Any]]:
    """Conditions on ``agency_code`` and ``fiscal_year`` of the filters agency and year, and their parameters."""
    agency, year = query.get("agency"), query.number("year")
    parameters: dict[str, Any] = {}
    if agency:
        parameters["agency"] = agency
    if year is not None:
        parameters["year"] = year
    return "agency_code = $agency" if agency else None, "fiscal_year = $year" if year is not None else None, parameters


def overview(data: Data, query: Query) -> View:
    """Cards, findings by rule, targets met by year, a table of agencies and years."""
    agency, year, parameters = places(query)
    place, alive = where(agency, year), where(agency, year, "live")
    cards = data.one(
        f"""SELECT
            (SELECT count(*) FROM document {alive}) AS documents,
            (SELECT count(DISTINCT agency) FROM document {alive}) AS agencies,
            (SELECT count(DISTINCT fiscal_year) FROM document {alive}) AS years,
            (SELECT count(*) FROM panel {place}) AS kpis,
            (SELECT count(*) FROM budget {place}) AS projects,
            (SELECT avg(coverage) FROM document {alive}) AS mean_coverage,
            (SELECT count(*) FROM flagged {place}) AS flagged_rows""",
        parameters,
    )
    marks = where(
        "list_contains(agencies, $agency)" if agency else None, "list_contains(years, $year)" if year else None
    )
    rules = data.rows(
        f"""SELECT rule, {", ".join(f"count(*) FILTER (WHERE severity = '{name}') AS {name}" for name in SEVERITIES)},
            count(*) AS total FROM finding {marks} GROUP BY rule ORDER BY error DESC, total DESC, rule""",
        parameters,
    )
    met = data.rows(
        f"""SELECT fiscal_year, sum(met)::INT AS met, sum(missed)::INT AS missed, sum(unknown)::INT AS unknown,
            sum(total)::INT AS total
        FROM outcome_counts {where(agency, year)} GROUP BY fiscal_year ORDER BY fiscal_year""",
        parameters,
    )
    table = Table(
        (
            Column("agency", word("agency", query.language), "agency", lambda row: _agency_link(query, row)),
            Column("fiscal_year", word("year", query.language), "code"),
            Column("documents", word("documents", query.language), "figure"),
            Column("kpis", word("kpis", query.language), "figure"),
            Column("projects", word("projects", query.language), "figure"),
            Column("budget_baht", word("budget_total", query.language), "baht"),
            Column(
                "findings", word("findings", query.language), "figure", lambda row: _filtered(query, row, "/findings")
            ),
            Column("coverage", word("coverage", query.language), "percent"),
        ),
        Select(
            f"""SELECT d.agency, any_value(d.agency_code) AS agency_code, d.fiscal_year, count(*) AS documents,
                coalesce(any_value(k.n), 0) AS kpis, coalesce(any_value(p.projects), 0) AS projects,
                any_value(p.baht) AS budget_baht, coalesce(any_value(f.n), 0) AS findings, avg(d.coverage) AS coverage
            FROM (SELECT * FROM document {alive}) d
            LEFT JOIN (SELECT agency, fiscal_year, count(*) AS n FROM panel GROUP BY ALL) k
                ON k.agency IS NOT DISTINCT FROM d.agency AND k.fiscal_year IS NOT DISTINCT FROM d.fiscal_year
            LEFT JOIN budget_by_agency p
                ON p.agency IS NOT DISTINCT FROM d.agency AND p.fiscal_year IS NOT DISTINCT FROM d.fiscal_year
            LEFT JOIN (SELECT agency, fiscal_year, count(DISTINCT finding_id) AS n
                FROM (SELECT finding_id, unnest(doc_ids) AS doc_id FROM finding) JOIN label USING (doc_id)
                GROUP BY ALL) f
                ON f.agency IS NOT DISTINCT FROM d.agency AND f.fiscal_year IS NOT DISTINCT FROM d.fiscal_year
            GROUP BY d.agency, d.fiscal_year
            ORDER BY any_value(d.agency_code) NULLS LAST, d.agency NULLS LAST, d.fiscal_year DESC NULLS LAST""",
            parameters,
        ),
        ("agency_code",),
    )
    values = {
        "cards": [(name, value, "percent" if name == "mean_coverage" else "") for name, value in (cards or {}).items()],
        "rules": [{**row, "title": rule_title(row["rule"], query.language)} for row in rules],
        "met": met,
    }
    return View("overview.html", word("overview", query.language), "/", _place_filters(data, query), table, values)


def _place_filters(data: Data, query: Query) -> list[Any]:
    return [choice(query, "agency", "agency", agencies(data)), choice(query, "year", "year", years(data))]


def _agency_link(query: Query, row: Row) -> str | None:
    return query.link(f"/agency/{segment(row['agency_code'])}") if row["agency_code"] else None


def _filtered(query: Query, row: Row, path: str) -> str | None:
    """A link to the rows behind a figure; none where no filter says which office is meant."""
    return query.link(path, agency=row["agency_code"], year=row["fiscal_year"]) if row["agency_code"] else None


def indicators(data: Data, query: Query) -> View:
    """Indicators by words or code, agency, year and base."""
    agency, year, base, question = query.get("agency"), query.number("year"), query.get("base"), query.get("q").strip()
    parameters: dict[str, Any] = {"agency": agency, "year": year, "base": base}
    conditions = [
        "list_contains(agencies, $agency)" if agency else None,
        "list_contains(years, $year)" if year is not None else None,
        "list_contains(bases, $base)" if base else None,
    ]
    order = "documents DESC, name"
    alike = False
    if question:
        found = data.index.search(question)
        parameters["found"], alike = found.keys, found.alike
        conditions.append("list_contains($found::VARCHAR[], measure)")
        order = "list_position($found::VARCHAR[], measure)"
    used = {name: value for name, value in parameters.items() if any(f"${name}" in (c or "") for c in conditions)}
    language = query.language
    table = Table(
        (
            Column("code", word("code", language), "code"),
            Column(
                "name", word("name", language), "found", lambda row: query.link(f"/indicator/{segment(row['measure'])}")
            ),
            Column("agencies", word("number_of_agencies", language), "list"),
            Column("years", word("years", language), "years"),
            Column("documents", word("number_of_documents", language), "figure"),
            Column("results", word("number_of_results", language), "figure"),
            Column("latest_target", word("latest_target", language)),
        ),
        Select(
            f"SELECT code, name, agencies, years, documents, results, latest_target, measure FROM measure "
            f"{where(*conditions)} ORDER BY {order}",
            used,
        ),
        ("measure",),
    )
    bases = [one for one in DATASETS["kpis"].by_name["base"].choices if one]
    filters = [
        words_filter(query, "search_indicator"),
        *_place_filters(data, query),
        choice(query, "base", "base", bases, translated=True),
    ]
    return View("list.html", word("indicators", language), "/indicators", filters, table, {"alike": alike})


def projects(data: Data, query: Query) -> View:
    """Project lines with their budgets."""
    agency, year, parameters = places(query)
    conditions = [agency, year, None if query.get("rows") == "all" else "counted"]
    for name in ("programme", "section", "output"):
        if query.get(name):
            value = query.get(name)
            conditions.append(f"{name} IS NULL" if value == "-" else f"{name} = ${name}")
            parameters |= {} if value == "-" else {name: value}
    if query.get("policy"):
        conditions.append(
            "len(policy_codes) = 0" if query.get("policy") == "-" else "list_contains(policy_codes, $policy)"
        )
        parameters |= {} if query.get("policy") == "-" else {"policy": query.get("policy")}
    for index, part in enumerate(query.get("q").split()):
        conditions.append(f"contains(lower(project), ${'q'}{index})")
        parameters[f"q{index}"] = part.lower()
    columns = [
        "project",
        "kind",
        "programme",
        "section",
        "budget_raw",
        "budget_baht",
        "budget_status",
        "units",
        "agency_code",
        "fiscal_year",
    ]
    kinds = {"project": "wide", "kind": "word", "section": "word", "budget_baht": "baht", "units": "list"}
    kinds |= {"agency_code": "code", "fiscal_year": "code", "programme": "wide"}
    shown = [name for name in columns if name not in ("budget_status", "units")]
    further = ["budget_status", "units", "output", "policy_codes", "source_file", "page", "line", "flags"]
    table = Table(
        [Column(name, title("plans", name, query.language), kinds.get(name, "text")) for name in shown],
        Select(
            f"SELECT {', '.join(dict.fromkeys([*shown, *further]))} FROM project {where(*conditions)} "
            "ORDER BY budget_baht DESC NULLS LAST, project",
            parameters,
        ),
        further,
    )
    filters = [words_filter(query, "search_words"), *_place_filters(data, query)]
    filters.append(
        choice(query, "section", "by_section", DATASETS["plans"].by_name["section"].choices, translated=True)
    )
    for name in ("programme", "output", "policy"):
        if query.get(name):
            filters.append(choice(query, name, f"by_{name}", [query.get(name)]))
    return View("list.html", word("projects", query.language), "/budgets", filters, table, {"note": "budget_note"})


def findings(data: Data, query: Query) -> View:
    """Findings by severity, rule, agency, year and words; the gravest first."""
    conditions: list[str | None] = []
    parameters: dict[str, Any] = {}
    for name, condition in (
        ("severity", "severity = $severity"),
        ("rule", "rule = $rule"),
        ("status", "status = $status"),
        ("agency", "list_contains(agencies, $agency)"),
    ):
        if query.get(name):
            conditions.append(condition)
            parameters[name] = query.get(name)
    if query.number("year") is not None:
        conditions.append("list_contains(years, $year)")
        parameters["year"] = query.number("year")
    message = "message_en" if query.language == "en" else "message_th"
    for index, part in enumerate(query.get("q").split()):
        conditions.append(f"contains(lower(concat_ws(' ', subject, message_th, message_en)), $q{index})")
        parameters[f"q{index}"] = part.lower()
    language = query.language
    table = Table(
        (
            Column("severity", word("severity", language), "chip"),
            Column("rule", word("rule", language), "rule"),
            Column(
                "subject",
                word("subject", language),
                "wide",
                lambda row: query.link(f"/finding/{segment(row['finding_id'])}"),
            ),
            Column(message, word("message", language), "long"),
            Column("labels", word("in_documents", language)),
            Column("status", word("verdict", language), "verdict"),
        ),
        Select(
            f"""SELECT severity, rule, subject, message_th, message_en, labels, status, finding_id FROM finding
            {where(*conditions)}
            ORDER BY list_position({list(SEVERITIES)!r}, severity), rule, subject, finding_id""",
            parameters,
        ),
        ("finding_id", "message_th" if message == "message_en" else "message_en"),
    )
    by_count = _counts(data, "rule")
    rules = [(name, f"{rule_title(name, language)} ({by_count[name]:,})") for name in chosen([*by_count])]
    by_rule = choice(query, "rule", "rule", [])
    filters = [
        words_filter(query, "search_words"),
        choice(query, "severity", "severity", SEVERITIES, translated=True, counts=_counts(data, "severity")),
        choice(query, "status", "verdict", STATUSES, counts=_counts(data, "status")),
        type(by_rule)("rule", by_rule.label, by_rule.value, rules),
        *_place_filters(data, query),
    ]
    return View("list.html", word("findings", language), "/findings", filters, table, {"note": "findings_note"})


def _counts(data: Data, column: str) -> dict[str, int]:
    """How many findings each value of a column has."""
    rows = data.rows(f"SELECT {column} AS value, count(*) AS n FROM finding GROUP BY 1")
    return {row["value"]: row["n"] for row in rows}


def dictionary(data: Data, query: Query) -> View:
    """The data dictionary."""
    dataset = query.get("dataset")
    language = query.language
    titled, described = ("title_en", "description_en") if language == "en" else ("title_th", "description_th")
    names = ["dataset", "column", titled, "type", "unit", described, "key", "refers_to"]
    kinds = {"column": "code", "dataset": "code", described: "wide", "refers_to": "code"}
    table = Table(
        [Column(name, title("data_dictionary", name, language), kinds.get(name, "text")) for name in names],
        Select(
            f"SELECT * FROM dictionary {'WHERE dataset = $dataset' if dataset else ''}",
            {"dataset": dataset} if dataset else {},
        ),
        ("position", "nullable", "choices"),
    )
    filters = [choice(query, "dataset", "dataset", list(DATASETS))]
    return View("list.html", word("dictionary", language), "/dictionary", filters, table)
