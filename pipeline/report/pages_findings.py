"""The list of findings and one page per finding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from phaen.pipeline.audit import RULES
from phaen.pipeline.audit.engine import rank
from phaen.pipeline.report.crops import Evidence
from phaen.pipeline.report.model import AgencyYear, ReportData
from phaen.pipeline.report.site import Site

MAX_FIGURES = 10
"""Pieces of evidence of one finding that are shown with their image; the rest stand in a table."""
MAX_LISTED = 400

_RULES = {rule.name: rule for rule in RULES}


def agency_slug(document: Mapping[str, Any]) -> str:
    """The file name of a document's agency-year page."""
    agency = str(document.get("agency_code") or document.get("agency_name") or "?")
    return AgencyYear(agency, document.get("fiscal_year")).slug


def finding_rows(data: ReportData) -> list[dict[str, Any]]:
    """Findings with the rule's titles and the labels of their documents, the gravest first."""
    rows: list[dict[str, Any]] = []
    for row in data.rows("findings"):
        rule = _RULES.get(row["rule"])
        labels = list(dict.fromkeys(data.label(doc_id) for doc_id in row["doc_ids"]))
        rows.append(
            {
                **row,
                "title_th": rule.title_th if rule else row["rule"],
                "title_en": rule.title_en if rule else row["rule"],
                "explanation_th": rule.explanation_th if rule else "",
                "explanation_en": rule.explanation_en if rule else "",
                "labels": ", ".join(labels),
            }
        )
    return sorted(rows, key=rank)


def write_findings(site: Site, rows: list[dict[str, Any]]) -> None:
    """The list."""
    site.write_list("findings", "findings.html", "findings", "rows", rows)


def _place(data: ReportData, item: Mapping[str, Any]) -> dict[str, Any]:
    document = data.document.get(item["doc_id"], {})
    return {
        "label": data.label(item["doc_id"]),
        "slug": agency_slug(document),
        "file": str(document.get("source_file") or ""),
        "page": item.get("page"),
        "line": item.get("line"),
        "raw": item.get("raw") or "",
    }


def write_finding(site: Site, data: ReportData, row: Mapping[str, Any], shows: Evidence) -> None:
    """One finding: what it says, where, and each piece of evidence as the page shows it."""
    places = list(row.get("evidence") or [])
    evidence: list[dict[str, Any]] = []
    for item in places[:MAX_FIGURES]:
        shown = shows.show(item)
        place = _place(data, item)
        where = f"{place['file']} หน้า {place['page']}"
        evidence.append(
            {
                **place,
                "crop": shown.crop,
                "source": shown.source,
                "missing": shown.missing,
                "alt": f"{where}: {place['raw'][:200]}",
            }
        )
    documents = [
        {
            "label": data.label(doc_id),
            "slug": agency_slug(data.document.get(doc_id, {})),
            "file": str(data.document.get(doc_id, {}).get("source_file") or ""),
        }
        for doc_id in row["doc_ids"]
    ]
    title = (f"{row['title_th']}: {row['subject']}", f"{row['title_en']}: {row['subject']}")
    more = [_place(data, item) for item in places[MAX_FIGURES:MAX_LISTED]]
    site.write(
        f"finding/{row['finding_id']}.html",
        "finding.html",
        title,
        "findings",
        row={**row, "documents": documents},
        evidence=evidence,
        more=more,
    )


def write_decisions(site: Site, data: ReportData) -> list[dict[str, Any]]:
    """What people decided and the run applied; gives its rows."""
    rows = data.figures("SELECT * FROM decided")
    site.write_list("decisions", "decisions.html", "decisions", "rows", rows)
    return rows
