"""A whole run: find the files, extract what is new, link, audit, write.

What has not changed is not done again. Per document that is the cache (:mod:`phaen.pipeline.run.cache`); for the
whole run it is the manifest, which holds a key over all inputs, registers, decisions, options and the program itself.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from types import ModuleType

from phaen.extractors.sealed import tell_damage
from phaen.normalizers.told import ToldError
from phaen.pipeline.review.files import CORRECTIONS, IDENTITIES, PATCHES, VERDICTS
from phaen.pipeline.run import lean
from phaen.pipeline.run.cache import Cache, DamagedResult
from phaen.pipeline.run.digests import folder_digest, optional_digest, options_digest, program_version
from phaen.pipeline.run.discover import discover
from phaen.pipeline.run.folder import check_output, recover, work_folder
from phaen.pipeline.run.guard import check_input, check_removals, check_still_there, documents_before
from phaen.pipeline.run.job import Clock, RunOptions, RunReport
from phaen.pipeline.run.last import LastRun
from phaen.pipeline.run.lock import locked
from phaen.pipeline.run.manifest import damaged_files, read_manifest
from phaen.pipeline.run.plan import Plan, Planner
from phaen.pipeline.run.progress import Reporter
from phaen.pipeline.run.stamps import Stamps
from phaen.pipeline.run.worker import Outcome
from phaen.pipeline.schema.names import SCHEMA_VERSION


class Interrupted(ToldError):
    """The run was ended by Ctrl-C; what was done is kept. Holds the counts of done and of all documents."""

    def __init__(self, done: int, total: int) -> None:
        super().__init__(
            "{done} of {total} documents are done and kept; the same command goes on from there", done=done, total=total
        )
        self.done, self.total = done, total


def _run_key(outcomes: Sequence[Outcome], options: RunOptions) -> str:
    """A digest of everything that the output depends on."""
    parts = [
        SCHEMA_VERSION,
        program_version(),
        options_digest(options.extract),
        folder_digest(options.registers),
        optional_digest(options.decisions),
        *(optional_digest(options.beside(name)) for name in (IDENTITIES, CORRECTIONS, PATCHES, VERDICTS)),
        *(outcome.key for outcome in outcomes),
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _collect(plan: Plan, coming: Iterator[Outcome], reporter: Reporter) -> list[Outcome]:
    """All outcomes in the order of names, those that are coming among them."""
    outcomes = list(plan.known)
    try:
        for outcome in coming:
            outcomes.append(outcome.sharing())
            reporter.outcome(outcome)
    except KeyboardInterrupt:
        raise Interrupted(len(outcomes), len(plan.known) + len(plan.tasks)) from None
    return sorted(outcomes, key=lambda outcome: outcome.source_file)


def _finish() -> ModuleType:
    """The module of what follows on extraction, which loads much: a run in which nothing has changed goes without."""
    lean.without_pandas("compute", "parquet")
    from phaen.pipeline.run import finish

    return finish


def run(options: RunOptions, reporter: Reporter) -> RunReport:
    """Do a run. Raises ``FileNotFoundError``, ``StoreError`` and :class:`Interrupted`."""
    clock = Clock()
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
        last = LastRun.of(manifest) if manifest else None
        documents = documents_before(options.output, last)
        check_input(sources, options.given, options.output, documents)
        planner = Planner(options.extract, cache, last, Stamps(work_folder(options.output)))
        plan = planner.plan(sources)
        if not options.allow_removals:
            check_removals(plan, documents, options.output)
        last = None if damaged else last
        coming = options.executor(plan.tasks)  # before a bar's thread runs: see system.copies_safely
        reporter.start(len(sources), len(plan.known))
        finish = _finish() if plan.tasks else None  # loaded while workers start
        lean.loaded()
        with ThreadPoolExecutor(1) as aside:
            # while the workers are at it, this process has nothing else to do
            ready = aside.submit(finish.before, options.output) if finish else None
            report = RunReport(_collect(plan, coming, reporter))
        nothing_new = not plan.tasks
        plan.tasks.clear()
        check_still_there(sources, report.outcomes, options.given)
        clock.lap("extract")
        key = _run_key(report.outcomes, options)
        if manifest and not damaged and manifest["run_key"] == key and nothing_new:
            report.rows, report.flagged, report.unchanged = dict(manifest["rows"]), dict(manifest["flagged"]), True
            report.questions = manifest.get("questions", 0)  # an output of before kept no number
        else:
            finish = finish or _finish()
            before = ready.result() if ready else finish.before(options.output)
            try:
                used = finish.write(report, cache, last, key, before, options, reporter, clock)
            except DamagedResult:
                again = planner.again(report.outcomes, sources)
                report.outcomes = _collect(again, options.executor(again.tasks), reporter)
                key = _run_key(report.outcomes, options)
                try:
                    used = finish.write(report, cache, last, key, before, options, reporter, clock)
                except DamagedResult as error:
                    raise OSError(None, "results cannot be kept in this folder", str(cache.folder)) from error
            cache.prune(used | {outcome.key for outcome in report.outcomes})
        report.seconds = time.monotonic() - clock.started
        reporter.end({"documents": len(report.documents), "rows": report.rows, "unchanged": report.unchanged})
        return report
