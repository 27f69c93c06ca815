"""Rows of the few columns that all documents together need: a fifth of what a dictionary of all columns takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import make_dataclass
from functools import cache
from typing import Any, cast

import pyarrow as pa
from phaen.pipeline.schema.datasets import Row


class _Slim:
    """A row that is read and changed like a dictionary, and holds its columns and no others: to ask for another is an
    ``AttributeError``."""

    __slots__ = ()
    __getitem__ = get = object.__getattribute__
    __setitem__ = object.__setattr__

    def keys(self) -> tuple[str, ...]:
        """The columns that it holds."""
        return self.__slots__


@cache
def _kind(names: tuple[str, ...]) -> type[_Slim]:
    return make_dataclass("Slim", names, bases=(_Slim,), slots=True, eq=False, repr=False)


def slim_rows(structs: pa.StructArray, names: Iterable[str], more: Iterable[str]) -> list[Row]:
    """Rows of some columns of ``structs``, with room for ``more``, which is null; equal texts and lists are one."""
    own, rest = tuple(names), tuple(more)
    kind = _kind((*own, *rest))
    columns = [_reader(structs.field(name)) for name in own]
    rows: list[_Slim] = []
    for begin in range(0, len(structs), _AT_ONCE):
        count = min(_AT_ONCE, len(structs) - begin)
        values = [read(begin, count) for read in columns] + [[None] * count] * len(rest)
        rows += [kind(*one) for one in zip(*values, strict=True)]
    return cast(list[Row], rows)


_AT_ONCE = 8192
"""Rows whose columns are held as lists at a time."""


def _reader(column: pa.Array) -> Callable[[int, int], list[Any]]:
    """What gives ``count`` values of a column from ``begin``: equal texts, numbers and lists of texts are one."""
    kind = column.type
    if pa.types.is_string(kind) or pa.types.is_floating(kind) or pa.types.is_dictionary(kind):
        coded = column.dictionary_encode()
        values = [*coded.dictionary.to_pylist(), None]
        places = coded.indices.fill_null(len(values) - 1)
        return lambda begin, count: [values[place] for place in places.slice(begin, count).to_pylist()]
    if pa.types.is_list(column.type) and pa.types.is_string(column.type.value_type):
        seen: dict[tuple[str, ...], list[str]] = {}
        return lambda begin, count: [
            value if value is None else seen.setdefault(tuple(value), value)
            for value in column.slice(begin, count).to_pylist()
        ]
    return lambda begin, count: cast(list[Any], column.slice(begin, count).to_pylist())


def whole_rows(structs: pa.StructArray) -> list[Row]:
    """Rows of all columns, as dictionaries."""
    names = [field.name for field in structs.type]
    columns = [_reader(column)(0, len(structs)) for column in structs.flatten()]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]
