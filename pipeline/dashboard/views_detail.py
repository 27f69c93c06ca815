"""The views of one thing: an indicator's panel, its rubric over years, a finding; and budgets by group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup
from phaen.pipeline.dashboard.data import Data, Row, Select
from phaen.pipeline.dashboard.page import Column, NotFound, Query, Table, View, choice, segment, words_filter
from phaen.pipeline.dashboard.views import DOC_TYPES, RULE, places, rule_title, where
from phaen.pipeline.dashboard.words import title, word
from phaen.pipeline.report import charts
from phaen.pipeline.review.standing import row_now

MAX_CHARTS = 4
MAX_COLUMNS = 6
"""Rubrics that stand side by side."""
MAX_EVIDENCE = 10
GROUPS = {
    "programme": "programme",
    "agency": "agency",
    "policy": "policy",
    "output": "output",
    "section": "section",
}


def _measure(data: Data, key: str) -> Row:
    found = data.one("SELECT * FROM measure WHERE measure = $key", {"key": key})
    if found is None:
        raise NotFound(key)
    return found


def _lines(query: Query, rows: Sequence[Row]) -> list[tuple[str, Markup]]:
    """A chart of targets and results and one of weights, per agency and unit; one figure alone is no chart."""
    figures: dict[tuple[str, str], dict[str, dict[int, float]]] = defaultdict(lambda: defaultdict(dict))
    weight = word("weight_line", query.language)
    for row in rows:
        if row["fiscal_year"] is None:
            continue
        for kind, value, unit in (
            ("target", row["target_value"], row["target_unit"]),
            ("result", row["achieved_value"], row["achieved_unit"]),
            ("weight", row["weight"], weight),
        ):
            if value is not None:
                figures[row["agency_code"] or "–", unit or ""][kind].setdefault(row["fiscal_year"], value)
    drawn: list[tuple[str, Markup]] = []
    ranked = sorted(figures.items(), key=lambda item: (item[0][1] == weight, -sum(map(len, item[1].values())), item[0]))
    for (agency, unit), kinds in ranked:
        if sum(map(len, kinds.values())) < 2 or ("weight" in kinds and len(set(kinds["weight"].values())) < 2):
            continue
        series = [
            charts.Line(word(f"{kind}_line", query.language), tuple(sorted(values.items())), kind)
            for kind, values in kinds.items()
        ]
        heading = f"{agency} · {unit}" if unit else agency
        drawn.append((heading, charts.lines(series, heading, f"chart-{len(drawn)}", height=220)))
    return drawn[:MAX_CHARTS]


def indicator(data: Data, query: Query, key: str) -> View:
    """One measure over years, agencies and kinds of document."""
    measure = _measure(data, key)
    agency, year, parameters = places(query)
    parameters["key"] = key
    kind = "doc_type = $type" if query.get("type") in DOC_TYPES else None
    if kind:
        parameters["type"] = query.get("type")
    language = query.language
    columns = (
        Column("fiscal_year", word("year", language), "code"),
        Column("agency_code", word("agency", language), "agency"),
        Column("doc_type", word("type", language), "word"),
        Column("code", word("code", language), "code"),
        Column("base", word("base", language), "word"),
        Column("target_raw", word("target", language)),
        Column("weight", word("weight", language), "figure"),
        Column("achieved_raw", word("result", language)),
        Column("met", "", "met"),
        Column("score", word("score", language), "figure"),
        Column("lead_agencies", word("lead", language), "list"),
        Column("source_file", word("source_place", language), "place", lambda row: _evidence(query, row)),
    )
    names = [column.key for column in columns]
    hidden = ["page", "line", "name", "item_no", "target_op", "target_value", "target_unit", "achieved_value"]
    hidden += ["achieved_unit", "role", "units", "flags", "doc_id", "kpi_id", "measure"]
    select = Select(
        f"SELECT {', '.join([*names, *hidden])} FROM panel {where('measure = $key', agency, year, kind)} "
        "ORDER BY fiscal_year DESC NULLS LAST, agency_code, doc_type",
        parameters,
    )
    rubrics = data.one("SELECT count(DISTINCT source_file) AS n FROM rubric WHERE measure = $key", {"key": key})
    related = data.rows(
        """SELECT finding_id, severity, rule, subject, message_th, message_en, labels FROM finding
        WHERE list_contains($names::VARCHAR[], subject) OR (subject = $code AND $code IS NOT NULL)
        ORDER BY list_position(['error', 'warning', 'info'], severity), rule, finding_id LIMIT 30""",
        {"names": measure["names"], "code": measure["code"]},
    )
    values = {
        "measure": measure,
        "charts": _lines(query, data.all(select)),
        "rubric_link": query.link(f"/rubric/{segment(key)}") if rubrics and rubrics["n"] else None,
        "related": [{**row, "title": rule_title(row["rule"], language)} for row in related],
    }
    filters = [
        choice(query, "agency", "agency", [one for one in measure["agencies"] if one]),
        choice(query, "year", "year", [one for one in measure["years"][::-1] if one]),
        choice(query, "type", "type", DOC_TYPES, translated=True),
    ]
    return View("indicator.html", measure["name"], "/indicators", filters, Table(columns, select, hidden), values)


def _evidence(query: Query, row: Row) -> str:
    return query.link(f"/row/{segment(row['kpi_id'])}")


def rubrics(data: Data, query: Query) -> View:
    """Indicators that have rubrics, by words, agency and year."""
    agency, year, parameters = places(query)
    conditions = [agency, year]
    question = query.get("q").strip()
    if question:
        parameters["found"] = data.index.search(question).keys
        conditions.append("list_contains($found::VARCHAR[], measure)")
    language = query.language
    table = Table(
        (
            Column("code", word("code", language), "code"),
            Column(
                "name", word("name", language), "found", lambda row: query.link(f"/rubric/{segment(row['measure'])}")
            ),
            Column("agencies", word("number_of_agencies", language), "list"),
            Column("years", word("years", language), "years"),
            Column("documents", word("number_of_documents", language), "figure"),
        ),
        Select(
            f"""SELECT m.code, m.name, list_sort(list_distinct(list(r.agency_code))) AS agencies,
                list_sort(list_distinct(list(r.fiscal_year))) AS years,
                count(DISTINCT r.source_file) AS documents, m.measure
            FROM (SELECT * FROM rubric {where(*conditions)}) r JOIN measure m USING (measure)
            GROUP BY m.code, m.name, m.measure ORDER BY documents DESC, m.name""",
            parameters,
        ),
        ("measure",),
    )
    filters = [
        words_filter(query, "search_indicator"),
        choice(
            query,
            "agency",
            "agency",
            data.values("SELECT DISTINCT agency_code FROM rubric WHERE agency_code IS NOT NULL ORDER BY 1"),
        ),
        choice(
            query,
            "year",
            "year",
            data.values("SELECT DISTINCT fiscal_year FROM rubric WHERE fiscal_year IS NOT NULL ORDER BY 1 DESC"),
        ),
    ]
    return View("list.html", word("rubrics_view", language), "/rubrics", filters, table)


def rubric(data: Data, query: Query, key: str) -> View:
    """The rubric of one measure, documents side by side, oldest first."""
    measure = _measure(data, key)
    agency, year, parameters = places(query)
    parameters["key"] = key
    columns = ["fiscal_year", "agency_code", "level", "group", "threshold_raw", "criterion", "score", "scale_score"]
    select = Select(
        f"""SELECT {", ".join(f'"{name}"' for name in columns)}, source_file, page, line, flags, kpi_id
        FROM rubric {where("measure = $key", agency, year)}
        ORDER BY agency_code, fiscal_year, source_file, "group" NULLS FIRST, level""",
        parameters,
    )
    rows = data.all(select)
    documents = list(dict.fromkeys((row["agency_code"], row["fiscal_year"], row["source_file"]) for row in rows))
    shown = documents[:MAX_COLUMNS]
    cells = {
        ((row["agency_code"], row["fiscal_year"], row["source_file"]), row["group"], row["level"]): row for row in rows
    }
    groups = sorted({row["group"] for row in rows}, key=lambda group: group or "")
    lines = [
        {"group": group, "level": level, "cells": [cells.get((document, group, level)) for document in shown]}
        for group in groups
        for level in sorted({row["level"] for row in rows if row["group"] == group})
    ]
    table = Table(
        [Column(name, title("rubrics", name, query.language)) for name in columns],
        select,
        ("source_file", "page", "line", "flags", "kpi_id"),
    )
    agencies = data.rows(
        "SELECT DISTINCT agency_code FROM rubric WHERE measure = $key AND agency_code IS NOT NULL ORDER BY 1",
        {"key": key},
    )
    filters = [choice(query, "agency", "agency", [row["agency_code"] for row in agencies])]
    values = {
        "measure": measure,
        "documents": shown,
        "more": len(documents) - len(shown),
        "lines": lines,
        "indicator_link": query.link(f"/indicator/{segment(key)}"),
    }
    return View("rubric.html", measure["name"], "/rubrics", filters, table, values)


def budgets(data: Data, query: Query) -> View:
    """Baht by programme, agency, policy code, output or section."""
    agency, year, parameters = places(query)
    group = query.get("by") if query.get("by") in GROUPS else "programme"
    column = GROUPS[group]
    source = (
        "SELECT *, unnest(CASE WHEN len(policy_codes) = 0 THEN [NULL] ELSE policy_codes END) AS policy FROM project"
        if group == "policy"
        else "SELECT * FROM project"
    )
    language = query.language

    def details(row: Row) -> str | None:
        place = {name: query.get(name) for name in ("agency", "year")}
        if group == "agency" and row["value"] not in data.agency_names:
            return None  # the printed name of an office without an abbreviation: no filter knows it
        wanted = "" if row["value"] is None and group == "agency" else row["value"] if row["value"] is not None else "-"
        return query.link("/projects", **{**place, group: wanted})

    total = data.one(f"SELECT sum(budget_baht) AS baht FROM project {where('counted', agency, year)}", parameters)
    table = Table(
        (
            Column("value", word(f"by_{group}", language), "group", details),
            Column("amount", word("amount", language), "baht"),
            Column("amount_bar", word("share", language), "bar"),
            Column("lines", word("lines", language), "figure"),
            Column("unpriced", word("unpriced", language), "figure"),
        ),
        Select(
            f"""SELECT {column} AS value, sum(budget_baht) AS amount,
                coalesce(sum(budget_baht) / nullif(max(sum(budget_baht)) OVER (), 0), 0) AS amount_bar,
                count(*) AS lines, count(*) FILTER (WHERE budget_baht IS NULL) AS unpriced
            FROM ({source}) {where("counted", agency, year)}
            GROUP BY {column} ORDER BY amount DESC NULLS LAST, value NULLS LAST""",
            parameters,
        ),
    )
    by = choice(query, "by", "group_by", [])
    options = [(name, word(f"by_{name}", language)) for name in GROUPS]
    filters = [
        type(by)("by", by.label, group, options),
        choice(
            query,
            "agency",
            "agency",
            data.values("SELECT DISTINCT agency_code FROM project WHERE agency_code IS NOT NULL ORDER BY 1"),
        ),
        choice(
            query,
            "year",
            "year",
            data.values("SELECT DISTINCT fiscal_year FROM project WHERE fiscal_year IS NOT NULL ORDER BY 1 DESC"),
        ),
    ]
    left_out = data.one(
        f"SELECT count(*) AS n FROM budget {where('budget_conflict', 'budget_baht IS NULL', agency, year)}", parameters
    )
    unread = data.one(f"SELECT sum(lines) AS n FROM unread_budgets {where(agency, year)}", parameters)
    values = {
        "total": total["baht"] if total else None,
        "group": group,
        "left_out": left_out["n"] if left_out else 0,
        "unread": unread["n"] if unread else 0,
    }
    return View("budgets.html", word("budgets", language), "/budgets", filters, table, values)


def finding(data: Data, query: Query, key: str) -> View:
    """One finding with its evidence."""
    row = data.one("SELECT * FROM finding WHERE finding_id = $key", {"key": key})
    if row is None:
        raise NotFound(key)
    rule = RULE.get(row["rule"])
    labels = {
        one["doc_id"]: one
        for one in data.rows("SELECT * FROM label WHERE list_contains($ids, doc_id)", {"ids": row["doc_ids"]})
    }
    row |= {"evidence": data.evidence(key)}
    evidence = [{**place, **_label(labels, place["doc_id"])} for place in row["evidence"]]
    columns = ["label", "source_file", "page", "line", "raw"]
    names = {"label": word("document", query.language), "raw": word("printed", query.language)}
    table = Table(
        [
            Column(name, names.get(name) or title("kpis", name, query.language), "wide" if name == "raw" else "text")
            for name in columns
        ],
        evidence,
        ("doc_id",),
    )
    english = query.language == "en"
    values = {
        "finding": row,
        "rule": rule_title(row["rule"], query.language),
        "message": row["message_en"] if english else row["message_th"],
        "explanation": "" if rule is None else rule.explanation_en if english else rule.explanation_th,
        "evidence": evidence[:MAX_EVIDENCE],
        "more": len(evidence) > MAX_EVIDENCE,
    }
    return View("finding.html", str(row["subject"] or row["rule"]), "/findings", [], table, values)


def _label(labels: dict[str, Row], doc_id: str) -> dict[str, Any]:
    one = labels.get(doc_id, {})
    said = " ".join(str(part) for part in (one.get("agency_code"), one.get("fiscal_year")) if part)
    return {"label": said or doc_id, "source_file": one.get("source_file")}


def printed_row(data: Data, query: Query, key: str) -> View:
    """One indicator of one document: every column, and the place that it was read from."""
    known = data.one("SELECT doc_id, row_key FROM printed WHERE kpi_id = $key", {"key": key})
    if known is None:
        raise NotFound(key)
    row = row_now(data.folder, known["doc_id"], "kpis", known["row_key"])
    measure = row["indicator_id"] or row["kpi_id"]
    facts = [
        {"column": name, "title": title("kpis", name, query.language), "value": value}
        for name, value in row.items()
        if value not in (None, [], "")
    ]
    table = Table(
        (
            Column("title", title("data_dictionary", "column", query.language)),
            Column("value", word("value", query.language), "wide"),
        ),
        facts,
        ("column",),
    )
    place = {name: row[name] for name in ("doc_id", "page", "line", "bbox", "source_file")}
    values = {
        "place": {
            **place,
            "raw": row["name"],
            "label": f"{row['agency_code'] or ''} {row['fiscal_year'] or ''}".strip(),
        },
        "indicator_link": query.link(f"/indicator/{segment(measure)}"),
    }
    return View("row.html", row["name"], "/indicators", [], table, values)
