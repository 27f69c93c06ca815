"""Row by row: which values of an extraction are wrong, and who is told of it.

A *silent* value is a wrong one in a row without a flag; a *silent omission* a value that is missing from such a row, or
whose row is missing from a document without a doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from samples.scoring import KEYS, LONG, cells, likeness

Row = Mapping[str, Any]

FIGURES = frozenset(
    {
        *("target_value", "target_max", "weight", "baseline", "projects", "amounts", "budget_baht"),
        *("threshold_value", "threshold_max", "score", "scale_score", "achieved_value", "weight_pct", "cumulative_pct"),
    }
)
"""Columns that hold figures."""
NOT_COMPARED = frozenset({"kr_code", "kr_code_source", "kpi_name"})
"""Columns that only linking over documents fills, or that repeat another row."""
OF_THE_DOCUMENT = frozenset({"doc_type_guess", "unknown_doc_type", "year_guess", "duplicate_document"})
"""Flags that speak of the document's type or year and warn of no value."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One row got, wanted or both. ``wrong`` and ``missing`` name the columns, once for every value."""

    dataset: str
    gold: Row | None
    row: Row | None
    right: int
    wrong: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    told: bool = False

    @property
    def is_right(self) -> bool:
        """Is a row that was got wholly right?"""
        return self.row is not None and self.gold is not None and not self.wrong and not self.missing


@dataclass(slots=True)
class Trust:
    """Counts over judged rows; see the module for what silent means."""

    right: int = 0
    wrong: int = 0
    missing: int = 0
    figures: int = 0
    silent: int = 0
    silent_figures: int = 0
    omitted: int = 0
    rows_right: int = 0
    false_alarms: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, judged: Judged, where: str = "") -> None:
        """Count one row."""
        self.right += judged.right
        self.wrong += len(judged.wrong)
        self.missing += len(judged.missing)
        got = judged.row or {}
        self.figures += sum(len(cells(column, got[column])) for column in FIGURES if column in got)
        self.rows_right += judged.is_right
        self.false_alarms += judged.is_right and judged.told
        if judged.told:
            return
        self.silent += len(judged.wrong)
        self.silent_figures += sum(column in FIGURES for column in judged.wrong)
        self.omitted += len(judged.missing)
        if judged.wrong or judged.missing:
            name = (judged.gold or judged.row or {}).get("name") or (judged.gold or judged.row or {}).get("project")
            what = f"{judged.dataset} {str(name)[:40]!r}: wrong {judged.wrong} missing {judged.missing}"
            self.examples.append(f"{where} {what}".strip())

    @property
    def f1(self) -> float:
        """Harmonic mean of cell precision and recall."""
        total = 2 * self.right + self.wrong + self.missing
        return 2 * self.right / total if total else 1.0


def judge(gold: Mapping[str, Sequence[Row]], tables: Mapping[str, Sequence[Row]]) -> Iterator[Judged]:
    """Every row of every dataset that the expected rows speak of."""
    document = tables["documents"][0]
    doubted = document["status"] != "ok" or bool(set(document["flags"]) - OF_THE_DOCUMENT)
    for dataset in KEYS:
        if dataset in gold:
            yield from _rows(dataset, gold[dataset], tables.get(dataset, ()), doubted=doubted)


def _rows(dataset: str, gold: Sequence[Row], rows: Sequence[Row], *, doubted: bool) -> Iterator[Judged]:
    columns = [
        column
        for column in (gold[0] if gold else {})
        if column not in NOT_COMPARED and (not column.endswith("_raw") or column == "target_raw")
    ]
    pairs = ((likeness(dataset, want, row), -i, -j) for i, want in enumerate(gold) for j, row in enumerate(rows))
    ranked = sorted(pairs, reverse=True)
    left_gold, left_rows = set(range(len(gold))), set(range(len(rows)))
    for near, i, j in ranked:
        if near >= 0.55 and -i in left_gold and -j in left_rows:
            left_gold.discard(-i)
            left_rows.discard(-j)
            yield _judged(dataset, columns, gold[-i], rows[-j], doubted=doubted)
    for i in sorted(left_gold):
        yield _judged(dataset, columns, gold[i], None, doubted=doubted)
    for j in sorted(left_rows):
        yield _judged(dataset, columns or list(KEYS[dataset]), None, rows[j], doubted=doubted)


def _judged(dataset: str, columns: Sequence[str], gold: Row | None, row: Row | None, *, doubted: bool) -> Judged:
    right = 0
    wrong: list[str] = []
    missing: list[str] = []
    for column in columns:
        want = cells(column, gold.get(column)) if gold else []
        have = cells(column, row.get(column)) if row else []
        left = list(have)
        for cell in want:
            hit = next((h for h in left if h == cell or (len(cell) > LONG and fuzz.ratio(h, cell) >= 97)), None)
            if hit is None:
                missing.append(column)
            else:
                left.remove(hit)
                right += 1
        wrong += [column] * len(left)
    told = bool(set(row["flags"]) - OF_THE_DOCUMENT) if row is not None else doubted
    return Judged(dataset, gold, row, right, tuple(wrong), tuple(missing), told)
