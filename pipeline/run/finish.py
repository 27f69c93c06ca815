"""What follows on extraction: link, audit, write. Loaded only by runs in which something has changed."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
from phaen.pipeline.linking.link import Linked, link
from phaen.pipeline.linking.memory import Memory
from phaen.pipeline.review import corrections, patches, verdicts
from phaen.pipeline.review.files import CORRECTIONS, PATCHES, QUEUE, VERDICTS
from phaen.pipeline.review.queue import write_queue
from phaen.pipeline.run.cache import Cache
from phaen.pipeline.run.corrected import corrected
from phaen.pipeline.run.digests import folder_digest, library_versions, optional_digest, program_version
from phaen.pipeline.run.facts import Facts, kept_facts, load_facts, prepare_names
from phaen.pipeline.run.findings import find_all
from phaen.pipeline.run.folder import work_folder
from phaen.pipeline.run.job import Clock, RunOptions, RunReport
from phaen.pipeline.run.last import LastRun, ToldLines
from phaen.pipeline.run.linked import DocumentLinks, LinkedFile
from phaen.pipeline.run.manifest import Inputs
from phaen.pipeline.run.outcomes import outcomes as outcomes_of
from phaen.pipeline.run.parts import Parts
from phaen.pipeline.run.progress import Reporter
from phaen.pipeline.run.store import InOrder, write_output
from phaen.pipeline.run.worker import Outcome
from phaen.pipeline.schema import datapackage
from phaen.pipeline.schema.datasets import Row, to_table
from phaen.pipeline.schema.names import PER_DOCUMENT, SCHEMA_VERSION


@contextmanager
def without_collector() -> Iterator[None]:
    """No garbage collection while millions of row values are made: it would walk over all of them again and again."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()  # what was made is old now: not looked through at once
        gc.enable()


@dataclass(slots=True)
class _Finished:
    """All that is to be written: datasets over all documents, the files of the others, questions for a person."""

    tables: dict[str, pa.Table | InOrder]
    parts: Parts
    questions: list[Row]

    def rows(self, outcomes: Sequence[Outcome]) -> dict[str, int]:
        """Row counts by dataset."""
        own = {name: sum(outcome.rows.get(name, 0) for outcome in outcomes) for name in PER_DOCUMENT}
        return own | {name: table.num_rows for name, table in self.tables.items()}


@dataclass(slots=True)
class Before:
    """What the run before kept: answers about names, and facts of documents, which are given away once."""

    memory: Memory
    facts: pa.Table | None

    def take_facts(self, work: Path) -> list[pa.Table]:
        """The facts, as the only one who holds them; ``work``: where they are kept."""
        given, self.facts = self.facts, None
        return [kept_facts(work) if given is None else given]


def before(output: Path) -> Before:
    """What the run before kept, and what else linking and the audit need besides the documents."""
    facts = kept_facts(work_folder(output))
    prepare_names(facts)
    with without_collector():
        return Before(Memory(work_folder(output)), facts)


def _finish(
    outcomes: Sequence[Outcome],
    cache: Cache,
    last: LastRun | None,
    before: Before,
    options: RunOptions,
    reporter: Reporter,
    clock: Clock,
) -> _Finished:
    """Link and audit, which need all documents; raises :class:`~phaen.pipeline.run.cache.DamagedResult`."""
    work = work_folder(options.output)
    facts = load_facts(outcomes, cache, before.take_facts(work))
    facts.save(work)
    clock.lap("load")
    reporter.phase("linking")
    linked = link(
        facts.documents,
        facts.kpis,
        registers=options.registers,
        decisions=options.decisions,
        memory=before.memory,
    )
    before.memory.save()
    files = list(_linked(outcomes, facts, linked))
    clock.lap("link")
    reporter.phase("audit")
    found = find_all(files, facts, cache, work, verdicts.load(options.beside(VERDICTS)))
    clock.lap("audit")
    reporter.phase("writing")
    rows = {
        "indicators": linked.indicators,
        "agencies": linked.agencies,
        "data_dictionary": datapackage.dictionary_rows(),
    }
    tables: dict[str, pa.Table | InOrder] = {name: to_table(name, given) for name, given in rows.items()}
    tables |= {
        "outcomes": outcomes_of(files, facts, work),
        "findings": found,
        "documents": facts.linked_documents(),
    }
    links = {file.outcome.source_file: file.links for file in files}
    return _Finished(tables, Parts(outcomes, links, cache, last), linked.review)


def _linked(outcomes: Sequence[Outcome], facts: Facts, linked: Linked) -> Iterator[LinkedFile]:
    """The files with what linking says of them."""
    steps = [pairwise(facts.places(name)) for name in ("documents", "kpis", "results")]
    for outcome, own, kpis, results in zip(outcomes, *steps, strict=True):
        sources = [one.source_file for one in outcome.documents]
        links = DocumentLinks.of(sources, linked.owners, linked.repeats, facts.kpis[slice(*kpis)])
        begins = kpis[0], results[0]
        yield LinkedFile(outcome, facts.documents[slice(*own)], links, begins, results[1] - results[0])


def _manifest(report: RunReport, options: RunOptions, key: str, parts: Parts, clock: Clock) -> dict[str, Any]:
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
        "inputs": Inputs(ToldLines(parts.inputs)),
        "rows": report.rows,
        "questions": report.questions,
        "seconds": clock.phases,
    }


def write(
    report: RunReport,
    cache: Cache,
    last: LastRun | None,
    key: str,
    before: Before,
    options: RunOptions,
    reporter: Reporter,
    clock: Clock,
) -> set[str]:
    """Everything after extraction; gives the keys of the results that the output is made of.

    ``last``: the last run, if the files of its output can be taken over, ``key`` the run's own. Raises
    ``DamagedResult`` before anything is switched.
    """
    with without_collector():
        told = corrections.load(options.beside(CORRECTIONS)), patches.load(options.beside(PATCHES))
        outcomes = corrected(report.outcomes, *told, cache)
        finished = _finish(outcomes, cache, last, before, options, reporter, clock)
        report.rows = finished.rows(outcomes)
        report.questions = len(finished.questions)
        written = write_output(
            options.output,
            finished.tables,
            _manifest(report, options, key, finished.parts, clock),
            lambda staging: finished.parts.write(staging, options.output),
        )
        report.flagged = dict(written["flagged"])
        if options.review is not None:
            write_queue(options.review / QUEUE, finished.questions)
    return {outcome.key for outcome in outcomes}
