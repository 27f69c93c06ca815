"""Results of single documents, kept under a key made of everything that they depend on.

One Arrow IPC file per document: one record batch of one row, with one list column per dataset. It opens by
memory map and executes nothing, whoever wrote it.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

import pyarrow as pa
from phaen.extractors.ocr import engine
from phaen.extractors.whole_file import whole_file
from phaen.pipeline.extract import DocumentTables, ExtractOptions
from phaen.pipeline.schema.datasets import PER_DOCUMENT, SCHEMA_VERSION, arrow_schema

KEEP_DAYS = 30
OPENED_AT_ONCE = 50
"""Results that are mapped into memory together, before what is needed of them is copied."""
_ROOT = Path(__file__).resolve().parents[2]
_LIBRARIES = ("pdfminer.six", "pdfplumber", "pyarrow", "pypdfium2", "pythainlp", "rapidfuzz")
_EXTRACTION = ("assemble/*", "extract.py", "schema/*", "run/worker.py")
_SUFFIXES = frozenset({".py", ".csv", ".txt", ".json"})
_LINKING_DATA = frozenset({"kr_codes.csv"})


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.hexdigest()


def _code_digest(paths: Iterable[Path]) -> str:
    return _digest(
        part for path in sorted(paths) for part in (str(path.relative_to(_ROOT)).encode(), path.read_bytes())
    )


def _package_files(package: str) -> list[Path]:
    return [path for path in (_ROOT / package).rglob("*") if path.suffix in _SUFFIXES and path.is_file()]


def library_versions() -> dict[str, str]:
    """The versions of phaen and of the libraries that results depend on."""
    names = ("phaen", *_LIBRARIES)
    found = {}
    for name in names:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "unknown"
    return found


@lru_cache(maxsize=1)
def extraction_version() -> str:
    """A digest of the code, data and libraries that one document's extraction depends on.

    Made from the files themselves, not from a version number: an edited header wording must redo the
    documents.
    """
    files = [f for p in ("extractors", "normalizers") for f in _package_files(p) if f.name not in _LINKING_DATA]
    files += [path for pattern in _EXTRACTION for path in (_ROOT / "pipeline").glob(pattern)]
    return _digest([SCHEMA_VERSION.encode(), _code_digest(files).encode(), repr(library_versions()).encode()])


@lru_cache(maxsize=1)
def program_version() -> str:
    """A digest of all of phaen's code and data, linking and audit included."""
    files = [file for p in ("extractors", "normalizers", "pipeline") for file in _package_files(p)]
    return _digest([_code_digest(files).encode(), repr(library_versions()).encode()])


def folder_digest(folder: Path | None) -> str:
    """A digest of the CSV files of a register folder; of nothing for ``None``."""
    files = sorted(folder.glob("*.csv")) if folder else []
    return _digest(part for path in files for part in (path.name.encode(), path.read_bytes()))


def file_digest(path: Path | None) -> str:
    """The SHA-256 of a file, read in pieces; of nothing for ``None`` or a file that is not there."""
    digest = hashlib.sha256()
    if path is not None and path.exists():
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                digest.update(piece)
    return digest.hexdigest()


def options_digest(options: ExtractOptions) -> str:
    """A digest of what extraction depends on besides the file: options, agency register and code."""
    agencies = Path(options.registers) / "agencies.csv" if options.registers else None
    recogniser = "" if options.ocr == "never" else engine.version()
    repeated = [options.cells, options.statements]
    known = [options.backend, options.passwords, file_digest(agencies), options.ocr, recogniser, *repeated]
    told = json.dumps(known, ensure_ascii=False)
    return _digest([extraction_version().encode(), told.encode()])


def content_key(file_sha256: str, source_file: str, options: str) -> str:
    """The key of one document's result; ``options`` is :func:`options_digest`."""
    return _digest([file_sha256.encode(), source_file.encode("utf-8"), options.encode()])


def nested(table: pa.Table) -> pa.ListArray:
    """A table as one list of rows; descriptions of columns are left out (reading them takes longer than the rows)."""
    table = table.combine_chunks()
    columns = [column.chunk(0) if column.num_chunks else pa.array([], column.type) for column in table.columns]
    fields = [field.remove_metadata() for field in table.schema]
    structs = pa.StructArray.from_arrays(columns, fields=fields)
    return pa.ListArray.from_arrays(pa.array([0, table.num_rows], pa.int32()), structs)


def pack(result: DocumentTables, facts: Mapping[str, Any]) -> bytes:
    """A result with small ``facts`` about it (JSON values) as the bytes of a cache file."""
    fields, columns = [], []
    for name in PER_DOCUMENT:
        column = nested(pa.Table.from_pylist(result.tables[name], schema=arrow_schema(name)))
        columns.append(column)
        fields.append(pa.field(name, column.type))
    schema = pa.schema(fields, metadata={"facts": json.dumps(facts, ensure_ascii=False)})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, schema) as writer:
        writer.write_batch(pa.record_batch(columns, schema=schema))
    payload: bytes = sink.getvalue().to_pybytes()
    return payload


class DamagedResult(Exception):
    """The cached result of a key cannot be read; its document has to be extracted anew."""


class Cache:
    """A folder of results; safe for several writers: a file appears under its name when it is whole."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, key: str) -> Path:
        """Where the result of a key stands or would stand."""
        return self.folder / key[:2] / f"{key}.arrow"

    def put(self, key: str, payload: bytes) -> None:
        """Keep a packed result."""
        with whole_file(self.path(key)) as unfinished:
            unfinished.write_bytes(payload)

    def store(self, key: str, result: DocumentTables, facts: Mapping[str, Any]) -> None:
        """Pack and keep a result."""
        self.put(key, pack(result, facts))

    def facts(self, key: str) -> dict[str, Any] | None:
        """The facts kept with a result; ``None`` if there is no readable result."""
        try:
            with pa.memory_map(str(self.path(key))) as file:
                metadata_of = pa.ipc.open_file(file).schema.metadata or {}
            facts = json.loads(metadata_of[b"facts"])
        except (OSError, pa.ArrowInvalid, KeyError, ValueError):
            return None
        return facts if isinstance(facts, dict) else None

    def load(self, key: str, names: Iterable[str] = PER_DOCUMENT) -> dict[str, pa.Table]:
        """Tables of a result; :class:`DamagedResult` if there is no readable one."""
        try:
            with pa.memory_map(str(self.path(key))) as file:
                batch = pa.ipc.open_file(file).get_batch(0)
                tables = {}
                for name in names:
                    structs = batch.column(name).flatten()
                    tables[name] = pa.Table.from_arrays(structs.flatten(), schema=arrow_schema(name))
        except (OSError, pa.ArrowInvalid, KeyError, ValueError) as error:
            raise DamagedResult(key) from error
        return tables

    def is_readable(self, key: str) -> bool:
        """Whether there is a result that can be read."""
        try:
            self.load(key)
        except DamagedResult:
            return False
        return True

    def prune(self, used: Iterable[str]) -> None:
        """Mark results as used now, and remove those that no run has used for :data:`KEEP_DAYS` days."""
        for key in used:
            if self.path(key).exists():
                os.utime(self.path(key))
        oldest = time.time() - KEEP_DAYS * 86400
        for path in self.folder.glob("*/*"):
            if path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)
