"""What a document of a kind holds when it was read whole: a plan without one project was not read, whatever it says.

The expectations are data: ``expectations.csv`` beside this module.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
KINDS = ("rows", "null_share", "totals")
TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Expectation:
    """One line of the file: ``kind`` of check, ``limit`` in rows (``rows``, ``totals``) or as a share 0–1."""

    doc_type: str
    sector: str
    dataset: str
    kind: str
    column: str
    limit: float

    def concerns(self, document: Mapping[str, Any]) -> bool:
        """Is it about documents of this kind?"""
        return document.get("doc_type") == self.doc_type and self.sector in ("", document.get("sector"))


def parse(text: str) -> tuple[Expectation, ...]:
    """The expectations of a CSV text; lines that start with ``#`` are comments. ``ValueError`` names a wrong line."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    found = []
    for row in csv.DictReader(io.StringIO("\n".join(lines))):
        limit = float(row["limit"])
        if row["kind"] not in KINDS or limit < 0 or (row["kind"] == "null_share") != bool(row["column"]):
            raise ValueError(f"expectation not understood: {row}")
        found.append(Expectation(row["doc_type"], row["sector"], row["dataset"], row["kind"], row["column"], limit))
    return tuple(found)


@cache
def expectations() -> tuple[Expectation, ...]:
    """Those of ``expectations.csv``."""
    return parse(files("phaen.pipeline.assemble").joinpath("expectations.csv").read_text("utf8"))


def unmet(rows: Rows, expected: Sequence[Expectation] | None = None) -> Iterator[str]:
    """Why a document was not read whole, one sentence per expectation that its rows do not meet.

    ``rows`` by dataset, one in ``documents``; ``expected``: others than those of the file.
    """
    document = rows["documents"][0]
    for one in expectations() if expected is None else expected:
        if not one.concerns(document):
            continue
        given = [row for name in one.dataset.split("+") for row in rows.get(name, ())]
        if one.kind == "rows":
            if len(given) < one.limit:
                yield f"{len(given)} rows of {one.dataset} were read, where {one.doc_type} has at least {one.limit:g}."
        elif one.kind == "totals":
            amounts = [row for row in given if row.get("budget_baht") is not None and row.get("row_kind") != TOTAL]
            if len(amounts) >= one.limit and not any(row.get("row_kind") == TOTAL for row in given):
                yield f"{len(amounts)} amounts of {one.dataset} were read, and no total."
        else:
            lines = [row for row in given if row.get("row_kind") != TOTAL]
            # an agreement may state its levels only: each indicator's targets are their thresholds
            levels = {row.get("kpi_id") for row in rows.get("rubrics", ()) if row.get("threshold_raw")}
            told = levels if one.column == "target_raw" else set()
            lacking = sum(row.get(one.column) in (None, "") and row.get("kpi_id") not in told for row in lines)
            if lines and lacking > one.limit * len(lines):
                yield f"{lacking} of {len(lines)} rows of {one.dataset} have no {one.column}."


def judge(rows: Rows) -> None:
    """Make a document ``partial`` that was taken for read and does not hold what its kind holds, in place."""
    row: Any = rows["documents"][0]
    reasons = list(unmet(rows)) if row["status"] == "ok" else []
    if reasons:
        row["status"] = "partial"
        row["error"] = " ".join(
            [*reasons, "Look at the tables of the document that were not read (sections, kind table)."]
        )
