"""Why a document was not read, or not all of it, in Thai: the datasets say it in English."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files


@cache
def _sentences() -> list[tuple[re.Pattern[str], str]]:
    lines = files("phaen.pipeline.views").joinpath("reasons.csv").read_text("utf-8").splitlines()
    return [(re.compile(row["pattern"]), row["th"]) for row in csv.DictReader(lines)]


def reason(error: str | None, language: str) -> str:
    """``documents.error`` in the language of a page; a sentence that has no Thai stays in English."""
    told = error or ""
    if language == "en":
        return told
    for pattern, thai in _sentences():
        told = pattern.sub(lambda found, thai=thai: thai.format(**found.groupdict()), told)  # type: ignore[misc]
    return told
