"""The Parquet files of the datasets that are made document by document: one per dataset and fiscal year.

A file in which nothing has changed is taken over from the last output as it is; in a file that is written again, the
rows of documents that have not changed, and of which linking says the same, come from the last output's file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.cache import Cache, program_version
from pipeline.linked import DocumentLinks
from pipeline.schema import DATASETS, PER_DOCUMENT
from pipeline.store import UNKNOWN_YEAR, link_or_copy, part_path, read_part, write_part
from pipeline.worker import Outcome

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
                known = before.get((name, year), [])
                slices = _slices(known, read_part(output, name, year)) if known else {}
                pieces = self._pieces(name, year, files[name, year], slices, opened)
                write_part(staging, name, year, pa.concat_tables(pieces).combine_chunks())

    def _pieces(
        self,
        name: str,
        year: int,
        members: Sequence[_Member],
        known: Mapping[str, pa.Table],
        opened: dict[str, dict[str, pa.Table]],
    ) -> Iterator[pa.Table]:
        """The rows of each member, from the last output's file or from the cache, whose tables stay ``opened``."""
        for member in members:
            if member.digest in known:
                yield known[member.digest]
                continue
            outcome = self.outcomes[member.document]
            if outcome.key not in opened:
                opened[outcome.key] = self.cache.load(outcome.key)
            table = self.links[outcome.source_file].apply(name, opened[outcome.key][name])
            yield table if len(outcome.years[name]) == 1 else _of_year(table, year)


def _slices(members: Sequence[_Member], table: pa.Table) -> dict[str, pa.Table]:
    """Digest → the member's rows of a file."""
    found: dict[str, pa.Table] = {}
    start = 0
    for member in members:
        found[member.digest] = table.slice(start, member.count)
        start += member.count
    return found


def _of_year(table: pa.Table, year: int) -> pa.Table:
    return table.filter(pc.equal(pc.fill_null(table["fiscal_year"], UNKNOWN_YEAR), year))
