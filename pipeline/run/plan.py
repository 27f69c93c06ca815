"""What a run has to do: which documents are known from earlier runs, which have to be extracted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from phaen.pipeline.result import UNOPENED_DOC_ID, ExtractOptions, unread
from phaen.pipeline.run.cache import Cache
from phaen.pipeline.run.digests import digest, options_digest
from phaen.pipeline.run.discover import Source
from phaen.pipeline.run.last import LastRun
from phaen.pipeline.run.stamps import Stamps
from phaen.pipeline.run.worker import Outcome, Task, summarise


@dataclass(slots=True)
class Plan:
    """Outcomes that are known already, and tasks for the others."""

    known: list[Outcome] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)


class Planner:
    """Makes tasks of sources, and recognises those whose result an earlier run left in the cache."""

    def __init__(self, options: ExtractOptions, cache: Cache, last: LastRun | None, stamps: Stamps) -> None:
        self.options = replace(options, ocr_cache=options.ocr_cache or str(cache.folder))
        self.digest = options_digest(options)
        self.cache = cache
        self.stamps = stamps
        self.kept: set[str] = set()
        # what the last run told of its documents spares opening every cached result
        self.told = last.told if last else {}

    def task(self, path: Path, source_file: str, sha256: str) -> Task:
        """The task of extracting one file."""
        return Task(str(path), source_file, sha256, self.options, self.digest, str(self.cache.folder))

    def _known(self, key: str) -> Outcome | None:
        told = self.told.get(key)
        if key not in self.kept:
            return None
        try:
            facts = None if told else self.cache.facts(key)
            outcome = told.outcome if told else Outcome.from_facts(facts) if facts else None
        except (KeyError, TypeError):  # kept by another version
            return None
        return None if outcome is None or outcome.retry else outcome

    def _unread(self, source: Source, status: str, reason: str, sha256: str = "") -> Outcome:
        """The outcome of a file that is not opened, or of a kind that is not read."""
        key = digest(part.encode() for part in (status, source.source_file, reason, sha256))
        known = self._known(key)
        if known:
            return known
        result = unread(source.source_file, status, reason, sha256[:16] or UNOPENED_DOC_ID)
        outcome = summarise(result, sha256, key, 0.0)
        self.cache.store(key, result, outcome.to_facts())
        return outcome

    def _one(self, source: Source) -> Outcome | Task:
        sha256 = ""
        if source.status != "failed":
            try:
                if source.stamp:
                    sha256 = self.stamps.digest(source)
                elif source.status is None:
                    raise FileNotFoundError(2, "no such file or directory")
            except OSError as error:
                if source.status is None:
                    reason = f"The file cannot be opened: {(error.strerror or 'unknown error').lower()}."
                    return self._unread(source, "failed", reason)
        if source.status:
            return self._unread(source, source.status, source.reason or "", sha256)
        task = self.task(source.path, source.source_file, sha256)
        return self._known(task.key) or task

    def plan(self, sources: Sequence[Source]) -> Plan:
        """Hash every file that is not as it was, and look whether its result is known."""
        plan = Plan()
        self.kept = set(self.cache.keys())
        for source in sources:
            one = self._one(source)
            if isinstance(one, Task):
                plan.tasks.append(one)
            else:
                plan.known.append(one)
        self.stamps.save()
        self.kept = set()  # there are many, and few runs have to plan again
        return plan

    def again(self, outcomes: Sequence[Outcome], sources: Sequence[Source]) -> Plan:
        """A plan that extracts anew every document whose cached result cannot be read."""
        by_name = {source.source_file: source for source in sources}
        self.kept = set(self.cache.keys())
        plan = Plan()
        for outcome in outcomes:
            source = by_name[outcome.source_file]
            if self.cache.is_readable(outcome.key):
                plan.known.append(replace(outcome, cached=True))
                continue
            self.kept.discard(outcome.key)
            if source.status or not outcome.sha256:
                status, reason = source.status or "failed", source.reason or outcome.error or ""
                plan.known.append(self._unread(source, status, reason, outcome.sha256))
            else:
                plan.tasks.append(self.task(source.path, source.source_file, outcome.sha256))
        return plan
