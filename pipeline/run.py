"""A whole run: find the files, extract what is new, link, audit, write.

What has not changed is not done again. Per document that is the cache (:mod:`pipeline.cache`); for the
whole run it is the manifest, which holds a key over all inputs, registers, decisions, options and the
program itself.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline import audit, datapackage
from pipeline.cache import (
    Cache,
    file_digest,
    folder_digest,
    library_versions,
    options_digest,
    program_version,
)
from pipeline.discover import Source, discover
from pipeline.executors import Executor
from pipeline.extract import UNOPENED_DOC_ID, ExtractOptions, failed
from pipeline.lock import locked
from pipeline.progress import Reporter
from pipeline.schema import DATASETS, PER_DOCUMENT, SCHEMA_VERSION, Row, to_table
from pipeline.store import check_output, read_manifest, recover, work_folder, write_output
from pipeline.worker import Outcome, Task, summarise


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What a run is asked to do. ``executor`` and ``jobs`` change how fast, never what comes out."""

    given: Path
    output: Path
    extract: ExtractOptions
    executor: Executor
    decisions: Path | None = None
    registers: Path | None = None
    cache: Path | None = None
    review: Path | None = None


@dataclass(slots=True)
class RunReport:
    """What a run did: every document's outcome in the order of names, the rows written by dataset."""

    outcomes: list[Outcome]
    rows: dict[str, int] = field(default_factory=dict)
    unchanged: bool = False
    seconds: float = 0.0

    @property
    def exit_code(self) -> int:
        """0: every document is ok; 1: some failed or are partial."""
        return 0 if self.outcomes and all(outcome.status == "ok" for outcome in self.outcomes) else 1


class Interrupted(Exception):
    """The run was ended by Ctrl-C; what was done is kept. Holds the counts of done and of all documents."""

    def __init__(self, done: int, total: int) -> None:
        super().__init__(
            f"{done} of {total} documents are done and kept; the same command goes on from there"
        )
        self.done, self.total = done, total


def _refused(source: Source, cache: Cache) -> Outcome:
    key = hashlib.sha256(f"refused\0{source.source_file}\0{source.refused}".encode()).hexdigest()
    result = failed(source.source_file, source.refused or "", UNOPENED_DOC_ID)
    outcome = summarise(result, "", key, 0.0)
    cache.store(key, result, outcome.to_facts())
    return outcome


def _plan(sources: Sequence[Source], options: RunOptions, cache: Cache) -> tuple[list[Outcome], list[Task]]:
    """What is known already or refused, and what has to be done."""
    digest = options_digest(options.extract)
    known, tasks = [], []
    for source in sources:
        if source.refused:
            known.append(_refused(source, cache))
            continue
        try:
            sha256 = file_digest(source.path)
        except OSError as error:
            reason = (error.strerror or "unknown error").lower()
            known.append(_refused(replace(source, refused=f"The file cannot be opened: {reason}."), cache))
            continue
        task = Task(str(source.path), source.source_file, sha256, options.extract, digest, str(cache.folder))
        facts = cache.facts(task.key)
        if facts is None or facts.get("retry"):
            tasks.append(task)
        else:
            known.append(Outcome.from_facts(facts))
    return known, tasks


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


def _is_whole(manifest: Mapping[str, Any], output: Path) -> bool:
    """Whether the files that a manifest speaks of are all there, in the size that they were written with."""
    return all((output / name).is_file() for name in manifest.get("files", ["?"]))


def _load(outcomes: Sequence[Outcome], cache: Cache) -> Iterator[tuple[Outcome, dict[str, pa.Table]]]:
    for outcome in outcomes:
        tables = cache.load(outcome.key)
        if tables is None:
            raise RuntimeError(f"the cached result of {outcome.source_file} vanished during the run")
        yield outcome, tables


def _tables(outcomes: Sequence[Outcome], cache: Cache) -> dict[str, list[Row]]:
    """The rows of all documents, in the order of their source files."""
    rows: dict[str, list[Row]] = {name: [] for name in PER_DOCUMENT}
    for _, tables in _load(outcomes, cache):
        for name, table in tables.items():
            rows[name].extend(table.to_pylist())
    return rows


def _link(rows: dict[str, list[Row]], options: RunOptions) -> dict[str, list[Row]]:
    if importlib.util.find_spec("pipeline.linking") is None:
        return rows
    linking = importlib.import_module("pipeline.linking")
    linked: dict[str, list[Row]] = linking.link(
        rows, registers=options.registers, decisions=options.decisions
    )
    return linked


def _manifest(
    report: RunReport, options: RunOptions, key: str, phases: Mapping[str, float]
) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "run_key": key,
        "versions": library_versions(),
        "options": {
            "backend": options.extract.backend,
            "registers": folder_digest(options.registers),
            "decisions": file_digest(options.decisions),
        },
        "inputs": [
            {
                "source_file": outcome.source_file,
                "sha256": outcome.sha256,
                "doc_id": outcome.doc_id,
                "status": outcome.status,
                "error": outcome.error,
                "seconds": outcome.seconds,
            }
            for outcome in report.outcomes
        ],
        "rows": report.rows,
        "seconds": {name: round(seconds, 3) for name, seconds in phases.items()},
    }


def _extract_all(
    known: list[Outcome], tasks: Sequence[Task], options: RunOptions, reporter: Reporter
) -> list[Outcome]:
    outcomes = list(known)
    try:
        for outcome in options.executor(tasks):
            outcomes.append(outcome)
            reporter.outcome(outcome)
    except KeyboardInterrupt:
        raise Interrupted(len(outcomes), len(known) + len(tasks)) from None
    return sorted(outcomes, key=lambda outcome: outcome.source_file)


def run(options: RunOptions, reporter: Reporter) -> RunReport:
    """Do a run. Raises ``FileNotFoundError``, ``StoreError`` and :class:`Interrupted`."""
    started = time.monotonic()
    sources = discover(options.given)
    check_output(options.output)
    with locked(options.output):
        recover(options.output)
        cache = Cache(options.cache or work_folder(options.output) / "cache")
        known, tasks = _plan(sources, options, cache)
        reporter.start(len(sources), len(known))
        outcomes = _extract_all(known, tasks, options, reporter)
        extracted = time.monotonic()
        key = _run_key(outcomes, options)
        manifest = read_manifest(options.output)
        retried = any(outcome.retry for outcome in outcomes)
        report = RunReport(outcomes)
        if manifest and manifest.get("run_key") == key and not retried and not tasks:
            report.rows, report.unchanged = dict(manifest.get("rows", {})), True
        else:
            reporter.phase("linking")
            rows = _link(_tables(outcomes, cache), options)
            linked = time.monotonic()
            reporter.phase("audit")
            rows["findings"] = audit.run_rules(rows)
            rows["data_dictionary"] = datapackage.dictionary_rows()
            audited = time.monotonic()
            reporter.phase("writing")
            tables = {name: to_table(name, rows.get(name, [])) for name in DATASETS}
            report.rows = {name: table.num_rows for name, table in tables.items()}
            phases = {
                "extract": extracted - started,
                "link": linked - extracted,
                "audit": audited - linked,
                "validate": time.monotonic() - audited,
            }
            write_output(options.output, tables, _manifest(report, options, key, phases))
            cache.prune(outcome.key for outcome in outcomes)
        report.seconds = time.monotonic() - started
        reporter.end({"documents": len(outcomes), "rows": report.rows, "unchanged": report.unchanged})
        return report
