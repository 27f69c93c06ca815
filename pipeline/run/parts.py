"""The Parquet files of the datasets that are made document by document: few per dataset and fiscal year.

A file holds some hundred documents: where it ends follows from their names alone, so that a document more or less moves
one border and no other. A file in which nothing has changed is taken over from the last output as it is; in one that is
written again, the rows of documents that have not changed, and of which linking says the same, come from the last
output's files.
"""

from __future__ import annotations

import contextlib
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from zlib import crc32

import pyarrow as pa
import pyarrow.compute as pc
from phaen.pipeline.run.cache import OPENED_AT_ONCE, Cache
from phaen.pipeline.run.digests import program_version
from phaen.pipeline.run.folder import link_or_copy
from phaen.pipeline.run.heap import trim
from phaen.pipeline.run.last import LastRun, Told
from phaen.pipeline.run.linked import DocumentLinks, with_links
from phaen.pipeline.run.packed import table_of
from phaen.pipeline.run.store import UNKNOWN_YEAR, TakenOver, flagged_rows, part_path, read_part, write_part
from phaen.pipeline.run.worker import Outcome
from phaen.pipeline.schema.datasets import DATASETS, arrow_schema
from phaen.pipeline.schema.names import COUNTED, PER_DOCUMENT

NAMES = tuple(name for name in PER_DOCUMENT if DATASETS[name].partitioned)
AT_LEAST = 192
"""Documents of a file that is not the last of its year."""
ONE_IN = 64
"""Of so many documents the name of one ends a file, when it has documents enough."""


_Member = tuple[str, int, int]
"""A document's rows in one file: what they depend on, how many they are; its place among the run's documents."""


class _Members:
    """The members of one file, in the order of their rows; held as numbers, because there are some for every document
    and dataset."""

    __slots__ = ("_digest", "counts", "documents")

    def __init__(self, digest: Callable[[int], str]) -> None:
        self._digest = digest
        """what the rows of a document depend on"""
        self.documents = array("l")
        self.counts = array("l")

    def __len__(self) -> int:
        return len(self.documents)

    def __iter__(self) -> Iterator[_Member]:
        return zip(self.digests(), self.counts, self.documents, strict=True)

    def add(self, document: int, count: int) -> None:
        """One more, behind the others."""
        self.documents.append(document)
        self.counts.append(count)

    def first(self) -> str:
        """What the rows of the first depend on."""
        return self._digest(self.documents[0])

    def digests(self) -> list[str]:
        """What the rows of each depend on."""
        return list(map(self._digest, self.documents))


_Files = dict[tuple[str, int], list[_Members]]


def _files(inputs: Sequence[Told]) -> _Files:
    """Dataset and year → file by file."""

    def own(document: int) -> str:
        return f"{inputs[document].outcome.key} {inputs[document].kpis}"

    def rest(document: int) -> str:
        return f"{inputs[document].outcome.key} {inputs[document].others}"

    files: dict[tuple[str, str], list[_Members]] = {}
    for document, outcome in enumerate(one.outcome for one in inputs):
        ends = _ends_a_file(outcome.source_file)
        for name, years in outcome.years.items():
            if name not in NAMES:
                continue
            digest = own if name == "kpis" else rest
            for year, count in years.items():
                parts = files.get((name, year))
                if parts is None:
                    parts = files[name, year] = [_Members(digest)]
                parts[-1].add(document, count)
                if ends and len(parts[-1]) >= AT_LEAST:
                    parts.append(_Members(digest))
    for parts in files.values():
        if not len(parts[-1]):
            parts.pop()
    return {(name, int(year)): parts for (name, year), parts in files.items()}


def _ends_a_file(source_file: str) -> bool:
    return crc32(source_file.encode("utf-8", "surrogatepass")) % ONE_IN == 0


class Parts:
    """The files of a run: ``outcomes`` in the order of their rows, ``links`` by source file."""

    def __init__(
        self,
        outcomes: Sequence[Outcome],
        links: Mapping[str, DocumentLinks],
        cache: Cache,
        last: LastRun | None,
    ) -> None:
        self.outcomes, self.links, self.cache = outcomes, links, cache
        self.last = last if last and last.manifest.get("program") == program_version() else None
        self.inputs = [self._told(outcome) for outcome in outcomes]
        """The documents as the manifest keeps them: all that the files depend on."""

    def _told(self, outcome: Outcome) -> Told:
        links = self.links[outcome.source_file]
        known = self.last.told.get(outcome.key) if self.last and outcome.cached else None
        if known and (known.kpis, known.others) == (links.digest, links.mark):
            return known
        return Told(outcome, links.digest, links.mark)

    def write(self, staging: Path, output: Path) -> TakenOver:
        """Write all files under ``staging``, taking over what has not changed of those of ``output``.

        Raises ``DamagedResult`` and ``SchemaError``.
        """
        last = self.last
        before = _files(list(last.told.values())) if last else {}
        digests: dict[str, str] = {}
        changed: dict[tuple[int, int], list[str]] = {}
        files = _files(self.inputs)
        for (name, year), parts in files.items():
            known = before.get((name, year), ())
            begins = {members.first(): number for number, members in enumerate(known)}
            for number, members in enumerate(parts):
                old = begins.get(members.first())
                if last and old is not None and members.digests() == known[old].digests():
                    path, there = part_path(name, year, number), part_path(name, year, old)
                    (staging / path).parent.mkdir(parents=True, exist_ok=True)
                    link_or_copy(output / there, staging / path)
                    digests[path.as_posix()] = last.manifest["files"][there.as_posix()]
                else:
                    changed.setdefault((year, number), []).append(name)
        for (year, number), names in sorted(changed.items()):
            wanted = {name: files[name, year][number] for name in names}
            kept = {name: _Kept(output, name, year, before.get((name, year), ()), wanted[name]) for name in names}
            runs = {name: _runs(wanted[name], kept[name].begins) for name in names}
            fresh = self._fresh(year, {name: [one for _, members in runs[name] for one in members] for name in names})
            for name in names:
                rows = kept.pop(name).rows
                write_part(staging, name, year, number, _put_together(runs[name], rows, fresh.pop(name)))
                del rows
                trim()
        sources = [{"source_file": one.source_file, "sha256": one.sha256} for one in self.outcomes]
        rows = {
            part_path(name, year, number).as_posix(): sum(members.counts)
            for (name, year), parts in files.items()
            for number, members in enumerate(parts)
        }
        return TakenOver(digests, rows, sources, lambda: self._flagged(staging, files))

    def _flagged(self, staging: Path, files: _Files) -> dict[str, int]:
        """:func:`flagged_rows`, looking only into files with documents that have changed, or repeat another."""
        before = self.last.told if self.last else {}
        again = {
            document for document, one in enumerate(self.inputs) if one.others or before.get(one.outcome.key) is not one
        }
        homes = [[document.source_file for document in outcome.documents] for outcome in self.outcomes]
        known = {source for number, own in enumerate(homes) if number not in again for source in own}
        fresh = [source for number in again for source in homes[number]]
        paths = [
            staging / part_path(name, year, number)
            for (name, year), parts in files.items()
            if name in COUNTED
            for number, members in enumerate(parts)
            if not again.isdisjoint(members.documents)
        ]
        told = self.last.manifest["flagged"] if self.last else {}
        found = {source: count for source, count in told.items() if source in known}
        return found | flagged_rows(staging, paths, fresh)

    def _fresh(self, year: int, wanted: Mapping[str, Sequence[_Member]]) -> dict[str, pa.Table]:
        """Dataset → the rows of some members in one year, in their order; every document is opened once."""
        named: dict[int, list[str]] = {}
        for name, members in wanted.items():
            for _, _, document in members:
                named.setdefault(document, []).append(name)
        found: dict[str, list[pa.Table]] = {name: [arrow_schema(name).empty_table()] for name in wanted}
        documents = sorted(named)
        for start in range(0, len(documents), OPENED_AT_ONCE):
            some = documents[start : start + OPENED_AT_ONCE]
            opened = {document: self.cache.lists(self.outcomes[document].key, named[document]) for document in some}
            for name in wanted:
                own = [document for document in some if name in opened[document]]
                if own:
                    rows = pa.concat_arrays([opened[document][name] for document in own])
                    found[name].append(self._linked(name, rows, own, year))
        return {name: pa.concat_tables(tables) for name, tables in found.items()}

    def _linked(self, name: str, rows: pa.ListArray, documents: Sequence[int], year: int) -> pa.Table:
        """All ``rows`` of some documents with their links, without those of other years."""
        outcomes = [self.outcomes[document] for document in documents]
        table = with_links(name, table_of(name, rows), [self.links[outcome.source_file] for outcome in outcomes])
        return table if all(len(outcome.years[name]) == 1 for outcome in outcomes) else _of_year(table, year)


class _Kept:
    """What the files ``before`` of the last output hold of the documents that are ``wanted``.

    ``begins``: digest of a member → where its rows begin in ``rows``. A file that is damaged or gone holds nothing.
    """

    def __init__(self, output: Path, name: str, year: int, before: Sequence[_Members], wanted: _Members) -> None:
        sought = set(wanted.digests())
        self.begins: dict[str, int] = {}
        pieces, done = [arrow_schema(name).empty_table()], 0
        for number, members in enumerate(before):
            if sought.isdisjoint(members.digests()):
                continue
            with contextlib.suppress(OSError, pa.ArrowInvalid):
                pieces.append(read_part(output, name, year, number))
                counts = accumulate(members.counts, initial=done)
                self.begins.update(zip(members.digests(), counts, strict=False))
                done += pieces[-1].num_rows
        self.rows = pa.concat_tables(pieces)


_Run = tuple[tuple[int, int], list[_Member]]
"""Rows of the last output's files that can be taken over (begin, end), and the members behind them that cannot."""


def _runs(members: _Members, begins: Mapping[str, int]) -> list[_Run]:
    runs: list[_Run] = [((0, 0), [])]
    for member in members:
        digest, count, _ = member
        start = begins.get(digest)
        (begin, end), behind = runs[-1]
        if start is None:
            behind.append(member)
        elif start == end and not behind:
            runs[-1] = ((begin, start + count), behind)
        else:
            runs.append(((start, start + count), []))
    return runs


def _put_together(runs: Sequence[_Run], kept: pa.Table, fresh: pa.Table) -> pa.Table:
    pieces, done = [], 0
    for (begin, end), members in runs:
        count = sum(count for _, count, _ in members)
        pieces += [kept.slice(begin, end - begin), fresh.slice(done, count)]
        done += count
    return pa.concat_tables(pieces).combine_chunks()


def _of_year(table: pa.Table, year: int) -> pa.Table:
    return table.filter(pc.equal(pc.fill_null(table["fiscal_year"], UNKNOWN_YEAR), year))
