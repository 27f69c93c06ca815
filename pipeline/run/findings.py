"""The audit of a run: rules look again only at groups of documents in which something has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from phaen.pipeline.audit.engine import (
    RANKED,
    across,
    concerns_all,
    over_offices,
    over_years,
    rank,
    within_office,
)
from phaen.pipeline.audit.model import Finding
from phaen.pipeline.audit.places import placed
from phaen.pipeline.audit.tables import COLUMNS, READ, Tables, office_of
from phaen.pipeline.audit.tables import rows_of as rows_of_table
from phaen.pipeline.review.verdicts import Verdict, judged
from phaen.pipeline.run.cache import Cache
from phaen.pipeline.run.linked import LinkedFile, by_value, digests, rows_of
from phaen.pipeline.run.units import Group, digest_of, rows_of_groups
from phaen.pipeline.schema.datasets import Row, to_table
from phaen.pipeline.schema.names import PER_DOCUMENT

_READ = tuple(name for name in PER_DOCUMENT if name in READ and name != "documents")


def _look(documents: Sequence[tuple[Row, LinkedFile]], cache: Cache) -> list[Row]:
    """What the rules find within one office's documents; raises :class:`~phaen.pipeline.run.cache.DamagedResult`."""
    rows: dict[str, list[Row]] = {name: [] for name in READ}
    for row, file in documents:
        rows["documents"].append(row)
        for name, table in cache.load(file.outcome.key, _READ).items():
            linked = file.links.apply(name, table)
            if len(file.outcome.documents) > 1:  # the file's other documents may be of another office
                linked = linked.filter(pc.equal(linked["source_file"], row["source_file"]))
            rows[name] += rows_of_table(linked)

    def stated(keys: frozenset[str]) -> list[Row]:
        found: list[Row] = []
        for _, file in documents:
            table = cache.load(file.outcome.key, ("statements",))["statements"]
            found += rows_of_table(table.filter(pc.is_in(table["row_key"], pa.array(sorted(keys)))).select(COLUMNS))
        return found

    return [finding.row() for finding in placed(within_office(Tables(rows)), stated)]


def find_all(files: Sequence[LinkedFile], cache: Cache, folder: Path, told: Mapping[str, Verdict]) -> pa.Table:
    """The dataset ``findings`` of a run, with what people decided (``told``).

    What ``folder`` keeps from the run before is not looked for again. Raises
    :class:`~phaen.pipeline.run.cache.DamagedResult`.
    """
    whole = [
        rows_of_groups(folder / name, "findings", groups)[0]
        for name, groups in {
            "findings.arrow": _within(files, cache),
            "findings_years.arrow": _over_years(files),
            "findings_offices.arrow": _over_offices(files),
            "findings_across.arrow": _across(files),
        }.items()
    ]
    table = pa.concat_tables(whole)
    if set(told).intersection(table["finding_id"].to_pylist()):
        table = to_table("findings", judged(table.to_pylist(), told))
    columns = {name: table[name].to_pylist() for name in RANKED}
    ranks = [rank(dict(zip(columns, values, strict=True))) for values in zip(*columns.values(), strict=True)]
    return table.take(pa.array(sorted(range(len(ranks)), key=ranks.__getitem__), pa.int64())).combine_chunks()


def _found(findings: Iterable[Finding]) -> list[Row]:
    return [finding.row() for finding in findings]


def _within(files: Sequence[LinkedFile], cache: Cache) -> Iterator[Group]:
    """Within the documents of one office and year."""
    offices: dict[tuple[str, ...], list[tuple[Row, LinkedFile]]] = {}
    for file in files:
        for row in file.documents:
            offices.setdefault(office_of(row), []).append((row, file))
    for _, members in sorted(offices.items()):
        parts = (part for row, file in members for part in (row["source_file"], file.digest))
        yield digest_of(("within", *parts)), partial(_look, members, cache)


def _over_years(files: Sequence[LinkedFile]) -> Iterator[Group]:
    """Between the documents of one agency."""
    for agency, members in sorted(by_value(files, lambda _, row: row["agency_code"]).items()):
        yield (
            digest_of(("years", agency, *digests(members))),
            partial(_of_one, over_years, members, "agency_code", agency),
        )


def _over_offices(files: Sequence[LinkedFile]) -> Iterator[Group]:
    """Between the documents that hold one indicator."""
    for one, members in sorted(by_value(files, lambda _, row: row["indicator_id"]).items()):
        yield (
            digest_of(("offices", one, *digests(members))),
            partial(_of_one, over_offices, members, "indicator_id", one),
        )


def _of_one(
    check: Callable[[Tables], list[Finding]], files: Sequence[LinkedFile], column: str, value: str
) -> list[Row]:
    return _found(check(Tables(rows_of(files, lambda _, row: bool(row[column] == value)))))


def _across(files: Sequence[LinkedFile]) -> Iterator[Group]:
    """Between all documents, of which few rows are needed."""
    members = [file for file in files if any(map(concerns_all, file.kpis))]
    documents = [row for file in files for row in file.documents]
    named = {row["duplicate_of"] for row in documents if row["duplicate_of"]}
    repeats = (
        f"{row['source_file']} {row['doc_id']} {row['duplicate_of']}"
        for row in documents
        if row["duplicate_of"] or row["doc_id"] in named
    )

    def found() -> list[Row]:
        own = rows_of(members, lambda _, row: concerns_all(row))
        return _found(across(Tables(own | {"documents": documents})))

    yield digest_of(("across", *digests(members), *repeats)), found
