"""What linking and the rules over all documents need of each document, kept from run to run.

Opening a thousand cached results takes longer than linking them, so the few columns that are needed stand together in
one file of the work folder, a row per input file under the key of its result.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from phaen.normalizers.matching.index import sketch
from phaen.normalizers.matching.keys import name_key
from phaen.pipeline.run.cache import OPENED_AT_ONCE, Cache
from phaen.pipeline.run.heap import trim
from phaen.pipeline.run.kept import coded, in_order, read_table, write_table
from phaen.pipeline.run.linked import with_columns
from phaen.pipeline.run.packed import nested
from phaen.pipeline.run.slim import slim_rows, whole_rows
from phaen.pipeline.run.worker import Outcome
from phaen.pipeline.schema.datasets import DATASETS, Row, arrow_schema

FILE = "facts.arrow"
_FACTS = ("documents", "kpis", "results")


LINKING = (
    *("doc_id", "source_file", "fiscal_year", "agency_code", "page", "line", "confidence", "flags", "kpi_id", "base"),
    *("name", "kr_code_printed", "target_raw", "target_unit", "weight", "lead_agencies", "support_agencies"),
    *("reviewed", "kr_code", "corrected", "decided_by", "decided_on"),
)
"""The columns of ``kpis`` that linking looks at in all documents, beside the projects of projects' own indicators."""
_OF_PROJECTS = "project"
"""The base of such an indicator."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What all documents together need, in order: rows of ``documents``, and of ``kpis`` the columns of linking.

    The other columns ``across`` of ``kpis``, and ``results``, stay in ``table`` until rows of some documents are asked
    for.
    """

    table: pa.Table
    documents: list[Row]
    kpis: list[Row]
    _structs: Mapping[str, pa.StructArray]

    @classmethod
    def of(cls, table: pa.Table) -> Facts:
        """The facts that a table holds: a file in a row."""
        # not combine_chunks of a column: it copies even a single piece, and rows are asked for again and again
        lists = {name: table[name].chunk(0) if table.num_rows else pa.array([], table[name].type) for name in _FACTS}
        structs = {name: one.flatten() for name, one in lists.items()}
        return cls(table, _rows(structs["documents"]), _linked_rows(structs["kpis"]), structs)

    def places(self, name: str) -> list[int]:
        """Where the rows of each file begin among those of a dataset, and where the last ends."""
        lengths = pc.list_value_length(self.table[name])
        return list(accumulate(lengths.to_pylist(), initial=0))

    def whole_kpis(self, places: Sequence[int]) -> list[Row]:
        """Rows of ``kpis`` with all columns ``across`` and what linking says, as dictionaries of their own."""
        rows = self._taken("kpis", places)
        for place, row in zip(places, rows, strict=True):
            linked = self.kpis[place]
            for column in DATASETS["kpis"].linked:
                row[column] = linked[column]
        return rows

    def results(self, places: Sequence[int]) -> list[Row]:
        """Rows of ``results`` with the columns ``across``."""
        return self._taken("results", places)

    def _taken(self, name: str, places: Sequence[int]) -> list[Row]:
        return whole_rows(self._structs[name].take(pa.array(places, pa.int64())))

    def linked_documents(self) -> pa.Table:
        """The dataset ``documents`` with what linking changed in its rows; raises ``SchemaError``."""
        table = pa.Table.from_arrays(self._structs["documents"].flatten(), schema=arrow_schema("documents"))
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
        [
            ("key", pa.string()),
            *(("documents", documents.type), ("kpis", coded(kpis.type)), ("results", coded(results.type))),
        ]
    )


def _across(name: str, rows: pa.ListArray) -> pa.ListArray:
    """Lists of rows with the columns ``across`` alone."""
    fields = [rows.type.value_type.field(column) for column in DATASETS[name].across]
    structs = pa.StructArray.from_arrays([rows.values.field(field.name) for field in fields], fields=fields)
    return pa.ListArray.from_arrays(rows.offsets, structs)


def _fresh(outcomes: Sequence[Outcome], cache: Cache) -> pa.Table:
    """The facts of some files, from the cache."""
    opened = [cache.lists(outcome.key, _FACTS) for outcome in outcomes]
    columns = [pa.array([outcome.key for outcome in outcomes])]
    for name in _FACTS:
        rows = [lists[name] for lists in opened]
        columns.append(pa.concat_arrays(rows if name == "documents" else [_across(name, one) for one in rows]))
    return pa.Table.from_arrays(columns, _schema().names).cast(_schema())


def kept_facts(folder: Path) -> pa.Table:
    """The facts that the run before kept."""
    return read_table(folder / FILE, _schema())


def load_facts(outcomes: Sequence[Outcome], cache: Cache, pieces: list[pa.Table]) -> Facts:
    """The facts of all files: those of the one table in ``pieces``, which were kept, the others from the cache.

    ``pieces`` is emptied: two copies of all facts are held only while one becomes the other. Raises
    :class:`~phaen.pipeline.run.cache.DamagedResult`.
    """
    place = {key: index for index, key in enumerate(pieces[0]["key"].to_pylist())}
    fresh = [outcome for outcome in outcomes if outcome.key not in place]
    for start in range(0, len(fresh), OPENED_AT_ONCE):
        pieces.append(_fresh(fresh[start : start + OPENED_AT_ONCE], cache))
    place |= {outcome.key: len(place) + index for index, outcome in enumerate(fresh)}
    table = _in_order(pieces, [place[outcome.key] for outcome in outcomes])
    trim()
    return Facts.of(table)


def _in_order(pieces: list[pa.Table], places: Sequence[int]) -> pa.Table:
    """Rows of some tables in another order, copied once; ``pieces`` is emptied."""
    whole = pa.concat_tables(pieces)
    pieces.clear()
    return in_order(whole, places).combine_chunks()


def _rows(structs: pa.StructArray) -> list[Row]:
    """Rows of ``documents``, which stand on no page."""
    return slim_rows(structs, [field.name for field in structs.type], ("page", "line"))


def _linked_rows(kpis: pa.StructArray) -> list[Row]:
    """Rows of ``kpis`` as linking takes them."""
    rows = slim_rows(kpis, LINKING, [*(name for name in DATASETS["kpis"].linked if name not in LINKING), "projects"])
    own = pc.indices_nonzero(pc.equal(kpis.field("base"), _OF_PROJECTS))
    for place, projects in zip(own.to_pylist(), kpis.field("projects").take(own).to_pylist(), strict=True):
        rows[place]["projects"] = projects
    return rows


def prepare_names(facts: pa.Table) -> None:
    """Prepare the names of the run before for comparison; they are remembered in this process."""
    for chunk in facts["kpis"].chunks:
        kpis = chunk.flatten()
        name = kpis.field("name")
        names, places = name.dictionary.to_pylist(), name.indices.to_pylist()
        for place, year in set(zip(places, kpis.field("fiscal_year").to_pylist(), strict=True)):
            sketch(name_key(names[place], year).folded)
