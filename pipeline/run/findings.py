"""The audit of a run: rules within an office's documents look again only where something has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from phaen.pipeline.audit.engine import in_order, over_documents, within_office
from phaen.pipeline.audit.places import placed
from phaen.pipeline.audit.tables import COLUMNS, READ, Tables, office_of, rows_of
from phaen.pipeline.run.cache import Cache
from phaen.pipeline.run.digests import program_version
from phaen.pipeline.run.kept import read_table, write_table
from phaen.pipeline.run.linked import DocumentLinks
from phaen.pipeline.run.packed import nested
from phaen.pipeline.run.worker import Outcome
from phaen.pipeline.schema.datasets import Row, arrow_schema, to_table
from phaen.pipeline.schema.names import PER_DOCUMENT

FILE = "findings.arrow"
_READ = tuple(name for name in PER_DOCUMENT if name in READ and name != "documents")


@cache
def _schema() -> pa.Schema:
    return pa.schema([("office", pa.string()), ("findings", nested(arrow_schema("findings").empty_table()).type)])


def _digest(documents: Iterable[tuple[Row, Outcome, DocumentLinks]]) -> str:
    """A digest of all that the rules can see of an office's documents."""
    parts = [program_version()]
    for row, outcome, links in documents:
        parts += [
            outcome.key,
            row["source_file"],
            str(row["duplicate_of"]),
            str(row["superseded_by"]),
            links.digest,
            links.mark,
        ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _look(documents: Sequence[tuple[Row, Outcome, DocumentLinks]], cache: Cache) -> list[Row]:
    """What the rules find within one office's documents; raises :class:`~phaen.pipeline.run.cache.DamagedResult`."""
    rows: dict[str, list[Row]] = {name: [] for name in READ}
    for row, outcome, links in documents:
        rows["documents"].append(row)
        for name, table in cache.load(outcome.key, _READ).items():
            linked = links.apply(name, table)
            if len(outcome.documents) > 1:  # the file's other documents may be of another office
                linked = linked.filter(pc.equal(linked["source_file"], row["source_file"]))
            rows[name] += rows_of(linked)

    def stated(keys: frozenset[str]) -> list[Row]:
        found: list[Row] = []
        for _, outcome, _ in documents:
            table = cache.load(outcome.key, ("statements",))["statements"]
            found += rows_of(table.filter(pc.is_in(table["row_key"], pa.array(sorted(keys)))).select(COLUMNS))
        return found

    return [finding.row() for finding in placed(within_office(Tables(rows)), stated)]


def find_all(
    documents: Sequence[Sequence[Row]],
    outcomes: Sequence[Outcome],
    links: Mapping[str, DocumentLinks],
    results: Sequence[Row],
    cache: Cache,
    folder: Path,
) -> list[Row]:
    """Rows of ``findings`` of a run; what ``folder`` keeps from the run before is not looked for again.

    ``documents`` (the rows of each file) and ``outcomes`` stand in one order; ``results`` are the rows of that dataset
    with the columns that rules over documents read. Raises
    :class:`~phaen.pipeline.run.cache.DamagedResult`.
    """
    offices: dict[tuple[str, ...], list[tuple[Row, Outcome, DocumentLinks]]] = {}
    for rows_of_file, outcome in zip(documents, outcomes, strict=True):
        for row in rows_of_file:
            offices.setdefault(office_of(row), []).append((row, outcome, links[outcome.source_file]))
    kept = read_table(folder / FILE, _schema())
    place = {digest: index for index, digest in enumerate(kept["office"].to_pylist())}
    known, pieces = [], []
    found: list[Row] = []
    for _, members in sorted(offices.items()):
        digest = _digest(members)
        if digest in place:
            known.append(place[digest])
            continue
        rows = _look(members, cache)
        found += rows
        columns = [pa.array([digest]), nested(to_table("findings", rows))]
        pieces.append(pa.Table.from_arrays(columns, _schema().names).cast(_schema()))
    kept_on = kept.take(pa.array(known, pa.int64()))
    found += kept_on["findings"].combine_chunks().flatten().to_pylist()
    if pieces or len(known) < kept.num_rows:
        write_table(pa.concat_tables([kept_on, *pieces]).combine_chunks(), folder / FILE)
    kpis = [row for one in links.values() for row in one.kpis]
    told = [row for rows_of_file in documents for row in rows_of_file]
    found += [
        finding.row() for finding in over_documents(Tables({"documents": told, "kpis": kpis, "results": results}))
    ]
    return in_order(found)
