"""Rows of the few columns that all documents together need: a fifth of what a dictionary of all columns takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import make_dataclass
from functools import cache
from typing import Any, cast

import pyarrow as pa
from phaen.pipeline.schema.datasets import Row

_UNSET = object()


class _Slim:
    """A row that is read and changed like a dictionary, and holds its columns and no others."""

    __slots__ = ()
    __getitem__ = object.__getattribute__
    __setitem__ = object.__setattr__

    def keys(self) -> tuple[str, ...]:
        """The columns that it holds."""
        return self.__slots__

    def get(self, name: str, default: object = None) -> object:
        """The value of a column, ``default`` where none was set; ``KeyError`` for a column that it does not hold."""
        value = getattr(self, name, _UNSET)
        if value is not _UNSET:
            return value
        if name not in self.__slots__:
            raise KeyError(name)
        return default


@cache
def _kind(names: tuple[str, ...]) -> type[_Slim]:
    return make_dataclass("Slim", names, bases=(_Slim,), slots=True, eq=False, repr=False)


def slim_rows(structs: pa.StructArray, names: Iterable[str], more: Iterable[str]) -> list[Row]:
    """Rows of some columns of ``structs``, with room for ``more``, which is null; equal texts and lists are one."""
    own, rest = tuple(names), tuple(more)
    kind = _kind((*own, *rest))
    columns = [values_of(structs.field(name)) for name in own]
    empty = [[None] * len(structs)] * len(rest)
    return cast(list[Row], [kind(*values) for values in zip(*columns, *empty, strict=True)])


def values_of(column: pa.Array) -> list[Any]:
    """A column's values, of which equal texts, and equal lists of texts, are one object: most stand in many rows."""
    if pa.types.is_string(column.type):
        coded = column.dictionary_encode()
        texts = [*coded.dictionary.to_pylist(), None]
        return [texts[index] for index in coded.indices.fill_null(len(texts) - 1).to_pylist()]
    values: list[Any] = column.to_pylist()
    if pa.types.is_list(column.type) and pa.types.is_string(column.type.value_type):
        seen: dict[tuple[str, ...], list[str]] = {}
        return [value if value is None else seen.setdefault(tuple(value), value) for value in values]
    return values


def whole_rows(structs: pa.StructArray) -> list[Row]:
    """Rows of all columns, as dictionaries."""
    names = [field.name for field in structs.type]
    columns = [values_of(column) for column in structs.flatten()]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]
