"""Look-up tables over code points, so that a whole page is classified in one array access."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from phaen.extractors.pdf.source.backend import Ints

_LIMIT = 0x10000
NIKHAHIT, SARA_AA, SARA_AM, SPACE = 0x0E4D, 0x0E32, 0x0E33, 0x20
VOWELS = (0x0E31, *range(0x0E34, 0x0E3B), 0x0E47)
TONES = (*range(0x0E48, 0x0E4D), 0x0E4E)
SPACES = (0x09, 0x20, 0xA0, 0x200B, 0x2003, 0x2002, 0x2009, 0x202F, 0x3000, 0xFEFF)


def _table(*groups: tuple[tuple[int, ...], int]) -> NDArray[np.int8]:
    table = np.zeros(_LIMIT, np.int8)
    for codes, value in groups:
        table[list(codes)] = value
    table.flags.writeable = False
    return table


RANK = _table((VOWELS, 1), ((NIKHAHIT,), 2), (TONES, 3))
"""0 for characters with a place of their own, else where a mark stands in canonical order: vowel, nikhahit, tone."""
_KIND = _table((SPACES, 1), (tuple(range(0x0E01, 0x0E5C)), 2))


def rank(codes: Ints) -> NDArray[np.int8]:
    """:data:`RANK` of every code."""
    return RANK.take(codes, mode="clip")


def is_space(codes: Ints) -> NDArray[np.bool_]:
    """Where a code is a space of some kind."""
    found: NDArray[np.bool_] = _KIND.take(codes, mode="clip") == 1
    return found


def is_thai(codes: Ints) -> NDArray[np.bool_]:
    """Where a code is in the Thai block."""
    found: NDArray[np.bool_] = _KIND.take(codes, mode="clip") == 2
    return found


@cache
def private_use() -> dict[int, int]:
    """Private Use code points of old Thai fonts that draw one Thai character: code → character."""
    lines = files("phaen.normalizers").joinpath("data/private_use.csv").read_text("utf8").splitlines()
    rows = csv.DictReader(lines)
    return {int(row["code"], 16): ord(row["thai"]) for row in rows if len(row["thai"]) == 1}
