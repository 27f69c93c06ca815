"""Which tables look like those that people have checked: all their headings stand in documents that were read by eye.

A heading that no checked document has may mean something else than its words suggest (points of a level that go up to
15, an amount by quarter), and no sign in its rows tells. ``python -m bench.checked`` writes ``checked_headings.csv``.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from phaen.extractors.tables.joined import JoinedTable
from phaen.extractors.wordings.columns import undated
from phaen.normalizers.text import clean, squash

FILE = "checked_headings.csv"


@lru_cache(maxsize=1)
def _checked() -> frozenset[tuple[str, str]]:
    text = files("phaen.pipeline.assemble").joinpath(FILE).read_text("utf8")
    return frozenset((row["kind"], row["heading"]) for row in csv.DictReader(text.splitlines()))


def heading_key(parts: Sequence[str]) -> str:
    """A printed heading, from the top row down, as it is compared: without white space and its year."""
    return undated("".join(squash(clean(part)) for part in parts))


def headings_of(table: JoinedTable) -> set[tuple[str, str]]:
    """(kind, heading) of every column of a table that has one; none of a table that no form reads."""
    return {(table.kind, key) for parts in table.headings if table.kind and (key := heading_key(parts))}


def is_checked(table: JoinedTable) -> bool:
    """Does every heading stand over such a table of a document that was checked?"""
    return headings_of(table) <= _checked()
