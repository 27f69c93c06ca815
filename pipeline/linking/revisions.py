"""Revised editions: a plan beside the one that it revises. The revised one counts, the other stays and is marked.

What settles it is the title (ฉบับปรับปรุง, แก้ไขครั้งที่ 2 …) where both hold the same indicators in the main; where the
title says nothing, or the indicators do not show that one takes the place of the other, a person is asked.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from phaen.extractors.forms.amendments import is_amendment
from phaen.normalizers.text import clean
from phaen.pipeline.review.decisions import Decisions, note_person
from phaen.pipeline.schema.datasets import Row

SUPERSEDED = "superseded_document"
SAME_PLAN = 0.5
"""Share of the earlier edition's indicators that a revised one holds when it takes the other's place."""
TWO_EDITIONS = 0.3
"""Share in common from which two documents of one office, type and year may be two editions of one."""
_TIME = re.compile(r"ครั้งที่\s*(\d{1,2})")


@lru_cache(maxsize=65536)
def edition(title: str | None) -> int:
    """0 for a first edition, else the number of the revision that the title names (1 where it gives no number)."""
    text = clean(title or "")
    if not is_amendment(text):
        return 0
    times = _TIME.findall(text)
    return max(1, *map(int, times)) if times else 1


def fingerprint(one: Row, other: Row) -> str:
    """What a question about two editions is about: their bytes."""
    return hashlib.sha256("\0".join(["revision", *sorted((one["doc_id"], other["doc_id"]))]).encode()).hexdigest()[:16]


def mark_revisions(
    documents: Sequence[Row], kpis: Sequence[Row], indicators: Mapping[str, set[str]], decided: Decisions
) -> tuple[dict[str, str], list[tuple[Row, Row]]]:
    """Set ``superseded_by``; gives the superseded source files with their flag, and the pairs to ask about.

    ``indicators``: source file → its indicators.
    """
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in sorted(documents, key=lambda row: row["source_file"]):
        row["superseded_by"] = None
        office = row["agency_code"] or row.get("agency_name")
        facts = (office, row["doc_type"], row["fiscal_year"])
        if row["status"] not in ("failed", "skipped") and None not in facts:
            groups.setdefault(facts, []).append(row)
    asked: list[tuple[Row, Row]] = []
    for members in groups.values():
        known = [(row, edition(row.get("title")), indicators.get(row["source_file"], set())) for row in members]
        for (one, first, own), (other, second, others) in combinations(known, 2):
            if one["doc_id"] == other["doc_id"]:
                continue
            # most pairs: two first editions that have nothing in common
            if decided.known or first or second or not own.isdisjoint(others):
                asked += _settle(one, other, indicators, decided)
    marked = [row for row in documents if row["superseded_by"]]
    files = {row["source_file"]: SUPERSEDED for row in marked}
    for row in [*marked, *(row for row in (kpis if files else ()) if row["source_file"] in files)]:
        row["flags"] = sorted({*row["flags"], SUPERSEDED})
    return files, asked


def _settle(one: Row, other: Row, indicators: Mapping[str, set[str]], decided: Decisions) -> list[tuple[Row, Row]]:
    """Say which of two documents counts, where that is known; gives the pair where a person must say it."""
    old, new = sorted((one, other), key=lambda row: edition(row.get("title")))
    own, revised = (indicators.get(row["source_file"], set()) for row in (old, new))
    answer = decided.find("revision", fingerprint(one, other)) if decided.known else None
    if answer is not None:
        for row, counts in ((one, other), (other, one)):
            if answer.choice == counts["doc_id"]:
                row["superseded_by"] = counts["doc_id"]
                note_person(row, answer.decided_by, answer.decided_on)
        return []
    known = edition(new.get("title")) > edition(old.get("title"))
    if known and own and len(own & revised) / len(own) >= SAME_PLAN:
        old["superseded_by"] = new["doc_id"]
        return []
    shared = len(own & revised) / len(own | revised) if own | revised else 0.0
    alike = TWO_EDITIONS <= shared < 0.9 and not (edition(one.get("title")) or edition(other.get("title")))
    return [(one, other)] if known or alike else []
