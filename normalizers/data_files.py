"""The data files of this package: wordings and registers, as text with ``#`` comments."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of the CSV file ``registers/<name>``; lines that start with ``#`` are comments."""
    lines = files("phaen.normalizers").joinpath("registers", name).read_text("utf8").splitlines()
    return tuple(csv.DictReader(io.StringIO("\n".join(line for line in lines if not line.startswith("#")))))


@cache
def words(name: str) -> tuple[str, ...]:
    """The entries of the word list ``registers/<name>``, one a line."""
    lines = files("phaen.normalizers").joinpath("registers", name).read_text("utf8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
