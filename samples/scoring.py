"""Cell by cell: an output folder against expected rows. Small and our own, for tests on the sample documents.

A cell is one value of one column of one row (one element of a list column). Rows are paired by likeness of their
leading columns. Cells agree when they do after digits, white space, hyphens, quotes and a trailing dot are levelled.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds
from rapidfuzz import fuzz

KEYS: dict[str, tuple[str, ...]] = {
    "kpis": ("name", "item_no", "base"),
    "rubrics": ("kpi_name", "level", "group"),
    "plans": ("project", "section", "row_kind", "seq", "issue_no", "programme", "budget_baht", "amounts"),
    "results": ("kpi_name", "source", "item_no"),
    "milestones": ("step", "kpi_name", "step_no", "row_kind"),
}
HEADER = ("doc_type", "fiscal_year", "agency_code", "agency_name", "parent_agency", "first_year", "last_year", "sector")
STRUCTS: dict[str, tuple[str, ...]] = {
    "baseline": ("fiscal_year", "raw"),
    "targets_by_year": ("fiscal_year", "raw"),
    "amounts": ("fiscal_year", "source", "baht"),
    "projects": ("name", "budget_baht"),
}
"""The fields of an element of a list column that are compared."""
LONG = 60
"""Texts longer than this agree at 97 % likeness."""
THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙０１２３４５６７８９", "01234567890123456789")


@dataclass(slots=True)
class Score:
    """Counts of one dataset. ``silent`` counts wrong or extra cells in rows without a flag, of ``unflagged`` cells."""

    right: int = 0
    missing: int = 0
    extra: int = 0
    silent: int = 0
    unflagged: int = 0
    gold_rows: int = 0
    rows: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """Harmonic mean of cell precision and recall; 1 when nothing was to find and nothing was found."""
        total = 2 * self.right + self.missing + self.extra
        return 2 * self.right / total if total else 1.0

    @property
    def silent_share(self) -> float:
        """Share of wrong cells among the cells of unflagged rows."""
        return self.silent / self.unflagged if self.unflagged else 0.0


def squash(value: object) -> str:
    """A value as it is compared."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, (int, float)) or type(value).__name__ == "Decimal":
        return f"{float(str(value)):.4f}"
    text = unicodedata.normalize("NFC", str(value)).translate(THAI_DIGITS)
    text = re.sub("\u0e4d([\u0e48-\u0e4b]?)\u0e32", "\\1\u0e33", text)
    return re.sub(r"[\s\-‐–—\u00ad\u200b-\u200d\ufeff\"'“”‘’]", "", text).rstrip(".").lower()


def cells(column: str, value: object) -> list[str]:
    """The comparable cells of one column of one row."""
    if value is None or value != value:
        return []
    if not isinstance(value, (list, tuple)):
        text = squash(value)
        return [text] if text else []
    out = []
    for item in value:
        if isinstance(item, Mapping):
            out.append("|".join("" if item.get(key) is None else squash(item[key]) for key in STRUCTS[column]))
        elif item is not None and squash(item):
            out.append(squash(item))
    return out


def score(output: Path, gold: Path, sources: str = "", only: Collection[str] | None = None) -> dict[str, Score]:
    """Every dataset's score over the documents whose answers stand in ``gold`` (``STEM.json``).

    Only output rows whose ``source_file`` contains ``sources`` count, and of the answers only the stems ``only``.
    ``documents`` scores the header cells and ``findings`` the planted findings (its ``extra`` counts the others).
    """
    names = [*KEYS, "documents", "findings"]
    tables = {name: _table(output, name) for name in names}
    scores = {name: Score() for name in names}
    for path in sorted(p for p in gold.glob("*.json") if not p.name.startswith("findings_")):
        answer = json.loads(path.read_text("utf-8"))
        stem = path.stem
        if only is not None and stem not in only:
            continue

        def mine(row: Mapping[str, Any], stem: str = stem) -> bool:
            source = str(row["source_file"])
            return Path(source.rpartition("#")[2]).name.split(".")[0] == stem and sources in source

        documents = [row for row in tables["documents"] if mine(row)]
        header = [column for column in HEADER if column in answer["document"]]
        _cells_of(scores["documents"], stem, header, answer["document"], documents[0] if documents else None)
        for name in KEYS:
            rows = [row for row in tables[name] if mine(row)]
            _rows(scores[name], name, stem, answer[name], rows)
        ids = {row["doc_id"] for row in documents}
        found = [row for row in tables["findings"] if ids & set(row["doc_ids"])]
        _findings(scores["findings"], stem, answer["findings"], found)
    return scores


def _table(output: Path, name: str) -> list[dict[str, Any]]:
    folder = output / name
    if not folder.exists():
        return []
    rows: list[dict[str, Any]] = ds.dataset(folder, format="parquet", partitioning="hive").to_table().to_pylist()
    return rows


def likeness(name: str, want: Mapping[str, Any], have: Mapping[str, Any]) -> float:
    """How likely it is that two rows of dataset ``name`` speak of one thing, 0 to 1."""
    weights = [4.0, *[2.0] * (len(KEYS[name]) - 1)]
    total = 0.0
    for key, weight in zip(KEYS[name], weights, strict=True):
        a, b = cells(key, want.get(key)), cells(key, have.get(key))
        if a == b:
            total += weight
        elif a and b and len(a[0]) > 12:
            total += weight * fuzz.ratio(a[0], b[0]) / 100
    return total / sum(weights)


def _rows(tally: Score, name: str, stem: str, gold: list[dict[str, Any]], rows: list[dict[str, Any]]) -> None:
    tally.gold_rows += len(gold)
    tally.rows += len(rows)
    ranked = sorted(
        ((likeness(name, g, r), -i, -j) for i, g in enumerate(gold) for j, r in enumerate(rows)), reverse=True
    )
    left_gold, left_rows = set(range(len(gold))), set(range(len(rows)))
    columns = [c for c in (gold[0] if gold else {}) if not c.endswith("_raw") or c == "target_raw"]
    for alike, i, j in ranked:
        if alike >= 0.55 and -i in left_gold and -j in left_rows:
            left_gold.discard(-i)
            left_rows.discard(-j)
            _cells_of(tally, stem, columns, gold[-i], rows[-j])
    for i in left_gold:
        _cells_of(tally, stem, columns, gold[i], None)
    for j in left_rows:
        _cells_of(tally, stem, columns or KEYS[name], None, rows[j])


def _cells_of(
    tally: Score,
    stem: str,
    columns: Iterable[str],
    gold: Mapping[str, Any] | None,
    row: Mapping[str, Any] | None,
) -> None:
    flagged = bool(row is not None and row.get("flags"))
    for column in columns:
        want = cells(column, gold.get(column)) if gold else []
        have = cells(column, row.get(column)) if row else []
        left = list(have)
        right = 0
        for cell in want:
            hit = next((h for h in left if h == cell or (len(cell) > LONG and fuzz.ratio(h, cell) >= 97)), None)
            if hit is not None:
                left.remove(hit)
                right += 1
        tally.right += right
        tally.missing += len(want) - right
        tally.extra += len(left)
        if row is not None and not flagged:
            tally.unflagged += len(have)
            tally.silent += len(left)
        if right < len(want) or left:
            named = (gold or row or {}).get("name") or (gold or row or {}).get("kpi_name") or ""
            tally.errors.append(f"{stem}: {column} of {str(named)[:50]!r}: {want} / {have if row else 'no row'}")


def _findings(tally: Score, stem: str, gold: list[dict[str, Any]], rows: list[dict[str, Any]]) -> None:
    left = list(rows)
    for want in gold:
        subject = squash(want["subject"])
        hit = next((row for row in left if row["rule"] == want["rule"] and _about(subject, want, row)), None)
        if hit is None:
            tally.missing += 1
            tally.errors.append(f"{stem}: finding {want['rule']} {want['subject'][:60]}")
        else:
            left.remove(hit)
            tally.right += 1
    tally.extra += len(left)


def _about(subject: str, want: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    have = squash(row.get("subject") or "")
    said = have + squash(row.get("message_th") or "") + squash(row.get("message_en") or "")
    known = subject + squash(want.get("note") or "")
    return subject == have or fuzz.partial_ratio(subject, said) >= 75 or fuzz.partial_ratio(have, known) >= 75
