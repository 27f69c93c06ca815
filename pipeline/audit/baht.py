"""Amounts of money as exact numbers: rows given as JSON may hold floats, whose sums drift by satang."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any


def baht_of(row: Mapping[str, Any], column: str = "budget_baht") -> Decimal | None:
    """The amount in ``column`` of a row, or of a project within a row, in baht; ``None``: no amount is known."""
    value = row.get(column)
    return None if value is None else Decimal(str(value))


def total_baht(rows: Iterable[Mapping[str, Any]], column: str = "budget_baht") -> Decimal:
    """The sum of the amounts in ``column`` in baht; rows without a known amount add nothing to it."""
    return sum((amount for row in rows if (amount := baht_of(row, column)) is not None), Decimal(0))
