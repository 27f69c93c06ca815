"""The audit of a run: rules look again only at groups of documents in which something has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import pyarrow as pa
from phaen.pipeline.audit.engine import (
    RANKED,
    across,
    concerns_all,
    over_offices,
    over_years,
    rank,
)
from phaen.pipeline.audit.model import Finding
from phaen.pipeline.audit.tables import Tables, office_of
from phaen.pipeline.review.verdicts import Verdict, judged
from phaen.pipeline.run.cache import Cache
from phaen.pipeline.run.facts import Facts
from phaen.pipeline.run.groups import Wanted, by_value, digests, rows_of
from phaen.pipeline.run.linked import LinkedFile
from phaen.pipeline.run.offices import Members, within_offices
from phaen.pipeline.run.store import InOrder
from phaen.pipeline.run.units import digest_of, rows_of_groups
from phaen.pipeline.schema.datasets import Row, to_table

_Some = tuple[list[LinkedFile], Wanted]


def find_all(
    files: Sequence[LinkedFile], facts: Facts, cache: Cache, folder: Path, told: Mapping[str, Verdict]
) -> InOrder:
    """The dataset ``findings`` of a run, in its order, with what people decided (``told``).

    What ``folder`` keeps from the run before is not looked for again. Raises
    :class:`~phaen.pipeline.run.cache.DamagedResult`.
    """

    def look(groups: Sequence[Members]) -> Iterator[list[Row]]:
        return within_offices(groups, cache)

    def compare(check: Callable[[Tables], list[Finding]], groups: Sequence[_Some]) -> Iterator[list[Row]]:
        return (_found(check(Tables(rows))) for rows in rows_of(facts, groups))

    def look_across(groups: Sequence[_Some]) -> Iterator[list[Row]]:
        return (_found(across(Tables(rows | {"documents": facts.documents}))) for rows in rows_of(facts, groups))

    whole = [
        rows_of_groups(folder / "findings.arrow", "findings", _offices(files), look),
        rows_of_groups(folder / "findings_years.arrow", "findings", _agencies(files), partial(compare, over_years)),
        rows_of_groups(
            folder / "findings_offices.arrow", "findings", _indicators(files), partial(compare, over_offices)
        ),
        rows_of_groups(folder / "findings_across.arrow", "findings", _all(files, facts.documents), look_across),
    ]
    table = pa.concat_tables([found for found, _ in whole])
    if set(told).intersection(table["finding_id"].to_pylist()):
        table = to_table("findings", judged(table.to_pylist(), told))
    columns = {name: table[name].to_pylist() for name in RANKED}
    ranks = [rank(dict(zip(columns, values, strict=True))) for values in zip(*columns.values(), strict=True)]
    return InOrder(table, pa.array(sorted(range(len(ranks)), key=ranks.__getitem__), pa.int64()))


def _found(findings: Iterable[Finding]) -> list[Row]:
    return [finding.row() for finding in findings]


def _offices(files: Sequence[LinkedFile]) -> Iterator[tuple[str, Members]]:
    """The documents of one office and year."""
    offices: dict[tuple[str, ...], list[tuple[Row, LinkedFile]]] = {}
    for file in files:
        for row in file.documents:
            offices.setdefault(office_of(row), []).append((row, file))
    for _, members in sorted(offices.items()):
        parts = (part for row, file in members for part in (row["source_file"], file.digest))
        yield digest_of(("within", *parts)), members


def _agencies(files: Sequence[LinkedFile]) -> Iterator[tuple[str, _Some]]:
    """The documents of one agency."""
    for agency, members in sorted(by_value(files, "agency_code").items()):
        yield digest_of(("years", agency, *digests(members))), (members, _has("agency_code", agency))


def _indicators(files: Sequence[LinkedFile]) -> Iterator[tuple[str, _Some]]:
    """The documents that hold one indicator; of a single one there is nothing to compare."""
    for one, members in sorted(by_value(files, "indicator_id").items()):
        if len(members) > 1 or len(members[0].documents) > 1:
            yield digest_of(("offices", one, *digests(members))), (members, _has("indicator_id", one))


def _all(files: Sequence[LinkedFile], documents: Sequence[Row]) -> Iterator[tuple[str, _Some]]:
    """All documents, of which few rows are needed."""
    members = [file for file in files if any(map(concerns_all, file.kpis))]
    named = {row["duplicate_of"] for row in documents if row["duplicate_of"]}
    repeats = (
        f"{row['source_file']} {row['doc_id']} {row['duplicate_of']}"
        for row in documents
        if row["duplicate_of"] or row["doc_id"] in named
    )
    yield digest_of(("across", *digests(members), *repeats)), (members, lambda _, row: concerns_all(row))


def _has(column: str, value: str) -> Wanted:
    return lambda _, row: bool(row[column] == value)
