"""A whole run: find the files, extract what is new, link, audit, write.

What has not changed is not done again. Per document that is the cache (:mod:`pipeline.cache`); for the whole run it
is the manifest, which holds a key over all inputs, registers, decisions, options and the program itself.
"""

from __future__ import annotations

import gc
import hashlib
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.cache import Cache, file_digest, folder_digest, library_versions, options_digest, program_version
from pipeline.discover import discover
from pipeline.executors import Executor
from pipeline.extract import ExtractOptions
from pipeline.linking import link
from pipeline.lock import locked
from pipeline.plan import Plan, Planner
from pipeline.progress import Reporter
from pipeline.review import QUEUE, write_queue
from pipeline.rows import LazyRows
from pipeline.schema import PER_DOCUMENT, SCHEMA_VERSION, Row, arrow_schema
from pipeline.store import check_output, is_whole, read_manifest, read_rows, recover, work_folder, write_output
from pipeline.worker import Outcome

LOADED_AT_ONCE = 500
"""Cached results that are mapped into memory together, before they are copied into one table."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What a run is asked to do. ``executor`` changes how fast, never what comes out."""

    given: Path
    output: Path
    extract: ExtractOptions
    executor: Executor
    decisions: Path | None = None
    review: Path | None = None
    registers: Path | None = None
    cache: Path | None = None


@dataclass(slots=True)
class RunReport:
    """What a run did: every document's outcome in the order of names, the rows written by dataset."""

    outcomes: list[Outcome]
    rows: dict[str, int] = field(default_factory=dict)
    unchanged: bool = False
    questions: int = 0
    seconds: float = 0.0

    @property
    def exit_code(self) -> int:
        """0: every document is ok; 1: some failed or are partial."""
        return 0 if all(outcome.status == "ok" for outcome in self.outcomes) else 1


class Interrupted(Exception):
    """The run was ended by Ctrl-C; what was done is kept. Holds the counts of done and of all documents."""

    def __init__(self, done: int, total: int) -> None:
        super().__init__(f"{done} of {total} documents are done and kept; the same command goes on from there")
        self.done, self.total = done, total


class _Clock:
    """Seconds spent by phase, for the manifest."""

    def __init__(self) -> None:
        self.started = self.last = time.monotonic()
        self.phases: dict[str, float] = {}

    def lap(self, name: str) -> None:
        now = time.monotonic()
        self.phases[name] = round(self.phases.get(name, 0.0) + now - self.last, 3)
        self.last = now


@contextmanager
def _without_collector() -> Iterator[None]:
    """No garbage collection while millions of row values are made: it would walk over all of them again and again."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _run_key(outcomes: Sequence[Outcome], options: RunOptions) -> str:
    """A digest of everything that the output depends on."""
    parts = [
        SCHEMA_VERSION,
        program_version(),
        options_digest(options.extract),
        folder_digest(options.registers),
        file_digest(options.decisions),
        *(outcome.key for outcome in outcomes),
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _extract(plan: Plan, options: RunOptions, reporter: Reporter) -> list[Outcome]:
    outcomes = list(plan.known)
    try:
        for outcome in options.executor(plan.tasks):
            outcomes.append(outcome)
            reporter.outcome(outcome)
    except KeyboardInterrupt:
        raise Interrupted(len(outcomes), len(plan.known) + len(plan.tasks)) from None
    return sorted(outcomes, key=lambda outcome: outcome.source_file)


def _load(outcomes: Sequence[Outcome], cache: Cache) -> dict[str, pa.Table] | None:
    """All documents' tables, in the order of their source files; ``None`` if a cached result cannot be read."""
    pieces: dict[str, list[pa.Table]] = {name: [arrow_schema(name).empty_table()] for name in PER_DOCUMENT}
    for start in range(0, len(outcomes), LOADED_AT_ONCE):
        loaded = [cache.load(outcome.key) for outcome in outcomes[start : start + LOADED_AT_ONCE]]
        for name in PER_DOCUMENT:
            parts = [tables[name] for tables in loaded if tables is not None]
            if len(parts) < len(loaded):
                return None
            pieces[name].append(pa.concat_tables(parts).combine_chunks())
    return {name: pa.concat_tables(parts) for name, parts in pieces.items()}


def _link(rows: LazyRows, options: RunOptions) -> list[Row]:
    """Link all documents; gives the questions that a person has to answer."""
    linked = link(
        rows, registers=options.registers, decisions=options.decisions, previous=read_rows(options.output, "indicators")
    )
    questions = linked.pop("review")
    for name, linked_rows in linked.items():
        rows[name] = linked_rows
    return questions


def _finish(
    tables: Mapping[str, pa.Table], options: RunOptions, reporter: Reporter, clock: _Clock
) -> tuple[dict[str, pa.Table], list[Row]]:
    """Link and audit, which need all documents; gives every dataset checked and ready to write, and the questions."""
    from pipeline import audit, datapackage
    from pipeline.audit.tables import COLUMNS

    with _without_collector():
        reporter.phase("linking")
        rows = LazyRows(tables)
        questions = _link(rows, options)
        clock.lap("link")
        rows.settle()
        reporter.phase("audit")
        rows["findings"] = audit.run_rules(rows.copy(COLUMNS))
        rows["data_dictionary"] = datapackage.dictionary_rows()
        clock.lap("audit")
        reporter.phase("writing")
        return rows.tables(), questions


def _manifest(report: RunReport, options: RunOptions, key: str, clock: _Clock) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "run_key": key,
        "versions": library_versions(),
        "options": {
            "backend": options.extract.backend,
            "registers": folder_digest(options.registers),
            "decisions": file_digest(options.decisions),
        },
        "inputs": [outcome.to_facts() for outcome in report.outcomes],
        "rows": report.rows,
        "seconds": clock.phases,
    }


def run(options: RunOptions, reporter: Reporter) -> RunReport:
    """Do a run. Raises ``FileNotFoundError``, ``StoreError`` and :class:`Interrupted`."""
    clock = _Clock()
    sources = discover(options.given)
    check_output(options.output)
    with locked(options.output):
        recover(options.output)
        cache = Cache(options.cache or work_folder(options.output) / "cache")
        manifest = read_manifest(options.output)
        planner = Planner(options.extract, cache, manifest)
        plan = planner.plan(sources)
        reporter.start(len(sources), len(plan.known))
        report = RunReport(_extract(plan, options, reporter))
        clock.lap("extract")
        key = _run_key(report.outcomes, options)
        if manifest and manifest["run_key"] == key and not plan.tasks and is_whole(options.output, manifest):
            report.rows, report.unchanged = dict(manifest["rows"]), True
        else:
            tables = _load(report.outcomes, cache)
            if tables is None:
                report.outcomes = _extract(planner.again(report.outcomes, sources), options, reporter)
                tables = _load(report.outcomes, cache)
                if tables is None:
                    raise OSError(None, "results cannot be kept in this folder", str(cache.folder))
                key = _run_key(report.outcomes, options)
            finished, questions = _finish(tables, options, reporter, clock)
            del tables
            report.rows = {name: table.num_rows for name, table in finished.items()}
            clock.lap("check")
            write_output(options.output, finished, _manifest(report, options, key, clock))
            if options.review is not None:
                report.questions = write_queue(options.review / QUEUE, questions)
            cache.prune(outcome.key for outcome in report.outcomes)
        report.seconds = time.monotonic() - clock.started
        reporter.end({"documents": len(sources), "rows": report.rows, "unchanged": report.unchanged})
        return report
