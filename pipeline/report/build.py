"""Makes the whole report from a folder of datasets."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from phaen.pipeline.report.crops import Evidence
from phaen.pipeline.report.model import ReportData
from phaen.pipeline.report.pages_entities import write_agencies, write_changes, write_indicators
from phaen.pipeline.report.pages_findings import finding_rows, write_decisions, write_finding, write_findings
from phaen.pipeline.report.pages_overview import write_documents, write_exports, write_overview
from phaen.pipeline.report.panel import Change, PanelRow, by_indicator, changes, panel, retargeted
from phaen.pipeline.report.signoff import write_signoffs
from phaen.pipeline.report.since import write_since
from phaen.pipeline.report.site import Site, clear
from phaen.pipeline.run.folder import PREVIOUS, work_folder
from phaen.pipeline.views.changes import findings_since
from phaen.pipeline.views.workbook import Sheet, write_csv, write_workbook

PANEL_COLUMNS = tuple(field.name for field in fields(PanelRow) if field.name != "bbox")


@dataclass(frozen=True, slots=True)
class Built:
    """What was made: number of pages, size of the largest in bytes, findings shown."""

    pages: int
    largest: int
    findings: int


def _sheet(name: str, columns: list[str], rows: list[dict[str, Any]]) -> Sheet:
    return Sheet(name, columns, [[row.get(column) for column in columns] for row in rows])


def sheets(
    data: ReportData,
    findings: list[dict[str, Any]],
    rows: list[PanelRow],
    changed: list[Change],
    indicators: list[dict[str, Any]],
) -> list[Sheet]:
    """The report's tables for CSV and Excel."""
    found = [{**row, "doc_ids": list(row["doc_ids"])} for row in findings]
    places = [
        {"finding_id": row["finding_id"], "document": data.label(item["doc_id"]), **item}
        for row in findings
        for item in row.get("evidence") or []
    ]
    documents = [{**row, **{f"rows_{k}": v for k, v in data.counts[row["doc_id"]].items()}} for row in data.documents]
    columns = "source_file doc_type fiscal_year agency_code agency_name title status text_source coverage unclaimed"
    return [
        _sheet(
            "findings",
            ["finding_id", "severity", "rule", "subject", "message_th", "message_en", "labels", "doc_ids"],
            found,
        ),
        _sheet("evidence", ["finding_id", "document", "doc_id", "page", "line", "raw"], places),
        _sheet(
            "documents",
            [*columns.split(), *(f"rows_{name}" for name in ("kpis", "plans", "results", "flagged")), "doc_id"],
            documents,
        ),
        _sheet("indicators", ["indicator_id", "code", "name", "agencies", "years", "documents"], indicators),
        Sheet(
            "panel",
            list(PANEL_COLUMNS),
            [[getattr(row, name) for name in PANEL_COLUMNS] for row in rows],
        ),
        Sheet(
            "changes",
            [field.name for field in fields(Change)],
            [[getattr(row, field.name) for field in fields(Change)] for row in changed],
        ),
        _sheet(
            "projects",
            [
                "doc_id",
                "fiscal_year",
                "agency_code",
                "section",
                "row_kind",
                "programme",
                "output",
                "project",
                "budget_raw",
                "budget_baht",
                "page",
                "line",
            ],
            list(data.live("plans")),
        ),
    ]


def build(source: Path, output: Path, inputs: Path | None = None) -> Built:
    """Write the report of the datasets under ``source`` into ``output``.

    ``inputs`` is the folder of the source files, for page images and source lines; without it findings show what
    is printed only. Raises ``FileExistsError`` when ``output`` holds something that is no report.
    """
    data = ReportData.read(source)
    clear(output)
    site = Site(output)
    rows = panel(data)
    changed = [*changes(rows), *retargeted(data)]
    findings = finding_rows(data)
    by_id = {row["finding_id"]: row for row in findings}
    write_overview(site, data, findings)
    write_documents(site, data)
    write_findings(site, findings)
    write_decisions(site, data)
    write_since(
        site, findings_since(work_folder(source) / PREVIOUS, source), {row["finding_id"]: row for row in findings}
    )
    shows = Evidence(data.document, inputs, output / "crops")
    for row in sorted(findings, key=lambda row: list(row["doc_ids"])):
        write_finding(site, data, row, shows)
    write_agencies(site, data, by_id, rows)
    write_signoffs(site, data, findings, shows)
    listed = write_indicators(site, data, by_indicator(rows), changed, findings)
    write_changes(site, changed)
    tables = sheets(data, findings, rows, changed, listed)
    for table in tables:
        write_csv(output / "exports", table)
    write_workbook(output / "exports" / "report.xlsx", tables)
    write_exports(site, tables)
    return Built(site.pages, site.largest, len(findings))
