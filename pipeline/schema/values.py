"""What people must know of a dataset besides its columns, in English and Thai.

``values.csv``: what the values of closed columns mean, by ``dataset.column``, or ``column`` where they mean the same in
every dataset. ``usage.csv``: what to know before adding up or joining a dataset.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

LANGUAGES = ("en", "th")


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files("phaen.pipeline.schema").joinpath(name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def _meanings() -> dict[tuple[str, str], tuple[str, str]]:
    return {(row["column"], row["value"]): (row["en"], row["th"]) for row in _rows("values.csv")}


@cache
def _usage() -> dict[str, tuple[str, str]]:
    return {row["dataset"]: (row["en"], row["th"]) for row in _rows("usage.csv")}


def usage(dataset: str, language: str) -> str:
    """What to know before adding up or joining ``dataset``; raises ``KeyError`` for another name."""
    return _usage()[dataset][LANGUAGES.index(language)]


def meaning(dataset: str, column: str, value: str, language: str) -> str:
    """What a coded value means (``language``: ``en`` or ``th``); ``KeyError`` for a value of no closed column."""
    known = _meanings()
    found = known.get((f"{dataset}.{column}", value)) or known[(column, value)]
    return found[LANGUAGES.index(language)]


def explained() -> frozenset[tuple[str, str]]:
    """Every column (or ``dataset.column``) and value that has a meaning."""
    return frozenset(_meanings())
