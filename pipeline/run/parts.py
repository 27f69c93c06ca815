"""The Parquet files of the datasets that are made document by document: one per dataset and fiscal year.

A file in which nothing has changed is taken over from the last output as it is; in a file that is written again, the
rows of documents that have not changed, and of which linking says the same, come from the last output's file.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from phaen.pipeline.run.cache import OPENED_AT_ONCE, Cache
from phaen.pipeline.run.digests import program_version
from phaen.pipeline.run.folder import link_or_copy
from phaen.pipeline.run.linked import DocumentLinks
from phaen.pipeline.run.store import UNKNOWN_YEAR, part_path, read_part, write_part
from phaen.pipeline.run.worker import Outcome
from phaen.pipeline.schema.datasets import DATASETS, arrow_schema
from phaen.pipeline.schema.names import PER_DOCUMENT

NAMES = tuple(name for name in PER_DOCUMENT if DATASETS[name].partitioned)


@dataclass(frozen=True, slots=True)
class _Member:
    """A document's rows in one file: what they depend on, how many they are; its place among the run's documents."""

    digest: str
    count: int
    document: int


_Files = dict[tuple[str, int], list[_Member]]


def _files(inputs: Sequence[Mapping[str, Any]]) -> _Files:
    """Dataset and year → members in the order of their rows; ``inputs`` as in the manifest."""
    files: _Files = {}
    for document, one in enumerate(inputs):
        own, others = (f"{one['key']} {one['links'][which]}" for which in ("kpis", "others"))
        for name in NAMES:
            digest = own if name == "kpis" else others
            for year, count in one["years"].get(name, {}).items():
                files.setdefault((name, int(year)), []).append(_Member(digest, count, document))
    return files


class Parts:
    """The files of a run: ``outcomes`` in the order of their rows, ``links`` by source file."""

    def __init__(self, outcomes: Sequence[Outcome], links: Mapping[str, DocumentLinks], cache: Cache) -> None:
        self.outcomes, self.links, self.cache = outcomes, links, cache
        told = {source: {"kpis": one.digest, "others": one.mark} for source, one in links.items()}
        self.inputs: list[dict[str, Any]] = [
            outcome.to_facts() | {"links": told[outcome.source_file]} for outcome in outcomes
        ]
        """The documents as the manifest keeps them: all that the files depend on."""

    def write(self, staging: Path, output: Path, last: Mapping[str, Any] | None) -> None:
        """Write all files under ``staging``; ``last``: the manifest of ``output``, if its files can be taken over.

        Raises ``DamagedResult`` and ``SchemaError``.
        """
        before = _files(last["inputs"]) if last and last.get("program") == program_version() else {}
        changed: dict[int, list[str]] = {}
        files = _files(self.inputs)
        for (name, year), members in files.items():
            if [one.digest for one in members] == [one.digest for one in before.get((name, year), ())]:
                path = part_path(name, year)
                (staging / path).parent.mkdir(parents=True, exist_ok=True)
                link_or_copy(output / path, staging / path)
            else:
                changed.setdefault(year, []).append(name)
        for year, names in sorted(changed.items()):
            kept = {name: _kept(output, name, year, before.get((name, year), [])) for name in names}
            runs = {name: _runs(files[name, year], kept[name][0]) for name in names}
            fresh = self._fresh(year, {name: [one for _, members in runs[name] for one in members] for name in names})
            for name in names:
                _, rows = kept.pop(name)
                write_part(staging, name, year, _put_together(runs[name], rows, fresh.pop(name)))
                pa.default_memory_pool().release_unused()

    def _fresh(self, year: int, wanted: Mapping[str, Sequence[_Member]]) -> dict[str, pa.Table]:
        """Dataset → the rows of some members in one year, in their order; every document is opened once."""
        named: dict[int, list[str]] = {}
        for name, members in wanted.items():
            for member in members:
                named.setdefault(member.document, []).append(name)
        found: dict[str, list[pa.Table]] = {name: [arrow_schema(name).empty_table()] for name in wanted}
        documents = sorted(named)
        for start in range(0, len(documents), OPENED_AT_ONCE):
            pieces: dict[str, list[pa.Table]] = {}
            for document in documents[start : start + OPENED_AT_ONCE]:
                outcome = self.outcomes[document]
                for name, table in self.cache.load(outcome.key, named[document]).items():
                    linked = self.links[outcome.source_file].apply(name, table)
                    own = linked if len(outcome.years[name]) == 1 else _of_year(linked, year)
                    pieces.setdefault(name, []).append(own)
            for name, tables in pieces.items():
                found[name].append(pa.concat_tables(tables).combine_chunks())
        return {name: pa.concat_tables(tables) for name, tables in found.items()}


def _kept(output: Path, name: str, year: int, members: Sequence[_Member]) -> tuple[Sequence[_Member], pa.Table]:
    """Members and rows of a file of the last output; none of both if it is damaged or was not there."""
    if members:
        with contextlib.suppress(OSError, pa.ArrowInvalid):
            return members, read_part(output, name, year)
    return [], arrow_schema(name).empty_table()


_Run = tuple[tuple[int, int], list[_Member]]
"""Rows of the last output's file that can be taken over (begin, end), and the members behind them that cannot."""


def _runs(members: Sequence[_Member], kept: Sequence[_Member]) -> list[_Run]:
    counts = accumulate((one.count for one in kept), initial=0)
    starts = {one.digest: start for one, start in zip(kept, counts, strict=False)}
    runs: list[_Run] = [((0, 0), [])]
    for member in members:
        start = starts.get(member.digest)
        (begin, end), behind = runs[-1]
        if start is None:
            behind.append(member)
        elif start == end and not behind:
            runs[-1] = ((begin, start + member.count), behind)
        else:
            runs.append(((start, start + member.count), []))
    return runs


def _put_together(runs: Sequence[_Run], kept: pa.Table, fresh: pa.Table) -> pa.Table:
    pieces, done = [], 0
    for (begin, end), members in runs:
        count = sum(member.count for member in members)
        pieces += [kept.slice(begin, end - begin), fresh.slice(done, count)]
        done += count
    return pa.concat_tables(pieces).combine_chunks()


def _of_year(table: pa.Table, year: int) -> pa.Table:
    return table.filter(pc.equal(pc.fill_null(table["fiscal_year"], UNKNOWN_YEAR), year))
