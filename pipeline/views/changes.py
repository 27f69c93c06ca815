"""Changes between two outputs as data: a feed by row and column, and what became of the findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from phaen.pipeline.run.folder import StoreError
from phaen.pipeline.run.store import read_rows
from phaen.pipeline.schema.as_text import csv_text, text_of
from phaen.pipeline.schema.datasets import Row
from phaen.pipeline.views.diff import DatasetDiff

FEED = pa.schema(
    [(name, pa.string()) for name in ("dataset", "change", "row", "column", "old", "new")],
    metadata={"phaen.feed": "changes between two outputs; change: added, removed, changed, schema"},
)


def feed(diffs: Iterable[DatasetDiff]) -> Iterator[tuple[str | None, ...]]:
    """(dataset, change, row, column, old, new) of every difference, as text; what does not apply is ``None``."""
    for diff in diffs:
        yield from ((diff.name, "schema", None, None, None, line) for line in diff.schema)
        yield from ((diff.name, "removed", row, None, None, None) for row in diff.removed)
        yield from ((diff.name, "added", row, None, None, None) for row in diff.added)
        for cell in diff.cells:
            old, new = (None if value is None else text_of(value) for value in (cell.old, cell.new))
            yield (diff.name, "changed", cell.row, cell.column, old, new)


def write_feed(diffs: Iterable[DatasetDiff], kind: str, target: Path) -> int:
    """Write the feed as ``parquet`` or ``csv``; gives the number of changes. A file that is there is replaced."""
    if target.is_dir():
        raise StoreError(f"{target} is a folder: give a file with --output")
    rows = list(feed(diffs))
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(target.name + ".new")
    if kind == "parquet":
        columns = [list(values) for values in zip(*rows, strict=True)] if rows else [[] for _ in FEED]
        pq.write_table(pa.Table.from_arrays([pa.array(one, pa.string()) for one in columns], schema=FEED), beside)
    else:
        beside.write_bytes(csv_text(FEED.names, rows).encode("utf-8-sig"))
    beside.replace(target)
    return len(rows)


@dataclass(frozen=True, slots=True)
class FindingChange:
    """What became of one finding: ``kind`` is ``new``, ``gone`` or ``changed``; the row of before, the row of now."""

    kind: str
    before: Row | None
    after: Row | None

    @property
    def row(self) -> Row:
        """The finding as it stands, or as it stood."""
        found = self.after or self.before
        assert found is not None, "a change is of some finding"
        return found


SAID = ("severity", "subject", "message_th", "evidence", "status", "note", "certainty", "amount_at_stake")
"""Columns of a finding whose change people are told of."""


def finding_changes(old: Sequence[Row], new: Sequence[Row]) -> list[FindingChange]:
    """New, gone and changed findings; one that went while another of its rule and subject came is one that changed."""
    before = {row["finding_id"]: row for row in old}
    after = {row["finding_id"]: row for row in new}
    gone = [row for key, row in before.items() if key not in after]
    came = [row for key, row in after.items() if key not in before]
    found: list[FindingChange] = []
    for row in came:
        same = next((one for one in gone if _about(one) == _about(row)), None)
        if same is not None:
            gone.remove(same)
            found.append(FindingChange("changed", same, row))
        else:
            found.append(FindingChange("new", None, row))
    found += [FindingChange("gone", row, None) for row in gone]
    for key in before.keys() & after.keys():
        if any(before[key].get(name) != after[key].get(name) for name in SAID):
            found.append(FindingChange("changed", before[key], after[key]))
    order = {"new": 0, "changed": 1, "gone": 2}
    return sorted(found, key=lambda one: (order[one.kind], one.row["severity"], one.row["rule"], one.row["finding_id"]))


def _about(row: Row) -> tuple[str, str]:
    return row["rule"], str(row["subject"])


def findings_since(previous: Path, output: Path) -> list[FindingChange] | None:
    """What became of the findings of the output before the last run; ``None`` where none is kept."""
    if not (previous / "findings").is_dir():
        return None
    return finding_changes(read_rows(previous, "findings"), read_rows(output, "findings"))
