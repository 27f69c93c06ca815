"""The datasets as the rules see them: read once, grouped by document, in reading order."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from phaen.normalizers.text import squash
from phaen.pipeline.audit.names import name_key
from phaen.pipeline.schema.names import COUNTED

if TYPE_CHECKING:
    import pyarrow as pa

READ = ("documents", "kpi_mentions", *COUNTED)
"""The datasets that the rules read. One that is not there counts as empty."""

_UNSAID = "confidence corrected coverage_typed kr_code_source kr_match_score reviewed"
UNREAD = frozenset({*_UNSAID.split(), "threshold_date", "threshold_max"})
"""Columns that no rule reads, so they are not loaded: most say nothing about what a document states."""

COLUMNS = ("doc_id", "row_key", "raw", "value", "page", "line", "bbox")
"""Columns of ``statements`` that tell where a text stands."""

Row = Mapping[str, Any]
"""One row of a dataset; a column that the dataset lacks is simply absent."""

_OF_A_LISTING = ("name", "weight", "line", "page", "bbox", "flags", "target_raw")


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for unreachable objects meanwhile: rows make none, and walking all of them again and again takes as
    long as reading them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def read_dataset(folder: Path) -> list[dict[str, Any]]:
    """Rows of one dataset folder (hive-partitioned or not); ``[]`` where the folder does not exist."""
    import pyarrow.dataset as ds  # half a second that reading one document does not need

    if not folder.is_dir() or not any(folder.rglob("*.parquet")):
        return []
    dataset = ds.dataset(folder, format="parquet", partitioning="hive")
    wanted = [name for name in dataset.schema.names if name not in UNREAD]
    return rows_of(dataset.to_table(columns=wanted))


def read_statements(folder: Path, keys: frozenset[str]) -> list[dict[str, Any]]:
    """The statements under ``folder`` of the rows with these keys, with the columns that tell a place."""
    import pyarrow.dataset as ds

    place = folder / "statements"
    if not place.is_dir() or not any(place.rglob("*.parquet")):
        return []
    dataset = ds.dataset(place, format="parquet", partitioning="hive")
    wanted = ds.field("row_key").isin(sorted(keys))
    return rows_of(dataset.to_table(columns=list(COLUMNS), filter=wanted))


def rows_of(table: pa.Table) -> list[dict[str, Any]]:
    """The rows of a table without the columns that no rule reads (``Table.to_pylist`` takes three times as long)."""
    names = [name for name in table.column_names if name not in UNREAD]
    columns = [table[name].to_pylist() for name in names]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def place_key(row: Row) -> tuple[int, int, float]:
    """Sorts rows of one document as a reader meets them: page, line, height on the page."""
    bbox = row.get("bbox")
    return (row.get("page") or 0, row.get("line") or 0, float(bbox[1]) if bbox else 0.0)


def identical_copies(documents: Iterable[Row]) -> frozenset[tuple[str, str]]:
    """doc_id and source_file of files whose bytes were given before: their rows say nothing new."""
    return frozenset(
        (row["doc_id"], str(row.get("source_file"))) for row in documents if row.get("duplicate_of") == row["doc_id"]
    )


def office_of(document: Row) -> tuple[str, ...]:
    """What groups documents that are read together: agency and year, or where one is unknown the document alone."""
    agency, year = document.get("agency_code"), document.get("fiscal_year")
    return (str(agency), str(year)) if agency and year else (str(document["doc_id"]),)


class Tables:
    """All datasets of a run, or those of one office and year.

    Rows of a file given twice byte for byte are left out. A document that repeats another in other bytes (a text
    version of a PDF, a corrected plan) may have problems of its own: rules within documents see its rows, rules over
    documents use :meth:`distinct`.
    """

    def __init__(self, rows: Mapping[str, Sequence[Row]]) -> None:
        self._rows = rows
        self.documents: list[Row] = list(rows.get("documents", []))
        self._copies = identical_copies(self.documents)
        self._repeats = {
            row["doc_id"]
            for row in self.documents
            if row.get("duplicate_of") not in (None, row["doc_id"]) or row.get("superseded_by")
        }
        self._by_document: dict[str, dict[str, list[Row]]] = {}
        self._in_order: dict[str, list[Row]] = {}
        self._distinct: dict[str, list[Row]] = {}
        self.weights: dict[str, list[Any]] = {}
        """doc_id → the weights that its text states, once they were looked for"""
        self.yearly: list[tuple[str, str, dict[int, list[Row]]]] | None = None
        """agency, kind, and year → assessed indicators, once they were looked for"""

    @classmethod
    def read(cls, folder: Path) -> Tables:
        """The datasets under ``folder``, as the pipeline (or anything that keeps its contract) wrote them."""
        with uncollected():
            return cls({name: read_dataset(folder / name) for name in READ})

    def offices(self) -> Iterator[Tables]:
        """The rows of each office and year on their own."""
        offices = {row["doc_id"]: office_of(row) for row in reversed(self.documents)}
        groups: dict[tuple[str, ...], dict[str, list[Row]]] = {}
        for dataset, rows in self._rows.items():
            for row in rows:
                office = offices.get(row["doc_id"], (str(row["doc_id"]),))
                groups.setdefault(office, defaultdict(list))[dataset].append(row)
        for office in sorted(groups):
            yield Tables(groups[office])

    def rows(self, dataset: str) -> list[Row]:
        """Every row of ``dataset``, document after document, in reading order."""
        if dataset not in self._in_order:
            self._in_order[dataset] = [row for rows in self.by_document(dataset).values() for row in rows]
        return self._in_order[dataset]

    def distinct(self, dataset: str) -> list[Row]:
        """The same without documents that repeat another or were revised: what rules over documents compare."""
        if dataset not in self._distinct:
            self._distinct[dataset] = [row for row in self.rows(dataset) if row["doc_id"] not in self._repeats]
        return self._distinct[dataset]

    def by_document(self, dataset: str) -> dict[str, list[Row]]:
        """doc_id → rows in reading order."""
        if dataset not in self._by_document:
            grouped: dict[str, list[Row]] = defaultdict(list)
            for row in self._rows.get(dataset, []):
                if (row["doc_id"], str(row.get("source_file"))) not in self._copies:
                    grouped[row["doc_id"]].append(row)
            self._by_document[dataset] = {doc_id: sorted(grouped[doc_id], key=place_key) for doc_id in sorted(grouped)}
        return self._by_document[dataset]

    @cached_property
    def document(self) -> dict[str, Row]:
        """doc_id → its row of ``documents``."""
        found: dict[str, Row] = {}
        for row in self.documents:
            if row["doc_id"] not in found or not row.get("duplicate_of"):
                found[row["doc_id"]] = row
        return found

    @cached_property
    def kpi(self) -> dict[str, Row]:
        """kpi_id → its row of ``kpis``."""
        return {row["kpi_id"]: row for row in self.rows("kpis") if row.get("kpi_id")}

    @cached_property
    def mentions(self) -> dict[str, list[Row]]:
        """kpi_id → its rows of ``kpi_mentions`` in reading order."""
        grouped: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows("kpi_mentions"):
            if row.get("kpi_id"):
                grouped[row["kpi_id"]].append(row)
        return dict(grouped)

    @cached_property
    def rubrics(self) -> dict[tuple[str, str, str], list[Row]]:
        """Document, indicator (its id, else its name) and group of offices → its rows with a level."""
        grouped: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
        for row in self.rows("rubrics"):
            if row.get("level") is not None:
                key = str(row.get("kpi_id") or row.get("kpi_name"))
                grouped[(row["doc_id"], key, str(row.get("group") or ""))].append(row)
        return dict(grouped)

    def printed(self, kpi: Row, listing: str) -> list[Row]:
        """The rows that ``listing`` prints for an indicator, as its row of ``kpis`` with the row's own name and weight.

        A name that is printed twice (a row that goes on after a page end) is one row.
        """
        rows: dict[str, Row] = {}
        for row in self.mentions.get(str(kpi.get("kpi_id")), []):
            if row.get("listing") == listing:
                own = {name: row[name] for name in _OF_A_LISTING if row.get(name) is not None}
                rows.setdefault(name_key(str(row.get("name") or "")), {**kpi, "row_key": None, **own})
        return list(rows.values()) or [kpi]

    def place(self, kpi: Row, text: str, listings: Sequence[str] = ()) -> Row:
        """The place where a text of an indicator stands: the listing that prints it, else the row itself.

        ``listings``: those that print it, where the text alone cannot tell.
        """
        rows = self.mentions.get(str(kpi.get("kpi_id")), [])
        wanted = squash(text)
        for row in rows:
            said = (row.get(column) for column in ("name_raw", "definition", "calculation", "evidence", "target_raw"))
            if any(wanted in squash(str(part)) for part in said if part):
                return row
        order = {listing: number for number, listing in enumerate(listings)}
        known = [row for row in rows if row.get("listing") in order]
        return min(known, key=lambda row: order[row["listing"]], default=kpi)

    def label(self, doc_id: str) -> str:
        """A short name of a document for messages: agency and year; without an agency the name of its file."""
        row = self.document.get(doc_id, {})
        file = PurePosixPath(str(row.get("source_file") or doc_id)).stem
        agency = row.get("agency_code") or row.get("agency_name") or file
        return f"{agency} {row['fiscal_year']}" if row.get("fiscal_year") else str(agency)
