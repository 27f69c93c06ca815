"""Keys of the datasets and titles of their columns: what the schema's types do not say."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

PRIMARY_KEYS: Mapping[str, tuple[str, ...]] = {
    "documents": ("source_file",),
    "kpis": ("source_file", "kpi_id"),
    "indicators": ("indicator_id",),
    "agencies": ("agency_code",),
    "findings": ("finding_id",),
    "data_dictionary": ("dataset", "column"),
}
"""Columns that name a row. ``doc_id`` and ``kpi_id`` come from the bytes of a file, and a file may be given twice:
only with the file's path do they name one row. Rows of the other datasets are lines of a document and have no key."""


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns of one dataset whose values stand in columns of another."""

    columns: tuple[str, ...]
    dataset: str
    references: tuple[str, ...]


_TO_DOCUMENTS = ForeignKey(("source_file",), "documents", ("source_file",))
_TO_KPIS = ForeignKey(("kpi_id",), "kpis", ("kpi_id",))

FOREIGN_KEYS: Mapping[str, tuple[ForeignKey, ...]] = {
    "documents": (ForeignKey(("duplicate_of",), "documents", ("doc_id",)),),
    "kpis": (_TO_DOCUMENTS, ForeignKey(("indicator_id",), "indicators", ("indicator_id",))),
    "kpi_mentions": (_TO_DOCUMENTS, _TO_KPIS),
    "rubrics": (_TO_DOCUMENTS, _TO_KPIS),
    "plans": (_TO_DOCUMENTS,),
    "results": (_TO_DOCUMENTS, _TO_KPIS),
    "milestones": (_TO_DOCUMENTS, _TO_KPIS),
    "sections": (_TO_DOCUMENTS, _TO_KPIS),
    "repairs": (_TO_DOCUMENTS,),
    "indicators": (),
    "agencies": (),
    "findings": (),
    "data_dictionary": (),
}
"""A row whose ``kpi_id`` or ``indicator_id`` is null points nowhere; every other value must be found."""


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
