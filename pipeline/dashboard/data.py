"""The output folder as the views read it: DuckDB tables in memory, made again when the folder changes."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from phaen.pipeline.dashboard.search import Entry, Index
from phaen.pipeline.run.folder import MANIFEST, StoreError
from phaen.pipeline.run.heap import trim
from phaen.pipeline.schema.datasets import DATASETS
from phaen.pipeline.views.decided import LABELS
from phaen.pipeline.views.query import KEPT, connect

Row = dict[str, Any]
RECHECK_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Select:
    """A statement with its parameters: rows that a view shows in part and a download takes whole."""

    sql: str
    parameters: Mapping[str, Any]


class Data:
    """One state of an output folder. All methods can be called from several threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._connection = connect(folder, sparing=True)
        self._keep("tables.sql")
        self._keep_figures()
        self._connection.execute(_doubted())
        self._keep("tables_review.sql")
        self.agency_names = {
            row["agency_code"]: row["agency_name"]
            for row in self.rows("SELECT agency_code, agency_name FROM agency_told")
        }
        self.index = Index.of(
            Entry(row["measure"], row["name"], tuple(row["names"]), (*filter(None, [row["code"]]), *row["policies"]))
            for row in self.rows("SELECT measure, name, names, code, policies FROM measure")
        )
        trim()

    def _keep(self, name: str) -> None:
        """Make the tables of a file of statements, each compressed before the next is made."""
        statements = files("phaen.pipeline.dashboard").joinpath(name).read_text("utf8")
        for statement in self._connection.extract_statements(statements):
            self._connection.execute(statement)
            self._connection.execute("CHECKPOINT")

    def _keep_figures(self) -> None:
        """Make tables of the views of figures: threads have connections of their own, which see no Arrow data."""
        views = self._connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
        for (name,) in views:
            if name not in DATASETS and name != "counted_rows" and not name.startswith("_"):
                self._connection.execute(f'CREATE TABLE "_kept" AS SELECT * FROM "{name}"')
                self._connection.execute(f'DROP VIEW "{name}"')
                self._connection.execute(f'ALTER TABLE "_kept" RENAME TO "{name}"')
                self._connection.execute("CHECKPOINT")

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Rows of a statement as dictionaries."""
        cursor: duckdb.DuckDBPyConnection = self._connection.cursor()
        cursor.execute(f"USE {KEPT}")
        found = cursor.execute(sql, dict(parameters or {}))
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def one(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Row | None:
        """The first row of a statement, if any."""
        return next(iter(self.rows(sql, parameters)), None)

    def evidence(self, finding_id: str) -> list[Row]:
        """The places of a finding."""
        found = self.one("SELECT evidence FROM finding_evidence WHERE finding_id = $key", {"key": finding_id})
        return list(found["evidence"] or ()) if found else []

    def count(self, select: Select) -> int:
        """How many rows a selection has."""
        found = self.one(f"SELECT count(*) AS n FROM ({select.sql})", select.parameters)
        return int(found["n"]) if found else 0

    def some(self, select: Select, start: int, most: int) -> list[Row]:
        """Rows ``start`` … of a selection, at most ``most``."""
        return self.rows(f"SELECT * FROM ({select.sql}) LIMIT {most:d} OFFSET {start:d}", select.parameters)

    def all(self, select: Select) -> list[Row]:
        """Every row of a selection."""
        return self.rows(select.sql, select.parameters)

    def values(self, sql: str) -> list[Any]:
        """The first column of a statement."""
        return [next(iter(row.values())) for row in self.rows(sql)]


def _doubted() -> str:
    """The table of rows that have a flag."""
    columns = "doc_id, source_file, row_key, agency_code, fiscal_year, page, line, confidence, flags, decided_by"
    rows = " UNION ALL ".join(
        f"SELECT '{name}' AS dataset, {label} AS label, {columns} FROM {name} WHERE len(flags) > 0"
        for name, label in LABELS.items()
    )
    return f"CREATE TABLE doubted AS {rows}"


class Folder:
    """An output folder whose newest state is always given: a new run is seen without a restart."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._stamp = self._look()
        self._checked = time.monotonic()
        self._data = Data(path)

    def _look(self) -> tuple[int, ...]:
        stamps = []
        for name in (MANIFEST, "findings/part-0.parquet"):
            try:
                stat = (self.path / name).stat()
            except OSError:
                stamps += [0, 0]
            else:
                stamps += [stat.st_mtime_ns, stat.st_ino]
        return tuple(stamps)

    @property
    def data(self) -> Data:
        """The datasets as they are now; the earlier state where a new one cannot be read."""
        with self._lock:
            if time.monotonic() - self._checked > RECHECK_SECONDS:
                self._checked = time.monotonic()
                stamp = self._look()
                if stamp != self._stamp and stamp[0]:
                    # a folder in the middle of a switch, or broken: go on with what is known, look again later
                    with contextlib.suppress(duckdb.Error, pa.ArrowException, OSError, StoreError):
                        self._stamp, self._data = stamp, Data(self.path)
            return self._data


def chosen(values: Sequence[Any]) -> list[Any]:
    """Values for a choice: without nulls, sorted."""
    return sorted(value for value in values if value is not None)
