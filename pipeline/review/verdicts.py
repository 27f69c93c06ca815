"""What people decided about findings: ``findings.csv`` of the review folder.

A run reads the file and never writes it; ``phaen review findings`` and the dashboard add lines. ``about`` holds a
fingerprint of what the finding said when it was judged: when it says something else, it is open again. A line
without one holds for whatever the finding says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

from phaen.normalizers.text import squash
from phaen.pipeline.review.decisions import DecisionError, read_csv, write_csv

STATUSES = ("open", "accepted", "dismissed", "fixed")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """``status`` of a finding as ``by`` decided it on the day ``on``."""

    finding_id: str
    status: str
    by: str
    on: str
    note: str = ""
    about: str = ""

    def fits(self, finding: Mapping[str, Any]) -> bool:
        """Does the finding still say what was judged?"""
        return not self.about or self.about == fingerprint(finding)


COLUMNS = tuple(field.name for field in fields(Verdict))
_NEEDED = COLUMNS[:-1]


def fingerprint(finding: Mapping[str, Any]) -> str:
    """What a verdict is about: rule, subject, and the printed texts and pages of its evidence; not the wording."""
    told = [str(finding["rule"]), squash(str(finding["subject"] or ""))]
    told += sorted(f"{one['doc_id']} {one['page']} {squash(str(one['raw'] or ''))}" for one in finding["evidence"])
    return hashlib.sha256("\x1f".join(told).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def why_unusable(one: Verdict) -> str | None:
    """What is wrong with a line, in words that say what to write instead; ``None`` when nothing is."""
    if not one.finding_id:
        return "finding_id is missing; copy it from the dataset findings"
    if one.status not in STATUSES:
        return f"{one.status!r} is no status; write one of {', '.join(STATUSES)}"
    return None if one.by.strip() else "by is empty; write who decided"


def load(path: Path | None) -> dict[str, Verdict]:
    """Verdicts by finding_id; none without a file. Of several lines about one finding the last counts.

    Raises :class:`~phaen.pipeline.review.decisions.DecisionError` for a malformed file, naming the line.
    """
    if path is None or not path.exists():
        return {}
    found: dict[str, Verdict] = {}
    for line, entry in read_csv(path, _NEEDED):
        one = Verdict(**{column: entry.get(column, "") for column in COLUMNS})
        if problem := why_unusable(one):
            raise DecisionError("{path}, line {line}: {problem}", path=path, line=line, problem=problem)
        found[one.finding_id] = one
    return found


def add(path: Path, verdicts: Iterable[Verdict]) -> None:
    """Write verdicts into the file; each takes the place of what was said of its finding before."""
    known = load(path)
    for one in verdicts:
        if problem := why_unusable(one):
            raise DecisionError(problem)
        known[one.finding_id] = one
    path.parent.mkdir(parents=True, exist_ok=True)
    write_csv(path, COLUMNS, [list(astuple(one)) for _, one in sorted(known.items())])


def judged(findings: Sequence[Row], verdicts: Mapping[str, Verdict]) -> list[Row]:
    """Rows of ``findings`` with what people decided about them."""
    rows = []
    for row in findings:
        one = verdicts.get(row["finding_id"])
        if one is not None and one.status != "open" and one.fits(row):
            said = {"status": one.status, "decided_by": one.by, "decided_on": one.on or None, "note": one.note or None}
            row = row | said
        rows.append(row)
    return rows
