"""Answers about groups of documents (one office and year, one office, one indicator), kept from run to run.

Every answer is a function of its group's documents and of what linking says of them, so it stands under a digest of
both; a run makes anew only those of groups in which something has changed, and as rows it holds no others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

import pyarrow as pa
from phaen.pipeline.run.digests import program_version
from phaen.pipeline.run.kept import read_table, write_table
from phaen.pipeline.run.packed import nested
from phaen.pipeline.schema.datasets import HELD, Row, arrow_schema, to_table

Group = tuple[str, Callable[[], Sequence[Row]]]
"""The digest of a group, and what makes its rows."""


def digest_of(parts: Iterable[str]) -> str:
    """A digest of all that an answer depends on, this program included."""
    return hashlib.sha256("\0".join([program_version(), *parts]).encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _schema(dataset: str) -> pa.Schema:
    return pa.schema([("group", pa.string()), ("rows", nested(arrow_schema(dataset).empty_table()).type)])


def _table(dataset: str, digests: Sequence[str], rows: Sequence[Sequence[Row]]) -> pa.Table:
    """Rows of some groups as they are kept; raises ``SchemaError``."""
    flat = nested(to_table(dataset, [row for own in rows for row in own])).values
    ends = [0]
    for own in rows:
        ends.append(ends[-1] + len(own))
    lists = pa.ListArray.from_arrays(pa.array(ends, pa.int32()), flat)
    return pa.Table.from_arrays([pa.array(digests, pa.string()), lists], _schema(dataset).names).cast(_schema(dataset))


def rows_of_groups(path: Path, dataset: str, groups: Iterable[Group]) -> tuple[pa.Table, list[int]]:
    """All rows of ``dataset`` of some groups, with the place of each row's group among them.

    What ``path`` keeps is taken over, the rest is made, and all of it is kept there. The rows stand in no order that
    means anything. Raises ``SchemaError`` and what making them raises.
    """
    kept = read_table(path, _schema(dataset))
    place = {digest: index for index, digest in enumerate(kept["group"].to_pylist())}
    known: list[int] = []
    order: list[int] = []
    made: list[int] = []
    pieces: list[pa.Table] = []
    waiting: list[tuple[str, Sequence[Row]]] = []

    def settle() -> None:
        pieces.append(_table(dataset, [digest for digest, _ in waiting], [rows for _, rows in waiting]))
        waiting.clear()

    held = 0
    for number, (digest, make) in enumerate(groups):
        if digest in place:
            known.append(place[digest])
            order.append(number)
            continue
        waiting.append((digest, make()))
        made.append(number)
        held += len(waiting[-1][1])
        if held >= HELD:
            settle()
            held = 0
    settle()
    whole = kept if len(known) == kept.num_rows and known == sorted(known) else kept.take(pa.array(known, pa.int64()))
    del kept
    table = pa.concat_tables([whole, *pieces]).combine_chunks()
    if made or len(known) < len(place):
        write_table(table, path)
    lists = table["rows"].combine_chunks() if table.num_rows else pa.array([], _schema(dataset).field("rows").type)
    owners = [
        number
        for number, count in zip(order + made, lists.value_lengths().to_pylist(), strict=True)
        for _ in range(count)
    ]
    return pa.Table.from_arrays(lists.flatten().flatten(), schema=arrow_schema(dataset)), owners
