"""What a run has to do: which documents are known from earlier runs, which have to be extracted."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from phaen.pipeline.extract import UNOPENED_DOC_ID, ExtractOptions, failed
from phaen.pipeline.run.cache import Cache, file_digest, options_digest
from phaen.pipeline.run.discover import Source
from phaen.pipeline.run.worker import Outcome, Task, summarise


@dataclass(slots=True)
class Plan:
    """Outcomes that are known already, and tasks for the others."""

    known: list[Outcome] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)


def _refused(source: Source, reason: str, cache: Cache) -> Outcome:
    """The outcome of a file that is not opened."""
    key = hashlib.sha256(f"refused\0{source.source_file}\0{reason}".encode()).hexdigest()
    result = failed(source.source_file, reason, UNOPENED_DOC_ID)
    outcome = summarise(result, "", key, 0.0)
    cache.store(key, result, outcome.to_facts())
    return outcome


class Planner:
    """Makes tasks of sources, and recognises those whose result an earlier run left in the cache."""

    def __init__(self, options: ExtractOptions, cache: Cache, manifest: Mapping[str, Any] | None) -> None:
        self.options = replace(options, ocr_cache=options.ocr_cache or str(cache.folder))
        self.digest = options_digest(options)
        self.cache = cache
        # what the last run told of its documents spares opening every cached result
        self.told = {one["key"]: one for one in (manifest or {}).get("inputs", []) if "key" in one}

    def task(self, path: Path, source_file: str, sha256: str) -> Task:
        """The task of extracting one file."""
        return Task(str(path), source_file, sha256, self.options, self.digest, str(self.cache.folder))

    def _known(self, key: str) -> Outcome | None:
        told = self.told.get(key)
        facts = told if told and self.cache.path(key).exists() else self.cache.facts(key)
        return None if facts is None or facts.get("retry") else Outcome.from_facts(facts)

    def plan(self, sources: Sequence[Source]) -> Plan:
        """Hash every file, and look whether its result is known."""
        plan = Plan()
        for source in sources:
            reason, sha256 = source.refused, ""
            if not reason:
                try:
                    sha256 = file_digest(source.path)
                except OSError as error:
                    reason = f"The file cannot be opened: {(error.strerror or 'unknown error').lower()}."
            if reason:
                plan.known.append(_refused(source, reason, self.cache))
                continue
            task = self.task(source.path, source.source_file, sha256)
            known = self._known(task.key)
            if known:
                plan.known.append(known)
            else:
                plan.tasks.append(task)
        return plan

    def again(self, outcomes: Sequence[Outcome], sources: Sequence[Source]) -> Plan:
        """A plan that extracts anew every document whose cached result cannot be read."""
        paths = {source.source_file: source.path for source in sources}
        plan = Plan()
        for outcome in outcomes:
            if self.cache.is_readable(outcome.key):
                plan.known.append(replace(outcome, cached=True))
            elif outcome.sha256:
                plan.tasks.append(self.task(paths[outcome.source_file], outcome.source_file, outcome.sha256))
            else:
                source = next(source for source in sources if source.source_file == outcome.source_file)
                plan.known.append(_refused(source, outcome.error or "", self.cache))
        return plan
