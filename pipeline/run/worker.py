"""What a worker does with one file: read it, extract it, put the result into the cache, tell the outcome.

The result itself never travels through the parent process: it stands in the cache under its key, so the
parent's memory does not grow with the number of documents.
"""

from __future__ import annotations

import hashlib
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from phaen.pipeline.result import DocumentTables, ExtractOptions, Row, failed
from phaen.pipeline.run.cache import Cache
from phaen.pipeline.run.digests import content_key, digest
from phaen.pipeline.run.unread import UnreadTable, unread_tables
from phaen.pipeline.schema.names import COUNTED


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


GRAVEST = ("failed", "partial", "ok", "skipped")
"""Statuses of documents, the gravest first."""


@dataclass(frozen=True, slots=True)
class DocumentOutcome:
    """What became of one document; small, for the summary, the manifest and the log. ``rows`` counts by dataset.

    ``unread``: the printed tables that no form reads.
    """

    source_file: str
    doc_id: str
    status: str
    error: str | None = None
    doc_type: str | None = None
    fiscal_year: int | None = None
    agency_code: str | None = None
    coverage: float | None = None
    unclaimed: int | None = None
    pages: int | None = None
    flags: tuple[str, ...] = ()
    flagged: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    unread: tuple[UnreadTable, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file, which holds one document, or several (attached, bundled): the file's own comes first.

    ``rows`` counts rows by dataset, ``years`` the same by fiscal year (``"0"``: not known) for what is written by
    year; ``recognised`` the pages read by text recognition. ``retry`` marks a failure of this run (a limit, a crash)
    rather than of the file: the next run tries again, and this result stands under a ``key`` of its own.
    """

    source_file: str
    sha256: str
    key: str
    documents: tuple[DocumentOutcome, ...]
    recognised: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    years: dict[str, dict[str, int]] = field(default_factory=dict)
    seconds: float = 0.0
    cached: bool = False
    retry: bool = False

    @property
    def document(self) -> DocumentOutcome:
        """The file's own document."""
        return self.documents[0]

    @property
    def status(self) -> str:
        """The gravest status of its documents."""
        return min((one.status for one in self.documents), key=GRAVEST.index)

    @property
    def error(self) -> str | None:
        """The first reason that one of its documents gives, of those with the gravest status if they give one."""
        reasons = [(GRAVEST.index(one.status), one.error) for one in self.documents if one.error]
        return min(reasons, key=lambda reason: reason[0])[1] if reasons else None

    @property
    def pages(self) -> int:
        """Pages of all its documents."""
        return sum(one.pages or 0 for one in self.documents)

    def sharing(self) -> Outcome:
        """The same outcome, which holds one object with others where they tell the same: there are many of them."""
        return replace(
            self,
            documents=tuple(_document(_fields(one)) for one in self.documents),
            rows=_shared(self.rows),
            years={sys.intern(name): _shared(own) for name, own in self.years.items()},
        )

    def to_facts(self) -> dict[str, Any]:
        """The outcome as JSON values, the way it is kept beside the result."""
        own = {name: getattr(self, name) for name in self.__slots__ if name not in ("cached", "documents")}
        return own | {"documents": [_fields(one) for one in self.documents]}

    @staticmethod
    def from_facts(facts: dict[str, Any]) -> Outcome:
        """The outcome of a result found in the cache; raises ``KeyError`` or ``TypeError`` for other facts."""
        known = {name: facts[name] for name in Outcome.__slots__ if name in facts and name != "cached"}
        documents = tuple(_document(one) for one in facts["documents"])
        years = {sys.intern(name): _shared(own) for name, own in facts["years"].items()}
        rows = _shared(facts["rows"])
        return Outcome(**known | {"documents": documents, "rows": rows, "years": years, "cached": True})


def _document(told: dict[str, Any]) -> DocumentOutcome:
    lists = {"flags": tuple(told["flags"]), "unread": tuple(map(UnreadTable.of, told["unread"]))}
    often = {name: sys.intern(told[name]) for name in _OFTEN if told[name] is not None}
    return DocumentOutcome(**told | lists | often | {"rows": _shared(told["rows"])})


def _shared(counts: dict[str, int]) -> dict[str, int]:
    return _counts(tuple(counts.items()))


_OFTEN = ("status", "doc_type", "agency_code")
"""Texts that many documents share."""


@lru_cache(maxsize=65536)
def _counts(items: tuple[tuple[str, int], ...]) -> dict[str, int]:
    """Counts as one object for all documents that have the same; nobody changes them."""
    return {sys.intern(name): count for name, count in items}


def _fields(one: DocumentOutcome) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__slots__} | {"unread": [list(table) for table in one.unread]}


def _by_year(rows: Sequence[Row]) -> dict[str, int]:
    return dict(sorted(Counter(str(row["fiscal_year"] or 0) for row in rows).items()))


def _documents(result: DocumentTables) -> tuple[DocumentOutcome, ...]:
    told = result.tables["documents"]
    counts: dict[str, Counter[str]] = {row["source_file"]: Counter() for row in told}
    flagged: Counter[str] = Counter()
    unread = unread_tables(result.tables["cells"])
    for name, rows in result.tables.items():
        for row in rows:
            home = row["source_file"]
            counts.setdefault(home, Counter())[name] += 1
            flagged[home] += name in COUNTED and bool(row.get("flags"))
    return tuple(
        DocumentOutcome(
            source_file=row["source_file"],
            doc_id=row["doc_id"],
            status=row["status"],
            error=row["error"],
            doc_type=row["doc_type"],
            fiscal_year=row["fiscal_year"],
            agency_code=row["agency_code"],
            coverage=row["coverage"],
            unclaimed=row["unclaimed"],
            pages=row["page_count"],
            flags=tuple(row["flags"]),
            flagged=flagged[row["source_file"]],
            rows=dict(counts[row["source_file"]]),
            unread=tuple(unread.get(row["source_file"], ())),
        )
        for row in told
    )


def summarise(result: DocumentTables, sha256: str, key: str, seconds: float, *, retry: bool = False) -> Outcome:
    """The outcome that a result amounts to."""
    return Outcome(
        source_file=result.document["source_file"],
        sha256=sha256,
        key=key,
        documents=_documents(result),
        recognised=result.recognised,
        rows={name: len(rows) for name, rows in result.tables.items()},
        years={name: _by_year(rows) for name, rows in result.tables.items() if rows},
        seconds=round(seconds, 3),
        retry=retry,
    )


def keep_failure(task: Task, error: str, seconds: float) -> Outcome:
    """Write a ``failed`` result for a file that no worker could finish, and tell the outcome.

    It may pass, so it stands under a key of its own: nothing kept for it must ever serve the file's result.
    """
    result = failed(task.source_file, error, task.sha256[:16])
    key = digest(part.encode() for part in ("failed now", task.key, error))
    outcome = summarise(result, task.sha256, key, seconds, retry=True)
    Cache(Path(task.cache)).store(outcome.key, result, outcome.to_facts())
    return outcome


def opening_failure(task: Task, error: OSError) -> Outcome:
    """The outcome of a file that was there when it was found, and cannot be opened now."""
    return keep_failure(task, f"The file cannot be opened: {(error.strerror or 'unknown error').lower()}.", 0.0)


def make_result(data: bytes, task: Task) -> tuple[Outcome, bytes]:
    """Extract a file's bytes: the outcome, and the result as the cache keeps it."""
    from phaen.pipeline.extract import extract_document  # the readers: not needed where nothing is read
    from phaen.pipeline.run.packed import pack

    started = time.monotonic()
    sha256 = hashlib.sha256(data).hexdigest()
    result = extract_document(data, task.source_file, task.options)
    key = content_key(sha256, task.source_file, task.options_digest)
    outcome = summarise(result, sha256, key, time.monotonic() - started)
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
