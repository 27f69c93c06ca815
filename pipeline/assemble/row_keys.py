"""``row_key``: what ``statements`` and people's corrections call a row of a document."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Any

from phaen.normalizers.text import squash
from phaen.pipeline.schema.datasets import DATASETS

DIGITS = 12


def give_row_keys(dataset: str, rows: Sequence[dict[str, Any]]) -> None:
    """Fill ``row_key`` of one document's rows, in place.

    The key is made of what names the row for a person (``Dataset.named_by``) without white space, and of how often
    that came before: it stays when the file is scanned again, when rows are added elsewhere, and when a value that
    names nothing is read differently.
    """
    columns = [column for column in DATASETS[dataset].named_by if column != "source_file"]
    seen: Counter[str] = Counter()
    for row in rows:
        said = "\x1f".join(_squashed(row.get(column)) for column in columns)
        seen[said] += 1
        told = f"{dataset}\x1f{said}\x1f{seen[said]}"
        row["row_key"] = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def _squashed(value: object) -> str:
    return squash(value) if isinstance(value, str) else "" if value is None else str(value)
