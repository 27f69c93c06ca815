"""The Parquet files of the datasets that are made document by document: one per dataset and fiscal year.

A file is written again only when a document that has rows in it, or what linking says of one, has changed; any other
is taken over from the last output as it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.cache import Cache, program_version
from pipeline.linked import DocumentLinks
from pipeline.schema import DATASETS, PER_DOCUMENT
from pipeline.store import UNKNOWN_YEAR, link_or_copy, part_path, write_part
from pipeline.worker import Outcome

NAMES = tuple(name for name in PER_DOCUMENT if DATASETS[name].partitioned)


class Parts:
    """The files of a run: ``outcomes`` in the order of their rows, ``links`` by source file."""

    def __init__(self, outcomes: Sequence[Outcome], links: Mapping[str, DocumentLinks], cache: Cache) -> None:
        self.links, self.cache = links, cache
        self._members: dict[str, dict[int, list[Outcome]]] = {name: {} for name in NAMES}
        for outcome in outcomes:
            for name in NAMES:
                for year in outcome.years.get(name, ()):
                    self._members[name].setdefault(int(year), []).append(outcome)
        self.digests = {
            part_path(name, year).as_posix(): self._digest(name, members)
            for name in NAMES
            for year, members in sorted(self._members[name].items())
        }
        """Path under the output folder → digest of all that the file depends on."""

    def _digest(self, name: str, members: Sequence[Outcome]) -> str:
        parts = [program_version()]
        for outcome in members:
            parts += [outcome.key, self.links[outcome.source_file].digest(name)]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def write(self, staging: Path, output: Path, last: Mapping[str, str]) -> None:
        """Write all files under ``staging``; ``last``: the digests of the files of ``output`` that may be taken over.

        Raises :class:`~pipeline.cache.DamagedResult` and :class:`~pipeline.schema.SchemaError`.
        """
        changed: dict[int, list[str]] = {}
        for name in NAMES:
            for year in self._members[name]:
                path = part_path(name, year).as_posix()
                if last.get(path) == self.digests[path]:
                    (staging / path).parent.mkdir(parents=True, exist_ok=True)
                    link_or_copy(output / path, staging / path)
                else:
                    changed.setdefault(year, []).append(name)
        for year, names in sorted(changed.items()):
            for name, table in self._tables(year, names):
                write_part(staging, name, year, table)

    def _tables(self, year: int, names: Sequence[str]) -> Iterator[tuple[str, pa.Table]]:
        """The rows of some datasets in one year; every document is opened once."""
        members = {outcome.source_file: outcome for name in names for outcome in self._members[name][year]}
        pieces: dict[str, list[pa.Table]] = {name: [] for name in names}
        for _, outcome in sorted(members.items()):
            tables = self.cache.load(outcome.key)
            for name in names:
                if str(year) in outcome.years.get(name, ()):
                    table = self.links[outcome.source_file].apply(name, tables[name])
                    pieces[name].append(_of_year(table, year) if len(outcome.years[name]) > 1 else table)
        for name in names:
            yield name, pa.concat_tables(pieces.pop(name)).combine_chunks()


def _of_year(table: pa.Table, year: int) -> pa.Table:
    return table.filter(pc.equal(pc.fill_null(table["fiscal_year"], UNKNOWN_YEAR), year))
