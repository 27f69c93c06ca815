"""A whole run: find the files, extract what is new, link, audit, write.

What has not changed is not done again. Per document that is the cache (:mod:`phaen.pipeline.run.cache`); for the
whole run it is the manifest, which holds a key over all inputs, registers, decisions, options and the program itself.
"""

from __future__ import annotations

import gc
import hashlib
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
from phaen.extractors.sealed import tell_damage
from phaen.normalizers.told import ToldError
from phaen.pipeline.linking.link import link
from phaen.pipeline.linking.memory import Memory
from phaen.pipeline.linking.outcomes import outcome_rows
from phaen.pipeline.result import ExtractOptions
from phaen.pipeline.review import corrections, patches, verdicts
from phaen.pipeline.review.identities import FILE as PINS
from phaen.pipeline.review.queue import QUEUE, write_queue
from phaen.pipeline.run.cache import Cache, DamagedResult
from phaen.pipeline.run.corrected import corrected
from phaen.pipeline.run.digests import (
    folder_digest,
    library_versions,
    optional_digest,
    options_digest,
    program_version,
)
from phaen.pipeline.run.discover import discover
from phaen.pipeline.run.executors import Executor
from phaen.pipeline.run.facts import load_facts, prepare_names
from phaen.pipeline.run.folder import check_output, recover, work_folder
from phaen.pipeline.run.guard import check_input, check_removals, check_still_there, documents_before
from phaen.pipeline.run.linked import DocumentLinks
from phaen.pipeline.run.lock import locked
from phaen.pipeline.run.manifest import damaged_files, read_manifest
from phaen.pipeline.run.parts import Parts
from phaen.pipeline.run.plan import Plan, Planner
from phaen.pipeline.run.progress import Reporter
from phaen.pipeline.run.store import write_output
from phaen.pipeline.run.worker import DocumentOutcome, Outcome
from phaen.pipeline.schema.datasets import PER_DOCUMENT, SCHEMA_VERSION, Row, to_table


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What a run is asked to do. ``executor`` changes how fast, never what comes out.

    Without ``allow_removals`` a run refuses to lose more than half of the documents that the output holds.
    """

    given: Path
    output: Path
    extract: ExtractOptions
    executor: Executor
    decisions: Path | None = None
    review: Path | None = None
    registers: Path | None = None
    cache: Path | None = None
    allow_removals: bool = False


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
        """0: every document is ok, or of a kind that is not read; 1: some failed or are partial."""
        return 0 if all(one.status in ("ok", "skipped") for one in self.documents) else 1

    @property
    def documents(self) -> list[DocumentOutcome]:
        """What became of every document, those inside other files behind them."""
        return [one for outcome in self.outcomes for one in outcome.documents]


class Interrupted(ToldError):
    """The run was ended by Ctrl-C; what was done is kept. Holds the counts of done and of all documents."""

    def __init__(self, done: int, total: int) -> None:
        super().__init__(
            "{done} of {total} documents are done and kept; the same command goes on from there", done=done, total=total
        )
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
        gc.freeze()
        gc.unfreeze()  # what was made is old now: not looked through at once
        gc.enable()


def _beside(options: RunOptions, name: str) -> Path | None:
    """Another file of the folder that the decisions stand in."""
    return options.decisions and options.decisions.with_name(name)


def _run_key(outcomes: Sequence[Outcome], options: RunOptions) -> str:
    """A digest of everything that the output depends on."""
    parts = [
        SCHEMA_VERSION,
        program_version(),
        options_digest(options.extract),
        folder_digest(options.registers),
        optional_digest(options.decisions),
        *(optional_digest(_beside(options, name)) for name in (PINS, corrections.FILE, patches.FILE, verdicts.FILE)),
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


@dataclass(slots=True)
class _Finished:
    """All that is to be written: datasets over all documents, the files of the others, questions for a person."""

    tables: dict[str, pa.Table]
    parts: Parts
    questions: list[Row]

    def rows(self, outcomes: Sequence[Outcome]) -> dict[str, int]:
        """Row counts by dataset."""
        own = {name: sum(outcome.rows.get(name, 0) for outcome in outcomes) for name in PER_DOCUMENT}
        return own | {name: table.num_rows for name, table in self.tables.items()}


def _before(output: Path) -> Memory:
    """What the run before found out about names, and what else linking and the audit need besides the documents."""
    prepare_names(work_folder(output))
    return Memory(work_folder(output))


def _finish(
    outcomes: Sequence[Outcome], cache: Cache, memory: Memory, options: RunOptions, reporter: Reporter, clock: _Clock
) -> _Finished:
    """Link and audit, which need all documents; raises :class:`~phaen.pipeline.run.cache.DamagedResult`."""
    from phaen.pipeline.run.findings import find_all
    from phaen.pipeline.schema import datapackage

    work = work_folder(options.output)
    with _without_collector():
        facts = load_facts(outcomes, cache, work)
        clock.lap("load")
        reporter.phase("linking")
        linked = link(
            facts.documents,
            facts.kpis,
            registers=options.registers,
            decisions=options.decisions,
            memory=memory,
        )
        links = {
            outcome.source_file: DocumentLinks.of(
                [one.source_file for one in outcome.documents], linked.owners, linked.repeats, kpis
            )
            for outcome, kpis in zip(outcomes, facts.kpis_by_file(), strict=True)
        }
        clock.lap("link")
        reporter.phase("audit")
        found = verdicts.judged(
            find_all(list(facts.documents_by_file()), outcomes, links, facts.results, cache, work),
            verdicts.load(_beside(options, verdicts.FILE)),
        )
        clock.lap("audit")
        reporter.phase("writing")
        rows = {
            "outcomes": outcome_rows(facts.documents, facts.kpis, facts.results),
            "indicators": linked.indicators,
            "agencies": linked.agencies,
            "findings": found,
            "data_dictionary": datapackage.dictionary_rows(),
        }
        tables = {name: to_table(name, given) for name, given in rows.items()} | {"documents": facts.linked_documents()}
        facts.save(work)
        memory.save()
        return _Finished(tables, Parts(outcomes, links, cache), linked.review)


def _manifest(report: RunReport, options: RunOptions, key: str, parts: Parts, clock: _Clock) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "run_key": key,
        "versions": library_versions(),
        "options": {
            "backend": options.extract.backend,
            "registers": folder_digest(options.registers),
            "decisions": optional_digest(options.decisions),
        },
        "program": program_version(),
        "inputs": parts.inputs,
        "rows": report.rows,
        "seconds": clock.phases,
    }


def run(options: RunOptions, reporter: Reporter) -> RunReport:
    """Do a run. Raises ``FileNotFoundError``, ``StoreError`` and :class:`Interrupted`."""
    clock = _Clock()
    options = replace(options, output=options.output.resolve())  # one folder, whatever links lead to it
    sources = discover(options.given)
    check_output(options.output)
    with locked(options.output):
        recover(options.output)
        cache = Cache(options.cache or work_folder(options.output) / "cache")
        manifest = read_manifest(options.output)
        damaged = damaged_files(options.output, manifest) if manifest else []
        for name in damaged:
            tell_damage(options.output / name)
        documents = documents_before(options.output, manifest)
        check_input(sources, options.given, options.output, documents)
        planner = Planner(options.extract, cache, manifest)
        plan = planner.plan(sources)
        if not options.allow_removals:
            check_removals(plan, documents, options.output)
        manifest = None if damaged else manifest
        reporter.start(len(sources), len(plan.known))
        with ThreadPoolExecutor(1) as aside:
            # while the workers are at it, this process has nothing else to do
            ready = aside.submit(_before, options.output) if plan.tasks else None
            report = RunReport(_extract(plan, options, reporter))
        check_still_there(sources, report.outcomes, options.given)
        clock.lap("extract")
        if manifest and manifest["run_key"] == _run_key(report.outcomes, options) and not plan.tasks:
            report.rows, report.unchanged = dict(manifest["rows"]), True
        else:
            memory = ready.result() if ready else _before(options.output)
            try:
                _write(report, cache, manifest, memory, options, reporter, clock)
            except DamagedResult:
                report.outcomes = _extract(planner.again(report.outcomes, sources), options, reporter)
                try:
                    _write(report, cache, manifest, memory, options, reporter, clock)
                except DamagedResult as error:
                    raise OSError(None, "results cannot be kept in this folder", str(cache.folder)) from error
            told = {one["key"] for one in (read_manifest(options.output) or {}).get("inputs", ())}
            cache.prune(told | {outcome.key for outcome in report.outcomes})
        report.seconds = time.monotonic() - clock.started
        reporter.end({"documents": len(report.documents), "rows": report.rows, "unchanged": report.unchanged})
        return report


def _write(
    report: RunReport,
    cache: Cache,
    manifest: Mapping[str, Any] | None,
    memory: Memory,
    options: RunOptions,
    reporter: Reporter,
    clock: _Clock,
) -> None:
    """Everything after extraction; raises ``DamagedResult`` before anything is switched."""
    told = corrections.load(_beside(options, corrections.FILE)), patches.load(_beside(options, patches.FILE))
    outcomes = corrected(report.outcomes, *told, cache)
    finished = _finish(outcomes, cache, memory, options, reporter, clock)
    report.rows = finished.rows(outcomes)
    write_output(
        options.output,
        finished.tables,
        _manifest(report, options, _run_key(report.outcomes, options), finished.parts, clock),
        lambda staging: finished.parts.write(staging, options.output, manifest),
    )
    if options.review is not None:
        report.questions = write_queue(options.review / QUEUE, finished.questions)
