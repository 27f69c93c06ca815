"""Comparisons of indicator names, kept from run to run: the same two names are the same measure, or not, every time."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from normalizers.matching_compare import Comparison, compare
from normalizers.matching_text import NameKey
from pipeline.cache import program_version
from pipeline.facts import read_table, write_table

FILE = "comparisons.arrow"
_SCHEMA = pa.schema(
    [
        ("version", pa.string()),
        ("name", pa.string()),
        ("leader", pa.string()),
        ("verdict", pa.string()),
        ("score", pa.float64()),
        ("likeness", pa.float64()),
        ("reasons", pa.list_(pa.string())),
        ("lone_word", pa.string()),
    ]
)


def _told(key: NameKey) -> str:
    return "\n".join((key.core, *key.numbers, key.measure, *key.glosses))


class Comparisons:
    """Compares names as :mod:`normalizers.matching_compare` does; what was compared can be kept in a folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self._known: dict[tuple[str, str], Comparison] = {}
        self._used: dict[tuple[str, str], Comparison] = {}
        if folder is not None:
            version = program_version()
            for row in read_table(folder / FILE, _SCHEMA).to_pylist():
                if row.pop("version") == version:
                    pair = row.pop("name"), row.pop("leader")
                    self._known[pair] = Comparison(**row | {"reasons": tuple(row["reasons"])})

    def __call__(self, key: NameKey, leader: NameKey) -> Comparison:
        """Whether ``key`` is what ``leader`` names; damage on the leader's side is judged from there."""
        pair = _told(key), _told(leader)
        result = self._used.get(pair) or self._known.get(pair)
        if result is None:
            result = compare(key, leader)
            if result.verdict == "unsure":
                back = compare(leader, key)
                result = back if back.verdict == "same" else result
        self._used[pair] = result
        return result

    def save(self, folder: Path) -> None:
        """Keep what this run compared; of other runs only what this one used too."""
        version = program_version()
        rows = [
            {
                "version": version,
                "name": name,
                "leader": leader,
                "verdict": result.verdict,
                "score": result.score,
                "likeness": result.likeness,
                "reasons": result.reasons,
                "lone_word": result.lone_word,
            }
            for (name, leader), result in self._used.items()
        ]
        write_table(pa.Table.from_pylist(rows, schema=_SCHEMA), folder / FILE)
