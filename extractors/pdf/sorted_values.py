"""What sorting tells of an array: its distinct values, whether it holds one, the middle one, quantiles.

NumPy's own ``unique``, ``isin``, ``median`` and ``quantile`` say the same, and load its masked arrays to say it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


def distinct(values: NDArray[Any]) -> NDArray[Any]:
    """The ``values``, each once, in order."""
    ordered = np.sort(values, axis=None)
    first = np.ones(len(ordered), bool)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


def is_in(values: NDArray[Any], wanted: Sequence[int] | NDArray[Any]) -> NDArray[np.bool_]:
    """Which of ``values`` are among ``wanted``."""
    known = distinct(np.asarray(wanted, values.dtype))
    if not len(known):
        return np.zeros(values.shape, bool)
    found: NDArray[np.bool_] = known[np.minimum(np.searchsorted(known, values), len(known) - 1)] == values
    return found


def median(values: NDArray[Any]) -> float:
    """The middle of ``values``, or what lies between the two middle ones; there is none of no values."""
    ordered = np.sort(values, axis=None)
    half = len(ordered) // 2
    return float(ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2)


def quantile(values: NDArray[Any], share: float) -> float:
    """The value below which ``share`` (0–1) of ``values`` lie, between two of them where it falls there."""
    ordered = np.sort(values, axis=None)
    place = share * (len(ordered) - 1)
    low = int(place)
    below, above = float(ordered[low]), float(ordered[min(low + 1, len(ordered) - 1)])
    rest = place - low
    # from the nearer end, as NumPy does it: the same down to the last bit
    return below + (above - below) * rest if rest < 0.5 else above - (above - below) * (1 - rest)
