"""What a worker does with one file: read it, extract it, put the result into the cache, tell the outcome.

The result itself never travels through the parent process: it stands in the cache under its key, so the
parent's memory does not grow with the number of documents.
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from phaen.extractors.ocr import OUT_OF_TIME
from phaen.pipeline.extract import DocumentTables, ExtractOptions, extract_document, failed
from phaen.pipeline.run.cache import Cache, content_key, pack
from phaen.pipeline.schema.datasets import PER_DOCUMENT, Row

FLAGGED = tuple(name for name in PER_DOCUMENT if name not in ("cells", "statements", "projects"))
"""Datasets whose flagged rows are counted: the others repeat what stands in them."""


@dataclass(frozen=True, slots=True)
class Task:
    """One file to extract. ``sha256`` is what the parent saw; the worker goes by the bytes that it reads."""

    path: str
    source_file: str
    sha256: str
    options: ExtractOptions
    options_digest: str
    cache: str

    @property
    def key(self) -> str:
        """The key of this task's result."""
        return content_key(self.sha256, self.source_file, self.options_digest)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; small, for the summary, the manifest and the log.

    ``rows`` counts rows by dataset, ``years`` the same by fiscal year (``"0"``: not known) for what is written by year;
    ``flagged`` counts those that carry a flag, ``recognised`` the pages read by text recognition. ``retry`` marks a
    failure of this run (a limit, a crash) rather than of the file: the next run tries again.
    """

    source_file: str
    sha256: str
    key: str
    doc_id: str
    status: str
    error: str | None = None
    doc_type: str | None = None
    fiscal_year: int | None = None
    agency_code: str | None = None
    coverage: float | None = None
    unclaimed: int | None = None
    pages: int | None = None
    recognised: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    years: dict[str, dict[str, int]] = field(default_factory=dict)
    flagged: int = 0
    document_flags: tuple[str, ...] = ()
    seconds: float = 0.0
    cached: bool = False
    retry: bool = False

    def to_facts(self) -> dict[str, Any]:
        """The outcome as JSON values, the way it is kept beside the result."""
        return {name: getattr(self, name) for name in self.__slots__ if name != "cached"}

    @staticmethod
    def from_facts(facts: dict[str, Any]) -> Outcome:
        """The outcome of a result found in the cache."""
        known = {name: facts[name] for name in Outcome.__slots__ if name in facts}
        known["document_flags"] = tuple(known.get("document_flags", ()))
        return Outcome(**known | {"cached": True})


def _by_year(rows: Sequence[Row]) -> dict[str, int]:
    return dict(sorted(Counter(str(row["fiscal_year"] or 0) for row in rows).items()))


def summarise(result: DocumentTables, sha256: str, key: str, seconds: float, *, retry: bool = False) -> Outcome:
    """The outcome that a result amounts to."""
    document = result.document
    return Outcome(
        source_file=document["source_file"],
        sha256=sha256,
        key=key,
        doc_id=document["doc_id"],
        status=document["status"],
        error=document["error"],
        doc_type=document["doc_type"],
        fiscal_year=document["fiscal_year"],
        agency_code=document["agency_code"],
        coverage=document["coverage"],
        unclaimed=document["unclaimed"],
        pages=document["page_count"],
        recognised=result.recognised,
        rows={name: len(rows) for name, rows in result.tables.items()},
        years={name: _by_year(rows) for name, rows in result.tables.items() if rows},
        flagged=sum(bool(row.get("flags")) for name in FLAGGED for row in result.tables.get(name, [])),
        document_flags=tuple(document["flags"]),
        seconds=round(seconds, 3),
        retry=retry,
    )


def keep_failure(task: Task, error: str, seconds: float, *, retry: bool) -> Outcome:
    """Write a ``failed`` result for a file that no worker could finish, and tell the outcome."""
    result = failed(task.source_file, error, task.sha256[:16])
    outcome = summarise(result, task.sha256, task.key, seconds, retry=retry)
    Cache(Path(task.cache)).store(task.key, result, outcome.to_facts())
    return outcome


def opening_failure(task: Task, error: OSError) -> Outcome:
    """The outcome of a file that was there when it was found, and cannot be opened now."""
    reason = (error.strerror or "unknown error").lower()
    return keep_failure(task, f"The file cannot be opened: {reason}.", 0.0, retry=True)


def make_result(data: bytes, task: Task) -> tuple[Outcome, bytes]:
    """Extract a file's bytes: the outcome, and the result as the cache keeps it."""
    started = time.monotonic()
    sha256 = hashlib.sha256(data).hexdigest()
    result = extract_document(data, task.source_file, task.options)
    key = content_key(sha256, task.source_file, task.options_digest)
    retry = OUT_OF_TIME in result.document["flags"]  # recognised pages are kept: the next run gets further
    outcome = summarise(result, sha256, key, time.monotonic() - started, retry=retry)
    return outcome, pack(result, outcome.to_facts())


def work(task: Task) -> Outcome:
    """Extract one file and keep the result under its key."""
    try:
        data = Path(task.path).read_bytes()
    except OSError as error:
        return opening_failure(task, error)
    outcome, payload = make_result(data, task)
    Cache(Path(task.cache)).put(outcome.key, payload)
    return outcome
