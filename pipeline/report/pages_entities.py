"""One page per agency and year, one per indicator, and the lists of indicators and changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from phaen.normalizers.text import squash
from phaen.pipeline.assemble.flags import OF_DOCUMENTS, flags
from phaen.pipeline.report import charts
from phaen.pipeline.report.model import AgencyYear, ReportData, slug
from phaen.pipeline.report.pages_overview import severity_cards
from phaen.pipeline.report.panel import Change, PanelRow, side_by_side
from phaen.pipeline.report.site import PAGE_ROWS, Site, texts
from phaen.pipeline.schema.names import COUNTED

DOC_TYPES = ("annual_plan", "kpi_agreement", "performance_report")
MAX_CHARTS = 8
MAX_BARS = 25


def _budget_rows(data: ReportData) -> dict[tuple[str, int | None], list[charts.Bar]]:
    """Agency and year → baht by programme, the greatest first; every project counts once."""
    found: dict[tuple[str, int | None], list[charts.Bar]] = defaultdict(list)
    for row in data.figures("SELECT * FROM budget_by_programme WHERE baht IS NOT NULL ORDER BY baht DESC, programme"):
        bars = found[str(row["agency"] or ""), row["fiscal_year"]]
        if len(bars) < MAX_BARS:
            bars.append(charts.Bar(row["programme"] or texts()["no_programme"][0], (float(row["baht"]),)))
    return found


def write_agencies(
    site: Site, data: ReportData, findings: dict[str, dict[str, Any]], panel: Sequence[PanelRow]
) -> None:
    """A page per agency and year."""
    rows_of: dict[tuple[str, int], list[PanelRow]] = defaultdict(list)
    for row in panel:
        rows_of[(row.agency, row.year)].append(row)
    budgets = _budget_rows(data)
    for key, documents in data.agency_years.items():
        _write_agency(
            site, data, key, documents, findings, rows_of[(key.agency, key.year or 0)], budgets[key.agency, key.year]
        )


def _write_agency(
    site: Site,
    data: ReportData,
    key: AgencyYear,
    documents: list[dict[str, Any]],
    findings: dict[str, dict[str, Any]],
    panel: Sequence[PanelRow],
    budget: Sequence[charts.Bar],
) -> None:
    doc_ids = {row["doc_id"] for row in documents}
    ids = {item["finding_id"] for doc_id in doc_ids for item in data.findings_of[doc_id]}
    mine = [row for finding_id, row in findings.items() if finding_id in ids] if ids else []
    compared = side_by_side(panel)
    kinds = [kind for kind in DOC_TYPES if any(kind in item.rows for item in compared)]
    indicators = [
        {**row, "doc_type": data.document.get(row["doc_id"], {}).get("doc_type")}
        for doc_id in sorted(doc_ids - data.superseded)
        for row in data.kpis_of[doc_id]
    ]
    columns = ("doc_type", "status", "text_source", "coverage", "duplicate_of", "superseded_by", "error")
    doubts_of = {row["doc_id"]: frozenset(row.get("flags") or ()) for row in documents}
    site.write(
        f"agency/{key.slug}.html",
        "agency.html",
        (f"{key.agency} {key.year or ''}", f"{key.agency} {key.year or ''}"),
        "overview",
        agency=key.agency,
        slug=key.slug,
        agency_name=next((row["agency_name"] for row in documents if row.get("agency_name")), None),
        year=key.year,
        cards=[
            ("documents", f"{len(documents):,}", ""),
            ("kpis", f"{len(indicators):,}", ""),
            *severity_cards(mine),
        ],
        counted=COUNTED,
        documents=[
            {
                **{name: row.get(name) for name in columns},
                "source_file": row.get("source_file") or row["doc_id"],
                "counts": data.counts[row["doc_id"]],
                "doubts": _meanings(row, frozenset()),
            }
            for row in documents
        ],
        findings=mine[:PAGE_ROWS],
        budget_rows=budget,
        budget_chart=charts.bars(
            budget, ("budget",), f"งบประมาณ / Budget {key.agency} {key.year or ''}", "chart-budget"
        ),
        compared=compared,
        kinds=kinds,
        indicators=[_complete(row, doubts_of[row["doc_id"]]) for row in indicators[: 2 * PAGE_ROWS]],
    )


def _complete(row: dict[str, Any], of_document: frozenset[str]) -> dict[str, Any]:
    """An indicator row with every column that its table prints; doubts of the document stand beside that."""
    names = ("doc_type", "base", "item_no", "kr_code_printed", "name", "target_raw", "weight", "units", "indicator_id")
    return {**{name: row.get(name) for name in names}, "doubts": _meanings(row, of_document)}


def _meanings(row: dict[str, Any], known: frozenset[str]) -> list[dict[str, str]]:
    """What the flags of a row or document say in both languages, without those already ``known``."""
    told = sorted(set(row.get("flags") or ()) - known - OF_DOCUMENTS)
    return [flags().get(flag, {"th": flag, "en": flag}) for flag in told]


def _indicator_charts(rows: Sequence[PanelRow]) -> list[tuple[str, Markup]]:
    """Per agency a chart of targets and results, the ones with most years first; one figure alone is no chart."""
    series: dict[tuple[str, str], dict[str, dict[int, float]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        key = (row.agency, row.target_unit or row.result_unit or "")
        if row.target_value is not None:
            series[key]["target"].setdefault(row.year, row.target_value)
        if row.result_value is not None and (row.result_unit or "") == key[1]:
            series[key]["result"].setdefault(row.year, row.result_value)
    ranked = sorted(series.items(), key=lambda item: (-len({*item[1]["target"], *item[1]["result"]}), item[0]))
    found: list[tuple[str, Markup]] = []
    for index, ((agency, unit), kinds) in enumerate(ranked[:MAX_CHARTS]):
        if sum(map(len, kinds.values())) < 2:
            continue
        lines = [
            charts.Line(name, tuple(sorted(kinds[kind].items())), kind)
            for kind, name in (("target", "เป้าหมาย / Target"), ("result", "ผล / Result"))
        ]
        title = f"{agency} ({unit})" if unit else agency
        found.append((title, charts.lines(lines, title, f"chart-{index}")))
    return [(title, chart) for title, chart in found if chart]


class _Findings:
    """Findings by what they are about: by subject, and by the place of the evidence."""

    def __init__(self, findings: Sequence[dict[str, Any]]) -> None:
        self._order = {row["finding_id"]: index for index, row in enumerate(findings)}
        self._subjects: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._places: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
        for row in findings:
            self._subjects[squash(str(row["subject"]))].append(row)
            for item in row.get("evidence") or []:
                if item.get("line") or item.get("bbox"):
                    place = (item["doc_id"], item.get("page"), item.get("line"), tuple(item.get("bbox") or ()))
                    self._places[place].append(row)

    def of(self, rows: Sequence[PanelRow], subjects: set[str]) -> list[dict[str, Any]]:
        """Findings about the indicator of ``rows``, in the order of the list."""
        doc_ids = {row.doc_id for row in rows}
        found = {
            item["finding_id"]: item
            for subject in subjects
            for item in self._subjects.get(squash(subject), ())
            if doc_ids & set(item["doc_ids"])
        }
        for row in rows:
            for item in self._places.get((row.doc_id, row.page, row.line, row.bbox), ()):
                found[item["finding_id"]] = item
        return sorted(found.values(), key=lambda item: self._order[item["finding_id"]])


def write_indicators(
    site: Site,
    data: ReportData,
    indicators: dict[str, list[PanelRow]],
    changes: Sequence[Change],
    findings: Sequence[dict[str, Any]],
) -> list[dict[str, Any]]:
    """A page per indicator and the list of all; gives the list's rows."""
    changes_of: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        changes_of[change.indicator_id].append(change)
    about = _Findings(findings)
    listed: list[dict[str, Any]] = []
    for key, rows in indicators.items():
        names = list(dict.fromkeys(row.name for row in rows))
        codes = sorted({row.code for row in rows if row.code})
        doc_ids = {row.doc_id for row in rows}
        mine = about.of(rows, {*names, *codes, *(f"{code} {name}" for code in codes for name in names)})
        name = data.indicator_names.get(key) or names[0]
        years = sorted({row.year for row in rows})
        listed.append(
            {
                "slug": slug(key),
                "indicator_id": key,
                "code": " / ".join(codes),
                "name": name,
                "agencies": ", ".join(sorted({row.agency for row in rows})),
                "years": f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0]),
                "documents": len(doc_ids),
            }
        )
        site.write(
            f"indicator/{slug(key)}.html",
            "indicator.html",
            (name, name),
            "indicators",
            name=name,
            code=" / ".join(codes),
            charts=_indicator_charts(rows),
            matrix=_matrix(rows),
            rows=[_panel_row(row) for row in rows],
            names=names,
            changes=changes_of[key],
            findings=mine[:PAGE_ROWS],
        )
    listed.sort(key=lambda row: (row["code"] == "", row["code"], squash(row["name"])))
    site.write_list("indicators", "indicators.html", "indicators", "rows", listed)
    return listed


@dataclass(frozen=True, slots=True)
class Matrix:
    """Years across, agencies down; a cell holds what documents of that agency and year say, equal ones once."""

    years: list[int]
    agencies: list[tuple[str, list[list[PanelRow]]]]


def _matrix(rows: Sequence[PanelRow]) -> Matrix:
    years = sorted({row.year for row in rows})
    cells: dict[tuple[str, int], dict[tuple[str | None, str | None], PanelRow]] = defaultdict(dict)
    for row in rows:
        cells[(row.agency, row.year)].setdefault((row.target_raw, row.result_raw), row)
    agencies = sorted({row.agency for row in rows})
    return Matrix(years, [(agency, [list(cells[(agency, year)].values()) for year in years]) for agency in agencies])


def _panel_row(row: PanelRow) -> dict[str, Any]:
    names = (
        "year",
        "agency",
        "doc_type",
        "code",
        "base",
        "target_raw",
        "weight",
        "leads",
        "result_raw",
        "met",
        "score",
    )
    return {**{name: getattr(row, name) for name in names}, "slug": AgencyYear(row.agency or "?", row.year).slug}


def write_changes(site: Site, changes: Sequence[Change]) -> None:
    """What changed between years, over all agencies."""
    site.write_list("changes", "changes.html", "changes", "changes", list(changes))
