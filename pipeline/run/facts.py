"""What linking and the rules over all documents need of each document, kept from run to run.

Opening a thousand cached results takes longer than linking them, so the few columns that are needed stand together in
one file of the work folder, a row per input file under the key of its result.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyarrow as pa
from phaen.normalizers.matching.index import sketch
from phaen.normalizers.matching.keys import name_key
from phaen.pipeline.run.cache import OPENED_AT_ONCE, Cache
from phaen.pipeline.run.kept import read_table, write_table
from phaen.pipeline.run.linked import with_columns
from phaen.pipeline.run.packed import nested
from phaen.pipeline.run.worker import Outcome
from phaen.pipeline.schema.datasets import DATASETS, Row, arrow_schema

FILE = "facts.arrow"


@dataclass(frozen=True, slots=True)
class Facts:
    """Rows of ``documents`` (whole) and the columns ``across`` of ``kpis`` and ``results``, in order."""

    table: pa.Table
    documents: list[Row]
    kpis: list[Row]
    results: list[Row]

    def by_file(self) -> tuple[Iterator[list[Row]], ...]:
        """The rows of ``documents``, ``kpis`` and ``results``, each file after file: their very dictionaries."""
        given = {"documents": self.documents, "kpis": self.kpis, "results": self.results}
        return tuple(self._by_file(name, rows) for name, rows in given.items())

    def _by_file(self, name: str, rows: list[Row]) -> Iterator[list[Row]]:
        start = 0
        for count in self.table[name].combine_chunks().value_lengths().to_pylist():
            yield rows[start : start + count]
            start += count

    def linked_documents(self) -> pa.Table:
        """The dataset ``documents`` with what linking changed in its rows; raises ``SchemaError``."""
        structs = self.table["documents"].combine_chunks().flatten()
        table = pa.Table.from_arrays(structs.flatten(), schema=arrow_schema("documents"))
        return with_columns(
            "documents", table, {name: [row[name] for row in self.documents] for name in DATASETS["documents"].linked}
        )

    def save(self, folder: Path) -> None:
        """Keep the facts, as they were extracted, for the next run."""
        write_table(self.table, folder / FILE)


@cache
def _schema() -> pa.Schema:
    documents = nested(arrow_schema("documents").empty_table())
    kpis = nested(arrow_schema("kpis").empty_table().select(DATASETS["kpis"].across))
    results = nested(arrow_schema("results").empty_table().select(DATASETS["results"].across))
    return pa.schema(
        [("key", pa.string()), ("documents", documents.type), ("kpis", kpis.type), ("results", results.type)]
    )


def _fresh(outcome: Outcome, cache: Cache) -> pa.Table:
    tables = cache.load(outcome.key, ("documents", "kpis", "results"))
    tables |= {
        "kpis": tables["kpis"].select(DATASETS["kpis"].across),
        "results": tables["results"].select(DATASETS["results"].across),
    }
    columns = [pa.array([outcome.key]), *(nested(tables[name]) for name in ("documents", "kpis", "results"))]
    return pa.Table.from_arrays(columns, _schema().names).cast(_schema())


def load_facts(outcomes: Sequence[Outcome], cache: Cache, folder: Path) -> Facts:
    """The facts of all files: those that ``folder`` keeps, the others from the cache.

    Raises :class:`~phaen.pipeline.run.cache.DamagedResult`.
    """
    kept = read_table(folder / FILE, _schema())
    place = {key: index for index, key in enumerate(kept["key"].to_pylist())}
    fresh = [outcome for outcome in outcomes if outcome.key not in place]
    pieces = [kept]
    for start in range(0, len(fresh), OPENED_AT_ONCE):
        loaded = [_fresh(outcome, cache) for outcome in fresh[start : start + OPENED_AT_ONCE]]
        pieces.append(pa.concat_tables(loaded).combine_chunks())
    table = pa.concat_tables(pieces).combine_chunks()
    place |= {outcome.key: len(place) + index for index, outcome in enumerate(fresh)}
    table = table.take(pa.array([place[outcome.key] for outcome in outcomes], pa.int64())).combine_chunks()
    del kept, pieces
    pa.default_memory_pool().release_unused()
    return Facts(table, *(_rows(table[name].combine_chunks().flatten()) for name in ("documents", "kpis", "results")))


def _rows(structs: pa.StructArray) -> list[Row]:
    """Rows in which equal texts are one object: most of them stand in many rows."""
    names = [field.name for field in structs.type]
    columns = []
    for column in structs.flatten():
        if pa.types.is_string(column.type):
            coded = column.dictionary_encode()
            texts = [*coded.dictionary.to_pylist(), None]
            columns.append([texts[index] for index in coded.indices.fill_null(len(texts) - 1).to_pylist()])
        else:
            columns.append(column.to_pylist())
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def prepare_names(folder: Path) -> None:
    """Prepare the names of the run before for comparison; they are remembered in this process."""
    kpis = read_table(folder / FILE, _schema())["kpis"].combine_chunks().flatten()
    for name, year in set(zip(kpis.field("name").to_pylist(), kpis.field("fiscal_year").to_pylist(), strict=True)):
        sketch(name_key(name, year).folded)
