"""What a process of ours leaves out, because most of the time of a small run is its start."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from types import ModuleType


class _NoPandas:
    """An import hook that says that pandas is not installed."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name=name)


def without_pandas() -> None:
    """Let pyarrow make its first array without loading pandas, which it looks for then, and which nothing here needs.

    Converting to pandas still works: pyarrow looks for it again when asked.
    """
    sys.meta_path.insert(0, _NoPandas)
    try:
        import pyarrow as pa

        pa.array([])
    finally:
        sys.meta_path.remove(_NoPandas)


def start(*, now: bool = True) -> None:
    """For the start of a process: no pandas, and a collector that comes seldom (dictionaries are no garbage).

    Without ``now`` whoever needs Arrow first calls :func:`without_pandas`.
    """
    if now:
        without_pandas()
    gc.set_threshold(50_000, 20, 50)
