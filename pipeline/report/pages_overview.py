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
from phaen.pipeline.report.panel import PanelRow
from phaen.pipeline.report.site import Site, translated
from phaen.pipeline.schema.datasets import COUNTED
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


def _rule_counts(findings: Sequence[dict[str, Any]]) -> list[RuleCount]:
    counts = Counter((row["rule"], row["severity"]) for row in findings)
    return [
        RuleCount(rule.title_th, rule.title_en, tuple(counts[(rule.name, level)] for level in SEVERITIES))
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


def _met_rows(panel: Sequence[PanelRow]) -> list[charts.Bar]:
    years: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for row in panel:
        if row.result_raw is None:
            continue
        years[row.year][2 if row.met is None else 0 if row.met else 1] += 1
    return [charts.Bar(str(year), tuple(values)) for year, values in sorted(years.items())]


def _health(data: ReportData) -> list[dict[str, Any]]:
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in data.documents:
        groups[str(row.get("text_source") or row.get("status") or "–")].append(row)
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


def write_overview(site: Site, data: ReportData, findings: Sequence[dict[str, Any]], panel: Sequence[PanelRow]) -> None:
    """Counts, charts, agencies, text health."""
    rules = _rule_counts(findings)
    met = _met_rows(panel)
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
    datasets = [
        {
            "name": name,
            "rows": f"{len(data.rows(name)):,}",
            "flagged": f"{sum(bool(row.get('flags')) for row in data.rows(name)):,}",
        }
        for name in COUNTED
    ]
    site.write(
        "index.html",
        "overview.html",
        "overview",
        "overview",
        cards=[
            ("documents", f"{len(data.documents):,}", ""),
            ("agencies", f"{len(data.agency_years):,}", ""),
            ("kpis", f"{len(data.rows('kpis')):,}", ""),
            *severity_cards(findings),
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
            **{name: row.get(name) for name in ("text_source", "coverage", "unclaimed", "error", "duplicate_of")},
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
