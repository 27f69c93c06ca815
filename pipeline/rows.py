"""The rows of all documents between extraction and writing: Arrow until somebody wants them as dictionaries.

A thousand documents are a hundred megabytes in Arrow and twenty times that as Python dictionaries, so a dataset that
linking does not touch is never turned into rows, nor checked again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping, Sequence

import pyarrow as pa

from pipeline.schema import DATASETS, Row, arrow_schema, to_table


class LazyRows(MutableMapping[str, list[Row]]):
    """Datasets by name. Reading one makes its rows, which may then be changed in place; setting one replaces it."""

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        self._tables = dict(tables)
        self._rows: dict[str, list[Row]] = {}

    def __getitem__(self, name: str) -> list[Row]:
        if name not in self._rows:
            self._rows[name] = self._tables[name].to_pylist()
        return self._rows[name]

    def __setitem__(self, name: str, rows: list[Row]) -> None:
        self._rows[name] = rows

    def __delitem__(self, name: str) -> None:
        self._rows.pop(name, None)
        del self._tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys([*self._tables, *self._rows]))

    def __len__(self) -> int:
        return len(self._tables.keys() | self._rows.keys())

    def copy(self, columns: Mapping[str, Sequence[str]]) -> LazyRows:
        """Settled datasets with some of their columns, for a reader: what it makes rows of is not checked again."""
        return LazyRows(
            {
                name: self._tables[name].select([one for one in wanted if one in DATASETS[name].by_name])
                for name, wanted in columns.items()
            }
        )

    def settle(self) -> None:
        """Check rows that were made or set, and keep them as Arrow; :class:`~pipeline.schema.SchemaError`."""
        for name in list(self._rows):
            self._tables[name] = to_table(name, self._rows.pop(name))

    def tables(self) -> dict[str, pa.Table]:
        """Every dataset of the schema as an Arrow table; those that nobody gave are empty."""
        self.settle()
        return {name: self._tables.get(name, arrow_schema(name).empty_table()) for name in DATASETS}
