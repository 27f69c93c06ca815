"""The functions that programs import: one document (:func:`extract`), a folder (:func:`run`), an output (:func:`open`).

Datasets, columns, units and flags are described in ``docs/data-dictionary.md`` (``phaen schema``). Amounts are
``Decimal`` baht, years are of the Buddhist Era (2568 is 2025), boxes are PDF points from the page's top left corner.
"""

from __future__ import annotations

import os
import sys
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pyarrow as pa

from phaen.pipeline.extract import extract_document
from phaen.pipeline.result import ExtractOptions
from phaen.pipeline.run.lean import without_pandas
from phaen.pipeline.schema.datasets import DATASETS, Row, to_table

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

    from phaen.pipeline.run.job import RunReport

Backend = Literal["pdfium", "pdfplumber"]
Ocr = Literal["auto", "never", "force"]
Source = str | os.PathLike[str]

if "pandas" not in sys.modules:
    without_pandas()


class _Datasets(ABC):
    """Datasets by name: as pandas (``.kpis``), Arrow (``.arrow("kpis")``)."""

    @property
    @abstractmethod
    def names(self) -> tuple[str, ...]:
        """The names of the datasets."""

    @abstractmethod
    def arrow(self, name: str) -> pa.Table:
        """A dataset as an Arrow table with the schema's types and descriptions; ``KeyError`` if there is none."""

    def frame(self, name: str) -> pd.DataFrame:
        """A dataset as a pandas frame, one column per column of the schema; ``KeyError`` if there is none.

        Whole numbers and truths that may be missing are pandas' own nullable types, amounts ``Decimal`` objects,
        lists NumPy arrays, structs dictionaries. pandas is loaded by the first call.
        """
        import pandas as pd

        kinds = {pa.int32(): pd.Int32Dtype(), pa.bool_(): pd.BooleanDtype()}
        return self.arrow(name).to_pandas(types_mapper=kinds.get)

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name.startswith("_") or name not in self.names:
            raise AttributeError(f"{type(self).__name__} has no {name!r}; its datasets: {', '.join(self.names)}")
        return self.frame(name)

    def __dir__(self) -> list[str]:
        return sorted([*super().__dir__(), *self.names])


class Extraction(_Datasets):
    """What :func:`extract` found in one document."""

    def __init__(self, tables: Mapping[str, list[Row]]) -> None:
        self.tables = tables
        """Dataset → rows (dictionaries with every column); the file itself is the first row of ``documents``."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the datasets."""
        return tuple(self.tables)

    @property
    def document(self) -> Row:
        """The row of ``documents``: type, year, agency, ``status`` (``failed`` with the reason in ``error``) …"""
        return self.tables["documents"][0]

    def arrow(self, name: str) -> pa.Table:
        """A dataset as an Arrow table with the schema's types and descriptions; ``KeyError`` if there is none."""
        return to_table(name, self.tables[name])

    def __repr__(self) -> str:
        rows = ", ".join(f"{name} {len(rows)}" for name, rows in self.tables.items() if rows)
        return f"<Extraction of {self.document['source_file']}, {self.document['status']}: {rows}>"


class Output(_Datasets):
    """The datasets of an output folder, as ``phaen extract`` or :func:`run` wrote them; read when asked for."""

    def __init__(self, path: Path, report: RunReport | None = None) -> None:
        self.path = path
        self.report = report
        """What the run did (:func:`run` only): outcomes by document, rows by dataset, ``exit_code``."""
        self._connection: duckdb.DuckDBPyConnection | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the datasets."""
        return tuple(DATASETS)

    def arrow(self, name: str) -> pa.Table:
        """A dataset as an Arrow table in the schema's column order; ``KeyError`` if there is none of that name."""
        from phaen.pipeline.run.store import read_dataset

        if name not in DATASETS:
            raise KeyError(name)
        return read_dataset(self.path, name)

    def _connected(self) -> duckdb.DuckDBPyConnection:
        if self._connection is None:
            from phaen.pipeline.views.query import connect

            self._connection = connect(self.path)
        return self._connection

    def relation(self, name: str) -> duckdb.DuckDBPyRelation:
        """A dataset as a DuckDB relation, not yet read; ``KeyError`` if there is none of that name."""
        if name not in DATASETS:
            raise KeyError(name)
        return self._connected().view(name)

    def sql(self, statement: str) -> duckdb.DuckDBPyRelation:
        """A ``SELECT`` over the datasets and views as a DuckDB relation (``.df()``, ``.arrow()``, ``.fetchall()``).

        The statement reaches nothing but the datasets. Raises ``duckdb.Error``.
        """
        return self._connected().sql(statement)

    def __repr__(self) -> str:
        return f"<Output {self.path}>"


def _here(place: Source) -> Path:
    """A path of this machine; a URL, of which ``Path`` would make another name, is refused."""
    from phaen.pipeline.run.remote import is_url

    if is_url(os.fspath(place)):
        raise ValueError(f"{place} is a URL and no path: `phaen extract` reads and writes object stores")
    return Path(place)


def _options(
    backend: Backend,
    ocr: Ocr,
    passwords: Sequence[str],
    registers: Source | None,
    cells: bool,
    statements: bool,
) -> ExtractOptions:
    return ExtractOptions(
        backend,
        str(Path(registers).resolve()) if registers is not None else None,
        tuple(passwords),
        ocr,
        cells=cells,
        statements=statements,
    )


def extract(
    source: Source | bytes,
    *,
    name: str | None = None,
    backend: Backend = "pdfium",
    ocr: Ocr = "auto",
    passwords: Sequence[str] = (),
    registers: Source | None = None,
    cells: bool = True,
    statements: bool = True,
) -> Extraction:
    """Read one document, in this process and without limits of time and memory.

    A file that binds several documents, and one with files attached, gives the rows of all; ``document`` is the first.
    ``source`` is a path or the bytes of a file; ``name`` is what ``source_file`` says (default: the path's name, or
    ``document``, whose ending tells nothing). ``backend`` reads PDF pages, ``ocr`` says which pages are recognised from
    their picture, ``passwords`` are tried on encrypted PDFs, ``registers`` is a folder that adds to the built-in ones.
    Without ``cells`` or ``statements`` the dataset of that name is empty.

    Codes, ``indicators``, ``outcomes`` and ``findings`` are made from this document and the registers alone: an output
    of many documents (:func:`run`) may know more.

    Raises ``OSError`` for a path that cannot be read. A file that is no document or is damaged raises nothing: its
    ``document["status"]`` is ``failed`` (or ``skipped``) and ``document["error"]`` says why.
    """
    from phaen.pipeline.audit.engine import run_rules
    from phaen.pipeline.audit.tables import READ
    from phaen.pipeline.linking.link import link
    from phaen.pipeline.linking.outcomes import outcome_rows

    if isinstance(source, bytes):
        data, called = source, name or "document"
    else:
        path = _here(source)
        data, called = path.read_bytes(), name or path.name
    options = _options(backend, ocr, passwords, registers, cells, statements)
    tables = dict(extract_document(data, called, options).tables)
    folder = Path(options.registers) if options.registers else None
    linked = link(tables["documents"], tables["kpis"], registers=folder, decisions=None)
    tables["indicators"] = linked.indicators
    tables["outcomes"] = list(outcome_rows(tables["documents"], tables["kpis"], tables["results"]))
    tables["findings"] = run_rules({name: tables[name] for name in (*READ, "statements")})
    return Extraction({name: tables[name] for name in DATASETS if name in tables})


def run(
    source: Source,
    output: Source = "data/parquet",
    *,
    jobs: int | None = None,
    backend: Backend = "pdfium",
    ocr: Ocr = "auto",
    passwords: Sequence[str] = (),
    registers: Source | None = None,
    review: Source | None = None,
    cache: Source | None = None,
    cells: bool = True,
    statements: bool = True,
    time_limit: float = 300.0,
    memory_limit: int = 2000,
    allow_removals: bool = False,
    progress: bool = False,
) -> Output:
    """Read a file or folder into an output folder, as ``phaen extract`` does: only what changed is read again.

    ``jobs`` worker processes (default: all cores; 1: in this process, without limits) read documents within
    ``time_limit`` seconds of computing and ``memory_limit`` megabytes each. ``review`` is the folder of people's
    decisions and open questions (default: beside the output). ``progress`` writes lines to standard error. Without
    ``allow_removals`` a run refuses to lose more than half of the documents that the output holds. The other arguments
    are those of :func:`extract`.

    Raises ``FileNotFoundError`` if there is no ``source``, ``phaen.pipeline.run.folder.StoreError`` if the output
    folder holds other files, ``phaen.pipeline.run.driver.Interrupted`` after Ctrl-C. Documents that cannot be read
    raise nothing: see ``.report.outcomes`` and ``.documents``.
    """
    from phaen.pipeline.review.files import DECISIONS, folder_beside
    from phaen.pipeline.run import driver
    from phaen.pipeline.run.executors import processes, serial
    from phaen.pipeline.run.job import RunOptions
    from phaen.pipeline.run.pool import Limits
    from phaen.pipeline.run.progress import PlainReporter
    from phaen.pipeline.run.system import usable_cores

    given, target = _here(source), _here(output)
    reviewed = Path(review) if review is not None else folder_beside(target)
    count = jobs or usable_cores()
    options = RunOptions(
        given=given,
        output=target,
        extract=_options(backend, ocr, passwords, registers, cells, statements),
        executor=serial() if count == 1 else processes(count, Limits(time_limit, memory_limit)),
        decisions=reviewed / DECISIONS,
        review=reviewed,
        registers=Path(registers).resolve() if registers is not None else None,
        cache=Path(cache) if cache is not None else None,
        allow_removals=allow_removals,
    )
    if progress:
        return Output(target, driver.run(options, PlainReporter()))
    with Path(os.devnull).open("w") as nowhere:
        return Output(target, driver.run(options, PlainReporter(nowhere)))


def open(output: Source = "data/parquet") -> Output:
    """The datasets of an output folder.

    Raises ``phaen.pipeline.run.folder.StoreError`` if it is no output of ``phaen extract``, or if a file of it has
    changed since it was written.
    """
    from phaen.pipeline.run.folder import must_hold_documents
    from phaen.pipeline.run.manifest import check_whole

    folder = _here(output)
    must_hold_documents(folder)
    check_whole(folder)
    return Output(folder)
