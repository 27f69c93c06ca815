"""What the flags of rows and documents mean, from ``flags.csv``."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

OF_DOCUMENTS = frozenset({"duplicate_document", "superseded_document"})
"""Flags that say what became of a row's document, not that a value of the row is doubtful."""


@cache
def flags() -> dict[str, dict[str, str]]:
    """Every flag with its meaning in English (``en``) and Thai (``th``), in alphabetical order."""
    text = files("phaen.pipeline.assemble").joinpath("flags.csv").read_text("utf-8")
    return {row["flag"]: row for row in csv.DictReader(text.splitlines())}


def meaning(flag: str, language: str) -> str:
    """What a flag means, ``language`` being ``en`` or ``th``; empty for a flag of data from elsewhere."""
    return flags().get(flag, {}).get(language, "")
