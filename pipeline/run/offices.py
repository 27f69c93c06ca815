"""What the rules find within offices: the results of many documents are opened together, and become rows together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc
from phaen.pipeline.audit.engine import within_office
from phaen.pipeline.audit.places import placed
from phaen.pipeline.audit.tables import COLUMNS, READ, UNREAD, Tables
from phaen.pipeline.run.cache import OPENED_AT_ONCE, Cache
from phaen.pipeline.run.linked import LinkedFile
from phaen.pipeline.run.slim import whole_rows
from phaen.pipeline.schema.datasets import HELD, Row
from phaen.pipeline.schema.names import PER_DOCUMENT

Members = list[tuple[Row, LinkedFile]]
"""The documents of one office and year, each with its file."""
_STATED = "statements"
_READ = tuple(name for name in PER_DOCUMENT if name in READ and name != "documents")


def within_offices(groups: Sequence[Members], cache: Cache) -> Iterator[list[Row]]:
    """Office by office, the rows of ``findings`` that the rules give within its documents.

    Raises :class:`~phaen.pipeline.run.cache.DamagedResult`.
    """
    for some in _together(groups):
        files = list({file.outcome.key: file for members in some for _, file in members}.values())
        results = [cache.lists(file.outcome.key, (*_READ, _STATED)) for file in files]
        stated = {file.outcome.key: lists[_STATED] for file, lists in zip(files, results, strict=True)}
        opened = _opened(files, results)
        for members in some:
            yield _look(members, opened, stated)


def _together(groups: Sequence[Members]) -> Iterator[list[Members]]:
    """Groups whose rows are held together: few of large documents, many of small ones."""
    some: list[Members] = []
    files = rows = 0
    for members in groups:
        some.append(members)
        files += len(members)
        rows += sum(file.outcome.rows.get(name, 0) for _, file in members for name in _READ)
        if files >= OPENED_AT_ONCE or rows >= HELD:
            yield some
            some, files, rows = [], 0, 0
    if some:
        yield some


def _opened(
    files: Sequence[LinkedFile], results: Sequence[Mapping[str, pa.ListArray]]
) -> dict[str, dict[str, list[Row]]]:
    """Key of a file's result → dataset → its rows with what linking says of them."""
    found: dict[str, dict[str, list[Row]]] = {file.outcome.key: {} for file in files}
    for name in _READ:
        lists = pa.concat_arrays([result[name] for result in results])
        columns = [column.name for column in lists.type.value_type if column.name not in UNREAD]
        rows = iter(_rows(lists.flatten(), columns))
        for file, count in zip(files, lists.value_lengths().to_pylist(), strict=True):
            own = [next(rows) for _ in range(count)]
            file.links.tell(name, own)
            found[file.outcome.key][name] = own
    return found


def _rows(structs: pa.StructArray, columns: Sequence[str]) -> list[Row]:
    return whole_rows(pa.StructArray.from_arrays([structs.field(name) for name in columns], names=columns))


def _look(
    members: Members, opened: Mapping[str, Mapping[str, list[Row]]], statements: Mapping[str, pa.ListArray]
) -> list[Row]:
    """What the rules find within one office's documents; ``statements`` by key of a file's result."""
    rows: dict[str, list[Row]] = {name: [] for name in READ}
    for row, file in members:
        rows["documents"].append(row)
        for name, own in opened[file.outcome.key].items():
            if len(file.outcome.documents) > 1:  # the file's other documents may be of another office
                own = [one for one in own if one["source_file"] == row["source_file"]]
            rows[name] += own

    def stated(keys: frozenset[str]) -> list[Row]:
        wanted, found = pa.array(sorted(keys)), list[Row]()
        for _, file in members:
            structs = statements[file.outcome.key].flatten()
            found += _rows(structs.filter(pc.is_in(structs.field("row_key"), wanted)), COLUMNS)
        return found

    return [finding.row() for finding in placed(within_office(Tables(rows)), stated)]
