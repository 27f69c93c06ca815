"""The sign-off sheet of an office and year: findings, verdicts, evidence, lines to sign on; HTML to print, and DOCX."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from phaen.normalizers.clipping import clip
from phaen.pipeline.report.crops import Evidence
from phaen.pipeline.report.model import ReportData
from phaen.pipeline.report.signoff_docx import write_docx
from phaen.pipeline.report.signoff_sheet import Item, Proof, SignOff
from phaen.pipeline.report.site import Site

SHOWN = 4
"""Places of one finding that the sheet names; the finding's own page has all."""
MOST = 400
"""Findings of one sheet; how many more there are is said."""


def write_signoffs(site: Site, data: ReportData, findings: Sequence[dict[str, Any]], shows: Evidence) -> None:
    """A sheet per office and year, as HTML and as DOCX."""
    for key, documents in data.agency_years.items():
        ids = {row["doc_id"] for row in documents}
        mine = [row for row in findings if ids & set(row["doc_ids"])]
        sheet = SignOff(
            key,
            next((row["agency_name"] for row in documents if row.get("agency_name")), key.agency),
            [str(row["source_file"]) for row in documents],
            [_item(number, row, data, shows) for number, row in enumerate(mine[:MOST], 1)],
            max(0, len(mine) - MOST),
        )
        title = f"{key.agency} {key.year or ''}".strip()
        site.write(f"signoff/{key.slug}.html", "signoff.html", (title, title), "overview", sheet=sheet)
        write_docx(sheet, site.folder / "signoff" / f"{key.slug}.docx")


def _item(number: int, row: Mapping[str, Any], data: ReportData, shows: Evidence) -> Item:
    places = list(row.get("evidence") or ())
    proofs = tuple(_proofs(row, places[:SHOWN], data, shows))
    return Item(number, row, proofs, max(0, len(places) - SHOWN))


def _proofs(
    row: Mapping[str, Any], places: Iterable[Mapping[str, Any]], data: ReportData, shows: Evidence
) -> Iterable[Proof]:
    for place in places:
        file = str(data.document.get(place["doc_id"], {}).get("source_file") or place["doc_id"])
        thai, english = file, file
        if place.get("page"):
            thai, english = f"{file} หน้า {place['page']}", f"{file} page {place['page']}"
        elif place.get("line"):
            thai, english = f"{file} บรรทัด {place['line']}", f"{file} line {place['line']}"
        crop = shows.show(place).crop
        href = f"../crops/{crop}" if crop else f"../finding/{row['finding_id']}.html"
        yield Proof(thai, english, clip(str(place.get("raw") or "–"), 160), href)
