"""The first page, the list of documents and the page of data files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from phaen.pipeline.audit import RULES
from phaen.pipeline.audit.model import SEVERITIES
from phaen.pipeline.report import charts
from phaen.pipeline.report.model import ReportData
from phaen.pipeline.report.pages_findings import agency_slug
from phaen.pipeline.report.site import Site, translated
from phaen.pipeline.schema.names import COUNTED
from phaen.pipeline.views.workbook import Sheet


def severity_cards(findings: Sequence[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """Findings counted by severity."""
    counts = Counter(row["severity"] for row in findings)
    names = {"error": "errors", "warning": "warnings", "info": "infos"}
    return [(names[level], f"{counts[level]:,}", level) for level in SEVERITIES]


@dataclass(frozen=True, slots=True)
class RuleCount:
    """Findings of one rule by severity."""

    title_th: str
    title_en: str
    counts: tuple[int, ...]


def _rule_counts(data: ReportData) -> list[RuleCount]:
    told = data.figures("SELECT rule, severity, findings FROM finding_counts")
    counts = {(row["rule"], row["severity"]): row["findings"] for row in told}
    return [
        RuleCount(rule.title_th, rule.title_en, tuple(counts.get((rule.name, level), 0) for level in SEVERITIES))
        for rule in RULES
    ]


def _rule_chart(rules: Sequence[RuleCount]) -> Markup:
    """The chart in both languages: labels inside an SVG cannot be switched by the page."""
    found = [rule for rule in rules if sum(rule.counts)]
    if not found:
        return Markup()
    thai = [charts.Bar(rule.title_th, tuple(map(float, rule.counts))) for rule in found]
    english = [charts.Bar(rule.title_en, tuple(map(float, rule.counts))) for rule in found]
    return Markup('<div class="th" lang="th">{}</div><div class="en" lang="en">{}</div>').format(
        charts.bars(thai, SEVERITIES, "ข้อสังเกตตามกฎ", "chart-rules-th"),
        charts.bars(english, SEVERITIES, "Findings by rule", "chart-rules-en"),
    )


def _met_rows(data: ReportData) -> list[charts.Bar]:
    years = data.figures(
        "SELECT fiscal_year, sum(met) AS met, sum(missed) AS missed, sum(unknown) AS unknown FROM outcome_counts "
        "WHERE fiscal_year IS NOT NULL GROUP BY fiscal_year ORDER BY fiscal_year"
    )
    return [
        charts.Bar(str(row["fiscal_year"]), (float(row["met"]), float(row["missed"]), float(row["unknown"])))
        for row in years
    ]


def _health(data: ReportData) -> list[dict[str, Any]]:
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in data.read_documents:
        groups[str(row.get("text_source") or row.get("status"))].append(row)
    rows = []
    for source, documents in sorted(groups.items()):
        shares = [float(row["coverage"]) for row in documents if row.get("coverage") is not None]
        rows.append(
            {
                "source": source,
                "documents": len(documents),
                "mean": sum(shares) / len(shares) if shares else None,
                "lowest": min(shares, default=None),
                "unclaimed": f"{sum(row.get('unclaimed') or 0 for row in documents):,}",
            }
        )
    return rows


def write_overview(site: Site, data: ReportData, findings: Sequence[dict[str, Any]]) -> None:
    """Counts, charts, agencies, text health."""
    rules = _rule_counts(data)
    met = _met_rows(data)
    partly = sum(row.get("status") in ("partial", "failed") for row in data.live_documents())
    agency_rows = [
        {
            "slug": key.slug,
            "agency": key.agency,
            "year": key.year,
            "documents": len(documents),
            "indicators": sum(data.counts[row["doc_id"]]["kpis"] for row in documents),
            "findings": len({item["finding_id"] for row in documents for item in data.findings_of[row["doc_id"]]}),
        }
        for key, documents in data.agency_years.items()
    ]
    told = {row["dataset"]: row for row in data.figures("SELECT dataset, rows, flagged FROM dataset_counts")}
    none = {"rows": 0, "flagged": 0}
    datasets = [{"name": name, **{figure: f"{told.get(name, none)[figure]:,}" for figure in none}} for name in COUNTED]
    site.write(
        "index.html",
        "overview.html",
        "overview",
        "overview",
        cards=[
            ("documents", f"{sum(1 for _ in data.live_documents()):,}", ""),
            ("agencies", f"{len(data.agency_years):,}", ""),
            ("kpis", f"{sum(1 for _ in data.live('kpis')):,}", ""),
            *severity_cards(findings),
            *([("partly_read", f"{partly:,}", "warning")] if partly else []),
        ],
        rule_chart=_rule_chart(rules),
        rule_legend=charts.legend({level: translated(level) for level in SEVERITIES}),
        rules=rules,
        met_chart=charts.bars(met, ("met", "missed", "unknown"), "ผลเทียบค่าเป้าหมาย / Targets met", "chart-met"),
        met_legend=charts.legend({name: translated(name) for name in ("met", "missed", "unknown")}),
        met_rows=met,
        agency_rows=agency_rows,
        health=_health(data),
        datasets=datasets,
    )


def write_documents(site: Site, data: ReportData) -> None:
    """Every document with its status, coverage and counts."""
    rows = [
        {
            **{name: row.get(name) for name in ("doc_type", "agency_code", "agency_name", "fiscal_year", "status")},
            **{
                name: row.get(name)
                for name in ("text_source", "coverage", "unclaimed", "error", "duplicate_of", "superseded_by")
            },
            "source_file": row.get("source_file") or row["doc_id"],
            "slug": agency_slug(row),
            "rows": sum(data.counts[row["doc_id"]][name] for name in COUNTED),
            "flagged": data.counts[row["doc_id"]]["flagged"],
            "findings": len(data.findings_of[row["doc_id"]]),
        }
        for row in data.documents
    ]
    site.write_list("documents", "documents.html", "documents", "rows", rows)


def write_exports(site: Site, sheets: Sequence[Sheet]) -> None:
    """The page of data files."""
    site.write("exports.html", "exports.html", "exports", "exports", sheets=sheets)
