"""What the report shows, read from the datasets and joined: no HTML here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
from phaen.pipeline.audit.model import NO_DOUBT
from phaen.pipeline.audit.tables import identical_copies, read_dataset
from phaen.pipeline.schema.datasets import OF_DOCUMENTS
from phaen.pipeline.schema.names import COUNTED
from phaen.pipeline.views.query import connect, run_query

Row = Mapping[str, Any]

READ = ("documents", *COUNTED, "findings", "indicators", "outcomes")
"""The datasets that pages show."""


@dataclass(frozen=True, slots=True)
class AgencyYear:
    """One office and fiscal year: the unit of a report page."""

    agency: str
    year: int | None

    @property
    def slug(self) -> str:
        """A file name that any disk takes; agency codes are Thai and may hold dots."""
        return f"{self.year or 'x'}-{sha256(self.agency.encode()).hexdigest()[:10]}"


def slug(text: str) -> str:
    """A short file name for any key."""
    return sha256(text.encode()).hexdigest()[:16]


class ReportData:
    """All rows of a run with the groupings that pages need."""

    def __init__(self, rows: Mapping[str, list[dict[str, Any]]], folder: Path | None = None) -> None:
        self._rows = rows
        self._folder = folder

    @classmethod
    def read(cls, folder: Path) -> ReportData:
        """The datasets under ``folder``."""
        return cls({name: read_dataset(folder / name) for name in READ}, folder)

    @cached_property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        if self._folder is None:
            raise ValueError("figures stand in an output folder, and none was read")
        return connect(self._folder)

    def figures(self, sql: str) -> list[dict[str, Any]]:
        """Rows of a statement over the views of ``figures.sql``."""
        return list(run_query(self._connection, sql).dicts())

    @cached_property
    def _copies(self) -> frozenset[tuple[str, str]]:
        return identical_copies(self._rows.get("documents", []))

    def rows(self, dataset: str) -> list[dict[str, Any]]:
        """All rows of a dataset, those of a file given twice byte for byte once; a missing dataset is empty."""
        rows = self._rows.get(dataset, [])
        if dataset not in OF_DOCUMENTS or not self._copies:
            return rows
        return [row for row in rows if (row["doc_id"], str(row.get("source_file"))) not in self._copies]

    @cached_property
    def documents(self) -> list[dict[str, Any]]:
        """Documents by agency, year and file."""
        return sorted(
            self.rows("documents"),
            key=lambda row: (
                str(row.get("agency_code") or ""),
                row.get("fiscal_year") or 0,
                str(row.get("source_file")),
            ),
        )

    @property
    def read_documents(self) -> list[dict[str, Any]]:
        """Documents without the files of a kind that is not read."""
        return [row for row in self.documents if row.get("status") != "skipped"]

    @cached_property
    def document(self) -> dict[str, dict[str, Any]]:
        """doc_id → document; of two files with the same bytes the first given."""
        found: dict[str, dict[str, Any]] = {}
        for row in self.documents:
            if row["doc_id"] not in found or not row.get("duplicate_of"):
                found[row["doc_id"]] = row
        return found

    @cached_property
    def superseded(self) -> frozenset[str]:
        """Documents whose rows repeat another's, or have a revised edition."""
        copies = {row["doc_id"] for row in self.documents if row.get("duplicate_of")}
        copies -= {row["doc_id"] for row in self.documents if not row.get("duplicate_of")}
        return frozenset(copies | {row["doc_id"] for row in self.documents if row.get("superseded_by")})

    def live(self, dataset: str) -> Iterable[dict[str, Any]]:
        """Rows of documents that repeat no other."""
        return (row for row in self.rows(dataset) if row["doc_id"] not in self.superseded)

    def live_documents(self) -> Iterable[dict[str, Any]]:
        """Documents that repeat no other and have no revised edition."""
        return (row for row in self.read_documents if not row.get("duplicate_of") and not row.get("superseded_by"))

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        """doc_id → dataset → number of rows; ``flagged`` counts rows that somebody should look at."""
        found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for dataset in COUNTED:
            for row in self.rows(dataset):
                found[row["doc_id"]][dataset] += 1
                if not NO_DOUBT.issuperset(row.get("flags") or ()):
                    found[row["doc_id"]]["flagged"] += 1
        return found

    @cached_property
    def findings_of(self) -> dict[str, list[dict[str, Any]]]:
        """doc_id → findings."""
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in self.rows("findings"):
            for doc_id in row["doc_ids"]:
                found[doc_id].append(row)
        return found

    @cached_property
    def kpis_of(self) -> dict[str, list[dict[str, Any]]]:
        """doc_id → indicators."""
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in self.rows("kpis"):
            found[row["doc_id"]].append(row)
        return found

    @cached_property
    def kpi(self) -> dict[str, dict[str, Any]]:
        """kpi_id → indicator row."""
        return {row["kpi_id"]: row for row in self.rows("kpis") if row.get("kpi_id")}

    @cached_property
    def agency_years(self) -> dict[AgencyYear, list[dict[str, Any]]]:
        """Agency and year → its documents."""
        found: dict[AgencyYear, list[dict[str, Any]]] = defaultdict(list)
        for row in self.read_documents:
            agency = str(row.get("agency_code") or row.get("agency_name") or "?")
            found[AgencyYear(agency, row.get("fiscal_year"))].append(row)
        return dict(found)

    @cached_property
    def indicator_names(self) -> dict[str, str]:
        """indicator_id → name."""
        names = {row["indicator_id"]: str(row["name"]) for row in self.rows("indicators")}
        for row in self.rows("kpis"):
            if row.get("indicator_id"):
                names.setdefault(row["indicator_id"], str(row["name"]))
        return names

    def label(self, doc_id: str) -> str:
        """Agency and year of a document; without an agency the name of its file."""
        row = self.document.get(doc_id, {})
        agency = row.get("agency_code") or row.get("agency_name") or Path(str(row.get("source_file") or doc_id)).stem
        return f"{agency} {row.get('fiscal_year') or ''}".strip()
