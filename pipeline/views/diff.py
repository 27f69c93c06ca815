"""What differs between two outputs: schema, rows, cells.

Rows are paired by what names them for a person (file, section, number, name), not by made-up keys, and in their
order where that repeats.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from phaen.pipeline.run.store import read_rows
from phaen.pipeline.schema.datasets import DATASETS, Row

DERIVED = frozenset({"doc_id", "kpi_id", "indicator_id", "project_id"})
"""Keys made from the bytes of a file: they change with every byte of it and say nothing new."""

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell that differs between two paired rows."""

    row: str
    column: str
    old: Any
    new: Any


@dataclass(slots=True)
class DatasetDiff:
    """What differs in one dataset: schema lines, row labels only in one output, changed cells."""

    name: str
    old_rows: int
    new_rows: int
    schema: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    cells: list[CellChange] = field(default_factory=list)

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not (self.schema or self.removed or self.added or self.cells)

    def columns(self) -> list[tuple[str, int]]:
        """Changed cells by column, most first."""
        return Counter(change.column for change in self.cells).most_common()


def _schema_lines(old: Path, new: Path, name: str) -> Iterator[str]:
    """Differences of the columns as they stand in the files, and of the schema's version."""
    seen: list[tuple[dict[str, str], str] | None] = []
    for folder in (old, new):
        path = next(iter(sorted((folder / name).rglob("*.parquet"))), None)
        if path is None:
            seen.append(None)
            continue
        schema = pq.read_schema(path)
        columns = {field.name: str(field.type) for field in schema if field.name != "fiscal_year"}
        seen.append((columns, (schema.metadata or {}).get(b"phaen.schema_version", b"?").decode()))
    before, after = seen
    if before is None or after is None:
        if before is not after:
            yield "the dataset is only in the " + ("new" if before is None else "old") + " output"
        return
    if before[1] != after[1]:
        yield f"schema version {before[1]} → {after[1]}"
    for column in sorted(before[0].keys() | after[0].keys()):
        was, now = before[0].get(column), after[0].get(column)
        if was != now:
            yield f"column {column}: {was or 'not there'} → {now or 'not there'}"


def _label(dataset: str, row: Row) -> str:
    said = [row.get(column) for column in DATASETS[dataset].named_by]
    return " · ".join(" › ".join(v) if isinstance(v, list) else str(v) for v in said if v not in (None, []))


def _by_key(dataset: str, rows: Sequence[Row]) -> dict[tuple[Key, int], Row]:
    """Rows under their key and how often it came before."""
    times: dict[Key, int] = defaultdict(int)
    found = {}
    for row in rows:
        key = tuple(repr(row.get(column)) for column in DATASETS[dataset].named_by)
        found[key, times[key]] = row
        times[key] += 1
    return found


def diff_rows(dataset: str, old: Sequence[Row], new: Sequence[Row]) -> DatasetDiff:
    """Compare the rows of one dataset."""
    before, after = _by_key(dataset, old), _by_key(dataset, new)
    result = DatasetDiff(dataset, len(old), len(new))
    result.removed = [_label(dataset, row) for key, row in before.items() if key not in after]
    result.added = [_label(dataset, row) for key, row in after.items() if key not in before]
    for key, row in before.items():
        other = after.get(key)
        if other is None:
            continue
        for column in DATASETS[dataset].by_name:
            if column not in DERIVED - set(DATASETS[dataset].named_by) and row.get(column) != other.get(column):
                label = _label(dataset, row)
                result.cells.append(CellChange(label, column, row.get(column), other.get(column)))
    return result


def diff_outputs(old: Path, new: Path) -> list[DatasetDiff]:
    """Compare two output folders, dataset by dataset."""
    results = []
    for name in DATASETS:
        result = diff_rows(name, read_rows(old, name), read_rows(new, name))
        result.schema = list(_schema_lines(old, new, name))
        results.append(result)
    return results
