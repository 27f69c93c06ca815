"""Documents that are given twice: the same bytes, or the same document in other bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from phaen.pipeline.run.linked import REPEAT
from phaen.pipeline.schema.datasets import Row

SAME_INDICATORS = 0.9
"""Share of indicators that two documents of one agency, type and year have in common when they are one document."""


def mark_repeats(documents: Sequence[Row], kpis: Sequence[Row], indicators: Mapping[str, set[str]]) -> dict[str, str]:
    """Set ``duplicate_of``, and flag repeated documents and their indicators; gives their source files with the flag.

    The first in order of file names is the original. A byte-identical copy repeats whatever else it is like.
    ``indicators``: source file → its indicators.
    """
    seen: dict[str, Row] = {}
    alike: dict[tuple[object, ...], list[Row]] = {}
    twice: set[str] = set()
    for row in sorted(documents, key=lambda row: row["source_file"]):
        row["duplicate_of"] = None
        if row["status"] == "failed":
            continue
        office = row["agency_code"] or row.get("agency_name")
        facts = (office, row["doc_type"], row["fiscal_year"])
        originals = [] if None in facts else alike.setdefault(facts, [])
        own = indicators.get(row["source_file"], set())
        same = (one for one in originals if _overlap(own, indicators.get(one["source_file"], set())))
        original = seen.get(row["doc_id"]) or (None if row.get("superseded_by") else next(same, None))
        if original is None:
            seen[row["doc_id"]] = row
            if not row.get("superseded_by"):
                originals.append(row)
        else:
            row["duplicate_of"] = original["doc_id"]
            row["flags"] = sorted({*row["flags"], REPEAT})
            twice.add(row["source_file"])
    for row in kpis if twice else ():
        if row["source_file"] in twice:
            row["flags"] = sorted({*row["flags"], REPEAT})
    return dict.fromkeys(twice, REPEAT)


def _overlap(one: set[str], other: set[str]) -> bool:
    if one.isdisjoint(other):  # as most
        return False
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) >= SAME_INDICATORS
