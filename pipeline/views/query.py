"""SQL over the datasets of an output folder, in a DuckDB that can reach nothing else.

The database has no file of its own and no way to one: the datasets come in as Arrow datasets that this process has
opened, external access is off and the configuration is locked before the first statement of a stranger runs. What is
left to refuse is refused by the kind of the statement, with a message that says what to do instead.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds
from phaen.normalizers.told import ToldError
from phaen.pipeline.assemble.flags import OF_DOCUMENTS
from phaen.pipeline.run.folder import must_hold_documents
from phaen.pipeline.run.store import UNKNOWN_YEAR
from phaen.pipeline.run.system import resident_megabytes
from phaen.pipeline.schema.datasets import DATASETS, arrow_schema
from phaen.pipeline.schema.names import COUNTED
from phaen.pipeline.views.decided import decided_sql

READING = frozenset({"SELECT", "EXPLAIN", "MULTI"})
"""Kinds of statement that are run; ``MULTI`` is what DuckDB makes of a PIVOT."""
FETCHED = 10_000
"""Rows that are taken over at a time, before the memory is looked at."""
KEPT = "kept"
"""The database of a sparing connection; its cursors have to be told to ``USE`` it."""
_SPARING = (
    f"ATTACH ':memory:' AS {KEPT} (COMPRESS)",
    f"USE {KEPT}",
    "SET threads = 2",
    "SET allocator_background_threads = true",
    "SET allocator_flush_threshold = '1MB'",
    "SET allocator_bulk_deallocation_flush_threshold = '1MB'",
)
"""For a connection that lives long and keeps tables: they are held compressed, free memory goes back to the system."""
_LOCKS = (
    "SET python_enable_replacements = false",
    "SET temp_directory = ''",
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET allow_community_extensions = false",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)


@dataclass(frozen=True, slots=True)
class QueryLimits:
    """What a statement may take: seconds on the clock, and megabytes of memory, its result included."""

    seconds: float = 60.0
    megabytes: int = 2000


class QueryError(ToldError):
    """A statement that is refused or wrong; the message says why."""


@dataclass(frozen=True, slots=True)
class Result:
    """Rows of a query under their column names."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    def dicts(self) -> Iterator[dict[str, Any]]:
        """Rows by column name."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)


def arrow_dataset(output: Path, name: str) -> ds.Dataset | None:
    """A dataset of an output folder, not yet read; ``None`` if it has no files. ``fiscal_year`` 0 means unknown."""
    parts = [str(path) for path in sorted((output / name).rglob("*.parquet"))]
    if not parts:
        return None
    partitioning = ds.partitioning(pa.schema([("fiscal_year", pa.int32())]), flavor="hive")
    whole = arrow_schema(name)
    return ds.dataset(
        parts, schema=whole, format="parquet", partitioning=partitioning, partition_base_dir=str(output / name)
    )


def connect(
    output: Path, names: Sequence[str] | None = None, limits: QueryLimits | None = None, sparing: bool = False
) -> duckdb.DuckDBPyConnection:
    """A locked connection with one view per dataset, columns in the order of the schema, and those of ``figures.sql``
    (not if only some datasets are asked for). ``sparing``: everything stands in the database :data:`KEPT`, compressed.

    Raises :class:`~phaen.pipeline.run.folder.StoreError` when the folder is no output of ``phaen extract``.
    """
    must_hold_documents(output)
    connection = duckdb.connect(":memory:")
    for setting in _SPARING if sparing else ():
        connection.execute(setting)
    for name in names or DATASETS:
        found = arrow_dataset(output, name)
        source = found if found is not None else arrow_schema(name).empty_table()
        connection.register(f"_{name}", source)
        columns = ", ".join(
            f"nullif(fiscal_year, {UNKNOWN_YEAR}) AS fiscal_year" if column == "fiscal_year" else f'"{column}"'
            for column in DATASETS[name].by_name
        )
        connection.execute(f'CREATE VIEW "{name}" AS SELECT {columns} FROM "_{name}"')
    if names is None:
        add_figures(connection)
    if limits is not None:
        connection.execute(f"SET memory_limit = '{limits.megabytes}MB'")
    for lock in _LOCKS:
        connection.execute(lock)
    return connection


def add_figures(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the views of ``figures.sql`` over the datasets, all of which ``connection`` must hold."""
    connection.execute(_counted_rows())
    connection.execute(decided_sql())
    connection.execute(files("phaen.pipeline.views").joinpath("figures.sql").read_text("utf-8"))


def _counted_rows() -> str:
    """The view of the rows that people are told the number of: which datasets those are, the schema says.

    Its flags are doubts of reading: that a document was given twice is no doubt of its rows.
    """
    doubts = " AND ".join(f"flag <> '{name}'" for name in sorted(OF_DOCUMENTS))
    doubts = f"list_filter(flags, lambda flag: {doubts})"
    columns = f"source_file, agency_code, fiscal_year, {doubts} AS flags, len({doubts}) > 0 AS flagged"
    rows = " UNION ALL ".join(f"SELECT '{name}' AS dataset, {columns} FROM {name}" for name in COUNTED)
    return f"CREATE VIEW counted_rows AS {rows}"


def run_query(
    connection: duckdb.DuckDBPyConnection,
    sql: str,
    parameters: Sequence[Any] = (),
    limits: QueryLimits | None = None,
) -> Result:
    """Run one reading statement. Raises :class:`QueryError` for anything else and for what DuckDB refuses."""
    try:
        statements = connection.extract_statements(sql)
        if len(statements) != 1:
            raise QueryError("one statement at a time, not {count}", count=len(statements))
        kind = statements[0].type.name
        if kind not in READING:
            raise QueryError(
                "{kind} is refused: phaen query only reads the datasets. To keep a result use --output, "
                "to work on the data use phaen export --format duckdb",
                kind=kind,
            )
        if limits is None:
            return _fetch(connection, statements[0], parameters, None)
        return _interruptible(connection, lambda: _fetch(connection, statements[0], parameters, limits), limits)
    except duckdb.PermissionException as error:
        raise QueryError("refused: only the datasets can be read. {what}", what=_first_line(error)) from error
    except (duckdb.OutOfMemoryException, MemoryError) as error:
        raise QueryError(_too_much(limits or QueryLimits())) from error
    except (duckdb.Error, RuntimeError) as error:
        raise QueryError(_first_line(error, most=6)) from error


def _fetch(
    connection: duckdb.DuckDBPyConnection, statement: Any, parameters: Sequence[Any], limits: QueryLimits | None
) -> Result:
    cursor = connection.execute(statement, parameters)
    columns = tuple(column[0] for column in cursor.description or ())
    if limits is None:
        return Result(columns, cursor.fetchall())
    rows: list[tuple[Any, ...]] = []
    before = resident_megabytes(os.getpid())
    while piece := cursor.fetchmany(FETCHED):
        rows += piece
        if resident_megabytes(os.getpid()) - before > limits.megabytes:
            raise QueryError(_too_much(limits))
    return Result(columns, rows)


def _too_much(limits: QueryLimits) -> str:
    return f"the result needs more memory than {limits.megabytes} MB (--memory-limit): ask for less of it"


def _interruptible(connection: duckdb.DuckDBPyConnection, work: Callable[[], Result], limits: QueryLimits) -> Result:
    """Do work beside this thread, which stays free to hear Ctrl-C and to see that the time is over."""
    with ThreadPoolExecutor(1) as beside:
        running = beside.submit(work)
        try:
            return running.result(limits.seconds)
        except TimeoutError:
            connection.interrupt()
            raise QueryError("it took longer than {seconds:g} seconds (--time-limit)", seconds=limits.seconds) from None
        except KeyboardInterrupt:
            connection.interrupt()
            raise


def query(output: Path, sql: str, parameters: Sequence[Any] = (), limits: QueryLimits | None = None) -> Result:
    """Run one reading statement over an output folder (:func:`connect`, :func:`run_query`)."""
    with connect(output, limits=limits) as connection:
        return run_query(connection, sql, parameters, limits)


def _first_line(error: Exception, most: int = 1) -> str:
    lines = [line for line in str(error).splitlines() if line.strip()]
    return "\n".join(lines[:most])
