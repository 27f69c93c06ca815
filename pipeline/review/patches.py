"""Dirty printed values mended by one line each: ``patches.csv`` of the review folder.

A correction is about one value of one row. A patch is about a way of printing: wherever the whole text of a column
matches ``pattern`` (a regular expression), it reads ``value`` (``\\1`` is the first group), and what is read from that
text — amount, target, result, threshold, score — is read anew. A run applies the file and never writes it; every change
is a row of ``repairs`` with the rule ``patch``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

import pyarrow as pa
from phaen.normalizers.budgets import parse_budget
from phaen.normalizers.figures import parse_figure
from phaen.normalizers.targets import Target, parse_target, parse_threshold
from phaen.pipeline.review.corrections import FIXED
from phaen.pipeline.review.decisions import DecisionError, read_csv
from phaen.pipeline.schema.datasets import DATASETS, TYPED_DATASETS

RULE = "patch"
"""What ``repairs.rule`` says of a change, and ``statements.how`` of a value that one gave."""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Patch:
    """Where a text ``column`` of ``dataset`` wholly matches ``pattern``, it reads ``value``; ``note`` says why."""

    dataset: str
    column: str
    pattern: str
    value: str
    note: str = ""


COLUMNS = tuple(field.name for field in fields(Patch))


def why_unusable(one: Patch) -> str | None:
    """What is wrong with a patch, in words that say what to write instead; ``None`` when nothing is."""
    if one.dataset not in TYPED_DATASETS:
        return f"{one.dataset!r} holds no values to patch; write one of {', '.join(TYPED_DATASETS)}"
    column = DATASETS[one.dataset].by_name.get(one.column)
    if column is None or one.column in FIXED or column.choices or not pa.types.is_string(column.type):
        return f"{one.column!r} is no printed text of {one.dataset}; write a text column, such as budget_raw"
    try:
        pattern = re.compile(one.pattern)
        pattern.sub(one.value, "")
        re.compile(f"(?:{one.pattern})|").fullmatch("").expand(one.value)  # type: ignore[union-attr]
    except (re.error, IndexError) as error:
        return f"pattern or value is not understood ({error}); write a regular expression, \\1 for its first group"
    return "pattern matches an empty text; say what is printed" if pattern.fullmatch("") else None


def load(path: Path | None) -> tuple[Patch, ...]:
    """The patches of ``path`` in their order; none without a file.

    Raises :class:`~phaen.pipeline.review.decisions.DecisionError` for a malformed file, naming the line.
    """
    if path is None or not path.exists():
        return ()
    found = []
    for line, entry in read_csv(path, COLUMNS):
        one = Patch(**{column: entry[column] for column in COLUMNS})
        if problem := why_unusable(one):
            raise DecisionError(f"{path}, line {line}: {problem}")
        found.append(one)
    return tuple(found)


def texts(patches: Sequence[Patch]) -> list[str]:
    """All that the patches say, for a digest."""
    return [text for one in patches for text in astuple(one)]


def _of_target(prefix: str, target: Target) -> Row:
    found: Row = {f"{prefix}_{name}": getattr(target, name) for name in ("op", "value", "max", "date")}
    return found | ({f"{prefix}_unit": target.unit} if target.unit else {})


def _budget(text: str, row: Row) -> tuple[Row, Sequence[str]]:
    budget = parse_budget(text, row.get("budget_unit_baht") or 1)
    return {"budget_baht": budget.baht, "budget_status": budget.status}, budget.flags


def _target(text: str, row: Row) -> tuple[Row, Sequence[str]]:
    target = parse_target(text)
    return _of_target("target", target), target.flags


def _threshold(text: str, row: Row) -> tuple[Row, Sequence[str]]:
    target = parse_threshold(text)
    return _of_target("threshold", target), target.flags


def _achieved(text: str, row: Row) -> tuple[Row, Sequence[str]]:
    target = parse_target(text)
    return _of_target("achieved", target), target.flags


def _score(text: str, row: Row) -> tuple[Row, Sequence[str]]:
    figure = parse_figure(text, "score_unread")
    return {"score": figure.value}, figure.flags


_READ: dict[str, Callable[[str, Row], tuple[Row, Sequence[str]]]] = {
    "budget_raw": _budget,
    "target_raw": _target,
    "threshold_raw": _threshold,
    "achieved_raw": _achieved,
    "score_raw": _score,
}
"""Columns of printed text → what is read from them, and the doubts of that reading."""
_UNREAD = {"budget_raw": "budget_unread"}


def patched(one: Patch, text: str | None) -> str | None:
    """A text as a patch leaves it: mended where all of it matches, else as it is."""
    match = re.fullmatch(one.pattern, text) if text else None
    return match.expand(one.value) if match else text


def apply(row: Row, dataset: str, patches: Sequence[Patch]) -> list[tuple[str, str, str, set[str]]]:
    """Patch a row of ``dataset`` in place: (column, text before, text after, columns that changed) of each change."""
    done = []
    for one in patches:
        before = row.get(one.column) if one.dataset == dataset else None
        after = patched(one, before)
        if before is None or after is None or after == before:
            continue
        changed = {one.column}
        row[one.column] = after
        if read := _READ.get(one.column):
            values, flags = read(after, row)
            known = {name: value for name, value in values.items() if name in DATASETS[dataset].by_name}
            gone = {*read(before, row)[1], _UNREAD.get(one.column, "")}
            row["flags"] = sorted((set(row["flags"]) - gone) | set(flags))
            changed |= {name for name, value in known.items() if row.get(name) != value}
            row.update(known)
        row["corrected"] = sorted({*(row.get("corrected") or ()), *changed})
        done.append((one.column, before, after, changed))
    return done
