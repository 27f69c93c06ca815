"""The Parquet files of the datasets that are made document by document: one per dataset and fiscal year.

A file in which nothing has changed is taken over from the last output as it is; in a file that is written again, the
rows of documents that have not changed, and of which linking says the same, come from the last output's file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.cache import Cache, program_version
from pipeline.linked import DocumentLinks
from pipeline.schema import DATASETS, PER_DOCUMENT, arrow_schema
from pipeline.store import UNKNOWN_YEAR, link_or_copy, part_path, read_part, write_part
from pipeline.worker import Outcome

NAMES = tuple(name for name in PER_DOCUMENT if DATASETS[name].partitioned)


@dataclass(frozen=True, slots=True)
class _Member:
    """A document's rows in one file: what they depend on, how many they are; its place among the run's documents."""

    digest: str
    count: int
    document: int


@dataclass(frozen=True, slots=True)
class _Kept:
    """A file of the last output: whose rows it holds, and the rows."""

    members: Sequence[_Member]
    table: pa.Table


_Files = dict[tuple[str, int], list[_Member]]


def _files(inputs: Sequence[Mapping[str, Any]]) -> _Files:
    """Dataset and year → members in the order of their rows; ``inputs`` as in the manifest."""
    files: _Files = {}
    for document, one in enumerate(inputs):
        for name in NAMES:
            for year, count in one["years"].get(name, {}).items():
                digest = f"{one['key']} {one['links']['kpis' if name == 'kpis' else 'others']}"
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

        Raises :class:`~pipeline.cache.DamagedResult` and :class:`~pipeline.schema.SchemaError`.
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
            opened: dict[str, dict[str, pa.Table]] = {}
            for name in names:
                members = before.get((name, year), [])
                kept = _Kept(members, read_part(output, name, year) if members else arrow_schema(name).empty_table())
                pieces = self._pieces(name, year, files[name, year], kept, opened)
                write_part(staging, name, year, pa.concat_tables(pieces).combine_chunks())

    def _pieces(
        self,
        name: str,
        year: int,
        members: Sequence[_Member],
        kept: _Kept,
        opened: dict[str, dict[str, pa.Table]],
    ) -> Iterator[pa.Table]:
        """The rows of all members, from the last output's file or from the cache, whose tables stay ``opened``."""
        for piece in _runs(members, kept.members):
            if not isinstance(piece, _Member):
                begin, end = piece
                yield kept.table.slice(begin, end - begin)
                continue
            outcome = self.outcomes[piece.document]
            if outcome.key not in opened:
                opened[outcome.key] = self.cache.load(outcome.key)
            table = self.links[outcome.source_file].apply(name, opened[outcome.key][name])
            yield table if len(outcome.years[name]) == 1 else _of_year(table, year)


def _runs(members: Sequence[_Member], kept: Sequence[_Member]) -> Iterator[_Member | tuple[int, int]]:
    """Ranges of rows (begin, end) of the kept file that can be taken over, and members between them that cannot."""
    counts = accumulate((one.count for one in kept), initial=0)
    starts = {one.digest: start for one, start in zip(kept, counts, strict=False)}
    begin = end = 0
    for member in members:
        start = starts.get(member.digest)
        if start is None or start != end:
            if end > begin:
                yield begin, end
            begin = end if start is None else start
        if start is None:
            yield member
        else:
            end = start + member.count
    if end > begin:
        yield begin, end


def _of_year(table: pa.Table, year: int) -> pa.Table:
    return table.filter(pc.equal(pc.fill_null(table["fiscal_year"], UNKNOWN_YEAR), year))
