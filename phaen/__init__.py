"""phaen (แผน): Thai government plan documents into datasets that people trust.

>>> import phaen
>>> plan = phaen.extract("data/raw/sno_plan_2568.txt")  # one document
>>> plan.document["status"], plan.projects["budget_baht"].sum()
>>> output = phaen.run("data/raw", "data/parquet")  # a folder
>>> phaen.open("data/parquet").sql("SELECT agency_code, sum(budget_baht) FROM projects GROUP BY ALL").df()

The functions stand in :mod:`phaen.api`; nothing is loaded before one of them is asked for.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from phaen.api import Extraction, Output, extract, open, run

__all__ = ["Extraction", "Output", "extract", "open", "run"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(importlib.import_module("phaen.api"), name)
    raise AttributeError(f"module 'phaen' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
