"""Titles of the columns, from ``titles.csv``."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib.resources import files


@cache
def _titles() -> dict[tuple[str, str], tuple[str, str]]:
    content = files("phaen.pipeline.schema").joinpath("titles.csv").read_text("utf8")
    rows = csv.DictReader(io.StringIO(content))
    return {(row["dataset"], row["column"]): (row["th"], row["en"]) for row in rows}


def titles(dataset: str, column: str) -> tuple[str, str]:
    """Thai and English title of a column (``titles.csv``); its name where it has none, which a test refuses."""
    found = _titles()
    named = column.replace("_", " ").capitalize()
    return found.get((dataset, column)) or found.get(("", column)) or (named, named)
