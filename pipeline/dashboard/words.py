"""Thai and English words of the dashboard, Thai first."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib.resources import files

from phaen.pipeline.report.site import texts
from phaen.pipeline.schema.datasets import DATASETS


@cache
def _own() -> dict[str, tuple[str, str]]:
    content = files("phaen.pipeline.dashboard").joinpath("words.csv").read_text("utf8")
    return {row["key"]: (row["th"], row["en"]) for row in csv.DictReader(io.StringIO(content))}


def word(key: str, language: str) -> str:
    """A text of the dashboard or the report; a value that has none (a flag, a code) as it is."""
    pair = _own().get(key) or texts().get(key) or (key, key)
    return pair[language == "en"]


def title(dataset: str, column: str, language: str) -> str:
    """The title of a column."""
    return DATASETS[dataset].by_name[column].title[language == "en"]
