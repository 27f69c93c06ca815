"""Answers about groups of documents (one office and year, one office, one indicator), kept from run to run.

Every answer is a function of its group's documents and of what linking says of them, so it stands under a digest of
both; a run makes anew only those of groups in which something has changed, and as rows it holds no others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
from phaen.pipeline.run.digests import program_version
from phaen.pipeline.run.heap import trim
from phaen.pipeline.run.kept import coded, in_order, read_table, write_table
from phaen.pipeline.run.packed import nested
from phaen.pipeline.schema.datasets import HELD, Row, arrow_schema, to_table

T = TypeVar("T")


def digest_of(parts: Iterable[str]) -> str:
    """A digest of all that an answer depends on, this program included."""
    return hashlib.sha256("\0".join([program_version(), *parts]).encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _schema(dataset: str) -> pa.Schema:
    return pa.schema([("group", pa.string()), ("rows", coded(nested(arrow_schema(dataset).empty_table()).type))])


def _table(dataset: str, digests: Sequence[str], rows: Sequence[Sequence[Row]]) -> pa.Table:
    """Rows of some groups as they are kept; raises ``SchemaError``."""
    flat = nested(to_table(dataset, [row for own in rows for row in own])).values
    ends = [0]
    for own in rows:
        ends.append(ends[-1] + len(own))
    lists = pa.ListArray.from_arrays(pa.array(ends, pa.int32()), flat)
    return pa.Table.from_arrays([pa.array(digests, pa.string()), lists], _schema(dataset).names).cast(_schema(dataset))


def rows_of_groups(
    path: Path,
    dataset: str,
    groups: Iterable[tuple[str, T]],
    make: Callable[[Sequence[T]], Iterable[Sequence[Row]]],
) -> tuple[pa.Table, list[int]]:
    """All rows of ``dataset`` of some groups, their texts coded, with the place of each row's group among them.

    Of a group there is its digest, and what ``make`` needs to make its rows, group by group. What ``path`` keeps is
    taken over, the rest is made, and all of it is kept there. The rows stand in no order that means anything. Raises
    ``SchemaError`` and what making them raises.
    """
    kept = read_table(path, _schema(dataset))
    place = {digest: index for index, digest in enumerate(kept["group"].to_pylist())}
    known: list[tuple[int, int]] = []
    missing: list[tuple[int, str, T]] = []
    for number, (digest, group) in enumerate(groups):
        if digest in place:
            known.append((place[digest], number))
        else:
            missing.append((number, digest, group))
    known.sort()
    whole = in_order(kept, [index for index, _ in known])
    del kept
    pieces = [whole, *_made(dataset, [(digest, group) for _, digest, group in missing], make)]
    table = pa.concat_tables(pieces)
    pieces.clear()  # two copies are held only while one becomes the other
    table = table.unify_dictionaries()
    table = table.combine_chunks()
    trim()
    if missing or len(known) < len(place):
        write_table(table, path)
    lists = table["rows"].chunk(0) if table.num_rows else pa.array([], table.schema.field("rows").type)
    order = [*(number for _, number in known), *(number for number, _, _ in missing)]
    counts = zip(order, lists.value_lengths().to_pylist(), strict=True)
    owners = [number for number, count in counts for _ in range(count)]
    return pa.Table.from_arrays(lists.flatten().flatten(), arrow_schema(dataset).names), owners


def _made(
    dataset: str,
    missing: Sequence[tuple[str, T]],
    make: Callable[[Sequence[T]], Iterable[Sequence[Row]]],
) -> Iterator[pa.Table]:
    """The groups that were not kept, as they are to be kept; few rows are held at a time."""
    digests: list[str] = []
    rows: list[Sequence[Row]] = []
    held = 0
    for (digest, _), own in zip(missing, make([group for _, group in missing]), strict=True):
        digests.append(digest)
        rows.append(own)
        held += len(own)
        if held >= HELD:
            yield _table(dataset, digests, rows)
            digests, rows, held = [], [], 0
    yield _table(dataset, digests, rows)
