"""Does a value belong in an Arrow type? Nothing is cast: a value of another type is an error of ours."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache

import pyarrow as pa
from phaen.normalizers.clipping import clip

Check = Callable[[object], str | None]
"""Says why a non-null value does not belong in a type; ``None`` if it does."""
_MAX_BAHT = Decimal(10) ** 16


def shown(value: object) -> str:
    """A value for an error message, not too long."""
    text = repr(value)
    return clip(text, 60)


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return f"wants text, has {shown(value)}"
    if value.isascii():
        return None
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return f"holds characters that UTF-8 cannot write: {shown(value)}"
    return None


def _truth(value: object) -> str | None:
    return None if isinstance(value, bool) else f"wants true or false, has {shown(value)}"


def _whole(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return f"wants a whole number, has {shown(value)}"
    return None if -(2**31) <= value < 2**31 else f"is too large: {value}"


def _number(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return f"wants a number, has {shown(value)}"
    return None if math.isfinite(value) else f"is not a finite number: {value}"


def _amount(value: object) -> str | None:
    if not isinstance(value, Decimal):
        return f"wants a Decimal, has {shown(value)}"
    if not value.is_finite() or abs(value) >= _MAX_BAHT:
        return f"is too large: {value}"
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -2 and value != value.quantize(Decimal("0.01")):
        return f"has more than two decimals: {value}"
    return None


def _list_of(check: Check) -> Check:
    def of(value: object) -> str | None:
        if not isinstance(value, (list, tuple)):
            return f"wants a list, has {shown(value)}"
        for item in value:
            why = "holds a null" if item is None else check(item)
            if why:
                return why
        return None

    return of


def _struct_of(checks: Mapping[str, Check]) -> Check:
    def of(value: object) -> str | None:
        if not isinstance(value, dict):
            return f"wants fields by name, has {shown(value)}"
        if value.keys() != checks.keys():
            return f"wants the fields {sorted(checks)}, has {sorted(map(str, value))}"
        for name, check in checks.items():
            item = value[name]
            why = None if item is None else check(item)
            if why:
                return f"field {name} {why}"
        return None

    return of


_SIMPLE: tuple[tuple[Callable[[pa.DataType], bool], Check], ...] = (
    (pa.types.is_string, _text),
    (pa.types.is_boolean, _truth),
    (pa.types.is_integer, _whole),
    (pa.types.is_floating, _number),
    (pa.types.is_decimal, _amount),
)


@cache
def check_of(kind: pa.DataType) -> Check:
    """The check for an Arrow type; ``TypeError`` for one that the schema does not use."""
    if pa.types.is_list(kind):
        return _list_of(check_of(kind.value_type))
    if pa.types.is_struct(kind):
        fields = [kind.field(index) for index in range(kind.num_fields)]
        return _struct_of({field.name: check_of(field.type) for field in fields})
    for belongs, check in _SIMPLE:
        if belongs(kind):
            return check
    raise TypeError(f"no check for the type {kind}")
