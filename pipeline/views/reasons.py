"""Why a document was not read, or not all of it, in Thai: the datasets say it in English."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

MORE = " และอีก {} แห่ง"
"""Behind places, of which a sentence names the first only."""


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(files("phaen.pipeline.views").joinpath(name).read_text("utf-8").splitlines()))


@cache
def _sentences() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(row["pattern"]), row["th"]) for row in _rows("reasons.csv")]


@cache
def _words() -> dict[str, str]:
    """What sentences name: kinds of files, what a system says of a file that it does not open."""
    return {row["en"]: row["th"] for row in _rows("reason_words.csv")}


def _named(found: re.Match[str]) -> dict[str, str]:
    named = {name: _words().get(value, value) for name, value in found.groupdict("").items()}
    return named | {"more": MORE.format(named["more"]) if named.get("more") else ""}


def system_reason(told: str, language: str) -> str:
    """What the system says of a file or folder that it does not open."""
    return told if language == "en" else _words().get(told, told)


def reason(error: str | None, language: str) -> str:
    """``documents.error`` in the language of a page; a sentence that has no Thai stays in English."""
    told = error or ""
    if language == "en":
        return told
    for pattern, thai in _sentences():
        told = pattern.sub(lambda found, thai=thai: thai.format(**_named(found)), told)  # type: ignore[misc]
    return told
